package extract

import (
	"strings"
	"unicode/utf8"
)

// A numeral is a number as written: 1,080, 二〇二五, 3万3333, 2.3億, 数千.
type numeral struct {
	// value is the number; the base where several is set (数千 is 1000, 十数 is 10).
	value   int64
	several bool // written with 数
	// head and scale are the parts of a number with one unit: 12万 is 12 and 10000. They
	// let 1~2万 be read as 1万~2万. The scale is 1 where no unit or several are written.
	head, scale int64
}

// maxNumber bounds what is read: 1000兆 yen is past every sum an article can tell, and
// products of two readable parts stay within int64.
const maxNumber = 1_000_000_000_000_000

// kanjiDigit is the value of a digit, -1 for other characters.
func kanjiDigit(r rune) int64 {
	switch r {
	case '〇', '零':
		return 0
	case '一':
		return 1
	case '二':
		return 2
	case '三':
		return 3
	case '四':
		return 4
	case '五':
		return 5
	case '六':
		return 6
	case '七':
		return 7
	case '八':
		return 8
	case '九':
		return 9
	}
	return -1
}

// smallUnit is the value of 十, 百 and 千, 0 for other characters.
func smallUnit(r rune) int64 {
	switch r {
	case '十':
		return 10
	case '百':
		return 100
	case '千':
		return 1000
	}
	return 0
}

// myriadUnit is the value of 万, 億 and 兆, 0 for other characters.
func myriadUnit(r rune) int64 {
	switch r {
	case '万':
		return 10_000
	case '億':
		return 100_000_000
	case '兆':
		return 1_000_000_000_000
	}
	return 0
}

// readNumeral reads the longest numeral of normalised text that begins at byte i. next is
// the byte after it. Where nothing numeric begins at i, next is i; where the characters are
// a number that cannot be read (too large, 1.2.3, a code with leading zeros, the 〇〇 of a
// form), ok is false and next is past them.
func readNumeral(s string, i int) (n numeral, next int, ok bool) {
	r := numeralReader{s: s, p: i, lastSmall: 10_000, lastMyriad: maxNumber * 10, cur: -1}
	for r.step() {
	}
	if r.p == i {
		return numeral{}, i, false
	}
	rest, good := r.pending()
	v := r.total + rest
	if r.bad || !good || v > maxNumber || unitFollows(s, r.p) { // 3万5万 is none either
		return numeral{}, r.p, false
	}
	n = numeral{value: v, several: r.several, head: v, scale: 1}
	if r.units == 1 && r.scale > 0 && v%r.scale == 0 {
		n.head, n.scale = v/r.scale, r.scale
	}
	return n, r.p, true
}

// A numeralReader adds up a number from left to right. cur is the digits not yet multiplied
// by a unit (-1: none) with dec decimals; section is what stands below the next 万, 億 or 兆.
type numeralReader struct {
	s                     string
	p                     int
	total, section        int64
	cur                   int64
	dec                   int
	lastSmall, lastMyriad int64
	several, bad          bool
	units                 int
	scale                 int64 // the unit written, while it is the only one
	spaced                bool  // a space stood before the last 万, as in text from PDF
}

// step takes the next token and says whether there was one.
func (r *numeralReader) step() bool {
	if r.p >= len(r.s) {
		return false
	}
	c := r.s[r.p]
	if c == ' ' {
		return r.stepSpace()
	}
	if isDigit(c) {
		if r.cur >= 0 || r.bad {
			return false
		}
		v, dec, next, ok := readDigits(r.s, r.p)
		r.cur, r.dec, r.p = v, dec, next
		r.bad = r.bad || !ok || r.units > 0 && v >= r.floor()
		return true
	}
	if c < utf8.RuneSelf {
		return false
	}
	ch, size := utf8.DecodeRuneInString(r.s[r.p:])
	if kanjiDigit(ch) >= 0 {
		return r.stepKanji()
	}
	if u := smallUnit(ch); u > 0 {
		return r.stepSmall(u, size)
	}
	if u := myriadUnit(ch); u > 0 {
		return r.stepMyriad(u, size)
	}
	// 数千: the 数 multiplies. In 十数, 百数十 and 10数 it only blurs.
	if ch == '数' && !r.several && (r.cur < 0 || r.cur >= 10 && r.cur%10 == 0 && r.dec == 0) {
		r.several = true
		switch {
		case r.cur < 0 && r.units == 0:
			r.cur = 1
		case r.cur < 0:
			r.cur = 0
		}
		r.p += size
		return true
	}
	return false
}

// floor is the unit below which the digits that follow a unit have to stay.
func (r *numeralReader) floor() int64 {
	if r.section > 0 {
		return r.lastSmall
	}
	return r.lastMyriad
}

// stepSpace takes the space that text from PDF puts between digits and kanji: "46 万 517 人".
func (r *numeralReader) stepSpace() bool {
	next := r.p + 1
	switch {
	case r.cur >= 0 && !r.several:
		ch, _ := utf8.DecodeRuneInString(r.s[next:])
		if myriadUnit(ch) == 0 {
			return false
		}
		r.spaced = true
	case r.spaced && r.units > 0 && r.cur < 0 && next < len(r.s) && isDigit(r.s[next]):
	default:
		return false
	}
	r.p = next
	return true
}

func (r *numeralReader) stepKanji() bool {
	if r.cur >= 0 || r.bad {
		return false
	}
	start, v, digits := r.p, int64(0), 0
	for r.p < len(r.s) {
		ch, size := utf8.DecodeRuneInString(r.s[r.p:])
		if ch == '、' && 0 < digits && digits < 4 && threeKanjiDigits(r.s[r.p+size:]) {
			r.p += size
			continue
		}
		d := kanjiDigit(ch)
		if d < 0 {
			break
		}
		if v = v*10 + d; v > maxNumber {
			v, r.bad = 0, true
		}
		digits++
		r.p += size
	}
	r.cur, r.dec = v, 0
	// 〇〇名 is a form to be filled in.
	if strings.HasPrefix(r.s[start:], "〇") || strings.HasPrefix(r.s[start:], "零") && digits > 1 {
		r.bad = true
	}
	return true
}

func (r *numeralReader) stepSmall(u int64, size int) bool {
	if r.bad || u >= r.lastSmall || r.cur >= 10 && r.section > 0 {
		return false
	}
	if r.cur < 0 {
		r.cur, r.dec = 1, 0
	}
	v, ok := times(r.cur, u, r.dec)
	r.section += v
	r.bad = r.bad || !ok
	r.endUnit(u, size)
	r.lastSmall = u
	return true
}

func (r *numeralReader) stepMyriad(u int64, size int) bool {
	blurred := r.several && r.lastSmall < 10_000 // the 数千 of 一億数千万
	if r.bad || u >= r.lastMyriad || r.section == 0 && r.cur < 0 && !blurred {
		return false
	}
	var v int64
	ok := true
	if r.cur >= 0 {
		v, ok = times(r.cur, u, r.dec)
	}
	w, ok2 := times(r.section, u, 0)
	r.total += v + w
	if !ok || !ok2 || r.total > maxNumber {
		r.total, r.bad = 0, true
	}
	if r.section > 0 { // 三千万: the unit is 千 and 万 together
		r.scale *= u
		r.units--
		u = r.scale
	}
	r.section, r.lastSmall = 0, 10_000
	r.endUnit(u, size)
	r.lastMyriad = myriadOf(u)
	return true
}

// myriadOf is the 万, 億 or 兆 in a unit such as 千万.
func myriadOf(u int64) int64 {
	for _, m := range [...]int64{1_000_000_000_000, 100_000_000, 10_000} {
		if u >= m {
			return m
		}
	}
	return 1
}

func (r *numeralReader) endUnit(u int64, size int) {
	r.cur, r.dec = -1, 0
	r.units++
	r.scale = u
	r.p += size
}

// pending is the part without a 万 above it, false if it is not whole (2.5人).
func (r *numeralReader) pending() (int64, bool) {
	if r.cur < 0 {
		return r.section, true
	}
	v, ok := times(r.cur, 1, r.dec)
	return r.section + v, ok
}

// times is v/10^dec × unit, false where that is not whole or too large.
func times(v, unit int64, dec int) (int64, bool) {
	for ; dec > 0; dec-- {
		switch {
		case unit%10 == 0:
			unit /= 10
		case v%10 == 0:
			v /= 10
		default:
			return 0, false
		}
	}
	if v > maxNumber/unit {
		return 0, false
	}
	return v * unit, true
}

// threeKanjiDigits says that s begins with three kanji digits and no more: 一、二〇八名.
func threeKanjiDigits(s string) bool {
	n := 0
	for _, ch := range s[:min(len(s), 4*len("〇"))] {
		if kanjiDigit(ch) < 0 {
			return n == 3 && smallUnit(ch) == 0 && myriadUnit(ch) == 0
		}
		n++
	}
	return n == 3
}

// readDigits reads ASCII digits with grouping (1,080, 1、080, 1 080, 1.080) and decimals
// (2.3) at i; v has dec decimals.
func readDigits(s string, i int) (v int64, dec, next int, ok bool) {
	next = i
	ok = true
	add := func(to int) {
		for ; next < to; next++ {
			if v = v*10 + int64(s[next]-'0'); v > maxNumber {
				v, ok = 0, false
			}
		}
	}
	add(digitsEnd(s, i))
	first := next - i
	if first > 1 && s[i] == '0' {
		ok = false // a code: 007, 0120
	}
	if first <= 3 && s[i] != '0' {
		for sep := groupSeparator(s, next); sep != ""; {
			next += len(sep)
			add(next + 3)
			if !strings.HasPrefix(s[next:], sep) || groupSeparator(s, next) != sep {
				break
			}
		}
	}
	if next+1 >= len(s) || s[next] != '.' || !isDigit(s[next+1]) {
		return v, 0, next, ok
	}
	point := next
	next++
	add(digitsEnd(s, next))
	dec = next - point - 1
	if next+1 < len(s) && s[next] == '.' && isDigit(s[next+1]) { // 1.2.3 is a version
		for next < len(s) && (s[next] == '.' || isDigit(s[next])) {
			next++
		}
		return v, 0, next, false
	}
	// 1.080 people are 1080, and 1.080万 are 10800.
	if dec == 3 && point-i == first && first <= 3 && s[i] != '0' && !unitFollows(s, next) {
		dec = 0
	}
	return v, dec, next, ok
}

// groupSeparator is what stands at i between a digit and exactly three more, or "".
func groupSeparator(s string, i int) string {
	for _, sep := range [...]string{", ", ",", "、", " "} {
		if strings.HasPrefix(s[i:], sep) && digitsUpTo(s, i+len(sep), 4) == 3 {
			return sep
		}
	}
	return ""
}

func unitFollows(s string, i int) bool {
	ch, _ := utf8.DecodeRuneInString(strings.TrimPrefix(s[i:], " "))
	return myriadUnit(ch) > 0 || smallUnit(ch) > 0
}

func digitsEnd(s string, i int) int {
	for i < len(s) && isDigit(s[i]) {
		i++
	}
	return i
}

// digitsUpTo counts the digits at i, at most n.
func digitsUpTo(s string, i, n int) int {
	k := 0
	for k < n && i+k < len(s) && isDigit(s[i+k]) {
		k++
	}
	return k
}
