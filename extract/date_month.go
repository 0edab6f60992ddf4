package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// chooseMonth finds the month of 7日: that of the story, or the last such day before
// publication.
func (r *resolver) chooseMonth(p datePoint, e dateExpr) (civil, bool) {
	var lead civil
	if r.hard {
		lead = r.lastDay(p.day)
		done := e.until && lead.known() && lead.daysTo(r.base) <= 3 && r.cursor.d != 0 && !r.cursor.after(lead) && r.cursor.daysTo(lead) <= 7
		if ahead := r.nextDay(p.day); r.base.daysTo(ahead) <= 31 && lead != r.base && !done && r.plans(e) &&
			(!r.cursor.known() || !r.cursor.after(r.base) && r.cursor.daysTo(r.base) <= 31) {
			return ahead, true
		}
	}
	story := civil{r.cursor.y, r.cursor.m, p.day}
	if p.weekday != 0 {
		for _, c := range []civil{story, lead, r.nextDay(p.day)} {
			if c.valid() && c.weekday() == p.weekday {
				return c, true
			}
		}
	}
	if !r.cursor.known() {
		if lead.known() {
			r.leads[p.day] = lead
		}
		return lead, lead.known()
	}
	if lead.known() && (inHead(r.s, e) || lead.daysTo(r.base) <= 7 && tellsNow.MatchString(r.clause(e)) ||
		e.until && !r.chain && lead.daysTo(r.base) <= 3) { // 19日までに謝罪した, told on the 20th
		return lead, true
	}
	if lead.known() && lead.daysTo(r.base) <= 5 && r.newLine(e) && r.newsOf(e) {
		r.leads[p.day] = lead
		return lead, true
	}
	if lead.known() && r.vague && lead.daysTo(r.base) <= 5 && r.newLine(e) && r.closesPast(e) {
		return lead, true // of the last days, below a paragraph that told no more than a month
	}
	if lead.known() && (!r.explicit || r.newLine(e) && r.newsOf(e)) && lead.daysTo(r.base) <= 10 && r.cursor.daysTo(r.base) > 200 {
		return lead, true // the last date of a month lies so far back, as far as is known
	}
	if lead.known() && r.cursor.after(r.base) && r.toldPast(e) {
		return lead, true // what is still to come was told between
	}
	if c, ok := r.nextHead(p, e); ok {
		return c, true
	}
	if lead.known() && r.cursor.d == 0 && r.day.after(r.cursor) && r.day.daysTo(lead) >= 0 && r.day.daysTo(lead) <= 3 {
		return lead, true // 28日 … 2月に改めた際 … 29日
	}
	if lead.known() && r.leads[p.day] == lead && anyPrefix(r.s[e.tail:], "の会見", "の記者会見", "の発表", "の公表") {
		return lead, true // the announcement of the first sentence
	}
	if lead.known() && !r.chain && lead != story {
		before := r.cursor.addMonths(1)
		switch {
		case e.asOf, r.wide, r.leads[p.day] == lead:
			return lead, true
		case r.cursor.d > p.day && before.y == lead.y && before.m == lead.m:
			return lead, true // 5月28日 … 3日 in a text of 5 June
		}
	}
	if again := r.days[p.day]; again.known() && !r.chain && again.after(r.cursor.addMonths(-2)) && r.newLine(e) {
		return again, true // told above with its month; the last date is of another paragraph
	}
	if !story.valid() || r.hard && story.after(r.base) && (!r.cursor.after(r.base) || r.cursor.after(story)) {
		return lead, lead.known()
	}
	if lead == story {
		r.leads[p.day] = lead
	}
	return story, true
}

// newsOf tells that a day is set behind the topic of its sentence and the sentence tells
// what was done, as the news of the last days is told: 県警は27日、男を逮捕した。
func (r *resolver) newsOf(e dateExpr) bool {
	return topicBefore.MatchString(r.s[max(0, e.start-12):e.start]) && setOff.MatchString(r.s[e.end:min(len(r.s), e.end+60)]) && r.closesPast(e)
}

// nextHead is the day that begins a line where it goes on from the day that began one
// before, whatever is told between: 3日 …, 28日 …, 4日 ….
func (r *resolver) nextHead(p datePoint, e dateExpr) (civil, bool) {
	if !r.head.known() || r.head == r.cursor || !r.beginsLine(e) {
		return civil{}, false
	}
	c, ok := sequel(r.head, p)
	return c, ok && r.head.daysTo(c) <= 20 && !(r.hard && c.after(r.base))
}

// tellsNow is the announcement that an article reports: と(12日)、明らかにした.
var tellsNow = pattern.New(`^、[^。§]{0,90}(?:発表|公表|明らかに)(?:し(?:た|まし|て)|$)`)

// inHead tells that a date stands in brackets in the head of a point: ○青葉町(9日).
func inHead(s string, e dateExpr) bool {
	before := s[max(0, e.start-maxHead):e.start]
	start := strings.LastIndexByte(before, '\n') + 1
	mark, _ := lineMark(before[start:])
	return mark != markNone && start > 0 && strings.HasSuffix(before, "(") && anyPrefix(strings.TrimPrefix(strings.TrimPrefix(s[e.tail:], "に"), " "), ")", "公表)", "発表)", "掲載)", "報道)")
}

// maxHead bounds, in bytes, the head of a point.
const maxHead = 90

// lastDay is the last such day of a month that is not after the day of publication.
func (r *resolver) lastDay(d int) civil {
	month := civil{y: r.base.y, m: r.base.m}
	for range 4 {
		c := civil{month.y, month.m, d}
		if c.valid() && !c.after(r.base) {
			return c
		}
		month = month.addMonths(-1)
	}
	return civil{}
}

func (r *resolver) nextDay(d int) civil {
	month := civil{y: r.base.y, m: r.base.m}
	for range 3 {
		c := civil{month.y, month.m, d}
		if c.valid() && c.after(r.base) {
			return c
		}
		month = month.addMonths(1)
	}
	return civil{}
}
