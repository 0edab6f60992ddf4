package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/fixtures/site"
	"github.com/kawaraban/kawaraban/store"
)

const demoDB = "kawaraban-demo.db"

func newDemo() *cobra.Command {
	return &cobra.Command{
		Use:   "demo",
		Short: "Crawl invented news sites on this machine and show what comes out",
		Long: `Starts a few small news sites on loopback, all invented, crawls them as crawl does,
stores what they say in ./` + demoDB + ` (made anew) and prints it.`,
		Example: "  kawaraban demo",
		Args:    takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			return demo(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
}

func demo(ctx context.Context, out, log io.Writer) (err error) {
	for _, suffix := range []string{"", "-wal", "-shm", ".lock"} {
		if err := os.Remove(demoDB + suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return fmt.Errorf("make %s anew: %w", demoDB, err)
		}
	}
	sites, err := site.Start()
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, sites.Close()) }()

	fmt.Fprintf(out, "Crawling %d invented sites on loopback …\n\n", len(sites.List))
	c := crawl{db: demoDB, report: textLog{log}}
	sum, err := c.run(ctx, demoConfig(sites))
	if err := errors.Join(printSummary(out, sum, c.incidents), crawlError(sum, err)); err != nil {
		return err
	}
	db, err := store.OpenReadOnly(ctx, demoDB)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var rows []store.Row
	for row, err := range db.Incidents(ctx, store.Filter{}) {
		if err != nil {
			return err
		}
		rows = append(rows, row)
	}
	slices.SortStableFunc(rows, func(a, b store.Row) int { return cmp.Compare(announced(a), announced(b)) })
	_, err = fmt.Fprintf(out, "\n%s\n\n%s", overview(newStyle(out, "never"), rows), nextCommands)
	return err
}

const nextCommands = `All of it is in ./` + demoDB + `. Try next:

  kawaraban search 学生 --db ` + demoDB + `
  kawaraban export --format csv --db ` + demoDB + `
  kawaraban extract --explain fixtures/gold/a01.txt

(from the checkout: go run ./cmd/kawaraban in place of kawaraban)
`

// demoConfig is the configuration that an operator would write for the sites.
func demoConfig(sites *site.Sites) crawler.Config {
	cfg := crawler.Config{Delay: crawler.NoDelay, AllowPrivate: true}
	for _, s := range sites.List {
		src := crawler.Source{Name: s.Name, Home: s.Home, Feed: s.Feed}
		if s.List != "" {
			src.List = &crawler.ListPage{URL: s.List, Item: s.Item, Date: s.Date}
		}
		cfg.Sources = append(cfg.Sources, src)
	}
	return cfg
}

// overview is a table with one row for every incident.
func overview(st style, rows []store.Row) string {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Options.SeparateRows = true
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(table.Row{"公表", "組織", "件数", "情報", "原因", "漏えい"})
	// What two columns of ten and the borders leave is shared by the others.
	share := max(st.width-2*10-6*3-1, 40)
	column := func(name string, width int) table.ColumnConfig {
		return table.ColumnConfig{Name: name, WidthMax: width, WidthMaxEnforcer: wrap}
	}
	t.SetColumnConfigs([]table.ColumnConfig{
		column("組織", share*5/20), column("件数", share*4/20), column("情報", share*6/20), column("原因", share*5/20),
	})
	for _, row := range rows {
		t.AppendRow(table.Row{
			announced(row),
			strings.Join(breached(row.Organizations), "\n"),
			strings.Join(totals(row.Counts), "\n"),
			strings.Join(exposed(row.Categories), "、"),
			strings.Join(each(row.Causes, func(c extract.Cause) string { return extract.CauseLabel(c.Code) }), "\n"),
			wording.Label(wording.JA, "exposure", row.Exposure),
		})
	}
	return t.Render()
}

// announced is the first day on which the incident was made public, else the day the
// article appeared.
func announced(row store.Row) string {
	var days []string
	for _, d := range row.Dates {
		if d.Role == "announced" {
			days = append(days, d.Date)
		}
	}
	if len(days) == 0 {
		return row.Published
	}
	return slices.Min(days)
}

func breached(orgs []extract.Organization) (names []string) {
	for _, o := range orgs {
		if o.Role == "breached" {
			names = append(names, wording.OneLine(o.Name))
		}
	}
	return names
}

func totals(counts []extract.Count) (figures []string) {
	for _, c := range counts {
		if c.Role == "total" {
			figures = append(figures, wording.Figure(wording.JA, c))
		}
	}
	return figures
}

func exposed(categories []extract.Category) (labels []string) {
	for _, c := range categories {
		if c.Status == "exposed" {
			labels = append(labels, extract.CategoryLabel(c.Code))
		}
	}
	return labels
}
