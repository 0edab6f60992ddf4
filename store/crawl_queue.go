package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// An Entry is one address that a listing or an article named.
type Entry struct {
	ID        int64 // its place in the queue; 0 before it has one
	URL       string
	Title     string
	Summary   string    // not kept
	Published time.Time // zero when not stated
	Updated   time.Time // likewise
	PrimaryOf string    // address of the article whose source this is, "" for articles
	Backfill  bool      // only a walk through archives fetches it
}

// maxAttempts is when a page that fails is given up: with the pauses of retryPause, after
// about six days of hourly runs.
const maxAttempts = 12

// retryPause is how long a page rests after its nth failure: not at all after the first,
// since the next run is a pause already, then 1 h, doubling up to a day.
func retryPause(attempts int) time.Duration {
	if attempts <= 1 {
		return 0
	}
	return min(time.Hour<<min(attempts-2, 10), maxRetryPause)
}

const maxRetryPause = 24 * time.Hour

// revisitAfter is the least age of a page before a listing's word that it changed is
// believed again: some listings say so at every request.
const revisitAfter = 12 * time.Hour

// List logs the request for a listing and queues those of its entries that are not known
// or say that they changed, in one transaction: a listing is remembered as read only
// together with what it said. It returns how many were queued.
func (s *Store) List(ctx context.Context, listing Fetch, entries []Entry) (fresh int, err error) {
	err = s.write(ctx, func(tx *sql.Tx) error {
		fresh = 0
		source, err := sourceID(ctx, tx, listing.Source)
		if err != nil {
			return err
		}
		for _, e := range entries {
			added, err := enqueue(ctx, tx, source, e, listing.At)
			if err != nil {
				return fmt.Errorf("queue %s: %w", e.URL, err)
			}
			if added {
				fresh++
			}
		}
		if listing.URL == "" {
			return nil // links of an article: its own request is logged
		}
		return logFetch(ctx, tx, listing, source)
	})
	if err != nil {
		return 0, fmt.Errorf("store: keep what %s lists: %w", listing.URL, err)
	}
	return fresh, nil
}

// enqueue adds an entry unless its page is known and unchanged. An entry that waits
// already moves to the source that lists it now: the other one may have been removed.
func enqueue(ctx context.Context, tx *sql.Tx, source any, e Entry, at time.Time) (bool, error) {
	var last sql.NullString
	known, err := isKnown(ctx, tx, e.URL)
	if err != nil {
		return false, err
	}
	if known {
		if e.Updated.IsZero() {
			return false, nil
		}
		if err := tx.QueryRowContext(ctx, `SELECT max(at) FROM fetches WHERE url = ?`, clean(e.URL)).Scan(&last); err != nil {
			return false, err
		}
		asked, err := time.Parse(time.RFC3339, last.String)
		if err != nil || !e.Updated.After(asked) || at.Sub(asked) < revisitAfter || e.Updated.After(at) {
			return false, nil //nolint:nilerr // a page that was never asked for has no age
		}
	}
	var published any
	if !e.Published.IsZero() {
		published = stamp(e.Published)
	}
	res, err := tx.ExecContext(ctx, `
		INSERT INTO queue (url, source_id, title, published, primary_of, backfill, listed_at, attempts, next_at)
		VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 0, ?7)
		ON CONFLICT (url) DO UPDATE SET source_id = excluded.source_id, backfill = min(backfill, excluded.backfill)
		WHERE (source_id, backfill) IS NOT (excluded.source_id, min(backfill, excluded.backfill))`,
		clean(e.URL), source, null(e.Title), published, null(e.PrimaryOf), e.Backfill, stamp(at))
	if err != nil {
		return false, err
	}
	n, err := res.RowsAffected()
	return n > 0, err
}

// Due returns up to limit entries of a source that may be asked for at that time, in the
// order in which they were listed, from the one behind after. Entries whose page was
// fetched since they were listed, which a killed run leaves behind, fall out of the queue.
func (s *Store) Due(ctx context.Context, source string, at time.Time, backfill bool, after int64, limit int) ([]Entry, error) {
	var due []Entry
	err := s.write(ctx, func(tx *sql.Tx) error {
		due = nil
		if _, err := tx.ExecContext(ctx, `
			DELETE FROM queue WHERE source_id = (SELECT id FROM sources WHERE name = ?1) AND attempts = 0 AND (
				EXISTS (SELECT 1 FROM pages p WHERE p.url = queue.url AND p.fetched_at >= queue.listed_at)
				OR EXISTS (SELECT 1 FROM fetches f WHERE f.url = queue.url AND f.done AND f.at >= queue.listed_at))`,
			clean(source)); err != nil {
			return err
		}
		rows, err := tx.QueryContext(ctx, `
			SELECT id, url, coalesce(title, ''), coalesce(published, ''), coalesce(primary_of, ''), backfill FROM queue
			WHERE `+dueEntries+` ORDER BY id LIMIT ?`, append(dueArgs(source, at, backfill, after), limit)...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var e Entry
			var published string
			if err := rows.Scan(&e.ID, &e.URL, &e.Title, &published, &e.PrimaryOf, &e.Backfill); err != nil {
				return err
			}
			if published != "" {
				if e.Published, err = time.Parse(time.RFC3339, published); err != nil {
					return fmt.Errorf("entry %d: %w", e.ID, err)
				}
			}
			due = append(due, e)
		}
		return rows.Err()
	})
	if err != nil {
		return nil, fmt.Errorf("store: read the queue of %q: %w", source, err)
	}
	return due, nil
}

// dueEntries are the rows of a source behind an ID that may be asked for at a time. A pause that
// is far longer than any was noted under a wrong clock.
const dueEntries = `source_id = (SELECT id FROM sources WHERE name = ?) AND id > ? AND backfill <= ?
	AND (attempts = 0 OR next_at <= ? OR next_at > ?)`

func dueArgs(source string, at time.Time, backfill bool, after int64) []any {
	return []any{clean(source), after, backfill, stamp(at), stamp(at.Add(2 * maxRetryPause))}
}

// CountDue counts what Due would list.
func (s *Store) CountDue(ctx context.Context, source string, at time.Time, backfill bool, after int64) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `SELECT count(*) FROM queue WHERE `+dueEntries, dueArgs(source, at, backfill, after)...).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("store: count what is due of %q: %w", source, err)
	}
	return n, nil
}

// Waiting counts what a source has in its queue, pages for later runs included.
func (s *Store) Waiting(ctx context.Context, source string) (n int, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT count(*) FROM queue WHERE source_id = (SELECT id FROM sources WHERE name = ?)`, clean(source)).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("store: count the queue of %q: %w", source, err)
	}
	return n, nil
}

// settle takes the page of a logged request out of the queue, or back into it for later.
func settle(ctx context.Context, tx *sql.Tx, f Fetch) error {
	if f.Kind != "page" {
		return nil
	}
	if f.Done {
		_, err := tx.ExecContext(ctx, `DELETE FROM queue WHERE url = ?`, clean(f.URL))
		return err
	}
	var attempts int
	err := tx.QueryRowContext(ctx, `
		UPDATE queue SET attempts = attempts + 1, error = ? WHERE url = ? RETURNING attempts`,
		null(f.Err), clean(f.URL)).Scan(&attempts)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		return nil
	case err != nil:
		return err
	case attempts >= maxAttempts:
		// Known from now on, or the next listing would begin anew.
		if _, err := tx.ExecContext(ctx, `
			UPDATE fetches SET done = 1 WHERE id = (SELECT max(id) FROM fetches WHERE url = ?)`, clean(f.URL)); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `DELETE FROM queue WHERE url = ?`, clean(f.URL))
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE queue SET next_at = ? WHERE url = ?`,
		stamp(f.At.Add(retryPause(attempts))), clean(f.URL))
	return err
}
