package crawler

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/japanese"
)

func seedPages(f *testing.F) {
	pages, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(pages) == 0 {
		f.Fatal("no pages", err)
	}
	for _, p := range pages {
		body, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(body, "text/html")
	}
	f.Add(encode(f, japanese.ISO2022JP, "漏えい"), "text/plain; charset=cp50220")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"), "")
	f.Add([]byte("<table><tr><td><table><tr><th rowspan=9999999>a<dl><dd>b<dt>c<ol start=-9><li value=x>d"), "text/html; charset=")
	f.Add([]byte(strings.Repeat("<div><ul><li>", 300)+"漏えい"), "text/html")
}

func FuzzDecode(f *testing.F) {
	seedPages(f)
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		if text, name, err := Decode(body, contentType); err == nil && (!utf8.ValidString(text) || name == "") {
			t.Errorf("%q is not UTF-8, from %q", text, name)
		}
	})
}

func FuzzParse(f *testing.F) {
	seedPages(f)
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		a, err := ReadHTML(body, contentType, "https://a.example/x")
		if err != nil {
			return
		}
		if !utf8.ValidString(a.Text) || strings.TrimSpace(a.Text) == "" || strings.Contains(a.Text, "\r") {
			t.Errorf("text %q", a.Text)
		}
		if a.Published != "" && len(a.Published) != 10 {
			t.Errorf("published %q", a.Published)
		}
	})
}

// FuzzListings reads anything as each kind of listing: no panic, and only web addresses come out.
func FuzzListings(f *testing.F) {
	for _, s := range []string{
		feedOf("/1", "javascript:x"), urlset(siteURL("http://a.example/1", "2025-04-01")), listOf(`<a rel=next href="?p=2">`, "/1"),
		`{"version":"https://jsonfeed.org/version/1","items":[{"url":"/1"}]}`, "\x1f\x8b\x08", "http://a.example/2025/04/01/x\n",
		`<sitemapindex><sitemap><loc>//b.example/s.xml</loc></sitemap></sitemapindex>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		p := page("http://a.example/x", "", body)
		feed, _, _ := readFeed(p)
		list, next, _ := readList(p, ListPage{Item: "li, tr, p"})
		entries, children, _ := readSitemap(p, time.Time{}, true)
		for _, e := range slices.Concat(feed, list, entries, children, []Entry{{URL: next}}) {
			if e.URL != "" && !strings.HasPrefix(e.URL, "http://") && !strings.HasPrefix(e.URL, "https://") {
				t.Errorf("%q is no web address", e.URL)
			}
		}
	})
}

func FuzzPDF(f *testing.F) {
	for _, how := range []string{"unicode", "sjis", "glyphs", "scan"} {
		f.Add(makePDF(f, pdfNotice, how))
	}
	f.Setenv("PATH", "") // the reader in Go only: a process for each input takes too long
	f.Fuzz(func(t *testing.T, body []byte) {
		if a, err := Parse(page("http://a.example/x.pdf", "application/pdf", append([]byte("%PDF-1.4\n"), body...)), nil); err == nil && strings.TrimSpace(a.Text) == "" {
			t.Error("an article without text")
		}
	})
}
