package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A dateNum is a number as dates write it.
type dateNum struct {
	n, digits int
	end       int
	kanji     bool
}

// readNum reads up to eight digits or seven kanji numerals. Where s[i:] starts with a
// longer number, end is behind it and digits is 0.
func readNum(s string, i int) dateNum {
	if j := digitsEnd(s, i); j > i {
		num := dateNum{end: j}
		if j-i <= 8 {
			num.digits = j - i
			for _, c := range s[i:j] {
				num.n = num.n*10 + int(c-'0')
			}
		}
		return num
	}
	return readKanjiNum(s, i)
}

// readKanjiNum reads 二〇二五 by position and 二十五 by multiplication.
func readKanjiNum(s string, i int) dateNum {
	num := dateNum{end: i, kanji: true}
	count, unit, tens := 0, 0, 0
	for num.end < len(s) {
		d := datesKanji(s, num.end)
		if d < 0 {
			break
		}
		num.end += 3
		count++
		switch {
		case d == 10:
			tens += max(unit, 1) * 10
			unit = 0
		case count <= 7:
			unit = unit*10 + d
		}
	}
	if count > 0 && count <= 7 {
		num.n, num.digits = tens+unit, count
		if tens > 0 {
			num.digits = 2
		}
	}
	return num
}

// datesKanji is the value of the numeral at s[i:], 10 for 十, -1 where none is.
func datesKanji(s string, i int) int {
	ch, _ := utf8.DecodeRuneInString(s[i:])
	if ch == '十' {
		return 10
	}
	return int(kanjiDigit(ch))
}

// dateUnitAfter finds a unit (年, 月, 日) after a number that ends at i, over the spaces of
// PDF text and, inside a date already begun, over a broken line. It returns the end of the
// unit, or 0.
func dateUnitAfter(s string, i int, unit string, begun bool) int {
	i = skipSpaces(s, i)
	if begun && i < len(s) && s[i] == '\n' {
		i = skipSpaces(s, i+1)
	}
	if !strings.HasPrefix(s[i:], unit) {
		return 0
	}
	if i += len(unit); unit == "日" && !begun && (strings.HasPrefix(s[i:], "本") && !ownWord.MatchString(s[i:]) || labelledDay.MatchString(s[i:])) {
		return 0 // 3日本, 2 日時; behind a month the 日 is always its own
	}
	return i
}

// labelledDay follows the 日 of the label behind a number: 2 日時, 3 日程.
var labelledDay = pattern.New(`^(?:時|程)(?:[:|\s(]|$)`)

// ownWord is a word by which writers speak of their own house: (22日)本市は.
var ownWord = pattern.New(`^本(?:社|市|校|学|院|会|県|町|村|区|庁|店|行|人|件|サイト|ホームページ|サービス|システム)[ぁ-ん、にて]`)

// skipSpaces skips a few blanks: PDF text sets one or two around numbers.
func skipSpaces(s string, i int) int {
	for range 3 {
		switch {
		case i < len(s) && (s[i] == ' ' || s[i] == '\t'):
			i++
		case strings.HasPrefix(s[i:], "\u3000"):
			i += len("\u3000")
		default:
			return i
		}
	}
	return i
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

func isAlnum(c byte) bool {
	return isDigit(c) || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || c == '_'
}

// joinedBefore and joinedAfter tell that a number is part of a longer word: a version,
// a telephone number, an identifier, an address on the web.
func joinedBefore(s string, i int) bool {
	if i == 0 {
		return false
	}
	c := s[i-1]
	return isAlnum(c) || c == '/' || strings.IndexByte("-.,:=#%&?", c) >= 0 && i > 1 && isAlnum(s[i-2])
}

func joinedAfter(s string, j int) bool {
	if j >= len(s) {
		return false
	}
	next := j+1 < len(s) && isAlnum(s[j+1])
	switch c := s[j]; c {
	case 'T':
		return !(j+1 < len(s) && isDigit(s[j+1])) // 2025-03-07T10:00
	case '/', '%':
		return true
	case '-':
		num := readNum(s, j+1) // the second side of an interval: 2025/4/1-2025/5/1
		second := num.digits > 0 && num.digits <= 4 && num.end < len(s) && strings.IndexByte("/.-", s[num.end]) >= 0
		return next && !second
	case '.':
		return next
	default:
		return isAlnum(c)
	}
}

// afterHan tells that a Han character stands before s[i:].
func afterHan(s string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.Is(unicode.Han, r)
}

// insideKana tells that the hiragana before s[i:] is no particle, so that a word in
// hiragana cannot begin there.
func insideKana(s string, i int) bool {
	if anySuffix(s[:i], "から", "まで", "より") {
		return false
	}
	r, _ := utf8.DecodeLastRuneInString(s[:i])
	return unicode.Is(unicode.Hiragana, r) && !strings.ContainsRune("はがもにのをとでへや", r)
}
