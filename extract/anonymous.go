package extract

import (
	"regexp"
	"slices"
	"strings"
)

// anonymousForms are the ways in which an organisation is described and not named.
var anonymousForms = regexp.MustCompile(`((都内|県内|市内|府内|道内|国内|関東|関西|東海|九州|東北|北海道|四国|中国地方|北陸|[^\s、。「」]{2,4}(都|道|府|県|市))(内)?の)?(ある|とある|某|大手)[^\s、。「」はがでにをのもと]{0,14}(大学|企業|会社|メーカー|病院|学校|自治体|機関|銀行|団体|店|市|町|クリニック|サイト|事業者|法人|ショップ|塾|ホテル)|[^\s、。「」]{2,8}(都|道|府|県|市)(内)?に(本社|本店|拠点)を(置|構)く[^\s、。「」はがでにをのも]{0,10}(企業|会社|メーカー|事業者|法人)|[^\s、。「」はがでに]{2,16}を(提供|運営|展開|販売|製造)する(企業|会社|事業者|法人|メーカー)|(都内|県内|市内|府内|[^\s、。「」・:]{2,3}(都|道|府|県)内)の[^\s、。「」はがでにをのも・]{0,10}(大学|メーカー|病院|小学校|中学校|高校|クリニック)`)

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
	if d.headline() != "" {
		return nil
	}
	if !slices.ContainsFunc(b.parts, func(k int) bool {
		s := d.sentences[k]
		return sorryWords.MatchString(d.s[s.start:s.end]) && d.lines[s.line].zone != aside
	}) {
		return nil // advice of somebody who speaks of 当社
	}
	for _, k := range b.parts {
		s := d.sentences[k]
		if d.lines[s.line].zone != story {
			continue
		}
		text := d.s[s.start:s.end]
		loc := selfReference.FindStringIndex(text)
		if loc == nil || !tellsBreach(text) || quoted.MatchString(text) {
			continue
		}
		e := d.evidence(s.start+loc[0], s.start+loc[1])
		return &Organization{Name: e.Text, Role: "breached", Anonymous: true,
			Proof: Proof{Rule: "org/issuer", Confidence: lowConfidence, Evidence: []Evidence{e}}}
	}
	return nil
}

func (d *document) describedOrg(b *block) *Organization {
	for n, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; z != story && !(b.own && n == 0) {
			continue
		}
		text := d.s[s.start:s.end]
		loc := anonymousForms.FindStringIndex(text)
		if loc == nil || !(b.own && n == 0) && !strings.Contains(text, "発表") && !strings.Contains(text, "公表") && !strings.Contains(text, "明らかに") {
			continue
		}
		e := d.evidence(s.start+loc[0], s.start+loc[1])
		return &Organization{Name: e.Text, Role: "breached", Anonymous: true,
			Proof: Proof{Rule: "org/anonymous", Confidence: mediumConfidence, Evidence: []Evidence{e}}}
	}
	return nil
}
