package store

import (
	"iter"
	"time"
)

// A CaseCount is one number that a report of a case tells.
type CaseCount struct {
	CaseID                         int64
	Organization, AsOf             string
	Value                          int64
	ValueMax                       *int64
	Unit, Qualifier, Role, Subject string
	Standing                       string // latest, repeated, superseded
	Text, Confidence, URL          string
}

var caseCountColumns = []Column{
	{"case_id", Integer}, {"organization", Text}, {"as_of", Day}, {"value", Integer}, {"value_max", Integer}, {"unit", Text},
	{"qualifier", Text}, {"role", Text}, {"subject", Text}, {"standing", Text}, {"text", Text}, {"confidence", Text}, {"url", Text},
}

func (c *CaseCount) fields() []any {
	return []any{
		&c.CaseID, &c.Organization, &c.AsOf, &c.Value, &c.ValueMax, &c.Unit,
		&c.Qualifier, &c.Role, &c.Subject, &c.Standing, &c.Text, &c.Confidence, &c.URL,
	}
}

// counts are the numbers of the chosen cases in the order in which they became known.
func (p *Snapshot) counts() iter.Seq2[*CaseCount, error] {
	where, args := p.f.onCases()
	return records(p, (*CaseCount).fields, `
		SELECT `+columnsOf("v", caseCountColumns)+`
		FROM cases c JOIN v_case_counts v ON v.case_id = c.id
		WHERE `+where+`
		ORDER BY coalesce(c.announced, c.published, ''), c.id, v.as_of, v.article_id, v.role <> 'total', v.unit, v.value, v.text`, args...)
}

// A caseOrganization is an organisation that reports of the chosen cases name.
type caseOrganization struct {
	id                                            int64
	name, canonical, form, kind, prefecture, corp string
	names                                         []string
	cases                                         int64
}

var caseOrganizationColumns = []Column{
	{"organization_id", Integer}, {"name", Text}, {"canonical", Text}, {"legal_form", Text}, {"kind", Text},
	{"prefecture", Text}, {"corporate_number", Text}, {"names", List}, {"cases", Integer},
}

func (o *caseOrganization) fields() []any {
	return []any{&o.id, &o.name, &o.canonical, &o.form, &o.kind, &o.prefecture, &o.corp, &o.names, &o.cases}
}

// organizations are those that the chosen cases name, with the number of these cases.
func (p *Snapshot) organizations() iter.Seq2[*caseOrganization, error] {
	where, args := p.f.onCases()
	return records(p, (*caseOrganization).fields, `
		SELECT v.organization_id, v.name, v.canonical, v.legal_form, v.kind, v.prefecture, v.corporate_number, v.names, x.cases
		FROM (SELECT i.organization_id, count(DISTINCT c.id) AS cases
			FROM cases c
			JOIN case_reports r ON r.case_id = c.id
			JOIN incident_organizations i ON i.incident_id = r.incident_id AND i.organization_id IS NOT NULL
			WHERE `+where+` GROUP BY 1) x
		JOIN v_organizations v ON v.organization_id = x.organization_id
		ORDER BY v.canonical, v.name`, args...)
}

// An incidentRow is one current incident as v_incidents has it.
type incidentRow struct {
	id, articleID                                int64
	url, title, published, site, source          string
	breached, affected, services                 []string
	announced, occurred, occurredUntil, detected string
	people                                       *int64
	peopleQualifier                              string
	records                                      *int64
	recordsQualifier                             string
	causes                                       []string
	exposure                                     string
	exposed, notExposed                          []string
	extractor                                    string
	readAt                                       time.Time
}

var incidentColumns = []Column{
	{"incident_id", Integer}, {"article_id", Integer}, {"url", Text}, {"title", Text}, {"published", Day}, {"site", Text}, {"source", Text},
	{"breached", List}, {"affected", List}, {"services", List},
	{"announced", Day}, {"occurred", Day}, {"occurred_until", Day}, {"detected", Day},
	{"people", Integer}, {"people_qualifier", Text}, {"records", Integer}, {"records_qualifier", Text},
	{"causes", List}, {"exposure", Text}, {"categories_exposed", List}, {"categories_not_exposed", List},
	{"extractor_version", Text}, {"read_at", Moment},
}

func (i *incidentRow) fields() []any {
	return []any{
		&i.id, &i.articleID, &i.url, &i.title, &i.published, &i.site, &i.source,
		&i.breached, &i.affected, &i.services,
		&i.announced, &i.occurred, &i.occurredUntil, &i.detected,
		&i.people, &i.peopleQualifier, &i.records, &i.recordsQualifier,
		&i.causes, &i.exposure, &i.exposed, &i.notExposed,
		&i.extractor, &i.readAt,
	}
}

// IncidentTable has one row for each current incident that the filter chooses.
func (p *Snapshot) IncidentTable() Table {
	where, args := p.f.onIncidents()
	return table("incidents", incidentColumns, records(p, (*incidentRow).fields, `
		SELECT `+columnsOf("i", incidentColumns)+` FROM v_incidents i
		WHERE `+where+` ORDER BY i.incident_id`, args...), (*incidentRow).fields)
}
