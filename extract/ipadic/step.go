package ipadic

import (
	"fmt"
	"math/bits"
	"unicode/utf8"

	"github.com/ikawaha/kagome-dict/dict"
)

// A step leads from the beginning of words to one that is a character longer. From the
// highest bit on it holds the beginning from which it leads, the character, how many words
// are spelt as the beginning to which it leads, and that one: if it is a word, the number
// of the first one spelt so plus one, else another; 0 is the beginning without characters.
//
// Steps lie scattered in a table of a power of two, of which half are none. One look tells
// whether a word goes on with a character, where kagome's tree of bytes takes six.
type step uint64

const (
	toBits    = 20
	wordsBits = 8
	runeBits  = 16
)

// way is what a step is looked for by: from where, and by which character.
func way(from int32, r rune) uint64 { return uint64(from)<<runeBits | uint64(r) }

func (s step) way() uint64 { return uint64(s >> (wordsBits + toBits)) }

func (s step) to() int32 { return int32(s & (1<<toBits - 1)) }

func (s step) words() int32 { return int32(s >> toBits & (1<<wordsBits - 1)) }

// find gives the place of a step in a table, or of the empty one where it would be.
func find(steps []step, way uint64) int {
	i := int(way * 0x9e3779b97f4a7c15 >> bits.LeadingZeros64(uint64(len(steps)-1)))
	for steps[i] != 0 && steps[i].way() != way {
		i = (i + 1) % len(steps)
	}
	return i
}

// next is the step from a beginning by a character, 0 if there is none.
func (d *Dictionary) next(from int32, r rune) step {
	if r >= 1<<runeBits {
		return 0
	}
	return d.steps[find(d.steps, way(from, r))]
}

// stepsOf makes the steps of an index of so many words.
func stepsOf(index dict.IndexTable, words int) ([]step, error) {
	behind := make([][]int32, len(index.Da)) // the nodes of the tree behind each
	for i, n := range index.Da {
		if n.Check >= 0 && i > 0 {
			behind[n.Check] = append(behind[n.Check], int32(i))
		}
	}
	var all []step
	var err error
	next := int32(words) + 1 // of the beginnings that are no words
	var walk func(node, from int32, char []byte)
	walk = func(node, from int32, char []byte) {
		for _, n := range behind[node] {
			b := n - index.Da[node].Base
			if b == 0 {
				continue // the end of a word
			}
			char := append(char, byte(b))
			if !utf8.FullRune(char) {
				walk(n, from, char)
				continue
			}
			r, _ := utf8.DecodeRune(char)
			to, spelt := next, int32(0)
			if end := index.Da[n].Base; index.Da[end].Check == n {
				id := -index.Da[end].Base
				to, spelt = id+1, 1+index.Dup[id]
			} else {
				next++
			}
			s := (step(way(from, r))<<wordsBits|step(spelt))<<toBits | step(to)
			if r == utf8.RuneError || r >= 1<<runeBits || spelt >= 1<<wordsBits || to >= 1<<toBits {
				err = fmt.Errorf("no room for the step from %d by %q to %d, which is %d words", from, r, to, spelt)
			}
			all = append(all, s)
			walk(n, to, nil)
		}
	}
	walk(0, 0, nil)
	steps := make([]step, 1<<bits.Len(uint(2*len(all))))
	for _, s := range all {
		steps[find(steps, s.way())] = s
	}
	return steps, err
}
