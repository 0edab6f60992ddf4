package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A normalText is an article in the one spelling that the rules are written in, with
// the way back to the spelling that was given.
type normalText struct {
	s string
	// from and to hold, for each byte of s, the code points of the given text that it
	// was made of: from[i] is the first, to[i] one past the last.
	from, to []int32
	given    []rune
}

// normalize folds compatibility forms (NFKC, rune by rune so that offsets survive),
// the tilde family and line ends. It leaves circled and parenthesised digits alone,
// since NFKC turns ①382件 into 1382件, and drops what only displays: zero-width and
// direction marks, footnote superscripts.
func normalize(text string) *normalText {
	t := &normalText{given: []rune(text)}
	joined, cells := wrappedBreaks(t.given), cellBreaks(t.given)
	var b strings.Builder
	b.Grow(len(text))
	from, to := make([]int32, 0, len(text)), make([]int32, 0, len(text))
	put := func(s string, i, j int) {
		b.WriteString(s)
		for range len(s) {
			from, to = append(from, int32(i)), append(to, int32(j))
		}
	}
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
		if mark, ok := cells[i]; ok {
			for j < len(t.given) && unicode.IsSpace(t.given[j]) {
				j++
			}
			put(mark, i, j)
			i = j
			continue
		}
		for j < len(t.given) && combines(t.given[j]) && j-i < 8 {
			j++
		}
		if j == i+1 && plain(r) {
			b.WriteRune(r)
			for len(from) < b.Len() {
				from, to = append(from, int32(i)), append(to, int32(j))
			}
			i = j
			continue
		}
		put(fold(t.given[i:j]), i, j)
		i = j
	}
	t.s, t.from, t.to = b.String(), from, to
	return t
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
	return int(t.from[i]), int(t.to[j-1])
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
