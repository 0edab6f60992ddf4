package extract

import (
	"cmp"
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// joinFigures makes one figure of equal counts: the body's words, with the qualifier that
// one of them has. A rounded figure gives way to the exact one that it stands for.
func (cs *countStory) joinFigures() {
	type key struct {
		unit       string
		value, max int64
	}
	known := map[key]int{}
	for i := range cs.placed {
		p := &cs.placed[i]
		k, found := known[key{p.unit, p.value, p.max}]
		if !found {
			k = len(cs.figures)
			known[key{p.unit, p.value, p.max}] = k
			cs.figures = append(cs.figures, storyCount{countExpr: p.countExpr, measure: p.measure, headline: true})
		}
		p.figure = k
		f := &cs.figures[k]
		f.places = append(f.places, i)
		body := cs.d.zoneAt(p.start) != title
		q := stronger(f.qualifier, p.qualifier)
		if f.headline && body || f.qualifier == "exact" && q != "exact" && body {
			tie, subject := f.tie, f.subject
			f.countExpr, f.measure = p.countExpr, p.measure
			f.tie |= tie
			if f.subject == "" {
				f.subject = subject
			}
		}
		f.qualifier = q
		f.tie |= p.tie
		f.headline = f.headline && !body
		f.member = f.member || p.list > 0
		f.weight++
		if p.told {
			f.weight++
		}
	}
	for i := range cs.figures { // 1人 and the like join by accident: most must say うち
		f := &cs.figures[i]
		n := 0
		for _, at := range f.places {
			if cs.placed[at].tie&tiePart != 0 {
				n++
			}
		}
		if 2*n < len(f.places) {
			f.tie &^= tiePart
		}
	}
	cs.dropRounded()
}

func (cs *countStory) dropRounded() {
	drop := make([]bool, len(cs.figures))
	byUnit := map[string][]int{}
	for i, f := range cs.figures {
		byUnit[f.unit] = append(byUnit[f.unit], i)
	}
	value := func(k int, v int64) int { return cmp.Compare(cs.figures[k].value, v) }
	for _, list := range byUnit {
		slices.SortFunc(list, func(i, k int) int { return value(i, cs.figures[k].value) })
	}
	for i, f := range cs.figures {
		if f.max != 0 || grain(f.value) < 10 || f.tie&(tiePrior|tiePart) != 0 || f.member && !f.headline && !cs.anyPlace(&f, func(p *placedCount) bool { return inPress.MatchString(p.tail) }) {
			continue
		}
		// Those that a figure may give in round numbers are less than its grain away.
		list, g := byUnit[f.unit], grain(f.value)
		from, _ := slices.BinarySearchFunc(list, f.value-g, value)
		for _, k := range list[from:] {
			if drop[i] || cs.figures[k].value > f.value+g {
				break
			}
			drop[i] = k != i && cs.figures[k].max == 0 && rounds(f, cs.figures[k].value)
		}
	}
	var kept []storyCount
	place := make([]int, len(cs.figures))
	for i, f := range cs.figures {
		place[i] = -1
		if !drop[i] {
			place[i] = len(kept)
			kept = append(kept, f)
		}
	}
	cs.figures = kept
	cs.placed = slices.DeleteFunc(cs.placed, func(p placedCount) bool { return place[p.figure] < 0 })
	for i := range kept {
		kept[i].places = kept[i].places[:0]
	}
	for i := range cs.placed {
		p := &cs.placed[i]
		p.figure = place[p.figure]
		kept[p.figure].places = append(kept[p.figure].places, i)
	}
}

// rounds says that the finer figure v is what f gives in round numbers: a headline rounds
// freely (17万人 for 174,933人), the body only where it says so.
func rounds(f storyCount, v int64) bool {
	g := grain(f.value)
	if v%g == 0 || v < f.value-g/2 || v >= f.value+g {
		return false
	}
	return f.headline || f.qualifier != "exact" && (v-f.value)*50 < f.value && (f.value-v)*50 < f.value
}

// inPress begins the words behind a count as somebody else put it: 「約3万人」と伝えた放送局もある.
var inPress = pattern.New(`^(分)?(の[^。、」]{0,8})?」?[^。、」]{0,6}と(する|書|報じ|伝え)`)

// grain is the greatest power of ten that divides v, 1 for 0.
func grain(v int64) int64 {
	g := int64(1)
	for v != 0 && v%(g*10) == 0 {
		g *= 10
	}
	return g
}
