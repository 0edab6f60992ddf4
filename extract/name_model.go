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

// nameSigns are signs of a character: stretches of so many characters that end in a place from
// it, by the marks of these places. What a stretch says is looked up once for all characters
// around it.
type nameSigns struct {
	marks  string
	places []int
	length int
}

// The signs of a character. Those by words, of which the lengths and places are words, have
// other marks, behind the first ones, where it is the first of its word.
var (
	runeSigns  = []nameSigns{{"c<>", []int{0, -1, 1}, 1}, {"bfBF", []int{0, 1, -1, 2}, 2}, {"xyz", []int{0, 2, 1}, 3}}
	shapeSigns = nameSigns{"s", []int{2}, 5}
	wordSigns  = nameSigns{"wvuWVU", []int{0, -1, 1}, 1}
	classSigns = nameSigns{"klKL", []int{0, 1}, 2}
	lineSigns  = nameSigns{"@", []int{0}, 1}

	allNameSigns = append(slices.Clone(runeSigns), shapeSigns, wordSigns, classSigns, lineSigns)
)

// A nameModel knows the weights of the signs of characters.
type nameModel struct {
	// rows are the numbers of the stretches that are signs, by the first of their marks and
	// their characters. weights are, by that mark, one row behind the other those of the signs
	// that a stretch is by each of its marks; row 0 is of what is no sign.
	rows    keyTable
	weights map[byte][][2]float32
	// bias counts for every character, and so does what stands before it: nothing of a
	// name, the beginning of one, more of one.
	bias  [2]float32
	after [3][2]float32
}

// afterSigns are the signs of the state before a character.
var afterSigns = [3]string{"after none", "after its beginning", "after more of it"}

// parseNameModel reads a table of the signs of characters.
func parseNameModel(tsv string) (*nameModel, error) {
	m := &nameModel{rows: newKeyTable(0), weights: map[byte][][2]float32{}}
	for _, g := range allNameSigns {
		m.weights[g.marks[0]] = make([][2]float32, len(g.marks))
	}
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
		} else if !m.set(sign[0], w) {
			return fmt.Errorf("%q is a second sign, or one too many", sign[0])
		}
		return nil
	})
	return m, err
}

// set gives a sign its weights, unless it has some or there is no room.
func (m *nameModel) set(sign string, weights [2]float32) bool {
	for _, g := range allNameSigns {
		k := strings.IndexByte(g.marks, sign[0])
		if k < 0 {
			continue
		}
		key, first := signKey(g.marks[:1]+sign[1:]), g.marks[0]
		row := m.rows.find(key)
		if row < 0 {
			row = int32(len(m.weights[first]) / len(g.marks))
			m.weights[first] = append(m.weights[first], make([][2]float32, len(g.marks))...)
			if !m.rows.add(key, row) {
				return false
			}
		}
		own := &m.weights[first][int(row)*len(g.marks)+k]
		free := *own == [2]float32{}
		*own = weights
		return free
	}
	return false
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
	line   []rune // the kind and zone of the line, with room for one more
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
		word: make([]int, 0, n), opens: make([]bool, 0, n), line: append(make([]rune, 0, 3), 'A'+rune(d.lines[s.line].kind), 'A'+rune(d.lines[s.line].zone))}
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
	case r <= '　' && unicode.IsSpace(r):
		return ' '
	}
	return r
}

// script is the script of a character, or itself where it parts words.
func script(r rune) rune {
	switch {
	case r >= '0' && r <= '9':
		return '0'
	case r >= 'ぁ' && r <= 'ゖ':
		return 'あ'
	case r >= 'ァ' && r <= 'ー' || r == '・':
		return 'ア'
	case r >= '一' && r <= '龥' || r == '々' || unicode.Is(unicode.Han, r):
		return '漢'
	case unicode.IsLetter(r):
		return 'A'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

// endingAt is the stretch of a list that ends with character k of a text.
func (g nameSigns) endingAt(k int, text []rune) []rune { return text[max(0, k+1-g.length) : k+1] }

// byWords says that the stretches of a list are of words.
func (g nameSigns) byWords() bool { return len(g.marks) > len(g.places) }

// stands is where character i stands among what the stretches of a list are of, and the number
// of the first mark that the places from there have.
func (t *nameText) stands(i int, byWords bool, places int) (at, mark int) {
	switch {
	case !byWords:
		return i + nameReach, 0
	case t.opens[i]:
		return t.word[i], places
	}
	return t.word[i], 0
}

// lineAt is how character i stands in its line.
func (t *nameText) lineAt(i int) []rune { return append(t.line, '0'+rune(min(i, 2))) }

// eachSign calls do with the signs of character i: a mark and the characters behind it.
func (t *nameText) eachSign(i int, do func(mark rune, runes []rune)) {
	each := func(g nameSigns, stretch func(k int) []rune) {
		from, mark := t.stands(i, g.byWords(), len(g.places))
		for k, at := range g.places {
			do(rune(g.marks[mark+k]), stretch(max(0, from+at)))
		}
	}
	for _, g := range runeSigns {
		each(g, func(k int) []rune { return g.endingAt(k, t.runes) })
	}
	each(shapeSigns, func(k int) []rune { return shapeSigns.endingAt(k, t.shapes) })
	each(wordSigns, func(k int) []rune { return t.words[k] })
	each(classSigns, func(k int) []rune { return classSigns.endingAt(k, t.class) })
	each(lineSigns, func(int) []rune { return t.lineAt(i) })
}

// A nameSpan is a stretch of text that the model takes for a name, in bytes.
type nameSpan struct{ start, end int }

// names are those that the likeliest states of the characters of a sentence make.
func (m *nameModel) names(t *nameText) []nameSpan {
	points := slices.Repeat([][2]float32{m.bias}, len(t.word))
	rows := make([]int32, 0, len(t.runes))
	for _, g := range runeSigns {
		t.weigh(points, g, m.weights[g.marks[0]], m.rowsOf(rows, g, t.runes))
	}
	t.weigh(points, shapeSigns, m.weights[shapeSigns.marks[0]], m.rowsOf(rows, shapeSigns, t.shapes))
	for _, w := range t.words {
		rows = append(rows, m.row(wordSigns, w))
	}
	t.weigh(points, wordSigns, m.weights[wordSigns.marks[0]], rows)
	t.weigh(points, classSigns, m.weights[classSigns.marks[0]], m.rowsOf(rows[:0], classSigns, t.class))
	row := int32(0)
	for i := range points {
		if i < 3 {
			row = m.row(lineSigns, t.lineAt(i))
		}
		points[i] = plus(points[i], m.weights[lineSigns.marks[0]][row])
	}
	return t.spans(m.decode(points))
}

// row is where the weights of a stretch begin.
func (m *nameModel) row(g nameSigns, stretch []rune) int32 {
	key := noKey.then(rune(g.marks[0]))
	for _, r := range stretch {
		key = key.then(r)
	}
	return max(0, m.rows.find(key.folded())) * int32(len(g.marks))
}

// rowsOf adds the rows of the stretches of a text by where they end.
func (m *nameModel) rowsOf(rows []int32, g nameSigns, text []rune) []int32 {
	for k := range text {
		rows = append(rows, m.row(g, g.endingAt(k, text)))
	}
	return rows
}

// weigh adds to the points of characters what the stretches in the places of a list say.
func (t *nameText) weigh(points [][2]float32, g nameSigns, weights [][2]float32, rows []int32) {
	byWords, places := g.byWords(), len(g.places)
	for k, at := range g.places {
		for i, p := range points {
			from, mark := t.stands(i, byWords, places)
			points[i] = plus(p, weights[int(rows[max(0, from+at)])+mark+k])
		}
	}
}

func plus(a, b [2]float32) [2]float32 { return [2]float32{a[0] + b[0], a[1] + b[1]} }

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
