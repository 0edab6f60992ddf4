package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

func newDoctor() *cobra.Command {
	var db string
	var repair bool
	cmd := &cobra.Command{
		Use:   "doctor",
		Short: "Look a database over, and repair what can be made anew",
		Long: `Looks whether the file is sound, references lead to rows, the index of words and the
cases are in step with the articles, and nothing is left over; and tells what it takes
on the disk. With --repair, what can be made anew from the articles is: the index, the
cases (decisions on them count), references; and what is left over goes. What was read
stays as it is. A file that is damaged itself is restored from a backup.

Exit codes: 0 all is well or was repaired, 1 something is wrong, 4 a crawl is working on
the database (--repair).`,
		Example: `  kawaraban doctor --db news.db
  kawaraban doctor --db news.db --repair`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if repair {
				return withLockedDB(cmd.Context(), db, func(s *store.Store) error {
					return repairDB(cmd.Context(), cmd.OutOrStdout(), s)
				})
			}
			return examineDB(cmd.Context(), cmd.OutOrStdout(), db)
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	cmd.Flags().BoolVar(&repair, "repair", false, "make good what can be made good")
	return cmd
}

// examineDB tells what is wrong with a database; it changes nothing.
func examineDB(ctx context.Context, out io.Writer, db string) (err error) {
	s, err := store.OpenReadOnly(ctx, db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	found, err := s.Examine(ctx)
	if err != nil {
		return err
	}
	if len(found) == 0 {
		if found, err = examineIndex(ctx, db); err != nil {
			return err
		}
	}
	if err := printFindings(ctx, out, s, found); err != nil || len(found) == 0 {
		return err
	}
	return findings(found, "kawaraban doctor --repair --db "+db)
}

// examineIndex compares the index of words with the words. That needs a writer's lock for
// a while, so that it is left out while a crawl runs, and where nothing can be written.
func examineIndex(ctx context.Context, db string) (found []store.Finding, err error) {
	release, err := lockDB(ctx, db)
	if err != nil {
		return nil, nil //nolint:nilerr // another time
	}
	defer func() { err = errors.Join(err, release()) }()
	s, err := store.Open(ctx, db)
	if err != nil {
		return nil, nil //nolint:nilerr // it cannot be written, and so not compared
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	ok, err := s.IndexInStep(ctx)
	if err == nil && !ok {
		found = []store.Finding{{Check: "search", Fault: "the index of words is not that of the texts", Repairable: true}}
	}
	return found, err
}

// printFindings prints what was found, and the space that the database takes.
func printFindings(ctx context.Context, out io.Writer, s *store.Store, found []store.Finding) error {
	for _, f := range found {
		if _, err := fmt.Fprintf(out, "%-10s  %s\n", f.Check, wording.OneLine(f.Fault)); err != nil {
			return err
		}
	}
	if len(found) == 0 {
		if _, err := fmt.Fprintln(out, "all is well"); err != nil {
			return err
		}
	}
	sp, err := s.Space(ctx)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s MB, of them %s MB free; log %s MB\n", megabytes(sp.File), megabytes(sp.Free), megabytes(sp.WAL))
	return err
}

func megabytes(n int64) string { return fmt.Sprintf("%.1f", float64(n)/1e6) }

// findings is the error that says that something is wrong; hint is what to do about what
// can be repaired.
func findings(found []store.Finding, hint string) error {
	for _, f := range found {
		if !f.Repairable {
			return failed("restore the file from a backup; kawaraban backup makes one", "doctor: the file is damaged")
		}
	}
	return failed(hint, "doctor: %d things are wrong", len(found))
}

func repairDB(ctx context.Context, out io.Writer, s *store.Store) error {
	before, err := s.Examine(ctx)
	if err != nil {
		return err
	}
	if err := s.Repair(ctx); err != nil {
		return err
	}
	after, err := s.Examine(ctx)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(out, "%d things were wrong, %d are\n", len(before), len(after)); err != nil {
		return err
	}
	if err := printFindings(ctx, out, s, after); err != nil || len(after) == 0 {
		return err
	}
	return findings(after, "")
}
