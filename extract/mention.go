package extract

import (
	"slices"
	"strconv"
)

// list gives all mentions in the order of the text, as they are shown to users.
func (m *mentions) list(d *document) []Mention {
	out := slices.Grow([]Mention(nil), len(m.dates)+len(m.counts)+len(m.orgs)+len(m.categories))
	add := func(v Mention, i, j int) {
		v.Start, v.End = d.span(i, j)
		v.Text = string(d.given[v.Start:v.End])
		out = append(out, v)
	}
	for _, e := range m.dates {
		value := e.Start
		if e.End != "" {
			value += "/" + e.End
		}
		add(Mention{Kind: "date", Value: value, Timex: timex(e.dateExpr), Rule: e.rule}, e.start, e.end)
	}
	for _, c := range m.counts {
		value := strconv.FormatInt(c.value, 10)
		if c.max > 0 {
			value += "/" + strconv.FormatInt(c.max, 10)
		}
		add(Mention{Kind: "count", Value: value, Unit: c.unit, Qualifier: c.qualifier, Rule: c.rule}, c.start, c.end)
	}
	for _, o := range m.orgs {
		add(Mention{Kind: "organization", Value: d.original(o.start, o.end), Rule: o.rule}, o.start, o.end)
	}
	for _, c := range m.categories {
		if !c.data {
			continue
		}
		add(Mention{Kind: "category", Value: c.code, Rule: c.rule}, c.start, c.end)
	}
	slices.SortStableFunc(out, func(a, b Mention) int { return a.Start - b.Start })
	return out
}
