package store

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// trigram is the length from which article_fts finds a word.
const trigram = 3

// candidates is how many articles are looked at: of words that more have, the articles
// that came last, and those whose title, parties or services have the words.
const candidates = 500

// Search finds the articles whose title, text, parties and services hold all the words,
// which are parted by white space and compared after NFKC and without case. Best first:
// words in the title or a name weigh most, then how much of the text they are, then the
// newer article. Of words that very many articles hold it ranks those that came last. It
// returns at most limit articles, and none for no words. No character has a meaning of its
// own.
func (s *Store) Search(ctx context.Context, words string, limit int) ([]Hit, error) {
	terms := terms(words)
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

// terms are the words to search for, folded, each once.
func terms(words string) []string {
	all := strings.Fields(fold(words))
	slices.Sort(all)
	return slices.Compact(all)
}

func search(ctx context.Context, tx *sql.Tx, terms []string, limit int) ([]Hit, error) {
	found, err := find(ctx, tx, terms, max(candidates, limit))
	if err != nil {
		return nil, err
	}
	ranked, err := rank(ctx, tx, terms, found)
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, r := range ranked[:min(limit, len(ranked))] {
		h, err := hit(ctx, tx, r.id, terms)
		if err != nil {
			return nil, err
		}
		hits = append(hits, h)
	}
	return hits, nil
}

// find yields the ids of articles that may hold all the terms: all that hold a term which
// n articles or fewer hold, else the newest that hold them all.
func find(ctx context.Context, tx *sql.Tx, terms []string, n int) ([]int64, error) {
	var long, short []string
	for _, t := range terms {
		switch indexed(t) {
		case inArticleFTS:
			long = append(long, query(t))
		case inArticleGrams:
			short = append(short, query(t))
		default:
			all, err := newest(ctx, tx, inArticles, query(t), n)
			if err != nil || len(all) <= n {
				return all, err
			}
		}
	}
	for _, t := range short {
		found, err := newest(ctx, tx, inArticleGrams, t, n)
		if err != nil || len(found) <= n {
			return found, err
		}
	}
	for _, t := range long {
		found, err := newest(ctx, tx, inArticleFTS, t, n)
		if err != nil || len(found) <= n {
			return found, err
		}
	}
	var found []int64
	var err error
	if len(short) > 0 {
		// The pairs of characters of all terms: rank looks whether they stand together.
		found, err = newest(ctx, tx, inArticleGrams, pairs(terms), n)
	} else {
		found, err = newest(ctx, tx, inArticleFTS, strings.Join(long, " AND "), n)
	}
	if err != nil {
		return nil, err
	}
	heads, err := inHeads(ctx, tx, terms, n)
	return append(found, heads...), err
}

// pairs asks the index of short words for all grams of terms but the single characters of
// longer ones.
func pairs(terms []string) string {
	var all []string
	for _, t := range terms {
		for gram := range strings.FieldsSeq(grams(t)) {
			if utf8.RuneCountInString(gram) > 1 || gram == t {
				all = append(all, `"`+gram+`"`)
			}
		}
	}
	return strings.Join(all, " AND ")
}

// The queries for the ids of the articles that hold a term, by the index that has it.
const (
	inArticleFTS   = `SELECT rowid FROM article_fts WHERE article_fts MATCH ?`
	inArticleGrams = `SELECT rowid FROM article_grams WHERE article_grams MATCH ?`
	// inArticles finds short words with a sign in them, which no index has.
	inArticles = `SELECT article_id AS rowid FROM article_search
		WHERE instr(title || char(10) || organizations || char(10) || services || char(10) || text, ?)`
)

// indexed is the query that finds a term, query what its placeholder stands for.
func indexed(term string) string {
	switch {
	case utf8.RuneCountInString(term) >= trigram:
		return inArticleFTS
	case strings.Contains(" "+grams(term), " "+term+" "):
		return inArticleGrams
	}
	return inArticles
}

func query(term string) string {
	if indexed(term) == inArticles {
		return term
	}
	// A string of FTS5 ends at a quote, unless the quote is doubled.
	return `"` + strings.ReplaceAll(term, `"`, `""`) + `"`
}

// headsOf is in how many of the last articles common words are looked for in title and names.
const headsOf = 10_000

// inHeads finds the newest articles with the longest of the terms in title or names. It reads
// these, which stand before the texts: the index would go on to the first article where few of
// the last ones have the word.
func inHeads(ctx context.Context, tx *sql.Tx, terms []string, n int) ([]int64, error) {
	longest := slices.MaxFunc(terms, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	return ids(ctx, tx, `
		SELECT article_id FROM article_search
		WHERE article_id > (SELECT max(article_id) FROM article_search) - ?2
			AND (instr(title, ?1) OR instr(organizations, ?1) OR instr(services, ?1))
		ORDER BY article_id DESC LIMIT ?3`, longest, headsOf, n)
}

// newest are the last of the articles that a query finds by a word, one more than n.
func newest(ctx context.Context, tx *sql.Tx, query, word string, n int) ([]int64, error) {
	return ids(ctx, tx, query+" ORDER BY rowid DESC LIMIT ?", word, n+1)
}

// A rankedArticle is one that holds all the terms.
type rankedArticle struct {
	id        int64
	score     float64
	published string
}

// What a term counts: in the head of an article, and in its text, where ten times count
// hardly more than five and twice in a short text more than twice in a long one. The
// constants are BM25's usual ones.
const (
	headWeight = 10
	saturation = 1.2
	usualSize  = 4000 // of a text, in bytes
)

// rank sorts those articles that hold all the terms, the best first.
func rank(ctx context.Context, tx *sql.Tx, terms []string, found []int64) ([]rankedArticle, error) {
	var ranked []rankedArticle
	err := eachRow(ctx, tx, func(rows *sql.Rows) error {
		var r rankedArticle
		var title, organizations, services, text string
		if err := rows.Scan(&r.id, &title, &organizations, &services, &text, &r.published); err != nil {
			return err
		}
		for _, t := range terms {
			times := float64(strings.Count(text, t))
			head := strings.Contains(title, t) || strings.Contains(organizations, t) || strings.Contains(services, t)
			if times == 0 && !head {
				return nil
			}
			r.score += times / (times + saturation*(0.25+0.75*float64(len(text))/usualSize))
			if head {
				r.score += headWeight
			}
		}
		ranked = append(ranked, r)
		return nil
	}, `
		SELECT s.article_id, s.title, s.organizations, s.services, s.text, coalesce(r.published, '')
		FROM article_search s JOIN article_revisions r ON r.article_id = s.article_id AND r.current
		WHERE s.article_id IN (SELECT value FROM json_each(?))`, jsonList(found))
	slices.SortFunc(ranked, func(a, b rankedArticle) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(b.published, a.published), cmp.Compare(b.id, a.id))
	})
	return ranked, err
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
