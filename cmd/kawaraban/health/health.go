// Package health says how the sources of a crawl fare.
package health

import (
	"context"
	"net/url"
	"time"

	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/store"
)

// A Report is how the sources fare, and which hosts are left alone.
type Report struct {
	Sources []store.Status
	Hosts   []store.Host
}

// Of looks at a database. Articles count as new for the time within before now. A source
// whose host is left alone is next allowed when the host is.
func Of(ctx context.Context, s *store.Store, now time.Time, within time.Duration) (r Report, err error) {
	if r.Sources, err = s.Status(ctx, now.Add(-within)); err != nil {
		return r, err
	}
	if r.Hosts, err = s.Closed(ctx, now); err != nil {
		return r, err
	}
	for i := range r.Sources {
		if rest := restOf(r.Sources[i].Listing, r.Hosts); rest.After(r.Sources[i].NextAllowed) {
			r.Sources[i].NextAllowed = rest
		}
	}
	return r, nil
}

// restOf is when the host of an address may be asked again, zero if it may now.
func restOf(at string, closed []store.Host) time.Time {
	u, err := url.Parse(at)
	if err != nil {
		return time.Time{}
	}
	name := crawler.HostName(u)
	for _, h := range closed {
		if h.Name == name {
			return h.ClosedUntil
		}
	}
	return time.Time{}
}

// A document is a report as JSON, with null where nothing is known.
type document struct {
	Hosts   []host   `json:"hosts"`
	Sources []source `json:"sources"`
}

type source struct {
	Articles    int        `json:"articles"`
	Streak      int        `json:"errors_in_a_row"`
	Failing     int        `json:"failing"`
	LastError   string     `json:"last_error"`
	LastSuccess *time.Time `json:"last_success"`
	LastTry     *time.Time `json:"last_try"`
	New         int        `json:"new"`
	NewestSeen  *time.Time `json:"newest_seen"`
	NextAllowed *time.Time `json:"next_allowed"`
	PageError   string     `json:"page_error"`
	Source      string     `json:"source"`
	Waiting     int        `json:"waiting"`
	Backfill    int        `json:"waiting_backfill"`
}

type host struct {
	ClosedUntil time.Time `json:"closed_until"`
	Failures    int       `json:"failures"`
	Name        string    `json:"host"`
	Reason      string    `json:"reason"`
}

// JSON is the report for a writer of JSON.
func (r Report) JSON() any {
	d := document{Hosts: []host{}, Sources: []source{}}
	for _, s := range r.Sources {
		d.Sources = append(d.Sources, source{
			Articles: s.Articles, Streak: s.Streak, LastError: s.LastError, LastSuccess: known(s.LastSuccess), LastTry: known(s.LastTry),
			New: s.New, NewestSeen: known(s.NewestSeen), NextAllowed: known(s.NextAllowed),
			Source: s.Source, Waiting: s.Waiting, Backfill: s.Backfill, Failing: s.Failing, PageError: s.PageError,
		})
	}
	for _, h := range r.Hosts {
		d.Hosts = append(d.Hosts, host{h.ClosedUntil, h.Failures, h.Name, h.Reason})
	}
	return d
}

func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
