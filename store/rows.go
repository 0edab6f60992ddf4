package store

import (
	"context"
	"database/sql"
	"errors"
	"iter"
)

// A querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// eachRow runs a query and does something with each of its rows, until that fails.
func eachRow(ctx context.Context, q querier, do func(*sql.Rows) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := do(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// rowsOf yields what read makes of each row of a query. An error ends the sequence.
func rowsOf[T any](ctx context.Context, q querier, read func(*sql.Rows) (T, error), query string, args ...any) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		err := eachRow(ctx, q, func(rows *sql.Rows) error {
			v, err := read(rows)
			if err == nil && !yield(v, nil) {
				err = errStopped
			}
			return err
		}, query, args...)
		if err != nil && !errors.Is(err, errStopped) {
			var none T
			yield(none, err)
		}
	}
}

// errStopped ends a read whose reader has seen enough.
var errStopped = errors.New("stopped")

// listOf is what read makes of all rows of a query.
func listOf[T any](ctx context.Context, q querier, read func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	var all []T
	err := eachRow(ctx, q, func(rows *sql.Rows) error {
		v, err := read(rows)
		all = append(all, v)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return all, nil
}

// value reads a row of one column.
func value[T any](rows *sql.Rows) (v T, err error) {
	err = rows.Scan(&v)
	return v, err
}

// ids is the answer to a query for one column of ids.
func ids(ctx context.Context, q querier, query string, args ...any) ([]int64, error) {
	return listOf(ctx, q, value[int64], query, args...)
}

// column is the answer to a query for one column of text.
func column(ctx context.Context, q querier, query string, args ...any) ([]string, error) {
	return listOf(ctx, q, value[string], query, args...)
}

// inBatches yields values after fill has completed a batch of them at a time.
func inBatches[T any](ctx context.Context, values iter.Seq2[T, error], fill func([]T) error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		var batch []T
		// flush yields the batch; false ends the sequence.
		flush := func() bool {
			if err := fill(batch); err != nil {
				yield(none, cancelled(ctx, err))
				return false
			}
			for _, v := range batch {
				if !yield(v, nil) {
					return false
				}
			}
			batch = batch[:0]
			return true
		}
		for v, err := range values {
			if err != nil {
				yield(none, cancelled(ctx, err))
				return
			}
			batch = append(batch, v)
			if len(batch) == batchSize && !flush() {
				return
			}
		}
		if len(batch) > 0 {
			flush()
		}
	}
}

// batchSize is how many incidents or cases are held in memory while all are read.
const batchSize = 200
