package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// Leads are the words in front of a name by which its trade is told. Behind doesTrade, a
// clause that tells what somebody does or was given to do, stands who does it; behind
// hasTrade, a noun, may stand anything that such a body has.
var (
	doesTrade = pattern.New(`(?:を(?:営む|営んでいる|展開する|展開している|手が?掛?ける|手が?掛?けている|扱う|取り扱う|経営する|運営する|運営している|製造する|製造している|販売する|販売している|卸す|卸している|担当する|担当した|担当している|貸し出す|貸し出している|貸す|貸している|納める|納めた|納めている|とりまとめる|取りまとめる|束ねる|作る|作っている|つくる|売る|売っている|届ける|届けている|提供する|提供している|供給する|供給している|納入する|納入した|納入している|運用する|運用している|代行する|代行している|保守する|保守している|開発する|開発した|開発している)|(?:` + givesWork + `|` + takesWork + `)|(?:運営|提供|開発|販売|経営|制作|展開)(?:する|し|して` + state + `)のは|(?:作って|手が?掛?けて|動かして)いるのは|(?:系列|傘下|グループ|同じグループ|系列会社|関連会社|グループ会社|協力会社|提携先|親会社|兄弟会社)の|(?:連結|完全|販売|海外)子会社(?:の|である)?|(?:荷主|委託先|取引先|再委託先|受託者|提供元|販売元|運営元|製造元)である)`)
	hasTrade  = pattern.New(trades + `(?:の|である)|(?:通信?販売?|販売|印刷|運送|旅行|警備|出版|広告|清掃|ゲーム|建設|不動産|保険|製薬|食品|化粧品|住宅)会社|(?:通販|クラブ|販売|小売|製造|専門|回収|運送|運輸|印刷|警備|清掃|保険|旅行|食品|飲料|雑貨|文具|化粧品|衣料品?|家具|家電|書籍|小物|菓子)の|(?:販売|印刷|運送|旅行|警備|出版|広告|調査|ゲーム|提供|運営|開発|保守)会社(?:の|である)?`)
)

var (
	// asBody follows a name that does something, or has its seat or figure told behind it.
	asBody = pattern.New(`^(?:は|が|も|では|でも|から(?:の|は|も|、)|に(?:も|は|対|確|連|委|依|任|渡)|へ(?:の|も)|の(?:元?社員|元?従業員|社長|担当者|サーバ|システム|端末|工場|店舗)|に(?:おいて|おける)|によ|の(?:パソコン|端末|[^、。はがを]{0,4}(?:社員|担当者|従業員|職員)|作業員|運転手|スタッフ|アルバイト|派遣社員|行員|コールセンター|センター|施設|倉庫|店|説明|発表|サービス|ネットワーク)|で|、|と(?:、|契約)|\()`)
	// seatOrFigure is what stands in the brackets behind a name.
	seatOrFigure = pattern.New(`^\((?:[^\s()、]{2,24}、)?(?:` + countries + `|約?[0-9][0-9,.万千]*(?:人|件|名)|同約?[0-9]|本社|本部|同[市県町村区]|地元|NPO|代表|[一-龥]{2,4}[都道府県]|[^()、]{0,4}[一-龥ぁ-ん]{1,6}[市区町村])[^()]{0,20}\)`)
	// actsAsBody is what a body does as the subject of its sentence.
	actsAsBody = pattern.New(`^(?:は|が|も|では)[^。「」]{0,90}(?:発表した|発表して|公表した|公表して|公表。|発表。|明らかに(?:した|して|なった)|陳謝した|謝罪した|認め|明かし|訂正し|改め|影響を受け|揺れた|流出|漏え?い|漏洩|紛失|被害に|侵入され|攻撃を受け|誤って|見舞われ|被害を受け|おそれがあると|[0-9][^。、]{0,8}とした)|^から[^。]{0,50}(?:相談|連絡|報告|申告|通報)`)
	// noTrader are words behind such leads that name nobody.
	noTrader = pattern.New(`(?:者|員|側|元|先|人|男|女|氏|さん|様|部署|部門|部|課|係|室|担当|会社|企業|業者|事業者|事業所|店員|団体|法人|機関|組織|施設|工場|拠点|支店|営業所|店舗|サーバー?|システム|サイト|サービス会社|アプリ|機器|端末|装置|ソフト|データ|情報|名簿|一覧|書類|資料|封筒|荷物|商品|製品|原因|理由|結果|調査|調べ|発表|公表|説明|報告|話|例|件|場合|際|時|年|月|日|間|中|内|上|下|うち|ほか|他|など|方|形|点|数|額|全体|一部|多く|大半|場所|会場|現場|関係|委託|再委託|再|対象|影響|被害|事故|事件|事案|攻撃|障害|流出|漏えい|紛失|感染|侵入|誤送信|メール|チーム|グループ|ベンダー?|パートナー|スタッフ|ボランティア|各社|師|業務|市町村?|アルバイト|パート|ドライバー|メーカー|大手|とき|こと|もの|ところ)$|^(?:同|当|本|各|両|某|別|他|元|全|自|[のはがをにへでも][^ぁ-ん]|の[はがをにもで]|側|複数|一部|地元|市内|県内|都内|外部|国内|海外|大手|中堅|[0-9])`)
)

// tradeTail are things that firms are called after; with a seat told behind it such a word is a name.
var tradeTail = pattern.New(`[ァ-ヶーぁ-ん一-龥]{2,}(?:情報|データ|システム|機器|装置|ソフト|製品|資料|調査|サービス会社)$`)

// tradedNames finds the bodies of a sentence that are named behind their trade, whatever words
// they are made of: 家具店を営む葦原商会が, 印刷会社の霧丘ネット(約2万件).
func (d *document) tradedNames(toks []token, s sentence) []orgMention {
	var out []orgMention
	text := d.s[s.start:s.end]
	for from := 0; from < len(text); {
		does, has := doesTrade.FindStringIndex(text[from:]), hasTrade.FindStringIndex(text[from:])
		lead, sure := does, true
		if lead == nil || has != nil && has[1] < lead[1] {
			lead, sure = has, false
		}
		if lead == nil {
			break
		}
		at := from + lead[1]
		from = at
		if m, ok := d.tradedName(toks, s, s.start+at, sure); ok {
			out = append(out, m)
			from = m.end - s.start
		}
	}
	return out
}

// tradedName reads the name of somebody behind a lead that ends at byte i.
func (d *document) tradedName(toks []token, s sentence, i int, does bool) (orgMention, bool) {
	name := cutTail(d.nameBehind(i, s.end))
	n := utf8.RuneCountInString(name)
	if n < 3 || n > 16 || strings.Contains(name, "を") || !nameLike(name) || noTrader.MatchString(name) && !(tradeTail.MatchString(name) && seatOrFigure.MatchString(d.s[i+len(name):s.end])) || !plausibleName(name+"社") || strings.ContainsAny(name, "「」『』、。:") || genericSubject.MatchString(name) {
		return orgMention{}, false
	}
	if form, ok := legalFormAt(d.s[i+len(name) : s.end]); ok {
		name += form
	}
	m := orgMention{start: i, end: i + len(name), kind: otherOrg, rule: "org/traded", context: i + len(name)}
	after := firstRunes(d.s[m.end:s.end], 110)
	if seatOrFigure.MatchString(after) {
		return m, true
	}
	if !asBody.MatchString(after) {
		return orgMention{}, false
	}
	if d.wordsOfName(toks, m.start, m.end) {
		return m, does || actsAsBody.MatchString(after)
	}
	return m, (does || actsAsBody.MatchString(after)) && !hasHiragana(name) && !kindAtEnd.MatchString(name)
}

// wordsOfName says that of the words d.s[i:j] not all are of the language, or that they end as
// the names of companies do.
func (d *document) wordsOfName(toks []token, i, j int) bool {
	name := d.s[i:j]
	for _, t := range toks {
		if t.start >= i && t.end <= j && t.class.named() && !words.notNames[foldWord(d.s[t.start:t.end])] {
			return true
		}
	}
	for _, e := range words.endingsOf(name) {
		if head, ok := strings.CutSuffix(name, e.word); ok && utf8.RuneCountInString(head) >= 2 && !words.notNames[foldWord(head)] {
			return true
		}
	}
	return false
}

// withTraded adds names that were found behind their trade where no other was; one whose form
// shows an organisation knows better where its name ends.
func withTraded(found, traded []orgMention) []orgMention {
	traded = slices.DeleteFunc(traded, func(t orgMention) bool {
		return slices.ContainsFunc(found, func(m orgMention) bool {
			return m.sure && m.start < t.end && t.start < m.end && !(t.start < m.start && t.end == m.end)
		})
	})
	return withFramed(found, traded)
}
