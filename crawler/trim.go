package crawler

import (
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// trim adds to what is left out what stands inside the main text without being text: captions of
// pictures, bylines, and links to other articles of the site. It comes after the main text was
// found and the page dated, since both live by some of these.
func trim(nodes []*html.Node, skip map[*html.Node]bool, at *url.URL) map[*html.Node]bool {
	out := maps.Clone(skip)
	for _, main := range nodes {
		size := measure(main, skip)
		whole := size[main]
		var walk func(*html.Node)
		walk = func(n *html.Node) {
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				switch {
				case c.Type != html.ElementNode || out[c]:
				case size[c].text == 0 || size[c].words()*5 > whole.text:
					walk(c)
				case isCaption(c) || isByline(c) || isWayOut(c, size[c], at):
					out[c] = true
				default:
					walk(c)
				}
			}
		}
		walk(main)
	}
	return out
}

// isCaption reports whether n tells what a picture shows or whose it is. The caption of a table is none.
func isCaption(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Figcaption:
		return !has(n.Parent, atom.Table)
	case atom.Caption, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return false
	}
	return called(n, reCaption())
}

// The last words of a class, as in "article__image-caption" and "wp-caption-text".
var (
	reCaption = lazily(`(?:caption|caption-?text|-credits?|^credits?)$`)
	reByline  = lazily(`(?:^|-)byline`)
)

func isByline(n *html.Node) bool { return called(n, reByline()) || attr(n, "rel") == "author" }

func called(n *html.Node, re *regexp.Regexp) bool {
	return slices.ContainsFunc(names(attr(n, "class")), re.MatchString)
}

// reRelated matches the label before a link to another article.
var reRelated = lazily(`^[■●▼▶◆★☆【〈《＜\[\s]*(?:関連(?:記事|ニュース)|[あ合]わせて読みたい|前回の記事|次回の記事)[】〉》＞\]\s]*[:：]?`)

// isWayOut reports whether n is a paragraph or list that is nothing but links into the same site,
// with at most a word before them that says so. One that leads to other sites names the sources,
// and one to a file belongs to the text.
func isWayOut(n *html.Node, size length, at *url.URL) bool {
	least, share := 1, 7
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section:
		if inside(n, atom.Li, atom.Td, atom.Dd, atom.Th) {
			return false
		}
	case atom.Ul, atom.Ol:
		least, share = 3, 9
	case atom.Table, atom.Tr, atom.Td: // of a page that a table lays out
		least = 3
	default:
		return false
	}
	text := strings.TrimSpace(textOf(n, 500))
	if label := reRelated().FindString(text); label != "" && size.links > 0 && size.words() <= visible(label) {
		return true
	}
	if size.links*10 < size.text*share || strings.Contains(text, "。") {
		return false
	}
	own, other := 0, 0
	for a := range n.Descendants() {
		href := attr(a, "href")
		if a.DataAtom != atom.A || href == "" {
			continue
		}
		if u, err := at.Parse(href); err == nil && u.Host == at.Host {
			if strings.HasSuffix(strings.ToLower(u.Path), ".pdf") {
				return false
			}
			own++
		} else {
			other++
		}
	}
	return own >= least && own > other
}
