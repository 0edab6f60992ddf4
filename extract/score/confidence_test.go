package score

import (
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

func proof(level string) extract.Proof { return extract.Proof{Rule: "made/up", Confidence: level} }

// dated and named are answers of one value.
func dated(date, role, level string) extract.Incident {
	return extract.Incident{Dates: []extract.Date{{Date: date, Role: role, Proof: proof(level)}}}
}

func named(name, role, level string) extract.Incident {
	return extract.Incident{Organizations: []extract.Organization{{Name: name, Role: role, Proof: proof(level)}}}
}

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		name        string
		answer      extract.Incident
		slot, level string
		want        Tally
	}{
		{
			name:   "a right date",
			answer: dated("2025-07-11", "detected", "high"),
			slot:   "dates", level: "high", want: Tally{Right: 1},
		},
		{
			name:   "a date in the wrong role",
			answer: dated("2025-07-11", "occurred", "high"),
			slot:   "dates", level: "high", want: Tally{Wrong: 1},
		},
		{
			name:   "an optional date is not judged",
			answer: dated("2025-07", "response", "high"),
			slot:   "dates", level: "high",
		},
		{
			name:   "another level",
			answer: dated("2025-07-11", "detected", "low"),
			slot:   "dates", level: "high",
		},
		{
			name:   "an organisation under another name",
			answer: named("あさぎり社", "breached", "high"),
			slot:   "organizations", level: "high", want: Tally{Right: 1},
		},
		{
			name:   "an organisation in the wrong role",
			answer: named("あさぎり社", "affected", "high"),
			slot:   "organizations", level: "high", want: Tally{Wrong: 1},
		},
		{
			name:   "an optional organisation is not judged",
			answer: named("霧ノ宮市", "affected", "high"),
			slot:   "organizations", level: "high",
		},
		{
			name:   "a figure of the wrong unit",
			answer: extract.Incident{Counts: []extract.Count{{Value: 382, Unit: "records", Role: "total", Proof: proof("medium")}}},
			slot:   "counts", level: "medium", want: Tally{Wrong: 1},
		},
		{
			name: "two kinds of data, one of them right",
			answer: extract.Incident{Categories: []extract.Category{
				{Code: "name", Status: "exposed", Proof: proof("high")}, {Code: "phone", Status: "exposed", Proof: proof("high")}}},
			slot: "categories", level: "high", want: Tally{Right: 1, Wrong: 1},
		},
		{
			name:   "a cause",
			answer: extract.Incident{Causes: []extract.Cause{{Code: "ransomware", Proof: proof("high")}}},
			slot:   "causes", level: "high", want: Tally{Right: 1},
		},
		{
			name:   "a service",
			answer: extract.Incident{Services: []extract.Service{{Name: "霧市場", Proof: proof("low")}}},
			slot:   "services", level: "low", want: Tally{Right: 1},
		},
		{
			name:   "exposure",
			answer: extract.Incident{Exposure: "confirmed", ExposureProof: &extract.Proof{Confidence: "high"}},
			slot:   "exposure", level: "high", want: Tally{Wrong: 1},
		},
		{
			name:   "exposure that nothing proves is not judged",
			answer: extract.Incident{Exposure: "unknown"},
			slot:   "exposure", level: "high",
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := scored([]Incident{asagiri()}, c.answer).At(c.slot, c.level); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
	t.Run("all is wrong where no incident is", func(t *testing.T) {
		answer := extract.Incident{Causes: []extract.Cause{{Code: "ransomware", Proof: proof("high")}}}
		if got := scored(nil, answer).At("causes", "high"); got != (Tally{Wrong: 1}) {
			t.Errorf("%+v", got)
		}
	})
}

func TestWriteConfidence(t *testing.T) {
	r := Result{Verdicts: []Verdict{{Slot: "dates", Confidence: "low", Right: true}, {Slot: "dates", Confidence: "low"}, {Slot: "causes", Confidence: "high", Right: true}}}
	var b strings.Builder
	if err := r.WriteConfidence(&b); err != nil {
		t.Fatal(err)
	}
	want := "slot            level         P    right wrong\n" +
		"dates           low       0.500        1     1\n" +
		"causes          high      1.000        1     0\n"
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
