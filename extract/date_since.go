package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// From which day others are counted, and of which year all that follows is told.

// toldThen is a verb of announcing in the sentence behind a day, with no other day between.
var toldThen = pattern.New(`^(?:[^。\n日]|[^0-9同翌前]日)*?(?:公表|発表|明らかにし|公にし|開示)`)

// yearOfTale follows a year told by itself, of which all is that comes after.
var yearOfTale = pattern.New(`^の(?:話|こと|出来事|でき事|一件|事件|事故|事案|事例|例)(?:で(?:す|した|ある|、)|だ|。|に(?:なる|なります|さかのぼ)|$|\n)`)

// yearHeads is where the paragraph ends that a year heads in a chronicle, or 0 where it heads
// none: 2022年 青葉商会, and below it what happened in that year.
func (r *resolver) yearHeads(e dateExpr) int {
	rest := r.s[e.tail:min(len(r.s), e.tail+maxChronicle)]
	line, below, _ := strings.Cut(rest, "\n")
	if !r.beginsLine(e) || strings.ContainsAny(line, "。、") || len(line) > maxHead || !headSign.MatchString(line) {
		return 0
	}
	text := strings.TrimLeft(below, "\n")
	if text != below && strings.ContainsAny(line, "0123456789|\t") {
		return 0 // a row of figures
	}
	text, _, _ = strings.Cut(text, "\n\n")
	if !strings.Contains(text, "。") {
		return 0
	}
	return e.tail + strings.Index(rest, text) + len(text)
}

// maxChronicle bounds, in bytes, how far the year of a heading goes.
const maxChronicle = 2400

// headSign follows a year that heads a paragraph: 2022年 :, 【2022年】, 2022年の事件.
var headSign = pattern.New(`^(?:$|[\])】〕〉>]|\s|[─―—–:|/・]|の)`)

// sinceTold ends with the announcement from which a day is counted: 発表した日の(翌日), 公表と(同日).
var sinceTold = pattern.New(`(?:公表|発表|会見|開示)(?:(?:(?:を?した|があった|された)(?:日|当日)?|日|当日)?[のと]|を?した)$`)

// toldAlike tells that 同日 opens the news of another body in a paragraph of its own, as the day of
// the announcement told before: B校は同日、名簿を紛失したと発表した。
func (r *resolver) toldAlike(e dateExpr) bool {
	return r.newLine(e) && topicBefore.MatchString(r.s[max(0, e.start-12):e.start]) && strings.HasPrefix(r.s[e.tail:], "、") &&
		toldThen.MatchString(r.s[e.tail:min(len(r.s), e.tail+3*maxClause)])
}

// foundThen is a verb of noticing in the sentence behind a day, with no other day between.
var foundThen = pattern.New(`^(?:[^。\n日]|[^0-9同翌前]日)*?(?:気付|気づ|発覚|判明|発見し|見つか|分かっ|わかっ|検知|(?:連絡|通報|指摘|知らせ|問い合わせ|電話)(?:を受|が[あ入来届寄]|だった|で))`)

// sinceFound ends with the discovery from which a day is counted: 気付いた(当日), 知らせを受けた(翌日).
var sinceFound = pattern.New(`(?:(?:気付|気づ)いた|(?:発覚|判明|発見|検知|把握)(?:した|の)|(?:連絡|通報|指摘|知らせ|一報|電話)(?:を受けた|があった|の)|分かった|わかった|見つかった)(?:その|日の)?$`)

// countsOn tells that a number of days after something goes on from the day told before it in
// its sentence: (7日に誤送信があり、)3日後に発覚した. What follows 発覚から is counted from there.
func (r *resolver) countsOn(p datePoint, e dateExpr) bool {
	from := max(r.at, p.start-3*maxClause)
	if from >= p.start || strings.Contains(r.s[from:p.start], "。") {
		return false
	}
	return countedOn.MatchString(r.s[from:p.start]) && (r.toldPast(e) || strings.HasPrefix(r.s[e.tail:], "だった"))
}

// countedOn is what stands in front of such a number: a clause or a topic, or the verb of what
// happened on the day told before.
var countedOn = pattern.New(`(?:、|は|が|も|[たの])(?:約|およそ|わずか)?$`)
