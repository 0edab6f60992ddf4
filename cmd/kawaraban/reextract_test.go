package main

import (
	"database/sql"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/fixtures/site"
)

// sqlExec changes a database behind the program's back and returns one value.
func sqlExec(t *testing.T, file, query string) (value string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if strings.HasPrefix(query, "SELECT") {
		if err := db.QueryRow(query).Scan(&value); err != nil {
			t.Fatal(err)
		}
		return value
	}
	if _, err := db.Exec(query); err != nil {
		t.Fatal(err)
	}
	return ""
}

func TestReextract(t *testing.T) {
	sites, err := site.Start()
	if err != nil {
		t.Fatal(err)
	}
	cfg := demoConfig(sites)
	file := filepath.Join(t.TempDir(), "news.db")
	c := crawl{db: file, report: textLog{&strings.Builder{}}}
	if _, err := c.run(t.Context(), cfg); err != nil {
		t.Fatal(err)
	}
	sites.Close() // from here on there is nothing to fetch from
	reextract := func(dry bool, sources []crawler.Source) string {
		t.Helper()
		var out strings.Builder
		r := reextraction{out: &out, format: "text", dry: dry, sources: sources}
		if err := r.run(t.Context(), file, []string{""}); err != nil {
			t.Fatal(err)
		}
		return out.String()
	}
	const state = `SELECT group_concat(id || ' ' || revision_id || ' ' || current, ',') FROM readings`
	before := sqlExec(t, file, state)
	if out := reextract(false, cfg.Sources); out != "articles 22  changed 0  with other words 0  failed 0\n" {
		t.Errorf("nothing changed, but: %s", out)
	}
	if got := sqlExec(t, file, state); got != before {
		t.Errorf("readings were made anew: %s, before %s", got, before)
	}

	// As if older rules had read other numbers and words.
	value := sqlExec(t, file, `SELECT value FROM incident_counts ORDER BY incident_id, position LIMIT 1`)
	sqlExec(t, file, `UPDATE incident_counts SET value = 987654321 WHERE (incident_id, position) IN
		(SELECT incident_id, position FROM incident_counts ORDER BY incident_id, position LIMIT 1)`)
	sqlExec(t, file, `UPDATE article_revisions SET text = 'シェア' || text, hash = 'old' WHERE id = (SELECT max(id) FROM article_revisions)`)
	for _, dry := range []bool{true, false} {
		out := reextract(dry, cfg.Sources)
		for _, want := range []string{" 987654321 ", "\n+ ", " " + value + " ", "~ other words", "articles 22  changed 1  with other words 1  failed 0"} {
			if !strings.Contains(out, want) {
				t.Errorf("dry %v: no %q in %s", dry, want, out)
			}
		}
	}
	if got := sqlExec(t, file, `SELECT count(*) FROM incident_counts WHERE value = 987654321`); got != "0" {
		t.Error("the old value counts still")
	}
	if got := sqlExec(t, file, `SELECT count(*) || ' ' || count(page_id) || ' ' || sum(number = 2 AND current) FROM article_revisions`); got != "23 23 1" {
		t.Errorf("revisions, with pages, newly current: %s", got)
	}
	if out := reextract(false, cfg.Sources); !strings.Contains(out, "changed 0  with other words 0") {
		t.Errorf("the third time: %s", out)
	}

	// A page that cannot be read any more is told of and left as it is.
	sqlExec(t, file, `UPDATE pages SET body_zstd = (SELECT body_zstd FROM pages ORDER BY id DESC LIMIT 1), content_type = 'x' WHERE id = 1`)
	sqlExec(t, file, `UPDATE pages SET body_zstd = x'28b52ffd' WHERE id = 2`)
	var out strings.Builder
	r := reextraction{out: &out, format: "jsonl", sources: cfg.Sources}
	if err := r.run(t.Context(), file, []string{""}); err == nil {
		t.Error("a damaged page goes unsaid")
	}
	if err := (&reextraction{out: &out, format: "text"}).run(t.Context(), filepath.Join(t.TempDir(), "none.db"), []string{""}); err == nil {
		t.Error("a database that is not there was made")
	}
}
