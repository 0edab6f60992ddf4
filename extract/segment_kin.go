package extract

// kinReach is how many sentences a cohesion looks at, kinNear how many before them are near,
// and longestKin how many bytes of a sentence.
const (
	kinReach   = 4
	kinNear    = 6
	longestKin = 900
)

// readKin finds for each pair of characters of the nouns of a sentence in which sentence
// before it was found last, -1 if in none.
func (d *document) readKin() [][]int {
	out := make([][]int, len(d.sentences))
	last := map[[2]rune]int{}
	for k, s := range d.sentences {
		var before rune
		for _, r := range d.s[s.start:min(s.end, s.start+longestKin)] {
			if !(r >= 'ァ' && r <= 'ー' || r >= '一' && r <= '龥' || r >= 'A' && r <= 'z') {
				before = 0
				continue
			}
			pair := [2]rune{before, r}
			if before = r; pair[0] == 0 {
				continue
			}
			at, known := last[pair]
			if !known {
				at = -1
			}
			if at != k {
				out[k] = append(out[k], at)
				last[pair] = k
			}
		}
	}
	return out
}

// cohesion is how much of what sentence k and those behind it speak of was spoken of right
// before them, and before them at all, in hundredths.
func (o *outline) cohesion(k int) (near, far string) {
	n, here, all := 0, 0, 0
	for _, pairs := range o.kin[k:min(k+kinReach, len(o.kin))] {
		for _, last := range pairs {
			if last >= k {
				continue
			}
			n++
			here += one(last >= 0 && last >= k-kinNear)
			all += one(last >= 0)
		}
	}
	share := func(x int) string {
		switch {
		case n < 8:
			return "few"
		case x*20 < n:
			return "0"
		case x*10 < n:
			return "5"
		case x*20 < 3*n:
			return "10"
		case x*5 < n:
			return "15"
		case x*10 < 3*n:
			return "20"
		case x*10 < 4*n:
			return "30"
		}
		return "40"
	}
	return share(here), share(all)
}
