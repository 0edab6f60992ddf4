package extract

import (
	"cmp"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A resolvedDate is a date expression with what it left out filled in.
type resolvedDate struct {
	dateExpr
	// Start and End are ISO dates at the precision of the text: 2025-07-11, 2025-07 or
	// 2025. End is "" unless an interval is written; a fiscal year is one of months.
	Start, End string
	// ok is false where a year or month cannot be known; Start is "" then.
	ok bool
}

// How precise a date is can be read off the length of its ISO form.
func (e resolvedDate) toTheDay() bool   { return len(e.Start) == len("2006-01-02") }
func (e resolvedDate) toTheMonth() bool { return len(e.Start) == len("2006-01") }
func (e resolvedDate) toTheYear() bool  { return len(e.Start) == len("2006") }

// resolveDates fills in years, months and days. base is the day of publication or "".
// breaks are the byte offsets, ascending, at which independent sections begin: each goes on
// from what the text told before the first of them, not from the section before it.
func resolveDates(exprs []dateExpr, s, base string, breaks []int) []resolvedDate {
	r := resolver{s: s, base: parseCivil(base)}
	r.hard = r.base.known()
	r.given = r.hard
	if !r.hard {
		r.base, r.hard = findBase(exprs, s)
	}
	if !r.base.known() {
		r.stated = firstYear(exprs)
	}
	resolved := make([]resolvedDate, len(exprs))
	next := 0
	var lead told
	for i, e := range exprs {
		for next < len(breaks) && breaks[next] <= e.start {
			if next == 0 {
				lead = r.told
			}
			r.told = lead
			next++
		}
		resolved[i] = r.resolve(e)
	}
	return resolved
}

// firstYear is the first year that a text without a full date writes out, for the months and
// days in front of it: 3月7日、名簿を紛失(2024年).
func firstYear(exprs []dateExpr) civil {
	for _, e := range exprs {
		if p := e.from; p.year != 0 && !p.short && !p.fiscal && !e.interval && !e.since && !e.until {
			return civil{y: p.year}
		}
	}
	return civil{}
}

// A resolver walks the dates in text order.
type resolver struct {
	s    string
	base civil
	// hard is false where base is only the first full date of the text: the year of
	// others, but no day after which nothing can have happened.
	hard bool
	// given is true where the day of publication is not read off the text.
	given bool
	told
}

// told is what the text has said so far.
type told struct {
	cursor   civil // the last date with a month
	explicit bool  // the year of cursor was written, there or in the dates it builds on
	chain    bool  // cursor took its month from the date before it
	at       int   // the byte at which cursor ends
	vague    bool  // cursor is a month of which only a part is told: 1月下旬から
	wide     bool  // cursor ends an interval of months: the records', not the story's
	day      civil // the last date with a day, for 同日 and 翌日
	year     civil // the last date of any precision, for 同年 and 翌年
	// announced is the first day told of a publication, for 公表と同日, and news the last.
	announced, news civil
	// found is the first day told of a discovery, for 気付いた当日.
	found civil
	// stated is the first year told without a month, that of the whole text: 2024年の秋.
	stated civil
	// tale is the year of which all that follows is said to be told: これは2024年の話です.
	tale int
	// taleEnd is the byte at which that year ends where a heading tells it, else 0.
	taleEnd int
	// previous is the month that 前月 last was.
	previous civil
	// months are the days told, by month.
	months [13]civil
	// leads are the days without a month read as days before base, by day of the month.
	leads [32]civil
	// era is the year before the first of the era in which the last full year is written, 0 where
	// that is western.
	era int
	// head is the last date that begins a line, as those of a log or a list do.
	head civil
	// days are the days told with their month, by day of the month.
	days [32]civil
}

func (r *resolver) resolve(e dateExpr) resolvedDate {
	out := resolvedDate{dateExpr: e}
	var start, end civil
	if r.taleEnd > 0 && e.start >= r.taleEnd {
		r.tale, r.taleEnd, r.explicit = 0, 0, false
	}
	if caption.MatchString(r.s[e.tail:min(len(r.s), e.tail+60)]) {
		return out
	}
	if e.interval {
		start, end, out.ok = r.interval(e)
	} else {
		start, end, out.ok = r.point(e.from, e)
	}
	if !out.ok {
		return out
	}
	out.Start = start.String()
	if end != start {
		out.End = end.String()
	}
	r.tell(e, start, end)
	return out
}

// caption is the day on which a photograph was taken, told below it: 2月27日、山本花子撮影.
var caption = pattern.New(`^(?:、|に|\)| )?[^、。\n0-9]{0,12}撮影(?:[\])】 ]|\n|$)`)

// tell moves the context on.
func (r *resolver) tell(e dateExpr, start, end civil) {
	last := start
	if end.known() {
		last = end
	}
	p := e.from
	r.year = last
	if p.year != 0 && p.anchor.from == noAnchor && !p.short {
		r.era = p.era
	}
	if !r.stated.known() && last.m == 0 && start == last && !p.fiscal && !e.since && !e.until || p.part.isSeason() && !r.stated.known() {
		r.stated = civil{y: start.y}
	}
	if last.d != 0 && toldThen.MatchString(r.s[e.tail:min(len(r.s), e.tail+3*maxClause)]) {
		if r.news = last; !r.announced.known() {
			r.announced = last
		}
	}
	if last.d != 0 && !r.found.known() && foundThen.MatchString(r.s[e.tail:min(len(r.s), e.tail+maxClause)]) {
		r.found = last
	}
	switch year := last.m == 0 && start == last; {
	case year && !p.fiscal && p.anchor.from != fromContext && yearOfTale.MatchString(r.s[e.tail:min(len(r.s), e.tail+30)]):
		r.tale, r.taleEnd = last.y, 0
	case year && p.year != 0:
		if end := r.yearHeads(e); end > 0 {
			r.tale, r.taleEnd = last.y, end
		}
	case last.m != 0 && p.year != 0:
		r.tale = 0
	}
	if last.m == 0 || p.fiscal || p.part != 0 || r.cursor.known() && last.y-start.y >= 2 {
		return // a span of years is of the records, not of the story
	}
	if e.since && last.d == 0 && r.cursor.known() && r.cursor.y > last.y {
		return // 2019年4月以降の申込者: the records reach back so far
	}
	if last.d == 0 && r.cursor.d != 0 && start == last && p.year == 0 && p.anchor.from == noAnchor && ofThing.MatchString(r.s[e.tail:min(len(r.s), e.tail+maxClause)]) {
		return // 10日の夜、2月に買い入れた機器の: the month is the thing's
	}
	if e.interval && e.to.anchor.from == noAnchor && e.to.year != 0 {
		p = e.to
	}
	explicit := p.year != 0
	switch {
	case p.anchor.from == fromContext, p.month == 0 && p.anchor.from == noAnchor:
		explicit = explicit || r.explicit
	case p.anchor.from == noAnchor && p.year == 0 && r.cursor.y == last.y:
		explicit = r.explicit
	}
	explicit = explicit || r.tale != 0 && r.tale == last.y
	day := p.year == 0 && p.month == 0 && p.anchor.from != fromBase
	r.chain = day && r.cursor.known() && r.cursor.y == last.y && r.cursor.m == last.m
	r.cursor, r.explicit, r.at, r.wide = last, explicit, e.end, start.daysTo(last) > 60
	r.vague = last.d == 0 && start == last && (e.since || e.approx)
	if start.d != 0 && r.beginsLine(e) {
		r.head = start
	}
	if last.d != 0 {
		r.day = last
		if !e.interval {
			r.months[last.m] = last
		}
		if !day {
			r.days[last.d] = last
		}
	}
}

// ofThing follows a month that only tells which thing is meant.
var ofThing = pattern.New(`^に[^、。はがを0-9]{2,16}[ただ][一-龠ァ-ヶーA-Za-z「」]{1,16}(?:の|が|を|は|に|から|で)`)

// interval resolves both sides; each gives the other what it lacks.
func (r *resolver) interval(e dateExpr) (start, end civil, ok bool) {
	from, to := e.from, e.to
	if from.anchor.from == noAnchor && from.year == 0 && to.year != 0 && !to.short && to.anchor.from == noAnchor {
		// 3月7日から2025年4月1日
		from.year = to.year
		if m := cmp.Or(from.month, to.month); m > to.month || m == to.month && from.day > to.day {
			from.year--
		}
	}
	start, startEnd, ok := r.point(from, e)
	if !ok {
		return start, end, false
	}
	before := r.told
	defer func() { r.told = before }()
	r.cursor, r.year, r.explicit, r.chain = start, start, true, false
	if start.d != 0 {
		r.day = start
	}
	var first civil
	if to.anchor.from == noAnchor && to.year == 0 && to.part == 0 {
		first, ok = sequel(start, to)
	} else {
		var last civil
		first, last, ok = r.point(to, e)
		if to.anchor.from == fromContext && to.anchor.shift == 0 && first == start && start.d == 0 {
			// 2016年4月から同月: the month told before
			r.told = before
			first, last, ok = r.point(to, e)
		}
		if last.known() {
			first = last
		}
	}
	end = first
	if !ok || start.after(end) || startEnd.known() && startEnd.after(end) {
		return start, end, false
	}
	return start, end, true
}

// sequel is the first date from start on that fits what is written of p.
func sequel(start civil, p datePoint) (civil, bool) {
	c := civil{start.y, p.month, p.day}
	if c.m == 0 {
		c.m = start.m
		if c.d < start.d {
			next := start.addMonths(1)
			c.y, c.m = next.y, next.m
		}
	} else if start.after(c) {
		c.y++
	}
	return c, start.m != 0 && c.valid()
}

// point resolves one date. end is known only for fiscal years and parts of years.
func (r *resolver) point(p datePoint, e dateExpr) (start, end civil, ok bool) {
	c, ok := r.anchored(p, e)
	switch {
	case !ok || !c.valid():
		return c, end, false
	case p.fiscal, p.part >= firstHalf:
		start, end = span(c.y, p)
		return start, end, true
	}
	return c, end, true
}

// span is the months of a fiscal year or of a part of a year.
func span(y int, p datePoint) (start, end civil) {
	first := civil{y: y, m: 1}
	if p.fiscal {
		first.m = 4
	}
	switch {
	case p.part == lastMonth:
		start = civil{y: y + 1, m: 3}
		return start, start
	case p.part.isQuarter():
		start = first.addMonths(3 * int(p.part-quarter1))
		return start, start.addMonths(2)
	case p.part == firstHalf:
		return first, first.addMonths(5)
	case p.part == secondHalf:
		return first.addMonths(6), first.addMonths(11)
	}
	return first, first.addMonths(11)
}

// anchored fills in what p leaves out.
func (r *resolver) anchored(p datePoint, e dateExpr) (civil, bool) {
	switch p.anchor.from {
	case fromUnknown:
		if p.anchor.unit == unitDay && p.anchor.shift > 0 && p.anchor.shift <= 31 && r.cursor == r.day && r.countsOn(p, e) {
			return r.shifted(p, r.day, r.cursor, r.year)
		}
		return civil{}, false
	case fromBase:
		if !r.hard && p.anchor.unit == unitDay {
			return civil{}, false // 本日 of a text that does not say when it was written
		}
		return r.shifted(p, r.base, r.base, r.base)
	case fromContext:
		if p.anchor.unit == unitDay && p.day == 0 && p.anchor.shift == 0 && strings.HasSuffix(r.s[:p.start], "発生") {
			return civil{}, false // 発生当日 says nothing new
		}
		day, before := r.day, r.s[max(0, p.start-45):p.start]
		switch {
		case r.announced.known() && sinceTold.MatchString(before):
			day = r.announced
		case r.news.known() && p.anchor.shift == 0 && p.day == 0 && r.toldAlike(e):
			day = r.news
		case r.found.known() && sinceFound.MatchString(before):
			day = r.found
		}
		return r.shifted(p, day, r.cursor, r.year)
	}
	switch {
	case p.short:
		y := 2000 + p.year
		if old := r.era + p.year; r.era != 0 && isDigit(r.s[p.start]) && (!r.base.known() || old <= r.base.y+1) {
			return civil{old, p.month, p.day}, true // 平成30年度 … 29年度
		}
		if !r.base.known() || y > r.base.y+1 {
			return civil{}, false
		}
		return civil{y, p.month, p.day}, true
	case p.year != 0:
		return civil{p.year, p.month, p.day}, true
	case p.month != 0:
		return r.chooseYear(p, e)
	case p.day != 0:
		return r.chooseMonth(p, e)
	}
	return civil{}, false
}

// shifted counts from the date told before or from the day of publication.
func (r *resolver) shifted(p datePoint, day, month, year civil) (civil, bool) {
	switch p.anchor.unit {
	case unitDay:
		if day.d == 0 {
			return day, false
		}
		c := day.addDays(p.anchor.shift)
		if from := p.day - p.anchor.shift; p.day > 0 && c.d != p.day && p.anchor.shift != 0 && from > 0 && from < len(r.days) {
			for _, told := range []civil{r.days[from], r.leads[from]} { // 翌8日 after a 7日 told before, 前日の6日
				if told.known() {
					return told.addDays(p.anchor.shift), true
				}
			}
		}
		if p.day != 0 && c.d != p.day { // 翌8日 some days later
			return sequel(c, datePoint{day: p.day})
		}
		return c, true
	case unitWeek:
		if day.d == 0 || p.weekday == 0 {
			return day, false
		}
		return day.addDays(7*p.anchor.shift + p.weekday - day.weekday()), true
	case unitMonth:
		if month.m == 0 && r.hard && p.anchor.shift < 0 {
			month = r.base
		}
		if month.m == 0 {
			return month, false
		}
		c := month.addMonths(p.anchor.shift)
		if p.anchor == (dateAnchor{fromContext, unitMonth, -1}) {
			if r.previous.known() && r.previous == (civil{y: month.y, m: month.m}) {
				c = r.previous // 前月 … 前月9日: the month before that of the text
			}
			r.previous = civil{y: c.y, m: c.m}
		}
		if p.month != 0 && p.month != c.m && p.anchor.from == fromBase { // 先月(9月)
			if c.m = p.month; c.after(month) {
				c.y--
			}
		} else if p.month != 0 && p.day != 0 && day.known() { // 翌8月29日 after 8月28日
			return sequel(day, datePoint{month: p.month, day: p.day})
		} else if p.month != 0 { // 翌3月
			c, _ = sequel(c, datePoint{month: p.month})
		}
		c.d = p.day
		return c, true
	case unitYear:
		return civil{year.y + p.anchor.shift, p.month, p.day}, year.known()
	case unitFiscal:
		return civil{y: year.fiscalYear() + p.anchor.shift}, year.known()
	}
	return civil{}, false
}
