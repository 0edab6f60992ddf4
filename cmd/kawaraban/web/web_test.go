package web

import (
	"bytes"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

var extractor = sync.OnceValues(extract.New)

// A site is a server over a database of its own.
type site struct {
	*httptest.Server
	t  testing.TB
	db *store.Store
}

// open serves a new database after change has had its way with the options.
func open(t testing.TB, change func(*Options)) *site {
	t.Helper()
	path := filepath.Join(t.TempDir(), "news.db")
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	reader, err := store.OpenReadOnly(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{DB: reader, Writer: db, Schema: []byte("{}"), Log: slog.New(slog.NewTextHandler(logged{t}, nil))}
	if change != nil {
		change(&o)
	}
	s := &site{httptest.NewServer(Handler(o)), t, db}
	t.Cleanup(func() {
		s.Close()
		reader.Close()
		db.Close()
	})
	return s
}

// logged fails the test for what a server logs: only what it is to blame for.
type logged struct{ testing.TB }

func (l logged) Write(b []byte) (int, error) {
	l.Errorf("logged: %s", b)
	return len(b), nil
}

// gold is a text of the fixtures.
func gold(t testing.TB, name string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("../../../fixtures/gold", name+".txt"))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// save reads a text and keeps it.
func (s *site) save(a store.Article) int64 {
	s.t.Helper()
	x, err := extractor()
	if err != nil {
		s.t.Fatal(err)
	}
	saved, err := s.db.SaveArticle(s.t.Context(), a, x.Extract(a.Article), extract.Version)
	if err != nil {
		s.t.Fatal(err)
	}
	return saved.ArticleID
}

// fill keeps the first texts of the fixtures.
func (s *site) fill(n int) *site {
	s.t.Helper()
	names, err := filepath.Glob("../../../fixtures/gold/[ab]*.txt")
	if err != nil || len(names) < n {
		s.t.Fatalf("%d texts, %v", len(names), err)
	}
	for _, name := range names[:n] {
		name = strings.TrimSuffix(filepath.Base(name), ".txt")
		s.save(store.Article{URL: "https://news.example/" + name, Article: extract.Article{Text: gold(s.t, name), Published: "2025-07-12"}})
	}
	return s
}

// do sends a request, with headers in pairs, and returns what came back.
func (s *site) do(method, path, contentType string, body io.Reader, headers ...string) (*http.Response, string) {
	s.t.Helper()
	r, err := http.NewRequestWithContext(s.t.Context(), method, s.URL+path, body)
	if err != nil {
		s.t.Fatal(err)
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		if headers[i] == "Host" {
			r.Host = headers[i+1]
		} else {
			r.Header.Set(headers[i], headers[i+1])
		}
	}
	client := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	answer, err := client.Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	defer answer.Body.Close()
	b, err := io.ReadAll(answer.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return answer, string(b)
}

// get is the document at a path, which has to be there.
func (s *site) get(path string, headers ...string) *goquery.Document {
	s.t.Helper()
	answer, body := s.do("GET", path, "", nil, headers...)
	if answer.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: %s: %s", path, answer.Status, body)
	}
	return document(s.t, body)
}

// paste sends the form of the front page; file is sent as a file if it has a name.
func (s *site) paste(fields map[string]string, name, file string) (*http.Response, string) {
	s.t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	for field, value := range fields {
		if err := form.WriteField(field, value); err != nil {
			s.t.Fatal(err)
		}
	}
	// A browser names the field also where no file was chosen.
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := io.WriteString(part, file); err != nil {
		s.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		s.t.Fatal(err)
	}
	return s.do("POST", "/", form.FormDataContentType(), &b)
}

func document(t testing.TB, body string) *goquery.Document {
	t.Helper()
	d, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// Every page says what it is, in the language asked for, and needs no other server.
func TestPages(t *testing.T) {
	s := open(t, nil).fill(12)
	for _, path := range []string{"/", "/cases", "/cases/1", "/cases/1/articles/1", "/pictures", "/sources"} {
		for _, lang := range []string{"en", "ja"} {
			d := s.get("/" + lang + path)
			if got, _ := d.Find("html").Attr("lang"); got != lang {
				t.Errorf("%s: language %q, want %q", path, got, lang)
			}
			if n := d.Find("h1").Length(); n != 1 {
				t.Errorf("%s: %d main headings", path, n)
			}
			ids := map[string]bool{}
			for _, e := range d.Find("[id]").EachIter() {
				id, _ := e.Attr("id")
				if ids[id] {
					t.Errorf("%s: the id %q stands twice", path, id)
				}
				ids[id] = true
			}
			for _, e := range d.Find("[src], link[href]").EachIter() {
				for _, name := range []string{"src", "href"} {
					if at, ok := e.Attr(name); ok && !strings.HasPrefix(at, "/") {
						t.Errorf("%s: loads %s", path, at)
					}
				}
			}
			for _, e := range d.Find("a[href^='/']").EachIter() {
				at, _ := e.Attr("href")
				if _, isLang := e.Attr("hreflang"); isLang || at == "/api/openapi.json" || strings.HasPrefix(at, "/"+lang+"/") {
					continue
				}
				t.Errorf("%s: the link %s leaves the language", path, at)
			}
			if n := d.Find("[style], script:not([src]), style, [onclick], [onload]").Length(); n != 0 {
				t.Errorf("%s: %d styles or scripts stand in it, which its policy forbids", path, n)
			}
		}
	}
}

// The links of pages that can be followed lead to pages.
func TestLinks(t *testing.T) {
	s := open(t, nil).fill(8)
	seen := map[string]bool{"/ja/": false}
	for range 300 {
		at := ""
		for path, visited := range seen {
			if !visited {
				at = path
			}
		}
		if at == "" {
			return
		}
		seen[at] = true
		answer, body := s.do("GET", at, "", nil)
		if answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", at, answer.Status)
		}
		if !strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html") {
			continue
		}
		for _, e := range document(t, body).Find("a[href], link[href]").EachIter() {
			href, _ := e.Attr("href")
			href, _, _ = strings.Cut(href, "#")
			if _, known := seen[href]; !known && strings.HasPrefix(href, "/") {
				seen[href] = false
			}
		}
	}
}
