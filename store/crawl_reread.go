package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/kawaraban/kawaraban/extract"
)

// A Kept article is what Reread starts from: the current words, the page they were taken
// from, and what the current reading says.
type Kept struct {
	ID      int64
	Article // Page is nil for pasted text and for pages that may not be kept
	Reading extract.Reading
	Version string // of the rules of the reading, "" where there is none
}

// maxBody bounds what a damaged row may unpack to.
const maxBody = 256 << 20

// One decoder serves all goroutines through its stateless DecodeAll.
var zstdDecoder, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(maxBody))

// Kept lists every article in the order in which it came, of one source or, for "", of all.
// Between two of them the database may be written.
func (s *Store) Kept(ctx context.Context, source string) iter.Seq2[Kept, error] {
	return func(yield func(Kept, error) bool) {
		for after := int64(0); ; {
			k, err := s.keptAfter(ctx, source, after)
			if errors.Is(err, sql.ErrNoRows) {
				return
			}
			if err != nil {
				err = fmt.Errorf("store: read the article after %d: %w", after, err)
			}
			if !yield(k, err) || k.ID == 0 {
				return
			}
			after = k.ID
		}
	}
}

func (s *Store) keptAfter(ctx context.Context, source string, after int64) (k Kept, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		var revision int64
		var page sql.NullInt64
		err := tx.QueryRowContext(ctx, `
			SELECT a.id, coalesce(a.url, ''), coalesce(a.site, ''), coalesce(s.name, ''), coalesce(r.title, ''), r.text,
				coalesce(r.published, ''), coalesce(r.updated, ''), r.id, r.page_id
			FROM articles a JOIN article_revisions r ON r.article_id = a.id AND r.current
			LEFT JOIN sources s ON s.id = a.source_id
			WHERE a.id > ? AND (? = '' OR s.name = ?) ORDER BY a.id LIMIT 1`, after, clean(source), clean(source)).
			Scan(&k.ID, &k.URL, &k.Site, &k.Source, &k.Title, &k.Text, &k.Published, &k.Updated, &revision, &page)
		if err != nil {
			return err
		}
		if page.Valid {
			if k.Page, err = readPage(ctx, tx, page.Int64); err != nil {
				return fmt.Errorf("its page: %w", err)
			}
		}
		if k.Reading, k.Version, err = readReading(ctx, tx, revision); err != nil {
			return fmt.Errorf("its reading: %w", err)
		}
		return nil
	})
	return k, err
}

func readPage(ctx context.Context, tx *sql.Tx, id int64) (*Page, error) {
	var p Page
	var at string
	var packed []byte
	err := tx.QueryRowContext(ctx, `
		SELECT url, coalesce(final_url, url), coalesce(content_type, ''), coalesce(etag, ''),
			coalesce(last_modified, ''), fetched_at, body_zstd FROM pages WHERE id = ?`, id).
		Scan(&p.URL, &p.FinalURL, &p.ContentType, &p.ETag, &p.LastModified, &at, &packed)
	if err != nil {
		return nil, err
	}
	if p.Body, err = zstdDecoder.DecodeAll(packed, nil); err != nil {
		return nil, err
	}
	p.FetchedAt, err = time.Parse(time.RFC3339, at)
	return &p, err
}

// readReading reads the current incidents of a revision.
func readReading(ctx context.Context, tx *sql.Tx, revision int64) (r extract.Reading, version string, err error) {
	var reading int64
	err = tx.QueryRowContext(ctx, `SELECT id, extractor_version FROM readings WHERE revision_id = ? AND current`, revision).
		Scan(&reading, &version)
	if errors.Is(err, sql.ErrNoRows) {
		return r, "", nil
	}
	if err != nil {
		return r, "", err
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT id, coalesce(exposure, ''), coalesce(exposure_rule, ''), coalesce(exposure_confidence, '')
		FROM incidents WHERE reading_id = ? ORDER BY id`, reading)
	if err != nil {
		return r, "", err
	}
	defer rows.Close()
	var found []Row
	for rows.Next() {
		var row Row
		var proof extract.Proof
		if err := rows.Scan(&row.ID, &row.Exposure, &proof.Rule, &proof.Confidence); err != nil {
			return r, "", err
		}
		if proof.Rule != "" {
			row.ExposureProof = &proof
		}
		row.noSlots()
		found = append(found, row)
	}
	if err := rows.Err(); err != nil || len(found) == 0 {
		return r, version, err
	}
	rows.Close()
	if err := readSlots(ctx, tx, found, ""); err != nil {
		return r, "", err
	}
	for _, row := range found {
		r.Incidents = append(r.Incidents, row.Incident)
	}
	return r, version, nil
}

// replaced marks the version of a reading that is about to go.
const replaced = " (replaced)"

// Reread keeps what newer rules make of a kept article: other words become a new revision
// of the same page, another reading the current one, in one transaction. A reading of the
// same version is replaced, because rules change between two versions too.
func (s *Store) Reread(ctx context.Context, k Kept, a Article, r extract.Reading, extractorVersion string) (Saved, error) {
	var saved Saved
	err := s.write(ctx, func(tx *sql.Tx) error {
		saved = Saved{ArticleID: k.ID}
		var page sql.NullInt64
		var old int64
		if err := tx.QueryRowContext(ctx, `
			SELECT id, page_id FROM article_revisions WHERE article_id = ? AND current`, k.ID).Scan(&old, &page); err != nil {
			return err
		}
		a.Page = nil // it is kept already
		revision, err := putRevision(ctx, tx, a, hash(a.Title, a.Text, a.Published), &saved)
		if err != nil {
			return err
		}
		if revision != old {
			saved.Revised = true
			if _, err := tx.ExecContext(ctx, `UPDATE article_revisions SET page_id = ? WHERE id = ?`, page, revision); err != nil {
				return err
			}
		}
		// The one that is replaced goes last: by it the cases know the article again.
		if _, err := tx.ExecContext(ctx, `
			UPDATE readings SET extractor_version = extractor_version || ?3 WHERE revision_id = ?1 AND extractor_version = ?2`,
			revision, clean(extractorVersion), replaced); err != nil {
			return err
		}
		if err := putReading(ctx, tx, revision, r, extractorVersion, stamp(a.Seen), &saved); err != nil {
			return err
		}
		if err := putSearch(ctx, tx, a, k.ID); err != nil {
			return err
		}
		if err := putPrint(ctx, tx, k.ID, dayOf(a), newPrint(a.Text)); err != nil {
			return err
		}
		if err := regroup(ctx, tx, stamp(a.Seen), k.ID); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			DELETE FROM readings WHERE revision_id = ? AND extractor_version = ?`, revision, clean(extractorVersion)+replaced)
		return err
	})
	if err != nil {
		return Saved{}, fmt.Errorf("store: reread article %d: %w", k.ID, err)
	}
	return saved, nil
}
