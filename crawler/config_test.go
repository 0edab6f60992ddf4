package crawler

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestDefaultConfig(t *testing.T) {
	c := DefaultConfig()
	if time.Duration(c.Delay) < time.Second {
		t.Errorf("delay %v is impolite", c.Delay)
	}
	hosts := map[string]bool{}
	for _, s := range c.Sources {
		if s.Home == "" || s.Feed == "" || s.Disabled {
			t.Errorf("%s: wants a home and a feed", s.Name)
		}
		if u, err := webURL(s.Feed); err != nil || u.Scheme != "https" {
			t.Errorf("%s: feed %s is not https", s.Name, s.Feed)
		} else {
			hosts[u.Host] = true
		}
	}
	for _, name := range []string{"Security NEXT", "ScanNetSecurity", "INTERNET Watch", "piyolog", "JPCERT/CC"} {
		if _, err := c.Only(name); err != nil {
			t.Error(err)
		}
	}
	if len(hosts) < 8 {
		t.Errorf("only %d hosts", len(hosts))
	}
}

func TestLoadConfig(t *testing.T) {
	path := filepath.Join(t.TempDir(), "s.toml")
	text := `contact = "mailto:ops@news.example"
delay = "0s"
[[source]]
name = "甲"
feed = "https://a.example/feed"
max_age = "30d"
delay = "0.5s"
[source.select]
body = "div.entry"
[[source]]
name = "乙"
disabled = true
[source.list]
url = "http://b.example/news/"
item = "ul.news > li"
`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c, err := LoadConfig(path)
	if err != nil {
		t.Fatal(err)
	}
	a, b := c.Sources[0], c.Sources[1]
	if c.Contact != "mailto:ops@news.example" || c.Delay != NoDelay || time.Duration(a.MaxAge) != 720*time.Hour ||
		time.Duration(a.Delay) != 500*time.Millisecond || a.Select.Body != "div.entry" || b.List.Item != "ul.news > li" || !b.Disabled {
		t.Errorf("read wrongly: %+v", c)
	}
	if one, err := c.Only("乙"); err != nil || len(one.Sources) != 1 || one.Sources[0].Disabled {
		t.Errorf("Only: %+v, %v", one, err)
	}
	if _, err := c.Only("丙"); err == nil || !strings.Contains(err.Error(), "甲, 乙") {
		t.Errorf("Only with an unknown name: %v", err)
	}
}

func TestLoadConfigErrors(t *testing.T) {
	const head = "# line 1\n[[source]]\nname = \"甲\"\n"
	cases := []struct{ name, text, want string }{
		{"unknown key in a source", head + `feeed = "https://a.example/"`, `:4: source.feeed: unknown key; allowed in [source]: charset, delay, disabled, exclude, feed,`},
		{"unknown key on top", "deley = \"2s\"\n" + head, `:1: deley: unknown key; allowed in a file: allow_private, contact,`},
		{"unknown key in select", head + "feed = \"https://a.example/\"\n[source.select]\nbdy = \"p\"", `:6: source.select.bdy: unknown key; allowed in [source.select]: body, date, title`},
		{"wrong type", head + "feed = 7", `:4: source.feed: is of type integer; allowed: a text in quotes`},
		{"bad duration", head + "feed = \"https://a.example/\"\ndelay = \"soon\"", `:5: source.delay: `},
		{"negative duration", "delay = \"-2s\"\n" + head + `feed = "https://a.example/"`, `:1: delay: `},
		{"no TOML", "[[source]\nname", `:1: `},
		{"duplicate key", head + "name = \"乙\"", `:4: `},
		{"no source", "delay = \"2s\"\n", `no [[source]]`},
		{"empty", "", `no [[source]]`},
		{"no name", "\n[[source]]\nfeed = \"https://a.example/\"", `:2: source.name: missing`},
		{"no feed", head, `:2: source.feed: missing`},
		{"name twice", head + "feed = \"https://a.example/\"\n[[source]]\nname = \"甲\"\nfeed = \"https://b.example/\"", `:6: source.name: "甲" is taken`},
		{"feed no URL", head + `feed = "a.example/feed"`, `:4: source.feed: "a.example/feed" is no http or https URL`},
		{"file URL", head + `feed = "file:///etc/hosts"`, `:4: source.feed: `},
		{"bad pattern", head + "feed = \"https://a.example/\"\nexclude = [\"(\"]", `:5: source.exclude: "(" is no pattern`},
		{"bad selector", head + "feed = \"https://a.example/\"\n[source.select]\nbody = \"div[\"", `:6: source.select.body: "div[" is no CSS selector`},
		{"list without item", head + "[source.list]\nurl = \"https://a.example/\"", `:4: source.list.item: missing`},
		{"not UTF-8", head + "home = \"\x93\xfa\"", `not UTF-8`},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "my.toml")
			if err := os.WriteFile(path, []byte(c.text), 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := LoadConfig(path)
			if err == nil || !strings.Contains(err.Error(), c.want) || !strings.Contains(err.Error(), "my.toml") {
				t.Errorf("got  %v\nwant …my.toml%s…", err, c.want)
			}
		})
	}
	if _, err := LoadConfig(filepath.Join(t.TempDir(), "none.toml")); err == nil || !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("missing file: %v", err)
	}
	if _, err := LoadConfig(t.TempDir()); err == nil {
		t.Error("a directory was read")
	}
}
