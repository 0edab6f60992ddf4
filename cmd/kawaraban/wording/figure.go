package wording

import (
	"strconv"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// Figure writes a count as a reader of the language would: 約1,200人, about 1,200 persons.
func Figure(lang Lang, c extract.Count) string {
	value := Thousands(c.Value)
	if c.ValueMax != nil {
		value += "–" + Thousands(*c.ValueMax)
	}
	unit, q := Label(lang, "unit", c.Unit), Label(lang, "qualifier", c.Qualifier)
	if lang == EN {
		switch c.Qualifier {
		case "exact":
			return value + " " + unit
		case "several":
			return value + " " + unit + " (" + q + ")"
		}
		return q + " " + value + " " + unit
	}
	value += unit
	switch c.Qualifier {
	case "at_least":
		return value + q
	case "several":
		return value + " (" + q + ")"
	}
	return q + value
}

// Totals are the totals of a case, people before records.
func Totals(lang Lang, c *store.Case) (all []string) {
	for _, t := range []struct {
		value           *int64
		qualifier, unit string
	}{{c.People, c.PeopleQualifier, "people"}, {c.Records, c.RecordsQualifier, "records"}} {
		if t.value != nil {
			all = append(all, Figure(lang, extract.Count{Value: *t.value, Qualifier: t.qualifier, Unit: t.unit}))
		}
	}
	return all
}

// Thousands writes 12345 as 12,345.
func Thousands(n int64) string {
	s := strconv.FormatInt(n, 10)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
