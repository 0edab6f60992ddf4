package store

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// A Filter chooses cases or incidents; its zero value chooses all.
type Filter struct {
	Case int64 // the number of one case, 0 for all
	// Since and Until bound the first announcement, else the day the article
	// appeared: YYYY-MM-DD, both included. What has neither day falls out.
	Since, Until string
	Organization string // part of a name of a party, or its name in another spelling
	Kind         string // of the organisation: a code of extract.OrganizationKinds
	Cause        string // a code of extract.Causes
	Category     string // a code of extract.Categories, exposed
	MinCount     int64  // least number of people or records
	Exposure     string // a code of extract.Exposures
	Confidence   string // of the case, at least: one of Confidences
	Words        string // an article has all of them, as Search finds them
}

// Check says which part of a filter no case can meet, by the name of its flag.
func (f Filter) Check() error {
	for _, d := range [][2]string{{"since", f.Since}, {"until", f.Until}} {
		if _, err := time.Parse(time.DateOnly, d[1]); d[1] != "" && err != nil {
			return fmt.Errorf("%s %q is no day: YYYY-MM-DD is expected", d[0], d[1])
		}
	}
	for _, v := range []struct{ flag, value, kind string }{
		{"kind", f.Kind, "organization"}, {"cause", f.Cause, "cause"}, {"category", f.Category, "category"},
		{"exposure", f.Exposure, "exposure"}, {"confidence", f.Confidence, "confidence"},
	} {
		if _, known := Label(v.kind, v.value); v.value != "" && !known {
			var codes []string
			for _, c := range Codes(v.kind) {
				codes = append(codes, c.Code)
			}
			return fmt.Errorf("%s %q is none of %s", v.flag, v.value, strings.Join(codes, ", "))
		}
	}
	if f.MinCount < 0 {
		return fmt.Errorf("min-count %d is less than 0", f.MinCount)
	}
	return nil
}

// Confidences are the levels of confidence, the highest first.
var Confidences = []string{"high", "medium", "low"}

// conditions are what a row has to meet, with the arguments of the placeholders.
type conditions struct {
	parts []string
	args  []any
}

func (c *conditions) add(part string, args ...any) {
	c.parts = append(c.parts, part)
	c.args = append(c.args, args...)
}

func (c *conditions) String() string {
	if len(c.parts) == 0 {
		return "1"
	}
	return strings.Join(c.parts, " AND ")
}

// days holds Since and Until against a column.
func (f Filter) days(c *conditions, day string) {
	if f.Since != "" {
		// A month or a year counts until its end: 2025-07 is not before 2025-07-11.
		c.add(day+" || substr('-99-99', length("+day+") - 3) >= ?", f.Since)
	}
	if f.Until != "" {
		c.add(day+" <= ?", f.Until)
	}
}

// levels are the levels of confidence that pass, as a JSON array.
func (f Filter) levels() string {
	return jsonList(Confidences[:slices.Index(Confidences, f.Confidence)+1])
}

// onRow holds what cases and incidents have in common against a row with this id, whose column
// in the tables of what is told is called of_id. Each list is made once for a query, not for
// each row.
func (f Filter) onRow(c *conditions, row, id, of string) {
	f.days(c, "coalesce("+row+".announced, "+row+".published)")
	if f.Cause != "" {
		c.add(id+` IN (SELECT `+of+`_id FROM `+of+`_causes WHERE code = ?)`, f.Cause)
	}
	if f.Category != "" {
		c.add(id+` IN (SELECT `+of+`_id FROM `+of+`_categories WHERE code = ? AND status = 'exposed')`, f.Category)
	}
	if f.MinCount > 0 {
		c.add(`max(coalesce(`+row+`.people, 0), coalesce(`+row+`.records, 0)) >= ?`, f.MinCount)
	}
	if f.Exposure != "" {
		c.add(row+".exposure = ?", f.Exposure)
	}
}

// named is the query for the incidents of which a party has a name, and its arguments. It asks
// the parts of v_organization_names one by one: the view makes all names before it compares.
func (f Filter) named() (query string, args []any) {
	name := organizationName(f.Organization)
	canonical := extract.ParseName(name).Canonical
	return `
		SELECT incident_id FROM incident_organizations WHERE organization_id IN (
			SELECT id FROM organizations WHERE instr(name, ?) OR canonical = ?
			UNION ALL
			SELECT organization_id FROM organization_aliases WHERE instr(name, ?) OR canonical = ?
			UNION ALL
			SELECT o.organization_id FROM incident_organization_names n
			CROSS JOIN incident_organizations o ON (o.incident_id, o.position) = (n.incident_id, n.position)
			CROSS JOIN v_current_incidents i ON i.incident_id = n.incident_id
			WHERE instr(n.name, ?) OR n.canonical = ?)
		UNION ALL
		SELECT incident_id FROM incident_organizations WHERE organization_id IS NULL AND instr(name, ?)`,
		[]any{name, canonical, name, canonical, name, canonical, name}
}

// onIncidents is the condition on the rows i of v_incidents.
func (f Filter) onIncidents() (condition string, args []any) {
	var c conditions
	if f.Case != 0 {
		c.add("i.incident_id IN (SELECT incident_id FROM case_reports WHERE case_id = ?)", f.Case)
	}
	if f.Organization != "" {
		named, args := f.named()
		c.add("i.incident_id IN ("+named+")", args...)
	}
	f.onRow(&c, "i", "i.incident_id", "incident")
	if f.Confidence != "" {
		c.add(`i.incident_id IN (SELECT r.incident_id FROM case_reports r JOIN cases x ON x.id = r.case_id
			WHERE x.confidence IN (SELECT value FROM json_each(?)))`, f.levels())
	}
	if f.Kind != "" {
		c.add(`EXISTS (SELECT 1 FROM incident_organizations x JOIN organizations o ON o.id = x.organization_id
			WHERE x.incident_id = i.incident_id AND x.role = 'breached' AND o.kind = ?)`, f.Kind)
	}
	for _, t := range terms(f.Words) {
		c.add("i.article_id IN ("+indexed(t)+")", query(t))
	}
	return c.String(), c.args
}

// onCases is the condition on the rows c of cases.
func (f Filter) onCases() (condition string, args []any) {
	var c conditions
	if f.Case != 0 {
		c.add("c.id = ?", f.Case)
	}
	if f.Organization != "" {
		named, args := f.named()
		c.add("c.id IN (SELECT case_id FROM case_reports WHERE incident_id IN ("+named+"))", args...)
	}
	f.onRow(&c, "c", "c.id", "case")
	if f.Confidence != "" {
		c.add(`c.confidence IN (SELECT value FROM json_each(?))`, f.levels())
	}
	if f.Kind != "" {
		c.add(`c.organization_id IN (SELECT id FROM organizations WHERE kind = ?)`, f.Kind)
	}
	if all := terms(f.Words); len(all) > 0 {
		var w conditions
		for _, t := range all {
			w.add("r.article_id IN ("+indexed(t)+")", query(t))
		}
		c.add("c.id IN (SELECT r.case_id FROM case_reports r WHERE "+w.String()+")", w.args...)
	}
	return c.String(), c.args
}
