package extract

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A saying is what a sentence says of a kind of data.
type saying int8

const (
	saidNothing saying = iota
	saidPublic         // it was public before
	saidYes            // a predicate behind it affirms: leaked, seen, in the file
	saidSent           // it is the very object that was sent, handed over or thrown away
	saidLeaked         // it is the very object that leaked, was seen or lost
	saidHeld           // it is the very object that a record is said to hold
	saidNotKept        // its organisation does not keep it
	saidNot            // it is said not to be included, not to have leaked
)

// A dataVerb is a stem, or some, with one meaning.
type dataVerb struct {
	find *pattern.Pattern
	// affirmed and negated are what the two forms say; nothing where the form decides
	// nothing and the next predicate has the word.
	affirmed, negated saying
}

// dataVerbs are the stems whose predicates decide about the data named before them. What
// follows a stem in hiragana is its inflection, and tells whether it is denied.
var dataVerbs = []dataVerb{
	{pattern.New(`含[まみむめん]|記載|記録|印字|印刷|書か|書い|書き(?:留め|とめ|込|付け|つけ)|記さ|記し[てま]|記した(?:もの|箇所|欄)|記入|明記|併記|付記|掲載|格納|入って|入った|入れ|残って|残った|残され|写って|映っ|並[んび]|並べ|連ね|連なっ|網羅|載[っせらり]|差し込|挟[んま]|はさ[んま]|綴じ|とじ|[綴つ]づ?(?:ら|り込)|貼[られっ]|刷[られっ]|収め|納め|おさめ|付い|置い|置か|添え|添付|欄があ|加え|揃っ|そろっ|溜ま|たま[っり]|蓄え|蓄積|眠っ|積ま|埋め込|書き添|スキャン|書き写し|(?:端末|サーバー?|パソコン|ファイル|メールボックス|[袋鞄中箱]|かばん)に(?:は|も)?[^、。は]{0,6}あ(?:った|り|って)`), saidHeld, saidNot},
	{pattern.New(`保存|収録|登録さ|保管さ`), saidHeld, saidNotKept},
	{pattern.New(`漏え?い|漏洩|流出|漏れ|漏ら|閲覧|見ら|見え|見て|見せ|のぞ[きかけい]|覗|眺め|窃取|窃盗|詐取|盗ま|盗み|盗ら|抜き取|抜き出|抜か[れさ]|抜け(?:て|た|出)|引き出|引き抜|取り出|吸い(?:上げ|出)|写し取|奪わ|奪い|流失|流れ(?:出|て|た)|流さ|流し|露出|さらさ|さらけ|入手|手に(?:入|渡|し[たて])|人手に|人目に|目に(?:触|入|し|留|ふ)|[のが]目に|ダウンロード|取得され|持ち出|持ち去|持って(?:行|い)か|参照|外部?[にへ]出|外へ|[もはが](?:画面[にへ])?出|画面[にへ]出|開い|開か|開け|読め|読ま|読み(?:出|取)|渡っ|渡し|渡ら|知られ|知れ渡|触れ|話して|しゃべ|伝えて|伝わ|教えて|教え[たら]|筒抜け|丸見え|ばらま|拡散|売[られっ]|横流し|転売|撮影|撮ら|撮っ|コピー|複製|表示|現れ|あらわれ|表れ|映し出|投影|浮かび上が|紛失|消失|失わ|触ら`), saidLeaked, saidNot},
	{pattern.New(`[がをもは](?:な|無|失)(?:く[しな]|い(?:こと|と|。|$))|見当たら|見つから[なず]|(?:行方|所在)[がはも]?(?:不明|知れ|分か|わか)|亡失|遺失|置き?忘れ|落と[しさ]`), saidLeaked, saidLeaked},
	{pattern.New(`送ら|送信|送付|交付|配布|配っ|配り|配ら|廃棄|誤って|お送り|手渡|封入|郵送|発送|投函|ファクス|FAX|掲示|貼り出|張り出`), saidSent, saidNot},
	{pattern.New(`明かし|公開|投稿|共有|受け渡し|やり取り|転送|配信|届い|届け|破棄|処分|捨て|焼却|溶解|裁断|シュレッダー|燃や|消去|アップロード|上げ`), saidSent, saidNothing},
	{pattern.New(`保有|保持|保管|収集|集め|取得|管理|登録|入力|取り?扱|扱っ|使用|提供|処理|伺っ|うかがっ|尋ね|聞い|求め|持っ|お預か|預か|預け|控えて|手元に(?:置|残)|いただいて|頂いて|頂戴|受け取っ|残して|留めて`), saidNothing, saidNotKept},
	{pattern.New(`(?:もともと|元々|既に|すでに|従来から)[^、。]{0,10}(?:公開|公表)|公に(?:され|し)|公開済|公表済|公知`), saidPublic, saidPublic},
	{pattern.New(`[にへ]は?出[すさ]?|映ら|写ら|書き写|設けて|形跡|痕跡|事実|感染|侵入|不正アクセス|関わっ|かかわっ|(?:[、はも]|による)影響|及ん|及ば|達し|到達|(?:API|応答|要求|照会|画面|仕組み)[^、。]{0,12}返`), saidNothing, saidNot},
	{pattern.New(`(?:項目|欄|サーバー?|端末|ファイル|名簿|台帳|システム|機器|媒体|書面|書類|様式|書式|手元|ところ|[当弊](?:社|館|院|校|園|店|会))(?:の中)?に?は?、?(?:な[いくか]|無[いくか]|(?:あり|ござい)ませ|存在し[なま])|(?:仕組み|機能|記載|記入|登録|入力)(?:欄|項目)?(?:自体|そのもの)?[がはも]な[いくか]|(?:空欄|未記入|未入力|空白)(?:だ|で|の(?:まま|状態))`), saidNot, saidNot},
	{pattern.New(`伏せ(?:て|られ|字|た)|伏字|(?:マスク|マスキング|黒塗り|墨塗り|塗りつぶ)(?:され|し|済|が|[にでと])|読めない(?:形|よう)|隠され`), saidNot, saidNothing},
	{pattern.New(`無事|免れ|逃れ|守ら[れる]|安全だ|(?:関わり|かかわり|関係|関連)[がはも](?:一切)?(?:な[いくし]|ありませ|ございませ)|(?:被害|範囲|影響)の?(?:範囲)?[外](?:で|だ|に|と)|対象(?:外|から(?:除|外|省)|とは?なら|となって(?:いない|いませ|おりませ)|ではな|でな[いく]|では(?:あり|ござい)ませ|には?なら)|無関係(?:で|だ|。)|(?:可能性|おそれ|恐れ|心配|懸念)[はも](?:極めて|きわめて|非常に|ほとんど)?(?:低|考えにく|な[いくし]|(?:あり|ござい)ませ)`), saidNot, saidNot},
	{pattern.New(`(?:別|ほか|他)の?(?:場所|仕組み|系統|サーバー?|データベース|ネットワーク|システム|媒体|領域|会社|事業者|部署|業者|機器|端末|台帳|環境)(?:に|で|が)[^、。]{0,6}(?:あ[りる]|置|保管|管理|保持|保存|収め|しま|持|扱)|別(?:管理|系統|保管)|切り離[さし]|分離|隔離|決済(?:代行)?(?:会社|事業者|サービス)[^、。]{0,6}(?:が|側[がで]|で|に)[^、。]{0,8}(?:保管|管理|保持|保有|持|預け|扱)`), saidNotKept, saidNotKept},
}

// inflection is the hiragana behind a stem with auxiliaries in kanji, up to a negation.
var inflection = pattern.New(`^(?:[ぁ-ん]{0,5}(?:こと|形跡|痕跡|跡|あと|事実|可能性|おそれ|恐れ|もの|記録|疑い))?(?:(?:は|が|も|を|に)?(?:現時点で|現在|これまで|今のところ|一切|いっさい|全く|まったく)?(?:では|に|は|も)?)?(?:確認|認め|見つか|判明|検出|把握|見受け|発見|対象(?:に|と)?|範囲に|受け|及[びんぼ])?[ぁ-ん]{0,14}`)

// coordinate names a second event before the predicate: 流出や改ざんは確認されていない.
var coordinate = pattern.New(`^(?:や|及び|および|または|又は|・|、|と|など)[^。、]{0,12}[はがも]`)

var negation = pattern.New(`ない|なかっ|なく|なし|ません|(?:^|[れさらえけせいりきみげべ])ず`)

// unreal follows a negation that denies nothing: a question, a wish, a double negation.
var unreal = pattern.New(`^(?:な[っりる]|か(?:[^ら]|$)|よう|ければ|といけ|とは(?:限|言)|わけで|と考え(?:る|て)ない|とも)`)

// attributive follows a verb that describes another noun and decides nothing itself:
// 漏えいした情報には含まれない.
var attributive = pattern.New(`^[ぁ-ん]{0,3}はず|^[ぁ-ん]{0,8}(?:た|る|ない|の)?(?:個人)?(?:情報|データ|範囲|場所|対象|項目|サイト|システム|サーバー?|リンク|件数|原因|懸念|中に)|^[ぁ-ん]{0,6}(?:書類|文書|帳票|ファイル|もの|資料)(?:は|も)(?:含|対象|な)`)

// way follows a negation that tells how a system is built: 保有しない方式.
var way = pattern.New(`^(?:方式|仕組み|形式|作り|設計|運用)`)

// displayed follows a negation that tells how a mail should have been sent: 表示されない形式(BCC)で送信すべきところ.
var displayed = pattern.New(`^(?:形式|形で|方法|設定|[「(]?(?:[Bb]cc|BCC)|\)を)`)

// misuse in front of a negation denies that the data was misused, not that it leaked.
var misuse = pattern.New(`(?:不正利用|不正使用|悪用|二次被害|なりすまし|使用された|使われた|利用された|不正に使|公開された|販売|拡散)[^、。]{0,16}$|不正$|被害(?:の(?:報告|連絡|事実))?[はがも]?$`)

// only in front of a negation makes it an affirmation: 氏名しか含まれていない.
var only = pattern.New(`(?:しか|以外(?:は|に|の情報は)?)[^、。]{0,8}$`)

// clauseBreak ends a clause: a denial behind it does not reach over it to data whose own
// clause has said something already.
var clauseBreak = pattern.New(`(?:が|ものの|一方(?:で)?|けれども?|他方|ただし|なお|反面)、|一方で?、`)

// answerEnd right behind an enumeration says that it is the whole answer: 氏名と住所で、…
var answerEnd = pattern.New(`^` + remark + `(?:など|等|ほか|の(?:情報|データ|一部)|計?[0-9]+項目)*(?:のみ|だけ|まで)?(?:で(?:す|、|あり|した|、)|だ(?:が|った|。)|と(?:なる|なって|している|説明|みられ))`)

// nothingElse says of the words that they are all: 名前だけで.
var nothingElse = pattern.New(`^(?:など|等)?(?:のみ|だけ)`)

// lineEnd says that the enumeration ends with its line, and that the next line does not
// go on with it.
var lineEnd = pattern.New(`^` + remark + `(?:など|等)?[ \t]*\n\s*(?:なお|[^はがをもにのとやで、)及並又若な等])`)

// coordinator ties an enumeration to the words that follow, whatever they are.
var coordinator = pattern.New(`^` + remark + `(?:など|等)?(?:や|及び|および|または|又は|ならびに|並びに|もしくは|若しくは|と[^、。はがを]{1,10}[がをも])`)

// absent says right behind the words that there is no such data, or nothing with it.
var absent = pattern.New(`^(?:に関する|の)?(?:(?:情報|データ)?(?:を(?:含む|含んだ|記載した|記した|入力した|書いた|載せた)|の(?:記載|記入|印字|入力)[がの]ある|[がの](?:載った|入った|書かれた|記された|ある))[^、。はがを]{1,10}|情報|データ|記載|登録|欄)?(?:は|も)(?:、)?(?:な(?:い|かった|く)|無[いか]|ありませ|ございませ)`)

// crossed is the cell of a table, or the sign behind a kind of data, that says no.
var crossed = pattern.New(`^(?:[ \t]*[/|:,][ \t]*|[ \t]+|\()(?:×|✕|✗|なし|無し|非該当|対象外|含まない|含まず)\)?[ \t]*(?:$|[\n|/,、。(])`)

// topic marks what the sentence goes on to speak of.
var topic = pattern.New(`^` + remark + `(?:など|等)?(?:の?[^、。はがをもに()]{0,10})?(?:について|に関して|につきまして)?(は|も)`)

// directTopic marks the word itself as the topic, not something of its.
var directTopic = pattern.New(`^[」』)]?` + remark + `(?:など|等)?(?:に関する(?:情報|データ|記録))?(?:の(?:情報|データ|番号|全桁|記載|登録))?(?:に(?:ついて|関して|つきまして)(?:は|も)|は|も)`)

// objectMark stands between data and the predicate that has it for its object.
var objectMark = pattern.New(`^[」』)]?` + remark + `(?:など|等|ほか)?` + copies + `(?:に関する(?:情報|データ|記録|書類))?(?:の?(?:情報|データ|写し|コピー|一部|一覧|リスト|欄|内容|項目|画面|書類|値|ファイル|画像))?(?:など|等)?(?:(?:、|[^、。はがを0-9]{1,6})?(?:最大で?|計|延べ)?約?[0-9][0-9,.万千百]*(?:件|人|名|通|枚|世帯)分?)?(?:も|が|を|は、?|まで|について(?:は|も)、?)[^、。]{0,24}$|^(?:など|等)?$`)

func isObject(gap string) bool { return len(gap) < nearby && objectMark.MatchString(gap) }

type predicate struct {
	start, end int // in the sentence
	says       saying
	never      bool // it is said never to happen: 知られることはありません
}

// sumsUp stands before the word that sums an enumeration up: 氏名、住所等その他の個人情報は含まれない.
var sumsUp = pattern.New(`(?:等|など|といった|をはじめとする)(?:の|、)?(?:その他の?|ほかの|他の)?$`)

// subject marks the words as those of which something is said.
var subject = pattern.New(`^[」』)]?` + remark + `(?:など|等)?(?:の?(?:情報|データ|番号))?(?:が|は|も|について|に関して)`)

// markSayings gives each mention what the first decisive predicate behind it says:
// Japanese predicates stand at the end.
func (d *document) markSayings(s sentence, ms []categoryMention) {
	text := d.s[s.start:s.end]
	var spans, topics [][2]int
	for _, m := range ms {
		span := [2]int{m.start - s.start, m.end - s.start}
		spans = append(spans, span)
		if !m.used && !(m.code == "personal_info" && sumsUp.MatchString(lastRunes(text[:span[0]], 8))) {
			topics = append(topics, span)
		}
	}
	preds := slices.DeleteFunc(predicates(text), func(p predicate) bool { return within(spans, p.start) })
	depth := parenDepths(text)
	for k := range ms {
		m := &ms[k]
		if k > 0 && ms[k-1].groupEnd == m.groupEnd { // the members of an enumeration share it
			m.said, m.object = ms[k-1].said, ms[k-1].object
			continue
		}
		at := m.groupEnd - s.start
		near, reach := ahead(text, at, len(text)), len(text)
		if label, end := d.lineLabel(*m); label != "" {
			if deniedLabel.MatchString(label) {
				m.said, m.object = saidNot, true
				continue
			}
			if end >= m.groupEnd {
				reach = end - s.start // what the next line says is of another label
			}
		}
		if answerEnd.MatchString(near) || lineEnd.MatchString(near) {
			m.said, m.object = saidYes, nothingElse.MatchString(near)
			continue
		}
		if absent.MatchString(near) || crossed.MatchString(near) {
			m.said, m.object = saidNot, true
			continue
		}
		first, _ := slices.BinarySearchFunc(preds, at, func(p predicate, at int) int { return cmp.Compare(p.start, at) })
		held := false
		for _, p := range preds[first:] {
			if p.start-at > farthest || p.start >= reach {
				break
			}
			if depth[p.start] > depth[min(at, len(text)-1)] {
				continue
			}
			gap := text[at:p.start]
			said := reaches(text, topics, at, p)
			if held && said < saidNotKept {
				break // kept somewhere, and no more is said of it
			}
			m.said = said
			if held = said == saidHeld && directTopic.MatchString(near) && speaksOn.MatchString(text[p.end:]); held {
				continue // 別に置いており、漏れていない
			}
			m.object = m.said >= saidSent && isObject(gap) || m.said >= saidNotKept && (directTopic.MatchString(near) || coordinator.MatchString(near))
			break
		}
	}
	for k := range ms {
		// what a remark denies it denies of what stands in it: 口座番号(下3桁は伏せ字)
		if m := &ms[k]; m.said >= saidNotKept && depth[m.start-s.start] < depth[max(m.groupEnd-s.start-1, 0)] {
			m.said, m.object = saidNothing, false
		}
	}
}

// speaksOn follows a predicate behind which the sentence goes on to speak of the same thing.
var speaksOn = pattern.New(`^[ぁ-ん]{0,6}(?:、|(?:おり|いて))`)

// reaches is what predicate p says of the enumeration that ends at byte at, before it.
func reaches(text string, topics [][2]int, at int, p predicate) saying {
	gap := text[at:p.start]
	if p.says < saidNotKept {
		if p.says >= saidSent && (p.says < saidHeld || strings.HasPrefix(gap, "の")) && !isObject(gap) {
			return saidYes
		}
		return p.says
	}
	if last := behind(gap, 0, len(gap)); strings.Contains(gap, "一部が") || only.MatchString(last) || misuse.MatchString(last) {
		return saidNothing
	}
	between, _ := slices.BinarySearchFunc(topics, at, func(s [2]int, at int) int { return cmp.Compare(s[0], at) })
	near := ahead(text, at, len(text))
	if p.never && !subject.MatchString(near) {
		return saidNothing
	}
	if coordinator.MatchString(near) {
		return p.says
	}
	own := topic.FindStringSubmatch(near)
	for _, s := range topics[between:] {
		if s[0] >= p.start {
			break
		}
		// another topic between has the denial for itself, unless both are told with も
		other := topic.FindStringSubmatch(ahead(text, s[1], len(text)))
		if other != nil && !(other[1] == "も" && own != nil && own[1] == "も") || clauseBreak.MatchString(gap) {
			return saidNothing
		}
	}
	return p.says
}

// verbSet are the patterns of dataVerbs.
var verbSet = pattern.SetOf(dataVerbs, func(v *dataVerb) *pattern.Pattern { return v.find })

// predicates are the decisive predicates of a sentence, in order.
func predicates(text string) []predicate {
	var out []predicate
	for i, places := range verbSet.In(text, -1) {
		v := &dataVerbs[i]
		for _, loc := range places {
			if anySuffix(text[:loc[0]], "勘定に", "数に", "視野に", "考慮に") {
				continue // 口座は勘定に入っていない
			}
			rest := ahead(text, loc[1], len(text))
			from := loc[1]
			if c := coordinate.FindString(rest); c != "" {
				rest, from = rest[len(c)-len("は"):], from+len(c)-len("は")
			}
			tail := inflection.FindString(rest)
			says := v.affirmed
			end := loc[1]
			neg := negation.FindStringIndex(tail)
			never := neg != nil && strings.Contains(tail[:neg[0]], "ことは")
			if neg != nil && !unreal.MatchString(rest[neg[1]:]) && !anySuffix(tail[:neg[0]], "かもしれ", "しか", "ほか", "に違い") {
				says, end = v.negated, from+neg[1]
			}
			if says == saidNothing || neg == nil && nounBehind(rest) || says == saidNotKept && way.MatchString(ahead(text, end, len(text))) || says == saidNot && displayed.MatchString(ahead(text, end, len(text))) || v.negated != v.affirmed && attributive.MatchString(ahead(text, end, len(text))) && !strings.HasPrefix(text[loc[0]:], "含") {
				continue
			}
			out = append(out, predicate{loc[0], end, says, never})
		}
	}
	slices.SortFunc(out, func(a, b predicate) int { return cmp.Compare(a.start, b.start) })
	return out
}

// nounBehind says that a stem is the first part of a noun: 流出件数, 記録媒体.
func nounBehind(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return unicode.In(r, unicode.Han, unicode.Katakana)
}

// parenDepths is how deep in parentheses each byte of a sentence stands.
func parenDepths(text string) []int8 {
	out := make([]int8, len(text))
	depth := int8(0)
	for i := range len(text) {
		switch text[i] {
		case '(':
			depth = min(depth+1, 9)
		case ')':
			depth = max(depth-1, 0)
		}
		out[i] = depth
	}
	return out
}
