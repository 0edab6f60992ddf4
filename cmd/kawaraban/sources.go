package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/crawler"
)

func newSources() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "sources",
		Short: "List, check and add sources",
		Args:  takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(cmd.ErrOrStderr())
			_ = cmd.Help()
			return usage("", "sources: say list, check or add")
		},
	}
	cmd.AddCommand(newSourcesList(), newSourcesCheck(), newSourcesAdd())
	return cmd
}

func newSourcesList() *cobra.Command {
	var flags sourceFlags
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the sources that crawl would ask",
		Args:  takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := flags.config()
			if err != nil {
				return err
			}
			rows := [][]string{}
			for _, s := range cfg.Sources {
				at := s.Feed
				if at == "" && s.List != nil {
					at = s.List.URL
				}
				if at == "" {
					at = s.Sitemap
				}
				state := ""
				if s.Disabled {
					state = "disabled"
				}
				rows = append(rows, []string{wording.OneLine(s.Name), wording.OneLine(at), state})
			}
			for _, line := range columns(rows) {
				if _, err := fmt.Fprintln(cmd.OutOrStdout(), line); err != nil {
					return err
				}
			}
			return nil
		},
	}
	flags.add(cmd.Flags())
	return cmd
}

func newSourcesCheck() *cobra.Command {
	var flags sourceFlags
	cmd := &cobra.Command{
		Use:   "check",
		Short: "Ask each source for its entries and one article, and say what to put right",
		Long: `Asks each source for its feed, list or sitemap and for the newest article in it, as
politely as crawl, and shows what was found: entries, dates, title and length of the
text. Nothing is stored.

Exit codes: 0 all well, 1 failed, 2 wrong usage or configuration, 3 something is to be put
right.`,
		Example: `  kawaraban sources check --config sources.toml
  kawaraban sources check --source "Security NEXT"`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cfg, err := flags.config()
			if err != nil {
				return err
			}
			reports, err := crawler.Check(cmd.Context(), crawler.Options{Config: cfg})
			bad := 0
			for _, r := range reports {
				if !r.OK() {
					bad++
				}
				if err := printReport(cmd.OutOrStdout(), r); err != nil {
					return err
				}
			}
			if err == nil && bad > 0 {
				err = partial("", "sources check: something is to be put right in %d of %d sources", bad, len(reports))
			}
			return err
		},
	}
	flags.add(cmd.Flags())
	return cmd
}

func printReport(w io.Writer, r crawler.Report) error {
	var b strings.Builder
	state := "ok"
	if !r.OK() {
		state = "to be put right"
	}
	fmt.Fprintf(&b, "%s: %s\n", wording.OneLine(r.Source), state)
	for _, l := range r.Listings {
		answer := fmt.Sprintf("HTTP %d", l.Status)
		if l.Status == 0 {
			answer = "no answer"
		}
		fmt.Fprintf(&b, "  %-8s %s: %s, entries %d, with a date %d, let through %d\n", l.Kind, wording.OneLine(l.URL), answer, l.Entries, l.Dated, l.Wanted)
	}
	if s := r.Sample; s != nil && s.Err == "" {
		published := s.Published
		if published == "" {
			published = "no date"
		}
		fmt.Fprintf(&b, "  %-8s %s: %s, %s, %d characters, %s\n", "article", wording.OneLine(s.URL), wording.OneLine(s.Title), published, s.Chars, s.Charset)
		if s.Transient {
			b.WriteString("           the site asks not to keep its pages: only text and facts are stored\n")
		}
	}
	for _, a := range r.Advice {
		fmt.Fprintf(&b, "  → %s\n", wording.OneLine(a))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func newSourcesAdd() *cobra.Command {
	var file, name string
	var dry bool
	var reach reachFlags
	cmd := &cobra.Command{
		Use:   "add URL",
		Short: "Find the feed, sitemap or list of a site and add it to a TOML file",
		Long: `Looks at a page for what can be watched: the feed that it names, feeds at the usual
places, sitemaps that robots.txt names, or a list of dated links. Adds it to the TOML
file, which crawl reads by --config, and shows the entry.`,
		Example: `  kawaraban sources add https://www.example.jp/news/ --config sources.toml
  kawaraban sources add https://www.example.jp/ --dry-run`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			var cfg crawler.Config
			if _, err := os.Stat(file); err == nil {
				if cfg, err = crawler.LoadConfig(file); err != nil {
					return usage("", "%w", err)
				}
			}
			reach.apply(&cfg)
			src, notes, err := crawler.Discover(cmd.Context(), crawler.Options{Config: cfg}, args[0])
			for _, n := range notes {
				fmt.Fprintln(cmd.ErrOrStderr(), wording.OneLine(n))
			}
			switch {
			case errors.Is(err, crawler.ErrNoURL):
				return usage("begin it with https:// or http://", "%w", err)
			case errors.Is(err, crawler.ErrNothingFound):
				return failed("write a [source.list] with the selector of its entries by hand", "%w", err)
			case errors.Is(err, crawler.ErrPrivate):
				return failed("--allow-private, if the server is your own", "%w", err)
			case err != nil:
				return err
			}
			if name != "" {
				src.Name = name
			}
			entry, err := "", error(nil)
			if dry {
				entry, err = crawler.SourceTOML(src)
			} else {
				entry, err = crawler.AppendSource(file, src)
			}
			switch {
			case errors.Is(err, crawler.ErrNameTaken):
				return failed("call it by --name", "%w", err)
			case err != nil:
				return err
			}
			fmt.Fprint(cmd.OutOrStdout(), entry)
			if !dry {
				fmt.Fprintf(cmd.ErrOrStderr(), "added to %s; try: kawaraban sources check --config %s --source %q\n", file, file, src.Name)
			}
			return nil
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&file, "config", "sources.toml", "the TOML `file`, made if there is none")
	fs.StringVar(&name, "name", "", "call the source by this `name`; by default as the site calls itself")
	fs.BoolVar(&dry, "dry-run", false, "show the entry only")
	reach.add(fs)
	return cmd
}
