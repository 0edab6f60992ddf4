package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
)

// Backup writes a copy of the whole database as it is at this moment to a new file, also
// while others write. The file appears when it is complete and was looked through.
func (s *Store) Backup(ctx context.Context, to string) (err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("store: back up %s to %s: %w", s.path, to, err)
		}
	}()
	if _, err := os.Lstat(to); err == nil {
		return fs.ErrExist
	} else if !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	part := to + ".part"
	if err := os.Remove(part); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(part)
		}
	}()
	if err := s.vacuumInto(ctx, part); err != nil {
		return err
	}
	copied, err := OpenReadOnly(ctx, part)
	if err != nil {
		return err
	}
	var state string
	err = copied.db.QueryRowContext(ctx, `SELECT quick_check FROM pragma_quick_check LIMIT 1`).Scan(&state)
	if err := errors.Join(err, copied.Close()); err != nil {
		return err
	}
	if state != "ok" {
		return fmt.Errorf("the copy is damaged: %s", state)
	}
	if err := syncFile(part); err != nil {
		return err
	}
	return os.Rename(part, to)
}

// vacuumInto copies the database, from one opened for reading too: query_only would
// forbid even that.
func (s *Store) vacuumInto(ctx context.Context, to string) error {
	conn, err := s.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var only string
	if err := conn.QueryRowContext(ctx, `PRAGMA query_only`).Scan(&only); err != nil {
		return err
	}
	if _, err := conn.ExecContext(ctx, `PRAGMA query_only = 0`); err != nil {
		return err
	}
	_, err = conn.ExecContext(ctx, `VACUUM INTO ?`, to)
	_, restored := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA query_only = `+only)
	return errors.Join(err, restored)
}

// syncFile brings a file to the disk.
func syncFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
