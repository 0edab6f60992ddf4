package crawler

import (
	"bytes"
	"compress/gzip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/html/charset"
)

// The limits of the protocol (sitemaps.org): what is beyond them is not read.
const (
	maxSitemapBytes   = 50 << 20 // unpacked
	maxSitemapEntries = 50_000
)

// readSitemap reads a sitemap, with the titles and days of a news sitemap, or a sitemap index,
// whose parts it returns as children. Gzip is undone. Entries and parts from before oldest are left
// out, and pages of which no day is known unless undated is set. A text file with one address a
// line is a sitemap too.
func readSitemap(page Page, oldest time.Time, undated bool) (entries, children []Entry, err error) {
	base, err := url.Parse(page.FinalURL)
	if err != nil {
		return nil, nil, fmt.Errorf("crawler: sitemap %s: %w", page.URL, err)
	}
	var r io.Reader = bytes.NewReader(page.Body)
	if bytes.HasPrefix(page.Body, []byte{0x1f, 0x8b}) {
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, nil, fmt.Errorf("crawler: sitemap %s: %w", page.URL, err)
		}
		r = z
	}
	bounded := &io.LimitedReader{R: r, N: maxSitemapBytes}
	head := make([]byte, 1)
	if n, _ := io.ReadFull(bounded, head); n == 1 && head[0] == 'h' {
		return plainSitemap(base, io.MultiReader(bytes.NewReader(head), bounded), undated), nil, nil
	}
	dec := xml.NewDecoder(io.MultiReader(bytes.NewReader(head), bounded))
	dec.Strict = false
	dec.CharsetReader = charset.NewReaderLabel
	seen := 0
	for root := ""; seen < maxSitemapEntries; {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			if bounded.N <= 0 {
				err = fmt.Errorf("%w: more than %d bytes", errTooLarge, maxSitemapBytes)
			}
			return nil, nil, fmt.Errorf("crawler: sitemap %s: %w", page.URL, err)
		}
		start, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		switch name := start.Name.Local; {
		case root == "":
			if root = name; root != "urlset" && root != "sitemapindex" {
				return nil, nil, fmt.Errorf("crawler: sitemap %s: it begins with <%.20s>, not with <urlset> or <sitemapindex>", page.URL, root)
			}
		case name == "url" || name == "sitemap":
			var x struct {
				Loc     string `xml:"loc"`
				Lastmod string `xml:"lastmod"`
				News    struct {
					Title string `xml:"title"`
					Date  string `xml:"publication_date"`
				} `xml:"news"`
			}
			if err := dec.DecodeElement(&x, &start); err != nil {
				return nil, nil, fmt.Errorf("crawler: sitemap %s: %w", page.URL, err)
			}
			seen++
			e := Entry{URL: normalizeURL(base, x.Loc), Title: cut(x.News.Title, maxSummary)}
			if t, ok := parseMoment(x.Lastmod); ok {
				e.Updated = t
			}
			if t, ok := parseMoment(x.News.Date); ok {
				e.Published = t
			}
			young := e.Published
			if young.IsZero() {
				young = e.Updated
			}
			// A page without a day is taken only where its address tells one.
			if young.IsZero() && name == "url" {
				if t, err := time.ParseInLocation(day, urlDay(x.Loc), jst); err == nil {
					young = t
				} else if !undated {
					continue
				}
			}
			if e.URL == "" || !young.IsZero() && young.Before(oldest) {
				continue
			}
			if name == "sitemap" {
				children = append(children, e)
			} else {
				entries = append(entries, e)
			}
		}
	}
	return entries, children, nil
}

// plainSitemap reads addresses, one a line.
func plainSitemap(base *url.URL, r io.Reader, undated bool) (entries []Entry) {
	text, err := io.ReadAll(r)
	if err != nil {
		return nil
	}
	for line := range strings.Lines(string(text)) {
		if u := normalizeURL(base, line); u != "" && (undated || urlDay(u) != "") && len(entries) < maxSitemapEntries {
			entries = append(entries, Entry{URL: u})
		}
	}
	return entries
}
