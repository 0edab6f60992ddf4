package ipadic

import (
	"slices"
	"sync"

	"github.com/ikawaha/kagome-dict/dict"
)

// A Word is a word of a text, in bytes.
type Word struct {
	Start, End int
	// POS is its part of speech, as an index of Dictionary.POS.
	POS uint8
	// Known says that the dictionary holds it.
	Known bool
}

// Cut appends to words those into which s falls. Of all ways to cut it the one of least
// cost is taken, as kagome's tokenizer does in its normal mode; that one makes an object
// of each word that might stand somewhere, about ten for each character, and takes three
// times as long. Costs are added up in 32 bits, which is enough for 30,000 characters.
func (d *Dictionary) Cut(words []Word, s string) []Word {
	l := lattices.Get().(*lattice)
	defer lattices.Put(l)
	l.layOut(d, s)
	for i, at := range l.starts {
		if l.first[at] >= 0 { // some word ends here
			from := len(l.nodes)
			l.addKnown(d, i)
			if category := l.categories[i]; len(l.nodes) == from || d.InvokeList[category] {
				l.addUnknown(d, i)
			}
			l.link(d, from)
		}
	}
	first := len(words)
	for n, _ := l.best(d, int32(len(s)), dict.Morph{}); n > 0; n = l.nodes[n].before {
		node := &l.nodes[n]
		w := Word{Start: int(node.start), End: int(node.end), Known: node.id >= 0}
		if w.Known {
			w.POS = d.Known[node.id]
		} else {
			w.POS = d.Unknown[^node.id]
		}
		words = append(words, w)
	}
	slices.Reverse(words[first:])
	return words
}

// A lattice holds the words that may stand in a text.
type lattice struct {
	nodes []node // the first is the beginning of the text
	// first and last are, for each byte, the nodes that end before it, as a list in the
	// order in which they were added; -1 for none.
	first, last []int32
	// runes are the characters, starts where they begin, categories what the dictionary says
	// of them; runs are the ends of the stretches of one category that they begin.
	runes      []rune
	starts     []int32
	categories []uint8
	runs       []int32
}

// A node is a word that may stand at a place.
type node struct {
	id         int32 // of a known word; of an unknown one its complement
	start, end int32
	right      int16 // its kind as the word before another one
	cost       int32 // of the best way to its end
	before     int32 // the node before it on this way
	next       int32 // that ends where it does
}

var lattices = sync.Pool{New: func() any { return new(lattice) }}

// longestUnknown is the length of the longest unknown word, in characters.
const longestUnknown = 1024

// layOut prepares the lattice for s.
func (l *lattice) layOut(d *Dictionary, s string) {
	l.runes, l.starts, l.categories = l.runes[:0], l.starts[:0], l.categories[:0]
	for i, r := range s {
		category := d.CharCategory[0]
		if int(r) < len(d.CharCategory) {
			category = d.CharCategory[r]
		}
		l.runes, l.starts, l.categories = append(l.runes, r), append(l.starts, int32(i)), append(l.categories, category)
	}
	n := len(l.starts)
	l.runs = slices.Grow(l.runs[:0], n)[:n]
	for i := n - 1; i >= 0; i-- {
		l.runs[i] = int32(i) + 1
		if i+1 < n && l.categories[i] == l.categories[i+1] {
			l.runs[i] = l.runs[i+1]
		}
	}
	l.first = slices.Grow(l.first[:0], len(s)+1)[:len(s)+1]
	l.last = slices.Grow(l.last[:0], len(s)+1)[:len(s)+1]
	for i := range l.first {
		l.first[i] = -1
	}
	l.nodes = append(l.nodes[:0], node{next: -1})
	l.first[0], l.last[0] = 0, 0
}

// addKnown adds the words of the dictionary that begin at character i, the shortest first.
func (l *lattice) addKnown(d *Dictionary, i int) {
	s := step(0)
	for k := i; k < len(l.runes); k++ {
		if s = d.next(s.to(), l.runes[k]); s == 0 {
			return
		}
		for n := range s.words() {
			l.add(s.to()-1+n, l.starts[i], l.startOf(k+1))
		}
	}
}

// addUnknown adds the words that the category of character i allows there: the
// character, or all of the same category, with and without the last one.
func (l *lattice) addUnknown(d *Dictionary, i int) {
	end := i + 1
	if d.GroupList[l.categories[i]] {
		end = min(int(l.runs[i]), i+longestUnknown)
	}
	for _, id := range d.unknowns[l.categories[i]] {
		if end > i+1 {
			l.add(^id, l.starts[i], l.starts[end-1])
		}
		l.add(^id, l.starts[i], l.startOf(end))
	}
}

// startOf is where character i begins, or the text ends.
func (l *lattice) startOf(i int) int32 {
	if i == len(l.starts) {
		return int32(len(l.first) - 1)
	}
	return l.starts[i]
}

// add adds a node, linked neither to those before nor to those that end with it.
func (l *lattice) add(id, start, end int32) {
	l.nodes = append(l.nodes, node{id: id, start: start, end: end, next: -1})
}

// link finds the best way to each node from index from on, which all start at the same
// byte, and enters it where it ends.
func (l *lattice) link(d *Dictionary, from int) {
	for i := from; i < len(l.nodes); i++ {
		n := &l.nodes[i]
		m := d.morph(n.id)
		n.right = m.RightID
		n.before, n.cost = l.best(d, n.start, m)
		if l.first[n.end] < 0 {
			l.first[n.end] = int32(i)
		} else {
			l.nodes[l.last[n.end]].next = int32(i)
		}
		l.last[n.end] = int32(i)
	}
}

// best is the node that ends before byte at behind which a word m costs least, and what
// the way to the end of m then costs.
func (l *lattice) best(d *Dictionary, at int32, m dict.Morph) (before, cost int32) {
	rows := int(d.Connection.Row)
	behind := d.Connection.Vec[rows*int(m.LeftID):][:rows]
	before = -1
	for i := l.first[at]; i >= 0; i = l.nodes[i].next {
		n := &l.nodes[i]
		if c := n.cost + int32(behind[n.right]); before < 0 || c < cost {
			before, cost = i, c
		}
	}
	return before, cost + int32(m.Weight)
}

// morph is what the dictionary says of the word of a node.
func (d *Dictionary) morph(id int32) dict.Morph {
	if id >= 0 {
		return d.Morphs[id]
	}
	return d.UnkDict.Morphs[^id]
}
