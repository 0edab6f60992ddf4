package store

import (
	"context"
	"database/sql"
	"time"
)

// makeCases puts all reports together: those of a database that had no cases yet, or
// whose cases are not in step.
func makeCases(ctx context.Context, tx *sql.Tx) error {
	articles, err := ids(ctx, tx, `SELECT id FROM articles ORDER BY id`)
	if err != nil {
		return err
	}
	at := stamp(time.Time{})
	// First the names of all, so that reports find those behind them too.
	for rest := articles; len(rest) > 0; {
		n := min(len(rest), batchSize)
		g := newRegrouping(ctx, tx, at)
		counting, err := reportsOf(ctx, tx, rest[:n])
		if err != nil {
			return err
		}
		loaded, err := loadReports(ctx, tx, counting)
		if err != nil {
			return err
		}
		if err := g.putKeys(rest[:n], counting, loaded); err != nil {
			return err
		}
		rest = rest[n:]
	}
	done := map[int64]bool{}
	for _, a := range articles {
		if done[a] {
			continue
		}
		seen, err := regroupAll(ctx, tx, at, []int64{a})
		if err != nil {
			return err
		}
		for _, a := range seen {
			done[a] = true
		}
	}
	return nil
}
