package store

import (
	"cmp"
	"database/sql"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/store/cases"
)

// write groups the reports and stores what changed.
func (g *regrouping) write() error {
	was, err := g.readStored()
	if err != nil {
		return err
	}
	g.settle(was)
	var plain []*cases.Report
	for _, r := range g.reports {
		plain = append(plain, &r.Report)
	}
	var groups [][]cases.Member
	for _, group := range cases.Group(plain, g.decisions) {
		// An earlier wording that today's one does not bear out is no case of its own.
		told := slices.ContainsFunc(group, func(m cases.Member) bool { return m.Current })
		if id := g.settledCase(group); !told && id != 0 {
			if told, err = g.toldToday(id); err == nil && !told {
				err = g.leaveSilent(id)
			}
			if err != nil {
				return err
			}
		}
		if told {
			groups = append(groups, group)
		}
	}
	numbers := g.number(groups, was)
	var touched []int64
	kept := map[int64]bool{}   // reports
	moved := map[int64]int64{} // to the case that has the first report of one that is no more
	for i, group := range groups {
		id, err := g.writeCase(numbers[i], group, was)
		if err != nil {
			return err
		}
		touched = append(touched, id)
		for _, m := range slices.Backward(group) {
			kept[m.ID] = true
			if from := was.caseOf(m.Report); from != 0 && from != id {
				moved[from] = id
			}
		}
	}
	if err := g.removeRest(was, kept, touched, moved); err != nil {
		return err
	}
	if err := g.putInOrder(); err != nil {
		return err
	}
	return g.linkContractors(touched)
}

// A storedReport is a row of case_reports.
type storedReport struct {
	caseID   int64
	party    string
	asOf     string
	position int
	manual   bool
	score    sql.NullInt64
	reasons  sql.NullString
}

// stored are the reports of articles as they were before.
type stored struct {
	reports map[int64]storedReport
	// named finds the case of a report whose article was read again.
	named map[reportName]int64
}

// readStored reads what is stored of the reports that are looked at, and of articles whose reports
// all are: those that are saved or, on the whole, all articles.
func (g *regrouping) readStored() (stored, error) {
	was := stored{map[int64]storedReport{}, map[reportName]int64{}}
	articles := g.saved
	if g.whole {
		articles = g.articles()
	}
	err := eachRow(g.ctx, g.tx, func(rows *sql.Rows) error {
		var id, article int64
		var r storedReport
		err := rows.Scan(&id, &article, &r.caseID, &r.party, &r.asOf, &r.position, &r.manual, &r.score, &r.reasons)
		if err == nil && !g.silent[id] {
			was.reports[id] = r
			was.named[reportName{article, r.party}] = r.caseID
		}
		return err
	}, `
		SELECT incident_id, article_id, case_id, party, as_of, position, manual, score, reasons FROM case_reports
		WHERE article_id IN (SELECT value FROM json_each(?)) OR incident_id IN (SELECT value FROM json_each(?)) ORDER BY incident_id`,
		jsonList(articles), jsonList(slices.Collect(maps.Keys(g.reports))))
	return was, err
}

// caseOf is the case that a report belonged to, 0 for none.
func (was stored) caseOf(r *cases.Report) int64 {
	if row, ok := was.reports[r.ID]; ok {
		return row.caseID
	}
	return was.named[reportName{r.Article, r.Party}]
}

// number gives each group the number of the case that most of its reports belonged to,
// the lower one where two have as many; 0 where none is left for it. Where people say which
// number stays, or which articles leave theirs, it is so.
func (g *regrouping) number(groups [][]cases.Member, was stored) []int64 {
	type claim struct {
		group int
		id    int64
		votes int
	}
	var claims []claim
	for i, group := range groups {
		votes := map[int64]int{}
		for _, m := range group {
			if from := was.caseOf(m.Report); from != 0 && !slices.Contains(g.leaving, m.Article) {
				votes[from]++
			}
		}
		for id, n := range votes {
			claims = append(claims, claim{i, id, n})
		}
	}
	slices.SortFunc(claims, func(a, b claim) int {
		if (a.id == g.staying) != (b.id == g.staying) {
			if a.id == g.staying {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(b.votes, a.votes), cmp.Compare(a.id, b.id), cmp.Compare(a.group, b.group))
	})
	numbers := make([]int64, len(groups))
	taken := map[int64]bool{}
	for i, group := range groups {
		if id := g.settledCase(group); id != 0 {
			numbers[i], taken[id] = id, true // it has reports that were not looked at
		}
	}
	for _, c := range claims {
		if numbers[c.group] == 0 && !taken[c.id] {
			numbers[c.group], taken[c.id] = c.id, true
		}
	}
	return numbers
}

// removeRest removes reports and cases that are no more. A case whose reports went to
// another one leaves word of it.
func (g *regrouping) removeRest(was stored, kept map[int64]bool, touched []int64, moved map[int64]int64) error {
	var gone []int64
	left := map[int64]bool{}
	for id, r := range was.reports {
		if !kept[id] {
			gone = append(gone, id)
		}
		left[r.caseID] = true
	}
	for _, id := range touched {
		delete(left, id)
	}
	for id := range left {
		if to := moved[id]; to != 0 {
			_, err := g.tx.ExecContext(g.ctx, `
				UPDATE case_successors SET successor_id = ?1 WHERE successor_id = ?2`, to, id)
			if err != nil {
				return err
			}
			_, err = g.tx.ExecContext(g.ctx, `
				INSERT INTO case_successors (case_id, successor_id, at) VALUES (?, ?, ?)
				ON CONFLICT DO UPDATE SET successor_id = excluded.successor_id, at = excluded.at`, id, to, g.at)
			if err != nil {
				return err
			}
		}
		if _, err := g.tx.ExecContext(g.ctx, `DELETE FROM cases WHERE id = ?`, id); err != nil {
			return err
		}
	}
	if len(gone) == 0 {
		return nil
	}
	_, err := g.tx.ExecContext(g.ctx, `
		DELETE FROM case_reports WHERE incident_id IN (SELECT value FROM json_each(?))`, jsonList(gone))
	return err
}

// linkContractors links the cases of clients to the case of the contractor through which
// they came, and those of a contractor's clients to it.
func (g *regrouping) linkContractors(touched []int64) error {
	names := slices.AppendSeq(slices.Clone(g.before), maps.Keys(g.names))
	// The contractor's case that was in the news nearest in time, if within a year or so.
	_, err := g.tx.ExecContext(g.ctx, `
		UPDATE cases SET contractor_case_id = (
			-- Many reports of one day are as near as one.
			WITH mine AS (
				SELECT DISTINCT k.name, r.as_of FROM case_reports r
				JOIN case_keys k ON k.incident_id = r.incident_id AND k.role = 'contractor'
				WHERE r.case_id = cases.id),
			theirs AS (
				SELECT DISTINCT o.name, x.case_id, x.as_of FROM case_keys o
				JOIN case_reports x ON x.incident_id = o.incident_id
				WHERE o.role = 'subject' AND o.name IN (SELECT name FROM mine) AND x.case_id <> cases.id)
			SELECT c.id FROM mine JOIN theirs USING (name)
			JOIN cases c ON c.id = theirs.case_id AND c.contractor IS NULL
			WHERE abs(julianday(theirs.as_of) - julianday(mine.as_of)) <= ?
			ORDER BY abs(julianday(theirs.as_of) - julianday(mine.as_of)), c.id LIMIT 1)
		WHERE contractor IS NOT NULL AND (id IN (SELECT value FROM json_each(?)) OR id IN (
			SELECT r.case_id FROM case_keys k JOIN case_reports r ON r.incident_id = k.incident_id
			WHERE k.role = 'contractor' AND k.name IN (SELECT value FROM json_each(?))))`,
		cases.FarApart, jsonList(touched), jsonList(names))
	return err
}

// writeCase stores one case with its reports; id is 0 for a new one.
func (g *regrouping) writeCase(id int64, group []cases.Member, was stored) (int64, error) {
	s := cases.Summarize(group)
	id, changed, err := g.writeSummary(id, s)
	if err != nil {
		return 0, err
	}
	for i, m := range group {
		if g.settled[m.ID] != 0 {
			continue
		}
		row := storedReport{caseID: id, asOf: m.AsOf, position: i, manual: m.Manual, party: m.Party}
		if m.Why != nil {
			row.score = sql.NullInt64{Int64: int64(m.Why.Points()), Valid: true}
			row.reasons = sql.NullString{String: clean(m.Why.String()), Valid: true}
		}
		if have, known := was.reports[m.ID]; known && have == row {
			continue
		}
		changed = true
		if err := g.writeReport(m, row); err != nil {
			return 0, err
		}
	}
	if !changed {
		return id, nil
	}
	for i, numbers := range cases.Numbers(group) {
		for at, n := range numbers {
			if m := group[i]; g.settled[m.ID] != 0 {
				if err := g.supersede(m.ID, at, n.Standing); err != nil {
					return 0, err
				}
				continue
			}
			if err := g.writeNumber(group, cases.Place{Report: i, Count: at}, n); err != nil {
				return 0, err
			}
		}
	}
	return id, nil
}

func (g *regrouping) writeReport(m cases.Member, row storedReport) error {
	_, err := g.tx.ExecContext(g.ctx, `
		INSERT INTO case_reports (incident_id, case_id, article_id, party, as_of, position, manual, score, reasons)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (incident_id) DO UPDATE SET case_id = excluded.case_id, party = excluded.party, as_of = excluded.as_of,
			position = excluded.position, manual = excluded.manual, score = excluded.score, reasons = excluded.reasons`,
		m.ID, row.caseID, m.Article, row.party, row.asOf, row.position, row.manual, row.score, row.reasons)
	return err
}

func (g *regrouping) writeNumber(group []cases.Member, at cases.Place, n cases.Number) error {
	var incident, position any
	if n.Corrects != nil {
		incident, position = group[n.Corrects.Report].ID, n.Corrects.Count
	}
	_, err := g.tx.ExecContext(g.ctx, `
		INSERT INTO case_counts (incident_id, position, standing, corrects_incident_id, corrects_position)
		VALUES (?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET standing = excluded.standing, corrects_incident_id = excluded.corrects_incident_id,
			corrects_position = excluded.corrects_position`,
		group[at.Report].ID, at.Count, string(n.Standing), incident, position)
	return err
}

// writeSummary stores what a case tells, if it is not what it told before.
func (g *regrouping) writeSummary(id int64, s cases.Summary) (_ int64, changed bool, err error) {
	digest := summaryDigest(s)
	if id != 0 {
		var have string
		err := g.tx.QueryRowContext(g.ctx, `SELECT digest FROM cases WHERE id = ?`, id).Scan(&have)
		if err == nil && have == digest {
			return id, false, nil
		}
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return 0, false, err
		}
	}
	var organization, contractor any
	if !s.Organization.Anonymous {
		if err := g.tx.QueryRowContext(g.ctx, `SELECT (SELECT id FROM organizations WHERE name = ?)`,
			organizationName(s.Organization.Name)).Scan(&organization); err != nil {
			return 0, false, err
		}
	}
	if s.Contractor != nil {
		contractor = clean(s.Contractor.Name)
	}
	var number any
	if id != 0 {
		number = id
	}
	err = g.tx.QueryRowContext(g.ctx, `
		INSERT INTO cases (id, organization_id, organization, contractor, title, published,
			announced, occurred, occurred_until, detected,
			people, people_qualifier, people_as_of, first_reported_people,
			records, records_qualifier, records_as_of, first_reported_records,
			exposure, confidence, first_seen, revised_at, digest)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET organization_id = excluded.organization_id, organization = excluded.organization,
			contractor = excluded.contractor, title = excluded.title, published = excluded.published,
			announced = excluded.announced, occurred = excluded.occurred, occurred_until = excluded.occurred_until,
			detected = excluded.detected, people = excluded.people, people_qualifier = excluded.people_qualifier,
			people_as_of = excluded.people_as_of, first_reported_people = excluded.first_reported_people,
			records = excluded.records, records_qualifier = excluded.records_qualifier,
			records_as_of = excluded.records_as_of, first_reported_records = excluded.first_reported_records,
			exposure = excluded.exposure, confidence = excluded.confidence, first_seen = excluded.first_seen,
			revised_at = excluded.revised_at, digest = excluded.digest
		RETURNING id`,
		number, organization, null(s.Organization.Name), contractor, null(strings.TrimSpace(s.Title)), null(s.Published),
		null(s.Announced), null(s.Occurred), null(s.OccurredEnd), null(s.Detected),
		s.People.Value, null(s.People.Qualifier), null(s.People.AsOf), s.People.First,
		s.Records.Value, null(s.Records.Qualifier), null(s.Records.AsOf), s.Records.First,
		null(s.Exposure), null(s.Confidence), s.FirstSeen, g.at, digest).Scan(&id)
	if err != nil {
		return 0, false, err
	}
	return id, true, g.writeLists(id, s)
}

// writeLists stores the causes and the kinds of data of a case.
func (g *regrouping) writeLists(id int64, s cases.Summary) error {
	for _, table := range []string{"case_causes", "case_categories"} {
		if _, err := g.tx.ExecContext(g.ctx, `DELETE FROM `+table+` WHERE case_id = ?`, id); err != nil {
			return err
		}
	}
	for i, code := range s.Causes {
		if _, err := g.tx.ExecContext(g.ctx, `INSERT INTO case_causes (case_id, position, code) VALUES (?, ?, ?)`,
			id, i, clean(code)); err != nil {
			return err
		}
	}
	for i, c := range s.Categories {
		if _, err := g.tx.ExecContext(g.ctx, `INSERT INTO case_categories (case_id, position, code, status) VALUES (?, ?, ?, ?)`,
			id, i, clean(c.Code), clean(c.Status)); err != nil {
			return err
		}
	}
	return nil
}

// summaryDigest tells whether two summaries tell the same.
func summaryDigest(s cases.Summary) string {
	number := func(n *int64) string {
		if n == nil {
			return ""
		}
		return jsonList([]int64{*n})
	}
	parts := []string{s.Organization.Name, s.Title, s.Published, s.FirstSeen, s.Announced, s.Occurred, s.OccurredEnd, s.Detected,
		s.Exposure, s.Confidence, jsonList(s.Causes)}
	for _, f := range []cases.Figure{s.People, s.Records} {
		parts = append(parts, number(f.Value), f.Qualifier, f.AsOf, number(f.First))
	}
	if s.Contractor != nil {
		parts = append(parts, "contractor", s.Contractor.Name)
	}
	for _, c := range s.Categories {
		parts = append(parts, c.Code, c.Status)
	}
	return hash(parts...)
}
