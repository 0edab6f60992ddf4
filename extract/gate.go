package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hopeless says, of most texts at once, that they tell no incident: a block tells one
// where a sentence has the words of a breach, of a mishap or of an apology (relevant), or
// where it is a dated point of a series (segment). It is asked before the text is laid out, for an
// archive holds ten articles about other things for each one about a breach.
func hopeless(s string) bool {
	return !breach.MatchString(s) && !mishap.MatchString(s) && !sorryWords.MatchString(s) && !(headDated.MatchString(s) && hasPoints(s))
}

// hasPoints says that two lines or more may be heads of points or rows of a table, as
// series finds them: with a sign, a number or cells.
func hasPoints(s string) bool {
	n := 0
	for line := range strings.SplitSeq(s, "\n") {
		line = strings.TrimLeft(line, " \t")
		if r, _ := utf8.DecodeRuneInString(line); line != "" && (!unicode.IsLetter(r) || strings.ContainsRune("一二三四五六七八九十第その事案ケ", r) || strings.ContainsAny(line, "\t|")) {
			if n++; n > 1 {
				return true
			}
		}
	}
	return false
}

// tellsNothing says the same of a text that is laid out: by its wording, where it is long
// enough and that so far from the report of a case that no block is believable, or else sentence by sentence,
// unless its wording alone is that of a case, or it says that it tells of several.
func (d *document) tellsNothing() bool {
	if d.wording <= -firmly && !d.short() {
		return true
	}
	for k := range d.sentences {
		if t := d.asks(k); tellsBreach(t) || briefly(t) || t.Match(mishap) && !t.Match(hypothetical) || t.Match(sorryWords) {
			return false
		}
	}
	for _, groups := range d.series() {
		if slices.ContainsFunc(groups, func(g group) bool {
			return !g.plain && headDated.MatchString(d.text(d.lines[g.first]))
		}) {
			return false
		}
	}
	return !d.isDigest(d.whole()) && d.wording <= sorrily
}
