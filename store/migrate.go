package store

import (
	"context"
	"database/sql"
	"embed"
	"fmt"
	"io/fs"
)

// applicationID marks our files in the SQLite header: "KWRB" in ASCII.
const applicationID = 0x4b575242

//go:embed migrations/*.sql
var migrationFiles embed.FS

// A migration takes a database from version number-1 to number. Released files never
// change; a change of the schema is a new file.
type migration struct {
	number int
	sql    string
	fill   func(context.Context, *sql.Tx) error // what SQL cannot do, in the same transaction; or nil
}

// fills are the steps in Go that follow a file, by its number.
var fills = map[int]func(context.Context, *sql.Tx) error{3: nameOrganizations, 4: makeCases, 5: fillSearch}

var migrations = readMigrations()

// schemaVersion is the user_version of an up-to-date database.
var schemaVersion = len(migrations)

// readMigrations numbers the files in the order of their names.
func readMigrations() []migration {
	names, err := fs.Glob(migrationFiles, "migrations/*.sql")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	var all []migration
	for i, name := range names {
		text, err := migrationFiles.ReadFile(name)
		if err != nil {
			panic(err) // embedded at build time
		}
		all = append(all, migration{i + 1, string(text), fills[i+1]})
	}
	return all
}

// inspect looks at a file without changing it: nil for one of ours in this version or
// an empty one, ErrOlder, ErrNewer or ErrNotDatabase.
func inspect(ctx context.Context, path, mode string) error {
	s, err := connect(path, mode)
	if err != nil {
		return err
	}
	defer s.db.Close()
	return s.read(ctx, func(tx *sql.Tx) error {
		version, err := version(ctx, tx)
		switch {
		case err != nil:
			return err
		case version > schemaVersion:
			return fmt.Errorf("%w (schema %d, this one knows %d)", ErrNewer, version, schemaVersion)
		case version < schemaVersion:
			return ErrOlder
		}
		return nil
	})
}

// version is the schema version of the database, 0 for an empty one, ErrNotDatabase for
// another program's.
func version(ctx context.Context, tx *sql.Tx) (int, error) {
	var id, version, objects int
	err := tx.QueryRowContext(ctx, `
		SELECT (SELECT application_id FROM pragma_application_id),
		       (SELECT user_version FROM pragma_user_version),
		       (SELECT count(*) FROM sqlite_schema)`).Scan(&id, &version, &objects)
	switch {
	case err != nil:
		return 0, err
	case id == applicationID:
		return version, nil
	case id == 0 && version == 0 && objects == 0:
		return 0, nil
	}
	return 0, fmt.Errorf("%w, but another program's", ErrNotDatabase)
}

// migrate brings the schema and the labels up to date. Each migration is a transaction
// of its own; two processes that start at once do not run one twice.
func (s *Store) migrate(ctx context.Context) error {
	for _, m := range migrations {
		err := s.write(ctx, func(tx *sql.Tx) error {
			have, err := version(ctx, tx)
			if err != nil || have >= m.number {
				return err
			}
			_, err = tx.ExecContext(ctx, m.sql+fmt.Sprintf(
				"\n;PRAGMA application_id = %d; PRAGMA user_version = %d;", applicationID, m.number))
			if err != nil || m.fill == nil {
				return err
			}
			return m.fill(ctx, tx)
		})
		if err != nil {
			return fmt.Errorf("migration %d: %w", m.number, err)
		}
	}
	if err := s.write(ctx, func(tx *sql.Tx) error {
		var exported bool // until now, when it is opened for writing
		err := tx.QueryRowContext(ctx, `SELECT sql NOT LIKE '%contentless_delete%' FROM sqlite_schema WHERE name = 'article_grams'`).Scan(&exported)
		if err == nil && exported {
			err = makeGrams(ctx, tx, true)
		}
		if err != nil {
			return fmt.Errorf("index of short words: %w", err)
		}
		if err := putLabels(ctx, tx); err != nil {
			return fmt.Errorf("labels: %w", err)
		}
		if err := putDictionary(ctx, tx); err != nil {
			return fmt.Errorf("dictionary: %w", err)
		}
		return nil
	}); err != nil {
		return err
	}
	return nil
}
