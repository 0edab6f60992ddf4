package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/kawaraban/kawaraban/store/cases"
)

// Errors of decisions on which a caller may branch.
var (
	ErrNoCase     = errors.New("no such case")
	ErrNoReport   = errors.New("is none of its reports")
	ErrAllReports = errors.New("these are all of its reports")
)

// A MergedError says that a number is no case any more: its reports are another case's. It
// is an ErrNoCase.
type MergedError struct{ Case, Into int64 }

func (e *MergedError) Error() string {
	return fmt.Sprintf("%v: %d is part of case %d now", ErrNoCase, e.Case, e.Into)
}
func (e *MergedError) Unwrap() error { return ErrNoCase }

// MergeCases puts the cases others to the case id: they are one event. It is remembered,
// whatever newer rules read, until SplitCase takes them apart.
func (s *Store) MergeCases(ctx context.Context, id int64, others ...int64) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		into, err := refsOf(ctx, tx, id)
		if err != nil {
			return err
		}
		articles := articlesOf(into)
		for _, other := range others {
			refs, err := refsOf(ctx, tx, other)
			if err != nil {
				return err
			}
			if err := takeBack(ctx, tx, "apart", into, refs); err != nil {
				return err
			}
			if err := putDecision(ctx, tx, "same", into[0], &refs[0]); err != nil {
				return err
			}
			articles = append(articles, articlesOf(refs)...)
		}
		g := newRegrouping(ctx, tx, stamp(time.Time{}))
		g.staying = id
		return g.run(articles)
	})
	if err != nil {
		return fmt.Errorf("store: merge cases into %d: %w", id, err)
	}
	return nil
}

// SplitCase takes the reports of articles out of a case: they tell another event, all of
// them the same one. It is remembered until MergeCases puts them together. It returns the
// number of their case.
func (s *Store) SplitCase(ctx context.Context, id int64, articles ...int64) (number int64, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		refs, err := refsOf(ctx, tx, id)
		if err != nil {
			return err
		}
		var stay, leave []reportRef
		for _, r := range refs {
			if slices.Contains(articles, r.article) {
				leave = append(leave, r)
			} else {
				stay = append(stay, r)
			}
		}
		for _, a := range articles {
			if !slices.ContainsFunc(leave, func(r reportRef) bool { return r.article == a }) {
				return fmt.Errorf("article %d %w", a, ErrNoReport)
			}
		}
		if len(stay) == 0 {
			return ErrAllReports
		}
		if err := takeBack(ctx, tx, "same", stay, leave); err != nil {
			return err
		}
		for _, r := range leave {
			for _, other := range stay {
				if err := putDecision(ctx, tx, "apart", r, &other); err != nil {
					return err
				}
			}
			if r != leave[0] {
				if err := putDecision(ctx, tx, "same", leave[0], &r); err != nil {
					return err
				}
			}
		}
		g := newRegrouping(ctx, tx, stamp(time.Time{}))
		g.leaving = articles
		if err := g.run(articlesOf(refs)); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `
			SELECT case_id FROM case_reports WHERE article_id = ? AND party = ? ORDER BY incident_id DESC LIMIT 1`,
			leave[0].article, leave[0].party).Scan(&number)
	})
	if err != nil {
		return 0, fmt.Errorf("store: split case %d: %w", id, err)
	}
	return number, nil
}

// PinCase keeps a case as it is: no report leaves it, and none is put to it but by
// MergeCases. With pinned false it grows again.
func (s *Store) PinCase(ctx context.Context, id int64, pinned bool) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		refs, err := refsOf(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, r := range refs {
			if _, err := tx.ExecContext(ctx, `DELETE FROM case_decisions WHERE kind = 'closed' AND article_id = ? AND party = ?`,
				r.article, r.party); err != nil {
				return err
			}
			if !pinned {
				continue
			}
			if err := putDecision(ctx, tx, "closed", r, nil); err != nil {
				return err
			}
			if r != refs[0] {
				if err := putDecision(ctx, tx, "same", refs[0], &r); err != nil {
					return err
				}
			}
		}
		_, err = regroupAll(ctx, tx, stamp(time.Time{}), articlesOf(refs))
		return err
	})
	if err != nil {
		return fmt.Errorf("store: pin case %d: %w", id, err)
	}
	return nil
}

// A reportRef names a report so that it is found again when its article was read anew.
type reportRef struct {
	reportName
	place int // of the incident in its article
}

// refsOf are the reports of a case by today's readings, the first one first. A number that
// was merged away is none; the error says which case has its reports.
func refsOf(ctx context.Context, tx *sql.Tx, id int64) ([]reportRef, error) {
	refs, err := listOf(ctx, tx, func(rows *sql.Rows) (r reportRef, err error) {
		err = rows.Scan(&r.article, &r.party, &r.place)
		return r, err
	}, `
		SELECT r.article_id, r.party, max(i.position) FROM case_reports r JOIN incidents i ON i.id = r.incident_id
		WHERE r.case_id = ? GROUP BY r.article_id, r.party ORDER BY min(r.position)`, id)
	if err != nil || len(refs) > 0 {
		return refs, err
	}
	var successor int64
	err = tx.QueryRowContext(ctx, `SELECT successor_id FROM case_successors WHERE case_id = ?`, id).Scan(&successor)
	if err == nil {
		return nil, &MergedError{id, successor}
	}
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fmt.Errorf("%w: %d", ErrNoCase, id)
	}
	return nil, err
}

func articlesOf(refs []reportRef) (articles []int64) {
	for _, r := range refs {
		articles = append(articles, r.article)
	}
	return articles
}

// putDecision remembers a decision on one report, or on two; once is enough.
func putDecision(ctx context.Context, tx *sql.Tx, kind string, a reportRef, b *reportRef) error {
	var article, party, place any
	if b != nil {
		article, party, place = b.article, b.party, b.place
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO case_decisions (kind, article_id, party, place, other_article_id, other_party, other_place, made_at)
		SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8 WHERE NOT EXISTS (SELECT 1 FROM case_decisions
			WHERE (kind, article_id, party, place) = (?1, ?2, ?3, ?4)
			AND (other_article_id, other_party, other_place) IS (?5, ?6, ?7))`,
		kind, a.article, a.party, a.place, article, party, place, stamp(time.Time{}))
	return err
}

// takeBack removes the decisions of one kind between reports of two lists.
func takeBack(ctx context.Context, tx *sql.Tx, kind string, a, b []reportRef) error {
	for _, x := range a {
		for _, y := range b {
			if _, err := tx.ExecContext(ctx, `
				DELETE FROM case_decisions WHERE kind = ?1 AND (
					(article_id, party, other_article_id, other_party) = (?2, ?3, ?4, ?5) OR
					(article_id, party, other_article_id, other_party) = (?4, ?5, ?2, ?3))`,
				kind, x.article, x.party, y.article, y.party); err != nil {
				return err
			}
		}
	}
	return nil
}

// A decision is what people decided of one report, or of two.
type decision struct {
	kind string // same, apart, closed
	a, b reportRef
}

// decide reads what people decided of the reports.
func (g *regrouping) decide() error {
	all, err := readDecisions(g.ctx, g.tx, g.articles())
	if err != nil {
		return err
	}
	for _, d := range all {
		a, b := g.resolve(d.a), g.resolve(d.b)
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
	return listOf(ctx, tx, func(rows *sql.Rows) (d decision, err error) {
		err = rows.Scan(&d.kind, &d.a.article, &d.a.party, &d.a.place, &d.b.article, &d.b.party, &d.b.place)
		return d, err
	}, `
		SELECT kind, article_id, party, place, coalesce(other_article_id, 0), coalesce(other_party, ''), coalesce(other_place, 0)
		FROM case_decisions WHERE article_id IN (SELECT value FROM json_each(?1))
			OR other_article_id IN (SELECT value FROM json_each(?1)) ORDER BY id`, jsonList(articles))
}

// resolve finds the reports that a decision means, of every revision of the article: by
// the party, by the place where the party is named in several or, by now, otherwise.
func (g *regrouping) resolve(ref reportRef) (incidents []int64) {
	byRevision := map[int][]*report{}
	for _, r := range g.reports {
		if r.Article == ref.article {
			byRevision[r.Revision] = append(byRevision[r.Revision], r)
		}
	}
	for _, reports := range byRevision {
		named := slices.DeleteFunc(slices.Clone(reports), func(r *report) bool { return r.Party != ref.party })
		if len(named) != 1 {
			if len(named) == 0 {
				named = reports
			}
			named = slices.DeleteFunc(slices.Clone(named), func(r *report) bool { return r.place != ref.place })
		}
		for _, r := range named {
			incidents = append(incidents, r.ID)
		}
	}
	slices.Sort(incidents)
	return incidents
}
