package extract

import (
	"regexp"
	"slices"
)

// adopt adds those of weak that are tied to a count of the story: its other measure, or
// its total or part in the same paragraph.
func (cs *countStory) adopt(weak []placedCount) {
	for _, p := range weak {
		at, _ := slices.BinarySearchFunc(cs.placed, p.start, func(o placedCount, start int) int { return o.start - start })
		for _, k := range [...]int{at - 1, at} {
			if k < 0 || k >= len(cs.placed) {
				continue
			}
			o := cs.placed[k]
			if p.group != 0 && o.group == p.group ||
				p.listed && o.listed && o.line-p.line <= 2 && p.line-o.line <= 2 && cs.d.lines[o.line].section == cs.d.lines[p.line].section ||
				p.tie != 0 && cs.d.sameParagraph(min(o.sentence, p.sentence), max(o.sentence, p.sentence)) {
				cs.placed = slices.Insert(cs.placed, at, p)
				break
			}
		}
	}
}

// adoptAddends adds those of weak that, two or more in a row, add up to a count of the
// story: its breakdown needs no word that says so.
func (cs *countStory) adoptAddends(weak []placedCount) {
	type sum struct {
		unit  string
		value int64
	}
	told := map[sum]bool{}
	for _, p := range cs.placed {
		told[sum{p.unit, p.value}] = true
	}
	for i := 0; i < len(weak); i++ {
		total := weak[i].value
		for j := i + 1; j < min(len(weak), i+maxAddends) && weak[j].unit == weak[i].unit && weak[j].line-weak[j-1].line <= 2; j++ {
			total += weak[j].value
			if told[sum{weak[i].unit, total}] {
				for _, p := range weak[i : j+1] {
					at, found := slices.BinarySearchFunc(cs.placed, p.start, func(o placedCount, start int) int { return o.start - start })
					if !found {
						cs.placed = slices.Insert(cs.placed, at, p)
					}
				}
				i = j
				break
			}
		}
	}
}

// sent ends the words before a set of which only a part was hit: 発送した312通のうち2通,
// 見えたのは2,091人のうち800人.
var sent = regexp.MustCompile(`((発送|送付|送信|郵送|配布|配信|交付|発行|処理)した|のは|全)$`)

// ofWhich is all that stands between the two.
var ofWhich = regexp.MustCompile(`^のうち、?(約|少なくとも|最大)?$`)

// dropPopulations drops the sets that only frame the count behind them, which then is no
// part of anything.
func (cs *countStory) dropPopulations() {
	for i := len(cs.placed) - 1; i > 0; i-- {
		a, b := cs.placed[i-1], &cs.placed[i]
		if a.unit == b.unit && a.end < b.number && ofWhich.MatchString(cs.d.s[a.end:b.number]) && sent.MatchString(a.head) {
			b.tie &^= tiePart
			cs.placed = slices.Delete(cs.placed, i-1, i)
			i--
		}
	}
}
