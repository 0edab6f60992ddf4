package store

import (
	"iter"
	"strings"
	"time"
)

// A Case is one event at one organisation, as all its reports together tell it today.
// Strings are "", pointers nil and lists empty where no report says it. Days are as
// precise as they are told: 2025-07-11, 2025-07 or 2025.
type Case struct {
	ID                   int64
	Organization         string // whose case it is, as written
	OrganizationKind     string // a code of extract.OrganizationKinds
	Prefecture           string
	CorporateNumber      string
	Affected             []string // other organisations whose data were hit
	Services             []string
	Contractor           string // where it happened, if the case is its client's
	ContractorCase       *int64 // the contractor's own case
	Announced            string
	Occurred             string
	OccurredUntil        string
	Detected             string
	Published            string // the day the first report appeared
	People               *int64 // by the latest report that tells a total
	PeopleQualifier      string // exact, about, at_most, at_least, several
	PeopleAsOf           string
	FirstReportedPeople  *int64
	Records              *int64
	RecordsQualifier     string
	RecordsAsOf          string
	FirstReportedRecords *int64
	Causes               []string // codes of extract.Causes
	Exposure             string
	CategoriesExposed    []string // codes of extract.Categories
	CategoriesNotExposed []string
	Sources              int64 // pages that tell it
	URLs                 []string
	Title                string // of the first report
	Confidence           string // high, medium, low
	FirstSeen            time.Time
	RevisedAt            time.Time // when what it tells last changed
}

// caseColumns are the columns of a case in the order of its fields.
var caseColumns = []Column{
	{"case_id", Integer}, {"organization", Text}, {"organization_kind", Text}, {"prefecture", Text}, {"corporate_number", Text},
	{"affected", List}, {"services", List}, {"contractor", Text}, {"contractor_case_id", Integer},
	{"announced", Day}, {"occurred", Day}, {"occurred_until", Day}, {"detected", Day}, {"published", Day},
	{"people", Integer}, {"people_qualifier", Text}, {"people_as_of", Day}, {"first_reported_people", Integer},
	{"records", Integer}, {"records_qualifier", Text}, {"records_as_of", Day}, {"first_reported_records", Integer},
	{"causes", List}, {"exposure", Text}, {"categories_exposed", List}, {"categories_not_exposed", List},
	{"sources", Integer}, {"urls", Links}, {"title", Text}, {"confidence", Text}, {"first_seen", Moment}, {"revised_at", Moment},
}

func (c *Case) fields() []any {
	return []any{
		&c.ID, &c.Organization, &c.OrganizationKind, &c.Prefecture, &c.CorporateNumber,
		&c.Affected, &c.Services, &c.Contractor, &c.ContractorCase,
		&c.Announced, &c.Occurred, &c.OccurredUntil, &c.Detected, &c.Published,
		&c.People, &c.PeopleQualifier, &c.PeopleAsOf, &c.FirstReportedPeople,
		&c.Records, &c.RecordsQualifier, &c.RecordsAsOf, &c.FirstReportedRecords,
		&c.Causes, &c.Exposure, &c.CategoriesExposed, &c.CategoriesNotExposed,
		&c.Sources, &c.URLs, &c.Title, &c.Confidence, &c.FirstSeen, &c.RevisedAt,
	}
}

// Cells are the columns of a case and their values, in order.
func (c *Case) Cells() ([]Column, []any) { return caseColumns, values(c.fields()) }

// Cases are the cases that the filter chooses, the first announced first.
func (p *Snapshot) Cases() iter.Seq2[*Case, error] {
	where, args := p.f.onCases()
	return records(p, (*Case).fields, `
		SELECT `+columnsOf("v", caseColumns)+`
		FROM v_cases v JOIN cases c ON c.id = v.case_id
		WHERE `+where+`
		ORDER BY coalesce(c.announced, c.published, ''), c.id`, args...)
}

// columnsOf lists columns of a view.
func columnsOf(view string, columns []Column) string {
	var all []string
	for _, c := range columns {
		all = append(all, view+"."+c.Name)
	}
	return strings.Join(all, ", ")
}
