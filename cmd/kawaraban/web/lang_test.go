package web

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
)

var (
	keyInTemplate = regexp.MustCompile(`\bt "([a-z][a-z0-9.-]*)"`)
	keyInGo       = regexp.MustCompile(`"((?:error|slot|category|column|cases|case|pictures|picture|sources|report|card|paste|markdown|cause)\.[a-z0-9._-]+)"`)
	verb          = regexp.MustCompile(`%(?:\[\d\])?[a-z]`)
)

// Every message is there in both languages with the same arguments, every key that is used
// has a message, and every message is used.
func TestMessages(t *testing.T) {
	used := map[string]bool{}
	names, err := fs.Glob(files, "templates/*.html")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		text, err := files.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range keyInTemplate.FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = true
		}
	}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range keyInGo.FindAllStringSubmatch(string(text), -1) {
			used[m[1]] = true
		}
	}
	for _, slot := range slots {
		used["slot."+slot] = true
	}
	for _, id := range []string{"cases", "people", "categories", "sizes", "delays"} {
		used["picture."+id] = true
	}
	for key := range used {
		if _, err := say(wording.EN, key); err != nil {
			t.Errorf("used: %v", err)
		}
	}
	all := messages()
	if len(all) < 100 {
		t.Errorf("only %d messages were read", len(all))
	}
	for key, m := range all {
		if !used[key] {
			t.Errorf("%s is not used", key)
		}
		var verbs [2][]string
		for i, l := range langs {
			if strings.TrimSpace(m[l]) == "" {
				t.Errorf("%s has no words in %s", key, l)
			}
			verbs[i] = verb.FindAllString(m[l], -1)
			for j, v := range verbs[i] {
				verbs[i][j] = v[len(v)-1:]
			}
			slices.Sort(verbs[i])
		}
		if !slices.Equal(verbs[0], verbs[1]) {
			t.Errorf("%s has other arguments in one language than in the other: %v", key, verbs)
		}
	}
}

func TestLanguage(t *testing.T) {
	s := open(t, nil)
	for _, c := range []struct{ path, accept, want string }{
		{"/cases", "", "en"},
		{"/cases", "ja", "ja"},
		{"/cases", "ja-JP,ja;q=0.9,en;q=0.5", "ja"},
		{"/cases", "en-GB,ja;q=0.9", "en"},
		{"/cases", "fr", "en"},
		{"/cases", "*;q=broken", "en"},
		{"/ja/cases", "en", "ja"},
		{"/en/cases", "ja", "en"},
		{"/ja", "en", "ja"},
	} {
		d := s.get(c.path, "Accept-Language", c.accept)
		if got, _ := d.Find("html").Attr("lang"); got != c.want {
			t.Errorf("%s, Accept-Language %q: %q, want %q", c.path, c.accept, got, c.want)
		}
	}
	d := s.get("/ja/cases?cause=lost&sort=count")
	if got, _ := d.Find("a.lang").Attr("href"); got != "/en/cases?cause=lost&sort=count" {
		t.Errorf("the other language is at %s", got)
	}
}
