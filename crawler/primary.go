package crawler

import (
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxPrimaries bounds the notices followed from one article.
const maxPrimaries = 3

var (
	// rePrimaryHead is what stands over or before links to the source of a story.
	rePrimaryHead = lazily(`一次(?:情報|ソース)|プレス\s?リリース|ニュース\s?リリース|公式(?:発表|リリース|サイト|情報)|報道発表|発表資料|情報源|出典|ソース|参照元|参考(?:資料|リンク|URL)|関連(?:リンク|URL)|外部リンク`)
	// rePrimaryText is how the notice of an organisation is called.
	rePrimaryText = lazily(`お詫び|おわび|(?:不正アクセス|漏え?い|流出|紛失|誤送信|盗難|ランサムウェア|サイバー攻撃|個人情報|情報セキュリティ).{0,30}(?:について|お知らせ|ご報告|に関する|第[一二三四五\d]報)|(?:について|に関する)の?(?:お知らせ|ご報告)|プレスリリース|ニュースリリース|(?:一次情報|公式発表|発表資料)`)
	// reElsewhere are hosts that tell other people's news, or sell.
	reElsewhere = lazily(`(?:^|\.)(?:twitter\.com|x\.com|facebook\.com|line\.me|hatena\.ne\.jp|getpocket\.com|instagram\.com|youtube\.com|youtu\.be|linkedin\.com|note\.com|` +
		`google\.(?:com|co\.jp)|goo\.gl|bit\.ly|amazon\.co\.jp|amazon\.com|amzn\.to|apple\.com|yahoo\.co\.jp|wikipedia\.org|ipa\.go\.jp|jpcert\.or\.jp|jvn\.jp|cve\.org|nist\.gov)$`)
)

// primaries picks from an article's links the notices of the organisations that it tells of, best
// first: links under a heading that says so, and links elsewhere that are called like a notice.
func primaries(a Article, e Entry) []Entry {
	at, err := url.Parse(a.CanonicalURL)
	if err != nil {
		return nil
	}
	var under, called []Entry
	for _, l := range a.Links {
		u, err := url.Parse(l.URL)
		if err != nil || site(u) == site(at) || reElsewhere().MatchString(strings.ToLower(u.Hostname())) || u.Path == "/" && u.RawQuery == "" {
			continue
		}
		found := Entry{URL: l.URL, Title: cut(l.Text, maxSummary), PrimaryOf: e.URL, Backfill: e.Backfill}
		switch {
		case l.Primary:
			under = append(under, found)
		case rePrimaryText().MatchString(l.Text):
			called = append(called, found)
		}
	}
	all := slices.Concat(under, called)
	return all[:min(len(all), maxPrimaries)]
}

// primaryContext reports whether the words around a link call it the source of the story: its own,
// those before it on its line, the term of its definition, or the heading right above its list.
func primaryContext(a *html.Node) bool {
	if rePrimaryHead().MatchString(oneLine(a, nil)) {
		return true
	}
	for n, depth := a, 0; n != nil && depth < 6; n, depth = n.Parent, depth+1 {
		for s, steps := n.PrevSibling, 0; s != nil && steps < 8; s, steps = s.PrevSibling, steps+1 {
			var words string
			switch {
			case s.Type == html.TextNode:
				words = strings.TrimSpace(s.Data)
			case s.DataAtom == atom.A:
				continue // its fellow in a list of links
			case s.Type == html.ElementNode:
				words = oneLine(s, nil)
			}
			if words == "" || s.DataAtom == atom.Li {
				continue
			}
			// A label is short; a paragraph that mentions a press release is none.
			return len([]rune(words)) <= 30 && rePrimaryHead().MatchString(words)
		}
		switch n.DataAtom {
		case atom.Article, atom.Main, atom.Body:
			return false
		}
	}
	return false
}
