package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A tale is a group that tells a breach of its own.
type tale struct {
	group
	sentences []int
	core      string // of the organisation it happened to; "" where none is named
	text      string
	told      bool
	ofBody    bool  // it happened to somebody
	byHead    bool  // only its place in the head of the group shows that it is an organisation
	headed    bool  // its head names its body: everyday words may tell what happened
	timed     bool  // it tells when, in a part of the text that may tell cases
	at        []int // where the first word of its head is taken for the name of its body
}

// independent gives the groups that tell a breach each of their own organisation.
func (d *document) independent(groups []group, orgs []orgMention) []block {
	if d.areChapters(groups) {
		return nil
	}
	d.markRecords(groups)
	foretold := d.countsCases(groups[0]) == len(groups) && !slices.ContainsFunc(groups, d.isChapter)
	if foretold {
		for i := range groups {
			groups[i].numbered = true // 次の4件: as many cases, though all of one body
		}
	}
	all := d.readTales(groups, orgs)
	var tales []tale
	told, tellers := 0, 0
	foretold = foretold && breach.MatchString(d.headline())
	for _, t := range all {
		t.told = t.told || foretold && t.timed
		tellers += one(t.told)
		if t.ofBody {
			told += one(t.told && !t.byHead)
			tales = append(tales, t)
		}
	}
	// beside one that tells a case, and in a digest, the others may do so in everyday words
	mayTell := tellers > 0 || d.isDigest(d.whole())
	for i := range tales {
		t := &tales[i]
		if !mayTell || !t.headed && !t.numbered || t.told {
			continue
		}
		b := newBlock(d, t.sentences, true)
		if t.told = d.wordingOf(&b) > reportWording/2; t.told {
			tellers++
			told += one(!t.byHead)
		}
	}
	// where nearly all tell a case, some may leave open whose
	few := told*5 < len(groups)*2 && tellers*5 < len(groups)*4
	if told < 2 || !groups[0].plain && few || d.leadTells(groups, tales, orgs) {
		return nil
	}
	var blocks []block
	cores := map[string]bool{}
	for i, t := range tales {
		// in a series of cases, a point with an organisation and a date is one too
		if !t.told && (groups[0].plain || told*5 < len(tales)*2 || d.plans(&t)) || !t.numbered && d.sharedCore(tales, i) {
			continue
		}
		if !t.byHead {
			cores[t.core] = true
		}
		b := newBlock(d, t.sentences, true)
		b.headed, b.counted = true, t.numbered
		b.tellsWho = t.headed || t.at != nil || t.core != "" && strings.Contains(d.text(d.lines[t.first]), strings.TrimPrefix(t.core, "?"))
		b.named = t.at
		d.lendLabel(&b, t.label)
		blocks = append(blocks, b)
	}
	if groups[0].dated && min(len(cores), told)*5 < len(groups)*4 {
		return nil // steps of one case
	}
	if len(cores) < 2 && !tales[0].numbered || len(blocks)*2 < len(tales) || len(blocks) == 0 {
		return nil
	}
	return blocks
}

// readTales reads the groups of a series.
func (d *document) readTales(groups []group, orgs []orgMention) []tale {
	out := make([]tale, len(groups))
	k, first := 0, 0 // first: how many begin with the name of their body
	monthly := monthHead.MatchString(d.headline())
	for i, g := range groups {
		for k < len(d.sentences) && d.sentences[k].line < g.first {
			k++
		}
		t := tale{group: g}
		for k < len(d.sentences) && d.sentences[k].line < g.end {
			t.sentences = append(t.sentences, k)
			k++
		}
		t.ofBody = len(t.sentences) > 0 && d.readTale(&t, orgs, monthly)
		if at := d.firstWord(d.lines[g.first]); at != nil && t.ofBody && t.core != "" && strings.Contains(coreName(d.s[at[0]:at[1]]), t.core) {
			first++
		}
		out[i] = t
	}
	named := first >= 2 && 2*first >= len(groups) && !groups[0].plain
	for i := range out { // where the others begin with a name, the first word of this one is one
		t := &out[i]
		if t.ofBody && t.core != "" || !t.timed {
			continue
		}
		if t.at = t.body; t.at == nil && named {
			t.at = d.firstWord(d.lines[t.first])
		}
		if t.at != nil {
			t.core, t.byHead, t.headed, t.ofBody = "?"+d.s[t.at[0]:t.at[1]], true, true, true
		}
	}
	return out
}

// isChapter says that a group is a chapter of one story by its head: (1)概要.
func (d *document) isChapter(g group) bool {
	head := d.lines[g.first]
	return head.kind == heading && storyHeadings.MatchString(d.text(head))
}

// chapterHead is the head of a chapter of one story that says no more: 2. 発生の経緯, 判明後の対応.
var chapterHead = func() *pattern.Pattern {
	const (
		about = `(?:(?:事案|事故|事件|本件|発生|発覚|判明|被害|漏え?い|漏洩|流出|紛失|閲覧|対象|該当|含ま|影響|今後|これまで|これから|その後|現在|当社|弊社|当院|本学|本校|学校|市|町|県|個人情報|情報|調査|書かれ|記載|入って|保存|残って|残され|持ち出|失われ|見え)(?:の|した|していた|された|れていた|され|いた|ていた|た|れていた|する|となる|後の|を受けた|に向けた|への|に行った)?){0,3}`
		what  = `(?:概要|経緯|経過|いきさつ|あらまし|内容|状況|原因|背景|発端|きっかけ|対応|対策|措置|処分|取組|取り組み|範囲|影響|再発防止(?:策|に向けて)?|お願い|時系列|流れ|動き|日時|場所|事実(?:関係)?|項目|内訳|理由|情報|データ|書類|記録|もの|方|方々|お客(?:様|さま)|人数|件数|有無|結果|その他)`
	)
	return pattern.New(`^[^ぁ-んァ-ヶ一-龥]{0,6}` + about + what + `(?:(?:と|及び|および|並びに|や|・|、)` + about + what + `)?(?:について)?$`)
}()

// areChapters says that most of the groups are chapters of one story by their heads.
func (d *document) areChapters(groups []group) bool {
	n := 0
	for _, g := range groups {
		n += one(chapterHead.MatchString(d.text(d.lines[g.first])))
	}
	return n >= 2 && 2*n >= len(groups)
}

// plans says that a group tells what somebody is going to do.
func (d *document) plans(t *tale) bool {
	return slices.ContainsFunc(t.sentences, func(k int) bool {
		return d.asks(k).Match(announcedPlan)
	})
}

// leadTells says that the text before a series tells a breach of an organisation that
// no member speaks of: the members then go on with that story, as the list of its
// clients does.
func (d *document) leadTells(groups []group, tales []tale, orgs []orgMention) bool {
	if groups[0].numbered {
		return false
	}
	var lead []int
	told := false
	for k, s := range d.sentences {
		if s.line >= groups[0].first {
			break
		}
		if d.lines[s.line].zone == story && d.lines[s.line].kind != heading {
			if casesFollow.MatchString(d.s[s.start:s.end]) {
				return false
			}
			lead = append(lead, k)
			told = told || d.tells(k)
		}
	}
	b := newBlock(d, lead, true)
	if !told && (len(lead) == 0 || d.wordingOf(&b) < reportWording) {
		return false
	}
	parties := d.readParties(orgs, &b, false)
	digest := d.isDigest(d.whole())
	of := func(p *party) bool { // a digest may begin with the case that gave rise to it
		return digest && slices.ContainsFunc(tales, func(t tale) bool { return t.core == p.core && t.headed })
	}
	if slices.ContainsFunc(parties, func(p *party) bool { return p.net() >= 3 && d.announces(p) && !of(p) }) {
		return true
	}
	main := mainParty(parties, 3)
	return main != nil && !slices.ContainsFunc(tales, func(t tale) bool { return t.core == main.core })
}

// casesFollow says in front of a series that it shows cases: 近年の事件を見てみましょう.
var casesFollow = pattern.New(`(事例|事件|事故|ケース|インシデント)[^。]{0,12}(見てみ|見ていき|みていき|紹介し|ご紹介|取り上げ|振り返[りっ]|挙げて)`)

// readTale reads whether a group tells a breach, and of whom; false where it names no
// organisation or no time, which the headline tells of all if they are monthly.
func (d *document) readTale(t *tale, orgs []orgMention, monthly bool) bool {
	var text strings.Builder
	date := monthly || t.label >= 0 && d.dateLabel(t.label)
	for _, k := range t.sentences {
		s := d.sentences[k]
		one := d.s[s.start:s.end]
		text.WriteString(one)
		z := d.lines[s.line].zone
		if z == aside || z == example || z == advice || z == background {
			continue
		}
		head := s.line == t.first && d.lines[s.line].kind == heading && t.plain
		t.told = t.told || !head && (d.tells(k) || briefly(d.asks(k)))
		date = date || d.asks(k).Match(dated)
	}
	t.text = text.String()
	t.told = t.told || t.record || t.label >= 0 && d.labelTells(t.label)
	line := d.lines[t.first]
	head := d.text(line)
	named := func() bool { return t.core != "" && strings.Contains(head, strings.TrimPrefix(t.core, "?")) }
	if !t.plain && date && headDated.MatchString(head) && d.namesOrg(orgs, line) {
		t.told = true // ■X市/10月7日公表
	}
	// whose head names a body and what happened there need not tell when
	date = date || t.told && !t.plain && !t.dated && d.namesOrg(orgs, line) && breach.MatchString(quoted.ReplaceAllString(head, ""))
	if t.timed = date && (t.told || line.zone == story); !t.timed {
		return false
	}
	b := newBlock(d, t.sentences, true)
	b.headed = true
	ofBody := d.readBody(t, &b, orgs)
	if t.plain && !t.told {
		t.told = named() && briefly(sayings.Text(head))
	}
	if !t.plain && !t.dated {
		t.headed = d.namesOrg(orgs, line) || d.headName(line) != nil || named()
	}
	return ofBody
}

// monthHead is the headline of a digest that says of what month its cases are.
var monthHead = pattern.New(`[0-9]{1,2}月(分|の|に|度|号|中|[上中下]旬|第[0-9一二三四五]週)?[^。]{0,24}(まとめ|一覧|ダイジェスト|事故|事案|事件|漏え?い|漏洩|流出|インシデント)`)

// dateLabel says that the heading over some groups tells the day, month or year of these.
func (d *document) dateLabel(line int) bool {
	s := d.text(d.lines[line])
	return dayCell.MatchString(s) || bareLabel.MatchString(s) && figure.MatchString(s)
}

// labelTells says that the heading over some groups tells what happened in these: ■誤送信.
func (d *document) labelTells(line int) bool {
	return d.lines[line].zone == story && breach.MatchString(d.text(d.lines[line]))
}

// lendLabel gives a block what stands over it and others: their day or what happened in them.
func (d *document) lendLabel(b *block, line int) {
	if line < 0 {
		return
	}
	k := d.sentenceAt(d.lines[line].start)
	switch {
	case k < 0:
	case d.dateLabel(line):
		b.dated = k
		b.in[k] = dayCell.MatchString(d.text(d.lines[line])) // a month only tells the year of its days
	case d.labelTells(line):
		b.under = k
	}
}

// readBody reads whose case a group tells.
func (d *document) readBody(t *tale, b *block, orgs []orgMention) bool {
	if main := mainParty(d.readParties(orgs, b, false), 1); main != nil {
		t.core = main.core
		return true
	}
	if a := d.anonymous(b, false); a != nil {
		t.core = "?" + a.Name
		return true
	}
	if at := d.headKind(d.lines[t.first]); at != nil && !t.plain {
		t.core = "?" + d.s[at[0]:at[1]]
		return true
	}
	if at := d.headName(d.lines[t.first]); at != nil && !t.plain {
		t.core, t.byHead = "?"+d.s[at[0]:at[1]], !t.numbered
		return true
	}
	return t.numbered
}

// headDated is a head that says when its organisation went public.
var headDated = pattern.New(`[0-9]{1,2} ?(月|/) ?[0-9]{1,2}|公表|発表`)

func (d *document) namesOrg(orgs []orgMention, l line) bool {
	i, _ := slices.BinarySearchFunc(orgs, l.start, func(m orgMention, at int) int { return m.start - at })
	return i < len(orgs) && orgs[i].start < l.end && orgs[i].sure
}

// sharedCore says that other tales speak of the organisation of tale i too, so that
// they go on with one story.
func (d *document) sharedCore(tales []tale, i int) bool {
	n := 0
	for j, u := range tales {
		if i != j && u.told && strings.Contains(u.text, tales[i].core) {
			n++
		}
	}
	return n > 0 && n*2 >= len(tales)-1
}
