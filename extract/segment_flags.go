package extract

import (
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// topicAhead is a sentence that soon says of what it speaks.
var topicAhead = pattern.New(`^[^、。]{2,24}(は|では|が|から|の件|でも)`)

// readFlags finds what holds of sentence k.
func (o *outline) readFlags(k int) {
	d, ss := o.d, o.sketches
	p, s := &ss[k], d.sentences[k]
	l := d.lines[s.line]
	text := d.s[s.start:s.end]
	t := d.asks(k)
	when := func(ok bool, flag string) {
		if ok {
			p.flags = append(p.flags, flag)
		}
	}
	when(p.lineHead, "begins line")
	when(p.paraHead, "begins paragraph")
	when(l.kind == heading, "heading")
	when(l.kind == item, "item")
	when(l.kind == row, "row")
	n := utf8.RuneCountInString(d.text(l))
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
	when(another.MatchString(text), "another")
	when(nextTurn.MatchString(text), "turn")
	when(ordinal.MatchString(text), "ordinal")
	when(sameStory.MatchString(text), "same story")
	when(remarks.MatchString(text), "remark")
	when(several.MatchString(text), "several here")
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
	// series
	if p.lineHead {
		if shape := shapeOf(d.text(l)); shape != "" {
			like := o.shapes[shape]
			when(true, "shape "+bucket(len(like)))
			if len(like) > 1 {
				when(true, "shaped")
				fresh, told, dated := d.seriesHolds(like, ss)
				when(3*fresh >= 2*len(like), "series of bodies")
				when(3*told >= 2*len(like), "series tells")
				when(3*dated >= 2*len(like), "series dated")
				when(like[0] == s.line, "first of series")
				when(l.kind == heading, "series of heads")
				q := o.parts[shape]
				when(q.parts > 0, "parts complete "+q.share(q.complete))
				when(q.parts > 0, "parts told "+q.share(q.told))
			}
			when(true, "shape "+shape)
		}
		if label := labelAhead(d.text(l)); label != "" {
			if like := o.labels[label]; len(like) > 1 {
				when(true, "labels")
				when(s.line == 0 || d.lines[s.line-1].kind == blank || labelAhead(d.text(d.lines[s.line-1])) == "", "first label")
			}
		}
		i := s.line - 1
		for i >= 0 && d.lines[i].kind == blank {
			i--
		}
		if i >= 0 {
			above := d.text(d.lines[i])
			when(isRule(above), "under rule")
			when(d.lines[i].kind == heading && i != d.titleLine, "under heading")
			when(i == d.titleLine, "under title")
		}
	}
	when(p.whole, "complete line")
	near, far := o.cohesion(k)
	if p.lineHead {
		when(true, "near "+near)
		when(true, "far "+far)
	} else {
		when(true, "in line, near "+near)
		when(true, "in line, far "+far)
	}
	when(topicAhead.MatchString(text), "theme")
	// what is told before and behind
	before, behind := window(ss, k-4, k), window(ss, k, min(k+5, len(ss)))
	when(before.told, "told before")
	when(before.dates > 0 && before.told && before.counts+before.kinds > 0, "case before")
	when(behind.told, "told behind")
	when(behind.dates > 1, "dates behind")
	when(behind.counts > 0, "counts behind")
	when(behind.kinds > 0, "kinds behind")
	when(behind.dates > 0 && behind.told && behind.counts+behind.kinds > 0, "case behind")
	rest := window(ss, k+1, min(k+3, len(ss)))
	when(rest.fresh && (rest.topic || rest.sure), "new body behind")
	when(rest.dates > 0, "date behind")
	if k+1 < len(ss) {
		when(ss[k+1].lineHead, "ends line")
		when(d.asks(k+1).Match(anaphora), "anaphora behind")
	}
	if k > 0 {
		when(ss[k-1].lineHead && !p.lineHead, "second in line")
		when(ss[k-1].told, "just told")
		when(ss[k-1].fresh, "body just before")
		when(ss[k-1].dates > 0, "date just before")
		when(ss[k-1].counts+ss[k-1].kinds > 0, "data just before")
	}
}
