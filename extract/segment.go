package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A block is the part of an article that tells one incident, as a set of sentences.
type block struct {
	d     *document
	in    map[int]bool // sentences
	parts []int        // the same in order
	// own says that the block is one of several: it has no share in the title.
	own bool
	// headed says that its first sentence is the head of a point: it tells who.
	headed bool
	// tellsWho says that its head names or describes its body.
	tellsWho bool
	// counted says that the text counts it among cases, or fills a form for it, whosever it is.
	counted bool
	// beside says that it stands beside a series of cases, of which it may tell more.
	beside bool
	// weighed says that the model finds that a case begins here.
	weighed bool
	// named is where its head has a word where those of the others have the names of their
	// bodies, nil if it has none.
	named []int
	// under is the sentence over some cases of a series that tells what happened in them, else -1.
	under int
	// dated is the sentence over some cases of a series that tells their day, month or year, else -1.
	dated int
	// lead is the sentence before several cases that tells when all were made public, else -1.
	lead int
	// topic is where the body of a case is first named that has no head, else -1.
	topic int
}

func newBlock(d *document, sentences []int, own bool) block {
	b := block{d: d, in: map[int]bool{}, parts: sentences, own: own, topic: -1, under: -1, dated: -1, lead: -1}
	for _, k := range sentences {
		b.in[k] = true
	}
	return b
}

func (b *block) holds(s sentence) bool { return b.in[b.d.sentenceAt(s.start)] }

// holdsOwn is holds without what it shares with other cases.
func (b *block) holdsOwn(s sentence) bool {
	k := b.d.sentenceAt(s.start)
	return b.in[k] && k != b.lead
}

// whole is the block of an article that tells one incident.
func (d *document) whole() block {
	all := make([]int, len(d.sentences))
	for k := range all {
		all[k] = k
	}
	return newBlock(d, all, false)
}

// maxGroups bounds a series; no round-up has more points, a hostile text may.
const maxGroups = 150

// segment cuts an article into the blocks that tell one incident each. Most articles
// are one block. A round-up is a series: points or sections of one shape (■1., その2,
// 【3件目】, rows of a table) of which several tell a breach, each of an organisation of
// its own.
func (d *document) segment(m *mentions, tells []bool) []block {
	if d.listsClients() {
		return []block{d.whole()} // the story of a provider, whose clients are no cases of their own
	}
	return d.weighBlocks(d.segmentByRule(m, tells), m, tells)
}

// segmentByRule is segment by the forms of round-ups that are known: a series of points or
// sections of one shape (■1., その2, 【3件目】, rows of a table) of which several tell a breach,
// each of an organisation of its own, or running text that turns from body to body.
func (d *document) segmentByRule(m *mentions, tells []bool) []block {
	var best []block
	for _, groups := range d.series() {
		if len(groups) < 2 || len(groups) > maxGroups {
			continue
		}
		if best != nil && (groups[0].plain || groups[0].dated) {
			continue
		}
		if blocks := d.independent(groups, m.orgs); len(blocks) > max(1, len(best)) {
			best = blocks
		}
	}
	if best == nil {
		best = []block{d.whole()}
	} else {
		best = d.withOthers(best, m, tells)
	}
	var out []block
	for _, b := range best {
		cases := []block{b}
		if !b.own || d.underLabel(b) {
			if several := d.casesIn(b, m, tells); several != nil {
				cases = several
			}
		}
		out = append(out, cases...)
	}
	if len(out) == 1 {
		if counted := d.casesCountedOff(out[0], m, tells); counted != nil {
			return counted
		}
		out = d.splitSecond(out[0])
	}
	return out
}

// mostRuns is how many stretches of text beside the cases of a series are read for others.
const mostRuns = 20

// withOthers adds to the cases of a series those of other forms that stand beside it: more
// series, as of cases told in a line each below some told in full, and running text.
func (d *document) withOthers(best []block, m *mentions, tells []bool) []block {
	taken := make([]bool, len(d.sentences))
	take := func(blocks []block) {
		for i := range blocks {
			for _, k := range blocks[i].parts {
				taken[k] = true
			}
		}
	}
	free := func(b block) bool { return !slices.ContainsFunc(b.parts, func(k int) bool { return taken[k] }) }
	take(best)
	first := best[0].parts[0]
	for _, groups := range d.series() {
		if len(groups) < 2 || len(groups) > maxGroups || groups[0].plain || groups[0].dated {
			continue
		}
		if blocks := d.independent(groups, m.orgs); len(blocks) > 1 && !slices.ContainsFunc(blocks, func(b block) bool { return !free(b) }) {
			take(blocks)
			for i := range blocks {
				blocks[i].beside = true
			}
			best = append(best, blocks...)
		}
	}
	for k, runs := first, 0; k < len(taken) && runs < mostRuns; k++ {
		var run []int
		for ; k < len(taken) && !taken[k]; k++ {
			run = append(run, k)
		}
		if len(run) > 2 {
			runs++
			others := d.casesIn(newBlock(d, run, true), m, tells)
			for i := range others {
				others[i].beside = true
			}
			best = append(best, others...)
		}
	}
	slices.SortStableFunc(best, func(a, b block) int { return a.parts[0] - b.parts[0] })
	return best[:min(len(best), maxGroups)]
}

// secondCase opens the telling of another case of the same body.
var secondCase = pattern.New(`^(これ|それ|上記|本件)とは別に|^もう(一|1)件|^別の事案(で|と)`)

// splitSecond cuts off a second case that an article tells behind its first.
func (d *document) splitSecond(b block) []block {
	for n, k := range b.parts {
		s := d.sentences[k]
		if n > 1 && d.lines[s.line].zone == story && d.asks(k).Match(secondCase) && d.tells(k) {
			return []block{newBlock(d, b.parts[:n], false), newBlock(d, b.parts[n:], true)}
		}
	}
	return []block{b}
}

// listsClients says that a heading, of a list or of a column, announces a provider's clients.
func (d *document) listsClients() bool {
	for i, l := range d.lines {
		if l.zone == story && i+1 < len(d.lines) && clientColumn(d.text(l)) >= 0 {
			return true
		}
		if i != d.titleLine && (l.kind == heading || l.kind == prose) && l.zone == story && l.end-l.start < 120 && headsClients(d.text(l)) && i+1 < len(d.lines) {
			return true
		}
	}
	return false
}
