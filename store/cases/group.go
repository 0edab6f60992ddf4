package cases

import (
	"cmp"
	"math"
	"slices"
)

// A Pair is what people decided of two reports, by their incidents' ids.
type Pair struct{ A, B int64 }

// Decisions are what people decided. They outweigh all points.
type Decisions struct {
	Same  []Pair // one event
	Apart []Pair // two events
	// Closed are reports whose case takes in only what Same says.
	Closed []int64
	// Settled are reports that stay together, as they were before. No two of these groups
	// become one.
	Settled [][]int64
}

// A Member is a report in its group, with what put it there.
type Member struct {
	*Report
	Why    Reasons // nil for the first report, and for one that people put there
	Manual bool    // people put it there
}

// Group puts the reports on one event together. Each group is in the order in which its
// reports were made, and so are the groups by their first report. The result depends on
// the reports and decisions alone, not on the order in which they are given.
//
// The pairs that agree most are joined first. Two groups stay apart, whatever their best
// pair says, while any two reports of theirs contradict each other (points below 0), come
// from one revision of one article, or were told apart by people.
func Group(reports []*Report, d Decisions) [][]Member {
	reports = slices.Clone(reports)
	slices.SortFunc(reports, before)
	g := newGrouping(reports, d)
	for _, p := range d.Same {
		if a, b := g.index(p.A), g.index(p.B); a >= 0 && b >= 0 {
			g.manual[a], g.manual[b] = true, true
			g.join(a, b)
		}
	}
	for n, together := range d.Settled {
		for _, id := range together {
			if i := g.index(id); i >= 0 {
				g.join(g.index(together[0]), i)
				g.settled[i] = n + 1
			}
		}
	}
	for _, c := range g.candidates() {
		if g.mayJoin(c.a, c.b) {
			g.join(c.a, c.b)
		}
	}
	return g.groups()
}

const unknown = math.MinInt8

type grouping struct {
	reports []*Report
	traits  []*traits
	set     []int         // the group of each report, called by its first report
	of      map[int][]int // the reports of each group
	apart   map[[2]int]bool
	closed  map[int]bool
	manual  map[int]bool
	settled map[int]int // which of the settled groups a report is in, counted from 1
	points  []int8      // of pairs a < b at a*len(reports)+b, unknown before they are compared
	scratch Reasons
}

func newGrouping(reports []*Report, d Decisions) *grouping {
	g := &grouping{
		reports: reports, set: make([]int, len(reports)), of: map[int][]int{}, apart: map[[2]int]bool{},
		closed: map[int]bool{}, manual: map[int]bool{}, settled: map[int]int{}, points: make([]int8, len(reports)*len(reports)),
	}
	for i := range g.points {
		g.points[i] = unknown
	}
	for i, r := range reports {
		g.traits = append(g.traits, newTraits(r))
		g.set[i], g.of[i] = i, []int{i}
	}
	for _, p := range d.Apart {
		if a, b := g.index(p.A), g.index(p.B); a >= 0 && b >= 0 {
			g.apart[[2]int{min(a, b), max(a, b)}] = true
		}
	}
	for _, id := range d.Closed {
		if i := g.index(id); i >= 0 {
			g.closed[i] = true
		}
	}
	return g
}

func (g *grouping) index(id int64) int {
	return slices.IndexFunc(g.reports, func(r *Report) bool { return r.ID == id })
}

// compare is the points of two reports.
func (g *grouping) compare(a, b int) int {
	a, b = min(a, b), max(a, b)
	p := &g.points[a*len(g.reports)+b]
	if *p == unknown {
		g.scratch = compare(g.scratch[:0], g.traits[a], g.traits[b])
		*p = int8(g.scratch.Points())
	}
	return int(*p)
}

// Ties tell which reports Group may put together. They remember what they have looked at.
type Ties struct {
	traits  map[*Report]*traits
	scratch Reasons
}

// NewTies returns ties that have not looked at anything.
func NewTies() *Ties { return &Ties{traits: map[*Report]*traits{}} }

// Tied says that two reports share a key and have enough points: Group joins no others by
// itself.
func (t *Ties) Tied(a, b *Report) bool {
	if !slices.ContainsFunc(a.Keys, func(k string) bool { return slices.Contains(b.Keys, k) }) {
		return false
	}
	t.scratch = compare(t.scratch[:0], t.of(a), t.of(b))
	return t.scratch.Points() >= enough(a, b)
}

func (t *Ties) of(r *Report) *traits {
	x := t.traits[r]
	if x == nil {
		x = newTraits(r)
		t.traits[r] = x
	}
	return x
}

type candidate struct{ a, b, points int }

// candidates are the pairs with enough points, the best first.
func (g *grouping) candidates() (all []candidate) {
	byKey := map[string][]int{}
	for i, r := range g.reports {
		for _, k := range r.Keys {
			byKey[k] = append(byKey[k], i)
		}
	}
	seen := make([]bool, len(g.points))
	for _, same := range byKey {
		for i, a := range same {
			for _, b := range same[i+1:] {
				at := a*len(g.reports) + b
				if seen[at] || a == b {
					continue
				}
				seen[at] = true
				if points := g.compare(a, b); points >= enough(g.reports[a], g.reports[b]) {
					all = append(all, candidate{a, b, points})
				}
			}
		}
	}
	slices.SortFunc(all, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.points, x.points), cmp.Compare(x.a, y.a), cmp.Compare(x.b, y.b))
	})
	return all
}

func (g *grouping) mayJoin(a, b int) bool {
	if g.set[a] == g.set[b] {
		return false
	}
	for _, x := range g.of[g.set[a]] {
		for _, y := range g.of[g.set[b]] {
			i, j := min(x, y), max(x, y)
			p, q := g.reports[i], g.reports[j]
			switch {
			case len(g.closed) > 0 && (g.closed[i] || g.closed[j]), len(g.apart) > 0 && g.apart[[2]int{i, j}]:
				return false
			case g.settled[i] != 0 && g.settled[j] != 0:
				return false
			case p.Article == q.Article && p.Revision == q.Revision:
				return false
			case g.compare(i, j) < 0:
				return false
			}
		}
	}
	return true
}

func (g *grouping) join(a, b int) {
	into, from := min(g.set[a], g.set[b]), max(g.set[a], g.set[b])
	if into == from {
		return
	}
	for _, i := range g.of[from] {
		g.set[i] = into
	}
	g.of[into] = append(g.of[into], g.of[from]...)
	slices.Sort(g.of[into])
	delete(g.of, from)
}

// groups lists what was joined, with the best reasons of each report for being there.
func (g *grouping) groups() [][]Member {
	var all [][]Member
	for i := range g.reports {
		members, ok := g.of[i]
		if !ok {
			continue
		}
		var group []Member
		for n, at := range members {
			m := Member{Report: g.reports[at], Manual: g.manual[at]}
			best := -1
			for _, other := range members[:n] {
				if best < 0 || g.compare(other, at) > g.compare(best, at) {
					best = other
				}
			}
			if best >= 0 {
				m.Why = compare(nil, g.traits[best], g.traits[at])
			} else {
				m.Manual = false // the others were put to it
			}
			group = append(group, m)
		}
		all = append(all, group)
	}
	return all
}
