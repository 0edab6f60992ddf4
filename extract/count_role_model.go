package extract

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

//go:embed lexicon/counts.tsv
var countsTSV string

// theCountModel judges by the wording around a figure and by the figures beside it what
// role it has, in favour of what the rules say or against it. It is trained on
// fixtures/gold by
//
//	go test ./extract -run TestCountModelIsTrained -update
//
// and lexicon/counts.tsv holds what it learnt. It is loaded when the first case is read.
var theCountModel = embedded("counts.tsv", &countsTSV, parseSignModel)

// countRoles are the roles of counts, the outcomes of the model.
var countRoles = []string{"total", "part", "prior", "impact"}

// A role must get so many points of log-odds, those that the word of the rules is worth
// beside the model's among them. Gold texts that neither had seen and real articles
// come out best with these.
const (
	countRuled = 3.0
	countLeast = 1.0
)

// countWording is the rule of a role that only the model gives.
const countWording = "count/wording"

// A countSeen is a figure with its signs.
type countSeen struct {
	figure int // in countStory.figures, -1 for one for which no word vouches
	value  int64
	unit   string
	places []placedCount
	signs  signList
}

// seen are the figures of the story and those for which no word vouches, in order of the text, with
// their signs; m, which is to judge them, may be nil.
func (cs *countStory) seen(m *signModel) []*countSeen {
	all := slices.Concat(cs.passed, cs.placed)
	slices.SortStableFunc(all, func(a, b placedCount) int { return cmp.Compare(a.start, b.start) })
	type key struct {
		unit       string
		value, max int64
	}
	var list []*countSeen
	at := map[key]*countSeen{}
	of := make([]*countSeen, len(all))
	for i, p := range all {
		k := key{p.unit, p.value, p.max}
		s := at[k]
		if s == nil {
			s = &countSeen{figure: -1, value: p.value, unit: p.unit, signs: signList{model: m}}
			at[k] = s
			list = append(list, s)
		}
		if p.figure >= 0 {
			s.figure = p.figure
		}
		s.places = append(s.places, p)
		of[i] = s
	}
	for i := range all {
		if of[i].places[min(len(of[i].places), signPlaces)-1].start < all[i].start {
			continue
		}
		cs.placeSigns(&of[i].signs, &all[i])
		if i > 0 {
			besideSigns(&of[i].signs, "before ", &all[i], &all[i-1])
		}
		if i+1 < len(all) {
			besideSigns(&of[i].signs, "behind ", &all[i], &all[i+1])
		}
	}
	cs.figureSigns(list)
	return list
}

// signPlaces is at how many of its places the signs of a figure are looked for.
const signPlaces = 4

// besideSigns are what the count beside another one says of it.
func besideSigns(signs *signList, side string, p, o *placedCount) {
	switch {
	case o.sentence == p.sentence:
		side += "in sentence "
	case o.line-p.line <= 1 && p.line-o.line <= 1:
		side += "near "
	default:
		side += "far "
	}
	if o.unit != p.unit {
		signs.add(side + o.unit)
		return
	}
	signs.add(side + "like")
	signs.add(side + [...]string{"smaller", "equal", "greater"}[cmp.Compare(o.value, p.value)+1])
}

// figureSigns are what the figures of a case say of each other.
func (cs *countStory) figureSigns(list []*countSeen) {
	units := map[string][]int64{}
	unitsOf := map[int64]map[string]bool{} // of a value
	for _, s := range list {
		units[s.unit] = append(units[s.unit], s.value)
		if unitsOf[s.value] == nil {
			unitsOf[s.value] = map[string]bool{}
		}
		unitsOf[s.value][s.unit] = true
	}
	for _, values := range units {
		slices.SortFunc(values, func(a, b int64) int { return cmp.Compare(b, a) })
	}
	for i, s := range list {
		signs, values := &s.signs, units[s.unit]
		rank, _ := slices.BinarySearchFunc(values, s.value, func(v, of int64) int { return cmp.Compare(of, v) })
		signs.when(i == 0, "first")
		signs.when(len(s.places) > 1, "repeated")
		signs.when(len(values) == 1, "only of unit")
		signs.when(len(values) > 1 && rank == 0, "largest")
		if rank > 0 {
			signs.add("rank " + strconv.Itoa(min(rank, 3)))
			// a range may begin at nothing: 0〜5人
			signs.add("share " + strconv.Itoa(magnitude(values[0]/max(s.value, 1))))
		}
		signs.when(len(unitsOf[s.value]) > 1, "same in other unit")
		signs.when(s.unit != "people" && units["people"] != nil, "people there "+s.unit)
		signs.when(s.unit == "people" && units["records"] != nil, "records there")
		signs.when(units["people"] == nil && units["records"] == nil && units["accounts"] == nil && units["households"] == nil, "carriers only")
		signs.add("figures " + strconv.Itoa(min(len(list), 6)))
		if s.figure < 0 {
			continue
		}
		f := &cs.figures[s.figure]
		signs.when(f.sum, "sum")
		signs.when(f.partOf > 0, "addend")
		signs.when(f.partOf > 0 && cs.figures[f.partOf-1].measure == ofEffect, "addend of effect")
		signs.when(f.mixed, "mixed")
		signs.when(f.member, "member")
		signs.when(f.superseded, "superseded")
		signs.when(f.claimed, "claimed")
		signs.when(f.corrected, "corrected")
		signs.when(f.deduped, "deduped")
		signs.when(f.headline, "headline only")
	}
}

// magnitude is how many digits v has.
func magnitude(v int64) int { return len(strconv.FormatInt(v, 10)) }

// placeSigns are the signs of a count where it stands: its form, what the rules read of
// it, and the characters behind (+) and in front of it (-), right behind (>) and in front of
// it (<) and in the heading over it (^).
func (cs *countStory) placeSigns(signs *signList, p *placedCount) {
	d, w := cs.d, &cs.words
	s, l := d.sentences[p.sentence], d.lines[p.line]
	signs.add("unit " + p.unit)
	signs.add("counter " + p.counter)
	signs.add("qualifier " + p.qualifier)
	signs.add("cause " + cs.cause)
	signs.add("digits " + strconv.Itoa(magnitude(p.value)))
	signs.when(p.value == 1, "one")
	signs.when(p.tie&tieTotal != 0, "tie total")
	signs.when(p.tie&tiePart != 0, "tie part")
	signs.when(p.tie&tieGross != 0, "tie gross")
	signs.when(p.tie&tieUnique != 0, "tie unique")
	signs.when(p.tie&tiePrior != 0, "tie prior")
	signs.when(p.group != 0, "grouped")
	signs.when(p.max != 0, "range")
	signs.when(p.noun != "", "noun "+p.noun)
	signs.when(p.lookalike != "", "looks like "+p.lookalike)
	signs.when(p.listed, "listed")
	signs.when(p.list > 0, "in list")
	signs.when(p.told, "told")
	signs.when(l.zone == title, "title")
	signs.lineKind(l.kind)
	signs.when(strings.HasSuffix(p.counter, "分"), "for")
	signs.when(strings.TrimSpace(d.s[l.start:max(l.start, p.start)]) == "", "begins line")
	signs.when(strings.TrimSpace(d.s[p.end:max(p.end, l.end)]) == "", "ends line")
	signs.when(p.figure >= 0 && p.measure == ofEffect || p.figure < 0 && nearestMeasure(p) == ofEffect, "effect")
	signs.when(acts.MatchString(p.tail), "acts")
	signs.when(w.tells != nil && d.nearTale(p.sentence, w.tells), "near the tale")
	signs.when(w.tellsData(p.sentence), "data in sentence")
	signs.when(w.guess[p.sentence], "hypothetical")
	signs.when(w.underHead(p), "under data")
	signs.when(priorAfter.MatchString(p.tail) || priorBefore.MatchString(p.head), "gone by")
	behind := foldWording(firstRunes(d.s[p.end:max(s.end, p.end)], 30))
	before := foldWording(lastRunes(d.s[min(s.start, p.start):p.start], 20))
	signs.sequences('+', behind, 2)
	signs.edge('>', behind, 5, false)
	signs.sequences('-', before, 2)
	signs.edge('<', before, 5, true)
	signs.sequences('^', foldWording(lastRunes(d.headOver(p.line), 24)), 2)
}

// carriers are the units of things that hold data.
var carriers = []string{"files", "devices", "messages"}

// settled says that the role the rules gave to a figure stands whatever the wording.
func (cs *countStory) settled(s *countSeen) bool {
	if s.figure < 0 {
		return false
	}
	f := &cs.figures[s.figure]
	return cs.onlyCarriers(f) || sendersOf(f, s.places) || beforeMerging(f)
}

// beforeMerging says that f counts what was counted again without what stood in it twice.
func beforeMerging(f *storyCount) bool {
	return f.role == "prior" && !f.superseded && f.tie&tieGross != 0
}

// onlyCarriers says that f is the total of lost things that held data, which nothing else
// measures: such a number is the scale of the incident.
func (cs *countStory) onlyCarriers(f *storyCount) bool {
	return f.role == "total" && slices.Contains(carriers, f.unit) && slices.Contains(lostCauses, cs.cause) &&
		!slices.ContainsFunc(cs.figures, func(o storyCount) bool { return o.measure == ofData && !slices.Contains(carriers, o.unit) })
}

// sendersOf says that f counts which of the accounts sent mail: the mail is the effect, and they
// are part of those broken into.
func sendersOf(f *storyCount, places []placedCount) bool {
	return f.role == "part" && f.unit == "accounts" && slices.ContainsFunc(places, func(p placedCount) bool {
		return p.tie&tiePart != 0 && sends.MatchString(p.clause)
	})
}

var sends = pattern.New(`^[^。]{0,30}(メール|スパム|送信|配信|発信|ばらま|送り出|送ら)`)

// adds says that a figure is a sum of others or adds up to one: no number of something else does
// so by accident.
func (cs *countStory) adds(s *countSeen) bool {
	return s.figure >= 0 && (cs.figures[s.figure].sum || cs.figures[s.figure].partOf > 0)
}

// weighRoles sets the roles that the rules gave to figures against the wording.
func (cs *countStory) weighRoles(m *signModel) {
	refused := map[int]bool{}
	for _, s := range cs.seen(m) {
		if cs.settled(s) {
			continue
		}
		score, ruled := m.score(s.signs.known), -1
		if s.figure >= 0 {
			ruled = slices.Index(m.outcomes, cs.figures[s.figure].role)
		}
		if ruled >= 0 {
			score[ruled] += countRuled
		}
		best := slices.Max(score)
		role := slices.Index(score, best)
		switch {
		case best <= countLeast && cs.adds(s): // the rules' word stands
		case best <= countLeast:
			refused[s.figure] = true
		case s.figure < 0:
			cs.supply(s, m.outcomes[role])
		case role != ruled:
			cs.figures[s.figure].give(m.outcomes[role], countWording)
		}
	}
	i := -1
	cs.figures = slices.DeleteFunc(cs.figures, func(storyCount) bool { i++; return refused[i] })
}

// supply makes a figure of counts for which no word vouched.
func (cs *countStory) supply(s *countSeen, role string) {
	f := storyCount{countExpr: s.places[0].countExpr, weight: 1}
	f.give(role, countWording)
	for _, p := range s.places {
		f.qualifier = stronger(f.qualifier, p.qualifier)
		f.places = append(f.places, len(cs.placed))
		cs.placed = append(cs.placed, p)
	}
	cs.figures = append(cs.figures, f)
}
