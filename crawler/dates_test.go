package crawler

import (
	"strings"
	"testing"
	"time"
)

// checkText holds what a function makes of texts against what is wanted.
func checkText(t *testing.T, f func(string) string, wanted map[string]string) {
	t.Helper()
	for text, want := range wanted {
		if got := f(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestFindDay(t *testing.T) {
	checkText(t, findDay, map[string]string{
		"2025年7月11日":              "2025-07-11",
		"２０２５年７月１１日":              "2025-07-11",
		"2025 年 7 月 11 日":         "2025-07-11",
		"令和7年7月11日":               "2025-07-11",
		"令和元年5月1日":                "2019-05-01",
		"平成３０年２月５日":               "2018-02-05",
		"R7.7.11":                 "2025-07-11",
		"H30.2.5 発表":              "2018-02-05",
		"2025/07/11":              "2025-07-11",
		"2025.7.11（金）":            "2025-07-11",
		"2025-07-11T10:00":        "2025-07-11",
		"2025年13月1日":              "",
		"2025年2月30日":              "",
		"2025年2月30日 改め 2025年3月1日": "2025-03-01",
		"7月11日":                   "",
		"0120-2025-07":            "",
		"1925年7月11日":              "",
		"ver 2.10.3":              "",
	})
}

func TestParseDay(t *testing.T) {
	checkText(t, parseDay, map[string]string{
		"2025-07-10T15:30:00Z":            "2025-07-11",
		"2025-07-11T00:30:00+09:00":       "2025-07-11",
		"2025-07-10T15:30:00.123Z":        "2025-07-11",
		"2025-07-11T00:30:00+0900":        "2025-07-11",
		"2025-07-11T00:30:00":             "2025-07-11",
		"2025-07-11 00:30":                "2025-07-11",
		"Fri, 11 Jul 2025 00:30:00 JST":   "2025-07-11",
		"Thu, 10 Jul 2025 15:30:00 +0000": "2025-07-11",
		"2025-07-11":                      "2025-07-11",
		"0000-00-00T00:00:00Z":            "",
		"1970-01-01T00:00:00Z":            "",
		"":                                "",
	})
}

func TestURLDay(t *testing.T) {
	checkText(t, urlDay, map[string]string{
		"/entry/2025/07/11/143946":  "2025-07-11",
		"/news/20250711.html":       "2025-07-11",
		"/news/2025-07-11-leak":     "2025-07-11",
		"/2025/07/archives/15":      "",
		"/article/2025/13/40/1":     "",
		"/id/202507111234":          "",
		"/docs/news/1752/0711.html": "",
	})
}

func TestPublished(t *testing.T) {
	const text = "<p>架空商店は顧客の個人情報が流出した可能性があると発表した。対象は最大で345名という。</p>"
	cases := []struct{ name, head, body, path, published, updated string }{
		{"copyright line only", "", text + "<p>Copyright 2024年1月1日 架空商店</p><p>© 2024/01/01</p>", "/x", "", ""},
		{"label beats copyright", "", "<p>掲載日：2025年7月11日</p>" + text + "<p>(c) 2024-01-01</p>", "/x", "2025-07-11", ""},
		{"meta beats label", `<meta property="article:published_time" content="2025-07-10T20:00:00Z">`, "<p>公開日 2025年7月1日</p>" + text, "/x", "2025-07-11", ""},
		{"JSON-LD beats meta", `<script type="application/ld+json">[{"@type":["NewsArticle"],"datePublished":"2025-07-11T09:00:00+09:00"}]</script><meta name="date" content="2025-01-01">`, text, "/x", "2025-07-11", ""},
		{"broken JSON-LD", `<script type="application/ld+json">{"datePublished":"2025-07-11"</script>`, text + "<p>2025年7月12日 公開</p>", "/x", "2025-07-12", ""},
		{"both days by label", "", "<p>公開日：令和7年7月11日　最終更新日：令和7年7月14日</p>" + text, "/x", "2025-07-11", "2025-07-14"},
		{"only an update", "", "<p>更新日:2025/7/14</p>" + text, "/x", "2025-07-14", ""},
		{"alone on its line", "", "<p>2025年7月11日<br>架空商店株式会社</p>" + text, "/x", "2025-07-11", ""},
		{"signature of a news site", "", text + "<p>（架空ニュース - 2025/07/11 ）</p>", "/x", "2025-07-11", ""},
		{"dates of the events do not count", "", "<p>架空商店は2025年6月1日に不正アクセスを受け、2025年6月3日までに遮断したと発表した。</p>", "/x", "", ""},
		{"a labelled date deep in the text is an event's", "", "<p>掲載日：2025年7月11日</p>" + strings.Repeat(text, 12) + "<p>最終更新日：2020年1月1日</p>" + strings.Repeat(text, 8), "/x", "2025-07-11", ""},
		{"nor without a better one", "", strings.Repeat(text, 14) + "<p>第一報公表日：2020年1月1日</p>" + strings.Repeat(text, 8), "/x", "", ""},
		{"time of a sidebar does not count", "", "<aside><time datetime='2025-01-01'>元日</time></aside>" + text + "<time datetime='2025-07-11'>7月11日</time>", "/x", "2025-07-11", ""},
		{"URL", "", text, "/2025/07/11/leak.html", "2025-07-11", ""},
		{"from the future", `<meta name="date" content="2099-01-01">`, "<p>掲載日 2025年7月11日</p>" + text, "/x", "2025-07-11", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := page("https://a.example"+c.path, "text/html; charset=utf-8", []byte("<!DOCTYPE html><html><head><title>架空商店の流出</title>"+c.head+"</head><body><main>"+c.body+"</main></body></html>"))
			p.FetchedAt = time.Date(2025, 8, 1, 0, 0, 0, 0, time.UTC)
			a, err := Parse(p, nil)
			if err != nil {
				t.Fatal(err)
			}
			if a.Published != c.published || a.Updated != c.updated {
				t.Errorf("got %q and %q, want %q and %q\n%s", a.Published, a.Updated, c.published, c.updated, a.Text)
			}
		})
	}
}
