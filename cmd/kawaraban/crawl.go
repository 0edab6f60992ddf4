package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

func newCrawl() *cobra.Command {
	var flags sourceFlags
	var db, since, log string
	var maxPages int
	var maxTime time.Duration
	cmd := &cobra.Command{
		Use:   "crawl",
		Short: "Fetch new articles of all sources and store what they say",
		Long: `Fetches the feeds, lists and sitemaps of the sources, then the articles that are new,
and stores the pages, the texts and the incidents read out of them. Without --config the
sources are a built-in list of Japanese security news. A second run fetches only what
is new, and what an earlier one left or failed to get. One summary line per source is
printed at the end.

On a terminal a bar shows how far it is. Elsewhere, as under cron, each event of note is
a JSON line on standard error, and the last one a summary.

With --since the archives are walked too: sitemaps, older pages of lists and feeds. Run
the same command again to go on where it was stopped.

Exit codes: 0 all well, also when a budget ran out, 1 failed, 2 wrong usage or
configuration, 3 some sources or articles failed and a later run will try them again,
4 another run is working on the database.`,
		Example: `  kawaraban crawl
  kawaraban crawl --source "Security NEXT" --db news.db
  kawaraban crawl --config sources.toml --max-time 50m
  kawaraban crawl --source "Security NEXT" --since 2023-01-01 --max-pages 500`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := flags.config()
			if err != nil {
				return err
			}
			c := crawl{db: db, maxPages: maxPages, maxTime: maxTime}
			if since != "" {
				if c.since, err = time.ParseInLocation(time.DateOnly, since, answer.Japan); err != nil {
					return usage("", "--since %q: write the day as 2023-01-01", since)
				}
			}
			if maxPages < 0 || maxTime < 0 {
				return usage("", "--max-pages and --max-time cannot be negative")
			}
			if c.report, err = newReporter(cmd.ErrOrStderr(), log); err != nil {
				return err
			}
			sum, err := c.run(cmd.Context(), cfg)
			err = errors.Join(printSummary(cmd.OutOrStdout(), sum, c.incidents), crawlError(sum, err))
			if l, ok := c.report.(*jsonLog); ok {
				return l.fail(err)
			}
			return err
		},
	}
	fs := cmd.Flags()
	flags.add(fs)
	fs.StringVar(&db, "db", defaultDB, "the SQLite `file`, made if there is none")
	fs.StringVar(&since, "since", "", "walk archives too, back to this `day`, as 2023-01-01")
	fs.IntVar(&maxPages, "max-pages", 0, "ask for at most this `number` of pages; the rest waits for the next run")
	fs.DurationVar(&maxTime, "max-time", 0, "end after this `time`, as 50m; the rest waits for the next run")
	fs.StringVar(&log, "log", "auto", "how to tell what happens: text, json or auto")
	return cmd
}

// sourceFlags are the flags that choose sources.
type sourceFlags struct {
	file  string
	names []string
	reach reachFlags
}

// reachFlags say who asks, and where one may ask.
type reachFlags struct {
	contact      string
	allowPrivate bool
}

func (f *reachFlags) add(fs *pflag.FlagSet) {
	fs.StringVar(&f.contact, "contact", os.Getenv("KAWARABAN_CONTACT"), "mail or web `address` of yours that the sites are shown; by default $KAWARABAN_CONTACT")
	fs.BoolVar(&f.allowPrivate, "allow-private", false, "permit private and loopback addresses")
}

func (f *reachFlags) apply(cfg *crawler.Config) {
	cfg.AllowPrivate = cfg.AllowPrivate || f.allowPrivate
	if f.contact != "" {
		cfg.Contact = f.contact
	}
}

func (f *sourceFlags) add(fs *pflag.FlagSet) {
	fs.StringVar(&f.file, "config", "", "TOML `file` of sources; the built-in list if there is none")
	fs.StringArrayVar(&f.names, "source", nil, "only the source with this `name`; may be repeated")
	f.reach.add(fs)
}

// config is the configuration with the sources that the flags choose.
func (f *sourceFlags) config() (cfg crawler.Config, err error) {
	cfg = crawler.DefaultConfig()
	if f.file != "" {
		if cfg, err = crawler.LoadConfig(f.file); err != nil {
			return cfg, usage("", "%w", err)
		}
	}
	if len(f.names) > 0 {
		if cfg, err = cfg.Only(f.names...); err != nil {
			return cfg, usage("", "%w", err)
		}
	}
	f.reach.apply(&cfg)
	return cfg, nil
}

// A crawl is one run from the sources to the database.
type crawl struct {
	db       string
	report   reporter
	since    time.Time // of a walk through archives
	maxPages int
	maxTime  time.Duration
	// dial replaces the guarded dialer; the demo's sites live on loopback.
	dial func(ctx context.Context, network, addr string) (net.Conn, error)

	mu        sync.Mutex
	incidents map[string]int // read in this run, by source
	of        map[string]int // likewise, by page, until it is told
}

// run crawls the sources of cfg, reads every new article and stores it.
func (c *crawl) run(ctx context.Context, cfg crawler.Config) (sum crawler.Summary, err error) {
	release, err := lockDB(ctx, c.db)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, release()) }()
	s, err := store.Open(ctx, c.db)
	if err != nil {
		return sum, err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	for _, src := range cfg.Sources {
		if err := s.PutSource(ctx, store.Source{Name: src.Name, Home: src.Home, Feed: src.Feed}); err != nil {
			return sum, err
		}
	}
	x, err := extract.New()
	if err != nil {
		return sum, err
	}
	c.incidents, c.of = map[string]int{}, map[string]int{}
	ctx, stop := context.WithCancelCause(ctx)
	defer stop(nil)
	sum, err = crawler.Run(ctx, crawler.Options{
		Config:   cfg,
		Memory:   memory{s},
		Since:    c.since,
		MaxPages: c.maxPages,
		MaxTime:  c.maxTime,
		Dial:     c.dial,
		OnArticle: func(ctx context.Context, src crawler.Source, page crawler.Page, article crawler.Article) error {
			err := c.keep(ctx, s, x, src, page, article)
			if full := new(store.WriteError); errors.As(err, &full) {
				stop(err) // no other page would be kept either, and all of them would be fetched for nothing
			}
			return err
		},
		Progress: func(e crawler.Event) {
			c.mu.Lock()
			n := c.of[e.URL]
			delete(c.of, e.URL)
			c.mu.Unlock()
			c.report.event(e, n)
		},
	})
	c.report.done(sum, c.incidents)
	return sum, err
}

// keep reads one article and stores it.
func (c *crawl) keep(ctx context.Context, s *store.Store, x *extract.Extractor, src crawler.Source, page crawler.Page, article crawler.Article) error {
	a := stored(src, page, article)
	if a.Page != nil && article.PrimaryOf == "" {
		same, err := s.SamePage(ctx, *a.Page)
		if err != nil || same {
			return err
		}
	}
	r, err := answer.Read(x, a.Article.Article, false)
	if err != nil {
		return fmt.Errorf("extract: %w", err)
	}
	saved, err := s.SaveCrawled(ctx, a, r, extract.Version)
	if err != nil {
		return err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.incidents[src.Name] += saved.Incidents
	c.of[page.URL] = saved.Incidents
	return nil
}

// stored is what the database keeps of a crawled page.
func stored(src crawler.Source, page crawler.Page, a crawler.Article) store.Crawled {
	c := store.Crawled{
		Article: store.Article{
			URL:     page.FinalURL,
			Source:  src.Name,
			Site:    a.Site,
			Article: answer.Paste{Title: a.Title, Text: a.Text, Published: a.Published}.Article(),
			Updated: a.Updated,
		},
		Canonical: a.Address,
		PrimaryOf: a.PrimaryOf,
	}
	if !a.Transient {
		c.Page = &store.Page{
			URL:          page.URL,
			FinalURL:     page.FinalURL,
			ContentType:  page.Header.Get("Content-Type"),
			ETag:         page.Header.Get("ETag"),
			LastModified: page.Header.Get("Last-Modified"),
			Body:         page.Body,
			FetchedAt:    page.FetchedAt,
		}
	}
	return c
}

// memory lets a crawl see what earlier ones stored. The nouns of crawler and store have the same
// fields, so that a conversion is all it takes.
type memory struct{ *store.Store }

func (m memory) LogFetch(ctx context.Context, f crawler.Fetch) error {
	return m.Store.LogFetch(ctx, store.Fetch(f))
}

func (m memory) List(ctx context.Context, f crawler.Fetch, entries []crawler.Entry) (int, error) {
	list := make([]store.Entry, len(entries))
	for i, e := range entries {
		list[i] = store.Entry(e)
	}
	return m.Store.List(ctx, store.Fetch(f), list)
}

func (m memory) Due(ctx context.Context, source string, at time.Time, backfill bool, after int64, limit int) ([]crawler.Entry, error) {
	due, err := m.Store.Due(ctx, source, at, backfill, after, limit)
	entries := make([]crawler.Entry, len(due))
	for i, e := range due {
		entries[i] = crawler.Entry(e)
	}
	return entries, err
}

func (m memory) Host(ctx context.Context, name string) (crawler.Host, error) {
	h, err := m.Store.Host(ctx, name)
	return crawler.Host(h), err
}

func (m memory) KeepHost(ctx context.Context, h crawler.Host) error {
	return m.Store.KeepHost(ctx, store.Host(h))
}

// printSummary prints one line per source.
func printSummary(w io.Writer, sum crawler.Summary, incidents map[string]int) error {
	rows := [][]string{}
	for _, s := range sum.Sources {
		state := "ok"
		switch {
		case !s.OK():
			state = "failed" // why was logged when it happened
		case s.Unchanged:
			state = "unchanged"
		}
		rows = append(rows, []string{
			wording.OneLine(s.Name),
			"entries " + strconv.Itoa(s.Entries), "new " + strconv.Itoa(s.New), "fetched " + strconv.Itoa(s.Fetched),
			"skipped " + strconv.Itoa(s.Skipped), "failed " + strconv.Itoa(s.Failed), "left " + strconv.Itoa(s.Left),
			"incidents " + strconv.Itoa(incidents[s.Name]), state,
		})
	}
	for _, line := range columns(rows) {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// crawlError says how a run ended: nil, partial, or failed if no source came through.
func crawlError(sum crawler.Summary, err error) error {
	if err != nil || sum.OK() {
		return err
	}
	bad, dead := 0, 0
	for _, s := range sum.Sources {
		if !s.OK() {
			bad++
		}
		if !s.OK() && s.Fetched == 0 {
			dead++
		}
	}
	hint := "the next run tries again; kawaraban sources check says what to put right"
	if dead == len(sum.Sources) {
		return failed(hint, "crawl: all %d sources failed", dead)
	}
	return partial(hint, "crawl: %d of %d sources failed in part or in full", bad, len(sum.Sources))
}
