package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// legalName reads 株式会社X, X株式会社, 学校法人X, X Co., Ltd.
func (r *nameRun) legalName() (orgMention, bool) {
	s := r.text()
	at, form := -1, ""
	for i, c := range s {
		if words.beginsLegal(c) {
			if f, ok := legalFormAt(s[i:]); ok {
				at, form = i, f
				break
			}
		}
	}
	if at < 0 && strings.IndexByte(s, ' ') < 0 {
		return orgMention{}, false
	}
	if at < 0 {
		for _, f := range words.latin {
			if i := strings.Index(s, f); i > 0 && s[i-1] == ' ' && strings.TrimRight(s[:i], " .,") != "Co" && (i+len(f) == len(s) || s[i+len(f)] == ' ' || s[i+len(f)] >= 0x80) {
				m, ok := r.mention(trimLead(s[:i+len(f)]), 0, i+len(f), company, "org/latin-form")
				if strings.HasPrefix(r.d.s[m.end:], ".") && slices.Contains(words.latin, f+".") {
					m.end++
				}
				return m, ok
			}
		}
		return orgMention{}, false
	}
	kind := legalKind(form)
	before := trimLead(s[:at])
	after := s[at+len(form):]
	if before != "" && (!strings.HasSuffix(form, "法人") || anySuffix(form, "士法人", "組合法人", "監査法人")) && nameLike(before) {
		// X株式会社, what follows is a department or another noun
		i := at - len(before)
		return r.mention(before+form, i, at+len(form), kind, "org/legal-suffix")
	}
	if before == "" && at == 0 && !strings.HasSuffix(form, "法人") && (after == "" || !nameLike(cutTail(after))) {
		if m := nameSpace.FindStringSubmatchIndex(r.d.s[r.sentence.start:r.start()]); m != nil && trimLead(r.d.s[r.sentence.start+m[2]:r.sentence.start+m[3]]) != "" {
			start := r.sentence.start + m[2]
			return orgMention{start: start, end: r.start() + len(form), kind: kind, sure: true, rule: "org/legal-suffix"}, true
		}
	}
	if from := r.start() + at + len(form); after == "" || kanaAhead.MatchString(r.d.s[from:r.sentence.end]) {
		if m := r.d.nameBehind(from, r.sentence.end); len(m) > 0 {
			after = m
			r.reach(from + len(m))
		}
	}
	if after == "" {
		after = r.acrossSpace()
	}
	if after == "" {
		return orgMention{}, false
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

// legalKind is the kind of body that a legal form tells.
func legalKind(form string) orgKind {
	switch {
	case strings.Contains(form, "学"):
		return school
	case strings.Contains(form, "医"):
		return hospital
	case strings.Contains(form, "会社"), form == "(株)", form == "(有)", form == "(同)", form == "(合)", form == "(資)":
		return company
	}
	return association
}

// kanaAhead says that hiragana belongs to the name behind a legal form, or may.
var kanaAhead = pattern.New(`^[ァ-ヶー一-龥々A-Za-z・]{0,16}[ぁ-ん]`)

// withInstitution takes the school or hospital that a legal person names behind itself:
// 医療法人X会 Y病院.
func (r *nameRun) withInstitution(end int) int {
	rest := r.d.s[end:r.sentence.end]
	if !strings.HasPrefix(rest, " ") {
		return end
	}
	if loc := spacedInstitution.FindStringSubmatchIndex(firstRunes(rest, 30)); loc != nil {
		r.reach(end + loc[3])
		return end + loc[3]
	}
	return end
}

// spacedInstitution is what a legal person runs, a space behind its name.
var spacedInstitution = pattern.New(`^( [^\s、。|()「」:]{1,14}?(?:病院|医院|クリニック|診療所|センター|大学|学園|高等学校|中学校|小学校|幼稚園|こども園|保育園|専門学校))(?:$|[^一-龥ァ-ヶー])`)

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
	r.reach(r.end() + len(m))
	return m
}

// nameSpace is a name that a space parts from the legal form behind it.
var nameSpace = pattern.New(`(?:^|[\s、。「(:])([一-龥々ヶァ-ヶー・A-Za-z&]{2,20}) $`)

var spacedName = pattern.New(`^ ([一-龥々ヶ]{2,}|[一-龥々ヶ][ぁ-ん]{2,6}[一-龥]|[ァ-ヶー・]{2,}|[A-Za-z&]{2,})[一-龥々ヶァ-ヶー・A-Za-z&]*`)
