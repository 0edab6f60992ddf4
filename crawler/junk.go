package crawler

import (
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// reJunkToken matches one word of a class or id that names a part beside the article.
var reJunkToken = lazily(`^(?:(?:sns|social|related|relation|kanren|recommend|ranking|popular|breadcrumb|` +
	`topicpath|pankuzu|sidebar|advert|adsense|sponsor|newsletter|signup|promo|gallery|slideshow|mailmag|comment|pager|pagination|pagenav|prevnext|footer|gnav|` +
	`globalnav|localnav|lnav|cookie|pagetop|tagcloud|hatena|addtoany|jp-relatedposts)\w*|shar(?:e|es|ed|ing|ebuttons?|elinks?|ebar|ebox|earea|elist)|toc|side|aside|banner|bnr|ad|ads|nav|navi|` +
	`navigation|menu|tags|search|foot|reco|rank|author|profile|bio|writer)$`)

// reJunkHeading matches a heading over links to other articles. Such lists hold rival headlines.
var reJunkHeading = lazily(`^[■●▼▶◆★☆【〈《＜\[\s]*(?:` +
	`(?:この記事の?)?関連(?:する)?(?:記事|ニュース|リンク|情報|ページ|トピックス?|キーワード|サイト|コンテンツ|タグ)|` +
	`[あ合]わせて読みたい.*|こちらも(?:おすすめ|どうぞ).*|(?:おすすめ|オススメ|人気|最新|新着|注目|話題|特集|(?:その)?(?:ほか|他))の?(?:記事|ニュース|情報|コンテンツ|トピックス)(?:一覧)?|` +
	`(?:アクセス|記事|人気)?ランキング.*|(?:この記事を|SNSで)?(?:シェア|共有)(?:する|しよう)?|タグ|カテゴリー?|最近の投稿|アーカイブ|` +
	`(?:スポンサーリンク|スポンサードリンク|広告|PR)|related (?:posts?|articles?|news)|share(?: this)?)[】〉》＞\]\s：:]*$`)

// reBoxHeading matches the heading of a box in which everything is about something else.
var reBoxHeading = lazily(`^(?:この記事を(?:書いた|読んだ).*|(?:著者|執筆者|筆者|ライター)(?:の?(?:紹介|プロフィール))?|.*(?:おすすめ|オススメ)の(?:資料|サービス|商品))$`)

// reShare matches the text of a link that is a button.
var reShare = lazily(`(?i)^(?:ツイート|ポスト|シェア|tweet|share|はてブ|はてなブックマーク|LINEで送る)(?:する)?$`)

// junk marks what stands beside an article: navigation, shares, related headlines, adverts.
func junk(doc *html.Node, at *url.URL) (skip map[*html.Node]bool, related []*html.Node) {
	skip = map[*html.Node]bool{}
	body := first(doc, atom.Body)
	if body == nil {
		return skip, nil
	}
	size := measure(body, nil)
	whole := size[body].words()
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && isJunk(c) && (size[c].words()*10 <= whole*3 || invisible(c)) && !has(c, atom.H1, atom.Main) {
				skip[c] = true
				continue
			}
			walk(c)
			if c.Type != html.ElementNode {
				continue
			}
			switch heading := isHeading(c); {
			case heading != "" && reJunkHeading().MatchString(heading):
				related = append(related, dropSection(c, skip)...)
			case reBoxHeading().MatchString(heading) && firstElement(n) == c && size[n].words()*10 <= whole*3:
				skip[n] = true
			}
		}
	}
	walk(body)
	for _, n := range teasers(body, skip, at) {
		skip[n] = true
	}
	return skip, related
}

// teasers lists the article elements whose heading leads to another page, where another one's does
// not: the articles to read next, with the first lines of each, which may outweigh the one to read.
func teasers(body *html.Node, skip map[*html.Node]bool, at *url.URL) (found []*html.Node) {
	own := false
	for n := range body.Descendants() {
		if n.DataAtom != atom.Article || inSkip(n, skip) || inside(n, atom.Article) {
			continue
		}
		switch u := headingLink(n, at); {
		case u != nil && (u.Host != at.Host || u.Path != at.Path || u.RawQuery != at.RawQuery):
			found = append(found, n)
		case visible(textOf(n, leastArticle)) >= leastArticle:
			own = true
		}
	}
	if !own || len(found) < 2 {
		return nil
	}
	return found
}

// leastArticle is how many characters an article has, at least.
const leastArticle = 60

// headingLink returns where the first heading of n leads, nil for nowhere.
func headingLink(n *html.Node, at *url.URL) *url.URL {
	for d := range n.Descendants() {
		switch d.DataAtom {
		case atom.H1, atom.H2, atom.H3, atom.H4:
		default:
			continue
		}
		a := first(d, atom.A)
		for p := d.Parent; a == nil && p != n.Parent; p = p.Parent {
			if p.DataAtom == atom.A {
				a = p
			}
		}
		if a == nil || attr(a, "href") == "" {
			return nil
		}
		u, err := at.Parse(attr(a, "href"))
		if err != nil {
			return nil
		}
		return u
	}
	return nil
}

func isJunk(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Rt, atom.Rp:
		return true
	case atom.Fieldset: // "Was this page of use?"
		return has(n, atom.Input)
	case atom.A:
		return reShare().MatchString(strings.TrimSpace(textOf(n, 20)))
	case atom.Header:
		return !inside(n, atom.Article, atom.Main)
	case atom.Body, atom.Main, atom.Article, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Th:
		return invisible(n)
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "search", "dialog":
		return true
	}
	for _, name := range names(attr(n, "class") + " " + attr(n, "id")) {
		words := strings.Split(name, "-")
		if len(words) <= 3 && slices.ContainsFunc(words, reJunkToken().MatchString) { // a longer one is a headline's slug
			return true
		}
	}
	return invisible(n)
}

var reHump = lazily(`([a-z])([A-Z])|[-_]+`)

// names splits a class or id into its names, each in lower case with "-" between its words.
func names(s string) []string {
	return strings.Fields(strings.ToLower(reHump().ReplaceAllString(s, "$1-$2")))
}

var reHidden = lazily(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

func invisible(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && reHidden().MatchString(a.Val) {
			return true
		}
	}
	return n.DataAtom == atom.Script || n.DataAtom == atom.Style
}

// isHeading returns the words of n in lower case where it can be a heading, "" where it cannot.
func isHeading(n *html.Node) string {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Div, atom.Span, atom.Strong, atom.B, atom.Dt, atom.Summary:
		if t := strings.TrimSpace(textOf(n, 40)); utf8.RuneCountInString(t) < 30 {
			return strings.ToLower(t)
		}
	}
	return ""
}

func firstElement(n *html.Node) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode {
			return c
		}
	}
	return nil
}

// dropSection leaves out a heading of rival headlines and what belongs to it: the siblings after
// it that are mostly links, up to the next text. A heading alone in its box counts as its box.
func dropSection(heading *html.Node, skip map[*html.Node]bool) (dropped []*html.Node) {
	skip[heading] = true
	n := heading
	for n.Parent != nil && n.NextSibling == nil && onlyChild(n, skip) && n.Parent.DataAtom != atom.Body {
		n = n.Parent
		skip[n] = true
	}
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if s.Type != html.ElementNode {
			if s.Type == html.TextNode && strings.TrimSpace(s.Data) != "" {
				break
			}
			continue
		}
		if l := measure(s, skip)[s]; l.links*2 < l.text {
			break
		}
		skip[s] = true
		dropped = append(dropped, s)
	}
	return dropped
}

func onlyChild(n *html.Node, skip map[*html.Node]bool) bool {
	for s := n.Parent.FirstChild; s != nil; s = s.NextSibling {
		if s != n && !skip[s] && (s.Type == html.ElementNode || strings.TrimSpace(s.Data) != "") {
			return false
		}
	}
	return true
}
