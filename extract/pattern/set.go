package pattern

import (
	"iter"
	"strings"
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
		if p := of(&rules[i]); p != nil {
			t.patterns[i], p.set, p.place = p, t, i
		}
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

// A Text is a text of which the patterns of a set are asked one by one, some of them again
// and again: one pass tells which may match, and what they answered is remembered.
type Text struct {
	string
	set *Set
	// may, asked and matches have a bit for each pattern of the set, of the first 64.
	may, asked, matches uint64
	sifted              bool
}

// Text makes a text to be asked of patterns of the set.
func (t *Set) Text(s string) *Text { return &Text{string: s, set: t} }

func (x *Text) String() string { return x.string }

// Match is p.MatchString of the text.
func (x *Text) Match(p *Pattern) bool {
	bit := uint64(1) << p.place
	if p.set != x.set || bit == 0 {
		return p.MatchString(x.string)
	}
	if !x.sifted {
		x.sifted = true
		var room [128]bool
		for i, may := range x.set.sieve().sift(x.string, room[:0]) {
			if may {
				x.may |= 1 << i
			}
		}
	}
	if x.asked&bit == 0 {
		x.asked |= bit
		if x.may&bit != 0 && p.matches(x.string) {
			x.matches |= bit
		}
	}
	return x.matches&bit != 0
}

// A sieve tells in one pass which patterns may match: those of which the text holds the
// words that one of their alternatives cannot match without.
type sieve struct {
	wordless []bool // patterns that have an alternative without such words
	// ways are the patterns that they match, missing how many clues each takes.
	ways    []int
	missing []uint8
	// clues are the ways for which the words of each list of words count.
	clues   [][]int
	classes classes
	// The words as a tree. Node 0 is its root, whose ways on are roots, by class, and begins
	// their characters.
	begins firsts
	roots  []int32
	nodes  []node
}

type node struct {
	classes []uint16 // that lead on
	next    []int32  // and where to
	ends    []int    // clues of which a word ends here
}

// maxClues is how many lists of words of an alternative are looked for, the rarest ones.
const maxClues = 3

func newSieve(patterns []*Pattern) *sieve {
	v := &sieve{wordless: make([]bool, len(patterns)), nodes: make([]node, 1)}
	var lists [][]string // the words of each clue
	numbers := map[string]int{}
	var alphabet []rune
	seen := map[rune]bool{}
	for i, p := range patterns {
		if p == nil {
			continue
		}
		for _, words := range clues(p.tree()) {
			v.wordless[i] = v.wordless[i] || len(words) == 0
			words = words[:min(maxClues, len(words))]
			for _, list := range words {
				name := strings.Join(list, "|")
				n, known := numbers[name]
				if !known {
					n = len(lists)
					numbers[name], lists, v.clues = n, append(lists, list), append(v.clues, nil)
				}
				v.clues[n] = append(v.clues[n], len(v.ways))
				for _, r := range name {
					if !seen[r] {
						seen[r] = true
						alphabet = append(alphabet, r)
					}
				}
			}
			v.ways, v.missing = append(v.ways, i), append(v.missing, uint8(len(words)))
		}
	}
	p := &program{}
	p.classify(alphabet, nil)
	v.classes = p.classes
	v.roots = make([]int32, v.classes.n)
	for n, list := range lists {
		for _, w := range list {
			v.add(w, n)
		}
	}
	return v
}

func (v *sieve) add(word string, clue int) {
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
	v.nodes[at].ends = append(v.nodes[at].ends, clue)
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
	var room [1 << 10]uint8
	missing := append(room[:0], v.missing...)
	var seenRoom [1 << 10]bool
	seen := append(seenRoom[:0], make([]bool, len(v.clues))...)
	for i := v.begins.skip(s, 0); i < len(s); i = v.begins.skip(s, i) {
		r, w := decode(s, i)
		i += w
		at := v.roots[v.classes.find(r)]
		for j := i; at != 0; {
			for _, clue := range v.nodes[at].ends {
				if seen[clue] {
					continue
				}
				seen[clue] = true
				for _, w := range v.clues[clue] {
					if missing[w]--; missing[w] == 0 {
						may[v.ways[w]] = true
					}
				}
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
