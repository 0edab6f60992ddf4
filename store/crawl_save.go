package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// A Crawled article is one that a crawl found at an address of the web.
type Crawled struct {
	Article
	// Canonical is the address that the page gives itself, "" where it gives none or one that
	// cannot be its own. It is believed as long as no other article is kept there.
	Canonical string
	// PrimaryOf is the address of the article that named this page as its source.
	PrimaryOf string
}

// SaveCrawled keeps an article as SaveArticle does. If another host has told the same
// words about the same parties within days, it keeps the page as a further source of that
// article instead, and Saved.Copy is set.
func (s *Store) SaveCrawled(ctx context.Context, c Crawled, r extract.Reading, extractorVersion string) (Saved, error) {
	var saved Saved
	err := s.write(ctx, func(tx *sql.Tx) error {
		saved = Saved{}
		a := c.Article
		p := newPrint(a.Text)
		if err := address(ctx, tx, &a, c.Canonical, p); err != nil {
			return err
		}
		known, err := articleAt(ctx, tx, a.URL)
		if err != nil {
			return err
		}
		if !known {
			original, err := findCopied(ctx, tx, a, p, r)
			if err != nil {
				return err
			}
			if original != 0 {
				saved.ArticleID, saved.Copy = original, true
				return putCopy(ctx, tx, original, a)
			}
		}
		if err := saveArticle(ctx, tx, a, r, extractorVersion, &saved); err != nil {
			return err
		}
		if err := putPrint(ctx, tx, saved.ArticleID, dayOf(a), p); err != nil {
			return err
		}
		return putPrimary(ctx, tx, saved.ArticleID, a, c.PrimaryOf)
	})
	if err != nil {
		return Saved{}, fmt.Errorf("store: save article %s: %w", c.name(), err)
	}
	return saved, nil
}

// SamePage reports whether the words of an article were taken from a page with this very
// body that was asked for at this address, so that there is nothing to read again.
func (s *Store) SamePage(ctx context.Context, p Page) (same bool, err error) {
	err = s.db.QueryRowContext(ctx, `
		SELECT EXISTS (SELECT 1 FROM pages p JOIN article_revisions r ON r.page_id = p.id AND r.current
			WHERE p.url = ? AND p.hash = ?)`, clean(p.URL), bodyHash(p.Body)).Scan(&same)
	if err != nil {
		return false, fmt.Errorf("store: look up the page %s: %w", p.URL, err)
	}
	return same, nil
}

// articleAt reports whether an article is kept under an address.
func articleAt(ctx context.Context, tx *sql.Tx, at string) (known bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM articles WHERE url = ?)`, clean(at)).Scan(&known)
	return known, err
}

// address lets a be known under its canonical address, unless an article with other words
// is kept there, or a itself is kept under the address where it was found.
func address(ctx context.Context, tx *sql.Tx, a *Article, canonical string, p print) error {
	if canonical == "" || canonical == a.URL {
		return nil
	}
	if known, err := articleAt(ctx, tx, a.URL); err != nil || known {
		return err
	}
	var text string
	var asked sql.NullString
	err := tx.QueryRowContext(ctx, `
		SELECT r.text, p.url FROM articles a
		JOIN article_revisions r ON r.article_id = a.id AND r.current
		LEFT JOIN pages p ON p.id = r.page_id
		WHERE a.url = ?`, clean(canonical)).Scan(&text, &asked)
	switch {
	case errors.Is(err, sql.ErrNoRows):
		a.URL = canonical
		return nil
	case err != nil:
		return err
	}
	again := a.Page != nil && asked.String == a.Page.URL // the same page, whose words changed
	if again || p.like(newPrint(text)) {
		a.URL = canonical
	}
	return nil
}

// findCopied returns the article of another host that has a's words, 0 for none. Words
// alone do not decide: notices of one wave follow one template and differ in names and
// numbers, so both have to be the same.
func findCopied(ctx context.Context, tx *sql.Tx, a Article, p print, r extract.Reading) (int64, error) {
	if p.size < minCopied {
		return 0, nil
	}
	day, err := time.Parse(time.DateOnly, dayOf(a))
	if err != nil {
		return 0, nil //nolint:nilerr // without a day there is nothing to look among
	}
	ids, err := printsAround(ctx, tx, day, p)
	if err != nil {
		return 0, err
	}
	for _, id := range ids {
		var at, text string
		err := tx.QueryRowContext(ctx, `
			SELECT coalesce(a.url, ''), r.text FROM articles a
			JOIN article_revisions r ON r.article_id = a.id AND r.current WHERE a.id = ?`, id).Scan(&at, &text)
		if err != nil {
			return 0, err
		}
		if at == "" || host(at) == host(a.URL) || !p.same(newPrint(text)) {
			continue
		}
		names, err := parties(ctx, tx, id)
		if err != nil {
			return 0, err
		}
		slices.Sort(names)
		if slices.Equal(names, partiesOf(r)) {
			return id, nil
		}
	}
	return 0, nil
}

// partiesOf lists the parties of a reading as parties lists those of an article.
func partiesOf(r extract.Reading) (names []string) {
	for _, i := range r.Incidents {
		for _, o := range i.Organizations {
			names = append(names, clean(o.Name))
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func host(at string) string {
	u, err := url.Parse(at)
	if err != nil {
		return at
	}
	return u.Hostname()
}

// dayOf is the day an article appeared, else the day it was seen.
func dayOf(a Article) string {
	if a.Published != "" {
		return a.Published
	}
	return stamp(a.Seen)[:len(time.DateOnly)]
}

// putCopy keeps a page as a further source of an article.
func putCopy(ctx context.Context, tx *sql.Tx, article int64, a Article) error {
	source, err := sourceID(ctx, tx, a.Source)
	if err != nil {
		return err
	}
	page, err := putPage(ctx, tx, a.Page)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO article_sources (article_id, url, relation, source_id, site, title, published, seen_at, page_id)
		VALUES (?, ?, 'copy', ?, ?, ?, ?, ?, ?)
		ON CONFLICT (article_id, url) DO UPDATE SET title = excluded.title, seen_at = excluded.seen_at, page_id = excluded.page_id`,
		article, clean(a.URL), source, null(a.Site), null(a.Title), null(a.Published), stamp(a.Seen), page)
	return err
}

// putPrimary links the article that named another one as its source to it.
func putPrimary(ctx context.Context, tx *sql.Tx, notice int64, a Article, of string) error {
	if of == "" {
		return nil
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO article_sources (article_id, url, relation, other_id, source_id, site, title, published, seen_at)
		SELECT x.id, ?1, 'primary', ?2, x.source_id, ?3, ?4, ?5, ?6 FROM articles x
		WHERE x.id <> ?2 AND x.id = coalesce((SELECT id FROM articles WHERE url = ?7),
			(SELECT r.article_id FROM pages p JOIN article_revisions r ON r.page_id = p.id WHERE p.url = ?7 ORDER BY r.id DESC LIMIT 1))
		ON CONFLICT (article_id, url) DO NOTHING`,
		clean(a.URL), notice, null(a.Site), null(a.Title), null(a.Published), stamp(a.Seen), clean(of))
	return err
}
