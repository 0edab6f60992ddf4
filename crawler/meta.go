package crawler

import (
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/text/unicode/norm"
)

// meta is what a page says about itself outside its text.
type meta struct {
	values              map[string]string // <meta> name, property or itemprop → content, first one wins
	title               string            // <title>
	canonical           string
	headline            string // of JSON-LD
	published, modified string // of JSON-LD, as written
	publisher           string // of JSON-LD
}

func readMeta(doc *html.Node) meta {
	m := meta{values: map[string]string{}}
	for n := range doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.DataAtom {
		case atom.Meta:
			for _, key := range []string{"property", "name", "itemprop"} {
				if k := strings.ToLower(attr(n, key)); k != "" && m.values[k] == "" {
					m.values[k] = strings.TrimSpace(attr(n, "content"))
				}
			}
		case atom.Title:
			if m.title == "" && !inside(n, atom.Svg) {
				m.title = strings.Join(strings.Fields(textOf(n, 500)), " ")
			}
		case atom.Link:
			if m.canonical == "" && slices.Contains(strings.Fields(strings.ToLower(attr(n, "rel"))), "canonical") {
				m.canonical = strings.TrimSpace(attr(n, "href"))
			}
		case atom.Script:
			if strings.HasPrefix(strings.ToLower(strings.TrimSpace(attr(n, "type"))), "application/ld+json") && n.FirstChild != nil {
				var v any
				if json.Unmarshal([]byte(n.FirstChild.Data), &v) == nil {
					m.linkedData(v, 0)
				}
			}
		}
	}
	return m
}

// linkedData takes headline and dates from the first object that has a datePublished, articles
// before anything else.
func (m *meta) linkedData(v any, depth int) {
	if depth > 10 {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			m.linkedData(e, depth+1)
		}
	case map[string]any:
		kind := text(v["@type"])
		if strings.Contains(kind, "Article") || strings.Contains(kind, "Posting") || strings.Contains(kind, "Report") || m.published == "" && kind != "WebSite" {
			if d := text(v["datePublished"]); d != "" {
				m.published = d
				if u := text(v["dateModified"]); u != "" {
					m.modified = u
				}
				if h := text(v["headline"]); h != "" {
					m.headline = h
				}
			}
			if p, ok := v["publisher"].(map[string]any); ok && m.publisher == "" {
				m.publisher = text(p["name"])
			}
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			switch v[key].(type) {
			case map[string]any, []any:
				if key != "comment" && key != "hasPart" && key != "itemListElement" {
					m.linkedData(v[key], depth+1)
				}
			}
		}
	}
}

// text reads a JSON value that is a string or a list beginning with one.
func text(v any) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(html.UnescapeString(v))
	case []any:
		if len(v) > 0 {
			return text(v[0])
		}
	}
	return ""
}

func (m *meta) first(names ...string) string {
	for _, n := range names {
		if v := m.values[n]; v != "" {
			return v
		}
	}
	return ""
}

func (m *meta) site() string {
	if s := m.first("og:site_name", "application-name"); s != "" {
		return s
	}
	return m.publisher
}

// reTitleTail parts a headline from the site's name after it.
var reTitleTail = lazily(`\s*[|｜»«]\s*|\s+[-–—:：/／]\s+|\s*[：]\s*`)

// headlineOf finds the article's title: what the page declares, in the words of the heading that
// shows it, so that a site's name behind it falls away.
func (m *meta) headlineOf(doc *html.Node, skip map[*html.Node]bool) string {
	declared := m.headline
	if declared == "" {
		declared = m.first("og:title", "twitter:title")
	}
	if declared == "" {
		declared = m.title
	}
	declared = cut(declared, 300)
	const most = 200 // headings; an article's own is among the first
	site, wanted := m.site(), loose(declared)
	var best, only string
	h1s, seen := 0, 0
	for n := range doc.Descendants() {
		if n.DataAtom != atom.H1 && n.DataAtom != atom.H2 && n.DataAtom != atom.H3 || skip[n] {
			continue
		}
		if seen++; seen > most {
			break
		}
		t := oneLine(n, skip)
		if n.DataAtom == atom.H1 && t != "" {
			h1s++
			only = t
		}
		if len([]rune(t)) >= 4 && len(t) > len(best) && t != site && strings.Contains(wanted, loose(t)) {
			best = t
		}
	}
	switch {
	case best != "":
		return best
	case declared == "" || h1s == 1 && strings.Contains(loose(only), wanted):
		return only
	}
	if site != "" {
		declared = strings.TrimRight(strings.TrimSuffix(declared, site), " |｜-–—:：/／»")
	}
	if h1s == 1 && only != site && len([]rune(declared)) < 10 && len(only) > len(declared) {
		return only // "お知らせ" is what a template says; the heading is what the page is about
	}
	if cut := reTitleTail().FindAllStringIndex(declared, -1); len(cut) > 0 && m.headline == "" {
		if at := cut[len(cut)-1][0]; len([]rune(declared[:at])) >= 10 {
			return declared[:at]
		}
	}
	return declared
}

// loose is text for comparing titles: NFKC and without spaces.
func loose(s string) string { return squeeze(norm.NFKC.String(s)) }

var (
	reCopyright = lazily(`(?i)©|\(c\)\s*(?:19|20)\d\d|copyright|all rights reserved|無断転載`)
	rePublished = lazily(`(?:公開|掲載|発表|投稿|配信|発行|公表|登録|作成|リリース|記事掲載|お知らせ|報道発表)(?:年月)?(?:日時|日付|日|時刻)?\s?[:：は\t]?\s?(?:\([^)]{1,8}\)\s?)?` + dateForm)
	reUpdated   = lazily(`(?:最終)?(?:更新|改訂|改定|訂正|追記)(?:年月)?(?:日時|日付|日|時刻)?\s?[:：\t]?\s?` + dateForm)
	rePubAfter  = lazily(dateForm + `[^。\n]{0,16}?(?:公開|掲載|配信|投稿)(?:\s|$|\))`)
	reUpdAfter  = lazily(dateForm + `[^。\n]{0,16}?(?:更新|改訂)(?:\s|$|\))`)
	reAlone     = lazily(`^[(\[【]?(?:[^。、()]{0,24}[-/|])?\s?` + dateForm + `[^。、]{0,14}$`)
)

// days finds when the page appeared and when it was last changed, each YYYY-MM-DD or "". The order
// is what was found to be trustworthy: the operator's selector, JSON-LD, meta, time elements,
// labelled dates in lines, a date alone on its line, the URL. Lines about copyright are
// never read, nor are days after notAfter, when it is set.
func (m *meta) days(doc *html.Node, skip map[*html.Node]bool, src *Source, lines []string, at *url.URL, notAfter time.Time) (published, updated string) {
	ok := notLater(notAfter)
	take := func(slot *string, d string) {
		if *slot == "" {
			*slot = ok(d)
		}
	}
	if src != nil && src.Select.Date != "" {
		for _, n := range selectNodes(doc, src.Select.Date) {
			d := parseDay(attr(n, "datetime"))
			if d == "" {
				d = parseDay(attr(n, "content"))
			}
			if d == "" {
				d = findDay(oneLine(n, nil))
			}
			take(&published, d)
		}
	}
	take(&published, parseDay(m.published))
	take(&updated, parseDay(m.modified))
	take(&published, parseDay(m.first("article:published_time", "datepublished", "og:published_time", "pubdate", "publishdate",
		"cxenseparse:recs:publishtime", "parsely-pub-date", "date", "dc.date", "dc.date.issued", "dcterms.date", "dcterms.created", "citation_publication_date")))
	take(&updated, parseDay(m.first("article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified")))
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Time || inSkip(n, skip) {
			continue
		}
		d := parseDay(attr(n, "datetime"))
		if d == "" {
			d = findDay(oneLine(n, nil))
		}
		what := strings.ToLower(attr(n, "class") + " " + attr(n, "itemprop"))
		if strings.Contains(what, "modif") || strings.Contains(what, "update") && !strings.Contains(what, "publish") {
			take(&updated, d)
		} else {
			take(&published, d)
		}
	}
	fromLines, changed, alone := lineDays(lines, ok)
	take(&published, fromLines)
	take(&updated, changed)
	take(&published, alone)
	if at != nil {
		take(&published, urlDay(at.Path))
	}
	if published == "" {
		published = updated // many municipal pages say 更新日 and nothing else
	}
	if updated <= published {
		updated = ""
	}
	return published, updated
}

// notLater passes over days after t, if t is set; two days of grace let clocks and zones differ.
func notLater(t time.Time) func(string) string {
	return func(d string) string {
		if d != "" && !t.IsZero() && d > t.In(jst).AddDate(0, 0, 2).Format(day) {
			return ""
		}
		return d
	}
}

// lineDays finds the days that lines label as the one of publication or of a change, and the first
// that stands alone on its line; each YYYY-MM-DD and let through by ok, or "".
func lineDays(lines []string, ok func(string) string) (published, updated, alone string) {
	take := func(slot *string, re *regexp.Regexp, line string) {
		if *slot == "" {
			*slot = ok(match(re, line))
		}
	}
	for _, line := range lines {
		line = strings.TrimSpace(norm.NFKC.String(line))
		if len(line) > 300 || reCopyright().MatchString(line) {
			continue
		}
		take(&updated, reUpdated(), line)
		take(&updated, reUpdAfter(), line)
		take(&published, rePublished(), line)
		take(&published, rePubAfter(), line)
		take(&alone, reAlone(), line)
	}
	return published, updated, alone
}

// match returns the date that re, which ends in or begins with dateForm's groups, finds in line.
func match(re *regexp.Regexp, line string) string {
	if m := re.FindStringSubmatch(line); m != nil {
		return dayOf(m[1:])
	}
	return ""
}

func inSkip(n *html.Node, skip map[*html.Node]bool) bool {
	for p := n; p != nil; p = p.Parent {
		if skip[p] {
			return true
		}
	}
	return false
}

// selectNodes returns what a CSS selector matches, without matches inside matches.
func selectNodes(doc *html.Node, selector string) []*html.Node {
	sel, err := cascadia.ParseGroup(selector)
	if err != nil {
		return nil
	}
	var out []*html.Node
	taken := map[*html.Node]bool{}
	for _, n := range cascadia.QueryAll(doc, sel) {
		if !inSkip(n, taken) {
			taken[n] = true
			out = append(out, n)
		}
	}
	return out
}
