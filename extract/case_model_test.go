package extract

import (
	"cmp"
	"fmt"
	"iter"
	"math"
	"slices"
	"strings"
	"testing"
)

// A caseExample is a case of a gold text, as far as the model of cases learns from it.
type caseExample struct {
	text     []rune
	causes   []string
	exposure string
	signs    []string // of the exposure
	chain    []string // signs of a chain of parties
	unsure   bool     // whether it is one, readers may differ
}

// required are the causes that have to be found.
func (g *goldCase) required() (codes []string) {
	for _, c := range g.Causes {
		if code, ok := c.(string); ok {
			codes = append(codes, code)
		}
	}
	return codes
}

// mayHave says that readers may differ on a cause.
func (g *goldCase) mayHave(code string) bool {
	return slices.ContainsFunc(g.Causes, func(c any) bool {
		optional, ok := c.(map[string]any)
		return ok && optional["code"] == code
	})
}

// tells says that a case is told of the organisations of an incident.
func (g *goldCase) tells(inc *Incident) bool {
	for _, o := range g.Organizations {
		for _, p := range inc.Organizations {
			if p.Name == o.Name || slices.Contains(o.Also, p.Name) {
				return true
			}
		}
	}
	return false
}

// goldCases are the cases that are read from gold texts and are in them.
func (x *Extractor) goldCases(texts []labelled) iter.Seq2[*readCase, *goldCase] {
	return func(yield func(*readCase, *goldCase) bool) {
		for _, text := range texts {
			if !text.relevant {
				continue
			}
			left := slices.Clone(text.cases)
			for _, c := range x.readCases(text) {
				k := slices.IndexFunc(left, func(g goldCase) bool { return g.tells(&c.Incident) || c.alone && len(left) == 1 })
				if k < 0 {
					continue
				}
				g := left[k]
				left = slices.Delete(left, k, k+1)
				if !yield(&c, &g) {
					return
				}
			}
		}
	}
}

func caseExamples(x *Extractor, texts []labelled) (examples []caseExample) {
	for c, g := range x.goldCases(texts) {
		causes := g.required()
		told := c.told(c.tells)
		examples = append(examples, caseExample{
			text: foldTale(told), causes: causes, exposure: g.Exposure, unsure: g.mayHave(supplyChain),
			signs: c.d.tellExposure(&c.block).signs(causes), chain: c.d.tellChain(&c.block, told, c.Organizations).signs,
		})
	}
	return examples
}

const (
	// leastCases is in how many cases a sequence must stand to have a weight.
	leastCases = 14
	// caseFit is what an error costs beside the squares of the weights.
	caseFit = 20
	// leastTelling is the least weight that is worth its place.
	leastTelling = 0.2
)

// trainCases learns from examples, as a file for parseWordingModel: causes from the wording
// alone, the few cases with one counting as much as the many without, exposures and chains
// of parties from their signs too.
func trainCases(examples []caseExample) string {
	in, signsIn := map[sequence]int{}, map[string]int{}
	counts := make([]map[sequence]int, len(examples))
	for i, e := range examples {
		counts[i] = map[sequence]int{}
		eachSequence(e.text, 2, func(q sequence) { counts[i][q]++ })
		for q := range counts[i] {
			in[q]++
		}
		for _, s := range slices.Concat(e.signs, e.chain) {
			signsIn[s]++
		}
	}
	var sequences []sequence
	for q, n := range in {
		if n >= leastCases {
			sequences = append(sequences, q)
		}
	}
	slices.Sort(sequences)
	var signs []string
	for s, n := range signsIn {
		if n >= leastExamples {
			signs = append(signs, s)
		}
	}
	slices.Sort(signs)
	bias := len(sequences) + len(signs)

	plain, signed, chained := make([][]feature, len(examples)), make([][]feature, len(examples)), make([][]feature, len(examples))
	for i, e := range examples {
		squares := 0.0
		for id, q := range sequences {
			if n := counts[i][q]; n > 0 {
				v := inverseFrequency(in[q], len(examples)) * sublinear(n)
				plain[i] = append(plain[i], feature{id, v})
				squares += float64(v * v)
			}
		}
		for k := range plain[i] {
			plain[i][k].value /= math.Sqrt(squares)
		}
		plain[i] = append(plain[i], feature{bias, 1})
		with := func(told []string) []feature {
			row := slices.Clone(plain[i])
			for k, s := range signs {
				if slices.Contains(told, s) {
					row = append(row, feature{len(sequences) + k, signValue})
				}
			}
			return row
		}
		signed[i], chained[i] = with(e.signs), with(e.chain)
	}

	var weights [][]float64
	learn := func(rows [][]feature, balanced bool, holds, unsure func(e caseExample) bool) {
		y, costs, n := make([]bool, len(examples)), make([]float64, len(examples)), 0
		for i, e := range examples {
			if y[i] = holds(e); y[i] {
				n++
			}
		}
		for i := range examples {
			class := n
			if !y[i] {
				class = len(examples) - n
			}
			costs[i] = caseFit
			if balanced {
				costs[i] = caseFit * float64(len(examples)) / float64(2*class)
			}
			if unsure(examples[i]) {
				costs[i] = 0
			}
		}
		weights = append(weights, regress(rows, y, costs, bias+1, 1+caseFit*float64(3*len(examples))/4))
	}
	sure := func(caseExample) bool { return false }
	for _, c := range causeCodes {
		learn(plain, true, func(e caseExample) bool { return slices.Contains(e.causes, c) }, sure)
	}
	for _, x := range exposureCodes {
		learn(signed, false, func(e caseExample) bool { return e.exposure == x }, sure)
	}
	learn(chained, false, func(e caseExample) bool { return slices.Contains(e.causes, supplyChain) }, func(e caseExample) bool { return e.unsure })

	var b strings.Builder
	line := func(sign, cases string, k int, least float64) {
		b.WriteString(sign + "\t" + cases)
		for _, w := range weights {
			b.WriteByte('\t')
			if x := math.Round(w[k]*10) / 10; math.Abs(w[k]) >= least && x != 0 {
				fmt.Fprintf(&b, "%.1f", x)
			}
		}
		b.WriteByte('\n')
	}
	fmt.Fprintf(&b, "%d\t%s\n", len(examples), strings.Join(slices.Concat(causeCodes, exposureCodes, []string{supplyChain}), "\t"))
	line("", "", bias, 0)
	for k, s := range signs {
		line(s, "", len(sequences)+k, leastTelling)
	}
	most := make([]float64, len(sequences))
	order := make([]int, len(sequences))
	for k := range order {
		order[k] = k
		for _, w := range weights {
			most[k] = max(most[k], math.Round(math.Abs(w[k])*10))
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(most[b], most[a]) })
	for _, k := range order {
		line(sequences[k].String(), fmt.Sprint(in[sequences[k]]), k, leastTelling)
	}
	return b.String()
}

func TestCaseModelIsTrained(t *testing.T) {
	trainWithUpdate(t, "cases.tsv", caseExamples, trainCases)
}

// TestCaseModelTellsUnseenCases trains on some of the cases and reads others.
func TestCaseModelTellsUnseenCases(t *testing.T) {
	x, texts, others := unseenTexts(t)
	known, unseen := caseExamples(x, texts), caseExamples(x, others)
	m, err := parseWordingModel(trainCases(known))
	if err != nil {
		t.Fatal(err)
	}
	var caused, causes, exposures float64
	for _, e := range unseen {
		w := &caseWording{m: m, scores: m.score(e.text)}
		if len(e.causes) > 0 {
			causes++
			if code, _ := w.best(causeCodes, nil, 0); slices.Contains(e.causes, code) {
				caused++
			}
		}
		if x, _ := w.with(e.signs).best(exposureCodes, nil, 0); x == e.exposure {
			exposures++
		}
	}
	if caused < 0.75*causes || exposures < 0.8*float64(len(unseen)) {
		t.Errorf("right on %v of %v causes and %v of %d exposures", caused, causes, exposures, len(unseen))
	} else {
		t.Logf("%.3f of causes, %.3f of exposures", caused/causes, exposures/float64(len(unseen)))
	}
}

func TestCaseWording(t *testing.T) {
	m, err := parseWordingModel("9\tlost\tconfirmed\n\t\t-1\t0.5\nleak seen\t\t\t10\n失\t4\t2\t\n失っ\t4\t\t-3\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		text  string
		signs []string
		want  []float64
	}{
		{"何もない", nil, []float64{-1, 0.5}},
		{"失失", nil, []float64{1, 0.5}},
		{"何もない", []string{"leak seen", "unknown"}, []float64{-1, 3.5}},
		{"失っ", nil, []float64{-1 + math.Sqrt2, 0.5 - 3/math.Sqrt2}},
	} {
		w := &caseWording{m: m, scores: m.score([]rune(c.text))}
		got := w.with(c.signs).scores
		for i := range got {
			if math.Abs(got[i]-c.want[i]) > 1e-9 {
				t.Errorf("%q, %q: %v, want %v", c.text, c.signs, got, c.want)
			}
		}
	}
	for _, bad := range []string{"", "9\tlost\n失\t4\n", "9\tlost\n失\tx\t1\n", "9\tlost\n失\t4\tx\n"} {
		if _, err := parseWordingModel(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestWeighCauses sets the causes of rules against wordings.
func TestWeighCauses(t *testing.T) {
	m, err := parseWordingModel("9\tlost\tstolen\tphishing\n\t\t-9\t-9\t-9\n失\t4\t18\t9\t\n盗\t4\t\t8\t\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, text string
		ruled      []string
		want       string
	}{
		{"the wording where the rules are silent", "名簿を失した。", nil, "lost cause/wording 名簿を失した。"},
		{"the rules where the wording is silent too", "名簿。", []string{"stolen"}, ""},
		{"both", "名簿を失した。", []string{"lost", "phishing"}, "lost cause/lost ,phishing cause/phishing "},
		{"the wording against the rules", "名簿を失した。", []string{"phishing"}, "lost cause/wording 名簿を失した。"},
		{"the wording against the rules, but not surely", "名簿を盗した。", []string{"phishing"}, "phishing cause/phishing "},
		{"nobody", "名簿。", nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(c.text)
			b := d.whole()
			var ruled []Cause
			for _, code := range c.ruled {
				ruled = append(ruled, Cause{Code: code, Proof: Proof{Rule: "cause/" + code}})
			}
			var got []string
			for _, cause := range m.read(b.told([]bool{true})).weighCauses(d, ruled) {
				said := ""
				for _, e := range cause.Evidence {
					said = e.Text
				}
				got = append(got, cause.Code+" "+cause.Rule+" "+said)
			}
			if s := strings.Join(got, ","); s != c.want {
				t.Errorf("%q, want %q", s, c.want)
			}
		})
	}
}
