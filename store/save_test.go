package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/kawaraban/kawaraban/extract"
)

const articleText = `株式会社あけぼの商会、ＵＳＢメモリを紛失
株式会社あけぼの商会は7月11日、顧客約1,200人分の氏名が入ったＵＳＢメモリを紛失したと発表した。`

func article(url string) Article {
	return Article{
		URL: url, Source: "fixture", Site: "瓦ニュース",
		Article: extract.Article{Title: "株式会社あけぼの商会、ＵＳＢメモリを紛失", Text: articleText, Published: "2025-07-12"},
		Page:    &Page{URL: url + "?from=feed", FinalURL: url, ETag: `"1"`, Body: []byte("<html>紛失</html>")},
		Seen:    noon,
	}
}

func proof(rule string, start, end int, text string) extract.Proof {
	return extract.Proof{Rule: rule, Confidence: "high", Evidence: []extract.Evidence{{Start: start, End: end, Text: text}}}
}

// reading has two incidents: one with every slot filled, one of which nothing is known.
func reading() extract.Reading {
	title := proof("exposure/lost", 17, 19, "紛失")
	title.Evidence[0].In = "title"
	upper := int64(1300)
	return extract.Reading{Incidents: []extract.Incident{{
		Organizations: []extract.Organization{
			{Name: "株式会社あけぼの商会", Role: "breached", Also: []string{"あけぼの商会", "同社"}, Proof: proof("org/topic", 21, 31, "株式会社あけぼの商会")},
			{Name: "ひばり市", Role: "affected", Proof: proof("org/client", 0, 0, "")},
			{Name: "都内の大学", Role: "affected", Anonymous: true, Proof: proof("org/anonymous", 0, 0, "")},
		},
		Services:      []extract.Service{{Name: "あけぼのオンライン", Proof: proof("service/name", 0, 0, "")}},
		Causes:        []extract.Cause{{Code: "lost", Proof: proof("cause/lost", 60, 62, "紛失")}, {Code: "supply_chain", Proof: proof("cause/chain", 0, 0, "")}},
		Exposure:      "possible",
		ExposureProof: &title,
		Dates: []extract.Date{
			{Date: "2025-07", Role: "occurred", End: "2025-08", Text: "7月から8月", Proof: proof("date/month", 0, 0, "")},
			{Date: "2025-07-10", Role: "detected", Text: "10日", Proof: proof("date/day", 0, 0, "")},
			{Date: "2025-07", Role: "announced", Text: "7月", Proof: proof("date/month", 0, 0, "")},
			{Date: "2025-07-11", Role: "announced", Text: "7月11日", Proof: proof("date/day", 32, 37, "7月11日")},
		},
		Counts: []extract.Count{
			{Value: 1200, ValueMax: &upper, Unit: "people", Qualifier: "about", Role: "total", Subject: "顧客", Text: "約1,200人分", Proof: proof("count/people", 40, 47, "約1,200人分")},
			{Value: 900, Unit: "people", Qualifier: "exact", Role: "prior", Text: "900人", Proof: proof("count/people", 0, 0, "")},
		},
		Categories: []extract.Category{
			{Code: "name", Status: "exposed", Text: "氏名", Proof: proof("category/list", 48, 50, "氏名")},
			{Code: "credit_card", Status: "not_exposed", Text: "カード番号", Proof: proof("category/not", 0, 0, "")},
		},
	}, {
		Organizations: []extract.Organization{}, Services: []extract.Service{}, Causes: []extract.Cause{},
		Dates: []extract.Date{}, Counts: []extract.Count{}, Categories: []extract.Category{},
	}}}
}

func save(t testing.TB, s *Store, a Article, r extract.Reading, version string) Saved {
	t.Helper()
	saved, err := s.SaveArticle(t.Context(), a, r, version)
	if err != nil {
		t.Fatal(err)
	}
	return saved
}

func TestSaveAndReadBack(t *testing.T) {
	s := open(t)
	saved := save(t, s, article("https://news.example/1"), reading(), "1.0")
	if want := (Saved{ArticleID: 1, New: true, Read: true, Incidents: 2}); saved != want {
		t.Errorf("saved %+v, want %+v", saved, want)
	}
	rows := all(t, s, Filter{})
	want := reading().Incidents
	if len(rows) != len(want) {
		t.Fatalf("%d rows", len(rows))
	}
	for i, row := range rows {
		if !reflect.DeepEqual(row.Incident, want[i]) {
			t.Errorf("incident %d:\n%+v, want\n%+v", i, row.Incident, want[i])
		}
		row.ID, row.Incident = 0, extract.Incident{}
		if want := (Row{
			ArticleID: 1, URL: "https://news.example/1", Title: article("").Title, Published: "2025-07-12",
			Site: "瓦ニュース", Source: "fixture", Extractor: "1.0", ReadAt: noon,
		}); !reflect.DeepEqual(row, want) {
			t.Errorf("row %d:\n%+v, want\n%+v", i, row, want)
		}
	}

	var body []byte
	if err := s.db.QueryRow(`SELECT body_zstd FROM pages JOIN article_revisions r ON r.page_id = pages.id`).Scan(&body); err != nil {
		t.Fatal(err)
	}
	d, err := zstd.NewReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer d.Close()
	var raw bytes.Buffer
	if _, err := d.WriteTo(&raw); err != nil || raw.String() != "<html>紛失</html>" {
		t.Errorf("page %q, %v", raw.String(), err)
	}
}

func TestUnknownIsNull(t *testing.T) {
	s := open(t)
	save(t, s, Article{Article: extract.Article{Text: "本文"}}, extract.Reading{Incidents: []extract.Incident{{}}}, "1")
	for _, column := range []string{
		"url", "published", "site", "source", "breached", "affected", "services", "announced", "occurred",
		"occurred_until", "detected", "people", "people_qualifier", "records", "records_qualifier", "causes",
		"exposure", "categories_exposed", "categories_not_exposed",
	} {
		if got := one(t, s, "SELECT "+column+" FROM v_incidents"); got != "NULL" {
			t.Errorf("%s is %q", column, got)
		}
	}
	if got := one(t, s, "SELECT title FROM v_incidents"); got != "本文" {
		t.Errorf("title %q, want the first line", got)
	}
}

func TestViewOfIncidents(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1")
	for column, want := range map[string]string{
		"breached": "株式会社あけぼの商会", "affected": "ひばり市; 都内の大学", "services": "あけぼのオンライン",
		"announced": "2025-07-11", "occurred": "2025-07", "occurred_until": "2025-08", "detected": "2025-07-10",
		"people": "1200", "people_qualifier": "about", "records": "NULL", "causes": "lost; supply_chain",
		"exposure": "possible", "categories_exposed": "name", "categories_not_exposed": "credit_card",
		"extractor_version": "1", "read_at": "2025-07-12T03:00:00Z",
	} {
		if got := one(t, s, "SELECT "+column+" FROM v_incidents ORDER BY incident_id LIMIT 1"); got != want {
			t.Errorf("%s is %q, want %q", column, got, want)
		}
	}
	for view, want := range map[string]string{
		"v_articles": "1", "v_current_incidents": "2", "v_dates": "4", "v_counts": "2", "v_categories": "2", "v_causes": "2",
	} {
		if got := one(t, s, "SELECT count(*) FROM "+view); got != want {
			t.Errorf("%s has %s rows, want %s", view, got, want)
		}
	}
	if got := one(t, s, "SELECT count(*) FROM v_categories WHERE label_ja IS NULL"); got != "0" {
		t.Errorf("%s categories without a label", got)
	}
	if got := one(t, s, `SELECT substr(r.text, e.start_at + 1, e.end_at - e.start_at) FROM evidence e, article_revisions r
		WHERE e.slot = 'date' AND e.text <> ''`); got != "7月11日" {
		t.Errorf("evidence cut out in SQL is %q", got)
	}
}

func TestSaveAgain(t *testing.T) {
	s := open(t)
	const url = "https://news.example/1"
	a := article(url)
	counts := func() string {
		return one(t, s, `SELECT (SELECT count(*) FROM articles) || ' ' || (SELECT count(*) FROM article_revisions)
			|| ' ' || (SELECT count(*) FROM pages) || ' ' || (SELECT count(*) FROM readings)
			|| ' ' || (SELECT count(*) FROM incidents) || ' ' || (SELECT count(*) FROM v_incidents)`)
	}
	revised := a
	revised.Text += "\n続報：対象は2,000人だった。"
	dated := revised
	dated.Published = "2025-07-13"
	none := extract.Reading{}
	steps := []struct {
		name    string
		article Article
		reading extract.Reading
		version string
		want    Saved
		counts  string // articles, revisions, pages, readings, incidents, current incidents
	}{
		{"new", a, reading(), "1", Saved{New: true, Read: true, Incidents: 2}, "1 1 1 1 2 2"},
		{"same", a, reading(), "1", Saved{Incidents: 2}, "1 1 1 1 2 2"},
		{"same version, other reading", a, none, "1", Saved{Incidents: 2}, "1 1 1 1 2 2"},
		{"new version", a, none, "2", Saved{Read: true}, "1 1 1 2 2 0"},
		{"old version again", a, reading(), "1", Saved{Incidents: 2}, "1 1 1 2 2 0"},
		{"newer version", a, reading(), "3", Saved{Read: true, Incidents: 2}, "1 1 1 3 4 2"},
		{"changed text", revised, reading(), "3", Saved{Revised: true, Read: true, Incidents: 2}, "1 2 2 4 6 2"},
		{"changed day", dated, reading(), "3", Saved{Revised: true, Read: true, Incidents: 2}, "1 3 3 5 8 2"},
		{"first text again", a, reading(), "3", Saved{Revised: true, Read: true, Incidents: 2}, "1 4 4 6 10 2"},
	}
	for _, step := range steps {
		step.want.ArticleID = 1
		if got := save(t, s, step.article, step.reading, step.version); got != step.want {
			t.Errorf("%s: %+v, want %+v", step.name, got, step.want)
		}
		if got := counts(); got != step.counts {
			t.Errorf("%s: counts %s, want %s", step.name, got, step.counts)
		}
	}
	if got := one(t, s, `SELECT group_concat(number || ':' || current || ':' || published) FROM
		(SELECT * FROM article_revisions ORDER BY number)`); got != "1:0:2025-07-12,2:0:2025-07-12,3:0:2025-07-13,4:1:2025-07-12" {
		t.Errorf("revisions %s", got)
	}
	sound(t, s)
}

func TestPastedTextIsKnownByItsWords(t *testing.T) {
	s := open(t)
	pasted := Article{Article: extract.Article{Text: "一つ目の本文"}}
	other := Article{Article: extract.Article{Text: "二つ目の本文"}}
	for _, step := range []struct {
		article Article
		id      int64
		isNew   bool
	}{{pasted, 1, true}, {other, 2, true}, {pasted, 1, false}} {
		if got := save(t, s, step.article, extract.Reading{}, "1"); got.ArticleID != step.id || got.New != step.isNew {
			t.Errorf("%s: %+v", step.article.Text, got)
		}
	}
}

func TestCancelledSaveLeavesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openAt(t, path)
	save(t, s, article("https://news.example/before"), reading(), "1")
	before := dump(t, s)

	for n := int64(1); ; n++ {
		ctx := cancelAfter(t.Context(), n)
		_, err := s.SaveArticle(ctx, article("https://news.example/1"), reading(), "1")
		if err == nil {
			if n < 50 {
				t.Errorf("cancellation number %d came too late; does anything look at the context?", n)
			}
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled at %d: %v", n, err)
		}
		if got := dump(t, s); got != before {
			t.Fatalf("cancelled at %d it left\n%s\nwas\n%s", n, got, before)
		}
	}
	s.Close()
	sound(t, openAt(t, path))
}

// A countdown is a context that is cancelled when it is looked at for the nth time, so
// that a test can cut off an operation at each of its steps.
type countdown struct {
	context.Context
	left   atomic.Int64
	cancel context.CancelFunc
}

func cancelAfter(parent context.Context, n int64) *countdown {
	ctx, cancel := context.WithCancel(parent)
	c := &countdown{Context: ctx, cancel: cancel}
	c.left.Store(n)
	return c
}

func (c *countdown) Done() <-chan struct{} {
	if c.left.Add(-1) <= 0 {
		c.cancel()
	}
	return c.Context.Done()
}

func TestFailedSaveLeavesNothing(t *testing.T) {
	s := open(t)
	before := dump(t, s)
	r := reading()
	last := &r.Incidents[0].Categories[1]
	last.Evidence = append(last.Evidence, extract.Evidence{In: "margin"}) // a place that does not exist
	_, err := s.SaveArticle(t.Context(), article("https://news.example/1"), r, "1")
	if err == nil || !strings.Contains(err.Error(), "https://news.example/1") {
		t.Errorf("error %v: must name the article", err)
	}
	if got := dump(t, s); got != before {
		t.Errorf("left\n%s", got)
	}
}

// dump counts the rows of every table.
func dump(t *testing.T, s *Store) string {
	t.Helper()
	rows, err := s.db.Query(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'article_fts_%' AND name NOT LIKE 'article_grams_%' ORDER BY name`)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	var b strings.Builder
	for _, name := range names {
		fmt.Fprintf(&b, "%s %s\n", name, one(t, s, "SELECT count(*) FROM "+name))
	}
	return b.String()
}

func TestDeletedArticleLeavesNothing(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1")
	if _, err := s.db.Exec("DELETE FROM articles"); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(dump(t, s)) {
		name, count, _ := strings.Cut(strings.TrimSpace(line), " ")
		kept := slices.Contains([]string{"labels", "sources", "organizations", "pages", "fetches", "sqlite_sequence", "dictionary"}, name)
		if count != "0" && !kept {
			t.Errorf("%s keeps %s rows", name, count)
		}
	}
	sound(t, s)
}

func TestHostileText(t *testing.T) {
	s := open(t)
	a := article("https://news.example/\x00\xff")
	a.Title = "見出し\x00\u202e"
	a.Text = "一\x00二\xff\xfe三\u202e四流出"
	r := extract.Reading{Incidents: []extract.Incident{{
		Organizations: []extract.Organization{{Name: "\x00社", Role: "breached", Proof: proof("\x00", 5, 6, "三\xff")}},
	}}}
	save(t, s, a, r, "1")
	if got := save(t, s, a, r, "1"); got.New || got.Revised || got.Read {
		t.Errorf("saved again: %+v", got)
	}
	// One code point for each, so that offsets hold.
	if got := one(t, s, "SELECT text FROM article_revisions"); got != "一\uFFFD二\uFFFD\uFFFD三\u202e四流出" {
		t.Errorf("text %q", got)
	}
	if got := one(t, s, "SELECT length(text) FROM article_revisions"); got != "10" {
		t.Errorf("%s characters", got)
	}
	if got := all(t, s, Filter{}); len(got) != 1 || got[0].Organizations[0].Evidence[0].Text != "三\uFFFD" {
		t.Errorf("incidents %+v", got)
	}
}

func TestOrganizationsAreShared(t *testing.T) {
	s := open(t)
	for i, name := range []string{"株式会社ＡＢＣ商事", "株式会社ABC商事", "ひばり市　教育委員会", "ひばり市 教育委員会"} {
		save(t, s, article(fmt.Sprintf("https://news.example/%d", i)), extract.Reading{Incidents: []extract.Incident{{
			Organizations: []extract.Organization{{Name: name, Role: "breached"}},
		}}}, "1")
	}
	if got := one(t, s, "SELECT group_concat(name) FROM (SELECT name FROM organizations ORDER BY id)"); got != "株式会社ABC商事,ひばり市 教育委員会" {
		t.Errorf("organizations %s", got)
	}
	if got := one(t, s, "SELECT name FROM incident_organizations ORDER BY incident_id LIMIT 1"); got != "株式会社ＡＢＣ商事" {
		t.Errorf("name as written %s", got)
	}
}
