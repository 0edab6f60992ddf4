package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A storyCount is a figure of the incident's story with a role.
type storyCount struct {
	countExpr
	role    string
	rule    string // that gave the role
	weight  int    // places, those in sentences that tell the breach counted twice
	measure measure
	places  []int // in countStory.placed
	// headline figures stand in the headline only.
	headline bool
	// member figures stand side by side with others in a list.
	member bool
	// sum figures are what others add up to; partOf is the figure that this one adds up
	// to with others, counted from 1, and mixed says that their units differ.
	sum, mixed bool
	partOf     int
	// The text says that another figure took the place of a superseded one, that a
	// claimed one was the total at some time, that a corrected one took another's place,
	// that a deduped one counts every person once.
	superseded, claimed, corrected, deduped bool
}

func (f *storyCount) give(role, rule string) { f.role, f.rule = role, rule }

// assignRoles gives every figure its role: first what is no count of the data (impact)
// or an older one (prior), then the totals, then the parts.
func (cs *countStory) assignRoles() {
	cs.readTimes()
	cs.findSums()
	cs.findPapers()
	cs.soleMembers()
	cs.assignImpact()
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

// count makes the slot of a figure, with its places as proof.
func (cs *countStory) count(f *storyCount) Count {
	d := cs.d
	out := Count{Value: f.value, Unit: f.unit, Qualifier: f.qualifier, Role: f.role, Text: d.original(f.start, f.end),
		Proof: Proof{Rule: f.rule + "," + f.countExpr.rule, Confidence: countConfidence(f), Evidence: []Evidence{d.evidence(f.start, f.end)}}}
	for _, i := range f.places {
		if p := cs.placed[i]; p.start != f.start && len(out.Evidence) < maxEvidence {
			out.Evidence = append(out.Evidence, d.evidence(p.start, p.end))
		}
	}
	if f.max > 0 {
		out.ValueMax = &f.max
	}
	if f.subjectEnd > f.subjectStart {
		out.Subject = strings.TrimSpace(d.original(f.subjectStart, f.subjectEnd))
	}
	return out
}

// maxEvidence is how many places of a figure are shown.
const maxEvidence = 4

// oneKind ends the subject of a figure that counts one kind of data, not persons.
var oneKind = pattern.New(`(カード|口座|振込先|マイナンバー|個人番号|メールアドレス|パスワード)[^はがで、。]{0,6}$`)

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
				f.give("part", "count/kind")
			}
		}
	}
}

// anyPlace says that is holds at one of the places of f.
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
		case f.role == "total" || f.member || cs.anyPlace(f, func(p *placedCount) bool { return breakdown.MatchString(p.head) }):
			return
		case f.role == "part" && f.partOf == 0 && (best < 0 || f.value > cs.figures[best].value):
			best = i
		}
	}
	if best >= 0 {
		cs.figures[best].give("total", "count/only")
	}
}

// breakdown opens the parts of something: 内訳は、…が
var breakdown = pattern.New(`内訳`)

// The causes by which devices measure the incident itself, and those by which messages
// were sent in somebody's name.
var (
	lostCauses = []string{"lost", "stolen", "insider", "improper_disposal"}
	mailCauses = []string{"unauthorized_access", "phishing", "credential_stuffing", "malware", "vulnerability_exploit"}
)

// assignImpact finds what is no count of the data: effects, parties, and the paper or
// devices that held the data while anything else measures the incident.
func (cs *countStory) assignImpact() {
	data := slices.ContainsFunc(cs.figures, func(f storyCount) bool { return f.measure == ofData })
	for i := range cs.figures {
		f := &cs.figures[i]
		switch {
		case f.measure == ofEffect:
			f.give("impact", "count/effect")
		case f.measure == ofParty && !f.mixed:
			f.give("impact", "count/party")
		case cs.papers > 0 && (i == cs.papers-1 || f.partOf == cs.papers):
		case f.unit == "files" && f.measure == ofData && cs.carries(f):
			f.give("impact", "count/medium")
		case f.measure == ofMedium && (data || f.unit == "devices" && !slices.Contains(lostCauses, cs.cause) || f.unit == "messages" && slices.Contains(mailCauses, cs.cause)):
			f.give("impact", "count/medium")
		}
	}
	for i := range cs.figures { // a breakdown of an effect is one too
		f := &cs.figures[i]
		if f.partOf > 0 && cs.figures[f.partOf-1].role == "impact" {
			f.give("impact", "count/effect-part")
		}
	}
	for i := 1; i < len(cs.placed); i++ {
		a, p := &cs.placed[i-1], &cs.placed[i]
		if f := &cs.figures[p.figure]; p.tie&tiePart != 0 && f.measure == ofData && p.unit == a.unit && p.sentence == a.sentence && a.measure == ofEffect {
			f.give("impact", "count/effect-part")
		}
	}
}

// carries says that a few files hold the data of many: バックアップ3点に4,800人の情報.
func (cs *countStory) carries(f *storyCount) bool {
	return f.value < 20 && slices.ContainsFunc(cs.figures, func(o storyCount) bool {
		return o.measure == ofData && (o.unit == "people" || o.unit == "accounts" || o.unit == "records") && o.value >= 5*f.value
	})
}

// findPapers finds the sum of papers that measures the incident, since the persons stand
// only in brackets behind its parts: 計620枚、支店では70枚(33人分).
func (cs *countStory) findPapers() {
	k := slices.IndexFunc(cs.figures, func(f storyCount) bool { return f.unit == "files" && f.sum })
	if k < 0 {
		return
	}
	groups := map[int]bool{}
	for _, p := range cs.placed {
		if cs.figures[p.figure].partOf == k+1 && p.group != 0 {
			groups[p.group] = true
		}
	}
	for i := range cs.figures {
		if f := &cs.figures[i]; f.measure == ofData && f.unit != "files" && !cs.anyPlace(f, func(p *placedCount) bool { return groups[p.group] }) {
			return
		}
	}
	cs.papers = k + 1
}

// assignTotal makes one of the open figures of a unit the total and the others parts, or
// all of them parts where they are told side by side and none covers the others.
func (cs *countStory) assignTotal(figures []int) {
	best := -1
	var listed int64
	for _, i := range figures {
		f := &cs.figures[i]
		f.give("part", "count/rest")
		switch {
		case f.partOf > 0:
			f.rule = "count/addend"
		case cs.papers > 0 && i != cs.papers-1:
			f.rule = "count/addend"
		case f.tie&tiePart != 0:
			f.rule = "count/of-which"
		case f.member && !f.sum:
			f.rule = "count/list"
			listed = max(listed, f.value)
		default:
			b := &cs.figures[max(best, 0)]
			if best < 0 || f.corrected || !b.corrected && f.value > b.value {
				best = i
			}
		}
	}
	if best < 0 || cs.figures[best].value < listed {
		return
	}
	if cs.underGross(&cs.figures[best]) {
		cs.figures[best].rule = "count/gross"
		return
	}
	cs.figures[best].give("total", "count/largest")
	if cs.figures[best].sum {
		cs.figures[best].rule = "count/sum"
	}
}

// underGross says that a figure is a few of a set whose gross count stands in its own unit
// and whose true count in another: 延べ9,418件(6,207人)、うち参照されたのは31件.
func (cs *countStory) underGross(f *storyCount) bool {
	return !f.deduped && slices.ContainsFunc(cs.figures, func(o storyCount) bool {
		return o.role == "prior" && o.tie&tieGross != 0 && o.unit == f.unit && f.value < o.value/2
	})
}
