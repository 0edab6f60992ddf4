package store

import (
	"cmp"
	"context"
	"database/sql"
	"hash/fnv"
	"maps"
	"math/bits"
	"slices"
	"strings"
	"time"
	"unicode"
)

// How near two texts have to be, found on copies with another byline, an added note and
// other typography, and on notices that share a template.
const (
	minCopied   = 200  // shingles; shorter texts are alike by chance
	maxBits     = 12   // of the 64 of a simhash; only a sieve
	nearEnough  = 0.85 // Jaccard index of the shingles of copies
	likeEnough  = 0.5  // the same for one page at two times
	copiedUntil = 3 * 24 * time.Hour
)

// A print is what a text is compared by: its runs of four letters, without spaces and
// punctuation, and its numbers.
type print struct {
	shingles map[uint64]bool
	numbers  map[string]bool
	size     int
	simhash  uint64
}

func newPrint(text string) print {
	p := print{shingles: map[uint64]bool{}, numbers: map[string]bool{}}
	var letters []rune
	var number strings.Builder
	for _, r := range fold(text) + "\n" {
		if r >= '0' && r <= '9' {
			number.WriteRune(r)
		} else if r != ',' && number.Len() > 0 {
			p.numbers[number.String()] = true
			number.Reset()
		}
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			letters = append(letters, r)
		}
	}
	const width = 4
	var votes [64]int
	for i := 0; i+width <= len(letters); i++ {
		h := fnv.New64a()
		h.Write([]byte(string(letters[i : i+width])))
		sum := mix(h.Sum64())
		if p.shingles[sum] {
			continue
		}
		p.shingles[sum] = true
		for b := range votes {
			votes[b] += int(sum>>b&1)*2 - 1
		}
	}
	for b, v := range votes {
		if v > 0 {
			p.simhash |= 1 << b
		}
	}
	p.size = len(p.shingles)
	return p
}

// mix spreads FNV's weak high bits (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// jaccard is the share of the shingles of either that both have.
func (p print) jaccard(o print) float64 {
	if p.size == 0 || o.size == 0 {
		return 0
	}
	both := 0
	for s := range p.shingles {
		if o.shingles[s] {
			both++
		}
	}
	return float64(both) / float64(p.size+o.size-both)
}

// same reports whether one text is a copy of the other. A copy may add the day or the
// time at which it was taken over, but no text lacks numbers that the other tells.
func (p print) same(o print) bool {
	few, many := p.numbers, o.numbers
	if len(few) > len(many) {
		few, many = many, few
	}
	for n := range few {
		if !many[n] {
			return false
		}
	}
	return len(many)-len(few) <= 6 && p.jaccard(o) >= nearEnough
}

// like reports whether the texts are of one page at two times.
func (p print) like(o print) bool { return p.jaccard(o) >= likeEnough }

// putPrint keeps the fingerprint of an article's current words.
func putPrint(ctx context.Context, tx *sql.Tx, article int64, day string, p print) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO article_prints (article_id, day, simhash) VALUES (?, ?, ?)
		ON CONFLICT (article_id) DO UPDATE SET day = excluded.day, simhash = excluded.simhash`,
		article, day, int64(p.simhash))
	return err
}

// printsAround lists the articles around a day whose fingerprints are near, nearest first.
func printsAround(ctx context.Context, tx *sql.Tx, day time.Time, p print) ([]int64, error) {
	rows, err := tx.QueryContext(ctx, `SELECT article_id, simhash FROM article_prints WHERE day BETWEEN ? AND ? ORDER BY article_id`,
		day.Add(-copiedUntil).Format(time.DateOnly), day.Add(copiedUntil).Format(time.DateOnly))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	distance := map[int64]int{}
	for rows.Next() {
		var id, simhash int64
		if err := rows.Scan(&id, &simhash); err != nil {
			return nil, err
		}
		if d := bits.OnesCount64(uint64(simhash) ^ p.simhash); d <= maxBits {
			distance[id] = d
		}
	}
	return slices.SortedFunc(maps.Keys(distance), func(a, b int64) int {
		return cmp.Or(cmp.Compare(distance[a], distance[b]), cmp.Compare(a, b))
	}), rows.Err()
}
