package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// An intro is what the heading or label above a list says of the data in it.
type intro int8

const (
	introNone   intro = iota
	introLeaked       // 漏えいした可能性のある情報
	introDenies       // 含まれていない情報
)

// leakedList introduces a list of the data.
var leakedList = pattern.New(`(?:漏え?い|漏洩|流出|漏れ|閲覧|窃取|見(?:え|られ)|取得され|表示され|公開され|掲載され|送信され|紛失|廃棄|盗難|持ち出|読み取|読め|判読|書か|対象|該当|含ま|保存|記載|記録|影響)[^。]{0,24}(?:情報|項目|内容|データ|もの|個人情報|内訳|書類|範囲)|(?:情報|データ)の?(?:項目|内容|範囲|種類|内訳|分類)|^[^。]{0,3}(?:項目|内容|内訳|対象情報|記載事項|記載内容)[::]?$`)

// notIncluded are the words for what is not among the data.
const notIncluded = `含ま(?:れ)?(?:て)?(?:い)?(?:ない|ません|おりません)|対象外`

// notThere are the verbs for being among the data, and being seen, denied.
const notThere = `(?:含ま|記載|記入|掲載|収録|保存|見え|見られ|読め|書か|入っ|載っ|写っ|映っ|漏れ|流れ|渡っ)(?:れ|され|し)?て?(?:い|お)?(?:な(?:い|かった)|らず|りませんでした|りません|ませんでした|ません)|(?:懸念|おそれ|恐れ|心配|可能性)[のがは]?な[いし]`

// deniedList introduces a list of what is not among the data.
var deniedList = pattern.New(`(?:` + notIncluded + `|^[^、。\t]{0,16}(?:` + notThere + `)|(?:漏え?い|漏洩|流出|閲覧|該当)(?:して|されて)?い?ない|(?:漏え?い|漏洩|流出)(?:は|が)?(?:確認されて|して)(?:い|おり)(?:ない|ません))[^。、]{0,6}(?:もの|情報|項目|データ)?[::]?$`)

// deniedLabel is a label of what is not among the data.
var deniedLabel = pattern.New(`(?:` + notIncluded + `|` + notThere + `|(?:項目|範囲)外|影響(?:の|が)?な[いし]|(?:に|は)ない(?:情報|データ|項目)|(?:漏え?い|流出)(?:して|が)?(?:い)?ない)[^。、]{0,8}$`)

// lineLabel is what labels the line on which a mention stands (項目:氏名、住所), and the
// end of that line; empty where nothing does.
func (d *document) lineLabel(m categoryMention) (label string, end int) {
	l := d.lines[d.lineAt(m.start)]
	i := strings.IndexAny(d.s[l.start:min(max(m.start, l.start), l.start+maxLabel)], ":|")
	if head, _, spaced := strings.Cut(d.s[l.body:max(l.body, m.start)], " "); i < 0 && spaced && len(head) < maxLabel && deniedLabel.MatchString(head) {
		return head, l.end // 含まれないもの 氏名
	}
	if i < 0 || strings.Contains(d.s[l.start:l.start+i], "、") {
		return "", 0
	}
	return d.s[l.start : l.start+i], l.end
}

// maxLabel is the length in bytes of the longest label, its sign included.
const maxLabel = 49

// listIntros tells for each line what introduces the list in which it stands.
func (d *document) listIntros() []intro {
	out := make([]intro, len(d.lines))
	now := introNone
	for i, l := range d.lines {
		s := strings.TrimRight(d.text(l), "】〉》> ")
		switch {
		case l.kind == blank:
			continue
		case l.kind == heading || strings.HasSuffix(s, ":") || strings.HasSuffix(s, "通り") || strings.HasSuffix(s, "とおり"),
			strings.HasSuffix(s, "通りです。"), strings.HasSuffix(s, "とおりです。"), deniedList.MatchString(s):
			switch {
			case deniedList.MatchString(s):
				now = introDenies
			case leakedList.MatchString(s):
				now = introLeaked
			case l.kind == heading && d.sections[l.section].level < 3 || now == introDenies:
				now = introNone
			}
		case l.kind == prose && strings.Contains(s, "。"):
			now = introNone
		default:
			out[i] = now
		}
	}
	return out
}
