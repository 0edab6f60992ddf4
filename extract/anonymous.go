package extract

import (
	"regexp"
	"slices"
	"strings"
)

// kindNouns are the nouns by which an organisation is described and not named.
const kindNouns = `(?:大学院大学|短期大学|大学|専門学校|高等学校|高校|中学校|小学校|幼稚園|保育園|こども園|学校法人|学校|学習塾|予備校|病院|医院|クリニック|診療所|薬局|医療機関|医療法人|企業|会社|メーカー|商社|出版社|製造業者?|小売業者?|小売店|事業者|自治体|行政機関|公的機関|官公庁|市役所|町役場|区役所|教育委員会|銀行|信用金庫|金融機関|団体|協会|財団法人|社団法人|財団|法人|組合|施設|ホテル|旅館|店舗|専門店|ショップ|通販サイト|ECサイト|チェーン|研究所|研究機関|図書館)`

// anonymousForms are the ways in which an organisation is described and not named: by
// its place, as ある or 大手, by what it does. A particle or mark stands behind.
var anonymousForms = regexp.MustCompile(`((?:(?:都|県|市|府|道|町|村|区|国)内の|(?:都|県|市|府)[東西南北中]部の|(?:関東|関西|東海|北陸|九州|東北|北海道|四国|中国|近畿|中部)(?:地方)?の|[一-龥]{1,4}(?:都|道|府|県|市|区|町|村)(?:内)?(?:の|にある|に(?:本社|本店|拠点|本部)を(?:置|構)く))[^\s、。「」はがを]{0,16}?` + kindNouns +
	`|(?:ある|とある|某|大手|中堅|老舗)[^\s、。「」はがを]{0,14}?` + kindNouns +
	`|[^\s、。「」はがでに]{2,16}を(?:提供|運営|展開|販売|製造|手掛け|手がけ)(?:する|る|している)[^\s、。「」はがを]{0,8}?` + kindNouns + `)(?:は|が|で|に|の|も|、|。|と|を|から|\(|\s|$)`)

// generalForm are descriptions that also stand for many.
var generalForm = regexp.MustCompile(`^(ある|とある|某|大手|中堅|老舗|国内|海外)|(企業|会社|団体|事業者|組織)$`)

var announcing = regexp.MustCompile(`発表|公表|明らかに`)

// describedPlace follows a place that only belongs to such a description.
var describedPlace = regexp.MustCompile(`^(?:内)?(?:の|にある|に(?:本社|本店|拠点|本部)を(?:置|構)く)[^\s、。「」はがを]{0,16}?` + kindNouns + `(?:は|が|で|に|の|も|、|。|と|を|から|\(|\s|$)`)

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
		e := d.evidence(s.start+loc[2], s.start+loc[3])
		return &Organization{Name: e.Text, Role: "breached", Anonymous: true,
			Proof: Proof{Rule: "org/anonymous", Confidence: mediumConfidence, Evidence: []Evidence{e}}}
	}
	return nil
}
