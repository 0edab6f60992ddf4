package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/kawaraban/kawaraban/extract"
)

// SaveArticle keeps an article and what rules of one version read in it, all in one
// transaction. Nothing kept before is overwritten: other words, title or publication day
// make a new revision (with its page), another version a new reading, and the newest of
// each becomes current. Saving the same again changes nothing; the first reading of a
// revision by a version stands.
func (s *Store) SaveArticle(ctx context.Context, a Article, r extract.Reading, extractorVersion string) (Saved, error) {
	var saved Saved
	err := s.write(ctx, func(tx *sql.Tx) error {
		saved = Saved{}
		return saveArticle(ctx, tx, a, r, extractorVersion, &saved)
	})
	if err != nil {
		return Saved{}, fmt.Errorf("store: save article %s: %w", a.name(), err)
	}
	return saved, nil
}

func saveArticle(ctx context.Context, tx *sql.Tx, a Article, r extract.Reading, version string, saved *Saved) error {
	sum := hash(a.Title, a.Text, a.Published)
	if err := findArticle(ctx, tx, a, sum, saved); err != nil {
		return err
	}
	revision, err := putRevision(ctx, tx, a, sum, saved)
	if err != nil {
		return err
	}
	if err := putReading(ctx, tx, revision, r, version, stamp(a.Seen), saved); err != nil {
		return err
	}
	if !saved.Revised && !saved.Read {
		return nil
	}
	if err := putSearch(ctx, tx, a, saved.ArticleID); err != nil {
		return err
	}
	return regroup(ctx, tx, stamp(a.Seen), saved.ArticleID)
}

// name calls the article in messages.
func (a Article) name() string {
	if a.URL != "" {
		return a.URL
	}
	return fmt.Sprintf("%.60q", a.Title+" "+a.Text)
}

// findArticle finds or adds the row of the article itself.
func findArticle(ctx context.Context, tx *sql.Tx, a Article, sum string, saved *Saved) error {
	key, value := "url", clean(a.URL)
	if a.URL == "" {
		key, value = "paste_hash", sum
	}
	err := tx.QueryRowContext(ctx, `SELECT id FROM articles WHERE `+key+` = ?`, value).Scan(&saved.ArticleID)
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	source, err := sourceID(ctx, tx, a.Source)
	if err != nil {
		return err
	}
	saved.New = true
	return tx.QueryRowContext(ctx, `
		INSERT INTO articles (`+key+`, source_id, site, first_seen) VALUES (?, ?, ?, ?) RETURNING id`,
		value, source, null(a.Site), stamp(a.Seen)).Scan(&saved.ArticleID)
}

// putRevision adds the words as the current revision, unless the current one has them.
func putRevision(ctx context.Context, tx *sql.Tx, a Article, sum string, saved *Saved) (id int64, err error) {
	var have string
	var number int
	err = tx.QueryRowContext(ctx, `
		SELECT id, hash, number FROM article_revisions WHERE article_id = ? AND current`,
		saved.ArticleID).Scan(&id, &have, &number)
	if err == nil && have == sum {
		return id, nil
	}
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return 0, err
	}
	saved.Revised = !saved.New
	page, err := putPage(ctx, tx, a.Page)
	if err != nil {
		return 0, err
	}
	if _, err := tx.ExecContext(ctx, `
		UPDATE article_revisions SET current = 0 WHERE article_id = ? AND current`, saved.ArticleID); err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, `
		INSERT INTO article_revisions
			(article_id, number, title, text, published, updated, hash, seen_at, page_id, current)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1) RETURNING id`,
		saved.ArticleID, number+1, null(a.Title), clean(a.Text), null(a.Published), null(a.Updated),
		sum, stamp(a.Seen), page).Scan(&id)
	return id, err
}

// putReading adds a reading and its incidents as the current one of its revision, unless
// this version has read the revision before.
func putReading(ctx context.Context, tx *sql.Tx, revision int64, r extract.Reading, version, at string, saved *Saved) error {
	err := tx.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM incidents WHERE reading_id = g.id) FROM readings g
		WHERE revision_id = ? AND extractor_version = ?`, revision, clean(version)).Scan(&saved.Incidents)
	if !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	saved.Read = true
	saved.Incidents = len(r.Incidents)
	if _, err := tx.ExecContext(ctx, `
		UPDATE readings SET current = 0 WHERE revision_id = ? AND current`, revision); err != nil {
		return err
	}
	var id int64
	if err := tx.QueryRowContext(ctx, `
		INSERT INTO readings (revision_id, extractor_version, read_at, current)
		VALUES (?, ?, ?, 1) RETURNING id`, revision, clean(version), at).Scan(&id); err != nil {
		return err
	}
	for i, incident := range r.Incidents {
		if err := putIncident(ctx, tx, id, i, incident); err != nil {
			return fmt.Errorf("incident %d: %w", i+1, err)
		}
	}
	return nil
}

// parties are the names of the organisations of the article's current incidents, each
// once, in the order of the text.
func parties(ctx context.Context, tx *sql.Tx, article int64) ([]string, error) {
	return column(ctx, tx, `
		SELECT o.name FROM v_current_incidents i
		JOIN incident_organizations o ON o.incident_id = i.incident_id
		WHERE i.article_id = ?
		GROUP BY o.name ORDER BY min(i.position), min(o.position)`, article)
}
