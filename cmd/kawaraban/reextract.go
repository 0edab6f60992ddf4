package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

func newReextract() *cobra.Command {
	var db, config, format string
	var names []string
	var dry bool
	cmd := &cobra.Command{
		Use:   "reextract",
		Short: "Read all kept pages again with the rules of today and show what changed",
		Long: `Reads every article of the database again, from the page that was kept, or from its
text where there is none, and stores what the rules of this version make of it. Nothing
is fetched. For each article whose answer changed it prints what is gone (-) and what is
new (+). Earlier readings by other versions stay in the database.

Exit codes: 0 all well, 1 failed, 2 wrong usage or configuration, 3 some articles could
not be read again and were left as they are, 4 another run is working on the database.`,
		Example: `  kawaraban reextract --db news.db
  kawaraban reextract --db news.db --dry-run --format jsonl`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "jsonl" {
				return usage("", "--format %q: it is text or jsonl", format)
			}
			if len(names) == 0 {
				names = []string{""} // all
			}
			cfg, err := (&sourceFlags{file: config}).config()
			if err != nil {
				return err
			}
			r := reextraction{out: cmd.OutOrStdout(), format: format, dry: dry, sources: cfg.Sources}
			return r.run(cmd.Context(), db, names)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&db, "db", defaultDB, "the SQLite `file`")
	fs.StringVar(&config, "config", "", "TOML `file` of sources, for their selectors; the built-in list if there is none")
	fs.StringArrayVar(&names, "source", nil, "only articles of the source with this `name`; may be repeated")
	fs.BoolVar(&dry, "dry-run", false, "show what would change, and store nothing")
	fs.StringVar(&format, "format", "text", "of what changed: text or jsonl")
	return cmd
}

// A reextraction is one run over a database.
type reextraction struct {
	out     io.Writer
	format  string
	dry     bool
	sources []crawler.Source

	articles, changed, reworded, failed int
}

// A change is what newer rules make different in one article.
type change struct {
	ID      int64    `json:"id"`
	URL     string   `json:"url,omitempty"`
	Title   string   `json:"title"`
	Reread  bool     `json:"words_changed"` // other words were taken from the page
	Removed []string `json:"removed"`
	Added   []string `json:"added"`
	Error   string   `json:"error,omitempty"`
}

func (r *reextraction) run(ctx context.Context, db string, sources []string) error {
	return withLockedDB(ctx, db, func(s *store.Store) error { return r.all(ctx, s, sources) })
}

// all reads the kept articles of the sources.
func (r *reextraction) all(ctx context.Context, s *store.Store, sources []string) error {
	x, err := extract.New()
	if err != nil {
		return err
	}
	for _, source := range sources {
		for k, err := range s.Kept(ctx, source) {
			if err != nil {
				return err
			}
			r.articles++
			c, err := r.article(ctx, s, x, k)
			if err != nil {
				if ctx.Err() != nil {
					return ctx.Err()
				}
				r.failed++
				c = change{ID: k.ID, URL: k.URL, Title: answer.FirstLine(k.Text), Error: err.Error()}
			}
			if err := r.print(c); err != nil {
				return err
			}
		}
	}
	if r.format == "text" {
		_, err = fmt.Fprintf(r.out, "articles %d  changed %d  with other words %d  failed %d\n", r.articles, r.changed, r.reworded, r.failed)
	}
	if err == nil && r.failed > 0 {
		err = partial("", "reextract: %d of %d articles could not be read again", r.failed, r.articles)
	}
	return err
}

// article reads one article again and stores the answer if it is another one.
func (r *reextraction) article(ctx context.Context, s *store.Store, x *extract.Extractor, k store.Kept) (c change, err error) {
	a, err := r.words(k)
	if err != nil {
		return c, err
	}
	reading, err := answer.Read(x, a.Article, false)
	if err != nil {
		return c, fmt.Errorf("extract: %w", err)
	}
	c = change{ID: k.ID, URL: k.URL, Title: answer.FirstLine(a.Text), Removed: []string{}, Added: []string{}}
	c.Reread = a.Text != k.Text || a.Title != k.Title || a.Published != k.Published
	before, after := facts(k.Reading), facts(reading)
	c.Removed, c.Added = without(before, after), without(after, before)
	if len(c.Removed)+len(c.Added) > 0 {
		r.changed++
	}
	if c.Reread {
		r.reworded++
	}
	if r.dry || !c.Reread && len(c.Removed)+len(c.Added) == 0 && k.Version == extract.Version && !moved(k.Reading, reading) {
		return c, nil
	}
	_, err = s.Reread(ctx, k, a, reading, extract.Version)
	return c, err
}

// words takes an article's words from its page again, or leaves them where none was kept.
func (r *reextraction) words(k store.Kept) (store.Article, error) {
	a := k.Article
	a.Page, a.Seen = nil, time.Now()
	if k.Page == nil {
		return a, nil
	}
	var src *crawler.Source
	if i := slices.IndexFunc(r.sources, func(s crawler.Source) bool { return s.Name == k.Source }); i >= 0 {
		src = &r.sources[i]
	}
	var parsed crawler.Article
	err := answer.Safely(func() (err error) {
		parsed, err = crawler.Parse(crawler.Page{
			URL: k.Page.URL, FinalURL: k.Page.FinalURL, Status: http.StatusOK, Body: k.Page.Body, FetchedAt: k.Page.FetchedAt,
			Header: http.Header{"Content-Type": {k.Page.ContentType}},
		}, src)
		return err
	})
	if err != nil {
		return a, err
	}
	published := parsed.Published
	if published == "" {
		published = k.Published // the feed's word, which the page does not repeat
	}
	title := a.Title
	a.Article = answer.Paste{Title: parsed.Title, Text: parsed.Text, Published: published}.Article()
	if parsed.Title == "" {
		a.Title = title // likewise
	}
	a.Updated = parsed.Updated
	return a, nil
}

// print shows one change; nothing where nothing changed.
func (r *reextraction) print(c change) error {
	if !c.Reread && len(c.Removed)+len(c.Added) == 0 && c.Error == "" {
		return nil
	}
	if r.format == "jsonl" {
		return printJSON(r.out, c, "")
	}
	var b strings.Builder
	fmt.Fprintf(&b, "%d %s %s\n", c.ID, wording.OneLine(c.URL), wording.OneLine(c.Title))
	if c.Error != "" {
		fmt.Fprintf(&b, "! %s\n", wording.OneLine(c.Error))
	}
	if c.Reread {
		b.WriteString("~ other words were taken from the page\n")
	}
	for _, l := range c.Removed {
		fmt.Fprintf(&b, "- %s\n", wording.OneLine(l))
	}
	for _, l := range c.Added {
		fmt.Fprintf(&b, "+ %s\n", wording.OneLine(l))
	}
	_, err := io.WriteString(r.out, b.String()+"\n")
	return err
}

// facts lists what a reading says, one fact a line, each with the organisation it is about.
func facts(r extract.Reading) (lines []string) {
	for _, i := range r.Incidents {
		who := strings.Join(breached(i.Organizations), "、")
		add := func(format string, args ...any) {
			lines = append(lines, who+": "+fmt.Sprintf(format, args...))
		}
		for _, o := range i.Organizations {
			add("organization %s %s", o.Role, o.Name)
		}
		for _, v := range i.Services {
			add("service %s", v.Name)
		}
		for _, d := range i.Dates {
			add("date %s %s", d.Role, strings.TrimSuffix(d.Date+"/"+d.End, "/"))
		}
		for _, c := range i.Counts {
			value := fmt.Sprint(c.Value)
			if c.ValueMax != nil {
				value += fmt.Sprint("-", *c.ValueMax)
			}
			add("count %s %s %s %s %s", c.Role, c.Qualifier, value, c.Unit, c.Subject)
		}
		for _, c := range i.Categories {
			add("category %s %s", c.Status, c.Code)
		}
		for _, c := range i.Causes {
			add("cause %s", c.Code)
		}
		if i.Exposure != "" {
			add("exposure %s", i.Exposure)
		}
	}
	return lines
}

// without lists what of a is not in b; what is in a twice has to be in b twice.
func without(a, b []string) []string {
	left := map[string]int{}
	for _, l := range b {
		left[l]++
	}
	only := []string{}
	for _, l := range a {
		if left[l]--; left[l] < 0 {
			only = append(only, strings.TrimRight(l, " "))
		}
	}
	return only
}

// moved reports whether two readings with the same facts prove them by other words or rules.
func moved(a, b extract.Reading) bool {
	x, errA := json.Marshal(a.Incidents)
	y, errB := json.Marshal(b.Incidents)
	return errA != nil || errB != nil || string(x) != string(y)
}
