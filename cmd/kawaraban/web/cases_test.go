package web

import (
	"encoding/csv"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/mmcdole/gofeed"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// tell keeps an article on an event at an organisation.
func (s *site) tell(n int, organization, cause, day string, people int64) int64 {
	s.t.Helper()
	text := fmt.Sprintf("%sで%d人分", organization, people)
	in := extract.Incident{
		Organizations: []extract.Organization{{Name: organization, Role: "breached", Proof: extract.Proof{Rule: "r/o", Confidence: "high",
			Evidence: []extract.Evidence{{Start: 0, End: len([]rune(organization)), Text: organization}}}}},
		Causes: []extract.Cause{{Code: cause}}, Exposure: "possible",
		Dates:  []extract.Date{{Date: day, Role: "announced", Text: day}},
		Counts: []extract.Count{{Value: people, Unit: "people", Qualifier: "exact", Role: "total", Text: "人"}},
	}
	a := store.Article{URL: fmt.Sprintf("https://news.example/%d", n), Article: extract.Article{Title: "お知らせ", Text: text, Published: day}}
	saved, err := s.db.SaveArticle(s.t.Context(), a, extract.Reading{Incidents: []extract.Incident{in}}, "1")
	if err != nil {
		s.t.Fatal(err)
	}
	return saved.ArticleID
}

// many are cases of 120 days and organisations.
func many(t *testing.T) *site {
	s := open(t, nil)
	for i := range 120 {
		day := fmt.Sprintf("2025-%02d-%02d", 1+i/28, 1+i%28)
		s.tell(i, fmt.Sprintf("第%d株式会社", i), []string{"lost", "ransomware", "phishing"}[i%3], day, int64(1000-i))
	}
	return s
}

func (s *site) rows(path string) []string {
	s.t.Helper()
	var names []string
	for _, e := range s.get(path).Find("tbody .who a").EachIter() {
		names = append(names, e.Text())
	}
	return names
}

// A list has pages, an order and a filter, all of them in its address.
func TestCaseList(t *testing.T) {
	s := many(t)
	for _, c := range []struct {
		path  string
		rows  int
		first string
	}{
		{"/cases", 50, "第119株式会社"},
		{"/cases?page=2", 50, "第69株式会社"},
		{"/cases?page=3", 20, "第19株式会社"},
		{"/cases?page=9", 0, ""},
		{"/cases?order=asc", 50, "第0株式会社"},
		{"/cases?sort=count", 50, "第0株式会社"},
		{"/cases?sort=count&order=asc", 50, "第119株式会社"},
		{"/cases?cause=lost", 40, "第117株式会社"},
		{"/cases?cause=lost&since=2025-05-01", 2, "第117株式会社"},
		{"/cases?org=" + url.QueryEscape("第7株式会社"), 1, "第7株式会社"},
		{"/cases?words=" + url.QueryEscape("第7株式会社"), 1, "第7株式会社"},
		{"/cases?min-count=999", 2, "第1株式会社"},
		{"/cases?kind=hospital", 0, ""},
		{"/cases?utm_source=mail", 50, "第119株式会社"},
	} {
		rows := s.rows(c.path)
		if len(rows) != c.rows || len(rows) > 0 && rows[0] != c.first {
			t.Errorf("%s: %d rows, %.40q, want %d, first %s", c.path, len(rows), strings.Join(rows, " "), c.rows, c.first)
		}
	}
	for path, says := range map[string]string{
		"/cases?cause=nonsense": "is none of", "/cases?since=yesterday": "is no day", "/cases?min-count=many": "is no number",
		"/cases?page=0": "is no page", "/cases?page=99999999999999999999": "is no page", "/cases?sort=id%3BDROP": "is none of", "/cases?order=up": "is neither",
		"/pictures?cause=nonsense": "is none of", "/export/csv?cause=nonsense": "is none of", "/api/cases?cause=nonsense": "is none of",
	} {
		answer, body := s.do("GET", path, "", nil)
		if answer.StatusCode != http.StatusBadRequest || !strings.Contains(body, says) {
			t.Errorf("%s: %s %s", path, answer.Status, body)
		}
	}
}

// A form names all of its fields; the address that stays says only what was asked.
func TestCaseListTidies(t *testing.T) {
	s := many(t)
	answer, _ := s.do("GET", "/ja/cases?words=&since=&cause=lost&min-count=+&sort=count", "", nil)
	if got := answer.Header.Get("Location"); answer.StatusCode != http.StatusFound || got != "/ja/cases?cause=lost&sort=count" {
		t.Errorf("%s to %q", answer.Status, got)
	}
	d := s.get("/ja/cases?cause=lost&sort=count&page=1")
	if got, _ := d.Find("input[name=sort]").Attr("value"); got != "count" {
		t.Errorf("the form forgets the order: %q", got)
	}
	if got, _ := d.Find("select[name=cause] option[selected]").Attr("value"); got != "lost" {
		t.Errorf("the form forgets the cause: %q", got)
	}
	for _, e := range d.Find(".exports a").EachIter() {
		if at, _ := e.Attr("href"); !strings.Contains(at, "?cause=lost") {
			t.Errorf("the export at %s is of other cases", at)
		}
	}
}

// A page of the list stays small.
func TestCaseListIsSmall(t *testing.T) {
	s := many(t)
	size := 0
	for _, path := range []string{"/cases", "/assets/app.css", "/assets/app.js", "/assets/icon.svg"} {
		_, body := s.do("GET", path, "", nil)
		size += len(body)
	}
	if size > 200<<10 {
		t.Errorf("%d bytes in all", size)
	}
}

// What is decided on a page holds, and sends on to the case that has the reports.
func TestDecide(t *testing.T) {
	s := open(t, nil)
	for i, name := range []string{"あお株式会社", "あか株式会社", "きいろ株式会社"} {
		s.tell(i, name, "lost", "2025-07-12", int64(10+i))
	}
	post := func(path, form string) (int, string) {
		answer, body := s.do("POST", path, "application/x-www-form-urlencoded", strings.NewReader(form))
		at := answer.Header.Get("Location")
		if at == "" {
			at = document(t, body).Find("main").Text()
		}
		return answer.StatusCode, at
	}
	for _, c := range []struct {
		name, path, form string
		status           int
		want             string
	}{
		{"pin", "/ja/cases/1/pin", "pinned=true", 303, "/ja/cases/1"},
		{"merge", "/cases/1/merge", "case=2,+3", 303, "/cases/1"},
		{"split", "/cases/1/split", "article=2&article=3", 303, "/cases/"},
		{"merge with itself", "/cases/1/merge", "case=1", 400, "the same case"},
		{"merge with nothing", "/cases/1/merge", "case=", 400, "Nothing was chosen"},
		{"merge with words", "/cases/1/merge", "case=two", 400, "no number"},
		{"merge with what is not", "/cases/1/merge", "case=4711", 404, "no such case"},
		{"split all", "/cases/1/split", "article=1", 400, "all of its"},
		{"split what is not in it", "/cases/1/split", "article=4711", 400, "not part of"},
		{"no case", "/cases/4711/pin", "pinned=true", 404, "no such case"},
		{"no number", "/cases/one/pin", "pinned=true", 404, "no such page"},
	} {
		status, at := post(c.path, c.form)
		if status != c.status || !strings.Contains(at, c.want) {
			t.Errorf("%s: %d %s, want %d %s", c.name, status, at, c.status, c.want)
		}
	}
	if got := s.get("/cases/1").Find(".kicker").Text(); !strings.Contains(got, "kept as it is") {
		t.Errorf("the case is not pinned: %q", got)
	}
}

// The number of a case that was put to another one leads there.
func TestMergedCaseLeadsOn(t *testing.T) {
	s := open(t, nil)
	s.tell(1, "あお株式会社", "lost", "2025-07-12", 10)
	s.tell(2, "あか株式会社", "lost", "2025-07-12", 11)
	if err := s.db.MergeCases(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	answer, _ := s.do("GET", "/ja/cases/2", "", nil)
	if got := answer.Header.Get("Location"); answer.StatusCode != http.StatusFound || got != "/ja/cases/1" {
		t.Errorf("%s to %q", answer.Status, got)
	}
	if n := s.get("/cases/1").Find("section.source").Length(); n != 2 {
		t.Errorf("it shows %d sources", n)
	}
}

// A case of very many reports has a page that stays small.
func TestLargeCase(t *testing.T) {
	s := open(t, nil)
	for i := range 70 {
		s.tell(i, "あお株式会社", "lost", "2025-07-12", 10)
	}
	answer, body := s.do("GET", "/cases/1", "", nil)
	if answer.StatusCode != http.StatusOK || len(body) > 150<<10 {
		t.Fatalf("%s, %d bytes", answer.Status, len(body))
	}
	d := document(t, body)
	if got := d.Find("section.source").Length(); got != shownReports || !strings.Contains(d.Find(".more").Text(), "20 more") {
		t.Errorf("%d sources show, and %q", got, d.Find(".more").Text())
	}
}

// Exports are those of the filter, and the feed has the cases that were revised last.
func TestExports(t *testing.T) {
	s := many(t)
	answer, body := s.do("GET", "/export/csv?cause=lost", "", nil)
	rows, err := csv.NewReader(strings.NewReader(body)).ReadAll()
	if err != nil || len(rows) != 41 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
	if got := answer.Header.Get("Content-Disposition"); got != `attachment; filename="kawaraban-cases.csv"` {
		t.Errorf("it is kept as %s", got)
	}
	for _, name := range []string{"excel", "xlsx", "jsonl", "parquet", "stix", "veris"} {
		answer, body := s.do("GET", "/export/"+name+"?cause=lost", "", nil)
		if answer.StatusCode != http.StatusOK || len(body) < 1000 {
			t.Errorf("%s: %s, %d bytes", name, answer.Status, len(body))
		}
	}
	_, body = s.do("GET", "/export/atom?cause=lost", "", nil)
	feed, err := gofeed.NewParser().ParseString(body)
	if err != nil || len(feed.Items) != 40 {
		t.Errorf("a feed of %d, %v", len(feed.Items), err)
	}
	if answer, _ := s.do("GET", "/export/sqlite", "", nil); answer.StatusCode != http.StatusNotFound {
		t.Errorf("sqlite: %s", answer.Status)
	}
}
