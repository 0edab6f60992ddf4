package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A categoryMention is a kind of personal data named in the text.
type categoryMention struct {
	start, end int
	code       string
	// list says that it stands in an enumeration (氏名、住所、電話番号) or alone on the
	// line of a list; groupEnd is the end of that enumeration.
	list     bool
	groupEnd int
	// context is set where it only says of which kind another mention is: the first of
	// 給与の振込口座, the last of 氏名などの申込情報.
	context bool
	// object says that this very word is the object or topic of the predicate behind it.
	object bool
	// said is what the predicate that governs it says of it.
	said saying
	rule string
}

// findCategories finds the kinds of data named anywhere in d, in text order.
func (d *document) findCategories() []categoryMention {
	var out []categoryMention
	intros := d.listIntros()
	for _, s := range d.sentences {
		var ms []categoryMention
		categoryTrie.find(d.s, s.start, s.end, func(v, i, j int) {
			if !wordEdge(d.s, i, j) {
				return
			}
			code := refineCode(categoryCode[v], behind(d.s, s.start, i), ahead(d.s, j, s.end))
			ms = append(ms, categoryMention{start: i, end: j, groupEnd: j, code: code, rule: "category/" + code})
		})
		if len(ms) == 0 {
			continue
		}
		d.markLists(ms, intros)
		d.markSayings(s, ms)
		for _, m := range ms {
			if intros[d.lineAt(m.start)] == introDenies && m.list && m.said == saidNothing {
				m.said = saidNot
			}
			if d.isData(s, m) {
				out = append(out, m)
			}
		}
	}
	return out
}

// isData says that a surface names data here: everyday words only in an enumeration or
// as the object of a predicate, none that its neighbours put to another use.
func (d *document) isData(s sentence, m categoryMention) bool {
	if m.context || m.said == saidPublic {
		return false
	}
	if w := foldWord(d.s[m.start:m.end]); everyday[w] && !m.list && (!m.object || listOnly[w]) || everyday[w] && endsInDigit(d.s[:m.start]) {
		return false
	}
	return !usedAsMeans(ahead(d.s, m.groupEnd, s.end)) && !usedOtherwise(m.code, behind(d.s, s.start, m.start), ahead(d.s, m.end, s.end))
}

// listOnly are everyday words that mean something else as an object too: what one calls
// or sends (処方箋のFAXを誤送信した), documents of any content, the ID of a device.
var listOnly = wordSet(`電話 tel fax 公文書 行政文書 id`)

// ahead and behind are the words near a surface, as far as any rule looks (in bytes),
// whatever the length of its sentence.
func ahead(s string, i, end int) string    { return s[i:min(end, i+categoryReach)] }
func behind(s string, start, i int) string { return s[max(start, i-categoryReach):i] }

// categoryReach is some 300 characters.
const categoryReach = 900

// wordEdge refuses a Latin or katakana surface inside a longer word of that script.
func wordEdge(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:])
	first, _ := utf8.DecodeRuneInString(s[i:])
	last, _ := utf8.DecodeLastRuneInString(s[:j])
	if unicode.Is(unicode.Latin, first) && unicode.In(before, unicode.Han, unicode.Katakana) {
		return false // 管理ID, カードID: not the ID that one signs in with
	}
	if i+len(string(first)) == j && (unicode.Is(unicode.Han, before) || unicode.Is(unicode.Han, after)) {
		return false
	}
	return !(scriptOf(first) != 0 && scriptOf(first) == scriptOf(before)) && !(scriptOf(last) != 0 && scriptOf(last) == scriptOf(after))
}

// scriptOf is 1 for Latin letters, 2 for katakana, 0 for what has no word edges.
func scriptOf(r rune) int {
	switch {
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
		return 1
	case r >= 'ァ' && r <= 'ヺ' || r == 'ー':
		return 2
	}
	return 0
}

// listJoint is what may stand between two members of an enumeration: a remark in
// parentheses, a separator, up to two members that no lexicon knows, and the words in
// front of the next member (、担当者の).
var listJoint = func() *regexp.Regexp {
	const (
		remark    = `(?:\([^()]{0,60}\))?`
		counted   = `(?:約?[0-9][0-9,.万千百]*(?:件|人|名|通|枚|世帯)分?)?`
		word      = `[^、。・/,;()「」はがをもで\s]{0,14}`
		separator = `(?:(?:[、・/,;:|＋+&][、・/,;:|＋+&\s]*|[ \t]+|\()(?:および|及び|ならびに|並びに|または|又は|もしくは|若しくは|それに|さらに|加えて|その他|そして|と)?|および|及び|ならびに|並びに|または|又は|もしくは|若しくは|と|や|かつ|(?:のほか|に加えて?)、?)`
	)
	return regexp.MustCompile(`^\)?` + remark + `(?:の(?:情報|データ|写し|コピー|一部|別|全桁|すべて|全部|(?:すべて|全て)の(?:桁|情報)))?(?:など|等|ほか)?` + counted + remark + separator + `(?:` + word + remark + separator + `){0,2}` + word + `$`)
}()

// lineTail is what may follow the only kind of data on the line of a list.
var lineTail = regexp.MustCompile(`^(?:$|\(|など|等|ほか|のみ|だけ|を含む|の(?:情報|データ|写し|コピー|一部|画像|内容|控え|記録|下書き)(?:$|[(、\s:])|に関する|、|[\s:|/…・=]|[0-9])`)

// clauseParticle shows that the words before a kind of data make a clause.
var clauseParticle = regexp.MustCompile(`[をが]|には|では|とは`)

// nextMember is the index of the mention that goes on with the enumeration of mention k,
// or 0. Words in a remark (住所(番地を除く)、年齢) are passed over if it goes on behind.
func (d *document) nextMember(ms []categoryMention, k int) int {
	const longestGap = 240 // bytes
	joined := func(n int) bool {
		return n < len(ms) && ms[n].start-ms[k].end < longestGap && listJoint.MatchString(d.s[ms[k].end:ms[n].start])
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

// umbrella stands between an enumeration and the word that sums it up: 氏名、住所などの
// 申込情報.
var umbrella = regexp.MustCompile(`^(?:\([^()]{0,60}\))?(?:など|等|といった|をはじめとする)(?:の|他の|その他の|すべての|、)*[^、。はがを]{0,8}$`)

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
		if k+1 < len(ms) && d.s[m.end:ms[k+1].start] == "の" {
			m.context = everyday[foldWord(d.s[m.start:m.end])]
			m.list = ms[k+1].list && !m.context
			m.groupEnd = ms[k+1].groupEnd
			continue
		}
		at := d.lineAt(m.start)
		l := d.lines[at]
		head, tail := strings.TrimSpace(d.s[min(l.body, m.start):m.start]), d.s[m.end:max(l.end, m.end)]
		if i := strings.LastIndexAny(head, ":|\t"); i >= 0 {
			head = strings.TrimSpace(head[i+1:])
		}
		most := 12
		switch {
		case intros[at] == introLeaked:
			most = 20
		case l.kind == prose:
			most = 0
		}
		if utf8.RuneCountInString(head) <= most && !clauseParticle.MatchString(head) && utf8.RuneCountInString(tail) <= 30 && !strings.Contains(head+tail, "。") && lineTail.MatchString(tail) {
			m.list = true
		}
	}
	for k := 1; k < len(ms); k++ {
		if ms[k-1].context && ms[k-1].list && ms[k-1].groupEnd >= ms[k].end {
			ms[k].list = true
		}
	}
}

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }
