package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// nameHead gives back what the dictionary cut off the front of a name, taking it for
// particles, verbs or a prefix: かささぎ生命, 全国こもれび共済, 遠浜県立. It reaches back to
// a boundary.
func (d *document) nameHead(m orgMention) int {
	if at, ok := d.townOver(m); ok {
		return at
	}
	if head := heightHead.FindString(lastRunes(d.s[:m.start], 7)); head != "" && onHeight.MatchString(d.s[m.start:]) && boundary(d.s, m.start-len(head)) && !hiraganaWords[strings.TrimSuffix(head, "が")] {
		return m.start - len(head)
	}
	if head := signOf.FindString(lastRunes(d.s[:m.start], 2)); head != "" && m.kind == municipality && boundary(d.s, m.start-len(head)) {
		return m.start - len(head)
	}
	i := m.start
	kana := 0
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(d.s[:i])
		if r < 'ぁ' || r > 'ん' {
			break
		}
		i -= n
		kana++
	}
	head := d.s[i:m.start]
	before, n := utf8.DecodeLastRuneInString(d.s[:i])
	switch {
	case kana <= 2 && kana > 0 && boundary(d.s, i) && isHiragana(firstRunes(d.s[m.start:], 1)) && !hiraganaWords[head]:
		return i // さ|ざなみ
	case kana == 0:
		// one kanji between a boundary and the name
		if before >= 0x4e00 && before <= 0x9fff && boundary(d.s, i-n) && !strings.ContainsRune("元旧現前同各両当某全本弊自他県府都道市町村区米英仏独韓中", before) {
			return i - n
		}
		return m.start
	case kana >= 3 && m.rule == "org/legal-suffix" && boundary(d.s, i) && !hiraganaWords[head] && anySuffix(head, "と", "る", "り", "か", "い", "く"):
		return i // ほたる坂化粧品株式会社
	case kana >= 4 && strings.HasSuffix(head, "の") && boundary(d.s, i) && m.kind != municipality && m.kind != prefecture && !hiraganaWords[head]:
		return i // ふたばの森証券
	case kana >= 4 && kana <= 6 && boundary(d.s, i) && !hiraganaWords[head] && (m.kind == hospital || m.kind == school || m.kind == finance) && !anySuffix(head, "は", "を", "に", "へ", "た", "る", "て", "の"):
		return i
	case kana > 6 || hiraganaWords[head] || anySuffix(head, "の", "は", "が", "を", "に", "で", "と", "も", "た", "る", "う", "く", "す", "い", "な", "へ", "や", "か", "り", "ら", "より", "から", "して"):
		return m.start
	case boundary(d.s, i) && kana >= 2:
		return i
	case before >= 0x4e00 && before <= 0x9fff && kana >= 2 && !anyPrefix(head, "は", "が", "を", "に", "で", "と", "の", "も", "へ", "や", "か", "ら", "し", "さ", "れ", "け", "せ", "り", "き", "み"):
		for i > 0 {
			r, n := utf8.DecodeLastRuneInString(d.s[:i])
			if r < 0x4e00 || r > 0x9fff {
				break
			}
			i -= n
		}
		if boundary(d.s, i) {
			return i
		}
	}
	return m.start
}

var (
	// heightHead and onHeight are the two parts of a place on high ground: ゆうなぎが|丘.
	heightHead = pattern.New(`[ぁ-ん]{2,6}が$`)
	onHeight   = pattern.New(`^[丘岡浜崎峰]`)
	// signOf is one kanji in front of a town, of which it is a part: 千の|森町.
	signOf = pattern.New(`[^県市町村区国都府道社園校店会院側元先間内別他隣ぁ-んァ-ヶーA-Za-z0-9]の$`)
)

// townOver is where the town of the list begins whose name in hiragana m only has the end of:
// え|びの市立.
func (d *document) townOver(m orgMention) (int, bool) {
	known := places()
	for i, n := m.start, 0; n < 4 && i > 0; n++ {
		r, w := utf8.DecodeLastRuneInString(d.s[:i])
		if r < 'ぁ' || r > 'ん' {
			break
		}
		i -= w
		if v, end, ok := known.longest(d.s, i); ok && end > m.start && end <= m.end && known.list[v].prefecture != "" && isHiragana(d.s[i:m.start]) && anySuffix(d.s[:end], "市", "町", "村") {
			return i, true
		}
	}
	return 0, false
}

// boundary says that no word runs over byte i.
func boundary(s string, i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	switch r {
	case ' ', '\t', '\n', '、', '。', '「', '『', '(', '|', ':', '.', ')', ']', '<', '>', '/', '~', '-', '―', '─', '◆', '■', '●', '・', '【', '】', '〔', '〇', '○':
		return true
	}
	return false
}

// hiraganaWords open a sentence in front of a name without being part of it.
var hiraganaWords = wordSet(`また なお この その うち ほか など さらに まず いずれも ただし しかし これ それ ある および ならびに または もし ここ すでに とくに のち かつ よって そして なかでも あわせて このほか そのほか このうち そのうち これまで あの どの こうした このたび これらの ところが とある そんな こんな どんな いろんな さまざまな おおきな いろいろな あらゆる いわゆる あおい たとえば つまり だから それぞれ すべて みんな たくさん わたしたち すると もしくは あるいは ゆえに`)

// tickers are the stock codes in the names of the financial press: <7203>.
var tickers = pattern.New(`^<[^<>]{1,8}>|<[^<>]{1,8}>$`)

// leads are words that stand before a name without being part of it.
var leads = pattern.New(`^(続報|速報|追報|第[0-9一二三四五]報|[QA][0-9]{1,2}\.?\s|再々委託先|再委託先|業務委託先|委託先|委託元|委託業者|受託業者|受託会社|受託者|運営会社|運営元|運営受託者|連結子会社|完全子会社|子会社|親会社|関連会社|グループ会社|関係会社|協力会社|取引先|発表元|提供元|開発元|販売元|製造元|発行元|本件|今回|一方|同日|当時|現在|先日|前出|上記|下記|大手|中堅|老舗|業者|会社|企業|事業者|委託|者|を運営|運営(?:する|している)|運営|メーカー|社名|発信元|送信者|差出人|通販大手|代表|お問い合わせ先|問い合わせ先|問合せ先|窓口|本件窓口|担当|[一-龥]{1,4}[^式限同資名互的一]会社)+[::・\s]*`)

// gluedKind is what somebody is right in front of a name in Latin letters: 学習用品メーカーYoshihara.
var gluedKind = pattern.New(`^[一-龥ァ-ヶー・]{0,16}(?:企業|会社|大手|メーカー|ベンダー|プラットフォーム|事業者|業者|団体|機関|アプリ)([A-Z][A-Za-z0-9]{2})|^[一-龥ァ-ヶー・]{0,16}(?:企業|[^式限同資名互]会社|大手|業者|チェーン)(?:の)?([ァ-ヶ][ァ-ヶー]{2})`)

func trimLead(s string) string {
	s = tickers.ReplaceAllString(s, "")
	for {
		if loc := gluedKind.FindStringSubmatchIndex(s); loc != nil {
			s = s[max(loc[2], loc[4]):]
		}
		t := strings.TrimLeft(leads.ReplaceAllString(s, ""), " ・:-")
		if t == s || t == "" {
			return t
		}
		s = t
	}
}

// tails are words that follow a name without being part of it.
var tails = pattern.New(`(代表取締役|取締役|代表社員|代表理事|理事長|社長|会長|頭取|代表の|総務部|広報|経営企画|営業|人事|情報システム部|カスタマー|お客様|お客さま|個人情報|コーポレート本部|管理本部|本社|支社|支店|営業所|事業所|事務所|工場|社員|従業員|職員|元社員|元従業員|担当者|関係者|役員|グループ各社|グループ会社|様|さん|御中|等|など|各位|製品|サーバー?|サイト|公式|ホームページ|不正アクセス|事件|事案|問題|事務局|相談窓口|コールセンター|ランサムウェア|サイバー攻撃|情報漏|(?:提供|運営|製|様)$|公表分|発表分).*$`)

func cutTail(s string) string {
	_, head := utf8.DecodeRuneInString(s)
	if head >= len(s) {
		return s
	}
	_, second := utf8.DecodeRuneInString(s[head:])
	head += second // a name does not begin with its tail: 株式会社システムX
	if whole, ok := strings.CutSuffix(s, "長"); ok && headed.MatchString(whole) {
		s = whole // who heads it
	}
	loc := tails.FindStringIndex(s[head:])
	if loc == nil || strings.HasPrefix(s[head+loc[0]:], "事務所") && anySuffix(s[:head+loc[0]], "法律", "会計", "特許", "設計", "税理士", "司法書士", "行政書士", "社労士", "労務士") {
		return strings.TrimRight(s, " ・-&")
	}
	if forStaff.MatchString(s[head+loc[0]:]) || s[head+loc[0]:] == "製" && anySuffix(s, "縫製", "精製", "調製", "特製") {
		return s
	}
	name := s[:head+loc[0]]
	if anyPrefix(s[head+loc[0]:], "支店", "支社", "営業所", "事業所", "事務所", "工場", "本社") {
		town := cutBranch(name)
		if town == name && s[head+loc[0]:] == "事務所" {
			return s // a part of the name: X保険事務所
		}
		name = town
	}
	if whole := strings.TrimSuffix(name, "の"); utf8.RuneCountInString(whole) >= 2 {
		name = whole // Xの|事務局
	}
	return strings.TrimRight(name, " ・-&")
}

// headed are bodies whose heads are called after them: X病院|長.
var headed = pattern.New(`(?:病院|医院|学院|学校|高校|幼稚園|保育園|こども園|学園|センター|図書館|博物館|美術館|研究所|事業所)$`)

// forStaff are those for whom a body is there, and the body: 鉄道職員|互助会.
var forStaff = pattern.New(`^(?:職員|社員|従業員|役員|営業|人事)[^\s、。「」()はがをにでの]{0,10}(?:会|組合|協会|連盟|連合|財団|基金|機構|センター|研究所|学校|大学)$`)

// cutBranch takes the town of a branch office off the name in front of it: X横浜(支店).
func cutBranch(name string) string {
	for i := range name {
		if _, end, ok := places().bases.longest(name, i); ok && end == len(name) && utf8.RuneCountInString(name[:i]) >= 2 {
			return name[:i]
		}
	}
	return name
}

// nameLike says that s can be the proper part of a name.
func nameLike(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 40 && !kindOnly.MatchString(s) && !words.notNames[foldWord(s)] && !slices.ContainsFunc(words.endingsOf(s), func(e ending) bool { return e.word == s })
}

// kindOnly are words that say what somebody is, not who.
var kindOnly = pattern.New(`^(とある|ある|某|都内|県内|市内|国内)|^[都道府県市町村区国公私]?立?[0-9]{1,3}(大学|病院|校|園|高校|学校|施設)$|^(私立|国立|公立|県立|市立|町立|民間|総合|地方|IT|大手|中堅|同|県|市|町|大学|附属|付属|系列|関連|加盟)?(大学|大学病院|医科大学|病院|企業|会社|銀行|高校|高等学校|中学校|小学校|幼稚園|保育園|保育所|こども園|短期大学|(特別)?支援学校|学校|行政機関|機関|団体|自治体|メーカー|クリニック|局|病院局|教育局|ホテル|店|ショップ|組合|漁協|農協|生協|信金|信組|社協|協会|財団|センター|白書|概要|庁舎)$|お願い|お知らせ|お詫び|おわび|^[ご御](?:報告|連絡|案内|説明|回答|挨拶)|について|における|[同当弊]社$`)

// plausibleName refuses what is not shaped like a name: pure numbers, dates, single
// kanji, hiragana words.
func plausibleName(s string) bool {
	if reportNumber.MatchString(s) && !isKatakana(s) {
		return false
	}
	letters := 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	return letters >= 2 && !notNamed.MatchString(s) && !isHiragana(s) && !startsWithDigit(s) && !counted.MatchString(s) && !persons.MatchString(s)
}

// notNamed begin or end as no name does: amounts, things done, half a word.
var notNamed = pattern.New(`^(氏名|住所|最大|約|計|合計|所属|一部|複数|当該|各種|[がはをにへでもの][^ぁ-ん]|[ぁぃぅぇぉっゃゅょァィゥェォッャュョー])|(被害|感染|攻撃|流出|漏えい|漏洩|紛失|盗難|侵入|改ざん|誤送信|案内|アドレス|人分|名分|ミス|提供|対応|関係|以上|程度|予定|実施|開始|終了|完了|同様|上記|下記|など)$|の(?:流出|漏えい|漏洩|紛失|盗難|誤送信|誤廃棄|誤送付)`)

// persons are people by their office or title, or by what makes them one of many.
var persons = pattern.New(`(課長|部長|専務|常務|園長|館長|総長|社長|会長|局長|室長|係長|署長|所長|院長|学長|校長|理事長|教授|准教授|講師|教諭|氏|さん|容疑者|被告|知事|市長|町長|村長|区長|教育長|弁護士|議員|記者|長官|大臣|代表|監察官|次長|主幹|参事|医師|アナリスト|担当者?|(?:利用|来場|来館|参加|加入|契約|購入|購読|応募|受講|受験|登録|申込|入居)者|会員|ユーザー)$`)

// reportNumber is 第2報 and its like; things are not organisations.
var reportNumber = pattern.New(`^第[0-9一二三四五六七八九十]+(報|回|回目|弾|号|部|章|話|条|位|日目|便|次|期)(?:$|[^ぁ-ん一-龥ァ-ヶ])|(通知書|申請書|納付書|名簿|報告書|一覧|お知らせ|情報|データ|件|事件|事案|事故|問題|攻撃|キー|業務|事業|講座|セミナー|アカウント|カード|メール|[0-9])$`)

// counted are numbers of things that stand in a name's place: 上級会員約100万人分.
var counted = pattern.New(`[0-9]+(万|人|件|名|社|カ|か|ヶ|年|月|日|時|台|世帯|通|枚|冊|点|円|校|団体|回|回線|%)|^[一二三四五六七八九十数百千万]+(人|名|件|社|校|団体)|^[A-Z]?(様|氏|さん)$|^[A-Z]$`)

func brackets(s string, i, j int) bool {
	return strings.HasSuffix(s[:i], "「") && strings.HasPrefix(s[j:], "」") || strings.HasSuffix(s[:i], "『") && strings.HasPrefix(s[j:], "』")
}
