package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// announces are the verbs whose subject is the organisation itself.
var announces = pattern.New(`(発表|公表|明らかに|公開|謝罪|陳謝|お知らせ|告知|説明|報告|確認|開示|公に|訂正|告発|告訴)(し|する|され|した|を)|(認め|打ち明け|明かし)(た|て|る|まし)|頭を下げ|不正アクセスを受け|被害(に遭|を受け)|感染し|攻撃を受け|流出(し|さ)|漏え?い(し|さ)|漏洩(し|さ)|紛失し|誤(って|送信)|としている|という。|とのこと`)

// slot reads a name by the place the sentence gives it, where its form shows nothing:
// the subject of 発表した, the tail or head of a headline, a name in corner brackets
// behind 大手の, the X of 委託先のX.
func (r *nameRun) slot() (orgMention, bool) {
	d, s := r.d, r.d.s
	name := cutTail(r.text())
	lead := len(name) - len(trimLead(name))
	name = name[lead:]
	start, end := r.start()+lead, r.start()+lead+len(name)
	called := calledBody.MatchString(s[end:r.sentence.end])
	if name == "" || !nameLike(name) || !r.hasName(start, end) && !brackets(s, start, end) && !called {
		return orgMention{}, false
	}
	if !plausibleName(name) {
		return orgMention{}, false
	}
	if insideQuote(s[r.sentence.start:start], s[end:r.sentence.end]) {
		return orgMention{}, false // a word of a longer title or speech
	}
	after := strings.TrimPrefix(s[end:r.sentence.end], "」")
	before := s[r.sentence.start:start]
	if anySuffix(strings.TrimSuffix(before, "「"), "架空の", "仮想の") || strings.HasSuffix(before, "「") && ownName.MatchString(before) {
		return orgMention{}, false
	}
	if serviceLike.MatchString(name) && !givenWork.MatchString(firstRunes(after, 24)) && !anySuffix(strings.TrimSuffix(before, "「"), "委託先である", "子会社である", "を提供する", "を運営する", "を手がける", "を手掛ける", "委託先の", "を請け負う", "子会社の") && !regexpSeat.MatchString(firstRunes(after, 20)) {
		return orgMention{}, false
	}
	if kindOfPerson.MatchString(name) {
		return orgMention{}, false
	}
	inTitle := d.lines[r.sentence.line].zone == title
	m := orgMention{start: start, end: end, kind: otherOrg}
	switch {
	case brackets(s, start, end) && anySuffix(strings.TrimSuffix(before, "「"), "大手の", "会社の", "企業の", "メーカーの", "チェーンの", "委託先の", "子会社の"):
		m.rule = "org/bracketed"
	case called && !genericSubject.MatchString(name) && !kindAtEnd.MatchString(name):
		m.rule = "org/called"
	case anyPrefix(after, "によると", "によりますと", "の発表によると"):
		m.rule = "org/according-to"
	case anyPrefix(after, "は", "では", "が", "も", "」は", "」が") && announces.MatchString(after):
		m.rule = "org/subject"
	case anyPrefix(after, "に", "へ", "の") && regexpAttack.MatchString(firstRunes(after, 30)):
		m.rule = "org/target"
	case placeOf.MatchString(before) && anyPrefix(after, "は", "が", "では", "で", "に", "の", "も", "によると") && announces.MatchString(after):
		m.rule = "org/of-place"
	case anySuffix(strings.TrimSuffix(before, "「"), "に本社を置く", "差出人は", "送り主は", "発送元は", "委託先の", "委託先である", "子会社の", "子会社である", "親会社の", "グループの", "系列の", "傘下の", "系列会社の", "関連会社の", "協力会社の", "提携先の", "取引先の", "兄弟会社の", "代行の", "大手の", "会社の", "メーカーの", "運営元の", "提供元の", "運営は", "運営:", "運営・", "運営会社は", "運営会社の", "運営元は", "提供は", "を運営する", "を手がける", "を手掛ける", "を展開する", "を行う", "を営む", "を提供する", "を提供している", "を販売する"):
		m.rule = "org/apposition"
	case entrusted.MatchString(lastRunes(before, 16)):
		m.rule = "org/entrusted"
	case anyPrefix(after, "に委託", "へ委託", "に業務を委託", "に再委託", "へ再委託", "に回して", "へ回して", "が運営", "が提供", "が受託", "から受託", "から委託", "社が", "社の", "社は"):
		m.rule = "org/contract"
	case anySuffix(before, "のが", "のは") && anyPrefix(after, "だ。", "です。", "だった。", "でした。", "である。", "。", "だ、"):
		m.rule = "org/cleft"
	case anyPrefix(after, "(") && strings.Contains(firstRunes(after, 20), ")") && regexpSeat.MatchString(firstRunes(after, 20)):
		m.rule = "org/seat"
	case inTitle && (end == r.sentence.end || strings.HasPrefix(after, ")")) && anySuffix(before, " - ", " – ", "― ", "(", "—", "/", "|", "| "):
		m.rule = "org/headline-tail"
	case inTitle && strings.TrimSpace(strings.TrimLeft(before, "【】速報緊急重要独自")) == "" && anyPrefix(after, "、", "で", "が", "に", "の", "も", "「", "…", " ") && !seriesHead.MatchString(before+name+after):
		m.rule = "org/headline-head"
	default:
		return orgMention{}, false
	}
	return m, true
}

// givenWork follows one who was given work.
var givenWork = pattern.New(`^(?:に|へ)[^。、]{0,10}(?:` + gaveWork + `)`)

// calledBody follows a name that the text has to introduce: キリオカという会社が.
var calledBody = pattern.New(`^という[^\s、。はがを]{0,6}(?:会社|企業|業者|事業者|団体|法人|組合|施設|教室|店)`)

// kindOfPerson are people by what they do.
var kindOfPerson = pattern.New(`^元?[一-龥]{1,6}(?:者|員|人|氏|士|師|男性|女性)$`)

// ownName stands before what a company has, its service, and not another company: 同社の「.
var ownName = pattern.New(`(?:[同当弊自]社|同[店館園院会校行]|当[店館園院会校行])の「$`)

// insideQuote says that corner brackets open before a name and close behind it, with
// other words between.
func insideQuote(before, after string) bool {
	open := max(strings.LastIndex(before, "「"), strings.LastIndex(before, "『"))
	if open < 0 || strings.ContainsAny(before[open+len("「"):], "」』") {
		return false
	}
	return before[open+len("「"):] != "" || !anyPrefix(after, "」", "』")
}

// placeOf is the seat in front of a name: 大阪市の三角屋は.
var placeOf = pattern.New(`(?:都|道|府|県|市|区|町|村|` + countries + `)(?:にある|の)「?$`)

// seriesHead is the name of a column in front of its headline: 【Xの便り 第3号】.
var seriesHead = pattern.New(`^【[^】]*第?[0-9]+(号|回|話|報|便)】`)

var (
	regexpAttack = pattern.New(`^(に|へ)(対する|の)?[^、。]{0,12}(不正アクセス|サイバー攻撃|ランサム|攻撃)|^の(社員|従業員|職員|元社員|元従業員|サーバ|システム|ネットワーク|公式|サイト|顧客|会員|個人情報|海外|子会社|通販|EC|オンライン)`)
	regexpSeat   = pattern.New(`^\((?:[^\s()、]{2,24}、)?(?:本社|東京|大阪|[^\s()]{1,8}(?:都|道|府|県|市|区|町|村)|` + countries + `|以下)`)
)

// countries are those where the news finds companies, and what the press calls them.
const countries = `(?:米国|アメリカ|英国|イギリス|ドイツ|フランス|イタリア|スペイン|ポルトガル|オランダ|ベルギー|スイス|オーストリア|スウェーデン|ノルウェー|デンマーク|フィンランド|アイルランド|ポーランド|チェコ|ハンガリー|ルーマニア|エストニア|ロシア|ウクライナ|トルコ|イスラエル|サウジアラビア|アラブ首長国連邦|UAE|インド|バングラデシュ|スリランカ|タイ|ベトナム|マレーシア|シンガポール|インドネシア|フィリピン|カンボジア|ミャンマー|中国|台湾|香港|韓国|モンゴル|オーストラリア|豪州|ニュージーランド|カナダ|メキシコ|ブラジル|アルゼンチン|チリ|南アフリカ|エジプト)`

// serviceLike names are sites, shops and systems, not the bodies that run them.
var serviceLike = pattern.New(`(ショップ|ストア|サイト|システム|アプリ|マイページ|オンデマンド|ポータル|クラウド|メンバーズ|フォーム|ネットスーパー|会員|オンライン|カルテ|サービス)$`)
