package extract

import (
	"slices"
	"strconv"
)

// addOrderSigns adds to the dates of a block, in the order of the text, the signs of what
// stands beside them: where each lies in the order of the days and in that of the telling,
// and the roles that the rules give to the dates in front of it and behind it, to earlier,
// later and equal days. A story goes from the deed by its discovery to the announcement.
func addOrderSigns(seen []dateSeen, ruled []storyDate) {
	o := newDateOrder(seen, ruled)
	for i := range seen {
		signs := &seen[i].signs
		o.placeSigns(signs, i)
		o.neighbourSigns(signs, "front", i, i-1)
		o.neighbourSigns(signs, "behind", i, i+1)
		o.roleSigns(signs, i)
	}
}

// A dateOrder is what addOrderSigns asks of a block, so that each date is asked once.
type dateOrder struct {
	seen  []dateSeen
	roles map[int][]string // the roles of a date by where it stands
	rank  map[string]int   // of each day among those of the block
	// first and last are the indexes of the first and last date with a role, earliest
	// and latest its days, on how many dates have it on a day.
	first, last      map[string]int
	earliest, latest map[string]string
	on               map[[2]string]int
}

func newDateOrder(seen []dateSeen, ruled []storyDate) *dateOrder {
	o := &dateOrder{seen: seen, roles: map[int][]string{}, rank: map[string]int{}, first: map[string]int{}, last: map[string]int{},
		earliest: map[string]string{}, latest: map[string]string{}, on: map[[2]string]int{}}
	for _, r := range ruled {
		if !slices.Contains(o.roles[r.start], r.role) {
			o.roles[r.start] = append(o.roles[r.start], r.role)
		}
	}
	days := make([]string, len(seen))
	for i, e := range seen {
		days[i] = e.Start
		for _, role := range o.roles[e.start] {
			if _, ok := o.first[role]; !ok {
				o.first[role], o.earliest[role] = i, e.Start
			}
			o.last[role] = i
			o.earliest[role], o.latest[role] = min(o.earliest[role], e.Start), max(o.latest[role], e.Start)
			o.on[[2]string{role, e.Start}]++
		}
	}
	slices.Sort(days)
	for i, day := range slices.Compact(days) {
		o.rank[day] = i
	}
	return o
}

// placeSigns say the how manieth a date is, by day and by place.
func (o *dateOrder) placeSigns(signs *signList, i int) {
	rank := o.rank[o.seen[i].Start]
	signs.add("day " + strconv.Itoa(min(rank, 4)))
	signs.add("day from the last " + strconv.Itoa(min(len(o.rank)-1-rank, 4)))
	signs.add("named " + strconv.Itoa(min(i, 5)))
	signs.add("dates " + strconv.Itoa(min(len(o.seen), 6)))
	signs.when(i == len(o.seen)-1, "named last")
}

// neighbourSigns are those of date k, next to date i on a side.
func (o *dateOrder) neighbourSigns(signs *signList, side string, i, k int) {
	if k < 0 || k >= len(o.seen) {
		signs.add("none " + side)
		return
	}
	e, f := o.seen[i], o.seen[k]
	when := side + " is of the same day"
	switch {
	case liesAfter(e.Start, f.Start):
		when = side + " is earlier"
	case liesAfter(f.Start, e.Start):
		when = side + " is later"
	}
	signs.add(when)
	if e.sentence == f.sentence {
		signs.add(when + ", in the sentence")
	} else {
		signs.add(when + ", in another sentence")
	}
	roles := o.roles[f.start]
	if len(roles) == 0 {
		roles = []string{"nothing"}
	}
	for _, role := range roles {
		signs.add(side + " " + role)
		signs.add(when + " " + role)
	}
}

// roleSigns say which roles dates of the block have in front of date i and behind it, on
// earlier and later days and elsewhere on its own.
func (o *dateOrder) roleSigns(signs *signList, i int) {
	e := o.seen[i]
	for _, role := range dateRoles {
		first, ok := o.first[role]
		if !ok {
			continue
		}
		signs.when(first < i, "told before: "+role)
		signs.when(o.last[role] > i, "told behind: "+role)
		signs.when(o.earliest[role] < e.Start, "earlier: "+role)
		signs.when(o.latest[role] > e.Start, "later: "+role)
		elsewhere := o.on[[2]string{role, e.Start}]
		if slices.Contains(o.roles[e.start], role) {
			elsewhere--
		}
		signs.when(elsewhere > 0, "elsewhere: "+role)
	}
}
