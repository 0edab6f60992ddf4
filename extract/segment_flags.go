package extract

import (
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// readFlags finds what holds of sentence k: of itself, of the line that it begins, of the
// words that it shares with others, and of its neighbours.
func (o *outline) readFlags(k int) {
	p := &o.sketches[k]
	when := func(ok bool, flag string) {
		if ok {
			p.flags = append(p.flags, flag)
		}
	}
	o.sentenceFlags(k, when)
	if p.lineHead {
		o.seriesFlags(k, when)
	}
	o.cohesionFlags(k, when)
	o.neighbourFlags(k, when)
}

// topicAhead is a sentence that soon says of what it speaks.
var topicAhead = pattern.New(`^[^、。]{2,24}(は|では|が|から|の件|でも)`)

// sentenceFlags are what a sentence holds and says.
func (o *outline) sentenceFlags(k int, when func(ok bool, flag string)) {
	d, p, s := o.d, &o.sketches[k], o.d.sentences[k]
	l, text, t := d.lines[s.line], d.s[s.start:s.end], d.asks(k)
	n := utf8.RuneCountInString(firstRunes(d.text(l), 81)) // no flag tells longer lines apart
	when(p.lineHead, "begins line")
	when(p.paraHead, "begins paragraph")
	when(l.kind == heading, "heading")
	when(l.kind == item, "item")
	when(l.kind == row, "row")
	when(n <= 8, "line of 8")
	when(n <= 24, "line of 24")
	when(n > 80, "line of 80")
	when(l.zone != story, "no story")
	when(l.zone == aside, "aside")
	when(p.sure, "sure body")
	when(len(p.bodies) > 0, "body")
	when(len(p.bodies) > 1, "bodies")
	when(p.topic, "topic")
	when(p.fresh, "new body")
	when(p.fresh && p.topic, "new topic")
	when(p.fresh && p.sure, "new sure")
	when(len(p.bodies) > 0 && !p.fresh, "old body")
	when(p.unnamed, "unnamed")
	when(p.dates > 0, "date")
	when(p.dates > 1, "dates")
	when(p.counts > 0, "count")
	when(p.kinds > 0, "kind")
	when(p.told, "told")
	when(d.tells(k), "tells")
	when(t.Match(announcing), "announces")
	when(t.Match(anaphora), "anaphora")
	when(t.Match(selfReference), "self")
	when(t.Match(thisCase), "this case")
	when(t.Match(statistic), "statistic")
	when(t.Match(hypothetical), "hypothetical")
	when(t.Match(another), "another")
	when(t.Match(nextTurn), "turn")
	when(t.Match(ordinal), "ordinal")
	when(t.Match(sameStory), "same story")
	when(t.Match(remarks), "remark")
	when(t.Match(several), "several here")
	when(storyHeadings.MatchString(text) && n <= maxHeading, "chapter")
	when(k < 3, "top")
	switch {
	case p.wording > 1:
		when(true, "reads")
	case p.wording > 0:
		when(true, "may read")
	case p.wording < -1:
		when(true, "reads not")
	}
	when(p.whole, "complete line")
	when(t.Match(topicAhead), "theme")
}

// seriesFlags are how the line of sentence k begins, which others begin so, and what stands
// above it.
func (o *outline) seriesFlags(k int, when func(ok bool, flag string)) {
	d, s := o.d, o.d.sentences[k]
	l := d.lines[s.line]
	if shape := shapeOf(d.text(l)); shape != "" {
		like := o.series[shape]
		if like == nil {
			like = &likeLines{}
		}
		when(true, "shape "+bucket(len(like.lines)))
		if len(like.lines) > 1 {
			when(true, "shaped")
			when(like.most(like.fresh), "series of bodies")
			when(like.most(like.told), "series tells")
			when(like.most(like.dated), "series dated")
			when(like.lines[0] == s.line, "first of series")
			when(l.kind == heading, "series of heads")
			when(like.parts > 0, "parts complete "+like.share(like.complete))
			when(like.parts > 0, "parts told "+like.share(like.breached))
		}
		when(true, "shape "+shape)
	}
	if label := labelAhead(d.text(l)); label != "" && o.labels[label] > 1 {
		when(true, "labels")
		when(s.line == 0 || d.lines[s.line-1].kind == blank || labelAhead(d.text(d.lines[s.line-1])) == "", "first label")
	}
	i := s.line - 1
	for i >= 0 && d.lines[i].kind == blank {
		i--
	}
	if i >= 0 {
		when(isRule(d.text(d.lines[i])), "under rule")
		when(d.lines[i].kind == heading && i != d.titleLine, "under heading")
		when(i == d.titleLine, "under title")
	}
}

// cohesionFlags are how much of what sentence k speaks of was spoken of before.
func (o *outline) cohesionFlags(k int, when func(ok bool, flag string)) {
	near, far := o.cohesion(k)
	mark := ""
	if !o.sketches[k].lineHead {
		mark = "in line, "
	}
	when(true, mark+"near "+near)
	when(true, mark+"far "+far)
}

// neighbourFlags are what is told before and behind sentence k.
func (o *outline) neighbourFlags(k int, when func(ok bool, flag string)) {
	ss := o.sketches
	before, behind, next := o.window(k-4, k), o.window(k, k+5), o.window(k+1, k+3)
	when(before.told, "told before")
	when(before.dates > 0 && before.told && before.counts+before.kinds > 0, "case before")
	when(behind.told, "told behind")
	when(behind.dates > 1, "dates behind")
	when(behind.counts > 0, "counts behind")
	when(behind.kinds > 0, "kinds behind")
	when(behind.dates > 0 && behind.told && behind.counts+behind.kinds > 0, "case behind")
	when(next.fresh && (next.topic || next.sure), "new body behind")
	when(next.dates > 0, "date behind")
	if k+1 < len(ss) {
		when(ss[k+1].lineHead, "ends line")
		when(o.d.asks(k+1).Match(anaphora), "anaphora behind")
	}
	if k > 0 {
		when(ss[k-1].lineHead && !ss[k].lineHead, "second in line")
		when(ss[k-1].told, "just told")
		when(ss[k-1].fresh, "body just before")
		when(ss[k-1].dates > 0, "date just before")
		when(ss[k-1].counts+ss[k-1].kinds > 0, "data just before")
	}
}
