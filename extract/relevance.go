package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// otherGenres are headlines of articles that report no case of their own: advisories,
// statistics, surveys, products, events, law, recalls.
var otherGenres = pattern.New(`(報告|処理|対応|取扱い)(等)?の(状況|件数)|脆弱性|アップデート|更新プログラム|報告(件数|状況|は[0-9])|動向|ランキング|統計|白書|年次報告|集計|過去最多|認知件数|調査(レポート|結果|報告)|アンケート|とは[??]?|セミナー|ウェビナー|講座|提供(を)?開始|発売|新製品|新サービス|訓練|演習|ガイドライン|改正|施行|方法|対策|チェックリスト|注意喚起|ご注意|変更(について|のお知らせ)|回収|採用|取扱い|方針|ポリシー|守る|防ぐ|メンテナンス|休止|募集|表彰|受賞|判決|予算|決算|レビュー|コラム|ご案内|導入|レポート`)

var (
	// thisCase are words by which a text speaks of the case it reports, not of cases.
	thisCase = pattern.New(`今回|このたび|この度|当該|本件|本事案|標記|第[0-9一二三四五]報|発生日時`)
	// sorryWords are what every notice of a breach holds.
	sorryWords = pattern.New(`お詫び|おわび|お詫|申し訳|申しわけ|謝罪|陳謝|すみません|ごめんなさい|ご心配`)
	// mishap are ways to tell a breach without its words: a letter in the wrong
	// envelope, a thing not at hand, a page that all can see.
	mishap = pattern.New(`(別の|違う|よその|見知らぬ|知らない|誤った|他の)(ご|御)?(家庭|世帯|方|お客|会社|封筒|宛先|人|アドレス|番号|学校|先|利用者|会員)[^。]{0,24}(入|届|送|渡|転送|表示|が出)|手元に(ない|なく)|出てこな(い|か)|見当たら|見つか(って(い|お)|ら)(な|り|ず)|(見|読)(え|め)(て|る)(い|状態|しま|よう)|すり替え|持ち帰(っ|り)|溶か|消して(いただ|くだ|ほし)|抜き取|届いてい(た|まし)|まちがえ|取り違|うっかり|(紛れ|混ざ|混入)(て|っ|し)|[映写](って|り込)|ずらり|丸見え|全員(に|が)[^。]{0,10}(見|届)`)
)

// otherGenre says that the headline is that of an article about no case of its own.
func (d *document) otherGenre() bool {
	head := d.headline()
	return otherGenres.MatchString(head) && !sorryWords.MatchString(head)
}

// relevant says that a block tells of a breach that happened to its main organisation
// (nil where none is named). Some sentence must tie the one to the other: name it, take
// it up (同社, 当社), or speak of this case. Who apologises and lists the data that went
// astray need not use the words of a breach.
func (d *document) relevant(b *block, m *mentions, tells []bool, main *party, notice bool) bool {
	anonymous := main == nil && d.anonymous(b) != nil
	if main == nil && !anonymous || d.denies(b) {
		return false
	}
	if b.own {
		return true // segment took it for a case of a series
	}
	tied, told, astray, sorry := 0, 0, 0, false
	counted, judged, plain, supposed := 0, 0, 0, 0
	for _, k := range b.parts {
		s := d.sentences[k]
		z := d.lines[s.line].zone
		if z != story && z != title && z != prevention {
			continue
		}
		text := d.s[s.start:s.end]
		sorry = sorry || sorryWords.MatchString(text)
		if statistic.MatchString(text) {
			counted++
		}
		if hypothetical.MatchString(text) {
			supposed++
		}
		if courts.MatchString(text) {
			judged++
		}
		if mishap.MatchString(text) && !hypothetical.MatchString(text) {
			astray++
		}
		if !tells[k] {
			continue
		}
		told++
		if leaked.MatchString(text) && !impersonation.MatchString(text) {
			plain++
		}
		if main.in(d, s) || anonymous || selfReference.MatchString(text) || anaphora.MatchString(text) || thisCase.MatchString(text) {
			tied++
		}
	}
	if main != nil && main.impersonated && plain == 0 {
		return false // a warning of fraud in its name
	}
	if judged >= 2 || counted >= 3 && tied < 2 {
		return false
	}
	if !sorry && plain < 2 && d.sells(b) {
		return false // what the goods are for, not what happened
	}
	if main != nil && main.kind == municipality && !sorry && d.privateTheft(b) {
		return false
	}
	head := d.headline()
	if main != nil && main.publisher && breach.MatchString(head) && aboutCase.MatchString(head) && told > 0 {
		tied++
	}
	if d.otherGenre() {
		return tied >= 2 || tied == 1 && told >= 3 && main != nil && main.net() >= 4
	}
	return tied >= 1 ||
		notice && sorry && told >= 1 && main != nil && (main.net() >= 4 || breach.MatchString(head)) ||
		sorry && told+astray >= 1 && (d.listsData(b, m, 2) || d.listsData(b, m, 1) && d.countsPeople(b, m)) ||
		!notice && told >= 2 && counted == 0 && supposed <= told && main != nil && main.net() >= 1 && d.listsData(b, m, 2)
}

// aboutCase are the headlines under which a body tells its own case.
var aboutCase = pattern.New(`(について|に関する(お知らせ|ご?報告)|お詫び|おわび|ご?報告|[0-9一二三]報)[((」)]?.{0,12}$`)

// wares are what texts say of goods on sale and of the results of a business.
var wares = pattern.New(`(提供|販売|受付|発売)(を|する|し)?[^。]{0,6}(開始|始め)|発売(する|し|さ|を|予定)|(月額|年額|価格は|料金は|初期費用|税別|税込)|導入[^。]{0,12}(目指|見込|目標)|(売上高|純利益|営業利益|経常利益|受注)[^。]{0,20}(円|増|減|%|膨)|年間配当|新版|新機能|先行利用|(製品|サービス|ツール)(を|は)[^。]{0,20}(提供|刷新|追加)|警告する機能|を検知する`)

// sells says that a block advertises goods or tells the results of a business.
func (d *document) sells(b *block) bool {
	n := 0
	for _, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; (z == story || z == title) && wares.MatchString(d.s[s.start:s.end]) {
			n++
		}
	}
	return n >= 3
}

var (
	burglary = pattern.New(`(住宅|民家|自宅|家|アパート|マンション)(に|が|の)[^。]{0,12}(空き巣|侵入|荒らさ|入られ|盗|窓ガラス)|ひったくり|住宅に空き巣`)
	keepers  = pattern.New(`職員|社員|従業員|教諭|教員|医師|看護師|委託|業務|顧客|患者|利用者|児童|生徒|学生|住民`)
)

// privateTheft says that a block tells of a theft from somebody's home, where nobody
// lost the data of others.
func (d *document) privateTheft(b *block) bool {
	robbed := false
	for _, k := range b.parts {
		s := d.sentences[k]
		if d.lines[s.line].zone == aside {
			continue
		}
		text := d.s[s.start:s.end]
		if keepers.MatchString(text) {
			return false
		}
		robbed = robbed || burglary.MatchString(text)
	}
	return robbed
}

// courts are the words of case law and of lawyers' columns.
var courts = pattern.New(`判決|原告|被告|地判|高判|裁判例|労働判例|判示`)

// listsData says that a block enumerates kinds of personal data, least of them or more.
func (d *document) listsData(b *block, m *mentions, least int) bool {
	kinds := map[string]bool{}
	for _, c := range m.categories {
		if c.list && d.zoneAt(c.start) == story && b.in[d.sentenceAt(c.start)] {
			kinds[c.code] = true
		}
	}
	return len(kinds) >= least
}

// countsPeople says that a block counts people in its story.
func (d *document) countsPeople(b *block, m *mentions) bool {
	return slices.ContainsFunc(m.counts, func(c countExpr) bool {
		return c.unit == "people" && d.zoneAt(c.start) == story && b.in[d.sentenceAt(c.start)]
	})
}

// tellsIn completes tells for a block: the points of a round-up are often notes
// without a verb in the past.
func (d *document) tellsIn(b *block, tells []bool) []bool {
	if !b.own {
		return tells
	}
	out := make([]bool, len(tells))
	for _, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; z != aside && z != example {
			out[k] = tells[k] || briefly(d.s[s.start:s.end])
		}
	}
	return out
}

// in says that a sentence names the party; false for nil.
func (p *party) in(d *document, s sentence) bool {
	if p == nil {
		return false
	}
	for _, m := range p.mentions {
		if m.start >= s.start && m.end <= s.end {
			return true
		}
	}
	return false
}

// denies says that the block itself says that nothing leaked and no attack happened.
func (d *document) denies(b *block) bool {
	for _, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; z == story || z == prevention {
			if nothingHappened.MatchString(d.s[s.start:s.end]) {
				return true
			}
		}
	}
	return false
}

var nothingHappened = pattern.New(`(漏え?い|漏洩|流出|不正アクセス|外部に出)[^。]{0,24}(発生した|起きた|あった|出たり(した)?|確認された)(もの|わけ|の)では(な|あり|ござい)|個人情報(が|の)(外部に)?(出|漏え?い|流出)[^。]{0,10}ものでは|(漏え?い|流出)(した|の)?事実は(ござい|あり)ませ|からの(流出|漏え?い)によるものでは|(サイバー攻撃|不正アクセス|外部からの攻撃)(や|・|および|または|、)?(サイバー攻撃|不正アクセス|ウイルス感染)?(では(なく|あり)|による(もの)?では)[^。]{0,40}(流出|漏え?い|漏洩)[^。]{0,12}(な(い|く|か)|ありませ|ございませ)`)
