package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strconv"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// defaultDB is the database of crawl and of the commands that read what it stored.
const defaultDB = "kawaraban.db"

func newCrawl() *cobra.Command {
	var config, db string
	var sources []string
	var allowPrivate bool
	cmd := &cobra.Command{
		Use:   "crawl",
		Short: "Fetch new articles of all sources and store what they say",
		Long: `Fetches the feeds and list pages of the sources, then the articles that are new, and
stores the pages, the texts and the incidents read out of them. Without --config the
sources are a built-in list of Japanese security news. A second run fetches only what
is new. One summary line per source is printed at the end.

Exit codes: 0 all well, 1 failed, 2 wrong usage or configuration, 3 some sources or
articles failed and the next run will try them again.`,
		Example: `  kawaraban crawl
  kawaraban crawl --source "Security NEXT" --db news.db
  kawaraban crawl --config sources.toml`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg := crawler.DefaultConfig()
			if config != "" {
				var err error
				if cfg, err = crawler.LoadConfig(config); err != nil {
					return usage("", "%w", err)
				}
			}
			if len(sources) > 0 {
				var err error
				if cfg, err = cfg.Only(sources...); err != nil {
					return usage("", "%w", err)
				}
			}
			cfg.AllowPrivate = cfg.AllowPrivate || allowPrivate
			c := crawl{db: db, log: cmd.ErrOrStderr()}
			sum, err := c.run(cmd.Context(), cfg)
			return errors.Join(printSummary(cmd.OutOrStdout(), sum, c.incidents), crawlError(sum, err))
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&config, "config", "", "TOML `file` of sources; the built-in list if there is none")
	fs.StringVar(&db, "db", defaultDB, "the SQLite `file`, made if there is none")
	fs.StringArrayVar(&sources, "source", nil, "crawl only the source with this `name`; may be repeated")
	fs.BoolVar(&allowPrivate, "allow-private", false, "permit private and loopback addresses")
	return cmd
}

// A crawl is one run from the sources to the database.
type crawl struct {
	db  string
	log io.Writer // failures, as they come
	// dial replaces the guarded dialer; the demo's sites live on loopback.
	dial func(ctx context.Context, network, addr string) (net.Conn, error)

	mu        sync.Mutex
	incidents map[string]int // read in this run, by source
}

// run crawls the sources of cfg, reads every new article and stores it.
func (c *crawl) run(ctx context.Context, cfg crawler.Config) (sum crawler.Summary, err error) {
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
	c.incidents = map[string]int{}
	return crawler.Run(ctx, crawler.Options{
		Config: cfg,
		Memory: memory{s},
		Dial:   c.dial,
		OnArticle: func(ctx context.Context, src crawler.Source, page crawler.Page, article crawler.Article) error {
			a := stored(src, page, article)
			r, err := read(x, a.Article)
			if err != nil {
				return fmt.Errorf("extract: %w", err)
			}
			saved, err := s.SaveArticle(ctx, a, r, extract.Version)
			if err != nil {
				return err
			}
			c.mu.Lock()
			defer c.mu.Unlock()
			c.incidents[src.Name] += saved.Incidents
			return nil
		},
		Progress: func(e crawler.Event) {
			if e.Kind == crawler.Failed {
				why := e.Err.Error()
				if !strings.Contains(why, e.URL) {
					why = e.URL + ": " + why
				}
				fmt.Fprintf(c.log, "kawaraban: %s: %s\n", oneLine(e.Source), oneLine(why))
			}
		},
	})
}

// stored is what the database keeps of a crawled page. Its address is where the page
// was found: what a page names as its canonical address is only its own word.
func stored(src crawler.Source, page crawler.Page, a crawler.Article) store.Article {
	return store.Article{
		URL:     page.FinalURL,
		Source:  src.Name,
		Site:    a.Site,
		Article: paste{Title: a.Title, Text: a.Text, Published: a.Published}.article(),
		Updated: a.Updated,
		Page: &store.Page{
			URL:          page.URL,
			FinalURL:     page.FinalURL,
			ContentType:  page.Header.Get("Content-Type"),
			ETag:         page.Header.Get("ETag"),
			LastModified: page.Header.Get("Last-Modified"),
			Body:         page.Body,
			FetchedAt:    page.FetchedAt,
		},
	}
}

// memory lets a crawl see what earlier ones stored.
type memory struct{ *store.Store }

// LogFetch keeps the record of a request.
func (m memory) LogFetch(ctx context.Context, f crawler.Fetch) error {
	return m.Store.LogFetch(ctx, store.Fetch(f))
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
			oneLine(s.Name),
			"entries " + strconv.Itoa(s.Entries), "new " + strconv.Itoa(s.New), "fetched " + strconv.Itoa(s.Fetched),
			"skipped " + strconv.Itoa(s.Skipped), "failed " + strconv.Itoa(s.Failed),
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
	hint := "the next run tries again"
	if dead == len(sum.Sources) {
		return failed(hint, "crawl: all %d sources failed", dead)
	}
	return partial(hint, "crawl: %d of %d sources failed in part or in full", bad, cmp.Or(len(sum.Sources), bad))
}
