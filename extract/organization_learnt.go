package extract

import (
	"strings"
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
			n = d.wholeName(n, tokens[k])
			for next < len(found) && found[next].end <= n.start {
				next++
			}
			if next < len(found) && found[next].start < n.end || within(claimed, n.start) || !d.namesSomebody(n.start, n.end) || officeBefore.MatchString(lastRunes(d.s[s.start:n.start], 8)) {
				continue
			}
			for _, n := range d.apartTowns(n) {
				out = append(out, orgMention{start: n.start, end: n.end, rule: learntRule, context: n.end, described: isDescription(d.s[n.start:n.end])})
			}
		}
	}
	return d.inLongest(out)
}

// apartTowns are the towns that the model took for one name: 葦原市・霧丘市.
func (d *document) apartTowns(n nameSpan) []nameSpan {
	if !townsOnly.MatchString(d.s[n.start:n.end]) {
		return []nameSpan{n}
	}
	var out []nameSpan
	at := n.start
	for town := range strings.SplitSeq(d.s[n.start:n.end], "・") {
		out = append(out, nameSpan{at, at + len(town)})
		at += len(town) + len("・")
	}
	return out
}

// townsOnly are several towns side by side.
var townsOnly = pattern.New(`^[^・\s]{1,6}[県市町村区](?:・[^・\s]{1,6}[県市町村区])+$`)

// inLongest lets names reach as far as where another mention says the same and more: the model
// found ヨシハラ配送便 in one place and ヨシハラ配 in another.
func (d *document) inLongest(learnt []orgMention) []orgMention {
	names := newTrie(nil)
	for i, m := range learnt {
		names.add(d.s[m.start:m.end], i)
	}
	for i := range learnt {
		m := &learnt[i]
		if _, end, ok := names.longest(d.s, m.start); ok && end > m.end && (i+1 == len(learnt) || learnt[i+1].start >= end) {
			m.end, m.context = end, end
		}
	}
	return learnt
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

// wholeName is the name that the model means where it cuts it out badly, its marks telling where
// it begins and ends: without a bracket that stands around it or closes before it, with all of what
// stands in corner brackets, and of no word only a piece.
func (d *document) wholeName(n nameSpan, toks []token) nameSpan {
	n = d.paired(n)
	quoted := anySuffix(d.s[:n.start], "「", "『")
	for _, t := range toks {
		switch {
		case t.end <= n.end:
		case strings.ContainsAny(d.s[t.start:t.end], openBrackets+closeBrackets):
			return n
		case t.start < n.end && t.class.noun() && !persons.MatchString(d.s[n.start:t.end]): // モミジ自|販
			n.end = t.end
		case t.start == n.end && quoted && (t.class.noun() || t.class == suffixToken) && restQuoted.MatchString(firstRunes(d.s[t.start:], longestQuoted)):
			n.end = t.end
		default:
			return n
		}
	}
	return n
}

// restQuoted is the rest of a name up to its corner bracket.
var restQuoted = pattern.New(`^[^\s「」『』、。はがをにへでとも]{1,12}[」』]`)
