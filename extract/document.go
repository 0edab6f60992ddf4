package extract

import "strings"

// A document is an article laid out: lines with their place in the text's structure,
// sections under headings, sentences.
type document struct {
	*normalText
	lines     []line
	titleLine int // the headline, or -1: some pastes begin with the first sentence
	sections  []section
	sentences []sentence
	// wording is how much that of the article is the report of a case, in points of
	// log-odds (theRelevanceModel).
	wording float64
	// described is what describedIn has found.
	described map[int][]int
}

// A line is one line of the text without its outer white space, in bytes.
type line struct {
	start, end int
	kind       lineKind
	section    int
	zone       zone
	// body is where the line's words begin, behind a bullet or a number.
	body int
}

// A section is a heading and the lines under it, up to the next heading. The first
// section has no heading.
type section struct {
	heading    int // line, or -1
	first, end int // lines, the heading included
	level      int
	zone       zone
}

func newDocument(text string) *document { return layOut(normalize(text)) }

func layOut(t *normalText) *document {
	d := &document{normalText: t, described: map[int][]int{}}
	d.readLines()
	d.readSections()
	d.readZones()
	d.readSentences()
	d.wording = d.readWording(theRelevanceModel())
	return d
}

func (d *document) readLines() {
	d.lines = make([]line, 0, 1+strings.Count(d.s, "\n"))
	for i := 0; i <= len(d.s); {
		j := strings.IndexByte(d.s[i:], '\n')
		if j < 0 {
			j = len(d.s)
		} else {
			j += i
		}
		l := line{start: i, end: j}
		for l.start < l.end && isSpace(d.s[l.start]) {
			l.start++
		}
		for l.end > l.start && isSpace(d.s[l.end-1]) {
			l.end--
		}
		l.body = l.start
		if l.start == l.end {
			l.kind = blank
		}
		d.lines = append(d.lines, l)
		i = j + 1
	}
	d.titleLine = d.findTitle()
	for i := range d.lines {
		if l := &d.lines[i]; l.kind != blank {
			d.classify(i, l)
		}
	}
}

func (d *document) text(l line) string { return d.s[l.start:l.end] }

func (d *document) readSections() {
	d.sections = []section{{heading: -1}}
	for i := range d.lines {
		l := &d.lines[i]
		if l.kind == heading {
			d.sections[len(d.sections)-1].end = i
			d.sections = append(d.sections, section{heading: i, first: i, level: d.headingLevel(*l)})
		}
		l.section = len(d.sections) - 1
	}
	d.sections[len(d.sections)-1].end = len(d.lines)
}

// headingLevel ranks a heading by its sign: 1 for plain and ■ headings, 2 for
// numbered ones, 3 for (1) and ①.
func (d *document) headingLevel(l line) int {
	s := d.text(l)
	m, _ := lineMark(s)
	switch {
	case m == markNumber && (s[0] == '(' || s[0] >= 0x80):
		return 3
	case m == markNumber:
		return 2
	}
	return 1
}

// lineAt is the index of the line that holds byte i.
func (d *document) lineAt(i int) int {
	lo, hi := 0, len(d.lines)
	for lo < hi {
		m := (lo + hi) / 2
		if d.lines[m].end < i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return min(lo, len(d.lines)-1)
}

// zoneAt is the zone of byte i.
func (d *document) zoneAt(i int) zone { return d.lines[d.lineAt(i)].zone }
