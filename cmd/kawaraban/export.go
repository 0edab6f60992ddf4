package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/store"
)

func newExport() *cobra.Command {
	var db, format, output string
	cmd := &cobra.Command{
		Use:   "export --format csv|jsonl",
		Short: "Write the stored incidents as CSV or JSON Lines",
		Long: `Writes the incidents of a database, one a line, each with the article that tells it.
With -o the file appears when it is complete, never half-written.`,
		Example: `  kawaraban export --format csv -o incidents.csv
  kawaraban export --format jsonl --db kawaraban-demo.db | jq .organizations`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "csv" && format != "jsonl" {
				return usage("", "--format %q is none of csv, jsonl", format)
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer s.Close()
			export := s.ExportJSONL
			if format == "csv" {
				export = s.ExportCSV
			}
			write := func(w io.Writer) error { return export(cmd.Context(), w, store.Filter{}) }
			if output == "" || output == "-" {
				return write(cmd.OutOrStdout())
			}
			return writeFile(cmd.Context(), output, write)
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	cmd.Flags().StringVar(&format, "format", "jsonl", "csv or jsonl")
	cmd.Flags().StringVarP(&output, "output", "o", "", "write to this `file` instead of standard output")
	return cmd
}

// writeFile writes the file name by way of a temporary one beside it, so that name is
// complete or as it was before.
func writeFile(ctx context.Context, name string, write func(io.Writer) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
			err = fmt.Errorf("write %s: %w", name, err)
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := errors.Join(ctx.Err(), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
