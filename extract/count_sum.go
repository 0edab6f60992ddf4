package extract

import "slices"

const (
	maxAddends = 12 // that a stated sum is looked for in
	addendsOff = 24 // how many counts before or behind it they may stand
	addendsAt  = 8  // at how many places of the total they are looked for
	// addendsSlack is how much rounded ones may miss the total by: a 20th of it.
	addendsSlack = 20
)

// findSums looks for figures that some of the counts near them add up to: they are the
// total of these, whatever the words say.
func (cs *countStory) findSums() {
	byUnit := map[string][]int{}
	plain := map[string][]int{} // without the details behind うち
	for i, p := range cs.placed {
		if p.max != 0 || p.tie&tieGross != 0 || cs.figures[p.figure].superseded {
			continue
		}
		byUnit[p.unit] = append(byUnit[p.unit], i)
		if p.tie&tiePart == 0 {
			plain[p.unit] = append(plain[p.unit], i)
		}
	}
	for _, exact := range [...]bool{true, false} { // rounded sums hit by accident more easily
		for k := range cs.figures {
			f := &cs.figures[k]
			if f.max != 0 || f.tie&tiePrior != 0 || f.superseded || f.value < 3 || f.sum {
				continue
			}
			sums := adder{cs, k, exact}
			var parts []int
			if f.tie&tieGross == 0 { // gross figures add up with gross ones only, as in a column
				parts = sums.inRow(byUnit[f.unit])
				if parts == nil {
					parts = sums.inRow(plain[f.unit])
				}
			}
			for _, unit := range [...]string{"people", "records", "accounts"} { // 690人と3,681人 for 4,371件
				if parts == nil && exact && f.value > fewPersons && unit != f.unit {
					parts = sums.inRow(plain[unit])
				}
			}
			if parts == nil {
				parts = sums.column()
			}
			if parts != nil {
				cs.bind(k, parts)
			} else if parts = sums.mixed(); parts != nil {
				cs.bind(k, parts)
				for _, i := range parts {
					cs.figures[cs.placed[i].figure].mixed = true
				}
			}
		}
	}
}

func (cs *countStory) bind(total int, parts []int) {
	cs.figures[total].sum = true
	for _, i := range parts {
		cs.figures[cs.placed[i].figure].partOf = total + 1
	}
}

// An adder looks for the parts of figure k, which add up to it to the last unit if exact.
type adder struct {
	*countStory
	k     int
	exact bool
}

// inRow are the counts in a row of the list places, near a place of the
// figure, that add up to it; nil if there are none.
func (cs adder) inRow(places []int) []int {
	k, f := cs.k, cs.figures[cs.k]
	for _, at := range firstPlaces(f.places) {
		mid, _ := slices.BinarySearch(places, at)
		for i := max(0, mid-addendsOff); i < min(len(places), mid+addendsOff); i++ {
			var sum int64
			for j := i; j < min(len(places), i+maxAddends) && cs.placed[places[j]].figure != k; j++ {
				if sum += cs.placed[places[j]].value; sum > f.value+f.value/addendsSlack {
					break // nor do longer rows add up
				}
				if f.value-sum <= f.value/addendsSlack && cs.addsUp(places[i:j+1]) {
					return places[i : j+1]
				}
			}
		}
	}
	return nil
}

func firstPlaces(places []int) []int { return places[:min(len(places), addendsAt)] }

// column are the counts right above a place of the figure in the rows of its table.
func (cs adder) column() []int {
	for _, at := range firstPlaces(cs.figures[cs.k].places) {
		last := cs.placed[at]
		if cs.d.lines[last.line].kind != row {
			continue
		}
		n := cs.ordinal(at)
		var parts []int
		line := last.line - 1
		for i := at - 1; i >= max(0, at-maxAddends*maxAddends) && len(parts) < maxAddends; i-- {
			p := cs.placed[i]
			if p.line < line || cs.d.lines[p.line].kind != row {
				break
			}
			if p.line == line && cs.ordinal(i) == n {
				parts = append(parts, i)
				line--
				if cs.addsUp(parts) {
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

// mixed are counts of several units right before a stated sum: 3社と14人の計17件.
func (cs adder) mixed() []int {
	for _, at := range firstPlaces(cs.figures[cs.k].places) {
		if cs.placed[at].tie&tieTotal == 0 {
			continue
		}
		for i := at - 1; i >= 0 && i >= at-4 && cs.placed[i].sentence == cs.placed[at].sentence; i-- {
			parts := make([]int, 0, 4)
			for j := i; j < at; j++ {
				parts = append(parts, j)
			}
			if cs.addsUp(parts) {
				return parts
			}
		}
	}
	return nil
}

// addsUp says that two or more parts make the figure, within what they were rounded by.
func (cs adder) addsUp(parts []int) bool {
	if len(parts) < 2 {
		return false
	}
	f := cs.figures[cs.k]
	var sum, slack int64
	if f.qualifier != "exact" {
		slack = grain(f.value) / 2
	}
	for _, i := range parts {
		p := cs.placed[i]
		if p.value >= f.value || !cs.exact && cs.figures[p.figure].partOf > 0 {
			return false
		}
		sum += p.value
		if p.qualifier != "exact" {
			slack += grain(p.value) / 2
		}
	}
	slack = min(slack, f.value/addendsSlack)
	if cs.exact {
		slack = 0
	}
	return sum-f.value <= slack && f.value-sum <= slack
}
