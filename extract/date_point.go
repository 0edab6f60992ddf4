package extract

import (
	"cmp"
	"strings"
	"time"
)

// readPoint reads one date at s[i:]; of what it can begin with, dateHeads knows. Where there is none, next is the byte at which the
// search goes on, so that no part of a rejected expression is read as a date of its own.
// left is the start of the interval whose end is being read, else nil: 22年 and 3/9 are
// dates there only.
func readPoint(s string, i int, left *datePoint) (p datePoint, next int, ok bool) {
	if i >= len(s) {
		return p, i, false
	}
	switch c := s[i]; {
	case isDigit(c):
		return readDateDigits(s, i, left)
	case c == 'R' || c == 'H' || c == 'S':
		return readEraLetter(s, i)
	case c == 'F':
		return readFY(s, i)
	case c == '\'' || strings.HasPrefix(s[i:], "’"):
		return readApostrophe(s, i)
	case c < 0xE3 || len(s)-i < 6:
		return p, i + 1, false
	}
	if left != nil && strings.HasPrefix(s[i:], "翌") && readHour(s, i+len("翌")) > 0 { // 15日22時から翌1時
		return datePoint{start: i, end: i + len("翌"), rule: "date/next", anchor: dateAnchor{fromContext, unitDay, 1}}, i, true
	}
	if p, next, ok = readWord(s, i); ok || next > i {
		return p, next, ok
	}
	if p, next, ok = readEra(s, i); ok || next > i {
		return p, next, ok
	}
	if datesKanji(s, i) >= 0 {
		return readDateDigits(s, i, left)
	}
	if strings.HasPrefix(s[i:], "西暦") {
		j := skipSpaces(s, i+len("西暦"))
		if p, next, ok = readDateDigits(s, j, left); ok {
			p.start = i
		}
		return p, max(next, j), ok
	}
	if strings.HasPrefix(s[i:], "第") {
		if part, end := readPart(s, i); end > i && part.isQuarter() {
			return datePoint{start: i, end: end, part: part, rule: "date/quarter"}, end, true
		}
	}
	return p, i + 3, false
}

// readDateDigits reads a date that starts with a number.
func readDateDigits(s string, i int, left *datePoint) (datePoint, int, bool) {
	num := readNum(s, i)
	p := datePoint{start: i, end: num.end}
	if num.digits == 0 || num.digits == 3 && i > 1 && s[i-1] == ',' && isDigit(s[i-2]) || // 30,000年前
		left == nil && (anySuffix(s[:i], countedBefore...) || i > 0 && isAlnum(s[i-1])) ||
		i > 1 && s[i-1] == '.' && isDigit(s[i-2]) && !monthDayAt(s, num.end) {
		return p, num.end, false
	}
	if end, ok := readAgo(s, num, &p); ok {
		return p, end, true
	}
	if j := yearUnit(s, num.end); j > 0 {
		return readYear(s, p, num, j, left)
	}
	if j := dateUnitAfter(s, num.end, "月", false); j > 0 && num.digits <= 2 {
		p.month = num.n
		p, next, ok := afterMonth(s, p, j)
		return p, next, ok && !strings.HasSuffix(s[:p.start], "年") // 20XX年3月
	}
	if j := dateUnitAfter(s, num.end, "日", false); j > 0 {
		return readDay(s, p, num, j, left)
	}
	if p, next, ok := readNumeric(s, p, num, left); ok || next > num.end {
		return p, next, ok
	}
	if num.digits == 4 && plausibleYear(num.n) && listsFiscal(s, num.end, num.n) {
		p.year, p.fiscal, p.rule = num.n, true, "date/fiscal"
		return p, num.end, true
	}
	switch {
	case sharesDateUnit(s, num.end, "年") && num.digits == 4 && plausibleYear(num.n):
		p.year, p.bare, p.rule = num.n, true, "date/y"
		return p, num.end, true
	case num.digits == 2 && !num.kanji && sharesDateUnit(s, num.end, "年度"): // 01~03年度
		p.year, p.short, p.bare, p.rule = num.n, true, true, "date/fiscal"
		return p, num.end, true
	case sharesDateUnit(s, num.end, "月") && num.digits <= 2 && 1 <= num.n && num.n <= 12:
		p.month, p.bare, p.rule = num.n, true, "date/m"
		return p, num.end, true
	case num.digits <= 2 && 1 <= num.n && num.n <= 31 && !daysCounted(s[:i]) && sharesDay(s, num.end):
		p.day, p.bare, p.rule = num.n, true, "date/d"
		return p, num.end, true
	}
	return p, num.end, false
}

// countedBefore are words before a number that make it no date.
var countedBefore = []string{"数", "何", "幾", "百", "千", "万", "第", "毎年", "毎月", "No.", "㎡", "停職", "減給", "るまで", "わずか", "謹慎", "懲役", "禁錮", "業務停止", "営業停止"}

// monthDayAt tells a month and its day apart from a decimal number: Q1.7月27日.
func monthDayAt(s string, i int) bool {
	j := dateUnitAfter(s, i, "月", false)
	return j > 0 && isDayAt(s, j)
}

// readYear reads a date from its year on; j is behind 年.
func readYear(s string, p datePoint, num dateNum, j int, left *datePoint) (datePoint, int, bool) {
	p.year = num.n
	month := readNum(s, skipSpaces(s, j))
	followed := month.digits > 0 && month.digits <= 2 && dateUnitAfter(s, month.end, "月", true) > 0
	switch {
	case num.digits == 4 && plausibleYear(num.n):
	case left != nil && num.digits == 2, left != nil && left.era != 0 && num.digits == 1,
		num.digits == 2 && num.n >= 5 && (followed || strings.HasPrefix(s[j:], "度")):
		p.short = true
	default: // a duration, or a year of an era that is not named
		q, end, _ := afterYear(s, p, j)
		return q, max(end, j), false
	}
	return afterYear(s, p, j)
}

// plausibleYear keeps 1200年 (an age) and 4000年 (nonsense) out.
func plausibleYear(y int) bool { return 1800 <= y && y < 2200 }

// yearUnit is the end of 年 after a number, over (令和7) between the two; else 0.
func yearUnit(s string, i int) int {
	if j := dateUnitAfter(s, i, "年", false); j > 0 {
		return j
	}
	if _, j := parenYear(s, i); j > 0 {
		return dateUnitAfter(s, j, "年", false)
	}
	return 0
}

// afterYear reads what follows 年 (or 昨年, 同年): 度, a month, a season.
func afterYear(s string, p datePoint, j int) (datePoint, int, bool) {
	if strings.HasPrefix(s[j:], "度") {
		j += len("度")
		p.fiscal = true
	}
	if y, end := parenYear(s, j); end > 0 {
		if j = end; p.year == 0 {
			p.year, p.anchor = y, dateAnchor{}
		}
		if strings.HasPrefix(s[j:], "度") {
			j += len("度")
			p.fiscal = true
		}
	}
	p.end = j
	if part, end := readPart(s, j); end > j {
		p.part, p.end, p.approx = part, end, part.isSeason()
		p.nameForm()
		return p, p.end, true
	}
	if p.fiscal {
		for _, end := range []string{"末日", "末", "の末", "の終わり", "の最後"} {
			if strings.HasPrefix(s[j:], end) {
				p.part, p.fiscal, p.end, p.approx = lastMonth, false, j+len(end), true
				p.nameForm()
				return p, p.end, true
			}
		}
		p.nameForm()
		return p, j, !anyPrefix(s[j:], yearCompounds...)
	}
	k := j
	if strings.HasPrefix(s[k:], "の") {
		k += len("の")
	} else if strings.HasPrefix(s[k:], "/") {
		k++
	}
	k = skipSpaces(s, k)
	month := readNum(s, k)
	if month.digits > 0 && month.digits <= 2 {
		if end := dateUnitAfter(s, month.end, "月", true); end > 0 {
			p.month = month.n
			return afterMonth(s, p, end)
		}
		shared := sharesDateUnit(s, month.end, "月")
		if 1 <= month.n && month.n <= 12 && (shared || listsDateUnit(s, month.end, "月")) {
			p.month, p.end, p.bare = month.n, month.end, shared
			p.nameForm()
			return p, p.end, true
		}
	}
	if anyPrefix(s[j:], yearCompounds...) {
		return p, j, false
	}
	p.end, p.approx = readPartOfMonth(s, j)
	p.nameForm()
	return p, p.end, true
}

// yearCompounds are words that begin with a year and name something else.
var yearCompounds = []string{"版", "問題", "比", "同期", "同月", "連続", "間", "目", "卒", "式", "物", "型", "製", "号", "ぶり",
	"並み", "割れ", "実績", "に比べ", "と比べ", "齢", "代", "輩", "生", "前の", "前に", "後に", "以内", "以上"}

// afterMonth reads what follows 月 (or 今月, 同月): a day, 上旬, 末.
func afterMonth(s string, p datePoint, j int) (datePoint, int, bool) {
	p.end = j
	if p.month > 12 || p.month < 1 && p.anchor.unit != unitMonth {
		if num := readNum(s, j); num.digits > 0 {
			j = max(j, dateUnitAfter(s, num.end, "日", true)) // 13月5日 is no 5日 either
		}
		return p, j, false
	}
	k := skipSpaces(s, j)
	if strings.HasPrefix(s[k:], "/") {
		k++
	}
	if num := readNum(s, k); num.digits > 0 && num.digits <= 2 {
		end := dateUnitAfter(s, num.end, "日", true)
		listed := end == 0 && 1 <= num.n && num.n <= 31 && sharesDateUnit(s, num.end, "日")
		enumerated := end == 0 && 1 <= num.n && num.n <= 31 && listsDateUnit(s, num.end, "日")
		if end > 0 || listed || enumerated {
			p.day, p.bare = num.n, listed
			if end == 0 {
				end = num.end
			}
			p.end = end
			if !validDay(p.year, p.month, p.day) {
				return p, end, false
			}
			p.readWeekday(s)
			p.nameForm()
			return p, p.end, true
		}
	}
	if anyPrefix(s[j:], monthCompounds...) {
		return p, j, false
	}
	if p.month > 0 && strings.HasPrefix(s[j:], "末日") {
		p.day, p.end = lastDayOf(p.year, p.month), j+len("末日")
		p.nameForm()
		return p, p.end, true
	}
	p.end, p.approx = readPartOfMonth(s, j)
	p.nameForm()
	return p, p.end, true
}

// lastDayOf is the number of days of a month; year 0 is no leap year.
func lastDayOf(y, m int) int { return civil{cmp.Or(y, 2023), m + 1, 1}.addDays(-1).d }

// monthCompounds are words that begin with a month and name something else.
var monthCompounds = []string{"期", "号", "間", "決算", "額", "例", "刊", "給", "曜", "面", "収", "謝", "比", "同期", "並み", "に比べ", "と比べ"}

// isRate tells that 1日 is followed by 1回 or に3件.
func isRate(s string, j int) bool {
	if strings.HasPrefix(s[j:], "に") {
		j += len("に")
	}
	num := readNum(s, j)
	return num.digits > 0 && anyPrefix(s[num.end:], "回", "件", "度", "通", "万", "千", "時間")
}

// sharesDateUnit tells that a range sign and a second number with the unit follow a number.
func sharesDateUnit(s string, i int, unit string) bool {
	i = skipSpaces(s, i)
	conn := rangeToken(s, i)
	if conn == 0 {
		return false
	}
	_, end := dateUnitFollows(s, skipSpaces(s, i+conn), unit)
	return end > 0
}

// sharesDay is sharesDateUnit for days whose month is not written, which 2~3日 may count.
func sharesDay(s string, i int) bool {
	i = skipSpaces(s, i)
	conn := rangeToken(s, i)
	if conn == 0 {
		return false
	}
	n, end := dateUnitFollows(s, skipSpaces(s, i+conn), "日")
	return end > 0 && !lastsDays(s[end:], n) && !anyPrefix(s[end:], "を", "が")
}

// listsDateUnit tells the same of a list: 3月7、8日.
func listsDateUnit(s string, i int, unit string) bool {
	j := listSign(s, i)
	_, end := dateUnitFollows(s, i+j, unit)
	return j > 0 && end > 0
}

// listsFiscal tells that the next fiscal year follows y: 2020、21年度.
func listsFiscal(s string, i, y int) bool {
	j := listSign(s, i)
	num := readNum(s, i+j)
	end := dateUnitAfter(s, num.end, "年", false)
	return j > 0 && end > 0 && strings.HasPrefix(s[end:], "度") && (num.n == y+1 || num.digits == 2 && num.n == (y+1)%100)
}

// listSign is the length of the sign or word between two members of a list.
func listSign(s string, i int) int {
	for _, sep := range []string{"、", "・", ",", "および", "及び", "と"} {
		if strings.HasPrefix(s[i:], sep) {
			return len(sep)
		}
	}
	return 0
}

// dateUnitFollows reads a number and its unit; end is 0 where they are not a date's.
func dateUnitFollows(s string, i int, unit string) (n, end int) {
	num := readNum(s, i)
	if num.digits == 0 || num.digits > 2 && (unit != "年" || num.digits != 4) {
		return 0, 0
	}
	end = dateUnitAfter(s, num.end, unit, true)
	if end == 0 || unit == "日" && anyPrefix(s[end:], dayCompounds...) || unit == "年" && strings.HasPrefix(s[end:], "間") {
		return 0, 0
	}
	return num.n, end
}

// validDay tells whether the calendar has the day; year 0 is any year.
func validDay(y, m, d int) bool {
	if d < 1 || d > 31 {
		return false
	}
	if m == 0 {
		return true
	}
	if y == 0 {
		y = 2024 // a leap year
	}
	t := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	return t.Day() == d
}

// nameForm sets the rule from the parts that are written.
func (p *datePoint) nameForm() {
	if p.anchor.from != noAnchor {
		return
	}
	switch {
	case p.fiscal:
		p.rule = "date/fiscal"
	case p.part != 0:
		p.rule = "date/part"
	case p.era != 0:
		p.rule = "date/era"
	case p.short:
		p.rule = "date/short-year"
	case p.year != 0 && p.day != 0:
		p.rule = "date/ymd"
	case p.year != 0 && p.month != 0:
		p.rule = "date/ym"
	case p.year != 0:
		p.rule = "date/y"
	case p.day != 0:
		p.rule = "date/md"
	default:
		p.rule = "date/m"
	}
}
