package crawler

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
)

// world is a small web on loopback: hosts by name, and a record of who asked for what.
type world struct {
	t      *testing.T
	server *httptest.Server
	mu     sync.Mutex
	pages  map[string]http.HandlerFunc // "host/path" → handler
	asked  []string                    // "host/path" in order
	busy   map[string]int              // requests under way, by host
	clash  []string                    // hosts that saw two at once
	clock  time.Time                   // an hour later for each crawl
}

func newWorld(t *testing.T) *world {
	w := &world{t: t, pages: map[string]http.HandlerFunc{}, busy: map[string]int{}, clock: time.Date(2025, 5, 1, 0, 0, 0, 0, time.UTC)}
	w.server = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		key := r.Host + r.URL.RequestURI()
		w.mu.Lock()
		w.asked = append(w.asked, key)
		if w.busy[r.Host]++; w.busy[r.Host] > 1 {
			w.clash = append(w.clash, r.Host)
		}
		h := w.pages[key]
		w.mu.Unlock()
		defer func() { w.mu.Lock(); w.busy[r.Host]--; w.mu.Unlock() }()
		if ua := r.UserAgent(); !strings.HasPrefix(ua, "kawaraban/") {
			t.Errorf("%s: user agent %q", key, ua)
		}
		if h == nil {
			http.NotFound(rw, r)
			return
		}
		h(rw, r)
	}))
	t.Cleanup(w.server.Close)
	return w
}

func (w *world) on(key string, h http.HandlerFunc) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pages[key] = h
}

// serve answers with a body and an ETag, 304 when it is sent back.
func (w *world) serve(key, contentType, body string) {
	etag := fmt.Sprintf("%q", fmt.Sprint(len(body), "-", key))
	w.on(key, func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Type", contentType)
		rw.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			rw.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(rw, body)
	})
}

// article serves a page long enough to be read.
func (w *world) article(key, title, body string) {
	w.serve(key, "text/html; charset=utf-8", "<!DOCTYPE html><html><head><title>"+title+"</title></head><body><article><h1>"+title+
		"</h1><p>"+body+"</p><p>同社は関係者に深くおわびするとともに、再発防止に努めるとしている。</p></article></body></html>")
}

// at is the time of the next crawl.
func (w *world) at() time.Time { return w.clock }

func (w *world) status(key string, code int) {
	w.on(key, func(rw http.ResponseWriter, r *http.Request) { http.Error(rw, "no", code) })
}

// requests returns what was asked since the last call, sorted, without robots.txt.
func (w *world) requests() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	got := slices.DeleteFunc(w.asked, func(s string) bool { return strings.HasSuffix(s, "/robots.txt") })
	w.asked = nil
	slices.Sort(got)
	return got
}

func (w *world) dial(ctx context.Context, network, _ string) (net.Conn, error) {
	return (&net.Dialer{}).DialContext(ctx, network, w.server.Listener.Addr().String())
}

// memory is a Memory that can fail.
type memory struct {
	*scratch
	fail error
}

func newMemory() *memory { return &memory{scratch: newScratch()} }

func (m *memory) Due(ctx context.Context, source string, at time.Time, backfill bool, after int64, limit int) ([]Entry, error) {
	if m.fail != nil {
		return nil, m.fail
	}
	return m.scratch.Due(ctx, source, at, backfill, after, limit)
}

func (m *memory) of(url string) (last Fetch) {
	for _, f := range m.log {
		if f.URL == url {
			last = f
		}
	}
	return last
}

// crawl runs over the world without delays and returns the articles by URL.
func (w *world) crawl(m Memory, sources ...Source) (Summary, map[string]Article) {
	w.t.Helper()
	return w.crawlWith(m, Options{}, sources...)
}

// crawlWith does so with further options.
func (w *world) crawlWith(m Memory, opts Options, sources ...Source) (Summary, map[string]Article) {
	w.t.Helper()
	got := map[string]Article{}
	var mu sync.Mutex
	at := w.clock
	w.clock = at.Add(time.Hour)
	opts.Config = Config{Delay: NoDelay, Sources: sources, MaxBytes: 1 << 20}
	opts.Memory, opts.Dial = m, w.dial
	opts.Now = func() time.Time { return at }
	opts.OnArticle = func(_ context.Context, _ Source, p Page, a Article) error {
		mu.Lock()
		defer mu.Unlock()
		got[p.URL] = a
		return nil
	}
	sum, err := Run(w.t.Context(), opts)
	if err != nil {
		w.t.Fatal(err)
	}
	return sum, got
}

const rss2 = `<?xml version="1.0" encoding="%s"?><rss version="2.0"><channel><title>t</title><link>http://a.example/</link>%s</channel></rss>`

func feedOf(links ...string) string {
	var items strings.Builder
	for _, l := range links {
		fmt.Fprintf(&items, "<item><title>記事</title><link>%s</link></item>", l)
	}
	return fmt.Sprintf(rss2, "UTF-8", items.String())
}

func TestRunThreeFeedsAndAList(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", fmt.Sprintf(rss2, "UTF-8", `
<item><title>架空商店で流出</title><link>http://a.example/1?utm_source=rss&amp;id=5#top</link><pubDate>Tue, 08 Apr 2025 00:30:00 JST</pubDate></item>
<item><title>相対の番地</title><link>/2</link><pubDate>Mon, 07 Apr 2025 15:30:00 GMT</pubDate></item>`))
	w.article("a.example/1?id=5", "架空商店で流出", "架空商店は顧客1,234人の個人情報が流出したと発表した。")
	w.article("a.example/2", "相対の番地", "架空工業は取引先の情報が流出した可能性があると発表した。")

	sjis := func(s string) string { return string(encode(t, japanese.ShiftJIS, s)) }
	w.serve("b.example/index.rdf", "text/xml", sjis(`<?xml version="1.0" encoding="CP932"?>
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="http://b.example/"><title>乙</title><link>http://b.example/</link></channel>
<item rdf:about="http://b.example/x"><title>架空大学が誤送信</title><link>http://b.example/x</link><dc:date>2025-04-09T23:30:00+09:00</dc:date></item></rdf:RDF>`))
	w.serve("b.example/x", "text/html", sjis(`<html><head><meta charset="x-sjis"><title>架空大学が誤送信</title></head><body><h1>架空大学が誤送信</h1>
<p>架空大学は、学生の氏名を含むメールを誤って送信したと発表した。対象は学生56名としている。</p><table><tr><th>対象</th><td>学生56名</td></tr></table></body></html>`))

	w.serve("c.example/atom", "application/atom+xml", string(encode(t, japanese.EUCJP, `<?xml version="1.0" encoding="eucJP-win"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>丙</title><entry><title>架空銀行で紛失</title><link rel="alternate" href="http://c.example/p"/><id>tag:c.example,2025:1</id>
<updated>2025-04-10T16:00:00Z</updated><summary>要約</summary></entry></feed>`)))
	w.article("c.example/p", "架空銀行で紛失", "架空銀行は顧客情報を記録した媒体を紛失したと発表した。")

	w.serve("d.example/news/", "text/html; charset=utf-8", `<html><body><nav><a href="/about">案内</a></nav><ul class="news">
<li><span>令和7年4月11日</span><a href="detail/9.html">架空市が誤交付</a></li><li><a href="mailto:x@d.example">お便り</a></li></ul></body></html>`)
	w.article("d.example/news/detail/9.html", "架空市が誤交付", "架空市は住民票を別の市民に誤って交付したと発表した。")

	sources := []Source{
		{Name: "甲", Feed: "http://a.example/feed"},
		{Name: "乙", Feed: "http://b.example/index.rdf"},
		{Name: "丙", Feed: "http://c.example/atom"},
		{Name: "丁", List: &ListPage{URL: "http://d.example/news/", Item: "ul.news li"}},
		{Name: "休", Feed: "http://never.example/", Disabled: true},
	}
	m := newMemory()
	sum, got := w.crawl(m, sources...)
	for url, want := range map[string]Article{
		"http://a.example/1?id=5":             {Title: "架空商店で流出", Published: "2025-04-08"},
		"http://a.example/2":                  {Title: "相対の番地", Published: "2025-04-08"},
		"http://b.example/x":                  {Title: "架空大学が誤送信", Published: "2025-04-09"},
		"http://c.example/p":                  {Title: "架空銀行で紛失", Published: "2025-04-11"},
		"http://d.example/news/detail/9.html": {Title: "架空市が誤交付", Published: "2025-04-11"},
	} {
		if a := got[url]; a.Title != want.Title || a.Published != want.Published || a.URL != url {
			t.Errorf("%s: %+v, want %q of %s", url, a, want.Title, want.Published)
		}
	}
	if a := got["http://b.example/x"]; a.Charset != "shift_jis" || !strings.Contains(a.Text, "対象\t学生56名") {
		t.Errorf("Shift_JIS page: %+v", a)
	}
	if len(got) != 5 || !sum.OK() || len(sum.Sources) != 4 || sum.Sources[0].Entries != 2 || sum.Sources[0].New != 2 || sum.Sources[0].Fetched != 2 {
		t.Errorf("%d articles, %+v", len(got), sum)
	}
	if len(w.clash) > 0 {
		t.Errorf("two requests at once to %v", w.clash)
	}
	if f := m.of("http://a.example/feed"); f.Kind != "feed" || f.Status != 200 || f.ETag == "" || f.Bytes == 0 || f.Source != "甲" || f.At.IsZero() {
		t.Errorf("log of the feed: %+v", f)
	}
	if f := m.of("http://a.example/robots.txt"); f.Kind != "robots" || f.Status != 404 || f.Source != "甲" {
		t.Errorf("log of robots.txt: %+v", f)
	}

	w.requests()
	sum, got = w.crawl(m, sources...)
	want := []string{"a.example/feed", "b.example/index.rdf", "c.example/atom", "d.example/news/"}
	if asked := w.requests(); !slices.Equal(asked, want) || len(got) != 0 || !sum.Sources[0].Unchanged || !sum.OK() {
		t.Errorf("second run asked for %v; %+v", asked, sum)
	}

	w.serve("a.example/feed", "application/rss+xml", feedOf("/2", "/3"))
	w.article("a.example/3", "三つ目", "架空出版は読者の情報が流出したと発表した。")
	w.crawl(m, sources[0])
	if asked := w.requests(); !slices.Equal(asked, []string{"a.example/3", "a.example/feed"}) {
		t.Errorf("third run asked for %v", asked)
	}
}

func TestRunBadPagesStopNothing(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/robots.txt", "text/plain", "User-agent: kawaraban\nDisallow: /private/\n")
	w.serve("a.example/feed", "application/rss+xml", feedOf("/gone", "/private/1", "/error", "/bomb", "/big", "/moved", "/loop",
		"/pdf", "/short", "/blank", "/hidden", "http://shut.example/1", "http://quiet.example/1", "/ok"))
	w.status("a.example/error", 500)
	w.on("a.example/bomb", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(rw)
		defer z.Close()
		for range 64 {
			z.Write(make([]byte, 64<<10))
		}
	})
	w.on("a.example/big", func(rw http.ResponseWriter, r *http.Request) {
		for range 40 {
			rw.Write([]byte(strings.Repeat("あ", 16<<10)))
		}
	})
	w.on("a.example/moved", func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "http://b.example/new", http.StatusMovedPermanently)
	})
	w.article("b.example/new", "移った記事", "架空運輸は会員の情報が流出した可能性があると発表した。")
	w.on("a.example/loop", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, "/loop", http.StatusFound) })
	w.on("a.example/hidden", func(rw http.ResponseWriter, r *http.Request) { http.Redirect(rw, r, "/private/2", http.StatusFound) })
	w.serve("a.example/pdf", "application/pdf", "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	w.on("a.example/short", func(rw http.ResponseWriter, r *http.Request) {
		rw.Header().Set("Content-Length", "5000")
		rw.Write([]byte("<html>切れた"))
	})
	w.serve("a.example/blank", "text/html", "<html><body></body></html>")
	w.status("shut.example/robots.txt", 503)
	w.on("quiet.example/robots.txt", func(rw http.ResponseWriter, r *http.Request) {
		http.Redirect(rw, r, "http://b.example/shared-robots", http.StatusFound)
	})
	w.serve("b.example/shared-robots", "text/plain", "User-agent: *\nDisallow: /\n")
	w.article("a.example/ok", "無事な記事", "架空商会は個人情報の紛失を発表した。対象は78名としている。")
	w.status("c.example/feed", 500)
	w.serve("d.example/feed", "text/html", "<!DOCTYPE html><html><body>お探しのページはありません</body></html>")

	m := newMemory()
	sum, got := w.crawl(m, Source{Name: "甲", Feed: "http://a.example/feed"},
		Source{Name: "丙", Feed: "http://c.example/feed"}, Source{Name: "丁", Feed: "http://d.example/feed"})
	if len(got) != 2 || got["http://a.example/ok"].Title != "無事な記事" {
		t.Errorf("articles: %v", got)
	}
	if a := got["http://a.example/moved"]; a.CanonicalURL != "http://b.example/new" {
		t.Errorf("redirected: %+v", a)
	}
	a := sum.Sources[0]
	if a.Entries != 14 || a.New != 14 || a.Fetched != 2 || a.Skipped != 5 || a.Failed != 7 || a.Left != 10 || a.OK() {
		t.Errorf("counts: %+v", a)
	}
	for url, want := range map[string]string{
		"http://a.example/gone":      "gone: HTTP 404",
		"http://a.example/private/1": "forbidden by robots.txt",
		"http://a.example/hidden":    "forbidden by robots.txt",
		"http://quiet.example/1":     "forbidden by robots.txt",
		"http://shut.example/1":      "robots.txt answered 503",
		"http://a.example/error":     "HTTP 500",
		"http://a.example/bomb":      "body too large: more than 1048576 bytes",
		"http://a.example/big":       "body too large",
		"http://a.example/loop":      "more than 5 redirects",
		"http://a.example/pdf":       "not a text: PDF: ",
		"http://a.example/short":     "unexpected EOF",
		"http://a.example/blank":     "no text in it",
		"http://c.example/feed":      "HTTP 500",
		"http://d.example/feed":      "a web page, not a feed",
	} {
		if f := m.of(url); !strings.Contains(f.Err, want) || f.URL == "" {
			t.Errorf("%s: logged %+v, want error with %q", url, f, want)
		}
	}
	if sum.Sources[1].OK() || sum.Sources[2].OK() || sum.OK() {
		t.Errorf("broken feeds pass for good: %+v", sum.Sources[1:])
	}
	for _, asked := range w.requests() {
		if strings.Contains(asked, "/private/") || asked == "shut.example/1" || asked == "quiet.example/1" {
			t.Errorf("%s was fetched against robots.txt", asked)
		}
	}

	// What failed must come back although the feed has not changed; what is gone must not.
	w.article("a.example/error", "直った記事", "架空製菓は会員の情報が流出したと発表した。")
	_, got = w.crawl(m, Source{Name: "甲", Feed: "http://a.example/feed"})
	asked := w.requests()
	if got["http://a.example/error"].Title != "直った記事" || slices.Contains(asked, "a.example/gone") || slices.Contains(asked, "a.example/ok") {
		t.Errorf("retry: %v, %v", asked, got)
	}
}

func TestRunPatternsKeywordsAge(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", fmt.Sprintf(rss2, "UTF-8", `
<item><title>架空商店で流出</title><link>/news/1</link><pubDate>Wed, 30 Apr 2025 10:00:00 +0900</pubDate></item>
<item><title>新製品の流出対策</title><link>/news/pr/2</link></item>
<item><title>お知らせ</title><description>&lt;p&gt;顧客情報の&lt;b&gt;流出&lt;/b&gt;について&lt;/p&gt;</description><link>/news/3</link></item>
<item><title>新製品</title><link>/news/4</link></item>
<item><title>昔の流出</title><link>/news/5</link><pubDate>Wed, 01 Jan 2025 10:00:00 +0900</pubDate></item>
<item><title>流出の動画</title><link>/video/6</link></item>`))
	for _, p := range []string{"/news/1", "/news/pr/2", "/news/3", "/news/4", "/news/5", "/video/6"} {
		w.article("a.example"+p, "記事"+p, "架空商店は顧客の情報が流出したと発表した。")
	}
	sum, _ := w.crawl(newMemory(), Source{Name: "甲", Feed: "http://a.example/feed", Include: []string{`/news/`}, Exclude: []string{`/pr/`},
		Keywords: []string{"流出"}, MaxAge: Duration(30 * 24 * time.Hour)})
	if asked := w.requests(); !slices.Equal(asked, []string{"a.example/feed", "a.example/news/1", "a.example/news/3"}) || sum.Sources[0].Entries != 2 {
		t.Errorf("asked %v, %+v", asked, sum)
	}
}

func TestRunTwoSourcesOnePage(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/f1", "application/rss+xml", feedOf("/1", "/2"))
	w.serve("a.example/f2", "application/rss+xml", feedOf("/2", "/1"))
	w.article("a.example/1", "一つ目", "架空商店は顧客の情報が流出したと発表した。")
	w.article("a.example/2", "二つ目", "架空商会は顧客の情報が流出したと発表した。")
	w.crawl(newMemory(), Source{Name: "甲", Feed: "http://a.example/f1"}, Source{Name: "乙", Feed: "http://a.example/f2"})
	if asked := w.requests(); len(asked) != 4 || len(w.clash) > 0 {
		t.Errorf("asked %v, clashes %v", asked, w.clash)
	}
}

func TestRunSinkErrorIsTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/1", "/2"))
	w.article("a.example/1", "一つ目", "架空商店は顧客の情報が流出したと発表した。")
	w.article("a.example/2", "二つ目", "架空商会は顧客の情報が流出したと発表した。")
	m := newMemory()
	run := func(sink func(Article) error) SourceSummary {
		sum, err := Run(t.Context(), Options{
			Config: Config{Delay: NoDelay, Sources: []Source{{Name: "甲", Feed: "http://a.example/feed"}}}, Memory: m, Dial: w.dial,
			OnArticle: func(_ context.Context, _ Source, _ Page, a Article) error { return sink(a) },
		})
		if err != nil {
			t.Fatal(err)
		}
		return sum.Sources[0]
	}
	s := run(func(a Article) error {
		if a.Title == "一つ目" {
			return errors.New("disk full")
		}
		panic("a bug")
	})
	if s.Failed != 2 || !strings.Contains(s.Err, "disk full") {
		t.Errorf("%+v", s)
	}
	if s := run(func(Article) error { return nil }); s.Fetched != 2 || !s.OK() {
		t.Errorf("%+v", s)
	}
}

func TestRunStopsWhenMemoryFails(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/1"))
	broken := errors.New("database is locked")
	_, err := Run(t.Context(), Options{
		Config: Config{Delay: NoDelay, Sources: []Source{{Name: "甲", Feed: "http://a.example/feed"}}}, Memory: &memory{newScratch(), broken}, Dial: w.dial,
		OnArticle: func(context.Context, Source, Page, Article) error { return nil },
	})
	if !errors.Is(err, broken) {
		t.Errorf("got %v", err)
	}
	if asked := w.requests(); slices.Contains(asked, "a.example/1") {
		t.Error("a page was fetched that may be known")
	}
}

func TestRunCancel(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/1", "/2"))
	w.article("a.example/1", "一つ目", "架空商店は顧客の情報が流出したと発表した。")
	ctx, cancel := context.WithCancel(t.Context())
	w.on("a.example/2", func(_ http.ResponseWriter, r *http.Request) { cancel(); <-r.Context().Done() })
	m := newMemory()
	sum, err := Run(ctx, Options{
		Config: Config{Delay: NoDelay, Sources: []Source{{Name: "甲", Feed: "http://a.example/feed"}}}, Memory: m, Dial: w.dial,
		OnArticle: func(context.Context, Source, Page, Article) error { return nil },
	})
	if !errors.Is(err, context.Canceled) || sum.Stopped != "interrupted" || sum.Sources[0].Fetched != 1 || !sum.OK() {
		t.Errorf("%v, %+v", err, sum)
	}
	if !m.of("http://a.example/1").Done {
		t.Error("the finished page was not logged")
	}
	if f := m.of("http://a.example/2"); f.URL != "" {
		t.Errorf("a request that was cut off was logged as a failure: %+v", f)
	}
	// The next run goes on with the rest, although the feed has not changed.
	w.article("a.example/2", "二つ目", "架空商会は顧客の情報が流出したと発表した。")
	w.requests()
	sum, got := w.crawl(m, Source{Name: "甲", Feed: "http://a.example/feed"})
	if asked := w.requests(); !slices.Equal(asked, []string{"a.example/2", "a.example/feed"}) || len(got) != 1 || !sum.Sources[0].Unchanged {
		t.Errorf("next run: %v, %+v", asked, sum)
	}
}

func TestRunEventsInOrder(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/1", "/gone", "/error"))
	w.article("a.example/1", "一つ目", "架空商店は顧客の情報が流出したと発表した。")
	w.status("a.example/error", 502)
	var got []string
	_, err := Run(t.Context(), Options{
		Config: Config{Delay: NoDelay, Sources: []Source{{Name: "甲", Feed: "http://a.example/feed"}}}, Dial: w.dial,
		OnArticle: func(context.Context, Source, Page, Article) error { return nil },
		Progress:  func(e Event) { got = append(got, fmt.Sprint(e.Kind, " ", e.URL, e.Count)) },
	})
	want := []string{"found 3", "fetched http://a.example/10", "skipped http://a.example/gone0", "failed http://a.example/error0", "done 0"}
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("%v, %v", got, err)
	}
}

func TestRunOptions(t *testing.T) {
	sink := func(context.Context, Source, Page, Article) error { return nil }
	for name, o := range map[string]Options{
		"no sink":       {Config: DefaultConfig()},
		"no source":     {OnArticle: sink},
		"broken source": {OnArticle: sink, Config: Config{Sources: []Source{{Name: "甲", Feed: "ftp://a.example/"}}}},
	} {
		if _, err := Run(t.Context(), o); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
