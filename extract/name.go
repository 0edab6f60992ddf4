package extract

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A Name is the name of an organisation taken apart, by the name alone: what a text says
// beside it is not looked at. What the name does not tell is "".
type Name struct {
	// Canonical is the same for all spellings of one name: NFKC, without spaces between
	// Japanese words, without the legal form and the office of a town (市役所), 教育委員会
	// in full, older nameShapes of kanji as the newer ones.
	Canonical string
	// Form is the legal form in full: 株式会社 for ㈱.
	Form string
	// Position is where the form stands, "before" or "after" the name.
	Position string
	// Kind is a code of OrganizationKinds.
	Kind string
	// Prefecture is where the organisation is, as far as its name says: 大阪府.
	Prefecture string
}

// OrganizationKinds are the kinds of organisations, in the order in which they are shown.
var OrganizationKinds = []Code{
	{Code: "company", LabelJA: "企業", LabelEN: "company"},
	{Code: "municipality", LabelJA: "市区町村", LabelEN: "municipality"},
	{Code: "prefecture", LabelJA: "都道府県", LabelEN: "prefecture"},
	{Code: "ministry", LabelJA: "国の機関", LabelEN: "agency of the state"},
	{Code: "school", LabelJA: "学校", LabelEN: "school"},
	{Code: "university", LabelJA: "大学", LabelEN: "university"},
	{Code: "hospital", LabelJA: "医療機関", LabelEN: "medical institution"},
	{Code: "finance", LabelJA: "金融機関", LabelEN: "financial institution"},
	{Code: "association", LabelJA: "団体", LabelEN: "association"},
	{Code: "other", LabelJA: "その他", LabelEN: "other"},
}

// ParseName takes a name apart. It never fails: a name of no known shape is all
// Canonical.
func ParseName(s string) Name {
	var n Name
	s = foldName(s)
	s, n.Form, n.Position = cutForm(s)
	p := placeIn(s)
	n.Kind = nameKind(s, n.Form, p)
	if n.Kind != "company" && n.Kind != "finance" {
		s, n.Prefecture = p.canonical(s), p.prefecture
	} else if p.town == "" {
		n.Prefecture = p.prefecture // 株式会社東京都民銀行, but a company may be called after any 森町
	}
	n.Canonical = s
	return n
}

// newShapes are kanji and kana that names write in two ways, the way of the corporate
// number register second: it knows the characters of JIS levels 1 and 2 only.
var newShapes = strings.NewReplacer("ヶ", "ケ", "髙", "高", "﨑", "崎", "德", "徳", "濵", "濱", "眞", "真", "「", "", "」", "", "『", "", "』", "")

// foldName brings the spellings of one name together.
func foldName(s string) string {
	s = newShapes.Replace(norm.NFKC.String(strings.ToValidUTF8(s, "\uFFFD")))
	var b strings.Builder
	words := strings.Fields(s)
	for i, w := range words {
		// Words in Latin letters stay apart: Aoba Trading.
		if i > 0 && latinEdge(words[i-1], utf8.DecodeLastRuneInString) && latinEdge(w, utf8.DecodeRuneInString) {
			b.WriteByte(' ')
		}
		b.WriteString(w)
	}
	s = b.String()
	if head, ok := strings.CutSuffix(s, "教委"); ok {
		s = head + "教育委員会"
	}
	return s
}

func latinEdge(s string, end func(string) (rune, int)) bool {
	r, _ := end(s)
	return r < 0x80
}

// fullForms are the legal forms that names write short.
var fullForms = map[string]string{
	"(株)": "株式会社", "(有)": "有限会社", "(同)": "合同会社", "(資)": "合資会社", "(名)": "合名会社",
	"(一社)": "一般社団法人", "(公社)": "公益社団法人", "(一財)": "一般財団法人", "(公財)": "公益財団法人",
	"(学)": "学校法人", "(医)": "医療法人", "(福)": "社会福祉法人", "(独)": "独立行政法人", "(特非)": "特定非営利活動法人",
	"NPO法人": "特定非営利活動法人",
}

// nameForms are the legal forms that stand before or behind a name, longest first.
var nameForms = func() []string {
	forms := slices.Clone(words.legal)
	for short := range fullForms {
		forms = append(forms, short)
	}
	slices.Sort(forms)
	forms = slices.Compact(forms)
	longestFirst(forms, func(s string) string { return s })
	return forms
}()

// cutForm takes the legal form off a name; a name that is nothing else keeps it.
func cutForm(s string) (core, form, position string) {
	full := func(f string) string {
		if long := fullForms[f]; long != "" {
			return long
		}
		return f
	}
	for _, f := range nameForms {
		if core := strings.TrimPrefix(s, f); core != s && core != "" {
			return strings.TrimSpace(core), full(f), "before"
		}
		if core := strings.TrimSuffix(s, f); core != s && core != "" {
			return strings.TrimSpace(core), full(f), "after"
		}
	}
	for _, f := range words.latin {
		core, ok := s, len(s) > len(f) && strings.EqualFold(s[len(s)-len(f):], f)
		if ok {
			core = s[:len(s)-len(f)]
		}
		// A word of its own, or behind Japanese: イクザンプルLLC, but not Marina AG… in Swag.
		if !ok || core == "" || core[len(core)-1] != ' ' && core[len(core)-1] != ',' && core[len(core)-1] < 0x80 {
			continue
		}
		if core = strings.TrimRight(core, " ,"); core != "" {
			return core, strings.ReplaceAll(f, " ", ""), "after"
		}
	}
	return s, "", ""
}

// A namePlace is the prefecture and town with which a name begins.
type namePlace struct {
	prefecture string // "" where several have such a town
	lead       string // the prefecture as the name writes it
	town       string // as the name writes it
	known      bool   // the lexicon knows the town
	rest       string // what follows
}

// towns are the prefectures that have a town of this folded name, wards of cities too.
var towns = sync.OnceValue(func() map[string][]string {
	all := map[string][]string{}
	for line := range lexiconLines(municipalitiesTSV) {
		pref, list, _ := strings.Cut(line, "\t")
		all[foldName(pref)] = nil
		for m := range strings.FieldsSeq(list) {
			for name := range strings.SplitSeq(m, "/") {
				name = foldName(name)
				all[name] = append(all[name], pref)
			}
		}
	}
	return all
})

// maxPlace bounds a place's name, in characters; the longest town has seven.
const maxPlace = 8

// knownPlace is the longest place of the lexicon with which s begins.
func knownPlace(s string) string {
	for n := min(maxPlace, utf8.RuneCountInString(s)); n >= 2; n-- {
		if head := firstRunes(s, n); head != "" {
			if _, ok := towns()[head]; ok {
				return head
			}
		}
	}
	return ""
}

// Towns and prefectures that no list has are known by what follows them.
var (
	otherTown       = pattern.New(`^([一-龥々ぁ-んァ-ヶー]{1,6}?[市区町村])(立.+|役.*|庁|消防.*|[上下]*水道.*|議会.*|教育委員会|社会福祉協議会|社協|観光協会|.{0,6}(病院|医療センター)|.{0,8}組合|)$`)
	otherPrefecture = pattern.New(`^([一-龥々]{2,3}県)(立.+|庁|警.*|議会.*|教育委員会|[一-龥々ぁ-んァ-ヶー]{1,6}[市区町村].*|)$`)
)

func placeIn(s string) namePlace {
	p := namePlace{rest: s}
	lead := knownPlace(s)
	if len(towns()[lead]) > 0 || lead == "" {
		lead = ""
		if m := otherPrefecture.FindStringSubmatch(s); m != nil {
			lead = m[1]
		}
	}
	if lead != "" {
		p.lead, p.prefecture, p.rest = lead, lead, s[len(lead):]
	}
	if town := knownPlace(p.rest); len(towns()[town]) > 0 {
		p.town, p.known = town, true
		in := towns()[town]
		switch {
		case lead == "" && len(in) == 1:
			p.prefecture = in[0]
		case lead != "" && !slices.Contains(in, lead):
			p.known = false // another 森町
		}
	} else if m := otherTown.FindStringSubmatch(p.rest); m != nil {
		p.town = m[1]
	}
	p.rest = p.rest[len(p.town):]
	return p
}

// canonical is the name s of a public body without the prefecture in front of a town that
// needs none, and without the word for its office.
func (p namePlace) canonical(s string) string {
	if p.lead != "" && p.town != "" && len(towns()[p.town]) < 2 {
		s = strings.TrimPrefix(s, p.lead)
	}
	if office.MatchString(p.rest) && p.town+p.lead != "" {
		s = strings.TrimSuffix(s, p.rest)
	}
	return s
}

// office is the word for the office that a town or prefecture works in.
var office = pattern.New(`^(役所|役場|庁|庁舎)$`)

// nameKind tells the kind of an organisation by its name without legal form.
func nameKind(s, form string, p namePlace) string {
	if k := formKinds[form]; k != "" {
		if k == "school" && strings.HasSuffix(s, "大学") {
			return "university"
		}
		return k
	}
	company := strings.HasSuffix(form, "会社") || form != "" && form[0] < 0x80 || strings.HasSuffix(form, "士法人") || form == "監査法人"
	switch {
	case company && finances.MatchString(s):
		return "finance"
	case company:
		return "company"
	case police.MatchString(s):
		return "prefecture"
	case agencies.MatchString(s) && p.town == "":
		return "ministry"
	case religious.MatchString(s):
		return "other"
	}
	if k := p.kind(); k != "" {
		return k
	}
	k := shapeKind(s)
	if form != "" && (k == "" || k == "company") {
		return "association" // 一般社団法人…スポーツクラブ
	}
	return k
}

// shapeKind tells the kind by the words that a name begins or ends with.
func shapeKind(s string) string {
	for _, e := range words.endingsOf(s) {
		if strings.HasSuffix(s, e.word) && s != e.word {
			if k := endingKind(e); k != "" {
				return k
			}
		}
	}
	for _, f := range nameShapes {
		if f.find.MatchString(s) {
			return f.kind
		}
	}
	return ""
}

// nameShapes are what the endings of the lexicon do not tell.
var nameShapes = []struct {
	find *pattern.Pattern
	kind string
}{
	{pattern.New(`^(都|道|府|県)(教育委員会|[^、。]{1,8}局)$`), "prefecture"},
	{pattern.New(`^(市|区|町|村)(教育委員会|[^、。]{1,8}局)$`), "municipality"},
	{pattern.New(`^[一-龥]{2,}省$`), "ministry"},
	{pattern.New(`(がん|メディカル)センター$`), "hospital"},
	{pattern.New(`^専門学校.`), "school"},
	{pattern.New(`^(生活協同組合|事業協同組合|コープ|生協|JA).`), "association"},
	{pattern.New(`^(ホテル|旅館).|[^会]社$`), "company"},
}

// formKinds are legal forms that only one kind has.
var formKinds = map[string]string{
	"学校法人": "school", "国立大学法人": "university", "公立大学法人": "university", "大学共同利用機関法人": "university",
	"医療法人": "hospital", "医療法人社団": "hospital", "医療法人財団": "hospital", "社会医療法人": "hospital", "特定医療法人": "hospital",
	"相互会社": "finance", "宗教法人": "other",
}

var (
	finances  = pattern.New(`銀行|信託|証券|生命|損害?保険|火災|海上保険|信用金庫|信用組合|労働金庫|少額短期保険|カード$|クレジット|信販|リース$|ファイナンス|フィナンシャル`)
	police    = pattern.New(`^([一-龥々]{2,3}[県府]警|北海道警|道警)(察|察本部|本部)?$|^警視庁$|[都道府県]警察(本部)?$`)
	religious = pattern.New(`(神社|神宮|大社|教会|寺院?)$`)
)

// kind is the kind of a body named after its place, "" where the rest of the name is no
// public body's.
func (p namePlace) kind() string {
	own := "municipality"
	switch {
	case p.town == "" && p.lead == "":
		return ""
	case p.town == "":
		own = "prefecture"
	}
	switch {
	case p.rest == "", office.MatchString(p.rest), publicOffices.MatchString(p.rest):
		return own
	}
	return ""
}

// publicOffices are parts of a town or prefecture that have no standing of their own in
// statistics: boards, bureaus, fire brigades.
var publicOffices = pattern.New(`^(教育委員会|選挙管理委員会|議会|議会事務局|[^、。]{0,8}(局|部|課|室|区役所|保健所|福祉事務所|児童相談所|消防本部|消防署|図書館|博物館|美術館|公民館))$`)

// endingKind is the code of the kind that a name's ending tells.
func endingKind(e ending) string {
	switch {
	case e.kind == school && (strings.Contains(e.word, "大学") && e.word != "大学校" || e.word == "短大" || e.word == "大"):
		return "university"
	case e.kind == hospital && e.word == "老人ホーム":
		return "association"
	}
	return [...]string{
		company: "company", school: "school", hospital: "hospital", finance: "finance", association: "association",
		municipality: "municipality", prefecture: "prefecture", ministry: "ministry", otherOrg: "",
	}[e.kind]
}
