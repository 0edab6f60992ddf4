package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A block is the part of an article that tells one incident, as a set of sentences.
type block struct {
	d     *document
	in    map[int]bool // sentences
	parts []int        // the same in order
	// own says that the block is one of several: it has no share in the title.
	own bool
	// headed says that its first sentence is the head of a point: it tells who.
	headed bool
}

func newBlock(d *document, sentences []int, own bool) block {
	b := block{d: d, in: map[int]bool{}, parts: sentences, own: own}
	for _, k := range sentences {
		b.in[k] = true
	}
	return b
}

func (b *block) holds(s sentence) bool { return b.in[b.d.sentenceAt(s.start)] }

// whole is the block of an article that tells one incident.
func (d *document) whole() block {
	all := make([]int, len(d.sentences))
	for k := range all {
		all[k] = k
	}
	return newBlock(d, all, false)
}

// maxGroups bounds a series; no round-up has more points, a hostile text may.
const maxGroups = 150

// segment cuts an article into the blocks that tell one incident each. Most articles
// are one block. A round-up is a series: points or sections of one shape (■1., その2,
// 【3件目】, rows of a table) of which several tell a breach, each of an organisation of
// its own.
func (d *document) segment(orgs []orgMention) []block {
	if d.listsClients() {
		return []block{d.whole()} // the story of a provider, whose clients are no cases of their own
	}
	var best []block
	for _, groups := range d.series() {
		if len(groups) < 2 || len(groups) > maxGroups {
			continue
		}
		if loose(groups) && best != nil {
			break
		}
		if blocks := d.independent(groups, orgs); len(blocks) > max(1, len(best)) {
			best = blocks
		}
	}
	if best == nil {
		best = []block{d.whole()}
	}
	if len(best) == 1 {
		best = d.splitSecond(best[0])
	}
	return best
}

// secondCase opens the telling of another case of the same body.
var secondCase = pattern.New(`^(これ|それ|上記|本件)とは別に|^もう(一|1)件|^別の事案(で|と)`)

// splitSecond cuts off a second case that an article tells behind its first.
func (d *document) splitSecond(b block) []block {
	for n, k := range b.parts {
		s := d.sentences[k]
		text := d.s[s.start:s.end]
		if n > 1 && d.lines[s.line].zone == story && secondCase.MatchString(text) && tellsBreach(text) {
			return []block{newBlock(d, b.parts[:n], false), newBlock(d, b.parts[n:], true)}
		}
	}
	return []block{b}
}

// listsClients says that a heading announces the list of a provider's clients.
func (d *document) listsClients() bool {
	for i, l := range d.lines {
		if i != d.titleLine && (l.kind == heading || l.kind == prose) && l.zone == story && l.end-l.start < 120 && clientsHead.MatchString(d.text(l)) && i+1 < len(d.lines) {
			return true
		}
	}
	return false
}

// A group is one member of a series: its head line and the lines up to the next.
type group struct {
	first, end int // lines
	// numbered groups are counted as cases of their own (事案1, 2件目), whosever they are.
	numbered bool
	// paragraph groups have no head line.
	paragraph bool
	// plain groups stand under headings without a sign.
	plain bool
}

// shapes are the forms that the head of a member of a series can have, the most telling
// first.
var shapes = []struct {
	find     *pattern.Pattern
	numbered bool
}{
	{pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*(事案|事故|案件|ケース|事例|その|第)\s*[0-9一二三四五六七八九十①-⑳]+`), true},
	{pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*[0-9一二三四五六七八九十]+\s*(件目|つ目|例目|社目)`), true},
	{pattern.New(`^[【\[〔<《]\s*[0-9]{1,2}\s*[】\]〕>》]`), false},
	{pattern.New(`^[■◆●▼○◇□▽★]\s*[0-9]{1,2}\s*[.)、:\s]`), false},
	{pattern.New(`^[①-⑳]`), false},
	{pattern.New(`^\([0-9]{1,2}\)`), false},
	{pattern.New(`^[0-9]{1,2}[.)、]\s*[^0-9]`), false},
	{pattern.New(`^[0-9]{1,2} [^0-9年月日時件名人]`), false},
	{pattern.New(`^■`), false},
	{pattern.New(`^◆`), false},
	{pattern.New(`^●`), false},
	{pattern.New(`^[▼▽]`), false},
	{pattern.New(`^[▲△▶►]`), false},
	{pattern.New(`^[◇□○〇◎★☆]`), false},
	{pattern.New(`^【`), false},
	{pattern.New(`^・`), false},
}

// series lists the ways in which the text can be taken for a series.
func (d *document) series() [][]group {
	var out [][]group
	for _, s := range shapes {
		var heads []int
		for i, l := range d.lines {
			if l.kind != blank && l.zone != aside && i > d.titleLine && s.find.MatchString(d.text(l)) {
				heads = append(heads, i)
			}
		}
		if len(heads) > 1 {
			out = append(out, d.groups(heads, s.numbered))
		}
	}
	if rows := d.tableRows(); len(rows) > 1 {
		out = append(out, d.groups(rows, false))
	}
	var plain []int
	for i, s := range d.sections {
		if m, _ := lineMark(d.text(d.lines[max(s.heading, 0)])); i > 0 && s.heading > d.titleLine && m == markNone {
			plain = append(plain, s.heading)
		}
	}
	if len(plain) > 1 {
		gs := d.groups(plain, false)
		for i := range gs {
			gs[i].plain = true
		}
		out = append(out, gs)
	}
	return append(out, d.paragraphs())
}

// tableRows are the rows of a table of cases, and the lines of a list whose every line
// is a case behind its date.
func (d *document) tableRows() []int {
	var rows []int
	for i, l := range d.lines {
		if l.kind == blank || l.zone == aside || i <= d.titleLine {
			continue
		}
		s := d.text(l)
		cells := strings.Count(s, "\t") + strings.Count(s, " | ")
		if cells >= 3 && startsWithDigit(s) || hasDateStart(s) && (cells >= 2 || pointHead.MatchString(s)) {
			rows = append(rows, i)
		}
	}
	return rows
}

// groups gives each head the lines up to the next head. The last one ends where a
// heading of another shape or a paragraph set apart begins, if the others hold none.
func (d *document) groups(heads []int, numbered bool) []group {
	var out []group
	gaps := 0 // blank lines inside the groups but the last
	for k, h := range heads {
		g := group{first: h, end: len(d.lines), numbered: numbered}
		if k+1 < len(heads) {
			g.end = heads[k+1]
			for i, end := h+1, d.trimEnd(g.end); i < end; i++ {
				if d.lines[i].kind == blank {
					gaps++
				}
			}
		}
		out = append(out, g)
	}
	last := &out[len(out)-1]
	level := d.lines[last.first].kind
	for i := last.first + 1; i < last.end; i++ {
		l := d.lines[i]
		if l.kind == heading && level == heading && d.headingLevel(l) <= d.headingLevel(d.lines[last.first]) && l.section != d.lines[last.first].section ||
			gaps == 0 && l.kind == blank && i > last.first+1 || l.kind != blank && l.zone == aside && l.kind == heading {
			last.end = i
			break
		}
	}
	return out
}

func (d *document) trimEnd(i int) int {
	for i > 0 && d.lines[i-1].kind == blank {
		i--
	}
	return i
}

// paragraphs are the groups of an article whose paragraphs tell one case each.
func (d *document) paragraphs() []group {
	var out []group
	for i := d.titleLine + 1; i < len(d.lines); i++ {
		l := d.lines[i]
		if l.kind == blank {
			continue
		}
		first := len(out) == 0 || d.lines[i-1].kind == blank || l.kind == heading || utf8.RuneCountInString(d.text(d.lines[i-1])) > 60 && utf8.RuneCountInString(d.text(l)) > 60
		if first {
			out = append(out, group{first: i, end: i + 1, paragraph: true})
		} else {
			out[len(out)-1].end = i + 1
		}
	}
	return out
}

// loose says that a series may hold more than cases: plain headings and paragraphs of
// an article.
func loose(groups []group) bool { return groups[0].paragraph || groups[0].plain }

// A tale is a group that tells a breach of its own.
type tale struct {
	group
	sentences []int
	core      string // of the organisation it happened to; "" where none is named
	text      string
	told      bool
	provider  bool // its organisation works for others, who may follow as its clients
}

// independent gives the groups that tell a breach each of their own organisation.
func (d *document) independent(groups []group, orgs []orgMention) []block {
	var tales []tale
	k, told, tellers := 0, 0, 0
	for _, g := range groups {
		for k < len(d.sentences) && d.sentences[k].line < g.first {
			k++
		}
		t := tale{group: g}
		for k < len(d.sentences) && d.sentences[k].line < g.end {
			t.sentences = append(t.sentences, k)
			k++
		}
		ofBody := d.readTale(&t, orgs)
		if t.told {
			tellers++
		}
		if ofBody {
			if t.told {
				told++
			}
			tales = append(tales, t)
		}
	}
	if groups[0].paragraph && len(tales) > 0 && tales[0].provider {
		return nil
	}
	// where nearly all tell a case, some may leave open whose
	few := told*2 < len(groups) && tellers*5 < len(groups)*4
	if told < 2 || !loose(groups) && few || d.leadTells(groups, tales, orgs) {
		return nil
	}
	var blocks []block
	cores := map[string]bool{}
	for i, t := range tales {
		// in a series of cases, a point with an organisation and a date is one too
		if !t.told && (loose(groups) || told*2 < len(tales)) || !t.numbered && d.sharedCore(tales, i) {
			continue
		}
		cores[t.core] = true
		b := newBlock(d, t.sentences, true)
		b.headed = !t.paragraph
		blocks = append(blocks, b)
	}
	if len(cores) < 2 && !tales[0].numbered || len(blocks)*2 < len(tales) {
		return nil
	}
	return blocks
}

// leadTells says that the text before a series tells a breach of an organisation that
// no member speaks of: the members then go on with that story, as the list of its
// clients does.
func (d *document) leadTells(groups []group, tales []tale, orgs []orgMention) bool {
	if groups[0].paragraph || groups[0].numbered {
		return false
	}
	var lead []int
	told := false
	for k, s := range d.sentences {
		if s.line >= groups[0].first {
			break
		}
		if d.lines[s.line].zone == story && d.lines[s.line].kind != heading {
			lead = append(lead, k)
			told = told || tellsBreach(d.s[s.start:s.end])
		}
	}
	if !told {
		return false
	}
	b := newBlock(d, lead, true)
	parties := d.readParties(orgs, &b, false)
	if slices.ContainsFunc(parties, func(p *party) bool { return p.net() >= 3 && d.announces(p) }) {
		return true
	}
	main := mainParty(parties, 3)
	if main == nil {
		return false
	}
	for _, t := range tales {
		if t.core == main.core {
			return false
		}
	}
	return true
}

// readTale reads whether a group tells a breach, and of whom; false where it names no
// organisation or no time.
func (d *document) readTale(t *tale, orgs []orgMention) bool {
	var text strings.Builder
	date := false
	for _, k := range t.sentences {
		s := d.sentences[k]
		one := d.s[s.start:s.end]
		text.WriteString(one)
		z := d.lines[s.line].zone
		if z == aside || z == example || z == advice || z == background {
			continue
		}
		head := s.line == t.first && d.lines[s.line].kind == heading && t.plain
		t.told = t.told || !head && (tellsBreach(one) || briefly(one))
		date = date || dated.MatchString(one)
	}
	t.text = text.String()
	if head := d.text(d.lines[t.first]); !t.paragraph && !t.plain && date && headDated.MatchString(head) && d.namesOrg(orgs, d.lines[t.first]) {
		t.told = true // ■X市/10月7日公表
	}
	if !date || !t.told && d.lines[t.first].zone != story || t.paragraph && anaphora.MatchString(t.text) {
		return false // a paragraph with 同社 goes on with the story of another
	}
	b := newBlock(d, t.sentences, true)
	b.headed = !t.paragraph
	need := 1
	if t.paragraph {
		need = 3
	}
	if main := mainParty(d.readParties(orgs, &b, false), need); main != nil {
		t.core, t.provider = main.core, main.contractor
		return true
	}
	b.own = !t.paragraph // prose must tell of the announcement; else it goes on with the story before
	if a := d.anonymous(&b); a != nil {
		t.core = "?" + a.Name
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

// briefly says that a text tells a breach in note form: no verb in the past, but the
// words of one and no word of a hypothesis.
func briefly(s string) bool {
	return (breach.MatchString(s) || mishap.MatchString(s) && thing.MatchString(s)) && !hypothetical.MatchString(s) && !imagined.MatchString(s) && !denial.MatchString(s) && !statistic.MatchString(s)
}

var dated = pattern.New(`[RHS][0-9]{1,2}\.[0-9]|[0-9]{4}\.[0-9]|[0-9一二三四五六七八九十〇]{1,4} ?[年月日/]|発表|公表|明らかに|昨年|今年|先月|今月`)
