package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// clauseRoles gives a date the roles of the acts that it belongs to.
func clauseRoles(e resolvedDate, sc dateScope, acts []act) []storyDate {
	if gist.MatchString(sc.after) {
		acts = slices.DeleteFunc(slices.Clone(acts), func(a act) bool { return a.role == "response" })
		if len(acts) == 0 {
			return []storyDate{{resolvedDate: e, role: "occurred", rule: "date-role/gist", weight: 2}}
		}
	}
	attached := attach(sc, acts)
	if told := describes(sc.before); told != nil && !slices.ContainsFunc(attached, func(a act) bool { return a.role == told.role }) {
		attached = append([]act{*told}, attached...)
	}
	if sameDayForm(e) && foundAnd(sc.before) && !slices.ContainsFunc(attached, func(a act) bool { return a.role == "detected" }) {
		attached = append([]act{{role: "detected"}}, attached...)
	} else if len(attached) == 1 && attached[0].role == "response" && wordOf.MatchString(sc.before) {
		attached = append([]act{{role: "detected", weak: true}}, attached...)
	}
	inquired := afterInquiry.MatchString(sc.before)
	var out []storyDate
	for _, a := range attached {
		finding := a.weak && a.role == "detected"
		words := sc.after[a.start:]
		lost := finding && thingTopic.MatchString(sc.before) ||
			finding && strings.HasPrefix(words, "見つか") && lostThing.MatchString(sc.before+sc.after[:a.start]) ||
			strings.HasPrefix(words, "発見さ") && lostThing.MatchString(sc.before+sc.after[:a.start]) || strings.HasPrefix(words, "発見") && foundThing.MatchString(sc.after[:a.start])
		if a.role == "announced" && strings.HasPrefix(sc.after[a.start:], "明らかにな") && broughtOut.MatchString(sc.after[:a.start]) {
			continue // an inquiry brought it, on a day not told
		}
		if e.interval && a.role == "announced" && a.link == linkAdnominal {
			continue // a review of what was published over months
		}
		switch {
		case a.role == "announced" && reportsFrom.MatchString(sc.before) && reportNo.MatchString(words):
			if a.role = "response"; reportOne.MatchString(words) {
				a.role = "detected" // what a contractor lets its client know
			}
		case a.role == "occurred" && attackers.MatchString(sc.before) && attackersSay.MatchString(sc.after):
			a.role = "response" // what they publish and demand
		case e.interval && (a.role == "detected" || a.role == "announced"), e.since && a.role == "detected" && tellsMishap(sc.after[:a.start]):
			a.role = "occurred" // what went on was found; finding has no span
		case lost, finding && anySuffix(sc.before, "も", "も、"): // 公開されたことも(8日に)確認した
			a.role = "response"
		}
		out = append(out, storyDate{resolvedDate: e, role: a.role, rule: "date-role/" + a.role, weight: 2,
			weak: a.weak || inquired && a.role == "detected", announced: a.announced})
	}
	return out
}

// reportsFrom is one who reports, in front of a day; reportNo is a report in a row of them,
// reportOne its first.
var (
	reportsFrom = pattern.New(`(?:から|より)は?、?$`)
	reportNo    = pattern.New(`^(?:第[0-9一二三四五六七八九十]+報|初報|続報|[0-9一二三]報)`)
	reportOne   = pattern.New(`^(?:第?[1一]報|初報)`)
)

// sameDayForm says that a date is the day told before it: 同日, その日.
func sameDayForm(e resolvedDate) bool {
	return e.from.anchor == (dateAnchor{fromContext, unitDay, 0}) && e.from.day == 0 && !e.interval
}

// foundAnd says that the discovery stands right before a date, in a clause that goes on with it:
// 客の電話で発覚し、(同日に).
func foundAnd(before string) bool {
	phrase, goesOn := strings.CutSuffix(before, "、")
	if !goesOn || strings.Contains(phrase[strings.LastIndex(phrase, "。")+1:], "§") {
		return false // it has its own day
	}
	phrase = phrase[phraseStart(phrase, len(phrase)):]
	acts := findActs(phrase + "、")
	if len(acts) == 0 {
		return false
	}
	last := acts[len(acts)-1]
	return last.role == "detected" && !last.weak && last.link == linkAnd && utf8.RuneCountInString(phrase[min(len(phrase), last.end):]) <= 4
}

// wordOf is the word from outside upon which something was done: 取引先の指摘で(8日に)閉じた.
var wordOf = pattern.New(`(?:から|より|の)[^、。§]{0,12}(?:指摘|連絡|通報|知らせ|電話|問い合わせ|苦情)(?:で|により|によって)$`)

// attackers are those who attacked, as the topic in front of a date; attackersSay is what they
// let be known.
var (
	attackers    = pattern.New(`(?:犯人|犯行|攻撃者|集団|グループ|ハッカー|脅迫者)(?:側)?[はが]、?$`)
	attackersSay = pattern.New(`^[^。]{0,80}(?:書き込|載せ|掲載|公開|投稿|主張|要求|迫[っり]|脅|名乗|言い立て|声明)`)
)

// broughtOut is an inquiry that what came to light is the result of.
var broughtOut = pattern.New(`(?:調べ|調査|解析)[^。]{0,8}結果`)

// gist ends the sentence that says in short what happened: これは…したというもの。
var gist = pattern.New(`というもの(?:。|だ|で(?:す|ある)|$)`)

// describes is the act by which the words right before a date say which day it is, or nil:
// 指摘を受けた(24日当日に). It has no place behind the date.
func describes(before string) *act {
	phrase, past := strings.CutSuffix(before, "た")
	if !past {
		return nil
	}
	phrase = phrase[phraseStart(phrase, len(phrase)):]
	acts := findActs(phrase + "た。")
	if n := len(acts); n > 0 && acts[n-1].link == linkEnd && acts[n-1].role != "response" && utf8.RuneCountInString(phrase[min(len(phrase), acts[n-1].end):]) <= 4 {
		told := acts[n-1]
		told.start, told.end = 0, 0
		return &told
	}
	return nil
}

// tellsMishap says that words name an act by which something went wrong.
func tellsMishap(text string) bool {
	return traceOf.MatchString(text) || slices.ContainsFunc(findActs(text), func(a act) bool { return a.role == "occurred" })
}

// traceOf is what something that went wrong left behind.
var traceOf = pattern.New(`(?:形跡|痕跡)(?:を|が)[^、。]{0,4}$`)

// foundThing is the object of a finding that ends the loss: 端末を(発見).
var foundThing = pattern.New(`(?:鞄|かばん|バッグ|リュック|端末|USBメモリー?|パソコン|スマートフォン|タブレット|封筒|書類)(?:を|が)$`)

// lostThing is the subject of a finding that ends the loss: 鞄は(8日に)見つかった.
var lostThing = pattern.New(`(?:鞄|かばん|バッグ|リュック|車|端末|書類|USB[^、。§]{0,8}|パソコン|スマートフォン|タブレット|袋|封筒|名簿|用紙|文書|簿冊|票|[0-9](?:台|枚|冊|通|個|本|件|人分|部|点))(?:だけ|など)?(?:が|は|も)[^。]{0,40}$`)

// thingTopic is a thing as the topic of what was found, not what went wrong: 帳面は(8日に見つかった).
var thingTopic = pattern.New(`(?:鞄|かばん|バッグ|リュック|車|端末|書類|メモリー?|パソコン|スマートフォン|タブレット|袋|封筒|名簿|用紙|文書|簿冊|票|帳|帳面|手帳|冊子|紙|財布|台帳|カード|媒体|ディスク|荷物|現物|書|札|鍵)(?:だけ|など|の一部)?(?:は|も)$`)

// afterInquiry is the clause before a date on which an investigation brought something.
var afterInquiry = pattern.New(`(?:調査|調べ|解析|点検|検査|捜し|探し)[^。§]{0,20}(?:ところ|結果|進め|続け|頼み?|依頼し)[^。§]{0,6}$`)
