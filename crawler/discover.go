package crawler

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

// An Entry is one article that a feed or a list page points to.
type Entry struct {
	URL       string // absolute, normalised
	Title     string
	Summary   string    // text, at most 1,000 characters; "" from list pages
	Published time.Time // zero when not stated
}

// maxSummary keeps feeds that carry whole articles from filling memory.
const maxSummary = 1000

var reXMLDecl = regexp.MustCompile(`^\s*<\?xml[^>]*\?>`)

// readFeed reads RSS 0.9x, 1.0, 2.0 and Atom in any encoding Decode knows. Entries keep the feed's
// order; those without a web address are left out.
func readFeed(page Page) ([]Entry, error) {
	text, _, err := Decode(page.Body, page.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	// The parser trusts the declaration, and the text is UTF-8 by now.
	text = reXMLDecl.ReplaceAllString(strings.TrimLeft(text, "\uFEFF \t\r\n"), `<?xml version="1.0" encoding="UTF-8"?>`)
	feed, err := gofeed.NewParser().ParseString(text)
	if err != nil {
		if IsHTML(page.Body) {
			return nil, fmt.Errorf("crawler: feed %s: it is a web page, not a feed", page.URL)
		}
		return nil, fmt.Errorf("crawler: feed %s: %w", page.URL, err)
	}
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil, fmt.Errorf("crawler: feed %s: %w", page.URL, err)
	}
	var entries []Entry
	seen := map[string]bool{}
	for _, item := range feed.Items {
		link := item.Link
		if link == "" && strings.HasPrefix(item.GUID, "http") {
			link = item.GUID
		}
		u := normalizeURL(base, link)
		if u == "" || seen[u] {
			continue
		}
		seen[u] = true
		summary := item.Description
		if summary == "" {
			summary = item.Content
		}
		e := Entry{URL: u, Title: plainText(item.Title, maxSummary), Summary: plainText(summary, maxSummary)}
		if t, ok := parseMoment(item.Published); ok {
			e.Published = t
		} else if t, ok := parseMoment(item.Updated); ok {
			e.Published = t
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// readList reads a page of links by its selectors. No match at all is an error: the site changed.
func readList(page Page, list ListPage) ([]Entry, error) {
	text, _, err := Decode(page.Body, page.Header.Get("Content-Type"))
	if err != nil {
		return nil, err
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("crawler: list %s: %w", page.URL, err)
	}
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil, fmt.Errorf("crawler: list %s: %w", page.URL, err)
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if b, err := base.Parse(href); err == nil {
			base = b
		}
	}
	var entries []Entry
	seen := map[string]bool{}
	doc.Find(list.Item).Each(func(_ int, item *goquery.Selection) {
		link := item.Find("a[href]").First()
		switch {
		case list.Link != "":
			link = item.Find(list.Link).First()
		case item.Is("a[href]"):
			link = item
		}
		u := normalizeURL(base, link.AttrOr("href", ""))
		if u == "" || seen[u] {
			return
		}
		seen[u] = true
		e := Entry{URL: u, Title: strings.Join(strings.Fields(link.Text()), " ")}
		date := item.Text()
		if list.Date != "" {
			sel := item.Find(list.Date).First()
			date = sel.AttrOr("datetime", sel.Text())
		} else if stamp, ok := item.Find("time[datetime]").First().Attr("datetime"); ok {
			date = stamp
		}
		if t, ok := parseMoment(date); ok {
			e.Published = t
		}
		entries = append(entries, e)
	})
	if len(entries) == 0 {
		return nil, fmt.Errorf("crawler: list %s: no link matches item %q", page.URL, list.Item)
	}
	return entries, nil
}

// reTracking names query parameters that say where a reader came from, never what is shown.
var reTracking = regexp.MustCompile(`^(utm_\w+|fbclid|gclid|yclid|msclkid|mc_[ce]id|igshid)$`)

// normalizeURL resolves ref and gives the one form in which a page is remembered: lower-case host,
// no default port, fragment, or tracking parameter. It returns "" for what is no web address.
func normalizeURL(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" {
		return ""
	}
	u, err := base.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u.Fragment, u.RawFragment, u.User = "", "", nil
	u.Host = strings.ToLower(u.Host)
	if p := u.Port(); p == "80" && u.Scheme == "http" || p == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+p)
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if u.RawQuery != "" {
		var kept []string
		for _, pair := range strings.Split(u.RawQuery, "&") {
			if name, _, _ := strings.Cut(pair, "="); pair != "" && !reTracking.MatchString(name) {
				kept = append(kept, pair)
			}
		}
		u.RawQuery = strings.Join(kept, "&")
	}
	u.ForceQuery = false
	return u.String()
}

// plainText takes the tags out of a feed's title or summary and cuts it to limit characters.
func plainText(s string, limit int) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for b.Len() < limit*8 {
		switch z.Next() {
		case html.ErrorToken:
			return cut(b.String(), limit)
		case html.TextToken:
			b.Write(z.Text())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			b.WriteByte(' ')
		}
	}
	return cut(b.String(), limit)
}

func cut(s string, limit int) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > limit {
		return string(r[:limit])
	}
	return s
}
