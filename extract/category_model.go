package extract

import (
	_ "embed"
	"math"
	"slices"
	"strconv"
	"strings"
)

//go:embed lexicon/leaks.tsv
var leaksTSV string

// theCategoryModel judges by the wording around a kind of data whether it leaked, in favour
// of what the rules say or against it. It is trained on fixtures/gold by
//
//	go test ./extract -run TestCategoryModelIsTrained -update
//
// and lexicon/leaks.tsv holds what it learnt. It is loaded when the first case is read.
var theCategoryModel = embedded("leaks.tsv", &leaksTSV, parseSignModel)

// What the rules say of a kind of data, that it leaked, did not or is not told, is worth
// so many points of log-odds beside the model's, and a status must get so many: a kind of
// data is named several times, and one of them is enough. Both were chosen by articles that the
// model had not seen.
const (
	ruledCategory = 1.5
	leastCategory = -0.5
)

// categoryWording is the rule of a status that only the model gives.
const categoryWording = "category/wording"

// weigh sets the status that the rules give to c against the wording.
func (c *categorySeen) weigh(m *signModel) {
	score := m.score(c.signs.known)
	for i, s := range m.score(c.shared.known) {
		score[i] += s - m.weights[i] // the bias is in both
	}
	least := leastCategory
	if c.ruled == notTold {
		least += ruledCategory
	} else {
		score[c.ruled] += ruledCategory
	}
	best := slices.Max(score)
	if c.status = notTold; best > least && !(c.ruled == notTold && c.settled) {
		c.status = categoryStatus(slices.Index(score, best))
	}
}

// seeCategories finds the signs of the kinds of data in a case; m, which is to judge them,
// may be nil.
func (d *document) seeCategories(seen []*categorySeen, f *categoryFrame, m *signModel) {
	tally := map[string]*[3]int{} // of a code, by status
	all := [3]int{}
	for _, c := range seen {
		if tally[c.code] == nil {
			tally[c.code] = &[3]int{}
		}
		tally[c.code][c.ruled+1]++
		all[c.ruled+1]++
	}
	for i, c := range seen {
		s := &c.signs
		s.model = m
		if i > 0 && seen[i-1].groupEnd == c.groupEnd {
			c.shared = seen[i-1].shared
		} else {
			c.shared = &signList{model: m}
			d.enumerationSigns(c.shared, c)
		}
		d.categorySigns(s, c, f)
		n := tally[c.code]
		s.when(n[0]+n[1]+n[2] == 1, "once")
		s.when(n[1] > one(c.ruled == exposed), "exposed elsewhere")
		s.when(n[2] > one(c.ruled == notExposed), "denied elsewhere")
		s.add("exposed " + strconv.Itoa(min(all[1], 4)))
		s.add("denied " + strconv.Itoa(min(all[2], 3)))
		if i > 0 {
			besideCategory(s, "before ", c, seen[i-1])
		} else {
			s.add("first of all")
		}
		if i+1 < len(seen) {
			besideCategory(s, "behind ", c, seen[i+1])
			s.when(seen[i+1].start > c.end && d.s[c.end:seen[i+1].start] == "の", "says whose")
		}
	}
}

// besideCategory are what the kind of data beside another one says of it.
func besideCategory(s *signList, side string, c, o *categorySeen) {
	s.when(o.code == c.code, side+"like")
	switch {
	case o.groupEnd == c.groupEnd:
		side += "in list "
	case o.sentence == c.sentence:
		side += "in sentence "
	case o.sentence-c.sentence <= 1 && c.sentence-o.sentence <= 1:
		side += "near "
	default:
		side += "far "
	}
	s.add(side + o.ruled.String())
}

// enumerationSigns are those of the enumeration that c begins: the characters behind it (+)
// and in front of it (-), right behind (>) and in front of it (<), at the end of its sentence
// ($) and in the heading over it (^).
func (d *document) enumerationSigns(s *signList, c *categorySeen) {
	t := d.sentences[c.sentence]
	rest := d.s[c.groupEnd:max(t.end, c.groupEnd)]
	behind, last := foldWording(firstRunes(rest, 30)), foldWording(lastRunes(rest, 12))
	before := foldWording(lastRunes(d.s[min(t.start, c.start):c.start], 16))
	s.sequences('+', behind, 2)
	s.edge('>', behind, 6, false)
	s.sequences('$', last, 2)
	s.edge('$', last, 8, true)
	s.sequences('-', before, 2)
	s.edge('<', before, 5, true)
	s.sequences('^', foldWording(lastRunes(d.headOver(d.lineAt(c.start)), 24)), 2)
}

// categorySigns are those of a kind of data itself: what the rules read of it, what it is
// called (=), the characters right behind it and in front of it, and in the label of its
// line (:).
func (d *document) categorySigns(s *signList, c *categorySeen, f *categoryFrame) {
	t, n := d.sentences[c.sentence], d.lineAt(c.start)
	l, asks := d.lines[n], d.asks(c.sentence)
	s.add("rules " + c.ruled.String())
	s.add("code " + c.code)
	if c.rule == categoryPhrase {
		s.add("phrase")
		s.add("phrase " + strconv.Itoa(int(math.Floor(min(c.points, 4)))))
	}
	s.add("cause " + f.cause)
	s.add("said " + strconv.Itoa(int(c.said)))
	s.when(c.data, "data")
	s.when(c.list, "list")
	s.when(c.object, "object")
	s.when(c.context, "context")
	s.when(c.used, "used")
	s.when(c.plain, "plain")
	s.when(c.means, "means")
	s.when(c.groupEnd > c.end, "goes on")
	s.when(f.tells[c.sentence], "told")
	s.when(d.nearTale(c.sentence, f.tells), "near the tale")
	s.when(f.notice, "notice")
	s.when(f.own, "own")
	s.when(l.zone == title, "title")
	s.lineKind(l.kind)
	s.when(c.intro == introLeaked, "introduced")
	s.when(c.intro == introDenies, "introduced as no data")
	s.when(asks.Match(hypothetical), "hypothetical")
	s.when(asks.Match(question), "question")
	s.when(asks.Match(requested), "requested")
	s.when(asks.Match(otherCase), "other case")
	place, _ := slices.BinarySearch(f.parts, c.sentence)
	s.add("place " + strconv.Itoa(place*4/max(len(f.parts), 1)))
	s.when(place == 0, "first sentence")
	s.when(strings.TrimSpace(d.s[min(l.body, c.start):c.start]) == "", "begins line")
	s.when(strings.TrimSpace(d.s[c.end:max(c.end, l.end)]) == "", "ends line")
	if label, _ := d.lineLabel(c.categoryMention); label != "" {
		s.add("labelled")
		s.sequences(':', foldWording(label), 2)
	}
	s.sequence('=', foldWording(d.s[c.start:c.end]))
	s.edge(')', foldWording(firstRunes(d.s[c.end:max(t.end, c.end)], 4)), 4, false)
	s.edge('(', foldWording(lastRunes(d.s[min(t.start, c.start):c.start], 5)), 5, true)
}
