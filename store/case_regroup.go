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
	at        string  // the time of the change
	saved     []int64 // the articles that it is about
	reports   map[int64]*report
	strangers map[int64]*report // that share a name with one of reports, and nothing more
	ties      *cases.Ties
	names     map[string]bool
	before    []string // names that the articles had until now
	from      string   // names count in reports from this day
	until     string   // to this one
	decisions cases.Decisions
	staying   int64   // the number that a merged case keeps, 0 for any
	leaving   []int64 // articles that do not take the number of their case along

	// Whole says that all reports of one name are put together anew, with all that their
	// articles report. Else strangers stay as they are, and crowded cases are not looked at whole.
	whole   bool
	day     string          // of a report that is saved, "" for none
	crowded map[int64]bool  // cases
	silent  map[int64]bool  // reports of theirs that are not looked at
	settled map[int64]int64 // reports of theirs that are, with their case
}

// regroup brings the cases of articles up to date; at is the time of the change. What
// comes out depends on the reports and decisions alone; only the numbers of the cases are
// kept. What is crowded is the exception. A case of more than maxWhole reports takes in what
// belongs to it and is not divided, and of more earlier wordings of an article that belong to
// no case the last ones count, until regroupAll looks at all.
//
// It looks at the reports that are tied to those of the articles, directly or by way of
// others: by being in one case, by a decision, or by enough points. No other report can come
// into a group with them, so that what others of the same organisation are in stays as it is.
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

// regroupAll looks at whole cases, however large, and at all that is known of the organisations;
// it tells which articles were looked at with these.
func regroupAll(ctx context.Context, tx *sql.Tx, at string, articles []int64) ([]int64, error) {
	g := newRegrouping(ctx, tx, at)
	err := g.run(articles)
	return g.articles(), err
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
		reports: map[int64]*report{}, strangers: map[int64]*report{}, ties: cases.NewTies(), names: map[string]bool{},
		crowded: map[int64]bool{}, silent: map[int64]bool{}, settled: map[int64]int64{},
	}
}

// articles are those that it is about and those of the reports.
func (g *regrouping) articles() []int64 {
	all := slices.Clone(g.saved)
	for _, r := range g.reports {
		all = append(all, r.Article)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// collect loads the reports of articles as they are today, and with them all reports that are
// tied to one of them.
func (g *regrouping) collect(articles []int64) error {
	g.saved = articles
	counting, err := reportsOf(g.ctx, g.tx, articles)
	if err != nil {
		return err
	}
	today := counting
	if !g.whole { // earlier wordings are found as other reports are
		if today, err = currentOf(g.ctx, g.tx, articles); err != nil {
			return err
		}
	}
	if err := g.passOver(articles, counting, today); err != nil {
		return err
	}
	fresh, err := loadReports(g.ctx, g.tx, today)
	if err != nil {
		return err
	}
	g.look(fresh)
	if len(fresh) > 0 {
		g.day = fresh[len(fresh)-1].AsOf
	}
	if err := g.putKeys(articles, counting, fresh); err != nil {
		return err
	}
	g.tie(fresh)
	before, err := ids(g.ctx, g.tx, `
		SELECT incident_id FROM case_reports WHERE case_id IN (
			SELECT DISTINCT case_id FROM case_reports WHERE article_id IN (SELECT value FROM json_each(?)))`, jsonList(articles))
	if err != nil {
		return err
	}
	mates, err := g.load(before)
	if err != nil {
		return err
	}
	for _, r := range mates {
		if slices.Contains(articles, r.Article) {
			g.look([]*report{r})
		}
	}
	g.tie(mates)
	for next := append(fresh, mates...); len(next) > 0; {
		if next, err = g.follow(next); err != nil {
			return err
		}
	}
	return nil
}

// tie takes reports among those that are put together anew.
func (g *regrouping) tie(reports []*report) {
	for _, r := range reports {
		g.reports[r.ID] = r
		delete(g.strangers, r.ID)
	}
}

// follow ties what is tied to reports, and returns it.
func (g *regrouping) follow(reports []*report) ([]*report, error) {
	related, err := g.related(reports)
	if err != nil {
		return nil, err
	}
	tied, err := g.load(related)
	if err != nil {
		return nil, err
	}
	for _, id := range related {
		if s := g.strangers[id]; s != nil {
			tied = append(tied, s)
		}
	}
	g.tie(tied)
	var names []string
	for _, r := range reports {
		for _, k := range r.Keys {
			if !g.names[k] {
				g.names[k] = true
				names = append(names, k)
			}
		}
	}
	namesakes, err := g.namesakes(names)
	if err != nil {
		return nil, err
	}
	loaded, err := g.load(namesakes)
	if err != nil {
		return nil, err
	}
	for _, r := range loaded {
		g.strangers[r.ID] = r
	}
	for _, s := range g.strangers {
		if g.whole || slices.ContainsFunc(reports, func(r *report) bool { return g.ties.Tied(&r.Report, &s.Report) }) {
			tied = append(tied, s)
		}
	}
	g.tie(tied)
	return tied, nil
}

// load loads those of these reports that were not loaded before, or all that their articles
// report.
func (g *regrouping) load(incidents []int64) ([]*report, error) {
	incidents, err := g.thin(g.unknown(incidents))
	if err != nil || len(incidents) == 0 {
		return nil, err
	}
	if g.whole {
		incidents, err = ids(g.ctx, g.tx, `SELECT DISTINCT r.article_id FROM incidents i JOIN readings g ON g.id = i.reading_id
			JOIN article_revisions r ON r.id = g.revision_id WHERE i.id IN (SELECT value FROM json_each(?))`, jsonList(incidents))
		if err != nil {
			return nil, err
		}
		if incidents, err = reportsOf(g.ctx, g.tx, incidents); err != nil {
			return nil, err
		}
		incidents = g.unknown(incidents)
	}
	return loadReports(g.ctx, g.tx, incidents)
}

// unknown are those of these reports that are not loaded and shall be.
func (g *regrouping) unknown(incidents []int64) []int64 {
	return slices.DeleteFunc(slices.Clone(incidents), func(id int64) bool {
		return g.reports[id] != nil || g.strangers[id] != nil || g.silent[id]
	})
}

// related lists the reports that share a case or a decision with reports; of articles on
// which something was decided, all.
func (g *regrouping) related(reports []*report) ([]int64, error) {
	var incidents, articles []int64
	for _, r := range reports {
		incidents, articles = append(incidents, r.ID), append(articles, r.Article)
	}
	mates, err := ids(g.ctx, g.tx, `
		SELECT incident_id FROM case_reports WHERE case_id IN (
			SELECT DISTINCT case_id FROM case_reports WHERE incident_id IN (SELECT value FROM json_each(?)))`, jsonList(incidents))
	if err != nil {
		return nil, err
	}
	decided, err := ids(g.ctx, g.tx, `
		WITH d AS (SELECT article_id AS a, coalesce(other_article_id, article_id) AS b FROM case_decisions
			WHERE article_id IN (SELECT value FROM json_each(?1)) OR other_article_id IN (SELECT value FROM json_each(?1)))
		SELECT a FROM d UNION SELECT b FROM d`, jsonList(articles))
	if err != nil || len(decided) == 0 {
		return mates, err
	}
	theirs, err := reportsOf(g.ctx, g.tx, decided)
	return append(mates, theirs...), err
}

// namesakes lists the reports that have one of these names, within the days that are looked at.
func (g *regrouping) namesakes(names []string) ([]int64, error) {
	return ids(g.ctx, g.tx, `
		SELECT DISTINCT incident_id FROM case_keys
		WHERE role = 'subject' AND name IN (SELECT value FROM json_each(?)) AND as_of BETWEEN ? AND ?`,
		jsonList(names), g.from, g.until)
}

// look widens the days that are looked at to those around reports.
func (g *regrouping) look(reports []*report) {
	for _, r := range reports {
		day, err := time.Parse(time.DateOnly, r.AsOf)
		if err != nil {
			continue // a report without a day finds those that its case or a decision names
		}
		from, until := day.AddDate(0, 0, -cases.FarApart).Format(time.DateOnly), day.AddDate(0, 0, cases.FarApart).Format(time.DateOnly)
		if g.from == "" || from < g.from {
			g.from = from
		}
		g.until = max(g.until, until)
	}
}

// putKeys stores the names of reports of articles, in place of those that they had, and
// forgets those of what counts no more.
func (g *regrouping) putKeys(articles, counting []int64, reports []*report) error {
	known := slices.Clone(counting)
	for _, r := range reports {
		known = slices.DeleteFunc(known, func(id int64) bool { return id == r.ID })
	}
	var err error
	g.before, err = column(g.ctx, g.tx, `
		DELETE FROM case_keys WHERE article_id IN (SELECT value FROM json_each(?)) AND incident_id NOT IN (SELECT value FROM json_each(?))
		RETURNING name`, jsonList(articles), jsonList(known))
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
