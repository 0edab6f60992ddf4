package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// ErrLocked says that another run works on the database.
var ErrLocked = errors.New("another run is working on this database")

// Lock lets one run at a time work on the database at path, for the time until release is
// called or the process ends, however it ends. It holds SQLite's own exclusive lock on
// an empty file beside the database, path + ".lock", so that readers and single writers are
// not kept out, and so that it works wherever SQLite does. The file stays.
func Lock(ctx context.Context, path string) (release func() error, err error) {
	s, err := connect(path+".lock", "_journal_mode=MEMORY")
	if err != nil {
		return nil, openError(path, err)
	}
	s.db.SetMaxOpenConns(1)
	conn, err := s.db.Conn(ctx)
	if err == nil {
		_, err = conn.ExecContext(ctx, `PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE`)
	}
	if err != nil {
		if conn != nil {
			conn.Close()
		}
		s.db.Close()
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
		return errors.Join(err, conn.Close(), s.db.Close())
	}, nil
}
