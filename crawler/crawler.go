package crawler

import (
	"context"
	"net"
	"time"
)

// Options say what to crawl and where the results go.
type Options struct {
	Config Config
	// Memory knows what earlier runs fetched; nil remembers nothing.
	Memory Memory
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

// Memory is what a crawl needs to know of earlier ones. Its methods are called from several goroutines.
type Memory interface {
	// Validators returns the ETag and Last-Modified of the newest answer logged for url with
	// status 200 or 304; "" for either that it did not carry.
	Validators(ctx context.Context, url string) (etag, lastModified string, err error)
	// Known reports whether url needs no further fetch: its article is kept, or a fetch of it was
	// logged with Done.
	Known(ctx context.Context, url string) (bool, error)
	// LogFetch records one request, failed ones too.
	LogFetch(ctx context.Context, f Fetch) error
}

// A Fetch is the record of one request.
type Fetch struct {
	URL      string // as asked for: the key for Known and Validators
	FinalURL string // after redirects
	Source   string // Source.Name
	Kind     string // "feed", "list", "robots" or "page"
	Status   int    // 0 when no answer came
	Bytes    int64  // body length after Content-Encoding is undone
	Duration time.Duration
	At       time.Time // when the request began
	// ETag and LastModified are left empty for a feed that had entries which must be tried again:
	// a 304 would hide them from the next run.
	ETag, LastModified string
	Done               bool   // a page that is finished with: handed over, or gone for good (404, 410)
	Err                string // "" when all went well
}

// An Event is one step of a crawl, for progress bars and logs.
type Event struct {
	Source string
	Kind   EventKind
	URL    string // the feed, list or page; "" for SourceDone
	Count  int    // Found: new entries to fetch
	Err    error  // Failed only
}

// EventKind says what an Event is about.
type EventKind string

// The kinds of events, in the order in which a source brings them.
const (
	Found      EventKind = "found"   // the entries are listed and the new ones counted
	Fetched    EventKind = "fetched" // an article was handed over
	Skipped    EventKind = "skipped" // a page that must not or need not be read
	Failed     EventKind = "failed"  // a feed, list or page could not be had
	SourceDone EventKind = "done"
)

// A Summary is the outcome of a run, one line per source in the order of the configuration.
type Summary struct {
	Sources  []SourceSummary
	Started  time.Time
	Finished time.Time
}

// A SourceSummary counts what became of a source's entries: New = Fetched + Skipped + Failed,
// unless the run was cancelled.
type SourceSummary struct {
	Name      string
	Entries   int // listed by feed and list page and let through by the source's patterns
	New       int // of these, not known before
	Fetched   int // read and handed over
	Skipped   int // forbidden by robots.txt, or gone (404, 410)
	Failed    int
	Unchanged bool   // the feed answered 304
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
