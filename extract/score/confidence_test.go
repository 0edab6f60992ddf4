package score

import (
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

func proof(level string) extract.Proof { return extract.Proof{Rule: "made/up", Confidence: level} }

func TestVerdicts(t *testing.T) {
	for _, c := range []struct {
		name        string
		answer      extract.Incident
		slot, level string
		want        Tally
	}{
		{
			name:   "a right date",
			answer: extract.Incident{Dates: []extract.Date{{Date: "2025-07-11", Role: "detected", Proof: proof("high")}}},
			slot:   "dates", level: "high", want: Tally{Right: 1},
		},
		{
			name:   "a date in the wrong role",
			answer: extract.Incident{Dates: []extract.Date{{Date: "2025-07-11", Role: "occurred", Proof: proof("high")}}},
			slot:   "dates", level: "high", want: Tally{Wrong: 1},
		},
		{
			name:   "an optional date is not judged",
			answer: extract.Incident{Dates: []extract.Date{{Date: "2025-07", Role: "response", Proof: proof("high")}}},
			slot:   "dates", level: "high",
		},
		{
			name:   "another level",
			answer: extract.Incident{Dates: []extract.Date{{Date: "2025-07-11", Role: "detected", Proof: proof("low")}}},
			slot:   "dates", level: "high",
		},
		{
			name:   "an organisation under another name",
			answer: extract.Incident{Organizations: []extract.Organization{{Name: "あさぎり社", Role: "breached", Proof: proof("high")}}},
			slot:   "organizations", level: "high", want: Tally{Right: 1},
		},
		{
			name:   "an organisation in the wrong role",
			answer: extract.Incident{Organizations: []extract.Organization{{Name: "あさぎり社", Role: "affected", Proof: proof("high")}}},
			slot:   "organizations", level: "high", want: Tally{Wrong: 1},
		},
		{
			name:   "an optional organisation is not judged",
			answer: extract.Incident{Organizations: []extract.Organization{{Name: "霧ノ宮市", Role: "affected", Proof: proof("high")}}},
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
			gold := []Document{{ID: "1", Incidents: []Incident{asagiri()}}}
			if got := Score(gold, map[string][]extract.Incident{"1": {c.answer}}).At(c.slot, c.level); got != c.want {
				t.Errorf("%+v, want %+v", got, c.want)
			}
		})
	}
	t.Run("all is wrong where no incident is", func(t *testing.T) {
		answer := extract.Incident{Causes: []extract.Cause{{Code: "ransomware", Proof: proof("high")}}}
		r := Score([]Document{{ID: "1"}}, map[string][]extract.Incident{"1": {answer}})
		if got := r.At("causes", "high"); got != (Tally{Wrong: 1}) {
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
