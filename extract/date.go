package extract

import (
	"unicode/utf8"

	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A dateExpr is one expression of time as it is written, before the years, months and
// days that it leaves out are filled in.
type dateExpr struct {
	// start and end are bytes of the text: the date with its weekday and 上旬, 末 or 中,
	// both sides of an interval. tail is where the clock time and the particles end that
	// belong to it (10時頃まで, 時点, 以降); tail >= end.
	start, end, tail int
	// rule names the form: "date/ymd", "date/same", "date/range", …
	rule string
	// from is the date, or the start of an interval whose end is to.
	from, to datePoint
	interval bool
	approx   bool // 頃, 上旬, 末
	asOf     bool // 時点, 現在
	until    bool // まで, 以前: no start is written
	since    bool // から, 以降: no end is written
}

// A datePoint is one date. Parts that are not written are 0.
type datePoint struct {
	start, end int
	rule       string
	year       int // western; two digits only where short
	month, day int
	weekday    int // 1 Monday … 7 Sunday
	anchor     dateAnchor
	part       yearPart
	short      bool // '25年, 06年度: the century is not written
	fiscal     bool // 年度, April to March
	approx     bool
	era        int  // year before the first of the era in which the year is written
	bare       bool // a number that shares the unit of the other side: 16~23日
}

// A dateAnchor says from where the missing parts are counted.
type dateAnchor struct {
	from  anchorFrom
	unit  dateUnit
	shift int
}

type anchorFrom int

const (
	noAnchor    anchorFrom = iota
	fromBase               // the day of publication: 昨年, 今月, 本日
	fromContext            // the date told before: 同日, 翌月, 前年
	fromUnknown            // not said: 3日前, 2週間後
)

type dateUnit int

const (
	unitDay dateUnit = iota
	unitWeek
	unitMonth
	unitYear
	unitFiscal
)

// findDates finds the date expressions of a normalised text, in its order and without
// overlaps. It looks at each byte a bounded number of times.
func findDates(s string) []dateExpr {
	var found []dateExpr
	for i := 0; i < len(s); {
		if !mayStartDate(s, i) {
			i++
			continue
		}
		p, next, ok := readPoint(s, i, nil)
		if !ok {
			i = max(next, i+1)
			continue
		}
		e := readExpr(s, p)
		if p.bare && !e.interval { // 1~3月期
			i = max(next, i+1)
			continue
		}
		found = append(found, e)
		i = e.tail
	}
	return found
}

// mayStartDate says that what begins at s[i:] may be something that readPoint can read.
func mayStartDate(s string, i int) bool {
	c := rune(s[i])
	switch {
	case c < utf8.RuneSelf:
	case c >= 0xE2 && c <= 0xE9 && i+2 < len(s): // ’, kana and the Han characters of UTF-8
		c = rune(s[i+1])<<6 | rune(s[i+2]&0x3f)
	default:
		return false
	}
	return dateHeads[uint8(c)]
}

// dateHeads are the first characters of all that readPoint can read, by their lowest 8
// bits: most others are told by these.
var dateHeads = func() (t [256]bool) {
	for _, c := range "0123456789RHSF'’〇零一二三四五六七八九十翌西第" {
		t[uint8(c)] = true
	}
	for _, w := range dateWords {
		t[uint8(firstRune(w.text, 0))] = true
	}
	for _, e := range dateEras {
		t[uint8(firstRune(e.name, 0))] = true
	}
	return t
}()

// readExpr reads what follows a date: a clock time, a second side, particles.
func readExpr(s string, p datePoint) dateExpr {
	e := dateExpr{start: p.start, end: p.end, rule: p.rule, from: p, approx: p.approx}
	i := e.skipClock(s, p.end)
	if to, ok := readOtherSide(s, i, &e.from); ok {
		e.interval, e.to, e.end, e.rule = true, to, to.end, "date/range"
		e.approx = e.approx || to.approx
		i = e.skipClock(s, to.end)
		for _, w := range []string{"までの間", "の間", "にかけて", "にわたって", "にわたり", "まで", "迄"} {
			if strings.HasPrefix(s[i:], w) {
				i += len(w)
				break
			}
		}
		e.tail = i
		return e
	}
	if m := eventFrom.FindStringIndex(s[i:min(len(s), i+maxEvent)]); m != nil { // 31日のシステム更新から翌1日10時まで
		if to, ok := readOtherSide(s, i+m[1]-len("から"), &e.from); ok && closesRange(s, to.end) {
			e.interval, e.to, e.end, e.rule = true, to, to.end, "date/range"
			e.tail = e.skipClock(s, to.end) + len("まで")
			return e
		}
	}
	if m := begunThen.FindStringIndex(s[i:min(len(s), i+maxEvent)]); m != nil { // 19日に始まり、翌20日の6時まで
		if to, _, ok := readPoint(s, i+m[1], &e.from); ok && !to.bare && to.anchor.from != fromUnknown && closesRange(s, to.end) {
			e.interval, e.to, e.end, e.rule = true, to, to.end, "date/range"
			e.tail = e.skipClock(s, to.end) + len("まで")
			return e
		}
	}
	if m := toldBetween.FindStringIndex(s[i:min(len(s), i+maxBetween)]); m != nil { // 4月1日から、苦情を受けて止めた5月7日まで
		if to, _, ok := readPoint(s, i+m[1], &e.from); ok && !to.bare && to.anchor.from != fromUnknown && closesRange(s, to.end) {
			e.interval, e.to, e.end, e.rule = true, to, to.end, "date/range"
			e.tail = e.skipClock(s, to.end) + len("まで")
			return e
		}
	}
	e.tail = e.readParticles(s, i)
	return e
}

// toldBetween is the beginning of an interval whose last day is told with what ended it.
var toldBetween = pattern.New(`^から、[^。\n0-9]{2,30}[ただ]`)

// maxBetween bounds it in bytes.
const maxBetween = 120

// begunThen says that what follows tells until when it went on.
var begunThen = pattern.New(`^に(?:[^、。\n0-9をに]{1,12}[にへ](?:入り|入って|侵入し|入り込み)|始ま(?:り|って)|(?:入り|忍び)込(?:み|んで)|侵入し(?:て)?|公開(?:され|し)(?:て)?|[^、。\n0-9をに]{1,10}が(?:切り替わ|変わ)(?:り|って))、?(?:(?:年|日|月)をまたい?(?:で|ぎ)、?)?`)

// eventFrom is what happened on the first day of an interval, between that day and から.
var eventFrom = pattern.New(`^の[^、。\n0-9のかで]{1,16}から`)

// maxEvent bounds it in bytes.
const maxEvent = 60

// readOtherSide reads "から8日" after a date and gives the right side what it shares
// with the left: the century, the era, 年度.
func readOtherSide(s string, i int, left *datePoint) (datePoint, bool) {
	i = skipSpaces(s, i)
	conn := rangeToken(s, i)
	if conn == 0 && left.fiscal && left.year >= 1000 { // 2023年度および2024年度
		if n := listSign(s, i); n > 0 {
			p, _, ok := readPoint(s, i+n, left)
			if ok && p.short && left.era == 0 {
				p.year, p.short = left.year/100*100+p.year, false
			}
			return p, ok && p.fiscal && !p.short && p.year == left.year+1
		}
	}
	if conn == 0 {
		return datePoint{}, false
	}
	kara := strings.HasPrefix(s[i:], "か") || strings.HasPrefix(s[i:], "よ")
	i = skipSpaces(s, i+conn)
	comma := strings.HasPrefix(s[i:], "、")
	if comma {
		if !kara {
			return datePoint{}, false
		}
		i += len("、")
	}
	p, _, ok := readPoint(s, i, left)
	if !ok || p.bare || p.anchor.from == fromUnknown {
		return p, false
	}
	if comma && !closesRange(s, p.end) || anyPrefix(s[p.end:], "に延", "へ延", "に変更", "へ変更", "に訂正", "に修正") {
		return p, false
	}
	if p.anchor.from == noAnchor && p.year == 0 {
		// 2018年から3月7日 and 3月から7日 are no intervals.
		named := left.anchor.from != noAnchor && left.anchor.unit == unitDay              // 同日深夜から9日
		within := left.approx && left.month != 0 && p.month == 0 && closesRange(s, p.end) // 8月上旬から26日まで
		if !named && !within && (left.month == 0 && left.day == 0 || p.month == 0 && left.day == 0) {
			return p, false
		}
	}
	if p.short && left.era != 0 && left.year != 0 {
		p.year, p.era, p.short = p.year+left.era, left.era, false
	} else if p.short && left.year >= 1000 && !left.short {
		p.year, p.short = left.year/100*100+p.year, false
	}
	if left.bare && p.fiscal {
		left.fiscal = true
	}
	return p, true
}

// closesRange tells that まで or にかけて follows a date and its clock time.
func closesRange(s string, i int) bool {
	var e dateExpr
	i = e.skipClock(s, i)
	return strings.HasPrefix(s[i:], "まで") || strings.HasPrefix(s[i:], "にかけて") || strings.HasPrefix(s[i:], "の間")
}

// rangeToken is the length of the sign or word between the two sides of an interval, or 0.
func rangeToken(s string, i int) int {
	for _, w := range rangeTokens {
		if strings.HasPrefix(s[i:], w) {
			return len(w)
		}
	}
	return 0
}

var rangeTokens = []string{"~", "から", "-", "〜", "～", "–", "—", "―", "‐", "−", "より", "→"}
