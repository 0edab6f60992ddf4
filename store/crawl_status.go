package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"
)

// A Status is what the database knows of how a source fares. Zero times are unknown.
type Status struct {
	Source      string
	Listing     string    // address of its feed, else of the list or sitemap that was last asked for; "" where none is known
	LastTry     time.Time // of its feed, list or sitemap
	LastSuccess time.Time // likewise, answered without an error
	Streak      int       // tries since then, all failed
	LastError   string    // of the newest try, "" where it went well
	Articles    int       // kept in all
	New         int       // of these, first seen within the time asked for
	NewestSeen  time.Time
	Waiting     int       // pages in the queue
	Backfill    int       // of these, for a walk through archives only
	Failing     int       // of these, tried in vain
	PageError   string    // of the last of these, "" where none is failing
	NextAllowed time.Time // when a page that failed may be tried again, zero if none waits for its time
}

// Status tells of every source, by name; New counts from since on.
func (s *Store) Status(ctx context.Context, since time.Time) ([]Status, error) {
	rows, err := s.db.QueryContext(ctx, `
		WITH tries AS (
			SELECT id, source_id, url, at, error, status FROM fetches WHERE kind IN ('feed', 'list', 'sitemap')
		), good AS (
			SELECT source_id, max(id) AS id, max(at) AS at FROM tries WHERE error IS NULL GROUP BY source_id
		)
		SELECT s.name, coalesce(s.feed, (SELECT url FROM tries t WHERE t.source_id = s.id ORDER BY id DESC LIMIT 1), ''),
			(SELECT max(at) FROM tries t WHERE t.source_id = s.id),
			(SELECT at FROM good g WHERE g.source_id = s.id),
			(SELECT count(*) FROM tries t WHERE t.source_id = s.id AND t.id >
				coalesce((SELECT id FROM good g WHERE g.source_id = s.id), 0)),
			coalesce((SELECT error FROM tries t WHERE t.source_id = s.id ORDER BY id DESC LIMIT 1), ''),
			(SELECT count(*) FROM articles a WHERE a.source_id = s.id),
			(SELECT count(*) FROM articles a WHERE a.source_id = s.id AND a.first_seen >= ?1),
			(SELECT max(first_seen) FROM articles a WHERE a.source_id = s.id),
			(SELECT count(*) FROM queue q WHERE q.source_id = s.id),
			(SELECT count(*) FROM queue q WHERE q.source_id = s.id AND q.backfill),
			(SELECT count(*) FROM queue q WHERE q.source_id = s.id AND q.attempts > 0),
			coalesce((SELECT error FROM queue q WHERE q.source_id = s.id AND q.attempts > 0 ORDER BY id DESC LIMIT 1), ''),
			(SELECT min(next_at) FROM queue q WHERE q.source_id = s.id AND q.attempts > 0)
		FROM sources s ORDER BY s.name`, stamp(since))
	if err != nil {
		return nil, fmt.Errorf("store: status: %w", err)
	}
	defer rows.Close()
	var all []Status
	for rows.Next() {
		var st Status
		var try, success, newest, next sql.NullString
		if err := rows.Scan(&st.Source, &st.Listing, &try, &success, &st.Streak, &st.LastError, &st.Articles, &st.New,
			&newest, &st.Waiting, &st.Backfill, &st.Failing, &st.PageError, &next); err != nil {
			return nil, fmt.Errorf("store: status: %w", err)
		}
		for _, c := range []struct {
			from sql.NullString
			to   *time.Time
		}{{try, &st.LastTry}, {success, &st.LastSuccess}, {newest, &st.NewestSeen}, {next, &st.NextAllowed}} {
			if c.from.Valid {
				if *c.to, err = time.Parse(time.RFC3339, c.from.String); err != nil {
					return nil, fmt.Errorf("store: status of %q: %w", st.Source, err)
				}
			}
		}
		all = append(all, st)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("store: status: %w", err)
	}
	return all, nil
}

// Closed lists the hosts that must not be asked before a time later than now, by name.
func (s *Store) Closed(ctx context.Context, now time.Time) ([]Host, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT name, failures, closed_until, coalesce(reason, '') FROM hosts WHERE closed_until > ? ORDER BY name`, stamp(now))
	if err != nil {
		return nil, fmt.Errorf("store: closed hosts: %w", err)
	}
	defer rows.Close()
	var all []Host
	for rows.Next() {
		var h Host
		var until string
		if err := rows.Scan(&h.Name, &h.Failures, &until, &h.Reason); err != nil {
			return nil, fmt.Errorf("store: closed hosts: %w", err)
		}
		if h.ClosedUntil, err = time.Parse(time.RFC3339, until); err != nil {
			return nil, fmt.Errorf("store: closed hosts: %w", err)
		}
		all = append(all, h)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("store: closed hosts: %w", err)
	}
	return all, nil
}
