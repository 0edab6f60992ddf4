package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A digest is a text that says that it tells of several cases: by its headline, before the
// first case, or by counting them as it goes. Where it turns to the next, less shows that
// it does than in a report, and its cases may be told in everyday words.
func (d *document) isDigest(b block) bool {
	if h := d.headline(); digestWords.MatchString(h) || digestHead.MatchString(h) {
		return true
	}
	turns := 0
	for n, k := range b.parts {
		s := d.sentences[k]
		if n < digestLead && d.lines[s.line].zone == story && d.asks(k).Match(digestWords) {
			return true
		}
		if d.opensParagraph(k) && d.asks(k).Match(ordinal) {
			turns++
		}
	}
	return turns > 1
}

// digestLead is how many sentences a digest has before its first case.
const digestLead = 5

// ordinals count cases as they are told.
const ordinals = `(一|二|三|四|五|六|[1-9])(つ|件|例|本|社|校|軒|店|番)(目|め)|まず|(はじめ|初め|最初)(は|に)|次(は|に)|つぎ(は|に)|続いて|つづいて|最後(は|に)|もう(一|1|ひと)(つ|件|例|本|社|校|軒|店)|第(一|二|三|四|五)(に|は)`

var (
	// digestWords say that several cases follow.
	digestWords = pattern.New(`([2-9二三四五六七八九]|[1-9][0-9]|いくつか|数)(つ|件|例|題|本|選|点)(の(出来事|話|ニュース|知らせ|実例|事例|事案|ケース|トピック|忘れ)|(を|に)?[^。、]{0,8}(取り上げ|紹介|振り返|ふりかえ|お届け|まとめ|選び|拾|挙げ|どうぞ))|(今|先|毎)(週|月|号)の[^。]{0,8}(漏え|漏洩|流出|事故|事案|事件|出来事|できごと|ニュース|まとめ|「)|(週|月)刊|[0-9]月(に|中に|の)?(公表|発表|公に|起き|出来事|できごと|事故|漏え)|[0-9]月の[^、。]{0,8}(事故|漏え|漏洩|流出|事案)|[0-9一二三四五六七八九十]月分|(事故|漏え|流出|失敗|ミス|事案|トラブル)[^。、]{0,6}(目立|相次|続い)|振り返|ふりかえ|ダイジェスト|順に(書|挙げ|並べ|紹介|見て)|公表(された|資料)[^。]{0,6}(もの|事案|事故|例|出来事|から)|(実例|事例)(から|を|で)|目に(した|つい)もの|公に(した|なった)[^。]{0,16}(事故|出来事|例|事案)`)
	// digestHead says so in a headline.
	digestHead = pattern.New(`まとめ($|[】\]()【「\s|])|一覧|[0-9一二三四五六七八九](つ|件|例|題|本|選)$|[2-9二三四五六七八九](つ|件|例|題|本|選)の|[0-9]日[~-]([0-9]+月)?[0-9]+日`)
	// ordinal opens a case that is counted.
	ordinal = pattern.New(`^(` + ordinals + `)`)
	// nextTurn opens a case of a digest, by counting it or by the day that has come.
	nextTurn = pattern.New(`^(` + ordinals + `|そして|(今月|[0-9一二三四五六七八九十]+月|年度?|翌月)(に入|が明け|が変わ)|月(初め|半ば|末|の(初め|半ば|終わり))|(上|中|下)旬|週明け|翌?[0-9一二三四五六七八九十]+日(に)?(は|、))`)
	// amid stands before one of several parties of a case.
	amid = pattern.New(`(うち|ほか|など)、?$`)
	// onlyThere follows what only tells where something happened.
	onlyThere = pattern.New(`^で([^はもあす]|$)`)
	// fromBody follows the name of a body that a digest turns to.
	fromBody = pattern.New(`^(?:」|』|\([^()]{0,30}\))*(?:の(続報|一件|件|例|話|事例|事案|ケース|お知らせ)|から、)`)
)

// kindThen opens a case with its day and the kind of its body: 5月1日、県立高校が.
var kindThen = pattern.New(`^(?:` + headDay + `|[0-9]{1,2}日)(?:に?は|に)?、?([一-龥ァ-ヶーA-Za-z・]{0,8}` + kindNouns + `)[がは]`)

// described is where a sentence describes a body without naming it, or nil. In a digest any
// noun behind a place may.
func described(t *pattern.Text, digest bool) []int {
	text := t.String()
	if t.Match(anonymousForms) {
		if loc := anonymousForms.FindStringSubmatchIndex(text); !generalForm.MatchString(text[loc[2]:loc[3]]) && !manyForm.MatchString(text[loc[2]:loc[3]]) {
			return loc[2:4]
		}
	}
	if !digest {
		return nil
	}
	if t.Match(kindThen) {
		return kindThen.FindStringSubmatchIndex(text)[2:4]
	}
	if !t.Match(somebodyThere) {
		return nil
	}
	if loc := somebodyThere.FindStringSubmatchIndex(text); !ofPlace.MatchString(text[loc[4]:loc[5]]) && !onlyThere.MatchString(text[loc[3]:]) {
		return loc[2:4]
	}
	return nil
}

// reportWording is from how many points of log-odds on the wording of a part of a digest is
// that of the report of a case.
const reportWording = 0.7

// toldIn completes tells for a block that was taken for a case of a series by its wording
// alone: those of its sentences tell it that are worded like a report.
func (d *document) toldIn(b *block, tells []bool) []bool {
	out := d.tellsIn(b, tells)
	if !b.own || slices.ContainsFunc(b.parts, func(k int) bool { return out[k] }) {
		return out
	}
	for _, k := range b.parts {
		s := d.sentences[k]
		text := d.s[s.start:s.end]
		out[k] = d.lines[s.line].zone == story && !d.asks(k).Match(hypothetical) && !d.asks(k).Match(imagined) &&
			scoreWording(text) > reportWording/2
	}
	return out
}

// countsCases is how many cases follow, where the text before a series says so, else 0.
func (d *document) countsCases(first group) int {
	for k, s := range d.sentences {
		if s.line >= first.first {
			break
		}
		if d.asks(k).Match(casesCounted) {
			m := casesCounted.FindStringSubmatch(d.s[s.start:s.end])
			n, _, _ := readNumeral(m[2]+m[4]+m[8], 0) // all but one are empty
			return int(n.value)
		}
	}
	return 0
}

// casesCounted is how many cases follow: 下記2件の事故, 不手際が二つ続いた.
var casesCounted = pattern.New(`(下記|以下|次)の?、?([2-9二三四五六七八九]|1[0-9])(件|つ)|([2-9二三四五六七八九]|1[0-9])(件|つ)の(事故|事案|漏え|漏洩|紛失|誤|不祥事|不手際|トラブル|ミス)|(事故|事案|漏え|漏洩|紛失|誤り|不祥事|不手際|トラブル|ミス)[^。、]{0,4}が、?[^。、0-9]{0,6}([2-9二三四五六七八九])(件|つ)[^。、]{0,6}(起き|起こ|発生|続|重な|あ(った|り)|判明|発覚|確認|見つか)`)

// reads says that a part of a digest reads like the report of a case; of one that is told as
// announced, half as much will do.
func (d *document) reads(b *block) bool {
	w := d.wordingOf(b)
	return w > reportWording || w > reportWording/2 && slices.ContainsFunc(b.parts, func(k int) bool {
		return d.asks(k).Match(announcing)
	})
}

// wordingOf judges the wording of a block.
func (d *document) wordingOf(b *block) float64 {
	var text strings.Builder
	for _, k := range b.parts {
		s := d.sentences[k]
		text.WriteString(d.s[s.start:s.end])
		text.WriteByte('\n')
	}
	return scoreWording(text.String())
}
