package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// putSearch makes the article findable by its current words, parties and services.
func putSearch(ctx context.Context, tx *sql.Tx, a Article, id int64) error {
	names, err := parties(ctx, tx, id)
	if err != nil {
		return err
	}
	services, err := column(ctx, tx, `
		SELECT s.name FROM v_current_incidents i
		JOIN incident_services s ON s.incident_id = i.incident_id
		WHERE i.article_id = ?
		GROUP BY s.name ORDER BY min(i.position), min(s.position)`, id)
	if err != nil {
		return err
	}
	parts := []string{fold(a.Title), fold(strings.Join(names, "\n")), fold(strings.Join(services, "\n")), fold(a.Text)}
	if _, err = tx.ExecContext(ctx, `
		INSERT INTO article_search (article_id, title, organizations, services, text) VALUES (?, ?, ?, ?, ?)
		ON CONFLICT (article_id) DO UPDATE SET title = excluded.title, organizations = excluded.organizations,
			services = excluded.services, text = excluded.text
		WHERE (title, organizations, services, text) IS NOT
			(excluded.title, excluded.organizations, excluded.services, excluded.text)`,
		id, parts[0], parts[1], parts[2], parts[3]); err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO article_grams (rowid, grams) VALUES (?, ?)`, id, grams(parts...))
	return err
}

// fillSearch adds the words of articles that cannot be searched for, as it was before
// services could be and after damage, and indexes all anew.
func fillSearch(ctx context.Context, tx *sql.Tx) error {
	if _, err := tx.ExecContext(ctx, `DELETE FROM article_search WHERE article_id NOT IN (SELECT id FROM articles)`); err != nil {
		return err
	}
	all, err := ids(ctx, tx, `SELECT article_id FROM article_revisions WHERE current ORDER BY article_id`)
	if err != nil {
		return err
	}
	// Emptied first: an index that is not in step cannot take out what it does not have.
	if _, err := tx.ExecContext(ctx, `INSERT INTO article_grams(article_grams) VALUES ('delete-all')`); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `INSERT INTO article_fts(article_fts) VALUES ('rebuild')`); err != nil {
		return err
	}
	for _, id := range all {
		var a Article
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(title, ''), text FROM article_revisions WHERE article_id = ? AND current`, id).
			Scan(&a.Title, &a.Text); err != nil {
			return err
		}
		if err := putSearch(ctx, tx, a, id); err != nil {
			return err
		}
	}
	return nil
}

// makeGrams makes the index of short words anew, of what can be searched for. One that is to
// stand in an exported database cannot forget an article (contentless_delete): SQLite before
// 3.43 does not know that, and Datasette refuses a database of which it cannot open a table.
func makeGrams(ctx context.Context, tx *sql.Tx, forgets bool) error {
	option := ""
	if forgets {
		option = "contentless_delete = 1, "
	}
	if _, err := tx.ExecContext(ctx, `
		DROP TABLE article_grams;
		CREATE VIRTUAL TABLE article_grams USING fts5(grams, content = '', `+option+`detail = none, tokenize = 'ascii');
		INSERT INTO article_grams(article_grams, rank) VALUES ('hashsize', `+fmt.Sprint(gramsAtOnce)+`)`); err != nil {
		return err
	}
	articles, err := ids(ctx, tx, `SELECT article_id FROM article_search ORDER BY article_id`)
	if err != nil {
		return err
	}
	for _, id := range articles {
		var parts [4]string
		if err := tx.QueryRowContext(ctx, `SELECT title, organizations, services, text FROM article_search WHERE article_id = ?`, id).
			Scan(&parts[0], &parts[1], &parts[2], &parts[3]); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO article_grams (rowid, grams) VALUES (?, ?)`, id, grams(parts[:]...)); err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO article_grams(article_grams) VALUES ('optimize');
		INSERT INTO article_grams(article_grams, rank) VALUES ('hashsize', `+fmt.Sprint(usualHashSize)+`)`)
	return err
}

// How many bytes of the index of short words are put in order in memory: when it is made
// anew, and FTS5's default.
const (
	gramsAtOnce   = 16 << 20
	usualHashSize = 1 << 20
)

// grams are the characters and pairs of characters of folded texts, each once, parted by
// spaces, for the index of short words.
func grams(texts ...string) string {
	seen := map[string]bool{}
	var b strings.Builder
	add := func(gram string) {
		if !seen[gram] {
			seen[gram] = true
			b.WriteString(gram)
			b.WriteByte(' ')
		}
	}
	for _, text := range texts {
		before := -1 // where the character before begins, -1 where there is none in the index
		for at, r := range text {
			if !inGrams(r) {
				before = -1
				continue
			}
			size := utf8.RuneLen(r)
			add(text[at : at+size])
			if before >= 0 {
				add(text[before : at+size])
			}
			before = at
		}
	}
	return b.String()
}

// inGrams says that the index of short words has a character: the tokenizer takes ASCII
// signs for the ends of words, and text is stored with its controls.
func inGrams(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	}
	return !unicode.IsSpace(r)
}
