package pattern

import (
	"iter"
	"sync"
	"unicode/utf8"
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

// In gives the index of each rule whose pattern has a match in s, in ascending order.
func (t *Set) In(s string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for i, may := range t.sieve().sift(s) {
			if may && t.patterns[i].MatchString(s) && !yield(i) {
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
	// The words as a tree. Node 0 is its root, whose ways on are first, by class.
	first []int32
	nodes []node
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
	v.first = make([]int32, v.classes.n)
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
				v.first[c] = next
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
		return v.first[c]
	}
	n := &v.nodes[at]
	for i, class := range n.classes {
		if class == c {
			return n.next[i]
		}
	}
	return 0
}

// sift says of each pattern whether it may match in s.
func (v *sieve) sift(s string) []bool {
	may := append([]bool(nil), v.wordless...)
	for i, r := range s {
		at := v.first[v.classes.find(r)]
		for j := i + utf8.RuneLen(r); at != 0; {
			for _, p := range v.nodes[at].ends {
				may[p] = true
			}
			if j >= len(s) {
				break
			}
			next, w := utf8.DecodeRuneInString(s[j:])
			j += w
			at = v.lead(at, v.classes.find(next))
		}
	}
	return may
}
