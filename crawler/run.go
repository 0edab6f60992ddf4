package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"
)

// maxSources bounds how many sources are worked on at once; requests to one host never overlap anyway.
const maxSources = 16

// errGone says that a page is no more: 404 or 410.
var errGone = errors.New("gone")

// Run crawls every enabled source once. What fails at a page or a source is counted in the Summary
// and stops nothing; an error means that the options are unusable, that Memory failed, or that ctx
// ended, and the Summary then holds what was done until there.
func Run(ctx context.Context, opts Options) (Summary, error) {
	r, err := newRun(opts)
	if err != nil {
		return Summary{}, err
	}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	r.stop = stop
	r.transport.log = func(ctx context.Context, f Fetch) { r.record(ctx, f) }
	defer r.transport.close()

	sum := Summary{Started: r.now(), Sources: make([]SourceSummary, len(r.sources))}
	var wg sync.WaitGroup
	turn := make(chan struct{}, maxSources)
	for i := range r.sources {
		wg.Go(func() {
			turn <- struct{}{}
			defer func() { <-turn }()
			sum.Sources[i] = r.source(ctx, r.sources[i])
		})
	}
	wg.Wait()
	sum.Finished = r.now()
	if err := context.Cause(ctx); err != nil {
		return sum, fmt.Errorf("crawler: run: %w", err)
	}
	return sum, nil
}

// run is the state that the sources of one Run share.
type run struct {
	Options
	now       func() time.Time
	sources   []watched
	transport *transport
	stop      context.CancelCauseFunc
	claimed   sync.Map // entry URL → true: two sources of one publisher list the same pages
	eventMu   sync.Mutex
}

// watched is a source with its patterns compiled.
type watched struct {
	Source
	include, exclude []*regexp.Regexp
}

func newRun(opts Options) (*run, error) {
	if opts.OnArticle == nil {
		return nil, errors.New("crawler: run: Options.OnArticle is not set")
	}
	r := &run{Options: opts, now: opts.Now}
	if r.now == nil {
		r.now = time.Now
	}
	if r.Memory == nil {
		r.Memory = forgetful{}
	}
	c := &r.Config
	if c.Delay == 0 {
		c.Delay = Duration(2 * time.Second)
	}
	if c.Timeout <= 0 {
		c.Timeout = Duration(time.Minute)
	}
	if c.MaxBytes <= 0 {
		c.MaxBytes = 16 << 20
	}
	for _, s := range c.Sources {
		if s.Disabled {
			continue
		}
		if key, err := s.check(); err != nil {
			return nil, fmt.Errorf("crawler: run: source %q: %s: %w", s.Name, key, err)
		}
		if s.Delay == 0 {
			s.Delay = c.Delay
		}
		w := watched{Source: s}
		for _, p := range s.Include {
			w.include = append(w.include, regexp.MustCompile(p))
		}
		for _, p := range s.Exclude {
			w.exclude = append(w.exclude, regexp.MustCompile(p))
		}
		r.sources = append(r.sources, w)
	}
	if len(r.sources) == 0 {
		return nil, errors.New("crawler: run: no source is enabled")
	}
	forgetCollyEnv()
	r.transport = newTransport(*c, opts.Dial)
	r.transport.now = r.now
	return r, nil
}

// source works through one source.
func (r *run) source(ctx context.Context, src watched) (sum SourceSummary) {
	sum.Name = src.Name
	f := newFetcher(ctx, r.transport, src.Name, time.Duration(src.Delay))
	entries, listings := r.discover(ctx, f, src, &sum)
	fresh := r.fresh(ctx, entries)
	sum.New = len(fresh)
	if ctx.Err() == nil {
		r.tell(Event{Source: src.Name, Kind: Found, Count: len(fresh)})
	}
	again := false // some entry has to be tried in the next run
	for _, e := range fresh {
		if ctx.Err() != nil {
			break
		}
		switch err := r.entry(ctx, f, src, e); {
		case ctx.Err() != nil && err != nil: // cut off, not failed
		case err == nil:
			sum.Fetched++
			r.tell(Event{Source: src.Name, Kind: Fetched, URL: e.URL})
		case errors.Is(err, errRobots), errors.Is(err, errGone), errors.Is(err, ErrBinary):
			sum.Skipped++
			r.tell(Event{Source: src.Name, Kind: Skipped, URL: e.URL, Err: err})
		default:
			again = true
			sum.fail(err)
			sum.Failed++
			r.tell(Event{Source: src.Name, Kind: Failed, URL: e.URL, Err: err})
		}
	}
	// The listings are logged last: a run that dies before this point asks for them anew.
	for _, l := range listings {
		if again || ctx.Err() != nil {
			l.ETag, l.LastModified = "", ""
		}
		r.record(ctx, l)
	}
	if ctx.Err() != nil {
		sum.fail(context.Cause(ctx))
	}
	r.tell(Event{Source: src.Name, Kind: SourceDone})
	return sum
}

func (s *SourceSummary) fail(err error) {
	if s.Err == "" {
		s.Err = err.Error()
	}
}

// discover reads the feed and the list page and returns what the source's patterns let through.
func (r *run) discover(ctx context.Context, f *fetcher, src watched, sum *SourceSummary) ([]Entry, []Fetch) {
	var all []Entry
	var records []Fetch
	unchanged := true
	ask := func(kind, at string, read func(Page) ([]Entry, error)) {
		etag, modified, err := r.Memory.Validators(ctx, at)
		if err != nil {
			r.fatal(ctx, fmt.Errorf("validators of %s: %w", at, err))
			return
		}
		page, record, err := f.get(at, kind, etag, modified)
		if ctx.Err() != nil {
			return
		}
		var entries []Entry
		if err == nil && page.Status != http.StatusNotModified {
			unchanged = false
			if err = statusError(page); err == nil {
				err = safely(func() (err error) { entries, err = read(page); return err })
			}
		}
		if err != nil {
			unchanged = false
			record.Err, record.ETag, record.LastModified = err.Error(), "", ""
			sum.fail(err)
			r.tell(Event{Source: src.Name, Kind: Failed, URL: at, Err: err})
		}
		records = append(records, record)
		all = append(all, entries...)
	}
	if src.Feed != "" {
		ask("feed", src.Feed, readFeed)
	}
	if src.List != nil && ctx.Err() == nil {
		ask("list", src.List.URL, func(p Page) ([]Entry, error) { return readList(p, *src.List) })
	}
	sum.Unchanged = unchanged && ctx.Err() == nil
	all = slices.DeleteFunc(all, func(e Entry) bool { return !src.wants(e, r.now()) })
	sum.Entries = len(all)
	return all, records
}

// wants reports whether the source's patterns, keywords and age let the entry through.
func (w *watched) wants(e Entry, now time.Time) bool {
	matches := func(re *regexp.Regexp) bool { return re.MatchString(e.URL) }
	if len(w.include) > 0 && !slices.ContainsFunc(w.include, matches) || slices.ContainsFunc(w.exclude, matches) {
		return false
	}
	if w.MaxAge > 0 && !e.Published.IsZero() && now.Sub(e.Published) > time.Duration(w.MaxAge) {
		return false
	}
	return len(w.Keywords) == 0 || slices.ContainsFunc(w.Keywords, func(k string) bool {
		return strings.Contains(e.Title, k) || strings.Contains(e.Summary, k)
	})
}

// fresh keeps the entries that neither an earlier run nor another source of this one has taken.
func (r *run) fresh(ctx context.Context, entries []Entry) []Entry {
	var fresh []Entry
	for _, e := range entries {
		if ctx.Err() != nil {
			return nil
		}
		known, err := r.Memory.Known(ctx, e.URL)
		if err != nil {
			r.fatal(ctx, fmt.Errorf("known %s: %w", e.URL, err))
			return nil
		}
		if known {
			continue
		}
		if _, taken := r.claimed.LoadOrStore(e.URL, true); !taken {
			fresh = append(fresh, e)
		}
	}
	return fresh
}

// entry fetches, parses and hands over one article. errRobots, errGone and ErrBinary in its error
// mean that nothing is lost.
func (r *run) entry(ctx context.Context, f *fetcher, src watched, e Entry) error {
	page, record, err := f.get(e.URL, "page", "", "")
	if err == nil {
		err = statusError(page)
	}
	if err == nil {
		err = safely(func() error {
			article, err := Parse(page, &src.Source)
			if err != nil {
				return err
			}
			if article.Title == "" {
				article.Title = e.Title
			}
			if article.Published == "" && !e.Published.IsZero() {
				article.Published = e.Published.In(jst).Format(day)
			}
			return r.OnArticle(ctx, src.Source, page, article)
		})
	}
	record.Done = err == nil || errors.Is(err, errGone) || errors.Is(err, ErrBinary)
	if err != nil {
		record.Err = err.Error()
	}
	r.record(ctx, record)
	return err
}

// statusError is nil for 2xx with a body.
func statusError(p Page) error {
	switch {
	case p.Status == http.StatusNotFound, p.Status == http.StatusGone:
		return fmt.Errorf("crawler: fetch %s: %w: HTTP %d", p.URL, errGone, p.Status)
	case p.Status < 200 || p.Status > 299:
		return fmt.Errorf("crawler: fetch %s: HTTP %d %s", p.URL, p.Status, http.StatusText(p.Status))
	case len(p.Body) == 0:
		return fmt.Errorf("crawler: fetch %s: the answer was empty", p.URL)
	}
	return nil
}

// record logs a fetch even while the run is being cancelled.
func (r *run) record(ctx context.Context, f Fetch) {
	if err := r.Memory.LogFetch(context.WithoutCancel(ctx), f); err != nil {
		r.fatal(ctx, fmt.Errorf("log the fetch of %s: %w", f.URL, err))
	}
}

// fatal stops the run: without its memory it would fetch everything again.
func (r *run) fatal(ctx context.Context, err error) {
	if ctx.Err() == nil {
		r.stop(fmt.Errorf("memory: %w", err))
	}
}

func (r *run) tell(e Event) {
	if r.Progress != nil {
		r.eventMu.Lock()
		defer r.eventMu.Unlock()
		r.Progress(e)
	}
}

// safely turns a panic over one hostile page into that page's error.
func safely(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("crawler: panic: %v", p)
		}
	}()
	return f()
}

// forgetful is the Memory of a run without one.
type forgetful struct{}

func (forgetful) Validators(context.Context, string) (string, string, error) { return "", "", nil }
func (forgetful) Known(context.Context, string) (bool, error)                { return false, nil }
func (forgetful) LogFetch(context.Context, Fetch) error                      { return nil }
