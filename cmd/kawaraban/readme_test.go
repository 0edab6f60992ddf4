package main

import (
	"database/sql"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/kawaraban/kawaraban/fixtures/site"
)

var answered = regexp.MustCompile("(?s)```sql\n(.*?)```\n\n```text\n(.*?)```")

// TestReadmeAnswers asks the demo's database what the READMEs ask and compares the
// answers with those that they show.
func TestReadmeAnswers(t *testing.T) {
	sites, err := site.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sites.Close()
	file := filepath.Join(t.TempDir(), "news.db")
	c := crawl{db: file, report: textLog{io.Discard}}
	if _, err := c.run(t.Context(), demoConfig(sites)); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, readme := range []string{"README.md", "README.ja.md"} {
		text, err := os.ReadFile("../../" + readme)
		if err != nil {
			t.Fatal(err)
		}
		found := answered.FindAllStringSubmatch(string(text), -1)
		if len(found) != 4 {
			t.Errorf("%s has %d questions, want 4", readme, len(found))
		}
		for _, q := range found {
			if got := asList(t, db, q[1]); got != q[2] {
				t.Errorf("%s: %s\nanswers\n%swant\n%s", readme, q[1], got, q[2])
			}
		}
	}
}

// asList is the answer to a query as sqlite3 prints it.
func asList(t *testing.T, db *sql.DB, query string) string {
	t.Helper()
	rows, err := db.Query(query)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for rows.Next() {
		values := make([]any, len(columns))
		dest := make([]any, len(columns))
		for i := range values {
			dest[i] = &values[i]
		}
		if err := rows.Scan(dest...); err != nil {
			t.Fatal(err)
		}
		cells := make([]string, len(columns))
		for i, v := range values {
			switch v := v.(type) {
			case nil:
			case float64:
				cells[i] = fmt.Sprintf("%.1f", v)
			default:
				cells[i] = fmt.Sprint(v)
			}
		}
		b.WriteString(strings.Join(cells, "|") + "\n")
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
