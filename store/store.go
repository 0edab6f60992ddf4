// Package store keeps what a crawl found in one SQLite file, which is the product that
// analysts hold: schema and views are documented in migrations/0001_init.sql.
//
//  1. Open creates the file, or brings it to the newest schema.
//  2. LogFetch, Validators and Known are the memory of a crawl.
//  3. SaveArticle puts page, words, reading and incidents, all or nothing.
//  4. Search, Incidents, Stats and the exports read, also while a crawl writes.
package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"modernc.org/sqlite"
)

// A Store is one open database. It is safe for concurrent use, by several processes too.
type Store struct {
	db   *sql.DB
	path string
	mode string // "mode=ro" or "immutable=1" of one that only reads
	// turn holds one token while something is written. SQLite has one writer at a time, and lets
	// those that wait try their luck until they give up; here each gets its turn.
	turn chan struct{}
}

// busyTimeout is how long one waits for another process that writes.
const busyTimeout = 30 * time.Second

// Open opens the database at path for writing: it creates the file if there is none,
// and migrates an older one. Its error is an *OpenError.
func Open(ctx context.Context, path string) (*Store, error) {
	if err := checkFile(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, openError(path, err)
	} else if err == nil {
		// Looked at first without a pragma that writes: a file that belongs to another
		// program must not be turned into a WAL database before it is refused.
		if err := inspect(ctx, path, "mode=ro"); err != nil && !errors.Is(err, ErrOlder) {
			return nil, openError(path, err)
		}
	}
	s, err := connect(path,
		// NORMAL keeps the file sound and may lose the last transactions in a power cut;
		// memory and articles are lost together, so the next crawl fetches them again.
		"_synchronous=NORMAL",
		// A writer that takes its lock at once waits for its turn; one that upgrades a
		// read transaction is refused.
		"_txlock=immediate")
	if err != nil {
		return nil, openError(path, err)
	}
	err = s.useWAL(ctx)
	if err == nil {
		err = s.migrate(ctx)
	}
	if err != nil {
		s.db.Close()
		return nil, openError(path, err)
	}
	return s, nil
}

// useWAL makes the file a WAL database, which it stays: exports and searches read while a crawl writes.
// SQLite reads the file before it changes its mode, and whoever holds it for reading already is refused at
// once where another writes, whatever its busy timeout: two processes that start on a new file both do.
func (s *Store) useWAL(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, busyTimeout)
	defer cancel()
	for {
		_, err := s.db.ExecContext(ctx, "PRAGMA journal_mode=WAL")
		if !isCode(err, codeBusy) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(10 * time.Millisecond):
		}
	}
}

// OpenReadOnly opens an existing database of this version for reading; nothing that
// is done with the Store can change it. Its error is an *OpenError.
func OpenReadOnly(ctx context.Context, path string) (*Store, error) {
	if err := checkFile(path); err != nil {
		return nil, openError(path, err)
	}
	mode := "mode=ro"
	err := inspect(ctx, path, mode)
	if isCode(err, codeCantOpen, codeReadOnly) && !exists(path+"-wal") {
		// A WAL database needs its -shm file even to be read. Where none can be made
		// nobody writes either, and the file may be read as it lies.
		mode = "immutable=1"
		err = inspect(ctx, path, mode)
	}
	if err != nil {
		return nil, openError(path, err)
	}
	s, err := connect(path, mode, "_query_only=1")
	if err != nil {
		return nil, openError(path, err)
	}
	s.mode = mode
	return s, nil
}

// Close closes the database.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("store: close %s: %w", s.path, err)
	}
	return nil
}

// connect opens a pool; everything it sets holds on each connection, because it stands
// in the DSN.
func connect(path string, params ...string) (*Store, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	dsn := (&url.URL{Scheme: "file", Path: filepath.ToSlash(abs)}).String() +
		fmt.Sprintf("?_busy_timeout=%d&_foreign_keys=1&_defensive=1", busyTimeout.Milliseconds())
	for _, p := range params {
		dsn += "&" + p
	}
	driver, err := sqlite.NewConnector(dsn)
	if err != nil {
		return nil, err
	}
	return &Store{db: sql.OpenDB(connector{driver}), path: path, turn: make(chan struct{}, 1)}, nil
}

// checkFile refuses what is no readable file before SQLite words it worse.
func checkFile(path string) error {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return err
	case info.IsDir():
		return errDirectory
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: not a regular file", ErrNotDatabase)
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	// SQLite takes a file that is shorter than its header for an empty database.
	header := make([]byte, 100)
	_, err = io.ReadFull(f, header)
	switch {
	case err == io.EOF:
		return nil // an empty file becomes a database
	case err == io.ErrUnexpectedEOF, err == nil && !bytes.HasPrefix(header, []byte("SQLite format 3\x00")):
		return ErrNotDatabase
	}
	return err
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// write runs f in one transaction: all that f did is kept, or nothing. Its error is a *WriteError where
// the file is to blame.
func (s *Store) write(ctx context.Context, f func(*sql.Tx) error) error {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return writeError(s.path, err)
	}
	defer tx.Rollback() // after Commit it does nothing
	if err := f(tx); err != nil {
		return writeError(s.path, cancelled(ctx, err))
	}
	return writeError(s.path, cancelled(ctx, tx.Commit()))
}

// read runs f on one snapshot of the database, however much is written meanwhile.
func (s *Store) read(ctx context.Context, f func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return cancelled(ctx, f(tx))
}

// cancelled says that ctx ended where a transaction was closed for that: database/sql
// closes it in the background, and what runs next is told of the closing only.
func cancelled(ctx context.Context, err error) error {
	if errors.Is(err, sql.ErrTxDone) && ctx.Err() != nil {
		return ctx.Err()
	}
	return err
}
