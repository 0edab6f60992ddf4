package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"sync"
	"sync/atomic"
	"time"
)

// maxSources bounds how many sources are worked on at once; requests to one host never overlap anyway.
const maxSources = 16

// batch is how many entries of the queue are read at once.
const batch = 200

var (
	// errGone says that a page is no more: 404 or 410.
	errGone = errors.New("gone")
	// errUnchanged says that a page that was asked for again is as it was.
	errUnchanged = errors.New("not changed")
	// errTooOld says that a page of an archive is from before Options.Since.
	errTooOld = errors.New("older than asked for")
	// errTime is the cause of a context that ends by Options.MaxTime.
	errTime = errors.New("the time of the run is used up")
)

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
	if r.MaxTime > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, r.MaxTime, errTime)
		defer cancel()
	}
	r.transport.log = func(ctx context.Context, f Fetch) { r.record(ctx, f) }
	defer r.transport.close()

	sum := Summary{Started: r.started, Sources: make([]SourceSummary, len(r.sources))}
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
	switch err := context.Cause(ctx); {
	case errors.Is(err, errTime):
		sum.Stopped = "time"
	case err != nil:
		if errors.Is(err, context.Canceled) {
			sum.Stopped = "interrupted"
		}
		return sum, fmt.Errorf("crawler: run: %w", err)
	case r.full():
		sum.Stopped = "pages"
	}
	return sum, nil
}

// run is the state that the sources of one Run share.
type run struct {
	Options
	now       func() time.Time
	started   time.Time
	sources   []watched
	transport *transport
	stop      context.CancelCauseFunc
	claimed   sync.Map     // entry URL → true: two sources of one publisher list the same pages
	pages     atomic.Int64 // asked for
	refused   atomic.Bool  // a page was left because of MaxPages
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
	r.started = r.now()
	if r.Memory == nil {
		r.Memory = newScratch()
	}
	for _, s := range r.Config.withDefaults().Sources {
		if s.Disabled {
			continue
		}
		if key, err := s.check(); err != nil {
			return nil, fmt.Errorf("crawler: run: source %q: %s: %w", s.Name, key, err)
		}
		r.sources = append(r.sources, watch(s))
	}
	if len(r.sources) == 0 {
		return nil, errors.New("crawler: run: no source is enabled")
	}
	forgetCollyEnv()
	r.transport = newTransport(r.Config.withDefaults(), opts.Dial)
	r.transport.now = r.now
	r.transport.memory = r.Memory
	return r, nil
}

func watch(s Source) watched {
	w := watched{Source: s}
	for _, p := range s.Include {
		w.include = append(w.include, regexp.MustCompile(p))
	}
	for _, p := range s.Exclude {
		w.exclude = append(w.exclude, regexp.MustCompile(p))
	}
	return w
}

// source works through one source: its listings, then the queue.
func (r *run) source(ctx context.Context, src watched) (sum SourceSummary) {
	sum.Name = src.Name
	f := newFetcher(ctx, r.transport, src.Name, time.Duration(src.Delay))
	after, empty := int64(0), true
	if !r.Since.IsZero() {
		// What an earlier walk left comes first: to list a long archive again can take all the time
		// there is.
		after, empty = r.drain(ctx, f, src, 0, &sum)
	}
	if empty {
		r.discover(ctx, f, src, &sum)
		r.drain(ctx, f, src, after, &sum)
	}
	if cause := context.Cause(ctx); cause != nil && !errors.Is(cause, errTime) && !errors.Is(cause, context.Canceled) {
		sum.fail(cause)
	}
	if left, err := r.Memory.Waiting(context.WithoutCancel(ctx), src.Name); err == nil {
		sum.Left = left
	}
	r.tell(Event{Source: src.Name, Kind: SourceDone})
	return sum
}

// drain fetches and reads the pages in the source's queue from the one behind after. It returns the
// last one's ID, and whether it came to the end.
func (r *run) drain(ctx context.Context, f *fetcher, src watched, after int64, sum *SourceSummary) (last int64, empty bool) {
	archive := !r.Since.IsZero()
	if ctx.Err() == nil {
		waiting, err := r.Memory.CountDue(ctx, src.Name, r.started, archive, after)
		if err != nil {
			r.fatal(ctx, fmt.Errorf("queue of %s: %w", src.Name, err))
			return after, false
		}
		r.tell(Event{Source: src.Name, Kind: Found, Count: sum.New, Waiting: waiting})
	}
	for ctx.Err() == nil && !r.full() {
		due, err := r.Memory.Due(ctx, src.Name, r.started, archive, after, batch)
		if err != nil {
			r.fatal(ctx, fmt.Errorf("queue of %s: %w", src.Name, err))
			break
		}
		if len(due) == 0 {
			return after, true
		}
		// While one page is read the next one is asked for. What a page names is queued by the time
		// the queue is looked at again.
		replies := make(chan reply)
		var reading sync.WaitGroup
		reading.Go(func() {
			for a := range replies {
				r.settle(ctx, src, a.entry, r.finish(ctx, src, a), sum)
			}
		})
		for _, e := range due {
			after = e.ID
			if _, taken := r.claimed.LoadOrStore(e.URL, true); taken {
				continue
			}
			if ctx.Err() != nil || !r.budget() {
				break
			}
			replies <- r.request(ctx, f, e)
		}
		close(replies)
		reading.Wait()
	}
	return after, false
}

// budget takes one page from MaxPages.
func (r *run) budget() bool {
	if r.MaxPages > 0 && r.pages.Add(1) > int64(r.MaxPages) {
		r.refused.Store(true)
		return false
	}
	return true
}

// full reports whether pages are left because of MaxPages.
func (r *run) full() bool { return r.refused.Load() }

// settle counts and tells what became of an entry.
func (r *run) settle(ctx context.Context, src watched, e Entry, err error, sum *SourceSummary) {
	event := Event{Source: src.Name, URL: e.URL, Err: err}
	switch {
	case err == nil:
		sum.Fetched++
		event.Kind = Fetched
	case ctx.Err() != nil:
		return // cut off, not failed
	case errors.Is(err, errResting):
		sum.Postponed++
		event.Kind = Postponed
	case e.PrimaryOf != "", errors.Is(err, errRobots), errors.Is(err, errGone), errors.Is(err, ErrBinary), errors.Is(err, errUnchanged), errors.Is(err, errTooOld):
		sum.Skipped++ // also a notice that an article names: the article itself is kept
		event.Kind = Skipped
		if errors.Is(err, errUnchanged) || errors.Is(err, errTooOld) {
			event.Err = nil
		}
	default:
		sum.fail(err)
		sum.Failed++
		event.Kind = Failed
	}
	r.tell(event)
}

func (s *SourceSummary) fail(err error) {
	if s.Err == "" {
		s.Err = err.Error()
	}
}

// reply is what became of the request for an entry: a page, or why there is none.
type reply struct {
	entry  Entry
	page   Page
	record Fetch
	err    error
}

// request fetches the page of an entry.
func (r *run) request(ctx context.Context, f *fetcher, e Entry) reply {
	etag, modified, err := r.Memory.Validators(ctx, e.URL)
	if err != nil {
		err = fmt.Errorf("validators of %s: %w", e.URL, err)
		r.fatal(ctx, err)
		return reply{entry: e, err: err}
	}
	page, record, err := f.get(e.URL, "page", etag, modified)
	if err == nil && page.Status == http.StatusNotModified {
		err = fmt.Errorf("crawler: fetch %s: %w", e.URL, errUnchanged)
	} else if err == nil {
		err = statusError(page)
	}
	return reply{e, page, record, err}
}

// finish parses a page, hands it over and logs its request. errRobots, errGone, errUnchanged,
// errTooOld and ErrBinary in its error mean that nothing is lost, errResting that nothing was asked.
func (r *run) finish(ctx context.Context, src watched, a reply) error {
	record, err := a.record, a.err
	if errors.Is(err, errResting) || record.URL == "" {
		return err // the queue keeps it as it is
	}
	if err == nil {
		err = safely(func() error { return r.read(ctx, src, a.page, a.entry) })
	}
	for _, final := range []error{nil, errGone, ErrBinary, errUnchanged, errTooOld} {
		record.Done = record.Done || err == final || final != nil && errors.Is(err, final)
	}
	if err != nil {
		record.Err = err.Error()
		if errors.Is(err, errUnchanged) {
			record.Err = ""
		} else {
			record.ETag, record.LastModified = "", "" // or a 304 would hide it from the next try
		}
	}
	r.record(ctx, record)
	return err
}

// read parses a page, hands it over, and queues the notices that it names.
func (r *run) read(ctx context.Context, src watched, page Page, e Entry) error {
	article, err := Parse(page, &src.Source)
	if err != nil {
		return err
	}
	if article.Title == "" {
		article.Title = e.Title
	}
	if article.Published == "" && !e.Published.IsZero() && !e.Backfill {
		article.Published = notLater(page.FetchedAt)(e.Published.In(jst).Format(day))
	}
	if e.Backfill && article.Published != "" && article.Published < r.Since.In(jst).Format(day) {
		return fmt.Errorf("crawler: %s: %w: of %s", e.URL, errTooOld, article.Published)
	}
	article.PrimaryOf = e.PrimaryOf
	if err := r.OnArticle(ctx, src.Source, page, article); err != nil {
		return err
	}
	if !src.FollowPrimary || e.PrimaryOf != "" {
		return nil
	}
	notices := primaries(article, e)
	if len(notices) == 0 {
		return nil
	}
	_, err = r.Memory.List(ctx, Fetch{Source: src.Name, At: r.started}, notices)
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

// record logs a fetch even while the run is being cancelled; a request that was cut off is none.
func (r *run) record(ctx context.Context, f Fetch) {
	if ctx.Err() != nil && f.Status == 0 {
		return
	}
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
