package extract

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

//go:embed lexicon/names.tsv
var namesTSV string

// theNameModel finds the names of organisations that no form and no frame gives away, by the
// characters and words they are made of and stand among: a chain whose states are that a
// character is outside of a name, begins one or goes on with one. It is trained on
// fixtures/gold by
//
//	go test ./extract -run TestNameModelIsTrained -update
//
// and lexicon/names.tsv holds what it learnt: of each sign the points that a character begins
// a name, and that it goes on with one, over those that it stands outside. It is loaded when
// the first case is read.
var theNameModel = embedded("names.tsv", &namesTSV, parseNameModel)

// nameSteps are the outcomes of the model for a character.
var nameSteps = []string{"begins", "goes on"}

// A nameModel knows the weights of the signs of characters.
type nameModel struct {
	numbers keyTable
	weights [][2]float32
	// bias counts for every character, and so does what stands before it: nothing of a
	// name, the beginning of one, more of one.
	bias  [2]float32
	after [3][2]float32
}

// afterSigns are the signs of the state before a character.
var afterSigns = [3]string{"after none", "after its beginning", "after more of it"}

// parseNameModel reads a table of the signs of characters.
func parseNameModel(tsv string) (*nameModel, error) {
	n := strings.Count(tsv, "\n")
	m := &nameModel{numbers: newKeyTable(n), weights: make([][2]float32, 0, n)}
	err := parseModel(tsv, 1, func(_ string, outcomes []string) error {
		if !slices.Equal(outcomes, nameSteps) {
			return fmt.Errorf("the outcomes are %q, not %q", outcomes, nameSteps)
		}
		return nil
	}, func(sign []string, weights []float64) error {
		w := [2]float32{float32(weights[0]), float32(weights[1])}
		if sign[0] == "" {
			m.bias = w
		} else if i := slices.Index(afterSigns[:], sign[0]); i >= 0 {
			m.after[i] = w
		} else if m.weights = append(m.weights, w); !m.numbers.add(signKey(sign[0]), int32(len(m.weights)-1)) {
			return fmt.Errorf("a second sign %q, or one too many", sign[0])
		}
		return nil
	})
	return m, err
}

// A nameText is a sentence as the model sees it.
type nameText struct {
	at     []int  // the byte of each character, and the end
	runes  []rune // folded, padded by nameReach on both sides
	shapes []rune // their scripts
	words  [][]rune
	class  []rune // of words, padded by one on both sides
	word   []int  // the word of each character
	opens  []bool // says that the character is the first of its word
	line   []rune // the kind and zone of the line
}

// pad stands where a sentence has no more characters or words.
const pad = '^'

// nameReach is how many characters before and behind one the model looks at.
const nameReach = 2

// longestWord is how many characters of a word the model looks at.
const longestWord = 10

// nameTextOf lays out a sentence whose words are toks.
func (d *document) nameTextOf(toks []token, s sentence) *nameText {
	text := d.s[s.start:s.end]
	n := utf8.RuneCountInString(text)
	t := &nameText{at: make([]int, 0, n+1), runes: append(make([]rune, 0, n+2*nameReach), pad, pad), shapes: append(make([]rune, 0, n+2*nameReach), pad, pad),
		word: make([]int, 0, n), opens: make([]bool, 0, n), line: []rune{'A' + rune(d.lines[s.line].kind), 'A' + rune(d.lines[s.line].zone), '0'}}
	k := -1
	for i, r := range text {
		at := s.start + i
		opens := false
		for k+1 < len(toks) && toks[k+1].start <= at {
			k++
			opens = toks[k].start == at
		}
		t.at = append(t.at, at)
		t.runes, t.shapes = append(t.runes, foldSign(r)), append(t.shapes, script(r))
		t.word, t.opens = append(t.word, k+1), append(t.opens, opens)
	}
	t.at = append(t.at, s.end)
	t.words, t.class = make([][]rune, len(toks)+2), make([]rune, len(toks)+2)
	t.class[0], t.class[len(toks)+1] = pad, pad
	at := nameReach
	for i, tok := range toks {
		w := utf8.RuneCountInString(d.s[tok.start:tok.end])
		t.words[i+1], t.class[i+1] = t.runes[at:at+min(w, longestWord)], 'A'+rune(tok.class)
		at += w
	}
	t.runes, t.shapes = append(t.runes, pad, pad), append(t.shapes, pad, pad)
	return t
}

// foldSign leaves of a character what it tells in a name.
func foldSign(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return '0'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// script is the script of a character, or itself where it parts words.
func script(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return '0'
	case r == '々' || unicode.Is(unicode.Han, r):
		return '漢'
	case r >= 'ぁ' && r <= 'ゖ':
		return 'あ'
	case r >= 'ァ' && r <= 'ー' || r == '・':
		return 'ア'
	case unicode.IsLetter(r):
		return 'A'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// eachSign calls do with the signs of character i: a mark and the characters behind it.
func (t *nameText) eachSign(i int, do func(mark rune, runes []rune)) {
	p := i + nameReach
	do('c', t.runes[p:p+1])
	do('<', t.runes[p-1:p])
	do('>', t.runes[p+1:p+2])
	do('b', t.runes[p-1:p+1])
	do('f', t.runes[p:p+2])
	do('B', t.runes[p-2:p])
	do('F', t.runes[p+1:p+3])
	do('x', t.runes[p-2:p+1])
	do('y', t.runes[p:p+3])
	do('z', t.runes[p-1:p+2])
	do('s', t.shapes[p-2:p+3])
	k := t.word[i]
	marks := [5]rune{'w', 'v', 'u', 'k', 'l'}
	if t.opens[i] {
		marks = [5]rune{'W', 'V', 'U', 'K', 'L'}
	}
	do(marks[0], t.words[k])
	do(marks[1], t.words[max(0, k-1)])
	do(marks[2], t.words[min(k+1, len(t.words)-1)])
	do(marks[3], t.class[max(0, k-1):k+1])
	do(marks[4], t.class[k:min(k+2, len(t.class))])
	t.line[2] = '0' + rune(min(i, 2))
	do('@', t.line)
}

// A nameSpan is a stretch of text that the model takes for a name, in bytes.
type nameSpan struct{ start, end int }

// names are those that the likeliest states of the characters of a sentence make.
func (m *nameModel) names(t *nameText) []nameSpan {
	n := len(t.word)
	points := make([][2]float32, n)
	for i := range n {
		sum := m.bias
		t.eachSign(i, func(mark rune, runes []rune) {
			key := noKey.then(mark)
			for _, r := range runes {
				key = key.then(r)
			}
			if k := m.numbers.find(key.folded()); k >= 0 {
				sum[0] += m.weights[k][0]
				sum[1] += m.weights[k][1]
			}
		})
		points[i] = sum
	}
	return t.spans(m.decode(points))
}

// The states of a character.
const (
	outside = iota
	begins
	goesOn
)

// decode is the likeliest sequence of states (Viterbi); nothing goes on where nothing began.
func (m *nameModel) decode(points [][2]float32) []int8 {
	const never = -1e9
	best := [3]float32{0, never, never}
	from := make([][3]int8, len(points))
	for i, p := range points {
		var next [3]float32
		for s := range next {
			next[s] = never
			for before, sum := range best {
				switch {
				case s != outside && before == outside && s == goesOn:
					continue
				case s != outside:
					sum += p[s-1] + m.after[before][s-1]
				}
				if sum > next[s] {
					next[s], from[i][s] = sum, int8(before)
				}
			}
		}
		best = next
	}
	states := make([]int8, len(points))
	s := int8(outside)
	for k := range best {
		if best[k] > best[s] {
			s = int8(k)
		}
	}
	for i := len(points) - 1; i >= 0; i-- {
		states[i] = s
		s = from[i][s]
	}
	return states
}

// spans are the names that states make.
func (t *nameText) spans(states []int8) []nameSpan {
	var out []nameSpan
	for i, s := range states {
		switch s {
		case begins:
			out = append(out, nameSpan{t.at[i], t.at[i+1]})
		case goesOn:
			out[len(out)-1].end = t.at[i+1]
		}
	}
	return out
}

// mayName says that a sentence may name a party of the story.
func (d *document) mayName(s sentence) bool {
	switch d.lines[s.line].zone {
	case advice, example, background:
		return false
	}
	return true
}
