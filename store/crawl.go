package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/klauspost/compress/zstd"
)

// PutSource adds a source, or brings the home and feed of a known one up to date.
func (s *Store) PutSource(ctx context.Context, src Source) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO sources (name, home, feed) VALUES (?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET home = excluded.home, feed = excluded.feed
			WHERE (home, feed) IS NOT (excluded.home, excluded.feed)`,
			clean(src.Name), null(src.Home), null(src.Feed))
		return err
	})
	if err != nil {
		return fmt.Errorf("store: put source %q: %w", src.Name, err)
	}
	return nil
}

// sourceID finds or adds a source by name; NULL for "".
func sourceID(ctx context.Context, tx *sql.Tx, name string) (any, error) {
	if name == "" {
		return nil, nil
	}
	name = clean(name)
	var id int64
	err := tx.QueryRowContext(ctx, `SELECT id FROM sources WHERE name = ?`, name).Scan(&id)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, `INSERT INTO sources (name) VALUES (?) RETURNING id`, name).Scan(&id)
	}
	return id, err
}

// LogFetch records one request. A page that is Done leaves the queue; another one goes back
// into it and rests, the longer the more often it failed.
func (s *Store) LogFetch(ctx context.Context, f Fetch) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		source, err := sourceID(ctx, tx, f.Source)
		if err != nil {
			return err
		}
		return logFetch(ctx, tx, f, source)
	})
	if err != nil {
		return fmt.Errorf("store: log fetch of %s: %w", f.URL, err)
	}
	return nil
}

func logFetch(ctx context.Context, tx *sql.Tx, f Fetch, source any) error {
	if f.At.IsZero() {
		f.At = time.Now()
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO fetches (source_id, kind, url, final_url, at, duration_ms, status, bytes,
			etag, last_modified, done, error)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		source, null(f.Kind), clean(f.URL), differs(f.FinalURL, f.URL), stamp(f.At),
		f.Duration.Milliseconds(), nullInt(f.Status), f.Bytes, null(f.ETag), null(f.LastModified),
		f.Done, null(f.Err))
	if err != nil {
		return err
	}
	if f.Kind != "page" {
		if err := forget(ctx, tx, f); err != nil {
			return err
		}
	}
	return settle(ctx, tx, f)
}

// keepFetches is how long the requests for an address are remembered that later ones have outdated.
const keepFetches = 90 * 24 * time.Hour

// forget takes older requests for the address of f out of the log, or the hourly ones for feeds
// would fill it. What conditional requests build on, the newest answer, stays until there is a newer
// one, and so does the newest success.
func forget(ctx context.Context, tx *sql.Tx, f Fetch) error {
	answered := f.Status == http.StatusOK || f.Status == http.StatusNotModified
	_, err := tx.ExecContext(ctx, `
		DELETE FROM fetches WHERE url = ? AND at < ? AND NOT done
		AND (? OR error IS NOT NULL AND (? OR coalesce(status, 0) NOT IN (200, 304)))`,
		clean(f.URL), stamp(f.At.Add(-keepFetches)), answered && f.Err == "", answered)
	return err
}

// differs is the address a request ended at, NULL where that is the one asked for.
func differs(final, asked string) any {
	if final == asked {
		return nil
	}
	return null(final)
}

// Validators returns the ETag and Last-Modified of the newest answer logged for url with
// status 200 or 304; "" for either that it did not carry.
func (s *Store) Validators(ctx context.Context, url string) (etag, lastModified string, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT coalesce(etag, ''), coalesce(last_modified, '') FROM fetches
		WHERE url = ? AND status IN (200, 304) ORDER BY id DESC LIMIT 1`, clean(url)).Scan(&etag, &lastModified)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", "", fmt.Errorf("store: validators of %s: %w", url, err)
	}
	return etag, lastModified, nil
}

// Known reports whether url needs no further fetch: its article is kept, under this
// address or as the page that was asked for, or a fetch of it was logged as Done.
func (s *Store) Known(ctx context.Context, url string) (bool, error) {
	known, err := isKnown(ctx, s.db, url)
	if err != nil {
		return false, fmt.Errorf("store: look up %s: %w", url, err)
	}
	return known, nil
}

// A queryer is the database or a transaction.
type queryer interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func isKnown(ctx context.Context, q queryer, url string) (known bool, err error) {
	err = q.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM articles WHERE url = ?1)
		    OR EXISTS (SELECT 1 FROM pages WHERE url = ?1)
		    OR EXISTS (SELECT 1 FROM fetches WHERE url = ?1 AND done)`, clean(url)).Scan(&known)
	return known, err
}

// One encoder serves all goroutines through its stateless EncodeAll. Its options are
// constants, so that it cannot fail.
var zstdEncoder, _ = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))

// putPage keeps a page and returns its id; NULL for nil.
func putPage(ctx context.Context, tx *sql.Tx, p *Page) (any, error) {
	if p == nil {
		return nil, nil
	}
	var id int64
	err := tx.QueryRowContext(ctx, `
		INSERT INTO pages (url, final_url, fetched_at, content_type, etag, last_modified, hash, size, body_zstd)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
		clean(p.URL), differs(p.FinalURL, p.URL), stamp(p.FetchedAt), null(p.ContentType), null(p.ETag),
		null(p.LastModified), bodyHash(p.Body), len(p.Body),
		zstdEncoder.EncodeAll(p.Body, nil)).Scan(&id)
	return id, err
}

func bodyHash(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:])
}
