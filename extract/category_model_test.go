package extract

import (
	"slices"
	"strings"
	"testing"
)

// categoryHolds says which statuses a kind of data has in a case where it is named by a
// surface, and of which nothing is to be learnt.
func (g *goldCase) categoryHolds(code, surface string) (holds, unsure []bool) {
	holds, unsure = make([]bool, len(categoryStatuses)), make([]bool, len(categoryStatuses))
	named := make([]bool, len(categoryStatuses))
	for i, status := range categoryStatuses {
		for _, c := range g.Categories {
			if c.Code == code && c.Status == status {
				holds[i], unsure[i] = true, c.Optional
				named[i] = named[i] || strings.Contains(c.Text, surface) || strings.Contains(surface, c.Text)
			}
		}
	}
	if !slices.Contains(holds, false) { // of different groups
		if named[0] == named[1] {
			return holds, []bool{true, true}
		}
		holds = named
	}
	return holds, unsure
}

// categoryExamples are the kinds of data named in the cases of gold texts. The model of
// phrases that finds some of them has not seen the text, as it will not have seen those to
// come.
func categoryExamples(x *Extractor, texts []labelled) (examples []specimen) {
	var halves [2][]labelled
	for i, text := range texts {
		halves[i%2] = append(halves[i%2], text)
	}
	for i, half := range halves {
		m, err := parsePhraseModel(trainPhrases(phraseExamples(x, halves[1-i])))
		if err != nil {
			panic(err) // what was just written
		}
		examples = append(examples, categoriesIn(&Extractor{x.lex, x.names, func() *phraseModel { return m }}, half)...)
	}
	return examples
}

func categoriesIn(x *Extractor, texts []labelled) (examples []specimen) {
	for c, g := range x.goldCases(texts) {
		f := &categoryFrame{&c.block, c.tells, c.d.isNotice(), c.cause()}
		seen := c.d.categoriesByRule(c.m.categories, f)
		c.d.seeCategories(seen, f, nil)
		for _, s := range seen {
			holds, unsure := g.categoryHolds(s.code, c.d.original(s.start, s.end))
			examples = append(examples, specimen{slices.Concat(s.signs.names, s.shared.names), s.signs.told, holds, unsure})
		}
	}
	return examples
}

// trainCategories learns which kinds of data leaked. That an error costs half of a point of
// weight tells gold texts best that are left out.
func trainCategories(examples []specimen) string {
	return trainPairs(0.5, categoryStatuses, examples)
}

func TestCategoryModelIsTrained(t *testing.T) {
	trainWithUpdate(t, "leaks.tsv", categoryExamples, trainCategories)
}

func TestCategoryModelTellsUnseenCategories(t *testing.T) {
	judgeUnseen(t, categoryExamples, trainCategories, 0.85)
}

func TestWeighCategories(t *testing.T) {
	const text = "会員の氏名と住所が流出した。パスワードは別の金庫にしまわれていた。"
	for _, c := range []struct {
		name    string
		weights map[string][]float64
		want    []string
	}{
		{"the model knows nothing but the rules", map[string][]float64{"": {-1, -1}, "rules exposed": {3, 0}}, []string{"name exposed category/name high", "address exposed category/address high"}},
		{"the wording denies what the rules do not know", map[string][]float64{"": {-1, -1}, "rules exposed": {3, 0}, "+金庫": {0, 4}},
			[]string{"name exposed category/name high", "address exposed category/address high", "password not_exposed category/wording medium"}},
		{"the wording is against what the rules say", map[string][]float64{"": {-1, -1}, "rules exposed": {3, 0}, "code name": {-5, 0}}, []string{"address exposed category/address high"}},
		{"the wording has another status", map[string][]float64{"": {-1, -1}, "rules exposed": {3, 0}, "=住所": {-4, 4}}, []string{"name exposed category/name high", "address not_exposed category/wording medium"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(text)
			b := d.whole()
			f := &categoryFrame{block: &b, tells: d.breachSentences()}
			m := newSignModel(categoryStatuses, len(c.weights))
			for sign, weights := range c.weights {
				if err := m.set(sign, weights); err != nil {
					t.Fatal(err)
				}
			}
			seen := d.categoriesByRule(d.findCategories(thePhraseModel()), f)
			d.seeCategories(seen, f, m)
			for _, s := range seen {
				s.weigh(m)
			}
			var got []string
			for _, s := range d.gatherCategories(seen) {
				got = append(got, strings.Join([]string{s.Code, s.Status, s.Rule, s.Confidence}, " "))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestRulesProveFirst reads a kind of data that a rule finds behind where only the wording
// tells of it.
func TestRulesProveFirst(t *testing.T) {
	d := newDocument("氏名と氏名")
	seen := []*categorySeen{{categoryMention: categoryMention{start: 0, end: 6, code: "name"}, ruled: notTold, status: exposed},
		{categoryMention: categoryMention{start: 9, end: 15, code: "name", list: true, rule: "category/name"}, ruled: exposed, status: exposed}}
	got := d.gatherCategories(seen)
	if len(got) != 1 || got[0].Rule != "category/name" || got[0].Confidence != highConfidence || len(got[0].Evidence) != 2 || got[0].Evidence[0].Start != 3 {
		t.Errorf("%+v", got)
	}
}
