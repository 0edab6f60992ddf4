package pattern

import (
	"iter"
	"sync"
)

// A Set asks many patterns of a text at once.
type Set struct {
	patterns []*Pattern // nil: none
	sieve    func() *sieve
}

// SetOf makes a set of the patterns of rules, some of which may have none (nil).
func SetOf[R any](rules []R, of func(*R) *Pattern) *Set {
	t := &Set{patterns: make([]*Pattern, len(rules))}
	for i := range rules {
		t.patterns[i] = of(&rules[i])
	}
	t.sieve = sync.OnceValue(func() *sieve { return newSieve(t.patterns) })
	return t
}

// In gives the index of each rule whose pattern has a match in s, in ascending order, and
// the places of the first n matches, of all if n < 0.
func (t *Set) In(s string, n int) iter.Seq2[int, [][]int] {
	return func(yield func(int, [][]int) bool) {
		var room [128]bool
		for i, may := range t.sieve().sift(s, room[:0]) {
			if !may {
				continue
			}
			if places := t.patterns[i].findAll(s, n); places != nil && !yield(i, places) {
				return
			}
		}
	}
}

// A sieve tells in one pass which patterns may match: those of which the text holds a
// word that they cannot match without.
type sieve struct {
	wordless []bool // patterns that have no such words
	classes  classes
	// The words as a tree. Node 0 is its root, whose ways on are roots, by class, and begins
	// their characters.
	begins firsts
	roots  []int32
	nodes  []node
}

type node struct {
	classes []uint16 // that lead on
	next    []int32  // and where to
	ends    []int    // patterns of which a word ends here
}

func newSieve(patterns []*Pattern) *sieve {
	v := &sieve{wordless: make([]bool, len(patterns)), nodes: make([]node, 1)}
	words := make([][]string, len(patterns))
	var alphabet []rune
	seen := map[rune]bool{}
	for i, p := range patterns {
		if p == nil {
			continue
		}
		words[i] = needed(parse(p.expr))
		v.wordless[i] = len(words[i]) == 0
		for _, w := range words[i] {
			for _, r := range w {
				if !seen[r] {
					seen[r] = true
					alphabet = append(alphabet, r)
				}
			}
		}
	}
	p := &program{}
	p.classify(alphabet, nil)
	v.classes = p.classes
	v.roots = make([]int32, v.classes.n)
	for i := range patterns {
		for _, w := range words[i] {
			v.add(w, i)
		}
	}
	return v
}

func (v *sieve) add(word string, pattern int) {
	at := int32(0)
	for _, r := range word {
		c := v.classes.find(r)
		next := v.lead(at, c)
		if next == 0 {
			next = int32(len(v.nodes))
			v.nodes = append(v.nodes, node{})
			if at == 0 {
				v.roots[c] = next
				v.begins.add(r)
			} else {
				n := &v.nodes[at]
				n.classes, n.next = append(n.classes, c), append(n.next, next)
			}
		}
		at = next
	}
	v.nodes[at].ends = append(v.nodes[at].ends, pattern)
}

// lead is where a character of class c leads from a node; 0 is nowhere.
func (v *sieve) lead(at int32, c uint16) int32 {
	if at == 0 {
		return v.roots[c]
	}
	n := &v.nodes[at]
	for i, class := range n.classes {
		if class == c {
			return n.next[i]
		}
	}
	return 0
}

// sift says of each pattern whether it may match in s, in the room of may.
func (v *sieve) sift(s string, may []bool) []bool {
	may = append(may, v.wordless...)
	for i := v.begins.skip(s, 0); i < len(s); i = v.begins.skip(s, i) {
		r, w := decode(s, i)
		i += w
		at := v.roots[v.classes.find(r)]
		for j := i; at != 0; {
			for _, p := range v.nodes[at].ends {
				may[p] = true
			}
			if j >= len(s) {
				break
			}
			next, w := decode(s, j)
			j += w
			at = v.lead(at, v.classes.find(next))
		}
	}
	return may
}
