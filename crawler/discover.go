package crawler

import (
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"unicode"

	"github.com/PuerkitoBio/goquery"
	"github.com/mmcdole/gofeed"
	"golang.org/x/net/html"
)

var (
	errWebPage = errors.New("it is a web page, not a feed")
	errNoItem  = errors.New("no link matches item")
)

// maxSummary keeps feeds that carry whole articles from filling memory.
const maxSummary = 1000

var reXMLDecl = lazily(`^\s*<\?xml[^>]*\?>`)

// readFeed reads RSS 0.9x, 1.0, 2.0, Atom and JSON Feed in any encoding Decode knows, and says
// whether WordPress made it. Entries keep the feed's order; those without a web address are left out.
func readFeed(page Page) (entries []Entry, wordpress bool, err error) {
	text, _, err := Decode(page.Body, page.Header.Get("Content-Type"))
	if err != nil {
		return nil, false, err
	}
	feed, err := gofeed.NewParser().ParseString(utf8Declared(text))
	if err != nil {
		if IsHTML(page.Body) {
			return nil, false, fmt.Errorf("crawler: feed %s: %w", page.URL, errWebPage)
		}
		return nil, false, fmt.Errorf("crawler: feed %s: %w", page.URL, err)
	}
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil, false, fmt.Errorf("crawler: feed %s: %w", page.URL, err)
	}
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
		e.Published, _ = parseMoment(item.Published)
		e.Updated, _ = parseMoment(item.Updated)
		if e.Published.IsZero() {
			e.Published = e.Updated
		}
		entries = append(entries, e)
	}
	return entries, strings.Contains(strings.ToLower(feed.Generator), "wordpress"), nil
}

// feedTitle is what a feed calls itself, "" where it cannot be read.
func feedTitle(page Page) string {
	text, _, err := Decode(page.Body, page.Header.Get("Content-Type"))
	if err != nil {
		return ""
	}
	feed, err := gofeed.NewParser().ParseString(utf8Declared(text))
	if err != nil {
		return ""
	}
	return plainText(feed.Title, 60)
}

// utf8Declared makes the declaration true, which the parser trusts: the text is UTF-8 by now. It
// takes out the characters that XML forbids, since one of them in a pasted headline would cost the
// whole feed.
func utf8Declared(text string) string {
	text = reCharRef().ReplaceAllStringFunc(strings.Map(legalXML, text), func(ref string) string {
		digits, base := ref[2:len(ref)-1], 10
		if digits[0]|0x20 == 'x' {
			digits, base = digits[1:], 16
		}
		if r, err := strconv.ParseInt(digits, base, 32); err != nil || legalXML(rune(r)) < 0 {
			return ""
		}
		return ref
	})
	return reXMLDecl().ReplaceAllString(strings.TrimLeft(text, "\uFEFF \t\r\n"), `<?xml version="1.0" encoding="UTF-8"?>`)
}

var reCharRef = lazily(`&#(?:[0-9]+|[xX][0-9a-fA-F]+);`)

// legalXML is -1 for the characters that XML 1.0 has no room for (section 2.2).
func legalXML(r rune) rune {
	switch {
	case r == '\t', r == '\n', r == '\r':
		return r
	case r < ' ', r >= 0xd800 && r < 0xe000, r == '\ufffe', r == '\uffff', r > unicode.MaxRune:
		return -1
	}
	return r
}

// readList reads a page of links by its selectors, and finds the address of the next, older page,
// "" where there is none. No match at all is an error: the site changed.
func readList(page Page, list ListPage) (entries []Entry, next string, err error) {
	text, _, err := Decode(page.Body, page.Header.Get("Content-Type"))
	if err != nil {
		return nil, "", err
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(text))
	if err != nil {
		return nil, "", fmt.Errorf("crawler: list %s: %w", page.URL, err)
	}
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil, "", fmt.Errorf("crawler: list %s: %w", page.URL, err)
	}
	if href, ok := doc.Find("base[href]").First().Attr("href"); ok {
		if b, err := base.Parse(href); err == nil {
			base = b
		}
	}
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
		return nil, "", fmt.Errorf("crawler: list %s: %w %q", page.URL, errNoItem, list.Item)
	}
	return entries, nextPage(doc, list, base), nil
}

// reNext is how Japanese sites call the way to older entries. 前 is older on some sites and newer on
// others, so it is not taken.
var reNext = lazily(`^(?:次(?:の?(?:ページ|頁|\d{1,3}件))?(?:へ|を見る)?|もっと(?:見る|読む)|過去の(?:記事|お知らせ|ニュース)|古い(?:記事|投稿)|older(?: posts)?|next(?: page)?)?[\s>＞»›→▶≫]*$`)

// nextPage finds the link to older entries: the operator's selector, rel=next, or its words.
func nextPage(doc *goquery.Document, list ListPage, base *url.URL) string {
	if list.Next != "" {
		return normalizeURL(base, doc.Find(list.Next).First().AttrOr("href", ""))
	}
	if href, ok := doc.Find(`link[rel~="next"][href], a[rel~="next"][href]`).First().Attr("href"); ok {
		return normalizeURL(base, href)
	}
	next := ""
	doc.Find("a[href]").EachWithBreak(func(_ int, a *goquery.Selection) bool {
		words := strings.ToLower(strings.TrimSpace(a.Text()))
		if words != "" && words != ">" && reNext().MatchString(words) {
			next = normalizeURL(base, a.AttrOr("href", ""))
		}
		return next == ""
	})
	return next
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
