package extract

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// A nameExample is a sentence of a gold text with the signs and states of its characters.
type nameExample struct {
	signs  [][]int32
	states []int8
}

// A nameTrainer learns the weights of signs, of which 0 is the bias and 1 to 3 are what stands
// before a character, by the averaged perceptron (Collins 2002).
type nameTrainer struct {
	names    []string
	numbers  map[string]int32
	counts   []int
	examples []nameExample
}

func newNameTrainer() *nameTrainer {
	t := &nameTrainer{numbers: map[string]int32{}}
	t.number("")
	for _, s := range afterSigns {
		t.number(s)
	}
	return t
}

func (t *nameTrainer) number(sign string) int32 {
	n, ok := t.numbers[sign]
	if !ok {
		n = int32(len(t.names))
		t.numbers[sign] = n
		t.names, t.counts = append(t.names, sign), append(t.counts, 0)
	}
	t.counts[n]++
	return n
}

// namingSentences are the sentences of texts that report a case and may name an organisation,
// with the places of the names in their documents.
func namingSentences(x *Extractor, texts []labelled) iter.Seq2[*nameText, [][2]int] {
	return func(yield func(*nameText, [][2]int) bool) {
		for _, text := range texts {
			if !text.relevant {
				continue
			}
			d := newDocument(text.given)
			names := namesIn(d.s, text.cases)
			for _, s := range d.sentences {
				if !d.mayName(s) {
					continue
				}
				inside := slices.DeleteFunc(slices.Clone(names), func(n [2]int) bool { return n[0] < s.start || n[1] > s.end })
				if !yield(d.nameTextOf(x.lex.tokens(d.s, s.start, s.end), s), inside) {
					return
				}
			}
		}
	}
}

// add lays out the sentences of the texts.
func (t *nameTrainer) add(x *Extractor, texts []labelled) {
	for nt, names := range namingSentences(x, texts) {
		e := nameExample{states: make([]int8, len(nt.word))}
		for i := range nt.word {
			var signs []int32
			nt.eachSign(i, func(mark rune, runes []rune) { signs = append(signs, t.number(string(mark)+string(runes))) })
			e.signs = append(e.signs, signs)
			for _, name := range names {
				if at := nt.at[i]; at == name[0] {
					e.states[i] = begins
				} else if at > name[0] && at < name[1] {
					e.states[i] = goesOn
				}
			}
		}
		t.examples = append(t.examples, e)
	}
}

// namesIn are the places of the names of organisations in a normalised text, the longest of
// those that overlap.
func namesIn(s string, cases []goldCase) (places [][2]int) {
	var names []string
	for i := range cases {
		for _, o := range cases[i].Organizations {
			for _, name := range append(o.Also, o.Name) {
				if name = strings.TrimSpace(normalize(name).s); len(name) > len("社") {
					names = append(names, name)
				}
			}
		}
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
	for _, name := range names {
		for at := 0; ; {
			i := strings.Index(s[at:], name)
			if i < 0 {
				break
			}
			start, end := at+i, at+i+len(name)
			at = end
			if !slices.ContainsFunc(places, func(p [2]int) bool { return start < p[1] && p[0] < end }) {
				places = append(places, [2]int{start, end})
			}
		}
	}
	return places
}

const (
	// leastSigned is how many characters a sign must be found at to have a weight.
	leastSigned = 4
	// nameWeight is the least weight that is worth its line, as a part of the greatest.
	nameWeight = 0.03
)

// train passes so many times over the examples.
func (t *nameTrainer) train(passes int) string {
	weights, sums := make([][2]float64, len(t.names)), make([][2]float64, len(t.names))
	m := &nameModel{}
	order := make([]int, len(t.examples))
	for i := range order {
		order[i] = i
	}
	step := 1.0
	learn := func(sign int32, state int8, by float64) {
		if state == outside || int(sign) > len(afterSigns) && t.counts[sign] < leastSigned {
			return
		}
		weights[sign][state-1] += by
		sums[sign][state-1] += by * step
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range passes {
		random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, k := range order {
			e := t.examples[k]
			points := make([][2]float32, len(e.signs))
			for i, signs := range e.signs {
				sum := weights[0]
				for _, s := range signs {
					sum[0] += weights[s][0]
					sum[1] += weights[s][1]
				}
				points[i] = [2]float32{float32(sum[0]), float32(sum[1])}
			}
			for i := range m.after {
				m.after[i] = [2]float32{float32(weights[1+i][0]), float32(weights[1+i][1])}
			}
			if found := m.decode(points); !slices.Equal(found, e.states) {
				wrong, right := int8(outside), int8(outside) // the states before
				for i := range found {
					if found[i] != e.states[i] {
						learn(0, found[i], -1)
						learn(0, e.states[i], 1)
						for _, s := range e.signs[i] {
							learn(s, found[i], -1)
							learn(s, e.states[i], 1)
						}
					}
					if found[i] != e.states[i] || wrong != right {
						learn(1+int32(wrong), found[i], -1)
						learn(1+int32(right), e.states[i], 1)
					}
					wrong, right = found[i], e.states[i]
				}
			}
			step++
		}
	}
	most := 0.0
	for i := range weights {
		for k := range weights[i] {
			weights[i][k] -= sums[i][k] / step
			most = max(most, math.Abs(weights[i][k]))
		}
	}
	return t.table(weights, most)
}

// table is the file for parseNameModel, of the signs those that say most first.
func (t *nameTrainer) table(weights [][2]float64, most float64) string {
	telling := func(i int) float64 { return max(math.Abs(weights[i][0]), math.Abs(weights[i][1])) }
	var order []int
	for i := range t.names[1:] {
		if n := i + 1; n < 1+len(afterSigns) || telling(n) >= nameWeight*most {
			order = append(order, n)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return cmp.Or(cmp.Compare(rounded(telling(b)), rounded(telling(a))), cmp.Compare(t.names[a], t.names[b]))
	})
	var b strings.Builder
	b.WriteString("\t" + strings.Join(nameSteps, "\t") + "\n")
	for _, i := range append([]int{0}, order...) {
		fmt.Fprintf(&b, "%s\t%.1f\t%.1f\n", t.names[i], weights[i][0], weights[i][1])
	}
	return b.String()
}

const (
	// namePasses is from how many passes on the weights tell unseen names no better.
	namePasses = 12
	// fewPasses are enough to see what the model is good for.
	fewPasses = 3
)

func trainNames(x *Extractor, texts []labelled, passes int) string {
	t := newNameTrainer()
	t.add(x, texts)
	return t.train(passes)
}

func TestNameModelIsTrained(t *testing.T) {
	if !*update {
		t.Skip("trains a model with -update")
	}
	writeModel(t, "names.tsv", trainNames(extractor(t), goldTexts(t), namePasses))
}

// TestNameModelTellsUnseenNames trains on some of the texts and finds the names in others.
func TestNameModelTellsUnseenNames(t *testing.T) {
	x, known, unseen := unseenTexts(t)
	m, err := parseNameModel(trainNames(x, known, fewPasses))
	if err != nil {
		t.Fatal(err)
	}
	var seen agreement
	for nt, names := range namingSentences(x, unseen) {
		for _, f := range m.names(nt) {
			place := [2]int{f.start, f.end}
			seen.add(true, slices.Contains(names, place))
			names = slices.DeleteFunc(names, func(n [2]int) bool { return n == place })
		}
		seen.missed += len(names)
	}
	seen.atLeast(t, 0.5)
}

func TestNameModel(t *testing.T) {
	m, err := parseNameModel("\tbegins\tgoes on\n\t-3\t-1\nafter none\t0\t0\nafter its beginning\t0\t2\nafter more of it\t0\t1\ncさ\t5\t0\nc石\t0\t1\nbで,\t-9\t-9\nc,\t-9\t-9\nc、\t-9\t-9\n")
	if err != nil {
		t.Fatal(err)
	}
	x := extractor(t)
	for _, c := range []struct {
		text string
		want []string
	}{
		{"きのう、さざれ石、", []string{"さざれ石"}},
		{"いわお、", nil},
		{"", nil},
	} {
		d := newDocument(c.text)
		var got []string
		for _, s := range d.sentences {
			for _, n := range m.names(d.nameTextOf(x.lex.tokens(d.s, s.start, s.end), s)) {
				got = append(got, d.s[n.start:n.end])
			}
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
	if _, err := parseNameModel("\tbegins\n"); err == nil {
		t.Error("a table of one outcome was read")
	}
}
