package pattern

import (
	"math/bits"
	"sync/atomic"
)

// ways tell the state to which a character of a class leads from a state, as far as texts
// have gone that way: of all the pairs of state and class they are one in a hundred, so
// that a table of them stays in the caches of a processor where rows of all would not.
type ways struct {
	// slots are a power of two, a third of them empty at least. Each holds from where and to
	// where, 32 bits each; 0 is none. A way is in the first one from the place of its own on
	// that was empty.
	slots   []atomic.Uint64
	shift   int // of the place in a scattered way
	classes uint32
	used    int
}

// newWays makes a table of 1<<size slots for an automaton of n classes.
func newWays(size, n int) *ways {
	return &ways{slots: make([]atomic.Uint64, 1<<size), shift: 32 - size, classes: uint32(n)}
}

// from is state and class in one: there are fewer than 1<<16 of either (maxSize).
func (w *ways) from(st state, c uint16) uint32 { return uint32(st)>>stateBits*w.classes + uint32(c) }

// lead is the state to which a character of class c leads from st, 0 if that is not known.
func (w *ways) lead(st state, c uint16) state {
	from := w.from(st, c)
	for i := from * 0x9e3779b1 >> w.shift; ; i = (i + 1) & uint32(len(w.slots)-1) {
		way := w.slots[i].Load()
		if way == 0 || uint32(way>>32) == from {
			return state(way)
		}
	}
}

// put enters a way that is not there yet.
func (w *ways) put(way uint64) {
	i := uint32(way>>32) * 0x9e3779b1 >> w.shift
	for w.slots[i].Load() != 0 {
		i = (i + 1) & uint32(len(w.slots)-1)
	}
	w.slots[i].Store(way)
	w.used++
}

// enter tells that a character of class c leads from st to another state. Those who read
// the old table meanwhile come here again.
func (t *states) enter(st state, c uint16, to state) {
	w := t.ways.Load()
	if w.lead(st, c) != 0 {
		return
	}
	if 3*w.used >= 2*len(w.slots) {
		wider := newWays(bits.Len(uint(len(w.slots))), int(w.classes))
		for i := range w.slots {
			if way := w.slots[i].Load(); way != 0 {
				wider.put(way)
			}
		}
		w = wider
		t.ways.Store(w)
	}
	w.put(uint64(w.from(st, c))<<32 | uint64(to))
	t.size += 2 * 8
}
