package pattern

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// A filter tells most texts without a match, in one pass and without a program: those
// that hold none of the words of which a match needs one. It knows characters by their
// lowest 8 bits, and words by their first characters, so that it fits into a few lines
// of a cache: a text is asked of hundreds of patterns, one after the other.
type filter struct {
	// Bit j of bits[c] says that c is a character of the words of a group, at a place of
	// theirs; the places of a group are neighbours. begins are the first places, ends the
	// last ones.
	begins, ends uint8
	bits         [256]uint8
}

// maxPlaces is how many characters of a word a filter looks at.
const maxPlaces = 4

// newFilter makes the filter of an expression; nil if its matches need no word.
func newFilter(expr string) *filter {
	words := needed(parse(expr))
	if len(words) == 0 {
		return nil
	}
	slices.Sort(words) // so that words of a group have characters in common
	places := min(shortest(words), maxPlaces)
	groups := 8 / places
	f := &filter{}
	for g := range groups {
		f.begins |= 1 << (g * places)
		f.ends |= 1 << (g*places + places - 1)
	}
	for i, w := range words {
		j := i * groups / len(words) * places
		for _, r := range firstRunes(w, places) {
			f.bits[uint8(r)] |= 1 << j
			j++
		}
	}
	return f
}

func firstRunes(s string, n int) []rune {
	return []rune(s)[:n]
}

// passes says that s may hold a match.
func (f *filter) passes(s string) bool {
	var at uint8 // the places of which the characters were read
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b < utf8.RuneSelf:
			i++
		case b > 0xe0 && b < 0xed && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80:
			b = s[i+1]<<6 | s[i+2]&63
			i += 3
		default:
			r, w := utf8.DecodeRuneInString(s[i:])
			b = uint8(r)
			i += w
		}
		if at = (at<<1 | f.begins) & f.bits[b]; at&f.ends != 0 {
			return true
		}
	}
	return false
}

// needed are words of which every match of an expression holds at least one; none if
// that cannot be told.
func needed(re *syntax.Regexp) []string {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}
		}
	case syntax.OpCharClass:
		var out []string
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if len(out) == 8 {
					return nil
				}
				out = append(out, string(r))
			}
		}
		return out
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if words := needed(sub); len(words) > 0 && (best == nil || rarer(words, best)) {
				best = words
			}
		}
		return best
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			words := needed(sub)
			if len(words) == 0 {
				return nil
			}
			out = append(out, words...)
		}
		return out
	}
	return nil
}

// rarer says that the words of a are longer than those of b, or as long and fewer.
func rarer(a, b []string) bool {
	x, y := shortest(a), shortest(b)
	return x > y || x == y && len(a) < len(b)
}

func shortest(words []string) int {
	n := utf8.RuneCountInString(words[0])
	for _, w := range words[1:] {
		n = min(n, utf8.RuneCountInString(w))
	}
	return n
}
