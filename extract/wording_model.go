package extract

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// A wordingModel judges texts by how they say what they say: a logistic regression for
// each of its outcomes over the sequences of one to three characters of a text, each
// weighed by tf-idf, and over a few signs. Rules know what has to be told; the model knows
// how it is told, of which rules never know enough.
type wordingModel struct {
	outcomes []string
	ids      keyTable
	longest  int // how many characters the longest sequences have
	// weights are, one sequence behind the other, its idf and what it says for each outcome
	// in points of log-odds, for a text all of whose words are that sequence.
	weights []float32
	signs   map[string][]float64 // that of no name is the bias
	tallies sync.Pool            // of *tally
}

// of is the idf of a sequence and its weights.
func (m *wordingModel) of(id int32) (idf float64, weights []float32) {
	n := 1 + len(m.outcomes)
	w := m.weights[int(id)*n:][:n]
	return float64(w[0]), w[1:]
}

// A tally counts the sequences of a text.
type tally struct {
	counts []int32 // of each sequence of the model; 0 between texts
	found  []int32 // in the order of the text, so that sums are always the same
}

// signValue is how much of it a sign is that holds, where a text is 1 of its wording.
const signValue = 0.3

// parseWordingModel reads a table: the head is the number of texts, a line is about a
// sequence and in how many of the texts it stands, or about a sign, which has no number.
func parseWordingModel(tsv string) (*wordingModel, error) {
	m := &wordingModel{ids: newKeyTable(strings.Count(tsv, "\n")), signs: map[string][]float64{}}
	var texts, n int
	err := parseModel(tsv, 2, func(head string, outcomes []string) (err error) {
		m.outcomes, m.signs[""] = outcomes, make([]float64, len(outcomes))
		texts, err = strconv.Atoi(head)
		return err
	}, func(about []string, weights []float64) error {
		if about[1] == "" {
			m.signs[about[0]] = append([]float64(nil), weights...)
			return nil
		}
		in, err := strconv.Atoi(about[1])
		if err != nil {
			return err
		}
		if !m.ids.add(uint64(sequenceOf(about[0])), int32(n)) {
			return fmt.Errorf("%q again, or one too many", about[0])
		}
		n++
		m.longest = max(m.longest, utf8.RuneCountInString(about[0]))
		m.weights = append(m.weights, float32(inverseFrequency(in, texts)))
		for _, w := range weights {
			m.weights = append(m.weights, float32(w))
		}
		return nil
	})
	m.tallies.New = func() any { return &tally{counts: make([]int32, n)} }
	return m, err
}

// inverseFrequency is the idf of what stands in some of so many texts, smoothed.
func inverseFrequency(in, texts int) float64 {
	return math.Log(float64(1+texts)/float64(1+in)) + 1
}

// sublinear is the tf of what stands n times in a text.
func sublinear(n int) float64 {
	if n == 1 {
		return 1
	}
	return 1 + math.Log(float64(n))
}

// score says in points of log-odds how much a folded text speaks for each outcome.
func (m *wordingModel) score(text []rune) []float64 {
	t := m.tallies.Get().(*tally)
	defer m.tallies.Put(t)
	eachSequence(text, m.longest, func(q sequence) {
		if id := m.ids.find(uint64(q)); id >= 0 {
			if t.counts[id] == 0 {
				t.found = append(t.found, id)
			}
			t.counts[id]++
		}
	})
	out := make([]float64, len(m.outcomes))
	squares := 0.0
	for _, id := range t.found {
		idf, weights := m.of(id)
		v := idf * sublinear(int(t.counts[id]))
		squares += v * v
		for i, w := range weights {
			out[i] += v * float64(w)
		}
		t.counts[id] = 0
	}
	t.found = t.found[:0]
	for i, bias := range m.signs[""] {
		if squares > 0 {
			out[i] /= math.Sqrt(squares)
		}
		out[i] += bias
	}
	return out
}
