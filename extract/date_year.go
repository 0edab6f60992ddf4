package extract

import (
	"slices"
	"strconv"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// chooseYear finds the year of 3月7日 and 3月. The year of the story goes on where it was
// written out; otherwise the date is the last such one before publication.
func (r *resolver) chooseYear(p datePoint, e dateExpr) (civil, bool) {
	c := civil{0, p.month, p.day}
	if !r.base.known() && !r.cursor.known() {
		c.y = r.stated.y
		return c, r.stated.known()
	}
	if p.weekday != 0 {
		if y, ok := r.yearByWeekday(c, p.weekday); ok {
			c.y = y
			return c, true
		}
	}
	if r.tale != 0 && p.anchor.from == noAnchor {
		if c.y = r.tale; r.cursor.y == c.y && r.cursor.m != 0 && c.daysTo(r.cursor) > 240 {
			c.y++ // 11月3日 … 1月10日
		}
		if !r.hard || !c.after(r.base) {
			return c, true
		}
	}
	if r.hard {
		c.y = r.yearFromBase(c, e)
	} else {
		c.y = r.yearFromStory(c)
	}
	return c, true
}

// yearFromBase decides between the year of the story and the last such day before the
// day of publication.
func (r *resolver) yearFromBase(c civil, e dateExpr) int {
	latest := r.latest(c)
	if ahead := (civil{latest.y + 1, c.m, c.d}); !r.given && latest.daysTo(r.base) > 180 && r.base.daysTo(ahead) <= 184 && addedLater.MatchString(r.clause(e)) {
		return ahead.y
	}
	older := r.explicit && r.cursor.daysTo(r.base) > 365 // what a case of other years planned
	if ahead := (civil{latest.y + 1, c.m, c.d}); !older && latest.daysTo(r.base) > 180 && r.base.daysTo(ahead) <= r.reach(e) && r.plans(e) {
		return ahead.y
	}
	if !r.explicit || r.cursor.y == latest.y {
		return latest.y
	}
	c.y = r.cursor.y
	if told := r.months[c.m]; told.known() && r.cursor.d == 0 && told.y > c.y {
		return told.y // 4月3日 … 2022年9月 … 4月5日
	}
	switch {
	case r.wide && c.valid() && !r.cursor.after(r.base) && r.cursor.after(c):
		if next := (civil{c.y + 1, c.m, c.d}); next.valid() && !next.after(r.base) {
			return next.y // the records end there; the story comes after
		}
	case r.cursor.after(r.base) && c.daysTo(r.cursor) <= 31:
		return c.y // what is still to come, or was added later, goes on
	case c.after(r.base):
		return latest.y
	case latest.daysTo(r.base) <= 10 && r.newLine(e):
		return latest.y // the days before publication, told in another paragraph
	case c.daysTo(r.cursor) > 270 && r.cursor.daysTo(latest) >= 0 && r.cursor.daysTo(latest) <= 92:
		return latest.y // 2024年12月5日 … 1月10日
	case c.daysTo(r.cursor) > 90 && r.cursor.daysTo(latest) > 0 && latest.daysTo(r.base) <= 45 && r.cursor.daysTo(latest) <= 200:
		return latest.y // 2023年12月15日 … 4月23日, told in late April
	}
	return c.y
}

// yearFromStory continues the story where no day of publication is known.
func (r *resolver) yearFromStory(c civil) int {
	from := r.cursor
	if !from.known() {
		from = r.base
	}
	c.y = from.y
	if !c.valid() {
		return c.y
	}
	prev, next := civil{c.y - 1, c.m, c.d}, civil{c.y + 1, c.m, c.d}
	switch {
	case from.daysTo(c) > 270 && prev.daysTo(from) <= 92:
		return prev.y
	case c.daysTo(from) > 270 && from.daysTo(next) <= 92 && from != r.base:
		return next.y
	}
	return c.y
}

// addedLater follows the day on which something was added to a page: (4月2日追記).
var addedLater = pattern.New(`^(?:に|の|、| )?(?:追記|追補|加筆|改訂|更新)`)

// newLine tells that a date stands in another line than the date told before it.
func (r *resolver) newLine(e dateExpr) bool {
	return strings.Contains(r.s[r.at:max(r.at, e.start)], "\n")
}

// latest is the last such month or day that is not after the day of publication.
func (r *resolver) latest(c civil) civil {
	for y := r.base.y; y > r.base.y-9; y-- {
		c.y = y
		if c.valid() && !c.after(r.base) {
			return c
		}
	}
	c.y = r.base.y
	return c
}

// yearByWeekday uses the weekday that is written behind the day.
func (r *resolver) yearByWeekday(c civil, weekday int) (int, bool) {
	var years []int
	if r.explicit {
		years = append(years, r.cursor.y)
	}
	if r.base.known() {
		y := r.base.y
		if r.hard {
			y = r.latest(c).y
		}
		years = append(years, y, y+1, y-1)
	} else {
		years = append(years, r.cursor.y, r.cursor.y-1, r.cursor.y+1)
	}
	for i, y := range years {
		c.y = y
		ahead := r.hard && r.base.daysTo(c) > 120
		if slices.Index(years, y) == i && c.valid() && !ahead && c.weekday() == weekday {
			return y, true
		}
	}
	return 0, false
}

// beginsLine tells that a date stands at the beginning of its line, but for a sign or まず.
func (r *resolver) beginsLine(e dateExpr) bool {
	from := max(0, e.start-24)
	lead := r.s[from:e.start]
	i := strings.LastIndexByte(lead, '\n')
	return (i >= 0 || from == 0) && strings.Trim(strings.TrimPrefix(lead[i+1:], "まず"), " \t・●○■□◆◇▼▽-*(【[、") == ""
}

// datesApart gives the dates of a round-up's points their years anew, each point by
// itself: what one tells of old records is not the year of the next.
func (d *document) datesApart(m *mentions, blocks []block, published string) {
	var breaks []int
	for _, b := range blocks {
		if !b.own || !b.headed {
			continue
		}
		at := d.sentences[b.parts[0]].start
		if b.dated >= 0 {
			at = d.sentences[b.dated].start
		}
		if len(breaks) == 0 || at > breaks[len(breaks)-1] {
			breaks = append(breaks, at)
		}
	}
	if len(breaks) < 2 {
		return
	}
	exprs := make([]dateExpr, len(m.dates))
	for i, e := range m.dates {
		exprs[i] = e.dateExpr
	}
	for i, e := range resolveDates(exprs, d.s, published, breaks) {
		old := m.dates[i]
		if !e.ok || !old.ok {
			continue
		}
		if otherYear(e.Start, old.Start) && (e.End == old.End || otherYear(e.End, old.End)) || old.from.month == 0 && otherMonth(e.Start, old.Start) && e.End == old.End {
			m.dates[i] = e
		}
	}
}

// otherMonth says that two ISO dates are the same day of months that do not follow each other:
// the month of a digest may be the one before it appeared.
func otherMonth(a, b string) bool {
	if len(a) != len("2006-01-02") || len(a) != len(b) || a[len("2006-01"):] != b[len("2006-01"):] {
		return false
	}
	month := func(s string) int {
		year, _ := strconv.Atoi(s[:len("2006")])
		n, _ := strconv.Atoi(s[len("2006-"):len("2006-01")])
		return 12*year + n
	}
	n := month(a) - month(b)
	return n > 1 || n < -1
}

// otherYear says that two ISO dates differ at most in their years.
func otherYear(a, b string) bool {
	return len(a) == len(b) && len(a) > len("2006") && a[len("2006"):] == b[len("2006"):]
}
