package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// kindNouns are the nouns by which an organisation is described and not named, of the
// lexicon, and a letter in a name's place: A社.
var kindNouns = `(?:` + strings.Join(words.kinds, "|") + `|[A-Z]社)`

// regions are places larger or vaguer than a prefecture.
const regions = `(?:関東|関西|東海|北陸|九州|東北|北海道|四国|中国|近畿|中部|首都圏|西日本|東日本|北関東|南関東|京阪神|県外|政令市|中核市|政令指定都市)`

// prefectures are places by their closed list or form, with the town in them.
const prefectures = `(?:北海道|東京都?|(?:京都|大阪)府?|[一-龥]{2,3}県|` + shortPrefectures + `)(?:[・]?[一-龥ぁ-んァ-ヶ]{1,6}?[市区町村])?`

// shortPrefectures are those of lexicon/municipalities.tsv without their 県: 長野の病院.
const shortPrefectures = `青森|岩手|宮城|秋田|山形|福島|茨城|栃木|群馬|埼玉|千葉|神奈川|新潟|富山|石川|福井|山梨|長野|岐阜|静岡|愛知|三重|滋賀|兵庫|奈良|和歌山|鳥取|島根|岡山|広島|山口|徳島|香川|愛媛|高知|福岡|佐賀|長崎|熊本|大分|宮崎|鹿児島|沖縄`

// hasSeat tells where somebody sits: に本社を置く.
const hasSeat = `に(?:本社|本店|拠点|本部|工場|店舗)を(?:置|構|持|も|展開)[くえつすてるい]{1,4}`

// insideOf follows 県内, 市内; seated follows the name of a place.
const (
	insideOf = `(?:の|にある|` + hasSeat + `)`
	seated   = `(?:の|にある|内の|内にある|内?` + hasSeat + `)`
)

// dayCellAhead is a day that a space parts from what follows.
const dayCellAhead = `(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日\s`

// apart parts a place from the body there in a list: 長野県/病院, 【長野県】病院.
const apart = `(?:[】〕〉>)・:=/、,|-]\s?|で、?|\s(?:` + dayCellAhead + `)?|(?:私|公|国)立)`

// placeApart is a place in a cell of its own, or with a date behind it, in front of a description.
var placeApart = pattern.New(`^[【〔<〈(]?` + prefectures + `(?:\s?[/|:]\s?|\s` + dayCellAhead + `)`)

// behindKind ends a description: a particle, a mark, who works there.
const behindKind = `(?:は|」|が|で|だ|に|の|も|、|。|と|を|から|\(|\)|\s|:|/|】|―|—|–|$|教諭|教員|職員|社員|医師|看護師)`

// aPlace, in front of a kind, describes by where somebody is: X県内の, 首都圏の, 【X県】,
// ■県立.
const aPlace = `(?:(?:都|県|市|府|道|町|村|区|国)内` + insideOf + `|(?:都|県|市|府)[東西南北中]部の|` + inRegion + insideOf + `|` +
	prefectures + seated + `|[一-龥]{1,4}(?:都|府|県|市|区|町|村)` + seated + `|[【〔<〈(]?` + prefectures + apart + `|` +
	`(?:^|[\s】:・■◆●])[都道府県市区町村国公私]立の?)`

// inRegion is a region by itself.
const inRegion = regions + `(?:地方|地区|エリア)?`

// anywhere is a place, whatever its size.
const anywhere = `(?:` + inRegion + `|` + prefectures + `(?:内)?|(?:都|県|府|道)内)`

// doing follows the trade of somebody: 介護施設を営む.
const doing = `を(?:提供|運営|展開|販売|製造|営|手掛け|手がけ)(?:する|る|している|む|んでいる|ている)`

// partOf is the body that belongs to the one described: メーカーの販売子会社.
var partOf = `(?:の[^\s、。「」はがをのにで]{0,8}(?:子会社|関連会社|グループ会社|教育委員会|図書館))?`

// anonymousForms are the ways in which an organisation is described and not named: by
// its place, as ある or 大手, by what it does. A particle or mark stands behind.
var anonymousForms = pattern.New(`((?:` + aPlace + `[^\s、。「」はがを]{0,16}?` + kindNouns +
	`|` + anywhere + `の(?:とある|ある)?(?:市|町|村|区)` +
	`|(?:ある|とある|某|大手|中堅|老舗)(?:地方の)?[^\s、。「」はがを]{0,14}?` + kindNouns +
	`|` + anywhere + `(?:で|に)[^\s、。「」はがで]{2,16}` + doing + `[^\s、。「」はがを]{0,8}?` + kindNouns +
	`|[^\s、。「」はがでに]{2,16}` + doing + `[^\s、。「」はがを]{0,8}?` + kindNouns + `)` + partOf + `)` + behindKind)

// vagueForm and generalForm are descriptions that also stand for many; the latter only
// where the text is not sure to tell a case. Those of manyForm always do.
var (
	vagueForm   = pattern.New(`^(ある|とある|某|大手|中堅|老舗|国内|海外)`)
	manyForm    = pattern.New(`[0-9数](市|区|町|村|社|校|園|団体|施設|病院|機関|法人|自治体|つの|か所)|各|複数|同じ`)
	generalForm = pattern.New(`(の|内|ある|手|中堅|老舗|^某)(企業|会社|団体|事業者|組織|業者)$`)
)

var announcing = pattern.New(`発表|公表|明らかに`)

// describedPlace follows a place that only belongs to such a description.
var describedPlace = pattern.New(`^(?:` + apart + `|` + seated + `)[^\s、。「」はがを]{0,16}?` + kindNouns + behindKind)

// somebodyThere is a noun behind the place where somebody sits, whatever kind of body it
// tells: 山形県の葬儀社が. Groups 1 and 2 are the description and the noun.
var somebodyThere = pattern.New(`((?:` + prefectures + `|` + regions + `(?:地方)?|(?:都|県|市|府|道|町|村|区|国)内|[一-龥]{1,4}[都府県市区町村])` + seated + openKind + `)` + behindKind)

// placeBefore is a place in front of somebody.
var placeBefore = pattern.New(`(?:` + prefectures + `|` + regions + `(?:地方)?|[都県市府道町村区国]内|[一-龥]{1,4}[都府県市区町村])(?:の|にある|内の|内にある)$`)

// seatBefore is the seat of somebody in front of him.
var seatBefore = pattern.New(hasSeat + `$`)

// bodyThere is the same behind the name of a place.
var bodyThere = pattern.New(`^` + seated + openKind + behindKind)

// openKind is a noun that may tell a kind of body; ofPlace are those that do not: what a
// government has, who lives there, what happens there.
const openKind = `([一-龥ァ-ヶー々A-Za-z・]{2,16}?)`

var ofPlace = pattern.New(`^(元|担当|委託|公式|教育|職員|幹部|知事|市長|町長|村長|区長|副|部長|課長|外郭|指定|災害|防災|保健|福祉|健康|税|国民|介護|子育|住民|県民|市民|町民|村民|区民|個人|情報|電子|補助|給付|支援|制度|窓口|申請|条例|予算|観光|特産|新型|被害|事件|事故|事案|問題|場合|発表|公表|説明|調べ|調査|まとめ|業務|事業|計画|施策|男|女|会社員|無職|自営|住宅|路上|国道|駅|空港|山|川|海|自宅|民家|中心|郊外|沿岸|各地|全域|一部|複数|同|当|自社|本社|支社|拠点|工場|倉庫|株式会社|有限会社|合同会社)|(課|部|局|室|係|庁|警|公園|広場|路上|車内|店内|署員|職員|教員|教諭|社員|住民|市民|男性|女性|会社員|生徒|児童|患者|代表|者|さん|氏|市|町|村|区|県|郡|地区|地域|地方|方面|周辺|システム|サイト|サーバー?|ホームページ|アカウント|メール|データ|情報|書類|名簿|端末|事業|業務|計画|条例|制度|問題|事件|事故|場合|ほか|全域|各地)$`)

// describedWhole is a place and a kind that read like a name: 埼玉・市立小学校, 都内の私立大学.
var describedWhole = pattern.New(`^(?:` + prefectures + `・|(?:` + inRegion + `|(?:都|県|市|府|道|町|村|区|国)内)` + insideOf + `)(?:[都道府県市区町村国公私]立)?` + kindNouns + `$`)

// placeBehind stands between such a kind and its place: 病院(長野県), 病院、長野県.
var placeBehind = pattern.New(kindNouns + `[(、,/・\s]$`)

// anonymous finds an organisation that the block describes and does not name, in a
// sentence that tells of an announcement, or at the head of its block; in any sentence
// of a block that is sure to tell a case.
func (d *document) anonymous(b *block, sure bool) *Organization {
	if o := d.describedOrg(b, sure); o != nil || b.own {
		return o
	}
	if o := d.bareGovernment(b); o != nil {
		return o
	}
	return d.unnamedIssuer(b)
}

// governmentSays opens the sentence of a local paper or broadcaster whose readers know which one
// is meant.
var governmentSays = pattern.New(`^(?:[^、。「」]{0,12}、)?([県府道都市区町村](?:教育委員会|教委|消防局|水道局|消防本部)?)(?:は|が|に(?:より|よる)と|では)`)

// bareGovernment is the government that says of itself, by its rank alone, that it had a
// breach: 県は…と発表した.
func (d *document) bareGovernment(b *block) *Organization {
	for _, k := range b.parts {
		s := d.sentences[k]
		text := d.s[s.start:s.end]
		if z := d.lines[s.line].zone; z != story && z != title || !d.tells(k) || !d.asks(k).Match(announcing) && !d.asks(k).Match(sorryWords) {
			continue
		}
		if loc := governmentSays.FindStringSubmatchIndex(text); loc != nil {
			e := d.evidence(s.start+loc[2], s.start+loc[3])
			return &Organization{Name: e.Text, Role: "breached", Anonymous: true,
				Proof: Proof{Rule: "org/government", Confidence: mediumConfidence, Evidence: []Evidence{e}}}
		}
	}
	return nil
}

// unnamedIssuer is the writer of a notice that does not name itself: 当協会, 本学. It
// tells the breach as its own, and says sorry or heads the notice with it.
func (d *document) unnamedIssuer(b *block) *Organization {
	h := d.headline()
	headed := h == "" || (breach.MatchString(h) || mishap.MatchString(h)) && aboutCase.MatchString(h) && !otherGenres.MatchString(h) && !impersonation.MatchString(h)
	noticed := h == "" || noticeHead.MatchString(h)
	sorry, polites, told := false, false, false
	var name *Evidence
	for _, k := range b.parts {
		s := d.sentences[k]
		z := d.lines[s.line].zone
		text := d.s[s.start:s.end]
		sorry = sorry || z != aside && d.asks(k).Match(sorryWords)
		var loc []int
		if d.asks(k).Match(selfReference) {
			loc = selfReference.FindStringIndex(text)
		}
		if loc != nil && !without(d.asks(k), quoted).Match(selfReference) {
			loc = nil // somebody else's
		}
		if z != story || loc == nil && d.asks(k).Match(quoted) {
			continue
		}
		if loc != nil && name == nil {
			e := d.evidence(s.start+loc[0], s.start+loc[1])
			name = &e
		}
		tells := d.tells(k) || headed && h != "" && loc != nil && d.asks(k).Match(breach) // what the headline tells already
		polites = polites || tells && polite.MatchString(text)
		switch {
		case !tells:
		case loc != nil && (headed && (d.asks(k).Match(dated) || d.asks(k).Match(thisCase)) || noticed && lately.MatchString(text)):
			told = true
		case (headed || noticed) && d.asks(k).Match(leaked) && lately.MatchString(text):
			told = true
		}
	}
	if name == nil || !told || !sorry && !polites {
		return nil // advice of somebody who speaks of 当社
	}
	return &Organization{Name: name.Text, Role: "breached", Anonymous: true,
		Proof: Proof{Rule: "org/issuer", Confidence: lowConfidence, Evidence: []Evidence{*name}}}
}

var (
	// noticeHead are headlines of notices, not of the articles that show how to write one.
	noticeHead = pattern.New(`(お詫び|おわび|お知らせ|ご報告)(と[^。]{0,12})?[)」】]?$`)
	// lately opens the news of a notice.
	lately = pattern.New(`このたび|この度|本日`)
)

// polite are the verb forms of notices, which reports and advice do not use.
var polite = pattern.New(`いたしま(した|す)|いただきま(した|す)|ございま(した|す)|申し上げます|ておりま(した|す)`)

// describedIn is the place of a description in sentence k and, as groups 1 and 2 of a match,
// those of its parts; nil if there is none. Every block of a text asks, some twice.
func (d *document) describedIn(k int) []int {
	if loc, known := d.described[k]; known {
		return loc
	}
	s := d.sentences[k]
	text := d.s[s.start:s.end]
	var loc []int
	if d.asks(k).Match(anonymousForms) {
		if loc = anonymousForms.FindStringSubmatchIndex(text); strings.HasPrefix(text[loc[2]:], "ある") && anySuffix(text[:loc[2]], "の", "が", "に", "も", "で") {
			loc = nil // 取引のある会社
		}
	} else if d.asks(k).Match(somebodyThere) {
		if loc = somebodyThere.FindStringSubmatchIndex(text); ofPlace.MatchString(text[loc[4]:loc[5]]) {
			loc = nil
		}
	}
	d.described[k] = loc
	return loc
}

func (d *document) describedOrg(b *block, sure bool) *Organization {
	for n, k := range b.parts {
		s := d.sentences[k]
		opens := b.own && n < 2
		if z := d.lines[s.line].zone; z != story && !opens {
			continue
		}
		text := d.s[s.start:s.end]
		loc := d.describedIn(k)
		if loc == nil {
			continue
		}
		form := text[loc[2]:loc[3]]
		if manyForm.MatchString(form) {
			continue
		}
		told := sure || d.tells(k) && d.asks(k).Match(dated) && !generalForm.MatchString(form)
		if !opens && !d.asks(k).Match(announcing) && !(told && !vagueForm.MatchString(form)) {
			continue
		}
		if !b.own && strings.HasPrefix(form, "国内") {
			continue // all of them, in a survey
		}
		name := strings.TrimLeft(form[strings.LastIndexAny(form, "\t|")+1:], "【〔、。・】: ■□◆◇●○▼▽◎★")
		name = name[len(placeApart.FindString(name)):]
		e := d.evidence(s.start+loc[3]-len(name), s.start+loc[3])
		return &Organization{Name: e.Text, Role: "breached", Anonymous: true,
			Proof: Proof{Rule: "org/anonymous", Confidence: mediumConfidence, Evidence: []Evidence{e}}}
	}
	return nil
}
