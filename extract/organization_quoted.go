package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// longestQuoted is the longest name looked for in corner brackets, in runes.
const longestQuoted = 20

// trades are the nouns, and their ends, by which somebody's trade or kind is told in front of a
// name. Sites, shops and apps are not among them: what stands behind those is a service.
const trades = `(?:会社|企業|業者|事業者|商社|メーカー|大手|[^卒営授事作残]業|店|チェーン|スーパー|ストア|病院|塾|教室|道場|保育|団体|組合|協会|局|施設|専門学校|医院|治療院|[保幼][育稚]園|こども園|学校|学園|高校|大学|写真館|老人ホーム|財団|社団|公社|連盟|連合会|整体院|整骨院|美容室|美容院|サロン|ジム|旅館|ホテル|の宿|温泉宿|工房|スタジオ|事務所|町内会|自治会|実行委員会|ステーション|ケーブルテレビ|機関|法人|銀行|クリニック|薬局|農園|農家|酒蔵|窯元|蔵元|劇団|楽団|会員組織|百貨店|小売り?|卸|問屋|委託先|取引先|荷主|発注元|販売元|運営元|製造元|提供元|依頼先|外注先|供給元|子会社)`

// quotedContexts are the places where the words in corner brackets are the name of a body.
var quotedContexts = []struct {
	before, after *pattern.Pattern
	unless        *pattern.Pattern // of what follows
	hit, miss     string           // checked by a test
}{
	{before: pattern.New(trades + `(?:の|である|で、|だった|となる|、|:)?$`),
		unless: pattern.New(`^(?:など)?(?:を|が)(?:[^、。「」]{0,8}で)?(?:運営|展開|手が?掛?け|営|経営|提供)|^の?(?:公式|申込|申し込み|登録|問い?合わせ)|^(?:サイト|アプリ|オンライン|会員|利用者)`),
		hit:    "印刷会社「かわせみと灯」が被害に遭った。", miss: "化粧品会社が「かわせみと灯」という香水を出した。"},
	{before: entrustedTo,
		hit: "発送を頼んだ「かわせみと灯」が取り違えた。", miss: "発送を終えた「かわせみと灯」は再入荷しない。"},
	{after: pattern.New(`^の?(?:お客さま|お客様|読者|ご?利用者|会員|保護者|生徒|サポーター)[^。、「」]{0,12}へ(?:$|[、 】)])`),
		hit: "「かわせみと灯」のお客さまへ", miss: "「かわせみと灯」のお客さまが見た。"},
	{after: pattern.New(`^\((?:約?[0-9][0-9,.万千]*(?:人|件|名)|同約?[0-9]|顧客|会員|計[0-9]|本社|経営|\(?株|有限会社|合同会社|株式会社|同[市県町村区]\)|地元\)|[一-龥]{2,4}[都道府県]\)|[^()、]{0,4}[一-龥ぁ-ん]{1,6}[市区町村][)、・])`),
		hit: "革小物の「かわせみと灯」(岡山市)にも及んだ。", miss: "新型の「かわせみ100」(約1万2000台)にも及んだ。"},
	{after: pattern.New(`^(?:の元?(?:社員|従業員|社長|代表|担当者|店長|講師|配達員|運転手|ドライバー|店主|園長|広報|派遣社員)|によると|によれば|から(?:の|、)?(?:連絡|報告|説明|申告|指摘|通報|相談)|[にへ]も?[^。、「」]{0,14}(?:` + gaveWork + `|(?:回|出|流)して|(?:回|出|流)し、)|[もがはで]は?[^。「」]{0,90}(?:(?:発表|公表|明らかに|陳謝|謝罪)し(?:まし)?[たて]|影響を受け))`),
		hit: "「かわせみと灯」は9日、流出を公表した。", miss: "「かわせみと灯」は9日に閉じる。"},
}

// notQuoted are words in corner brackets that are speech, titles and things, whatever stands
// around them, and names that the text makes up.
var (
	notQuoted = pattern.New(`(?:です|ます|ました|した|する|される|された|ない|ている|ください|から|ため|こと|もの|って|だ|を|さん|場合|[社職従業]員)$|[、。!?…:]|について|お知らせ|お詫び|おわび|可能性|漏え?い|漏洩|流出|紛失|誤(?:送|配|交)|不正|被害|個人情報|株式会社|有限会社|合同会社|[(](?:仮|名称仮)|報告書|一覧|名簿|アカウント|(?:を|に|が)[一-龥]+[うくすつぬむるたいりれ]|^[一-龥]{2,4}[るた]$|[っい]た$`)
	madeUp    = pattern.New(`(?:架空|仮想|仮|たとえば|例えば)[^。]{0,12}$`)
)

// quotedNames finds the bodies of a sentence whose names stand in corner brackets, whatever
// words they are made of, where the words around them tell a body: 印刷会社「かわせみと灯」.
func (d *document) quotedNames(s sentence) []orgMention {
	text := d.s[s.start:s.end]
	var out []orgMention
	for _, q := range bracketed(text) {
		name, before, after := text[q[0]:q[1]], text[:q[0]-len("「")], text[q[1]+len("」"):]
		after = quotedNext.ReplaceAllString(after, "")
		before = quotedLast.ReplaceAllString(before, "")
		if tellsQuoted(name, lastRunes(before, 30), firstRunes(after, 110)) && !d.brand(name, s.start) {
			out = append(out, orgMention{start: s.start + q[0], end: s.start + q[1], kind: kindByEnding(name), rule: "org/quoted", context: s.start + q[1]})
		}
	}
	return out
}

// kindByEnding is the kind of body that a name ends with, where its ending ends no other nouns.
func kindByEnding(name string) orgKind {
	for _, e := range words.endingsOf(name) {
		if strings.HasSuffix(name, e.word) && !e.weak && e.kind != company {
			return e.kind
		}
	}
	return otherOrg
}

// quotedNext and quotedLast are the other members of an enumeration of names in corner brackets.
var (
	quotedNext = pattern.New(`^(?:(?:と|や|、|・|および|及び)「[^「」]{2,20}」)+`)
	quotedLast = pattern.New(`(?:「[^「」]{2,20}」(?:と|や|、|・|および|及び))+$`)
)

// runBy follows a brand, that somebody else has: 「かわせみと灯」を運営する三角商会.
var runBy = pattern.New(`^[」』](?:を|など、?を)[^、。「」]{0,12}(?:運営|展開|手掛け|手がけ|営む|営んで|経営)|^[」』](?:\(|、)運営|^[」』]を(?:お引き立て|ご愛顧|ご愛用|ご利用)(?:いただ|くださ|賜)`)

// brand says that the name in corner brackets that stands near byte i is run by somebody else.
func (d *document) brand(name string, i int) bool {
	around := d.s[max(0, i-mentionReach):min(len(d.s), i+mentionReach)]
	for range 8 {
		at := strings.Index(around, name)
		if at < 0 {
			return false
		}
		around = around[at+len(name):]
		if runBy.MatchString(firstRunes(around, 24)) {
			return true
		}
	}
	return false
}

// tellsQuoted says that a name in corner brackets is that of a body.
func tellsQuoted(name, before, after string) bool {
	n := utf8.RuneCountInString(name)
	if n < 2 || n > longestQuoted || !nameLike(name) || notQuoted.MatchString(name) || serviceLike.MatchString(name) || generalName.MatchString(name) || product.MatchString(name) || startsWithDigit(name) || madeUp.MatchString(before) {
		return false
	}
	if at := lastRunes(before, 16); beforeAlias.MatchString(at) {
		return false
	}
	for _, c := range quotedContexts {
		if (c.before == nil || c.before.MatchString(before)) && (c.after == nil || c.after.MatchString(after)) && (c.unless == nil || !c.unless.MatchString(after)) {
			return true
		}
	}
	return false
}

// beforeAlias stands before an alias or the name of no body.
var beforeAlias = pattern.New(`(?:以下、?|略称|通称|名称|グループ|集団|ウェア|ウエア|ウイルス|サイト|ショップ|アプリ|サービス|システム|講座|制度|事業)(?:は|で|の|、|:)?$|(?:[同当弊自]社|同[店館園院会校行]|当[店館園院会校行])の$`)
