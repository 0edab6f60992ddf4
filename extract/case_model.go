package extract

import (
	_ "embed"
	"math"
	"slices"
	"strings"
)

//go:embed lexicon/cases.tsv
var casesTSV string

// theCaseModel tells by the wording of a case what caused it and how certain the leak is,
// of which the rules know only what is said in words that they know. It is trained on
// fixtures/gold by
//
//	go test ./extract -run TestCaseModelIsTrained -update
//
// and lexicon/cases.tsv holds what it learnt, the sequences that say most first, those that
// would say little not at all. It is loaded when the first case is read.
var theCaseModel = embedded("cases.tsv", &casesTSV, parseWordingModel)

// A caseWording is what the wording of a case says for each outcome, in points of log-odds.
type caseWording struct {
	m      *wordingModel
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
func (m *wordingModel) read(told []toldSentence) *caseWording {
	return &caseWording{m, told, m.score(foldTale(told))}
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
		eachSequence(foldWording(s.text), w.m.longest, func(q sequence) {
			if id := w.m.ids.find(uint64(q)); id >= 0 {
				idf, weights := w.m.of(id)
				sum += idf * float64(weights[o])
			}
		})
		if sum > most {
			best, most = []Evidence{d.evidence(s.start, s.end)}, sum
		}
	}
	return best
}
