package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A placedCount is a count where it stands in the story.
type placedCount struct {
	countExpr
	sentence, line int
	// head and tail are the words of the sentence before and behind the count, up to the
	// counts next to it, and at most reach runes of them.
	head, tail string
	// clause are the words behind the count up to the end of its sentence, whatever is
	// counted in them.
	clause string
	// listed counts stand in a list, a table or a line of the form "label: value".
	listed bool
	told   bool // its sentence tells the breach
	weak   bool // no word vouches for it
	// list numbers the enumeration that the count is a member of, 0 for none.
	list int
	// column is the head of its column in a table.
	column  string // the head of its column, in line columns, "" where there is none
	columns int
	measure measure
	figure  int // in the figures of its story
}

// A countStory are the counts of one incident, in order of the text.
type countStory struct {
	d       *document
	cause   string // its main cause
	placed  []placedCount
	passed  []placedCount // for which no word vouches
	figures []storyCount
	words   storyWords
	letters bool // letters measure the incident
	papers  int  // of the figures, the sum of papers that measures the incident, from 1; or 0
}

// readCounts reads the slots of a block out of its counts.
func (d *document) readCounts(counts []countExpr, in func(sentence) bool, tells []bool, cause string) []Count {
	cs := d.countsByRule(counts, in, tells, cause)
	cs.weighRoles(theCountModel())
	return cs.slots()
}

// countsByRule are the counts of a block in the roles that the rules give them.
func (d *document) countsByRule(counts []countExpr, in func(sentence) bool, tells []bool, cause string) *countStory {
	cs := &countStory{d: d, cause: cause}
	cs.place(counts, in, tells)
	cs.readColumns()
	cs.measure()
	cs.findLists()
	cs.joinFigures()
	cs.assignRoles()
	return cs
}

func (cs *countStory) slots() []Count {
	out := make([]Count, len(cs.figures))
	for i := range cs.figures {
		out[i] = cs.count(&cs.figures[i])
	}
	return out
}

// place keeps the counts that belong to the story.
func (cs *countStory) place(counts []countExpr, in func(sentence) bool, tells []bool) {
	d := cs.d
	cs.words = storyWords{d: d, tells: tells, tale: map[int]bool{}, guess: map[int]bool{}, list: map[int]bool{}, head: map[int]bool{}}
	w := &cs.words
	var beside *outsideCue // of the count before, in the same sentence
	var actors int64       // the most who were told to have done something
	for i, c := range counts {
		k := d.sentenceAt(c.start)
		if k < 0 || c.unsure || !in(d.sentences[k]) {
			continue
		}
		p := placedCount{countExpr: c, sentence: k, line: d.lineAt(c.start), told: tells[k], figure: -1}
		if !d.lines[p.line].inStory() {
			continue
		}
		s := d.sentences[k]
		from, to := s.start, max(s.end, c.end)
		before, after := lastRunes(d.s[from:c.start], 2*reach), firstRunes(d.s[c.end:to], 2*reach)
		p.clause = firstRunes(d.s[c.end:to], reach)
		if i > 0 {
			from = min(max(from, counts[i-1].end), c.start)
		}
		if i+1 < len(counts) {
			to = max(min(to, counts[i+1].start), c.end)
		}
		p.head, p.tail = lastRunes(d.s[from:c.start], reach), firstRunes(d.s[c.end:to], reach)
		if n := openingBracket(d.s[c.end:max(s.end, c.end)]); n > 0 && c.end+n > to { // its breakdown stands between
			p.tail = firstRunes(d.s[c.end+n:max(s.end, c.end+n)], reach)
		}
		if d.lines[p.line].kind == row { // the other cells speak of something else
			p.head = p.head[strings.LastIndexAny(p.head, "\t|")+1:]
			if strings.TrimSpace(p.head) == "" { // but for the first, which says of whom
				p.head = d.rowLabel(d.lines[p.line], c.start)
			}
		}
		p.listed = d.listLine(p.line, s)
		if p.listed && d.aloneOnLine(c.start, c.end) {
			p.head = lastRunes(d.headOver(p.line), reach)
		}
		if c.lookalike != "" && !w.overrules(&p) {
			beside = nil
			if (c.lookalike == "staff" || c.lookalike == "suspect") && c.value <= fewPersons {
				actors = max(actors, c.value)
			}
			continue
		}
		if c.unit == "people" && c.value <= actors && theyDid.MatchString(p.head+"§"+p.tail) {
			continue
		}
		if beside != nil && beside.whole && i > 0 && counts[i-1].start >= s.start && p.tie&tiePart != 0 {
			continue
		}
		if beside = outsideStory(&p, before, after); beside != nil {
			continue
		}
		p.weak = !w.vouchFor(&p)
		cs.placed = append(cs.placed, p)
	}
	cs.adopt()
	cs.adoptAddends()
	cs.adoptTables()
	cs.dropPopulations()
	cs.placed = slices.DeleteFunc(cs.placed, func(p placedCount) bool {
		if p.weak {
			cs.passed = append(cs.passed, p)
		}
		return p.weak
	})
}

// inStory says that a line tells the story.
func (l *line) inStory() bool { return l.zone == story || l.zone == title }

// openingBracket is the length of the bracket that s begins with, 0 if it begins with none.
func openingBracket(s string) int {
	if !strings.HasPrefix(s, "(") {
		return 0
	}
	return strings.IndexByte(s[:min(len(s), reach*utf8.UTFMax)], ')') + 1
}

// theyDid is a count, here §, that refers back to those who did something: 2人は、このうち1人が.
var theyDid = pattern.New(`(^|[、。は]|うち)§(は|が|を|に|と)`)

// aloneOnLine says that a count is all that its line holds; the label stands over it.
func (d *document) aloneOnLine(start, end int) bool {
	l := d.lines[d.lineAt(start)]
	return strings.TrimSpace(d.s[l.start:start]) == "" && strings.TrimSpace(d.s[end:max(end, l.end)]) == ""
}

// endsCounted lines end with their count, as those of a list do.
var endsCounted = pattern.New(`[0-9万千億](件|人|名|世帯|団体|社|校|枚|通|冊|台|点)[^、。 ]{0,4}(\([^()]*\))?$`)

// listLine says that line i, which holds the sentence, is a point of a list, a row, a
// heading or a short line of its own without a full stop.
func (d *document) listLine(i int, of sentence) bool {
	l := d.lines[i]
	if l.zone == title || l.kind != prose {
		return l.zone != title
	}
	s := d.text(l)
	return (of.start >= l.start && of.end <= l.end || endsCounted.MatchString(s)) && len(s) <= 60*utf8.UTFMax && utf8.RuneCountInString(s) <= 60 && !strings.Contains(s, "。") && !anySuffix(s, "が", "は", "を", "に", "で", "と", "て", "、")
}

// headingOver is the heading over a line, "" if there is none; over a heading it is the
// one of the next higher level.
func (d *document) headingOver(l line) string {
	k := l.section
	if l.kind == heading {
		level := d.sections[k].level
		for k--; k > 0 && l.section-k < 8 && d.sections[k].level >= level; k-- {
		}
	}
	if h := d.sections[max(k, 0)].heading; h >= 0 {
		return d.text(d.lines[h])
	}
	return ""
}
