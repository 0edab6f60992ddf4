package main

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/health"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

func newStatus() *cobra.Command {
	var db, format string
	var within time.Duration
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Show how each source fares: last success, new articles, errors, when it is asked next",
		Long: `Shows for each source when its feed, list or sitemap was last had, how many articles
are new, how many tries failed since the last good one and why, how many pages wait in
the queue, and which hosts rest until when.`,
		Example: `  kawaraban status --db news.db
  kawaraban status --within 168h --format json`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if format != "table" && format != "json" {
				return usage("", "--format %q: it is table or json", format)
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			now := time.Now()
			r, err := health.Of(cmd.Context(), s, now, within)
			if err != nil {
				return err
			}
			out := cmd.OutOrStdout()
			if format == "json" {
				return printJSON(out, r.JSON(), "")
			}
			if _, err := fmt.Fprintln(out, statusTable(newStyle(out, "auto"), r.Sources, within, now)); err != nil {
				return err
			}
			for _, s := range r.Sources {
				if s.LastError != "" {
					if _, err := fmt.Fprintf(out, "%s: %s\n", wording.OneLine(s.Source), wording.OneLine(s.LastError)); err != nil {
						return err
					}
				}
				if s.Failing > 0 {
					if _, err := fmt.Fprintf(out, "%s: pages that failed and wait: %d; the last: %s\n", wording.OneLine(s.Source), s.Failing, wording.OneLine(s.PageError)); err != nil {
						return err
					}
				}
			}
			for _, h := range r.Hosts {
				if _, err := fmt.Fprintf(out, "%s rests until %s after %s (%d in a row)\n",
					wording.OneLine(h.Name), local(h.ClosedUntil), wording.OneLine(h.Reason), h.Failures); err != nil {
					return err
				}
			}
			return nil
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&db, "db", defaultDB, "the SQLite `file`")
	fs.StringVar(&format, "format", "table", "table or json")
	fs.DurationVar(&within, "within", 24*time.Hour, "count articles as new for this `time`")
	return cmd
}

func statusTable(st style, all []store.Status, within time.Duration, now time.Time) string {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	span := strings.TrimSuffix(strings.TrimSuffix(within.String(), "0s"), "0m")
	t.AppendHeader(table.Row{"source", "last success", "new in " + span, "articles", "waiting", "errors in a row", "next try"})
	t.SetColumnConfigs([]table.ColumnConfig{
		{Name: "source", WidthMax: 28, WidthMaxEnforcer: wrap},
		{Name: "errors in a row", Align: text.AlignRight},
	})
	for _, s := range all {
		success := "never"
		if !s.LastSuccess.IsZero() {
			success = local(s.LastSuccess)
		}
		next := ""
		if s.NextAllowed.After(now) {
			next = local(s.NextAllowed)
		}
		streak := strconv.Itoa(s.Streak)
		if s.Streak > 0 {
			streak = st.paint(text.Colors{text.FgRed}, streak)
		}
		t.AppendRow(table.Row{wording.OneLine(s.Source), success, s.New, s.Articles, s.Waiting, streak, next})
	}
	return t.Render()
}

func local(t time.Time) string { return t.Local().Format("2006-01-02 15:04") }
