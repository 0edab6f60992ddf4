package pattern

import (
	"encoding/binary"
	"slices"
	"sync"
	"sync/atomic"
	"unicode/utf8"
)

// An automaton runs a program. A state is the set of instructions that the characters
// read so far can have led to, the preferred ones first. States are made when a text
// first leads there and kept, up to maxSize.
type automaton struct {
	// first are the characters that lead out of the state in which reading begins.
	first firsts
	// heads are the instructions with which a match begins further on, if it cannot be
	// empty, which nearly every state that is made holds again.
	heads []uint32
	// states are those to begin with. Who runs out of room goes on with new ones, others
	// end with those that they began with.
	states atomic.Pointer[states]
	program

	mu sync.Mutex // for what follows, and for making states
	// What states are made with: the instructions and key of the next one; for each
	// instruction, the round in which the list being made got it.
	list  []uint32
	key   []byte
	seen  []uint32
	round uint32
}

// maxSize bounds the memory of the states of an automaton, in bytes.
const maxSize = 4 << 20

// states are states and what leads from one to the other.
type states struct {
	// The states in which reading begins: at the outermost character, elsewhere.
	outer, inner atomic.Uint32
	ways         atomic.Pointer[ways]
	// insts are the instructions of each state, known the states by them.
	insts [][]uint32
	known map[string]state
	size  int
}

// A state is its number, from 1 on, and what readers ask of it in the lowest bits.
type state uint32

const (
	matches      state = 1 << iota // a match ends here
	matchesAtEnd                   // one does if no character follows
	dead                           // nothing matches any more
	stateBits    = iota
)

func newStates(classes int) *states {
	t := &states{insts: make([][]uint32, 1), known: map[string]state{}}
	t.ways.Store(newWays(4, classes))
	return t
}

func newAutomaton(p *program) *automaton {
	a := &automaton{program: *p, seen: make([]uint32, len(p.insts)+1)}
	a.states.Store(newStates(a.classes.n))
	if a.mode != backward {
		a.first = a.firstRunes()
		if !slices.ContainsFunc(a.list, func(pc uint32) bool { return a.insts[pc].op == opMatch }) {
			a.heads = slices.Clone(a.list)
		}
	}
	return a
}

// end is the end of the leftmost match in s that starts at byte i or behind. With any,
// the end of any match will do.
func (a *automaton) end(s string, i int, any bool) (end int, ok bool) {
	t := a.states.Load()
	w := t.ways.Load()
	idle := a.begin(t, false)
	st := idle
	if i == 0 {
		st = a.begin(t, true)
	}
	for i < len(s) {
		if st == idle {
			if i = a.first.skip(s, i); i == len(s) {
				break
			}
		}
		if st&matches != 0 {
			if end, ok = i, true; any {
				return end, ok
			}
		}
		if st&dead != 0 {
			return end, ok
		}
		r, width := decode(s, i)
		i += width
		c := a.classes.find(r)
		if next := w.lead(st, c); next != 0 {
			st = next
			continue
		}
		now := t
		if t, st = a.step(t, st, c); t != now {
			idle = a.begin(t, false)
		}
		w = t.ways.Load()
	}
	if st&(matches|matchesAtEnd) != 0 {
		return len(s), true
	}
	return end, ok
}

// decode is utf8.DecodeRuneInString(s[i:]), at once for most characters of Japanese.
func decode(s string, i int) (r rune, width int) {
	b := s[i]
	if b < utf8.RuneSelf {
		return rune(b), 1
	}
	if b > 0xe0 && b < 0xed && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
		return rune(b&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// start is the start of the longest match in s that ends at byte j and does not start
// before byte i. There is one.
func (a *automaton) start(s string, i, j int) int {
	start := j
	t := a.states.Load()
	w := t.ways.Load()
	st := a.begin(t, j == len(s))
	for j > i && st&dead == 0 {
		if st&matches != 0 {
			start = j
		}
		r, width := rune(s[j-1]), 1
		if r >= utf8.RuneSelf {
			r, width = utf8.DecodeLastRuneInString(s[:j])
		}
		j -= width
		c := a.classes.find(r)
		if next := w.lead(st, c); next != 0 {
			st = next
			continue
		}
		t, st = a.step(t, st, c)
		w = t.ways.Load()
	}
	if st&matches != 0 || j == 0 && st&matchesAtEnd != 0 {
		start = j
	}
	return start
}

// begin is the state in which reading begins.
func (a *automaton) begin(t *states, outermost bool) state {
	p := &t.inner
	if outermost {
		p = &t.outer
	}
	if st := p.Load(); st != 0 {
		return state(st)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.clear()
	a.enter(outermost)
	st := a.stateIn(t)
	p.Store(uint32(st))
	return st
}

// clear begins a new list.
func (a *automaton) clear() {
	a.list = a.list[:0]
	a.round++
}

// enter adds to the list the instructions with which a match begins, here and further
// on.
func (a *automaton) enter(outermost bool) {
	stop := a.follow(a.program.start, outermost, false)
	if !stop && a.mode != backward && a.first != (firsts{}) {
		a.list = append(a.list, a.again())
	}
}

// again stands at the end of a state for beginning a match at the next character.
func (a *automaton) again() uint32 { return uint32(len(a.insts)) }

// step makes the state to which a character of class c leads from st, one of t. Where t has
// no room for it, it is one of others.
func (a *automaton) step(t *states, st state, c uint16) (*states, state) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.clear()
	for _, pc := range t.insts[st>>stateBits] {
		if a.read(pc, c) {
			break
		}
	}
	if t.size > maxSize {
		if t == a.states.Load() {
			a.states.Store(newStates(a.classes.n))
		}
		t = a.states.Load()
		return t, a.stateIn(t)
	}
	next := a.stateIn(t)
	t.enter(st, c, next)
	return t, next
}

// read adds to the list what instruction pc leads to when it reads a character of class c.
// stop is that of follow.
func (a *automaton) read(pc uint32, c uint16) (stop bool) {
	if pc == a.again() {
		if a.heads == nil {
			a.enter(false)
			return false
		}
		for _, pc := range a.heads {
			if a.seen[pc] != a.round {
				a.seen[pc] = a.round
				a.list = append(a.list, pc)
			}
		}
		if a.first != (firsts{}) {
			a.list = append(a.list, pc)
		}
		return false
	}
	switch in := a.insts[pc]; in.op {
	case opClass:
		return in.arg == uint32(c) && a.follow(in.out, false, false)
	case opSet:
		return a.sets[in.arg][c] && a.follow(in.out, false, false)
	case opTable:
		for _, out := range a.tables[in.arg].outs(c) {
			if a.follow(out, false, false) {
				return true
			}
		}
	}
	return false
}

// follow adds to the list what is reached from instruction pc without reading. stop says
// that it added a match to which nothing behind is preferred.
func (a *automaton) follow(pc uint32, first, last bool) (stop bool) {
	for a.seen[pc] != a.round {
		a.seen[pc] = a.round
		in := a.insts[pc]
		switch in.op {
		case opFail:
			return false
		case opMatch:
			a.list = append(a.list, pc)
			return a.mode != backward
		case opClass, opSet, opTable:
			a.list = append(a.list, pc)
			return false
		case opSplit:
			if a.follow(in.out, first, last) {
				return true
			}
			pc = in.arg
		case opJump:
			pc = in.out
		case opBefore:
			if !first {
				return false
			}
			pc = in.out
		case opBehind:
			if !last {
				a.list = append(a.list, pc)
				return false
			}
			pc = in.out
		}
	}
	return false
}

// stateIn is the state of the list, among those of t.
func (a *automaton) stateIn(t *states) state {
	if a.mode == backward {
		slices.Sort(a.list) // the longest match is sought, not the preferred one
	}
	a.key = a.key[:0]
	for _, pc := range a.list {
		a.key = binary.LittleEndian.AppendUint32(a.key, pc)
	}
	if st, known := t.known[string(a.key)]; known {
		return st
	}
	number := len(t.insts)
	insts := slices.Clone(a.list)
	t.insts = append(t.insts, insts)
	t.size += 8*len(insts) + 100
	st := state(number << stateBits)
	if len(insts) == 0 {
		st |= dead
	}
	for _, pc := range insts {
		if pc == a.again() {
			break
		}
		switch a.insts[pc].op {
		case opMatch:
			st |= matches
		case opBehind:
			a.clear()
			a.follow(a.insts[pc].out, false, true)
			for _, pc := range a.list {
				if a.insts[pc].op == opMatch {
					st |= matchesAtEnd
				}
			}
		}
	}
	t.known[string(a.key)] = st
	return st
}

// firstRunes are the runes with which a match can begin that does not begin at the
// outermost character; all, if one can be empty.
func (a *automaton) firstRunes() (bits firsts) {
	a.clear()
	a.follow(a.program.start, false, false)
	classes := make([]bool, a.classes.n)
	for _, pc := range a.list {
		switch in := a.insts[pc]; in.op {
		case opClass:
			classes[in.arg] = true
		case opSet:
			for c, in := range a.sets[in.arg] {
				classes[c] = classes[c] || in
			}
		case opTable:
			for _, b := range a.tables[in.arg].branches {
				classes[b.class] = true
			}
		default:
			return firsts{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}
		}
	}
	for j, from := range a.classes.bounds {
		if !classes[a.classes.of[j]] {
			continue
		}
		to := from + 256 // further ones set the same bits
		if j+1 < len(a.classes.bounds) {
			to = min(to, a.classes.bounds[j+1])
		}
		for r := from; r < to; r++ {
			bits.add(r)
		}
	}
	return bits
}
