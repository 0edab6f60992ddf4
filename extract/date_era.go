package extract

import "strings"

// dateEras are the Japanese eras since 1868, with the year before their first.
var dateEras = []struct {
	name, letter string
	before, last int
}{
	{"令和", "R", 2018, 99},
	{"平成", "H", 1988, 40}, // 平成33年 stands in plans written before 2019
	{"昭和", "S", 1925, 64},
	{"大正", "", 1911, 15},
	{"明治", "", 1867, 45},
}

// readEra reads 令和7年3月7日, 令和元年, 令和7.3.7 and 令和6年度.
func readEra(s string, i int) (datePoint, int, bool) {
	p := datePoint{start: i}
	for _, era := range dateEras {
		if !strings.HasPrefix(s[i:], era.name) {
			continue
		}
		j := skipSpaces(s, i+len(era.name))
		num := readNum(s, j)
		if strings.HasPrefix(s[j:], "元") {
			num = dateNum{n: 1, digits: 1, end: j + len("元")}
		}
		if num.digits == 0 || num.digits > 2 {
			return p, i + len(era.name), false
		}
		p.era, p.year = era.before, era.before+num.n
		known := 1 <= num.n && num.n <= era.last
		if end := yearUnit(s, num.end); end > 0 {
			p, next, ok := afterYear(s, p, end)
			return p, next, ok && known
		}
		if sep := dateSeparator(s, num.end); sep != "" {
			p, next, ok := readMonthDay(s, p, num.end, sep, true)
			p.nameForm()
			if ok || next > num.end+len(sep) {
				return p, next, ok && known
			}
		}
		if sharesDateUnit(s, num.end, "年") {
			p.bare, p.end, p.rule = true, num.end, "date/era"
			return p, num.end, known
		}
		return p, num.end, false
	}
	return p, i, false
}

// readEraLetter reads R7.3.1, R7/3/1, R7年3月, R6年度 and, for R and H, R7.3.
func readEraLetter(s string, i int) (datePoint, int, bool) {
	p := datePoint{start: i}
	if i > 0 && (isAlnum(s[i-1]) || s[i-1] == '-' || s[i-1] == '.') {
		return p, i + 1, false
	}
	for _, era := range dateEras {
		if era.letter != s[i:i+1] {
			continue
		}
		num := readNum(s, i+1)
		if num.kanji || num.digits == 0 || num.digits > 2 || num.n < 1 || num.n > era.last {
			return p, i + 1, false
		}
		p.era, p.year = era.before, era.before+num.n
		if end := yearUnit(s, num.end); end > 0 {
			return afterYear(s, p, end)
		}
		if sep := dateSeparator(s, num.end); sep == "/" || sep == "." || sep == "-" {
			p, next, ok := readMonthDay(s, p, num.end, sep, era.letter != "S" && sep != "-")
			p.nameForm()
			return p, next, ok
		}
		return p, num.end, false
	}
	return p, i + 1, false
}

// readFY reads FY2024.
func readFY(s string, i int) (datePoint, int, bool) {
	p := datePoint{start: i, rule: "date/fiscal", fiscal: true}
	if !strings.HasPrefix(s[i:], "FY") || i > 0 && isAlnum(s[i-1]) {
		return p, i + 1, false
	}
	num := readNum(s, i+2)
	p.year, p.end = num.n, num.end
	return p, max(num.end, i+1), num.digits == 4 && !num.kanji && plausibleYear(num.n) && !joinedAfter(s, num.end)
}

// readApostrophe reads '25年3月.
func readApostrophe(s string, i int) (datePoint, int, bool) {
	p := datePoint{start: i, short: true}
	j := i + 1
	if s[i] != '\'' {
		j = i + len("’")
	}
	num := readNum(s, j)
	if num.kanji || num.digits != 2 {
		return p, j, false
	}
	p.year = num.n
	if end := dateUnitAfter(s, num.end, "年", false); end > 0 {
		return afterYear(s, p, end)
	}
	return p, num.end, false
}

// parenYear reads the second way of writing a year, (令和7年) or (2025); it returns the
// year and the end of the bracket, or 0.
func parenYear(s string, i int) (year, end int) {
	if !strings.HasPrefix(s[i:], "(") {
		return 0, 0
	}
	inner := s[i+1 : min(len(s), i+32)]
	n := strings.IndexByte(inner, ')')
	if n < 0 {
		return 0, 0
	}
	inner = inner[:n]
	written := strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(inner, "西暦"), "度"), "年")
	if num := readNum(written, 0); num.digits == 4 && num.end == len(written) && plausibleYear(num.n) {
		return num.n, i + 1 + n + 1
	}
	for _, era := range dateEras {
		rest, ok := strings.CutPrefix(written, era.name)
		if !ok && era.letter != "" {
			rest, ok = strings.CutPrefix(written, era.letter)
		}
		if !ok {
			continue
		}
		if rest == "元" {
			rest = "1"
		}
		if num := readNum(rest, 0); num.digits > 0 && num.digits <= 2 && num.end == len(rest) && num.n > 0 {
			return era.before + num.n, i + 1 + n + 1
		}
	}
	return 0, 0
}
