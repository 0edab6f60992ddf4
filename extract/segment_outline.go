package extract

import (
	"slices"
)

// An outline is what of a document shows where cases begin.
type outline struct {
	d        *document
	sketches []sketch
	flags    []string // of the whole
	shapes   map[string][]int
	labels   map[string][]int
	parts    map[string]parted
	complete int // lines that tell when and how much
	kin      [][]kinship
}

// parted says how many of the parts that lines of a series head there are and how many of these tell when, how much and what.
type parted struct{ parts, complete, told int }

// partsOf says how complete the parts are that lines head.
func (d *document) partsOf(lines []int, ss []sketch) (p parted) {
	if len(lines) > maxGroups {
		return p
	}
	for i, l := range lines {
		end := len(d.lines)
		if i+1 < len(lines) {
			end = lines[i+1]
		}
		a, _ := slices.BinarySearchFunc(d.sentences, l, func(s sentence, at int) int { return s.line - at })
		b, _ := slices.BinarySearchFunc(d.sentences, end, func(s sentence, at int) int { return s.line - at })
		w := window(ss, a, min(b, a+12))
		p.parts++
		p.complete += one(w.dates > 0 && w.counts > 0 && w.kinds > 0)
		p.told += one(w.told)
	}
	return p
}

func (p parted) share(n int) string {
	switch {
	case n == p.parts:
		return "all"
	case 3*n >= 2*p.parts:
		return "most"
	case 3*n >= p.parts:
		return "some"
	}
	return "few"
}

func (d *document) readOutline(ms *mentions, tells []bool) *outline {
	digest := d.isDigest(d.whole())
	o := &outline{d: d, sketches: d.sketches(ms, tells, digest), shapes: map[string][]int{}, labels: map[string][]int{}}
	for i, l := range d.lines {
		if l.kind == blank || i == d.titleLine {
			continue
		}
		text := d.text(l)
		if s := shapeOf(text); s != "" {
			o.shapes[s] = append(o.shapes[s], i)
		}
		if s := labelAhead(text); s != "" {
			o.labels[s] = append(o.labels[s], i)
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
	o.parts = map[string]parted{}
	for shape, like := range o.shapes {
		if len(like) > 1 {
			o.parts[shape] = d.partsOf(like, o.sketches)
		}
	}
	o.kin = d.readKin()
	for k := 0; k < len(o.sketches); {
		j := k + 1
		for j < len(o.sketches) && !o.sketches[j].lineHead {
			j++
		}
		if w := window(o.sketches, k, j); w.dates > 0 && w.counts > 0 && w.kinds > 0 {
			o.sketches[k].whole = true
			o.complete++
		}
		k = j
	}
	add := func(ok bool, s string) {
		if ok {
			o.flags = append(o.flags, s)
		}
	}
	add(digest, "digest")
	add(d.isNotice(), "notice")
	add(several.MatchString(d.headline()), "several")
	add(clientele.MatchString(d.headline()), "clients")
	add(sorryWords.MatchString(d.headline()), "sorry head")
	add(breach.MatchString(d.headline()), "breach head")
	o.flags = append(o.flags, "bodies "+bucket(len(cores)), "complete lines "+bucket(o.complete))
	add(casesCounted.MatchString(d.s), "cases counted")
	for k := range o.sketches {
		o.readFlags(k)
	}
	return o
}

// seriesHolds counts the lines of a series that name a new body, tell a breach, and are dated, in
// their line or the next.
func (d *document) seriesHolds(lines []int, ss []sketch) (fresh, told, dated int) {
	for _, i := range lines[:min(len(lines), maxGroups)] {
		k, _ := slices.BinarySearchFunc(d.sentences, i, func(s sentence, at int) int { return s.line - at })
		w := window(ss, k, min(k+3, len(ss)))
		fresh += one(w.fresh || w.unnamed)
		told += one(w.told)
		dated += one(w.dates > 0)
	}
	return fresh, told, dated
}

// window sums up what sentences i to j hold.
func window(ss []sketch, i, j int) (out sketch) {
	for k := max(0, i); k < j && k < len(ss); k++ {
		p := ss[k]
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
