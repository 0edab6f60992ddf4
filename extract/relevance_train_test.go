package extract

import (
	"cmp"
	"encoding/json"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "train the model of wording on fixtures/gold and write lexicon/relevance.tsv")

// A labelled text is one of fixtures/gold; relevant says that it reports a case.
type labelled struct {
	text             string // folded
	given, published string
	relevant         bool
	cases            []goldCase
	dates            map[goldDate]bool
	optional         map[goldDate]bool // of dates, those on which readers may differ
	counts           map[goldCount]bool
}

type goldDate struct{ start, end, role string }

type goldCount struct {
	value, max int64
	unit, role string
}

// A goldCase is a case of a gold text, as far as models learn from it.
type goldCase struct {
	Organizations []struct {
		Name, Role string
		Also       []string
		Optional   bool
	}
	Causes   []any // a code, or an object with one that is optional
	Exposure string
	Dates    []struct {
		Date, End, Role, Text string
		Optional              bool
	}
	Counts []struct {
		Value            int64
		Max              int64 `json:"value_max"`
		Unit, Role, Text string
	}
	Categories []goldCategory
}

type goldCategory struct {
	Code, Status, Text string
	Optional           bool
}

func goldTexts(t *testing.T) []labelled {
	t.Helper()
	files, err := filepath.Glob("../fixtures/gold/*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold texts: %v", err)
	}
	var out []labelled
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var gold struct {
			Published string
			Incidents []goldCase
		}
		if err := json.Unmarshal(raw, &gold); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		text, err := os.ReadFile(strings.TrimSuffix(file, ".json") + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		one := labelled{text: normalize(string(text)).s, given: string(text), published: gold.Published, relevant: len(gold.Incidents) > 0,
			cases: gold.Incidents, dates: map[goldDate]bool{}, optional: map[goldDate]bool{}, counts: map[goldCount]bool{}}
		for _, inc := range gold.Incidents {
			for _, e := range inc.Dates {
				one.dates[goldDate{e.Date, e.End, e.Role}] = true
				if e.Optional {
					one.optional[goldDate{e.Date, e.End, e.Role}] = true
				}
			}
			for _, c := range inc.Counts {
				one.counts[goldCount{c.Value, c.Max, c.Unit, c.Role}] = true
			}
		}
		out = append(out, one)
	}
	return out
}

// A readCase is a case as it is read from a text.
type readCase struct {
	Incident
	block
	m     *mentions
	tells []bool // which sentences tell the breach
	alone bool   // the text is one block
}

// cause is the main one, "" where none is told.
func (c *readCase) cause() string {
	if len(c.Causes) == 0 {
		return ""
	}
	return c.Causes[0].Code
}

// readCases are the cases that are read from a gold text.
func (x *Extractor) readCases(text labelled) (cases []readCase) {
	d := newDocument(text.given)
	m := x.findMentions(d, text.published)
	tells := d.breachSentences()
	notice := d.isNotice()
	blocks := d.segment(m, tells)
	d.datesApart(m, blocks, text.published)
	for _, b := range blocks {
		told := d.toldIn(&b, tells)
		if inc, ok := d.incident(&b, m, told, notice, text.published); ok {
			cases = append(cases, readCase{inc, b, m, told, len(blocks) == 1})
		}
	}
	return cases
}

// sampled are two parts of the texts, enough to see that one of them teaches the other.
func sampled(texts []labelled) (known, unseen []labelled) {
	for i, text := range texts {
		switch i % 6 {
		case 0:
			unseen = append(unseen, text)
		case 3:
			known = append(known, text)
		}
	}
	return known, unseen
}

const (
	// maxSequence is how many characters the longest sequences have. Two or four tell cases
	// apart no better.
	maxSequence = 3
	// leastTexts is in how many texts a sequence must stand to have a weight.
	leastTexts = 10
	// fit is what an error costs beside the squares of the weights (C of liblinear).
	fit = 30
)

// trainWording learns from texts, as a file for parseWordingModel, the few texts without
// a case counting as much as the many with one.
func trainWording(texts []labelled) string {
	in := map[sequence]int{}
	counts := make([]map[sequence]int, len(texts))
	cases := 0
	for i, t := range texts {
		counts[i] = map[sequence]int{}
		eachSequence(foldWording(t.text), maxSequence, func(q sequence) { counts[i][q]++ })
		for q := range counts[i] {
			in[q]++
		}
		if t.relevant {
			cases++
		}
	}
	var sequences []sequence
	for q, n := range in {
		if n >= leastTexts {
			sequences = append(sequences, q)
		}
	}
	slices.Sort(sequences)

	rows := make([][]feature, len(texts))
	for i := range texts {
		squares := 0.0
		for id, q := range sequences {
			if n := counts[i][q]; n > 0 {
				v := inverseFrequency(in[q], len(texts)) * sublinear(n)
				rows[i] = append(rows[i], feature{id, v})
				squares += float64(v * v)
			}
		}
		for k := range rows[i] {
			rows[i][k].value /= math.Sqrt(squares)
		}
		rows[i] = append(rows[i], feature{len(sequences), 1}) // the bias
	}

	y, costs := make([]bool, len(texts)), make([]float64, len(texts))
	for i, t := range texts {
		class := cases
		if y[i] = t.relevant; !t.relevant {
			class = len(texts) - cases
		}
		costs[i] = fit * float64(len(texts)) / float64(2*class)
	}
	weights := regress(rows, y, costs, len(sequences)+1, 1+fit*float64(2*len(texts))/4)

	order := make([]int, len(sequences))
	for k := range order {
		order[k] = k
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(rounded(weights[b]), rounded(weights[a])) })
	var b strings.Builder
	fmt.Fprintf(&b, "%d\treport\n\t\t%.2f\n", len(texts), weights[len(sequences)])
	for _, k := range order {
		fmt.Fprintf(&b, "%s\t%d\t%.2f\n", sequences[k], in[sequences[k]], rounded(weights[k]))
	}
	return b.String()
}

// rounded is as exact as the file.
func rounded(x float64) float64 { return math.Round(x*100)/100 + 0 }

func TestRelevanceModelIsTrained(t *testing.T) {
	got := trainWording(goldTexts(t))
	if *update {
		if err := os.WriteFile("lexicon/relevance.tsv", []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if got != relevanceTSV {
		t.Error("lexicon/relevance.tsv is not what fixtures/gold teaches; go test ./extract -run TestRelevanceModelIsTrained -update")
	}
}

// TestWordingTellsUnseenTexts trains on some of the texts and reads others.
func TestWordingTellsUnseenTexts(t *testing.T) {
	known, unseen := sampled(goldTexts(t))
	m, err := parseWordingModel(trainWording(known))
	if err != nil {
		t.Fatal(err)
	}
	var seen agreement
	for _, text := range unseen {
		seen.add(newDocument(text.text).readWording(m) > 0, text.relevant)
	}
	seen.atLeast(t, 0.93)
	if seen.wrong > seen.right/8 {
		t.Errorf("%d texts taken for reports of a case", seen.wrong)
	}
}

func TestParseWordingModel(t *testing.T) {
	m, err := parseWordingModel("9\treport\n\t\t-0.50\n漏\t4\t1.00\nた。\t9\t-2.00\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := m.score([]rune("何もない"))[0]; got != -0.5 {
		t.Errorf("a text of none of its sequences: %g", got)
	}
	if got := m.score([]rune("漏漏漏"))[0]; got != 0.5 {
		t.Errorf("a text of one of them: %g", got)
	}
	for _, bad := range []string{"", "9\n", "x\treport\n", "9\treport\n漏\t4\n", "9\treport\n漏\tx\t1\n", "9\treport\n漏\t4\tx\n", "9\treport\n漏\t4\t1\n漏\t4\t1\n"} {
		if _, err := parseWordingModel(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

func TestFoldWording(t *testing.T) {
	if got := string(foldWording("2025年 \n\t三十一日にUSB")); got != "0年 0日にusb" {
		t.Errorf("%q", got)
	}
}

// TestBelievable weighs wordings against rules.
func TestBelievable(t *testing.T) {
	bare, full, sorry := signs{}, signs{days: 3, kinds: 2}, signs{days: 3, kinds: 2, sorry: true}
	sure := &party{breached: 5}
	for _, c := range []struct {
		name    string
		text    string
		wording float64
		signs   signs
		main    *party
		told    bool
		want    bool
	}{
		{"rules and wording", "名簿を紛失した。", 1, bare, nil, true, true},
		{"rules, the wording doubtful", "名簿を紛失した。", -loosely / 2, bare, nil, true, true},
		{"rules, the wording that of advice", "名簿を紛失した。", -loosely * 1.2, bare, nil, true, false},
		{"the same, of a body that is sure", "名簿を紛失した。", -loosely * 1.2, bare, sure, true, true},
		{"the same, amid what may happen", "名簿を紛失した。", -loosely * 1.2, signs{supposed: 1}, sure, true, false},
		{"a sure body, the wording quite that of advice", strings.Repeat("名簿を紛失した。", 20), -firmly * 1.2, bare, sure, true, false},
		{"the same in a lead, too short to judge", "名簿を紛失した。", -firmly * 1.2, bare, sure, true, true},
		{"wording and particulars", "名簿を紛失した。", barely * 2, full, nil, false, true},
		{"a hint of both", "名簿を紛失した。", sorrily * 1.2, full, nil, false, false},
		{"the same, with an apology", "名簿を紛失した。", sorrily * 1.2, sorry, nil, false, true},
		{"wording alone", "名簿を紛失した。", barely * 2, bare, nil, false, false},
		{"no word of a breach", "図書館を開いた。", barely * 2, full, nil, false, false},
		{"a denial", "個人情報の流出もございません。", barely * 2, full, nil, false, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument("お知らせ\n\n" + c.text)
			d.wording = c.wording
			b := d.whole()
			if got := d.believable(&b, &c.signs, c.main, c.told); got != c.want {
				t.Errorf("%v", got)
			}
		})
	}
}
