package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/store"
)

func newCasesMerge() *cobra.Command {
	var db string
	cmd := &cobra.Command{
		Use:     "merge CASE CASE…",
		Short:   "Put cases together: they are one event",
		Long:    "Puts the other cases to the first one, whose number stays.",
		Example: "  kawaraban cases merge 12 15 --db news.db",
		Args:    takes(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := numbers("case", args)
			if err != nil {
				return err
			}
			return decide(cmd.Context(), db, func(s *store.Store) error {
				if err := s.MergeCases(cmd.Context(), ids[0], ids[1:]...); err != nil {
					return err
				}
				_, err := fmt.Fprintf(cmd.OutOrStdout(), "case %d has all of their articles\n", ids[0])
				return err
			})
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	return cmd
}

func newCasesSplit() *cobra.Command {
	var db string
	cmd := &cobra.Command{
		Use:     "split CASE ARTICLE…",
		Short:   "Take articles out of a case: they tell another event",
		Long:    "Takes articles, by the numbers that cases show names, out of a case into one of their own.",
		Example: "  kawaraban cases split 12 345 --db news.db",
		Args:    takes(cobra.MinimumNArgs(2)),
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := numbers("case", args[:1])
			if err != nil {
				return err
			}
			articles, err := numbers("article", args[1:])
			if err != nil {
				return err
			}
			return decide(cmd.Context(), db, func(s *store.Store) error {
				id, err := s.SplitCase(cmd.Context(), ids[0], articles...)
				if err != nil {
					return err
				}
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "they are case %d now\n", id)
				return err
			})
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	return cmd
}

func newCasesPin() *cobra.Command {
	var db string
	var off bool
	cmd := &cobra.Command{
		Use:   "pin CASE…",
		Short: "Keep cases as they are: no article leaves them, none is put to them",
		Example: `  kawaraban cases pin 12 --db news.db
  kawaraban cases pin 12 --off`,
		Args: takes(cobra.MinimumNArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) error {
			ids, err := numbers("case", args)
			if err != nil {
				return err
			}
			return decide(cmd.Context(), db, func(s *store.Store) error {
				for _, id := range ids {
					if err := s.PinCase(cmd.Context(), id, !off); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	cmd.Flags().BoolVar(&off, "off", false, "let them grow again")
	return cmd
}

// decide opens an existing database for a decision on its cases.
func decide(ctx context.Context, db string, f func(*store.Store) error) error {
	return noCase(withDB(ctx, db, f))
}
