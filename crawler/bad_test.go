package crawler

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
)

// TestServersBehavingBadly crawls one real server with a page for each way of behaving badly. Each
// costs its own page only, in bounded time and memory; the good page is read.
func TestServersBehavingBadly(t *testing.T) {
	good := "<html><body><h1>架空商店で流出</h1><p>架空商店は顧客の情報が流出したと発表した。対象は100人としている。</p></body></html>"
	// A kilobyte or so, eight times what is allowed when it is unpacked.
	bomb := func(enc string) func(http.ResponseWriter, *http.Request) {
		packed := pack(t, enc, make([]byte, 8<<20))
		return func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Encoding", enc)
			rw.Write(packed)
		}
	}
	hijack := func(rw http.ResponseWriter, write func(*net.TCPConn)) {
		c, _, err := rw.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		write(c.(*net.TCPConn))
	}
	cases := map[string]struct {
		serve func(http.ResponseWriter, *http.Request)
		want  string // in the log; "" where the page is read all the same
	}{
		"drips": {func(rw http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				fmt.Fprint(rw, "<p>")
				rw.(http.Flusher).Flush()
				time.Sleep(20 * time.Millisecond)
			}
		}, "no whole answer within"},
		"endless": {func(rw http.ResponseWriter, r *http.Request) {
			for r.Context().Err() == nil {
				if _, err := rw.Write(make([]byte, 64<<10)); err != nil {
					return
				}
			}
		}, "body too large"},
		"silent":    {func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "no whole answer within"},
		"gzip-bomb": {bomb("gzip"), "body too large"},
		"br-bomb":   {bomb("br"), "body too large"},
		"zstd-bomb": {bomb("zstd"), "body too large"},
		"false-gzip": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Encoding", "gzip")
			fmt.Fprint(rw, good)
		}, "read gzip body"},
		"loop": {func(rw http.ResponseWriter, r *http.Request) {
			http.Redirect(rw, r, "/loop?"+r.URL.RawQuery+"x", http.StatusFound)
		}, "redirects"},
		"nowhere": {func(rw http.ResponseWriter, _ *http.Request) { rw.WriteHeader(http.StatusFound) }, "302"},
		"too-short": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Length", "90000")
			fmt.Fprint(rw, good)
		}, "unexpected EOF"},
		"reset": {func(rw http.ResponseWriter, _ *http.Request) {
			hijack(rw, func(c *net.TCPConn) {
				fmt.Fprint(c, "HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n<html>")
				c.SetLinger(0)
			})
		}, "fetch page"},
		"no-http": {func(rw http.ResponseWriter, _ *http.Request) {
			hijack(rw, func(c *net.TCPConn) { fmt.Fprint(c, "SSH-2.0-OpenSSH\r\n") })
		}, "malformed HTTP"},
		"headers": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("X-Long", strings.Repeat("x", 1<<20))
			fmt.Fprint(rw, good)
		}, "header"},
		"picture": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "image/png")
			fmt.Fprint(rw, "\x89PNG")
		}, "it is image/png"},
		"empty": {func(rw http.ResponseWriter, _ *http.Request) {}, "the answer was empty"},
		"charset": {func(rw http.ResponseWriter, _ *http.Request) {
			rw.Header().Set("Content-Type", "text/html; charset=utf-8")
			rw.Write(encode(t, japanese.ShiftJIS, good))
		}, ""},
		"bad-bytes": {func(rw http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(rw, strings.Replace(good, "対象", "\x81\xff対象", 1))
		}, ""},
		"no-type": {func(rw http.ResponseWriter, _ *http.Request) { rw.Header()["Content-Type"] = nil; fmt.Fprint(rw, good) }, ""},
		"nested": {func(rw http.ResponseWriter, _ *http.Request) {
			fmt.Fprint(rw, strings.Repeat("<div><table><tr><td>", 20000), good)
		}, "exceeds 512 nodes"},
	}
	w := newWorld(t)
	var links []string
	for name, c := range cases {
		host := name + ".example" // hosts of their own: several of these would make one host rest
		links = append(links, "http://"+host+"/"+name)
		w.on(host+"/"+name, c.serve)
		for n := range maxRedirects + 2 {
			w.on(host+"/"+name+"?"+strings.Repeat("x", n), c.serve)
		}
	}
	slices.Sort(links)
	w.serve("a.example/feed", "application/rss+xml", feedOf(links...))
	m := newMemory()
	var got []string
	sum, err := Run(t.Context(), Options{
		Config: Config{Delay: NoDelay, Timeout: Duration(4 * time.Second), MaxBytes: 1 << 20, Sources: []Source{{Name: "甲", Feed: "http://a.example/feed"}}},
		Memory: m, Dial: w.dial,
		OnArticle: func(_ context.Context, _ Source, p Page, _ Article) error { got = append(got, p.URL); return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range cases {
		url := "http://" + name + ".example/" + name
		f := m.of(url)
		if read := slices.Contains(got, url); read != (c.want == "") {
			t.Errorf("%s: read %v, logged %+v", name, read, f)
		}
		if c.want != "" && !strings.Contains(f.Err, c.want) {
			t.Errorf("%s: logged %q, want %q", name, f.Err, c.want)
		}
	}
	if sum.Sources[0].Fetched != 3 {
		t.Errorf("%+v", sum)
	}
}

// TestFeedThatLies has a feed whose words are wrong in every way; the crawl stays thrifty.
func TestFeedThatLies(t *testing.T) {
	w := newWorld(t)
	n := 0
	w.on("a.example/feed", func(rw http.ResponseWriter, r *http.Request) {
		n++
		rw.Header().Set("Content-Type", "text/html; charset=iso-8859-1") // it is XML in UTF-8
		rw.Header().Set("Last-Modified", "Thu, 01 Jan 1970 00:00:00 GMT")
		now := time.Date(2025, 5, 1, n, 30, 0, 0, time.UTC).Format(time.RFC3339)
		fmt.Fprintf(rw, `<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title>
<entry><title>いつも新しい</title><id>%d</id><link href="/1?utm_campaign=%d"/><published>%s</published><updated>%s</updated></entry>
<entry><title>未来の記事</title><id>x</id><link href="/2#%d"/><published>2099-01-01T00:00:00Z</published></entry>
<entry><title>太古の記事</title><id>y</id><link href="/3"/><published>0001-01-01T00:00:00Z</published></entry>
<entry><title>日付なし</title><id>z</id><link href="/4"/><updated>おととい</updated></entry>
<entry><title>二度目</title><id>z2</id><link href="http://A.example:80/4"/></entry>
<entry><title>番地なし</title><id>q</id><link href="javascript:void(0)"/></entry></feed>`, n, n, now, now, n)
	})
	w.news("a.example", "/1", "/2", "/3", "/4")
	m := newMemory()
	src := Source{Name: "甲", Feed: "http://a.example/feed", MaxAge: Duration(30 * 24 * time.Hour)}
	for run := range 4 {
		_, got := w.crawl(m, src)
		if run == 0 && len(got) != 4 {
			t.Errorf("first run read %d articles", len(got))
		}
		for url, a := range got {
			if a.Published > "2025-05-02" {
				t.Errorf("%s: published %s", url, a.Published)
			}
		}
		if asked := w.requests(); run > 0 && len(asked) > 2 {
			t.Errorf("run %d asked for %v", run, asked)
		}
	}
}
