package store

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// faults are what Examine finds, a line each.
func faults(t testing.TB, s *Store) string {
	t.Helper()
	found, err := s.Examine(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range found {
		b.WriteString(f.Check + ": " + f.Fault + "\n")
	}
	return b.String()
}

func TestExamineAndRepair(t *testing.T) {
	for _, c := range []struct {
		name, harm, want string
	}{
		{"all is well", "SELECT 1", ""},
		{"an article without its words", "DELETE FROM article_search WHERE article_id = 1", "search: 1 articles cannot be searched for"},
		{"an index without its words", "INSERT INTO article_fts(article_fts) VALUES ('delete-all')", "search: 2 articles"},
		{"a report without its case", "DELETE FROM cases", "cases: 2 reports belong to no case"},
		{"a report that does not count", "UPDATE readings SET current = 0 WHERE id = 1", "articles: 1 texts have readings of which none counts"},
		{"a text that is not current", "UPDATE article_revisions SET current = 0 WHERE id = 1", "articles: 1 articles have no current text"},
		{"a page of nobody", "INSERT INTO pages (url, fetched_at, hash, size, body_zstd) VALUES ('https://x.example/', '', '', 0, x'')", "orphans: 1 pages"},
		{"an organisation of nobody", "INSERT INTO organizations (name) VALUES ('誰でもない')", "orphans: 1 organisations"},
		{"a missing article", "PRAGMA foreign_keys = 0; DELETE FROM articles WHERE id = 1; PRAGMA foreign_keys = 1",
			"references: 1 rows of article_prints refer to rows of articles"},
		{"a missing organisation", "PRAGMA foreign_keys = 0; DELETE FROM organizations; PRAGMA foreign_keys = 1",
			"references: 2 rows of incident_organizations refer to rows of organizations"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			s.db.SetMaxOpenConns(1) // for the pragma
			for n, name := range []string{"株式会社みどり商事", "あおぞら市"} {
				tell(t, s, n+1, "2025-07-12", name+"、不正アクセス", breach(name, "ransomware", "2025-07-12", 1200))
			}
			s.db.Exec(`INSERT INTO article_prints VALUES (1, '2025-07-12', 7) ON CONFLICT DO NOTHING`)
			if got := faults(t, s); got != "" {
				t.Fatalf("before the harm: %s", got)
			}
			if _, err := s.db.Exec(c.harm); err != nil {
				t.Fatal(err)
			}
			got := faults(t, s)
			if !strings.Contains(got, c.want) || (got == "") != (c.want == "") {
				t.Errorf("found %q, want %q", got, c.want)
			}
			if err := s.Repair(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got := faults(t, s); got != "" {
				t.Errorf("after the repair: %s", got)
			}
			if ok, err := s.IndexInStep(t.Context()); !ok || err != nil {
				t.Errorf("index in step: %v, %v", ok, err)
			}
		})
	}
}

func TestIndexOutOfStepIsFound(t *testing.T) {
	s := open(t)
	tell(t, s, 1, "2025-07-12", "みどり商事、不正アクセス", breach("みどり商事", "ransomware", "2025-07-12", 1200))
	if _, err := s.db.Exec(`INSERT INTO article_fts(rowid, title, organizations, text) VALUES (9, '別の見出し', '', '')`); err != nil {
		t.Fatal(err)
	}
	if ok, err := s.IndexInStep(t.Context()); ok || err != nil {
		t.Errorf("in step: %v, %v", ok, err)
	}
	if got := one(t, s, "SELECT count(*) FROM article_fts_docsize"); got != "2" {
		t.Errorf("looking changed the index: %s rows", got)
	}
}

func TestDecisionsOutliveRepair(t *testing.T) {
	s := open(t)
	leak := breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200)
	tell(t, s, 1, "2025-07-12", "一", leak)
	tell(t, s, 2, "2025-07-12", "二", leak)
	if _, err := s.SplitCase(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec("DELETE FROM cases"); err != nil {
		t.Fatal(err)
	}
	if err := s.Repair(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := grouped(t, s); got != "3: 1; 4: 2" {
		t.Errorf("cases %s", got)
	}
}

func TestBackup(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "news.db")
	s := openAt(t, path)
	tell(t, s, 1, "2025-07-12", "みどり商事、不正アクセス", breach("みどり商事", "ransomware", "2025-07-12", 1200))
	reader, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	to := filepath.Join(dir, "copy 写し.db")
	if err := reader.Backup(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	copied, err := OpenReadOnly(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	defer copied.Close()
	if got := dump(t, copied); got != dump(t, s) {
		t.Errorf("the copy has\n%s", got)
	}
	if err := s.Backup(t.Context(), to); !errors.Is(err, fs.ErrExist) {
		t.Errorf("over a file: %v", err)
	}
	if err := s.Backup(t.Context(), filepath.Join(dir, "no", "such.db")); err == nil {
		t.Error("into a directory that is not there")
	}
	if files, _ := filepath.Glob(filepath.Join(dir, "*.part*")); len(files) > 0 {
		t.Errorf("left behind: %v", files)
	}
	if _, err := os.Stat(to); err != nil {
		t.Error(err)
	}
}
