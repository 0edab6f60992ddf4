package extract

import (
	"cmp"
	"fmt"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
)

// A feature is a sign that a specimen has, and how much of it.
type feature struct {
	id    int
	value float64
}

// regress is logistic regression: of weights for n features those with the least of
// squares and of log-loss, an error on a row costing what costs say. It is Nesterov's gradient
// descent, whose step and momentum follow from steepest, a bound of the curvature;
// products are rounded by themselves, so that processors that fuse them learn the same.
func regress(rows [][]feature, y []bool, costs []float64, n int, steepest float64) []float64 {
	momentum := (math.Sqrt(steepest) - 1) / (math.Sqrt(steepest) + 1)
	weights, ahead, gradient := make([]float64, n), make([]float64, n), make([]float64, n)
	for range 5000 {
		copy(gradient, ahead)
		for i, row := range rows {
			sign := -1.0
			if y[i] {
				sign = 1
			}
			margin := 0.0
			for _, f := range row {
				margin += float64(f.value * ahead[f.id])
			}
			pull := sign * costs[i] / (1 + math.Exp(sign*margin))
			for _, f := range row {
				gradient[f.id] -= float64(pull * f.value)
			}
		}
		steep := 0.0
		for k, g := range gradient {
			steep += float64(g * g)
			next := ahead[k] - g/steepest
			ahead[k] = next + float64(momentum*(next-weights[k]))
			weights[k] = next
		}
		if steep < 1e-6*float64(n) {
			break
		}
	}
	return weights
}

// A specimen is a thing with its signs and the outcomes that hold for it.
type specimen struct {
	signs []string
	told  []string // of the signs those that make pairs
	holds []bool
	// unsure are outcomes of which nothing is to be learnt; nil is none.
	unsure []bool
}

// leastExamples is in how many examples a sign must be found to have a weight.
const leastExamples = 3

// trainSigns learns from examples, as a file for parseSignModel, an error costing so much
// of the square of a weight of 1.
func trainSigns(cost float64, outcomes []string, examples []specimen) string {
	signs, numbers := numberSigns(examples, leastExamples)
	rows := make([][]feature, len(examples))
	squares := 0.0
	for i := range rows {
		for _, k := range numbers[i] {
			rows[i] = append(rows[i], feature{k, 1})
		}
		squares += float64(len(rows[i]))
	}
	weights := make([][]float64, len(outcomes))
	for o := range outcomes {
		y, costs := outcomeOf(examples, o, cost)
		weights[o] = regress(rows, y, costs, len(signs), 1+cost*squares/4)
	}
	return signTable(outcomes, signs, weights)
}

// numberSigns are the signs of at least so many examples, the one without a name, which all
// have, first, and the numbers of those of each example.
func numberSigns(examples []specimen, least int) (signs []string, numbers [][]int) {
	in := map[string]int{}
	for _, e := range examples {
		for _, s := range e.signs {
			in[s]++
		}
	}
	signs = []string{""}
	for s, n := range in {
		if n >= least {
			signs = append(signs, s)
		}
	}
	slices.Sort(signs)
	number := map[string]int{}
	for i, s := range signs {
		number[s] = i
	}
	numbers = make([][]int, len(examples))
	for i, e := range examples {
		numbers[i] = append(numbers[i], 0)
		for _, s := range e.signs {
			if k, ok := number[s]; ok {
				numbers[i] = append(numbers[i], k)
			}
		}
	}
	return signs, numbers
}

// outcomeOf says of which examples an outcome holds, and what an error on each costs.
func outcomeOf(examples []specimen, outcome int, cost float64) (holds []bool, costs []float64) {
	for _, e := range examples {
		holds = append(holds, e.holds[outcome])
		if e.unsure != nil && e.unsure[outcome] {
			costs = append(costs, 0)
		} else {
			costs = append(costs, cost)
		}
	}
	return holds, costs
}

// signTable is the file for parseSignModel that holds weights[outcome][sign], of the signs
// those that say most first.
func signTable(outcomes, signs []string, weights [][]float64) string {
	var b strings.Builder
	b.WriteString("\t" + strings.Join(outcomes, "\t") + "\n")
	telling := make([]float64, len(signs))
	order := make([]int, len(signs))
	for k := range signs {
		order[k] = k
		for o := range outcomes {
			telling[k] = max(telling[k], math.Abs(rounded(weights[o][k])))
		}
	}
	slices.SortStableFunc(order[1:], func(a, b int) int { return cmp.Compare(telling[b], telling[a]) })
	for i, k := range order {
		if i > 0 && telling[k] < leastWeight {
			break
		}
		b.WriteString(signs[k])
		for o := range outcomes {
			fmt.Fprintf(&b, "\t%.2f", rounded(weights[o][k]))
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// trainWithUpdate trains a model on all gold texts and writes its table, where -update asks
// for it: that takes too long for every run.
func trainWithUpdate[E any](t *testing.T, file string, examplesOf func(*Extractor, []labelled) []E, train func([]E) string) {
	t.Helper()
	if !*update {
		t.Skip("trains a model with -update")
	}
	writeModel(t, file, train(examplesOf(extractor(t), goldTexts(t))))
}

// writeModel writes the table of a model.
func writeModel(t *testing.T, file, tsv string) {
	t.Helper()
	if err := os.WriteFile("lexicon/"+file, []byte(tsv), 0o644); err != nil {
		t.Fatal(err)
	}
}

// unseenTexts are two parts of the gold texts for a model to be trained on and judged with,
// which takes too long for a short run.
func unseenTexts(t *testing.T) (x *Extractor, known, unseen []labelled) {
	t.Helper()
	if testing.Short() {
		t.Skip("trains a model")
	}
	known, unseen = sampled(goldTexts(t))
	return extractor(t), known, unseen
}

// judgeUnseen trains on some of the gold texts and judges the things in others. The
// outcomes that it tells must reach an F1 of least.
func judgeUnseen(t *testing.T, examplesOf func(*Extractor, []labelled) []specimen, train func([]specimen) string, least float64) {
	t.Helper()
	x, known, unseen := unseenTexts(t)
	m, err := parseSignModel(train(examplesOf(x, known)))
	if err != nil {
		t.Fatal(err)
	}
	var seen agreement
	for _, e := range examplesOf(x, unseen) {
		for i, score := range m.score(m.numbersOf(e.signs...)) {
			if e.unsure == nil || !e.unsure[i] {
				seen.add(score > 0, e.holds[i])
			}
		}
	}
	seen.atLeast(t, least)
}

// An agreement counts where a model is right about things that it has not seen.
type agreement struct{ right, wrong, missed int }

func (c *agreement) add(says, holds bool) {
	switch {
	case says && holds:
		c.right++
	case says:
		c.wrong++
	case holds:
		c.missed++
	}
}

// atLeast fails the test where F1 is less.
func (c *agreement) atLeast(t *testing.T, least float64) {
	t.Helper()
	if f1 := float64(2*c.right) / float64(2*c.right+c.wrong+c.missed); f1 < least {
		t.Errorf("%d right, %d missed, %d wrong: F1 %.3f", c.right, c.missed, c.wrong, f1)
	} else {
		t.Logf("F1 %.3f, %d wrong, %d missed", f1, c.wrong, c.missed)
	}
}

// leastWeight is what a sign must say for some outcome to be worth its line.
const leastWeight = 0.04

func TestSignModel(t *testing.T) {
	m, err := parseSignModel("\ta\tb\n\t-1\t0\nx\t2\t0.5\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := m.score(m.numbersOf("x", "unknown", "x")); got[0] != 1 || got[1] != 0.5 {
		t.Errorf("%v", got)
	}
	for _, bad := range []string{"", "\ta\nx\n", "\ta\nx\t1\t2\n", "\ta\nx\ty\n"} {
		if _, err := parseSignModel(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// numbersOf are those of the signs that the model knows.
func (m *signModel) numbersOf(signs ...string) []int32 {
	l := signList{model: m}
	for _, s := range signs {
		l.add(s)
	}
	return l.known
}

func TestTrainSigns(t *testing.T) {
	var examples []specimen
	for range 10 {
		examples = append(examples, specimen{signs: []string{"wet", "sky"}, holds: []bool{true}}, specimen{signs: []string{"dry", "sky"}, holds: []bool{false}})
	}
	m, err := parseSignModel(trainSigns(1, []string{"rain"}, examples))
	if err != nil {
		t.Fatal(err)
	}
	if m.score(m.numbersOf("wet"))[0] < 1 || m.score(m.numbersOf("dry"))[0] > -1 {
		t.Errorf("%v", m.weights)
	}
}
