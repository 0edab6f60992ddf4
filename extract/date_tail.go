package extract

import "strings"

// A yearPart is a season, a half or a quarter of a year or fiscal year.
type yearPart int

const (
	spring yearPart = iota + 1
	summer
	autumn
	winter
	firstHalf
	secondHalf
	quarter1
	quarter2
	quarter3
	quarter4
	lastMonth // of a fiscal year: 年度末
)

func (p yearPart) isSeason() bool  { return spring <= p && p <= winter }
func (p yearPart) isQuarter() bool { return quarter1 <= p && p <= quarter4 }

var yearParts = []struct {
	text string
	part yearPart
}{
	{"春", spring}, {"夏", summer}, {"秋", autumn}, {"冬", winter},
	{"上半期", firstHalf}, {"上期", firstHalf}, {"下半期", secondHalf}, {"下期", secondHalf},
	{"第1四半期", quarter1}, {"第2四半期", quarter2}, {"第3四半期", quarter3}, {"第4四半期", quarter4},
	{"第一四半期", quarter1}, {"第二四半期", quarter2}, {"第三四半期", quarter3}, {"第四四半期", quarter4},
}

// readPart reads a part of a year; end is i where there is none.
func readPart(s string, i int) (yearPart, int) {
	j := i
	if strings.HasPrefix(s[j:], "の") {
		j += len("の")
	}
	for _, y := range yearParts {
		if strings.HasPrefix(s[j:], y.text) {
			return y.part, j + len(y.text)
		}
	}
	return 0, i
}

func seasonOf(s string) yearPart {
	part, _ := readPart(s, 0)
	return part
}

// partsOfMonth are words that narrow a month or a year; they are dropped from the value.
var partsOfMonth = []string{"上旬", "中旬", "下旬", "初旬", "月初", "初め", "はじめ", "始め", "初頭", "半ば", "なかば", "前半", "後半", "末日", "末", "終わり"}

// readPartOfMonth reads 上旬, 末 or 中 after a month or a year.
func readPartOfMonth(s string, i int) (end int, approx bool) {
	j := skipSpaces(s, i)
	if strings.HasPrefix(s[j:], "の") && anyPrefix(s[j+len("の"):], partsOfMonth...) {
		j += len("の")
	}
	for _, w := range partsOfMonth {
		if strings.HasPrefix(s[j:], w) {
			return j + len(w), true
		}
	}
	if strings.HasPrefix(s[i:], "中") && anyPrefix(s[i+3:], "に", "を", "の", "は", "、", "。", "で", "か", "ま", "\n", " ") {
		return i + len("中"), false
	}
	return i, false
}

// readWeekday reads (金), (金曜日), (月・祝) or 金曜日 behind a day.
func (p *datePoint) readWeekday(s string) {
	j := skipSpaces(s, p.end)
	if p.day != 0 && strings.HasPrefix(s[j:], "の") && len(s) >= j+9 && s[j+6:j+9] == "曜" { // 20日の月曜
		j += len("の")
	}
	open := strings.HasPrefix(s[j:], "(")
	if open {
		j = skipSpaces(s, j+1)
	}
	day := 0
	for n, w := range []string{"月", "火", "水", "木", "金", "土", "日"} {
		if strings.HasPrefix(s[j:], w) {
			day = n + 1
			j += len(w)
		}
		if day > 0 {
			break
		}
	}
	if day == 0 {
		return
	}
	long := strings.HasPrefix(s[j:], "曜")
	if long {
		j += len("曜")
		if strings.HasPrefix(s[j:], "日") {
			j += len("日")
		}
	}
	if open {
		for _, w := range []string{"・祝日", "・祝", "祝", "・休", "休"} {
			if strings.HasPrefix(s[j:], w) {
				j += len(w)
				break
			}
		}
		if j = skipSpaces(s, j); !strings.HasPrefix(s[j:], ")") {
			return
		}
		j++
	} else if !long {
		return
	}
	p.weekday, p.end = day, j
}

var (
	partsOfDay = []string{"未明", "早朝", "明け方", "朝方", "始業時", "朝", "午前中", "午前", "昼過ぎ", "昼前", "昼すぎ", "昼", "正午",
		"午後", "夕方", "夕刻", "夕", "夜間", "夜半", "夜中", "夜遅く", "夜", "深夜", "AM", "PM", "am", "pm"}
	aboutWords = []string{"頃", "ごろ", "ころ", "前後", "過ぎ", "すぎ", "前"}
)

// skipClock reads the time of day after a date, also a span of hours of the same day. It
// returns i where there is none and notes 頃.
func (e *dateExpr) skipClock(s string, i int) int {
	end := e.readClock(s, i)
	if end > i {
		j := skipSpaces(s, end)
		if conn := rangeToken(s, j); conn > 0 {
			k := skipSpaces(s, j+conn)
			if to := e.readClock(s, k); to > k {
				if end = to; strings.HasPrefix(s[end:], "まで") {
					end += len("まで")
				}
			}
		}
	}
	return end
}

func (e *dateExpr) readClock(s string, i int) int {
	j := skipSpaces(s, i)
	if strings.HasPrefix(s[j:], "の") && (anyPrefix(s[j+3:], partsOfDay...) || readHour(s, j+3) > 0) {
		j += len("の")
	}
	start := j
	for _, w := range partsOfDay {
		if strings.HasPrefix(s[j:], w) {
			j = skipSpaces(s, j+len(w))
			break
		}
	}
	if strings.HasPrefix(s[j:], "T") {
		j++
	}
	if end := readHour(s, j); end > 0 {
		if j = end; strings.HasPrefix(s[j:], "台") {
			j += len("台")
		}
	} else if j > 0 && s[j-1] == 'T' {
		return i
	}
	if j == start {
		return e.readAbout(s, i)
	}
	return e.readAbout(s, j)
}

// readAbout reads 頃 after a date or a clock time.
func (e *dateExpr) readAbout(s string, i int) int {
	for _, w := range aboutWords[:3] {
		if strings.HasPrefix(s[i:], w) {
			e.approx = true
			return i + len(w)
		}
	}
	for _, w := range aboutWords[3:] {
		if strings.HasPrefix(s[i:], w) && w != "前" {
			return i + len(w)
		}
	}
	return i
}

// readHour reads 10時15分, 10時半 or 10:15:30 and returns its end, or 0.
func readHour(s string, i int) int {
	num := readNum(s, i)
	if num.digits == 0 || num.digits > 2 || num.n > 30 {
		return 0
	}
	if end := dateUnitAfter(s, num.end, "時", false); end > 0 && !strings.HasPrefix(s[end:], "間") && !strings.HasPrefix(s[end:], "点") {
		if strings.HasPrefix(s[end:], "半") {
			return end + len("半")
		}
		for _, unit := range []string{"分", "秒"} {
			part := readNum(s, skipSpaces(s, end))
			next := dateUnitAfter(s, part.end, unit, false)
			if part.digits == 0 || part.digits > 2 || next == 0 || strings.HasPrefix(s[next:], "間") {
				break
			}
			end = next
		}
		return end
	}
	for n := 0; n < 2 && num.end < len(s) && s[num.end] == ':'; n++ {
		part := readNum(s, num.end+1)
		if part.digits != 2 || part.kanji {
			break
		}
		num = part
		if n == 1 || num.end >= len(s) || s[num.end] != ':' {
			return num.end
		}
	}
	return 0
}

// readParticles reads まで, 以降, 時点 behind a date that has no second side and returns
// where they end.
func (e *dateExpr) readParticles(s string, i int) int {
	rest := s[i:]
	for _, w := range []string{"付け", "付", "の"} {
		if strings.HasPrefix(rest, w) && (w != "の" || anyPrefix(rest[3:], "時点", "段階")) {
			rest = rest[len(w):]
			break
		}
	}
	flag := func(set *bool, words ...string) {
		for _, w := range words {
			if strings.HasPrefix(rest, w) {
				*set = true
				rest = rest[len(w):]
				return
			}
		}
	}
	flag(&e.asOf, "時点", "段階", "現在")
	flag(&e.until, "までに", "まで", "迄", "以前")
	flag(&e.since, "以降", "以来", "以後", "より後", "から", "より", "~")
	return len(s) - len(rest)
}
