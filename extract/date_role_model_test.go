package extract

import (
	"slices"
	"testing"
)

// dateExamples are the dates in the cases of gold texts, the rules' roles of each beside them.
func dateExamples(x *Extractor, texts []labelled) (examples []specimen) {
	for _, text := range texts {
		if len(text.dates) == 0 {
			continue
		}
		for _, c := range x.readCases(text) {
			dc := c.d.dateContext(&c.block, c.d.isNotice(), text.published, c.cause())
			for _, e := range c.d.datesOf(c.m.dates, c.d.readDateRoles(c.m.dates, c.holds, dc), &c.block, dc, nil) {
				end := e.End
				if e.since || e.until {
					end = ""
				}
				ex := specimen{signs: e.signs.names, told: e.signs.told}
				for _, role := range dateRoles {
					told := goldDate{e.Start, end, role}
					ex.holds = append(ex.holds, text.dates[told])
					ex.unsure = append(ex.unsure, text.optional[told])
				}
				examples = append(examples, ex)
			}
		}
	}
	return examples
}

// trainDates learns the roles of dates. That an error costs a point of weight tells dates of
// texts best whose wording no rule knows.
func trainDates(examples []specimen) string { return trainPairs(1, dateRoles, examples) }

func TestDateModelIsTrained(t *testing.T) {
	trainWithUpdate(t, "dates.tsv", dateExamples, trainDates)
}

func TestDateModelTellsUnseenDates(t *testing.T) {
	judgeUnseen(t, dateExamples, trainDates, 0.7)
}

func TestWeighRoles(t *testing.T) {
	m, err := parseSignModel("\toccurred\tresponse\tannounced\n\t-3\t-3\t-1\nplain\t4.1\t4.1\t0\nstrong\t11.1\t11.1\t0\nlikely\t0\t1.4\t0\nagainst\t-6\t0\t0\nresponse\t-2\t5\t0\nall response\t-5\t5\t0\n")
	if err != nil {
		t.Fatal(err)
	}
	e := resolvedDate{Start: "2025-07-01"}
	ruled := []storyDate{{resolvedDate: e, role: "occurred", rule: "date-role/verb", weight: 2}}
	announced := []storyDate{{resolvedDate: e, role: "announced", rule: "date-role/announced", weight: 2}}
	labelled := []storyDate{{resolvedDate: e, role: "occurred", rule: "date-role/label", weight: 3}}
	elsewhere := []storyDate{{resolvedDate: resolvedDate{Start: "2025-07-01", dateExpr: dateExpr{start: 9}}, role: "occurred", rule: "date-role/verb"}}
	for _, c := range []struct {
		name  string
		signs []string
		ruled []storyDate
		told  string // the role of which a verb behind the date tells
		want  []string
	}{
		{"the rules have it", []string{"plain"}, ruled, "", []string{"date-role/verb"}},
		{"the wording has it", []string{"plain"}, nil, "", []string{wordingRule, wordingRule}},
		{"the wording has one beside", []string{"strong"}, ruled, "", []string{"date-role/verb", wordingRule}},
		{"the wording has one beside, but not surely", []string{"plain"}, ruled, "", []string{"date-role/verb"}},
		{"a verb tells of one beside", []string{"plain", "likely"}, ruled, "response", []string{"date-role/verb", wordingRule}},
		{"a verb tells of another thing", []string{"plain", "likely"}, ruled, "detected", []string{"date-role/verb"}},
		{"what is announced has its own day", []string{"plain", "likely"}, announced, "response", []string{"date-role/announced"}},
		{"the rules have it elsewhere", []string{"plain"}, elsewhere, "", nil},
		{"the wording is against it", []string{"against"}, ruled, "", nil},
		{"the wording has another instead", []string{"response"}, ruled, "", []string{wordingRule}},
		{"the wording has another instead of a label", []string{"all response"}, labelled, "", []string{wordingRule}},
		{"a label is believed longer", []string{"response"}, labelled, "", []string{"date-role/label"}},
		{"nobody has it", []string{}, nil, "", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, r := range m.weighRoles([]dateSeen{{resolvedDate: e, signs: signList{known: m.numbersOf(c.signs...)}, tells: func(role string) bool { return role == c.told }}}, c.ruled) {
				got = append(got, r.rule)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
