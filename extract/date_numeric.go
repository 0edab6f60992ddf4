package extract

import "strings"

// readNumeric reads 2025/3/7, 2025-03-07, 2025.3.7, 2025/3, 20250307, 3/7 and 09-03.
func readNumeric(s string, p datePoint, num dateNum, left *datePoint) (datePoint, int, bool) {
	p.rule = "date/numeric"
	if num.kanji || left == nil && joinedBefore(s, p.start) {
		return p, num.end, false
	}
	if num.digits == 8 {
		p.year, p.month, p.day, p.end = num.n/10000, num.n/100%100, num.n%100, num.end
		near := s[max(0, p.start-12):p.start]
		dated := anySuffix(strings.TrimRight(near, " :("), "日", "日付", "日時", "更新", "公開", "掲載", "作成") ||
			anyPrefix(s[num.end:], "付", "時点", "現在", "更新", "公開")
		return p, num.end, dated && plausibleYear(p.year) && p.calendarOK() && !joinedAfter(s, num.end)
	}
	sep := dateSeparator(s, num.end)
	if sep == "" {
		return p, num.end, false
	}
	if num.digits == 4 && plausibleYear(num.n) {
		p.year = num.n
		return readMonthDay(s, p, num.end, sep, sep == "/" || sep == "-")
	}
	if sep == "/" && num.digits <= 2 {
		return readSlash(s, p, num, left)
	}
	if sep == "-" && num.digits == 2 && left == nil {
		return readLogDay(s, p, num)
	}
	return p, num.end, false
}

// readLogDay reads 09-03 at the beginning of a line of a log, before a space.
func readLogDay(s string, p datePoint, num dateNum) (datePoint, int, bool) {
	day := readNum(s, num.end+1)
	p.month, p.day, p.end = num.n, day.n, day.end
	lead := strings.TrimRight(s[max(0, p.start-12):p.start], " \t-*・●■[(")
	begins := lead == "" && p.start <= 12 || strings.HasSuffix(lead, "\n")
	if day.kanji || day.digits != 2 || !begins || !p.calendarOK() || !anyPrefix(s[day.end:], " ", "\t", "]", ")") || joinedAfter(s, day.end) {
		return p, day.end, false
	}
	return p, p.end, true
}

// readMonthDay reads the month and the day after a year and a separator; twoParts tells
// whether the month alone will do.
func readMonthDay(s string, p datePoint, i int, sep string, twoParts bool) (datePoint, int, bool) {
	month := readNum(s, i+len(sep))
	if month.kanji || month.digits == 0 || month.digits > 2 {
		return p, i, false
	}
	p.month, p.end = month.n, month.end
	if strings.HasPrefix(s[month.end:], sep) {
		if day := readNum(s, month.end+len(sep)); !day.kanji && day.digits > 0 && day.digits <= 2 {
			p.day, p.end = day.n, day.end
		} else {
			return p, month.end, false
		}
	} else {
		if end := dateUnitAfter(s, month.end, "月", true); end > 0 {
			return afterMonth(s, p, end)
		}
		if !twoParts || sep == "-" && month.digits != 2 {
			return p, month.end, false
		}
	}
	if !p.calendarOK() || joinedAfter(s, p.end) {
		return p, p.end, false
	}
	if end := dateUnitAfter(s, p.end, "日", true); end > 0 && p.day > 0 {
		p.end = end
	}
	p.readWeekday(s)
	return p, p.end, true
}

// readSlash reads 3/7, which may be a fraction or a page as well.
func readSlash(s string, p datePoint, num dateNum, left *datePoint) (datePoint, int, bool) {
	day := readNum(s, num.end+1)
	p.month, p.day, p.end = num.n, day.n, day.end
	if day.kanji || day.digits == 0 || day.digits > 2 || !p.calendarOK() {
		return p, day.end, false
	}
	end := day.end
	p.readWeekday(s)
	var e dateExpr
	dated := left != nil || p.weekday > 0 || e.skipClock(s, p.end) > p.end
	if !dated {
		i := skipSpaces(s, end)
		if conn := rangeToken(s, i); conn > 0 {
			to := readNum(s, skipSpaces(s, i+conn))
			dated = to.digits > 0 && (strings.HasPrefix(s[to.end:], "/") || sharesDateUnit(s, end, "日"))
		}
	}
	if !dated {
		small := p.month < p.day && p.day <= 10 // 3/7 may be a fraction or a page
		fraction := small && (p.day <= 5 || p.day == 10)
		bracketed := p.start > 0 && s[p.start-1] == '(' && strings.HasPrefix(s[end:], ")") && !closesPoint(s, p.start, end)
		dated = !fraction && !bracketed && (slashFollows(s[end:]) || !small && !anyPrefix(s[end:], "ページ", "倍", "サイズ", "スケール", "インチ"))
	}
	if !dated || joinedAfter(s, end) {
		return p, end, false
	}
	return p, p.end, true
}

// closesPoint tells that s[i:j] stands in brackets at the end of a line that begins with
// the sign of a point, as the days do in a list of cases: ●青葉市(9/2).
func closesPoint(s string, i, j int) bool {
	if j+1 < len(s) && s[j+1] != '\n' {
		return false
	}
	from := max(0, i-120)
	line := s[strings.LastIndexByte(s[from:i], '\n')+1+from : i]
	m, _ := lineMark(strings.TrimLeft(line, " \t"))
	return m == markBullet || m == markHeading
}

// slashFollows tells that what follows 3/7 lets it be a date.
func slashFollows(s string) bool {
	return s == "" || anyPrefix(s, " ", "\n", "\t", "、", "。", "に", "は", "の", "から", "より", "まで", "付", "時点", "現在", "以降",
		"頃", "ごろ", "発表", "公表", "開", "更新", "未明", "朝", "夜", ":", ")", "」", "】", "~", ",")
}

// dateSeparator is the sign between the numbers of a date at s[i:], or "".
func dateSeparator(s string, i int) string {
	for _, sep := range []string{"/", "-", ".", "・", ","} {
		if strings.HasPrefix(s[i:], sep) {
			return sep
		}
	}
	return ""
}

func (p *datePoint) calendarOK() bool {
	return 1 <= p.month && p.month <= 12 && (p.day == 0 || validDay(p.year, p.month, p.day))
}
