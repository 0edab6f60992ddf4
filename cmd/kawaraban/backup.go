package main

import (
	"errors"
	"fmt"
	"io/fs"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/store"
)

func newBackup() *cobra.Command {
	var db string
	cmd := &cobra.Command{
		Use:   "backup FILE",
		Short: "Copy the database as it is at this moment, also while a crawl is writing",
		Long: `Copies the whole database into a new file, which appears when it is complete and was
looked through. To go back to it, put it in the place of the database.`,
		Example: `  kawaraban backup "news-$(date +%F).db" --db news.db`,
		Args:    takes(cobra.ExactArgs(1)),
		RunE: func(cmd *cobra.Command, args []string) (err error) {
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			err = s.Backup(cmd.Context(), args[0])
			if errors.Is(err, fs.ErrExist) {
				return failed("choose another name; nothing was overwritten", "%w", err)
			}
			if err == nil {
				_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", args[0])
			}
			return err
		},
	}
	cmd.Flags().StringVar(&db, "db", defaultDB, "the SQLite `file`")
	return cmd
}
