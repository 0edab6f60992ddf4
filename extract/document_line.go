package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

type lineKind int8

const (
	prose lineKind = iota
	blank
	heading
	item // a bullet or a numbered point
	row  // a row of a flattened table
)

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
			if m, _ := lineMark(s); first < i && (m == markBullet || m == markNumber || hasDateStart(s)) {
				break // a point, under a short headline
			}
			return i
		}
	}
	return max(first, 0)
}

// headline is the text of the title, "" where there is none or that line is none.
func (d *document) headline() string {
	if d.titleLine < 0 || notTitle.MatchString(d.text(d.lines[d.titleLine])) {
		return ""
	}
	return d.text(d.lines[d.titleLine])
}

// notTitle are first lines that are no headline: dates, rules, addresses of readers,
// From: lines, short kickers.
var notTitle = pattern.New(`^([0-9/年月日().:\s]|令和|平成|[月火水木金土日]曜?日?)+(掲載|公開|更新|発表|配信|付)?$|^[-─━―=_*□■◆◇~\s]{3,}|^(各位|関係各位|報道関係|From|Date|To|Subject|お客様各位|お客さま各位)|様$|^[^\s]{0,10}(株式会社|新聞|ニュース)$`)

func isSpace(b byte) bool { return b == ' ' || b == '\t' }

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
		if n <= maxHeading/2 && !ends && !strings.ContainsAny(s, ":。、") && d.circled(i) {
			l.kind = heading
		}
	case i == d.titleLine:
		l.kind = heading
	case mark == markHeading && width > 0 && (d.sameSign(i, i-1) || d.sameSign(i, i+1)):
		l.kind = item // headings have text between them
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
	case n <= maxHeading && !ends && !strings.ContainsRune(s, '。') && (d.standsAlone(i) || n <= maxHeading/2+3 && d.amidProse(i)) && !hasDateStart(s):
		l.kind = heading
	}
}

// circled says that line i is a heading by its circle, as in the releases of towns, and no
// point of a list, of clients for one: it is set off, and what it heads begins on the next
// line.
func (d *document) circled(i int) bool {
	r, n := utf8.DecodeRuneInString(d.text(d.lines[i]))
	if !strings.ContainsRune("●○◯〇", r) || !d.standsAlone(i) || d.lines[i+1].kind == blank {
		return false
	}
	next := d.text(d.lines[i+1])
	return len(d.text(d.lines[i])) > n && !strings.HasPrefix(next, string(r)) && !strings.Contains(d.text(d.lines[i]), "会社")
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

// amidProse says that line i is set off as the headings of a text are that was pasted without
// its blank lines: a paragraph ends before it, and a longer one begins behind it.
func (d *document) amidProse(i int) bool {
	if i < 2 || i+1 >= len(d.lines) || figure.MatchString(d.text(d.lines[i])) || !proseEnd.MatchString(d.text(d.lines[i-1])) {
		return false
	}
	next := d.text(d.lines[i+1])
	return utf8.RuneCountInString(next) > maxHeading/2 && strings.ContainsRune(next, '。')
}

// proseEnd is the end of a paragraph.
var proseEnd = pattern.New(`[^。]{10}。[」)]?$`)

func (d *document) nextIsMark(i int, m mark) bool {
	if i+1 >= len(d.lines) || d.lines[i+1].kind == blank {
		return false
	}
	got, _ := lineMark(d.text(d.lines[i+1]))
	return got == m
}

// sameSign says that lines i and k begin with the same sign.
func (d *document) sameSign(i, k int) bool {
	if k < 0 || k >= len(d.lines) || k == d.titleLine {
		return false
	}
	a, _ := utf8.DecodeRuneInString(d.text(d.lines[i]))
	b, _ := utf8.DecodeRuneInString(d.text(d.lines[k]))
	return a == b
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
	return anyPrefix(s, "令和", "平成", "同日", "同月", "同年", "翌")
}
