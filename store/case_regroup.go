package store

import (
	"context"
	"database/sql"
	"slices"
	"time"

	"github.com/kawaraban/kawaraban/store/cases"
)

// A reportName names a report so that it is known again when its article was read again.
type reportName struct {
	article int64
	party   string
}

// A regrouping puts the reports of articles, and all that may belong to the same events,
// together anew.
type regrouping struct {
	ctx       context.Context
	tx        *sql.Tx
	at        string // the time of the change
	reports   map[int64]*report
	articles  map[int64]bool // whose reports are all in reports
	names     map[string]bool
	from      string // names count in reports from this day
	until     string // to this one
	decisions cases.Decisions
	staying   int64   // the number that a merged case keeps, 0 for any
	leaving   []int64 // articles that do not take the number of their case along

	// Crowded cases are not looked at whole, unless whole says so.
	whole   bool
	saved   []int64         // the articles that it is about
	day     string          // of a report of theirs, "" for none
	crowded map[int64]bool  // cases
	silent  map[int64]bool  // articles of theirs that are not looked at
	settled map[int64]int64 // reports of theirs that are, with their case
}

// regroup brings the cases of articles up to date; at is the time of the change. What
// comes out depends on the reports and decisions alone; only the numbers of the cases are
// kept. A case of more than maxWhole reports is the exception: it takes in what belongs to
// it and is not divided until regroupAll looks at it whole.
func regroup(ctx context.Context, tx *sql.Tx, at string, articles ...int64) error {
	g := newRegrouping(ctx, tx, at)
	g.whole = false
	return g.run(articles)
}

// regroupNamed brings the cases of reports that use these names of organisations up to date.
func regroupNamed(ctx context.Context, tx *sql.Tx, names ...string) error {
	p := parsedNames{}
	for i, n := range names {
		names[i] = p.parse(n).Canonical
	}
	articles, err := ids(ctx, tx, `SELECT DISTINCT article_id FROM case_keys WHERE name IN (SELECT value FROM json_each(?))`, jsonList(names))
	if err != nil || len(articles) == 0 {
		return err
	}
	_, err = regroupAll(ctx, tx, stamp(time.Time{}), articles)
	return err
}

// regroupAll looks at whole cases, however large; it tells which articles were looked at with these.
func regroupAll(ctx context.Context, tx *sql.Tx, at string, articles []int64) (map[int64]bool, error) {
	g := newRegrouping(ctx, tx, at)
	return g.articles, g.run(articles)
}

func (g *regrouping) run(articles []int64) error {
	if err := g.collect(articles); err != nil {
		return err
	}
	if err := g.decide(); err != nil {
		return err
	}
	return g.write()
}

func newRegrouping(ctx context.Context, tx *sql.Tx, at string) *regrouping {
	return &regrouping{
		ctx: ctx, tx: tx, at: at, whole: true,
		reports: map[int64]*report{}, articles: map[int64]bool{}, names: map[string]bool{},
		crowded: map[int64]bool{}, silent: map[int64]bool{}, settled: map[int64]int64{},
	}
}

// collect loads the reports of articles, and with them all reports that share a name, a
// case or a decision with one of them, directly or by way of others.
func (g *regrouping) collect(articles []int64) error {
	g.saved = articles
	loaded, err := g.load(articles)
	if err != nil {
		return err
	}
	g.look(loaded)
	if err := g.putKeys(articles, loaded); err != nil {
		return err
	}
	for len(articles) > 0 {
		more, err := g.load(articles)
		if err != nil {
			return err
		}
		loaded = append(loaded, more...)
		var names []string
		for _, r := range loaded {
			for _, k := range r.Keys {
				if !g.names[k] {
					g.names[k] = true
					names = append(names, k)
				}
			}
		}
		loaded = nil
		related, err := g.related(names, articles)
		if err != nil {
			return err
		}
		articles, err = g.thin(slices.DeleteFunc(related, func(a int64) bool { return g.articles[a] || g.silent[a] }))
		if err != nil {
			return err
		}
	}
	return nil
}

// load loads the reports of those articles that were not loaded before.
func (g *regrouping) load(articles []int64) ([]*report, error) {
	var unknown []int64
	for _, a := range articles {
		if !g.articles[a] {
			g.articles[a] = true
			unknown = append(unknown, a)
		}
	}
	if len(unknown) == 0 {
		return nil, nil
	}
	incidents, err := reportsOf(g.ctx, g.tx, unknown)
	if err != nil {
		return nil, err
	}
	loaded, err := loadReports(g.ctx, g.tx, incidents)
	for _, r := range loaded {
		g.reports[r.ID] = r
	}
	return loaded, err
}

// related lists the articles that share a case or a decision with articles, or one of
// these names within the days that are looked at.
func (g *regrouping) related(names []string, articles []int64) ([]int64, error) {
	return ids(g.ctx, g.tx, `
		SELECT article_id FROM case_keys
			WHERE role = 'subject' AND name IN (SELECT value FROM json_each(?1)) AND as_of BETWEEN ?3 AND ?4
		UNION
		SELECT article_id FROM case_reports WHERE case_id IN (
			SELECT DISTINCT case_id FROM case_reports WHERE article_id IN (SELECT value FROM json_each(?2)))
		UNION
		SELECT other_article_id FROM case_decisions
			WHERE article_id IN (SELECT value FROM json_each(?2)) AND other_article_id IS NOT NULL
		UNION
		SELECT article_id FROM case_decisions WHERE other_article_id IN (SELECT value FROM json_each(?2))`,
		jsonList(names), jsonList(articles), g.from, g.until)
}

// look widens the days that are looked at to those around reports.
func (g *regrouping) look(reports []*report) {
	for _, r := range reports {
		day, err := time.Parse(time.DateOnly, r.AsOf)
		if err != nil {
			continue // a report without a day finds those that its case or a decision names
		}
		g.day = r.AsOf
		from, until := day.AddDate(0, 0, -cases.FarApart).Format(time.DateOnly), day.AddDate(0, 0, cases.FarApart).Format(time.DateOnly)
		if g.from == "" || from < g.from {
			g.from = from
		}
		g.until = max(g.until, until)
	}
}

// putKeys stores the names of the reports of articles, in place of those that they had.
func (g *regrouping) putKeys(articles []int64, reports []*report) error {
	_, err := g.tx.ExecContext(g.ctx, `DELETE FROM case_keys WHERE article_id IN (SELECT value FROM json_each(?))`, jsonList(articles))
	if err != nil {
		return err
	}
	for _, r := range reports {
		for role, names := range map[string][]string{"subject": r.Keys, "contractor": r.ContractorKeys} {
			if len(names) == 0 {
				continue
			}
			if _, err := g.tx.ExecContext(g.ctx, `
				INSERT INTO case_keys (name, role, as_of, incident_id, article_id) SELECT value, ?, ?, ?, ? FROM json_each(?)`,
				role, r.AsOf, r.ID, r.Article, jsonList(names)); err != nil {
				return err
			}
		}
	}
	return nil
}
