package crawler

import (
	"context"
	"math"
	"slices"
	"sync"
	"time"
)

// Memory is what a crawl needs to know of earlier ones, and what it leaves to later ones. Its
// methods are called from several goroutines. Each of them keeps all it is told or nothing.
type Memory interface {
	// Validators returns the ETag and Last-Modified of the newest answer logged for url with
	// status 200 or 304; "" for either that it did not carry.
	Validators(ctx context.Context, url string) (etag, lastModified string, err error)
	// LogFetch records one request, failed ones too. A page that is Done leaves the queue; one that
	// failed stays there, and a run does not ask for it again, since it goes through IDs upwards.
	LogFetch(ctx context.Context, f Fetch) error
	// List records the request for a listing, when f has a URL, and queues those of its entries
	// that are new, or changed since they were fetched. It returns how many it queued.
	List(ctx context.Context, f Fetch, entries []Entry) (fresh int, err error)
	// Due returns up to limit queued entries of a source with an ID above after, in the order of
	// their IDs, that may be tried at that time; Backfill ones only if backfill is set.
	Due(ctx context.Context, source string, at time.Time, backfill bool, after int64, limit int) ([]Entry, error)
	// CountDue counts what Due would list.
	CountDue(ctx context.Context, source string, at time.Time, backfill bool, after int64) (int, error)
	// Waiting counts the entries that a source has in the queue.
	Waiting(ctx context.Context, source string) (int, error)
	// Host returns what KeepHost was told of a host, else one with its name only.
	Host(ctx context.Context, name string) (Host, error)
	KeepHost(ctx context.Context, h Host) error
	// Robots returns what KeepRobots was told of an origin, else a zero time.
	Robots(ctx context.Context, origin string) (body []byte, expires time.Time, err error)
	KeepRobots(ctx context.Context, origin string, body []byte, fetched, expires time.Time) error
}

// A Fetch is the record of one request.
type Fetch struct {
	URL      string // as asked for: the key for Validators
	FinalURL string // after redirects
	Source   string // Source.Name
	Kind     string // "feed", "list", "sitemap", "robots", "page", or "retry" for one that was tried again at once
	Status   int    // 0 when no answer came
	Bytes    int64  // body length after Content-Encoding is undone
	Duration time.Duration
	At       time.Time // when the request began
	// ETag and LastModified are what the next request for URL may send; empty where it must not.
	ETag, LastModified string
	Done               bool   // a page that is finished with: handed over, or gone for good (404, 410)
	Err                string // "" when all went well
}

// An Entry is one article that a feed, list or sitemap points to, or the source that an article names.
type Entry struct {
	ID        int64  // given by Memory
	URL       string // absolute, normalised
	Title     string
	Summary   string    // text, at most 1,000 characters; "" from list pages
	Published time.Time // zero when not stated
	Updated   time.Time // likewise
	PrimaryOf string    // URL of the article that names this as its source, "" for articles
	Backfill  bool      // found in an archive: fetched only by runs with Options.Since
}

// A Host is what politeness remembers of a host that failed or asked for silence.
type Host struct {
	Name        string // with its port, where that is not 80 or 443
	Failures    int    // requests in a row
	ClosedUntil time.Time
	Reason      string
}

// scratch is the Memory of a run without one.
type scratch struct {
	mu     sync.Mutex
	log    []Fetch
	queue  []Entry
	of     map[string]string    // URL of an entry → name of its source
	rest   map[string]time.Time // URL of an entry that failed → when it did
	hosts  map[string]Host
	robots map[string]keptRobots
}

type keptRobots struct {
	body    []byte
	expires time.Time
}

func newScratch() *scratch {
	return &scratch{of: map[string]string{}, rest: map[string]time.Time{}, hosts: map[string]Host{}, robots: map[string]keptRobots{}}
}

func (m *scratch) Validators(_ context.Context, url string) (etag, modified string, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, f := range m.log {
		if f.URL == url && (f.Status == 200 || f.Status == 304) {
			etag, modified = f.ETag, f.LastModified
		}
	}
	return etag, modified, nil
}

func (m *scratch) LogFetch(_ context.Context, f Fetch) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.log = append(m.log, f)
	if f.Kind == "page" && f.Done {
		m.queue = slices.DeleteFunc(m.queue, func(e Entry) bool { return e.URL == f.URL })
	} else if f.Kind == "page" {
		m.rest[f.URL] = f.At
	}
	return nil
}

func (m *scratch) List(_ context.Context, f Fetch, entries []Entry) (fresh int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range entries {
		if m.known(e) {
			continue
		}
		fresh++
		e.ID = int64(len(m.of) + 1)
		m.of[e.URL] = f.Source
		m.queue = append(m.queue, e)
	}
	if f.URL != "" {
		m.log = append(m.log, f)
	}
	return fresh, nil
}

func (m *scratch) known(e Entry) bool {
	if slices.ContainsFunc(m.queue, func(q Entry) bool { return q.URL == e.URL }) {
		return true
	}
	i := slices.IndexFunc(m.log, func(f Fetch) bool { return f.URL == e.URL && f.Done })
	return i >= 0 && !e.Updated.After(m.log[i].At)
}

func (m *scratch) Due(_ context.Context, source string, at time.Time, backfill bool, after int64, limit int) (due []Entry, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range m.queue {
		failed, tried := m.rest[e.URL]
		if len(due) < limit && e.ID > after && m.of[e.URL] == source && (backfill || !e.Backfill) && (!tried || !failed.After(at)) {
			due = append(due, e)
		}
	}
	return due, nil
}

func (m *scratch) CountDue(ctx context.Context, source string, at time.Time, backfill bool, after int64) (int, error) {
	due, err := m.Due(ctx, source, at, backfill, after, math.MaxInt)
	return len(due), err
}

func (m *scratch) Waiting(_ context.Context, source string) (n int, err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, e := range m.queue {
		if m.of[e.URL] == source {
			n++
		}
	}
	return n, nil
}

func (m *scratch) Host(_ context.Context, name string) (Host, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	h := m.hosts[name]
	h.Name = name
	return h, nil
}

func (m *scratch) KeepHost(_ context.Context, h Host) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.hosts[h.Name] = h
	return nil
}

func (m *scratch) Robots(_ context.Context, origin string) ([]byte, time.Time, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.robots[origin].body, m.robots[origin].expires, nil
}

func (m *scratch) KeepRobots(_ context.Context, origin string, body []byte, _, expires time.Time) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.robots[origin] = keptRobots{body, expires}
	return nil
}
