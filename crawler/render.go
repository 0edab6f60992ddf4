package crawler

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A renderer writes elements as the lines a person would paste; Article.Text says in what form.
type renderer struct {
	skip   map[*html.Node]bool
	lines  []string // finished; "" parts paragraphs
	line   strings.Builder
	last   rune   // of line, for deciding on spaces
	space  bool   // white space is pending
	broken bool   // the pending white space held a line end of the source
	hard   bool   // it held a <br> or a block's edge, inside a cell
	prefix string // to open the next line with: a bullet, a number, "term："
	pre    int    // depth of <pre>
	flat   int    // depth of table cells: no line ends inside
}

// render returns the text of nodes without those in skip.
func render(nodes []*html.Node, skip map[*html.Node]bool) string {
	r := &renderer{skip: skip}
	for _, n := range nodes {
		r.node(n)
		r.paragraph()
	}
	return strings.TrimSpace(strings.Join(r.lines, "\n"))
}

func (r *renderer) node(n *html.Node) {
	if r.skip[n] {
		return
	}
	if n.Type == html.TextNode {
		r.text(n.Data)
		return
	}
	if n.Type != html.ElementNode {
		r.children(n)
		return
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Svg, atom.Object, atom.Video,
		atom.Audio, atom.Canvas, atom.Button, atom.Select, atom.Input, atom.Textarea, atom.Rt, atom.Rp, atom.Head:
	case atom.Br:
		if r.last == 0 { // the second in a row parts paragraphs
			r.paragraph()
		} else {
			r.newline()
		}
	case atom.Hr:
		r.paragraph()
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.P, atom.Blockquote, atom.Figure, atom.Section, atom.Article:
		r.paragraph()
		r.children(n)
		r.paragraph()
	case atom.Pre:
		r.paragraph()
		r.pre++
		r.children(n)
		r.pre--
		r.paragraph()
	case atom.Ul, atom.Menu:
		r.list(n, func(int) string { return "・" })
	case atom.Ol:
		r.list(n, func(i int) string { return strconv.Itoa(i) + ". " })
	case atom.Dl:
		r.definitions(n)
	case atom.Table:
		r.table(n)
	case atom.Li, atom.Dt, atom.Dd, atom.Div, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Nav, atom.Address,
		atom.Figcaption, atom.Details, atom.Summary, atom.Form, atom.Fieldset, atom.Legend, atom.Label, atom.Center, atom.Caption, atom.Tr, atom.Body:
		r.newline()
		r.children(n)
		r.newline()
	case atom.Td, atom.Th: // of a table that only lays out
		r.newline()
		r.children(n)
		r.newline()
	default:
		r.children(n)
	}
}

func (r *renderer) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		r.node(c)
	}
}

// text adds a text node. White space collapses; where it held a line end between two Japanese
// characters it goes altogether, since the author only wrapped the source.
func (r *renderer) text(s string) {
	for _, c := range s {
		switch {
		case r.pre > 0 && r.flat == 0 && c == '\n':
			r.newline()
			continue
		case c == '\u200b' || c == '\ufeff' || c == '\u00ad' || c == '\u2060' || unicode.Is(unicode.Cc, c) && !unicode.IsSpace(c):
			continue
		case c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\u00a0':
			r.space = true
			r.broken = r.broken || c == '\n' || c == '\r'
			continue
		}
		if r.last == 0 {
			r.line.WriteString(r.opening(c))
		} else if r.space && (r.hard || !(r.broken && wide(r.last) && wide(c))) {
			r.line.WriteByte(' ')
		}
		r.line.WriteRune(c)
		r.last, r.space, r.broken, r.hard = c, false, false, false
	}
}

// opening returns the pending prefix for a line that begins with c, once. A list item that brings
// its own bullet or number gets no second one.
func (r *renderer) opening(c rune) string {
	p := r.prefix
	r.prefix = ""
	if p == "・" && strings.ContainsRune("・●■◆○□◇▼※-–—•*①②③④⑤⑥⑦⑧⑨⑩", c) {
		return ""
	}
	return p
}

// wide reports whether c is Japanese, kana or ideograph or their punctuation, and full width.
func wide(c rune) bool {
	return c >= 0x2e80 && c <= 0x9fff || c >= 0xf900 && c <= 0xfaff || c >= 0xff00 && c <= 0xff60 || c >= 0x20000 && c <= 0x3ffff
}

func (r *renderer) newline() {
	if r.flat > 0 {
		r.space, r.hard = true, true
		return
	}
	if s := strings.TrimFunc(r.line.String(), unicode.IsSpace); s != "" {
		r.lines = append(r.lines, s)
	}
	r.line.Reset()
	r.last, r.space, r.broken = 0, false, false
}

func (r *renderer) paragraph() {
	r.newline()
	if n := len(r.lines); r.flat == 0 && n > 0 && r.lines[n-1] != "" && r.prefix == "" {
		r.lines = append(r.lines, "")
	}
}

func (r *renderer) list(n *html.Node, mark func(int) string) {
	if r.flat > 0 {
		mark = func(int) string { return "" }
	}
	if strings.HasSuffix(r.prefix, "：") { // a definition that is a list
		r.lines = append(r.lines, r.prefix)
		r.prefix = ""
	}
	nested := inside(n, atom.Li, atom.Dd, atom.Td)
	if nested {
		r.newline()
	} else {
		r.paragraph()
	}
	i := 1
	if v, err := strconv.Atoi(attr(n, "start")); err == nil {
		i = v
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.DataAtom == atom.Li && !r.skip[c] {
			if v, err := strconv.Atoi(attr(c, "value")); err == nil {
				i = v
			}
			r.newline()
			r.prefix = mark(i)
			r.tight(c)
			r.prefix = ""
			i++
		} else {
			r.node(c)
		}
	}
	if nested {
		r.newline()
	} else {
		r.paragraph()
	}
}

// tight renders an item's content and takes the blank lines out: <li><p>…</p></li> is one item.
func (r *renderer) tight(n *html.Node) {
	from := len(r.lines)
	r.children(n)
	r.newline()
	kept := r.lines[:from]
	for _, l := range r.lines[from:] {
		if l != "" {
			kept = append(kept, l)
		}
	}
	r.lines = kept
}

// definitions writes each dd as "term：text"; several terms share one "／", and a div may wrap a pair.
func (r *renderer) definitions(n *html.Node) {
	r.paragraph()
	var terms []string
	open := false // the terms still wait for their first dd
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case r.skip[c]:
			case c.DataAtom == atom.Dt:
				if !open {
					terms = nil
				}
				if t := oneLine(c, r.skip); t != "" {
					terms = append(terms, strings.TrimRight(t, "：: "))
				}
				open = true
			case c.DataAtom == atom.Dd:
				r.newline()
				if len(terms) > 0 {
					r.prefix = strings.Join(terms, "／") + "："
				}
				r.tight(c)
				if r.prefix != "" && open { // the definition was empty
					r.lines = append(r.lines, strings.Join(terms, "／"))
				}
				r.prefix, open = "", false
			case c.DataAtom == atom.Div:
				walk(c)
			default:
				r.node(c)
			}
		}
	}
	walk(n)
	if open && len(terms) > 0 {
		r.newline()
		r.lines = append(r.lines, strings.Join(terms, "／"))
	}
	r.paragraph()
}

// table writes one line per row, cells parted by TAB as a browser copies them. A table that only
// lays out the page is rendered as the blocks in its cells.
func (r *renderer) table(n *html.Node) {
	rows, layout := tableRows(n)
	if layout {
		r.paragraph()
		r.children(n)
		r.paragraph()
		return
	}
	if r.flat > 0 {
		r.children(n)
		return
	}
	r.paragraph()
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == atom.Caption {
			r.node(c)
		}
	}
	for _, row := range rows {
		var cells []string
		filled := false
		for _, cell := range row {
			s := oneLine(cell, r.skip)
			filled = filled || s != ""
			cells = append(cells, s)
		}
		if filled {
			r.lines = append(r.lines, strings.TrimRight(strings.Join(cells, "\t"), "\t"))
		}
	}
	r.paragraph()
}

// tableRows lists the cells by row and tells a layout table: one with tables, headings or long
// running text inside, or with a single column.
func tableRows(table *html.Node) (rows [][]*html.Node, layout bool) {
	columns, heads := 0, false
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.Type != html.ElementNode {
				continue
			}
			switch c.DataAtom {
			case atom.Tr:
				rows = append(rows, nil)
				walk(c)
				if len(rows) > 0 {
					columns = max(columns, len(rows[len(rows)-1]))
				}
			case atom.Td, atom.Th:
				if len(rows) > 0 {
					rows[len(rows)-1] = append(rows[len(rows)-1], c)
				}
				heads = heads || c.DataAtom == atom.Th
				if has(c, atom.Table, atom.H1, atom.H2, atom.H3) {
					layout = true
				}
			case atom.Thead, atom.Tbody, atom.Tfoot:
				walk(c)
			}
		}
	}
	walk(table)
	return rows, layout || columns < 2 && !heads
}

// oneLine renders n without line ends.
func oneLine(n *html.Node, skip map[*html.Node]bool) string {
	r := &renderer{skip: skip, flat: 1}
	r.children(n)
	return strings.TrimFunc(r.line.String(), unicode.IsSpace)
}

// attr returns an attribute's value, or "".
func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Namespace == "" && a.Key == key {
			return a.Val
		}
	}
	return ""
}

// inside reports whether an ancestor of n is one of the elements.
func inside(n *html.Node, atoms ...atom.Atom) bool {
	for p := n.Parent; p != nil; p = p.Parent {
		for _, a := range atoms {
			if p.DataAtom == a {
				return true
			}
		}
	}
	return false
}

// has reports whether a descendant of n is one of the elements.
func has(n *html.Node, atoms ...atom.Atom) bool {
	for d := range n.Descendants() {
		for _, a := range atoms {
			if d.Type == html.ElementNode && d.DataAtom == a {
				return true
			}
		}
	}
	return false
}

var reBlank = lazily(`\s+`)

// squeeze is text for comparing: without any white space.
func squeeze(s string) string { return reBlank().ReplaceAllString(s, "") }
