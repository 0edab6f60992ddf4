package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// sameHour are the words by which a sentence without a date goes on with the day told
// before it: 約10分後に気付き, ただちに停止した, 当直者が気付いたのは午前3時すぎ.
var sameHour = pattern.New(`直ちに|ただちに|すぐに|すぐさま|即日|即座に|直後|間もなく|まもなく|途中で|[0-9]+(?:分|時間)後|午[前後][0-9零一二三四五六七八九十]|夕方|その(?:日|晩|夜|場)|当日|[0-9]{1,2}時(?:[0-9]{1,2}分|すぎ|過ぎ|ごろ|頃|に|、)`)

// maxSameDay is how many sentences behind a date may go on with its day.
const maxSameDay = 5

// sameDay gives date i, the last of sentence k, what the sentences behind it tell of the
// same day, up to the next date: the discovery and the first steps.
func (d *document) sameDay(dates []resolvedDate, i, k int, roles []storyDate) []storyDate {
	if len(roles) == 0 || !dates[i].toTheDay() || dates[i].interval {
		return nil
	}
	if first := roles[0].role; first != "occurred" && first != "detected" {
		return nil
	}
	have := map[string]bool{}
	for _, r := range roles {
		have[r.role] = true
	}
	var out []storyDate
	until := len(d.s) // where the next day begins
	if i+1 < len(dates) {
		until = dates[i+1].start
	}
	for n := k + 1; n < len(d.sentences) && n <= k+maxSameDay && d.sentences[n].start < until; n++ {
		s, next := d.sentences[n-1], d.sentences[n]
		li, ni := d.lineAt(s.end-1), next.line
		if ni-li > 2 || ni-li == 2 && d.lines[li+1].kind != blank || d.lines[li].section != d.lines[ni].section || d.lines[ni].zone != d.lines[li].zone {
			break
		}
		text := d.plain(dates, next.start, min(next.end, next.start+maxScope, until), "")
		if !sameHour.MatchString(text) {
			continue
		}
		for _, a := range findActs(text) {
			told := a.link == linkEnd || a.link == linkAnd || a.link == linkQuote && whenNoticed.MatchString(text[a.end:])
			if !told || a.weak || have[a.role] || a.role != "detected" && a.role != "response" {
				continue
			}
			have[a.role] = true
			out = append(out, storyDate{resolvedDate: dates[i], role: a.role, rule: "date-role/same-day-" + a.role, weight: 1})
		}
	}
	return out
}

// sceneOf gives date i, whose sentence k only sets the scene (12日の夜のことです。), what the
// sentence behind it tells.
func (d *document) sceneOf(dates []resolvedDate, i, k int) []storyDate {
	e, s := dates[i], d.sentences[k]
	if !e.toTheDay() || e.interval || e.asOf || k+1 >= len(d.sentences) || d.lines[s.line].zone != story {
		return nil
	}
	next := d.sentences[k+1]
	if next.line-d.lineAt(s.end-1) > 1 || d.lines[next.line].section != d.lines[s.line].section || i+1 < len(dates) && dates[i+1].start < next.end {
		return nil
	}
	sc := d.scopeOf(dates, i, s)
	if sc.steps || !sceneEnd.MatchString(sc.after) && !stage.MatchString(sc.after) && !(setOff.MatchString(sc.after) && pastEnd.MatchString(sc.after)) || len(findActs(sc.after)) > 0 || d.attributive(e) && !sceneEnd.MatchString(sc.after) {
		return nil
	}
	for _, a := range findActs(d.plain(dates, next.start, min(next.end, next.start+maxScope), "")) {
		if a.role == "occurred" || a.role == "detected" && !a.weak {
			return []storyDate{{resolvedDate: e, role: a.role, rule: "date-role/scene-" + a.role, weight: 1}}
		}
	}
	return nil
}

// stage is a sentence about where somebody went or was: 駅前の店に入った。
var stage = pattern.New(`(?:入店|入っ|出発|帰宅|外出|出張|訪れ|訪問|立ち寄|移動|乗車|降車|出席|参加|残業|飲食|食事|会食|離れ|向か|降り|乗っ|乗り)[^。]{0,8}(?:。|$)`)

// pastEnd closes a sentence that tells what somebody did.
var pastEnd = pattern.New(`(?:た|ました)。?$`)

// sceneEnd closes a sentence that says no more than when.
var sceneEnd = pattern.New(`^[^。]{0,40}のこと(?:です|でした|だ|だった)[^。]{0,4}(?:。|$)`)

// whenNoticed is the ending of a verb whose hour the sentence tells: 気付いたのは午前3時.
var whenNoticed = pattern.New(`^[ぁ-ん]{1,4}のは`)

// sharesVerb finds dates that share the verb of the date behind them: 10日と17日に.
var sharesVerb = pattern.New(`^(?:付)?(?:「[^」]{0,60}」)?(?:と|及び|および|並びに|ならびに|・|や)[§]`)

// shared gives date e the roles of another.
func shared(e resolvedDate, roles []storyDate) []storyDate {
	out := slices.Clone(roles)
	for i := range out {
		out[i].resolvedDate = e
	}
	return out
}

// leavesVerb says that a date leaves its verb to the date behind.
func leavesVerb(after string) bool {
	m := gapped.FindString(after)
	return m != "" && !ownClause.MatchString(m)
}

// ownClause is a clause with a verb of its own: (3月)に退職したが、, に実施した検査の結果が、.
var ownClause = pattern.New(`[ただ](?:が、|[一-龠ァ-ヶー])`)

// gapped dates leave the verb to the date behind: 8日に市へ、9日に県へ報告した.
var gapped = pattern.New(`^(?:付で)?には?[^、。§]{1,24}(?:へ|に|を|が|から|より)、(?:[^、。§]{0,12})§|^に[一-龠ァ-ヶー]{2,12}、§に[^、。§]{1,24}[にへ]、?[^、。§]{0,8}(?:届|報告|相談|通報|連絡|知らせ|申告)|^に[^、。§]{1,30}、[^、。§]{1,20}は§[^。]*それぞれ`)
