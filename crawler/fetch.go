package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"github.com/gocolly/colly/v2"
)

// product is the token by which robots.txt addresses this program.
const product = "kawaraban"

func (c Config) userAgent() string {
	agent := product + "/1.0 (+https://github.com/kawaraban/kawaraban"
	if c.Contact != "" {
		agent += "; " + strings.Map(printable, c.Contact)
	}
	return agent + ")"
}

func printable(r rune) rune {
	if r < ' ' || r >= 0x7f || r == '(' || r == ')' {
		return -1
	}
	return r
}

// forgetCollyEnv removes the COLLY_ variables: each would silently override what is set here.
func forgetCollyEnv() {
	for _, kv := range os.Environ() {
		if name, _, _ := strings.Cut(kv, "="); strings.HasPrefix(name, "COLLY_") {
			os.Unsetenv(name)
		}
	}
}

// fetcher asks for the pages of one source, one at a time. Colly makes the requests and keeps to
// the redirect rule; what it would do about robots, repeats, limits and cookies is left to transport.
type fetcher struct {
	collector *colly.Collector
	trip      *journey
	now       func() time.Time
}

const responseKey = "response"

func newFetcher(ctx context.Context, t *transport, source string, delay time.Duration) *fetcher {
	trip := &journey{source: source, delay: delay}
	c := colly.NewCollector(
		colly.StdlibContext(context.WithValue(ctx, journeyKey{}, trip)),
		colly.AllowURLRevisit(),
		colly.IgnoreRobotsTxt(),
		colly.ParseHTTPErrorResponse(),
		colly.MaxBodySize(0), // it would cut silently; transport refuses
		colly.UserAgent(t.agent),
	)
	c.WithTransport(t)
	c.SetRequestTimeout(0) // it would count the waiting for a host's turn
	c.DisableCookies()
	c.SetRedirectHandler(func(req *http.Request, via []*http.Request) error {
		if len(via) > maxRedirects {
			return fmt.Errorf("more than %d redirects", maxRedirects)
		}
		return nil
	})
	c.OnResponse(func(r *colly.Response) { r.Ctx.Put(responseKey, r) })
	return &fetcher{collector: c, trip: trip, now: t.now}
}

// get fetches at. Any status is an answer, not an error. The record holds what is to be logged.
func (f *fetcher) get(at, kind, etag, lastModified string) (Page, Fetch, error) {
	header := http.Header{
		"Accept":          {"text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"},
		"Accept-Language": {"ja,en;q=0.3"},
	}
	if etag != "" {
		header.Set("If-None-Match", etag)
	}
	if lastModified != "" {
		header.Set("If-Modified-Since", lastModified)
	}
	f.trip.began, f.trip.took = time.Time{}, 0
	asked := f.now()
	answer := colly.NewContext()
	err := f.collector.Request(http.MethodGet, at, nil, answer, header)

	record := Fetch{URL: at, FinalURL: at, Source: f.trip.source, Kind: kind, At: f.trip.began, Duration: f.trip.took}
	if record.At.IsZero() {
		record.At = asked
	}
	r, _ := answer.GetAny(responseKey).(*colly.Response)
	if err == nil && r == nil {
		err = errors.New("no answer")
	}
	if err != nil {
		err = fmt.Errorf("crawler: fetch %s %s: %w", kind, at, bare(err))
		record.Err = err.Error()
		return Page{}, record, err
	}
	page := Page{
		URL: at, FinalURL: r.Request.URL.String(), Status: r.StatusCode,
		Header: *r.Headers, Body: r.Body, FetchedAt: record.At,
	}
	record.FinalURL, record.Status, record.Bytes = page.FinalURL, page.Status, int64(len(page.Body))
	record.ETag, record.LastModified = page.Header.Get("ETag"), page.Header.Get("Last-Modified")
	if page.Status == http.StatusNotModified {
		if record.ETag == "" {
			record.ETag = etag
		}
		if record.LastModified == "" {
			record.LastModified = lastModified
		}
	}
	return page, record, nil
}

// bare takes off net/http's `Get "URL": `, since the URL is named already.
func bare(err error) error {
	var outer *url.Error
	if errors.As(err, &outer) {
		return outer.Err
	}
	return err
}
