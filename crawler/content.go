package crawler

import (
	"net/url"
	"strconv"
	"strings"

	"codeberg.org/readeck/go-readability"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Beyond these readability is not asked: its time grows with nodes times depth. Pages of news have
// some 5,000 nodes and 30 levels.
const (
	maxNodes = 100_000
	maxDepth = 120
)

// content finds the nodes of the main text, the nodes to leave out, and among these the lists of
// related links, which may name the organisation's own notice.
func content(doc *html.Node, src *Source, at *url.URL) (nodes []*html.Node, skip map[*html.Node]bool, related []*html.Node) {
	skip, related = junk(doc, at)
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
	return []*html.Node{main}, skip, related
}

// readable lets readability point at the main text and returns the smallest element of the page
// that holds what it chose. Readability itself drops lists and tables that notices live by, so it
// only says where, and the page's own nodes are rendered.
func readable(doc, body *html.Node, skip map[*html.Node]bool, at *url.URL) *html.Node {
	size := measure(body, skip)
	if len(size) > maxNodes || deepest(body) > maxDepth {
		return likely(body, size)
	}
	marked := map[string]*html.Node{}
	clone := cloneMarked(doc, skip, marked)
	parser := readability.NewParser()
	parser.DisableJSONLD = true
	article, err := parser.ParseAndMutate(clone, at)
	if err != nil || article.Node == nil {
		return likely(body, size)
	}
	var common *html.Node
	weight := map[*html.Node]int{} // characters chosen in and below each node of the page
	var walk func(n, original *html.Node)
	walk = func(n, original *html.Node) {
		if o := marked[attr(n, mark)]; o != nil {
			original = o
		}
		if n.Type == html.TextNode && original != nil && visible(n.Data) > 0 {
			common = commonAncestor(common, original)
			for p := original; p != nil; p = p.Parent {
				weight[p] += visible(n.Data)
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, original)
		}
	}
	walk(article.Node, nil)
	if common == nil || weight[common] < 20 {
		return likely(body, size)
	}
	chosen := weight[common]
	common = column(common, weight, size)
	for inlineParent(common) || sameStory(common, size) {
		common = common.Parent
	}
	// Where the choice is scattered over the page, an element the author named is a better guess.
	if common == body {
		if l := likely(body, size); l != body && size[l].text*10 >= chosen*8 {
			return l
		}
	}
	return common
}

// column goes down from n to the child with most of the chosen text while what is left beside it
// are boxes with many links, or while n is mostly text that was not chosen: the columns of a page
// laid out by a table or by nameless divs.
func column(n *html.Node, weight map[*html.Node]int, size map[*html.Node]length) *html.Node {
	best := n
	for {
		var heavy *html.Node
		beside := false
		diluted := size[n].text > 2*weight[n]
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case weight[c]*4 >= weight[n]*3:
				heavy = c
			case weight[c] > 0 && !diluted && !manyLinks(c, 2):
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

// sameStory reports whether what stands before n, and nothing after it, is a little running text
// with a sentence in it: a lead in a box of its own, which readability leaves behind. Dates and
// bylines alone are no reason.
func sameStory(n *html.Node, size map[*html.Node]length) bool {
	if n.Parent == nil || n.DataAtom == atom.Body || n.DataAtom == atom.Td {
		return false
	}
	extra, sentence := 0, false
	for s := n.PrevSibling; s != nil; s = s.PrevSibling {
		if manyLinks(s, 1) {
			return false
		}
		text := size[s].text
		extra += text
		sentence = sentence || text > 0 && strings.Contains(textOf(s, 500), "。")
	}
	for s := n.NextSibling; s != nil; s = s.NextSibling {
		if size[s].text > 0 {
			return false
		}
	}
	return sentence && extra*5 <= size[n].text*2
}

// manyLinks reports whether at least fifths/5 of n's text stands in links, those of parts that are
// left out too: what is left of a column of headlines may be a sentence.
func manyLinks(n *html.Node, fifths int) bool {
	l := measure(n, nil)[n]
	return l.text > 0 && l.links*5 >= l.text*fifths
}

// deepest returns the number of levels below n.
func deepest(n *html.Node) (levels int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		levels = max(levels, deepest(c)+1)
	}
	return levels
}

// mark is the attribute that carries a node's identity through readability, which copies nodes.
const mark = "data-kawaraban"

// cloneMarked copies a tree without the skipped nodes, numbering its elements.
func cloneMarked(n *html.Node, skip map[*html.Node]bool, marked map[string]*html.Node) *html.Node {
	c := &html.Node{Type: n.Type, DataAtom: n.DataAtom, Data: n.Data, Namespace: n.Namespace}
	if n.Type == html.ElementNode { // first, so that a page with such an attribute of its own is not believed
		id := strconv.Itoa(len(marked))
		marked[id] = n
		c.Attr = append(c.Attr, html.Attribute{Key: mark, Val: id})
	}
	c.Attr = append(c.Attr, n.Attr...)
	for child := n.FirstChild; child != nil; child = child.NextSibling {
		if !skip[child] {
			c.AppendChild(cloneMarked(child, skip, marked))
		}
	}
	return c
}

// likely picks the element by what the author calls it: the only article, main, or articleBody.
func likely(body *html.Node, size map[*html.Node]length) *html.Node {
	best := body
	for n := range body.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		named := n.DataAtom == atom.Article || n.DataAtom == atom.Main || attr(n, "role") == "main" ||
			attr(n, "itemprop") == "articleBody" || attr(n, "id") == "main" || attr(n, "id") == "content" || attr(n, "id") == "contents"
		if named && (best == body || size[n].text > size[best].text) {
			best = n
		}
	}
	if size[best].text*3 < size[body].text {
		return body
	}
	return best
}

func first(n *html.Node, a atom.Atom) *html.Node {
	for d := range n.Descendants() {
		if d.DataAtom == a && d.Type == html.ElementNode {
			return d
		}
	}
	return nil
}

// length counts the characters below a node that are not white space, and those of them in links.
type length struct{ text, links int }

// words counts what is no link.
func (l length) words() int { return l.text - l.links }

// measure takes the length of root and every node below, without those in skip. Pages nest deeply,
// so nothing may count the same text once per level.
func measure(root *html.Node, skip map[*html.Node]bool) map[*html.Node]length {
	all := map[*html.Node]length{}
	var walk func(*html.Node) length
	walk = func(n *html.Node) (l length) {
		if skip[n] || n.DataAtom == atom.Script || n.DataAtom == atom.Style {
			return l
		}
		if n.Type == html.TextNode {
			l.text = visible(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			below := walk(c)
			l.text += below.text
			l.links += below.links
		}
		if n.DataAtom == atom.A {
			l.links = l.text
		}
		all[n] = l
		return l
	}
	walk(root)
	return all
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

// textOf returns n's text up to the node that brings it over limit characters that are not white space.
func textOf(n *html.Node, limit int) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
			if limit -= visible(d.Data); limit < 0 {
				break
			}
		}
	}
	return b.String()
}

// commonAncestor returns the lowest node that holds both; a may be nil.
func commonAncestor(a, b *html.Node) *html.Node {
	if a == nil {
		return b
	}
	da, db := depth(a), depth(b)
	for a != b {
		if da >= db {
			a, da = a.Parent, da-1
		} else {
			b, db = b.Parent, db-1
		}
	}
	return a
}

func depth(n *html.Node) (d int) {
	for p := n.Parent; p != nil; p = p.Parent {
		d++
	}
	return d
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
		atom.P, atom.Span, atom.A, atom.B, atom.Strong, atom.Em, atom.Font, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return true
	}
	return false
}
