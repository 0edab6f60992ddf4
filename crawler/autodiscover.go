package crawler

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
)

// ErrNothingFound is wrapped by Discover's error for a site without anything to watch.
var ErrNothingFound = errors.New("no feed, sitemap or list of dated links")

// Discover looks at an address and makes a source of what it finds there, in this order: the
// address is a feed or sitemap itself; feeds that the page names; feeds at the usual places;
// sitemaps that robots.txt names; a list of dated links in the page. notes say what was looked at.
// Only Config, Dial and Now of opts are used, and no sources.
func Discover(ctx context.Context, opts Options, at string) (src Source, notes []string, err error) {
	u, err := webURL(at)
	if err != nil {
		return Source{}, nil, fmt.Errorf("crawler: discover: %w", err)
	}
	at = normalizeURL(u, at)
	opts.Config.Sources = []Source{{Name: u.Hostname(), Feed: at}}
	r, err := probe(opts)
	if err != nil {
		return Source{}, nil, err
	}
	defer r.transport.close()
	d := &discovery{run: r, fetcher: newFetcher(ctx, r.transport, u.Hostname(), time.Duration(r.sources[0].Delay))}
	src, err = d.look(ctx, at)
	return src, d.notes, err
}

type discovery struct {
	*run
	fetcher *fetcher
	notes   []string
}

func (d *discovery) note(format string, args ...any) {
	d.notes = append(d.notes, fmt.Sprintf(format, args...))
}

func (d *discovery) get(at string) (Page, error) {
	page, _, err := d.fetcher.get(at, "page", "", "")
	if err == nil {
		err = statusError(page)
	}
	return page, err
}

func (d *discovery) look(ctx context.Context, at string) (Source, error) {
	page, err := d.get(at)
	if err != nil {
		return Source{}, err
	}
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return Source{}, fmt.Errorf("crawler: discover %s: %w", at, err)
	}
	src := Source{Name: base.Hostname(), Home: homeOf(base)}
	if n, title := d.isFeed(page); n > 0 {
		d.note("%s is a feed, entries: %d", at, n)
		src.Feed, src.Name = page.FinalURL, cmp.Or(title, src.Name)
		return src, nil
	}
	if entries, children, err := readSitemap(page, time.Time{}, true); err == nil && len(entries)+len(children) > 0 {
		d.note("%s is a sitemap, addresses: %d, parts: %d", at, len(entries), len(children))
		src.Sitemap = page.FinalURL
		return src, nil
	}
	text, _, err := Decode(page.Body, page.Header.Get("Content-Type"))
	if err != nil {
		return Source{}, fmt.Errorf("crawler: discover %s: %w", at, err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		return Source{}, fmt.Errorf("crawler: discover %s: %w", at, err)
	}
	src.Home = page.FinalURL
	if m := readMeta(doc.Get(0)); m.site() != "" {
		src.Name = cut(m.site(), 60)
	} else if m.title != "" {
		src.Name = cut(m.title, 60)
	}
	if src.Feed = d.feedOf(ctx, doc, base); src.Feed != "" {
		return src, nil
	}
	if src.Sitemap = d.sitemapOf(ctx, base); src.Sitemap != "" {
		return src, nil
	}
	if src.List = d.listOf(doc, page); src.List != nil {
		return src, nil
	}
	return Source{}, fmt.Errorf("crawler: discover %s: %w", at, ErrNothingFound)
}

// isFeed counts the entries of a feed, 0 for what is none.
func (d *discovery) isFeed(page Page) (n int, title string) {
	head := bytes.TrimSpace(page.Body[:min(len(page.Body), 2048)])
	if IsHTML(page.Body) && !bytes.Contains(head, []byte("<rss")) {
		return 0, ""
	}
	err := safely(func() error {
		entries, _, err := readFeed(page)
		n = len(entries)
		return err
	})
	if err != nil {
		return 0, ""
	}
	return n, feedTitle(page)
}

// usualFeeds are where content systems put feeds that no page names.
var usualFeeds = []string{"/feed/", "/rss.xml", "/index.rdf", "/feed.xml", "/atom.xml"}

var reFeedHref = lazily(`(?i)(?:\.(?:rdf|rss)|/(?:rss|feed|atom)(?:/[^?]*)?|(?:rss|feed|atom|index)[\w-]*\.xml)$`)

// feedOf finds a feed that a page names, in a link for readers of feeds or for people, else one at
// a usual place.
func (d *discovery) feedOf(ctx context.Context, doc *goquery.Document, base *url.URL) string {
	var named []string
	add := func(href string) {
		if u := normalizeURL(base, href); u != "" && !slices.Contains(named, u) && !strings.Contains(u, "comments") && len(named) < 4 {
			named = append(named, u)
		}
	}
	doc.Find(`link[rel~="alternate"][href]`).Each(func(_ int, l *goquery.Selection) {
		switch strings.ToLower(strings.TrimSpace(l.AttrOr("type", ""))) {
		case "application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json", "application/xml", "text/xml":
			add(l.AttrOr("href", ""))
		}
	})
	d.note("feeds that the page names in its head: %d", len(named))
	doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		if u, err := base.Parse(a.AttrOr("href", "")); err == nil && reFeedHref().MatchString(u.Path) {
			add(u.String())
		}
	})
	guessed := len(named)
	for _, path := range usualFeeds {
		if u := normalizeURL(base, path); !slices.Contains(named, u) {
			named = append(named, u)
		}
	}
	for i, at := range named {
		if ctx.Err() != nil {
			return ""
		}
		page, err := d.get(at)
		if err != nil {
			if i < guessed {
				d.note("%s: %v", at, err)
			}
			continue
		}
		if n, _ := d.isFeed(page); n > 0 {
			d.note("%s is a feed, entries: %d", at, n)
			return at
		}
	}
	return ""
}

// sitemapOf finds a sitemap with dated entries that robots.txt names, news sitemaps first.
func (d *discovery) sitemapOf(ctx context.Context, base *url.URL) string {
	named := slices.Clone(d.transport.rules(ctx, base).sitemaps)
	slices.SortStableFunc(named, func(a, b string) int {
		return strings.Count(b, "news") - strings.Count(a, "news")
	})
	d.note("sitemaps that robots.txt names: %d", len(named))
	for _, s := range named[:min(len(named), 3)] {
		at := normalizeURL(base, s)
		if at == "" || ctx.Err() != nil {
			continue
		}
		page, err := d.get(at)
		if err != nil {
			d.note("%s: %v", at, err)
			continue
		}
		entries, children, err := readSitemap(page, d.now().AddDate(-1, 0, 0), false)
		if err == nil && len(entries)+len(children) > 0 {
			d.note("%s is a sitemap, addresses of the last year: %d, parts: %d", at, len(entries), len(children))
			return at
		}
	}
	return ""
}

// listOf finds the kind of element that most often holds a date and a link within the site.
func (d *discovery) listOf(doc *goquery.Document, page Page) *ListPage {
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil
	}
	links := map[string]map[string]bool{} // selector of the item → addresses
	doc.Find("a[href]").Each(func(_ int, a *goquery.Selection) {
		u := normalizeURL(base, a.AttrOr("href", ""))
		target, err := url.Parse(u)
		if err != nil || u == "" || site(target) != site(base) || len([]rune(strings.TrimSpace(a.Text()))) < 4 {
			return
		}
		for n, depth := a, 0; depth < 4 && n.Length() > 0; n, depth = n.Parent(), depth+1 {
			if text := n.Text(); len(text) < 1500 && findDay(text) != "" {
				if s := selectorOf(n.Get(0)); s != "" {
					if links[s] == nil {
						links[s] = map[string]bool{}
					}
					links[s][u] = true
				}
				return
			}
		}
	})
	best := ""
	for s, found := range links {
		if len(found) >= 3 && (best == "" || len(found) > len(links[best]) || len(found) == len(links[best]) && s < best) {
			best = s
		}
	}
	if best == "" {
		return nil
	}
	list := &ListPage{URL: page.FinalURL, Item: best}
	if entries, _, err := readList(page, *list); err != nil || len(entries) < 3 {
		return nil
	}
	d.note("dated links that match %q: %d", best, len(links[best]))
	return list
}

var reName = lazily(`^[A-Za-z_][\w-]*$`)

// selectorOf is a CSS selector for elements like n: its name and class, below the nearest ancestor
// with an id or class.
func selectorOf(n *html.Node) string {
	if n.Type != html.ElementNode || n.Data == "body" || n.Data == "html" {
		return ""
	}
	own := n.Data + classOf(n)
	for p := n.Parent; p != nil && p.Data != "body"; p = p.Parent {
		if id := attr(p, "id"); reName().MatchString(id) {
			return p.Data + "#" + id + " " + own
		}
		if c := classOf(p); c != "" {
			return p.Data + c + " " + own
		}
	}
	return own
}

func classOf(n *html.Node) string {
	for _, c := range strings.Fields(attr(n, "class")) {
		if reName().MatchString(c) {
			return "." + c
		}
	}
	return ""
}

// homeOf is the front page of the site of an address.
func homeOf(u *url.URL) string { return u.Scheme + "://" + u.Host + "/" }
