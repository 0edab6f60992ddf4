package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// snapshot reads every row of the tables of a snapshot by their names.
func snapshot(t testing.TB, s *Store, f Filter) map[string][]map[string]any {
	t.Helper()
	all := map[string][]map[string]any{}
	err := s.Snapshot(t.Context(), f, func(p *Snapshot) error {
		for _, table := range append(p.Tables(), p.IncidentTable()) {
			for values, err := range table.Rows {
				if err != nil {
					return fmt.Errorf("%s: %w", table.Name, err)
				}
				if len(values) != len(table.Columns) {
					return fmt.Errorf("%s: %d values in %d columns", table.Name, len(values), len(table.Columns))
				}
				row := map[string]any{}
				for i, v := range values {
					if v != nil {
						row[table.Columns[i].Name] = v
					}
				}
				all[table.Name] = append(all[table.Name], row)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestTables(t *testing.T) {
	s := open(t)
	if got := snapshot(t, s, Filter{}); len(got) != 0 {
		t.Errorf("an empty database has %v", got)
	}
	save(t, s, article("https://news.example/1"), reading(), "1.0")
	got := snapshot(t, s, Filter{})
	if len(got["cases"]) != 1 { // the second incident says nothing
		t.Fatalf("%d cases", len(got["cases"]))
	}
	if want := map[string]any{
		"case_id": int64(1), "organization": "株式会社あけぼの商会", "organization_kind": "company",
		"affected": []string{"ひばり市", "都内の大学"}, "services": []string{"あけぼのオンライン"},
		"announced": "2025-07-11", "occurred": "2025-07", "occurred_until": "2025-08", "detected": "2025-07-10", "published": "2025-07-12",
		"people": int64(1200), "people_qualifier": "about", "people_as_of": "2025-07-11", "first_reported_people": int64(1200),
		"causes": []string{"lost", "supply_chain"}, "exposure": "possible", "categories_exposed": []string{"name"},
		"categories_not_exposed": []string{"credit_card"}, "sources": int64(1), "urls": []string{"https://news.example/1"},
		"title": "株式会社あけぼの商会、ＵＳＢメモリを紛失", "confidence": got["cases"][0]["confidence"], "first_seen": noon, "revised_at": noon,
	}; !reflect.DeepEqual(got["cases"][0], want) {
		t.Errorf("case\n%v\nwant\n%v", got["cases"][0], want)
	}
	if want := map[string]any{
		"case_id": int64(1), "organization": "株式会社あけぼの商会", "as_of": "2025-07-11", "value": int64(1200), "unit": "people",
		"qualifier": "about", "role": "total", "standing": "latest", "text": "約1,200人分", "value_max": int64(1300), "subject": "顧客", "url": "https://news.example/1",
	}; len(got["counts"]) == 0 || !contains(got["counts"][0], want) {
		t.Errorf("counts\n%v\nwant\n%v", got["counts"], want)
	}
	if want := map[string]any{
		"organization_id": int64(1), "name": "株式会社あけぼの商会", "canonical": "あけぼの商会", "legal_form": "株式会社", "kind": "company", "cases": int64(1),
	}; !contains(got["organizations"][0], want) {
		t.Errorf("organizations\n%v\nwant\n%v", got["organizations"], want)
	}
	if want := map[string]any{"incident_id": int64(2), "article_id": int64(1), "url": "https://news.example/1", "extractor_version": "1.0"}; !contains(got["incidents"][1], want) {
		t.Errorf("incidents\n%v\nwant\n%v", got["incidents"], want)
	}
}

// contains reports whether row has all that want has.
func contains(row, want map[string]any) bool {
	for column, v := range want {
		if !reflect.DeepEqual(row[column], v) {
			return false
		}
	}
	return true
}

func TestFilterOfCases(t *testing.T) {
	s := open(t)
	tell(t, s, 1, "2025-07-12", "みどり商事、ランサムウェア被害", breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200))
	tell(t, s, 2, "2025-08-20", "ひばり市、書類を紛失", breach("ひばり市", "lost", "2025-08", 0))
	in := breach("かささぎ銀行", "stolen", "", 12)
	in.Organizations = append(in.Organizations, extract.Organization{Name: "つばめ信販株式会社", Role: "affected"})
	in.Categories = []extract.Category{{Code: "name", Status: "exposed"}, {Code: "pin", Status: "not_exposed"}}
	in.Exposure = "confirmed"
	in.Organizations[0].Confidence, in.Counts[0].Confidence, in.Causes[0].Confidence = "high", "high", "high"
	tell(t, s, 3, "2025-09-01", "かささぎ銀行、盗難", in)
	if err := s.PutAlias(t.Context(), "ひばり市", "旧ことり町"); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name   string
		filter Filter
		want   string // the cases
	}{
		{"all", Filter{}, "1 2 3"},
		{"since", Filter{Since: "2025-07-13"}, "2 3"},
		{"since, in a month that is told", Filter{Since: "2025-08-31"}, "2 3"},
		{"since, the day it was published", Filter{Since: "2025-09-01"}, "3"},
		{"until", Filter{Until: "2025-08-31"}, "1 2"},
		{"organisation", Filter{Organization: "みどり"}, "1"},
		{"organisation in another spelling", Filter{Organization: "みどり商事㈱"}, "1"},
		{"another organisation", Filter{Organization: "㈱みどり"}, ""},
		{"affected organisation", Filter{Organization: "つばめ信販"}, "3"},
		{"alias", Filter{Organization: "ことり町"}, "2"},
		{"no pattern", Filter{Organization: "%"}, ""},
		{"cause", Filter{Cause: "lost"}, "2"},
		{"category", Filter{Category: "name"}, "3"},
		{"category that was not exposed", Filter{Category: "pin"}, ""},
		{"count", Filter{MinCount: 12}, "1 3"},
		{"larger count", Filter{MinCount: 13}, "1"},
		{"confidence", Filter{Confidence: "high"}, "3"},
		{"kind", Filter{Kind: "municipality"}, "2"},
		{"exposure", Filter{Exposure: "confirmed"}, "3"},
		{"a long word", Filter{Words: "ランサムウェア"}, "1"},
		{"short words", Filter{Words: "市 紛失"}, "2"},
		{"a word of one article, another of another", Filter{Words: "紛失 盗難"}, ""},
		{"words that no index has", Filter{Words: "、 \""}, ""},
		{"a sign that no index has", Filter{Words: "、書"}, "2"},
		{"full-width", Filter{Words: "ﾗﾝｻﾑｳｪｱ"}, "1"},
		{"together", Filter{Since: "2025-01-01", Until: "2025-12-31", Organization: "商事", Cause: "ransomware", MinCount: 1000}, "1"},
	} {
		got := snapshot(t, s, test.filter)
		if ids := joined(got["cases"], "case_id"); ids != test.want {
			t.Errorf("%s: cases %s, want %s", test.name, ids, test.want)
		}
		// The incidents here have the numbers of their cases.
		if ids := joined(got["incidents"], "incident_id"); ids != test.want {
			t.Errorf("%s: incidents %s, want %s", test.name, ids, test.want)
		}
		for _, table := range []string{"counts"} {
			for _, row := range got[table] {
				if !strings.Contains(test.want, fmt.Sprint(row["case_id"])) {
					t.Errorf("%s: %s has %v", test.name, table, row)
				}
			}
		}
	}
	if got := joined(snapshot(t, s, Filter{Cause: "stolen"})["organizations"], "name"); got != "かささぎ銀行 つばめ信販株式会社" {
		t.Errorf("organisations of one case: %s", got)
	}
}

func joined(rows []map[string]any, column string) string {
	var all []string
	for _, row := range rows {
		all = append(all, fmt.Sprint(row[column]))
	}
	return strings.Join(all, " ")
}

func TestToldCases(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1.0")
	tell(t, s, 2, "2025-07-20", "あけぼの商会、続報", breach("株式会社あけぼの商会", "lost", "2025-07-11", 1300))
	var told []*ToldCase
	err := s.Snapshot(t.Context(), Filter{Cause: "lost"}, func(p *Snapshot) error {
		for c, err := range p.Told() {
			if err != nil {
				return err
			}
			told = append(told, c)
		}
		return nil
	})
	if err != nil || len(told) != 1 || len(told[0].Reports) != 2 {
		t.Fatalf("%v, %+v", err, told)
	}
	first, second := told[0].Reports[0], told[0].Reports[1]
	if !reflect.DeepEqual(first.Incident, reading().Incidents[0]) {
		t.Errorf("first report\n%+v", first.Incident)
	}
	if first.Key != "https://news.example/1" || first.Party != "あけぼの商会" || first.Place != 0 || second.ArticleID != 2 || second.Counts[0].Value != 1300 {
		t.Errorf("reports %+v, %+v", first, second)
	}
	if c := told[0].Case; *c.People != 1300 || *c.FirstReportedPeople != 1200 {
		t.Errorf("case %+v", c)
	}
}

func TestExportSQLite(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "full.db")
	writer := openAt(t, path)
	a := article("https://news.example/1")
	save(t, writer, a, reading(), "0.9")
	save(t, writer, a, reading(), "1.0")
	tell(t, writer, 2, "2025-08-20", "ひばり市、書類を紛失", breach("ひばり市", "lost", "2025-08", 0))
	s, err := OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if one(t, s, `SELECT count(*) FROM pages`) == "0" {
		t.Fatal("there is no page to leave out")
	}
	for _, test := range []struct {
		name, cases, articles, hits string
		filter                      Filter
	}{
		{"all.db", "2", "2", "1", Filter{}},
		{"some.db", "1", "1", "0", Filter{Organization: "ひばり市", Since: "2025-08-01"}},
	} {
		name := filepath.Join(dir, test.name)
		if err := os.WriteFile(name, nil, 0o600); err != nil { // an empty file may be there
			t.Fatal(err)
		}
		if err := s.ExportSQLite(t.Context(), name, test.filter, [][2]string{{"title", "試し"}}); err != nil {
			t.Fatal(err)
		}
		out, err := OpenReadOnly(t.Context(), name)
		if err != nil {
			t.Fatal(err)
		}
		defer out.Close()
		for query, want := range map[string]string{
			`SELECT count(*) FROM v_cases`:    test.cases,
			`SELECT count(*) FROM v_articles`: test.articles,
			`SELECT (SELECT count(*) FROM pages) + (SELECT count(*) FROM fetches) + (SELECT count(*) FROM queue)`: "0",
			`SELECT count(*) FROM readings WHERE NOT current`:                                                     "0",
			`SELECT count(*) FROM article_fts WHERE article_fts MATCH '"あけぼの"'`:                                   test.hits,
			`SELECT value FROM metadata WHERE name = 'title'`:                                                     "試し",
			`SELECT count(*) FROM organizations WHERE name = '株式会社あけぼの商会'`:                                        test.hits,
			`SELECT count(*) FROM article_grams WHERE article_grams MATCH '"商会"'`:                                 test.hits,
			`SELECT count(*) FROM sqlite_schema WHERE sql LIKE '%contentless_delete%'`:                            "0", // not before SQLite 3.43
			`PRAGMA integrity_check`:                                              "ok",
			`SELECT count(*) FROM pragma_foreign_key_check`:                       "0",
			`SELECT count(*) FROM pragma_freelist_count WHERE freelist_count > 0`: "0",
			`PRAGMA journal_mode`:                                                 "delete", // one file, that can be read from read-only media
		} {
			if got := one(t, out, query); got != want {
				t.Errorf("%s: %s: %s, want %s", test.name, query, got, want)
			}
		}
		if sqlite3, err := exec.LookPath("sqlite3"); err != nil {
			t.Log("not read by sqlite3, which is not installed")
		} else if got, err := exec.Command(sqlite3, name, `SELECT count(*) FROM v_cases`).CombinedOutput(); err != nil || strings.TrimSpace(string(got)) != test.cases {
			t.Errorf("%s: sqlite3 says %s, %v", test.name, got, err)
		}
	}
	sound(t, writer)
	if err := s.ExportSQLite(t.Context(), path, Filter{}, nil); err == nil {
		t.Error("a database was overwritten")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.ExportSQLite(ctx, filepath.Join(dir, "cancelled.db"), Filter{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	for _, pattern := range []string{"*-journal", ".*"} {
		if left, _ := filepath.Glob(filepath.Join(dir, pattern)); left != nil {
			t.Errorf("it leaves %v", left)
		}
	}
}

// TestExportCanGrow saves into an exported database, whose index of short words cannot forget.
func TestExportCanGrow(t *testing.T) {
	s := open(t)
	a := article("https://news.example/1")
	save(t, s, a, reading(), "1")
	path := filepath.Join(t.TempDir(), "out.db")
	if err := s.ExportSQLite(t.Context(), path, Filter{}, nil); err != nil {
		t.Fatal(err)
	}
	out := openAt(t, path)
	a.Text = "全文を差し替えました。"
	save(t, out, a, extract.Reading{}, "1")
	for words, want := range map[string]int{"商会": 1, "差し": 1, "氏名": 0} {
		if hits, err := out.Search(t.Context(), words, 10); err != nil || len(hits) != want {
			t.Errorf("%s: %d hits, %v", words, len(hits), err)
		}
	}
	sound(t, out)
}
