package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// legalName reads 株式会社X, X株式会社, 学校法人X, X Co., Ltd.
func (r *nameRun) legalName() (orgMention, bool) {
	s := r.text()
	at, form := -1, ""
	for _, f := range words.legal {
		if i := strings.Index(s, f); i >= 0 && (at < 0 || i < at || i == at && len(f) > len(form)) {
			at, form = i, f
		}
	}
	if at < 0 {
		for _, f := range words.latin {
			if i := strings.Index(s, f); i > 0 && s[i-1] == ' ' && (i+len(f) == len(s) || s[i+len(f)] == ' ' || s[i+len(f)] >= 0x80) {
				return r.mention(trimLead(s[:i+len(f)]), 0, i+len(f), company, "org/latin-form")
			}
		}
		return orgMention{}, false
	}
	kind := company
	switch {
	case strings.Contains(form, "学校"), strings.Contains(form, "大学"):
		kind = school
	case strings.Contains(form, "医療"):
		kind = hospital
	case !strings.Contains(form, "会社") && !strings.HasPrefix(form, "("):
		kind = association
	}
	before := trimLead(s[:at])
	after := s[at+len(form):]
	if before != "" && !strings.HasSuffix(form, "法人") && nameLike(before) {
		// X株式会社, what follows is a department or another noun
		i := at - len(before)
		return r.mention(before+form, i, at+len(form), kind, "org/legal-suffix")
	}
	if before == "" && at == 0 && !strings.HasSuffix(form, "法人") && (after == "" || !nameLike(cutTail(after))) {
		if m := nameSpace.FindStringSubmatchIndex(r.d.s[r.sentence.start:r.start()]); m != nil {
			start := r.sentence.start + m[2]
			return orgMention{start: start, end: r.start() + len(form), kind: kind, sure: true, rule: "org/legal-suffix"}, true
		}
	}
	if after == "" {
		// a hiragana name behind the form, which the tokens broke up
		after = r.extend()
		if after == "" {
			after = r.acrossSpace()
		}
		if after == "" && at == 0 {
			after = r.restOfLine(r.end())
		}
		if after == "" {
			return orgMention{}, false
		}
	}
	if m := hiraganaName.FindString(r.d.s[r.start()+at+len(form) : r.sentence.end]); len(m) > len(after) && !anyPrefix(m, "また", "および", "など", "によ", "ならび", "または", "そして", "さらに") {
		after = m
		for r.b < len(r.toks) && r.end() < r.start()+at+len(form)+len(m) {
			r.b++
		}
	}
	if m := r.restOfLine(r.start() + at + len(form)); len(m) > len(after) {
		after = m
		for r.b < len(r.toks) && r.end() < r.start()+at+len(form)+len(m) {
			r.b++
		}
	}
	name := cutTail(after)
	if strings.TrimSpace(name) == "" {
		return orgMention{}, false
	}
	m, ok := r.mention(form+name, at, at+len(form)+len(name), kind, "org/legal-prefix")
	if ok && (kind == school || kind == hospital || kind == association) && m.end == r.end() {
		m.end = r.withInstitution(m.end)
	}
	return m, ok
}

// hiraganaName is a name that begins in hiragana and goes on in another script; two
// kana at least, so that a particle does not begin one.
var hiraganaName = pattern.New(`^(あ|い|う|え|お|か[^ら]|き|く|け|こ|さ|し|す|せ|そ|た|ち|つ|て|な|ね|ひ|ふ|ほ|ま|み|む|め|や|ゆ|よ[^りる]|ら|り|る|れ|ろ|わ)[ぁ-ん]{0,5}[一-龥ァ-ヶー]+`)

// restOfLine is what follows a legal form that begins its line, where that is all the
// line holds: the sender of a notice, whatever its name is made of.
func (r *nameRun) restOfLine(i int) string {
	l := r.d.lines[r.d.lineAt(r.start())]
	if r.start() != l.start || l.end <= i {
		return ""
	}
	return wholeName.FindString(r.d.s[i:l.end])
}

var wholeName = pattern.New(`^[ぁ-んァ-ヶー一-龥々A-Za-z・]{2,14}$`)

// withInstitution takes the school or hospital that a legal person names behind itself:
// 医療法人X会 Y病院.
func (r *nameRun) withInstitution(end int) int {
	rest := r.d.s[end:r.sentence.end]
	if !strings.HasPrefix(rest, " ") {
		return end
	}
	i := r.b
	for i < len(r.toks) && i < r.b+8 {
		t := r.toks[i]
		if i > r.b && !t.class.noun() && t.class != otherToken {
			break
		}
		i++
		if text := r.d.s[r.end():t.end]; anySuffix(text, "病院", "医院", "クリニック", "診療所", "センター", "大学", "学園", "高等学校", "中学校", "小学校", "幼稚園", "こども園", "保育園", "専門学校") {
			r.b = i
			return t.end
		}
	}
	return end
}

// acrossSpace takes the name that a space parts from its legal form: NPO法人 X.
func (r *nameRun) acrossSpace() string {
	rest := r.d.s[r.end():r.sentence.end]
	if !strings.HasPrefix(rest, " ") {
		return ""
	}
	m := spacedName.FindString(rest)
	if m == "" {
		return ""
	}
	at := r.end()
	for r.b < len(r.toks) && r.end() < at+len(m) {
		r.b++
	}
	return m
}

// nameSpace is a name that a space parts from the legal form behind it.
var nameSpace = pattern.New(`(?:^|[\s、。「(:])([一-龥々ヶァ-ヶー・A-Za-z&]{2,20}) $`)

var spacedName = pattern.New(`^ ([一-龥々ヶ]{2,}|[一-龥々ヶ][ぁ-ん]{2,6}[一-龥]|[ァ-ヶー・]{2,}|[A-Za-z&]{2,})[一-龥々ヶァ-ヶー・A-Za-z&]*`)

// extend takes the hiragana words behind a legal form up to a particle.
func (r *nameRun) extend() string {
	i := r.b
	for i < len(r.toks) && i < r.b+8 {
		t := r.toks[i]
		text := r.d.s[t.start:t.end]
		if t.class == particle && i > r.b || t.class == symbolToken || t.class == timeNoun && utf8.RuneCountInString(text) > 1 || strings.ContainsAny(text, "、。「」()") {
			break
		}
		if t.class == particle && i == r.b {
			break
		}
		i++
	}
	if i == r.b {
		return ""
	}
	text := r.d.s[r.end():r.toks[i-1].end]
	r.b = i
	return text
}
