package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sketch is what of a sentence shows where cases begin.
type sketch struct {
	bodies   []string // cores of the bodies named
	sure     bool     // one of them surely is one
	topic    bool     // it is about one of them
	fresh    bool     // one of them was not named before
	unnamed  bool     // it describes one
	dates    int
	counts   int
	kinds    int
	told     bool
	wording  float64 // of its paragraph
	flags    []string
	whole    bool // its line tells when, how much and what
	lineHead bool // it is the first of its line
	paraHead bool // of its paragraph
}

// complete says that it tells when, how much and what.
func (p *sketch) complete() bool { return p.dates > 0 && p.counts > 0 && p.kinds > 0 }

// sketches reads the sentences of a document.
func (d *document) sketches(m *mentions, tells []bool, digest bool) []sketch {
	out := make([]sketch, len(d.sentences))
	for i := range m.dates {
		if k := d.sentenceAt(m.dates[i].start); k >= 0 {
			out[k].dates++
		}
	}
	for i := range m.counts {
		if k := d.sentenceAt(m.counts[i].start); k >= 0 && m.counts[i].lookalike == "" {
			out[k].counts++
		}
	}
	for _, c := range m.categories {
		if k := d.sentenceAt(c.start); k >= 0 && !c.learnt {
			out[k].kinds++
		}
	}
	seen := map[string]bool{}
	for _, o := range m.orgs {
		k := d.sentenceAt(o.start)
		if k < 0 {
			continue
		}
		s := d.sentences[k]
		core := coreName(d.s[o.start:min(o.end, s.end)])
		if core == "" || o.rule == "org/again" {
			continue
		}
		p := &out[k]
		p.bodies = append(p.bodies, core)
		p.sure = p.sure || o.sure
		p.topic = p.topic || o.end <= s.end && d.isTopic(o, s, digest)
		if !seen[core] && d.lines[s.line].zone != title {
			p.fresh, seen[core] = true, true
		}
	}
	for k := range out {
		p, s := &out[k], d.sentences[k]
		p.told = tells[k] || briefly(d.asks(k))
		p.unnamed = len(p.bodies) == 0 && described(d.asks(k), digest) != nil
		p.lineHead = k == 0 || d.sentences[k-1].line != s.line
		p.paraHead = p.lineHead && (s.line == 0 || d.lines[s.line-1].kind == blank)
	}
	for k := 0; k < len(out); {
		j := k + 1
		for j < len(out) && !out[j].lineHead {
			j++
		}
		w := scoreWording(d.s[d.sentences[k].start:d.sentences[j-1].end])
		for ; k < j; k++ {
			out[k].wording = w
		}
	}
	return out
}

// shapeOf is how a line begins, its numbers and letters all alike: 〔1〕, ア 概要, ▼.
func shapeOf(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range kanaNumerals.Replace(firstRunes(s, 10)) {
		switch {
		case unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩", r):
			r = '0'
		case n > 0 && unicode.IsSpace(r):
			b.WriteByte(' ')
			return b.String()
		case strings.ContainsRune("アイウエオカキクケコ", r) && n < 2:
			r = 'ア'
		case r >= 'A' && r <= 'Z' && n < 2:
			r = 'A'
		case unicode.IsLetter(r):
			if n == 0 {
				return ""
			}
			if !strings.ContainsRune("月日件目番つめ例", r) {
				return b.String()
			}
		}
		if r == '0' && strings.HasSuffix(b.String(), "0") {
			continue
		}
		b.WriteRune(r)
		if n++; n > 5 {
			break
		}
	}
	return b.String()
}

// kanaNumerals are those by which things are told off.
var kanaNumerals = strings.NewReplacer("ひとつ", "1つ", "ふたつ", "2つ", "みっつ", "3つ", "よっつ", "4つ", "いつつ", "5つ")

// labelAhead is the word before the space or colon in a line, "" where none is.
func labelAhead(s string) string {
	i := strings.IndexAny(s, " :\t")
	if i <= 0 || utf8.RuneCountInString(s[:i]) > 8 {
		return ""
	}
	return s[:i]
}

// isRule says that a line is one drawn between parts of a text.
func isRule(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func bucket(n int) string {
	switch {
	case n < 4:
		return string(rune('0' + n))
	case n < 8:
		return "4-7"
	}
	return "8-"
}
