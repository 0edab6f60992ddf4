package extract

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// phraseCodes are the outcomes of the model of phrases.
var phraseCodes = func() (codes []string) {
	for _, c := range Categories {
		if c.Code != "personal_info" {
			codes = append(codes, c.Code)
		}
	}
	return codes
}()

// goldData are the places in a document that the gold categories of a case name.
func (g *goldCase) goldData(d *document) (places []goldPlace) {
	for _, c := range g.Categories {
		name := strings.TrimSpace(normalize(c.Text).s)
		for at := 0; name != ""; {
			i := strings.Index(d.s[at:], name)
			if i < 0 {
				break
			}
			places = append(places, goldPlace{at + i, at + i + len(name), c.Code, c.Optional})
			at += i + len(name)
		}
	}
	return places
}

type goldPlace struct {
	start, end int
	code       string
	optional   bool
}

// phraseExamples are the phrases in the cases of gold texts. One names the kind of data
// whose gold text ends where it does, or stands in it, and none that the case does not have;
// it may be one of those that gold names elsewhere.
func phraseExamples(x *Extractor, texts []labelled) (examples []specimen) {
	for c, g := range x.goldCases(texts) {
		places := g.goldData(c.d)
		intros := c.d.listIntros()
		unsure := make([]bool, len(phraseCodes))
		for i, code := range phraseCodes {
			unsure[i] = slices.ContainsFunc(g.Categories, func(o goldCategory) bool { return o.Code == code })
		}
		for k, s := range c.d.sentences {
			in := intros[c.d.lineAt(s.start)]
			ms := c.d.surfacesIn(s)
			if !c.in[k] || !c.d.namesData(s, ms, in) {
				continue
			}
			next, held := 0, 0
			for _, p := range c.d.phrases(s) {
				next, held = p.surfaces(ms, next)
				e := specimen{signs: namesOfSigns(c.d.phraseSigns(s, p, ms, next, held, in)), holds: make([]bool, len(phraseCodes)), unsure: slices.Clone(unsure)}
				for _, o := range places {
					if i := slices.Index(phraseCodes, o.code); i >= 0 && (p.end == o.end && o.start < p.end || p.start <= o.start && o.end <= p.end) {
						e.holds[i], e.unsure[i] = true, o.optional
					}
				}
				examples = append(examples, e)
			}
		}
	}
	return append(examples, surfaceExamples()...)
}

// surfaceExamples are the surfaces of the lexicon as phrases of their own.
func surfaceExamples() (examples []specimen) {
	for _, c := range Categories {
		for _, name := range c.Surfaces {
			d := newDocument(name)
			if len(d.sentences) != 1 {
				continue
			}
			e := specimen{holds: make([]bool, len(phraseCodes))}
			if i := slices.Index(phraseCodes, c.Code); i >= 0 {
				e.holds[i] = true
			}
			s := sentence{0, len(d.s), 0, nil}
			whole := []categoryMention{{start: 0, end: len(d.s), code: c.Code}}
			for held := range 2 { // as it is known, and as if it were not
				e.signs = slices.DeleteFunc(namesOfSigns(d.phraseSigns(s, phrase{0, len(d.s)}, whole[:held], 0, held, introNone)), func(sign string) bool {
					return strings.ContainsRune("lrmik", rune(sign[0])) // that stand alone in no text
				})
				examples = append(examples, e)
			}
		}
	}
	return examples
}

// namesOfSigns are the signs of a phrase as the table names them.
func namesOfSigns(signs func(func(mark rune, text []rune))) (names []string) {
	signs(func(mark rune, text []rune) { names = append(names, string(mark)+string(text)) })
	slices.Sort(names)
	return slices.Compact(names)
}

const (
	// phrasePasses over the examples are enough, with steps of phraseStep at first, which
	// shrink as the signs are met (AdaGrad); a sign must be worth phraseLasso points of loss.
	phrasePasses = 8
	phraseStep   = 0.4
	phraseLasso  = 20.0
	// leastPhrases is in how many phrases a sign must be found.
	leastPhrases = 2
)

// trainPhrases learns which code phrases have, as a file for parsePhraseModel: one logistic
// regression for each code with the least sum of the weights, by FTRL-Proximal (McMahan 2013),
// since a lasso of so many examples and outcomes takes more than ten minutes.
func trainPhrases(examples []specimen) string {
	signs, numbers := numberSigns(examples, leastPhrases)
	n := len(phraseCodes)
	type memory struct{ pull, squares, weight float64 }
	all := make([]memory, len(signs)*n)
	random := rand.New(rand.NewPCG(1, 2))
	scores := make([]float64, n)
	for range phrasePasses {
		for _, k := range random.Perm(len(examples)) {
			e := &examples[k]
			clear(scores)
			for _, sign := range numbers[k] {
				for i, m := range all[sign*n:][:n] {
					scores[i] += m.weight
				}
			}
			for i, score := range scores {
				if e.unsure != nil && e.unsure[i] {
					continue
				}
				slope := 1 / (1 + math.Exp(-score))
				if e.holds[i] {
					slope--
				}
				if math.Abs(slope) < 0.002 {
					continue
				}
				for _, sign := range numbers[k] {
					m := &all[sign*n+i]
					squares := m.squares + float64(slope*slope)
					m.pull += slope - float64((math.Sqrt(squares)-math.Sqrt(m.squares))/phraseStep*m.weight)
					m.squares = squares
					least := phraseLasso
					if sign == 0 {
						least = 0
					}
					m.weight = -math.Copysign(max(0, math.Abs(m.pull)-least), m.pull) * phraseStep / (1 + math.Sqrt(m.squares))
				}
			}
		}
	}
	var b strings.Builder
	b.WriteString("\tpoints\n")
	for k, sign := range signs {
		for i, code := range phraseCodes {
			if w := all[k*n+i].weight; k == 0 || math.Abs(w) >= leastPhraseWeight {
				fmt.Fprintf(&b, "%s\t%s\t%.1f\n", sign, code, w)
			}
		}
	}
	return b.String()
}

// leastPhraseWeight is what a sign must say for a code to be worth its line.
const leastPhraseWeight = 0.1

func TestPhraseModelIsTrained(t *testing.T) {
	trainWithUpdate(t, "phrases.tsv", phraseExamples, trainPhrases)
}

// TestPhraseModelTellsUnseenPhrases trains on some of the texts and judges the phrases of others:
// what it finds must mostly be data of their cases.
func TestPhraseModelTellsUnseenPhrases(t *testing.T) {
	x, known, unseen := unseenTexts(t)
	m, err := parsePhraseModel(trainPhrases(phraseExamples(x, known)))
	if err != nil {
		t.Fatal(err)
	}
	var seen agreement
	surfaces := len(surfaceExamples())
	examples := phraseExamples(x, unseen)
	for _, e := range examples[:len(examples)-surfaces] {
		code, _ := m.judge(func(f func(mark rune, text []rune)) {
			for _, sign := range e.signs {
				text := []rune(sign)
				f(text[0], text[1:])
			}
		})
		k := slices.Index(phraseCodes, code)
		switch {
		case k >= 0 && (e.holds[k] || !e.unsure[k]):
			seen.add(true, e.holds[k])
		case k < 0:
			seen.add(false, slices.Contains(e.holds, true))
		}
	}
	seen.atLeast(t, 0.8)
}
