package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// The confidence of a value says how often values like it are right, in name, role and
// all, over annotated texts: high at least 97 times in 100, medium most times, low where
// little more than its place speaks for it. `kawaraban eval --confidence` measures it,
// and a test beside the texts holds what high promises.
const (
	highConfidence   = "high"
	mediumConfidence = "medium"
	lowConfidence    = "low"
)

// confidence turns a weight into a word.
func confidence(weight, high, medium int) string {
	switch {
	case weight >= high:
		return highConfidence
	case weight >= medium:
		return mediumConfidence
	}
	return lowConfidence
}

// trusted says that the frame of an incident is sure: what happened, and to whom. In
// another frame no value can be, however plainly it is told.
func (d *document) trusted(inc *Incident, parties []*party) bool {
	if d.wording < 0 {
		return false // it may be no case at all
	}
	if len(inc.Causes) == 0 || len(inc.Organizations) == 0 || inc.ExposureProof == nil || d.otherGenre() && !caseWords.MatchString(d.headline()) || inc.Organizations[0].Confidence != highConfidence {
		return false
	}
	if inc.Causes[0].Confidence != highConfidence && inc.ExposureProof.Confidence != highConfidence {
		return false // neither is said plainly
	}
	for _, p := range parties {
		if p.role == "" && p.kind != otherOrg && !p.watcher && p.bystander == 0 && p.net() >= rivalNet {
			return false // it may have happened there
		}
	}
	return true
}

// caseWords show that the headline of an article of advice names the case it learns from.
var caseWords = pattern.New(`事件|事案|事故|被害|発生`)

// rivalNet is from how many points on a party without a role could be the one that it
// happened to.
const rivalNet = 3

// doubt lowers what is of high confidence.
func (inc *Incident) doubt() {
	for _, p := range inc.proofs() {
		if p.Confidence == highConfidence {
			p.Confidence = mediumConfidence
		}
	}
}

func (inc *Incident) proofs() (all []*Proof) {
	for i := range inc.Organizations {
		all = append(all, &inc.Organizations[i].Proof)
	}
	for i := range inc.Services {
		all = append(all, &inc.Services[i].Proof)
	}
	for i := range inc.Causes {
		all = append(all, &inc.Causes[i].Proof)
	}
	if inc.ExposureProof != nil {
		all = append(all, inc.ExposureProof)
	}
	for i := range inc.Dates {
		all = append(all, &inc.Dates[i].Proof)
	}
	for i := range inc.Counts {
		all = append(all, &inc.Counts[i].Proof)
	}
	for i := range inc.Categories {
		all = append(all, &inc.Categories[i].Proof)
	}
	return all
}

// partyConfidence is that of a party named by mention m: high needs a name that its form
// shows, whole, and points for its role.
func (d *document) partyConfidence(p *party, m orgMention) string {
	c := confidence(p.breached+p.affected-2*p.bystander, 6, 4)
	if c == highConfidence && (!m.sure || p.watcher || !d.beginsClean(m) || !d.endsClean(m)) {
		return mediumConfidence
	}
	return c
}

// beginsClean says that nothing before a name may belong to it. Only names behind which
// their legal form stands are open at the start: くらしるX株式会社.
func (d *document) beginsClean(m orgMention) bool {
	before := lastRunes(d.s[:m.start], 1)
	return m.rule != "org/legal-suffix" || !isHiragana(before) || before == "" || strings.Contains("はがをにでとのもへや", before)
}

// endsClean says that nothing behind a name may belong to it. Only names in front of
// which their legal form stands are open at the end: 株式会社XとY, 医療法人X Y医院.
func (d *document) endsClean(m orgMention) bool {
	after := d.s[m.end:]
	return m.rule != "org/legal-prefix" || !strings.HasPrefix(after, "と") && !(len(after) > 1 && after[0] == ' ' && after[1] >= 0x80)
}

// dateConfidence is that of a date in its role: high where a clause or label gave the
// role and the text itself gives the day.
func dateConfidence(e storyDate) string {
	c := confidence(e.weight, 2, 2)
	toTheDay := len(e.Start) == len("2006-01-02") && (e.End == "" || len(e.End) == len("2006-01-02"))
	if c == highConfidence && (!toTheDay || e.dateExpr.rule == "date/same") {
		return mediumConfidence
	}
	return c
}

// countConfidence is that of a figure in its role: high where other figures bear the
// role out or where it is the largest and told in a sentence of the breach, low where
// only what is left speaks for it.
func countConfidence(f *storyCount) string {
	switch f.rule {
	case "count/addend", "count/sum":
		return highConfidence
	case "count/largest":
		return confidence(f.weight, 2, 0)
	case "count/party", "count/effect-part", "count/rest":
		return lowConfidence
	}
	return mediumConfidence
}
