package extract

import (
	_ "embed"
	"os"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

//go:embed lexicon/openings.tsv
var openingsTSV string

// theOpeningModel tells by many small signs where a text begins to tell a case and what of
// it belongs to none, of which the rules know only the forms that they know. It is trained
// on fixtures/gold by
//
//	go test ./extract -run TestOpeningModelIsTrained -update
//
// and lexicon/openings.tsv holds what it learnt. It is loaded when the first case is read.
var theOpeningModel = embedded("openings.tsv", &openingsTSV, parseSignModel)

//go:embed lexicon/roundups.tsv
var roundUpsTSV string

// theRoundUpModel tells whether a text tells more cases than one. It is trained likewise, by
// TestRoundUpModelIsTrained.
var theRoundUpModel = embedded("roundups.tsv", &roundUpsTSV, parseSignModel)

// openingOutcomes are what a sentence may be: the first of a case, or part of none.
var openingOutcomes = []string{"opens", "outside"}

// A lineShape is what lines of one series have in common.
type lineShape struct {
	key   string
	lines []int
}

// A sketch is what of a sentence shows where cases begin.
type sketch struct {
	bodies   []string // cores of the bodies named
	sure     bool     // one of them surely is one
	topic    bool     // it is about one of them
	fresh    bool     // one of them was not named before
	unnamed  bool     // it describes one
	dates    int
	counts   int
	kinds    int
	told     bool
	wording  float64 // of its paragraph
	flags    []string
	whole    bool // its line tells when, how much and what
	lineHead bool // it is the first of its line
	paraHead bool // of its paragraph
}

// sketches reads the sentences of a document.
func (d *document) sketches(m *mentions, tells []bool, digest bool) []sketch {
	out := make([]sketch, len(d.sentences))
	for i := range m.dates {
		if k := d.sentenceAt(m.dates[i].start); k >= 0 {
			out[k].dates++
		}
	}
	for i := range m.counts {
		if k := d.sentenceAt(m.counts[i].start); k >= 0 && m.counts[i].lookalike == "" {
			out[k].counts++
		}
	}
	for _, c := range m.categories {
		if k := d.sentenceAt(c.start); k >= 0 {
			out[k].kinds++
		}
	}
	seen := map[string]bool{}
	for _, o := range m.orgs {
		k := d.sentenceAt(o.start)
		if k < 0 {
			continue
		}
		s := d.sentences[k]
		core := coreName(d.s[o.start:min(o.end, s.end)])
		if core == "" || o.rule == "org/again" {
			continue
		}
		p := &out[k]
		p.bodies = append(p.bodies, core)
		p.sure = p.sure || o.sure
		p.topic = p.topic || o.end <= s.end && d.isTopic(o, s, digest)
		if !seen[core] && d.lines[s.line].zone != title {
			p.fresh, seen[core] = true, true
		}
	}
	for k := range out {
		p, s := &out[k], d.sentences[k]
		p.told = tells[k] || briefly(d.asks(k))
		p.unnamed = len(p.bodies) == 0 && described(d.s[s.start:s.end], digest) != nil
		p.lineHead = k == 0 || d.sentences[k-1].line != s.line
		p.paraHead = p.lineHead && (s.line == 0 || d.lines[s.line-1].kind == blank)
	}
	for k := 0; k < len(out); {
		j := k + 1
		for j < len(out) && !out[j].lineHead {
			j++
		}
		w := scoreWording(d.s[d.sentences[k].start:d.sentences[j-1].end])
		for ; k < j; k++ {
			out[k].wording = w
		}
	}
	return out
}

// shapeOf is how a line begins, its numbers and letters all alike: 〔1〕, ア 概要, ▼.
func shapeOf(s string) string {
	var b strings.Builder
	n := 0
	for _, r := range kanaNumerals.Replace(firstRunes(s, 10)) {
		switch {
		case unicode.IsDigit(r) || strings.ContainsRune("一二三四五六七八九十①②③④⑤⑥⑦⑧⑨⑩", r):
			r = '0'
		case n > 0 && unicode.IsSpace(r):
			b.WriteByte(' ')
			return b.String()
		case strings.ContainsRune("アイウエオカキクケコ", r) && n < 2:
			r = 'ア'
		case r >= 'A' && r <= 'Z' && n < 2:
			r = 'A'
		case unicode.IsLetter(r):
			if n == 0 {
				return ""
			}
			if !strings.ContainsRune("月日件目番つめ例", r) {
				return b.String()
			}
		}
		if r == '0' && strings.HasSuffix(b.String(), "0") {
			continue
		}
		b.WriteRune(r)
		if n++; n > 5 {
			break
		}
	}
	return b.String()
}

// kanaNumerals are those by which things are told off.
var kanaNumerals = strings.NewReplacer("ひとつ", "1つ", "ふたつ", "2つ", "みっつ", "3つ", "よっつ", "4つ", "いつつ", "5つ")

// labelAhead is the word before the space or colon in a line, "" where none is.
func labelAhead(s string) string {
	i := strings.IndexAny(s, " :\t")
	if i <= 0 || utf8.RuneCountInString(s[:i]) > 8 {
		return ""
	}
	return s[:i]
}

// isRule says that a line is one drawn between parts of a text.
func isRule(s string) bool {
	return s != "" && !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

func bucket(n int) string {
	switch {
	case n < 4:
		return string(rune('0' + n))
	case n < 8:
		return "4-7"
	}
	return "8-"
}

// An outline is what of a document shows where cases begin.
type outline struct {
	d        *document
	sketches []sketch
	flags    []string // of the whole
	shapes   map[string][]int
	labels   map[string][]int
	parts    map[string]parted
	complete int // lines that tell when and how much
	kin      [][]kinship
}

// A kinship says in which sentence before a pair of characters was found last, and first.
type kinship struct{ last, first int }

// parted says how many of the parts that lines of a series head there are and how many of these tell when, how much and what.
type parted struct{ parts, complete, told int }

// readKin finds which pairs of characters of its nouns each sentence has from those before.
func (d *document) readKin() [][]kinship {
	out := make([][]kinship, len(d.sentences))
	type at struct{ last, first int }
	seen := map[[2]rune]at{}
	for k, s := range d.sentences {
		if s.end-s.start > 900 {
			s.end = s.start + 900
		}
		var before rune
		for _, r := range d.s[s.start:s.end] {
			if !(r >= 'ァ' && r <= 'ー' || r >= '一' && r <= '龥' || r >= 'A' && r <= 'z') {
				before = 0
				continue
			}
			if before != 0 {
				q := [2]rune{before, r}
				p, ok := seen[q]
				if !ok {
					p = at{-1, k}
				}
				if p.last != k {
					first := p.first
					if !ok {
						first = -1
					}
					out[k] = append(out[k], kinship{p.last, first})
					p.last = k
					seen[q] = p
				}
			}
			before = r
		}
	}
	return out
}

// kin is how much of what sentences k to k+3 speak of was spoken of right before, and before at all.
func (o *outline) cohesion(k int) (near, far string) {
	n, here, all := 0, 0, 0
	for j := k; j < min(k+4, len(o.kin)); j++ {
		for _, w := range o.kin[j] {
			if w.last >= k {
				continue
			}
			n++
			here += one(w.last >= k-6 && w.last >= 0)
			all += one(w.last >= 0)
		}
	}
	share := func(x int) string {
		switch {
		case n < 8:
			return "few"
		case x*20 < n:
			return "0"
		case x*10 < n:
			return "5"
		case x*20 < 3*n:
			return "10"
		case x*5 < n:
			return "15"
		case x*10 < 3*n:
			return "20"
		case x*10 < 4*n:
			return "30"
		}
		return "40"
	}
	return share(here), share(all)
}

// partsOf says how complete the parts are that lines head.
func (d *document) partsOf(lines []int, ss []sketch) (p parted) {
	if len(lines) > maxGroups {
		return p
	}
	for i, l := range lines {
		end := len(d.lines)
		if i+1 < len(lines) {
			end = lines[i+1]
		}
		a, _ := slices.BinarySearchFunc(d.sentences, l, func(s sentence, at int) int { return s.line - at })
		b, _ := slices.BinarySearchFunc(d.sentences, end, func(s sentence, at int) int { return s.line - at })
		w := window(ss, a, min(b, a+12))
		p.parts++
		p.complete += one(w.dates > 0 && w.counts > 0 && w.kinds > 0)
		p.told += one(w.told)
	}
	return p
}

func (p parted) share(n int) string {
	switch {
	case n == p.parts:
		return "all"
	case 3*n >= 2*p.parts:
		return "most"
	case 3*n >= p.parts:
		return "some"
	}
	return "few"
}

func (d *document) readOutline(ms *mentions, tells []bool) *outline {
	digest := d.isDigest(d.whole())
	o := &outline{d: d, sketches: d.sketches(ms, tells, digest), shapes: map[string][]int{}, labels: map[string][]int{}}
	for i, l := range d.lines {
		if l.kind == blank || i == d.titleLine {
			continue
		}
		text := d.text(l)
		if s := shapeOf(text); s != "" {
			o.shapes[s] = append(o.shapes[s], i)
		}
		if s := labelAhead(text); s != "" {
			o.labels[s] = append(o.labels[s], i)
		}
	}
	cores := map[string]bool{}
	for _, p := range o.sketches {
		if p.sure || p.topic {
			for _, c := range p.bodies {
				cores[c] = true
			}
		}
	}
	o.parts = map[string]parted{}
	for shape, like := range o.shapes {
		if len(like) > 1 {
			o.parts[shape] = d.partsOf(like, o.sketches)
		}
	}
	o.kin = d.readKin()
	for k := 0; k < len(o.sketches); {
		j := k + 1
		for j < len(o.sketches) && !o.sketches[j].lineHead {
			j++
		}
		if w := window(o.sketches, k, j); w.dates > 0 && w.counts > 0 && w.kinds > 0 {
			o.sketches[k].whole = true
			o.complete++
		}
		k = j
	}
	add := func(ok bool, s string) {
		if ok {
			o.flags = append(o.flags, s)
		}
	}
	add(digest, "digest")
	add(d.isNotice(), "notice")
	add(several.MatchString(d.headline()), "several")
	add(clientele.MatchString(d.headline()), "clients")
	add(sorryWords.MatchString(d.headline()), "sorry head")
	add(breach.MatchString(d.headline()), "breach head")
	o.flags = append(o.flags, "bodies "+bucket(len(cores)), "complete lines "+bucket(o.complete))
	add(casesCounted.MatchString(d.s), "cases counted")
	for k := range o.sketches {
		o.readFlags(k)
	}
	return o
}

// readFlags finds what holds of sentence k.
func (o *outline) readFlags(k int) {
	d, ss := o.d, o.sketches
	p, s := &ss[k], d.sentences[k]
	l := d.lines[s.line]
	text := d.s[s.start:s.end]
	t := d.asks(k)
	when := func(ok bool, flag string) {
		if ok {
			p.flags = append(p.flags, flag)
		}
	}
	when(p.lineHead, "begins line")
	when(p.paraHead, "begins paragraph")
	when(l.kind == heading, "heading")
	when(l.kind == item, "item")
	when(l.kind == row, "row")
	n := utf8.RuneCountInString(d.text(l))
	when(n <= 8, "line of 8")
	when(n <= 24, "line of 24")
	when(n > 80, "line of 80")
	when(l.zone != story, "no story")
	when(l.zone == aside, "aside")
	when(p.sure, "sure body")
	when(len(p.bodies) > 0, "body")
	when(len(p.bodies) > 1, "bodies")
	when(p.topic, "topic")
	when(p.fresh, "new body")
	when(p.fresh && p.topic, "new topic")
	when(p.fresh && p.sure, "new sure")
	when(len(p.bodies) > 0 && !p.fresh, "old body")
	when(p.unnamed, "unnamed")
	when(p.dates > 0, "date")
	when(p.dates > 1, "dates")
	when(p.counts > 0, "count")
	when(p.kinds > 0, "kind")
	when(p.told, "told")
	when(d.tells(k), "tells")
	when(t.Match(announcing), "announces")
	when(t.Match(anaphora), "anaphora")
	when(t.Match(selfReference), "self")
	when(t.Match(thisCase), "this case")
	when(t.Match(statistic), "statistic")
	when(t.Match(hypothetical), "hypothetical")
	when(another.MatchString(text), "another")
	when(nextTurn.MatchString(text), "turn")
	when(ordinal.MatchString(text), "ordinal")
	when(sameStory.MatchString(text), "same story")
	when(remarks.MatchString(text), "remark")
	when(several.MatchString(text), "several here")
	when(storyHeadings.MatchString(text) && n <= maxHeading, "chapter")
	when(k < 3, "top")
	switch {
	case p.wording > 1:
		when(true, "reads")
	case p.wording > 0:
		when(true, "may read")
	case p.wording < -1:
		when(true, "reads not")
	}
	// series
	if p.lineHead {
		if shape := shapeOf(d.text(l)); shape != "" {
			like := o.shapes[shape]
			when(true, "shape "+bucket(len(like)))
			if len(like) > 1 {
				when(true, "shaped")
				fresh, told, dated := d.seriesHolds(like, ss)
				when(3*fresh >= 2*len(like), "series of bodies")
				when(3*told >= 2*len(like), "series tells")
				when(3*dated >= 2*len(like), "series dated")
				when(like[0] == s.line, "first of series")
				when(l.kind == heading, "series of heads")
				q := o.parts[shape]
				when(q.parts > 0, "parts complete "+q.share(q.complete))
				when(q.parts > 0, "parts told "+q.share(q.told))
			}
			when(true, "shape "+shape)
		}
		if label := labelAhead(d.text(l)); label != "" {
			if like := o.labels[label]; len(like) > 1 {
				when(true, "labels")
				when(s.line == 0 || d.lines[s.line-1].kind == blank || labelAhead(d.text(d.lines[s.line-1])) == "", "first label")
			}
		}
		i := s.line - 1
		for i >= 0 && d.lines[i].kind == blank {
			i--
		}
		if i >= 0 {
			above := d.text(d.lines[i])
			when(isRule(above), "under rule")
			when(d.lines[i].kind == heading && i != d.titleLine, "under heading")
			when(i == d.titleLine, "under title")
		}
	}
	when(p.whole, "complete line")
	near, far := o.cohesion(k)
	if p.lineHead {
		when(true, "near "+near)
		when(true, "far "+far)
	} else {
		when(true, "in line, near "+near)
		when(true, "in line, far "+far)
	}
	when(topicAhead.MatchString(text), "theme")
	// what is told before and behind
	before, behind := window(ss, k-4, k), window(ss, k, min(k+5, len(ss)))
	when(before.told, "told before")
	when(before.dates > 0 && before.told && before.counts+before.kinds > 0, "case before")
	when(behind.told, "told behind")
	when(behind.dates > 1, "dates behind")
	when(behind.counts > 0, "counts behind")
	when(behind.kinds > 0, "kinds behind")
	when(behind.dates > 0 && behind.told && behind.counts+behind.kinds > 0, "case behind")
	rest := window(ss, k+1, min(k+3, len(ss)))
	when(rest.fresh && (rest.topic || rest.sure), "new body behind")
	when(rest.dates > 0, "date behind")
	if k+1 < len(ss) {
		when(ss[k+1].lineHead, "ends line")
		when(d.asks(k+1).Match(anaphora), "anaphora behind")
	}
	if k > 0 {
		when(ss[k-1].lineHead && !p.lineHead, "second in line")
		when(ss[k-1].told, "just told")
		when(ss[k-1].fresh, "body just before")
		when(ss[k-1].dates > 0, "date just before")
		when(ss[k-1].counts+ss[k-1].kinds > 0, "data just before")
	}
}

// topicAhead is a sentence that soon says of what it speaks.
var topicAhead = pattern.New(`^[^、。]{2,24}(は|では|が|から|の件|でも)`)

// openingSigns are the signs of sentence k; m, which is to judge them, may be nil.
func (o *outline) openingSigns(k int, m *signModel) signList {
	d, s := o.d, o.d.sentences[k]
	signs := signList{model: m}
	for _, f := range o.flags {
		signs.add(f)
	}
	for _, f := range o.sketches[k].flags {
		signs.add(f)
	}
	text := d.s[s.start:s.end]
	if k > 0 {
		prev := d.sentences[k-1]
		signs.edge('<', foldWording(lastRunes(d.s[prev.start:prev.end], 8)), 4, true)
	}
	words := foldWording(firstRunes(text, 24))
	signs.edge('>', words, 4, false)
	signs.sequences('+', words, 2)
	signs.edge('$', foldWording(lastRunes(text, 6)), 3, true)
	return signs
}

// tallied are the flags that are counted over the sentences of a text, alone or two together.
var tallied = [][2]string{
	{"new topic"}, {"new sure"}, {"new body"}, {"unnamed"}, {"ordinal"}, {"turn"}, {"another"}, {"several here"}, {"series of bodies"}, {"series tells"},
	{"series dated"}, {"first of series"}, {"this case"}, {"self"}, {"anaphora"}, {"statistic"}, {"hypothetical"}, {"announces"}, {"tells"}, {"date"}, {"remark"},
	{"complete line"}, {"complete line", "theme"}, {"parts complete all"}, {"parts complete most"}, {"near 0"}, {"near 5"}, {"near 40"}, {"far 0"}, {"far 40"}, {"chapter"}, {"item"}, {"row"}, {"new topic", "case behind"}, {"begins line", "new topic"}, {"begins line", "new sure"}, {"begins paragraph", "new body"},
	{"unnamed", "date"}, {"ordinal", "new body behind"}, {"series of bodies", "series dated"}, {"turn", "new topic"}, {"another", "new topic"}, {"date", "told"},
}

// roundUpSigns are the signs of the text; m may be nil.
func (o *outline) roundUpSigns(m *signModel) signList {
	d := o.d
	signs := signList{model: m}
	for _, f := range o.flags {
		signs.add(f)
	}
	tally := make([]int, len(tallied))
	for _, p := range o.sketches {
		for i, t := range tallied {
			if slices.Contains(p.flags, t[0]) && (t[1] == "" || slices.Contains(p.flags, t[1])) {
				tally[i]++
			}
		}
	}
	for i, t := range tallied {
		for _, n := range []int{1, 2, 3, 5, 8} {
			signs.when(tally[i] >= n, t[0]+"+"+t[1]+" "+bucket(n))
		}
	}
	signs.add("long " + bucket(len(d.sentences)/8))
	for k, s := range d.sentences[:min(5, len(d.sentences))] {
		mark := '+'
		if k == 0 {
			mark = '^'
		}
		signs.sequences(mark, foldWording(firstRunes(d.s[s.start:s.end], 40)), 3)
	}
	return signs
}

// seriesHolds counts the lines of a series that name a new body, tell a breach, and are dated, in
// their line or the next.
func (d *document) seriesHolds(lines []int, ss []sketch) (fresh, told, dated int) {
	for _, i := range lines[:min(len(lines), maxGroups)] {
		k, _ := slices.BinarySearchFunc(d.sentences, i, func(s sentence, at int) int { return s.line - at })
		w := window(ss, k, min(k+3, len(ss)))
		fresh += one(w.fresh || w.unnamed)
		told += one(w.told)
		dated += one(w.dates > 0)
	}
	return fresh, told, dated
}

// window sums up what sentences i to j hold.
func window(ss []sketch, i, j int) (out sketch) {
	for k := max(0, i); k < j && k < len(ss); k++ {
		p := ss[k]
		out.sure = out.sure || p.sure
		out.topic = out.topic || p.topic
		out.fresh = out.fresh || p.fresh
		out.unnamed = out.unnamed || p.unnamed
		out.told = out.told || p.told
		out.dates += p.dates
		out.counts += p.counts
		out.kinds += p.kinds
	}
	return out
}

func env(n string, v float64) float64 { // TEMP
	if x, err := strconv.ParseFloat(os.Getenv(n), 64); err == nil {
		return x
	}
	return v
}

var (
	ruledOpening = env("OB", 3)
	otherOpening = env("MAL", 1)
	leastRoundUp = env("LR", -0.5)
	leastOpening = env("LO", 0)
	leastOutside = env("LX", 0.5)
	never        = -5.0
)

// weighBlocks sets the blocks that the rules cut against what the models say.
func (d *document) weighBlocks(ruled []block, ms *mentions, tells []bool) []block {
	if len(d.sentences) < 4 {
		return ruled
	}
	o := d.readOutline(ms, tells)
	several := 0.0
	if len(ruled) < 2 {
		m := theRoundUpModel()
		if several = m.score(o.roundUpSigns(m).known)[0]; several < never {
			return ruled
		}
	}
	m := theOpeningModel()
	scores := make([][]float64, len(d.sentences))
	var opens []float64
	for k := range scores {
		scores[k] = m.score(o.openingSigns(k, m).known)
		opens = append(opens, scores[k][0])
	}
	at := map[int]*block{}
	if len(ruled) > 1 {
		for i := range ruled {
			at[ruled[i].parts[0]] = &ruled[i]
		}
	} else {
		slices.Sort(opens)
		if several+opens[len(opens)-2]/2 < leastRoundUp {
			return ruled
		}
	}
	var openings []int
	for k := range scores {
		score := scores[k][0]
		switch {
		case at[k] != nil:
			score += ruledOpening
		case len(ruled) > 1 && !o.sketches[k].whole:
			score -= otherOpening
		}
		if score > leastOpening {
			openings = append(openings, k)
		}
	}
	if len(openings) < 2 || len(openings) > maxGroups {
		return ruled
	}
	var out []block
	for i, k := range openings {
		end := len(d.sentences)
		if i+1 < len(openings) {
			end = openings[i+1]
		}
		if b := at[k]; b != nil && b.parts[len(b.parts)-1] < end {
			out = append(out, *b)
		} else if b := o.openedBlock(k, end, scores); at[k] != nil || o.particular(&b) {
			b.weighed = true
			o.readHead(&b, openings, ms.orgs)
			out = append(out, b)
		}
	}
	if len(out) < 2 {
		return ruled
	}
	return out
}

// particular says that a block tells when, and how much or what.
func (o *outline) particular(b *block) bool {
	w := window(o.sketches, b.parts[0], b.parts[len(b.parts)-1]+1)
	return w.dates > 0 && w.counts+w.kinds > 0
}

// openedBlock is the block that a sentence opens, up to another.
func (o *outline) openedBlock(k, end int, scores [][]float64) block {
	parts := []int{k}
	for j := k + 1; j < min(end, k+longestCase); j++ {
		if o.d.sentences[j].line != o.d.sentences[j-1].line && scores[j][1] > leastOutside {
			break
		}
		parts = append(parts, j)
	}
	return newBlock(o.d, parts, true)
}

// readHead finds whether a block has a head, as others have, or else where its body is first
// named.
func (o *outline) readHead(b *block, openings []int, orgs []orgMention) {
	d, k := o.d, b.parts[0]
	s := d.sentences[k]
	text := d.text(d.lines[s.line])
	if o.sketches[k].lineHead {
		shape := shapeOf(text)
		b.headed = !strings.HasSuffix(text, "。") && utf8.RuneCountInString(text) <= maxHeading || shape != "" && slices.ContainsFunc(openings, func(j int) bool {
			return j != k && o.sketches[j].lineHead && shapeOf(d.text(d.lines[d.sentences[j].line])) == shape
		})
	}
	if b.headed {
		return
	}
	for _, j := range b.parts[:min(3, len(b.parts))] {
		s := d.sentences[j]
		i, _ := slices.BinarySearchFunc(orgs, s.start, func(m orgMention, at int) int { return m.start - at })
		for ; i < len(orgs) && orgs[i].start < s.end; i++ {
			if m := orgs[i]; m.end <= s.end && d.isTopic(m, s, true) {
				b.topic = m.start
				return
			}
		}
		if loc := d.themeOf(j); loc != nil {
			b.topic = loc[0]
			return
		}
	}
}
