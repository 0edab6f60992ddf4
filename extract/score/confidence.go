package score

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract"
)

// Levels are the degrees of confidence that an answer may have, the surest first.
var Levels = []string{"high", "medium", "low"}

// A Verdict is the judgement on one answered value: a name, a date, a figure, a code.
// Values that match an optional entry are not judged.
type Verdict struct {
	Slot       string // of SlotNames
	Confidence string // of Levels
	Rule       string // that read the value
	Right      bool
}

// At counts the verdicts on one slot at one level of confidence; nothing is missed there.
func (r Result) At(slot, level string) (t Tally) {
	for _, v := range r.Verdicts {
		switch {
		case v.Slot != slot || v.Confidence != level:
		case v.Right:
			t.Right++
		default:
			t.Wrong++
		}
	}
	return t
}

// WriteConfidence prints, for each slot and level of confidence, how often the answers
// given at that level are right.
func (r Result) WriteConfidence(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%-16s%-8s%7s   %6s%6s\n", "slot", "level", "P", "right", "wrong")
	for _, slot := range SlotNames {
		for _, level := range Levels {
			if t := r.At(slot, level); t.Right+t.Wrong > 0 {
				fmt.Fprintf(&b, "%-16s%-8s%7.3f   %6d%6d\n", slot, level, t.Precision(), t.Right, t.Wrong)
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// verdicts are those on the answer of a pair.
func (p pair) verdicts() []Verdict {
	switch {
	case p.answer == nil:
		return nil
	case p.gold == nil:
		return judge(Incident{}, *p.answer.given)
	}
	return judge(*p.gold, *p.answer.given)
}

// judge gives the verdicts on an answer to the incident g; all its values are wrong
// where g is none.
func judge(g Incident, answer extract.Incident) (out []Verdict) {
	say := func(slot string, p extract.Proof, right, wrong bool) {
		if right || wrong {
			out = append(out, Verdict{slot, p.Confidence, p.Rule, right})
		}
	}
	for _, o := range answer.Organizations {
		one := Organization{Name: o.Name, Role: o.Role, Anonymous: o.Anonymous}
		right := slices.ContainsFunc(g.Organizations, func(o Organization) bool {
			return !o.Optional && o.answersTo(one.Name) && o.Role == one.Role
		})
		_, wrong, _ := matchOrgs(g.Organizations, []Organization{one}, true)
		say("organizations", o.Proof, right, !right && len(wrong) > 0)
	}
	// every other value is compared by its key, as the only one of its incident
	single := func(slot string, p extract.Proof, in extract.Incident) {
		i := slices.IndexFunc(keyed, func(k keyedSlot) bool { return k.slot == slot })
		given := keyed[i].keys(fromExtract(in), allowed)
		right := given.both(keyed[i].keys(g, asked)) > 0
		wrong := len(given) > 0 && given.both(keyed[i].keys(g, allowed)) == 0
		say(slot, p, right, wrong)
	}
	for _, x := range answer.Dates {
		single("dates", x.Proof, extract.Incident{Dates: []extract.Date{x}})
	}
	for _, x := range answer.Counts {
		single("counts", x.Proof, extract.Incident{Counts: []extract.Count{x}})
	}
	for _, x := range answer.Categories {
		single("categories", x.Proof, extract.Incident{Categories: []extract.Category{x}})
	}
	for _, x := range answer.Causes {
		single("causes", x.Proof, extract.Incident{Causes: []extract.Cause{x}})
	}
	if answer.ExposureProof != nil {
		single("exposure", *answer.ExposureProof, extract.Incident{Exposure: answer.Exposure})
	}
	for _, x := range answer.Services {
		single("services", x.Proof, extract.Incident{Services: []extract.Service{x}})
	}
	return out
}
