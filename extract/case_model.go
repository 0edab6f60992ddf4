package extract

import (
	_ "embed"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// A caseModel tells by the wording of a case what caused it and how certain the leak is,
// of which the rules know only what is said in words that they know: a logistic regression
// for each outcome over the sequences of one and two characters of the case, each weighed
// by tf-idf, and over a few signs.
//
// It is trained on fixtures/gold by
//
//	go test ./extract -run TestCaseModelIsTrained -update
//
// and lexicon/cases.tsv holds what it learnt: in the first line the number of cases and
// the outcomes, in the second their biases, then a sequence a line, in how many of the
// cases it stands and its weight for each outcome, those that say most first. A sign has
// no number of cases, and what would say little no weight.
type caseModel struct {
	outcomes []string
	ids      sequenceTable
	values   []float64   // idf of each sequence
	weights  [][]float64 // of each sequence for each outcome, in points of log-odds
	signs    map[string][]float64
}

// signValue is how much of it a sign is that holds, where a text is 1 of its wording.
const signValue = 0.3

//go:embed lexicon/cases.tsv
var casesTSV string

// theCaseModel is loaded when the first case is read.
var theCaseModel = sync.OnceValue(func() *caseModel {
	m, err := parseCaseModel(casesTSV)
	if err != nil {
		panic("extract: lexicon/cases.tsv: " + err.Error()) // embedded, and tested
	}
	return m
})

func parseCaseModel(tsv string) (*caseModel, error) {
	first, rest, _ := strings.Cut(tsv, "\n")
	head := strings.Split(first, "\t")
	all, err := strconv.Atoi(head[0])
	if err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
	}
	m := &caseModel{outcomes: head[1:], ids: newSequenceTable(strings.Count(rest, "\n")), signs: map[string][]float64{}}
	n := 1
	for line := range strings.Lines(rest) {
		n++
		f := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if len(f) != 2+len(m.outcomes) {
			return nil, fmt.Errorf("line %d has %d columns, not %d", n, len(f), 2+len(m.outcomes))
		}
		weights := make([]float64, len(m.outcomes))
		for i, s := range f[2:] {
			if s == "" {
				continue
			}
			if weights[i], err = strconv.ParseFloat(s, 64); err != nil {
				return nil, fmt.Errorf("line %d: %w", n, err)
			}
		}
		if f[1] == "" {
			m.signs[f[0]] = weights
			continue
		}
		in, err := strconv.Atoi(f[1])
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		m.ids.add(sequenceOf(f[0]), int32(len(m.weights)))
		m.values = append(m.values, inverseFrequency(in, all))
		m.weights = append(m.weights, weights)
	}
	return m, nil
}

// eachPair calls f with every character of a folded text and every two.
func eachPair(text []rune, f func(sequence)) {
	for i, r := range text {
		f(sequence(r))
		if i+1 < len(text) {
			f(sequence(r).then(text[i+1]))
		}
	}
}

// A caseWording is what the wording of a case says for each outcome, in points of log-odds.
type caseWording struct {
	m      *caseModel
	told   []toldSentence
	scores []float64
}

// foldTale is the folded text of a case.
func foldTale(told []toldSentence) []rune {
	var text strings.Builder
	for _, s := range told {
		text.WriteString(s.text)
		text.WriteByte(' ')
	}
	return foldWording(text.String())
}

// read weighs the wording of a case.
func (m *caseModel) read(told []toldSentence) *caseWording {
	return &caseWording{m, told, m.score(foldTale(told))}
}

// score adds up what a folded text says for each outcome.
func (m *caseModel) score(text []rune) []float64 {
	counts := make([]int32, len(m.weights))
	var found []int32 // in the order of the text, so that sums are always the same
	eachPair(text, func(q sequence) {
		if id := m.ids.find(q); id >= 0 {
			if counts[id] == 0 {
				found = append(found, id)
			}
			counts[id]++
		}
	})
	out := make([]float64, len(m.outcomes))
	squares := 0.0
	for _, id := range found {
		v := m.values[id] * sublinear(int(counts[id]))
		squares += v * v
		for i, x := range m.weights[id] {
			out[i] += v * x
		}
	}
	for i := range out {
		if squares > 0 {
			out[i] /= math.Sqrt(squares)
		}
		out[i] += m.signs[""][i]
	}
	return out
}

// with adds what signs say.
func (w *caseWording) with(signs []string) *caseWording {
	out := &caseWording{w.m, w.told, slices.Clone(w.scores)}
	for _, s := range signs {
		for i, x := range w.m.signs[s] {
			out.scores[i] += signValue * x
		}
	}
	return out
}

// best is the likeliest of some outcomes, those that rules found counting so much more.
func (w *caseWording) best(outcomes, ruled []string, more float64) (outcome string, score float64) {
	score = math.Inf(-1)
	for i, o := range w.m.outcomes {
		if !slices.Contains(outcomes, o) {
			continue
		}
		s := w.scores[i]
		if slices.Contains(ruled, o) {
			s += more
		}
		if s > score {
			outcome, score = o, s
		}
	}
	return outcome, score
}

// telling is the sentence whose wording speaks most for an outcome.
func (w *caseWording) telling(d *document, outcome string) []Evidence {
	o := slices.Index(w.m.outcomes, outcome)
	var best []Evidence
	most := 0.0
	for _, s := range w.told {
		sum := 0.0
		eachPair(foldWording(s.text), func(q sequence) {
			if id := w.m.ids.find(q); id >= 0 {
				sum += w.m.values[id] * w.m.weights[id][o]
			}
		})
		if sum > most {
			best, most = []Evidence{d.evidence(s.start, s.end)}, sum
		}
	}
	return best
}
