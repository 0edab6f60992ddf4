package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A labelRule reads the words in front of a date that name what it is: 発表日 2025年…,
// 判明:11月25日. The same words stand in headings and in the first row of a table.
type labelRule struct {
	role string // "" for dates of something else, dateline for those of the text itself
	find *pattern.Pattern
}

const dateline = "dateline"

var labelRules = []labelRule{
	{"data_period", pattern.New(`^対象(?:となる|となった|の)?(?:お?客様|方|者|会員|利用者|期間)$|(?:購入|利用|登録|注文|決済|申込)(?:期間|時期)$`)},
	{"", pattern.New(`(購読|受付|開催|対象期間|申込|募集|締切|締め切り|施行|次回|営業|生年|有効|契約期間|委託期間|保存期間|入社|設立|創業|問い?合わ?せ)[^\s]{0,6}$`)},
	{"announced", pattern.New(`(発表|公表|報道発表|プレスリリース|会見)(した)?(年月)?(日|日時|時期)?$|第[0-9一二三四五六七八九十]+報$`)},
	{"", pattern.New(`(投稿|配信|記事)(年月)?(日|日時)$`)},
	{dateline, pattern.New(`(更新|掲載|作成|公開|最終更新)(年月)?(日|日時)$`)},
	{"detected", pattern.New(`(発覚|判明|覚知|検知|認知|発見|把握|確認|気付いた|気づいた|気付き|気づき)((した)?(年月)?(日|日時|時期|の日|の経緯|経緯|の端緒|の経過|の契機|のきっかけ))?$|^端緒$`)},
	{"occurred", pattern.New(`(発生|事故|事案|漏えい|流出|紛失|盗難|侵入|感染|閲覧|公開|掲載|誤?送信|誤?送付|誤?発送|誤?交付|誤?配布|郵送|廃棄|被害|攻撃|不正(?:アクセス|ログイン|利用|使用))(した|していた|された|されていた|の|が(あった|発生した))?(可能性のある)?(時期|年月)?(日|日時|期間|時期|の時期|時刻|年月|日時・場所|日時及び場所)?$|^(?:[0-9]{1,2}[).] ?)?(?:時期|日時|期間|いつ|日にち|(?:行った|した|起こした|起きた|あった)(?:年月)?(?:日|日時|時期|とき))$`)},
	{"response", pattern.New(`(報告|通知|回収|謝罪|対応|対応状況|停止|再開|復旧|届出|届け出|削除|連絡|完了|公開停止|お詫び)(した)?(年月)?(日|日時|時期)?$`)},
}

// labelOf is the name that stands in front of a date in its line or cell, or "".
func (d *document) labelOf(l line, e resolvedDate) string {
	s := strings.TrimRight(lastRunes(d.s[l.body:e.start], 30), "\t| :")
	if i := strings.LastIndexAny(s, "\t|。、\n"); i >= 0 {
		if s = s[i:]; dateCell.MatchString(s) {
			return "" // the cell before is dated itself
		}
	}
	s = strings.Trim(s, " \t\n|:。、・[]【】()")
	if s == "" || utf8.RuneCountInString(s) > 16 {
		if i := strings.LastIndexAny(s, " "); i < 0 {
			return ""
		} else if s = s[i+1:]; utf8.RuneCountInString(s) > 10 {
			return ""
		}
	}
	return s
}

var dateCell = pattern.New(`[0-9][日./][^\t|]*$`)

// labelAbove is a short line above a date that begins its line: ・期間, and below it the span.
func (d *document) labelAbove(li int, e resolvedDate) string {
	l := d.lines[li]
	if li == 0 || strings.TrimSpace(d.s[l.body:e.start]) != "" || d.titleLine == li-1 || d.lines[li-1].kind == blank {
		return ""
	}
	s := strings.TrimSpace(d.s[d.lines[li-1].body:d.lines[li-1].end])
	s = strings.Trim(s, "【】[]〔〕<>:")
	if role, _ := roleOfLabel(s); utf8.RuneCountInString(s) > 12 || !ofEvent.MatchString(s) && s != "期間" && role != "data_period" {
		return ""
	}
	return s
}

// roleOfLabel says which role a label gives; known is false where it is no label.
func roleOfLabel(label string) (role string, known bool) {
	label = strings.Trim(label, " \t:|・■□◆●【】[]()<>")
	if label == "" {
		return "", false
	}
	if anySuffix(label, "は", "が", "を", "に", "も", "で", "と", "より", "から") {
		return "", false // the beginning of a sentence
	}
	for _, r := range labelRules {
		if r.find.MatchString(label) {
			return r.role, true
		}
	}
	if m := dayOfAct.FindStringSubmatch(label); m != nil {
		if acts := findActs(m[1] + "。"); len(acts) > 0 {
			return acts[len(acts)-1].role, true
		}
		if handedOver.MatchString(m[1]) && anySuffix(label, "日時", "時刻") {
			return "occurred", true
		}
		if misused.MatchString(m[1]) {
			return "occurred", true
		}
		if picksPersons(m[1] + "方") {
			return "data_period", true
		}
	}
	return "", false
}

// handedOver is how things get to the wrong one, which labels tell without saying so: 届けた日時.
var handedOver = pattern.New(`(?:届け|渡し|送っ|配っ|置い|貼っ|張っ|出し|入れ)た$`)

// misused is what others did with a thing, no customer of the house: 使われた期間.
var misused = pattern.New(`(?:使われ|見られ|入られ|読まれ|抜かれ|盗まれ)た$`)

// dayOfAct is a label that names a day by what was done on it: 攻撃を受けた日.
var dayOfAct = pattern.New(`(.*[ただ])(?:年月)?(?:日|日時|時期|時刻|時間|時間帯|期間|とき|時|頃|ころ)$`)

// maxRows bounds how far up the head of a table is looked for, maxHeads how many of its characters
// are read.
const (
	maxRows  = 100
	maxHeads = 400
)

// columnLabel is the head of the column of a table in which the date stands alone in its
// cell, where that head says of what it is a date.
func (d *document) columnLabel(li int, e resolvedDate) string {
	l := d.lines[li]
	column := len(cells(d.s[max(l.body, e.start-300):e.start]+"x")) - 1
	if cell := cells(firstRunes(d.s[e.tail:max(e.tail, l.end)], 4)); l.kind == heading || len(cell) > 0 && cell[0] != "" && !anyPrefix(d.s[e.tail:], " ", "\t", "|") {
		return ""
	}
	i := li
	for i > 0 && li-i < maxRows && d.lines[i-1].kind != blank && d.lines[i].section == d.lines[i-1].section {
		i--
	}
	if i == li {
		return ""
	}
	head := cells(firstRunes(d.text(d.lines[i]), maxHeads))
	if column >= len(head) || len(head) < 2 || !ofEvent.MatchString(head[column]) {
		return ""
	}
	return head[column]
}

// cells are the cells of a row: between tabs or bars, else between spaces.
func cells(row string) []string {
	if strings.ContainsAny(row, "\t|") {
		out := strings.FieldsFunc(row, func(r rune) bool { return r == '\t' || r == '|' })
		for i := range out {
			out[i] = strings.TrimSpace(out[i])
		}
		return out
	}
	return strings.Fields(row)
}

// ofEvent are heads that say of what the dates under them are: 発生日時, 公表日.
var ofEvent = pattern.New(`..(日|日時|時期|期間|時刻|年月|時期等)$|^(?:発生|判明|発覚|公表|発表|確認|報告|いつ|日にち)$`)

var headingNumber = pattern.New(`^[0-9()①-⑳.、\s■◆●▼【\[]+`)

// headingLabel is the heading above a date that begins the first line under it.
func (d *document) headingLabel(li int, e resolvedDate) string {
	l := d.lines[li]
	h := d.sections[l.section].heading
	if h < 0 || h == d.titleLine || strings.TrimSpace(d.s[l.body:e.start]) != "" {
		return ""
	}
	for k := h + 1; k < li; k++ {
		if d.lines[k].kind != blank {
			return ""
		}
	}
	s := headingNumber.ReplaceAllString(d.text(d.lines[h]), "")
	s, _, _ = strings.Cut(s, "・")
	if s = strings.TrimRight(s, " 】]"); !ofEvent.MatchString(s) {
		return ""
	}
	return s
}

// labelRole reads what names a date: a label, the head of its column or section, its
// standing alone as a dateline. known is false where nothing does; "" is no role.
func (d *document) labelRole(e resolvedDate, s sentence, li int, c dateContext, steps bool) (role string, known bool) {
	l := d.lines[li]
	if d.oldNotice(l, e) {
		return "", true
	}
	alone := d.isDateline(l, e) && !steps && s.end <= l.end
	for _, label := range []string{d.labelOf(l, e), d.columnLabel(li, e), d.headingLabel(li, e), d.labelAbove(li, e)} {
		switch role, known := roleOfLabel(label); {
		case role == dateline:
			alone = true
		case role == "data_period" && !e.interval && !e.since && !e.until:
		case known:
			return role, true
		}
	}
	if !alone || l.kind == row || l.kind == item {
		return "", false
	}
	if c.notice && !e.interval && (c.published == "" || e.Start >= c.published || strings.HasPrefix(c.published, e.Start)) {
		return "announced", true
	}
	return "", true
}

// oldNotice says that a date heads a line of a list of notices, each with its title: of what
// the notices tell, and when, their titles do not say.
func (d *document) oldNotice(l line, e resolvedDate) bool {
	return l.body == e.start && e.from.year != 0 && !e.interval && !d.underTimeline(d.lineAt(e.start)) && noticeTitle.MatchString(d.s[e.tail:max(e.tail, l.end)])
}

// noticeTitle is the title of a notice behind its day: 2025.3.7 【重要】窓口の変更のお知らせ.
var noticeTitle = pattern.New(`^[\s:|]+[^。、]{2,60}(?:お知らせ|お?詫び|おわび|について|ご案内|お願い|ご報告|不具合|休業|募集)(?:\([^()]{0,20}\))?$`)

// pageUpdate labels the date of a page from behind, with a clock time at most: 2025.3.7 更新.
var pageUpdate = pattern.New(`^ ?(?:(?:午前|午後)?[0-9]{1,2}[時:][0-9]{1,2}分? ?)?(?:更新|投稿|配信|作成|公開|掲載)$`)

// ofPage says that a date tells when the page was made, which is no step of the story.
func (d *document) ofPage(l line, e resolvedDate) bool {
	return pageUpdate.MatchString(firstRunes(d.s[e.tail:max(e.tail, l.end)], 16))
}

// isDateline says that a date stands in a line of its own, with a clock time at most.
func (d *document) isDateline(l line, e resolvedDate) bool {
	rest := strings.TrimLeft(firstRunes(d.s[e.tail:max(l.end, e.tail)], 20), " 、:|→…・\t)")
	return strings.TrimSpace(d.s[l.start:e.start]) == "" && utf8.RuneCountInString(rest) <= 8 && !strings.HasSuffix(rest, "た。")
}

// closesBrackets says that a date closes the head of a case in brackets: 見出し(7月5日).
func closesBrackets(before, after string) bool {
	if strings.HasPrefix(after, ")") && len(before) <= 20*utf8.UTFMax && utf8.RuneCountInString(before) <= 20 {
		if m, _ := lineMark(before); m != markNone && strings.HasSuffix(before, "(") {
			return true
		}
	}
	return anySuffix(strings.TrimSpace(before), "(", "[", "〔", "【") && bracketEnd.MatchString(firstRunes(after, 12))
}

var bracketEnd = pattern.New(`^[^)\]〕】]{0,10}[)\]〕】]$`)
