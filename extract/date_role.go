package extract

import (
	"regexp"
	"slices"
	"strings"
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
	// skimming says that cards were skimmed: spans pick those who paid in them.
	skimming bool
}

// readDateRoles gives roles to the dates of a block. A date may have more than one.
func (d *document) readDateRoles(dates []resolvedDate, in func(sentence) bool, c dateContext) []storyDate {
	var out []storyDate
	var next []storyDate // the roles of the date behind
	for i := len(dates) - 1; i >= 0; i-- {
		e := dates[i]
		if !e.ok || e.asOf {
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
		roles := d.rolesOf(dates, i, d.sentences[k], li, c, next)
		if last := i+1 == len(dates) || dates[i+1].start >= d.sentences[k].end; last {
			roles = append(roles, d.sameDay(dates, i, k, roles)...)
		}
		for _, r := range slices.Backward(roles) {
			out = append(out, r)
		}
		next = roles
	}
	slices.Reverse(out)
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

// otherTimes are sentences about older cases.
var otherTimes = regexp.MustCompile(`をめぐって|を巡って|過去(に|にも|の)|以前にも|年にも|これまでにも|同様の(事案|事例|被害|ミス|問題)(が|は|も)|続発|相次い`)

var otherTimesBehind = regexp.MustCompile(`^にも|同様の(事案|事例|被害|ミス|問題|攻撃)[^。]{0,30}(相次|続|起き|発生|あった|あり)|^付?[^。、]{0,10}(?:面|朝刊|夕刊|の記事)|^[^。]{0,20}に施行|以降に(公表|発表)された`)

// backgroundDate says that a date is told of another case than the story's.
func (d *document) backgroundDate(s sentence, e resolvedDate) bool {
	return otherTimes.MatchString(d.s[max(s.start, e.start-maxBefore):e.start]) || otherTimesBehind.MatchString(d.s[e.end:max(e.end, min(s.end, e.end+maxBefore))])
}

func (d *document) rolesOf(dates []resolvedDate, i int, s sentence, li int, c dateContext, next []storyDate) []storyDate {
	e, l := dates[i], d.lines[li]
	one := func(role, rule string, w int) []storyDate {
		if role == "" {
			return nil
		}
		return []storyDate{{resolvedDate: e, role: role, rule: "date-role/" + rule, weight: w}}
	}
	sc := d.scopeOf(dates, i, s)
	acts := findActs(sc.after)
	if e.interval || e.since || e.until || e.from.fiscal || len(e.Start) == len("2006-01") || sinceThen.MatchString(sc.after) {
		if role, rule := roleOfSpan(e, sc, acts, c.skimming); role == "data_period" || role != "" && rule == "span" {
			return one(role, rule, 3)
		} else if rule == "fiscal" {
			return nil
		}
	}
	if l.kind == heading && c.own && closesBrackets(d.s[l.start:e.start], d.s[e.tail:l.end]) {
		return one("announced", "heading", 2)
	}
	if pageUpdate.MatchString(sc.after) {
		return nil
	}
	isLine := d.isDateline(l, e) && !sc.steps && s.end <= l.end
	for _, label := range []string{d.labelOf(l, e), d.columnLabel(li, e), d.headingLabel(li, e)} {
		role, known := roleOfLabel(label)
		switch {
		case !known:
			continue
		case role == dateline:
			isLine = true
		default:
			return one(role, "label-"+role, 3)
		}
	}
	if isLine && l.kind != row && l.kind != item {
		if c.notice && !e.interval && (c.published == "" || e.Start >= c.published || strings.HasPrefix(c.published, e.Start)) {
			return one("announced", "dateline", 1)
		}
		return nil
	}
	if l.zone == title {
		return nil
	}
	if role := cleftRole(sc); role != "" {
		return one(role, "cleft-"+role, 2)
	}
	if sharesVerb.MatchString(sc.after) && next != nil {
		return shared(e, next)
	}
	if len(e.Start) == len("2006") && !e.interval || d.attributive(e) && !nounAct.MatchString(sc.after) && !sc.steps {
		return nil
	}
	inquired := afterInquiry.MatchString(sc.before)
	var out []storyDate
	for _, a := range attach(sc, acts) {
		if e.interval && (a.role == "detected" || a.role == "announced") {
			a.role = "occurred" // what went on was found; finding has no span
		}
		if a.weak && a.role == "detected" && lostThing.MatchString(sc.before+sc.after[:a.start]) && strings.HasPrefix(sc.after[a.start:], "見つか") {
			a.role = "response" // what was lost came to light
		}
		if a.weak && a.role == "detected" && anySuffix(sc.before, "も", "も、") {
			a.role = "response" // found besides: 公開されたことも(8日に)確認した
		}
		out = append(out, storyDate{resolvedDate: e, role: a.role, rule: "date-role/" + a.role, weight: 2, weak: a.weak || inquired && a.role == "detected", announced: a.announced})
	}
	if len(out) == 0 && next != nil && gapped.MatchString(sc.after) {
		return shared(e, next)
	}
	if len(out) == 0 && sc.steps && d.underTimeline(li) && strings.Trim(sc.after, " \t|:。") != "" {
		return []storyDate{{resolvedDate: e, role: "response", rule: timelineRule, weight: 1}}
	}
	return out
}

// pageUpdate labels the date of a page from behind: 2025.3.7 更新.
var pageUpdate = regexp.MustCompile(`^ ?(?:更新|投稿|配信|作成)$`)

// timelineRule gives a role to rows of a timeline whose verbs say nothing.
const timelineRule = "date-role/timeline"

// shared gives date e the roles of another.
func shared(e resolvedDate, roles []storyDate) []storyDate {
	out := slices.Clone(roles)
	for i := range out {
		out[i].resolvedDate = e
	}
	return out
}

// gapped dates leave the verb to the date behind: 8日に市へ、9日に県へ報告した.
var gapped = regexp.MustCompile(`^(?:付で)?に[^、。§]{1,24}(?:へ|に|を|が)、(?:[^、。§]{0,12})§`)

// lostThing is the subject of a finding that ends the loss: 鞄は(8日に)見つかった.
var lostThing = regexp.MustCompile(`(?:鞄|かばん|バッグ|リュック|車|端末|書類|USB[^、。§]{0,8}|パソコン|スマートフォン|タブレット|袋|封筒|名簿|用紙|文書|簿冊|票)(?:だけ|など)?(?:が|は|も)[^。]{0,40}$`)

// afterInquiry is the clause before a date on which an investigation brought something.
var afterInquiry = regexp.MustCompile(`(?:調査|調べ|解析|点検|検査|捜し|探し)[^。§]{0,20}(?:ところ|結果|進め|続け|頼み?|依頼し)[^。§]{0,6}$`)

// sharesVerb finds dates that share the verb of the date behind them: 10日と17日に.
var sharesVerb = regexp.MustCompile(`^(?:付)?(?:「[^」]{0,60}」)?(?:と|及び|および|並びに|ならびに|・|や)[§]`)

// closesBrackets says that a date closes its line in brackets: 見出し(7月5日).
func closesBrackets(before, after string) bool {
	return anySuffix(strings.TrimSpace(before), "(", "[", "〔", "【") && bracketEnd.MatchString(after)
}

var bracketEnd = regexp.MustCompile(`^[^)\]〕】]{0,10}[)\]〕】]$`)
