package extract

import "slices"

const (
	maxAddends = 12 // that a stated sum is looked for in
	addendsOff = 24 // how many counts before or behind it they may stand
)

// findSums looks for figures that some of the counts near them add up to: they are the
// total of these, whatever the words say.
func (cs *countStory) findSums() {
	byUnit := map[string][]int{}
	plain := map[string][]int{} // without the details behind うち
	for i, p := range cs.placed {
		if p.max != 0 || p.tie&(tiePrior|tieGross) != 0 {
			continue
		}
		byUnit[p.unit] = append(byUnit[p.unit], i)
		if p.tie&tiePart == 0 {
			plain[p.unit] = append(plain[p.unit], i)
		}
	}
	for k := range cs.figures {
		f := &cs.figures[k]
		if f.max != 0 || f.tie&tiePrior != 0 || f.value < 3 {
			continue
		}
		if f.tie&tieGross != 0 { // other gross figures only, as a column has
			if parts := cs.column(k); parts != nil {
				cs.bind(k, parts)
			}
		} else if parts := cs.addends(k, byUnit[f.unit]); parts != nil {
			cs.bind(k, parts)
		} else if parts := cs.addends(k, plain[f.unit]); parts != nil {
			cs.bind(k, parts)
		} else if parts := cs.column(k); parts != nil {
			cs.bind(k, parts)
		} else if parts := cs.mixedAddends(k); parts != nil {
			cs.bind(k, parts)
		}
	}
}

func (cs *countStory) bind(total int, parts []int) {
	cs.figures[total].sum = true
	for _, i := range parts {
		cs.figures[cs.placed[i].figure].partOf = total + 1
	}
}

// addends are the counts in a row of the list places, near a place of figure k, that
// add up to it; nil if there are none.
func (cs *countStory) addends(k int, places []int) []int {
	for _, at := range cs.figures[k].places {
		mid, _ := slices.BinarySearch(places, at)
		for i := max(0, mid-addendsOff); i < min(len(places), mid+addendsOff); i++ {
			for j := i; j < min(len(places), i+maxAddends) && cs.placed[places[j]].figure != k; j++ {
				if cs.addsUp(k, places[i:j+1]) {
					return places[i : j+1]
				}
			}
		}
	}
	return nil
}

// column are the counts right above a place of figure k in the rows of its table.
func (cs *countStory) column(k int) []int {
	for _, at := range cs.figures[k].places {
		last := cs.placed[at]
		if cs.d.lines[last.line].kind != row {
			continue
		}
		n := cs.ordinal(at)
		var parts []int
		line := last.line - 1
		for i := at - 1; i >= 0 && len(parts) < maxAddends; i-- {
			p := cs.placed[i]
			if p.line < line || cs.d.lines[p.line].kind != row {
				break
			}
			if p.line == line && cs.ordinal(i) == n {
				parts = append(parts, i)
				line--
				if cs.addsUp(k, parts) {
					return parts
				}
			}
		}
	}
	return nil
}

// ordinal is the number of counts before the i-th on its line.
func (cs *countStory) ordinal(i int) (n int) {
	for i-n > 0 && n < maxAddends && cs.placed[i-n-1].line == cs.placed[i].line {
		n++
	}
	return n
}

// mixedAddends are counts of several units right before a stated sum: 3社と14人の計17件.
func (cs *countStory) mixedAddends(k int) []int {
	for _, at := range cs.figures[k].places {
		if cs.placed[at].tie&tieTotal == 0 {
			continue
		}
		for i := at - 1; i >= 0 && i >= at-4 && cs.placed[i].sentence == cs.placed[at].sentence; i-- {
			parts := make([]int, 0, 4)
			for j := i; j < at; j++ {
				parts = append(parts, j)
			}
			if cs.addsUp(k, parts) {
				return parts
			}
		}
	}
	return nil
}

// addsUp says that two or more parts make figure k, within what they were rounded by.
func (cs *countStory) addsUp(k int, parts []int) bool {
	if len(parts) < 2 {
		return false
	}
	f := cs.figures[k]
	var sum, slack int64
	if f.qualifier != "exact" {
		slack = grain(f.value) / 2
	}
	for _, i := range parts {
		p := cs.placed[i]
		if p.value >= f.value {
			return false
		}
		sum += p.value
		if p.qualifier != "exact" {
			slack += grain(p.value) / 2
		}
	}
	slack = min(slack, f.value/20)
	return sum-f.value <= slack && f.value-sum <= slack
}
