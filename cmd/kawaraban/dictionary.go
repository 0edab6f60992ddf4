package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

func newDictionary() *cobra.Command {
	var db, lang string
	cmd := &cobra.Command{
		Use:   "dictionary [TABLE…]",
		Short: "Print what the tables, views and columns of a database mean",
		Long: `Prints what every table, view and column means, the views first, as Markdown, in
English or Japanese. The same stands in the table dictionary of every database.`,
		Example: `  kawaraban dictionary v_cases --db news.db
  kawaraban dictionary --lang ja > dictionary.md`,
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			if lang != "en" && lang != "ja" {
				return usage("", "--lang %q is neither en nor ja", lang)
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			wanted := map[string]bool{}
			for _, a := range args {
				wanted[a] = true
			}
			var b strings.Builder
			for m, err := range s.Dictionary(cmd.Context()) {
				if err != nil {
					return err
				}
				if len(args) > 0 && !wanted[m.Object] {
					continue
				}
				b.WriteString(markdown(m, lang))
			}
			if b.Len() == 0 {
				return failed("kawaraban dictionary --db "+db, "there is no table or view %s", strings.Join(args, ", "))
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), strings.TrimPrefix(b.String(), "\n"))
			return err
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	cmd.Flags().StringVar(&lang, "lang", "en", "en or ja")
	return cmd
}

// markdown is a heading for a table, a point for a column.
func markdown(m store.Meaning, lang string) string {
	text := m.English
	if lang == "ja" {
		text = m.Japanese
	}
	if m.Column == "" {
		return fmt.Sprintf("\n## %s\n\n%s\n\n", wording.Clean(m.Object), wording.OneLine(text))
	}
	return fmt.Sprintf("- `%s` %s\n", wording.Clean(m.Column), wording.OneLine(text))
}
