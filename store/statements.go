package store

import (
	"context"
	"database/sql/driver"
	"errors"
)

// A connector opens connections that keep their statements prepared: what is saved for each article
// takes some forty of them, which cost more to parse than to run.
type connector struct{ driver.Connector }

func (c connector) Connect(ctx context.Context) (driver.Conn, error) {
	opened, err := c.Connector.Connect(ctx)
	if err != nil {
		return nil, err
	}
	return &connection{opened.(sqliteConn), map[string]preparedStmt{}}, nil
}

// sqliteConn and preparedStmt are what the driver's connections and statements can do.
type sqliteConn interface {
	driver.Conn
	driver.ConnPrepareContext
	driver.ConnBeginTx
	driver.Pinger
	driver.SessionResetter
	driver.Validator
}

type preparedStmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// maxStatements bounds what a connection keeps. The statements of this package are about 150.
const maxStatements = 300

// A connection is used by one goroutine at a time.
type connection struct {
	sqliteConn
	idle map[string]preparedStmt // by query
}

// take returns a statement for query that nobody uses.
func (c *connection) take(ctx context.Context, query string) (preparedStmt, error) {
	if s, ok := c.idle[query]; ok {
		delete(c.idle, query)
		return s, nil
	}
	s, err := c.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	return s.(preparedStmt), nil
}

// give takes a statement back. Two uses of one query may overlap; one statement for it is kept.
func (c *connection) give(query string, s preparedStmt) error {
	if _, twice := c.idle[query]; twice || len(c.idle) >= maxStatements {
		return s.Close()
	}
	c.idle[query] = s
	return nil
}

func (c *connection) ExecContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Result, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	res, err := s.ExecContext(ctx, args)
	if err != nil {
		s.Close() // it reports the same error again
		return nil, err
	}
	return res, c.give(query, s)
}

func (c *connection) QueryContext(ctx context.Context, query string, args []driver.NamedValue) (driver.Rows, error) {
	s, err := c.take(ctx, query)
	if err != nil {
		return nil, err
	}
	found, err := s.QueryContext(ctx, args)
	if err != nil {
		s.Close()
		return nil, err
	}
	return &result{found, func() error { return c.give(query, s) }}, nil
}

// Close closes the connection and its statements.
func (c *connection) Close() error {
	for _, s := range c.idle {
		s.Close() // its last error was reported when it ran
	}
	return c.sqliteConn.Close()
}

// A result gives its statement back when it is closed, which database/sql does once.
type result struct {
	driver.Rows
	done func() error
}

func (r *result) Close() error { return errors.Join(r.Rows.Close(), r.done()) }
