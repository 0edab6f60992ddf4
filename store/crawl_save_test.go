package store

import (
	"fmt"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// told is a long enough text about one incident; every call with the same arguments is alike.
func told(who, number, tail string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s、不正アクセスで顧客情報が流出\n\n%sは2025年7月12日、同社の通販サイトが不正アクセスを受け、顧客%s人の個人情報が流出したと発表した。\n", who, who, number)
	for i, s := range []string{
		"流出した可能性があるのは、氏名、住所、電話番号、メールアドレス、購入履歴である。", "クレジットカードの情報は決済代行会社が持っており、含まれていない。",
		"同社によると、7月3日に利用者から不審な電子メールが届いたとの連絡があり、調べたところ外部からの侵入の跡が見つかった。",
		"侵入の経路は、更新されていなかった管理画面のプログラムの弱点とみられる。", "同社は通販サイトを止め、警察と個人情報保護委員会に届け出た。",
		"対象となる利用者には個別に書面で知らせ、専用の窓口を設けて問い合わせに応じる。", "再開の時期は未定で、外部の専門家とともに再発防止の策をまとめるとしている。",
		"同社の担当者は、利用者に多大な迷惑と心配をかけたことを深くおわびすると話した。",
	} {
		b.WriteString(s)
		if i%3 == 2 {
			b.WriteByte('\n')
		}
	}
	return b.String() + tail
}

func crawled(url, text string) Crawled {
	a := article(url)
	a.Title, a.Text, a.Page.Body = "", text, []byte(text)
	a.Page.URL = url
	return Crawled{Article: a}
}

func oneParty(name string) extract.Reading {
	return extract.Reading{Incidents: []extract.Incident{{Organizations: []extract.Organization{{Name: name, Role: "breached"}}}}}
}

func TestCopiesAreSourcesOfOneArticle(t *testing.T) {
	original := crawled("https://press.example/1", told("株式会社みほん", "1,234", ""))
	for name, c := range map[string]struct {
		url, text, day, who string
		copied              bool
	}{
		"the same words elsewhere":     {"https://portal.test/9", told("株式会社みほん", "1,234", ""), "", "株式会社みほん", true},
		"with a byline and a day more": {"https://portal.test/9", told("株式会社みほん", "1,234", "\n（瓦通信 配信 7月13日 18時）"), "2025-07-13", "株式会社みほん", true},
		"in full-width figures":        {"https://portal.test/9", told("株式会社みほん", "１，２３４", ""), "", "株式会社みほん", true},
		"another number":               {"https://portal.test/9", told("株式会社みほん", "5,678", ""), "", "株式会社みほん", false},
		"a template of another victim": {"https://portal.test/9", told("株式会社べつもの", "1,234", ""), "", "株式会社べつもの", false},
		"read otherwise":               {"https://portal.test/9", told("株式会社みほん", "1,234", ""), "", "みほん", false},
		"a month later":                {"https://portal.test/9", told("株式会社みほん", "1,234", ""), "2025-08-12", "株式会社みほん", false},
		"on the same host":             {"https://press.example/2", told("株式会社みほん", "1,234", ""), "", "株式会社みほん", false},
		"too short to tell":            {"https://portal.test/9", "株式会社みほんは1,234人の情報が流出したと発表した。", "", "株式会社みほん", false},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			first, err := s.SaveCrawled(t.Context(), original, oneParty("株式会社みほん"), "1")
			if err != nil || first.Copy || !first.New {
				t.Fatalf("%+v, %v", first, err)
			}
			other := crawled(c.url, c.text)
			if c.day != "" {
				other.Published = c.day
			}
			for range 2 { // and again, as after a kill
				saved, err := s.SaveCrawled(t.Context(), other, oneParty(c.who), "1")
				if err != nil || saved.Copy != c.copied {
					t.Fatalf("%+v, %v", saved, err)
				}
				if saved.Copy && saved.ArticleID != first.ArticleID {
					t.Errorf("a copy of article %d", saved.ArticleID)
				}
			}
			articles, sources := "1", "2"
			if !c.copied {
				articles = "2"
			}
			if got := one(t, s, "SELECT count(*) FROM articles"); got != articles {
				t.Errorf("%s articles", got)
			}
			if got := one(t, s, "SELECT count(*) FROM v_article_sources"); got != sources {
				t.Errorf("%s sources", got)
			}
			if known, _ := s.Known(t.Context(), c.url); !known {
				t.Error("it would be fetched again")
			}
		})
	}
}

func TestCanonicalAddress(t *testing.T) {
	text, other := told("株式会社みほん", "1,234", ""), strings.Repeat("まったく別の話で、同じ番地を名のっているだけである。", 20)
	for name, c := range map[string]struct {
		kept []Crawled
		save Crawled
		want string // the address it is known by
		rows string
	}{
		"believed":                    {nil, Crawled{crawled("https://sp.news.example/1", text).Article, "https://news.example/1", ""}, "https://news.example/1", "1"},
		"the same article there":      {[]Crawled{crawled("https://news.example/1", text)}, Crawled{crawled("https://sp.news.example/1", text).Article, "https://news.example/1", ""}, "https://news.example/1", "1"},
		"another article there":       {[]Crawled{crawled("https://news.example/1", other)}, Crawled{crawled("https://news.example/2", text).Article, "https://news.example/1", ""}, "https://news.example/2", "2"},
		"known by where it was found": {[]Crawled{crawled("https://news.example/2", other)}, Crawled{crawled("https://news.example/2", text).Article, "https://news.example/1", ""}, "https://news.example/2", "1"},
		"the same page with other words": {[]Crawled{{crawled("https://sp.news.example/1", other).Article, "https://news.example/1", ""}},
			Crawled{crawled("https://sp.news.example/1", text).Article, "https://news.example/1", ""}, "https://news.example/1", "1"},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			for _, k := range c.kept {
				if _, err := s.SaveCrawled(t.Context(), k, extract.Reading{}, "1"); err != nil {
					t.Fatal(err)
				}
			}
			saved, err := s.SaveCrawled(t.Context(), c.save, extract.Reading{}, "1")
			if err != nil {
				t.Fatal(err)
			}
			if got := one(t, s, fmt.Sprint("SELECT url FROM articles WHERE id = ", saved.ArticleID)); got != c.want {
				t.Errorf("known by %s", got)
			}
			if got := one(t, s, "SELECT count(*) FROM articles"); got != c.rows {
				t.Errorf("%s articles", got)
			}
		})
	}
}

func TestPrimaryNoticeIsASourceOfItsArticle(t *testing.T) {
	s := open(t)
	news := crawled("https://news.example/1", told("株式会社みほん", "1,234", ""))
	news.Page.URL = "https://news.example/1?from=feed"
	if _, err := s.SaveCrawled(t.Context(), news, extract.Reading{}, "1"); err != nil {
		t.Fatal(err)
	}
	notice := crawled("https://mihon.example/owabi", "お客さま情報の流出に関するお詫びとお知らせ")
	notice.PrimaryOf = "https://news.example/1?from=feed"
	for range 2 {
		if saved, err := s.SaveCrawled(t.Context(), notice, extract.Reading{}, "1"); err != nil || saved.ArticleID != 2 {
			t.Fatalf("%+v, %v", saved, err)
		}
	}
	if got := one(t, s, "SELECT group_concat(relation || ' ' || url || ' ' || other_id, ', ') FROM v_article_sources WHERE article_id = 1"); got !=
		"own https://news.example/1 1, primary https://mihon.example/owabi 2" {
		t.Error(got)
	}
}

func TestSamePage(t *testing.T) {
	s := open(t)
	c := crawled("https://news.example/1", "短い文")
	if _, err := s.SaveCrawled(t.Context(), c, extract.Reading{}, "1"); err != nil {
		t.Fatal(err)
	}
	for body, want := range map[string]bool{"短い文": true, "別の文": false} {
		if same, err := s.SamePage(t.Context(), Page{URL: c.Page.URL, Body: []byte(body)}); err != nil || same != want {
			t.Errorf("%s: %v, %v", body, same, err)
		}
	}
}
