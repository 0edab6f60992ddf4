package extract

import (
	"regexp"
	"slices"
	"strings"
)

// kindNouns are the nouns by which an organisation is described and not named.
const kindNouns = `(?:大学院大学|大学病院|附属病院|短期大学|大学|専門学校|高等学校|高校|中学校|小学校|幼稚園|保育園|保育所|特別支援学校|女子大|一貫校|こども園|学校法人|学校|学習塾|予備校|病院|医院|クリニック|診療所|薬局|医療機関|医療法人|企業|会社|メーカー|商社|出版社|(?:製造|小売|建設|運輸|運送|物流|宿泊|飲食|旅行|不動産|卸売|サービス|出版|印刷|警備|人材派遣)業者?|業者|小売店|事業者|事業所|事務所|税理士法人|社会福祉法人|NPO法人|宗教法人|自治体|行政機関|公的機関|官公庁|市役所|町役場|区役所|教育委員会|銀行|信用金庫|信用組合|信金|信組|農協|漁協|生協|社協|社会福祉協議会|商工会議所|商工会|協議会|公社|健診機関|検査機関|区役所|村役場|市立小|公立小|公立中|市立中|県立高|都立高|府立高|道立高|私立高|私立大|国立大|公立大|私大|金融機関|団体|協会|財団法人|社団法人|財団|法人|組合|施設|ホテル|旅館|店舗|専門店|ショップ|通販サイト|ECサイト|チェーン|百貨店|販売店|量販店|商店|書店|サロン|教室|農園|酒蔵|老人ホーム|デイサービス|キャンプ場|映画館|劇場|神社|寺院|代理店|[A-Z]社|工務店|美容室|スキー場|ゴルフ場|遊園地|テーマパーク|スポーツクラブ|フィットネスクラブ|博物館|美術館|診療センター|研究所|研究機関|図書館)`

// regions are places larger or vaguer than a prefecture.
const regions = `(?:関東|関西|東海|北陸|九州|東北|北海道|四国|中国|近畿|中部|首都圏|西日本|東日本|北関東|南関東|京阪神|県外|政令市|中核市|政令指定都市)`

// prefectures are places by their closed list or form, with the town in them.
const prefectures = `(?:北海道|東京都?|(?:京都|大阪)府?|[一-龥]{2,3}県)(?:[・]?[一-龥ぁ-んァ-ヶ]{1,6}?[市区町村])?`

// seated tells where somebody sits.
const seated = `(?:の|にある|内の|内にある|内?に(?:本社|本店|拠点|本部|工場|店舗)を(?:置|構|持|も|展開)[くえつすてるい]{1,4})`

// behindKind ends a description: a particle, a mark, who works there.
const behindKind = `(?:は|が|で|に|の|も|、|。|と|を|から|\(|\s|:|/|】|$|教諭|教員|職員|社員|医師|看護師)`

// anonymousForms are the ways in which an organisation is described and not named: by
// its place, as ある or 大手, by what it does. A particle or mark stands behind.
var anonymousForms = regexp.MustCompile(`((?:(?:都|県|市|府|道|町|村|区|国)内(?:の|にある|に(?:本社|本店|拠点|本部|工場|店舗)を(?:置|構|持|も|展開)[くえつすてるい]{1,4})` + `|(?:都|県|市|府)[東西南北中]部の|` + regions + `(?:地方)?の|` + prefectures + seated + `|[一-龥]{1,4}(?:都|道|府|県|市|区|町|村)` + seated + `|[【〔]?` + prefectures + `(?:[】〕・:=/]|で、?|\s)|(?:^|[\s】:・■◆●])[都道府県市区町村国公私]立の?)[^\s、。「」はがを]{0,16}?` + kindNouns +
	`|` + prefectures + `(?:内)?のある?(?:市|町|村)|(?:ある|とある|某|大手|中堅|老舗)[^\s、。「」はがを]{0,14}?` + kindNouns +
	`|[^\s、。「」はがでに]{2,16}を(?:提供|運営|展開|販売|製造|手掛け|手がけ)(?:する|る|している)[^\s、。「」はがを]{0,8}?` + kindNouns + `)` + behindKind)

// generalForm are descriptions that also stand for many.
var generalForm = regexp.MustCompile(`^(ある|とある|某|大手|中堅|老舗|国内|海外)|(企業|会社|団体|事業者|組織)$`)

var announcing = regexp.MustCompile(`発表|公表|明らかに`)

// describedPlace follows a place that only belongs to such a description.
var describedPlace = regexp.MustCompile(`^(?:[】〕・:=/]|で、?|\s|` + seated + `)[^\s、。「」はがを]{0,16}?` + kindNouns + behindKind)

// anonymous finds an organisation that the block describes and does not name, in a
// sentence that tells of an announcement, or at the head of its block.
func (d *document) anonymous(b *block) *Organization {
	if o := d.describedOrg(b); o != nil || b.own {
		return o
	}
	return d.unnamedIssuer(b)
}

// unnamedIssuer is the writer of a notice that does not name itself: 当協会, 本学.
func (d *document) unnamedIssuer(b *block) *Organization {
	if h := d.headline(); h != "" && (!breach.MatchString(h) && !mishap.MatchString(h) || !aboutCase.MatchString(h) || otherGenres.MatchString(h) || impersonation.MatchString(h)) {
		return nil
	}
	sorry := slices.ContainsFunc(b.parts, func(k int) bool {
		s := d.sentences[k]
		return sorryWords.MatchString(d.s[s.start:s.end]) && d.lines[s.line].zone != aside
	})
	for _, k := range b.parts {
		s := d.sentences[k]
		if d.lines[s.line].zone != story {
			continue
		}
		text := d.s[s.start:s.end]
		loc := selfReference.FindStringIndex(text)
		if loc == nil || !tellsBreach(text) || quoted.MatchString(text) || !dated.MatchString(text) && !thisCase.MatchString(text) ||
			!sorry && !polite.MatchString(text) {
			continue // advice of somebody who speaks of 当社
		}
		e := d.evidence(s.start+loc[0], s.start+loc[1])
		return &Organization{Name: e.Text, Role: "breached", Anonymous: true,
			Proof: Proof{Rule: "org/issuer", Confidence: lowConfidence, Evidence: []Evidence{e}}}
	}
	return nil
}

// polite are the verb forms of notices, which reports and advice do not use.
var polite = regexp.MustCompile(`いたしま(した|す)|ございま(した|す)|申し上げます|ておりま(した|す)`)

func (d *document) describedOrg(b *block) *Organization {
	for n, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; z != story && !(b.own && n == 0) {
			continue
		}
		text := d.s[s.start:s.end]
		loc := anonymousForms.FindStringSubmatchIndex(text)
		if loc == nil || !(b.own && n == 0) && !announcing.MatchString(text) && !(tellsBreach(text) && dated.MatchString(text) && !generalForm.MatchString(text[loc[2]:loc[3]])) {
			continue
		}
		if !b.own && strings.HasPrefix(text[loc[2]:], "国内") {
			continue // all of them, in a survey
		}
		name := strings.TrimLeft(text[loc[2]:loc[3]], "【〔、。・】: ")
		e := d.evidence(s.start+loc[3]-len(name), s.start+loc[3])
		return &Organization{Name: e.Text, Role: "breached", Anonymous: true,
			Proof: Proof{Rule: "org/anonymous", Confidence: mediumConfidence, Evidence: []Evidence{e}}}
	}
	return nil
}
