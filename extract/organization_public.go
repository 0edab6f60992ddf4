package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// bodies that stand on their own feet within a town or prefecture (GUIDE: a body with
// its own standing is an organisation, a department is not).
var publicBodies = pattern.New(`^(立大$|立(?:[^、。はがをの]|[一-龥][がはの][一-龥])(?:[^、。はがを]|[一-龥][がは][一-龥]){0,23}?(青少年の家|少年自然の家|自然の家|専門校|訓練校|能力開発校|小学校|中学校|高等学校|高校|特別支援学校|義務教育学校|中等教育学校|学校|幼稚園|保育園|保育所|こども園|大学校?|病院|医療センター|診療所|図書館|博物館|美術館|センター|学園)|教育委員会|教育庁|教育局|教委|社会福祉協議会|社協|観光協会|商工会議所|商工会|シルバー人材センター|土地開発公社|住宅供給公社|文化財団|[^、。]{0,10}(財団|公社|事業団|協会|協議会|組合|連合会|医師会)|医師会|[一-龥ァ-ヶー]{0,6}(?:水道局|企業局|交通局|病院局)|病院機構|(?:選挙管理|農業|人事|公平|収用)委員会(?:事務局)?|市場|[^、。\s]{0,10}(病院|医療センター|がんセンター|大学校?|高等学校|高校|中学校|小学校|幼稚園|保育園|こども園|図書館|博物館|美術館)|消防組合|広域連合|警察本部|警察|県警|庁舎?)`)

// units are parts of a town hall: the town is the name.
var publicUnits = pattern.New(`^([^、。\s]{1,4}区(役所)?|役所|役場|庁|区役所|消防局|消防本部|消防署|保健所|児童相談所|福祉事務所|建設事務所|税務課|[^、。\s]{0,12}?(課|部|室|係|局|支所|事務所|出張所|センター))`)

// publicBody reads prefectures and municipalities and the bodies named after them.
func (r *nameRun) publicBody() []orgMention {
	s, known := r.d.s, places()
	var out []orgMention
	for i := r.a; i < r.b; i++ {
		from := r.toks[i].start
		v, end, ok := known.longest(s[:r.end()], from)
		if !ok || out != nil && from < out[len(out)-1].end {
			continue
		}
		if i > r.a && r.toks[i-1].class == placeName && !anySuffix(s[:from], "県", "都", "府", "道") {
			continue
		}
		e := known.list[v]
		if head := trimLead(s[r.start():from]); head != "" && len(out) == 0 && utf8.RuneCountInString(head) <= 2 && !anySuffix(head, "県", "都", "府", "道", "同", "旧", "元", "前", "現", "各", "両", "当", "全") && e.prefecture != "" {
			continue // 楡ノ森町 is not 森町
		}
		kind := municipality
		if e.prefecture == "" {
			kind = prefecture
			if v2, end2, ok := known.longest(s[:r.end()], end); ok && known.list[v2].prefecture == e.name {
				e, end, kind = known.list[v2], end2, municipality
			}
		}
		m := orgMention{start: from, end: end, kind: kind, sure: true, rule: "org/municipality"}
		if kind == prefecture {
			m.rule = "org/prefecture"
		}
		rest := s[end:r.end()]
		if strings.HasPrefix(rest, "警") {
			continue // 県警: an agency
		}
		if town := unlistedTown.FindStringSubmatch(firstRunes(s[end:r.sentence.end], 12)); kind == prefecture && town != nil && !words.notNames[town[1]] {
			end += len(town[1])
			r.reach(end)
			m.end, m.kind, m.rule, kind = end, municipality, "org/public-form", municipality
			rest = s[end:r.end()]
		}
		b := publicBodies.FindString(rest)
		if from := s[end:r.sentence.end]; strings.HasPrefix(from, "立") {
			if whole := publicBodies.FindString(firstRunes(from, 30)); len(whole) > len(b) {
				b = whole // whatever words its name is cut to
			}
			if short := shortSchool.FindStringSubmatch(firstRunes(from, 14)); b == "" && short != nil && !kindsOfSchool.MatchString(short[2]) {
				b = short[1]
			}
		}
		if b != "" && !strings.HasPrefix(rest, "庁") {
			r.reach(end + len(b))
			m.end += len(b)
			m.rule = "org/public-body"
			m.kind = bodyKind(b)
		} else if rest != "" && !publicUnits.MatchString(rest) && kind == prefecture && r.toks[r.b-1].end > end && (nextIsPlace(rest) || townBehind.MatchString(rest) && !strings.HasPrefix(rest, "立")) {
			continue // 東京都港区…: an address or the seat of somebody else
		}
		if u := publicUnits.FindString(s[m.end:r.end()]); u != "" {
			m.context = m.end + len(u)
		}
		out = append(out, m)
	}
	return out
}

// shortSchool is the school of a town as newspapers shorten it: (葦原市)立若鮎小の.
var (
	shortSchool   = pattern.New(`^(立([^、。「」()\sはがをの]{1,6}(?:特別支援|[小中高])))(?:[のがはでにをと、。」)(:・]|$)`)
	kindsOfSchool = pattern.New(`^[全小中高]+$`)
)

// unlistedTown is a town that no list has (merged, new) behind its prefecture, whatever words
// its name is cut to: 福井県|うたの|郷町. Its name begins with no kana that is a particle behind
// the prefecture.
var unlistedTown = pattern.New(`^((?:[あ-おかきくけこさ-そたちつなぬねひふほまみむめゆよら-ろわ][ぁ-ん]{1,5}[一-龥々]{0,2}|[一-龥々]{1,3}[之ノヶケツ][一-龥々]{1,2})[市町村])(?:[^ぁ-ん一-龥]|[がはをのにでともや]|教育|役場|役所|立|職員|長|議会|$)`)

// bareSchool has no name between who runs it and its kind: 区立小学校.
var bareSchool = pattern.New(`^[都道府県市町村区国私公]立(小学校|中等教育学校|中学校|高等学校|専門学校|特別支援学校|看護学校|美術大学|短期大学|総合病院|中央図書館|認定こども園)$`)

// publicSchool reads 県立X高校, 市立X病院: the form tells, whatever X is.
var publicSchool = pattern.New(`^[^\s、。「『」』【】()\[\]<>:|/]{0,6}(都|道|府|県|市|町|村|区|国|私|公)立(?:[^\s、。「」()はがをの]|[一-龥][がはの][一-龥])(?:[^\s、。「」()はがを]|[一-龥][がは][一-龥]){0,13}?(青少年の家|少年自然の家|自然の家|専門校|訓練校|能力開発校|小学校|中等教育学校|中学校|高等学校|高校|学校|幼稚園|保育園|こども園|大学校?|病院|医療センター|診療所|図書館|博物館|美術館|体育館|文化会館|会館|水族館|動物園|植物園|学園|学院|寮|センター)`)

// notOfSchool are words in front of who runs a school: 頼んだ市立X病院.
var notOfSchool = pattern.New(`^[^立]{0,6}(?:[てで]?い[るた]|[しっれんけ][ただ]|する|[―—–-])[^立]{0,3}[都道府県市町村区国私公]立`)

// townsOwn is where a public school lies, in front of it: 葦原市の市立.
var townsOwn = pattern.New(`[都道府県市町村区]の[都道府県市町村区国私公]立`)

// publicForm reads a town or prefecture that no list has (merged, new, shortened) by
// its form: a place name before 県, 市, 町, 村.
func (r *nameRun) publicForm() (orgMention, bool) {
	s := r.d.s
	if m := publicSchool.FindString(firstRunes(s[r.start():r.sentence.end], 30)); m != "" && !notOfSchool.MatchString(m) && !townsOwn.MatchString(m) && !bareSchool.MatchString(m) && nameLike(m) {
		r.reach(r.start() + len(m))
		return orgMention{start: r.start(), end: r.start() + len(m), kind: bodyKind(m), sure: true, rule: "org/public-school"}, true
	}
	text := r.text()
	lead, from := 0, 0 // the prefecture in front of a town
	for i, c := range text {
		width := len("県")
		switch c {
		case '県', '市', '町', '村', '区':
		default:
			continue
		}
		if words.notNames[text[from:i+width]] {
			return orgMention{}, false // 都道府県
		}
		head := trimLead(text[from:i])
		n := utf8.RuneCountInString(head)
		if n < 2 {
			continue
		}
		rest := text[i+width:]
		if n > 6 || words.notNames[foldWord(head)] || !placeLike.MatchString(head) || anyPrefix(rest, "場", "分", "内", "間", "別", "域") {
			return orgMention{}, false
		}
		if c == '県' && from == 0 && townBehind.MatchString(rest) {
			lead, from = i-len(head), i+width
			continue
		}
		start, end := r.start()+i-len(head), r.start()+i+width
		if from > 0 {
			start = r.start() + lead
		}
		if strings.HasPrefix(rest, "民") && rest != "民" || isHiragana(s[start:start+len("あ")]) && !boundary(s, start) && !r.parted(start) {
			return orgMention{}, false // 県民共済, the end of a name cut to pieces
		}
		m := orgMention{start: start, end: end, kind: municipality, rule: "org/public-form", sure: r.hasName(start, end)}
		if c == '県' {
			m.kind = prefecture
		}
		if b := publicBodies.FindString(rest); b != "" && !strings.HasPrefix(rest, "庁") {
			m.end, m.kind, m.sure = end+len(b), bodyKind(b), true
		} else if u := publicUnits.FindString(rest); u != "" {
			m.context = end + len(u)
			m.sure = true
		} else if rest != "" && !anyPrefix(rest, "職員", "長", "議", "側", "ホームページ", "公式", "民", "報道", "記者", "発表", "広報", "教", "様", "さま") {
			return orgMention{}, false
		}
		return m, true
	}
	return orgMention{}, false
}

// parted says that a particle stands before byte i.
func (r *nameRun) parted(i int) bool {
	for _, t := range r.toks[:r.a] {
		if t.end == i {
			return t.class == particle || t.class == symbolToken
		}
	}
	return false
}

// townBehind is a town behind its prefecture: X県Y市.
var townBehind = pattern.New(`^[^市区町村、。の]{1,5}(市|町|村)`)

// placeLike are the spellings of place names.
var placeLike = pattern.New(`^[一-龥々ヶケノツ]+$|^[ぁ-ん]+[一-龥々]*$|^[ァ-ヶー]+$|^[一-龥々]+[ぁ-ん]+[一-龥々]*$`)

func nextIsPlace(rest string) bool {
	return strings.ContainsAny(rest, "市区町村") && utf8.RuneCountInString(rest) < 8
}

func bodyKind(b string) orgKind {
	switch {
	case anySuffix(b, "学校", "高校", "大学", "立大", "園", "学園"):
		return school
	case anySuffix(b, "病院", "医療センター", "診療所", "保育所"):
		return hospital
	}
	return association
}

// agencies of the state, by the laws that set them up, and public corporations.
var agencies = pattern.New(`^(内閣官房|内閣府|宮内庁|警察庁|金融庁|消費者庁|こども家庭庁|デジタル庁|復興庁|総務省|消防庁|法務省|出入国在留管理庁|公安調査庁|検察庁|外務省|財務省|国税庁|文部科学省|スポーツ庁|文化庁|厚生労働省|農林水産省|林野庁|水産庁|経済産業省|資源エネルギー庁|特許庁|中小企業庁|国土交通省|観光庁|気象庁|海上保安庁|環境省|原子力規制庁|防衛省|防衛装備庁|会計検査院|人事院|最高裁判所|国立国会図書館|日本銀行|日本年金機構|日本郵便|[^\s、。]{2,6}(国税局|税務署|労働局|入国管理局|地方裁判所|地裁|家庭裁判所|年金事務所|(?:県警|府警|道警)(?:察(?:本部)?)?|警察署|地方検察庁|運輸局|整備局|経済産業局|厚生局|財務局|法務局|刑務所)|(?:県警|府警|道警|警視庁)[^\s、。]{2,4}署$|警視庁|[^\s、。]{1,3}[^\s、。部]署$)`)

func (r *nameRun) agency() (orgMention, bool) {
	if m := agencies.FindString(r.text()); m != "" {
		return orgMention{start: r.start(), end: r.start() + len(m), kind: ministry, sure: true, rule: "org/agency"}, true
	}
	return orgMention{}, false
}
