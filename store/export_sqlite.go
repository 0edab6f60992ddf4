package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"path/filepath"
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

func (s *Store) exportSQLite(ctx context.Context, path string, filter Filter, metadata [][2]string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	whole := f.Name()
	defer func() { err = errors.Join(err, os.Remove(whole)) }()
	if err := f.Close(); err != nil {
		return err
	}
	if err := s.copyTo(ctx, whole); err != nil {
		return err
	}
	// It is thrown away: there is nothing to keep sound meanwhile. The journal is a file all the
	// same: in memory it would have the size of the database.
	out, err := connect(whole, "_txlock=immediate", "_journal_mode=DELETE", "_synchronous=OFF")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.db.Close()) }()
	if err := out.write(ctx, func(tx *sql.Tx) error { return thin(ctx, tx, filter, metadata) }); err != nil {
		return err
	}
	_, err = out.db.ExecContext(ctx, `VACUUM INTO ?`, path)
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
	return makeGrams(ctx, tx, false)
}
