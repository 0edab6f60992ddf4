package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// setOff is a date with 、 behind it, its part of the day and its particle.
var setOff = pattern.New(`^[ \t]*(?:\([^)]{0,12}\))?(?:の)?(?:午前|午後|未明|早朝|明け方|朝|昼|夕方?|夜|深夜)?(?:中|ごろ|頃|過ぎ|付(?:け|で)?)?(?:には?|で|は|になって|の(?:[^、。§はがをもで0-9]{1,10}(?:後|前|直後|直前|時点|ごろ|さなか|うち|あと)|[^、。§はがをもで0-9]{1,8}時)(?:に)?)?[、,]`)

// boundTo is a particle that ties a date to the next verb.
var boundTo = pattern.New(`^(?:の|夜|朝|夕方|未明|早朝|午前|午後|中|まで)*(?:に|から|で|より)`)

// topicBefore is the topic in front of a date: 青葉市は(7日).
var topicBefore = pattern.New(`(?:は|が|も|では|によると|によれば)、?$`)

// attach finds the acts that happened on a date: those of the clause that the date
// belongs to. A date set off by 、, or that follows its topic, belongs to the main verb;
// any other to the next verb. Verbs that go on with し、 happened on the same day.
func attach(sc dateScope, acts []act) []act {
	switch {
	case reportNamed.MatchString(sc.after):
		return []act{{role: "announced"}}
	case wordOfDay.MatchString(sc.after):
		return []act{{role: "detected"}}
	}
	if sc.steps {
		return attachSteps(sc.after, acts)
	}
	if i := mainOfFinding(sc, acts); i > 0 {
		return clauseActs(sc.after, acts[:i], acts[i].start, false, true)
	}
	top := sc.until || strings.HasPrefix(sc.after, "になって") || setOff.MatchString(sc.after) || topicBefore.MatchString(sc.before) && !sc.bound && !boundTo.MatchString(sc.after)
	limit := len(sc.after)
	if n := strings.Index(sc.after, "§"); n >= 0 {
		limit = n
	}
	if role := nounRole(sc.after); role != "" {
		return []act{{role: role}}
	}
	if newsLead.MatchString(sc.before + "§" + firstRunes(sc.after, 40)) {
		return []act{{role: "announced"}}
	}
	if top || caseTold.MatchString(sc.after) {
		if a := announcement(sc, acts, limit); a != nil {
			return withPenalty(sc, acts, a)
		}
	}
	if top && topicBefore.MatchString(sc.before) && punished.MatchString(sc.after) {
		return []act{{role: "response"}, {role: "announced"}}
	}
	if a := findingBeyond(sc, acts, limit); top && a != nil {
		return []act{*a}
	}
	if a := foundSo(sc, acts, limit); a != nil {
		return []act{*a}
	}
	if i := wordFrom(sc.after, acts, limit); i > 0 {
		return clauseActs(sc.after, acts[i:], limit, top, false)
	}
	if m := ownVerb.FindStringIndex(sc.after); m != nil && !top && len(acts) > 0 && acts[0].start >= m[1] {
		return nil
	}
	if len(acts) > 0 && !top && elsewhere.MatchString(sc.after[:acts[0].start]) {
		return nil
	}
	return clauseActs(sc.after, acts, limit, top, sc.bound && !sc.until)
}

// caseTold is a day set against others on which a case was spoken of: (8日)には紛失した件について.
var caseTold = pattern.New(`^には[^。§]{1,40}?[ただ](?:件|事案|問題|事件|事故)(?:について|に関し|で)`)

// subjectBefore is the doer that stands before a date.
var subjectBefore = pattern.New(`[^、。§はがをに]が、?[^、。§]{0,10}$`)

// broughtToLight ends the clause that came to light: …していたことが(判明).
var broughtToLight = pattern.New(`(?:こと|もの|の)が、?[^、。§]{0,16}$`)

// tellsOf ends what a verb of finding in a row tells, whatever day that has: §に…たことを(確認).
var tellsOf = pattern.New(`たこと(?:が|を)[^、。§]{0,8}$`)

// mainOfFinding is the index of the verb by which a clause with a doer of its own came to
// light, or 0: in 元社員が(30日)に名簿を持ち出していたことが判明した the day is that of the inner
// verb, since the clause between the doer and its verb is closed.
func mainOfFinding(sc dateScope, acts []act) int {
	if sc.until || !subjectBefore.MatchString(sc.before) || !boundTo.MatchString(sc.after) {
		return 0
	}
	for i, a := range acts {
		if strings.ContainsAny(sc.after[:a.start], "。§") {
			break
		}
		if i > 0 && a.role == "detected" && broughtToLight.MatchString(sc.after[:a.start]) {
			return i
		}
	}
	return 0
}

// findingBeyond is the verb by which something came to light, behind a day of what did:
// (3月)、記録を点検したところ、社員が§に名簿を写していたことが判明した.
func findingBeyond(sc dateScope, acts []act, limit int) *act {
	if limit == len(sc.after) || !checked.MatchString(sc.after[:limit]) {
		return nil
	}
	for i := range acts {
		if a := &acts[i]; a.start > limit && a.role == "detected" && broughtToLight.MatchString(sc.after[:a.start]) && !strings.Contains(sc.after[:a.start], "。") {
			return a
		}
	}
	return nil
}

// foundSo is what a check in the clause of a day brought to light, or nil: (5日)に点検したところ、
// 送られた跡が見つかった. What had been going on is found then: (5日)に調べたところ、感染していた.
func foundSo(sc dateScope, acts []act, limit int) *act {
	m := checkedSo.FindStringIndex(sc.after[:limit])
	if m == nil || len(acts) == 0 || acts[0].role != "response" || acts[0].start >= m[1] {
		return nil
	}
	for _, a := range acts {
		switch {
		case a.start < m[1]:
		case a.start >= limit || strings.Contains(sc.after[:a.start], "。"):
			return nil
		case a.role == "detected":
			return &a
		case a.role == "occurred" && a.link == linkEnd && goneOn.MatchString(sc.after[a.end:]):
			a.role = "detected"
			return &a
		}
	}
	return nil
}

// checkedSo is a check and what follows from it, goneOn the ending of what had been going on.
var (
	checkedSo = pattern.New(`^[^。§]{0,60}(?:点検|確認|調べ|調査|照合|検査|監査|棚卸し|整理|洗い直し)[^、。§]{0,6}(?:ところ|と)、`)
	goneOn    = pattern.New(`^[ぁ-ん]{0,6}てい(?:た|まし)`)
)

// checked is a check that brings something to light.
var checked = pattern.New(`(?:点検|確認|調べ|調査|照合|検査|監査|棚卸し|整理|洗い直し)[^、。§]{0,6}(?:ところ|際|中|結果|で|と)、`)

// wordFrom is the index of the verb by which word came from outside, behind what it told,
// or 0: (3月7日)、県警から、改ざんされていること、漏えいのおそれがあることについて連絡を受け.
func wordFrom(after string, acts []act, limit int) int {
	if !fromOutside.MatchString(after) {
		return 0
	}
	for i, a := range acts {
		if a.start >= limit || strings.Contains(after[:a.start], "。") {
			break
		}
		if i > 0 && a.role == "detected" && wordEnd.MatchString(after[:a.start]) {
			return i
		}
	}
	return 0
}

// fromOutside begins a clause with those from whom word came, wordEnd ends what it told.
var (
	fromOutside = pattern.New(`^[^、。§]{0,6}、[^、。§]{1,40}(?:から|より)、`)
	wordEnd     = pattern.New(`(?:との|と|旨の?|について|に関して|件で)[^、。§]{0,6}$`)
)

// wordOfDay is word that came on a day, between which and its verb stands what it told with a
// day of its own: (9日)、委託先から、§に受けた攻撃で名簿が漏れたとの報告を受けた.
var wordOfDay = pattern.New(`^[^、。§]{0,6}、[^、。§]{1,30}(?:から|より)、?[^。§]{0,10}§[^。§]{0,90}(?:との|旨の)[^、。§]{0,4}(?:報告|連絡|通知|説明|一報|第[1一]報)(?:を[^、。§]{0,4}受け|が(?:あ|入|寄せ|届)|。)`)

// elsewhere is a date of something that is no step of the story: 3月7日に開催したセミナーの名簿.
var elsewhere = pattern.New(`^に[^、。§]{1,24}?(?:した|された|かれた)[一-龠ァ-ヶ「]+[^、。§]*の[^、。§際時後]*$`)

// newsLead is the lead of a newspaper: …していたことが26日、分かった.
var newsLead = pattern.New(`(?:こと|もの)が§、(?:[^、。§]{1,16}で)?(?:分か|わか|明らか|判明)`)

// nounActs are dates that tell of which day a noun is: 23日の会見, 1月21日の事故.
var nounActs = []struct {
	role string
	find *pattern.Pattern
}{
	{"announced", pattern.New(`^(?:夜|夕方|午前|午後)?(?:の|付け?(?:の|で)?)[^、。§はがをで]{0,8}(?:会見|発表|公表|第[0-9一二三四五六七八九十]+報|プレスリリース|お知らせ|続報|報告会|説明(?:会?で|によ|では))`)},
	{"detected", pattern.New(`^に(?:届い|寄せられ|入っ|あっ|受け)た[^、。§]{0,12}(?:電話|問い合わせ|連絡|通報|手紙|投書|メール|指摘|苦情)(?:で|により|から|を機|がきっかけ|が端緒|が発端)`)},
	{"detected", pattern.New(`^に(?:実施|行(?:っ|わ))[^、。§がはを]{0,16}(?:点検|調査|検査|監査|棚卸し?|確認|整理|引き?継ぎ)(?:で|により|によって|の際|中|において|の結果)、?[^。§]{0,50}(?:判明|発覚|気付|気づ|分か|わか|見つか)`)},
	{"announced", pattern.New(`^(?:時点で|の時点で|の段階で)?(?:に|は|には)、?「[^」]*」と(?:し|説明し|発表し|公表し)て(?:い[たま]|おり)|^の[^、。§はがをで]{0,6}(?:報告書|調査結果)(?:に|で|によ)`)},
	{"occurred", pattern.New(`^の[^、。§はがをで]{0,8}(?:事故|事案|攻撃|不正アクセス|誤送信|漏えい|流出|トラブル)`)},
	{"occurred", pattern.New(`^の?(?:送信|発送|送付|配信|配布|交付)分`)},
	{"response", pattern.New(`^に(?:届い|まとま|受け取っ|受領し|出)た[^、。§]{0,6}(?:結果|報告書?|解析|鑑定)`)},
	{"announced", pattern.New(`^に(?:示し|発表し|公表し|公にし|明らかにし|伝え)た(?:分|数|人数|件数|説明|内容|段階)|^(?:付の?)?公表の`)},
	{"response", pattern.New(`^を(?:期限|期日)に`)},
	{"response", pattern.New(`^の[^、。§はが]{0,10}(?:を目指|をめざ|を予定|を見込|に向け)`)},
}

// nounRole is the role of a date that tells of which day a noun is, or "".
func nounRole(after string) string {
	for _, n := range nounActs {
		if n.find.MatchString(after) {
			return n.role
		}
	}
	return ""
}

// announcement is the verb of announcing that closes the date's sentence, if that verb is
// the date's own.
func announcement(sc dateScope, acts []act, limit int) *act {
	for i := len(acts) - 1; i >= 0; i-- {
		a := &acts[i]
		if a.role != "announced" || a.link == linkAdnominal || a.link == linkWhen {
			continue
		}
		told := acts[:i]
		quoted := len(told) > 0 && told[i-1].link == linkQuote || quoteBefore.MatchString(sc.after[:a.start]) ||
			strings.Contains(sc.after[a.start:a.end], "を") // 報告書を公表
		if last := strings.LastIndex(sc.after[:a.start], "§"); a.start > limit && !(quoted && (datesWithin(sc.after, told, last) || toldState(sc.after[last+len("§"):a.start], told))) {
			continue
		}
		if len(told) > 0 && told[0].link == linkAnd {
			// a step that goes on with し、 took place on the date, unless it is quoted
			subject := topicBefore.MatchString(sc.before) || strings.Contains(sc.after[:told[0].start], "は")
			if told[0].role != "occurred" && !quoted || told[0].role == "detected" && !subject {
				continue
			}
		}
		return a
	}
	return nil
}

// withPenalty are an announcement and the arrest or punishment that it tells: whoever
// punishes announces it on the day (停職にしたと発表した).
func withPenalty(sc dateScope, acts []act, a *act) []act {
	for _, told := range acts {
		if told.start < a.start && told.role == "response" && told.link == linkQuote && penalty.MatchString(sc.after[told.start:a.start]) && !strings.Contains(sc.after[:a.start], "§") {
			return []act{told, *a}
		}
	}
	return []act{*a}
}

// punished is the news of a punishment that its house tells by giving the reason for it:
// 市は(8日)、名簿を持ち出したとして、職員を減給の懲戒処分とした.
var punished = pattern.New(`^、[^。]*[ただ]として、?[^。]*(?:懲戒|停職|減給|免職|戒告)[^。、]{0,12}(?:に|と)し(?:た|まし|、)`)

// penalty begins with a verb of arresting or punishing that is quoted right after.
var penalty = pattern.New(`^(?:処分|再?逮捕|書類送検|送検|免職|停職|減給|解雇|検挙|摘発)[ぁ-ん]{0,4}と[^、。]{0,6}$`)

// toldState says that what a sentence announces goes on behind its last date, since that
// date does not begin a clause: 攻撃を受け、§断続的につながらなくなっていたと(発表).
func toldState(behind string, told []act) bool {
	return strings.HasSuffix(behind, "と") && !boundTo.MatchString(behind) && !setOff.MatchString(behind) &&
		!slices.ContainsFunc(told, func(q act) bool { return q.role != "occurred" })
}

// datesWithin says that a date at byte i dates one of the acts told, not their telling.
func datesWithin(after string, told []act, i int) bool {
	if i >= 0 && ownVerb.MatchString(after[i+len("§"):]) {
		return true
	}
	return slices.ContainsFunc(told, func(q act) bool {
		governed := q.link == linkQuote || q.link == linkAdnominal
		return q.start > i && (governed || q.link != linkEnd && q.role != "announced")
	})
}

// ownVerb is a verb that says of which thing a date is: (3月)に辞めた講師.
var ownVerb = pattern.New(`^に[^はも、。§][^、。§]{0,15}[きぎしじちにびみりえけげせてねべめれいっん][ただ][一-龠ァ-ヶー]{1,8}(?:による|の)`)

// quoteBefore ties what is told to a verb of telling.
var quoteBefore = pattern.New(`(?:と|を|旨|について|につき|により)(?:[^、。§をがはに]{0,16}(?:で|にて|に|上で))?$`)

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
		governed := a.link == linkQuote || a.link == linkAdnominal || top && toldWithNext(text, acts, i)
		if len(out) == 0 {
			if a.link == linkAdnominal && strings.HasPrefix(text, "中に") && i+1 < len(acts) && acts[i+1].start < limit {
				continue // within the day one does, not was: 同日中に誤交付した書類を回収した
			}
			circumstance := a.link == linkWhen && a.role == "response" && !since
			if governed && (top || a.state) || circumstance {
				if spare == nil || spare.state && !a.state {
					spare = a
				}
				continue
			}
			if !since && setsScene(text, acts[i:], limit) {
				continue
			}
			out = append(out, *a)
			if a.link == linkAdnominal && a.role == "occurred" && i+1 < len(acts) && acts[i+1].role == "response" && acts[i+1].start < limit {
				out[0].weak = true // 22日に書き換えられた箇所を元に戻した
			}
			if governed || a.role == "announced" || a.link == linkEnd {
				break
			}
			continue
		}
		if a.link == linkQuote && toldAsWord.MatchString(text[a.end:]) {
			break // the day is that of what was told, not of its telling
		}
		if governed || a.link == linkWhen && a.role == "response" {
			continue
		}
		if last := out[len(out)-1]; strings.Contains(follows[last.role], a.role) || announcedThere(last, *a) {
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

// toldAsWord follows what word came of: 漏れた(との報告を受けた).
var toldAsWord = pattern.New(`^[ぁ-ん]{0,4}(?:との|旨の)(?:報告|連絡|通知|説明|一報)`)

// announcedThere says that the first of two acts is what was held to announce the case, and the
// second the announcement right behind it: 保護者会を開いて発表した.
func announcedThere(held, a act) bool {
	return held.role == "response" && held.link == linkAnd && a.role == "announced" && a.start-held.end < len("を開いて、")
}

// setsScene says that the first of some acts is no step of the story but leads to the mishap
// of its sentence, before which nothing can be done about it: 窓口を閉じ、帰る途中で紛失した.
func setsScene(text string, acts []act, limit int) bool {
	if acts[0].role != "response" || acts[0].link != linkAnd && acts[0].link != linkWhen {
		return false
	}
	for _, a := range acts[1:] {
		if a.start >= limit || strings.Contains(text[acts[0].end:a.start], "。") || undivided.MatchString(text[acts[0].end:a.start]) {
			return false
		}
		if a.role == "occurred" && !a.weak && !a.state && (a.link == linkEnd || a.link == linkAnd) {
			return true
		}
	}
	return false
}

// undivided are words by which a mishap is no sequel of what is told before: したが、, するまで.
var undivided = pattern.New(`が、|まで`)

// toldWithNext says that act i goes on into one that is told of: 攻撃を受けて改ざんされたと
// (連絡を受けた). An adverb has no time but that of its verb: 誤って捨てられていたことが.
func toldWithNext(text string, acts []act, i int) bool {
	a := acts[i]
	if a.role != "occurred" || a.link != linkAnd || i+2 >= len(acts) {
		return false
	}
	next := acts[i+1]
	return next.role == "occurred" && next.link == linkQuote && !strings.ContainsAny(text[a.end:next.start], "§。")
}

// announcedBy is a verb of announcing right behind what it announces: したことを公表した.
var announcedBy = pattern.New(`^[ぁ-ん]{0,8}(?:こと|旨|事実)を(?:公表|発表|明らかに)`)
