package main

import (
	"database/sql"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/kawaraban/kawaraban/crawler"
)

// A website serves pages by path, each with the headers that are written before its first blank line.
type website struct {
	*httptest.Server
	mu    sync.Mutex
	pages map[string]string
	asked []string
}

func newWebsite(t *testing.T, pages map[string]string) *website {
	w := &website{pages: pages}
	w.Server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		w.mu.Lock()
		page, ok := w.pages[r.URL.Path]
		w.asked = append(w.asked, r.URL.Path)
		w.mu.Unlock()
		if !ok {
			http.NotFound(rw, r)
			return
		}
		headers, body, _ := strings.Cut(page, "\n\n")
		for line := range strings.Lines(headers) {
			name, value, _ := strings.Cut(strings.TrimSpace(line), ": ")
			rw.Header().Set(name, value)
		}
		io.WriteString(rw, strings.ReplaceAll(body, "OWN", w.URL))
	}))
	t.Cleanup(w.Close)
	return w
}

func (w *website) set(path, page string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[path] = page
}

func (w *website) requests() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.asked)
}

// feedPage is an Atom feed whose entries were changed at that time.
func feedPage(updated time.Time, paths ...string) string {
	var b strings.Builder
	for _, p := range paths {
		fmt.Fprintf(&b, `<entry><title>記事</title><id>%[1]s</id><link href="OWN%[1]s"/><published>2025-07-12T00:00:00Z</published><updated>%[2]s</updated></entry>`, p, updated.Format(time.RFC3339))
	}
	return "Content-Type: application/atom+xml\n\n" + `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>` + b.String() + `</feed>`
}

func htmlPage(head, title, body string) string {
	return "Content-Type: text/html; charset=utf-8\n\n<!DOCTYPE html><html><head><title>" + title + "</title>" + head + "</head><body><article><h1>" + title + "</h1>" + body + "</article></body></html>"
}

// crawlSite runs one crawl of a feed into a database.
func crawlSite(t *testing.T, db string, src crawler.Source) crawler.Summary {
	t.Helper()
	c := crawl{db: db, report: textLog{io.Discard}}
	sum, err := c.run(t.Context(), crawler.Config{Delay: crawler.NoDelay, AllowPrivate: true, Sources: []crawler.Source{src}})
	if err != nil || !sum.OK() {
		t.Fatalf("%v, %+v", err, sum)
	}
	return sum
}

// ask returns the rows of a query, their columns parted by "|".
func ask(t *testing.T, file, query string) (rows []string) {
	t.Helper()
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	found, err := db.Query(query)
	if err != nil {
		t.Fatal(err)
	}
	defer found.Close()
	for found.Next() {
		columns, _ := found.Columns()
		values := make([]any, len(columns))
		for i := range values {
			values[i] = new(sql.NullString)
		}
		if err := found.Scan(values...); err != nil {
			t.Fatal(err)
		}
		var words []string
		for _, v := range values {
			words = append(words, v.(*sql.NullString).String)
		}
		rows = append(rows, strings.Join(words, "|"))
	}
	if err := found.Err(); err != nil {
		t.Fatal(err)
	}
	return rows
}

// An article names the organisation's notice, a PDF at another site: it is read, and kept as a
// source of the article, with the facts that only it tells.
func TestNoticeAsPDFIsFollowed(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/script/extract_pdf.txtar")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == "notice.pdf" })
	company := newWebsite(t, map[string]string{"/owabi.pdf": "Content-Type: application/pdf\n\n" + string(archive.Files[i].Data)})
	news := newWebsite(t, map[string]string{
		"/feed": feedPage(time.Now().Add(-time.Hour), "/1"),
		"/1": htmlPage("", "株式会社みほん商店、通販サイトに不正アクセス", `<p>株式会社みほん商店は2025年7月12日、同社の通販サイトが不正アクセスを受けたと発表した。影響の範囲は公表資料で示している。</p>
<h2>一次情報</h2><ul><li><a href="`+company.URL+`/owabi.pdf">株式会社みほん商店の発表</a></li></ul>`),
	})
	db := filepath.Join(t.TempDir(), "news.db")
	sum := crawlSite(t, db, crawler.Source{Name: "紙", Feed: news.URL + "/feed", FollowPrimary: true})
	if s := sum.Sources[0]; s.Fetched != 2 {
		t.Errorf("%+v", s)
	}
	if got, want := ask(t, db, `SELECT a.url, s.relation, s.url FROM articles a JOIN v_article_sources s ON s.article_id = a.id AND s.relation = 'primary'`),
		[]string{news.URL + "/1|primary|" + company.URL + "/owabi.pdf"}; !slices.Equal(got, want) {
		t.Errorf("sources: %v, want %v", got, want)
	}
	if got := ask(t, db, `SELECT p.content_type, i.people FROM v_incidents i JOIN articles a ON a.id = i.article_id
		JOIN pages p ON p.url = a.url WHERE a.url LIKE '%.pdf'`); len(got) != 1 || !strings.HasPrefix(got[0], "application/pdf|") {
		t.Errorf("incidents of the notice: %v", got)
	}
	if got := ask(t, db, `SELECT count(*) FROM article_revisions r JOIN articles a ON a.id = r.article_id WHERE a.url LIKE '%.pdf' AND r.text LIKE '%1,234%'`); got[0] != "1" {
		t.Errorf("the words of the notice are not kept")
	}
}

// noindex and noarchive are a request not to keep the page; what was read out of it is kept.
func TestPagesThatAskForItAreNotKept(t *testing.T) {
	const body = `<p>%sは2025年7月12日、顧客1,234人分の氏名が流出したと発表した。</p><p>同社は関係者に深くおわびするとともに、再発防止に努めるとしている。</p>`
	news := newWebsite(t, map[string]string{
		"/feed":   feedPage(time.Now().Add(-time.Hour), "/kept", "/meta", "/header"),
		"/kept":   htmlPage("", "一つ目の記事", fmt.Sprintf(body, "株式会社みほん商店")),
		"/meta":   htmlPage(`<meta name="robots" content="noarchive">`, "二つ目の記事", fmt.Sprintf(body, "見本物産株式会社")),
		"/header": "X-Robots-Tag: noindex\n" + htmlPage("", "三つ目の記事", fmt.Sprintf(body, "例示運輸株式会社")),
	})
	db := filepath.Join(t.TempDir(), "news.db")
	src := crawler.Source{Name: "紙", Feed: news.URL + "/feed"}
	crawlSite(t, db, src)
	if got, want := ask(t, db, `SELECT url FROM pages`), []string{news.URL + "/kept"}; !slices.Equal(got, want) {
		t.Errorf("kept pages %v, want %v", got, want)
	}
	if got := ask(t, db, `SELECT count(*) FROM v_incidents`); got[0] != "3" {
		t.Errorf("%v incidents, want 3", got)
	}
	before := len(news.requests())
	if s := crawlSite(t, db, src).Sources[0]; s.Fetched != 0 || len(news.requests()) != before+1 {
		t.Errorf("they are asked for again: %v, %+v", news.requests()[before:], s)
	}
}

// A page that was corrected is a new revision of its article; one that only says that it changed
// is none.
func TestPageThatChangesIsANewRevision(t *testing.T) {
	const body = `<p>株式会社みほん商店は2025年7月12日、顧客%s人分の氏名が流出したと発表した。</p><p>同社は関係者に深くおわびするとともに、再発防止に努めるとしている。</p>`
	news := newWebsite(t, map[string]string{
		"/feed": feedPage(time.Now().Add(-72*time.Hour), "/1"),
		"/1":    htmlPage("", "株式会社みほん商店で流出", fmt.Sprintf(body, "1,234")),
	})
	db := filepath.Join(t.TempDir(), "news.db")
	src := crawler.Source{Name: "紙", Feed: news.URL + "/feed"}
	crawlSite(t, db, src)
	age := func() { // days pass: a listing that says at every request that a page changed is believed twice a day
		t.Helper()
		conn, err := sql.Open("sqlite", db)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.Exec(`UPDATE fetches SET at = ?1; UPDATE pages SET fetched_at = ?1`, time.Now().Add(-48*time.Hour).UTC().Format(time.RFC3339)); err != nil {
			t.Fatal(err)
		}
	}
	age()
	news.set("/feed", feedPage(time.Now().Add(-2*time.Hour), "/1"))
	crawlSite(t, db, src)
	if got := ask(t, db, `SELECT count(*) FROM article_revisions`); got[0] != "1" {
		t.Errorf("the same words are %s revisions", got[0])
	}
	age()
	news.set("/feed", feedPage(time.Now().Add(-time.Hour), "/1"))
	news.set("/1", htmlPage("", "株式会社みほん商店で流出", fmt.Sprintf(body, "2,345")))
	crawlSite(t, db, src)
	if got, want := ask(t, db, `SELECT r.current, r.text LIKE '%2,345人%' FROM article_revisions r ORDER BY r.id`), []string{"0|0", "1|1"}; !slices.Equal(got, want) {
		t.Errorf("revisions %v, want %v", got, want)
	}
	if got, want := ask(t, db, `SELECT people FROM v_incidents`), []string{"2345"}; !slices.Equal(got, want) {
		t.Errorf("incidents that count: %v, want %v", got, want)
	}
	if got := ask(t, db, `SELECT count(*) FROM articles`); got[0] != "1" {
		t.Errorf("%s articles", got[0])
	}
}
