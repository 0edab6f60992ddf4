package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// embedded is the model of a table in lexicon/, read when it is first asked.
func embedded[M any](file string, tsv *string, parse func(tsv string) (*M, error)) func() *M {
	return sync.OnceValue(func() *M {
		m, err := parse(*tsv)
		if err != nil {
			panic("extract: lexicon/" + file + ": " + err.Error()) // embedded, and tested
		}
		return m
	})
}

// parseModel reads the table of a model. Its first line holds a head, given to start, and
// the outcomes; each further one, given to row, what it is about in so many columns, and a
// weight for each outcome, 0 where there is none. Row must not keep what it gets.
func parseModel(tsv string, columns int, start func(head string, outcomes []string) error, row func(about []string, weights []float64) error) error {
	first, rest, _ := strings.Cut(tsv, "\n")
	head := strings.Split(first, "\t")
	if len(head) == 1 {
		return fmt.Errorf("line 1 names no outcomes")
	}
	if err := start(head[0], head[1:]); err != nil {
		return fmt.Errorf("line 1: %w", err)
	}
	weights := make([]float64, len(head)-1)
	var f []string
	n := 1
	for line := range strings.Lines(rest) {
		n++
		f = slices.AppendSeq(f[:0], strings.SplitSeq(strings.TrimSuffix(line, "\n"), "\t"))
		if len(f) != columns+len(weights) {
			return fmt.Errorf("line %d has %d columns, not %d", n, len(f), columns+len(weights))
		}
		for i, s := range f[columns:] {
			var err error
			if weights[i] = 0; s == "" {
				continue
			}
			if weights[i], err = strconv.ParseFloat(s, 64); err != nil {
				return fmt.Errorf("line %d: %w", n, err)
			}
		}
		if err := row(f[:columns], weights); err != nil {
			return fmt.Errorf("line %d: %w", n, err)
		}
	}
	return nil
}

// A signModel judges a thing by its signs: a logistic regression for each of its
// outcomes. Rules know what is said in so many words; what is put in other words, the
// many small signs of a model still give away.
type signModel struct {
	outcomes []string
	// numbers are those of the signs by their keys. weights are the points of log-odds that
	// each sign gives each outcome, one sign behind the other; the sign without a name,
	// number 0, is the bias.
	numbers keyTable
	weights []float64
	// pairs are those that a sign makes with others, by its number.
	pairs [][]signPair
}

// A signPair says that a sign, found with another one, is a third.
type signPair struct{ with, number int32 }

// pairMark stands between the names of two signs of which the model asks whether they are
// found together.
const pairMark = " & "

// parseSignModel reads a table of signs.
func parseSignModel(tsv string) (*signModel, error) {
	var m *signModel
	err := parseModel(tsv, 1, func(_ string, outcomes []string) error {
		m = newSignModel(outcomes, strings.Count(tsv, "\n"))
		return nil
	}, func(sign []string, weights []float64) error { return m.set(sign[0], weights) })
	return m, err
}

// newSignModel makes a model that knows no sign, with room for n.
func newSignModel(outcomes []string, n int) *signModel {
	m := &signModel{outcomes: outcomes, numbers: newKeyTable(0), weights: make([]float64, 0, (1+n)*len(outcomes))}
	m.newSign()
	return m
}

// newSign numbers a sign that says nothing yet.
func (m *signModel) newSign() int32 {
	m.pairs = append(m.pairs, nil)
	m.weights = append(m.weights, make([]float64, len(m.outcomes))...)
	return int32(len(m.pairs) - 1)
}

// numberOf is the number of a sign that is no pair, a new one if it has none.
func (m *signModel) numberOf(sign string) int32 {
	key := signKey(sign)
	n := m.numbers.find(key)
	if n < 0 {
		n = m.newSign()
		m.numbers.add(key, n)
	}
	return n
}

// set gives a sign, or two of them found together, its weights.
func (m *signModel) set(sign string, weights []float64) error {
	n := int32(0)
	if first, second, pair := strings.Cut(sign, pairMark); pair {
		a, b := m.numberOf(first), m.numberOf(second)
		n = m.newSign()
		m.pairs[a] = append(m.pairs[a], signPair{b, n})
		m.pairs[b] = append(m.pairs[b], signPair{a, n})
	} else if sign != "" {
		n = m.numberOf(sign)
	}
	own := m.weights[int(n)*len(weights):][:len(weights)]
	if slices.ContainsFunc(own, func(w float64) bool { return w != 0 }) {
		return fmt.Errorf("a second sign %q", sign)
	}
	copy(own, weights)
	return nil
}

// score adds up what signs say for each outcome, in points of log-odds.
func (m *signModel) score(signs []int32) []float64 {
	out := slices.Clone(m.weights[:len(m.outcomes)])
	for _, s := range signs {
		for i, w := range m.weights[int(s)*len(out):][:len(out)] {
			out[i] += w
		}
	}
	return out
}

// A key stands for the name of a sign: the FNV-1a of its characters, of 64 bits, by which
// names need not be put together to be looked up. Those that a model knows differ in it.
type key uint64

const noKey key = 14695981039346656037

func (k key) then(r rune) key { return (k ^ key(r)) * 1099511628211 }

// folded is the key in the 48 bits of a keyTable, in which they differ too.
func (k key) folded() uint64 { return uint64(k^k>>48) & (1<<48 - 1) }

func signKey(name string) uint64 {
	k := noKey
	for _, r := range name {
		k = k.then(r)
	}
	return k.folded()
}

// A signList collects the signs of one thing, each once: the numbers of those that its
// model knows, or for one to be trained, that does not exist yet, the names of all.
type signList struct {
	model *signModel
	known []int32
	names []string
	told  []string // of the names those that make pairs, no sequences of characters
	// What is collected already: bits of numbers, or names.
	seen  []uint64
	named map[string]bool
}

func (l *signList) add(sign string) {
	if l.model != nil {
		l.know(signKey(sign))
	} else if n := len(l.names); l.name(sign) {
		l.told = append(l.told, l.names[n])
	}
}

// name collects a sign for a model to be trained, unless it did before.
func (l *signList) name(sign string) bool {
	if l.named == nil {
		l.named = map[string]bool{}
	}
	if l.named[sign] {
		return false
	}
	kept := strings.Clone(sign) // for what add gets need not be kept otherwise
	l.named[kept] = true
	l.names = append(l.names, kept)
	return true
}

// know collects the sign of a key, if the model knows it.
func (l *signList) know(key uint64) {
	n := l.model.numbers.find(key)
	if n < 0 {
		return
	}
	if l.seen == nil {
		l.known = make([]int32, 0, 128)
		l.seen = make([]uint64, len(l.model.pairs)/64+1)
	}
	if l.has(n) {
		return
	}
	l.seen[n/64] |= 1 << (n % 64)
	l.known = append(l.known, n)
	for _, p := range l.model.pairs[n] {
		if l.has(p.with) {
			l.known = append(l.known, p.number)
		}
	}
}

// has says that the sign of a number is collected.
func (l *signList) has(n int32) bool { return l.seen[n/64]>>(n%64)&1 != 0 }

// when adds a sign that holds or not.
func (l *signList) when(holds bool, sign string) {
	if holds {
		l.add(sign)
	}
}

// line adds what kind of line something stands in.
func (l *signList) lineKind(k lineKind) {
	l.when(k == heading, "heading")
	l.when(k == item, "item")
	l.when(k == row, "row")
}

// sequences adds the sequences of up to n characters of a folded text behind a mark.
func (l *signList) sequences(mark rune, text []rune, n int) {
	for i := range text {
		for j := i + 1; j <= min(i+n, len(text)); j++ {
			l.sequence(mark, text[i:j])
		}
	}
}

// edge adds how a folded text begins, or ends, in one to n characters.
func (l *signList) edge(mark rune, text []rune, n int, end bool) {
	for k := 1; k <= min(n, len(text)); k++ {
		if end {
			l.sequence(mark, text[len(text)-k:])
		} else {
			l.sequence(mark, text[:k])
		}
	}
}

// sequence adds the sign that characters behind a mark are.
func (l *signList) sequence(mark rune, text []rune) {
	if l.model == nil {
		l.name(string(mark) + string(text))
		return
	}
	k := noKey.then(mark)
	for _, r := range text {
		k = k.then(r)
	}
	l.know(k.folded())
}
