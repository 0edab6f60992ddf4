package crawler

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
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
