package extract

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

//go:embed lexicon/phrases.tsv
var phrasesTSV string

// thePhraseModel tells by its characters, and a little by what stands beside it, which kind
// of data a noun phrase names that no surface of the lexicon covers. It is trained on
// fixtures/gold by
//
//	go test ./extract -run TestPhraseModelIsTrained -update
//
// and lexicon/phrases.tsv holds what it learnt, in points of log-odds: a sign, the code for
// which it speaks, and how much. It is loaded when the first case is read.
var thePhraseModel = embedded("phrases.tsv", &phrasesTSV, parsePhraseModel)

// A phrase names a kind of data if it gets so many points, and another one than a surface in it
// does if it gets leastOther: whether the data leaked is weighed afterwards, which refuses most
// of what is none.
const (
	leastData  = -2.0
	leastOther = 1.0
)

// A phraseModel is a logistic regression for each code, most of whose signs speak for few.
type phraseModel struct {
	codes   []string
	numbers keyTable
	// points are those of the signs, by their numbers: of sign n the ones from first[n] on to
	// first[n+1]. Sign 0, without a name, is the bias.
	points []codePoints
	first  []int32
}

// codePoints are what a sign says for a code, an index of codes.
type codePoints struct {
	code   int32
	points float32
}

// parsePhraseModel reads a table in which the lines of a sign follow each other, those of the
// bias first.
func parsePhraseModel(tsv string) (*phraseModel, error) {
	n := strings.Count(tsv, "\n")
	m := &phraseModel{numbers: newKeyTable(n)}
	last := ""
	err := parseModel(tsv, 2, func(_ string, outcomes []string) error {
		if len(outcomes) != 1 {
			return fmt.Errorf("%d columns of points", len(outcomes))
		}
		m.first = append(m.first, 0)
		return nil
	}, func(about []string, weights []float64) error {
		if about[0] != last {
			if !m.numbers.add(signKey(about[0]), int32(len(m.first))) {
				return fmt.Errorf("%q again, or one too many", about[0])
			}
			last = strings.Clone(about[0])
			m.first = append(m.first, int32(len(m.points)))
		}
		code := slices.Index(m.codes, about[1])
		if code < 0 {
			code = len(m.codes)
			m.codes = append(m.codes, strings.Clone(about[1]))
		}
		m.points = append(m.points, codePoints{int32(code), float32(weights[0])})
		return nil
	})
	m.first = append(m.first, int32(len(m.points)))
	return m, err
}

// judge says which kind of data a phrase with such signs most likely names, and in points of
// log-odds how likely; "" where none is likely enough.
func (m *phraseModel) judge(signs func(func(mark rune, text []rune))) (code string, points float64) {
	scores := make([]float32, len(m.codes))
	add := func(n int32) {
		for _, p := range m.points[m.first[n]:m.first[n+1]] {
			scores[p.code] += p.points
		}
	}
	add(0)
	signs(func(mark rune, text []rune) {
		k := noKey.then(mark)
		for _, r := range text {
			k = k.then(r)
		}
		if n := m.numbers.find(k.folded()); n >= 0 {
			add(n)
		}
	})
	best := -1
	for i, s := range scores {
		if s >= leastData && (best < 0 || s > scores[best]) {
			best = i
		}
	}
	if best < 0 {
		return "", 0
	}
	return m.codes[best], float64(scores[best])
}

// phraseSigns are those of a phrase in a sentence with the surfaces ms, of which those from
// next to held stand in it: its characters (~), beginning ( ( ) and end ( ) ), all of it (=),
// the last noun (h) and what stands before it (w), the surfaces in it (S) and at its end (E),
// how long it is (n), and what stands right before (l) and behind it (r), the kinds of data
// beside it (L, R) and how many (m), what introduces it (i) and its line (k).
func (d *document) phraseSigns(s sentence, p phrase, ms []categoryMention, next, held int, in intro) func(func(mark rune, text []rune)) {
	return func(f func(mark rune, text []rune)) {
		text := foldWording(d.s[p.start:p.end])
		n := len(text)
		f('=', text)
		for k := 1; k <= min(6, n); k++ {
			f(')', text[n-k:])
		}
		for k := 1; k <= min(4, n); k++ {
			f('(', text[:k])
		}
		for i := range text {
			for j := i + 1; j <= min(i+3, n); j++ {
				f('~', text[i:j])
			}
		}
		head := text
		for k, r := range slices.Backward(text) {
			if r == 'の' {
				head = text[k+1:]
				f('w', text[max(0, k-4):k])
				f('w', text[max(0, k-2):k])
				break
			}
		}
		f('h', head)
		f('n', []rune{'a' + rune(min(n, 12))})
		f('S', nil)
		for _, o := range ms[next:held] {
			code := codeRunes[o.code]
			f('S', code)
			if o.end == p.end {
				f('E', code)
				if o.start == p.start {
					f('I', code)
				}
			}
		}
		before, after := foldWording(lastRunes(d.s[s.start:p.start], 2)), foldWording(firstRunes(d.s[p.end:s.end], 3))
		for k := 0; k <= min(2, len(before)); k++ {
			f('l', before[len(before)-k:])
		}
		for k := 0; k <= min(3, len(after)); k++ {
			f('r', after[:k])
		}
		if next > 0 {
			f('L', codeRunes[ms[next-1].code])
		}
		if held < len(ms) {
			f('R', codeRunes[ms[held].code])
		}
		f('m', []rune{'a' + rune(min(len(ms), 4))})
		f('i', []rune{'a' + rune(in)})
		f('k', []rune{'a' + rune(d.lines[d.lineAt(p.start)].kind)})
	}
}

// codeRunes are the characters of the codes of categories.
var codeRunes = func() map[string][]rune {
	m := map[string][]rune{}
	for _, c := range Categories {
		m[c.Code] = []rune(c.Code)
	}
	return m
}()
