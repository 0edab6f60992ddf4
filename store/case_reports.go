package store

import (
	"context"
	"database/sql"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store/cases"
)

// counting is the condition on a revision r under which its incidents are reports: it is
// current, or the page changed after it. A revision that newer rules read out of the same
// page is no report of its own, but the same one read better. These are looked for by the page,
// which the sign + says: an article may have very many revisions.
const counting = `(r.current OR NOT EXISTS (SELECT 1 FROM article_revisions n
	WHERE n.page_id = r.page_id AND +n.article_id = r.article_id AND n.number > r.number))`

// currentOf lists the incidents of articles as they are today.
func currentOf(ctx context.Context, tx *sql.Tx, articles []int64) ([]int64, error) {
	return ids(ctx, tx, `
		SELECT incident_id FROM v_current_incidents WHERE article_id IN (SELECT value FROM json_each(?)) ORDER BY incident_id`,
		jsonList(articles))
}

// reportsOf lists the incidents of articles that are reports.
func reportsOf(ctx context.Context, tx *sql.Tx, articles []int64) ([]int64, error) {
	return ids(ctx, tx, `
		SELECT i.id FROM article_revisions r
		JOIN readings g ON g.revision_id = r.id AND g.current
		JOIN incidents i ON i.reading_id = g.id
		WHERE r.article_id IN (SELECT value FROM json_each(?)) AND `+counting+` ORDER BY i.id`, jsonList(articles))
}

// A report is a cases.Report with what the store knows it by.
type report struct {
	cases.Report
	place int // among the incidents of its article
}

// loadReports reads incidents as reports; one that names no organisation, or counts no more, is
// left out.
func loadReports(ctx context.Context, tx *sql.Tx, incidents []int64) ([]*report, error) {
	if len(incidents) == 0 {
		return nil, nil
	}
	loaded, rows, err := reportRows(ctx, tx, incidents)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	if err := readSlots(ctx, tx, rows, slotOrganization); err != nil {
		return nil, err
	}
	if err := readPrimary(ctx, tx, loaded); err != nil {
		return nil, err
	}
	var known []*report
	for i, r := range loaded {
		r.Incident = rows[i].Incident
		r.AsOf = cases.AsOf(r.Incident, r.Title, r.AsOf)
		var ok bool
		if r.Organization, r.Contractor, ok = cases.Subject(r.Incident, r.Title); ok {
			known = append(known, r)
		}
	}
	return known, putNames(ctx, tx, known)
}

// reportRows reads the reports without their slots; AsOf is the day each appeared.
func reportRows(ctx context.Context, tx *sql.Tx, incidents []int64) (reports []*report, slots []Row, err error) {
	err = eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r report
		var slot Row
		err := rows.Scan(&r.ID, &r.place, &r.Article, &r.Revision, &r.Current, &r.Title, &r.Published, &r.FirstSeen,
			&slot.Exposure, &r.AsOf)
		r.Title, _, _ = strings.Cut(r.Title, "\n")
		slot.ID = r.ID
		reports, slots = append(reports, &r), append(slots, slot)
		return err
	}, `
		SELECT i.id, i.position, r.article_id, r.number, r.current, coalesce(r.title, substr(ltrim(r.text), 1, 200)),
			coalesce(r.published, ''), a.first_seen, coalesce(i.exposure, ''),
			CASE WHEN r.number = 1 THEN coalesce(r.published, date(r.seen_at, '+9 hours'))
			ELSE max(coalesce(r.published, ''), coalesce(r.updated, date(coalesce(p.fetched_at, r.seen_at), '+9 hours'))) END
		FROM incidents i
		JOIN readings g ON g.id = i.reading_id
		JOIN article_revisions r ON r.id = g.revision_id
		JOIN articles a ON a.id = r.article_id
		LEFT JOIN pages p ON p.id = r.page_id
		WHERE i.id IN (SELECT value FROM json_each(?)) AND g.current AND `+counting+` ORDER BY i.id`, jsonList(incidents))
	return reports, slots, err
}

// readPrimary tells reports which articles are their primary notices, or based on them.
func readPrimary(ctx context.Context, tx *sql.Tx, reports []*report) error {
	byArticle := map[int64][]*report{}
	var articles []int64
	for _, r := range reports {
		byArticle[r.Article] = append(byArticle[r.Article], r)
		articles = append(articles, r.Article)
	}
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var of, other int64
		err := rows.Scan(&of, &other)
		for _, r := range byArticle[of] {
			r.Primary = append(r.Primary, other)
		}
		return err
	}, `
		SELECT article_id, other_id FROM article_sources
		WHERE relation = 'primary' AND article_id IN (SELECT value FROM json_each(?1)) AND other_id IS NOT NULL
		UNION ALL
		SELECT other_id, article_id FROM article_sources
		WHERE relation = 'primary' AND other_id IN (SELECT value FROM json_each(?1))`, jsonList(articles))
}

// putNames gives reports the canonical names by which they find one another.
func putNames(ctx context.Context, tx *sql.Tx, reports []*report) error {
	names := map[string]bool{}
	p := parsedNames{}
	for _, r := range reports {
		r.Party = p.canonical(r.Organization)
		r.Keys = p.all(r.Organization)
		if r.Contractor != nil {
			r.ContractorKeys = p.all(*r.Contractor)
		} else {
			// Of several that were breached each may be the one that another report names.
			for _, o := range r.Organizations {
				if o.Role == "breached" {
					r.Keys = append(r.Keys, p.all(o)...)
				}
			}
		}
		for _, k := range slices.Concat(r.Keys, r.ContractorKeys) {
			names[k] = true
		}
	}
	aliases, err := aliasesOf(ctx, tx, names)
	if err != nil {
		return err
	}
	with := func(keys []string) []string {
		for _, k := range slices.Clone(keys) {
			keys = append(keys, aliases[k]...)
		}
		slices.Sort(keys)
		return slices.Compact(keys)
	}
	for _, r := range reports {
		r.Keys, r.ContractorKeys = with(r.Keys), with(r.ContractorKeys)
	}
	return nil
}

// parsedNames are names that were taken apart: the reports of one case share theirs.
type parsedNames map[string]extract.Name

func (p parsedNames) parse(name string) extract.Name {
	n, ok := p[name]
	if !ok {
		n = extract.ParseName(organizationName(name))
		n.Canonical = strings.ToLower(n.Canonical)
		p[name] = n
	}
	return n
}

// canonical is the canonical name of a party. Descriptions (都内の大学) are kept apart from
// names.
func (p parsedNames) canonical(o extract.Organization) string {
	if o.Anonymous {
		return "?" + p.parse(o.Name).Canonical
	}
	return p.parse(o.Name).Canonical
}

// all are the canonical names of a party. A short form counts only where it is not one
// that every town has: 中央病院, 教育委員会.
func (p parsedNames) all(o extract.Organization) []string {
	names := []string{p.canonical(o)}
	if o.Anonymous {
		return names
	}
	least := 3
	switch p.parse(o.Name).Kind {
	case "company", "finance", "":
	default:
		least = 6
	}
	for _, also := range o.Also {
		if name := p.parse(also).Canonical; utf8.RuneCountInString(name) >= least {
			names = append(names, name)
		}
	}
	return names
}

// aliasesOf finds the other names of organisations that were told apart from articles.
func aliasesOf(ctx context.Context, tx *sql.Tx, names map[string]bool) (map[string][]string, error) {
	list := make([]string, 0, len(names))
	for n := range names {
		list = append(list, n)
	}
	aliases := map[string][]string{}
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var name, alias string
		err := rows.Scan(&name, &alias)
		aliases[name] = append(aliases[name], alias)
		aliases[alias] = append(aliases[alias], name)
		return err
	}, `
		SELECT lower(o.canonical), lower(a.canonical) FROM organization_aliases a
		JOIN organizations o ON o.id = a.organization_id
		WHERE o.canonical IN (SELECT value FROM json_each(?1)) OR a.canonical IN (SELECT value FROM json_each(?1))`,
		jsonList(list))
	return aliases, err
}
