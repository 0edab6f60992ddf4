package extract

import "regexp"

// otherGenres are headlines of articles that report no case of their own: advisories,
// statistics, surveys, products, events, law, recalls. Such an article must tell its
// case more than once.
var otherGenres = regexp.MustCompile(`脆弱性|アップデート|更新プログラム|報告(件数|状況|は[0-9])|動向|ランキング|統計|白書|年次報告|集計|過去最多|認知件数|調査(レポート|結果|報告)|アンケート|とは[??]?|セミナー|ウェビナー|提供開始|発売|新製品|新サービス|訓練|演習|ガイドライン|改正|施行|方法|対策|チェックリスト|注意喚起|ご注意|にご用心|変更(について|のお知らせ)|回収|採用|取扱い|方針|ポリシー|必須化|守る|防ぐ`)

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

// relevant says that a block tells of a breach that happened to its main organisation
// (nil where none is named): some sentence must tie the one to the other.
func (d *document) relevant(b *block, tells []bool, main *party, notice bool) bool {
	ties, told := 0, 0
	for _, k := range b.parts {
		if !tells[k] {
			continue
		}
		told++
		s := d.sentences[k]
		text := d.s[s.start:s.end]
		inTitle := d.lines[s.line].zone == title
		switch {
		case b.own:
			ties += 2
		case inTitle && notice:
			ties++
		case main.in(d, s):
			ties += 2
		case notice && selfReference.MatchString(text), anaphora.MatchString(text):
			ties += 2
		case k > 0 && d.sameParagraph(k-1, k) && (main.in(d, d.sentences[k-1]) || notice && !inTitle):
			ties++
		case notice && !inTitle:
			ties++
		}
	}
	if main == nil && d.anonymous(b) == nil {
		return false
	}
	if b.headed && told == 0 {
		return main != nil // segment took it for a case like the others of its series
	}
	if main == nil && !b.own {
		ties++
	}
	t := d.text(d.lines[d.titleLine])
	switch {
	case d.denies(b):
		return false
	case !b.own && otherGenres.MatchString(t) && !breach.MatchString(t):
		return ties >= 4
	}
	return ties >= 1 || told >= 2 && main != nil && main.net() >= 1
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

func (d *document) sameParagraph(j, k int) bool {
	return d.lines[d.sentences[k].line].section == d.lines[d.sentences[j].line].section && d.sentences[k].line-d.sentences[j].line <= 1
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

var nothingHappened = regexp.MustCompile(`(漏え?い|漏洩|流出|不正アクセス|外部に出)[^。]{0,24}(発生した|起きた|あった|出たり(した)?|確認された)(もの|わけ|の)では(な|あり|ござい)|個人情報(が|の)(外部に)?(出|漏え?い|流出)[^。]{0,10}ものでは`)
