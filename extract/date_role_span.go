package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// Spans of time either pick records (those who bought in it) or say how long something
// went on.

// belonging are the verbs by which persons and records come to be in a period.
const belonging = `購入|買い物|注文|利用|登録|申し?込|入会|在籍|在学|受診|受検|受け|加入|契約|採用|応募|来店|来場|来館|宿泊|予約|受講|通院|診療|手術|寄附|寄付|入力|決済|支払|取引|取り?扱|扱|参加|卒業|入学|入院|検査|保存|記録|作成|発行|納付|届け出|転入|転出|勤務|退職|問い?合わ?せ|資料請求|使|実施|行(?:っ|わ)|送(?:っ|ら)|委託|提出|交付|申請|受給|入所|利用開始|開設|投稿|発送|購読|アクセス|応対|相談|履修|課税|担当|解約|やり取り|送受信|貸付|借り|販売|発注|出願|在職|入居|入園|来院|来庁|買[いっ]|売っ|泊ま|泊っ|訪ね|訪れ|頼[んみ]|払[いっ]|払い込|預け|通っ|選ん|書い|届い|届け|寄せ|見学|退会|解約|検針|開栓|会員にな|資料を求め|請求|受け取|受け入れ|集め|終え|撮影`

// who are the nouns of those whom, or what, a period picks.
const who = `人|方|かた|者|客|会員|患者|生徒|児童|学生|利用|ユーザ|データ|情報|分|対象|名簿|件|記録|カード|注文|世帯|荷物|綴|簿|書|票|台帳|期間|メール|アカウント|社員|職員|選手|団体|申込|女性|男性|家庭|[0-9](?:名|枚|冊|通|箱)|授業|契約|やり取り|主[のはがでを]|親|取引先|業者|店|施設|病院|学校|受験生|組合員|卒業生|履歴|結果|写真|画像|ファイル|作品|申請`

var periodOfWhom = pattern.New(`^[^。§]{0,60}?(?:` + belonging + `)[^。、§]{0,12}?(?:た、?|だ|る|いる|ある|の)[^。、§たる]{0,16}?(?:` + who + `)`)

// picksPersons says that a span tells which persons or records are meant, not for how long
// they lay open.
func picksPersons(after string) bool {
	m := periodOfWhom.FindString(after)
	return m != "" && !strings.Contains(m, "状態")
}

// periodOfWhat is a span that names its records at once: (令和4年度)の名簿, (4月~6月)分.
var periodOfWhat = pattern.New(`^(?:までの|中の|の間の)?(?:分|(?:の)?[一-龠ァ-ヶー]{2,6}分(?:の|[0-9]|[)、。]|$)|の[^、。§てがをはに0-9]{0,12}分(?:[)、。]|$)|の[^。、§てがをはに]{0,24}?(?:名簿|一覧|データ|通知書|台帳|綴|調査票|申請書|記録|受給者|在籍者|卒業生|会員|利用者|患者|もの|受診者|(?:入学|在学)生|申込者|注文|寄[付附]者|受講[者生]|結果|履歴|写真|応募|依頼|個人情報|顧客情報|成績|学籍番号|氏名)(?:[^をてに]|$)|の[^、。§てがをはに]{0,16}?(?:書類?|票|簿|控え?|カルテ|日誌|メール|写真)(?:[^をてに一-龠]|$))`)

// countFollows is a row of a table that has a count behind its span.
var countFollows = pattern.New(`^[\s|:、(]*(?:約|計|延べ)?[0-9][0-9,.]*(?:万|億)?[0-9,]* ?(?:件|人|名|世帯)|^の(?:約|計|延べ)?[0-9][0-9,.]*(?:万|億)?[0-9,]*(?:件|人|名|世帯|枚|冊|通|部)`)

// documentBefore is a kind of document whose span stands in brackets: 予約表(4月~5月).
var documentBefore = pattern.New(`(?:書|票|簿|綴り?|紙|表|帳|名簿|データ|記録|伝票|申込|ファイル|つづり)(?:[0-9][0-9,]*(?:冊|枚|件|通|部|箱|点))?\($`)

// kindsBefore are kinds of data, or those whose they are, whose open span stands in brackets:
// 氏名・住所など(2021年4月以降).
var kindsBefore = pattern.New(`(?:など|等|情報|番号|住所|氏名|アドレス|会員|利用者|購入者|お?客様|者|方)\($`)

// periodOfCount is a month that picks those who are counted: (9月)に入院していた74名.
var periodOfCount = pattern.New(`^に[^。§]{0,40}?た(?:約|計|のべ)?[0-9][0-9,.万]*(?:人|名|件|世帯)`)

// durationOf is a topic whose span is that of the event: 期間は.
var durationOf = pattern.New(`(?:^|[^象約託])期間は$`)

// lastedThen is what went on, as the topic that a span answers: 見えていたのは.
var lastedThen = pattern.New(`(?:てい|でい|られ|され|なって|残って|続い)[^、。§]{0,3}たのは、?$`)

// suffered is what befell so many in a span: (3日から5日の間)に12名の画面が他人に開かれた.
var suffered = pattern.New(`^(?:の間)?に、?(?:約|計|延べ)?[0-9][0-9,万千]*(?:名|人|件|世帯)(?:分)?の[^、。§たる]{0,20}(?:開かれ|見られ|盗まれ|抜き取られ|のぞかれ|使われ|流れ|漏れ|乗っ取られ)`)

// searched is a search for what was lost, which goes on for days.
var searched = pattern.New(`^(?:に|にかけて?)?、?[^。§]{0,30}(?:捜|探)(?:し(?:た|て|、|まし|続)|索(?:し|を))`)

// stepRow closes the row of a span in a timeline with what was done in it.
var stepRow = pattern.New(`(?:説明|訪問|回収|通知|連絡|謝罪|お詫び|面談|聞き取り|返金|発送|点検|確認)(?:を実施|を完了|完了|実施|済み)?。?$`)

// stepTopic is a step of the response as the topic that a span answers: 総入れ替えは.
var stepTopic = pattern.New(`(?:入れ替え|変更|点検|復旧|聞き取り|説明会|訪問|回収|調査|再設定|交換|作業)は、?$`)

// wentOn says that a span answers a topic that names what happened: 不正アクセスは, 流出時期は.
func wentOn(before string) bool {
	m := spanTopic.FindStringSubmatch(before)
	if m == nil {
		return false
	}
	acts := findActs(m[1] + "。")
	return len(acts) > 0 && acts[len(acts)-1].role == "occurred"
}

var spanTopic = pattern.New(`([一-龠ァ-ヶーりしみちき]{2,12}?)(?:期間|時期|時間帯?|日時)?は、?$`)

// bookings are what a span of days picks: (6月から)のご予約387組分.
var bookings = pattern.New(`^のご?(?:予約|注文|購入|利用|申込)`)

// recordsOf says that a span picks the records or persons behind it by a verb that is
// no mishap: (2018年度から2020年度まで)に移管したもの.
func recordsOf(after string) bool {
	m := pickedBy.FindStringSubmatch(after)
	if m == nil {
		return false
	}
	return !slices.ContainsFunc(findActs(m[1]+"た。"), func(a act) bool { return a.role == "occurred" && !(a.weak && entered.MatchString(m[1])) })
}

var pickedBy = pattern.New(`^(?:の間)?に([^わ、。§はが][^、。§はが]{0,15})[ただ](?:もの|方|人|(?:約|最大|計|延べ)*[0-9][0-9,.万千]*(?:通|件|名|人|枚|冊)|[^、。§はがを]{0,8}(?:の[^、。§はがを]{0,8})?(?:` + who + `|宛先|届け先|氏名|名前))`)

// entered are the verbs by which a customer makes records.
var entered = pattern.New(`入力|登録|記入|保存|提出|出され|届け出|寄せられ`)

// pickedWhom is a span set off that picks those who did something in it:
// までの間に、当店で購入された方.
var pickedWhom = pattern.New(`^(?:の間)?に、[^、。§はが]{0,40}?(?:` + belonging + `)[^、。§はが]{0,8}?[ただ](?:約|計|延べ)?(?:お?客|方|かた|人|者|皆|会員|寄[附付]者|[0-9][0-9,]*(?:名|人|件))[^が]{0,2}(?:[^が]|$)`)

// pickedSince is an open span set off that picks those who did something since: (5月以降)、
// 資料をご請求いただいた方.
var pickedSince = pattern.New(`^、[^、。§はが]{0,30}?(?:` + belonging + `)[^、。§はが]{0,8}?[ただ](?:約|計|延べ)?(?:お?客|方|かた|人|者|皆|会員|世帯|家庭|[0-9][0-9,]*(?:名|人|件))(?:[^が]|$)`)

// toldPast closes the clause of a span with what went on in it.
var toldPast = pattern.New(`^[^。§]*(?:[ただ]|まし[た]|てい[たる]|という)(?:。|$|と|こと)`)

// pausedThen is what is done, or not done, for a while and is no mishap.
var pausedThen = pattern.New(`休[業館止みん暇校診]|見合わせ|中止|中断|留守|営業|開催|受け?付け?|点検|調査|確認|監視|対応|回収|説明|案内|訪問|捜索|探し|捜し|募集|実施`)

// dayOf says that a span is that of the day on which records were made: チェックイン日が.
func dayOf(before string) bool {
	m := dayTopic.FindStringSubmatch(before)
	return m != nil && len(findActs(m[1]+"。")) == 0
}

var dayTopic = pattern.New(`([一-龠ァ-ヶー]{2,10})(?:日|年月日)(?:が|は)$`)

// concerned is a topic whose span is that of the records: 対象は, ご利用日が.
var concerned = pattern.New(`(?:宿泊|利用|購入|予約|来店|受診|注文|申込|登録|決済|検査|乗車|取引)(?:日|期間|時期)(?:が|は)$|対象期間:[^、。§]{0,8}$|対象(?:は|期間は?|者は|となるのは|となるお?客様は|となった(?:の|期間)は)?[、:\s]*$`)

// spanSetOff is a span that dates the verb of its sentence, not the noun behind it.
var spanSetOff = pattern.New(`^(?:の間)?(?:に|にかけて?)?[、,]`)

// beganSo says that the clause of a day tells what went wrong from then on: (4日から)つながらなくなり、.
func beganSo(after string, acts []act) bool {
	clause, _, more := strings.Cut(after, "、")
	return more && len(acts) > 0 && acts[0].role == "occurred" && !acts[0].weak && acts[0].link == linkAnd && acts[0].start < len(clause)
}

// sinceThen begins an open span by what happened then: (4月1日)の開店以降に.
var sinceThen = pattern.New(`^の[^、。§]{1,10}以(?:降|後)`)

// whoActs is a subject behind a span, not those whom it picks.
var whoActs = pattern.New(`^[^。]{0,50}?(?:人|方|者|客)(?:どうし)?が`)

// closing is the clause of the day on which an open state ended: (20日)に削除するまで.
var closing = pattern.New(`^(?:に|、)[^。§]{2,40}[うくぐすつぬぶむる]まで(?:の間|に|、|は|[0-9約])`)

// closes says that what was told before lasted until date i.
func (d *document) closes(dates []resolvedDate, i int, s sentence) bool {
	e := dates[i]
	return !e.interval && !e.since && !e.until && e.toTheDay() && closing.MatchString(d.scopeOf(dates, i, s).after)
}

// maxOpen bounds, in bytes, how far before the end of a span its beginning is told.
const maxOpen = 700

// closeSpan makes the mistake told last before e the beginning of a span that e ends.
func closeSpan(dates []storyDate, e resolvedDate) {
	for i := len(dates) - 1; i >= 0; i-- {
		o := &dates[i]
		if o.start >= e.start {
			continue
		}
		if o.role != "occurred" || o.interval || e.start-o.start > maxOpen || !liesAfter(e.Start, o.Start) {
			return
		}
		o.End, o.interval, o.since, o.rule = e.Start, true, false, o.rule+"-until"
		return
	}
}

// roleOfSpan reads whether a span picks the records or tells how long something went on.
func roleOfSpan(e resolvedDate, sc dateScope, acts []act, skimming bool) (role, rule string) {
	after := strings.TrimLeft(sc.after, " \t:|。")
	offset := spanSetOff.MatchString(after)
	happened := false
	for _, a := range acts {
		if strings.Contains(sc.after[:a.start], "§") {
			break
		}
		if a.role == "occurred" && (a.link == linkEnd || a.link == linkQuote || a.link == linkAnd) {
			happened = true
		}
	}
	since := e.since || sinceThen.MatchString(after)
	span := e.interval || e.End != ""
	switch {
	case kindsBefore.MatchString(sc.before) && since && after == "":
		return "data_period", "kinds"
	case documentBefore.MatchString(sc.before) && (span || strings.HasPrefix(after, "分")) && !e.from.fiscal:
		return "data_period", "document"
	case e.toTheMonth() && !span && periodOfCount.MatchString(after):
		return "data_period", "count"
	case e.interval && (durationOf.MatchString(sc.before) || wentOn(sc.before) || lastedThen.MatchString(sc.before) && predicative.MatchString(sc.after)),
		sc.clocked && concerned.MatchString(sc.before) && !periodOfWhom.MatchString(after):
		return "occurred", "span"
	case concerned.MatchString(sc.before) && (span || since || e.until):
		return "data_period", "concerned"
	case span && offset && pickedWhom.MatchString(after):
		return "data_period", "picked"
	case span && offset && happened:
		return "occurred", "span"
	case e.interval && offset && whoActs.MatchString(after):
		return "occurred", "span"
	case since && offset && pickedSince.MatchString(after):
		return "data_period", "picked"
	case (e.until || since) && offset && e.from.part == 0 && !e.from.fiscal:
		return "", ""
	case !span && !since && !e.until && !e.from.fiscal:
		return "", ""
	case sc.through && happened && e.toTheDay() && !stepTopic.MatchString(sc.before):
		return "occurred", "span"
	case e.interval && suffered.MatchString(after):
		return "occurred", "span"
	case (e.interval || e.until && !offset) && searched.MatchString(after), e.interval && stepTopic.MatchString(sc.before):
		return "response", "span-response"
	case picksPersons(after) && !(since && e.toTheDay() && beganSo(after, acts)):
		return "data_period", "period"
	case (span || since) && !e.from.fiscal && bookings.MatchString(after),
		(span || since) && recordsOf(after),
		(span || since) && dayOf(sc.before):
		return "data_period", "records-of"
	case (span || since) && periodOfWhat.MatchString(after), e.interval && countFollows.MatchString(after) && !(sc.steps && stepRow.MatchString(after)):
		return "data_period", "records"
	case e.from.fiscal:
		return "", "fiscal"
	case !e.interval:
		return "", ""
	}
	if len(acts) > 0 && !strings.Contains(sc.after[:acts[0].start], "§") {
		if r := acts[0].role; r == "response" && acts[0].link != linkAdnominal {
			return r, "span-response"
		}
	}
	if happened {
		return "occurred", "span"
	}
	for _, a := range acts {
		if a.role == "occurred" {
			return "occurred", "span"
		}
	}
	if (sc.through || offset && toldPast.MatchString(after)) && e.toTheDay() && !planned.MatchString(sc.after) && !pausedThen.MatchString(after) {
		return "occurred", "span"
	}
	if skimming || e.toTheYear() {
		return "data_period", "skimming-span"
	}
	return "", ""
}
