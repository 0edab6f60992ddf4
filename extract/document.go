package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A document is an article laid out: lines with their place in the text's structure,
// sections under headings, sentences.
type document struct {
	*normalText
	lines     []line
	titleLine int // the headline, or -1: some pastes begin with the first sentence
	sections  []section
	sentences []sentence
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

type lineKind int8

const (
	prose lineKind = iota
	blank
	heading
	item // a bullet or a numbered point
	row  // a row of a flattened table
)

// A section is a heading and the lines under it, up to the next heading. The first
// section has no heading.
type section struct {
	heading    int // line, or -1
	first, end int // lines, the heading included
	level      int
	zone       zone
}

// A sentence ends at 。 or where its paragraph does; it may run over several lines.
type sentence struct {
	start, end int
	line       int // the line in which it begins
}

func newDocument(text string) *document {
	d := &document{normalText: normalize(text)}
	d.readLines()
	d.readSections()
	d.readZones()
	d.readSentences()
	return d
}

func (d *document) readLines() {
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

// findTitle is the line that reads as the headline: the first with words, unless it is
// a date, a menu or a rule and one of the next few reads better.
func (d *document) findTitle() int {
	first, seen := -1, 0
	for i, l := range d.lines {
		if l.start == l.end {
			continue
		}
		if first < 0 {
			first = i
		}
		if seen++; seen > 6 {
			break
		}
		s := d.text(l)
		n := utf8.RuneCountInString(s)
		if strings.HasSuffix(s, "。") && n > 20 || n > 60 && strings.ContainsRune(s, '。') {
			if first == i {
				return -1
			}
			break
		}
		if n >= 8 && n <= 120 && !strings.HasSuffix(s, "。") && !notTitle.MatchString(s) && !asideLines.MatchString(s) {
			return i
		}
	}
	return max(first, 0)
}

// headline is the text of the title, "" where there is none.
func (d *document) headline() string {
	if d.titleLine < 0 {
		return ""
	}
	return d.text(d.lines[d.titleLine])
}

// notTitle are first lines that are no headline: dates, rules, addresses of readers,
// From: lines, short kickers.
var notTitle = regexp.MustCompile(`^([0-9/年月日().:\s]|令和|平成|[月火水木金土日]曜?日?)+$|^[-─━―=_*□■◆◇~\s]{3,}|^(各位|関係各位|報道関係|From|Date|To|Subject|お客様各位|お客さま各位)|様$|^[^\s]{0,10}(株式会社|新聞|ニュース)$`)

func isSpace(b byte) bool { return b == ' ' || b == '\t' }

func (d *document) text(l line) string { return d.s[l.start:l.end] }

// longest heading, in runes: what is longer is a paragraph.
const maxHeading = 42

func (d *document) classify(i int, l *line) {
	s := d.text(*l)
	n := utf8.RuneCountInString(s)
	mark, width := lineMark(s)
	l.body = l.start + width
	ends := strings.HasSuffix(s, "。") || strings.HasSuffix(s, "、") || strings.HasSuffix(s, ".") && n > 20
	switch {
	case mark == markBullet:
		l.kind = item
	case i == d.titleLine:
		l.kind = heading
	case mark == markHeading && n <= maxHeading && !ends:
		l.kind = heading
	case isRow(s):
		l.kind = row
	case mark == markNumber:
		l.kind = item
		if n <= maxHeading && !ends && !strings.ContainsRune(s, '。') && !d.nextIsMark(i, markNumber) &&
			(!strings.ContainsRune(s[width:], ':') || d.proseBelow(i)) && !d.inContents(i) {
			l.kind = heading
		}
	case n <= maxHeading && !ends && !strings.ContainsRune(s, '。') && d.standsAlone(i) && !hasDateStart(s):
		l.kind = heading
	}
}

// standsAlone says that line i is set off as a heading is: a blank line (or the top)
// before it, and words below it.
func (d *document) standsAlone(i int) bool {
	if i == 0 || d.lines[i-1].kind != blank {
		return false
	}
	for k := i + 1; k < len(d.lines) && k <= i+2; k++ {
		if d.lines[k].kind != blank {
			return true
		}
	}
	return false
}

func (d *document) nextIsMark(i int, m mark) bool {
	if i+1 >= len(d.lines) || d.lines[i+1].kind == blank {
		return false
	}
	got, _ := lineMark(d.text(d.lines[i+1]))
	return got == m
}

// proseBelow says that the next line is a paragraph.
func (d *document) proseBelow(i int) bool {
	return i+1 < len(d.lines) && utf8.RuneCountInString(d.text(d.lines[i+1])) > maxHeading
}

// inContents says that line i belongs to a table of contents: the lines right below 目次.
func (d *document) inContents(i int) bool {
	for k := i - 1; k >= 0 && k > i-30 && d.lines[k].kind != blank; k-- {
		if s := d.text(d.lines[k]); strings.Contains(s, "目次") || strings.Contains(s, "もくじ") {
			return true
		}
	}
	return false
}

type mark int8

const (
	markNone mark = iota
	markBullet
	markNumber
	markHeading
)

// lineMark reads the bullet, number or heading sign that a line begins with.
func lineMark(s string) (m mark, width int) {
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("・•‣◦⦁*–—-●○◯〇▪▫➢✓✔", r):
		if r == '-' || r == '*' || r == '–' || r == '—' {
			if len(s) > n && s[n] != ' ' {
				return markNone, 0
			}
		}
		return markBullet, skipSpace(s, n)
	case r == '※' || r == '注' && strings.HasPrefix(s[n:], ")"):
		return markBullet, skipSpace(s, n)
	case strings.ContainsRune("■□◆◇▼▽▲△★☆#◎▶►", r):
		for n < len(s) {
			r2, n2 := utf8.DecodeRuneInString(s[n:])
			if !strings.ContainsRune("■□◆◇▼▽▲△★☆#◎▶► ", r2) {
				break
			}
			n += n2
		}
		return markHeading, skipSpace(s, n)
	case r == '【' || r == '《' || r == '〔' || r == '[' || r == '<':
		return markHeading, 0
	case r >= '①' && r <= '⒛' || r >= '❶' && r <= '➓':
		return markNumber, skipSpace(s, n)
	}
	// 1. / 1) / (1) / 1 見出し / 第1 / Q1.
	i := 0
	open := strings.HasPrefix(s, "(")
	if open {
		i = 1
	}
	j := i
	for j < len(s) && j-i < 2 && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	if j == i && open { // (ア)
		if r2, n2 := utf8.DecodeRuneInString(s[i:]); strings.HasPrefix(s[i+n2:], ")") && (r2 >= 'ア' && r2 <= 'ン' || r2 >= 'a' && r2 <= 'z' || r2 >= '一' && r2 <= '十') {
			return markNumber, skipSpace(s, i+n2+1)
		}
		return markNone, 0
	}
	if j == i || j-i > 2 {
		return markNone, 0
	}
	rest := s[j:]
	switch {
	case open && strings.HasPrefix(rest, ")"):
		return markNumber, skipSpace(s, j+1)
	case open:
		return markNone, 0
	case strings.HasPrefix(rest, ")") || strings.HasPrefix(rest, ".") && !(len(rest) > 1 && rest[1] >= '0' && rest[1] <= '9'):
		return markNumber, skipSpace(s, j+1)
	case strings.HasPrefix(rest, " ") && len(rest) > 1 && rest[1] >= 0x80:
		if strings.HasPrefix(rest, " 年") || strings.HasPrefix(rest, " 月") || strings.HasPrefix(rest, " 日") || strings.HasPrefix(rest, " 件") || strings.HasPrefix(rest, " 人") || strings.HasPrefix(rest, " 名") {
			return markNone, 0
		}
		return markNumber, skipSpace(s, j)
	case strings.HasPrefix(rest, "、"):
		return markNumber, skipSpace(s, j+len("、"))
	}
	return markNone, 0
}

func skipSpace(s string, i int) int {
	for i < len(s) && isSpace(s[i]) {
		i++
	}
	return i
}

// isRow says that a line is a row of a table that was flattened to text.
func isRow(s string) bool {
	return strings.Contains(s, "\t") || strings.Contains(s, " | ") || strings.Count(s, "  ") >= 2
}

// hasDateStart says that a line begins with a date, as the rows of a timeline do.
func hasDateStart(s string) bool {
	i := 0
	for i < len(s) && i < 4 && s[i] >= '0' && s[i] <= '9' {
		i++
	}
	if i > 0 {
		rest := strings.TrimLeft(s[i:], " ")
		return strings.HasPrefix(rest, "年") || strings.HasPrefix(rest, "月") || strings.HasPrefix(rest, "日") ||
			strings.HasPrefix(rest, "/") || strings.HasPrefix(rest, ".") && i == 4
	}
	return strings.HasPrefix(s, "令和") || strings.HasPrefix(s, "平成") || strings.HasPrefix(s, "同日") || strings.HasPrefix(s, "翌")
}

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

// readSentences cuts the text at 。！？ and at the ends of paragraphs. A line that
// breaks off in the middle of its sentence, as those of a PDF do, is joined to the next.
func (d *document) readSentences() {
	for i := 0; i < len(d.lines); i++ {
		l := d.lines[i]
		if l.kind == blank {
			continue
		}
		first, end := i, l.end
		for i+1 < len(d.lines) && d.continues(d.lines[i], d.lines[i+1]) {
			i++
			end = d.lines[i].end
		}
		d.cut(first, l.start, end)
	}
}

// continues says that line b goes on in the middle of the sentence that a began.
func (d *document) continues(a, b line) bool {
	if a.kind != prose && a.kind != item || b.kind != prose {
		return false
	}
	s := d.text(a)
	r, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune("。!?」』)】:;|", r) || hasDateStart(d.text(b)) {
		return false
	}
	return utf8.RuneCountInString(s) >= 26 || strings.HasSuffix(s, "、")
}

// maxSentence is the length in bytes at which text without a full stop is cut, so that
// no rule ever looks at more.
const maxSentence = 3000

func (d *document) cut(lineNo, start, end int) {
	depth := 0
	add := func(i, j int) {
		for i < j && (isSpace(d.s[i]) || d.s[i] == '\n') {
			i++
		}
		if i < j {
			for d.lines[lineNo].end < i {
				lineNo++
			}
			d.sentences = append(d.sentences, sentence{start: i, end: j, line: lineNo})
		}
	}
	from := start
	for i := start; i < end; {
		r, n := utf8.DecodeRuneInString(d.s[i:end])
		i += n
		switch r {
		case '「', '『', '(':
			depth++
		case '」', '』', ')':
			depth = max(0, depth-1)
		case '。', '!', '?':
			if depth == 0 || i-from > 600 {
				add(from, i)
				from, depth = i, 0
			}
		}
		if i-from > maxSentence {
			add(from, i)
			from, depth = i, 0
		}
	}
	add(from, end)
}

// sentenceAt is the index of the sentence that holds byte i, or -1.
func (d *document) sentenceAt(i int) int {
	lo, hi := 0, len(d.sentences)
	for lo < hi {
		m := (lo + hi) / 2
		if d.sentences[m].end <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(d.sentences) && d.sentences[lo].start <= i {
		return lo
	}
	return -1
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

// sameParagraph says that sentences j and k, j before k, stand in one section on the
// same line or the next.
func (d *document) sameParagraph(j, k int) bool {
	a, b := d.sentences[j].line, d.sentences[k].line
	return d.lines[a].section == d.lines[b].section && b-a <= 1
}
