package pattern

import (
	"maps"
	"regexp/syntax"
	"slices"
	"unicode"
)

// A program is an expression as instructions for a machine that follows all ways to
// match at once. It reads classes of characters: characters that no part of the
// expression tells apart are one class.
type program struct {
	mode
	insts   []inst
	start   uint32
	sets    [][]bool // for opSet: which classes match
	tables  []table  // for opTable
	inexact bool     // rough, and the expression has a bound that was lifted
	// foreign expressions look at the characters around a place, or for the beginning of
	// the text behind its end: \b, $^.
	foreign bool
	groups  int // how many the expression has
	classes classes
}

// A mode is what a program is for.
type mode uint8

const (
	forward  mode    = iota // finds where the preferred match ends
	backward                // reads from there to where it starts
	rough                   // forward, with the bounds of repetitions lifted
	modes                   // how many there are that are run as automata
	grouped  = modes        // forward, with the bounds of groups
)

type inst struct {
	op       op
	out, arg uint32
}

type op uint8

const (
	opMatch op = iota
	opFail
	opJump   // to out
	opSplit  // to out, or else to arg
	opClass  // a character of class arg, then out
	opSet    // a character of a class in sets[arg], then out
	opTable  // a character of a class in tables[arg], then what that says
	opBefore // nothing stands before, in the order of reading
	opBehind // nothing follows, in the order of reading
	opGroup  // a group begins or ends here: bound arg
)

// A table is a choice between parts that begin with a character each: long lists of
// words are one instruction. It is in ascending order of classes, of which from is the first.
type table struct {
	branches []branch
	from     uint32
	at       []uint16 // for each class from there on, its branch, plus one; 0 for none
}

type branch struct {
	class uint32
	outs  []uint32 // the preferred ones first
}

// outs are where a character of class c leads.
func (t *table) outs(c uint16) []uint32 {
	if i := uint32(c) - t.from; i < uint32(len(t.at)) && t.at[i] > 0 {
		return t.branches[t.at[i]-1].outs
	}
	return nil
}

// index fills the table's at, when the classes are known.
func (t *table) index() {
	last := t.branches[len(t.branches)-1].class
	t.from = t.branches[0].class
	t.at = make([]uint16, last-t.from+1)
	for i, b := range t.branches {
		t.at[b.class-t.from] = uint16(i) + 1
	}
}

// compile makes the program of an expression.
func compile(tree *syntax.Regexp, how mode) *program {
	c := &compiler{mode: how, ofRune: map[rune]uint32{}, ofRanges: map[string]uint32{}}
	c.foreign = beginsBehindEnd(tree)
	f := c.compile(tree)
	c.patch(f.outs, c.emit(opMatch, 0))
	p := &program{mode: how, insts: c.insts, tables: c.tables, start: f.start, inexact: c.inexact, foreign: c.foreign, groups: tree.MaxCap()}
	p.classify(c.runes, c.ranges)
	return p
}

// beginsBehindEnd says that an expression may ask for the beginning of the text behind
// its end, which holds of an empty text only. The states do not tell one.
func beginsBehindEnd(re *syntax.Regexp) bool {
	ended := re.Op == syntax.OpStar || re.Op == syntax.OpPlus || re.Op == syntax.OpRepeat
	ended = ended && holds(re, syntax.OpEndText)
	for _, sub := range re.Sub {
		if ended && holds(sub, syntax.OpBeginText) || beginsBehindEnd(sub) {
			return true
		}
		ended = ended || re.Op == syntax.OpConcat && holds(sub, syntax.OpEndText)
	}
	return false
}

// holds says that an operation is part of an expression.
func holds(re *syntax.Regexp, op syntax.Op) bool {
	return re.Op == op || slices.ContainsFunc(re.Sub, func(sub *syntax.Regexp) bool { return holds(sub, op) })
}

func parse(expr string) *syntax.Regexp {
	tree, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic("pattern: " + err.Error())
	}
	return tree
}

// A compiler translates as package regexp/syntax does, whose order of preference among
// matches it keeps. Repetitions become copies.
type compiler struct {
	mode
	insts  []inst
	tables []table
	// What instructions read: opClass and branches one of runes, opSet one of ranges, which
	// are pairs of first and last rune. classify puts classes for them.
	runes    []rune
	ranges   [][]rune
	ofRune   map[rune]uint32
	ofRanges map[string]uint32

	inexact, foreign bool // as in program
}

// A fragment is a part of a program whose ways out are still open.
type fragment struct {
	start uint32
	outs  []hole
	empty bool // it can match the empty text
}

// A hole is a field of an instruction that says where to go on.
type hole struct {
	at  uint32
	arg bool
}

func (c *compiler) emit(op op, arg uint32) uint32 {
	c.insts = append(c.insts, inst{op: op, arg: arg})
	return uint32(len(c.insts) - 1)
}

func (c *compiler) patch(holes []hole, to uint32) {
	for _, h := range holes {
		if h.arg {
			c.insts[h.at].arg = to
		} else {
			c.insts[h.at].out = to
		}
	}
}

// one is a fragment of one instruction.
func (c *compiler) one(op op, arg uint32, empty bool) fragment {
	at := c.emit(op, arg)
	return fragment{start: at, outs: []hole{{at: at}}, empty: empty}
}

func (c *compiler) compile(re *syntax.Regexp) fragment {
	switch re.Op {
	case syntax.OpNoMatch:
		return fragment{start: c.emit(opFail, 0)}
	case syntax.OpEmptyMatch:
		return c.one(opJump, 0, true)
	case syntax.OpLiteral:
		f := c.one(opJump, 0, true)
		for i := range re.Rune {
			r := re.Rune[i]
			if c.mode == backward {
				r = re.Rune[len(re.Rune)-1-i]
			}
			f = c.concat(f, c.literal(r, re.Flags&syntax.FoldCase != 0))
		}
		return f
	case syntax.OpCharClass:
		return c.set(re.Rune)
	case syntax.OpAnyCharNotNL:
		return c.set([]rune{0, '\n' - 1, '\n' + 1, unicode.MaxRune})
	case syntax.OpAnyChar:
		return c.set([]rune{0, unicode.MaxRune})
	case syntax.OpBeginText, syntax.OpEndText:
		if (re.Op == syntax.OpBeginText) == (c.mode != backward) {
			return c.one(opBefore, 0, true)
		}
		return c.one(opBehind, 0, true)
	case syntax.OpCapture:
		if c.mode != grouped {
			return c.compile(re.Sub[0])
		}
		f := c.concat(c.one(opGroup, uint32(2*re.Cap), true), c.compile(re.Sub[0]))
		return c.concat(f, c.one(opGroup, uint32(2*re.Cap+1), true))
	case syntax.OpStar:
		return c.star(c.compile(re.Sub[0]), re.Flags&syntax.NonGreedy != 0)
	case syntax.OpPlus:
		return c.plus(c.compile(re.Sub[0]), re.Flags&syntax.NonGreedy != 0)
	case syntax.OpQuest:
		return c.quest(c.compile(re.Sub[0]), re.Flags&syntax.NonGreedy != 0)
	case syntax.OpRepeat:
		return c.repeat(re)
	case syntax.OpConcat:
		f := c.one(opJump, 0, true)
		for i := range re.Sub {
			sub := re.Sub[i]
			if c.mode == backward {
				sub = re.Sub[len(re.Sub)-1-i]
			}
			f = c.concat(f, c.compile(sub))
		}
		return f
	case syntax.OpAlternate:
		return c.alternate(re.Sub)
	}
	c.foreign = true
	return c.one(opJump, 0, true)
}

func (c *compiler) concat(a, b fragment) fragment {
	c.patch(a.outs, b.start)
	return fragment{start: a.start, outs: b.outs, empty: a.empty && b.empty}
}

func (c *compiler) either(a, b fragment) fragment {
	at := c.emit(opSplit, b.start)
	c.insts[at].out = a.start
	return fragment{start: at, outs: append(a.outs, b.outs...), empty: a.empty || b.empty}
}

// fewest is how many alternatives at least are worth a table.
const fewest = 4

func (c *compiler) alternate(subs []*syntax.Regexp) fragment {
	var f fragment
	for i := 0; i < len(subs); {
		n := i
		for n < len(subs) {
			if _, _, ok := c.cutFirst(subs[n]); !ok {
				break
			}
			n++
		}
		next := fragment{}
		if n-i >= fewest {
			next = c.table(subs[i:n])
		} else {
			n = i + 1
			next = c.compile(subs[i])
		}
		if i > 0 {
			next = c.either(f, next)
		}
		f, i = next, n
	}
	return f
}

// table chooses between parts by the character that each begins with.
func (c *compiler) table(subs []*syntax.Regexp) fragment {
	branches := map[uint32]*branch{}
	var f fragment
	for _, sub := range subs {
		r, rest, _ := c.cutFirst(sub)
		tail := c.compile(rest)
		f.outs = append(f.outs, tail.outs...)
		n := c.rune(r)
		if branches[n] == nil {
			branches[n] = &branch{class: n}
		}
		branches[n].outs = append(branches[n].outs, tail.start)
	}
	var t table
	for _, n := range slices.Sorted(maps.Keys(branches)) {
		t.branches = append(t.branches, *branches[n])
	}
	c.tables = append(c.tables, t)
	f.start = c.emit(opTable, uint32(len(c.tables)-1))
	return f
}

// cutFirst cuts the character off an expression that is read first, if that is always
// the same.
func (c *compiler) cutFirst(re *syntax.Regexp) (first rune, rest *syntax.Regexp, ok bool) {
	cut := *re
	at := 0
	switch {
	case re.Op == syntax.OpLiteral && re.Flags&syntax.FoldCase == 0:
		if c.mode == backward {
			at = len(re.Rune) - 1
		}
		cut.Rune = slices.Delete(slices.Clone(re.Rune), at, at+1)
		return re.Rune[at], &cut, true
	case re.Op == syntax.OpConcat:
		if c.mode == backward {
			at = len(re.Sub) - 1
		}
		first, sub, ok := c.cutFirst(re.Sub[at])
		if ok {
			cut.Sub = slices.Clone(re.Sub)
			cut.Sub[at] = sub
		}
		return first, &cut, ok
	}
	return 0, nil, false
}

// split chooses between f and going on, f first if it is greedy.
func (c *compiler) split(f fragment, lazy bool) (at uint32, out hole) {
	at = c.emit(opSplit, 0)
	if lazy {
		c.insts[at].arg = f.start
		return at, hole{at: at}
	}
	c.insts[at].out = f.start
	return at, hole{at: at, arg: true}
}

func (c *compiler) quest(f fragment, lazy bool) fragment {
	at, out := c.split(f, lazy)
	return fragment{start: at, outs: append(f.outs, out), empty: true}
}

func (c *compiler) plus(f fragment, lazy bool) fragment {
	at, out := c.split(f, lazy)
	c.patch(f.outs, at)
	return fragment{start: f.start, outs: []hole{out}, empty: f.empty}
}

func (c *compiler) star(f fragment, lazy bool) fragment {
	if f.empty {
		return c.quest(c.plus(f, lazy), lazy) // as package regexp does, for (|a)*
	}
	at, out := c.split(f, lazy)
	c.patch(f.outs, at)
	return fragment{start: at, outs: []hole{out}, empty: true}
}

// maxCopies is the highest bound that rough programs keep: the copies of a part multiply
// the states.
const maxCopies = 3

func (c *compiler) repeat(re *syntax.Regexp) fragment {
	sub, lazy := re.Sub[0], re.Flags&syntax.NonGreedy != 0
	f := c.one(opJump, 0, true)
	endless := re.Max < 0
	if c.mode == rough && re.Max > maxCopies {
		endless, c.inexact = true, true
	}
	if endless && re.Min == 0 {
		return c.star(c.compile(sub), lazy)
	}
	for i := range re.Min {
		next := c.compile(sub)
		if endless && i == re.Min-1 {
			next = c.plus(next, lazy)
		}
		f = c.concat(f, next)
	}
	if endless {
		return f
	}
	// x{0,3} is (x(x(x)?)?)?
	var skips []hole
	for range re.Max - re.Min {
		next := c.compile(sub)
		at, skip := c.split(next, lazy)
		c.patch(f.outs, at)
		f.outs, skips = next.outs, append(skips, skip)
	}
	f.outs = append(f.outs, skips...)
	return f
}

// literal reads r, with fold in any case.
func (c *compiler) literal(r rune, fold bool) fragment {
	if !fold || unicode.SimpleFold(r) == r {
		return c.set([]rune{r, r})
	}
	pairs := []rune{r, r}
	for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
		pairs = append(pairs, f, f)
	}
	return c.set(pairs)
}

// set reads a character of one of the ranges between pairs of runes.
func (c *compiler) set(pairs []rune) fragment {
	if len(pairs) == 2 && pairs[0] == pairs[1] {
		return c.one(opClass, c.rune(pairs[0]), false)
	}
	n, known := c.ofRanges[string(pairs)]
	if !known {
		n = uint32(len(c.ranges))
		c.ofRanges[string(pairs)], c.ranges = n, append(c.ranges, pairs)
	}
	return c.one(opSet, n, false)
}

// rune is the number of r among the runes that are read.
func (c *compiler) rune(r rune) uint32 {
	n, known := c.ofRune[r]
	if !known {
		n = uint32(len(c.runes))
		c.ofRune[r], c.runes = n, append(c.runes, r)
	}
	return n
}
