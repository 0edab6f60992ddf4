package extract

import (
	"regexp"
	"strings"
)

var setOff = regexp.MustCompile(`^[ \t]*(?:\([^)]{0,12}\))?(?:の)?(?:午前|午後|未明|早朝|明け方|朝|昼|夕方?|夜|深夜)?(?:中|ごろ|頃|過ぎ|付(?:け|で)?)?(?:に|で|は)?[、,]`)

// boundTo is a particle that ties a date to the next verb.
var boundTo = regexp.MustCompile(`^(?:の|夜|朝|夕方|未明|早朝|午前|午後|中|まで)*(?:に|から|で|より)`)

var topicBefore = regexp.MustCompile(`(?:は|が|も|では|によると|によれば)、?$`)

// attach finds the acts that happened on a date: those of the clause that the date
// belongs to. A date set off by 、, or that follows its topic, belongs to the main verb;
// any other to the next verb. Verbs that go on with し、 happened on the same day.
func attach(sc dateScope, acts []act) []act {
	if sc.steps {
		return attachSteps(sc.after, acts)
	}
	top := sc.until || setOff.MatchString(sc.after) || topicBefore.MatchString(sc.before) && !sc.bound && !boundTo.MatchString(sc.after)
	limit := len(sc.after)
	if n := strings.Index(sc.after, "§"); n >= 0 {
		limit = n
	}
	if m := nounAct.FindStringSubmatchIndex(sc.after); m != nil {
		for k, role := range nounRoles {
			if m[2+2*k] >= 0 {
				return []act{{role: role}}
			}
		}
	}
	if newsLead.MatchString(sc.before + "§" + firstRunes(sc.after, 40)) {
		return []act{{role: "announced"}}
	}
	if top {
		if a := announcement(sc, acts, limit); a != nil {
			return []act{*a}
		}
	}
	return clauseActs(sc.after, acts, limit, top, sc.bound && !sc.until)
}

// newsLead is the lead of a newspaper: …していたことが26日、分かった.
var newsLead = regexp.MustCompile(`(?:こと|もの)が§、(?:[^、。§]{1,16}で)?(?:分か|わか|明らか|判明)`)

// nounAct is a date that tells of which day an act is: 23日の会見, 1月21日の事故.
var nounAct = regexp.MustCompile(`^(?:夜|夕方|午前|午後)?(?:(?:の|付(?:け)?(?:の|で)?)[^、。§はがをで]{0,8}(?:(会見|発表|公表|第[0-9一二三四五六七八九十]+報|プレスリリース|お知らせ|続報|報告会)|(事故|事案|攻撃|不正アクセス|誤送信|漏えい|流出|トラブル))|()の?(?:送信|発送|送付|配信|配布|交付)分|の[^、。§はが]{0,10}(?:(を目指)|(を予定)|(に向け)))`)

var nounRoles = []string{"announced", "occurred", "occurred", "response", "response", "response"}

// announcement is the verb of announcing that closes the date's sentence, if that verb is
// the date's own.
func announcement(sc dateScope, acts []act, limit int) *act {
	for i := len(acts) - 1; i >= 0; i-- {
		a := &acts[i]
		if a.role != "announced" || a.link == linkAdnominal || a.link == linkWhen {
			continue
		}
		told := acts[:i]
		quoted := len(told) > 0 && (told[len(told)-1].link == linkQuote) || quoteBefore.MatchString(sc.after[:a.start])
		if a.start > limit {
			// another date stands between: it dates what is quoted, or the announcing
			last := strings.LastIndex(sc.after[:a.start], "§")
			inner := false
			for _, q := range told {
				governed := q.link == linkQuote || q.link == linkAdnominal
				inner = inner || q.start > last && (governed || q.link != linkEnd && q.role != "announced")
			}
			if !inner || !quoted {
				continue
			}
		}
		if len(told) > 0 && !quoted && told[0].link == linkAnd && told[0].role != "occurred" {
			continue
		}
		if len(told) > 0 && told[0].role == "detected" && told[0].link == linkAnd && !topicBefore.MatchString(sc.before) && !subjectAhead(sc.after[:told[0].start]) {
			continue
		}
		return a
	}
	return nil
}

var quoteBefore = regexp.MustCompile(`(?:と|を|旨|について|につき|により)(?:[^、。§をがはに]{0,16}(?:で|にて|に|上で))?$`)

func subjectAhead(s string) bool { return strings.Contains(s, "は、") || strings.Contains(s, "は") }

// follows says which roles may go on after which on one day.
var follows = map[string]string{
	"occurred": "detected response",
	"detected": "response",
}

// clauseActs takes the acts of a date's clause and those that go on from it.
func clauseActs(text string, acts []act, limit int, top, since bool) []act {
	var out []act
	var spare *act // the first act that a verb further on governs
	for i := range acts {
		a := &acts[i]
		if a.start >= limit {
			break
		}
		if i+1 < len(acts) && acts[i+1].role == "detected" && a.link == linkAnd && !strings.Contains(text[a.end:acts[i+1].start], "、") {
			continue // how it was noticed: 窓口に持参して発覚
		}
		if strings.HasSuffix(text[:a.start], "¤") {
			continue // of another date: (今月)公表された事例
		}
		governed := a.link == linkQuote || a.link == linkAdnominal
		if len(out) == 0 {
			circumstance := a.link == linkWhen && a.role == "response" && !since
			if governed && (top || a.state) || circumstance {
				if spare == nil || spare.state && !a.state {
					spare = a
				}
				continue
			}
			out = append(out, *a)
			if governed || a.role == "announced" || a.link == linkEnd {
				break
			}
			continue
		}
		if governed || a.link == linkWhen && a.role == "response" {
			continue
		}
		if last := out[len(out)-1]; strings.Contains(follows[last.role], a.role) {
			out = append(out, *a)
		}
		if a.link == linkEnd {
			break
		}
	}
	if len(out) == 0 && spare != nil && !(top && spare.state) {
		out = []act{*spare}
	}
	if len(out) == 1 && out[0].link == linkQuote && out[0].role == "occurred" {
		out[0].announced = announcedBy.MatchString(text[out[0].end:])
	}
	return out
}

// announcedBy is a verb of announcing right behind what it announces: したことを公表した.
var announcedBy = regexp.MustCompile(`^[ぁ-ん]{0,8}ことを(?:公表|発表|明らかに)`)

// attachSteps takes the steps of a row: the last verb of each clause, each role once.
func attachSteps(text string, acts []act) []act {
	var out []act
	var spare *act
	have := map[string]bool{}
	for i := range acts {
		a := &acts[i]
		if strings.Contains(text[strings.LastIndex(text[:a.start], "。")+1:a.start], "§") {
			continue // of another date in the row
		}
		if a.link == linkQuote || a.link == linkAdnominal {
			if spare == nil {
				spare = a
			}
			continue
		}
		if have[a.role] || a.role == "occurred" && len(out) > 0 || a.weak && a.role == "detected" && len(out) > 0 {
			continue
		}
		have[a.role] = true
		out = append(out, *a)
	}
	if len(out) == 0 && spare != nil {
		return []act{*spare}
	}
	return out
}

// cleftRole reads 発覚したのは§, 調査完了は§です: the verb stands in front of its date.
func cleftRole(sc dateScope) string {
	if m := dateTopic.FindStringSubmatchIndex(sc.before); m != nil {
		if m[2] >= 0 {
			return "detected"
		}
		return "occurred"
	}
	if lightVerb.MatchString(sc.after) {
		if acts := findActs(objectEnd.ReplaceAllString(sc.before, "。")); len(acts) > 0 && objectEnd.MatchString(sc.before) {
			return acts[len(acts)-1].role
		}
	}
	if m := nounTopic.FindStringSubmatch(sc.before); m != nil && strings.HasPrefix(sc.after, "、") {
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

// nounTopic is an act as the topic that a date alone answers: 発表は(7日)、復旧は(9日).
var nounTopic = regexp.MustCompile(`(?:^|[、。§])(発表|公表|判明|発覚|発生|再開|復旧|完了|紛失|送信|発送|掲載)日?は$`)

// lightVerb says nothing by itself: 委員会への報告は(8日)に行った.
var lightVerb = regexp.MustCompile(`^(?:に|付で|付けで|より|から)?(?:行(?:い|っ|わ)|実施|終え|済ま)`)

var objectEnd = regexp.MustCompile(`(?:を|も|は|が)、?$`)

// dateTopic are topics that say what a date is of: 発端は, 逮捕容疑は.
var dateTopic = regexp.MustCompile(`(?:(発端|端緒|きっかけ|契機)(?:となったの)?|容疑)は、?$`)

var cleft = regexp.MustCompile(`(?:のは|は|の日付は|のが)、?(?:[^、。§]{1,6}の)?$`)

var cleftVerb = regexp.MustCompile(`(?:のは|のが)、?(?:[^、。§]{1,6}の)?$`)

var predicative = regexp.MustCompile(`^(?:[^、。§]{0,12}(?:まで|のこと|ごろ|頃))?(?:です|だ|で(?:す|あ|、|した)|。|の(?:こと|見込|予定|見通)|$|ごろ|まで)`)
