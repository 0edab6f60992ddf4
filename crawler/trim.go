package crawler

import (
	"maps"
	"net/url"
	"regexp"
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
	return called(n, reCaption)
}

// The last words of a class, as in "article__image-caption" and "wp-caption-text".
var (
	reCaption = regexp.MustCompile(`(?:^|[-_a-z])(?:caption|credits?|captiontext|caption[-_]text)$`)
	reByline  = regexp.MustCompile(`(?:^|[-_])byline`)
)

func isByline(n *html.Node) bool { return called(n, reByline) || attr(n, "rel") == "author" }

func called(n *html.Node, re *regexp.Regexp) bool {
	for _, name := range strings.Fields(strings.ToLower(attr(n, "class"))) {
		if re.MatchString(name) {
			return true
		}
	}
	return false
}

// isWayOut reports whether n is a paragraph or list that is nothing but links into the same site,
// with at most a word before them that says so. One that leads to other sites names the sources,
// and one to a file belongs to the text.
func isWayOut(n *html.Node, size length, at *url.URL) bool {
	least := 1
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Section:
		if size.links*10 < size.text*7 || strings.Contains(textOf(n, 500), "。") || inside(n, atom.Li, atom.Td, atom.Dd, atom.Th) {
			return false
		}
	case atom.Ul, atom.Ol:
		if size.links*10 < size.text*9 {
			return false
		}
		least = 3
	default:
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
