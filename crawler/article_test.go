package crawler

import (
	"errors"
	"flag"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

var update = flag.Bool("update", false, "rewrite the goldens; read the diff afterwards")

// TestParsePages holds invented pages against what a person would paste from them.
func TestParsePages(t *testing.T) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) == 0 {
		t.Fatal("no pages", err)
	}
	for _, path := range pages {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		t.Run(name, func(t *testing.T) {
			body, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Parse(Page{
				URL: "https://news.example/" + name, FinalURL: "https://news.example/" + name, Status: 200,
				Header: http.Header{"Content-Type": {"text/html"}}, Body: body, FetchedAt: time.Date(2025, 6, 1, 0, 0, 0, 0, time.UTC),
			}, nil)
			if err != nil {
				t.Fatal(err)
			}
			var b strings.Builder
			fmt.Fprintf(&b, "title: %s\npublished: %s\nupdated: %s\nsite: %s\ncanonical: %s\ncharset: %s\n",
				a.Title, a.Published, a.Updated, a.Site, a.CanonicalURL, a.Charset)
			for _, l := range a.Links {
				fmt.Fprintf(&b, "link: %s %s\n", l.URL, l.Text)
			}
			fmt.Fprintf(&b, "\n%s\n", a.Text)
			golden := strings.TrimSuffix(path, ".html") + ".golden"
			if *update {
				if err := os.WriteFile(golden, []byte(b.String()), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if b.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
		})
	}
}

func TestParseErrors(t *testing.T) {
	for name, c := range map[string]struct {
		body string
		want error
	}{
		"PDF":          {"%PDF-1.7\n%\xe2\xe3\xcf\xd3", ErrBinary},
		"empty":        {"", ErrNoText},
		"only scripts": {"<html><body><script>var a = 'text';</script></body></html>", ErrNoText},
	} {
		t.Run(name, func(t *testing.T) {
			if a, err := ReadHTML([]byte(c.body), "text/html", ""); !errors.Is(err, c.want) {
				t.Errorf("got %+v, %v; want %v", a, err, c.want)
			}
		})
	}
}

func parseBody(t *testing.T, fragment string) []*html.Node {
	t.Helper()
	doc, err := html.Parse(strings.NewReader("<body>" + fragment))
	if err != nil {
		t.Fatal(err)
	}
	return []*html.Node{first(doc, atom.Body)}
}
