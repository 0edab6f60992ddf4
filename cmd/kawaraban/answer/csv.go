package answer

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
)

// csvHeader names the columns of extract's CSV: one row for every slot of every
// incident, and for every mention, which has no incident number. detail holds the other
// names of an organisation, or what is counted.
var csvHeader = []string{
	"document", "incident", "slot", "role", "value", "value_to", "unit", "qualifier", "detail", "label", "text",
	"start", "end", "rule", "confidence", "timex",
}

// A csvRow is one row; its fields are the columns.
type csvRow struct {
	document, incident, slot, role, value, valueTo, unit, qualifier, detail, label, text string
	start, end, rule, confidence, timex                                                  string
}

func (r csvRow) cells() []string {
	cells := []string{
		r.document, r.incident, r.slot, r.role, r.value, r.valueTo, r.unit, r.qualifier, r.detail, r.label, r.text,
		r.start, r.end, r.rule, r.confidence, r.timex,
	}
	for i, c := range cells {
		cells[i] = wording.Clean(c)
	}
	return cells
}

// A CSVTable prints answers under one header.
type CSVTable struct {
	out      *csv.Writer
	mentions bool
	begun    bool
}

// NewCSVTable writes to w, also the mentions if they are wanted.
func NewCSVTable(w io.Writer, mentions bool) *CSVTable {
	return &CSVTable{out: csv.NewWriter(w), mentions: mentions}
}

// Print writes the rows of one answer.
func (t *CSVTable) Print(p Paste, r extract.Reading) error {
	if !t.begun {
		t.begun = true
		if err := t.out.Write(csvHeader); err != nil {
			return err
		}
	}
	var rows []csvRow
	for i, inc := range r.Incidents {
		for _, row := range csvRows(inc) {
			row.incident = strconv.Itoa(i + 1)
			rows = append(rows, row)
		}
	}
	if t.mentions {
		for _, m := range r.Mentions {
			rows = append(rows, csvRow{slot: "mention", role: m.Kind, value: m.Value, unit: m.Unit, qualifier: m.Qualifier,
				text: m.Text, start: strconv.Itoa(m.Start), end: strconv.Itoa(m.End), rule: m.Rule, timex: m.Timex})
		}
	}
	for _, row := range rows {
		row.document = p.ID
		if err := t.out.Write(row.cells()); err != nil {
			return err
		}
	}
	t.out.Flush()
	return t.out.Error()
}

// csvRows are the rows of one incident.
func csvRows(inc extract.Incident) []csvRow {
	var rows []csvRow
	add := func(row csvRow, p *extract.Proof) {
		if p != nil {
			row.rule, row.confidence = p.Rule, p.Confidence
			if len(p.Evidence) > 0 {
				e := p.Evidence[0]
				row.text, row.start, row.end = e.Text, strconv.Itoa(e.Start), strconv.Itoa(e.End)
			}
		}
		rows = append(rows, row)
	}
	for _, o := range inc.Organizations {
		add(csvRow{slot: "organization", role: o.Role, value: o.Name, detail: strings.Join(o.Also, "|"), label: wording.Label(wording.JA, "party_role", o.Role)}, &o.Proof)
	}
	for _, s := range inc.Services {
		add(csvRow{slot: "service", value: s.Name}, &s.Proof)
	}
	for _, d := range inc.Dates {
		add(csvRow{slot: "date", role: d.Role, value: d.Date, valueTo: d.End, label: wording.Label(wording.JA, "date_role", d.Role)}, &d.Proof)
	}
	for _, c := range inc.Counts {
		row := csvRow{slot: "count", role: c.Role, value: strconv.FormatInt(c.Value, 10), unit: c.Unit, qualifier: c.Qualifier,
			detail: c.Subject, label: wording.Label(wording.JA, "count_role", c.Role)}
		if c.ValueMax != nil {
			row.valueTo = strconv.FormatInt(*c.ValueMax, 10)
		}
		add(row, &c.Proof)
	}
	for _, c := range inc.Categories {
		add(csvRow{slot: "category", role: c.Status, value: c.Code, label: extract.CategoryLabel(c.Code)}, &c.Proof)
	}
	for _, c := range inc.Causes {
		add(csvRow{slot: "cause", value: c.Code, label: extract.CauseLabel(c.Code)}, &c.Proof)
	}
	add(csvRow{slot: "exposure", value: inc.Exposure, label: wording.Label(wording.JA, "exposure", inc.Exposure)}, inc.ExposureProof)
	return rows
}
