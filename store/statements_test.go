package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"
)

// Statements are prepared once for a connection, and may be used while they are in use.
func TestStatementsAreKept(t *testing.T) {
	s := open(t)
	s.db.SetMaxOpenConns(1)
	kept := func() (all map[string]preparedStmt) {
		t.Helper()
		c, err := s.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		if err := c.Raw(func(c any) error { all = c.(*connection).idle; return nil }); err != nil {
			t.Fatal(err)
		}
		return all
	}
	const count = `SELECT n FROM (SELECT 1 AS n UNION ALL SELECT 2) WHERE n >= ?`
	use := func(tx *sql.Tx, least int, within bool) (found []int) {
		t.Helper()
		rows, err := tx.Query(count, least)
		if err != nil {
			t.Fatal(err)
		}
		defer rows.Close()
		for rows.Next() {
			var n int
			if err := rows.Scan(&n); err != nil {
				t.Fatal(err)
			}
			found = append(found, n)
			if within && len(found) == 1 { // the same statement again, before the first use ends
				if err := tx.QueryRow(count, 2).Scan(&n); err != nil || n != 2 {
					t.Errorf("within: %d, %v", n, err)
				}
			}
		}
		return found
	}
	var first preparedStmt
	for i := range 3 {
		if err := s.write(t.Context(), func(tx *sql.Tx) error {
			if got := fmt.Sprint(use(tx, 1, i == 0), use(tx, 2, false), use(tx, 3, false)); got != "[1 2] [2] []" {
				t.Errorf("found %s", got)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		now := kept()[count]
		if now == nil || i > 0 && now != first {
			t.Errorf("use %d: the statement was prepared again", i)
		}
		first = now
	}

	// One that failed is not kept, and a table that changes is no trouble.
	const insert = `INSERT INTO sources (name) VALUES (?)`
	for i, name := range []string{"甲", "甲", "乙"} {
		if _, err := s.db.Exec(insert, name); (err != nil) != (i == 1) {
			t.Errorf("insert %d: %v", i, err)
		}
		if _, ok := kept()[insert]; ok == (i == 1) {
			t.Errorf("insert %d: kept is %v", i, ok)
		}
	}
	if _, err := s.db.Exec(`ALTER TABLE sources ADD COLUMN more TEXT DEFAULT 'x'`); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Exec(insert, "丙"); err != nil {
		t.Errorf("after a change of the table: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.db.ExecContext(ctx, insert, "丁"); err == nil {
		t.Error("a cancelled statement ran")
	}
	for i := range maxStatements + 10 {
		if _, err := s.db.Exec(fmt.Sprintf("UPDATE sources SET more = %d", i)); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(kept()); n > maxStatements {
		t.Errorf("%d statements are kept", n)
	}
}

// Writers of one process wait for their turn, not for SQLite's lock.
func TestWritersTakeTurns(t *testing.T) {
	s := open(t)
	s.db.SetMaxOpenConns(4)
	s.db.SetMaxIdleConns(4)
	var conns []*sql.Conn
	for range 4 {
		c, err := s.db.Conn(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := c.ExecContext(t.Context(), `PRAGMA busy_timeout = 0`); err != nil {
			t.Fatal(err)
		}
		conns = append(conns, c)
	}
	for _, c := range conns {
		c.Close()
	}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 10 {
				err := s.LogFetch(t.Context(), Fetch{URL: fmt.Sprintf("https://news.example/%d/%d", i, j), Kind: "page", Source: "甲", Status: 200})
				if err == nil {
					err = s.PutSource(t.Context(), Source{Name: fmt.Sprint(i), Home: fmt.Sprint(j)})
				}
				if err == nil {
					err = s.KeepHost(t.Context(), Host{Name: fmt.Sprint(i), Failures: j})
				}
				if err == nil {
					err = s.KeepRobots(t.Context(), fmt.Sprint(i), nil, time.Now(), time.Now())
				}
				if err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	wg.Wait()

	// One that waits can be called off.
	ctx, cancel := context.WithCancel(t.Context())
	err := s.write(t.Context(), func(*sql.Tx) error {
		cancel()
		return s.write(ctx, func(*sql.Tx) error { return nil })
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
}
