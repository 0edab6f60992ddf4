package extract

import (
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
	// used says that its neighbours put it to another use than to name data.
	used bool
	// plain marks an everyday word.
	plain bool
	// object says that this very word is the object or topic of the predicate behind it.
	object bool
	// said is what the predicate that governs it says of it.
	said saying
	// intro is what introduces the list in which it stands.
	intro intro
	// means says that its enumeration is what somebody used or compared.
	means bool
	// data says that it names data here, as far as the words around it tell.
	data bool
	// learnt says that no surface but the model of phrases found it, and points what that
	// model gave it.
	learnt bool
	points float64
	rule   string
}

// findCategories finds the surfaces of kinds of data anywhere in d, in text order.
func (d *document) findCategories(phrases *phraseModel) []categoryMention {
	var out []categoryMention
	intros := d.listIntros()
	for _, s := range d.sentences {
		ms := d.surfacesIn(s)
		in := intros[d.lineAt(s.start)]
		if d.namesData(s, ms, in) {
			ms = d.withPhrases(s, ms, in, phrases)
		}
		if len(ms) == 0 {
			continue
		}
		d.markLists(ms, intros)
		d.markSayings(s, ms)
		for _, m := range ms {
			if m.intro = intros[d.lineAt(m.start)]; m.intro == introDenies && m.list && m.said == saidNothing {
				m.said = saidNot
			}
			m.means = usedAsMeans(ahead(d.s, m.groupEnd, s.end))
			m.data = d.isData(m)
			out = append(out, m)
		}
	}
	return out
}

// surfacesIn finds the surfaces of kinds of data in a sentence.
func (d *document) surfacesIn(s sentence) (ms []categoryMention) {
	known := categorySurfaces()
	known.find(d.s, s.start, s.end, func(v, i, j int) {
		plain := everyday[foldWord(d.s[i:j])]
		if !wordEdge(d.s, i, j) || plain && endsInDigit(d.s[:i]) { // 3学年, 120アカウント
			return
		}
		before, after := behind(d.s, s.start, i), ahead(d.s, j, s.end)
		code := refineCode(known.codes[v], before, after)
		ms = append(ms, categoryMention{start: i, end: j, groupEnd: j, code: code, plain: plain, used: usedOtherwise(code, before, after), rule: "category/" + code})
	})
	return ms
}

// isData says that a surface names data here: everyday words only in an enumeration or
// as the object of a predicate, none that its neighbours put to another use.
func (d *document) isData(m categoryMention) bool {
	if m.context || m.used || m.said == saidPublic || m.means {
		return false
	}
	return !m.plain || m.list || m.object && !listOnly[foldWord(d.s[m.start:m.end])]
}

// listOnly are everyday words that mean something else as an object too: what one calls
// or sends (処方箋のFAXを誤送信した), documents of any content, the accounts that were counted.
var listOnly = wordSet(`電話 tel fax 公文書 行政文書 id アカウント`)

// ahead and behind are the words next to a surface, as far as the rules look that stand
// by it, whatever the length of its sentence.
func ahead(s string, i, end int) string    { return s[i:min(end, i+nearby)] }
func behind(s string, start, i int) string { return s[max(start, i-nearby):i] }

const (
	// nearby is some 60 characters, in bytes.
	nearby = 180
	// farthest is how far, in bytes, a predicate may stand behind what it speaks of.
	farthest = 900
)

// wordEdge refuses a Latin or katakana surface inside a longer word of that script.
func wordEdge(s string, i, j int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[j:])
	first, _ := utf8.DecodeRuneInString(s[i:])
	last, _ := utf8.DecodeLastRuneInString(s[:j])
	if unicode.Is(unicode.Latin, first) && unicode.In(before, unicode.Han, unicode.Katakana) {
		return false // 管理ID, カードID: not the ID that one signs in with
	}
	if before == '発' && first == '生' {
		return false // 発生年月日: no birth
	}
	if strings.ContainsRune("者課係費側", after) {
		return false // 保険契約者, 口座係: somebody, not data
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

func endsInDigit(s string) bool { return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9' }
