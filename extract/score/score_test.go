package score

import (
	"slices"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

func number(n int64) *int64 { return &n }

// asagiri is a small gold incident with one optional entry in every slot that may have one.
func asagiri() Incident {
	return Incident{
		Organizations: []Organization{
			{Name: "株式会社あさぎり", Role: "breached", Also: []string{"あさぎり社"}},
			{Name: "霧ノ宮市", Role: "affected", Optional: true},
		},
		Services: []Service{{Name: "霧市場"}, {Name: "霧ポータル", Optional: true}},
		Causes:   []Cause{{Code: "ransomware"}, {Code: "supply_chain", Optional: true}},
		Exposure: "possible",
		Dates: []Date{
			{Date: "2025-07-11", Role: "detected"},
			{Date: "2025-07", Role: "response", Optional: true},
		},
		Counts:     []Count{{Value: number(382), Unit: "people", Qualifier: "exact", Role: "total"}},
		Categories: []Category{{Code: "name", Status: "exposed"}, {Code: "address", Status: "exposed"}},
	}
}

// whole is the answer that has every required entry right.
func whole() extract.Incident {
	return extract.Incident{
		Organizations: []extract.Organization{{Name: "あさぎり社", Role: "breached"}},
		Services:      []extract.Service{{Name: "「霧市場」"}},
		Causes:        []extract.Cause{{Code: "ransomware"}},
		Exposure:      "possible",
		Dates:         []extract.Date{{Date: "2025-07-11", Role: "detected"}},
		Counts:        []extract.Count{{Value: 382, Unit: "people", Role: "total"}},
		Categories:    []extract.Category{{Code: "name"}, {Code: "address", Status: "exposed"}},
	}
}

// scored is the result of answers to one document that holds the incidents of gold.
func scored(gold []Incident, answers ...extract.Incident) Result {
	return Score([]Document{{ID: "d", Incidents: gold}}, map[string][]extract.Incident{"d": answers})
}

// checkSlot holds that a slot of a result is as wanted.
func checkSlot(t *testing.T, r Result, slot string, want Tally) {
	t.Helper()
	if got := r.Slot(slot); got != want {
		t.Errorf("%s = %+v, want %+v; %q", slot, got, want, r.Errors)
	}
}

// withCause and withOrganization add an entry to an answer.
func withCause(code string) func(*extract.Incident) {
	return func(a *extract.Incident) { a.Causes = append(a.Causes, extract.Cause{Code: code}) }
}

func withOrganization(o extract.Organization) func(*extract.Incident) {
	return func(a *extract.Incident) { a.Organizations = append(a.Organizations, o) }
}

func TestScoreOfOneIncident(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*extract.Incident)
		slot   string
		want   Tally
		fault  string // a line that Errors must hold; "" for none at all
	}{
		{name: "all right", slot: "core", want: Tally{5, 0, 0}},
		{
			name:   "an optional entry is not held against the answer",
			change: withCause("supply_chain"),
			slot:   "causes", want: Tally{1, 0, 0},
		},
		{
			name:   "an optional organisation is not counted as right",
			change: withOrganization(extract.Organization{Name: "霧ノ宮市", Role: "affected"}),
			slot:   "organizations", want: Tally{1, 0, 0},
		},
		{
			name:   "the wrong role is wrong and missed",
			change: func(a *extract.Incident) { a.Organizations[0].Role = "affected" },
			slot:   "organizations", want: Tally{0, 1, 1},
			fault: "d\torganizations\twrong\tあさぎり社 affected",
		},
		{
			name:   "the name alone is right in org_names",
			change: func(a *extract.Incident) { a.Organizations[0].Role = "affected" },
			slot:   "org_names", want: Tally{1, 0, 0},
			fault: "d\torganizations\tmissed\t株式会社あさぎり breached",
		},
		{
			name:   "an unmatched anonymous organisation is forgiven",
			change: withOrganization(extract.Organization{Name: "ある企業", Role: "breached", Anonymous: true}),
			slot:   "organizations", want: Tally{1, 0, 0},
		},
		{
			name:   "a coarser date is another date",
			change: func(a *extract.Incident) { a.Dates[0].Date = "2025-07" },
			slot:   "dates", want: Tally{0, 1, 1},
			fault: "d\tdates\tmissed\t2025-07-11 detected",
		},
		{
			name:   "an interval is not its start",
			change: func(a *extract.Incident) { a.Dates[0].End = "2025-07-12" },
			slot:   "date_values", want: Tally{0, 1, 1},
			fault: "d\tdates\twrong\t2025-07-11/2025-07-12 detected",
		},
		{
			name:   "the wrong qualifier",
			change: func(a *extract.Incident) { a.Counts[0].Qualifier = "about" },
			slot:   "counts", want: Tally{0, 1, 1},
			fault: "d\tcounts\twrong\t382 people about total",
		},
		{
			name:   "a range is not its base",
			change: func(a *extract.Incident) { a.Counts[0].ValueMax = number(400) },
			slot:   "count_values", want: Tally{0, 1, 1},
			fault: "d\tcounts\twrong\t382-400 people exact total",
		},
		{
			name: "the umbrella category is not scored",
			change: func(a *extract.Incident) {
				a.Categories = append(a.Categories, extract.Category{Code: "personal_info"})
			},
			slot: "categories", want: Tally{2, 0, 0},
		},
		{
			name:   "the unknown cause is not scored",
			change: withCause("other_unknown"),
			slot:   "causes", want: Tally{1, 0, 0},
		},
		{
			name:   "no exposure",
			change: func(a *extract.Incident) { a.Exposure = "" },
			slot:   "exposure", want: Tally{0, 0, 1},
			fault: "d\texposure\tmissed\tpossible",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			answer := whole()
			if c.change != nil {
				c.change(&answer)
			}
			r := scored([]Incident{asagiri()}, answer)
			checkSlot(t, r, c.slot, c.want)
			if c.fault == "" && len(r.Errors) > 0 {
				t.Errorf("errors %q, want none", r.Errors)
			}
			if c.fault != "" && !slices.Contains(r.Errors, c.fault) {
				t.Errorf("errors %q lack %q", r.Errors, c.fault)
			}
		})
	}
}

func TestScoreAlignsIncidents(t *testing.T) {
	other := Incident{Organizations: []Organization{{Name: "潮見大学", Role: "breached"}}, Exposure: "confirmed"}
	first := whole()
	second := extract.Incident{Organizations: []extract.Organization{{Name: "潮見大学", Role: "breached"}}, Exposure: "confirmed"}
	unlike := extract.Incident{Organizations: []extract.Organization{{Name: "別の会社", Role: "breached"}}}
	for _, c := range []struct {
		name     string
		gold     []Incident
		answer   []extract.Incident
		slot     string
		want     Tally
		relevant Tally
	}{
		{"order does not matter", []Incident{asagiri(), other}, []extract.Incident{second, first}, "organizations", Tally{2, 0, 0}, Tally{1, 0, 0}},
		{"a missing incident misses its entries", []Incident{asagiri(), other}, []extract.Incident{first}, "exposure", Tally{1, 0, 1}, Tally{1, 0, 0}},
		{"an incident too many", []Incident{other}, []extract.Incident{second, unlike}, "incidents", Tally{1, 1, 0}, Tally{1, 0, 0}},
		{"one and one are a pair, however unlike", []Incident{other}, []extract.Incident{unlike}, "incidents", Tally{1, 0, 0}, Tally{1, 0, 0}},
		{"an answer to a text without incident", []Incident{}, []extract.Incident{first}, "incidents", Tally{0, 1, 0}, Tally{0, 1, 0}},
		{"no answer to an incident", []Incident{other}, nil, "incidents", Tally{0, 0, 1}, Tally{0, 0, 1}},
		{"nothing asked, nothing answered", []Incident{}, nil, "incidents", Tally{}, Tally{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := scored(c.gold, c.answer...)
			checkSlot(t, r, c.slot, c.want)
			checkSlot(t, r, "relevant", c.relevant)
		})
	}
}

func TestScoreNamesAnUnansweredDocument(t *testing.T) {
	r := Score([]Document{{ID: "d", Incidents: []Incident{}}}, nil)
	if want := []string{"d\tanswer\tmissed\tno answer"}; !slices.Equal(r.Errors, want) {
		t.Errorf("errors %q, want %q", r.Errors, want)
	}
}

func TestScoreChecksEvidenceInCodePoints(t *testing.T) {
	proof := func(start, end int, text string) extract.Proof {
		return extract.Proof{Evidence: []extract.Evidence{{Start: start, End: end, Text: text}}}
	}
	answer := extract.Incident{
		Organizations: []extract.Organization{{Name: "甲", Proof: proof(1, 2, "甲")}},
		Dates: []extract.Date{
			{Date: "2025", Proof: proof(4, 5, "甲")},  // another text
			{Date: "2026", Proof: proof(2, 99, "社")}, // beyond the end
			{Date: "2027", Proof: proof(-1, 1, "𠮷")}, // before the start
			{Date: "2028", Proof: proof(2, 2, "")},   // empty
			{Date: "2029", Proof: proof(2, 4, "社の")}, // right, after a character of four bytes
		},
	}
	r := Score([]Document{{ID: "d", Text: "𠮷甲社の件", Incidents: []Incident{}}}, map[string][]extract.Incident{"d": {answer}})
	if r.EvidenceRight != 2 || r.EvidenceWrong != 4 {
		t.Errorf("%d right, %d wrong, want 2 and 4", r.EvidenceRight, r.EvidenceWrong)
	}
}

func TestTable(t *testing.T) {
	r := Score([]Document{
		{ID: "a", Genre: "notice", Incidents: []Incident{asagiri()}},
		{ID: "b", Incidents: []Incident{}},
	}, map[string][]extract.Incident{"a": {whole()}, "b": nil})
	var b strings.Builder
	if err := r.WriteTable(&b); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"2 documents, 1 incidents",
		"categories        1.000  1.000  1.000        2     0      0",
		"  notice (1)      1.000  1.000  1.000        5     0      0",
		"  - (1)           1.000  1.000  1.000        0     0      0",
		"core              1.000  1.000  1.000        5     0      0",
	} {
		if !strings.Contains(b.String(), want+"\n") {
			t.Errorf("table lacks %q:\n%s", want, b.String())
		}
	}
}
