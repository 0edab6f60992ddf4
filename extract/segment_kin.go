package extract

// A kinship says in which sentence before a pair of characters was found last, and first.
type kinship struct{ last, first int }

// readKin finds which pairs of characters of its nouns each sentence has from those before.
func (d *document) readKin() [][]kinship {
	out := make([][]kinship, len(d.sentences))
	type at struct{ last, first int }
	seen := map[[2]rune]at{}
	for k, s := range d.sentences {
		if s.end-s.start > 900 {
			s.end = s.start + 900
		}
		var before rune
		for _, r := range d.s[s.start:s.end] {
			if !(r >= 'ァ' && r <= 'ー' || r >= '一' && r <= '龥' || r >= 'A' && r <= 'z') {
				before = 0
				continue
			}
			if before != 0 {
				q := [2]rune{before, r}
				p, ok := seen[q]
				if !ok {
					p = at{-1, k}
				}
				if p.last != k {
					first := p.first
					if !ok {
						first = -1
					}
					out[k] = append(out[k], kinship{p.last, first})
					p.last = k
					seen[q] = p
				}
			}
			before = r
		}
	}
	return out
}

// kin is how much of what sentences k to k+3 speak of was spoken of right before, and before at all.
func (o *outline) cohesion(k int) (near, far string) {
	n, here, all := 0, 0, 0
	for j := k; j < min(k+4, len(o.kin)); j++ {
		for _, w := range o.kin[j] {
			if w.last >= k {
				continue
			}
			n++
			here += one(w.last >= k-6 && w.last >= 0)
			all += one(w.last >= 0)
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
