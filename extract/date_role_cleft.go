package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// cleftRole reads 発覚したのは§, 調査完了は§です: the verb stands in front of its date.
func cleftRole(sc dateScope) string {
	if m := dateTopic.FindStringSubmatchIndex(sc.before); m != nil {
		if m[2] >= 0 {
			return "detected"
		}
		return "occurred"
	}
	if causeTopic.MatchString(sc.before) && boundTo.MatchString(sc.after) {
		return "occurred"
	}
	if lightVerb.MatchString(sc.after) {
		if acts := findActs(objectEnd.ReplaceAllString(sc.before, "。")); len(acts) > 0 && objectEnd.MatchString(sc.before) {
			return acts[len(acts)-1].role
		}
	}
	if beganThen.MatchString(sc.after) && wentOn(sc.before) {
		return "occurred"
	}
	if role := acrossDate(sc); role != "" {
		return role
	}
	if toldBy.MatchString(sc.before) && (setOff.MatchString(sc.after) || predicative.MatchString(sc.after)) {
		return "detected"
	}
	topic := nounTopic
	if parallel.MatchString(sc.after) {
		topic = anyTopic
	}
	if m := topic.FindStringSubmatch(sc.before); m != nil && strings.HasPrefix(sc.after, "、") {
		if acts := findActs(m[1] + "。"); len(acts) > 0 {
			return acts[0].role
		}
	}
	if !cleft.MatchString(sc.before) || !predicative.MatchString(sc.after) && !(cleftVerb.MatchString(sc.before) && setOff.MatchString(sc.after)) {
		return ""
	}
	acts := findActs(cleft.ReplaceAllString(sc.before, "。"))
	if len(acts) == 0 {
		return ""
	}
	return acts[len(acts)-1].role
}

// besideCleft are the roles of what is told of the day beside the cleft verb: 気付いて線を抜いたのは
// (18日), 電話があったのは(18日)で、その場で止めた.
func besideCleft(sc dateScope, role string) (roles []string) {
	acts := findActs(cleft.ReplaceAllString(sc.before, "。"))
	if n := len(acts); n > 1 && acts[n-2].link == linkAnd && strings.Contains(follows[acts[n-2].role], role) && !strings.ContainsAny(sc.before[acts[n-2].start:], "。§") {
		roles = append(roles, acts[n-2].role)
	}
	own, _, _ := strings.Cut(sc.after, "§")
	if role == "detected" && tellsMore.MatchString(own) && atOnce.MatchString(own) {
		for _, a := range findActs(own) {
			if a.role == "response" && !a.weak && (a.link == linkEnd || a.link == linkAnd) {
				return append(roles, "response")
			}
		}
	}
	return roles
}

// tellsMore follows a day that answers a cleft where the sentence tells more, atOnce says that it
// tells of the same day.
var (
	tellsMore = pattern.New(`^(?:だった)?(?:で|が)?、`)
	atOnce    = pattern.New(`その(?:足|場|日)|すぐ|直ちに|ただちに|即座に`)
)

// toldBy is word from outside as the topic that a date answers: 取引先からの連絡は(8日).
var toldBy = pattern.New(`(?:から|より)の(?:連絡|指摘|通報|知らせ|問い合わせ|報告)は$|(?:当社|弊社|当院|当行|本市|本学|市|町|県|同社)への(?:連絡|報告|通知)は$`)

// nounTopic is an act as the topic that a date alone answers: 発表は(7日)、復旧は(9日).
var nounTopic = pattern.New(`(?:^|[、。§の])(発表|公表|判明|発覚|発生|再開|復旧|完了|紛失|送信|発送|掲載)日?は$`)

// anyTopic is any noun as the topic of one of two dates that stand side by side, as
// parallel finds them: 投稿は(7日)、削除は(10日).
var (
	anyTopic = pattern.New(`(?:^|[、。§の])([一-龠ァ-ヶー]{2,6})日?は$`)
	parallel = pattern.New(`^、[^、。§]{1,16}は§`)
)

// acrossDate is the role of an act in whose middle the date stands: 照会が(20日)にあり.
func acrossDate(sc dateScope) string {
	if !nominative.MatchString(sc.before) {
		return ""
	}
	head := sc.before[phraseStart(sc.before, len(sc.before)):]
	for _, a := range findActs(firstRunes(head+strings.TrimPrefix(sc.after, "に"), 80)) {
		if a.start < len(head) && a.end > len(head) {
			return a.role
		}
	}
	return ""
}

// nominative is a noun with が or を that a date parts from its verb.
var nominative = pattern.New(`[一-龠ァ-ヶーせれ](?:が|を|は)$`)

// beganThen is a verb that says nothing but that its topic happened: 侵入は(5月)に始まっていた.
var beganThen = pattern.New(`^(?:にも?|から)[^、。§]{0,6}(?:始ま|起き|起こ|行われ|試み|続い)`)

// causeTopic makes what follows the cause: 原因は(20日)に行った設定の変更です.
var causeTopic = pattern.New(`(?:^|[、。§])[^、。§]{0,12}原因は、?$`)

// lightVerb says nothing by itself: 委員会への報告は(8日)に行った.
var lightVerb = pattern.New(`^(?:に|付で|付けで|より|から)?(?:行(?:い|っ|わ)|実施|終え|済ま)`)

var objectEnd = pattern.New(`(?:を|も|は|が)、?$`)

// dateTopic are topics that say what a date is of: 発端は, 逮捕容疑は.
var dateTopic = pattern.New(`(?:(発端|端緒|きっかけ|契機|(?:事|こと)の(?:始まり|起こり)|異変)(?:となったの)?|容疑)は、?$`)

var cleft = pattern.New(`(?:のは|は|の日付は|のが)、?(?:[^、。§]{1,6}の)?$`)

// cleftVerb is the cleft of a verb, which a date with 、 may answer.
var cleftVerb = pattern.New(`(?:のは|のが)、?(?:[^、。§]{1,6}の)?$`)

var predicative = pattern.New(`^(?:[^、。§]{0,12}(?:まで|のこと|ごろ|頃))?(?:です|だ|で(?:す|あ|、|した)|。|の(?:こと|見込|予定|見通)|と(?:(?:み|見)られ|され|推定|推測)|を予定|$|ごろ|まで|に(?:な[っり]|ずれ込)|の[^、。§はがを]{1,12}(?:だ|です|。|$))`)
