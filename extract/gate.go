package extract

import (
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode/utf8"
)

// A gated pattern is tried only on texts that hold one of the words it cannot match
// without. Patterns with bounded gaps are large programs, slow to run; most sentences
// hold none of their words.
type gated struct {
	re    *regexp.Regexp
	words []string // empty: no such words are known
}

func gate(expr string) *gated {
	g := &gated{re: regexp.MustCompile(expr)}
	if tree, err := syntax.Parse(expr, syntax.Perl); err == nil {
		g.words = neededWords(tree.Simplify())
	}
	return g
}

func (g *gated) open(s string) bool {
	return len(g.words) == 0 || slices.ContainsFunc(g.words, func(w string) bool { return strings.Contains(s, w) })
}

func (g *gated) match(s string) bool { return g.open(s) && g.re.MatchString(s) }

func (g *gated) find(s string) []int {
	if !g.open(s) {
		return nil
	}
	return g.re.FindStringIndex(s)
}

func (g *gated) findAll(s string, n int) [][]int {
	if !g.open(s) {
		return nil
	}
	return g.re.FindAllStringIndex(s, n)
}

// neededWords are words of which every match of a pattern holds at least one; none if
// that cannot be told.
func neededWords(re *syntax.Regexp) []string {
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
		return neededWords(re.Sub[0])
	case syntax.OpConcat:
		var best []string
		for _, sub := range re.Sub {
			if words := neededWords(sub); len(words) > 0 && (best == nil || rarer(words, best)) {
				best = words
			}
		}
		return best
	case syntax.OpAlternate:
		var out []string
		for _, sub := range re.Sub {
			words := neededWords(sub)
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
