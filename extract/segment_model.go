package extract

import (
	_ "embed"
	"slices"
	"strings"
	"unicode/utf8"
)

//go:embed lexicon/openings.tsv
var openingsTSV string

// theOpeningModel tells by many small signs where a text begins to tell a case and what of
// it belongs to none, of which the rules know only the forms that they know. It is trained
// on fixtures/gold by
//
//	go test ./extract -run TestOpeningModelIsTrained -update
//
// and lexicon/openings.tsv holds what it learnt. It is loaded when the first case is read.
var theOpeningModel = embedded("openings.tsv", &openingsTSV, parseSignModel)

//go:embed lexicon/roundups.tsv
var roundUpsTSV string

// theRoundUpModel tells whether a text tells more cases than one. It is trained likewise, by
// TestRoundUpModelIsTrained.
var theRoundUpModel = embedded("roundups.tsv", &roundUpsTSV, parseSignModel)

// openingOutcomes are what a sentence may be: the first of a case, or part of none.
var openingOutcomes = []string{"opens", "outside"}

// openingSigns are the signs of sentence k; m, which is to judge them, may be nil.
func (o *outline) openingSigns(k int, m *signModel) signList {
	d, s := o.d, o.d.sentences[k]
	signs := signList{model: m}
	for _, f := range o.flags {
		signs.add(f)
	}
	for _, f := range o.sketches[k].flags {
		signs.add(f)
	}
	text := d.s[s.start:s.end]
	if k > 0 {
		prev := d.sentences[k-1]
		signs.edge('<', foldWording(lastRunes(d.s[prev.start:prev.end], 8)), 4, true)
	}
	words := foldWording(firstRunes(text, 24))
	signs.edge('>', words, 4, false)
	signs.sequences('+', words, 2)
	signs.edge('$', foldWording(lastRunes(text, 6)), 3, true)
	return signs
}

// tallied are the flags that are counted over the sentences of a text, alone or two together.
var tallied = [][2]string{
	{"new topic"}, {"new sure"}, {"new body"}, {"unnamed"}, {"ordinal"}, {"turn"}, {"another"}, {"several here"}, {"series of bodies"}, {"series tells"},
	{"series dated"}, {"first of series"}, {"this case"}, {"self"}, {"anaphora"}, {"statistic"}, {"hypothetical"}, {"announces"}, {"tells"}, {"date"}, {"remark"},
	{"complete line"}, {"complete line", "theme"}, {"parts complete all"}, {"parts complete most"}, {"near 0"}, {"near 5"}, {"near 40"}, {"far 0"}, {"far 40"}, {"chapter"}, {"item"}, {"row"}, {"new topic", "case behind"}, {"begins line", "new topic"}, {"begins line", "new sure"}, {"begins paragraph", "new body"},
	{"unnamed", "date"}, {"ordinal", "new body behind"}, {"series of bodies", "series dated"}, {"turn", "new topic"}, {"another", "new topic"}, {"date", "told"},
}

// roundUpSigns are the signs of the text; m may be nil.
func (o *outline) roundUpSigns(m *signModel) signList {
	d := o.d
	signs := signList{model: m}
	for _, f := range o.flags {
		signs.add(f)
	}
	tally := make([]int, len(tallied))
	for _, p := range o.sketches {
		for i, t := range tallied {
			if slices.Contains(p.flags, t[0]) && (t[1] == "" || slices.Contains(p.flags, t[1])) {
				tally[i]++
			}
		}
	}
	for i, t := range tallied {
		for _, n := range []int{1, 2, 3, 5, 8} {
			signs.when(tally[i] >= n, t[0]+"+"+t[1]+" "+bucket(n))
		}
	}
	signs.add("long " + bucket(len(d.sentences)/8))
	for k, s := range d.sentences[:min(5, len(d.sentences))] {
		mark := '+'
		if k == 0 {
			mark = '^'
		}
		signs.sequences(mark, foldWording(firstRunes(d.s[s.start:s.end], 40)), 3)
	}
	return signs
}

// What the models must say, in points of log-odds. Gold texts of sets that they had not seen
// come out best with about these.
const (
	otherOpening = 1.0  // what it counts against the others, where the rules open some
	oddOpening   = 4.0  // the same in a text that does not look like a round-up
	leastRoundUp = 0.5  // of a text in which the rules find one case
	leastOpening = -0.3 // of a sentence that opens a case
	leastOutside = 0.5  // of a line that is of no case
	oneStory     = -3.0 // of one, in which the rules find no cases but those without a head that tells whose they are
	hardly       = -5   // of a text that is no round-up, whatever its sentences are
)

// shortStory is how many sentences a text has at most that is too short to find it one story.
const shortStory = 10

// weighBlocks adds to the blocks that the rules cut those that only the models find.
func (d *document) weighBlocks(ruled []block, ms *mentions, tells []bool) []block {
	if len(d.sentences) < 4 || len(ruled) < 2 && (hopeless(d.s) || d.tellsNothing()) {
		return ruled
	}
	o := d.readOutline(ms, tells)
	r := theRoundUpModel()
	several := r.score(o.roundUpSigns(r).known)[0]
	if len(ruled) < 2 && several < hardly {
		return ruled
	}
	if len(ruled) > 1 && len(d.sentences) > shortStory && several < oneStory && !slices.ContainsFunc(ruled, func(b block) bool { return b.tellsWho || b.counted }) {
		return []block{d.whole()}
	}
	other := otherOpening
	if several < 0 {
		other = oddOpening
	}
	m := theOpeningModel()
	scores := make([][]float64, len(d.sentences))
	var opens []float64
	for k := range scores {
		scores[k] = m.score(o.openingSigns(k, m).known)
		opens = append(opens, scores[k][0])
	}
	at := map[int]*block{}
	if len(ruled) > 1 {
		for i := range ruled {
			at[ruled[i].parts[0]] = &ruled[i]
		}
	} else {
		slices.Sort(opens)
		if several+opens[len(opens)-2]/2 < leastRoundUp {
			return ruled
		}
	}
	var openings []int
	for k := range scores {
		score := scores[k][0]
		if len(ruled) > 1 {
			score -= other
		}
		if at[k] != nil || score > leastOpening && o.mayOpen(k, ruled) {
			openings = append(openings, k)
		}
	}
	if len(openings) < 2 || len(openings) > maxGroups {
		return ruled
	}
	var out []block
	for i, k := range openings {
		end := len(d.sentences)
		if i+1 < len(openings) {
			end = openings[i+1]
		}
		if b := at[k]; b != nil && b.parts[len(b.parts)-1] < end {
			b.weighed = scores[k][0] > leastOpening
			out = append(out, *b)
		} else if b := o.openedBlock(k, end, scores); at[k] != nil || o.particular(&b) {
			b.weighed = true
			o.readHead(&b, openings, ms.orgs)
			out = append(out, b)
		}
	}
	if len(out) < 2 {
		return ruled
	}
	return out
}

// mayOpen says that a case may begin with sentence k where no rule opens one: it is no chapter
// of one story (経緯), and does not stand before the cases that the rules find, of which what
// stands there only speaks.
func (o *outline) mayOpen(k int, ruled []block) bool {
	l := o.d.lines[o.d.sentences[k].line]
	if l.kind == heading && storyHeadings.MatchString(o.d.text(l)) {
		return false
	}
	return len(ruled) < 2 || k > ruled[0].parts[0]
}

// particular says that a block tells when, and how much or what.
func (o *outline) particular(b *block) bool {
	w := o.window(b.parts[0], b.parts[len(b.parts)-1]+1)
	return w.dates > 0 && w.counts+w.kinds > 0
}

// openedBlock is the block that a sentence opens, up to another.
func (o *outline) openedBlock(k, end int, scores [][]float64) block {
	parts := []int{k}
	for j := k + 1; j < min(end, k+longestCase); j++ {
		if o.d.sentences[j].line != o.d.sentences[j-1].line && scores[j][1] > leastOutside {
			break
		}
		parts = append(parts, j)
	}
	return newBlock(o.d, parts, true)
}

// readHead finds whether a block has a head, as others have, or else where its body is first
// named.
func (o *outline) readHead(b *block, openings []int, orgs []orgMention) {
	d, k := o.d, b.parts[0]
	s := d.sentences[k]
	text := d.text(d.lines[s.line])
	if o.sketches[k].lineHead {
		shape := shapeOf(text)
		b.headed = !strings.HasSuffix(text, "。") && utf8.RuneCountInString(text) <= maxHeading || shape != "" && slices.ContainsFunc(openings, func(j int) bool {
			return j != k && o.sketches[j].lineHead && shapeOf(d.text(d.lines[d.sentences[j].line])) == shape
		})
	}
	if b.headed {
		return
	}
	for _, j := range b.parts[:min(3, len(b.parts))] {
		s := d.sentences[j]
		i, _ := slices.BinarySearchFunc(orgs, s.start, func(m orgMention, at int) int { return m.start - at })
		for ; i < len(orgs) && orgs[i].start < s.end; i++ {
			if m := orgs[i]; m.end <= s.end && d.isTopic(m, s, true) {
				b.topic = m.start
				return
			}
		}
		if loc := d.themeOf(j); loc != nil {
			b.topic = loc[0]
			return
		}
	}
}
