package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// An orgMention is a name of an organisation where it stands in the text.
type orgMention struct {
	start, end int
	kind       orgKind
	// sure says that the form alone shows an organisation: a legal form, a closed
	// list, an institution's ending behind a proper name. Others stand only where the
	// sentence puts an organisation.
	sure bool
	rule string
	line int
	// context is where the words that say what the organisation did begin: behind the
	// department named with it (X市教育部学務課の職員が).
	context int
	// first is where the enumeration begins that it is a member of, or the mention itself.
	first int
	// joined says that the next mention is another member of the same enumeration.
	joined bool
	// tallied says that it stands behind another member.
	tallied bool
	// described says that it is no name but says what kind of body is where.
	described bool
}

type orgKind int8

const (
	otherOrg orgKind = iota
	company
	municipality
	prefecture
	ministry
	school
	hospital
	finance
	association
)

// findOrganizations finds the names of organisations in all of d, in text order.
func (x *Extractor) findOrganizations(d *document, claimed [][2]int) []orgMention {
	var out []orgMention
	tokens := make([][]token, len(d.sentences))
	for k, s := range d.sentences {
		toks := x.lex.tokens(d.s, s.start, s.end)
		tokens[k] = toks
		before := len(out)
		for a := 0; a < len(toks); {
			var next *token
			if a+1 < len(toks) {
				next = &toks[a+1]
			}
			if !startsName(d.s, toks[a], next) || within(claimed, toks[a].start) {
				a++
				continue
			}
			b := a + 1
			for b < len(toks) && (continuesName(d.s, toks, b) && !within(claimed, toks[b].start)) {
				b++
			}
			for b > a+1 && isJoint(d.s[toks[b-1].start:toks[b-1].end]) && !anySuffix(d.s[:toks[b-1].end], words.latin...) {
				b--
			}
			r := nameRun{d: d, toks: toks, a: a, b: b, sentence: s}
			for _, m := range r.read() {
				if d.isSeat(m) || d.seatOfNext(m, toks) {
					continue
				}
				m.start = d.nameHead(m)
				d.cutOffice(&m)
				m.context = max(m.context, m.end)
				m.sure = m.sure && !brackets(d.s, m.start, m.end)
				out = append(out, m)
			}
			a = max(b, r.b)
		}
		out = append(out[:before], withFramed(out[before:], d.framedNames(toks, s))...)
		out = append(out[:before], withFramed(out[before:], d.quotedNames(s))...)
		if t := d.asks(k); t.Match(doesTrade) || t.Match(hasTrade) {
			out = append(out[:before], withTraded(out[before:], d.tradedNames(toks, s))...)
		}
		slices.SortStableFunc(out[before:], func(a, b orgMention) int { return a.start - b.start })
		out = append(out, d.listedNames(out[before:], s)...)
		out = append(out, d.countedMembers(out[before:], s)...)
	}
	out = append(out, d.placedNames(out, tokens)...)
	slices.SortStableFunc(out, func(a, b orgMention) int { return a.start - b.start })
	out = append(out, x.learntNames(d, out, tokens, claimed)...)
	slices.SortStableFunc(out, func(a, b orgMention) int { return a.start - b.start })
	out = slices.DeleteFunc(out, d.isThing)
	out = d.withoutKindAliases(out)
	out = slices.DeleteFunc(d.again(out, tokens), func(m orgMention) bool { return d.somewhere(m, tokens) })
	out = d.withoutSeats(out)
	d.shareContext(out)
	for i := range out {
		out[i].line = d.lineAt(out[i].start)
	}
	return out
}

// cutOffice takes the office off the name of the town it belongs to, where the dictionary cut
// that name to pieces: うぐいす野市|税務課.
func (d *document) cutOffice(m *orgMention) {
	if m.sure || m.kind != otherOrg {
		return
	}
	if loc := officeOf.FindStringSubmatchIndex(d.s[m.start:m.end]); loc != nil {
		m.context = max(m.context, m.end)
		m.end, m.kind, m.sure = m.start+loc[3], municipality, true
	}
}

// officeOf is a town and its office.
var officeOf = pattern.New(`^([ぁ-ん]{2,5}[一-龥]{0,2}[市町村])[一-龥]{0,10}(?:課|部|室|係|局|支所|役所|役場)$`)

// withFramed puts the framed names of a sentence in the place of those found there that are
// pieces of them; a legal form or town that stands over one knows better.
func withFramed(found, framed []orgMention) []orgMention {
	for _, f := range framed {
		whole := false
		for _, m := range found {
			whole = whole || m.start <= f.start && m.end >= f.end || m.start < f.end && f.start < m.end && (m.start < f.start || m.end > f.end)
		}
		if whole {
			continue
		}
		found = slices.DeleteFunc(found, func(m orgMention) bool { return m.start >= f.start && m.end <= f.end })
		found = append(found, f)
	}
	return found
}

// seatOfNext says that a place only says where the name behind it sits: 大阪市の三角屋.
func (d *document) seatOfNext(m orgMention, toks []token) bool {
	if m.kind != municipality && m.kind != prefecture || !strings.HasPrefix(d.s[m.end:], "の") {
		return false
	}
	for _, t := range toks {
		if t.start == m.end+len("の") {
			return (t.class == properNoun || t.class == unknownNoun) && !words.notNames[foldWord(d.s[t.start:t.end])] && !isHiragana(d.s[t.start:t.end])
		}
	}
	return false
}

// withoutSeats drops the places in front of a name that only say where its body sits:
// 福井県の丸岡野市, 霧丘市の葦原小学校.
func (d *document) withoutSeats(ms []orgMention) []orgMention {
	out := ms[:0]
	for i, m := range ms {
		if (m.kind == municipality || m.kind == prefecture) && i+1 < len(ms) && ms[i+1].start > m.end && inPlace.MatchString(d.s[m.end:ms[i+1].start]) {
			switch n := ms[i+1]; n.kind {
			case association, otherOrg:
				if strings.HasSuffix(d.s[m.end:n.start], "「") {
					continue
				}
			case municipality, school, hospital, finance, company:
				continue
			}
		}
		out = append(out, m)
	}
	return out
}

// inPlace stands between a place and the name of a body there.
var inPlace = pattern.New(`^の「?$`)

// whereOnly follows a place that only says where somebody else is.
var whereOnly = pattern.New(`^(内)?(の(とある|ある|某)|に(本社|本店|拠点|本部|住む|在住|ある|所在)|内の|在住|出身|の[^\s、。はがをに]{0,6}(男|女|会社員|無職|住宅|路上|自宅|駅|ホテル|個人宅|拠点|倉庫|工場|駐車場|車庫|本部|本社|支社|営業所|店舗|会場)|(?:内)?で(?:、|[^。、はが]{0,30}を)(?:[^。、はが]{0,30}を)?(?:展開|運営|経営|営業|営む|営んで|手掛け|手がけ)(?:する|し|いる|る)?)`)

// somewhere says that a mention is a place where somebody else is, or the word for what
// kind of body is there (山形県の葬儀社), which describes and does not name.
func (d *document) somewhere(m orgMention, tokens [][]token) bool {
	k := d.sentenceAt(m.start)
	if k < 0 {
		return false
	}
	s := d.sentences[k]
	if name := d.s[m.start:m.end]; describedWhole.MatchString(name) || takenUp.MatchString(name) || byLetter.MatchString(name) {
		return true
	}
	if m.kind == municipality || m.kind == prefecture {
		if d.takenUpByRank(m) {
			return false
		}
		return onlyWhere(d.s[m.end:max(s.end, m.end)]) || placeBehind.MatchString(lastRunes(d.s[s.start:m.start], 12))
	}
	before := lastRunes(d.s[s.start:m.start], 16)
	if m.kind != otherOrg && m.kind != company && m.rule != "org/agency" || !placeBefore.MatchString(before) && (m.sure || !seatBefore.MatchString(before)) {
		return false
	}
	for _, t := range tokens[k] {
		if t.start < m.end && t.end > m.start && t.class.named() && !isKatakana(d.s[t.start:t.end]) {
			return false
		}
	}
	return d.asks(k).Match(anonymousForms) || d.asks(k).Match(somebodyThere)
}

// takenUpByRank says that the text behind a town goes on to speak of what the town itself does, by
// its rank: 町は, 町から任された.
func (d *document) takenUpByRank(m orgMention) bool {
	rank, _ := utf8.DecodeLastRuneInString(d.s[:m.end])
	for _, loc := range rankTakenUp.FindAllStringSubmatchIndex(d.s[m.end:min(len(d.s), m.end+rankReach)], 4) {
		if r, _ := utf8.DecodeRuneInString(d.s[m.end+loc[2]:]); r == rank {
			return true
		}
	}
	return false
}

// rankReach is how far behind a town its rank takes it up, in bytes.
const rankReach = 900

// rankTakenUp is a government by its rank, where it gives work or makes public.
var rankTakenUp = pattern.New(`[、。\sを本当](県|府|市|町|村|区)(?:\([^()]{1,20}\))?(?:から(?:[^。、]{0,12})(?:任|委託|受託|請け?負|引き?受け|頼ま|託さ)|が[^。、]{0,40}(?:委託|任せ|頼ん|お願いし|発注し)|が[^。、]{0,20}(?:発表|公表|会見)|[はも][^。]{0,30}(?:発表|公表|明らかに|陳謝|謝罪))`)

// takenUp are bodies named before, or that speak of themselves: 同庫, 本市水道局.
var takenUp = pattern.New(`^弊[一-龥]{1,3}$|^(同|当|本|両|各|小|弊)(社|庫|会|所|誌|紙|市|町|村|県|府|区|局|学|校|園|院|館|店|編集部|組合|連合|法人|金庫|病院|協会|財団|機構|商工会|センター)`)

// byLetter are bodies of advice and statistics, which a letter stands for: B歯科医院.
var byLetter = pattern.New(`^[A-Z](?:[^A-Za-z]{0,3}(?:医院|病院|クリニック|大学|高校|高等学校|中学校|小学校|保育園|幼稚園|銀行|商店|商事|工業|製作所|不動産|工務店|旅館|ホテル)|市|町|村|県|社|店)$`)

// onlyWhere says of what follows a place that this only says where somebody else is.
func onlyWhere(after string) bool {
	if whereOnly.MatchString(after) || describedPlace.MatchString(firstRunes(after, 40)) {
		return true
	}
	body := bodyThere.FindStringSubmatch(firstRunes(after, 24))
	return body != nil && !ofPlace.MatchString(body[1]) || namedThere.MatchString(firstRunes(after, 24))
}

// namedThere is a body of some kind whose name follows: の青果店「かわせみ」.
var namedThere = pattern.New(`^の[一-龥ァ-ヶー]{1,10}(?:店|所|会社|業者|塾|園|院|館|社|局|ホテル|教室|メーカー|クリニック|大手|団体|組合)[「『]`)

// isSeat says that a place in brackets behind a name is where that one sits:
// 三角商事(大阪市).
func (d *document) isSeat(m orgMention) bool {
	if m.kind != municipality && m.kind != prefecture {
		return false
	}
	if anySuffix(d.s[:m.start], "本社:", "本社は", "本店:", "所在地:", "住所:", "本部:", "(本社", "(本部", "本社・") {
		return true
	}
	if d.zoneAt(m.start) == title && strings.HasSuffix(d.s[:m.start], "・") && (m.end == len(d.s) || d.s[m.end] == '\n') {
		return true // where it was, at the end of a headline: 福井・葦原市
	}
	if inBrackets.MatchString(lastRunes(d.s[:m.start], 8)) {
		return true // (広島県府中市)
	}
	return m.start > 0 && (d.s[m.start-1] == '(' || d.s[m.start-1] == '=' && !strings.HasPrefix(d.s[m.end:], "\n")) &&
		d.zoneAt(m.start) != title && !strings.HasPrefix(d.s[m.end:], "教")
}

// inBrackets is the prefecture of a seat in brackets, in front of the town.
var inBrackets = pattern.New(`(?:本社|本店|本部|所在地|住所|拠点)[:・=は、]$|\((?:(?:本社|本店|本部)[:・=、 ]?)?(?:北海道|東京都|大阪府|京都府|[一-龥]{2,3}県)$`)

// again finds the names that were recognised somewhere wherever else they stand.
func (d *document) again(found []orgMention, tokens [][]token) []orgMention {
	names := newTrie(nil)
	kind := map[int]orgMention{}
	for i, m := range found {
		if core := coreName(d.s[m.start:m.end]); utf8.RuneCountInString(core) >= 2 && !words.notNames[foldWord(core)] {
			names.add(core, i)
			kind[i] = m
		}
	}
	var out []orgMention
	next := 0
	for _, toks := range tokens {
		for i := 0; i < len(toks); i++ {
			at := toks[i].start
			for next < len(found) && found[next].end <= at {
				next++
			}
			if next < len(found) && found[next].start <= at {
				continue
			}
			v, end, ok := names.longest(d.s, at)
			if !ok || !endsToken(toks[i:], end) || next < len(found) && found[next].start < end {
				continue
			}
			m := kind[v]
			out = append(out, orgMention{start: at, end: end, kind: m.kind, rule: "org/again", context: end})
		}
	}
	out = append(out, found...)
	slices.SortStableFunc(out, func(a, b orgMention) int { return a.start - b.start })
	return out
}

// shareContext lets the members of an enumeration (A大学とB大学は) be read by the words
// behind the last of them.
func (d *document) shareContext(ms []orgMention) {
	for i := range ms {
		ms[i].first = ms[i].start
	}
	for i := len(ms) - 2; i >= 0; i-- {
		between := d.s[min(ms[i].end, ms[i+1].start):ms[i+1].start]
		switch strings.TrimSpace(ownRemark.ReplaceAllString(between, "")) {
		case "と", "や", "、", "・", "および", "及び", "並びに", "ならびに":
			ms[i].context, ms[i].joined = ms[i+1].context, true
			ms[i+1].tallied = true
		}
	}
	for i := 1; i < len(ms); i++ {
		if ms[i].tallied {
			ms[i].first = ms[i-1].first
		}
	}
}

// ownRemark is what is said of one member of an enumeration.
var ownRemark = pattern.New(`^\s?\([^()]{1,20}\)`)

func endsToken(toks []token, end int) bool {
	for _, t := range toks {
		if t.end >= end {
			return t.end == end
		}
	}
	return false
}
