package extract

import "slices"

// An outline is what of a document shows where cases begin.
type outline struct {
	d        *document
	sketches []sketch // of the sentences
	flags    []string // of the whole
	series   map[string]*likeLines
	labels   map[string]int // how many lines each label begins
	kin      [][]int        // by sentence, see readKin
}

// likeLines are the lines that begin alike, and what their parts hold.
type likeLines struct {
	lines []int
	// How many of the lines, of the first maxGroups, name or describe a new body, tell a breach
	// and are dated, with the sentences next to them.
	fresh, told, dated int
	// parts is how many parts they head, each up to the next line; how many of these tell when,
	// how much and what, and how many tell a breach. A series that is too long has none.
	parts, complete, breached int
}

// How many sentences are read of what a line heads, of the head and of the part.
const (
	headReach = 3
	partReach = 12
)

// readSeries finds what the parts hold that lines head which begin alike.
func (o *outline) readSeries(like *likeLines) {
	for _, l := range like.lines[:min(len(like.lines), maxGroups)] {
		k := o.firstIn(l)
		w := o.window(k, k+headReach)
		like.fresh += one(w.fresh || w.unnamed)
		like.told += one(w.told)
		like.dated += one(w.dates > 0)
	}
	if len(like.lines) > maxGroups {
		return
	}
	like.parts = len(like.lines)
	for i, l := range like.lines {
		end := len(o.d.lines)
		if i+1 < len(like.lines) {
			end = like.lines[i+1]
		}
		k := o.firstIn(l)
		w := o.window(k, min(o.firstIn(end), k+partReach))
		like.complete += one(w.complete())
		like.breached += one(w.told)
	}
}

// firstIn is the first sentence that begins in a line, or behind it.
func (o *outline) firstIn(line int) int {
	k, _ := slices.BinarySearchFunc(o.d.sentences, line, func(s sentence, at int) int { return s.line - at })
	return k
}

// share is how many n of the parts are.
func (like *likeLines) share(n int) string {
	switch {
	case n == like.parts:
		return "all"
	case 3*n >= 2*like.parts:
		return "most"
	case 3*n >= like.parts:
		return "some"
	}
	return "few"
}

// most says that n are two thirds of the lines at least.
func (like *likeLines) most(n int) bool { return 3*n >= 2*len(like.lines) }

// readOutline reads what of a document shows where cases begin.
func (d *document) readOutline(ms *mentions, tells []bool) *outline {
	digest := d.isDigest(d.whole())
	o := &outline{d: d, sketches: d.sketches(ms, tells, digest), series: map[string]*likeLines{}, labels: map[string]int{}, kin: d.readKin()}
	for i, l := range d.lines {
		if l.kind == blank || i == d.titleLine {
			continue
		}
		text := d.text(l)
		if s := shapeOf(text); s != "" {
			if o.series[s] == nil {
				o.series[s] = &likeLines{}
			}
			o.series[s].lines = append(o.series[s].lines, i)
		}
		if s := labelAhead(text); s != "" {
			o.labels[s]++
		}
	}
	for _, like := range o.series {
		if len(like.lines) > 1 {
			o.readSeries(like)
		}
	}
	cores := map[string]bool{}
	for _, p := range o.sketches {
		if p.sure || p.topic {
			for _, c := range p.bodies {
				cores[c] = true
			}
		}
	}
	h := d.headline()
	when := func(ok bool, flag string) {
		if ok {
			o.flags = append(o.flags, flag)
		}
	}
	when(digest, "digest")
	when(d.isNotice(), "notice")
	when(several.MatchString(h), "several")
	when(clientele.MatchString(h), "clients")
	when(sorryWords.MatchString(h), "sorry head")
	when(breach.MatchString(h), "breach head")
	when(casesCounted.MatchString(d.s), "cases counted")
	o.flags = append(o.flags, "bodies "+bucket(len(cores)), "complete lines "+bucket(o.markComplete()))
	for k := range o.sketches {
		o.readFlags(k)
	}
	return o
}

// markComplete marks the lines that tell when, how much and what, and counts them.
func (o *outline) markComplete() (n int) {
	for k := 0; k < len(o.sketches); {
		j := k + 1
		for j < len(o.sketches) && !o.sketches[j].lineHead {
			j++
		}
		if w := o.window(k, j); w.complete() {
			o.sketches[k].whole = true
			n++
		}
		k = j
	}
	return n
}

// window sums up what sentences i to j hold, as far as there are.
func (o *outline) window(i, j int) (out sketch) {
	for k := max(0, i); k < min(j, len(o.sketches)); k++ {
		p := &o.sketches[k]
		out.sure = out.sure || p.sure
		out.topic = out.topic || p.topic
		out.fresh = out.fresh || p.fresh
		out.unnamed = out.unnamed || p.unnamed
		out.told = out.told || p.told
		out.dates += p.dates
		out.counts += p.counts
		out.kinds += p.kinds
	}
	return out
}
