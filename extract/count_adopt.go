package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// adopt keeps those weak counts that are tied to a count of the story beside them: its
// other measure, its neighbour in a list, its total or part in the same paragraph.
func (cs *countStory) adopt() {
	tie := func(i, k int) {
		if p := &cs.placed[i]; p.weak && k >= 0 && k < len(cs.placed) && !cs.placed[k].weak {
			p.weak = !cs.tied(&cs.placed[min(i, k)], &cs.placed[max(i, k)], p.tie)
		}
	}
	for i := range cs.placed {
		tie(i, i-1)
	}
	cs.adoptOther()
	for i := range slices.Backward(cs.placed) { // the first lines of a list need their last
		tie(i, i+1)
	}
}

// adoptOther keeps weak counts of as many persons as the story has records: 連絡先57件. 57名には手紙を送った.
func (cs *countStory) adoptOther() {
	told := map[int64]bool{}
	for _, p := range cs.placed {
		if !p.weak && p.unit == "records" && p.value > fewPersons {
			told[p.value] = true
		}
	}
	for i := range cs.placed {
		if p := &cs.placed[i]; p.weak && p.unit == "people" && told[p.value] {
			p.weak = false
		}
	}
}

// tied says that a count and one in front of it belong together, so that the story of one is
// that of the other. tie is that of the weak one.
func (cs *countStory) tied(a, b *placedCount, tie countTie) bool {
	return a.group != 0 && a.group == b.group || cs.inBracketOf(a, b) || a.sentence == b.sentence && b.start-a.end <= len("から") ||
		a.listed && b.listed && b.line-a.line <= 2 && cs.alike(a, b) ||
		(tie != 0 || replaces(b, a)) && cs.d.sameParagraph(a.sentence, b.sentence)
}

// inBracketOf says that b stands in the bracket right behind a, whose persons it counts: 申込書7件(本人7人、家族15人).
func (cs *countStory) inBracketOf(a, b *placedCount) bool {
	gap := cs.d.s[a.end:max(a.end, b.start)]
	return a.sentence == b.sentence && b.unit == "people" && strings.HasPrefix(gap, "(") && len(gap) < reach*len("人") && !strings.Contains(gap, ")")
}

// replaces says that b is told in the next sentence at most as what a has become.
func replaces(b, a *placedCount) bool {
	return a.unit == b.unit && b.sentence-a.sentence <= 1 && outgrew.MatchString(b.tail)
}

// alike says that the lines of two counts can be those of one list: they stand in one
// section, or each is a heading or, right below each other, a point, as the lines of a
// list with marks may be.
func (cs *countStory) alike(a, b *placedCount) bool {
	la, lb := cs.d.lines[a.line], cs.d.lines[b.line]
	marked := func(l line) bool { return l.kind == heading || l.kind == item }
	return la.section == lb.section || la.kind == heading && lb.kind == heading || b.line == a.line+1 && marked(la) && marked(lb)
}

// adoptAddends keeps weak counts that, two or more in a row, add up to a count of the
// story: its breakdown needs no word that says so.
func (cs *countStory) adoptAddends() {
	type sum struct {
		unit  string
		value int64
	}
	told := map[sum]bool{}
	for _, p := range cs.placed {
		if !p.weak {
			told[sum{p.unit, p.value}] = true
		}
	}
	for i := range cs.placed {
		total := cs.placed[i].value
		for j := i + 1; cs.placed[i].weak && j < min(len(cs.placed), i+maxAddends); j++ {
			a, b := &cs.placed[j-1], &cs.placed[j]
			if !b.weak || b.unit != a.unit || b.line-a.line > 2 {
				break
			}
			if total += b.value; told[sum{b.unit, total}] {
				for k := i; k <= j; k++ {
					cs.placed[k].weak = false
				}
			}
		}
	}
}

// sent ends the words before a set of which only a part was hit: 発送した312通のうち2通,
// 見えたのは2,091人のうち800人.
var sent = pattern.New(`((お?送り|発送|送付|送信|郵送|配布|配付|配信|交付|発行|処理|開示|提出|投稿|印刷|受け付け|保管|管理|貸与|所蔵)(し|され)?(て(いた|いる|おり|ある))?(た)?[^、。]{0,16}|のは|全)$`)

// mishapGap tells between the two what the fewer were hit by: のうち、封入機の不具合により.
var mishapGap = pattern.New(`(により|によって|のため|の際)、?(約|少なくとも|最大)?$`)

// holding stands between the number of all whom a body has and those of them who were hit: 50万人の会員の中で.
var holding = pattern.New(`^(が)?(いる|登録する|利用する|加入する|在籍する)[^、。]{0,12}のうち`)

// ofWhich is all that stands between the two.
var ofWhich = pattern.New(`^のうち、?(約|少なくとも|最大)?$`)

// dropPopulations drops the sets that only frame the count behind them, which then is no
// part of anything.
func (cs *countStory) dropPopulations() {
	drop := make([]bool, len(cs.placed))
	first := map[string]int{} // place of each unit
	type figure struct {
		unit  string
		value int64
	}
	times := map[figure]int{}
	for i, p := range slices.Backward(cs.placed) {
		first[p.unit] = i
		times[figure{p.unit, p.value}]++
	}
	for i := 1; i < len(cs.placed); i++ {
		k, next := i-1, cs.placed[i].number
		if i > 1 && cs.placed[k].unit == "organizations" && cs.placed[k].unit != cs.placed[i].unit {
			k, next = k-1, cs.placed[k].number // 会員2,100人のうち、6支店の31人
		}
		a, b := &cs.placed[k], &cs.placed[i]
		if a.unit != b.unit || a.end >= next {
			continue
		}
		gap, stock := cs.d.s[a.end:next], false
		if m := holding.FindString(gap); m != "" {
			gap, stock = gap[len(m)-len("のうち"):], a.sentence == b.sentence
		}
		if gap == "中" || gap == "中、" || wholeStock(a) && strings.Contains(gap, "のうち") && len(gap) <= 20*len("の") && a.sentence == b.sentence { // 62台中48台, 全62台の端末のうち48台
			drop[k] = true
			continue
		}
		if (ofWhich.MatchString(gap) || strings.HasPrefix(gap, "のうち、") && a.sentence == b.sentence && mishapGap.MatchString(gap)) && len(gap) < 120 && sent.MatchString(a.head) || strings.HasPrefix(gap, "のうち") && times[figure{a.unit, a.value}] == 1 && (stock || first[a.unit] == k && cs.frames(a, b)) {
			b.tie &^= tiePart
			drop[k] = true
		}
	}
	cs.freeParts()
	i := -1
	cs.placed = slices.DeleteFunc(cs.placed, func(placedCount) bool { i++; return drop[i] })
}

// wholeStock says that a count is all that a body has of devices or offices.
func wholeStock(p *placedCount) bool {
	return (p.unit == "devices" || p.unit == "organizations") && p.tie&tieTotal != 0
}

// frames says that a, told nowhere else, is the whole body of persons of which those of b
// were hit: nothing of a leak is said before them (会員2万人のうち、6,120人の氏名が漏えいした).
func (cs *countStory) frames(a, b *placedCount) bool {
	s := cs.d.sentences[a.sentence]
	return a.sentence == b.sentence && !leakWords.MatchString(lastRunes(cs.d.s[s.start:a.start], 2*reach)) && (leakWords.MatchString(b.head+b.tail) || mistaken.MatchString(b.tail))
}

// ofNouns ends the words before a count that is part of what nobody counted: 法人のうち47社.
var ofNouns = pattern.New(`[^このそ]のうち、?([^、。0-9]{0,24}(の|た|る))?(約|少なくとも|最大)?$`)

// freeParts frees the counts that are said to be part of something while no count before
// them can be it.
func (cs *countStory) freeParts() {
	told := map[string]bool{} // units
	for i := range cs.placed {
		p := &cs.placed[i]
		first := !told[p.unit]
		told[p.unit] = true
		if p.tie&tiePart != 0 && (p.unit == "organizations" || first) && ofNouns.MatchString(p.head) {
			p.tie &^= tiePart
		}
	}
}
