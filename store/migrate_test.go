package store

import (
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// oldDatabase unpacks a database that an earlier version wrote: schema-N.db.gz is what
// `extract --jsonl --db` of the last commit with schema N made of four invented articles.
func oldDatabase(t testing.TB, schema int) (path string) {
	t.Helper()
	f, err := os.Open(fmt.Sprintf("testdata/schema-%d.db.gz", schema))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	r, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	path = filepath.Join(t.TempDir(), "old.db")
	if err := os.WriteFile(path, content, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMigrationsOfFilesOfEarlierVersions(t *testing.T) {
	fresh := schemaOf(t, open(t))
	for schema := 1; schema < schemaVersion; schema++ {
		t.Run(fmt.Sprint(schema), func(t *testing.T) {
			path := oldDatabase(t, schema)
			if _, err := OpenReadOnly(t.Context(), path); !errors.Is(err, ErrOlder) {
				t.Errorf("opened for reading: %v", err)
			}
			s := openAt(t, path)
			for i, got := range schemaOf(t, s) {
				if got != fresh[i] {
					t.Errorf("the schema is not that of a new database:\n%s\nwant\n%s", got, fresh[i])
				}
			}
			for query, want := range map[string]string{
				"PRAGMA user_version":                           fmt.Sprint(schemaVersion),
				"SELECT count(*) FROM articles":                 "4",
				"SELECT count(*) FROM v_incidents":              "3",
				"SELECT count(*) FROM evidence WHERE text = ''": "0",
				`SELECT group_concat(organization || ' ' || kind || ' ' || coalesce(first_reported_people, '-') || '>' || people, ', ')
					FROM (SELECT c.*, o.kind FROM cases c JOIN organizations o ON o.id = c.organization_id ORDER BY c.id)`: "株式会社みどり商事 company 1200>1500, 柳瀬町 municipality 52>52",
			} {
				if got := one(t, s, query); got != want {
					t.Errorf("%s is %s, want %s", query, got, want)
				}
			}
			if got := faults(t, s); got != "" {
				t.Errorf("faults:\n%s", got)
			}
			hits, err := s.Search(t.Context(), "ランサムウェア 第2報", 10)
			if err != nil || len(hits) != 1 {
				t.Errorf("%d hits, %v", len(hits), err)
			}
			sound(t, s)
		})
	}
}

// TestEveryEarlierSchemaHasAFile keeps the list of files complete.
func TestEveryEarlierSchemaHasAFile(t *testing.T) {
	files, err := filepath.Glob("testdata/schema-*.db.gz")
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < schemaVersion-1 {
		t.Errorf("%d files for %d earlier schemas", len(files), schemaVersion-1)
	}
}

func TestMigrationThatFailsChangesNothing(t *testing.T) {
	path := oldDatabase(t, 1)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// A table of the next schema is there already: its migration cannot make it.
	s, err := connect(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec("CREATE TABLE queue (x)"); err != nil {
		t.Fatal(err)
	}
	s.Close()
	_, err = Open(t.Context(), path)
	var open *OpenError
	if !errors.As(err, &open) || !strings.Contains(err.Error(), "migration 2") {
		t.Fatalf("error %v", err)
	}
	s, err = connect(path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got := one(t, s, "PRAGMA user_version"); got != "1" {
		t.Errorf("schema %s", got)
	}
	if got := one(t, s, "SELECT count(*) FROM articles"); got != "4" || len(before) == 0 {
		t.Errorf("%s articles", got)
	}
}

// schemaOf is all that was created, without white space that differs.
func schemaOf(t testing.TB, s *Store) (all []string) {
	t.Helper()
	text := one(t, s, `SELECT group_concat(type || ' ' || name || ' ' || coalesce(sql, ''), char(0))
		FROM (SELECT * FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name)`)
	return strings.Split(regexp.MustCompile(`[ \t]+`).ReplaceAllString(text, " "), "\x00")
}
