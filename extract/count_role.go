package extract

import (
	"regexp"
	"slices"
	"strings"
)

// A storyCount is a figure of the incident's story with a role.
type storyCount struct {
	countExpr
	role       string
	rule       string
	weight     int
	measure    measure
	places     []int // in countStory.placed
	headline   bool  // stands in the headline only
	told       bool
	superseded bool // the text says that another took its place
	mixed      bool // is counted with other units in its sum
	claimed    bool // was told as the total at some time
	corrected  bool // the text says that it took another's place
	deduped    bool // counts every person once
	sum        bool // others add up to it
	partOf     int  // the figure that it adds up to with others, counted from 1
	member     bool // of a list
}

// assignRoles gives every figure its role: first what is no count of the data (impact)
// or an older one (prior), then the totals, then the parts.
func (cs *countStory) assignRoles(cause string) {
	cs.findSums()
	cs.soleMembers()
	cs.assignImpact(cause)
	cs.assignPrior()
	open := map[string][]int{}
	for i := range cs.figures {
		if f := &cs.figures[i]; f.role == "" {
			open[f.unit] = append(open[f.unit], i)
		}
	}
	for _, figures := range open {
		cs.assignTotal(figures)
	}
	cs.assignKinds()
	cs.assignOnly()
}

// oneKind ends the subject of a figure that counts one kind of data, not persons.
var oneKind = regexp.MustCompile(`(カード|口座|振込先|マイナンバー|個人番号|メールアドレス|パスワード)[^はがで、。]{0,6}$`)

// assignKinds makes a part of the total of a unit that counts only one kind of data, while
// another unit measures the whole: 会員4万人の情報、うち口座情報2万件.
func (cs *countStory) assignKinds() {
	for i := range cs.figures {
		f := &cs.figures[i]
		if f.role != "total" || f.unit != "records" || cs.anyPlace(f, func(p *placedCount) bool { return p.group != 0 || !oneKind.MatchString(p.subject) }) {
			continue
		}
		for k := range cs.figures {
			if o := &cs.figures[k]; o.role == "total" && o.unit != f.unit && o.measure == ofData && o.value > f.value {
				f.role = "part"
			}
		}
	}
}

func (cs *countStory) anyPlace(f *storyCount, is func(*placedCount) bool) bool {
	return slices.ContainsFunc(f.places, func(i int) bool { return is(&cs.placed[i]) })
}

// assignOnly makes the largest part the total where nothing it could be a part of was
// counted: of 機械的なログインの試みのうち6,482件 only the logins are.
func (cs *countStory) assignOnly() {
	best := -1
	for i := range cs.figures {
		f := &cs.figures[i]
		switch {
		case f.role == "total" || f.member:
			return
		case f.role == "part" && f.partOf == 0 && (best < 0 || f.value > cs.figures[best].value):
			best = i
		}
	}
	if best >= 0 {
		cs.figures[best].role = "total"
	}
}

// The causes by which devices measure the incident itself, and those by which messages
// were sent in somebody's name.
var (
	lostCauses = []string{"lost", "stolen", "insider", "improper_disposal"}
	mailCauses = []string{"unauthorized_access", "phishing", "credential_stuffing", "malware", "vulnerability_exploit"}
)

func (cs *countStory) assignImpact(cause string) {
	data := slices.ContainsFunc(cs.figures, func(f storyCount) bool { return f.measure == ofData })
	for i := range cs.figures {
		f := &cs.figures[i]
		switch {
		case f.measure == ofEffect:
			f.role = "impact"
		case f.unit == "organizations" && f.measure == ofData:
			f.role = "part"
		case f.measure == ofParty && !f.mixed:
			f.role = "impact"
		case f.measure == ofMedium && (data || f.unit == "devices" && !slices.Contains(lostCauses, cause) || f.unit == "messages" && slices.Contains(mailCauses, cause)):
			f.role = "impact"
		}
	}
	for i := range cs.figures { // a breakdown of an effect is one too
		f := &cs.figures[i]
		if f.partOf > 0 && cs.figures[f.partOf-1].role == "impact" {
			f.role = "impact"
		}
	}
	for i := 1; i < len(cs.placed); i++ {
		a, p := &cs.placed[i-1], &cs.placed[i]
		if f := &cs.figures[p.figure]; p.tie&tiePart != 0 && f.measure == ofData && p.unit == a.unit && p.sentence == a.sentence && a.measure == ofEffect {
			f.role = "impact"
		}
	}
}

var (
	// priorBefore stands right before a count that was told earlier.
	priorBefore = regexp.MustCompile(`(公表|発表|報告|説明|お知らせ|明らかに)(いた)?し(てい|ており)?(まし)?た[「『]?(約|最大で?)*$`)
	// priorAfter stands behind one.
	priorAfter  = regexp.MustCompile(`^[」』)]?(と|に)(し|され|見込|見られ|みられ|発表し|公表し|説明し|報告し|お知らせ(いた)?し|聞き|聞い)(て(い|お)(た|り)|ており|ましたが|たが)|^[」』)]?との(報告|説明|発表|連絡)[^。、]{0,8}が|^[」』)]?から[^。]{0,20}(増|減|拡大|膨ら|訂正|修正|改め|倍)|^[」』)]?を[^。]{0,10}(訂正|修正)|^ *→`)
	firstReport = regexp.MustCompile(`(第一報|第1報|初報|速報値)[^0-9]*$`)
	// thenSaid stands before a count that held at a time gone by.
	thenSaid = regexp.MustCompile(`(この|その|発表|公表)(した)?時点[^。]{0,20}$`)
	// corrected stands behind the count that took the place of another.
	corrected = regexp.MustCompile(`^[」』)]?(分|様)?(だ|だった)?(に|へ|と)(改め|訂正|修正|変更)`)
	// claimed stands behind a count that was told as the total at some time.
	claimed    = regexp.MustCompile(`^[」』)]?(分|様)?(に(拡大|増|膨ら)|としてい)`)
	priorTold  = regexp.MustCompile(`^[」』)]?と(お知らせ|公表|発表|報告|ご報告)(いた)?し(まし)?た。?$`)
	thereafter = regexp.MustCompile(`^(その後|しかし|今回|このたび|この度|調査の結果|追加)`)
	// unmerged figures count persons more than once.
	unmerged = regexp.MustCompile(`名寄せ前|重複[をも]?含`)
	// repeated persons are counted in one figure and not in another.
	repeated = regexp.MustCompile(`重複|名寄せ|実人数|実数|延べ|のべ`)
)

// assignPrior finds the figures that another one has replaced.
func (cs *countStory) assignPrior() {
	rivals := map[string]int{} // by unit, the figures that can have replaced another
	for i := range cs.figures {
		f := &cs.figures[i]
		f.superseded = cs.superseded(f)
		f.claimed = cs.anyPlace(f, func(p *placedCount) bool { return claimed.MatchString(p.tail) })
		f.corrected = cs.anyPlace(f, func(p *placedCount) bool { return corrected.MatchString(p.tail) })
		f.deduped = f.tie&tieUnique != 0 || cs.anyPlace(f, func(p *placedCount) bool { return repeated.MatchString(p.head) })
		if f.tie&tiePart == 0 && !f.superseded {
			rivals[f.unit]++
		}
	}
	for i := range cs.figures {
		f := &cs.figures[i]
		if f.partOf > 0 && !f.sum || f.sum && f.tie&tieGross == 0 {
			continue
		}
		if f.superseded && rivals[f.unit] > 0 || f.role == "" && f.tie&tieGross != 0 && f.tie&tieUnique == 0 && cs.unique(i) {
			f.role = "prior"
		}
	}
}

func (cs *countStory) superseded(f *storyCount) bool {
	if f.tie&tiePrior != 0 {
		return true
	}
	for _, at := range f.places {
		p := cs.placed[at]
		end := cs.d.sentences[p.sentence].end
		if firstReport.MatchString(lastRunes(cs.d.s[cs.d.lines[p.line].start:max(p.start, cs.d.lines[p.line].start)], reach)) || priorBefore.MatchString(p.head) || thenSaid.MatchString(p.head) || priorAfter.MatchString(p.tail) ||
			priorTold.MatchString(p.tail) && thereafter.MatchString(strings.TrimSpace(firstRunes(cs.d.s[end:], 12))) {
			return true
		}
	}
	return false
}

// unique says that another figure counts the persons of the i-th once each.
func (cs *countStory) unique(i int) bool {
	f := &cs.figures[i]
	alike := !cs.anyPlace(f, func(p *placedCount) bool { return unmerged.MatchString(p.head + p.tail) })
	for k := range cs.figures {
		o := &cs.figures[k]
		if k == i || o.measure != ofData || o.tie&tieGross != 0 {
			continue
		}
		if !alike || o.deduped || o.unit == f.unit && o.value < f.value && o.tie&tiePart == 0 || f.group != 0 && o.group == f.group {
			return true
		}
	}
	return false
}

// assignTotal makes one of the open figures of a unit the total and the others parts, or
// all of them parts where they are told side by side and none covers the others.
func (cs *countStory) assignTotal(figures []int) {
	best := -1
	var listed int64
	var roots []int
	for _, i := range figures {
		f := &cs.figures[i]
		f.role = "part"
		switch {
		case f.partOf > 0 || f.tie&tiePart != 0:
		case f.member && !f.sum:
			listed = max(listed, f.value)
		default:
			roots = append(roots, i)
			b := &cs.figures[max(best, 0)]
			if best < 0 || f.corrected || !b.corrected && f.value > b.value {
				best = i
			}
		}
	}
	if best < 0 || cs.figures[best].value < listed {
		return
	}
	cs.figures[best].role = "total"
	for _, i := range roots {
		f := &cs.figures[i]
		if i != best && (f.claimed || cs.figures[best].corrected && f.value > cs.figures[best].value) {
			f.role = "prior"
		}
	}
}
