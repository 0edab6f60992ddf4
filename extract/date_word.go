package extract

import "strings"

// A dateWord is a word that counts a date from another one.
type dateWord struct {
	text   string
	anchor dateAnchor
	rule   string
	// bound words are parts of other words after a Han character: 説明|明日, 日|本年金.
	bound bool
}

// dateWords lists the words; of two that fit, the longer is taken.
var dateWords = []dateWord{
	{"同日", dateAnchor{fromContext, unitDay, 0}, "date/same", false},
	{"同じ日", dateAnchor{fromContext, unitDay, 0}, "date/same", false},
	{"その日", dateAnchor{fromContext, unitDay, 0}, "date/same", false},
	{"当日", dateAnchor{fromContext, unitDay, 0}, "date/same", true},
	{"同月", dateAnchor{fromContext, unitMonth, 0}, "date/same", false},
	{"同年", dateAnchor{fromContext, unitYear, 0}, "date/same", false},
	{"同年度", dateAnchor{fromContext, unitFiscal, 0}, "date/same", false},
	{"翌日", dateAnchor{fromContext, unitDay, 1}, "date/next", false},
	{"翌朝", dateAnchor{fromContext, unitDay, 1}, "date/next", false},
	{"翌々日", dateAnchor{fromContext, unitDay, 2}, "date/next", false},
	{"翌週", dateAnchor{fromContext, unitWeek, 1}, "date/next", false},
	{"翌月", dateAnchor{fromContext, unitMonth, 1}, "date/next", false},
	{"翌々月", dateAnchor{fromContext, unitMonth, 2}, "date/next", false},
	{"翌年", dateAnchor{fromContext, unitYear, 1}, "date/next", false},
	{"翌年度", dateAnchor{fromContext, unitFiscal, 1}, "date/next", false},
	{"次の日", dateAnchor{fromContext, unitDay, 1}, "date/next", false},
	{"あくる日", dateAnchor{fromContext, unitDay, 1}, "date/next", false},
	{"明くる日", dateAnchor{fromContext, unitDay, 1}, "date/next", false},
	{"あくる朝", dateAnchor{fromContext, unitDay, 1}, "date/next", false},
	{"前の日", dateAnchor{fromContext, unitDay, -1}, "date/previous", true},
	{"前の晩", dateAnchor{fromContext, unitDay, -1}, "date/previous", true},
	{"前夜", dateAnchor{fromContext, unitDay, -1}, "date/previous", true},
	{"前日", dateAnchor{fromContext, unitDay, -1}, "date/previous", true},
	{"前々日", dateAnchor{fromContext, unitDay, -2}, "date/previous", true},
	{"前週", dateAnchor{fromContext, unitWeek, -1}, "date/previous", true},
	{"前の週", dateAnchor{fromContext, unitWeek, -1}, "date/previous", true},
	{"次の週", dateAnchor{fromContext, unitWeek, 1}, "date/next", false},
	{"前月", dateAnchor{fromContext, unitMonth, -1}, "date/previous", true},
	{"前年", dateAnchor{fromContext, unitYear, -1}, "date/previous", true},
	{"前年度", dateAnchor{fromBase, unitFiscal, -1}, "date/previous", true},
	{"本日", dateAnchor{fromBase, unitDay, 0}, "date/relative", true},
	{"今日", dateAnchor{fromBase, unitDay, 0}, "date/relative", true},
	{"きょう", dateAnchor{fromBase, unitDay, 0}, "date/relative", true},
	{"今朝", dateAnchor{fromBase, unitDay, 0}, "date/relative", true},
	{"けさ", dateAnchor{fromBase, unitDay, 0}, "date/relative", true},
	{"昨日", dateAnchor{fromBase, unitDay, -1}, "date/relative", false},
	{"きのう", dateAnchor{fromBase, unitDay, -1}, "date/relative", true},
	{"昨夜", dateAnchor{fromBase, unitDay, -1}, "date/relative", false},
	{"昨晩", dateAnchor{fromBase, unitDay, -1}, "date/relative", false},
	{"一昨日", dateAnchor{fromBase, unitDay, -2}, "date/relative", false},
	{"おととい", dateAnchor{fromBase, unitDay, -2}, "date/relative", true},
	{"明日", dateAnchor{fromBase, unitDay, 1}, "date/relative", true},
	{"あす", dateAnchor{fromBase, unitDay, 1}, "date/relative", true},
	{"明後日", dateAnchor{fromBase, unitDay, 2}, "date/relative", true},
	{"あさって", dateAnchor{fromBase, unitDay, 2}, "date/relative", true},
	{"今週", dateAnchor{fromBase, unitWeek, 0}, "date/relative", false},
	{"先週", dateAnchor{fromBase, unitWeek, -1}, "date/relative", false},
	{"来週", dateAnchor{fromBase, unitWeek, 1}, "date/relative", true},
	{"今月", dateAnchor{fromBase, unitMonth, 0}, "date/relative", false},
	{"月内", dateAnchor{fromBase, unitMonth, 0}, "date/relative", true},
	{"本月", dateAnchor{fromBase, unitMonth, 0}, "date/relative", true},
	{"先月", dateAnchor{fromBase, unitMonth, -1}, "date/relative", false},
	{"先々月", dateAnchor{fromBase, unitMonth, -2}, "date/relative", false},
	{"来月", dateAnchor{fromBase, unitMonth, 1}, "date/relative", true},
	{"今年", dateAnchor{fromBase, unitYear, 0}, "date/relative", false},
	{"ことし", dateAnchor{fromBase, unitYear, 0}, "date/relative", true},
	{"本年", dateAnchor{fromBase, unitYear, 0}, "date/relative", true},
	{"昨年", dateAnchor{fromBase, unitYear, -1}, "date/relative", false},
	{"去年", dateAnchor{fromBase, unitYear, -1}, "date/relative", false},
	{"一昨年", dateAnchor{fromBase, unitYear, -2}, "date/relative", false},
	{"おととし", dateAnchor{fromBase, unitYear, -2}, "date/relative", true},
	{"来年", dateAnchor{fromBase, unitYear, 1}, "date/relative", true},
	{"今年度", dateAnchor{fromBase, unitFiscal, 0}, "date/relative", false},
	{"本年度", dateAnchor{fromBase, unitFiscal, 0}, "date/relative", true},
	{"昨年度", dateAnchor{fromBase, unitFiscal, -1}, "date/relative", false},
	{"一昨年度", dateAnchor{fromBase, unitFiscal, -2}, "date/relative", false},
	{"来年度", dateAnchor{fromBase, unitFiscal, 1}, "date/relative", true},
	{"今春", dateAnchor{fromBase, unitYear, 0}, "date/season", false},
	{"今夏", dateAnchor{fromBase, unitYear, 0}, "date/season", false},
	{"今秋", dateAnchor{fromBase, unitYear, 0}, "date/season", false},
	{"今冬", dateAnchor{fromBase, unitYear, 0}, "date/season", false},
	{"昨春", dateAnchor{fromBase, unitYear, -1}, "date/season", false},
	{"昨夏", dateAnchor{fromBase, unitYear, -1}, "date/season", false},
	{"昨秋", dateAnchor{fromBase, unitYear, -1}, "date/season", false},
	{"昨冬", dateAnchor{fromBase, unitYear, -1}, "date/season", false},
}

// dateWordsBy finds the words by their first character.
var dateWordsBy = func() map[string][]dateWord {
	by := map[string][]dateWord{}
	for _, w := range dateWords {
		by[w.text[:3]] = append(by[w.text[:3]], w)
	}
	return by
}()

// readWord reads 同日, 翌8日, 昨年12月, 今月6日. It leaves next at i where no word begins.
func readWord(s string, i int) (datePoint, int, bool) {
	p := datePoint{start: i}
	words, ok := dateWordsBy[s[i:i+3]]
	if !ok {
		return p, i, false
	}
	var w dateWord
	for _, c := range words {
		if len(c.text) > len(w.text) && strings.HasPrefix(s[i:], c.text) {
			w = c
		}
	}
	if w.text == "" {
		return readSameNext(s, p)
	}
	j := i + len(w.text)
	kana := w.text[0] == 0xE3
	if w.bound && (afterHan(s, i) || kana && insideKana(s, i)) || kana && anyPrefix(s[j:], "だ", "り", "い", "す", "け") ||
		anySuffix(s[:i], "共", "合", "協", "混") || anyPrefix(s[j:], yearCompounds...) ||
		anyPrefix(s[j:], monthCompounds...) && w.anchor.unit != unitDay || w.anchor.shift < 0 && comparison(s, j) {
		return p, j, false
	}
	p.anchor, p.rule, p.end = w.anchor, w.rule, j
	switch {
	case w.rule == "date/season":
		p.part, p.approx = seasonOf(w.text[3:]), true
		return p, j, true
	case w.anchor.unit == unitYear, w.anchor.unit == unitFiscal:
		p.fiscal = w.anchor.unit == unitFiscal
		return afterYear(s, p, j)
	case w.anchor.unit == unitMonth:
		if end := parenMonth(s, j, &p); end > 0 {
			j = end
		}
		if strings.HasPrefix(s[j:], "の") && isDayAt(s, j+len("の")) {
			j += len("の")
		}
		return afterMonth(s, p, j)
	case w.anchor.unit == unitDay:
		if strings.HasPrefix(s[j:], "本") || w.text == "前夜" && strings.HasPrefix(s[j:], "祭") || w.text == "今日" && anyPrefix(s[j:], "的", "では", "の社会", "、") {
			return p, j, false // 今日では: nowadays
		}
		if num := readNum(s, j+len("の")); w.anchor.shift != 0 && w.anchor.from == fromContext && strings.HasPrefix(s[j:], "の") && isDayAt(s, j+len("の")) {
			p.day, p.end = num.n, dateUnitAfter(s, num.end, "日", false) // 前日の7日
		}
		p.readWeekday(s)
	case w.anchor.unit == unitWeek:
		if strings.HasPrefix(s[j:], "の") {
			p.end = j + len("の")
		}
		if p.readWeekday(s); p.weekday == 0 {
			p.end = j
		}
	}
	return p, p.end, true
}

// readSameNext reads 同10日, 同8月10日, 翌8日, 翌3月, 翌2025年1月.
func readSameNext(s string, p datePoint) (datePoint, int, bool) {
	i := p.start
	same, next, n := strings.HasPrefix(s[i:], "同"), strings.HasPrefix(s[i:], "翌"), len("翌")
	if anyPrefix(s[i:], "あくる", "明くる") {
		next, n = true, len("あくる")
	}
	if !same && !next {
		return p, i, false
	}
	j := skipSpaces(s, i+n)
	num := readNum(s, j)
	if num.digits == 0 || anySuffix(s[:i], "共", "合", "協") {
		return p, i + 3, false
	}
	shift, rule := 0, "date/same"
	if next {
		shift, rule = 1, "date/next"
	}
	if end := dateUnitAfter(s, num.end, "日", false); end > 0 && num.digits <= 2 && 1 <= num.n && num.n <= 31 {
		p.day, p.end, p.rule = num.n, end, rule
		p.anchor = dateAnchor{fromContext, unitMonth, 0}
		if next {
			p.anchor = dateAnchor{fromContext, unitDay, 1}
		}
		p.readWeekday(s)
		return p, p.end, true
	}
	if end := dateUnitAfter(s, num.end, "月", false); end > 0 && num.digits <= 2 {
		p.month, p.rule = num.n, rule
		p.anchor = dateAnchor{fromContext, unitYear, shift}
		if next {
			p.anchor = dateAnchor{fromContext, unitMonth, 1}
		}
		return afterMonth(s, p, end)
	}
	if end := dateUnitAfter(s, num.end, "年", false); end > 0 && num.digits == 4 && plausibleYear(num.n) {
		p.year = num.n
		return afterYear(s, p, end)
	} else if end > 0 && num.digits <= 2 { // 2016年から翌17年
		p.anchor, p.rule = dateAnchor{fromContext, unitYear, shift}, rule
		return afterYear(s, p, end)
	}
	return p, i + 3, false
}

// comparison tells that the word is the measure of another: 前年の1.4倍, 前月より.
func comparison(s string, i int) bool {
	if anyPrefix(s[i:], "より", "を上回", "を下回", "に対し", "並") {
		return true
	}
	if !strings.HasPrefix(s[i:], "の") {
		return false
	}
	j := i + len("の")
	for j < len(s) && j < i+12 && (isDigit(s[j]) || s[j] == '.') {
		j++
	}
	return j > i+len("の") && anyPrefix(s[j:], "倍", "%", "割", "件")
}

func isDayAt(s string, i int) bool {
	num := readNum(s, i)
	return num.digits > 0 && num.digits <= 2 && dateUnitAfter(s, num.end, "日", false) > 0
}

// parenMonth reads the month in 先月(9月)25日.
func parenMonth(s string, i int, p *datePoint) int {
	if !strings.HasPrefix(s[i:], "(") {
		return 0
	}
	num := readNum(s, i+1)
	end := dateUnitAfter(s, num.end, "月", false)
	if num.digits == 0 || num.digits > 2 || num.n < 1 || num.n > 12 || end == 0 || !strings.HasPrefix(s[end:], ")") {
		return 0
	}
	p.month = num.n
	return end + 1
}

// readAgo reads 3日前, 約10年前, その2日後.
func readAgo(s string, num dateNum, p *datePoint) (int, bool) {
	for _, u := range agoUnits {
		if !strings.HasPrefix(s[num.end:], u.text) {
			continue
		}
		j := num.end + len(u.text)
		for _, w := range []string{"ほど", "くらい", "ぐらい", "程度", "余り", "あまり", "近く"} {
			if strings.HasPrefix(s[j:], w) {
				j += len(w)
				break
			}
		}
		shift := num.n
		switch {
		case anyPrefix(s[j:], "前後", "前半", "前期", "後半", "後期", "前倒"):
			return 0, false
		case strings.HasPrefix(s[j:], "前"):
			shift, j = -num.n, j+len("前")
		case strings.HasPrefix(s[j:], "後"):
			j += len("後")
		default:
			return 0, false
		}
		if num.n > 999 {
			return 0, false
		}
		p.anchor = dateAnchor{fromUnknown, u.unit, shift}
		if strings.HasSuffix(s[:p.start], "その") || shift > 0 && anySuffix(strings.TrimRight(s[:p.start], " \u3000"), "。", "\n") && anyPrefix(s[j:], "、", "に") {
			p.anchor.from = fromContext
		}
		p.end, p.rule, p.approx = j, "date/ago", true
		return j, true
	}
	return 0, false
}

var agoUnits = []struct {
	text string
	unit dateUnit
}{
	{"日", unitDay}, {"週間", unitWeek}, {"年", unitYear},
	{"か月", unitMonth}, {"カ月", unitMonth}, {"ヶ月", unitMonth}, {"ケ月", unitMonth}, {"ヵ月", unitMonth}, {"箇月", unitMonth},
}
