package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A storyDate is a date of the incident's story with a role.
type storyDate struct {
	resolvedDate
	role   string
	rule   string
	weight int
	// weak roles change when the story's order speaks against them; so do those of what
	// is announced, which may be the day of announcing.
	weak, announced bool
}

// A dateContext is what the roles of a block's dates depend on beside their sentences.
type dateContext struct {
	// own says that the block is one of several incidents of the text.
	own bool
	// notice says that the organisation itself wrote the text.
	notice    bool
	published string
	// head is the line that heads the block in a round-up, else 0.
	head int
	// skimming says that cards were skimmed: spans pick those who paid in them.
	skimming bool
}

func (d *document) dateContext(b *block, notice bool, published, cause string) dateContext {
	c := dateContext{own: b.own, notice: notice && !b.own, published: published, skimming: cause == "web_skimming"}
	if b.headed {
		c.head = d.sentences[b.parts[0]].line
	}
	return c
}

// readDateRoles gives roles to the dates of a block. A date may have more than one.
func (d *document) readDateRoles(dates []resolvedDate, in func(sentence) bool, c dateContext) []storyDate {
	var out []storyDate
	var next []storyDate    // the roles of the date behind
	var ends []resolvedDate // days on which what lay open was closed
	for i := len(dates) - 1; i >= 0; i-- {
		e := dates[i]
		if !e.ok || e.asOf && !saidThen.MatchString(d.s[e.tail:]) {
			continue
		}
		k := d.sentenceAt(e.start)
		if k < 0 || !in(d.sentences[k]) {
			next = nil
			continue
		}
		li := d.lineAt(e.start)
		if !d.tellsStory(li) || d.backgroundDate(d.sentences[k], e) {
			next = nil
			continue
		}
		if d.closes(dates, i, d.sentences[k]) {
			ends = append(ends, e)
		}
		var roles []storyDate
		if c.own && d.inDigest(li, e, in) {
			roles = []storyDate{{resolvedDate: e, role: "announced", rule: "date-role/digest", weight: 2}}
		} else {
			roles = d.rolesOf(dates, i, d.sentences[k], li, c, next)
		}
		if last := i+1 == len(dates) || dates[i+1].start >= d.sentences[k].end; last {
			roles = append(roles, d.sameDay(dates, i, k, roles)...)
			if len(roles) == 0 {
				roles = d.sceneOf(dates, i, k)
			}
		}
		for _, r := range slices.Backward(roles) {
			out = append(out, r)
		}
		next = roles
	}
	slices.Reverse(out)
	for _, e := range ends {
		closeSpan(out, e)
	}
	return settle(out, c.published)
}

// tellsStory says that the dates of a line may be steps of the story.
func (d *document) tellsStory(li int) bool {
	switch d.lines[li].zone {
	case story, title, prevention:
		return true
	}
	return d.underTimeline(li) // a timeline below 関連 is the story's
}

// inDigest says that a date heads a line of a list by day whose neighbours tell other
// incidents: 11/4 青葉商会、….
func (d *document) inDigest(li int, e resolvedDate, in func(sentence) bool) bool {
	l := d.lines[li]
	if strings.TrimLeft(d.s[l.body:e.start], "([【") != "" {
		return false
	}
	others := 0
	for _, k := range []int{li - 2, li - 1, li + 1, li + 2} {
		if k < 0 || k >= len(d.lines) || !hasDateStart(strings.TrimLeft(d.s[d.lines[k].body:d.lines[k].end], "([【")) {
			continue
		}
		if n := d.sentenceAt(d.lines[k].start); n >= 0 && in(d.sentences[n]) {
			return false
		}
		others++
	}
	return others > 0
}

// otherTimes are sentences about older cases.
var otherTimes = pattern.New(`をめぐって|を巡って|過去(に|にも|の)|以前にも|年にも|これまでにも|同様の(事案|事例|被害|ミス|問題)(が|は|も)|続発|相次い`)

// otherTimesBehind follows the day of an older case, of another's, or of an article.
var otherTimesBehind = pattern.New(`^付の?[^。、]{0,10}の記事|^にも|^[^。、]{0,2}、?別の[^、。はがを]{0,6}(?:社|銀|行|院|校|園|署|市|町|村|県|区|自治体|団体|大学|組合|局)で(?:[はも]?、|[はも])|同様の(事案|事例|被害|ミス|問題|攻撃)[^。]{0,30}(相次|続|起き|発生|あった|あり)|^には?[^。、]{1,16}でも[^。、]{0,16}(?:起き|発生|あった|相次|続)|^[^。]{0,20}に施行|以降に(公表|発表)された`)

// backgroundDate says that a date is told of another case than the story's.
func (d *document) backgroundDate(s sentence, e resolvedDate) bool {
	return otherTimes.MatchString(d.s[max(s.start, e.start-maxBefore):e.start]) || otherTimesBehind.MatchString(d.s[e.end:max(e.end, min(s.end, e.end+maxBefore))])
}

// rolesOf gives date i its roles: by its label, by the span it makes, by the verb in front
// of it, else by the clause that it belongs to. next are the roles of the date behind.
func (d *document) rolesOf(dates []resolvedDate, i int, s sentence, li int, c dateContext, next []storyDate) []storyDate {
	e, l := dates[i], d.lines[li]
	if d.ofOther(e) {
		return nil
	}
	if e.asOf {
		return []storyDate{{resolvedDate: e, role: "announced", rule: "date-role/said-then", weight: 1}}
	}
	one := func(role, rule string, w int) []storyDate {
		if role == "" {
			return nil
		}
		return []storyDate{{resolvedDate: e, role: role, rule: "date-role/" + rule, weight: w}}
	}
	sc := d.scopeOf(dates, i, s)
	if c.published != "" && liesAfter(e.Start, c.published) && eventAhead.MatchString(sc.after) {
		return nil
	}
	if !e.interval && occasion.MatchString(sc.after) {
		return nil
	}
	if e.interval && lookedAt.MatchString(sc.after) {
		return nil // what was looked at: 4月から6月までを調べた
	}
	acts := findActs(sc.after)
	if e.interval || e.since || e.until || e.from.fiscal || e.toTheMonth() || sinceThen.MatchString(sc.after) {
		if role, rule := roleOfSpan(e, sc, acts, c.skimming); role == "data_period" || role != "" && (rule == "span" || rule == "span-response") {
			return one(role, rule, 3)
		} else if rule == "fiscal" {
			return one(plannedRole(e, sc, c.published), "planned", 1)
		}
	}
	if c.own && closesBrackets(d.s[l.start:e.start], d.s[e.tail:max(e.tail, l.end)]) && (l.kind == heading || l.kind == item || !strings.Contains(d.text(l), "。")) {
		if role, known := roleOfLabel(d.openingLabel(l, e)); known && role != dateline {
			return one(role, "label-"+role, 3)
		}
		if len(findActs(strings.TrimRight(sc.after, " )]〕】")+"。")) == 0 || bracketTold.MatchString(sc.after) {
			return one("announced", "heading", 2)
		}
		if out := clauseRoles(e, sc, acts); len(out) > 0 {
			return out
		}
	}
	if c.own && d.closesPoint(e, l) {
		return one("announced", "point", 3)
	}
	if c.head > 0 && li == c.head && d.headsPoint(e, l) {
		return one("announced", "point", 2)
	}
	if i > 0 && secondOfLabel.MatchString(sc.before) && d.lineAt(dates[i-1].start) == li {
		if role, known := roleOfLabel(d.labelOf(l, dates[i-1])); known {
			return one(role, "label-"+role, 3)
		}
	}
	if role, known := d.labelRole(e, s, li, c, sc.steps); known {
		return one(role, "label-"+role, 3)
	}
	if l.zone == title {
		if strings.HasSuffix(sc.before, "(") && bracketTold.MatchString(sc.after) {
			return one("announced", "title", 3)
		}
		return nil
	}
	if role := cleftRole(sc); role != "" {
		if cleftVerb.MatchString(sc.before) {
			out := one(role, "cleft-"+role, clefts)
			for _, also := range besideCleft(sc, role) {
				out = append(out, one(also, "cleft-beside", 2)...)
			}
			return out
		}
		return one(role, "cleft-"+role, 2)
	}
	if sharesVerb.MatchString(sc.after) && next != nil {
		return shared(e, next)
	}
	if e.toTheYear() && !e.interval || d.attributive(e) && nounRole(sc.after) == "" && !sc.steps {
		return nil
	}
	out := clauseRoles(e, sc, acts)
	if len(out) == 0 && next != nil && leavesVerb(sc.after) {
		return shared(e, next)
	}
	if len(out) == 0 {
		out = one(plannedRole(e, sc, c.published), "planned", 1)
	}
	if len(out) == 0 && causeOf.MatchString(sc.after) && !c.own {
		return one("occurred", "cause", 1)
	}
	dated := d.isDateline(l, e) && e.from.year != 0 // the day of the notice, at its end
	if len(out) == 0 && sc.steps && !dated && d.underTimeline(li) && strings.Trim(sc.after, " \t|:。") != "" {
		return []storyDate{{resolvedDate: e, role: "response", rule: timelineRule, weight: 1}}
	}
	return out
}

// secondOfLabel stands in front of the second of two dates that share a label.
var secondOfLabel = pattern.New(`§(?:と|、|及び|および|・)$`)

// headsPoint says that a line is but a sign, a day and a name: ■11月1日 X株式会社. A
// round-up orders its points by the days on which they were made public.
func (d *document) headsPoint(e resolvedDate, l line) bool {
	rest := strings.TrimSpace(d.s[min(e.tail, l.end):l.end])
	return e.toTheDay() && !e.interval && utf8.RuneCountInString(strings.Trim(d.s[l.start:e.start], " ([【")) <= 3 &&
		rest != "" && utf8.RuneCountInString(rest) <= 40 && !strings.ContainsAny(rest, "。、") && !tellsBreach(sayings.Text(rest)) && !briefly(sayings.Text(rest))
}

// closesPoint says that a day closes the head of a case in a list, set off by a space, as the
// day on which it was made public: ■青葉商会 名簿を紛失 2025年3月7日.
func (d *document) closesPoint(e resolvedDate, l line) bool {
	before := d.s[l.start:e.start]
	head := strings.TrimRight(before, " \t|/")
	mark, _ := lineMark(strings.TrimLeft(before, " \t"))
	return e.toTheDay() && !e.interval && e.from.year != 0 && strings.TrimSpace(d.s[min(e.tail, l.end):l.end]) == "" && head != before && mark != markNone &&
		utf8.RuneCountInString(head) > 12 && !strings.ContainsAny(head, "。:") && !hasDateStart(d.s[l.body:l.end])
}

// lookedAt follows a span that was looked at.
var lookedAt = pattern.New(`^を(?:調べ|調査|点検|確認|確かめ|解析|精査|検証|さかのぼ)`)

// bracketTold are the words by which a day in brackets is that of the publication.
var bracketTold = pattern.New(`^(?:付|に)?(?:公表|発表|報道|掲載|公開)`)

// openingLabel is the label that begins the line of a date, with words between: 気付いた日:… (7日).
func (d *document) openingLabel(l line, e resolvedDate) string {
	label, _, found := strings.Cut(firstRunes(d.s[l.body:e.start], 2*longestOpening), ":")
	if label = strings.TrimSpace(label); !found || utf8.RuneCountInString(label) > longestOpening {
		return ""
	}
	return label
}

// longestOpening is how many characters the label may have that begins the line of a date.
const longestOpening = 8

// saidThen is what was made public as of a day: (4日時点)では約12万人としていた.
var saidThen = pattern.New(`^(?:では?|には?)、?[^。、]{0,40}(?:として(?:い|お)|と(?:発表|公表|説明|お知らせ)し)`)

// causeOf says that what was done on a date brought the incident about: (23日)に受付を
// 開始したことが原因です.
var causeOf = pattern.New(`^[^。§]{0,24}?(?:に|で|から)[^。§]*[ただ](?:こと|もの|際)?[^。§]{0,60}(?:原因(?:です|だ|で|と(?:み|な)|。)|によるもの)`)

// timelineRule gives a role to rows of a timeline whose verbs say nothing.
const timelineRule = "date-role/timeline"
