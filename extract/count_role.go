package extract

import (
	"regexp"
	"slices"
	"strings"
)

// A storyCount is a count of the incident's story with a role.
type storyCount struct {
	countExpr
	role   string
	rule   string
	weight int
}

// impactCues are what is counted when a number measures an effect, not the data.
var impactCues = regexp.MustCompile(`(スパム|迷惑|フィッシング|不審な?|なりすまし)(メール)?|(不正|悪用|私的)(利用|使用|送金|引き出|購入|交換)|(送信|発送|配信|送付)(先|した(相手|人))|受信者|誤送信先|問い合わせ|問合せ|苦情|(宛|あて)に|窓口|取引先|加入|閲覧した|サーバー?|パソコン|PC|端末|要求|身代金|被害額|返信`)

// dataCues are what is counted when a number measures the data or its people.
var dataCues = regexp.MustCompile(`個人情報|情報|データ|氏名|名簿|メールアドレス|アドレス|アカウント|レコード|会員|顧客|お客|患者|生徒|児童|学生|利用者|対象|該当|漏え?い|流出|閲覧|書類|通知書|カード`)

// leakNear shows that the sentence of a count speaks of the data that was concerned.
var leakNear = regexp.MustCompile(`漏え?い|漏洩|流出|漏れ|閲覧|見られ|見える|紛失|亡失|盗|持ち出|個人情報|情報|対象|該当|影響|誤|含ま|記載|記録|保存|登録|氏名|名簿|メールアドレス|被害|不正|改ざん|暗号化|送信|送付|廃棄|公開|掲載|内訳|可能性|カード`)

// readCountRoles gives roles to the counts of a block.
func (d *document) readCountRoles(counts []countExpr, in func(sentence) bool, tells []bool, cause string) []storyCount {
	var all []storyCount
	for _, c := range counts {
		if c.lookalike != "" || c.unsure || c.value == 0 {
			continue
		}
		k := d.sentenceAt(c.start)
		if k < 0 || !in(d.sentences[k]) {
			continue
		}
		s := d.sentences[k]
		l := d.lines[d.lineAt(c.start)]
		if l.zone != story && l.zone != title {
			continue
		}
		text := d.s[s.start:s.end]
		head := d.sectionHeading(l)
		listed := l.kind == item || l.kind == row
		if !tells[k] && !leakNear.MatchString(text) && !(listed && leakNear.MatchString(head)) {
			continue
		}
		if hypothetical.MatchString(text) && !tells[k] || otherTimes.MatchString(d.s[s.start:c.start]) {
			continue
		}
		w := 1
		if tells[k] {
			w = 2
		}
		all = append(all, storyCount{countExpr: c, rule: "count/" + c.unit, weight: w})
	}
	all = d.joinFigures(all)
	d.assignCountRoles(all, cause)
	return all
}

func (d *document) sectionHeading(l line) string {
	if h := d.sections[l.section].heading; h >= 0 {
		return d.text(d.lines[h])
	}
	return ""
}

// joinFigures keeps one of equal figures: the body's over the headline's, with the
// qualifier that one of them has; a rounded headline figure gives way to the exact one.
func (d *document) joinFigures(all []storyCount) []storyCount {
	var out []storyCount
	for _, c := range all {
		k := slices.IndexFunc(out, func(o storyCount) bool { return o.unit == c.unit && o.value == c.value && o.max == c.max })
		if k < 0 {
			out = append(out, c)
			continue
		}
		o := &out[k]
		o.weight += c.weight
		if o.qualifier == "exact" && c.qualifier != "exact" {
			o.qualifier, o.start, o.end = c.qualifier, c.start, c.end
		}
		o.tie |= c.tie
		if o.subject == "" {
			o.subject = c.subject
		}
	}
	// 3万件超 in the title beside 30,254件 in the body
	return slices.DeleteFunc(out, func(c storyCount) bool {
		if d.zoneAt(c.start) != title || c.qualifier == "exact" {
			return false
		}
		return slices.ContainsFunc(out, func(o storyCount) bool {
			return o.unit == c.unit && o.value != c.value && d.zoneAt(o.start) != title && rounds(c, o.value)
		})
	})
}

// rounds says that v, written exactly, is what c gives in round numbers.
func rounds(c storyCount, v int64) bool {
	switch c.qualifier {
	case "at_least":
		return v >= c.value && v < c.value+max(c.value/5, 1)
	case "about":
		return v >= c.value-c.value/10 && v <= c.value+c.value/10
	}
	return false
}

var (
	partCue  = regexp.MustCompile(`(うち|内訳|そのうち|このうち|内|残り|ほか|一方|それぞれ)[^。、]{0,24}$`)
	totalCue = regexp.MustCompile(`(計|合計|合わせて|あわせて|併せて|総数|総計|全体で|延べ|のべ|最大(で)?)[^。、]{0,6}$`)
	priorCue = regexp.MustCompile(`^[^。]{0,24}(としていた|と(発表|公表|説明)していた|から[^。]{0,24}(増|拡大|膨ら|訂正|修正|改め)|とされていた|だったが|に(修正|訂正))|^\s*→`)
)

func (d *document) assignCountRoles(all []storyCount, cause string) {
	// the largest count of each unit that measures data is the total, unless the text
	// only breaks down
	for i := range all {
		c := &all[i]
		k := d.sentenceAt(c.start)
		s := d.sentences[k]
		before, after := d.s[s.start:c.start], d.s[c.end:s.end]
		near := lastRunes(before, 24) + c.subject
		switch {
		case c.tie&tiePrior != 0 || priorCue.MatchString(after):
			c.role = "prior"
		case c.tie&tieGross != 0 && c.tie&tieTotal == 0 && d.hasSibling(all, i):
			c.role = "prior"
		case c.unit == "organizations":
			c.role = "impact"
		case c.unit == "yen" || c.unit == "devices" && cause != "lost" && cause != "stolen" && cause != "insider" && cause != "improper_disposal":
			c.role = "impact"
		case c.unit == "messages" && (cause == "unauthorized_access" || cause == "phishing" || cause == "credential_stuffing"):
			c.role = "impact"
		case c.noun == "event" && !dataCues.MatchString(c.subject) || impactCues.MatchString(c.subject) || impactCues.MatchString(firstRunes(after, 10)) && !dataCues.MatchString(near):
			c.role = "impact"
		case impactCues.MatchString(lastRunes(before, 14)) && !dataCues.MatchString(lastRunes(before, 14)):
			c.role = "impact"
		case c.tie&tiePart != 0 || partCue.MatchString(before):
			c.role = "part"
		}
	}
	units := map[string][]int{}
	for i, c := range all {
		if c.role == "" {
			units[c.unit] = append(units[c.unit], i)
		}
	}
	for _, list := range units {
		d.chooseTotal(all, list)
	}
}

// chooseTotal makes one of the open counts of a unit the total and the others parts,
// or all of them parts where none covers the others.
func (d *document) chooseTotal(all []storyCount, list []int) {
	if len(list) == 1 {
		all[list[0]].role = "total"
		return
	}
	best := -1
	var sum int64
	listed := 0
	for _, i := range list {
		sum += all[i].value
		if best < 0 || all[i].value > all[best].value {
			best = i
		}
		if k := d.lines[d.lineAt(all[i].start)].kind; k == item || k == row {
			listed++
		}
	}
	for _, i := range list {
		all[i].role = "part"
	}
	b := all[best]
	rest := sum - b.value
	k := d.lines[d.lineAt(b.start)].kind
	disjoint := listed == len(list) && b.tie&tieTotal == 0 && rest != b.value && (k == item || k == row)
	if !disjoint {
		all[best].role = "total"
	}
}

func (d *document) hasSibling(all []storyCount, i int) bool {
	for j, c := range all {
		if j != i && c.unit == all[i].unit && c.tie&tieGross == 0 && strings.TrimSpace(c.counter) != "" {
			return true
		}
	}
	return false
}
