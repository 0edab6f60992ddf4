package extract

import (
	_ "embed"
	"unicode/utf8"
)

//go:embed lexicon/relevance.tsv
var relevanceTSV string

// theRelevanceModel tells reports of cases from texts that only speak of cases, whatever
// they say, by how they say it. It is trained on fixtures/gold by
//
//	go test ./extract -run TestRelevanceModelIsTrained -update
//
// and lexicon/relevance.tsv holds what it learnt, the sequences that speak most for a case
// first. It is loaded when the first article is read.
var theRelevanceModel = embedded("relevance.tsv", &relevanceTSV, parseWordingModel)

const (
	// stretch is how many characters of a long article are judged by themselves: as much
	// as a whole article mostly has.
	stretch = 700
	// longArticle is from how many characters on an article may tell a case amid other things.
	longArticle = 2 * stretch
	// shortArticle is how many characters the lead of a report has at most.
	shortArticle = 160
)

// short says that a text is too short to judge it by its wording alone.
func (d *document) short() bool {
	return len(d.s) < utf8.UTFMax*shortArticle && utf8.RuneCountInString(d.s) < shortArticle
}

// readWording judges the wording of an article by its story, without the advice and the
// links around it, and a long article by that part of it that is most like the report of a case.
func (d *document) readWording(m *wordingModel) float64 {
	var folded []rune
	cuts := []int{0} // of folded into parts of half a stretch
	parted, all := 0, 0
	for _, s := range d.sentences {
		if z := d.lines[s.line].zone; z != story && z != title && z != prevention {
			continue
		}
		text := d.s[s.start:s.end]
		folded = append(folded, foldWording(text)...)
		if folded[len(folded)-1] != ' ' {
			folded = append(folded, ' ')
		}
		n := utf8.RuneCountInString(text)
		all += n
		if parted += n; parted >= stretch/2 {
			cuts, parted = append(cuts, len(folded)), 0
		}
	}
	cuts = append(cuts, len(folded))
	best := m.score(folded)[0]
	if all >= longArticle {
		for i := range cuts[2:] {
			best = max(best, m.score(folded[cuts[i]:cuts[i+2]])[0])
		}
	}
	return best
}

// scoreWording judges the wording of some text.
func scoreWording(text string) float64 { return theRelevanceModel().score(foldWording(text))[0] }

// What the rules say of a text weighs as much as so many points of log-odds of its wording.
const (
	// firmly: they found a breach told of a body named as the one it happened to.
	firmly = 2.2
	// loosely: they found one told, but of nobody for sure, or amid what may happen.
	loosely = 0.9
	// sorrily: they found none told, but somebody says sorry.
	sorrily = 0.7
	// barely: they found no more than words of a breach.
	barely = 1.3
)

// believable weighs the wording of an article against what the rules found: whether a
// block tells a case. Wording alone makes no case of a text without a word of a breach,
// for the model has learnt from texts about breaches only, nor of one that lists no data
// and no days; and it brings no more cases into a series.
func (d *document) believable(b *block, n *signs, main *party, told bool) bool {
	wording := d.wording
	if b.own && d.wording > -firmly && n.imagined == 0 { // what is around the cases of a round-up is talk
		wording = max(wording, d.wordingOf(b))
	}
	switch {
	case told && n.ownStory():
		return wording > -firmly
	case told && n.bare && !n.sorry:
		return wording > 0 // a story without a date or a number is mostly told to teach something
	case told && main != nil && main.net() >= 4 && d.short() && n.supposed+n.imagined+n.counted == 0:
		return true
	// What statistics count is told of nobody: where as much is counted as told, the wording
	// decides.
	case told && main != nil && main.net() >= 4 && 3*n.imagined <= n.told && n.supposed <= n.told && n.counted < n.told:
		return wording > -firmly
	case told:
		return wording > -loosely
	case b.own || hopeless(d.s) || d.denies(b) || n.refuted() || n.spilt || n.invented || d.aForm() || rulesHead.MatchString(d.headline()) || !(n.kinds >= 2 && n.days >= 2 || n.told+n.astray > 0 && !d.otherGenre()):
		return false
	case n.sorry:
		return d.wording > sorrily
	}
	return d.wording > barely
}
