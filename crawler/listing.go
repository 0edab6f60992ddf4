package crawler

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// How far a run looks for entries. A walk through archives goes further.
const (
	maxListings        = 12
	maxArchiveListings = 2000
	// defaultSitemapAge stands in for MaxAge at sitemaps, which list all that a site ever had.
	defaultSitemapAge = 30 * 24 * time.Hour
)

// A listing is one document that names entries.
type listing struct {
	kind string // "feed", "list" or "sitemap"
	url  string
	page int  // of a list or feed with several, from 1
	may  bool // it is tried on a guess: that it is not there is no failure
	read func(Page) (found, error)
}

// found is what a listing says.
type found struct {
	entries []Entry
	next    []listing
}

// discover reads the source's listings and what they lead to, and queues what is new.
func (r *run) discover(ctx context.Context, f *fetcher, src watched, sum *SourceSummary) {
	archive := !r.Since.IsZero()
	todo := r.listings(ctx, src)
	limit := maxListings
	if archive {
		limit = maxArchiveListings
	}
	sum.Unchanged = true
	shapes := map[string]bool{} // of the addresses that feed and list name
	asked := map[string]bool{}
	for n := 0; len(todo) > 0 && n < limit && ctx.Err() == nil; n++ {
		l := todo[0]
		todo = todo[1:]
		if asked[l.url] {
			continue
		}
		asked[l.url] = true
		got, record, err := r.ask(ctx, f, l, archive)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			sum.fail(err)
			r.tell(Event{Source: src.Name, Kind: Failed, URL: l.url, Err: err})
		}
		if record.URL == "" {
			sum.Unchanged = false
			continue // nothing was asked
		}
		if record.Status != http.StatusNotModified {
			sum.Unchanged = false
		}
		entries := slices.DeleteFunc(got.entries, func(e Entry) bool { return !r.wants(&src, e, l, shapes) })
		sum.Entries += len(entries)
		for i := range entries {
			if l.kind != "sitemap" {
				shapes[shape(entries[i].URL)] = true
			}
			entries[i].Backfill = archive && (l.kind == "sitemap" || l.page > 1)
		}
		fresh, err := r.Memory.List(ctx, record, entries)
		if err != nil {
			r.fatal(ctx, fmt.Errorf("keep the entries of %s: %w", l.url, err))
			return
		}
		sum.New += fresh
		// A list's further pages are older: when none of this one's entries is new or young enough,
		// none of theirs is.
		if l.kind == "sitemap" || fresh > 0 || archive && len(entries) > 0 {
			todo = append(todo, got.next...)
		}
	}
}

// listings are where a run begins to look.
func (r *run) listings(ctx context.Context, src watched) (all []listing) {
	if src.Feed != "" {
		all = append(all, r.feed(src, src.Feed, 1))
	}
	if src.List != nil {
		all = append(all, r.list(src, src.List.URL, 1))
	}
	if src.Sitemap != "" {
		return append(all, r.sitemap(src, src.Sitemap, 0, false))
	}
	if r.Since.IsZero() {
		return all
	}
	// Archives: the sitemaps that robots.txt names, else the one at the usual place.
	at := cmp.Or(src.Home, src.Feed)
	if at == "" {
		at = src.List.URL // a source has one of the three
	}
	home, err := url.Parse(at)
	if err != nil || home.Host == "" {
		return all
	}
	ctx = context.WithValue(ctx, journeyKey{}, &journey{source: src.Name, delay: time.Duration(src.Delay)})
	for _, at := range r.transport.rules(ctx, home).sitemaps {
		if u := normalizeURL(home, at); u != "" {
			all = append(all, r.sitemap(src, u, 0, true))
		}
	}
	if len(all) == 0 || all[len(all)-1].kind != "sitemap" {
		all = append(all, r.sitemap(src, normalizeURL(home, "/sitemap.xml"), 0, true))
	}
	return all
}

// ask fetches and reads one listing. The record is to be logged together with the entries; it has
// no URL where nothing was asked.
func (r *run) ask(ctx context.Context, f *fetcher, l listing, archive bool) (got found, record Fetch, err error) {
	var etag, modified string
	if !archive {
		if etag, modified, err = r.Memory.Validators(ctx, l.url); err != nil {
			r.fatal(ctx, fmt.Errorf("validators of %s: %w", l.url, err))
			return found{}, Fetch{}, err
		}
	}
	page, record, err := f.get(l.url, l.kind, etag, modified)
	if errors.Is(err, errResting) {
		return found{}, Fetch{}, err
	}
	if err == nil && page.Status != http.StatusNotModified {
		if err = statusError(page); err == nil {
			err = safely(func() (err error) { got, err = l.read(page); return err })
		}
	}
	if err != nil {
		record.Err = err.Error()
	}
	// A walk through archives keeps no validators: a later run would be told that nothing is new
	// before it has seen what the walk passed over.
	if err != nil || archive {
		record.ETag, record.LastModified = "", ""
	}
	if err != nil && l.may && missing(record, err) {
		err, record.Err = nil, ""
	}
	return got, record, err
}

// missing reports whether a site says that there is nothing at an address, and not that it is in
// trouble, in which case a walk through its archives would end too early.
func missing(record Fetch, err error) bool {
	return errors.Is(err, errRobots) || record.Status != 0 && record.Status < 500 && record.Status != http.StatusTooManyRequests
}

// feed is page n of a feed. WordPress gives older entries of its feeds at ?paged=N.
func (r *run) feed(src watched, at string, n int) listing {
	return listing{kind: "feed", url: at, page: n, may: n > 1, read: func(p Page) (found, error) {
		entries, wordpress, err := readFeed(p)
		got := found{entries: entries}
		if u, perr := url.Parse(src.Feed); !r.Since.IsZero() && err == nil && perr == nil && wordpress {
			q := u.Query()
			q.Set("paged", fmt.Sprint(n+1))
			u.RawQuery = q.Encode()
			got.next = []listing{r.feed(src, u.String(), n+1)}
		}
		return got, err
	}}
}

// list is page n of a list page.
func (r *run) list(src watched, at string, n int) listing {
	return listing{kind: "list", url: at, page: n, may: n > 1, read: func(p Page) (found, error) {
		entries, next, err := readList(p, *src.List)
		got := found{entries: entries}
		most := max(src.List.Pages, 1)
		if !r.Since.IsZero() {
			most = maxArchiveListings
		}
		if next != "" && n < most {
			got.next = []listing{r.list(src, next, n+1)}
		}
		return got, err
	}}
}

// maxSitemapDepth is one more than the protocol allows: an index of sitemaps.
const maxSitemapDepth = 2

// sitemap is a sitemap or an index of them.
func (r *run) sitemap(src watched, at string, depth int, may bool) listing {
	return listing{kind: "sitemap", url: at, may: may, read: func(p Page) (found, error) {
		oldest := r.oldest(src)
		entries, children, err := readSitemap(p, oldest, len(src.Include) > 0 && !r.Since.IsZero())
		got := found{entries: entries}
		if depth < maxSitemapDepth {
			for _, c := range recent(children, !r.Since.IsZero()) {
				got.next = append(got.next, r.sitemap(src, c.URL, depth+1, may))
			}
		}
		return got, err
	}}
}

// recent picks the parts of a sitemap index that a run reads. Where the index has no dates, an
// ordinary run reads the first and the last part, since sites grow at either end.
func recent(children []Entry, archive bool) []Entry {
	if archive || len(children) <= 2 {
		return children
	}
	dated := slices.DeleteFunc(slices.Clone(children), func(c Entry) bool { return c.Updated.IsZero() })
	if len(dated) == 0 {
		return []Entry{children[0], children[len(children)-1]}
	}
	slices.SortStableFunc(dated, func(a, b Entry) int { return b.Updated.Compare(a.Updated) })
	return dated[:min(len(dated), maxListings-2)]
}

// oldest is the day before which entries of sitemaps are passed over.
func (r *run) oldest(src watched) time.Time {
	switch {
	case !r.Since.IsZero():
		return r.Since
	case src.MaxAge > 0:
		return r.now().Add(-time.Duration(src.MaxAge))
	}
	return r.now().Add(-defaultSitemapAge)
}

// wants reports whether the source's patterns, keywords and age let the entry through.
func (r *run) wants(w *watched, e Entry, l listing, shapes map[string]bool) bool {
	if !w.lets(e) {
		return false
	}
	archive := !r.Since.IsZero()
	switch {
	case archive && !e.Published.IsZero() && e.Published.Before(r.Since):
		return false
	case !archive && w.MaxAge > 0 && !e.Published.IsZero() && r.now().Sub(e.Published) > time.Duration(w.MaxAge):
		return false
	case l.kind == "sitemap" && len(w.include) == 0 && len(shapes) > 0:
		// A sitemap lists the shop and the imprint too: articles look like those of the feed.
		return shapes[shape(e.URL)]
	}
	return true
}

// lets reports whether the source's patterns and keywords let the entry through.
func (w *watched) lets(e Entry) bool {
	for _, re := range w.exclude {
		if re.MatchString(e.URL) {
			return false
		}
	}
	ok := len(w.include) == 0
	for _, re := range w.include {
		ok = ok || re.MatchString(e.URL)
	}
	// Sitemaps have no words to look for keywords in.
	return ok && (len(w.Keywords) == 0 || e.Title == "" && e.Summary == "" || slices.ContainsFunc(w.Keywords, func(k string) bool {
		return strings.Contains(e.Title, k) || strings.Contains(e.Summary, k)
	}))
}

// shape is an address without what differs between the articles of a site: its host, the number
// of its directories, the first of them unless that is a number, and how it ends.
func shape(at string) string {
	u, err := url.Parse(at)
	if err != nil {
		return at
	}
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	first := parts[0]
	if len(parts) == 1 || strings.Trim(first, "0123456789") == "" {
		first = ""
	}
	last := parts[len(parts)-1]
	kind := "words"
	if strings.Trim(last, "0123456789") == "" {
		kind = "number"
	}
	if i := strings.LastIndexByte(last, '.'); i >= 0 {
		kind = last[i:]
	}
	query := ""
	if u.RawQuery != "" {
		query, _, _ = strings.Cut(u.RawQuery, "=")
	}
	return fmt.Sprint(u.Host, " ", len(parts), " ", first, " ", kind, " ", query, " ", strings.HasSuffix(u.Path, "/"))
}
