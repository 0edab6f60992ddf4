package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

var noon = time.Date(2025, 7, 12, 3, 0, 0, 0, time.UTC)

// open opens a new database that is closed with the test.
func open(t testing.TB) *Store {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "test.db"))
}

func openAt(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// one runs a query that has one value; NULL is "NULL".
func one(t testing.TB, s *Store, query string, args ...any) string {
	t.Helper()
	var v any
	if err := s.db.QueryRow(query, args...).Scan(&v); err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	if v == nil {
		return "NULL"
	}
	return fmt.Sprint(v)
}

func TestOpenNewAndAgain(t *testing.T) {
	// Characters that mean something in a URI are part of the name.
	path := filepath.Join(t.TempDir(), "瓦版 a?b#c%41&d.db")
	for _, when := range []string{"new", "again"} {
		s, err := Open(t.Context(), path)
		if err != nil {
			t.Fatalf("%s: %v", when, err)
		}
		for pragma, want := range map[string]string{
			"application_id": "1264013890", "user_version": fmt.Sprint(schemaVersion), "journal_mode": "wal",
			"integrity_check": "ok",
		} {
			if got := one(t, s, "PRAGMA "+pragma); got != want {
				t.Errorf("%s: %s is %s, want %s", when, pragma, got, want)
			}
		}
		codes := 0
		for _, l := range labels {
			codes += len(l.codes)
		}
		if got, want := one(t, s, "SELECT count(*) FROM labels"), fmt.Sprint(codes); got != want {
			t.Errorf("%s: %s labels, want %s", when, got, want)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", when, err)
		}
	}
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

func TestLabelsAreBroughtUpToDate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openAt(t, path)
	if _, err := s.db.Exec(`UPDATE labels SET label_ja = '旧' WHERE code = 'name';
		INSERT INTO labels VALUES ('cause', 'withdrawn', 99, '廃止', 'Withdrawn', NULL, NULL)`); err != nil {
		t.Fatal(err)
	}
	s.Close()
	s = openAt(t, path)
	if got := one(t, s, "SELECT label_ja FROM labels WHERE code = 'name'"); got != extract.CategoryLabel("name") {
		t.Errorf("label is %q", got)
	}
	if got := one(t, s, "SELECT label_ja FROM labels WHERE code = 'withdrawn'"); got != "廃止" {
		t.Errorf("the label of a withdrawn code is %q", got)
	}
}

func TestOpenRefuses(t *testing.T) {
	dir := t.TempDir()
	file := func(name, content string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
		return path
	}
	database := func(name, script string) string {
		path := filepath.Join(dir, name)
		db, err := sql.Open("sqlite", "file:"+path)
		if err != nil {
			t.Fatal(err)
		}
		defer db.Close()
		if _, err := db.Exec(script); err != nil {
			t.Fatal(err)
		}
		return path
	}
	own := filepath.Join(dir, "own.db")
	openAt(t, own).Close()
	content, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	newer := database("newer.db", fmt.Sprintf(
		"CREATE TABLE t (x); PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, schemaVersion+1))
	older := database("older.db", fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = 0", applicationID))

	const both, reading = "both", "reading"
	tests := []struct {
		name string
		how  string
		path string
		want error
		says string // in the hint
	}{
		{"text", both, file("notes.txt", strings.Repeat("これはメモです。\n", 100)), ErrNotDatabase, "left as it is"},
		{"a few bytes", both, file("short.db", "x"), ErrNotDatabase, "left as it is"},
		{"a header alone", both, file("header.db", "SQLite format 3\x00"), ErrNotDatabase, "left as it is"},
		{"another program's", both, database("other.db", "CREATE TABLE t (x)"), ErrNotDatabase, "left as it is"},
		{"another program's id", both, database("id.db", "CREATE TABLE t (x); PRAGMA application_id = 7"), ErrNotDatabase, ""},
		{"newer", both, newer, ErrNewer, "newer kawaraban"},
		{"older", reading, older, ErrOlder, "up to date"},
		{"directory", both, dir, errDirectory, "name a file"},
		{"no directory", both, filepath.Join(dir, "none", "x.db"), nil, "directory"},
		{"no file", reading, filepath.Join(dir, "none.db"), fs.ErrNotExist, "makes the file"},
		{"cut off", both, file("cut.db", string(content[:len(content)/2+100])), nil, "backup"},
	}
	for _, test := range tests {
		opens := map[string]func(context.Context, string) (*Store, error){reading: OpenReadOnly}
		if test.how == both {
			opens["writing"] = Open
		}
		for how, open := range opens {
			t.Run(test.name+", "+how, func(t *testing.T) {
				before, _ := os.ReadFile(test.path)
				s, err := open(t.Context(), test.path)
				if err == nil {
					s.Close()
					t.Fatal("opened")
				}
				var open *OpenError
				if !errors.As(err, &open) || strings.Count(err.Error(), test.path) != 1 {
					t.Errorf("%v: must name the path, once", err)
				} else if !strings.Contains(open.Hint(), test.says) {
					t.Errorf("%v: hint %q, want one with %q", err, open.Hint(), test.says)
				}
				if test.want != nil && !errors.Is(err, test.want) {
					t.Errorf("%v: is not %v", err, test.want)
				}
				if after, _ := os.ReadFile(test.path); string(after) != string(before) {
					t.Error("the file was changed")
				}
			})
		}
	}
}

func TestOpenInReadOnlyDirectory(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "locked")
	if err := os.Mkdir(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(dir, "test.db")
	s := openAt(t, path)
	save(t, s, article("https://news.example/1"), reading(), "1")
	s.Close()
	os.Chmod(path, 0o444)
	os.Chmod(dir, 0o555)
	t.Cleanup(func() { os.Chmod(dir, 0o755) })
	if f, err := os.Create(filepath.Join(dir, "probe")); err == nil {
		f.Close()
		t.Skip("this user may write everywhere")
	}
	if s, err := OpenReadOnly(t.Context(), path); err != nil {
		t.Error(err)
	} else {
		if got := one(t, s, "SELECT count(*) FROM v_incidents"); got != "2" {
			t.Errorf("%s incidents", got)
		}
		s.Close()
	}
	for _, path := range []string{path, filepath.Join(dir, "new.db")} {
		s, err := Open(t.Context(), path)
		if err == nil {
			s.Close()
			t.Fatal("opened for writing")
		}
		if open := err.(*OpenError); !strings.Contains(open.Hint(), "writable") {
			t.Errorf("%v: hint %q", err, open.Hint())
		}
	}
}

func TestReadOnlyCannotWrite(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	writer := openAt(t, path)
	s, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.SaveArticle(t.Context(), article("https://news.example/1"), reading(), "1"); err == nil {
		t.Error("saved")
	}
	// What the writer saves is seen at once.
	save(t, writer, article("https://news.example/1"), reading(), "1")
	if got := one(t, s, "SELECT count(*) FROM articles"); got != "1" {
		t.Errorf("%s articles", got)
	}
}

func TestForeignKeysHoldOnEveryConnection(t *testing.T) {
	s := open(t)
	var conns []*sql.Conn
	for i := range 5 {
		c, err := s.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		conns = append(conns, c)
		if _, err := c.ExecContext(t.Context(), `INSERT INTO incident_causes (incident_id, position, code)
			VALUES (99, 0, 'lost')`); err == nil || !strings.Contains(err.Error(), "FOREIGN KEY") {
			t.Errorf("connection %d: %v", i, err)
		}
	}
	if len(conns) != s.db.Stats().OpenConnections {
		t.Errorf("%d connections", s.db.Stats().OpenConnections)
	}
}

func TestConcurrentOpenAndSave(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	const writers, each = 6, 10
	var wg sync.WaitGroup
	for w := range writers {
		wg.Go(func() {
			s, err := Open(t.Context(), path) // as processes that start at once do
			if err != nil {
				t.Error(err)
				return
			}
			defer s.Close()
			for i := range each {
				// Every second article is saved by all, the others by one.
				a := article(fmt.Sprintf("https://news.example/%d/%d", i, w*(i%2)))
				if _, err := s.SaveArticle(t.Context(), a, reading(), "1"); err != nil {
					t.Error(err)
				}
				if err := s.LogFetch(t.Context(), Fetch{URL: a.URL, Status: 200}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	s := openAt(t, path)
	if got := one(t, s, "SELECT count(*) FROM articles"); got != fmt.Sprint(each/2+writers*each/2) {
		t.Errorf("%s articles", got)
	}
	if got := one(t, s, "SELECT count(*) FROM fetches"); got != fmt.Sprint(writers*each) {
		t.Errorf("%s fetches", got)
	}
	sound(t, s)
}

// sound checks the file, its references and its index.
func sound(t *testing.T, s *Store) {
	t.Helper()
	if got := one(t, s, "PRAGMA integrity_check"); got != "ok" {
		t.Error(got)
	}
	if got := one(t, s, "SELECT count(*) FROM pragma_foreign_key_check"); got != "0" {
		t.Errorf("%s broken references", got)
	}
	// rank 1 compares the index with the table it indexes.
	if _, err := s.db.Exec(`INSERT INTO article_fts(article_fts, rank) VALUES ('integrity-check', 1)`); err != nil {
		t.Errorf("full text: %v", err)
	}
}
