package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"
	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

func newSearch() *cobra.Command {
	var db, color string
	var limit int
	cmd := &cobra.Command{
		Use:   "search WORDS",
		Short: "Find stored articles by the words in them",
		Long: `Finds the articles in which all words stand: in title, text, or the organisations
that were read out of them. Words may be as short as one character.`,
		Example: `  kawaraban search 流出 大学
  kawaraban search --db kawaraban-demo.db 市`,
		Args: takes(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			words := strings.Join(args, " ")
			switch {
			case strings.TrimSpace(words) == "":
				return usage("", "no words to search for")
			case !slices.Contains(colorModes, color):
				return usage("", "--color %q is none of %s", color, strings.Join(colorModes, ", "))
			case limit < 1:
				return usage("", "--limit %d is less than 1", limit)
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer s.Close()
			hits, err := s.Search(cmd.Context(), words, limit)
			if err != nil {
				return err
			}
			if len(hits) == 0 {
				fmt.Fprintf(cmd.ErrOrStderr(), "kawaraban: no article has %s\n", wording.OneLine(words))
			}
			return printHits(cmd.OutOrStdout(), newStyle(cmd.OutOrStdout(), color), hits)
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	cmd.Flags().IntVar(&limit, "limit", 20, "show at most `n` articles")
	cmd.Flags().StringVar(&color, "color", "auto", "auto, always or never")
	return cmd
}

// printHits prints every hit as its title, where it is from, and the words in context.
func printHits(w io.Writer, st style, hits []store.Hit) error {
	var b strings.Builder
	for _, h := range hits {
		b.WriteString(st.paint(text.Colors{text.Bold}, wording.OneLine(h.Title)) + "\n")
		var facts []string
		for _, fact := range []string{h.Published, strings.Join(h.Organizations, "、"), h.URL} {
			if fact != "" {
				facts = append(facts, wording.OneLine(fact))
			}
		}
		if len(facts) > 0 {
			b.WriteString("  " + strings.Join(facts, "  ") + "\n")
		}
		b.WriteString("  " + snippet(st, h) + "\n\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// snippet marks the words found: in colour, or in brackets.
func snippet(st style, h store.Hit) string {
	var b strings.Builder
	at := 0
	for _, m := range h.Marks {
		if m[0] < at || m[1] < m[0] || m[1] > len(h.Snippet) {
			continue
		}
		b.WriteString(wording.Clean(h.Snippet[at:m[0]]))
		word := wording.Clean(h.Snippet[m[0]:m[1]])
		if st.color {
			b.WriteString(st.paint(text.Colors{text.Bold, text.FgYellow}, word))
		} else {
			b.WriteString("[" + word + "]")
		}
		at = m[1]
	}
	b.WriteString(wording.Clean(h.Snippet[at:]))
	return b.String()
}
