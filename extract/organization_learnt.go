package extract

import (
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// learntNames are the names that the model of names finds where the rules, which gave found,
// found none: those without a form, an ending or a frame that the rules know.
func (x *Extractor) learntNames(d *document, found []orgMention, tokens [][]token, claimed [][2]int) []orgMention {
	m := x.names()
	var out []orgMention
	next := 0
	for k, s := range d.sentences {
		if !d.mayName(s) {
			continue
		}
		for _, n := range m.names(d.nameTextOf(tokens[k], s)) {
			for next < len(found) && found[next].end <= n.start {
				next++
			}
			if next < len(found) && found[next].start < n.end || within(claimed, n.start) || !d.namesSomebody(n.start, n.end) || officeBefore.MatchString(lastRunes(d.s[s.start:n.start], 8)) {
				continue
			}
			out = append(out, orgMention{start: n.start, end: n.end, rule: learntRule, context: n.end, described: isDescription(d.s[n.start:n.end])})
		}
	}
	return out
}

// officeBefore is the office of a person whose name follows.
var officeBefore = pattern.New(`(?:` + heads + `|部長|課長)[ \t]?$`)

// learntRule is the rule of a name that only the model finds.
const learntRule = "org/wording"

// isDescription says that all of a name is a description: 九州のある市.
func isDescription(name string) bool {
	loc := anonymousForms.FindStringSubmatchIndex(name + "が")
	return loc != nil && loc[2] == 0 && loc[3] == len(name) || governmentOf.MatchString(name)
}

// governmentOf is a town that is not named.
var governmentOf = pattern.New(`の(?:とある|ある|某)?[市町村区]$|^(?:とある|ある|某)[市町村区]$`)

// namesSomebody says that d.s[start:end] is not a word of everyday or a kind of body.
func (d *document) namesSomebody(start, end int) bool {
	name := d.s[start:end]
	return utf8.RuneCountInString(name) >= 2 && nameLike(name) && !words.notNames[foldWord(name)] && !hiraganaWords[name] && !persons.MatchString(name) && !genericSubject.MatchString(name) && !bareSchool.MatchString(name)
}
