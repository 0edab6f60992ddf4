package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// What a sentence says of the time of its verb: what is planned, and what was done.

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
