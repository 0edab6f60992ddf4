package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

func newOrgs() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "orgs",
		Short: "List the organisations, name their aliases, import corporate numbers",
		Args:  takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			cmd.SetOut(cmd.ErrOrStderr())
			_ = cmd.Help()
			return usage("", "orgs: say list, import or alias")
		},
	}
	cmd.AddCommand(newOrgsList(), newOrgsImport(), newOrgsAlias())
	return cmd
}

func newOrgsList() *cobra.Command {
	var db, format string
	var unclear bool
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List the organisations with kind, prefecture, corporate number and incidents",
		Long: `Lists the organisations that incidents name, those with most incidents first. In
place of a corporate number, "?3" says that three corporations have the name.`,
		Example: `  kawaraban orgs list --db news.db
  kawaraban orgs list --unclear --format jsonl`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			if format != "text" && format != "jsonl" {
				return usage("", "--format %q: it is text or jsonl", format)
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			var list []store.Organization
			for o, err := range s.Organizations(cmd.Context()) {
				if err != nil {
					return err
				}
				if !unclear || o.CorporateNumber == "" && o.Corporations > 0 {
					list = append(list, o)
				}
			}
			slices.SortStableFunc(list, func(a, b store.Organization) int { return cmp.Compare(b.Incidents, a.Incidents) })
			if format == "jsonl" {
				return printOrganizationsJSON(cmd.OutOrStdout(), list)
			}
			return printOrganizations(cmd.OutOrStdout(), list)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&db, "db", defaultDB, "the SQLite `file`")
	fs.BoolVar(&unclear, "unclear", false, "only those whose name several corporations have")
	fs.StringVar(&format, "format", "text", "text or jsonl")
	return cmd
}

func printOrganizations(w io.Writer, list []store.Organization) error {
	var rows [][]string
	for _, o := range list {
		number := o.CorporateNumber
		if number == "" && o.Corporations > 0 {
			number = "?" + strconv.FormatInt(o.Corporations, 10)
		}
		rows = append(rows, []string{
			strconv.FormatInt(o.Incidents, 10), wording.OneLine(o.Name), o.Kind, o.Prefecture, number, wording.OneLine(strings.Join(o.Names, "、")),
		})
	}
	for _, line := range columns(rows) {
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}

// An organizationLine is one organisation in JSON Lines.
type organizationLine struct {
	Name            string   `json:"name"`
	Canonical       string   `json:"canonical"`
	Form            *string  `json:"legal_form"`
	Kind            *string  `json:"kind"`
	Prefecture      *string  `json:"prefecture"`
	CorporateNumber *string  `json:"corporate_number"`
	Names           []string `json:"names"`
	Incidents       int64    `json:"incidents"`
	Corporations    int64    `json:"corporations"`
}

func printOrganizationsJSON(w io.Writer, list []store.Organization) error {
	for _, o := range list {
		err := printJSON(w, organizationLine{
			o.Name, o.Canonical, orNull(o.Form), orNull(o.Kind), orNull(o.Prefecture), orNull(o.CorporateNumber),
			append([]string{}, o.Names...), o.Incidents, o.Corporations,
		}, "")
		if err != nil {
			return err
		}
	}
	return nil
}

// orNull is s, or nil for "", which is null in JSON.
func orNull(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

func newOrgsAlias() *cobra.Command {
	var db string
	var remove bool
	cmd := &cobra.Command{
		Use:   "alias NAME ALIAS",
		Short: "Say that an organisation has another name: an old one, a short one",
		Long: `Says that the organisation that articles call NAME is also called ALIAS. Names that
articles tell themselves need not be told.`,
		Example: `  kawaraban orgs alias 株式会社みどり商事 みどりホールディングス
  kawaraban orgs alias --remove 株式会社みどり商事 みどりホールディングス`,
		Args: takes(cobra.ExactArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			if strings.TrimSpace(args[1]) == "" {
				return usage("", "the alias is empty")
			}
			err := withDB(cmd.Context(), db, func(s *store.Store) error {
				put := s.PutAlias
				if remove {
					put = s.DeleteAlias
				}
				return put(cmd.Context(), args[0], args[1])
			})
			if errors.Is(err, store.ErrNoOrganization) {
				return failed("kawaraban orgs list has the names", "%w", err)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	cmd.Flags().BoolVar(&remove, "remove", false, "take it back")
	return cmd
}
