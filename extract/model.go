package extract

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A signModel judges a thing by its signs: a logistic regression for each of its
// outcomes. Rules know what is said in so many words; what is put in other words, the
// many small signs of a model still give away.
type signModel struct {
	outcomes []string
	// numbers are those of the signs, weights the points of log-odds that each gives each
	// outcome; the sign without a name, number 0, is the bias.
	numbers map[string]int32
	weights [][]float64
}

// embeddedSigns is the model of a table in lexicon/, read when it is first asked.
func embeddedSigns(file string, tsv *string) func() *signModel {
	return sync.OnceValue(func() *signModel {
		m, err := parseSignModel(*tsv)
		if err != nil {
			panic("extract: lexicon/" + file + ": " + err.Error()) // embedded, and tested
		}
		return m
	})
}

// parseSignModel reads a table: the outcomes in its first line, then a sign a line with
// a weight for each.
func parseSignModel(tsv string) (*signModel, error) {
	first, rest, _ := strings.Cut(tsv, "\n")
	m := newSignModel(strings.Split(first, "\t")[1:])
	if len(m.outcomes) == 0 {
		return nil, fmt.Errorf("line 1 names no outcomes")
	}
	n := 1
	for line := range strings.Lines(rest) {
		n++
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 1+len(m.outcomes) {
			return nil, fmt.Errorf("line %d has %d columns, not %d", n, len(f), 1+len(m.outcomes))
		}
		weights := make([]float64, len(m.outcomes))
		for i, s := range f[1:] {
			var err error
			if weights[i], err = strconv.ParseFloat(s, 64); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
		m.set(f[0], weights)
	}
	return m, nil
}

func newSignModel(outcomes []string) *signModel {
	return &signModel{outcomes: outcomes, numbers: map[string]int32{"": 0}, weights: [][]float64{make([]float64, len(outcomes))}}
}

func (m *signModel) set(sign string, weights []float64) {
	if sign == "" {
		m.weights[0] = weights
		return
	}
	m.numbers[sign] = int32(len(m.weights))
	m.weights = append(m.weights, weights)
}

// score adds up what signs say for each outcome, in points of log-odds.
func (m *signModel) score(signs []int32) []float64 {
	out := slices.Clone(m.weights[0])
	for _, s := range signs {
		for i, w := range m.weights[s] {
			out[i] += w
		}
	}
	return out
}

// A signList collects the signs of one thing, each once: the numbers of those that its
// model knows, or for one to be trained, that does not exist yet, the names of all.
type signList struct {
	model *signModel
	known []int32
	names []string
	// What is collected already: bits of numbers, or names.
	seen  []uint64
	named map[string]bool
}

func (l *signList) add(sign string) { l.addName([]byte(sign)) }

func (l *signList) addName(sign []byte) {
	if l.model == nil {
		if l.named == nil {
			l.named = map[string]bool{}
		}
		if name := string(sign); !l.named[name] {
			l.named[name] = true
			l.names = append(l.names, name)
		}
		return
	}
	n, ok := l.model.numbers[string(sign)]
	if !ok {
		return
	}
	if l.seen == nil {
		l.seen = make([]uint64, len(l.model.weights)/64+1)
	}
	if l.seen[n/64]>>(n%64)&1 == 0 {
		l.seen[n/64] |= 1 << (n % 64)
		l.known = append(l.known, n)
	}
}

// when adds a sign that holds or not.
func (l *signList) when(holds bool, sign string) {
	if holds {
		l.add(sign)
	}
}

// sequences adds the sequences of up to n characters of a folded text behind a mark.
func (l *signList) sequences(mark byte, text []rune, n int) {
	var room [32]byte
	for i := range text {
		name := append(room[:0], mark)
		for _, r := range text[i:min(i+n, len(text))] {
			name = utf8.AppendRune(name, r)
			l.addName(name)
		}
	}
}

// edge adds how a folded text begins, or ends, in one to n characters.
func (l *signList) edge(mark byte, text []rune, n int, end bool) {
	var room [32]byte
	for k := 1; k <= min(n, len(text)); k++ {
		part := text[:k]
		if end {
			part = text[len(text)-k:]
		}
		name := append(room[:0], mark)
		for _, r := range part {
			name = utf8.AppendRune(name, r)
		}
		l.addName(name)
	}
}
