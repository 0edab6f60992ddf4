package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trigram is the length from which the index finds a word.
const trigram = 3

// Search finds the articles whose title, text and parties hold all the words, which are
// parted by white space and compared after NFKC and without case. Best first: by BM25
// with a hit in the title or a party's name weighing most, then newest first. It returns
// at most limit articles, and none for no words. No character has a meaning of its own.
func (s *Store) Search(ctx context.Context, words string, limit int) ([]Hit, error) {
	terms := strings.Fields(fold(words))
	slices.Sort(terms)
	terms = slices.Compact(terms)
	if len(terms) == 0 || limit <= 0 {
		return nil, nil
	}
	var hits []Hit
	err := s.read(ctx, func(tx *sql.Tx) (err error) {
		hits, err = search(ctx, tx, terms, limit)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: search %.60q: %w", words, err)
	}
	return hits, nil
}

func search(ctx context.Context, tx *sql.Tx, terms []string, limit int) ([]Hit, error) {
	rows, err := find(ctx, tx, terms, limit)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hits []Hit
	for rows.Next() {
		var id int64
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		h, err := hit(ctx, tx, id, terms)
		if err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	return hits, rows.Err()
}

// find yields the ids of the articles, best first. It asks the index for the words that
// it can find and looks the shorter ones up in the folded text; with short words only, every article is looked at.
func find(ctx context.Context, tx *sql.Tx, terms []string, limit int) (*sql.Rows, error) {
	var long []string
	short := []string{}
	for _, t := range terms {
		if utf8.RuneCountInString(t) < trigram {
			short = append(short, t)
		} else {
			// A string of FTS5 ends at a quote, unless the quote is doubled.
			long = append(long, `"`+strings.ReplaceAll(t, `"`, `""`)+`"`)
		}
	}
	words, err := json.Marshal(short)
	if err != nil {
		return nil, err
	}
	// instr, not LIKE: no character has a meaning of its own.
	const everyShort = `NOT EXISTS (SELECT 1 FROM json_each(?1)
		WHERE NOT (instr(s.title, value) OR instr(s.organizations, value) OR instr(s.text, value)))`
	const shortInHead = `(SELECT count(*) FROM json_each(?1)
		WHERE instr(s.title, value) OR instr(s.organizations, value))`
	const revision = `JOIN article_revisions r ON r.article_id = s.article_id AND r.current`
	if len(long) == 0 {
		return tx.QueryContext(ctx, `
			SELECT s.article_id FROM article_search s `+revision+`
			WHERE `+everyShort+`
			ORDER BY `+shortInHead+` DESC, r.published DESC, s.article_id DESC
			LIMIT ?2`, string(words), limit)
	}
	return tx.QueryContext(ctx, `
		SELECT s.article_id FROM article_fts
		JOIN article_search s ON s.article_id = article_fts.rowid `+revision+`
		WHERE article_fts MATCH ?3 AND `+everyShort+`
		ORDER BY bm25(article_fts, 10, 10, 1), `+shortInHead+` DESC, r.published DESC, s.article_id DESC
		LIMIT ?2`, string(words), limit, strings.Join(long, " "))
}

// hit shows one article that was found.
func hit(ctx context.Context, tx *sql.Tx, id int64, terms []string) (h Hit, err error) {
	var text string
	if err := tx.QueryRowContext(ctx, `
		SELECT article_id, coalesce(url, ''), coalesce(title, ''), coalesce(published, ''), text
		FROM v_articles WHERE article_id = ?`, id).Scan(&h.ArticleID, &h.URL, &h.Title, &h.Published, &text); err != nil {
		return h, err
	}
	h.Title = strings.TrimSpace(h.Title)
	h.Snippet, h.Marks = snippet(text, terms)
	h.Organizations, err = parties(ctx, tx, id)
	return h, err
}

// Characters of the text shown before the first word found, and in all.
const (
	snippetLead = 20
	snippetSize = 80
)

// snippet cuts one line around the first of the folded terms out of text, and marks all
// of them in it.
func snippet(text string, terms []string) (line string, marks [][2]int) {
	text = Printable(text)
	folded, from := foldMap(text)
	first := -1
	for _, t := range terms {
		if at := strings.Index(folded, t); at >= 0 && (first < 0 || at < first) {
			first = at
		}
	}
	start := 0
	if first > 0 {
		start = from[first]
		for range snippetLead {
			_, size := utf8.DecodeLastRuneInString(text[:start])
			start -= size
		}
	}
	line = text[start:]
	end := 0
	for range snippetSize {
		_, size := utf8.DecodeRuneInString(line[end:])
		end += size
	}
	line = line[:end]
	return line, marksIn(line, terms)
}

// marksIn finds all terms in line: byte ranges in order, none overlapping.
func marksIn(line string, terms []string) [][2]int {
	var marks [][2]int
	folded, from := foldMap(line)
	for at := 0; at < len(folded); {
		length := 0
		for _, t := range terms {
			if strings.HasPrefix(folded[at:], t) {
				length = max(length, len(t))
			}
		}
		if length == 0 {
			at++
			continue
		}
		begin, end := from[at], from[at+length]
		// A word may end inside what one character of the line stands for: ㈱ is "(株)".
		for next := at + length; end == begin && next < len(from); next++ {
			end = from[next]
		}
		marks = append(marks, [2]int{begin, end})
		at += length
	}
	return marks
}

// Printable is s on one line: white space and controls as one space, and nothing that
// moves a cursor or turns the direction of writing.
func Printable(s string) string {
	var b strings.Builder
	space := true // nothing before the first word
	for _, r := range s {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cc, r):
			if !space {
				b.WriteByte(' ')
			}
			space = true
		case unicode.Is(unicode.Cf, r):
		default:
			b.WriteRune(r)
			space = false
		}
	}
	return strings.TrimSuffix(b.String(), " ")
}
