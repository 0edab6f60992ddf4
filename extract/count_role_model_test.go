package extract

import (
	"fmt"
	"slices"
	"testing"
)

// countExamples are the figures in the cases of gold texts.
func countExamples(x *Extractor, texts []labelled) (examples []specimen) {
	for _, text := range texts {
		if !text.relevant {
			continue
		}
		for _, c := range x.readCases(text) {
			for _, s := range c.d.countsByRule(c.m.counts, c.holds, c.tells, c.cause()).seen(nil) {
				ex := specimen{signs: s.signs.names, told: s.signs.told}
				for _, role := range countRoles {
					ex.holds = append(ex.holds, text.counts[goldCount{s.value, s.places[0].max, s.unit, role}])
				}
				examples = append(examples, ex)
			}
		}
	}
	return examples
}

// trainCounts learns the roles of counts. That an error costs half of a point of weight
// tells gold texts best that are left out.
func trainCounts(examples []specimen) string { return trainPairs(0.5, countRoles, examples) }

func TestCountModelIsTrained(t *testing.T) {
	trainWithUpdate(t, "counts.tsv", countExamples, trainCounts)
}

func TestCountModelTellsUnseenCounts(t *testing.T) {
	judgeUnseen(t, countExamples, trainCounts, 0.7)
}

func TestWeighCountRoles(t *testing.T) {
	const text = "会員1,200人の氏名が漏えいした。窓口はその日、8人でにぎわった。"
	for _, c := range []struct {
		name    string
		weights map[string][]float64
		want    []string
	}{
		{"nothing is known", map[string][]float64{}, []string{"1200 total"}},
		{"the wording is for another role", map[string][]float64{"only of unit": {0, 0, 0, 0}, "largest": {0, 0, 0, 6}, "rank 1": {-3, -3, -3, -3}}, []string{"1200 impact"}},
		{"the wording is not sure", map[string][]float64{"largest": {0, 0, 0, 1.5}, "rank 1": {-3, -3, -3, -3}}, []string{"1200 total"}},
		{"the wording is against all", map[string][]float64{"": {-3, -3, -3, -3}}, nil},
		{"the wording has one for which no word vouches", map[string][]float64{"rank 1": {0, 0, 0, 2}}, []string{"1200 total", "8 impact"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(text)
			b := d.whole()
			cs := d.countsByRule(findCounts(d.s, nil), b.holds, d.breachSentences(), "unauthorized_access")
			m := newSignModel(countRoles, len(c.weights))
			for sign, weights := range c.weights {
				if err := m.set(sign, weights); err != nil {
					t.Fatal(err)
				}
			}
			cs.weighRoles(m)
			var got []string
			for _, s := range cs.slots() {
				got = append(got, fmt.Sprint(s.Value, " ", s.Role))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func TestFiguresThatAddUpAreKept(t *testing.T) {
	d := newDocument("会員1,200人と職員300人、計1,500人の氏名が漏えいした。")
	b := d.whole()
	cs := d.countsByRule(findCounts(d.s, nil), b.holds, d.breachSentences(), "unauthorized_access")
	m := newSignModel(countRoles, 1)
	if err := m.set("", []float64{-9, -9, -9, -9}); err != nil {
		t.Fatal(err)
	}
	cs.weighRoles(m)
	if got := len(cs.slots()); got != 3 {
		t.Errorf("%d counts are left, want 3", got)
	}
}
