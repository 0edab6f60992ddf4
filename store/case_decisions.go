package store

import (
	"context"
	"database/sql"
	"slices"

	"github.com/kawaraban/kawaraban/store/cases"
)

// A decision names reports by article, party and place, so that it outlives new readings.
type decision struct {
	kind  string // same, apart, closed
	a, b  reportName
	place [2]int
}

// decide reads what people decided of the reports.
func (g *regrouping) decide() error {
	var articles []int64
	for a := range g.articles {
		articles = append(articles, a)
	}
	all, err := readDecisions(g.ctx, g.tx, articles)
	if err != nil {
		return err
	}
	for _, d := range all {
		a, b := g.resolve(d.a, d.place[0]), g.resolve(d.b, d.place[1])
		switch d.kind {
		case "closed":
			g.decisions.Closed = append(g.decisions.Closed, a...)
		default:
			for _, x := range a {
				for _, y := range b {
					if d.kind == "same" {
						g.decisions.Same = append(g.decisions.Same, cases.Pair{A: x, B: y})
					} else {
						g.decisions.Apart = append(g.decisions.Apart, cases.Pair{A: x, B: y})
					}
				}
			}
		}
	}
	return nil
}

func readDecisions(ctx context.Context, tx *sql.Tx, articles []int64) ([]decision, error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT kind, article_id, party, place, coalesce(other_article_id, 0), coalesce(other_party, ''), coalesce(other_place, 0)
		FROM case_decisions WHERE article_id IN (SELECT value FROM json_each(?1))
			OR other_article_id IN (SELECT value FROM json_each(?1)) ORDER BY id`, jsonList(articles))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []decision
	for rows.Next() {
		var d decision
		if err := rows.Scan(&d.kind, &d.a.article, &d.a.party, &d.place[0], &d.b.article, &d.b.party, &d.place[1]); err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, rows.Err()
}

// resolve finds the reports that a decision means, of every revision of the article: by
// the party, by the place where the party is named in several or, by now, otherwise.
func (g *regrouping) resolve(n reportName, place int) (incidents []int64) {
	byRevision := map[int][]*report{}
	for _, r := range g.reports {
		if r.Article == n.article {
			byRevision[r.Revision] = append(byRevision[r.Revision], r)
		}
	}
	for _, reports := range byRevision {
		named := slices.DeleteFunc(slices.Clone(reports), func(r *report) bool { return r.Party != n.party })
		if len(named) != 1 {
			if len(named) == 0 {
				named = reports
			}
			named = slices.DeleteFunc(slices.Clone(named), func(r *report) bool { return r.place != place })
		}
		for _, r := range named {
			incidents = append(incidents, r.ID)
		}
	}
	slices.Sort(incidents)
	return incidents
}
