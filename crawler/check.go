package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// A Report says how a source answers today and what there is to put right.
type Report struct {
	Source   string
	Listings []ListingReport
	// Sample is the newest article that could be had; nil where none was listed or let through.
	Sample *SampleReport
	// Advice says what to change, most urgent first; empty where all is well.
	Advice []string
}

// A ListingReport is about one feed, list page or sitemap.
type ListingReport struct {
	Kind    string // "feed", "list" or "sitemap"
	URL     string
	Status  int // 0 where no answer came
	Entries int
	Dated   int // of these, with a date
	Wanted  int // of these, let through by the source's patterns
	Err     string
}

// A SampleReport is about one article.
type SampleReport struct {
	URL, Title, Published, Charset string
	Chars                          int // of the text
	Transient                      bool
	Err                            string
}

// OK reports whether there is nothing to put right.
func (r Report) OK() bool { return len(r.Advice) == 0 }

// Check asks for the listings of every enabled source of opts.Config and for one article of each,
// politely, and keeps nothing. Options other than Config, Dial and Now are not looked at.
func Check(ctx context.Context, opts Options) ([]Report, error) {
	r, err := probe(opts)
	if err != nil {
		return nil, err
	}
	defer r.transport.close()
	var all []Report
	for _, src := range r.sources {
		all = append(all, r.check(ctx, src))
		if ctx.Err() != nil {
			return all, fmt.Errorf("crawler: check: %w", context.Cause(ctx))
		}
	}
	return all, nil
}

// probe is a run that keeps nothing.
func probe(opts Options) (*run, error) {
	return newRun(Options{
		Config: opts.Config, Dial: opts.Dial, Now: opts.Now,
		OnArticle: func(context.Context, Source, Page, Article) error { return nil },
	})
}

func (r *run) check(ctx context.Context, src watched) Report {
	report := Report{Source: src.Name}
	advise := func(format string, args ...any) { report.Advice = append(report.Advice, fmt.Sprintf(format, args...)) }
	f := newFetcher(ctx, r.transport, src.Name, time.Duration(src.Delay))
	var newest *Entry
	for todo := r.listings(ctx, src); len(todo) > 0 && ctx.Err() == nil; {
		l := todo[0]
		todo = todo[1:]
		got, record, err := r.ask(ctx, f, l, true)
		lr := ListingReport{Kind: l.kind, URL: l.url, Status: record.Status, Entries: len(got.entries)}
		for i, e := range got.entries {
			if !e.Published.IsZero() || !e.Updated.IsZero() {
				lr.Dated++
			}
			if r.wants(&src, e, l, nil) {
				lr.Wanted++
				if newest == nil || e.Published.After(newest.Published) {
					newest = &got.entries[i]
				}
			}
		}
		// An index is worth its first part: what its others hold is no other kind of page.
		part := l.kind == "sitemap" && len(got.next) > 0
		switch {
		case err != nil:
			lr.Err = err.Error()
			advise("%s", listingAdvice(l, record.Status, err))
		case part:
			todo = append(todo, got.next[0])
		case lr.Entries == 0 && l.kind == "sitemap":
			advise("sitemap %s tells of no page since %s: pages from before (max_age) and without a day are passed over; a [source.list] may serve better",
				l.url, r.oldest(src).In(jst).Format(day))
		case lr.Entries == 0:
			advise("%s %s has no entries: look whether the site moved it", l.kind, l.url)
		case lr.Wanted == 0:
			advise("none of the %d entries of %s passes include, exclude, keywords and max_age", lr.Entries, l.url)
		case l.kind == "list" && lr.Dated == 0:
			advise("no entry of %s has a date, so that max_age and --since cannot work: set list.date", l.url)
		}
		report.Listings = append(report.Listings, lr)
	}
	if newest != nil {
		report.Sample = r.sample(ctx, f, src, *newest, advise)
	}
	return report
}

// listingAdvice is what to do about a listing that failed.
func listingAdvice(l listing, status int, err error) string {
	switch {
	case errors.Is(err, errRobots):
		return fmt.Sprintf("robots.txt forbids %s: remove the source, or ask the site", l.url)
	case status == http.StatusNotFound || status == http.StatusGone:
		return fmt.Sprintf("%s is gone: find its new address with kawaraban sources add", l.url)
	case status == http.StatusForbidden || status == http.StatusUnauthorized:
		return fmt.Sprintf("%s refuses us (HTTP %d): set contact in the configuration, or ask the site", l.url, status)
	case errors.Is(err, errWebPage):
		return fmt.Sprintf("%s is a web page: find its feed with kawaraban sources add, or write a [source.list]", l.url)
	case errors.Is(err, errNoItem):
		return fmt.Sprintf("the page %s changed: correct list.item", l.url)
	}
	return fmt.Sprintf("%s could not be read: %v", l.url, err)
}

// sample fetches and reads one article.
func (r *run) sample(ctx context.Context, f *fetcher, src watched, e Entry, advise func(string, ...any)) *SampleReport {
	s := &SampleReport{URL: e.URL}
	page, _, err := f.get(e.URL, "page", "", "")
	if err == nil {
		err = statusError(page)
	}
	var a Article
	if err == nil {
		err = safely(func() (err error) { a, err = Parse(page, &src.Source); return err })
	}
	if err != nil {
		s.Err = err.Error()
		if errors.Is(err, errRobots) {
			advise("robots.txt forbids the article %s: exclude such addresses", e.URL)
		} else {
			advise("the article %s could not be read: %v", e.URL, err)
		}
		return s
	}
	s.Title, s.Published, s.Charset, s.Transient = a.Title, a.Published, a.Charset, a.Transient
	s.Chars = len([]rune(a.Text))
	switch {
	case s.Chars < 200:
		advise("only %d characters of text in %s: set select.body", s.Chars, e.URL)
	case strings.Count(a.Text, "\uFFFD") > 0:
		advise("characters of %s could not be decoded: set charset", e.URL)
	case a.Title == "":
		advise("no title in %s: set select.title", e.URL)
	case a.Published == "" && e.Published.IsZero():
		advise("no date in %s: set select.date", e.URL)
	}
	return s
}
