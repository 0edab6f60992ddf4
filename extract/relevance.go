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

// thisCase are words by which a text speaks of the case it reports, not of cases.
var thisCase = regexp.MustCompile(`今回|このたび|この度|当該|本件|本事案|標記`)

// sorryWords are what every notice of a breach holds.
var sorryWords = regexp.MustCompile(`お詫び|おわび|お詫|申し訳|謝罪|陳謝`)

// relevant says that a block tells of a breach that happened to its main organisation
// (nil where none is named). Some sentence must tie the one to the other: name it, take
// it up (同社, 当社), or speak of this case. In a notice its apology will do.
func (d *document) relevant(b *block, tells []bool, main *party, notice bool) bool {
	anonymous := main == nil && d.anonymous(b) != nil
	if main == nil && !anonymous || d.denies(b) {
		return false
	}
	if b.own {
		return true // segment took it for a case of a series
	}
	tied, told, sorry := 0, 0, false
	for _, k := range b.parts {
		s := d.sentences[k]
		text := d.s[s.start:s.end]
		sorry = sorry || sorryWords.MatchString(text)
		if !tells[k] {
			continue
		}
		told++
		if main.in(d, s) || anonymous || selfReference.MatchString(text) || anaphora.MatchString(text) || thisCase.MatchString(text) {
			tied++
		}
	}
	head := d.text(d.lines[d.titleLine])
	if otherGenres.MatchString(head) {
		return tied >= 2 || tied == 1 && told >= 3 && main != nil && main.net() >= 4
	}
	return tied >= 1 || notice && sorry && told >= 1 && main != nil && (main.net() >= 4 || breach.MatchString(head))
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

var nothingHappened = regexp.MustCompile(`(漏え?い|漏洩|流出|不正アクセス|外部に出)[^。]{0,24}(発生した|起きた|あった|出たり(した)?|確認された)(もの|わけ|の)では(な|あり|ござい)|個人情報(が|の)(外部に)?(出|漏え?い|流出)[^。]{0,10}ものでは`)
