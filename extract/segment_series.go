package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A group is one member of a series: its head line and the lines up to the next.
type group struct {
	first, end int // lines
	// numbered groups are counted as cases of their own (事案1, 2件目), whosever they are.
	numbered bool
	// dated groups are lines behind their days, as the steps of one case are too.
	dated bool
	// plain groups stand under headings without a sign.
	plain bool
	// record groups tell their case in a form, the same for all.
	record bool
	// label is the line of the heading over some of the groups under which this one stands, the
	// day or the cause of these, else -1.
	label int
	// body is the cell of a row in the column of the bodies, nil if there is none.
	body []int
}

// shapes are the forms that the head of a member of a series can have, the most telling
// first.
var shapes = []struct {
	find     *pattern.Pattern
	numbered bool
}{
	{pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*(事案|事故|案件|ケース|事例|その|第)\s*\(?[0-9一二三四五六七八九十①-⑳]+(?:[^0-9一二三四五六七八九十①-⑳報回号期次者条項]|$)`), true},
	{pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*例\s*[0-9一二三四五六七八九十①-⑳]`), false},
	{pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*[0-9一二三四五六七八九十]+\s*(件目|つ目|例目|社目)`), true},
	{pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*(事案|事故|案件|事例)\s*[A-Z]([^A-Za-z社市]|$)`), true},
	{pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*(No|NO|#)\.? ?[0-9]`), false},
	{pattern.New(`^[【\[〔<《]\s*[0-9]{1,2}\s*[】\]〕>》]`), false},
	{pattern.New(`^[■◆●▼○◇□▽★]\s*[0-9]{1,2}\s*[.)、:\s]`), false},
	{pattern.New(`^[①-⑳]`), false},
	{pattern.New(`^\([0-9一二三四五六七八九十]{1,2}\)`), false},
	{pattern.New(`^[■◆●▼○◇□▽]?\s*[0-9]{1,2}[.-][0-9]{1,2}[.)、\s]\s*[^0-9]`), false}, // of a chapter
	{pattern.New(`^[0-9]{1,2}[.)、]\s*[^0-9]`), false},
	{pattern.New(`^[一二三四五六七八九十]{1,3}[.)、]`), false},
	{pattern.New(`^\*\*`), false},
	{pattern.New(`^#{2,5}\s*[0-9]{1,2}[.)、\s]`), false},
	{pattern.New(`^## `), false},
	{pattern.New(`^### `), false},
	{pattern.New(`^#### `), false},
	{pattern.New(`^第[0-9一二三四五六七八九十]{1,2}位`), false},
	{pattern.New(`^\(?[ア-コ][).]`), false},
	{pattern.New(`^\(?[A-Ja-j][).]\s?[^A-Za-z]`), false},
	{pattern.New(`^[0-9]{1,2} [^0-9年月日時件名人]`), false},
	{pattern.New(`^■`), false},
	{pattern.New(`^◆`), false},
	{pattern.New(`^●`), false},
	{pattern.New(`^[■□]`), false}, // new ones filled, follow-ups hollow
	{pattern.New(`^[◆◇]`), false},
	{pattern.New(`^[●○]`), false},
	{pattern.New(`^[▼▽]`), false},
	{pattern.New(`^[▲△▶►]`), false},
	{pattern.New(`^[◇□○〇◎★☆]`), false},
	{pattern.New(`^【`), false},
	{pattern.New(`^\[`), false},
	{pattern.New(`^〔`), false},
	{pattern.New(`^[<《]`), false},
	{pattern.New(`^・`), false},
	{pattern.New(`^20[0-9]{2}年度? *[:|—―–-]`), false},
	{pattern.New(`^((令和|平成|R|H) ?[0-9]{1,2}[年.]|20[0-9]{2}[年./-])? ?[0-9]{1,2}[月./-] ?[0-9]{1,2}日?(\([月火水木金土日]\))?$`), false}, // the first cell of a row
}

// chronicleHead is the year or month of a chronicle and a body, with its case below.
var chronicleHead = pattern.New(`^[■◆●▼◇○□▽・]?\s*((19|20)[0-9]{2}年([0-9]{1,2}月)?|[0-9]{1,2}月)\s+[^\s、。:0-9][^\s、。:]{1,23}$`)

// extraHead is the head of a case told on top of those of a series.
var extraHead = pattern.New(`^[〔\[【(<〈◇◆■●*★☆・]?\s*(おまけ|番外編?|追加|追記|付記|補足|補遺|余話|余談|もう(一|ひと)つ)\s*[〕\]】)>〉:、]`)

// series lists the ways in which the text can be taken for a series.
func (d *document) series() [][]group {
	var out [][]group
	var lines []int // that may be heads
	for i, l := range d.lines {
		if l.kind != blank && l.zone != aside && i > d.titleLine {
			lines = append(lines, i)
		}
	}
	for _, s := range shapes {
		var heads []int
		for _, i := range lines {
			if text := d.text(d.lines[i]); s.find.MatchString(text) || len(heads) > 1 && extraHead.MatchString(text) {
				heads = append(heads, i)
			}
		}
		if len(heads) > 0 && d.titleLine >= 0 && alikeAhead(d.text(d.lines[d.titleLine]), d.text(d.lines[heads[0]])) {
			heads = append([]int{d.titleLine}, heads...)
		}
		if len(heads) > 1 {
			out = append(out, d.groups(heads, s.numbered, false))
		}
	}
	var heads []int // of a chronicle, but none of a list of contents
	for _, i := range lines {
		if next := d.filledLine(i, 1); next >= 0 && chronicleHead.MatchString(d.text(d.lines[i])) && !chronicleHead.MatchString(d.text(d.lines[next])) {
			heads = append(heads, i)
		}
	}
	if len(heads) > 1 {
		out = append(out, d.groups(heads, false, false))
	}
	if heads := d.formHeads(); heads != nil {
		out = append(out, d.groups(heads, false, false))
	}
	if rows, bodies := d.tableRows(); len(rows) > 1 {
		gs := d.groups(rows, false, false)
		for i := range gs {
			gs[i].body = bodies[gs[i].first]
		}
		out = append(out, gs)
	}
	for _, lines := range d.listLines() {
		out = append(out, d.groups(lines, false, false))
	}
	var plain []int
	for i, s := range d.sections {
		if m, _ := lineMark(d.text(d.lines[max(s.heading, 0)])); i > 0 && s.heading > d.titleLine && m == markNone {
			plain = append(plain, s.heading)
		}
	}
	if len(plain) > 1 {
		out = append(out, d.groups(plain, false, true))
	}
	if days := d.datedLines(); len(days) > 3 {
		gs := d.groups(days, false, false)
		for i := range gs {
			gs[i].dated = true
		}
		out = append(out, gs)
	}
	return out
}

// alikeAhead says that two heads begin alike but for their digits, by more than a mark and a
// word: those of the posts of one series that a page shows one below the other.
func alikeAhead(a, b string) bool {
	const enough = 6
	digits := 0
	x, y := []rune(firstRunes(a, enough)), []rune(firstRunes(b, enough))
	for i := range min(len(x), len(y)) {
		if unicode.IsDigit(x[i]) && unicode.IsDigit(y[i]) {
			digits++
		} else if x[i] != y[i] {
			return false
		}
	}
	return len(x) == enough && len(y) == enough && digits < enough-2
}

// datedLines are the lines that begin with a day and go on.
func (d *document) datedLines() (lines []int) {
	for i, l := range d.lines {
		if l.kind != blank && l.zone == story && i > d.titleLine && dayAhead.MatchString(d.text(l)) {
			lines = append(lines, i)
		}
	}
	return lines
}

var dayAhead = pattern.New(`^((20[0-9]{2}[年/.])?[0-9]{1,2}[月/.])?[0-9]{1,2}(日|[ (:、][^0-9])|^[0-9]{1,2}月[上中下]旬`)

// groups gives each head the lines up to the next head. The last one ends where a
// heading of another shape or a paragraph set apart begins, if the others hold none. Of
// headings without a sign, those with one are never part.
func (d *document) groups(heads []int, numbered, plain bool) []group {
	var out []group
	label := -1
	gaps, inside := 0, 0     // lines inside the groups but the last: blank ones, others
	signs := map[rune]bool{} // of headings there
	for k, h := range heads {
		g := group{first: h, end: len(d.lines), numbered: numbered, plain: plain, label: label}
		if k == 0 && !plain {
			g.label = d.labelOver(-1, h)
		}
		if k+1 < len(heads) {
			g.end = heads[k+1]
			if !plain {
				if l := d.labelOver(h, g.end); l >= 0 {
					label, g.end = l, l
				}
			}
			for i, end := h+1, d.trimEnd(g.end); i < end; i++ {
				switch d.lines[i].kind {
				case blank:
					gaps++
				case heading:
					signs[d.headingSign(d.lines[i])] = true
				}
				inside += one(d.lines[i].kind != blank)
			}
		}
		out = append(out, g)
	}
	for i := range out {
		d.endAtChapter(&out[i])
	}
	last := &out[len(out)-1]
	level := d.lines[last.first].kind
	for i := last.first + 1; i < last.end; i++ {
		l := d.lines[i]
		if inside == 0 && i > d.trimEnd(i) {
			last.end = i // a line for each, and then a paragraph
			break
		}
		if l.kind == heading && level == heading && d.headingLevel(l) <= d.headingLevel(d.lines[last.first]) && l.section != d.lines[last.first].section && (plain || d.headingSign(l) == 0 || !signs[d.headingSign(l)]) ||
			gaps == 0 && l.kind == blank && i > last.first+1 || l.kind != blank && l.zone == aside && l.kind == heading {
			last.end = i
			break
		}
	}
	return out
}

// endAtChapter ends a group whose head is one of Markdown where one of a higher level begins.
func (d *document) endAtChapter(g *group) {
	level := hashes(d.text(d.lines[g.first]))
	for i := g.first + 1; level > 1 && i < g.end; i++ {
		if n := hashes(d.text(d.lines[i])); n > 0 && n < level {
			g.end = i
		}
	}
}

// hashes counts the signs of a heading of Markdown.
func hashes(s string) int {
	n := len(s) - len(strings.TrimLeft(s, "#"))
	if n < len(s) && n > 0 && s[n] != ' ' {
		return 0
	}
	return n
}

// labelOfCause is the heading over points that have their cause in common: 2 誤送信・誤送付(3件).
var labelOfCause = pattern.New(`^[■□◆◇●○▼▽【\[<]?\s*(?:[0-9]{1,2}[.)、]?\s+|\([0-9]{1,2}\)|[①-⑳])?[^0-9、。:]{2,20}(?:\([0-9]{1,3}(?:件|本|社|団体)?\))?[】\]>]?$`)

// labelOver is the heading right over the head of a group, behind line after: what heads the
// groups from there on and is no part of the one before. -1 if there is none.
func (d *document) labelOver(after, head int) int {
	i := d.trimEnd(head) - 1
	if i <= after+1 || i == d.titleLine {
		return -1
	}
	text := d.text(d.lines[i])
	if dayCell.MatchString(text) || d.lines[i].kind == heading && (labelOfCause.MatchString(text) && breach.MatchString(text) || bareLabel.MatchString(text)) {
		return i
	}
	return -1
}

// headingSign is the sign that a heading begins with, 0 if none.
func (d *document) headingSign(l line) rune {
	s := d.text(l)
	if m, _ := lineMark(s); m != markHeading {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func (d *document) trimEnd(i int) int {
	for i > 0 && d.lines[i-1].kind == blank {
		i--
	}
	return i
}
