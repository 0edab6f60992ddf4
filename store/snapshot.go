package store

import (
	"context"
	"database/sql"
	"iter"
)

// A Snapshot is the state of a database at one moment, as far as a filter lets it through:
// what is saved meanwhile is not in it. Its sequences may be read within one another.
type Snapshot struct {
	ctx context.Context
	tx  *sql.Tx
	f   Filter
}

// Snapshot lets use look at the cases that f chooses and at what belongs to them.
func (s *Store) Snapshot(ctx context.Context, f Filter, use func(*Snapshot) error) error {
	return s.read(ctx, func(tx *sql.Tx) error { return use(&Snapshot{ctx, tx, f}) })
}

// A Table is a list of rows, each with a value for every column: string, int64, time.Time
// or []string as the column's kind says, nil where it is unknown.
type Table struct {
	Name    string
	Columns []Column
	Rows    iter.Seq2[[]any, error]
}

// Tables are the cases, the numbers that their reports tell, and the organisations that
// they name.
func (p *Snapshot) Tables() []Table {
	return []Table{
		table("cases", caseColumns, p.Cases(), (*Case).fields),
		table("counts", caseCountColumns, p.counts(), (*CaseCount).fields),
		table("organizations", caseOrganizationColumns, p.organizations(), (*caseOrganization).fields),
	}
}

// table makes a table of a sequence of records whose fields are the columns.
func table[T any](name string, columns []Column, records iter.Seq2[*T, error], fields func(*T) []any) Table {
	return Table{name, columns, func(yield func([]any, error) bool) {
		for r, err := range records {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(values(fields(r)), nil) {
				return
			}
		}
	}}
}

// records runs a query whose columns are the fields of a record. Each record is valid
// until the next one is read.
func records[T any](p *Snapshot, fields func(*T) []any, query string, args ...any) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		var r T
		dest := cells(fields(&r))
		read := func(rows *sql.Rows) (*T, error) { return &r, rows.Scan(dest...) }
		for r, err := range rowsOf(p.ctx, p.tx, read, query, args...) {
			if err != nil {
				yield(nil, cancelled(p.ctx, err))
				return
			}
			if !yield(r, nil) {
				return
			}
		}
	}
}

// queryAll are the records of a query.
func queryAll[T any](p *Snapshot, fields func(*T) []any, query string, args ...any) ([]T, error) {
	return collect(records(p, fields, query, args...))
}

// collect copies the records of a sequence.
func collect[T any](records iter.Seq2[*T, error]) (all []T, err error) {
	for r, err := range records {
		if err != nil {
			return nil, err
		}
		all = append(all, *r)
	}
	return all, nil
}
