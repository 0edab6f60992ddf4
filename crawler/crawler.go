package crawler

import (
	"context"
	"net"
	"time"
)

// Options say what to crawl and where the results go.
type Options struct {
	Config Config
	// Memory knows what earlier runs fetched and left; nil remembers nothing beyond this run.
	Memory Memory
	// Since, when set, walks archives too: sitemaps, older pages of lists and feeds, back to this
	// day. What one run does not reach stays in the queue, and the next one with Since goes on.
	Since time.Time
	// MaxPages bounds the article pages that a run asks for, MaxTime how long it takes. 0 is no
	// bound. What is left then waits for the next run; running out is no error.
	MaxPages int
	MaxTime  time.Duration
	// OnArticle takes every article that was read; required. Sources run at once, so it is called
	// from several goroutines. Its error counts the article as failed, and the next run tries again.
	OnArticle func(ctx context.Context, src Source, page Page, article Article) error
	// Progress, when set, hears of every step, one call at a time.
	Progress func(Event)
	// Now is the clock for FetchedAt and MaxAge; nil is time.Now.
	Now func() time.Time
	// Dial replaces the guarded dialer, so that tests and the demo can serve invented hosts from
	// loopback. Addresses are then not checked.
	Dial func(ctx context.Context, network, addr string) (net.Conn, error)
}

// An Event is one step of a crawl, for progress bars and logs.
type Event struct {
	Source string
	Kind   EventKind
	URL    string // the feed, list or page; "" for SourceDone
	Count  int    // Found: new entries
	// Waiting, of Found, is how many pages the run is going to ask for, those that earlier runs
	// left included.
	Waiting int
	// Err is why a page was not read; nil also for one that is skipped because it is as it was, or
	// older than asked for.
	Err error
}

// EventKind says what an Event is about.
type EventKind string

// The kinds of events, in the order in which a source brings them.
const (
	Found      EventKind = "found"     // the pages to fetch are known; twice in a walk through archives
	Fetched    EventKind = "fetched"   // an article was handed over
	Skipped    EventKind = "skipped"   // a page that must not or need not be read
	Postponed  EventKind = "postponed" // a page of a host that rests; a later run asks for it
	Failed     EventKind = "failed"    // a feed, list or page could not be had
	SourceDone EventKind = "done"
)

// A Summary is the outcome of a run, one line per source in the order of the configuration.
type Summary struct {
	Sources  []SourceSummary
	Started  time.Time
	Finished time.Time
	// Stopped says what ended the run early, "" for nothing: "time" or "pages", which are budgets,
	// or "interrupted", when ctx ended.
	Stopped string
}

// A SourceSummary counts what became of a source's entries and of those that earlier runs left.
type SourceSummary struct {
	Name      string
	Entries   int    // listed, and let through by the source's patterns
	New       int    // of these, not known before
	Fetched   int    // read and handed over
	Skipped   int    // forbidden by robots.txt, gone (404, 410), unchanged, or without text to read
	Postponed int    // their host rests
	Failed    int    // pages
	Left      int    // in the queue for later runs
	Unchanged bool   // every listing answered 304
	Err       string // why the source itself, or the first failed page, failed; "" when all is well
}

// OK reports whether nothing failed.
func (s SourceSummary) OK() bool { return s.Failed == 0 && s.Err == "" }

// OK reports whether nothing failed in any source.
func (s Summary) OK() bool {
	for _, src := range s.Sources {
		if !src.OK() {
			return false
		}
	}
	return true
}
