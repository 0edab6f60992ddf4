package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A chainCue tells that the breach came through another organisation: a contractor, a
// supplier, a cloud or a company of the group.
type chainCue struct {
	find      string
	hit, miss string // checked by a test

	re *pattern.Pattern
}

// outsider is another organisation in its part as contractor or supplier.
const outsider = `(再々?委託先|委託先|委託業者|委託会社|委託事業者|受託(業者|事業者|会社|者)|指定管理者|(委託|外注|依頼|お願い)(し|する|して)(てい[るた]|いる|いた)?[^。、]{0,10}(会社|業者|事業者|企業)|(任せ|任され|預け|頼ん|請け負)(てい[るた]|ってい[るた]|でい[るた]|だ|う|った|た)[^。、]{0,10}(会社|業者|事業者|企業|法人|事務所|社|センター)|(開発|制作|販売|製造|納入)元|(システム|開発|提供|運営|印刷|運送|配送|保守|納入)(会社|事業者|業者)|提供元|ベンダー|仕入先|代理店|販売店)`

var outsiderWord = pattern.New(outsider)

// event is what happened there.
const event = `(不正アクセス|攻撃|ランサム|感染|侵入|誤って|誤送|誤配|誤封|誤廃|誤掲|誤公|ミス|誤り|紛失|なくし|なくなっ|盗|流出|漏え?い|漏洩|漏れ|漏らし|持ち出|コピー|取り違え|改ざん|不正な?スクリプト|不具合|忘れ|不正|無断|暗号化|被害|脆弱性|不調|転売|持ち去|持ち帰|置き?忘れ|落とし|見当たら|私的|目的外)`

var chainCues = func() []chainCue {
	cues := []chainCue{
		{find: outsider + `[^。、と]{0,14}(が|の|で|への?|による?|における|において)[^。]{0,80}` + event,
			hit: "業務委託先のサーバーが不正アクセスを受けた。", miss: "委託先を含めて不正の防止に努める。"},
		{find: outsider + `[^。、]{0,20}が[^。、]{0,10}(作業|担当|実施|処理)して(い|お)`,
			hit: "送信は委託先の企画会社が担当していた。", miss: "委託先を選び直した。"},
		{find: `(自治体|市町村|企業|各社|学校|医療機関|店舗|団体)[^。、]{0,6}に(提供|納入|配信)(する|している|した)[^。]{0,40}(不具合|不正アクセス|攻撃|改ざん|侵入)`,
			hit: "同社が4市町村に提供するシステムに不具合があった。", miss: "企業に提供する資料を直した。"},
		{find: `(子会社|グループ会社|関連会社|グループの[^。、]{1,12}会社|取引先の?(会社|企業)?)[^。、]{0,30}(が|の(サーバー?|システム|ネットワーク|機器|社員|従業員|回線))[^。]{0,20}(攻撃|不正アクセス|侵入|感染|持ち出)`,
			hit: "子会社のサーバーが攻撃を受けた。", miss: "子会社を含む従業員の情報が流出した。"},
		{find: `(外部|他社|海外)の[^。、]{0,14}(サービス|システム|クラウド)(が|に|で|へ)[^。]{0,20}(不正アクセス|攻撃|侵入|改ざん|感染|不具合)`,
			hit: "外部の配信サービスが不正アクセスを受けた。", miss: "外部からシステムに侵入された。"},
		{find: event + `[^。]{0,24}` + outsider + `[^。、]{0,14}(によ|が|で|の(社員|従業員|職員|担当|派遣))`,
			hit: "情報を漏らしたのは委託先の従業員だった。", miss: "不正アクセスを受け、委託先と協議した。"},
		{find: `(から|より)[^。、]{0,16}(受託し|請け負っ|預かっ|委託され)[^。]{0,80}` + event,
			hit: "自治体から受託した業務のデータが流出した。", miss: "お客様からお預かりした品。"},
		{find: `(受託|請け負っ|請け負う|委託を受け)[^。]{0,60}(が|は|の)[^。]{0,60}` + event,
			hit: "事務を受託した団体が、名簿を誤って送った。", miss: "受託の実績を積んだ。"},
		{find: `(委託|任せ|使っ|利用し|導入し|契約し|組み込ん)[^。]{0,40}(会社|業者|事業者|サービス|システム|プログラム|クラウド)[^。]{0,40}(が|に|へ|で|の)[^。]{0,20}(不正アクセス|攻撃|侵入|改ざん|感染|不具合|不正な?スクリプト)`,
			hit: "利用しているクラウドサービスが不正アクセスを受けた。", miss: "導入しているシステムを更新した。"},
		{find: `(グループ|子会社|関連会社|取引先|事業者|会社|海外拠点|現地法人)[^。]{0,30}(を(経由|通じ|足がかり|踏み台)|経由で)[^。]{0,30}(侵入|攻撃|アクセス)`,
			hit: "グループ会社の回線を経由して侵入された。", miss: "VPN機器を経由して侵入された。"},
		{find: `に[^。、]{0,24}を(提供|配信|供給|納入)(する|している|していた)[^。]{2,30}(が|に|へ|の)[^。]{0,16}(不正アクセス|攻撃|侵入|改ざん|感染)`,
			hit: "各社に予約システムを提供する企業が不正アクセスを受けた。", miss: "当社が提供するアプリが攻撃を受けた。"},
		{find: `[^。、が当弊自同会]社が(提供|配信|供給|管理|保守)(する|している|していた)[^。、]{0,16}の?(不正アクセス|改ざん|侵入|不具合|脆弱性)`,
			hit: "ミズウミ社が配信するプログラムの改ざんによる。", miss: "自社で管理するサーバーの脆弱性。"},
		{find: `(保守|委託|業者|取引先|子会社|グループ)[^。]{0,16}(つなぐ|つないだ|使う|設けた|管理する|との)[^。]{0,20}(回線|リモート|VPN|機器|接続)|侵入(経路|口|の入口)[^。]{0,24}(保守会社|委託先|業者|子会社|取引先)`,
			hit: "侵入経路は保守会社の回線だった。", miss: "侵入経路は調査中だ。"},
		{find: `(提供|配信|供給|保守)(する|して(いる|いた))(会社|業者|事業者|企業|法人)が[^。]{0,30}` + event + `[^。]{0,30}(当|本|弊|自)(社|館|市|町|校|院|会|店|園|組合)`,
			hit: "予約の仕組みを提供している会社が不正アクセスを受け、当館の利用者の情報が漏れた。", miss: "配信サービスを提供する会社が不正アクセスを受けた。"},
		{find: `(町|市|村|県|区|当社|同社|当院|当校|同町|同市)(は|が)?[^。、]{0,10}(の)?[^。、]{0,10}を(町外の|市外の|外部の|民間の)?(事業者|業者|会社|団体|企業|法人)に(任せ|頼ん|委ね|委託し|お願いし)て(い|お)`,
			hit: "町は受付の仕事を町外の事業者に任せている。", miss: "町は業者に注意を促した。"},
		{find: `(を|の)[^。、]{0,14}(請け負う|請け負っ|引き受け|担う|受け持つ|受託する|受託し|任され)[^。、]{0,12}(会社|事業者|業者|法人|団体|財団|事務所)?[^。]{0,40}(が|は|の|だ)[^。]{0,40}(作成し|確かめ|作っ|移行し|載せ|操作|通り道|入口|入り口|端末|パソコン|サーバー?|添え|送っ|った)`,
			hit: "画面を作ったのは運用を請け負う会社だった。", miss: "請負の実績を増やした。"},
		{find: `(を[^。、]{0,10}貸し(出し)?て(い|お)る|を(各社|各国|各地)[^。、]{0,10}に(貸|提供|納め))[^。]{0,40}(侵入|入り込|不正|攻撃|抜き取|突)`,
			hit: "券売の仕組みを貸している企業に何者かが入り込んだ。", miss: "会議室を貸している。"},
		{find: `委託元|(出荷|発送|業務|運営|印刷|処理|保守)を(任せ|委託し)て?(い|た)[^。]{0,30}(自治体|企業|会社|団体|サイト|各社)`,
			hit: "委託元12団体の情報が流出した。", miss: "出荷を再開した。"},
	}
	for i := range cues {
		cues[i].re = pattern.New(cues[i].find)
	}
	return cues
}()

// chainSet are the patterns of chainCues.
var chainSet = pattern.SetOf(chainCues, func(c *chainCue) *pattern.Pattern { return c.re })

// helpers are outsiders whom the breach did not come through: those who looked into it,
// and those whom the organisation will watch more closely.
var helpers = pattern.New(`(委託|依頼)[^。、]{0,14}(調査|セキュリティ|フォレンジック|弁護士|専門)|(調査|解析|監査)[^。、]{0,6}を(委託|依頼)|委託先(の|に対する|への)?(監督|管理|指導|選定)|(カード|決済代行)会社|(委託先|業者|代理店)[^。、]{0,12}(の分|(の|も)[^。、]{0,10}含)|(会社|事業者|業者|先)から[^。]{0,40}(疑い|懸念|可能性|旨)[^。、]{0,14}(連絡|指摘|通報)|(委託先|受託者)[^。]{0,12}(協議|確認し|連携)`)

// subsidiary is what stands before the name of a company whose parent speaks for it.
var subsidiary = pattern.New(`(子会社|傘下|グループ会社)(の|である|にあたる|、)?[^。、「」]{0,6}「?$`)

// announcesSubsidiary says that the text names the breached company as a subsidiary: the
// other party is then the parent that announces it, which is no chain.
func (d *document) announcesSubsidiary(b *block, orgs []Organization) bool {
	for _, o := range orgs {
		if o.Role != "breached" {
			continue
		}
		name := normalize(o.Name).s
		for _, k := range b.tale() {
			s := d.sentences[k]
			text := d.s[s.start:s.end]
			if i := strings.Index(text, name); i >= 0 && subsidiary.MatchString(lastRunes(text[:i], 14)) {
				return true
			}
		}
	}
	return false
}

// public says that the breach happened at a municipality, which is nobody's contractor: its
// offices keep the books of the societies of the place.
func public(orgs []Organization) bool {
	return slices.ContainsFunc(orgs, func(o Organization) bool {
		return o.Role == "breached" && anySuffix(o.Name, "市", "町", "村", "県", "府", "区役所", "市役所")
	})
}

// A chainTelling is what a case tells of other parties that it came through: the signs of the
// model of cases, and what they were read from.
type chainTelling struct {
	signs    []string
	affected *Organization
	cue      []Evidence
}

// tellChain reads whether a breach at one party hit another.
func (d *document) tellChain(b *block, told []toldSentence, orgs []Organization) *chainTelling {
	t := &chainTelling{}
	cues, outsiders, titled, affected := 0, false, false, 0
	for i := range orgs {
		if orgs[i].Role == "affected" {
			affected++
			if t.affected == nil {
				t.affected = &orgs[i]
			}
		}
	}
	for _, s := range told {
		if outsiderWord.MatchString(s.text) {
			outsiders = true
			titled = titled || d.lines[s.line].zone == title
		}
		if helpers.MatchString(s.text) {
			continue
		}
		for _, places := range chainSet.In(s.text, 1) {
			if cues++; t.cue == nil {
				t.cue = []Evidence{s.evidence(d, places[0][0], places[0][1])}
			}
			break
		}
	}
	for _, sign := range []struct {
		holds bool
		name  string
	}{
		{affected > 0, "affected"},
		{affected > 1, "several affected"},
		{affected > 0 && d.announcesSubsidiary(b, orgs), "subsidiary"},
		{public(orgs), "breached public"},
		{cues > 0, "chain told"},
		{cues > 1, "chain told again"},
		{outsiders, "outsider"},
		{titled, "outsider in title"},
	} {
		if sign.holds {
			t.signs = append(t.signs, sign.name)
		}
	}
	return t
}
