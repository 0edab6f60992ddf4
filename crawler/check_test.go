package crawler

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func (w *world) options(sources ...Source) Options {
	return Options{Config: Config{Delay: NoDelay, Sources: sources}, Dial: w.dial}
}

func TestCheck(t *testing.T) {
	w := newWorld(t)
	long := strings.Repeat("架空商店は顧客の情報が流出したと発表し、原因を調べている。", 20)
	w.serve("good.example/feed", "application/rss+xml", strings.Replace(feedOf("/1"), "</item>", "<pubDate>Wed, 30 Apr 2025 10:00:00 +0900</pubDate></item>", 1))
	w.article("good.example/1", "記事", long)
	w.serve("page.example/feed", "text/html", "<!DOCTYPE html><html><body>お知らせ</body></html>")
	w.serve("shut.example/robots.txt", "text/plain", "User-agent: *\nDisallow: /\n")
	w.serve("short.example/feed", "application/rss+xml", feedOf("/1"))
	w.serve("short.example/1", "text/html", "<html><body><p>短い。</p></body></html>")
	w.status("refuse.example/feed", 403)
	w.serve("changed.example/", "text/html", "<html><body><ul class='new'><li><a href='/1'>記事</a></li></ul></body></html>")
	w.serve("strict.example/feed", "application/rss+xml", feedOf("/1"))
	w.serve("index.example/all.xml", "text/xml", `<sitemapindex><sitemap><loc>/2019.xml</loc><lastmod>2019-12-31</lastmod></sitemap>`+
		`<sitemap><loc>/2025.xml</loc><lastmod>2025-04-30</lastmod></sitemap></sitemapindex>`)
	w.serve("index.example/2025.xml", "text/xml", urlset(siteURL("/1", "2025-04-29")))
	w.serve("index.example/1", "text/html", "<html><body><p>短い。</p></body></html>")
	w.serve("undated.example/all.xml", "text/xml", urlset("<url><loc>/1</loc></url>", siteURL("/2", "2024-01-01")))
	for _, c := range []struct {
		src  Source
		want string // in the advice; "" where all is well
	}{
		{Source{Name: "good", Feed: "http://good.example/feed"}, ""},
		{Source{Name: "gone", Feed: "http://gone.example/feed"}, "is gone: find its new address"},
		{Source{Name: "page", Feed: "http://page.example/feed"}, "is a web page: find its feed"},
		{Source{Name: "shut", Feed: "http://shut.example/feed"}, "robots.txt forbids http://shut.example/feed"},
		{Source{Name: "short", Feed: "http://short.example/feed"}, "characters of text in http://short.example/1: set select.body"},
		{Source{Name: "refuse", Feed: "http://refuse.example/feed"}, "refuses us (HTTP 403)"},
		{Source{Name: "changed", List: &ListPage{URL: "http://changed.example/", Item: "ul.old li"}}, "correct list.item"},
		{Source{Name: "index", Sitemap: "http://index.example/all.xml"}, "characters of text in http://index.example/1: set select.body"},
		{Source{Name: "undated", Sitemap: "http://undated.example/all.xml"}, "tells of no page since 2025-04-01"},
		{Source{Name: "strict", Feed: "http://strict.example/feed", Keywords: []string{"流出"}}, "none of the 1 entries"},
	} {
		opts := w.options(c.src)
		opts.Now = w.at
		reports, err := Check(t.Context(), opts)
		if err != nil || len(reports) != 1 {
			t.Fatalf("%v, %v", reports, err)
		}
		r := reports[0]
		if r.OK() != (c.want == "") || !strings.Contains(strings.Join(r.Advice, "\n"), c.want) {
			t.Errorf("%s: %+v", c.src.Name, r)
		}
		if c.want == "" && (r.Listings[0].Entries != 1 || r.Listings[0].Dated != 1 || r.Sample == nil || r.Sample.Title != "記事") {
			t.Errorf("%s: %+v, %+v", c.src.Name, r, r.Sample)
		}
	}
}

func TestDiscover(t *testing.T) {
	w := newWorld(t)
	feed := feedOf("/1", "/2")
	w.serve("named.example/", "text/html; charset=utf-8", `<html><head><meta property="og:site_name" content="架空新聞"><link rel="alternate" type="application/rss+xml" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="gone" href="/old.xml"><link rel="alternate" type="application/atom+xml" href="/rss/all.xml"></head><body>news</body></html>`)
	w.serve("named.example/rss/all.xml", "application/xml", feed)
	w.serve("linked.example/news/", "text/html", `<html><head><title>架空市</title></head><body><a href="../rss/news.rdf">RSS</a></body></html>`)
	w.serve("linked.example/rss/news.rdf", "text/xml", feed)
	w.serve("usual.example/", "text/html", `<html><head><title>通例</title></head><body>x</body></html>`)
	w.serve("usual.example/feed/", "text/xml", feed)
	w.serve("map.example/", "text/html", `<html><head><title>地図</title></head><body>x</body></html>`)
	w.serve("map.example/robots.txt", "text/plain", "Sitemap: /all.xml\nSitemap: http://map.example/news-sitemap.xml\n")
	w.serve("map.example/all.xml", "text/xml", urlset(siteURL("/1", "2025-04-01")))
	w.serve("map.example/news-sitemap.xml", "text/xml", urlset(siteURL("/1", "2025-04-01")))
	w.serve("list.example/oshirase/", "text/html", `<html><head><title>架空市 お知らせ</title></head><body><div id="gnav"><ul><li><a href="/a">くらしの情報</a></li><li><a href="/b">市政の情報</a></li><li><a href="/c">観光の情報</a></li></ul></div>
<div id="tmp_contents"><ul class="listlink"><li>2025年4月28日 <a href="/o/1.html">個人情報の漏えいについて</a></li><li>2025年4月27日 <a href="/o/2.html">道路工事のお知らせ</a></li><li>令和7年4月26日 <a href="/o/3.html">職員の募集について</a></li></ul></div></body></html>`)
	w.serve("none.example/", "text/html", `<html><body>何もありません</body></html>`)
	opts := w.options()
	opts.Now = w.at
	for at, want := range map[string]Source{
		"http://named.example/":            {Name: "架空新聞", Home: "http://named.example/", Feed: "http://named.example/rss/all.xml"},
		"http://linked.example/news/":      {Name: "架空市", Home: "http://linked.example/news/", Feed: "http://linked.example/rss/news.rdf"},
		"http://usual.example":             {Name: "通例", Home: "http://usual.example/", Feed: "http://usual.example/feed/"},
		"http://named.example/rss/all.xml": {Name: "t", Home: "http://named.example/", Feed: "http://named.example/rss/all.xml"},
		"http://map.example/":              {Name: "地図", Home: "http://map.example/", Sitemap: "http://map.example/news-sitemap.xml"},
		"http://list.example/oshirase/": {Name: "架空市 お知らせ", Home: "http://list.example/oshirase/",
			List: &ListPage{URL: "http://list.example/oshirase/", Item: "ul.listlink li"}},
		"http://none.example/": {},
		"http://gone.example/": {},
	} {
		got, notes, err := Discover(t.Context(), opts, at)
		if (err != nil) != (want.Name == "") {
			t.Errorf("%s: %v, %v", at, err, notes)
			continue
		}
		if err != nil {
			continue
		}
		a, _ := SourceTOML(got)
		b, _ := SourceTOML(want)
		if a != b {
			t.Errorf("%s: %s\nwant %s\n%s", at, a, b, strings.Join(notes, "\n"))
		}
	}
}

func TestAppendSource(t *testing.T) {
	file := filepath.Join(t.TempDir(), "sources.toml")
	first := Source{Name: `名前 "引用" と \ と '`, Home: "http://a.example/", Feed: "http://a.example/feed"}
	second := Source{Name: "二つ目", List: &ListPage{URL: "http://b.example/", Item: `ul li a[href$='.html']`}}
	for _, s := range []Source{first, second} {
		if _, err := AppendSource(file, s); err != nil {
			t.Fatal(err)
		}
	}
	c, err := LoadConfig(file)
	if err != nil || len(c.Sources) != 2 || c.Sources[0].Name != first.Name || c.Sources[1].List.Item != second.List.Item {
		t.Fatalf("%+v, %v", c, err)
	}
	before, _ := os.ReadFile(file)
	for name, s := range map[string]Source{
		"the same feed": {Name: "別名", Feed: first.Feed}, "the same name": {Name: "二つ目", Feed: "http://c.example/feed"},
		"no source": {Name: "何もない"},
	} {
		if _, err := AppendSource(file, s); err == nil || errors.Is(err, ErrNameTaken) != (name == "the same name") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if after, _ := os.ReadFile(file); string(after) != string(before) {
		t.Error("the file was changed all the same")
	}
}
