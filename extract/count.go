package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A countExpr is a number with its counter, as found in normalised text.
type countExpr struct {
	// s[start:end] runs from the qualifier to the unit and the qualifier behind it:
	// 約1,080件, 1,683名分, 12万件超. s[number:] begins with the numeral.
	start, number, end int
	value              int64
	max                int64  // the upper end of a range, else 0
	counter            string // as written, 分 and 様 included: 名分; in a table the label
	unit               string // a unit of Count
	qualifier          string // a qualifier of Count
	// unsure: the counter alone does not say that the incident is measured (契約, 先, 個).
	unsure bool
	tie    countTie
	// group is shared by two measures of one set (96件(88名)), 0 for none.
	group int
	// lookalike names the guard that holds that this number measures no incident, "" if
	// none does.
	lookalike string
	// subject is the noun phrase counted, as written, in s[subjectStart:subjectEnd]; "".
	subject                  string
	subjectStart, subjectEnd int
	// noun is "data" or "event" where the words around say what was counted, else "".
	noun string
	rule string
}

// findCounts finds the counts of normalised text, in order and apart. Numbers inside the
// spans of skip, which are in order and apart, are left alone: dates have claimed them.
// The work is linear in the text.
func findCounts(s string, skip [][2]int) []countExpr {
	r := countReader{s: s, cues: findCues(s)}
	claimed := skip
	for i := 0; i < len(s); {
		for len(skip) > 0 && skip[0][1] <= i {
			skip = skip[1:]
		}
		if len(skip) > 0 && skip[0][0] <= i {
			i = skip[0][1]
			continue
		}
		if !isNumeralStart(s, i) {
			i++
			continue
		}
		n, next, ok := readNumeral(s, i)
		if len(skip) > 0 && next > skip[0][0] {
			i = skip[0][1]
			continue
		}
		if ok {
			if e, found := r.read(i, n, next); found && (len(skip) == 0 || e.end <= skip[0][0]) {
				r.found = append(r.found, e)
				next = r.readElided(len(r.found) - 1)
			}
		}
		i = max(next, i+1)
	}
	r.readTables(claimed)
	for i := range r.found {
		r.judge(i)
	}
	r.pair()
	return r.found
}

type countReader struct {
	s     string
	cues  []cueHit
	found []countExpr
}

func isNumeralStart(s string, i int) bool {
	if s[i] < utf8.RuneSelf {
		return isDigit(s[i])
	}
	if !utf8.RuneStart(s[i]) {
		return false
	}
	ch, _ := runeAt(s, i)
	return kanjiDigit(ch) >= 0 || smallUnit(ch) > 0 || ch == '数'
}

// read reads the count whose numeral n is s[i:next].
func (r *countReader) read(i int, n numeral, next int) (countExpr, bool) {
	if insideWord(r.s, i, n) {
		return countExpr{}, false
	}
	e := countExpr{number: i, value: n.value, rule: "count/number"}
	if n.several {
		e.qualifier = "several"
	}
	m, ok := r.measure(i, next)
	if u, found := r.upperEnd(i, n, next, m, ok); found {
		e.value, e.max, e.rule = u.low, u.high, "count/range"
		e.qualifier = stronger(e.qualifier, u.qualifier)
		m, ok = u.measured, true
	}
	if !ok {
		return countExpr{}, false
	}
	e.end, e.counter, e.unit, e.unsure = m.end, m.text, m.unit, m.unsure
	e.qualifier = stronger(e.qualifier, m.qualifier)
	if e.unit == "organizations" && e.value <= fewBodies && strings.Contains(r.s[next:e.end], "の") {
		e.unsure = true
	}
	r.readLeading(&e)
	if e.qualifier == "" {
		e.qualifier = "exact"
	}
	return e, true
}

// insideWord says that the numeral at i is part of a word or a code: 同一, 複数, CVE-2024-1,
// the tail of a broken number.
func insideWord(s string, i int, n numeral) bool {
	before, size := utf8.DecodeLastRuneInString(s[:i])
	first, _ := utf8.DecodeRuneInString(s[i:])
	if isDigit(s[i]) {
		if i < 2 || before >= utf8.RuneSelf {
			return false
		}
		two := s[i-2]
		return (before == '.' || before == ',') && isDigit(two) ||
			strings.ContainsRune("-_#/", before) && isAlnum(two) ||
			n.value == 365 && endsWith(strings.ToLower(strings.TrimSpace(lastRunes(s[:i], 10))), "microsoft office dynamics")
	}
	switch {
	case size == 0:
		return false
	case strings.ContainsRune("何幾複", before):
		return true
	case first == '一' && n.value == 1:
		return strings.ContainsRune("同統唯単均万随逐画専", before)
	case first == '数' && n.value == 1:
		return unicode.Is(unicode.Han, before) && !strings.ContainsRune("約計全他延大", before)
	case smallUnit(first) > 0 && before < utf8.RuneSelf:
		return isDigit(byte(before))
	}
	return false
}

// A measured is what stands behind a numeral: counter and qualifiers up to end.
type measured struct {
	counter
	text      string // the counter with 分 and 様
	end       int
	qualifier string
}

// measure reads the counter behind the numeral s[i:p], over the spaces of text from PDF.
func (r *countReader) measure(i, p int) (measured, bool) {
	s := r.s
	var m measured
	linked, long := false, false
	if v, end, ok := trailingTrie.longest(s, p); ok && !beginsWith(s[end:], trailing[v].not) {
		m.qualifier = trailing[v].code
		long = !strings.HasPrefix("余り超強弱", s[p:end]) && s[p:end] != "余り" // 以上名 is no Japanese
		p = end
		if strings.HasPrefix(s[p:], "の") {
			p += len("の")
			long = true
		}
	} else if rest := strings.TrimPrefix(strings.TrimPrefix(s[p:], "つ"), " "); strings.HasPrefix(rest, "の") {
		p = len(s) - len(rest) + len("の")
		linked = true
	}
	digits := p
	for range 2 {
		if p < len(s) && s[p] == ' ' {
			p++
		}
	}
	v, end, ok := counterTrie.longest(s, p)
	if linked {
		if body := bodyEnd(s, p); body > 0 && (!ok || body > end) {
			m.counter, m.text, m.end = counter{word: s[p:body], unit: "organizations"}, s[p:body], body
			return m, true
		}
	}
	if !ok {
		return m, false
	}
	m.counter = counters[v]
	switch {
	case p > digits && digits-i <= 2 && utf8.RuneCountInString(m.word) > 1 && startsLine(s, i): // the heading 3 患者の皆様へ
		return m, false
	case beginsWith(s[end:], m.not),
		linked && !m.linked,
		long && utf8.RuneCountInString(m.word) < 2,
		m.word == "ID" && end < len(s) && isAlnum(s[end]),
		m.word == "部" && !isDigit(s[i]): // 一部, 全部
		return m, false
	}
	if m.word == "人" || m.word == "名" || m.word == "社" {
		for _, honour := range [...]string{"様", "さま"} {
			if strings.HasPrefix(s[end:], honour) {
				end += len(honour)
			}
		}
	}
	if strings.HasPrefix(s[end:], "分") && !beginsWith(s[end+len("分"):], "析 類 野 割 散 母 別 担 譲 岐 布 離 解 配 け か") {
		end += len("分")
		m.unsure = m.unsure && m.unit != "households" // 12戸分 of data, not of houses
	}
	m.text, m.end = s[p:end], end
	for range 2 {
		v, end, ok := trailingTrie.longest(s, m.end)
		if !ok || beginsWith(s[end:], trailing[v].not) {
			break
		}
		m.qualifier = stronger(m.qualifier, trailing[v].code)
		m.end = end
	}
	if strings.HasPrefix(s[m.end:], "分の") && m.end > end { // 3万人超分の
		m.end += len("分")
	}
	return m, true
}

// fewBodies are so few that a story tells with 二つの病院 whom it is about, not how far the harm
// went.
const fewBodies = 3

// longestBody is how many characters the noun behind の may have that names a kind of bodies.
const longestBody = 12

// bodyEnd is where the noun s[p:] ends that names a kind of bodies (9の商店会, 20の登録店), 0 if
// there is none.
func bodyEnd(s string, p int) int {
	end := p
	for n := 0; end < len(s) && s[end] >= utf8.RuneSelf; n++ {
		ch, size := utf8.DecodeRuneInString(s[end:])
		if !nounRune(ch) {
			break
		}
		if n == longestBody {
			return 0
		}
		end += size
	}
	if !endsWith(s[p:end], bodies) {
		return 0
	}
	return end
}

// startsLine says that only spaces stand before s[i] on its line.
func startsLine(s string, i int) bool {
	for i > 0 && s[i-1] == ' ' {
		i--
	}
	return i == 0 || s[i-1] == '\n'
}

// leadingAt is the leading qualifier that begins at p.
func leadingAt(s string, p int) (q qualifier, found bool) {
	for _, l := range leading {
		if len(l.word) > len(q.word) && strings.HasPrefix(s[p:], l.word) {
			q, found = l, true
		}
	}
	return q, found
}

// readLeading reads the words before the number, from right to left, sets the start and the
// tie of e, and leaves in subjectEnd where they begin.
func (r *countReader) readLeading(e *countExpr) {
	p := e.number
	e.start = p
	for {
		q := p
		for q > 0 && r.s[q-1] == ' ' && p-q < 2 {
			q--
		}
		if p == e.number && q > 0 && r.s[q-1] == '\n' { // hard-wrapped behind 約
			if _, found := leadingBefore(r.s[:q-1]); found {
				q--
			}
		}
		if l, found := leadingBefore(r.s[:q]); found {
			e.qualifier = stronger(e.qualifier, l.code)
			p = q - len(l.word)
			e.start = p
			continue
		}
		tie, size := tieBefore(r.s[:q])
		if size == 0 {
			break
		}
		e.tie |= tie
		p = q - size
	}
	e.subjectEnd = p
}

// leadingBefore is the longest leading qualifier that s ends with.
func leadingBefore(s string) (q qualifier, found bool) {
	for _, l := range leading {
		if len(l.word) > len(q.word) && strings.HasSuffix(s, l.word) && !endsWith(s[:len(s)-len(l.word)], l.not) {
			q, found = l, true
		}
	}
	return q, found
}

// tieBefore is the tie that s ends with, over a particle or colon (合計は, 内訳:), and the
// bytes it takes.
func tieBefore(s string) (tie countTie, size int) {
	rest := s
	for _, joint := range [...]string{"、", ":", "は", "が", "で", "も", "の"} {
		if strings.HasSuffix(rest, joint) {
			rest = strings.TrimSuffix(rest, joint)
			break
		}
	}
	best := 0
	for _, from := range [...]string{s, rest} {
		for _, t := range countTies {
			if len(t.word) > best && strings.HasSuffix(from, t.word) && !endsWith(from[:len(from)-len(t.word)], t.not) {
				best, tie = len(t.word), t.tie
				size = len(s) - len(from) + best
			}
		}
		if best > 0 {
			break
		}
	}
	return tie, size
}

// pair gives two measures of one set, which stand side by side, a group of their own:
// 3,086件2,816人分, 96件(88名), 30,000件(名寄せ前:124,000件). It also marks the first of
// 529万件から596万件に as prior.
func (r *countReader) pair() {
	group := 0
	for i := 1; i < len(r.found); i++ {
		a, b := &r.found[i-1], &r.found[i]
		if a.end > b.start || b.start-a.end > len("(名寄せ前の件数: ") {
			continue
		}
		gap := strings.TrimSpace(r.s[a.end:b.start])
		switch {
		case gap == "から" || gap == "→":
			if a.unit == b.unit {
				a.tie |= tiePrior
			}
			continue
		case gap == "" && a.qualifier == "at_least" && b.qualifier == "at_most":
			a.lookalike, b.lookalike = "class", "class" // 100件以上1,000件未満
			continue
		case gap == "" && b.unit == "yen":
			if a.value == 1 {
				a.lookalike = "rate" // 1人5,000円
			}
			continue
		case gap == "" && b.unit == "devices" && a.value == 1 && b.value == 1:
			a.lookalike, b.lookalike = "rate", "rate" // 1人1台
			continue
		case gap == "", gap == "(", gap == "/":
			if a.unit == b.unit {
				continue
			}
		case strings.HasPrefix(gap, "("):
			if b.tie&(tieGross|tieUnique) == 0 {
				continue
			}
		default:
			continue
		}
		if gap == "" && a.qualifier == "at_most" && b.qualifier == "exact" { // 最大で40校1,200人
			b.qualifier = a.qualifier
		}
		if a.group == 0 {
			group++
			a.group = group
		}
		b.group = a.group
	}
}
