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
		if rest := restOf(r.Sources[i].Feed, r.Hosts); rest.After(r.Sources[i].NextAllowed) {
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
	Sources []source `json:"sources"`
	Hosts   []host   `json:"hosts"`
}

type source struct {
	Source      string     `json:"source"`
	LastTry     *time.Time `json:"last_try"`
	LastSuccess *time.Time `json:"last_success"`
	Streak      int        `json:"errors_in_a_row"`
	LastError   string     `json:"last_error"`
	Articles    int        `json:"articles"`
	New         int        `json:"new"`
	NewestSeen  *time.Time `json:"newest_seen"`
	Waiting     int        `json:"waiting"`
	Backfill    int        `json:"waiting_backfill"`
	NextAllowed *time.Time `json:"next_allowed"`
}

type host struct {
	Name        string    `json:"host"`
	ClosedUntil time.Time `json:"closed_until"`
	Failures    int       `json:"failures"`
	Reason      string    `json:"reason"`
}

// JSON is the report for a writer of JSON.
func (r Report) JSON() any {
	d := document{Sources: []source{}, Hosts: []host{}}
	for _, s := range r.Sources {
		d.Sources = append(d.Sources, source{
			s.Source, known(s.LastTry), known(s.LastSuccess), s.Streak, s.LastError, s.Articles, s.New, known(s.NewestSeen),
			s.Waiting, s.Backfill, known(s.NextAllowed),
		})
	}
	for _, h := range r.Hosts {
		d.Hosts = append(d.Hosts, host{h.Name, h.ClosedUntil, h.Failures, h.Reason})
	}
	return d
}

func known(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	return &t
}
