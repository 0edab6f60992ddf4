package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/extract/score"
)

func newEval() *cobra.Command {
	var faults, sureness bool
	cmd := &cobra.Command{
		Use:   "eval DIR",
		Short: "Score the extraction against annotated texts",
		Long: `Reads the pairs ID.txt and ID.json of a directory, extracts every text and says per
slot how much of what a careful analyst annotated was found, and how much was right.`,
		Example: `  kawaraban eval fixtures/gold
  kawaraban eval --errors fixtures/gold
  kawaraban eval --confidence fixtures/gold`,
		Args: takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			docs, err := score.LoadDir(args[0])
			if err != nil {
				return err
			}
			if bad := score.Check(docs); len(bad) > 0 {
				return failed("", "check gold corpus: %w", errors.Join(bad...))
			}
			x, err := extract.New()
			if err != nil {
				return err
			}
			answers := map[string][]extract.Incident{}
			for _, d := range docs {
				if err := cmd.Context().Err(); err != nil {
					return err
				}
				answers[d.ID] = x.Extract(extract.Article{Text: d.Text, Published: d.Published}).Incidents
			}
			r := score.Score(docs, answers)
			if faults {
				for _, line := range r.Errors {
					fmt.Fprintln(cmd.OutOrStdout(), wording.Clean(line))
				}
			}
			if err := r.WriteTable(cmd.OutOrStdout()); err != nil || !sureness {
				return err
			}
			return r.WriteConfidence(cmd.OutOrStdout())
		},
	}
	cmd.Flags().BoolVar(&faults, "errors", false, "first list every single fault: document, slot, wrong or missed, item")
	cmd.Flags().BoolVar(&sureness, "confidence", false, "then say how often answers of high, medium and low confidence are right")
	return cmd
}
