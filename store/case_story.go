package store

import (
	"context"
	"fmt"
)

// A CaseStory is a case with what its reports are, why they belong to it, and what was
// corrected.
type CaseStory struct {
	Case
	Pinned      bool // it takes in no further report
	Reports     []CaseReport
	Timeline    []CaseDate
	Counts      []CaseCount // in the order in which they became known
	Corrections []Correction
}

// A CaseDate is a dated thing that reports of a case tell.
type CaseDate struct {
	Date, End  string // End of an interval, each as precise as it is told
	Role       string // a code of extract.DateRoles
	Text       string
	FirstTold  string
	LastTold   string
	Articles   int64 // that tell it
	Superseded bool  // the latest report that tells of the role tells another date
}

// A CaseReport is one article in one wording as a report of a case.
type CaseReport struct {
	Article   int64
	Revision  int64 // of the article, 1 is the first wording
	Current   bool  // it is what the article says today
	AsOf      string
	Published string
	Title     string
	URL       string
	Manual    bool   // people put it there
	Score     *int64 // points that put it to its best match, nil for the first report
	Reasons   string // what these points are for
}

// A Correction is a total that a later report put right.
type Correction struct {
	Unit          string
	From          int64
	FromQualifier string
	FromAsOf      string
	To            int64
	ToQualifier   string
	ToAsOf        string
}

// CaseStory tells a case. Its error is ErrNoCase where there is none of this number.
func (s *Store) CaseStory(ctx context.Context, id int64) (c *CaseStory, err error) {
	err = s.Snapshot(ctx, Filter{Case: id}, func(p *Snapshot) error {
		c, err = p.CaseStory()
		return err
	})
	return c, err
}

// CaseStory tells the one case that the filter chooses. Its error is ErrNoCase where there
// is none of its number.
func (p *Snapshot) CaseStory() (c *CaseStory, err error) {
	c = &CaseStory{}
	id := p.f.Case
	defer func() {
		if err != nil {
			c, err = nil, fmt.Errorf("store: case %d: %w", id, cancelled(p.ctx, err))
		}
	}()
	refs, err := refsOf(p.ctx, p.tx, id)
	if err != nil {
		return nil, err
	}
	for found, err := range p.Cases() {
		if err != nil {
			return nil, err
		}
		c.Case = *found
	}
	if err := p.tx.QueryRowContext(p.ctx, `
		SELECT EXISTS (SELECT 1 FROM case_decisions WHERE kind = 'closed' AND article_id = ? AND party = ?)`,
		refs[0].article, refs[0].party).Scan(&c.Pinned); err != nil {
		return nil, err
	}
	if c.Reports, err = queryAll(p, (*CaseReport).fields, `
		SELECT r.article_id, v.number, v.current, r.as_of, v.published, trim(coalesce(v.title, substr(v.text, 1, instr(v.text || char(10), char(10)) - 1))),
			a.url, r.manual, r.score, r.reasons
		FROM case_reports r
		JOIN articles a ON a.id = r.article_id
		JOIN incidents i ON i.id = r.incident_id
		JOIN readings g ON g.id = i.reading_id
		JOIN article_revisions v ON v.id = g.revision_id
		WHERE r.case_id = ? ORDER BY r.position`, id); err != nil {
		return nil, err
	}
	if c.Timeline, err = queryAll(p, (*CaseDate).fields, `
		SELECT date, date_end, role, text, first_told, last_told, articles, superseded
		FROM v_case_timeline WHERE case_id = ? ORDER BY date, date_end, role`, id); err != nil {
		return nil, err
	}
	if c.Counts, err = collect(p.counts()); err != nil {
		return nil, err
	}
	c.Corrections, err = queryAll(p, (*Correction).fields, `
		SELECT unit, from_value, from_qualifier, from_as_of, to_value, to_qualifier, to_as_of
		FROM v_corrections WHERE case_id = ? ORDER BY to_as_of, unit`, id)
	return c, err
}

func (r *CaseReport) fields() []any {
	return []any{&r.Article, &r.Revision, &r.Current, &r.AsOf, &r.Published, &r.Title, &r.URL, &r.Manual, &r.Score, &r.Reasons}
}

func (c *Correction) fields() []any {
	return []any{&c.Unit, &c.From, &c.FromQualifier, &c.FromAsOf, &c.To, &c.ToQualifier, &c.ToAsOf}
}

func (d *CaseDate) fields() []any {
	return []any{&d.Date, &d.End, &d.Role, &d.Text, &d.FirstTold, &d.LastTold, &d.Articles, &d.Superseded}
}
