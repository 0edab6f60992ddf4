package crawler

import (
	"strings"
	"testing"
	"time"
)

func TestRobots(t *testing.T) {
	cases := []struct {
		name, file, path string
		ok               bool
	}{
		{"empty file", "", "/x", true},
		{"all shut", "User-agent: *\nDisallow: /", "/x", false},
		{"empty disallow", "User-agent: *\nDisallow:", "/x", true},
		{"robots.txt itself", "User-agent: *\nDisallow: /", "/robots.txt", true},
		{"own group beats star", "User-agent: *\nDisallow: /\n\nUser-agent: kawaraban\nDisallow: /x", "/y", true},
		{"own group alone counts", "User-agent: kawaraban\nDisallow: /x\nUser-agent: *\nDisallow: /y", "/y", true},
		{"product in any case, with version", "User-agent: KawaraBan/2.0\nDisallow: /x", "/x", false},
		{"a longer product is another", "User-agent: kawarabanbot\nDisallow: /", "/x", true},
		{"groups of one product merge", "User-agent: kawaraban\nDisallow: /a\nUser-agent: b\nDisallow: /\nUser-agent: kawaraban\nDisallow: /x", "/x", false},
		{"several agents share a group", "User-agent: a\nUser-agent: kawaraban\nUser-agent: b\nDisallow: /x", "/x", false},
		{"lines between agents and rules", "User-agent: kawaraban\nSitemap: https://a.example/s.xml\n\nDisallow: /x", "/x", false},
		{"rule before any agent", "Disallow: /x", "/x", true},
		{"CR line ends", "User-agent: *\rDisallow: /x\r", "/x", false},
		{"mark and comments", "\xef\xbb\xbfUser-agent: * # all\nDisallow: /x # that", "/x", false},
		{"spaces and case of keys", " USER-AGENT : *\n DisAllow : /x", "/x", false},
		{"longest wins, allow", "User-agent: *\nDisallow: /example/page/\nAllow: /example/page/disallowed.gif", "/example/page/disallowed.gif", true},
		{"longest wins, disallow", "User-agent: *\nAllow: /example/page/\nDisallow: /example/page/disallowed.gif", "/example/page/disallowed.gif", false},
		{"equal length, allow after", "User-agent: *\nDisallow: /p\nAllow: /p", "/p", true},
		{"equal length, allow before", "User-agent: *\nAllow: /p\nDisallow: /p", "/p", true},
		{"prefix", "User-agent: *\nDisallow: /news", "/newspaper", false},
		{"case of paths", "User-agent: *\nDisallow: /X", "/x", true},
		{"star", "User-agent: *\nDisallow: /*/print", "/a/b/print?x", false},
		{"star without match", "User-agent: *\nDisallow: /*/print", "/print", true},
		{"dollar", "User-agent: *\nDisallow: /*.gif$", "/a/b.gif", false},
		{"dollar is the end", "User-agent: *\nDisallow: /*.gif$", "/a/b.gif?x", true},
		{"dollar takes the last place", "User-agent: *\nDisallow: /*a$", "/aba", false},
		{"dollar without star", "User-agent: *\nDisallow: /x$", "/xy", true},
		{"anchored parts do not overlap", "User-agent: *\nDisallow: /ab*ba$", "/aba", true},
		{"query", "User-agent: *\nDisallow: /*?page=", "/list?page=2", false},
		{"Japanese written out", "User-agent: *\nDisallow: /お知らせ", "/%E3%81%8A%E7%9F%A5%E3%82%89%E3%81%9B/1", false},
		{"Japanese encoded in small letters", "User-agent: *\nDisallow: /%e3%81%8a", "/%E3%81%8A", false},
		{"encoded letter is the letter", "User-agent: *\nDisallow: /%7Ejoe", "/~joe/index", false},
		{"encoded slash is no slash", "User-agent: *\nDisallow: /a/b", "/a%2Fb", true},
		{"crawl-delay slip harms nothing", "User-agent: *\nCrawl-delay: 10s\nDisallow: /x", "/x", false},
		{"a web page instead", "<!DOCTYPE html><title>Not found: x</title>", "/x", true},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if err := parseRobots([]byte(c.file), "kawaraban").check(c.path); (err == nil) != c.ok {
				t.Errorf("check(%q) = %v, want allowed %v", c.path, err, c.ok)
			}
		})
	}
	if d := parseRobots([]byte("User-agent: *\nCrawl-delay: 1.5"), "kawaraban").delay; d != 1500*time.Millisecond {
		t.Errorf("crawl-delay %v", d)
	}
	// A backtracking matcher would not return from this.
	if matchPath("/"+strings.Repeat("*a", 2000)+"b$", "/"+strings.Repeat("a", 5000)) {
		t.Error("matched")
	}
}
