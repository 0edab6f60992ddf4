package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// A Host is what a crawl remembers of a host that failed or asked for silence.
type Host struct {
	Name        string // with its port, where that is not 80 or 443
	Failures    int    // in a row
	ClosedUntil time.Time
	Reason      string
}

// Host returns what is remembered of a host; a zero ClosedUntil where nothing is.
func (s *Store) Host(ctx context.Context, name string) (Host, error) {
	h := Host{Name: name}
	var until sql.NullString
	err := s.db.QueryRowContext(ctx, `
		SELECT failures, closed_until, coalesce(reason, '') FROM hosts WHERE name = ?`, clean(name)).
		Scan(&h.Failures, &until, &h.Reason)
	if err == nil && until.Valid {
		h.ClosedUntil, err = time.Parse(time.RFC3339, until.String)
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return Host{}, fmt.Errorf("store: host %s: %w", name, err)
	}
	return h, nil
}

// KeepHost remembers a host, or forgets one without failures.
func (s *Store) KeepHost(ctx context.Context, h Host) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		if h.Failures == 0 && h.ClosedUntil.IsZero() {
			_, err := tx.ExecContext(ctx, `DELETE FROM hosts WHERE name = ?`, clean(h.Name))
			return err
		}
		var until any
		if !h.ClosedUntil.IsZero() {
			until = stamp(h.ClosedUntil)
		}
		_, err := tx.ExecContext(ctx, `
			INSERT INTO hosts (name, failures, closed_until, reason) VALUES (?, ?, ?, ?)
			ON CONFLICT (name) DO UPDATE SET failures = excluded.failures,
				closed_until = excluded.closed_until, reason = excluded.reason`,
			clean(h.Name), h.Failures, until, null(h.Reason))
		return err
	})
	if err != nil {
		return fmt.Errorf("store: keep host %s: %w", h.Name, err)
	}
	return nil
}

// Robots returns the robots.txt kept for an origin and when it expires; a zero time where
// none is kept.
func (s *Store) Robots(ctx context.Context, origin string) (body []byte, expires time.Time, err error) {
	var at string
	err = s.db.QueryRowContext(ctx, `SELECT body, expires_at FROM robots WHERE origin = ?`, clean(origin)).Scan(&body, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, time.Time{}, nil
	}
	if err == nil {
		expires, err = time.Parse(time.RFC3339, at)
	}
	if err != nil {
		return nil, time.Time{}, fmt.Errorf("store: robots.txt of %s: %w", origin, err)
	}
	return body, expires, nil
}

// KeepRobots keeps the robots.txt of an origin.
func (s *Store) KeepRobots(ctx context.Context, origin string, body []byte, fetched, expires time.Time) error {
	if body == nil {
		body = []byte{} // nil is NULL
	}
	err := s.write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO robots (origin, fetched_at, expires_at, body) VALUES (?, ?, ?, ?)
			ON CONFLICT (origin) DO UPDATE SET fetched_at = excluded.fetched_at,
				expires_at = excluded.expires_at, body = excluded.body`,
			clean(origin), stamp(fetched), stamp(expires), body)
		return err
	})
	if err != nil {
		return fmt.Errorf("store: keep robots.txt of %s: %w", origin, err)
	}
	return nil
}
