package extract

import (
	"os"
	"slices"
	"testing"
)

// dateExamples are the dates in the cases of gold texts, the rules' roles of each beside them.
func dateExamples(t *testing.T, x *Extractor, texts []labelled) (examples []specimen) {
	t.Helper()
	for _, text := range texts {
		if len(text.dates) == 0 {
			continue
		}
		d := newDocument(text.given)
		m := x.findMentions(d, text.published)
		x.eachCase(d, m, text.published, func(b *block, told []bool, cause string) {
			c := d.dateContext(b, d.isNotice(), text.published, cause)
			for _, e := range d.datesOf(m.dates, d.readDateRoles(m.dates, b.holds, c), b, c, nil) {
				end := e.End
				if e.since || e.until {
					end = ""
				}
				ex := specimen{signs: e.signs.names}
				for _, role := range dateRoles {
					told := goldDate{e.Start, end, role}
					ex.holds = append(ex.holds, text.dates[told])
					ex.unsure = append(ex.unsure, text.optional[told])
				}
				examples = append(examples, ex)
			}
		})
	}
	return examples
}

// eachCase calls f with every block that tells a case, the sentences that tell the breach
// and its main cause.
func (x *Extractor) eachCase(d *document, m *mentions, published string, f func(b *block, told []bool, cause string)) {
	tells := d.breachSentences()
	notice := d.isNotice()
	blocks := d.segment(m, tells)
	d.datesApart(m, blocks, published)
	for _, b := range blocks {
		told := d.toldIn(&b, tells)
		inc, ok := d.incident(&b, m, told, notice, published)
		if !ok {
			continue
		}
		cause := ""
		if len(inc.Causes) > 0 {
			cause = inc.Causes[0].Code
		}
		f(&b, told, cause)
	}
}

// trainDates learns the roles of dates. That an error costs a fifth of a square, and a sign
// needs six examples, tells gold texts best that are left out.
func trainDates(examples []specimen) string { return trainSignsAt(0.2, 6, dateRoles, examples) }

func TestDateModelIsTrained(t *testing.T) {
	if !*update {
		t.Skip("trains the model of dates with -update")
	}
	x := extractor(t)
	if err := os.WriteFile("lexicon/dates.tsv", []byte(trainDates(dateExamples(t, x, goldTexts(t)))), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestDateModelTellsUnseenDates trains without every fourth text and judges the dates of
// those.
func TestDateModelTellsUnseenDates(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a model")
	}
	x := extractor(t)
	known, unseen := quartered(goldTexts(t))
	m, err := parseSignModel(trainDates(dateExamples(t, x, known)))
	if err != nil {
		t.Fatal(err)
	}
	var right, wrong, missed int
	for _, e := range dateExamples(t, x, unseen) {
		for i, score := range m.score(m.numbersOf(e.signs...)) {
			switch says := score > 0; {
			case e.unsure[i]:
			case says && e.holds[i]:
				right++
			case says:
				wrong++
			case e.holds[i]:
				missed++
			}
		}
	}
	if f1 := float64(2*right) / float64(2*right+wrong+missed); f1 < 0.7 {
		t.Errorf("%d roles recognised, %d missed, %d wrong: F1 %.3f", right, missed, wrong, f1)
	} else {
		t.Logf("F1 %.3f, %d wrong, %d missed", f1, wrong, missed)
	}
}

func TestWeighRoles(t *testing.T) {
	m, err := parseSignModel("\toccurred\tresponse\n\t-3\t-3\nplain\t3.6\t3.6\nstrong\t9\t9\nagainst\t-6\t0\nresponse\t-1\t5\nall response\t-3\t5\n")
	if err != nil {
		t.Fatal(err)
	}
	e := resolvedDate{Start: "2025-07-01"}
	ruled := []storyDate{{resolvedDate: e, role: "occurred", rule: "date-role/verb", weight: 2}}
	labelled := []storyDate{{resolvedDate: e, role: "occurred", rule: "date-role/label", weight: 3}}
	elsewhere := []storyDate{{resolvedDate: resolvedDate{Start: "2025-07-01", dateExpr: dateExpr{start: 9}}, role: "occurred", rule: "date-role/verb"}}
	for _, c := range []struct {
		name  string
		signs []string
		ruled []storyDate
		want  []string
	}{
		{"the rules have it", []string{"plain"}, ruled, []string{"date-role/verb"}},
		{"the wording has it", []string{"plain"}, nil, []string{wordingRule, wordingRule}},
		{"the wording has one beside", []string{"strong"}, ruled, []string{"date-role/verb", wordingRule}},
		{"the wording has one beside, but not surely", []string{"plain"}, ruled, []string{"date-role/verb"}},
		{"the rules have it elsewhere", []string{"plain"}, elsewhere, nil},
		{"the wording is against it", []string{"against"}, ruled, nil},
		{"the wording has another instead", []string{"response"}, ruled, []string{wordingRule}},
		{"the wording has another instead of a label", []string{"all response"}, labelled, []string{wordingRule}},
		{"a label is believed longer", []string{"response"}, labelled, []string{"date-role/label"}},
		{"nobody has it", []string{}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range m.weighRoles([]dateSeen{{resolvedDate: e, signs: signList{known: m.numbersOf(c.signs...)}}}, c.ruled) {
				got = append(got, r.rule)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
