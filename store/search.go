package store

import (
	"context"
	"database/sql"
	"fmt"
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
	query, args := searchQuery(terms)
	rows, err := tx.QueryContext(ctx, query, append(args, limit)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var hits []Hit
	for rows.Next() {
		var h Hit
		var text string
		if err := rows.Scan(&h.ArticleID, &h.URL, &h.Title, &h.Published, &text); err != nil {
			return nil, err
		}
		h.Title = strings.TrimSpace(h.Title)
		h.Snippet, h.Marks = snippet(text, terms)
		hits = append(hits, h)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for i := range hits {
		if hits[i].Organizations, err = parties(ctx, tx, hits[i].ArticleID); err != nil {
			return nil, err
		}
	}
	return hits, nil
}

// searchQuery asks the index for the words that it can find and looks the shorter ones
// up in the folded text; with short words only, every article is looked at.
func searchQuery(terms []string) (query string, args []any) {
	var long []string
	var short []any
	where, inHead := []string{"1"}, []string{"0"}
	for _, t := range terms {
		if utf8.RuneCountInString(t) >= trigram {
			// A string of FTS5 ends at a quote, unless the quote is doubled.
			long = append(long, `"`+strings.ReplaceAll(t, `"`, `""`)+`"`)
			continue
		}
		short = append(short, t)
		where = append(where, `(instr(s.title, ?) OR instr(s.organizations, ?) OR instr(s.text, ?))`)
		inHead = append(inHead, `(instr(s.title, ?) OR instr(s.organizations, ?))`)
	}
	from, rank := `article_search s`, ``
	if len(long) > 0 {
		from = `article_fts JOIN article_search s ON s.article_id = article_fts.rowid`
		where = append(where, `article_fts MATCH ?`)
		rank = `bm25(article_fts, 10, 1, 10), `
	}
	for _, t := range short {
		args = append(args, t, t, t)
	}
	if len(long) > 0 {
		args = append(args, strings.Join(long, " AND "))
	}
	for _, t := range short {
		args = append(args, t, t)
	}
	return `SELECT a.article_id, coalesce(a.url, ''), coalesce(a.title, ''), coalesce(a.published, ''), a.text
		FROM ` + from + ` JOIN v_articles a ON a.article_id = s.article_id
		WHERE ` + strings.Join(where, " AND ") + `
		ORDER BY ` + rank + strings.Join(inHead, " + ") + ` DESC, a.published DESC, a.article_id DESC
		LIMIT ?`, args
}

// Characters of the text shown before the first word found, and in all.
const (
	snippetLead = 20
	snippetSize = 80
)

// snippet cuts one line around the first of the folded terms out of text, and marks all
// of them in it.
func snippet(text string, terms []string) (line string, marks [][2]int) {
	text = printable(text)
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

// printable is s on one line: white space and controls as one space, and nothing that
// moves a cursor or turns the direction of writing.
func printable(s string) string {
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
