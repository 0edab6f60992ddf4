package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A list is a run of counts that stand side by side, each of another group of persons or
// kind of data: lines of one form, or the members of 会員1,200人と従業員30人. Nobody says
// what they come to together, so that none of them is the total of the incident.

var (
	// joint is what may stand between two members of a list in one sentence.
	joint = pattern.New(`^(分|様)?[)」』]?(の[^。]*)?(と|や|及び|および|並びに|ならびに|、|,|・|/|;|または)`)
	// unjoint shows that the words between two counts are a statement of their own.
	unjoint = pattern.New(`した|され|った|際|時に|して|しまし|おり|いる|いた[^だ]|いた$|である|でした|だった|うち|ところ|ため|から|→|あり|を[^、。]{1,8}[しきみりい]、|そこ|これら|に上|に達|^で|のは|は、|が、`)
	// whose ends the words that say of whom a number is: 会員1,200人と、退会した300人.
	whose  = pattern.New(`[^、。]{0,14}(した|された|った|られた|れた|いた|んだ|ている|いる|なる|する|れる)(方|人|者|お客さま|[一-龥ァ-ヴー・]{1,12}(さん|さま|ら)?)?[(約]*$`)
	parens = pattern.New(`\([^()]*\)`)
	// stated begins or ends the words around a count that is told by a verb, not listed.
	statedBefore = pattern.New(`(は|が|で|に|を|も)([、「『 ]|約|最大で?|少なくとも)*$`)
	statedBehind = pattern.New(`^(分|様)?(が|は|を|に|と(み|発|判|な)|で(す|あ|し|、))`)
	// totalLabel ends the label of a line that says how many were concerned in all.
	totalLabel = pattern.New(`(件数|人数|者数|総数|合計|計|規模)[^:]{0,4}[: ]*(約|最大で?)*$|(^|[ ・])((漏え?い|漏洩|流出|閲覧|影響|紛失)[^ ]{0,14})?(対象|該当)(者|と?なる(方|お客様|お客さま|個人情報)|の方)?[: ]*(約|最大で?)*$`)
)

// othersToo opens a sentence on others of whom the one before did not speak.
var othersToo = pattern.New(`^ *((この|その)?(ほか|他)に?も?|加えて|さらに)、?[^。、]{0,20}$`)

// inAddition stands between two groups whose data one sentence tells: 会員12人の氏名に加え、職員3人の氏名.
var inAddition = pattern.New(`^(分|様)?の[^。]{1,40}(に加え(て)?|のほか)、?[^、。]{1,14}$`)

// ofOthers opens a sentence on the data of others, theirsToo goes on with them: 職員40人の氏名も含まれる.
var (
	ofOthers  = pattern.New(`^ *[^、。はがもをに]{2,16}$`)
	theirsToo = pattern.New(`^(分|様)?の[^。はが]{2,40}も`)
)

// findLists gives the members of each list its number.
func (cs *countStory) findLists() {
	number := 0
	for i := range cs.placed {
		b := &cs.placed[i]
		for k := i - 1; k >= 0 && k >= i-6; k-- {
			a := &cs.placed[k]
			if k == i-1 && a.tie == tiePart && b.tie == 0 && a.unit == b.unit && a.sentence == b.sentence {
				details := *a
				details.tie = 0
				if cs.sideBySide(&details, b) { // うち12人は口座番号、5人は暗証番号
					b.tie = tiePart
				}
			}
			if a.tie&tiePart != 0 || a.group != 0 && a.tie&tieUnique == 0 && k > 0 && cs.placed[k-1].group == a.group {
				continue // a detail of the member before
			}
			if cs.bracketed(a, b) {
				b.tie |= tiePart
				break
			}
			if cs.sideBySide(a, b) {
				if a.list == 0 {
					number++
					a.list = number
				}
				b.list = a.list
			}
			break
		}
	}
	for i := 1; i < len(cs.placed); i++ {
		if a, b := cs.placed[i-1], &cs.placed[i]; b.list == 0 && b.group != 0 && b.group == a.group {
			b.list = a.list
		}
	}
}

// someone ends the word for those whom a number in brackets counts.
var someone = pattern.New(`(者|員|生|客|様|方|人|民|主|職|師|さん|さま|家族|児童|園児|法人|会社|世帯|団体)\(約?$`)

// bracketed says that b stands in brackets behind a kind of data, of which fewer than a are
// concerned: 児童41名の氏名、住所、診断名(3名). Behind a word for persons it counts these.
func (cs *countStory) bracketed(a, b *placedCount) bool {
	s := cs.d.s
	open := strings.TrimSuffix(s[:b.start], "約")
	return a.sentence == b.sentence && a.unit == b.unit && b.value < a.value && a.measure == ofData && b.tie == 0 &&
		strings.HasSuffix(open, "(") && !strings.HasSuffix(s[:a.start], "(") && !someone.MatchString(open)
}

// soleMembers takes back the lists of which all members but one are details of others:
// 個人情報500件、うちカード情報20件 written side by side in the headline.
func (cs *countStory) soleMembers() {
	own := map[int]map[int]bool{} // the figures of each list that are no details
	for _, p := range cs.placed {
		if f := cs.figures[p.figure]; p.list > 0 && f.tie&tiePart == 0 && (f.partOf == 0 || f.sum) {
			if own[p.list] == nil {
				own[p.list] = map[int]bool{}
			}
			own[p.list][p.figure] = true
		}
	}
	for i := range cs.figures {
		cs.figures[i].member = false
	}
	type listed struct {
		list int
		unit string
	}
	largest := map[listed]int64{}
	for _, p := range cs.placed {
		k := listed{p.list, p.unit}
		largest[k] = max(largest[k], p.value)
	}
	for _, p := range cs.placed {
		f := &cs.figures[p.figure]
		if len(own[p.list]) > 1 && (f.value < largest[listed{p.list, f.unit}] || !cs.toldFirst(f)) {
			f.member = true
		}
	}
}

// toldFirst says that the leak was measured by a figure before a list took it up again:
// 98人の名簿が盗まれた。98人の氏名と42人の成績。
func (cs *countStory) toldFirst(f *storyCount) bool {
	first := &cs.placed[f.places[0]]
	if cs.d.zoneAt(first.start) == title && andOthers.MatchString(first.tail) {
		return false
	}
	whole := first.told || first.listed && wholeLabel.MatchString(cs.d.text(cs.d.lines[first.line]))
	return whole && first.list == 0 && first.tie&tiePart == 0 && f.measure == ofData
}

// andOthers begins the words of a headline behind one of several groups: 会員900件などが流出.
var andOthers = pattern.New(`^(分|様)?(の[^、。]{0,12})?(など|ほか|等)`)

// wholeLabel opens the line that says who was concerned in all.
var wholeLabel = pattern.New(`^[・(0-9) ]*(対象|該当)(者|となる方|の方)?[:\t| ]`)

func (cs *countStory) sideBySide(a, b *placedCount) bool {
	tie := a.tie | b.tie
	if a.sentence == b.sentence && a.unit == b.unit && a.value < b.value {
		tie &^= a.tie & tieTotal // 会員と元会員あわせて70人、取引先の220人
	}
	if tie&^tieUnique != 0 || a.measure != ofData || b.measure != ofData || a.group != 0 && a.group == b.group {
		return false
	}
	d := cs.d
	if a.sentence == b.sentence {
		if a.unit != b.unit && sameSet.MatchString(b.head) {
			return false
		}
		if b.start-a.end > 600 || a.unit != b.unit && statedBefore.MatchString(b.head) {
			return false
		}
		gap := parens.ReplaceAllString(d.s[a.end:b.start], "")
		gap = whose.ReplaceAllString(gap, "")
		return utf8.RuneCountInString(gap) <= 60 && (a.unit == b.unit || utf8.RuneCountInString(gap) > 2) && (joint.MatchString(gap) && !unjoint.MatchString(gap) || inAddition.MatchString(gap))
	}
	if a.unit == b.unit && b.sentence == a.sentence+1 && d.sameParagraph(a.sentence, b.sentence) && (othersToo.MatchString(b.head) || ofOthers.MatchString(b.head) && theirsToo.MatchString(b.tail)) {
		return true
	}
	if a.unit != b.unit && sameSet.MatchString(b.head) {
		return false
	}
	if !a.listed || !b.listed || b.line-a.line > 10 || b.line == a.line {
		return false
	}
	la, lb := d.lines[a.line], d.lines[b.line]
	if !cs.alike(a, b) && !(lb.section == la.section+1 && (d.aloneOnLine(a.start, a.end) && d.aloneOnLine(b.start, b.end) || d.parallel(a, b))) {
		return false
	}
	for i := a.line + 1; i < b.line; i++ {
		if l := d.lines[i]; l.kind == prose && utf8.RuneCountInString(d.text(l)) > 60 {
			return false
		}
	}
	return member(a) && member(b) && !timelineStep(d.s[la.body:la.end]) && !timelineStep(d.s[lb.body:lb.end])
}

// parallel says that two counts end lines that stand equally far below their headings.
func (d *document) parallel(a, b *placedCount) bool {
	la, lb := d.lines[a.line], d.lines[b.line]
	ha, hb := d.sections[la.section].heading, d.sections[lb.section].heading
	ends := func(p *placedCount, l line) bool {
		return utf8.RuneCountInString(d.s[p.end:max(p.end, l.end)]) < 8
	}
	return ha >= 0 && hb >= 0 && a.line-ha == b.line-hb && d.sections[la.section].level == d.sections[lb.section].level && ends(a, la) && ends(b, lb)
}

// sameSet stands before another measure of what the line above counts: 上記に係る方.
var sameSet = pattern.New(`上記(の?(お客|客|方|うち|対象|情報|データ|件)|に)|(この|その|これらの)(お客|客|方|うち|対象)|に係る(方|本人|人)|(人数|件数|枚数)(では|にすると|にして)`)

// timelineStep says that a line tells what happened on its date, not of which dates'
// data (3月16日までに登録した人) it speaks.
func timelineStep(s string) bool {
	return hasDateStart(s) && !period.MatchString(firstRunes(s, 40))
}

var period = pattern.New(`^[0-9年度月日/. ()月火水木金土令和平成元]*(から|まで|以降|以前|の間|~)`)

// member says that a count is listed by its label, not told by a verb nor as a whole.
func member(p *placedCount) bool {
	return !statedBefore.MatchString(p.head) && !statedBehind.MatchString(p.tail) && !totalLabel.MatchString(p.head)
}
