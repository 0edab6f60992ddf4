package crawler

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"golang.org/x/text/encoding/japanese"
)

func page(url, contentType string, body []byte) Page {
	return Page{URL: url, FinalURL: url, Status: 200, Header: http.Header{"Content-Type": {contentType}}, Body: body}
}

func TestReadFeed(t *testing.T) {
	item := func(inside string) string { return "<item>" + inside + "</item>" }
	rss := func(items string) []byte {
		return []byte(`<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>` + items + `</channel></rss>`)
	}
	cases := []struct {
		name, contentType string
		body              []byte
		url, title        string // of the only entry; "" for none
		published         string // RFC 3339 in Japan
	}{
		{"relative link", "", rss(item(`<title>甲</title><link>../n/1.html</link>`)), "http://a.example/n/1.html", "甲", ""},
		{"JST by name", "", rss(item(`<title>甲</title><link>/1</link><pubDate>Fri, 11 Jul 2025 01:00:00 JST</pubDate>`)), "http://a.example/1", "甲", "2025-07-11T01:00:00+09:00"},
		{"GMT", "", rss(item(`<title>甲</title><link>/1</link><pubDate>Thu, 10 Jul 2025 16:00:00 GMT</pubDate>`)), "http://a.example/1", "甲", "2025-07-11T01:00:00+09:00"},
		{"no zone is Japan", "", rss(item(`<title>甲</title><link>/1</link><pubDate>2025-07-11 01:00:00</pubDate>`)), "http://a.example/1", "甲", "2025-07-11T01:00:00+09:00"},
		{"Japanese date", "", rss(item(`<title>甲</title><link>/1</link><pubDate>令和7年7月11日</pubDate>`)), "http://a.example/1", "甲", "2025-07-11T00:00:00+09:00"},
		{"nonsense date", "", rss(item(`<title>甲</title><link>/1</link><pubDate>きのう</pubDate>`)), "http://a.example/1", "甲", ""},
		{"no date", "", rss(item(`<title>甲</title><link>/1</link>`)), "http://a.example/1", "甲", ""},
		{"title with markup", "", rss(item(`<title><![CDATA[<b>甲</b>&amp;乙]]></title><link>/1</link>`)), "http://a.example/1", "甲 &乙", ""},
		{"guid as link", "", rss(item(`<title>甲</title><guid>http://a.example/g</guid>`)), "http://a.example/g", "甲", ""},
		{"no web address", "", rss(item(`<title>甲</title><link>javascript:alert(1)</link>`)), "", "", ""},
		{"the same twice", "", rss(item(`<title>甲</title><link>/1#a</link>`) + item(`<title>乙</title><link>HTTP://A.EXAMPLE:80/1?utm_medium=x</link>`)), "http://a.example/1", "甲", ""},
		{"RSS 0.91 in ISO-2022-JP", "text/xml", encode(t, japanese.ISO2022JP, `<?xml version="1.0" encoding="ISO-2022-JP"?><rss version="0.91"><channel><title>t</title><item><title>架空の漏えい</title><link>http://a.example/j</link></item></channel></rss>`),
			"http://a.example/j", "架空の漏えい", ""},
		{"Shift_JIS by header alone", "text/xml; charset=Shift_JIS", encode(t, japanese.ShiftJIS, `<rss version="2.0"><channel><title>t</title><item><title>架空の漏えい</title><link>/s</link></item></channel></rss>`),
			"http://a.example/s", "架空の漏えい", ""},
		{"mark and blank before the declaration", "", append([]byte("\xef\xbb\xbf\n"), rss(item(`<title>甲</title><link>/1</link>`))...), "http://a.example/1", "甲", ""},
		{"characters that XML forbids", "", rss(item("<title>甲\x08&#x1B;&#08;&#xD800;&#99999999999;乙&#12354;</title><link>/1</link>" + strings.Repeat("<category>話</category>", 10))), "http://a.example/1", "甲乙あ", ""},
		{"empty channel", "", rss(""), "", "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			entries, _, err := readFeed(page("http://a.example/rss/feed.xml", c.contentType, c.body))
			if err != nil {
				t.Fatal(err)
			}
			if c.url == "" {
				if len(entries) > 0 {
					t.Errorf("got %+v", entries)
				}
				return
			}
			if len(entries) != 1 || entries[0].URL != c.url || entries[0].Title != c.title {
				t.Fatalf("got %+v, want %s %s", entries, c.url, c.title)
			}
			got := ""
			if !entries[0].Published.IsZero() {
				got = entries[0].Published.In(jst).Format(time.RFC3339)
			}
			if got != c.published {
				t.Errorf("published %q, want %q", got, c.published)
			}
		})
	}
	for name, body := range map[string]string{"empty": "", "text": "こんにちは", "cut": `<rss version="2.0"><channel><item><title>甲`, "page": "<!DOCTYPE html><html><body>x</body></html>"} {
		if entries, _, err := readFeed(page("http://a.example/f", "", []byte(body))); err == nil {
			t.Errorf("%s: no error, %+v", name, entries)
		}
	}
}

func TestReadList(t *testing.T) {
	body := `<html><head><base href="/press/"></head><body><table class="list">
<tr><td class="d">2025.07.11</td><td><a class="more" href="/x">詳細</a><a class="t" href="1.html">架空の
 漏えい</a></td></tr>
<tr><td class="d">未定</td><td><a class="t" href="2.html">架空の紛失</a></td></tr>
<tr><td>見出しだけ</td></tr></table></body></html>`
	entries, _, err := readList(page("http://a.example/", "text/html", []byte(body)), ListPage{Item: "table.list tr", Link: "a.t", Date: "td.d"})
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != 2 || entries[0].URL != "http://a.example/press/1.html" || entries[0].Title != "架空の 漏えい" ||
		entries[0].Published.Format(day) != "2025-07-11" || !entries[1].Published.IsZero() {
		t.Errorf("got %+v", entries)
	}
	if _, _, err := readList(page("http://a.example/", "", []byte(body)), ListPage{Item: "ul.gone li"}); err == nil || !strings.Contains(err.Error(), "ul.gone li") {
		t.Errorf("a list that matches nothing: %v", err)
	}
}
