package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
)

// ErrLocked says that another run works on the database.
var ErrLocked = errors.New("another run is working on this database")

// Lock lets one run at a time work on the database at path, for the time until release is
// called or the process ends, however it ends. It holds SQLite's own exclusive lock on
// an empty file beside the database, path + ".lock", so that readers and single writers are
// not kept out, and so that it works wherever SQLite does. The file stays.
func Lock(ctx context.Context, path string) (release func() error, err error) {
	abs, err := filepath.Abs(path + ".lock")
	if err != nil {
		return nil, openError(path, err)
	}
	// Not by connect: this one must not wait for its turn.
	dsn := (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String() + "?_busy_timeout=0"
	db, err := sql.Open("sqlite", dsn)
	if err != nil {
		return nil, openError(path+".lock", err)
	}
	conn, err := db.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, `PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE`)
	}
	if err != nil {
		if conn != nil {
			conn.Close()
		}
		db.Close()
		if isCode(err, codeBusy) {
			return nil, fmt.Errorf("store: lock %s: %w", path, ErrLocked)
		}
		return nil, openError(path+".lock", err)
	}
	return func() error {
		_, err := conn.ExecContext(context.Background(), `ROLLBACK`)
		if errors.Is(err, sql.ErrConnDone) {
			err = nil
		}
		return errors.Join(err, conn.Close(), db.Close())
	}, nil
}
