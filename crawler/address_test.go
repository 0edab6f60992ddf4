package crawler

import (
	"net/url"
	"testing"
)

func TestNormalizeURL(t *testing.T) {
	for at, want := range map[string]map[string]string{
		"https://a.example/dir/page": {
			"":                               "",
			"x":                              "https://a.example/dir/x",
			"//B.example":                    "https://b.example/",
			"https://a.example:443/p":        "https://a.example/p",
			"http://a.example:8080/p":        "http://a.example:8080/p",
			"/p?b=2&utm_source=x&a=1&fbclid": "https://a.example/p?b=2&a=1",
			"/p?":                            "https://a.example/p",
			"/%E6%BC%8F?q=%e6":               "https://a.example/%E6%BC%8F?q=%e6",
			"https://user:pw@a.example/":     "https://a.example/",
			"mailto:a@a.example":             "",
			"data:text/html,x":               "",
			"http://[broken":                 "",
		},
		"https://www.news.example/a/": {
			"b?utm_source=x&id=3&fbclid=1#top": "https://www.news.example/a/b?id=3",
			"HTTPS://WWW.News.Example:443":     "https://www.news.example/",
			"/article/12/amp/":                 "https://www.news.example/article/12/",
			"/article/12/amp":                  "https://www.news.example/article/12",
			"/article/12.amp.html":             "https://www.news.example/article/12.html",
			"/12?amp=1&outputType=amp":         "https://www.news.example/12",
			"/amp":                             "https://www.news.example/amp",
			"https://news-example.cdn.ampproject.org/c/s/news.example/12?usqp=1": "https://news.example/12?usqp=1",
			"https://www.google.com/url?rct=j&url=https://news.example/12&ct=ga": "https://news.example/12",
			"https://user:pass@news.example./x":                                  "https://news.example/x",
			"mailto:a@news.example":                                              "",
			"javascript:alert(1)":                                                "",
			"https://news.example/camp":                                          "https://news.example/camp",
		},
	} {
		base, err := url.Parse(at)
		if err != nil {
			t.Fatal(err)
		}
		checkText(t, func(ref string) string { return normalizeURL(base, ref) }, want)
	}
}

func TestOwnAddress(t *testing.T) {
	for _, c := range []struct{ final, canonical, want string }{
		{"https://sp.news.example/1", "https://www.news.example/1", "https://www.news.example/1"},
		{"https://www.news.example/1", "https://www.news.example/", "https://www.news.example/1"},
		{"https://www.news.example/1", "https://other.example.com/1", "https://www.news.example/1"},
		{"https://www.city.kakuu.lg.jp/1", "https://www.city.betsu.lg.jp/1", "https://www.city.kakuu.lg.jp/1"},
		{"https://www.news.example/1?utm_source=x", "", "https://www.news.example/1"},
		// A mobile host is given up only where the page names the other one: /1 may be another page there.
		{"https://m.news.example/1", "", "https://m.news.example/1"},
		{"https://www.news.example/sp/1", "", "https://www.news.example/sp/1"},
		{"http://127.0.0.1:80/1", "http://127.0.0.2/1", "http://127.0.0.1/1"},
	} {
		u, _ := url.Parse(c.final)
		if got := ownAddress(u, c.canonical); got != c.want {
			t.Errorf("%s with canonical %s: %s, want %s", c.final, c.canonical, got, c.want)
		}
	}
}
