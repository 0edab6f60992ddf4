package score

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// The closed lists of the gold format.
var (
	orgRoles   = []string{"breached", "affected"}
	dateRoles  = []string{"occurred", "detected", "announced", "data_period", "response"}
	countRoles = []string{"total", "part", "prior", "impact"}
	units      = []string{"records", "people", "accounts", "organizations", "messages", "files", "households", "devices", "yen"}
	qualifiers = []string{"exact", "about", "at_most", "at_least", "several"}
	statuses   = []string{"exposed", "not_exposed"}
	exposures  = []string{"confirmed", "possible", "not_confirmed", "unknown"}
)

// Check finds the faults of an annotation: text that is not in the document, unknown
// codes, roles and units, dates that are none, entries that stand there twice. Each
// error names the file and the field.
func Check(docs []Document) []error {
	var faults []error
	for _, d := range docs {
		c := checker{doc: d}
		c.document()
		faults = append(faults, c.faults...)
	}
	return faults
}

type checker struct {
	doc    Document
	faults []error
}

func (c *checker) bad(field, format string, args ...any) {
	where := cmp.Or(c.doc.File, c.doc.ID)
	c.faults = append(c.faults, fmt.Errorf("%s: %s: %s", where, field, fmt.Sprintf(format, args...)))
}

func (c *checker) document() {
	d := c.doc
	if d.File != "" && d.ID != strings.TrimSuffix(filepath.Base(d.File), ".json") {
		c.bad("id", "%q differs from the file's name", d.ID)
	}
	if d.Published != "" {
		if err := checkDate(d.Published); err != nil {
			c.bad("published", "%v", err)
		}
	}
	if d.Incidents == nil {
		c.bad("incidents", "missing; a document without any says []")
	}
	for i, in := range d.Incidents {
		c.incident(fmt.Sprintf("incidents[%d]", i), in)
	}
}

func (c *checker) incident(at string, in Incident) {
	c.oneOf(at+".exposure", in.Exposure, exposures)
	if len(in.Organizations) == 0 {
		c.bad(at+".organizations", "empty; an unnamed organisation is entered as the text describes it, with anonymous true")
	}
	for i, o := range in.Organizations {
		at := fmt.Sprintf("%s.organizations[%d]", at, i)
		c.oneOf(at+".role", o.Role, orgRoles)
		c.inText(at+".name", o.Name)
		for _, n := range o.Also {
			c.inText(at+".also", n)
		}
	}
	for i, s := range in.Services {
		c.inText(fmt.Sprintf("%s.services[%d]", at, i), s.Name)
	}
	for i, x := range in.Causes {
		c.known(fmt.Sprintf("%s.causes[%d]", at, i), x.Code, extract.Causes)
	}
	for i, x := range in.Dates {
		at := fmt.Sprintf("%s.dates[%d]", at, i)
		c.oneOf(at+".role", x.Role, dateRoles)
		c.inText(at+".text", x.Text)
		if err := checkDate(x.Date); err != nil {
			c.bad(at+".date", "%v", err)
		}
		if x.End != "" {
			if err := checkDate(x.End); err != nil {
				c.bad(at+".end", "%v", err)
			} else if x.End < x.Date {
				c.bad(at+".end", "%s is before %s", x.End, x.Date)
			}
		}
		if slices.ContainsFunc(in.Dates[:i], func(y Date) bool {
			return y.span() == x.span() && y.Role == x.Role
		}) {
			c.bad(at, "%s %s stands there twice", x.span(), x.Role)
		}
	}
	for i, x := range in.Counts {
		at := fmt.Sprintf("%s.counts[%d]", at, i)
		if x.Value == nil {
			c.bad(at+".value", "missing")
		}
		c.oneOf(at+".unit", x.Unit, units)
		c.oneOf(at+".qualifier", x.Qualifier, qualifiers)
		c.oneOf(at+".role", x.Role, countRoles)
		c.inText(at+".text", x.Text)
		if slices.ContainsFunc(in.Counts[:i], func(y Count) bool {
			return y.figure() == x.figure() && y.Qualifier == x.Qualifier && y.Role == x.Role
		}) {
			c.bad(at, "%s %s %s stands there twice", x.figure(), x.Qualifier, x.Role)
		}
	}
	for i, x := range in.Categories {
		at := fmt.Sprintf("%s.categories[%d]", at, i)
		c.known(at+".code", x.Code, extract.Categories)
		c.oneOf(at+".status", x.Status, statuses)
		c.inText(at+".text", x.Text)
		if slices.ContainsFunc(in.Categories[:i], func(y Category) bool {
			return y.Code == x.Code && y.Status == x.Status
		}) {
			c.bad(at, "%s %s stands there twice", x.Code, x.Status)
		}
	}
}

func (c *checker) oneOf(field, value string, list []string) {
	if !slices.Contains(list, value) {
		c.bad(field, "%q is not one of %s", value, strings.Join(list, ", "))
	}
}

func (c *checker) known(field, code string, codes []extract.Code) {
	if !slices.ContainsFunc(codes, func(k extract.Code) bool { return k.Code == code }) {
		c.bad(field, "unknown code %q", code)
	}
}

func (c *checker) inText(field, s string) {
	switch {
	case s == "":
		c.bad(field, "empty")
	case !strings.Contains(c.doc.Text, s):
		c.bad(field, "%q is not in the text", s)
	}
}

// checkDate accepts a day, a month or a year that exists.
func checkDate(s string) error {
	layouts := map[int]string{4: "2006", 7: "2006-01", 10: "2006-01-02"}
	layout, ok := layouts[len(s)]
	if ok {
		if _, err := time.Parse(layout, s); err == nil {
			return nil
		}
	}
	return fmt.Errorf("%q is no date; write 2025, 2025-07 or 2025-07-11", s)
}
