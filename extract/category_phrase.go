package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// categoryPhrase is the rule of a kind of data that a noun phrase tells as a whole.
const categoryPhrase = "category/phrase"

// namesData says that a sentence of the story, in which the surfaces ms stand, may name more kinds
// of data: it names one, or what introduces it announces them.
func (d *document) namesData(s sentence, ms []categoryMention, in intro) bool {
	if z := d.lines[s.line].zone; z != story && z != title {
		return false
	}
	return in != introNone || slices.ContainsFunc(ms, func(m categoryMention) bool { return !m.used && m.code != "personal_info" })
}

// withPhrases adds to the surfaces of kinds of data in a sentence the noun phrases beside them
// that name such a kind as a whole, and takes the place of those that mean another in
// their phrase: 保護者の氏名 names a family.
func (d *document) withPhrases(s sentence, ms []categoryMention, in intro, m *phraseModel) []categoryMention {
	out := make([]categoryMention, 0, len(ms)+4)
	next := 0 // the first surface not yet in out
	for _, p := range d.phrases(s) {
		first, held := p.surfaces(ms, next)
		out = append(out, ms[next:first]...)
		next = first
		if held == next+1 && ms[next].start == p.start && ms[next].end == p.end && !strings.Contains(d.s[p.start:p.end], "の") {
			continue // it is known what that is
		}
		text, rest := d.s[p.start:p.end], d.s[p.end:s.end]
		if onlyHowMany.MatchString(text) {
			continue
		}
		if anySuffix(text, "た", "る", "て", "く", "う", "す") || anyPrefix(rest, "へ", "から", "より") || strings.HasPrefix(rest, "に") && !anyPrefix(rest, "には", "にも", "につ", "に関") {
			continue // a verb, or where something is
		}
		if held == next && (anySuffix(text, "課", "係", "師", "請求者", "学生", "奨学生") || doneNoun.MatchString(text)) {
			continue // somebody, or what happened
		}
		if held < len(ms) && ms[held].start < p.end || allOfSomebody(text) || len(out) > 0 && out[len(out)-1].end > p.start {
			continue
		}
		code, points := m.judge(d.phraseSigns(s, p, ms, next, held, in))
		if code == "" || slices.ContainsFunc(ms[next:held], func(o categoryMention) bool { return o.code == code }) || held > next && points < leastOther {
			continue
		}
		out = append(out, categoryMention{start: p.start, end: p.end, groupEnd: p.end, code: code, plain: true, points: points, learnt: held == next,
			used: usedOtherwise(code, behind(d.s, s.start, p.start), ahead(d.s, p.end, s.end)), rule: categoryPhrase})
		next = held
	}
	return append(out, ms[next:]...)
}

// onlyHowMany is a phrase that only says how many: 187人分.
var onlyHowMany = pattern.New(`^(?:最大|約|計|延べ|うち)*[0-9][0-9,.万千百]*(?:人|名|件|世帯|通|枚|社)分?$`)

// doneNoun is a noun of what is done, where its clause goes on: 感染し、.
var doneNoun = pattern.New(`\p{Han}[^写ぁ-ん]し$`)

// allOfSomebody says that a phrase is all that is known of somebody, and no kind of data.
func allOfSomebody(p string) bool {
	stem, ok := strings.CutSuffix(p, "の情報")
	return ok && anySuffix(stem, personSuffixes...)
}

// withoutNames drops the kinds of data that only the model of phrases read, and read into names
// of organisations. Both are in text order.
func withoutNames(orgs []orgMention, categories []categoryMention) []categoryMention {
	next := 0
	return slices.DeleteFunc(categories, func(c categoryMention) bool {
		for next < len(orgs) && orgs[next].end <= c.start {
			next++
		}
		return c.learnt && next < len(orgs) && orgs[next].start <= c.start && c.end <= orgs[next].end
	})
}

// A phrase is a noun phrase as it stands between the marks and particles of a sentence, in
// bytes of the document.
type phrase struct{ start, end int }

// surfaces are those of ms, from next on, that stand in a phrase: from first to before held.
func (p phrase) surfaces(ms []categoryMention, next int) (first, held int) {
	for first = next; first < len(ms) && ms[first].start < p.start; first++ {
	}
	for held = first; held < len(ms) && ms[held].end <= p.end; held++ {
	}
	return first, held
}

// phrases are those of a sentence, in text order.
func (d *document) phrases(s sentence) (out []phrase) {
	text := d.s[s.start:s.end]
	begin := 0
	add := func(end int) {
		p := strings.TrimLeft(text[begin:end], phraseTrim)
		from := end - len(p)
		p = strings.TrimRight(p, phraseTrim)
		for _, o := range phraseOpens {
			if q, ok := strings.CutPrefix(p, o); ok {
				from, p = from+len(o), q
			}
		}
		if n := utf8.RuneCountInString(p); n >= leastPhrase && n <= mostPhrase && strings.ContainsFunc(p, func(r rune) bool { return r < 'ぁ' || r > 'ん' }) {
			out = append(out, phrase{s.start + from, s.start + from + len(p)})
		}
	}
	last := rune(0)
	for i := 0; i < len(text); {
		r, w := runeAt(text, i)
		width := 0
		if phraseMark(r) {
			width = w
		} else {
			width = phraseBreak(text, i, w, r, last)
		}
		if width > 0 {
			add(i)
			i += width
			begin, last = i, 0
			continue
		}
		last = r
		i += w
	}
	add(len(text))
	return out
}

const (
	leastPhrase = 2
	mostPhrase  = 24
	phraseTrim  = " -~"
)

// phraseMark says that a sign stands between phrases.
func phraseMark(r rune) bool {
	return r < 'ぁ' && !(r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r == '-' || r == '々' || r == ' ' || r == '.' || r == '\'' || r == '〇') || r == '・' || r == '|'
}

// phraseOpens are particles that follow another one: への, には.
var phraseOpens = []string{"の", "は", "も"}

// phraseBreaks are words between phrases, beside particles.
var phraseBreaks = []string{"など", "等", "および", "及び", "ならびに", "並びに", "または", "又は", "もしくは", "若しくは", "のほか", "のみ", "だけ", "まで", "から", "です", "でした", "だった", "といった", "について", "に関する", "それに", "さらに"}

// phraseBreak is the width of the word at byte i that ends a phrase, 0 if none does.
func phraseBreak(text string, i, w int, r, last rune) int {
	if last == 0 || r < 'ぁ' || r > 'ん' && r != '等' && r != '及' && r != '並' && r != '又' && r != '若' {
		return 0
	}
	rest := text[i:]
	for _, b := range phraseBreaks {
		if strings.HasPrefix(rest, b) {
			if b == "等" {
				if n, _ := utf8.DecodeRuneInString(rest[len(b):]); unicode.Is(unicode.Han, n) {
					return 0
				}
			}
			return len(b)
		}
	}
	if !strings.ContainsRune("はがをもにでとやへ", r) || r == 'も' && last == '子' || r == 'と' && last == '落' {
		return 0
	}
	next, _ := utf8.DecodeRuneInString(rest[w:])
	if last >= 'ぁ' && last <= 'ん' && next >= 'ぁ' && next <= 'ん' && next != 'お' && next != 'ご' && r != 'を' {
		return 0
	}
	return w
}
