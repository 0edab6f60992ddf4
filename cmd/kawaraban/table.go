package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store/export"
)

// printTable prints a reading for people: a heading, then one box for every incident.
func printTable(w io.Writer, st style, p answer.Paste, r extract.Reading) error {
	d := p.Document()
	var b strings.Builder
	if d.ID != "" {
		fmt.Fprintf(&b, "%s\n", wording.OneLine(d.ID))
	}
	b.WriteString(st.paint(text.Colors{text.Bold}, text.Trim(wording.OneLine(d.Title), st.width)))
	if d.Published != nil {
		fmt.Fprintf(&b, "\n公開 %s", *d.Published)
	}
	b.WriteString("\n")
	if len(r.Incidents) == 0 {
		b.WriteString("インシデントの報告は見つかりませんでした (no incident reported)\n")
	}
	for i, inc := range r.Incidents {
		title := ""
		if len(r.Incidents) > 1 {
			title = fmt.Sprintf("インシデント %d/%d", i+1, len(r.Incidents))
		}
		b.WriteString(incidentBox(st, title, inc))
		b.WriteString("\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// incidentBox draws one incident, one row a slot; slots that the text does not fill are
// left out.
func incidentBox(st style, title string, inc extract.Incident) string {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = true
	t.Style().Format.Header = text.FormatDefault
	if title != "" {
		t.SetTitle(title)
	}
	t.SetColumnConfigs([]table.ColumnConfig{{Number: 2, WidthMax: st.width - 18, WidthMaxEnforcer: wrap}})
	row := func(label string, lines []string) {
		if len(lines) > 0 {
			t.AppendRow(table.Row{label, strings.Join(lines, "\n")})
		}
	}
	row("組織", organizationLines(inc.Organizations))
	row("サービス", each(inc.Services, func(s extract.Service) string { return wording.OneLine(s.Name) }))
	row("経緯", dateLines(inc.Dates))
	row("件数", countLines(inc.Counts))
	row("情報", categoryLines(inc.Categories))
	row("原因", each(inc.Causes, causeLabelled))
	row("漏えい", []string{labelled("exposure", inc.Exposure)})
	return t.Render()
}

// each is what f makes of every item.
func each[T, U any](items []T, f func(T) U) []U {
	var out []U
	for _, x := range items {
		out = append(out, f(x))
	}
	return out
}

func organizationLines(orgs []extract.Organization) []string {
	return each(orgs, func(o extract.Organization) string {
		s := wording.OneLine(o.Name) + "  " + labelled("party_role", o.Role)
		if o.Anonymous {
			s += " (匿名)"
		}
		if len(o.Also) > 0 {
			s += " = " + wording.OneLine(strings.Join(o.Also, "、"))
		}
		return s
	})
}

// dateLines is the timeline: dates in their order, what a span starts with first.
func dateLines(dates []extract.Date) []string {
	dates = slices.Clone(dates)
	slices.SortStableFunc(dates, func(a, b extract.Date) int {
		return cmp.Or(cmp.Compare(a.Date, b.Date), cmp.Compare(a.End, b.End))
	})
	return columns(each(dates, func(d extract.Date) []string {
		when := d.Date
		if d.End != "" {
			when += " – " + d.End
		}
		return []string{when, labelled("date_role", d.Role), "「" + wording.OneLine(d.Text) + "」"}
	}))
}

func countLines(counts []extract.Count) []string {
	return columns(each(counts, func(c extract.Count) []string {
		return []string{wording.Figure(wording.JA, c), labelled("count_role", c.Role), "「" + wording.OneLine(c.Text) + "」", wording.OneLine(c.Subject)}
	}))
}

// categoryLines names the data that was exposed, and apart from it what was not.
func categoryLines(categories []extract.Category) []string {
	var lines []string
	for _, status := range []string{"exposed", "not_exposed"} {
		var names []string
		for _, c := range categories {
			if c.Status == status {
				names = append(names, extract.CategoryLabel(c.Code))
			}
		}
		if len(names) > 0 {
			lines = append(lines, labelled("status", status)+": "+strings.Join(names, "、"))
		}
	}
	return lines
}

func causeLabelled(c extract.Cause) string { return extract.CauseLabel(c.Code) + " " + c.Code }

// columns lays rows of cells out as lines with the cells under each other, by the
// columns that the characters take on a terminal.
func columns(rows [][]string) []string {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], text.StringWidthWithoutEscSequences(cell))
		}
	}
	return each(rows, func(row []string) string {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = text.Pad(cell, widths[i], ' ')
		}
		return strings.TrimRight(strings.Join(cells, "  "), " ")
	})
}

// wrap breaks lines that are too wide: after a comma or space in the second half of the
// line if there is one, else anywhere but before a closing mark.
func wrap(s string, width int) string {
	var out []string
	for line := range strings.SplitSeq(s, "\n") {
		for text.StringWidthWithoutEscSequences(line) > width {
			used, at, soft := 0, 0, 0
			for i, r := range line {
				if used += text.RuneWidth(r); used > width {
					break
				}
				at = i + utf8.RuneLen(r)
				if strings.ContainsRune("、・ ", r) && used > width/2 {
					soft = at
				}
			}
			if next, _ := utf8.DecodeRuneInString(line[at:]); soft == 0 && strings.ContainsRune("、。」)", next) {
				_, last := utf8.DecodeLastRuneInString(line[:at])
				at -= last
			}
			if at = cmp.Or(soft, at); at == 0 {
				break // a column narrower than one character
			}
			out = append(out, line[:at])
			line = line[at:]
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

// labelled is a code with its label before it: "検知 detected".
func labelled(kind, code string) string {
	if l := wording.Label(wording.JA, kind, code); l != code {
		return l + " " + code
	}
	return code
}

func printJSON(w io.Writer, v any, indent string) error {
	b, err := export.JSON(v, indent)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
