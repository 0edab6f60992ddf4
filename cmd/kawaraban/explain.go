package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
)

// A mark is one span of evidence and what was read from it.
type mark struct {
	start, end int    // code points
	slot       string // "date", "count", …: the colour
	note       string // what was read, and the rule
}

var slotColors = map[string]text.Colors{
	"organization": {text.Bold, text.FgMagenta},
	"service":      {text.FgMagenta},
	"date":         {text.FgCyan},
	"count":        {text.FgYellow},
	"category":     {text.FgGreen},
	"cause":        {text.FgRed},
	"exposure":     {text.Bold, text.FgRed},
}

// printExplained prints the text with every span of evidence marked and, after it, what
// was read from it by which rule: coloured, or [span]{note} without colours.
func printExplained(w io.Writer, st style, p answer.Paste, r extract.Reading) error {
	var title, body []mark
	for i, inc := range r.Incidents {
		of := ""
		if len(r.Incidents) > 1 {
			of = fmt.Sprintf("#%d ", i+1)
		}
		eachProof(inc, func(slot, value string, proof extract.Proof) {
			for _, e := range proof.Evidence {
				m := mark{e.Start, e.End, slot, of + value + " " + proof.Rule}
				if e.In == "title" {
					title = append(title, m)
				} else {
					body = append(body, m)
				}
			}
		})
	}
	var b strings.Builder
	a := p.Article()
	if a.Title != "" {
		b.WriteString(marked(st, a.Title, title) + "\n\n")
	}
	b.WriteString(strings.TrimRight(marked(st, a.Text, body), "\n") + "\n\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// eachProof calls f for every proven value of an incident.
func eachProof(inc extract.Incident, f func(slot, value string, p extract.Proof)) {
	for _, o := range inc.Organizations {
		f("organization", o.Role, o.Proof)
	}
	for _, s := range inc.Services {
		f("service", "service", s.Proof)
	}
	for _, d := range inc.Dates {
		f("date", d.Role+" "+strings.TrimSuffix(d.Date+"/"+d.End, "/"), d.Proof)
	}
	for _, c := range inc.Counts {
		f("count", fmt.Sprintf("%s %d %s", c.Role, c.Value, c.Unit), c.Proof)
	}
	for _, c := range inc.Categories {
		f("category", c.Status+" "+c.Code, c.Proof)
	}
	for _, c := range inc.Causes {
		f("cause", c.Code, c.Proof)
	}
	if inc.ExposureProof != nil {
		f("exposure", inc.Exposure, *inc.ExposureProof)
	}
}

// marked is s with its marks. Marks on one span share its brackets; where spans cross,
// the one that began last has the colour.
func marked(st style, s string, marks []mark) string {
	runes := []rune(s)
	type span struct{ start, end int }
	notes := map[span][]string{}
	slots := map[span]string{}
	var spans []span
	for _, m := range marks {
		at := span{m.start, m.end}
		if m.start < 0 || m.start >= m.end || m.end > len(runes) {
			continue
		}
		if notes[at] == nil {
			spans, slots[at] = append(spans, at), m.slot
		}
		if !slices.Contains(notes[at], m.note) {
			notes[at] = append(notes[at], m.note)
		}
	}
	// Outer spans open first; of spans that end together the inner closes first.
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(a.start-b.start, b.end-a.end) })

	var out strings.Builder
	var open []span
	at := 0
	write := func(to int) {
		piece := wording.Clean(string(runes[at:to]))
		if len(open) > 0 {
			piece = st.paint(slotColors[slots[open[len(open)-1]]], piece)
		}
		out.WriteString(piece)
		at = to
	}
	// closeUntil ends the open spans that end at or before to, in the order of their ends.
	closeUntil := func(to int) {
		for {
			i := -1
			for j, sp := range open {
				if sp.end <= to && (i < 0 || sp.end <= open[i].end) {
					i = j
				}
			}
			if i < 0 {
				return
			}
			sp := open[i]
			write(sp.end)
			open = slices.Delete(open, i, i+1)
			note := "{" + wording.OneLine(strings.Join(notes[sp], "; ")) + "}"
			if st.color {
				out.WriteString(st.paint(text.Colors{text.Faint}, note))
			} else {
				out.WriteString("]" + note)
			}
		}
	}
	for _, sp := range spans {
		closeUntil(sp.start)
		write(sp.start)
		if !st.color {
			out.WriteString("[")
		}
		open = append(open, sp)
	}
	closeUntil(len(runes))
	write(len(runes))
	return out.String()
}
