package extract

import (
	"iter"
	"slices"
	"strings"
	"unicode/utf8"
)

// lexiconLines gives the lines of an embedded word list without comments and blanks.
func lexiconLines(s string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for line := range strings.Lines(s) {
			line = strings.TrimRight(line, "\n")
			if line == "" || line[0] == '#' {
				continue
			}
			if !yield(line) {
				return
			}
		}
	}
}

// longestFirst sorts words so that the longest is tried first.
func longestFirst[T any](list []T, word func(T) string) {
	slices.SortStableFunc(list, func(a, b T) int { return len(word(b)) - len(word(a)) })
}

func anyPrefix(s string, list ...string) bool {
	for _, p := range list {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

func anySuffix(s string, list ...string) bool {
	for _, p := range list {
		if strings.HasSuffix(s, p) {
			return true
		}
	}
	return false
}

// runeAt is utf8.DecodeRuneInString(s[i:]), at once for most characters of Japanese.
func runeAt(s string, i int) (r rune, width int) {
	if b := s[i]; b > 0xe0 && b < 0xed && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80 {
		return rune(b&0xf)<<12 | rune(s[i+1]&0x3f)<<6 | rune(s[i+2]&0x3f), 3
	}
	return utf8.DecodeRuneInString(s[i:])
}

// firstRunes is the beginning of s, at most n runes of it.
func firstRunes(s string, n int) string {
	for i := range len(s) {
		if !utf8.RuneStart(s[i]) {
			continue
		}
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}

// lastRunes is the end of s, at most n runes of it.
func lastRunes(s string, n int) string {
	i := len(s)
	for ; n > 0 && i > 0; n-- {
		for i--; i > 0 && !utf8.RuneStart(s[i]); i-- {
		}
	}
	return s[i:]
}

func startsWithDigit(s string) bool { return s != "" && s[0] >= '0' && s[0] <= '9' }

func isLatin(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !(c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '.' || c == ',' || c == '&' || c == '-' || c == '\'') {
			return false
		}
	}
	return s != ""
}

func isHiragana(s string) bool { return allRunes(s, 0x3041, 0x309f) }

func isKatakana(s string) bool { return allRunes(s, 0x30a0, 0x30ff) }

func allRunes(s string, lo, hi rune) bool {
	for _, r := range s {
		if r < lo || r > hi {
			return false
		}
	}
	return s != ""
}

// within says that byte i lies in one of the spans, which are in order and apart.
func within(spans [][2]int, i int) bool {
	k, found := slices.BinarySearchFunc(spans, i, func(s [2]int, i int) int { return s[0] - i })
	return found || k > 0 && i < spans[k-1][1]
}

func hasHiragana(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= 0x3041 && r <= 0x309f })
}

func firstRune(s string, i int) rune {
	r, _ := utf8.DecodeRuneInString(s[i:])
	return r
}
