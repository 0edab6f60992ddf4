package store

import (
	"cmp"
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
	if err := s.copyTo(ctx, part); err != nil {
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

// copyTo writes a copy of one state of the database, whatever is written meanwhile, to a
// file that is not there or empty; in one go, because a copy page by page begins anew with
// every write.
func (s *Store) copyTo(ctx context.Context, path string) (err error) {
	// A connection that only queries may not, though nothing of its own is written.
	in, err := connect(s.path, cmp.Or(s.mode, "mode=ro"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, in.db.Close()) }()
	_, err = in.db.ExecContext(ctx, `VACUUM INTO ?`, path)
	return err
}

// syncFile brings a file to the disk.
func syncFile(name string) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}
