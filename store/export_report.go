package store

import (
	"database/sql"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// A ToldCase is a case with the reports that tell it, the first one first.
type ToldCase struct {
	Case
	Reports []Report
}

// A Report is what one article says of a case.
type Report struct {
	AsOf string // day whose knowledge it tells
	// Key names the article wherever it is kept: its address, or the hash of pasted text.
	Key   string
	Party string // canonical name of the organisation that it is about
	Place int64  // 0 is the first event that the article tells of the party
	Row
}

// Told are the cases that the filter chooses with all that their reports say.
func (p *Snapshot) Told() iter.Seq2[*ToldCase, error] {
	cases := func(yield func(*ToldCase, error) bool) {
		for c, err := range p.Cases() {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(&ToldCase{Case: *c}, nil) {
				return
			}
		}
	}
	return inBatches(p.ctx, cases, p.readReports)
}

// readReports reads the reports of cases.
func (p *Snapshot) readReports(cases []*ToldCase) error {
	if len(cases) == 0 {
		return nil
	}
	byID := map[int64]*ToldCase{}
	var ids []int64
	for _, c := range cases {
		byID[c.ID] = c
		ids = append(ids, c.ID)
	}
	var found []Row
	var reports []Report
	var of []int64
	err := eachRow(p.ctx, p.tx, func(rows *sql.Rows) error {
		var id int64
		var r Report
		err := scanIncident(rows, &r.Row, &id, &r.AsOf, &r.Key, &r.Party, &r.Place)
		of, reports, found = append(of, id), append(reports, r), append(found, r.Row)
		return err
	}, `
		SELECT r.case_id, r.as_of, coalesce(a.url, a.paste_hash), r.party,
			(SELECT count(*) FROM case_reports x JOIN incidents j ON j.id = x.incident_id
				WHERE j.reading_id = i.reading_id AND j.position < i.position AND x.party = r.party),
			i.id, a.id, coalesce(a.url, ''),
			coalesce(v.title, ''), coalesce(v.published, ''), coalesce(a.site, ''), coalesce(s.name, ''),
			g.extractor_version, g.read_at,
			coalesce(i.exposure, ''), coalesce(i.exposure_rule, ''), coalesce(i.exposure_confidence, '')
		FROM case_reports r
		JOIN incidents i ON i.id = r.incident_id
		JOIN readings g ON g.id = i.reading_id
		JOIN article_revisions v ON v.id = g.revision_id
		JOIN articles a ON a.id = r.article_id
		LEFT JOIN sources s ON s.id = a.source_id
		WHERE r.case_id IN (SELECT value FROM json_each(?))
		ORDER BY r.case_id, r.position`, jsonList(ids))
	if err != nil || len(found) == 0 {
		return err
	}
	if err := readSlots(p.ctx, p.tx, found, ""); err != nil {
		return err
	}
	for i, r := range reports {
		r.Row = found[i]
		c := byID[of[i]]
		c.Reports = append(c.Reports, r)
	}
	return nil
}

// scanIncident reads an incident without its slots, behind some columns of the caller's.
func scanIncident(rows *sql.Rows, r *Row, before ...any) error {
	var readAt string
	var proof extract.Proof
	err := rows.Scan(slices.Concat(before, []any{&r.ID, &r.ArticleID, &r.URL, &r.Title, &r.Published, &r.Site, &r.Source,
		&r.Extractor, &readAt, &r.Exposure, &proof.Rule, &proof.Confidence})...)
	if err != nil {
		return err
	}
	r.Title = strings.TrimSpace(r.Title)
	if proof.Rule != "" {
		proof.Evidence = []extract.Evidence{}
		r.ExposureProof = &proof
	}
	r.noSlots()
	r.ReadAt, err = time.Parse(time.RFC3339, readAt)
	return err
}

// Words are the title and text, each in the revision that was read, of reports by the id of
// their incident.
func (p *Snapshot) Words(reports []Report) (map[int64]extract.Article, error) {
	var ids []int64
	for _, r := range reports {
		ids = append(ids, r.ID)
	}
	words := map[int64]extract.Article{}
	err := eachRow(p.ctx, p.tx, func(rows *sql.Rows) error {
		var id int64
		var a extract.Article
		err := rows.Scan(&id, &a.Title, &a.Text, &a.Published)
		words[id] = a
		return err
	}, `
		SELECT i.id, coalesce(v.title, ''), v.text, coalesce(v.published, '')
		FROM incidents i
		JOIN readings g ON g.id = i.reading_id
		JOIN article_revisions v ON v.id = g.revision_id
		WHERE i.id IN (SELECT value FROM json_each(?))`, jsonList(ids))
	return words, cancelled(p.ctx, err)
}
