package extract

import (
	"slices"
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

// beginsLine tells that a date stands at the beginning of its line, but for a sign or まず.
func (r *resolver) beginsLine(e dateExpr) bool {
	from := max(0, e.start-24)
	lead := r.s[from:e.start]
	i := strings.LastIndexByte(lead, '\n')
	return (i >= 0 || from == 0) && strings.Trim(strings.TrimPrefix(lead[i+1:], "まず"), " \t・●○■□◆◇▼▽-*(【[、") == ""
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

var (
	planWords = []string{"予定", "目途", "めど", "目処", "見込", "いたします", "致します", "します", "開催", "発売", "販売する", "発行", "休業", "締切", "締め切", "目指"}
	pastWords = []string{"した", "った", "れた", "ていた", "きた", "んだ", "ている", "ています", "ており"}
	// toldPlan is what is announced for later: 始めると発表した, 再開する方針を示した.
	toldPlan = pattern.New(`(?:[^よ]う|[くすつぬぶむるぐ])(?:と(?:発表|公表|した|して|説明|話)|方針|予定|計画|見通し|考え)`)
	// plainPast is a past ending behind any verb: 始めた。, 届けたと.
	plainPast = pattern.New(`[きぎしじちにびみりえけげせぜてでねべめれいっん][ただ](?:[、とがのこそよらもわ)」]|$)`)
)

// reach is how many days before it a planned step is told at most: fewer where only まで
// or から speaks for a plan.
func (r *resolver) reach(e dateExpr) int {
	clause := r.clause(e)
	if toldPlan.MatchString(clause) || dictionaryForm(clause) || slices.ContainsFunc(planWords, func(w string) bool { return strings.Contains(clause, w) }) {
		return 184
	}
	return 62
}

// maxClause bounds, in bytes, what of a sentence is read for its tense.
const maxClause = 180

// clause is what the sentence says after a date.
func (r *resolver) clause(e dateExpr) string {
	clause := r.s[e.tail:min(len(r.s), e.tail+maxClause)]
	for _, stop := range []string{"。", "\n"} {
		clause, _, _ = strings.Cut(clause, stop)
	}
	if i := strings.Index(clause, "」"); i >= 0 && !strings.Contains(clause[:i], "「") {
		clause = clause[:i] // 「詳細は8月に知らせる」と話した: what is said, not that it was
	}
	return clause
}

// plans tells that the clause after a date is about the future: a word says so, or the
// date begins or ends something (15日から) and nothing in the clause is past.
func (r *resolver) plans(e dateExpr) bool {
	clause := r.clause(e)
	whole := len(clause) < maxClause-len("る")
	clause = plannedNoun.ReplaceAllString(asideEnd.ReplaceAllString(clause, ""), "")
	for _, said := range []string{"としている", "としています", "と話している", "という", "方針だ"} {
		clause = strings.TrimSuffix(clause, said)
	}
	at := func(words []string) int {
		first := len(clause)
		for _, w := range words {
			if n := strings.Index(clause, w); n >= 0 {
				first = min(first, n)
			}
		}
		return first
	}
	plan, past := at(planWords), at(pastWords)
	if m := plainPast.FindStringIndex(clause); m != nil {
		past = min(past, m[0])
	}
	if m := toldPlan.FindStringIndex(clause); m != nil {
		plan = min(plan, m[0])
	}
	switch {
	case eventAhead.MatchString(clause):
		return true
	case strings.HasPrefix(clause, "、") && r.closesPast(e):
		return false // 12日、出席予定の人に書類を送った。
	case plan < past:
		return true
	case past < len(clause):
		return false
	case (e.since || e.until) && clause != "" && !countEnd.MatchString(clause):
		return true
	}
	return whole && dictionaryForm(clause) && !r.headline(e)
}

// plannedNoun is a noun with 予定 in it, by which nothing is said to be planned: 参加予定者.
var plannedNoun = pattern.New(`予定(?:者|表|日|地|先|数|額|価格|人数)`)

// countEnd closes a clause with how many there were up to a day: (7日までに)1,200件.
var countEnd = pattern.New(`[0-9](?:件|人|名|通|社|世帯|回)[^、。0-9]{0,4}$`)

// toldPast tells that the sentence of a date tells what was done or has been.
func (r *resolver) toldPast(e dateExpr) bool {
	return r.closesPast(e) || anySuffix(r.said(e), "ている", "ています", "したため", "したためです", "ったため", "ったためです", "れたため", "れたためです")
}

// closesPast tells that the sentence of a date ends in the past.
func (r *resolver) closesPast(e dateExpr) bool {
	return pastEnding.MatchString(hearsay.ReplaceAllString(r.said(e), ""))
}

// pastEnding closes what was done: 始めた, 届けた.
var pastEnding = pattern.New(`[きぎしじちにびみりえけげせぜてねべめれいっん][ただ]$`)

// hearsay closes a sentence that tells what others said: 誤ったということです.
var hearsay = pattern.New(`と(?:いうことです|いうことだ|いいます|いう|のことです|のこと|しています|している)$`)

// said is the sentence behind a date without what is quoted in it, or empty where its end is
// in another line or far.
func (r *resolver) said(e dateExpr) string {
	said, _, whole := strings.Cut(quotedWords.ReplaceAllString(r.s[e.tail:min(len(r.s), e.tail+3*maxClause)], ""), "。")
	if !whole || strings.Contains(said, "\n") {
		return ""
	}
	return said
}

// headline tells that a date's clause closes a line without 。, where what happened stands
// in the present as well: 名簿を失う.
func (r *resolver) headline(e dateExpr) bool {
	line, _, _ := strings.Cut(r.s[e.tail:min(len(r.s), e.tail+maxClause)], "\n")
	return !strings.Contains(line, "。")
}

// asideEnd closes a clause with an aside: 開設する(平日のみ).
var asideEnd = pattern.New(`\([^()]*\)$`)

// dictionaryForm tells that a clause ends with a verb that is neither past nor a state.
func dictionaryForm(clause string) bool {
	return anySuffix(clause, "う", "く", "ぐ", "す", "つ", "ぶ", "む", "る") &&
		!anySuffix(clause, "です", "いう", "いる", "ある", "おる", "れる", "なる", "みる", "よう", "だろう", "ように")
}

// datesApart gives the dates of a round-up's points their years anew, each point by
// itself: what one tells of old records is not the year of the next.
func (d *document) datesApart(m *mentions, blocks []block, published string) {
	var breaks []int
	for _, b := range blocks {
		if b.own && b.headed {
			breaks = append(breaks, d.sentences[b.parts[0]].start)
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
		if old := m.dates[i]; e.ok && old.ok && otherYear(e.Start, old.Start) && (e.End == old.End || otherYear(e.End, old.End)) {
			m.dates[i] = e
		}
	}
}

// otherYear says that two ISO dates differ at most in their years.
func otherYear(a, b string) bool {
	return len(a) == len(b) && len(a) > len("2006") && a[len("2006"):] == b[len("2006"):]
}
