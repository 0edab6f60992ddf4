package extract

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A normalText is an article in the one spelling that the rules are written in, with
// the way back to the spelling that was given.
type normalText struct {
	s string
	// places hold, for each byte of s, the code points of the given text that it was made
	// of. They are found when the first of them is asked for: most texts are dismissed
	// before that.
	places []place
	given  []rune
	joined []int          // wrappedBreaks, spacedLabels and readings
	breaks map[int]string // cellBreaks and runOnPoints
}

// A place is the code points [start, end).
type place struct{ start, end int32 }

// normalize folds compatibility forms (NFKC, rune by rune so that offsets survive),
// the tilde family and line ends. It leaves circled and parenthesised digits alone,
// since NFKC turns ①382件 into 1382件, and drops what only displays: zero-width and
// direction marks, footnote superscripts.
func normalize(text string) *normalText {
	t := &normalText{given: runesOf(text)}
	t.joined, t.breaks = slices.Concat(wrappedBreaks(t.given), spacedLabels(t.given), readings(t.given)), map[int]string{}
	cellBreaks(t.given, t.breaks)
	runOnPoints(t.given, t.breaks)
	slices.Sort(t.joined)
	out := make([]byte, 0, len(text))
	t.pieces(func(s string, i, _ int) { out = append(out, s...) }, func(i, j int) {
		for _, r := range t.given[i:j] {
			if r < utf8.RuneSelf {
				out = append(out, byte(r))
			} else {
				out = append(out, byte(0xe0|r>>12), byte(0x80|r>>6&0x3f), byte(0x80|r&0x3f))
			}
		}
	})
	t.s = string(out)
	return t
}

// locate finds the places.
func (t *normalText) locate() {
	t.places = make([]place, 0, len(t.s))
	add := func(n, i, j int) {
		for range n {
			t.places = append(t.places, place{int32(i), int32(j)})
		}
	}
	t.pieces(func(s string, i, j int) { add(len(s), i, j) }, func(i, j int) {
		for ; i < j; i++ {
			add(utf8.RuneLen(t.given[i]), i, i+1)
		}
	})
}

// runesOf is []rune(text), at once for most characters of Japanese.
func runesOf(text string) []rune {
	out := make([]rune, 0, utf8.RuneCountInString(text))
	for i := 0; i < len(text); {
		b := text[i]
		switch {
		case b < utf8.RuneSelf:
			out = append(out, rune(b))
			i++
		case b > 0xe0 && b < 0xed && i+2 < len(text) && text[i+1]&0xc0 == 0x80 && text[i+2]&0xc0 == 0x80:
			out = append(out, rune(b&0xf)<<12|rune(text[i+1]&0x3f)<<6|rune(text[i+2]&0x3f))
			i += 3
		default:
			r, w := utf8.DecodeRuneInString(text[i:])
			out = append(out, r)
			i += w
		}
	}
	return out
}

// pieces gives the normal text piece by piece, with the code points of each: put what a few
// are folded to, keep stretches that are their own normal form, of one and three bytes each.
func (t *normalText) pieces(put func(s string, i, j int), keep func(i, j int)) {
	joined := t.joined
	for i := 0; i < len(t.given); {
		r := t.given[i]
		j := i + 1
		if len(joined) > 0 && joined[0] == i {
			joined = joined[1:]
			if r == '\r' {
				j++ // and the \n behind it
			}
			for j < len(t.given) && (t.given[j] == ' ' || t.given[j] == '\t' || t.given[j] == '　') {
				j++
			}
			i = j
			continue
		}
		if r == '\r' && j < len(t.given) && t.given[j] == '\n' {
			i = j
			continue
		}
		if len(t.breaks) > 0 {
			if mark, ok := t.breaks[i]; ok {
				for j < len(t.given) && unicode.IsSpace(t.given[j]) {
					j++
				}
				put(mark, i, j)
				i = j
				continue
			}
		}
		// Line breaks may be among those joined and the breaks, as upright strokes and full
		// stops may.
		for j = i; j < len(t.given) && t.given[j] != '\n' && (len(joined) == 0 || j < joined[0]) && (len(t.breaks) == 0 || j == i || t.given[j] != '|' && t.given[j] != '。') && plain(t.given[j]); {
			j++
		}
		if j < len(t.given) && j > i && combines(t.given[j]) {
			j--
		}
		if j > i {
			keep(i, j)
			i = j
			continue
		}
		for j = i + 1; j < len(t.given) && combines(t.given[j]) && j-i < 8; {
			j++
		}
		if r == '\n' && j == i+1 {
			put("\n", i, j)
		} else {
			put(fold(t.given[i:j]), i, j)
		}
		i = j
	}
}

// plain says that r is its own normal form; the bulk of Japanese text is.
func plain(r rune) bool {
	return r == '\n' || r == '\t' || r >= ' ' && r < 0x7f ||
		r >= 0x3041 && r <= 0x3096 || r >= 0x30a1 && r <= 0x30fe || r >= 0x4e00 && r <= 0x9fff ||
		r >= 0x3001 && r <= 0x3002 || r >= 0x300a && r <= 0x3011
}

// combines says that r belongs to the rune before it: combining marks, the sound marks
// of half-width katakana and variation selectors.
func combines(r rune) bool {
	return r == 0xff9e || r == 0xff9f || r == 0x3099 || r == 0x309a || r >= 0x300 && r <= 0x36f || selectsVariant(r)
}

// selectsVariant says that r picks a glyph of the character before it: 葛, 辻 in names.
func selectsVariant(r rune) bool { return r >= 0xfe00 && r <= 0xfe0f || r >= 0xe0100 && r <= 0xe01ef }

func fold(rs []rune) string {
	if last := len(rs) - 1; selectsVariant(rs[last]) {
		if last == 0 {
			return ""
		}
		return fold(rs[:last])
	}
	if len(rs) == 1 {
		switch r := rs[0]; {
		case r == '〜' || r == '～' || r == '∼' || r == '∿' || r == '〰':
			return "~"
		case r == '−' || r == '‐' || r == '‑' || r == '﹣':
			return "-"
		case r >= '！' && r <= '｝':
			return string(r - '！' + '!') // what NFKC says too
		case r == '　':
			return " "
		case r == '│' || r == '┃' || r == '║' || r == '┆' || r == '┊':
			return "\t" // between the cells of a drawn table
		case r == '\r', r == '\v', r == '\f', r == 0x85, r == 0x2028, r == 0x2029:
			return "\n"
		case r >= '①' && r <= '⒛' || r >= '⓪' && r <= '⓿' || r >= '❶' && r <= '➓' || r >= '㉑' && r <= '㊿':
			return string(r) // enumeration marks, not digits of the figure behind them
		case r == '²' || r == '³' || r == '¹' || r >= '⁰' && r <= '⁹':
			return "" // footnote marks
		case r == 0x200b || r == 0x200c || r == 0x200d || r == 0x2060 || r == 0xfeff || r == 0xad ||
			r >= 0x200e && r <= 0x200f || r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069:
			return ""
		case r < ' ' || r == 0x7f || r == utf8.RuneError:
			return " "
		case r == '・' || r == '･':
			return "・"
		case r == '⻑':
			return "長"
		case r == '⺠':
			return "民"
		}
	}
	return norm.NFKC.String(string(rs))
}

// span gives the code points [start, end) of the given text that bytes [i, j) of the
// normal text were made of.
func (t *normalText) span(i, j int) (start, end int) {
	if i >= j || i < 0 || j > len(t.s) {
		return 0, 0
	}
	if t.places == nil {
		t.locate()
	}
	return int(t.places[i].start), int(t.places[j-1].end)
}

// original is the given text behind bytes [i, j) of the normal text.
func (t *normalText) original(i, j int) string {
	start, end := t.span(i, j)
	return string(t.given[start:end])
}

// evidence is the proof that lies in bytes [i, j) of the normal text.
func (t *normalText) evidence(i, j int) Evidence {
	start, end := t.span(i, j)
	return Evidence{Start: start, End: end, Text: string(t.given[start:end])}
}
