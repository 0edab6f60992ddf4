package pattern

import (
	"slices"
	"unicode"
)

// classes say to which class each character belongs. Characters of the Basic
// Multilingual Plane are looked up: pages says where the 64 characters that share
// their upper bits begin in cells.
type classes struct {
	n     int
	pages [1 << 10]uint16
	cells []uint16
	// bounds are where the ranges of characters of one class begin, of those classes.
	bounds []rune
	of     []uint16
}

const pageSize = 64

func (c *classes) find(r rune) uint16 {
	if r < 1<<16 {
		return c.cells[c.pages[r/pageSize]+uint16(r%pageSize)]
	}
	return c.search(r)
}

func (c *classes) search(r rune) uint16 {
	i, exact := slices.BinarySearch(c.bounds, r)
	if !exact {
		i--
	}
	return c.of[i]
}

// classify finds the classes of characters: each of runes is one, the others are told
// apart by the ranges that hold them. It tells the instructions that read them.
func (p *program) classify(runes []rune, ranges [][]rune) {
	c := &p.classes
	c.bounds = append(c.bounds, 0)
	for _, r := range runes {
		c.bounds = append(c.bounds, r, r+1)
	}
	for _, pairs := range ranges {
		for i := 0; i < len(pairs); i += 2 {
			c.bounds = append(c.bounds, pairs[i], pairs[i+1]+1)
		}
	}
	slices.Sort(c.bounds)
	c.bounds = slices.Compact(c.bounds)
	if last := len(c.bounds) - 1; c.bounds[last] > unicode.MaxRune {
		c.bounds = c.bounds[:last]
	}
	// Each set of ranges splits the classes so far into what is in it and what is not.
	c.of, c.n = make([]uint16, len(c.bounds)), 1
	within := make([][]int, len(ranges)) // of bounds, for each set of ranges
	for k, pairs := range ranges {
		inside := map[uint16]uint16{}
		for i := 0; i < len(pairs); i += 2 {
			j, _ := slices.BinarySearch(c.bounds, pairs[i])
			for ; j < len(c.bounds) && c.bounds[j] <= pairs[i+1]; j++ {
				within[k] = append(within[k], j)
				class, ok := inside[c.of[j]]
				if !ok {
					class = uint16(c.n)
					inside[c.of[j]] = class
					c.n++
				}
				c.of[j] = class
			}
		}
	}
	first := uint32(c.n) // class of the first rune
	for _, r := range runes {
		j, _ := slices.BinarySearch(c.bounds, r)
		c.of[j] = uint16(c.n)
		c.n++
	}
	p.sets = make([][]bool, len(ranges))
	for k, js := range within {
		p.sets[k] = make([]bool, c.n)
		for _, j := range js {
			p.sets[k][c.of[j]] = true
		}
	}
	for i := range p.insts {
		if in := &p.insts[i]; in.op == opClass {
			in.arg += first
		}
	}
	for i := range p.tables {
		t := &p.tables[i]
		for k := range t.branches {
			t.branches[k].class += first
		}
		t.index()
	}
	c.paginate()
}

// paginate fills the table of the Basic Multilingual Plane. Pages of one class are one.
func (c *classes) paginate() {
	uniform := make([]uint16, c.n) // where the page of a class begins, plus one
	j := 0                         // the range that holds the start of the page
	for page := range c.pages {
		first := rune(page * pageSize)
		for j+1 < len(c.bounds) && c.bounds[j+1] <= first {
			j++
		}
		one := j+1 == len(c.bounds) || c.bounds[j+1] >= first+pageSize
		if at := uniform[c.of[j]]; one && at > 0 {
			c.pages[page] = at - 1
			continue
		}
		at := len(c.cells)
		if one {
			uniform[c.of[j]] = uint16(at) + 1
		}
		c.pages[page] = uint16(at)
		k := j
		for r := first; r < first+pageSize; r++ {
			for k+1 < len(c.bounds) && c.bounds[k+1] <= r {
				k++
			}
			c.cells = append(c.cells, c.of[k])
		}
	}
}
