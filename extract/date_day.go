package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// readDay reads a day without its month. A number of days is none.
func readDay(s string, p datePoint, num dateNum, j int, left *datePoint) (datePoint, int, bool) {
	p.day, p.end, p.rule = num.n, j, "date/d"
	if num.digits > 2 || p.day < 1 || p.day > 31 || anyPrefix(s[j:], dayCompounds...) || isRate(s, j) ||
		lastsDays(s[j:], p.day) && !answersWhen(s[max(0, p.start-60):p.start], s[j:]) ||
		left == nil && daysCounted(strings.TrimRight(s[max(0, p.start-16):p.start], " ")) {
		return p, j, false
	}
	if num.kanji && p.day == 1 && left == nil && !anyPrefix(s[j:], dayFollows...) {
		return p, j, false // 一日も早い, 一日中
	}
	if p.readWeekday(s); p.weekday == 0 {
		p.weekday = weekdayBefore(s[:p.start])
	}
	return p, p.end, true
}

// weekdayBefore reads the weekday that a day in brackets stands behind: 水曜日(9日).
func weekdayBefore(before string) int {
	before, bracket := strings.CutSuffix(before, "(")
	before, long := strings.CutSuffix(strings.TrimSuffix(before, "日"), "曜")
	for n, w := range []string{"月", "火", "水", "木", "金", "土", "日"} {
		if bracket && long && strings.HasSuffix(before, w) {
			return n + 1
		}
	}
	return 0
}

var (
	dayCompounds = []string{"間", "以内", "以上", "未満", "前", "後", "目", "程度", "ほど", "くらい", "ぐらい", "連続", "分", "あたり",
		"当たり", "ごと", "毎", "おき", "足らず", "弱", "強", "かか", "かけて", "ぶり", "限り", "平均", "約", "経", "もあれば", "を要", "を超",
		"続落", "続伸", "続騰", "続き", "市", "町", "村", "月", "酔", "坊", "天", "曜", "程", "数", "刊", "券", "無料", "ほか", "も経", "がたち", "が経"}
	daysBefore = []string{"約", "計", "延べ", "丸", "最短", "最大", "最長", "過去", "毎", "月", "週", "連続", "今後", "営業", "わずか",
		"開催", "およそ", "たった", "少なくとも"}
	dayFollows = []string{"、", "付", "夜", "午", "未明", "朝", "に発表", "に公表", "時点", "("}
)

// lastsDays tells that 3日で and 1日も speak of a length of time.
func lastsDays(rest string, n int) bool {
	if strings.HasPrefix(rest, "で") {
		return !anyPrefix(rest, "では", "でし", "であ", "で終", "で閉", "で廃", "で打", "で締")
	}
	return n == 1 && anyPrefix(rest, "も", "中", "だけ", "最大", "最低", "たり")
}

// answersWhen tells that 3日で or 3日です says when what stands in front of it happened.
func answersWhen(before, rest string) bool {
	return whenTopic.MatchString(before) && !lastedTopic.MatchString(before) && copulaEnd.MatchString(rest)
}

var (
	// whenTopic is a verb or a noun for an act as the topic that a day answers: 気付いたのは, 投函は.
	whenTopic = pattern.New(`[たるむすくぐつぶうい]のは、?$|(?:^|[、。\n])[^、。\nはがをのに]{0,4}(?:発表|公表|判明|発覚|発生|再開|復旧|完了|紛失|送信|発送|投函|掲載|連絡|通報|報告|発見|侵入)は、?$`)
	// lastedTopic is one that a number of days answers: 復旧に要したのは.
	lastedTopic = pattern.New(`(?:要[しす]る?た?|かかっ?[たる]|掛かっ?[たる]|費やした|続いた|休んだ|止まっていた|過ごした|足りた|済んだ|終わった)のは、?$`)
	copulaEnd   = pattern.New(`^で(?:、|す(?:。|が|、|$)|した)`)
)

// daysCounted tells from the text before 3日 that it is a number of days.
func daysCounted(before string) bool {
	return anySuffix(before, daysBefore...) && !anySuffix(before, "翌週", "前週", "先週", "今週", "来週")
}
