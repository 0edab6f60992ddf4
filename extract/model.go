package extract

import (
	"fmt"
	"strconv"
	"strings"
)

// A signModel judges a thing by its signs: a logistic regression for each of its
// outcomes. Rules know what is said in so many words; what is put in other words, the
// many small signs of a model still give away.
type signModel struct {
	outcomes []string
	// weights are points of log-odds that a sign gives each outcome; the sign without a
	// name is the bias.
	weights map[string][]float64
}

// parseSignModel reads a table: the outcomes in its first line, then a sign a line with
// a weight for each.
func parseSignModel(tsv string) (*signModel, error) {
	first, rest, _ := strings.Cut(tsv, "\n")
	m := &signModel{outcomes: strings.Split(first, "\t")[1:], weights: map[string][]float64{}}
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
		m.weights[f[0]] = weights
	}
	return m, nil
}

// score adds up what signs say for each outcome, in points of log-odds.
func (m *signModel) score(signs []string) []float64 {
	out := make([]float64, len(m.outcomes))
	copy(out, m.weights[""])
	for _, s := range signs {
		for i, w := range m.weights[s] {
			out[i] += w
		}
	}
	return out
}

// A signList collects the signs of one thing, each once.
type signList struct {
	list  []string
	known map[string]bool
}

func (l *signList) add(sign string) {
	if l.known == nil {
		l.known = map[string]bool{}
	}
	if !l.known[sign] {
		l.known[sign] = true
		l.list = append(l.list, sign)
	}
}

// when adds a sign that holds or not.
func (l *signList) when(holds bool, sign string) {
	if holds {
		l.add(sign)
	}
}

// sequences adds the sequences of up to n characters of a folded text behind a mark.
func (l *signList) sequences(mark string, text []rune, n int) {
	for i := range text {
		for j := i + 1; j <= min(i+n, len(text)); j++ {
			l.add(mark + string(text[i:j]))
		}
	}
}

// edge adds how a folded text begins, or ends, in one to n characters.
func (l *signList) edge(mark string, text []rune, n int, end bool) {
	for k := 1; k <= min(n, len(text)); k++ {
		if end {
			l.add(mark + string(text[len(text)-k:]))
		} else {
			l.add(mark + string(text[:k]))
		}
	}
}
