package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"strings"
)

// A Finding is one thing that is wrong with a database.
type Finding struct {
	Check string // "search", "orphans", …
	Fault string // in words: "3 articles cannot be searched for"
	// Repairable is what Repair can make good from the rest of the database.
	Repairable bool
}

// Space is what a database takes on the disk, in bytes.
type Space struct {
	File int64 // the file itself
	Free int64 // of it, left by rows that were deleted
	WAL  int64 // the log beside it that a writer empties
}

// A check counts what is wrong; fault says it with the number as its argument.
type check struct {
	name, fault string
	count       string // a query for one number
	repair      string // statements; "" where Repair does it in Go, or nothing can
	repairable  bool
}

// checks are what is looked at besides the file, its keys and its index. The condition
// counting is on a revision r.
var checks = []check{
	{"articles", "%d articles have no current text", `SELECT count(*) FROM articles a
		WHERE NOT EXISTS (SELECT 1 FROM article_revisions WHERE article_id = a.id AND current)`, `
		UPDATE article_revisions SET current = 1 WHERE id IN (SELECT max(id) FROM article_revisions GROUP BY article_id HAVING NOT max(current));
		DELETE FROM articles WHERE NOT EXISTS (SELECT 1 FROM article_revisions WHERE article_id = articles.id)`, true},
	{"articles", "%d texts have readings of which none counts", `SELECT count(DISTINCT revision_id) FROM readings g
		WHERE NOT EXISTS (SELECT 1 FROM readings WHERE revision_id = g.revision_id AND current)`,
		`UPDATE readings SET current = 1 WHERE id IN (SELECT max(id) FROM readings GROUP BY revision_id HAVING NOT max(current))`, true},
	{"search", "%d articles cannot be searched for, or are found though they are gone", `SELECT
		(SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM article_search WHERE article_id = a.id)) +
		(SELECT count(*) FROM article_fts_docsize WHERE id NOT IN (SELECT article_id FROM article_search)) +
		(SELECT count(*) FROM article_search WHERE article_id NOT IN (SELECT id FROM article_fts_docsize)) +
		(SELECT count(*) FROM article_grams_docsize WHERE id NOT IN (SELECT article_id FROM article_search)) +
		(SELECT count(*) FROM article_search WHERE article_id NOT IN (SELECT id FROM article_grams_docsize))`, "", true},
	{"cases", "%d reports belong to no case, or to one though they do not count", `SELECT
		(SELECT count(*) FROM article_revisions r JOIN readings g ON g.revision_id = r.id AND g.current
			JOIN incidents i ON i.reading_id = g.id
			WHERE r.current AND EXISTS (SELECT 1 FROM incident_organizations WHERE incident_id = i.id)
			AND NOT EXISTS (SELECT 1 FROM case_reports WHERE incident_id = i.id)) +
		(SELECT count(*) FROM case_reports c JOIN incidents i ON i.id = c.incident_id
			JOIN readings g ON g.id = i.reading_id JOIN article_revisions r ON r.id = g.revision_id
			WHERE NOT (g.current AND ` + counting + `))`, "", true},
	{"cases", "%d cases have no report", `SELECT count(*) FROM cases c WHERE NOT EXISTS (SELECT 1 FROM case_reports WHERE case_id = c.id)`,
		`DELETE FROM cases WHERE NOT EXISTS (SELECT 1 FROM case_reports WHERE case_id = cases.id)`, true},
	{"orphans", "%d pages belong to no article", `SELECT count(*) FROM pages p WHERE ` + orphanPage,
		`DELETE FROM pages AS p WHERE ` + orphanPage, true},
	{"orphans", "%d organisations are named by nothing", `SELECT count(*) FROM organizations o WHERE ` + orphanOrganization,
		`DELETE FROM organizations AS o WHERE ` + orphanOrganization, true},
}

const (
	orphanPage = `NOT EXISTS (SELECT 1 FROM article_revisions WHERE page_id = p.id)
		AND NOT EXISTS (SELECT 1 FROM article_sources WHERE page_id = p.id)`
	orphanOrganization = `NOT EXISTS (SELECT 1 FROM incident_organizations WHERE organization_id = o.id)
		AND NOT EXISTS (SELECT 1 FROM cases WHERE organization_id = o.id)
		AND NOT EXISTS (SELECT 1 FROM organization_aliases WHERE organization_id = o.id)`
)

// maxFaults bounds what is told of a file that is damaged all over.
const maxFaults = 20

// Examine looks for what is wrong: in the file, in the references between tables, in the
// index of words, in what has to agree. It changes nothing.
func (s *Store) Examine(ctx context.Context) ([]Finding, error) {
	var found []Finding
	err := s.read(ctx, func(tx *sql.Tx) error {
		damage, err := column(ctx, tx, fmt.Sprintf(`SELECT integrity_check FROM pragma_integrity_check LIMIT %d`, maxFaults))
		if err != nil {
			return err
		}
		for _, d := range damage {
			if d != "ok" {
				found = append(found, Finding{"integrity", d, false})
			}
		}
		keys, err := column(ctx, tx, fmt.Sprintf(`
			SELECT count(*) || ' rows of ' || "table" || ' refer to rows of ' || parent || ' that are not there'
			FROM pragma_foreign_key_check GROUP BY "table", parent LIMIT %d`, maxFaults))
		if err != nil {
			return err
		}
		for _, k := range keys {
			found = append(found, Finding{"references", k, true})
		}
		for _, c := range checks {
			var n int
			if err := tx.QueryRowContext(ctx, c.count).Scan(&n); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			if n > 0 {
				found = append(found, Finding{c.name, fmt.Sprintf(c.fault, n), c.repairable})
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("store: examine %s: %w", s.path, err)
	}
	return found, nil
}

// IndexInStep compares the index of words with the words themselves. It takes the lock of
// a writer for that time, but changes nothing.
func (s *Store) IndexInStep(ctx context.Context) (bool, error) {
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)`)
		return errors.Join(err, errRollBack)
	})
	switch {
	case isCode(err, codeCorrupt):
		return false, nil
	case errors.Is(err, errRollBack):
		return true, nil
	}
	return false, fmt.Errorf("store: compare the index of %s: %w", s.path, err)
}

// errRollBack ends a transaction that is to change nothing.
var errRollBack = errors.New("nothing is to be changed")

// Repair makes good what Examine calls repairable, in one transaction, from the articles
// and their readings: rows that refer to nothing go, words are indexed anew, cases are put
// together anew (decisions on them count).
func (s *Store) Repair(ctx context.Context) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `REINDEX`); err != nil {
			return err
		}
		if err := cutReferences(ctx, tx); err != nil {
			return err
		}
		for _, c := range checks {
			if c.repair == "" {
				continue
			}
			if _, err := tx.ExecContext(ctx, c.repair); err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
		}
		if err := fillSearch(ctx, tx); err != nil {
			return fmt.Errorf("search: %w", err)
		}
		if err := makeCases(ctx, tx); err != nil {
			return fmt.Errorf("cases: %w", err)
		}
		return putLabels(ctx, tx)
	})
	if err != nil {
		return fmt.Errorf("store: repair %s: %w", s.path, err)
	}
	return nil
}

// cutReferences removes what refers to rows that are not there: the reference, where it
// may be empty, else the row.
func cutReferences(ctx context.Context, tx *sql.Tx) error {
	for range maxPasses {
		broken, err := column(ctx, tx, `SELECT DISTINCT "table" || ' ' || fkid FROM pragma_foreign_key_check`)
		if err != nil || len(broken) == 0 {
			return err
		}
		for _, b := range broken {
			table, key, _ := strings.Cut(b, " ")
			var cut string
			err := tx.QueryRowContext(ctx, `
				SELECT CASE WHEN max(on_delete) <> 'CASCADE' AND NOT max(i."notnull" OR i.pk) THEN 'UPDATE ' || ?1 || ' AS t SET ' || group_concat("from" || ' = NULL')
					ELSE 'DELETE FROM ' || ?1 || ' AS t' END || ' WHERE ' || group_concat('t.' || "from" || ' IS NOT NULL', ' AND ') ||
					' AND NOT EXISTS (SELECT 1 FROM ' || "table" || ' AS p WHERE ' || group_concat('p.' || coalesce("to", 'id') || ' = t.' || "from", ' AND ') || ')'
				FROM pragma_foreign_key_list(?1) f JOIN pragma_table_info(?1) i ON i.name = f."from"
				WHERE f.id = CAST(?2 AS INTEGER) GROUP BY "table"`, table, key).Scan(&cut)
			if err != nil {
				return fmt.Errorf("references of %s: %w", table, err)
			}
			if _, err := tx.ExecContext(ctx, cut); err != nil {
				return fmt.Errorf("references of %s: %w", table, err)
			}
		}
	}
	return errors.New("references to missing rows are left")
}

// maxPasses bounds how often the removal of rows may leave others without theirs.
const maxPasses = 10

// Space tells what the database takes on the disk.
func (s *Store) Space(ctx context.Context) (sp Space, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT page_count * page_size, freelist_count * page_size
		FROM pragma_page_count, pragma_page_size, pragma_freelist_count`).Scan(&sp.File, &sp.Free)
	if err != nil {
		return sp, fmt.Errorf("store: measure %s: %w", s.path, err)
	}
	if info, err := os.Stat(s.path + "-wal"); err == nil {
		sp.WAL = info.Size()
	}
	return sp, nil
}
