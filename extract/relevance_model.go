package extract

import (
	_ "embed"
	"fmt"
	"math"
	"math/bits"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// A wordingModel tells reports of cases from texts that only speak of cases, whatever
// they say, by how they say it: a logistic regression over the sequences of one to three
// characters of a text, each weighed by tf-idf. The rules beside it know what has to be
// told; the model knows how it is told, of which rules never know enough.
//
// It is trained on fixtures/gold by
//
//	go test ./extract -run TestWordingModelIsTrained -update
//
// and lexicon/relevance.tsv holds what it learnt: in the first line the number of texts
// and the weight of the text itself, then a sequence a line, in how many of the texts it
// stands and its weight, those that speak most for a case first.
type wordingModel struct {
	ids    sequenceTable
	values []float64 // idf of each sequence
	// weights are points of log-odds, for a text all of whose words are this sequence.
	weights []float64
	bias    float64
}

// maxSequence is how many characters the longest sequences have. Two or four tell cases
// apart no better.
const maxSequence = 3

//go:embed lexicon/relevance.tsv
var relevanceTSV string

// theWordingModel is loaded when the first article is read.
var theWordingModel = sync.OnceValue(func() *wordingModel {
	m, err := parseWordingModel(relevanceTSV)
	if err != nil {
		panic("extract: lexicon/relevance.tsv: " + err.Error()) // embedded, and tested
	}
	return m
})

func parseWordingModel(tsv string) (*wordingModel, error) {
	first, rest, _ := strings.Cut(tsv, "\n")
	var all int
	m := &wordingModel{ids: newSequenceTable(strings.Count(rest, "\n"))}
	if _, err := fmt.Sscanf(first, "%d\t%g", &all, &m.bias); err != nil {
		return nil, fmt.Errorf("line 1: %w", err)
	}
	n := 1
	for line := range strings.Lines(rest) {
		n++
		chars, numbers, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		texts, points, ok := strings.Cut(numbers, "\t")
		if !ok {
			return nil, fmt.Errorf("line %d has not 3 columns", n)
		}
		in, err := strconv.Atoi(texts)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		weight, err := strconv.ParseFloat(points, 64)
		if err != nil {
			return nil, fmt.Errorf("line %d: %w", n, err)
		}
		m.ids.add(sequenceOf(chars), int32(len(m.weights)))
		m.values = append(m.values, inverseFrequency(in, all))
		m.weights = append(m.weights, weight)
	}
	return m, nil
}

// inverseFrequency is the idf of what stands in some of so many texts, smoothed.
func inverseFrequency(in, texts int) float64 {
	return math.Log(float64(1+texts)/float64(1+in)) + 1
}

// sublinear is the tf of what stands n times in a text.
func sublinear(n int) float64 { return 1 + math.Log(float64(n)) }

// A sequence is of one to three characters, 21 bits each, the last in the lowest.
type sequence uint64

// sequenceOf takes up the characters of a sequence, sequence.String gives them back.
func sequenceOf(s string) (q sequence) {
	for _, r := range s {
		q = q.then(r)
	}
	return q
}

func (q sequence) then(r rune) sequence { return q<<21 | sequence(r) }

func (q sequence) String() string {
	if q == 0 {
		return ""
	}
	return (q >> 21).String() + string(rune(q&(1<<21-1)))
}

// A sequenceTable numbers sequences: every text is asked for three at each character, most
// of which no model knows.
type sequenceTable struct {
	// rough has a bit for all sequences that share their first bits when mixed.
	rough [1 << (roughBits - 6)]uint64
	// slots are a power of two, half of them empty at least. A sequence is in the first
	// one from the place of its own on that was empty.
	slots []numbered
	shift int
}

type numbered struct {
	sequence
	id int32
}

const roughBits = 17 // in 16 KB

func newSequenceTable(n int) sequenceTable {
	size := bits.Len(uint(2 * n))
	return sequenceTable{slots: make([]numbered, 1<<size), shift: 64 - size}
}

func (q sequence) mixed() uint64 { return uint64(q) * 0x9e3779b97f4a7c15 }

func (t *sequenceTable) add(q sequence, id int32) {
	h := q.mixed()
	t.rough[h>>(64-roughBits+6)] |= 1 << (h >> (64 - roughBits) & 63)
	i := h >> t.shift
	for t.slots[i].sequence != 0 {
		i = (i + 1) % uint64(len(t.slots))
	}
	t.slots[i] = numbered{q, id}
}

// find is the number of a sequence, -1 if it has none.
func (t *sequenceTable) find(q sequence) int32 {
	h := q.mixed()
	if t.rough[h>>(64-roughBits+6)]>>(h>>(64-roughBits)&63)&1 == 0 {
		return -1
	}
	for i := h >> t.shift; t.slots[i].sequence != 0; i = (i + 1) % uint64(len(t.slots)) {
		if t.slots[i].sequence == q {
			return t.slots[i].id
		}
	}
	return -1
}

// foldWording leaves of a normalised text what its wording is: a number is one sign,
// whatever it is, and so is white space.
func foldWording(s string) []rune {
	out := make([]rune, 0, len(s)/2)
	last := rune(-1)
	for _, r := range s {
		switch r {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万':
			r = '0'
		case '\n', '\t':
			r = ' '
		default:
			if r < 'ぁ' || r > '龥' { // for these have no case
				r = unicode.ToLower(r)
			}
		}
		if r != last || r != '0' && r != ' ' {
			out = append(out, r)
		}
		last = r
	}
	return out
}

// eachSequence calls f with every sequence of a folded text.
func eachSequence(text []rune, f func(sequence)) {
	for i := range text {
		var q sequence
		for _, r := range text[i:min(i+maxSequence, len(text))] {
			q = q.then(r)
			f(q)
		}
	}
}

// score says in points of log-odds how much the wording of a normalised text is that of
// the report of a case.
func (m *wordingModel) score(text string) float64 {
	counts := make([]int32, len(m.weights))
	var found []int32 // in the order of the text, so that sums are always the same
	eachSequence(foldWording(text), func(q sequence) {
		if id := m.ids.find(q); id >= 0 {
			if counts[id] == 0 {
				found = append(found, id)
			}
			counts[id]++
		}
	})
	sum, squares := 0.0, 0.0
	for _, id := range found {
		v := m.values[id] * sublinear(int(counts[id]))
		sum += v * m.weights[id]
		squares += v * v
	}
	if squares == 0 {
		return m.bias
	}
	return sum/math.Sqrt(squares) + m.bias
}

const (
	// stretch is how many characters of a long article are judged by themselves: as much
	// as a whole article mostly has.
	stretch = 700
	// longArticle is from how many characters on an article may tell a case amid other things.
	longArticle = 2 * stretch
	// shortArticle is how many characters the lead of a report has at most.
	shortArticle = 160
)

// short says that a text is too short to judge it by its wording alone.
func (d *document) short() bool { return utf8.RuneCountInString(d.s) < shortArticle }

// readWording judges the wording of an article by its story, without the advice and the
// links around it, and a long article by that part of it that is most like the report of a case.
func (d *document) readWording(m *wordingModel) float64 {
	var parts []string
	part, parted, all := []byte{}, 0, 0
	for _, s := range d.sentences {
		if z := d.lines[s.line].zone; z != story && z != title && z != prevention {
			continue
		}
		text := d.s[s.start:s.end]
		part = append(append(part, text...), '\n')
		n := utf8.RuneCountInString(text)
		all += n
		if parted += n; parted >= stretch/2 {
			parts, part, parted = append(parts, string(part)), part[:0], 0
		}
	}
	parts = append(parts, string(part))
	best := m.score(strings.Join(parts, ""))
	if all >= longArticle {
		for i := range parts[1:] {
			best = max(best, m.score(parts[i]+parts[i+1]))
		}
	}
	return best
}

// What the rules say of a text weighs as much as so many points of log-odds of its wording.
const (
	// firmly: they found a breach told of a body named as the one it happened to.
	firmly = 1.6
	// loosely: they found one told, but of nobody for sure, or amid what may happen.
	loosely = 0.9
	// sorrily: they found none told, but somebody says sorry.
	sorrily = 0.7
	// barely: they found no more than words of a breach.
	barely = 1.3
)

// believable weighs the wording of an article against what the rules found: whether a
// block tells a case. Wording alone makes no case of a text without a word of a breach,
// for the model has learnt from texts about breaches only, nor of one that lists no data
// and no days; and it brings no more cases into a series.
func (d *document) believable(b *block, n *signs, main *party, told bool) bool {
	switch {
	case told && main != nil && main.net() >= 4 && d.short() && n.supposed+n.imagined+n.counted == 0:
		return true
	case told && main != nil && main.net() >= 4 && 3*n.imagined <= n.told && n.supposed <= n.told:
		return d.wording > -firmly
	case told:
		return d.wording > -loosely
	case b.own || hopeless(d.s) || d.denies(b) || d.aForm() || !(n.kinds >= 2 && n.days >= 2 || n.told+n.astray > 0 && !d.otherGenre()):
		return false
	case n.sorry:
		return d.wording > sorrily
	}
	return d.wording > barely
}
