package crawler

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxElements is where readability is not asked any more: its time grows faster than the page.
const maxElements = 50_000

// reJunkToken matches one word of a class or id that names a part beside the article.
var reJunkToken = regexp.MustCompile(`^(?:(?:sns|social|related|relation|kanren|recommend|ranking|popular|breadcrumb|` +
	`topicpath|pankuzu|sidebar|advert|adsense|sponsor|newsletter|mailmag|comment|pager|pagination|pagenav|prevnext|footer|gnav|` +
	`globalnav|localnav|lnav|cookie|pagetop|tagcloud|hatena|addtoany|jp-relatedposts)\w*|shar(?:e|es|ed|ing|ebuttons?|elinks?|ebar|ebox|earea|elist)|toc|side|aside|banner|bnr|ad|ads|nav|navi|` +
	`navigation|menu|tags|search|foot|reco|rank)$`)

// reJunkHeading matches a heading over links to other articles. Such lists hold rival headlines.
var reJunkHeading = regexp.MustCompile(`^[■●▼▶◆★☆【〈《＜\[\s]*(?:` +
	`(?:この記事の?)?関連(?:する)?(?:記事|ニュース|リンク|情報|ページ|トピックス?|キーワード|サイト|コンテンツ|タグ)|` +
	`[あ合]わせて読みたい.*|こちらも(?:おすすめ|どうぞ).*|(?:おすすめ|オススメ|人気|最新|新着|注目|話題|特集|ほか|他)の?(?:記事|ニュース|情報|コンテンツ|トピックス)(?:一覧)?|` +
	`(?:アクセス|記事|人気)?ランキング.*|(?:この記事を|SNSで)?(?:シェア|共有)(?:する|しよう)?|タグ|カテゴリー?|最近の投稿|アーカイブ|` +
	`(?:スポンサーリンク|スポンサードリンク|広告|PR)|related (?:posts?|articles?|news)|share(?: this)?)[】〉》＞\]\s：:]*$`)

// reShare matches the text of a link that is a button.
var reShare = regexp.MustCompile(`(?i)^(?:ツイート|ポスト|シェア|tweet|share|はてブ|はてなブックマーク|LINEで送る)(?:する)?$`)

// content finds the nodes of the main text, the nodes to leave out, and among these the lists of
// related links, which may name the organisation's own notice.
func content(doc *html.Node, src *Source, at *url.URL) (nodes []*html.Node, skip map[*html.Node]bool, related []*html.Node) {
	skip, related = junk(doc)
	if src != nil && src.Select.Body != "" {
		if nodes = selectNodes(doc, src.Select.Body); len(nodes) > 0 {
			return nodes, skip, related
		}
	}
	body := first(doc, atom.Body)
	if body == nil {
		return []*html.Node{doc}, skip, related
	}
	main := readable(doc, body, skip, at)
	dropLinkLists(main, skip, at)
	return []*html.Node{main}, skip, related
}

// readable lets readability point at the main text and returns the smallest element of the page
// that holds what it chose. Readability itself drops lists and tables that notices live by, so it
// only says where, and the page's own nodes are rendered.
func readable(doc, body *html.Node, skip map[*html.Node]bool, at *url.URL) *html.Node {
	marked := map[string]*html.Node{}
	clone := cloneMarked(doc, skip, marked)
	if len(marked) > maxElements {
		return likely(body, skip)
	}
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	article, err := parser.ParseAndMutate(clone, at)
	if err != nil || article.Node == nil {
		return likely(body, skip)
	}
	var common *html.Node
	weight := map[*html.Node]int{} // characters chosen in and below each node of the page
	for n := range article.Node.Descendants() {
		original := marked[attr(n, mark)]
		own := ownText(n)
		if original == nil || own == 0 {
			continue
		}
		common = commonAncestor(common, original)
		for p := original; p != nil; p = p.Parent {
			weight[p] += own
		}
	}
	if common == nil || weight[common] < 20 {
		return likely(body, skip)
	}
	chosen := weight[common]
	common = column(common, weight)
	for inlineParent(common) {
		common = common.Parent
	}
	// Where the choice is scattered over the page, an element the author named is a better guess.
	if common == body {
		if l := likely(body, skip); l != body && textLen(l, skip)*10 >= chosen*8 {
			return l
		}
	}
	return common
}

// column goes down from n to the child with the text while all that is left beside it are boxes
// with many links: the columns of a page laid out by a table or by nameless divs.
func column(n *html.Node, weight map[*html.Node]int) *html.Node {
	best := n
	for {
		var heavy *html.Node
		beside := false
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case weight[c]*4 >= weight[n]*3:
				heavy = c
			case weight[c] > 0 && linkLen(c, nil)*5 < textLen(c, nil)*2:
				return best
			case weight[c] > 0:
				beside = true
			}
		}
		if heavy == nil {
			return best
		}
		if n = heavy; beside {
			best = heavy
		}
	}
}

// mark is the attribute that carries a node's identity through readability, which copies nodes.
const mark = "data-kawaraban"

// cloneMarked copies a tree without the skipped nodes, numbering its elements.
func cloneMarked(n *html.Node, skip map[*html.Node]bool, marked map[string]*html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	c.Attr = append(c.Attr, n.Attr...)
	if n.Type == html.ElementNode {
		id := strconv.Itoa(len(marked))
		marked[id] = n
		c.Attr = append(c.Attr, html.Attribute{Key: mark, Val: id})
	}
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if !skip[child] {
			c.AppendChild(cloneMarked(child, skip, marked))
		}
	}
	return c
}

// likely picks the element by what the author calls it: the only article, main, or articleBody.
func likely(body *html.Node, skip map[*html.Node]bool) *html.Node {
	var best *html.Node
	for n := range body.Descendants() {
		if n.Type != html.ElementNode || skip[n] {
			continue
		}
		named := n.DataAtom == atom.Article || n.DataAtom == atom.Main || attr(n, "role") == "main" ||
			attr(n, "itemprop") == "articleBody" || attr(n, "id") == "main" || attr(n, "id") == "content" || attr(n, "id") == "contents"
		if named && (best == nil || textLen(n, skip) > textLen(best, skip)) {
			best = n
		}
	}
	if best == nil || textLen(best, skip)*3 < textLen(body, skip) {
		return body
	}
	return best
}

// junk marks what stands beside an article: navigation, shares, related headlines, adverts.
func junk(doc *html.Node) (skip map[*html.Node]bool, related []*html.Node) {
	skip = map[*html.Node]bool{}
	body := first(doc, atom.Body)
	if body == nil {
		return skip, nil
	}
	whole := textLen(body, nil)
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && isJunk(c) && !has(c, atom.H1, atom.Main) &&
				(textLen(c, nil)*10 <= whole*4 || invisible(c)) {
				skip[c] = true
				continue
			}
			walk(c)
			if c.Type == html.ElementNode && isJunkHeading(c) {
				related = append(related, dropSection(c, skip)...)
			}
		}
	}
	walk(body)
	return skip, related
}

func isJunk(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Rt, atom.Rp:
		return true
	case atom.A:
		return reShare.MatchString(strings.TrimSpace(textOf(n, 20)))
	case atom.Header:
		return !inside(n, atom.Article, atom.Main)
	case atom.Body, atom.Main, atom.Article, atom.Table, atom.Tbody, atom.Tr, atom.Td, atom.Th:
		return invisible(n)
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "search", "dialog":
		return true
	}
	for _, word := range strings.FieldsFunc(strings.ToLower(attr(n, "class")+" "+attr(n, "id")), func(r rune) bool {
		return r == ' ' || r == '-' || r == '_' || r == '\n' || r == '\t'
	}) {
		if reJunkToken.MatchString(word) {
			return true
		}
	}
	return invisible(n)
}

var reHidden = regexp.MustCompile(`(?i)display\s*:\s*none|visibility\s*:\s*hidden`)

func invisible(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "hidden" || a.Key == "style" && reHidden.MatchString(a.Val) {
			return true
		}
	}
	return n.DataAtom == atom.Script || n.DataAtom == atom.Style
}

func isJunkHeading(n *html.Node) bool {
	switch n.DataAtom {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Div, atom.Span, atom.Strong, atom.B, atom.Dt, atom.Summary:
		t := strings.TrimSpace(textOf(n, 40))
		return t != "" && utf8.RuneCountInString(t) < 30 && reJunkHeading.MatchString(strings.ToLower(t))
	}
	return false
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
		links, text := linkLen(s, skip), textLen(s, skip)
		if text > 0 && links*2 < text {
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

// dropLinkLists leaves out lists that are nothing but links into the same site. A list of links to
// other sites is kept: it names the sources.
func dropLinkLists(main *html.Node, skip map[*html.Node]bool, at *url.URL) {
	whole := textLen(main, skip)
	for n := range main.Descendants() {
		if n.DataAtom != atom.Ul && n.DataAtom != atom.Ol || skip[n] {
			continue
		}
		text := textLen(n, skip)
		if text == 0 || text*2 > whole || linkLen(n, skip)*10 < text*9 {
			continue
		}
		own, other := 0, 0
		for a := range n.Descendants() {
			if a.DataAtom != atom.A || attr(a, "href") == "" {
				continue
			}
			if u, err := at.Parse(attr(a, "href")); err == nil && u.Host == at.Host {
				own++
			} else {
				other++
			}
		}
		if own >= 3 && own > other {
			skip[n] = true
		}
	}
}

func first(n *html.Node, a atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == a && d.Type == html.ElementNode {
			return d
		}
	}
	return nil
}

// textLen counts the characters below n that are not white space, links and all.
func textLen(n *html.Node, skip map[*html.Node]bool) int {
	if skip[n] || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
		return 0
	}
	if n.Type == html.TextNode {
		return visible(n.Data)
	}
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		total += textLen(c, skip)
	}
	return total
}

// linkLen counts the characters of textLen that stand in links.
func linkLen(n *html.Node, skip map[*html.Node]bool) int {
	if skip[n] {
		return 0
	}
	if n.DataAtom == atom.A {
		return textLen(n, skip)
	}
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		total += linkLen(c, skip)
	}
	return total
}

// visible counts characters that are not white space.
func visible(s string) int {
	n := 0
	for _, r := range s {
		if r > ' ' && r != '\u00a0' && r != '\u3000' {
			n++
		}
	}
	return n
}

// textOf returns up to about limit characters of n's text.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			if b.WriteString(d.Data); b.Len() > limit*4 {
				break
			}
		}
	}
	return b.String()
}

// ownText counts the characters of n's own text nodes.
func ownText(n *html.Node) int {
	total := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			total += visible(c.Data)
		}
	}
	return total
}

func commonAncestor(a, b *html.Node) *html.Node {
	if a == nil {
		return b
	}
	above := map[*html.Node]bool{}
	for n := a; n != nil; n = n.Parent {
		above[n] = true
	}
	for n := b; n != nil; n = n.Parent {
		if above[n] {
			return n
		}
	}
	return a
}

// inlineParent reports whether n is a part of a list, table or line, which alone is no article.
func inlineParent(n *html.Node) bool {
	if n.Parent == nil || n.Parent.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Td: // a cell with paragraphs is a column of a page laid out by a table
		return !has(n, atom.P, atom.Div, atom.H1, atom.H2, atom.H3, atom.Table)
	case atom.Th, atom.Tr, atom.Tbody, atom.Thead, atom.Table, atom.Li, atom.Ul, atom.Ol, atom.Dd, atom.Dt, atom.Dl,
		atom.P, atom.Span, atom.A, atom.B, atom.Strong, atom.Em, atom.Font:
		return true
	}
	return false
}
