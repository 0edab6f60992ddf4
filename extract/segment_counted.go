package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// countedOff opens the telling of a case that running text counts off: 1件目は, まず一つ目の事案で.
// Group 1 is its number. onceMore opens the second and last of two: もう1件は.
var (
	countedOff = pattern.New(`^(?:[^。、]{1,14}に(?:よると|よれば|よりますと)、)?(?:まず|次に|次が|続いて|つづいて|また|そして|さらに|最後に)?、?(?:(?:事案|事故|事例)の)?([1-9一二三四五六七八九])(?:件|例|つ)(?:目(?:の[^。、]{0,12})?|の(?:事案|事故|事例|ケース))?(?:は|で|が|、|:|と|に)`)
	onceMore   = pattern.New(`^(?:そして|さらに)?、?もう(?:一|1|ひと)(?:件|例|つ)(?:の[^。、]{0,12})?(?:は|で|が|、|:|と)`)
)

// countsOff is which case sentence k begins to tell, 0 if it begins none.
func (d *document) countsOff(k, before int) int {
	s := d.sentences[k]
	if d.lines[s.line].zone != story {
		return 0
	}
	text := firstRunes(d.s[s.start:s.end], headRunes)
	if before == 1 && onceMore.MatchString(text) {
		return 2
	}
	m := countedOff.FindStringSubmatch(text)
	if m == nil || before == 0 && m[1] != "1" && m[1] != "一" || before > 0 && strings.Contains("1一", m[1]) {
		return 0
	}
	return max(strings.Index("123456789", m[1]), strings.Index("一二三四五六七八九", m[1])/len("一")) + 1
}

// countingOff is where the words end by which sentence k counts off its case.
func (d *document) countingOff(k int) int {
	s := d.sentences[k]
	text := firstRunes(d.s[s.start:s.end], headRunes)
	for _, p := range []*pattern.Pattern{countedOff, onceMore} {
		if at := p.FindStringIndex(text); at != nil {
			return s.start + at[1]
		}
	}
	return s.start
}

// casesCountedOff cuts a text that counts off cases in running text, all of one body perhaps:
// 1件目は…。2件目は…. Each of them tells when, and how much or what.
func (d *document) casesCountedOff(b block, m *mentions, tells []bool) []block {
	var at []int // the sentences of the block that open one
	for n, k := range b.parts {
		if i := d.countsOff(k, len(at)); i == len(at)+1 {
			at = append(at, n)
		}
	}
	if len(at) < 2 {
		return nil
	}
	var out []block
	for i, n := range at {
		end := len(b.parts)
		if i+1 < len(at) {
			end = at[i+1]
		}
		c := newBlock(d, d.tailless(b.parts[n:min(end, n+longestCase)], opening{core: "件目"}), true)
		if c.counted = true; !d.tellsCase(&c, m, tells, true) {
			return nil
		}
		out = append(out, c)
	}
	d.lendLead(out)
	opens := map[int]bool{}
	for _, n := range at {
		opens[b.parts[n]] = true
	}
	m.counts = slices.DeleteFunc(m.counts, func(c countExpr) bool { // the numbers of the cases
		k := d.sentenceAt(c.start)
		return c.unit == "records" && opens[k] && c.start < d.countingOff(k)
	})
	return out
}

// lendLead gives cases that are all of one body what tells before them when they were made
// public.
func (d *document) lendLead(cases []block) {
	for k := range cases[0].parts[0] {
		if s := d.sentences[k]; d.lines[s.line].zone != story || !d.asks(k).Match(announcing) || !d.asks(k).Match(dated) {
			continue
		}
		for i := range cases {
			if c := &cases[i]; c.counted && !c.tellsWho && c.lead < 0 {
				c.in[k], c.lead = true, k
			}
		}
		return
	}
}
