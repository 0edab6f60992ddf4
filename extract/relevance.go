package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

var (
	// thisCase are words by which a text speaks of the case it reports, not of cases.
	thisCase = pattern.New(`今回|このたび|この度|当該|本件|本事案|標記|第[0-9一二三四五]報|発生日時`)
	// sorryWords are what every notice of a breach holds.
	sorryWords = pattern.New(`お詫び|おわび|お詫|申し訳|申しわけ|謝罪|陳謝|すみません|ごめんなさい|ご心配`)
	// mishap are ways to tell a breach without its words: a letter in the wrong
	// envelope, a thing not at hand, a page that all can see.
	mishap = pattern.New(`(別の|違う|よその|見知らぬ|知らない|誤った|他の)(ご|御)?(家庭|世帯|方|お?客|会社|店|業者|家|子|児童|生徒|患者|保護者|組合員|職員|課|封筒|宛先|人|アドレス|番号|学校|先|利用者|会員)[^。]{0,24}(入|届|送|渡|転送|表示|が出)|手元に(ない|なく)|出てこな(い|か)|見当たら|見つか(って(い|お)|ら)(な|り|ず)|(見|読)(え|め)(て|る)(い|状態|しま|よう)|すり替え|持ち帰(っ|り)|溶か|消して(いただ|くだ|ほし)|抜き取|届いてい(た|まし)|まちがえ|取り違|うっかり|(紛れ|混ざ|混入)(て|っ|し)|[映写](って|り込)|ずらり|丸見え|全員(に|が)[^。]{0,10}(見|届|開放)|(誰|だれ)(で|に)も[^。]{0,20}(見|閲覧|開け|読め|入れ|取れ)|落とし(た|て|、)|(窓|画面|紙)から[^。]{0,20}見えて`)
)

// signs are what the sentences of a block's story hold that speak for or against a case.
type signs struct {
	told     int // tell a breach
	tied     int // of these, by name or 同社, 当社, 本件, one of its main organisation
	plain    int // of these, in plain words of one's own breach
	astray   int // tell a mishap without the words of a breach
	denied   int // say that nothing of the kind happened
	rumoured int // say that the report of a breach is not true
	counted  int // count cases of many
	supposed int // tell what may happen
	imagined int // tell of drills and inventions
	judged   int // speak of courts
	feigned  int // speak of fraud in somebody's name
	arrested int // tell a breach for which somebody was arrested
	sorry    bool
	invented bool // says that its cases are
	bare     bool // is a story without a date or a number
	spilt    bool // tells under its headline of oil or gas that leaked, and of no data
	days     int  // different days that its dates name
	kinds    int  // kinds of personal data that it lists
}

// readSigns reads the story of a block; main, its main organisation, may be nil.
func (d *document) readSigns(b *block, m *mentions, tells []bool, main *party) signs {
	anonymous := main == nil && d.anonymous(b, false) != nil
	var n signs
	for _, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; z != story && z != title && z != prevention {
			continue
		}
		text := d.asks(k)
		supposed := text.Match(hypothetical)
		n.sorry = n.sorry || without(text, quoted).Match(sorryWords)
		n.counted += one(text.Match(statistic))
		n.supposed += one(supposed)
		n.imagined += one(text.Match(imagined))
		n.invented = n.invented || text.Match(invented)
		n.judged += one(text.Match(courts))
		n.arrested += one(tells[k] && text.Match(arrests))
		n.feigned += one(text.Match(impersonation))
		denied := text.Match(denial)
		n.denied += one(denied)
		n.rumoured += one(text.Match(rumour))
		n.astray += one(!supposed && !denied && text.Match(mishap))
		if !tells[k] {
			continue
		}
		n.told++
		n.plain += one(without(text, quoted).Match(leaked) && !text.Match(impersonation))
		n.tied += one(main.in(d, s) || anonymous || text.Match(selfReference) || text.Match(anaphora) || text.Match(thisCase))
	}
	n.days, n.kinds = d.countDays(b, m), d.countKinds(b, m)
	n.bare = !b.own && !d.datesAny(b, m) && !d.countsAny(b, m)
	n.spilt = !b.own && n.kinds == 0 && spills.MatchString(d.headline())
	return n
}

func one(ok bool) int {
	if ok {
		return 1
	}
	return 0
}

// concrete says that a text tells the course of an event by its days and which data were
// hit, as only the report of a case does, whatever its words and its writer: a letter, a
// diary, a column. Advice, surveys and drills have the words and lack the particulars.
func (n *signs) concrete() bool {
	return n.told+n.astray >= 1 && n.days >= 3 && n.kinds >= 2 &&
		n.counted < 2 && n.imagined < 2 && n.judged < 2 && n.feigned < 2 && n.supposed <= n.told+n.astray
}

// particular says that a text is so full of days and data, and so free of what other
// genres hold, that an apology or headline alone makes it the report of a case.
func (n *signs) particular() bool {
	return n.days >= 3 && n.kinds >= 3 && n.counted < 2 && n.imagined == 0 && n.judged == 0 && n.feigned == 0 && !n.invented
}

// ownStory says that all that is told is told of the one who writes, or of this case, and nothing
// of what may happen to others: a notice without a date and a number is one all the same.
func (n *signs) ownStory() bool {
	return n.tied >= 3 && n.tied == n.told && n.plain >= 2 && n.counted+n.supposed+n.imagined == 0
}

// refuted says that a text speaks of a breach only to say that there was none:
// 別の方に届いた例はありません, 投稿は事実ではありません.
func (n *signs) refuted() bool { return n.rumoured > 0 || n.denied > 0 && n.told+n.astray == 0 }

// relevant says that a block tells of a breach that happened to its main organisation
// (nil where none is named). Some sentence must tie the one to the other: name it, take
// it up (同社, 当社), or speak of this case. Who apologises and lists the data that went
// astray need not use the words of a breach, nor who tells the particulars of the event.
func (d *document) relevant(b *block, m *mentions, n *signs, main *party, notice bool) bool {
	if (main == nil || main.net() < 4) && d.aForm() {
		return false
	}
	if n.refuted() || n.spilt || rulesHead.MatchString(d.headline()) {
		return false
	}
	if !b.own && main != nil && n.particular() && (n.told+n.astray > 0 || d.wording > 0) && (n.sorry || breach.MatchString(d.headline())) && d.countsPeople(b, m) {
		return true
	}
	if d.denies(b) && !(n.plain >= 2 && d.wording > 0 || n.particular() && d.wording > barely) {
		return false // what did happen, such as an attack without a leak, is told besides
	}
	if b.own {
		return true // segment took it for a case of a series
	}
	if main != nil && main.impersonated && n.plain == 0 {
		return false // a warning of fraud in its name
	}
	if n.invented || n.judged >= 2 || n.counted >= 3 && n.tied < 2 {
		return false
	}
	if !n.sorry && n.plain < 2 && d.wares(b) >= 3 {
		return false // what the goods are for, not what happened
	}
	tied, head := n.tied, d.headline()
	if main != nil && main.publisher && breach.MatchString(head) && aboutCase.MatchString(head) && n.told > 0 {
		tied++
	}
	if d.otherGenre() {
		return tied >= 2 || tied == 1 && n.told >= 3 && main != nil && main.net() >= 4
	}
	return tied >= 1 || n.concrete() || n.arrested > 0 && n.told >= 3 && n.days > 0 && n.counted == 0 && n.supposed == 0 ||
		notice && n.sorry && n.told >= 1 && main != nil && (main.net() >= 4 || breach.MatchString(head)) ||
		n.sorry && n.told+n.astray >= 1 && (n.kinds >= 2 || n.kinds >= 1 && d.countsPeople(b, m)) ||
		!notice && n.told >= 2 && n.counted == 0 && n.supposed <= n.told && main != nil && main.net() >= 1 && n.kinds >= 2
}

// aboutCase are the headlines under which a body tells its own case.
var aboutCase = pattern.New(`(について|に関する(お知らせ|ご?報告)|お詫び|おわび|ご?報告|[0-9一二三]報)[((」)]?.{0,12}$`)

// countKinds counts the kinds of personal data that the story of a block enumerates.
func (d *document) countKinds(b *block, m *mentions) int {
	kinds := map[string]bool{}
	for _, c := range m.categories {
		if c.data && c.list && !c.learnt && d.zoneAt(c.start) == story && b.in[d.sentenceAt(c.start)] {
			kinds[c.code] = true
		}
	}
	return len(kinds)
}

// countDays counts the days that the story of a block names.
func (d *document) countDays(b *block, m *mentions) int {
	days := map[string]bool{}
	for _, e := range m.dates {
		if d.zoneAt(e.start) != story || !b.in[d.sentenceAt(e.start)] {
			continue
		}
		if e.ok && e.toTheDay() {
			days[e.Start] = true
		} else if e.from.day > 0 {
			days[d.s[e.from.start:e.from.end]] = true
		}
	}
	return len(days)
}

// datesAny says that a block tells anywhere when.
func (d *document) datesAny(b *block, m *mentions) bool {
	return slices.ContainsFunc(m.dates, func(e resolvedDate) bool { return b.in[d.sentenceAt(e.start)] })
}

// countsAny says that a block tells anywhere how many or how much.
func (d *document) countsAny(b *block, m *mentions) bool {
	return slices.ContainsFunc(m.counts, func(c countExpr) bool { return c.lookalike == "" && b.in[d.sentenceAt(c.start)] })
}

// countsPeople says that a block counts people in its story.
func (d *document) countsPeople(b *block, m *mentions) bool {
	return slices.ContainsFunc(m.counts, func(c countExpr) bool {
		return c.unit == "people" && d.zoneAt(c.start) == story && b.in[d.sentenceAt(c.start)]
	})
}

// tellsIn completes tells for a block: the points of a round-up are often notes
// without a verb in the past.
func (d *document) tellsIn(b *block, tells []bool) []bool {
	if !b.own {
		return tells
	}
	out := make([]bool, len(tells))
	for _, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; z != aside && z != example {
			out[k] = tells[k] || briefly(d.asks(k))
		}
	}
	return out
}

// in says that a sentence names the party; false for nil.
func (p *party) in(d *document, s sentence) bool {
	if p == nil {
		return false
	}
	for _, m := range p.mentions {
		if m.start >= s.start && m.end <= s.end {
			return true
		}
	}
	return false
}
