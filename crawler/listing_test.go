package crawler

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func (w *world) news(host string, ids ...string) {
	for _, id := range ids {
		w.article(host+id, "記事"+id, "架空商店は顧客の情報が流出したと発表した。")
	}
}

func urlset(entries ...string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">` +
		strings.Join(entries, "") + `</urlset>`
}

func siteURL(loc, lastmod string) string {
	return "<url><loc>" + loc + "</loc><lastmod>" + lastmod + "</lastmod></url>"
}

func TestSitemaps(t *testing.T) {
	w := newWorld(t)
	w.news("a.example", "/news/1", "/news/2", "/news/3", "/news/4", "/shop/1")
	w.serve("a.example/sitemap.xml", "application/xml", `<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>http://a.example/news.xml.gz</loc><lastmod>2025-04-30T10:00:00+09:00</lastmod></sitemap>
<sitemap><loc>http://a.example/more.xml</loc><lastmod>2025-04-20</lastmod></sitemap>
<sitemap><loc>http://a.example/2019.xml</loc><lastmod>2019-12-31</lastmod></sitemap></sitemapindex>`)
	w.serve("a.example/news.xml.gz", "application/gzip", string(pack(t, "gzip", []byte(urlset(
		`<url><loc>http://a.example/news/1</loc><news:news><news:publication_date>2025-04-30</news:publication_date><news:title>架空商店で流出</news:title></news:news></url>`,
		siteURL("/news/2", "2025-04-29T00:00:00Z"), siteURL("/news/4", "2019-01-01"), siteURL("/news/undated", ""), siteURL("javascript:alert(1)", "2025-04-29"))))))
	w.serve("a.example/more.xml", "text/xml", urlset(siteURL("http://a.example/news/3", "2025-04-10"), siteURL("http://a.example/shop/1", "2025-04-10")))
	src := Source{Name: "甲", Sitemap: "http://a.example/sitemap.xml", Include: []string{"/news/"}}
	m := newMemory()
	sum, got := w.crawl(m, src)
	want := []string{"a.example/more.xml", "a.example/news.xml.gz", "a.example/news/1", "a.example/news/2", "a.example/news/3", "a.example/sitemap.xml"}
	if asked := w.requests(); !slices.Equal(asked, want) || len(got) != 3 || !sum.OK() {
		t.Errorf("asked %v, %+v", asked, sum)
	}
	if sum, _ = w.crawl(m, src); !slices.Equal(w.requests(), []string{"a.example/sitemap.xml"}) || !sum.Sources[0].Unchanged {
		t.Errorf("second run: %+v", sum)
	}
}

func TestPlainSitemap(t *testing.T) {
	w := newWorld(t)
	w.news("a.example", "/news/2025/04/20/1", "/news/2025/04/21/2", "/about")
	w.serve("a.example/sitemap.txt", "text/plain", "http://a.example/news/2025/04/20/1\r\nhttp://a.example/about\r\n\r\nhttp://a.example/news/2025/04/21/2\r\nftp://a.example/x\r\n")
	src := Source{Name: "甲", Sitemap: "http://a.example/sitemap.txt"}
	sum, got := w.crawl(newMemory(), src)
	if want := []string{"a.example/news/2025/04/20/1", "a.example/news/2025/04/21/2", "a.example/sitemap.txt"}; !slices.Equal(w.requests(), want) || len(got) != 2 || !sum.OK() {
		t.Errorf("%+v, %d articles", sum, len(got))
	}
	// A walk through archives takes pages whose address tells no day too, where patterns say which.
	src.Include = []string{"/news/", "/about"}
	if _, asked := w.since(newMemory(), "2020-01-01", 0, src); !slices.Contains(asked, "a.example/about") {
		t.Errorf("with Since: %v", asked)
	}
}

func TestSitemapErrors(t *testing.T) {
	bomb := bytes.NewBufferString("")
	z := gzip.NewWriter(bomb)
	z.Write([]byte(`<urlset>`))
	blank := bytes.Repeat([]byte(" "), 1<<20)
	for range 64 {
		z.Write(blank)
	}
	z.Close()
	for name, c := range map[string]struct{ body, want string }{
		"a web page":    {"<!DOCTYPE html><html><body>no</body></html>", "begins with <html>"},
		"a gzip bomb":   {bomb.String(), "body too large"},
		"damaged gzip":  {"\x1f\x8b nonsense", "gzip"},
		"cut off":       {"<urlset><url><loc>http://a.example/1</loc>", "sitemap"},
		"another thing": {"<rss></rss>", "begins with <rss>"},
	} {
		t.Run(name, func(t *testing.T) {
			_, _, err := readSitemap(page("http://a.example/s.xml", "", []byte(c.body)), time.Time{}, true)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v, want %q", err, c.want)
			}
		})
	}
}

func TestFeedsOfEveryKind(t *testing.T) {
	for name, body := range map[string]string{
		"RSS 0.91":  `<?xml version="1.0"?><rss version="0.91"><channel><title>t</title><item><title>架空商店で流出</title><link>http://a.example/1</link></item></channel></rss>`,
		"RSS 0.92":  `<rss version="0.92"><channel><item><title>架空商店で流出</title><link>/1?utm_medium=rss</link></item></channel></rss>`,
		"RSS 0.90":  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://my.netscape.com/rdf/simple/0.9/"><channel><title>t</title></channel><item><title>架空商店で流出</title><link>http://a.example/1</link></item></rdf:RDF>`,
		"JSON Feed": `{"version":"https://jsonfeed.org/version/1.1","title":"t","items":[{"id":"1","url":"http://a.example/1","title":"架空商店で流出","date_published":"2025-04-30T10:00:00+09:00"}]}`,
		"Atom 0.3":  `<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>t</title><entry><title>架空商店で流出</title><link rel="alternate" href="http://a.example/1"/></entry></feed>`,
	} {
		t.Run(name, func(t *testing.T) {
			entries, _, err := readFeed(page("http://a.example/feed", "", []byte(body)))
			if err != nil || len(entries) != 1 || entries[0].URL != "http://a.example/1" || entries[0].Title != "架空商店で流出" {
				t.Errorf("%+v, %v", entries, err)
			}
		})
	}
}

func listOf(next string, ids ...string) string {
	var b strings.Builder
	for _, id := range ids {
		fmt.Fprintf(&b, `<li><time datetime="%s">日付</time><a href="%s">記事の見出し%s</a></li>`, "2025-04-2"+id[len(id)-1:], id, id)
	}
	return `<html><body><ul class="news">` + b.String() + `</ul><p class="pager">` + next + `</p></body></html>`
}

func TestListPaging(t *testing.T) {
	w := newWorld(t)
	w.news("a.example", "/n/1", "/n/2", "/n/3", "/n/4", "/n/5")
	w.serve("a.example/list", "text/html", listOf(`<a href="/about">会社</a><a href="/list?p=2">次へ ＞</a>`, "/n/5", "/n/4"))
	w.serve("a.example/list?p=2", "text/html", listOf(`<a rel="next" href="/list?p=3">3</a>`, "/n/3"))
	w.serve("a.example/list?p=3", "text/html", listOf(`<a href="/list?p=3">次へ</a>`, "/n/2", "/n/1"))
	src := Source{Name: "甲", List: &ListPage{URL: "http://a.example/list", Item: "ul.news li", Pages: 2}}
	m := newMemory()
	w.crawl(m, src)
	if asked := w.requests(); !slices.Equal(asked, []string{"a.example/list", "a.example/list?p=2", "a.example/n/3", "a.example/n/4", "a.example/n/5"}) {
		t.Errorf("two pages: %v", asked)
	}
	w.crawl(m, src)
	if asked := w.requests(); !slices.Equal(asked, []string{"a.example/list"}) {
		t.Errorf("nothing new: %v", asked)
	}
	src.List.Next, src.List.Pages = "p.pager a", 3 // the operator's selector: the first link
	entries, next, err := readList(page("http://a.example/list", "text/html", []byte(listOf(`<a href="/x">1</a>`, "/n/1"))), *src.List)
	if err != nil || len(entries) != 1 || next != "http://a.example/x" {
		t.Errorf("%v, %q, %v", entries, next, err)
	}
}

// since crawls archives.
func (w *world) since(m Memory, day string, pages int, src Source) (Summary, []string) {
	w.t.Helper()
	from, err := time.ParseInLocation("2006-01-02", day, jst)
	if err != nil {
		w.t.Fatal(err)
	}
	sum, _ := w.crawlWith(m, Options{Since: from, MaxPages: pages}, src)
	return sum, w.requests()
}

func TestBackfill(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/news/2025/9"))
	w.news("a.example", "/news/2025/9", "/news/2023/1", "/news/2023/2", "/news/2022/3", "/news/2018/4", "/about/1")
	w.serve("a.example/robots.txt", "text/plain", "User-agent: *\nDisallow:\nSitemap: http://a.example/all.xml\n")
	w.serve("a.example/all.xml", "application/xml", urlset(siteURL("/news/2023/1", "2023-03-01"), siteURL("/news/2023/2", "2023-04-01"),
		siteURL("/news/2022/3", "2024-01-01"), siteURL("/news/2018/4", "2018-01-01"), siteURL("/about/1", "2025-01-01")))
	w.serve("a.example/news/2022/3", "text/html", `<html><head><meta property="article:published_time" content="2022-05-01"><title>古い記事</title></head><body><h1>古い記事</h1><p>架空商店は顧客の情報が流出したと発表した。</p></body></html>`)
	src := Source{Name: "甲", Feed: "http://a.example/feed", Home: "http://a.example/"}
	m := newMemory()

	sum, asked := w.since(m, "2023-01-01", 2, src)
	if want := []string{"a.example/all.xml", "a.example/feed", "a.example/news/2023/1", "a.example/news/2025/9"}; !slices.Equal(asked, want) ||
		sum.Stopped != "pages" || sum.Sources[0].Left != 2 || !sum.OK() {
		t.Errorf("first part: %v, %+v", asked, sum)
	}
	w.crawl(m, src)
	if asked := w.requests(); !slices.Equal(asked, []string{"a.example/feed"}) {
		t.Errorf("an ordinary run in between: %v", asked)
	}
	sum, asked = w.since(m, "2023-01-01", 0, src)
	if want := []string{"a.example/all.xml", "a.example/feed", "a.example/news/2022/3", "a.example/news/2023/2"}; !slices.Equal(asked, want) ||
		sum.Stopped != "" || sum.Sources[0].Left != 0 || sum.Sources[0].Skipped != 1 {
		t.Errorf("second part: %v, %+v", asked, sum)
	}
}

// An address that a walk only guesses may be missing; a site in trouble cuts the walk short.
func TestBackfillGuesses(t *testing.T) {
	w := newWorld(t)
	w.news("a.example", "/1")
	w.serve("a.example/feed", "application/rss+xml", strings.Replace(feedOf("/1"), "<item>", "<generator>https://wordpress.org/</generator><item>", 1))
	src := Source{Name: "甲", Feed: "http://a.example/feed"}
	for code, ok := range map[int]bool{404: true, 403: true, 500: false} {
		w.status("a.example/feed?paged=2", code)
		m := newMemory()
		sum, _ := w.since(m, "2023-01-01", 0, src)
		if f := m.of("http://a.example/feed?paged=2"); sum.OK() != ok || f.Status != code || f.Err == "" != ok {
			t.Errorf("%d: %+v, logged %+v", code, sum, f)
		}
	}
}

// What an earlier walk left is fetched before the archive is listed again.
func TestBackfillGoesOn(t *testing.T) {
	w := newWorld(t)
	w.news("a.example", "/1", "/2", "/3")
	w.serve("a.example/list", "text/html", listOf("", "/1", "/2", "/3"))
	src := Source{Name: "甲", List: &ListPage{URL: "http://a.example/list", Item: "li"}}
	m := newMemory()
	w.since(m, "2023-01-01", 1, src)
	for _, want := range [][]string{{"a.example/2"}, {"a.example/3", "a.example/list", "a.example/sitemap.xml"}} {
		sum, asked := w.since(m, "2023-01-01", len(want), src)
		if !slices.Equal(asked, want) || !sum.OK() {
			t.Errorf("asked %v, want %v: %+v", asked, want, sum)
		}
	}
}

func TestBackfillThroughAList(t *testing.T) {
	w := newWorld(t)
	page := func(next, day string, ids ...string) string {
		var b strings.Builder
		for _, id := range ids {
			fmt.Fprintf(&b, `<li>%s <a href="%s">架空商店のお知らせ</a></li>`, day, id)
		}
		if next != "" {
			next = `<a rel="next" href="` + next + `">次へ</a>`
		}
		return "<html><body><ul>" + b.String() + "</ul>" + next + "</body></html>"
	}
	w.serve("a.example/list", "text/html", page("/list?p=2", "2025年4月20日", "/9", "/8"))
	w.serve("a.example/list?p=2", "text/html", page("/list?p=3", "2024年2月1日", "/7"))
	w.serve("a.example/list?p=3", "text/html", page("/list?p=4", "2022年12月1日", "/6"))
	w.serve("a.example/list?p=4", "text/html", page("", "2021年1月1日", "/5"))
	w.news("a.example", "/9", "/8", "/7", "/6", "/5")
	src := Source{Name: "甲", List: &ListPage{URL: "http://a.example/list", Item: "li"}}
	m := newMemory()
	w.crawl(m, src)
	if want := []string{"a.example/8", "a.example/9", "a.example/list"}; !slices.Equal(w.requests(), want) {
		t.Errorf("an ordinary run reads more than the first page of the list")
	}
	if _, asked := w.since(m, "2023-01-01", 0, src); !slices.Equal(asked, []string{"a.example/7", "a.example/list", "a.example/list?p=2", "a.example/list?p=3", "a.example/sitemap.xml"}) {
		t.Errorf("asked %v", asked)
	}
	if _, asked := w.since(m, "2023-01-01", 0, src); slices.Contains(asked, "a.example/7") {
		t.Errorf("again: %v", asked)
	}
}

func TestBackfillThroughTheFeedOfWordPress(t *testing.T) {
	w := newWorld(t)
	item := func(n, day string) string {
		return "<item><title>記事</title><link>/" + n + "/</link><pubDate>" + day + " 10:00:00 +0900</pubDate></item>"
	}
	feed := func(items ...string) string {
		return `<rss version="2.0"><channel><title>t</title><generator>https://wordpress.org/?v=6.5</generator>` + strings.Join(items, "") + `</channel></rss>`
	}
	w.serve("a.example/feed", "application/rss+xml", feed(item("5", "Wed, 30 Apr 2025")))
	w.serve("a.example/feed?paged=2", "application/rss+xml", feed(item("4", "Tue, 01 Apr 2025"), item("3", "Sat, 01 Mar 2025")))
	w.serve("a.example/feed?paged=3", "application/rss+xml", feed(item("2", "Wed, 01 Jan 2020")))
	w.serve("a.example/feed?paged=4", "application/rss+xml", feed(item("1", "Tue, 01 Jan 2019")))
	w.news("a.example", "/5/", "/4/", "/3/", "/2/", "/1/")
	_, asked := w.since(newMemory(), "2024-01-01", 0, Source{Name: "甲", Feed: "http://a.example/feed"})
	want := []string{"a.example/3/", "a.example/4/", "a.example/5/", "a.example/feed", "a.example/feed?paged=2", "a.example/feed?paged=3", "a.example/sitemap.xml"}
	if !slices.Equal(asked, want) {
		t.Errorf("asked %v", asked)
	}
}

func TestPageThatChanges(t *testing.T) {
	w := newWorld(t)
	feed := func(updated string) string {
		return `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>記事</title><id>1</id><link href="http://a.example/1"/><published>2025-04-30T00:00:00Z</published><updated>` + updated + `</updated></entry></feed>`
	}
	src := Source{Name: "甲", Feed: "http://a.example/feed"}
	m := newMemory()
	w.serve("a.example/feed", "application/atom+xml", feed("2025-04-30T00:00:00Z"))
	w.article("a.example/1", "第一報", "架空商店は顧客100人の情報が流出したと発表した。")
	w.crawl(m, src)
	w.requests()

	w.clock = w.clock.Add(24 * time.Hour)
	w.serve("a.example/feed", "application/atom+xml", feed("2025-05-01T12:00:00Z")+"<!-- -->")
	sum, got := w.crawl(m, src)
	if asked := w.requests(); len(asked) != 2 || len(got) != 0 || sum.Sources[0].Skipped != 1 {
		t.Errorf("touched only: %v, %d articles, %+v", asked, len(got), sum)
	}
	w.clock = w.clock.Add(24 * time.Hour)
	w.serve("a.example/feed", "application/atom+xml", feed("2025-05-02T12:00:00Z")+"<!-- 2 -->")
	w.article("a.example/1", "続報", "架空商店は流出した情報が2,000人分だったと訂正した。")
	if _, got := w.crawl(m, src); got["http://a.example/1"].Title != "続報" {
		t.Errorf("the correction was not read: %v", got)
	}
}

func TestFollowPrimary(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/1"))
	w.serve("a.example/1", "text/html; charset=utf-8", `<html><head><title>架空商店で流出</title></head><body><article><h1>架空商店で流出</h1>
<p>架空商店は、顧客の情報が流出したと<a href="http://b.example/words/9">発表</a>した。対象は100人としている。同社は関係者に深くおわびするとともに、再発防止に努めるとしている。</p>
<p><a href="http://shop.example/buy">広告の品</a> <a href="http://a.example/2">不正アクセスに関するお知らせ</a> <a href="https://x.com/share">プレスリリースを共有</a></p>
<h3>一次情報</h3><ul><li><a href="http://b.example/notice.pdf">架空商店 7月12日付</a></li></ul>
<p><a href="http://c.example/notice">不正アクセスによる個人情報流出に関するお知らせ</a></p></article></body></html>`)
	w.serve("c.example/notice", "text/html; charset=utf-8", `<html><head><title>お知らせ</title></head><body><h1>不正アクセスによる個人情報流出に関するお知らせ</h1>
<p>このたび弊社の顧客情報が流出いたしました。深くお詫び申し上げます。</p><p>一次情報 <a href="http://d.example/further">さらに先のお知らせについて</a></p></body></html>`)
	w.status("b.example/notice.pdf", 403)
	src := Source{Name: "甲", Feed: "http://a.example/feed", FollowPrimary: true}
	m := newMemory()
	sum, got := w.crawl(m, src)
	want := []string{"a.example/1", "a.example/feed", "b.example/notice.pdf", "c.example/notice"}
	if asked := w.requests(); !slices.Equal(asked, want) || !sum.OK() {
		t.Errorf("asked %v, %+v", asked, sum)
	}
	if a := got["http://c.example/notice"]; a.PrimaryOf != "http://a.example/1" {
		t.Errorf("%+v", a)
	}
	src.FollowPrimary = false
	w.crawl(newMemory(), src)
	if asked := w.requests(); len(asked) != 2 {
		t.Errorf("followed unasked: %v", asked)
	}
}

func TestPostponedWhileAHostRests(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/1", "/2", "http://b.example/3"))
	w.on("a.example/1", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Retry-After", "7200")
		http.Error(rw, "slow down", http.StatusTooManyRequests)
	})
	w.news("a.example", "/2")
	w.news("b.example", "/3")
	m := newMemory()
	src := Source{Name: "甲", Feed: "http://a.example/feed"}
	sum, got := w.crawl(m, src)
	if s := sum.Sources[0]; s.Failed != 1 || s.Postponed != 1 || s.Fetched != 1 || s.Left != 2 || len(got) != 1 {
		t.Errorf("%+v", s)
	}
	w.requests()
	w.crawl(m, src) // an hour later
	if asked := w.requests(); len(asked) != 0 {
		t.Errorf("asked %v of a host that wants two hours of silence", asked)
	}
	w.clock = w.clock.Add(2 * time.Hour)
	w.news("a.example", "/1")
	if sum, got := w.crawl(m, src); len(got) != 2 || !sum.OK() {
		t.Errorf("afterwards: %+v", sum)
	}
}

func TestTransientPages(t *testing.T) {
	const body = "<html><head>%s</head><body><h1>見出しの文</h1><p>架空商店は顧客の情報が流出したと発表した。</p></body></html>"
	for name, c := range map[string]struct {
		meta, header string
		want         bool
	}{
		"nothing said":       {"", "", false},
		"noarchive":          {`<meta name="robots" content="index, NOARCHIVE">`, "", true},
		"noindex":            {`<meta name="robots" content="noindex">`, "", true},
		"none, to us":        {`<meta name="Kawaraban" content="none">`, "", true},
		"to another":         {`<meta name="googlebot" content="noindex">`, "googlebot: noindex", false},
		"nofollow only":      {`<meta name="robots" content="nofollow">`, "nofollow", false},
		"in the header":      {"", "noindex, nofollow", true},
		"in the header, us":  {"", "kawaraban: noarchive", true},
		"with a time":        {"", "unavailable_after: 25 Jun 2030 15:00:00 PST", false},
		"a word of the sort": {`<meta name="robots" content="noindexing">`, "", false},
	} {
		t.Run(name, func(t *testing.T) {
			p := page("http://a.example/1", "text/html", fmt.Appendf(nil, body, c.meta))
			if c.header != "" {
				p.Header.Set("X-Robots-Tag", c.header)
			}
			a, err := Parse(p, nil)
			if err != nil || a.Transient != c.want {
				t.Errorf("%v, %v", a.Transient, err)
			}
		})
	}
}
