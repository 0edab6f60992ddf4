package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ExportSQLite writes a database of its own to path, where there must be no file or an
// empty one: what this one holds at one moment, as far as f lets it through, without
// fetched pages, the state of the crawl and what is no longer current; with all views and
// the full text, so that every program that reads SQLite can ask it. Kawaraban opens it too.
// The table metadata says what it is and when it was made.
func (s *Store) ExportSQLite(ctx context.Context, path string, f Filter, metadata [][2]string) error {
	err := s.exportSQLite(ctx, path, f, metadata)
	if err != nil {
		return fmt.Errorf("store: export sqlite: %w", err)
	}
	return nil
}

func (s *Store) exportSQLite(ctx context.Context, path string, f Filter, metadata [][2]string) (err error) {
	if err := s.copyTo(ctx, path); err != nil {
		return err
	}
	// What is not complete is thrown away: there is nothing to keep sound meanwhile.
	out, err := connect(path, "_txlock=immediate", "_journal_mode=MEMORY", "_synchronous=OFF")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.db.Close()) }()
	if err := out.write(ctx, func(tx *sql.Tx) error { return thin(ctx, tx, f, metadata) }); err != nil {
		return err
	}
	_, err = out.db.ExecContext(ctx, `VACUUM`)
	return err
}

// thin takes out of a copy what its reader has no use for.
func thin(ctx context.Context, tx *sql.Tx, f Filter, metadata [][2]string) error {
	where, args := f.onCases()
	type step struct {
		query string
		args  []any
	}
	steps := []step{
		{`DELETE FROM queue`, nil}, {`DELETE FROM hosts`, nil}, {`DELETE FROM robots`, nil}, {`DELETE FROM fetches`, nil},
		{`UPDATE article_revisions SET page_id = NULL`, nil}, {`UPDATE article_sources SET page_id = NULL`, nil}, {`DELETE FROM pages`, nil},
		{`DELETE FROM readings WHERE NOT current`, nil},
	}
	if f != (Filter{}) {
		steps = append(steps,
			step{`DELETE FROM cases WHERE id NOT IN (SELECT c.id FROM cases c WHERE ` + where + `)`, args},
			step{`DELETE FROM incidents WHERE id NOT IN (SELECT incident_id FROM case_reports)`, nil},
			step{`DELETE FROM articles WHERE id NOT IN (SELECT article_id FROM case_reports)`, nil},
		)
	}
	steps = append(steps,
		step{`DELETE FROM organizations WHERE id NOT IN (
			SELECT organization_id FROM incident_organizations WHERE organization_id IS NOT NULL
			UNION SELECT organization_id FROM cases WHERE organization_id IS NOT NULL
			UNION SELECT organization_id FROM organization_aliases)`, nil},
		step{`INSERT INTO article_fts(article_fts) VALUES ('optimize')`, nil},
		step{`CREATE TABLE metadata (
			name  TEXT PRIMARY KEY,
			value TEXT NOT NULL
		) STRICT, WITHOUT ROWID`, nil},
	)
	for _, m := range metadata {
		steps = append(steps, step{`INSERT INTO metadata (name, value) VALUES (?, ?)`, []any{m[0], clean(m[1])}})
	}
	for _, s := range steps {
		if _, err := tx.ExecContext(ctx, s.query, s.args...); err != nil {
			return err
		}
	}
	return plainGrams(ctx, tx)
}

// plainGrams makes the index of short words anew without contentless_delete: SQLite before
// 3.43 does not know it, and Datasette refuses a database of which it cannot open a table.
func plainGrams(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, `
		DROP TABLE article_grams;
		CREATE VIRTUAL TABLE article_grams USING fts5(grams, detail = none, tokenize = 'ascii')`)
	if err != nil {
		return err
	}
	articles, err := ids(ctx, tx, `SELECT article_id FROM article_search ORDER BY article_id`)
	if err != nil {
		return err
	}
	for _, id := range articles {
		var parts [4]string
		if err := tx.QueryRowContext(ctx, `SELECT title, organizations, services, text FROM article_search WHERE article_id = ?`, id).
			Scan(&parts[0], &parts[1], &parts[2], &parts[3]); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO article_grams (rowid, grams) VALUES (?, ?)`, id, grams(parts[:]...)); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO article_grams(article_grams) VALUES ('optimize')`)
	return err
}
