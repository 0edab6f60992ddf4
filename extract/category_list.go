package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

const (
	// remark is what may stand in parentheses behind a kind of data, and copies how many
	// things hold it.
	remark = `(?:\([^()]{0,60}\))?`
	copies = `(?:約?[0-9][0-9,.万千百]*(?:件|人|名|通|枚|世帯)分?)?`
)

// listJoint is what may stand between two members of an enumeration: a remark in
// parentheses, a separator, up to two members that no lexicon knows, and the words in
// front of the next member (、担当者の).
var listJoint = func() *pattern.Pattern {
	const (
		number    = `(?:\([0-9]{1,2}\)|[0-9]{1,2}[.)]|[①-⑳]|(?:うち|このうち)?約?[0-9][0-9,.万千百]*(?:人|名|件|社|世帯)(?:分)?(?:は|については))?\s*`
		word      = `[^、。・/,;()「」はがをもで\s]{0,14}(?:「[^「」]{1,20}」の[^、。・/,;()「」はがをもで\s]{0,6})?`
		separator = `(?:(?:[、・/,;:|＋+&▽◇][、・/,;:|＋+&\s]*|[ \t]+|\()(?:および|及び|ならびに|並びに|または|又は|もしくは|若しくは|それに|さらに|加えて|その他|そして|と)?|および|及び|ならびに|並びに|または|又は|もしくは|若しくは|と|や|かつ|(?:のほか|に加えて?)、?)`
	)
	return pattern.New(`^[)」』]?` + remark + `(?:に関する(?:情報|データ))?(?:の(?:情報|データ|写し|コピー|一部|別|全桁|すべて|全部|(?:すべて|全て)の(?:桁|情報)))?(?:など|等|ほか)?` + copies + remark + separator + `(?:` + number + `(?:[「『][^「」『』]{0,24}[」』]|` + word + `)` + remark + separator + `){0,2}` + number + word + `[「『]?$`)
}()

// quotedJoint is what may stand between two members of an enumeration whose members are each in
// quotation marks, with up to three between them that no lexicon knows: 「氏名」「出身校」「性別」.
var quotedJoint = pattern.New(`^[^「」『』、。\n]{0,12}[」』]\s?[「『](?:[^「」『』、。]{0,24}[」』]\s?[「『]){0,3}[^「」『』、。\n]{0,12}$`)

// lineTail is what may follow the only kind of data on the line of a list.
var lineTail = pattern.New(`^(?:$|\(|\s*(?:など|等)|ほか|のみ|だけ|を含む|の(?:情報|データ|写し|コピー|一部|画像|内容|概要|控え|記録|下書き)(?:$|[(、\s:])|に関する|、|[\s:|/…・=→]+(?:最大|約|計|延べ|のべ|全)?(?:[0-9(]|$)|[0-9])`)

// clauseParticle shows that the words before a kind of data make a clause.
var clauseParticle = pattern.New(`[をが]|には|では|とは`)

// nextMember is the index of the mention that goes on with the enumeration of mention k,
// or 0. Words in a remark (住所(番地を除く)、年齢) are passed over if it goes on behind.
func (d *document) nextMember(ms []categoryMention, k int) int {
	const longestGap = 240 // bytes
	joined := func(n int) bool {
		return n < len(ms) && ms[n].start-ms[k].end < longestGap && (listJoint.MatchString(d.s[ms[k].end:ms[n].start]) || quotedJoint.MatchString(d.s[ms[k].end:ms[n].start]))
	}
	if n := k + 1; n < len(ms) && strings.HasPrefix(d.s[ms[k].end:], "(") {
		for n < len(ms) && n < k+6 && !strings.Contains(d.s[ms[k].end:ms[n].start], ")") {
			n++
		}
		if joined(n) {
			return n
		}
	}
	if joined(k + 1) {
		return k + 1
	}
	return 0
}

// partOfThem stands before what is known of some of the persons only: (うち30名は成績).
var partOfThem = pattern.New(`うち、?約?[0-9][0-9,.万千]*(?:名|人|件|世帯)(?:分)?(?:は|については|に関しては|の)、?(?:[^、。はがを]{1,6}の)?$`)

// umbrella stands between an enumeration and the word that sums it up: 氏名、住所などの
// 申込情報.
var umbrella = pattern.New(`^` + remark + `(?:など|等|といった|をはじめとする)(?:の|他の|その他の|すべての|、)*[^、。はがを]{0,8}$`)

func (d *document) markLists(ms []categoryMention, intros []intro) {
	for k := len(ms) - 1; k >= 0; k-- {
		m := &ms[k]
		if n := d.nextMember(ms, k); n > 0 {
			m.list, ms[n].list = true, true
			m.groupEnd = ms[n].groupEnd
			continue
		}
		if k+1 < len(ms) && umbrella.MatchString(d.s[m.end:ms[k+1].start]) && anySuffix(d.s[:ms[k+1].end], "情報", "データ") {
			m.list, ms[k+1].context = true, true
			m.groupEnd = ms[k+1].groupEnd
			continue
		}
		if k+1 < len(ms) && d.s[m.end:ms[k+1].start] == "の" || k+1 < len(ms) && m.plain && m.end == ms[k+1].start {
			m.context = m.plain
			m.list = ms[k+1].list && !m.context
			m.groupEnd = ms[k+1].groupEnd
			continue
		}
		m.list = m.list || d.fillsLine(*m, intros[d.lineAt(m.start)])
	}
	for k := 1; k < len(ms); k++ {
		if ms[k-1].context && ms[k-1].list && ms[k-1].groupEnd >= ms[k].end {
			ms[k].list = true
		}
	}
}

// fillsLine says that a kind of data stands alone on the line of a list, or behind a
// label.
func (d *document) fillsLine(m categoryMention, in intro) bool {
	l := d.lines[d.lineAt(m.start)]
	if l.end-m.end > nearby || l.kind == heading && m.plain { // 備考
		return false
	}
	if partOfThem.MatchString(behind(d.s, min(l.body, m.start), m.start)) && !strings.HasPrefix(d.s[m.end:], "に") {
		return true
	}
	head, tail := behind(d.s, min(l.body, m.start), m.start), d.s[m.end:max(l.end, m.end)]
	if i := strings.LastIndexAny(head, ":|\t"); i >= 0 {
		head = head[i+1:]
	}
	most := 12 // runes that may say whose it is: 申込者の
	switch {
	case in == introLeaked:
		most = 20
	case l.kind == prose:
		most = 0
	}
	head = strings.TrimSpace(head)
	return utf8.RuneCountInString(head) <= most && (!clauseParticle.MatchString(head) || in == introLeaked && strings.HasSuffix(head, "の")) &&
		utf8.RuneCountInString(tail) <= 30 && !strings.Contains(head+tail, "。") && lineTail.MatchString(tail)
}
