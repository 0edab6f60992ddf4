package main

import (
	"context"
	"errors"

	"github.com/kawaraban/kawaraban/store"
)

// defaultDB is the database of crawl and of the commands that read what it stored.
const defaultDB = "kawaraban.db"

// withDB runs f on a database that there is, open for writing.
func withDB(ctx context.Context, db string, f func(*store.Store) error) (err error) {
	s, err := openExisting(ctx, db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	return f(s)
}

// withLockedDB is withDB while no other run works on the database.
func withLockedDB(ctx context.Context, db string, f func(*store.Store) error) (err error) {
	release, err := lockDB(ctx, db)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	return withDB(ctx, db, f)
}

// openExisting opens a database for writing where there is one; it makes none.
func openExisting(ctx context.Context, db string) (*store.Store, error) {
	if old, err := store.OpenReadOnly(ctx, db); err == nil {
		if err := old.Close(); err != nil {
			return nil, err
		}
	} else if !errors.Is(err, store.ErrOlder) {
		return nil, err
	}
	return store.Open(ctx, db)
}

// lockDB keeps other runs off a database.
func lockDB(ctx context.Context, db string) (release func() error, err error) {
	release, err = store.Lock(ctx, db)
	if errors.Is(err, store.ErrLocked) {
		return nil, locked(db, err)
	}
	return release, err
}
