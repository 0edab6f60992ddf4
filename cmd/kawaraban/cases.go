package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/jedib0t/go-pretty/v6/table"
	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

func newCases() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "cases",
		Short: "List and show cases, put them together or take them apart",
		Long: `A case is one event at one organisation, told by one or more articles over time.
Articles are put together by organisation, time, numbers and cause. What merge, split
and pin decide is remembered, whatever later readings say.`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(cmd.ErrOrStderr())
			_ = cmd.Help()
			return usage("", "cases: say list, show, merge, split or pin")
		},
	}
	cmd.AddCommand(newCasesList(), newCasesShow(), newCasesMerge(), newCasesSplit(), newCasesPin())
	return cmd
}

func newCasesList() *cobra.Command {
	var db string
	var filter store.Filter
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the cases, the first announced first",
		Example: `  kawaraban cases list --db news.db --since 2025-01-01
  kawaraban cases list --org みどり商事`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if err := checkFilter(filter); err != nil {
				return err
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			return s.Snapshot(cmd.Context(), filter, func(p *store.Snapshot) error {
				return printCases(cmd.OutOrStdout(), p)
			})
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	filterFlags(cmd.Flags(), &filter)
	return cmd
}

func printCases(w io.Writer, p *store.Snapshot) error {
	t := table.NewWriter()
	t.SetStyle(table.StyleLight)
	t.Style().Format.Header = text.FormatDefault
	t.AppendHeader(table.Row{"case", "公表", "組織", "件数", "原因", "記事"})
	t.SetColumnConfigs([]table.ColumnConfig{
		{Name: "組織", WidthMax: newStyle(w, "never").width / 3, WidthMaxEnforcer: wrap},
		{Name: "原因", WidthMax: newStyle(w, "never").width / 3, WidthMaxEnforcer: wrap},
		{Name: "件数", Align: text.AlignRight},
	})
	for c, err := range p.Cases() {
		if err != nil {
			return err
		}
		t.AppendRow(table.Row{
			c.ID, cmp.Or(c.Announced, c.Published), wording.OneLine(c.Organization), strings.Join(wording.Totals(wording.JA, c), "\n"),
			strings.Join(each(c.Causes, extract.CauseLabel), "、"), c.Sources,
		})
	}
	_, err := fmt.Fprintln(w, t.Render())
	return err
}

func newCasesShow() *cobra.Command {
	var db string
	cmd := &cobra.Command{
		Use:     "show CASE",
		Short:   "Show what a case tells, its reports, and why they belong to it",
		Example: `  kawaraban cases show 12 --db news.db`,
		Args:    takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			ids, err := numbers("case", args)
			if err != nil {
				return err
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			c, err := s.CaseStory(cmd.Context(), ids[0])
			if err != nil {
				return noCase(err)
			}
			return printCase(cmd.OutOrStdout(), c)
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	return cmd
}

// numbers reads arguments that are numbers of cases or articles.
func numbers(of string, args []string) (ids []int64, err error) {
	for _, a := range args {
		id, err := strconv.ParseInt(a, 10, 64)
		if err != nil || id < 1 {
			return nil, usage("", "%q is no number of %s %s", a, article(of), of)
		}
		ids = append(ids, id)
	}
	return ids, nil
}

// article is the English one before a noun.
func article(noun string) string {
	if strings.ContainsAny(noun[:1], "aeiou") {
		return "an"
	}
	return "a"
}

// noCase says what to do where there is no such case.
func noCase(err error) error {
	if errors.Is(err, store.ErrNoCase) {
		return failed("kawaraban cases list", "%w", err)
	}
	return err
}

func printCase(w io.Writer, c *store.CaseStory) error {
	var rows [][]string
	add := func(name string, values ...string) {
		if v := wording.OneLine(strings.Join(values, "、")); v != "" {
			rows = append(rows, []string{name, v})
		}
	}
	days := c.Occurred
	if c.OccurredUntil != "" {
		days += " – " + c.OccurredUntil
	}
	add("組織", c.Organization)
	add("種別・所在", strings.TrimSpace(wording.Label(wording.JA, "organization", c.OrganizationKind)+" "+c.Prefecture))
	add("委託先など", contractor(&c.Case))
	add("影響先", c.Affected...)
	add("サービス", c.Services...)
	add("発生", days)
	add("検知", c.Detected)
	add("公表", c.Announced)
	add("件数", wording.Totals(wording.JA, &c.Case)...)
	add("原因", each(c.Causes, extract.CauseLabel)...)
	add("漏えい", wording.Label(wording.JA, "exposure", c.Exposure))
	add("情報", each(c.CategoriesExposed, extract.CategoryLabel)...)
	add("対象外", each(c.CategoriesNotExposed, extract.CategoryLabel)...)
	add("確度", c.Confidence)
	for _, x := range c.Corrections {
		add("訂正", fmt.Sprintf("%s (%s) → %s (%s)",
			wording.Figure(wording.JA, extract.Count{Value: x.From, Qualifier: x.FromQualifier, Unit: x.Unit}), x.FromAsOf,
			wording.Figure(wording.JA, extract.Count{Value: x.To, Qualifier: x.ToQualifier, Unit: x.Unit}), x.ToAsOf))
	}
	var b strings.Builder
	pinned := ""
	if c.Pinned {
		pinned = " (pinned)"
	}
	fmt.Fprintf(&b, "case %d%s\n%s\n\n", c.ID, pinned, strings.Join(columns(rows), "\n"))
	for _, r := range c.Reports {
		state := ""
		if !r.Current {
			state = fmt.Sprintf(" (wording %d, since changed)", r.Revision)
		}
		fmt.Fprintf(&b, "%s  article %d%s  %s\n", r.AsOf, r.Article, state, wording.OneLine(r.Title))
		if r.URL != "" {
			fmt.Fprintf(&b, "            %s\n", wording.OneLine(r.URL))
		}
		switch {
		case r.Manual:
			b.WriteString("            put here by hand\n")
		case r.Score != nil:
			fmt.Fprintf(&b, "            %d: %s\n", *r.Score, wording.OneLine(r.Reasons))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// contractor names the breached organisation of a client's case, with its own case.
func contractor(c *store.Case) string {
	if c.Contractor == "" || c.ContractorCase == nil {
		return c.Contractor
	}
	return fmt.Sprintf("%s (case %d)", c.Contractor, *c.ContractorCase)
}
