package extract

import (
	"math"
	"slices"
	"testing"
)

// lasso is logistic regression like regress, but with the least sum of the weights instead
// of their squares, by which of many signs that say the same few get one: of weights for n
// features, of which a row has those whose numbers it holds, number 0 costing nothing. It is
// coordinate descent, each step to the least of a parabola above the true loss; between
// two rounds over all features come many over those that have a weight.
func lasso(rows [][]int, y []bool, costs []float64, n int) []float64 {
	in := make([][]int, n)     // the rows of each feature
	bend := make([]float64, n) // how much its loss bends at most
	for i, row := range rows {
		for _, k := range row {
			in[k] = append(in[k], i)
			bend[k] += costs[i] / 4
		}
	}
	weights := make([]float64, n)
	margins, likely := make([]float64, len(rows)), make([]float64, len(rows))
	for i := range likely {
		likely[i] = 0.5
	}
	step := func(k int) float64 {
		if bend[k] == 0 {
			return 0
		}
		pull := 0.0
		for _, i := range in[k] {
			if pull += float64(costs[i] * likely[i]); y[i] {
				pull -= costs[i]
			}
		}
		next := weights[k] - pull/bend[k]
		if k > 0 {
			next = math.Copysign(max(0, math.Abs(next)-1/bend[k]), next)
		}
		moved := next - weights[k]
		if moved != 0 {
			weights[k] = next
			for _, i := range in[k] {
				margins[i] += moved
				likely[i] = 1 / (1 + math.Exp(-margins[i]))
			}
		}
		return math.Abs(moved)
	}
	for range 50 {
		most := 0.0
		var weighed []int
		for k := range weights {
			if most = max(most, step(k)); weights[k] != 0 {
				weighed = append(weighed, k)
			}
		}
		if most < 0.01 {
			break
		}
		for range 200 {
			most = 0
			for _, k := range weighed {
				most = max(most, step(k))
			}
			if most < 0.002 {
				break
			}
		}
	}
	return weights
}

// leastPairs is in how many examples two signs must be found together to have a weight as
// a pair.
const leastPairs = 20

// trainPairs learns from examples, as a file for parseSignModel, which signs tell, and which
// do if they are found together, an error costing cost beside the sum of the weights.
func trainPairs(cost float64, outcomes []string, examples []specimen) string {
	signs, numbers := numberSigns(examples, leastExamples)
	var paired []specimen
	for _, e := range examples {
		var pairs []string
		told := slices.Sorted(slices.Values(e.told))
		for i, a := range told {
			for _, b := range told[i+1:] {
				pairs = append(pairs, a+pairMark+b)
			}
		}
		paired = append(paired, specimen{signs: pairs})
	}
	pairs, pairNumbers := numberSigns(paired, leastPairs)
	for i := range numbers {
		for _, k := range pairNumbers[i][1:] {
			numbers[i] = append(numbers[i], len(signs)+k-1)
		}
	}
	signs = append(signs, pairs[1:]...)
	weights := make([][]float64, len(outcomes))
	for o := range outcomes {
		y, costs := outcomeOf(examples, o, cost)
		weights[o] = lasso(numbers, y, costs, len(signs))
	}
	return signTable(outcomes, signs, weights)
}

func TestTrainPairs(t *testing.T) {
	var examples []specimen
	for i := range 4 * leastPairs {
		e := specimen{told: []string{"sky"}, holds: []bool{i%4 == 3}}
		if i%2 == 1 {
			e.told = append(e.told, "cold")
		}
		if i%4 >= 2 {
			e.told = append(e.told, "wet")
		}
		e.signs = append(e.told, "noise "+string(rune('a'+i%7)))
		examples = append(examples, e)
	}
	m, err := parseSignModel(trainPairs(1, []string{"snow"}, examples))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		signs []string
		snow  bool
	}{{[]string{"cold", "wet", "sky"}, true}, {[]string{"wet", "sky", "cold"}, true}, {[]string{"sky", "wet"}, false}, {[]string{"cold", "sky"}, false}, {nil, false}} {
		if got := m.score(m.numbersOf(c.signs...))[0]; got > 0 != c.snow {
			t.Errorf("%q: %.2f", c.signs, got)
		}
	}
	if n := len(m.weights); n > 8 {
		t.Errorf("%d weights", n)
	}
}
