package extract

import (
	"sort"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A dateScope is the text around a date that can say what happened on it. Line breaks
// inside words are gone and every other date is written §.
type dateScope struct {
	before, after string
	// steps says that the date heads a row or point of a timeline: all that stands in it
	// happened on that day.
	steps bool
	// bound says that a particle which the date has swallowed ties it to the next verb:
	// までに, から.
	bound bool
	// until says that the date is the end of an open span: what was found up to it counts.
	until bool
	// through says that something went on over the span: から9日にかけて.
	through bool
	// clocked says that a span is told to the hour.
	clocked bool
}

var clockTime = pattern.New(`[0-9]時|[0-9]:[0-9]|午[前後]|深夜|未明|正午`)

// What is read around a date is bounded: bytes before and behind it, and other dates.
const (
	maxBefore = 240
	maxScope  = 900
	maxDates  = 4
)

// scopeOf lays out the words around date i of the document. A date that heads a row, a
// point or a line of a timeline reaches to the end of that line, or over the lines below
// where it stands in a line of its own; any other to the end of its sentence.
func (d *document) scopeOf(dates []resolvedDate, i int, s sentence) dateScope {
	e := dates[i]
	li := d.lineAt(e.start)
	l := d.lines[li]
	from, to := max(s.start, e.start-maxBefore), min(s.end, e.tail+maxScope)
	sc := dateScope{bound: e.since || e.until, until: e.until, through: e.interval && anySuffix(d.s[:e.tail], "にかけて", "にわたって", "にわたり"),
		clocked: e.interval && clockTime.MatchString(d.s[e.start:e.tail])}
	if leads := strings.Trim(d.s[l.body:e.start], " \t(【[|:・"); leads == "" && l.kind != blank {
		own := s.end <= l.end && strings.Trim(d.s[min(e.tail, l.end):l.end], " \t)】]|:、.頃ごろ") == ""
		switch {
		case own:
			if end := d.stepsBelow(li); end > l.end && (l.body > l.start || d.underTimeline(li) || d.amongDays(dates, i)) {
				sc.steps, to = true, min(end, e.tail+maxScope)
			}
		case l.kind == heading && li+1 < len(d.lines) && d.lines[li+1].kind == prose: // a wrapped point
			to = min(max(s.end, d.lines[li+1].end), e.tail+maxScope)
		case l.kind == row || l.kind == item || d.inTimeline(li):
			sc.steps, to = true, min(max(s.end, l.end), e.tail+maxScope)
		}
	}
	join := ""
	if sc.steps {
		join = "。"
	}
	sc.before = d.plain(dates, from, e.start, "")
	sc.after = d.plain(dates, min(e.tail, to), to, join)
	if strings.LastIndex(sc.before, "(") > strings.LastIndex(sc.before, ")") { // a date in brackets stays there
		in, behind, closed := strings.Cut(sc.after, ")")
		if sc.after = in; closed && in == "" && anySuffix(sc.before, "§(", "¤(") { // 本日(6月3日)
			sc.after = behind
		}
	}
	if sc.steps {
		sc.after = cutAtNextDay(sc.after)
	}
	return sc
}

// stepsBelow is the end of the lines under line i that tell what happened on the date in
// it: up to the next line that begins with a date, a blank line or a heading of rank.
func (d *document) stepsBelow(i int) int {
	end := d.lines[i].end
	first := i + 1
	for first < len(d.lines) && first <= i+2 && d.lines[first].kind == blank { // a day and its steps set apart
		first++
	}
	if first > i+1 && (first == len(d.lines) || d.lines[first].kind != prose || d.lines[first].section != d.lines[i].section || !strings.Contains(d.text(d.lines[first]), "。")) {
		return end
	}
	for k := first; k < len(d.lines) && k <= first+7; k++ {
		l := d.lines[k]
		if l.kind == blank || l.kind == heading || hasDateStart(d.s[l.body:l.end]) && !clockStart.MatchString(d.s[l.body:l.end]) {
			break
		}
		end = l.end
	}
	return end
}

// amongDays says that the day in a line of its own is one of several in the lines around
// it, each with a paragraph below: what happened on them, under whatever heading.
func (d *document) amongDays(dates []resolvedDate, i int) bool {
	if !d.headsParagraph(dates[i]) {
		return false
	}
	for _, k := range []int{i - 3, i - 2, i - 1, i + 1, i + 2, i + 3} {
		if k >= 0 && k < len(dates) && dates[k].Start != dates[i].Start && d.headsParagraph(dates[k]) {
			return true
		}
	}
	return false
}

// headsParagraph says that a day stands in a line of its own with sentences below it.
func (d *document) headsParagraph(e resolvedDate) bool {
	li := d.lineAt(e.start)
	l := d.lines[li]
	if !e.toTheDay() || e.interval || !d.isDateline(l, e) {
		return false
	}
	end := d.stepsBelow(li)
	first, _, _ := strings.Cut(strings.TrimLeft(d.s[l.end:end], " \n"), "\n")
	return strings.Contains(first, "。")
}

var clockStart = pattern.New(`^[0-9]{1,2}[:時]`)

var timelineHeading = pattern.New(`経緯|経過|時系列|タイムライン|対応|出来事|流れ|あゆみ|動き`)

// inTimeline says that line i is one of several in its section that begin with a date.
func (d *document) inTimeline(i int) bool {
	n := 0
	for _, k := range []int{i - 3, i - 2, i - 1, i + 1, i + 2, i + 3} {
		if k >= 0 && k < len(d.lines) && d.lines[k].section == d.lines[i].section && hasDateStart(d.s[d.lines[k].body:d.lines[k].end]) {
			n++
		}
	}
	return n >= 2 || n == 1 && d.underTimeline(i)
}

// underTimeline says that a heading above line i, or the one over it, announces a timeline.
func (d *document) underTimeline(i int) bool {
	for k, n := d.lines[i].section, 0; k > 0 && n < 4; k, n = k-1, n+1 {
		h := d.sections[k].heading
		if h >= 0 && h != d.titleLine && timelineHeading.MatchString(d.text(d.lines[h])) {
			return true
		}
		if h < 0 || !hasDate(d.text(d.lines[h])) {
			return false
		}
	}
	return false
}

// hasDate says that a heading is no more than a date: (1) 2月5日(水).
func hasDate(h string) bool { return dateHeading.MatchString(h) }

var dateHeading = pattern.New(`^[(\[【〔<■●◆○・\s]*(?:[(0-9)①-⑳.、\s・]+)?[0-9]{1,2}[月/][0-9]{1,2}|^[^0-9]{0,4}(?:令和|平成|20)[0-9 ]+年`)

// plain is the text between two bytes with its lines joined; other dates are § where
// they date a verb and ¤ where they only tell which: (9月)開講分, (22日)の第一報.
func (d *document) plain(dates []resolvedDate, from, to int, join string) string {
	var b strings.Builder
	at := from
	for n, e := range dates[firstDateFrom(dates, from):] {
		if e.start >= to {
			break
		}
		if n == maxDates {
			to = max(at, e.start)
			break
		}
		if e.start < at {
			continue
		}
		b.WriteString(d.s[at:e.start])
		mark := "§"
		if !e.ok || d.attributive(e) {
			mark = "¤"
		}
		b.WriteString(mark)
		at = min(e.tail, to)
	}
	b.WriteString(d.s[at:max(at, to)])
	text := b.String()
	if strings.Contains(text, "\n") {
		lines := strings.Split(text, "\n")
		for i := range lines {
			lines[i] = strings.TrimSpace(lines[i])
		}
		text = strings.Join(lines, join)
	}
	text = quotedNotice.ReplaceAllString(text, "「お知らせ」")
	return bracketedWords.ReplaceAllString(quotedWords.ReplaceAllString(text, "「」"), "")
}

// quoted words and asides tell no step of their own; of the title of a notice is kept that
// it is one.
var (
	quotedNotice   = pattern.New(`「[^「」]*(?:お知らせ|お?詫び|おわび|ご報告)[^「」]*」`)
	quotedWords    = pattern.New(`「[^「」]{7,}」`)
	bracketedWords = pattern.New(`\([^()]{4,}\)|\([^()§¤]{1,3}\)`)
)

// partOfDay follows a date and still belongs to it.
var partOfDay = pattern.New(`^(?:の)?(?:[ \t]|\(|午前|午後|未明|早朝|明け方|朝|昼|正午|夕方?|夜|深夜|始業|終業|時点|現在|以降|以後|以前|付|頃|ごろ|中に?|間|うち|から|より|まで|に|、|で|は|も|[0-9]|[:|。),]|$)`)

// thatDay follows a date that tells when, with a noun between: (5月)の監査で.
var thatDay = pattern.New(`^の[^、。§をがはへ]{0,14}?(?:に|で|、|後|あと|前|時)|^(?:掲載|公表|発表|発送|送信|送付|訂正|開示|判明|発覚|発生|紛失)(?:[、。/)\sしさす]|$)`)

// ownHouse is a word for the one who tells or is told of, behind a date without 、:
// (22日)当社の.
var ownHouse = pattern.New(`^(?:当|弊|同|本)[一-龠]`)

// subjectNext is the subject or place of what happened on the date: (22日)県警が; not the
// things that the date picks, (22日)発送分が.
var subjectNext = pattern.New(`^[^、。ぁ-ん\s0-9]{1,20}[^、。ぁ-ん\s0-9分号期便版度製](?:は|が|より|から|へ|において|にて|では)|^[^、。\s]{1,6}[後前](?:に|、)|^「[^」]{1,20}」に`)

// attributive says that a date tells which thing is meant, not when something happened.
func (d *document) attributive(e resolvedDate) bool {
	after := firstRunes(d.s[e.tail:], 20)
	if after == "" || e.tail > e.end && !strings.HasPrefix(after, "の") || partOfDay.MatchString(after) || thatDay.MatchString(after) {
		return false
	}
	if e.from.day != 0 && (ownHouse.MatchString(after) || subjectNext.MatchString(after)) {
		return false
	}
	r, _ := utf8.DecodeRuneInString(after)
	if r >= 'ぁ' && r <= 'ん' {
		return r == 'の'
	}
	return !anyPrefix(d.s[e.start:], "同", "翌")
}

// firstDateFrom is the index of the first date that starts at byte i or behind it.
func firstDateFrom(dates []resolvedDate, i int) int {
	return sort.Search(len(dates), func(k int) bool { return dates[k].start >= i })
}

// cutAtNextDay ends a row's text where a sentence of it begins with another date.
func cutAtNextDay(s string) string {
	for i := 0; ; {
		n := strings.Index(s[i:], "§")
		if n < 0 {
			return s
		}
		i += n
		if before := strings.TrimRight(s[:i], " \t"); anySuffix(before, "。") {
			return s[:i]
		}
		i += len("§")
	}
}
