// Package score compares what an extractor answers with a gold corpus and says, slot by
// slot, how much is right.
//
//  1. LoadDir reads the annotated documents; Check finds faults of the annotation.
//  2. Score pairs the answered incidents of each document with the annotated ones and
//     counts, per slot, what is right, wrong and missed.
//  3. Result.WriteTable prints it; Result.Errors names every single fault, and
//     Result.WriteConfidence tells how much the confidence of an answer is worth.
//
// Slots are strict: an organisation must have the right role, a date its role and
// precision, a count its unit, qualifier and role, a category its status. Names are
// compared after NFKC, without legal form and spaces.
package score

import (
	"fmt"
	"maps"
	"slices"

	"github.com/kawaraban/kawaraban/extract"
)

// A Tally counts the items of a slot.
type Tally struct{ Right, Wrong, Missed int }

// Precision is the share of the answers that are right; 1 where nothing was answered.
func (t Tally) Precision() float64 { return share(t.Right, t.Wrong) }

// Recall is the share of what was asked that was answered; 1 where nothing was asked.
func (t Tally) Recall() float64 { return share(t.Right, t.Missed) }

// F1 is the harmonic mean of precision and recall.
func (t Tally) F1() float64 {
	p, r := t.Precision(), t.Recall()
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

func share(right, other int) float64 {
	if right+other == 0 {
		return 1
	}
	return float64(right) / float64(right+other)
}

func (t *Tally) add(u Tally) {
	t.Right += u.Right
	t.Wrong += u.Wrong
	t.Missed += u.Missed
}

// Core are the slots whose items together make the core score.
var Core = []string{"organizations", "dates", "counts", "categories"}

// SlotNames are the slots in the order in which they are shown. "relevant" is whether a
// document holds an incident at all; "incidents" counts whole incidents. The last four
// forgive roles, qualifiers and status.
var SlotNames = []string{
	"relevant", "incidents",
	"organizations", "dates", "counts", "categories",
	"causes", "exposure", "services",
	"org_names", "date_values", "count_values", "category_codes",
}

// A Slot is the score of one kind of item.
type Slot struct {
	Name string
	Tally
}

// A Genre is the core score of the documents of one genre.
type Genre struct {
	Name      string
	Documents int
	Tally
}

// A Result is the score of one corpus.
type Result struct {
	Documents, Incidents int
	Slots                []Slot // in the order of SlotNames
	Core                 Tally
	Genres               []Genre // sorted by name
	// EvidenceRight and EvidenceWrong count the spans that do and do not hold the
	// text they claim, by code points of the document.
	EvidenceRight, EvidenceWrong int
	// Errors are tab-separated lines: document, slot, "wrong" or "missed", item.
	Errors []string
	// Verdicts judge every answered value by itself; see At and WriteConfidence.
	Verdicts []Verdict
}

// Slot is the tally of one slot, "core" included; zero for a name that is none.
func (r Result) Slot(name string) Tally {
	if name == "core" {
		return r.Core
	}
	for _, s := range r.Slots {
		if s.Name == name {
			return s.Tally
		}
	}
	return Tally{}
}

// Score compares answers, keyed by document ID, with the gold. A document that has no
// key in answers is scored as answered with no incident, and named in Errors.
func Score(docs []Document, answers map[string][]extract.Incident) Result {
	r := Result{Documents: len(docs)}
	slots := map[string]*Tally{}
	for _, name := range SlotNames {
		slots[name] = &Tally{}
	}
	genres := map[string]*Genre{}
	for _, d := range docs {
		given, ok := answers[d.ID]
		if !ok {
			r.Errors = append(r.Errors, d.ID+"\tanswer\tmissed\tno answer")
		}
		var answer []Incident
		for _, in := range given {
			answer = append(answer, fromExtract(in))
			right, wrong := checkEvidence(in, d.Text)
			r.EvidenceRight += right
			r.EvidenceWrong += wrong
		}
		r.Incidents += len(d.Incidents)
		pairs := align(d.Incidents, answer)
		scored, faults := scoreDocument(d, answer, pairs)
		r.Errors = append(r.Errors, faults...)
		for _, p := range pairs {
			r.Verdicts = append(r.Verdicts, p.verdicts()...)
		}
		name := d.Genre
		if name == "" {
			name = "-"
		}
		if genres[name] == nil {
			genres[name] = &Genre{Name: name}
		}
		genres[name].Documents++
		for slot, t := range scored {
			slots[slot].add(t)
			if slices.Contains(Core, slot) {
				r.Core.add(t)
				genres[name].add(t)
			}
		}
	}
	for _, name := range SlotNames {
		r.Slots = append(r.Slots, Slot{name, *slots[name]})
	}
	for _, name := range slices.Sorted(maps.Keys(genres)) {
		r.Genres = append(r.Genres, *genres[name])
	}
	return r
}

func scoreDocument(d Document, answer []Incident, pairs []pair) (map[string]Tally, []string) {
	scored := map[string]Tally{}
	var faults []string
	add := func(slot string, t Tally) {
		sum := scored[slot]
		sum.add(t)
		scored[slot] = sum
	}
	fault := func(slot, kind, what string) {
		faults = append(faults, fmt.Sprintf("%s\t%s\t%s\t%s", d.ID, slot, kind, what))
	}
	for _, p := range pairs {
		var g, a Incident
		switch {
		case p.gold == nil:
			a = *p.answer
			add("incidents", Tally{Wrong: 1})
		case p.answer == nil:
			g = *p.gold
			add("incidents", Tally{Missed: 1})
		default:
			g, a = *p.gold, *p.answer
			add("incidents", Tally{Right: 1})
		}
		for _, k := range keyed {
			must, given := k.keys(g, asked), k.keys(a, allowed)
			wrong, missed := given.without(k.keys(g, allowed)), must.without(given)
			add(k.slot, Tally{must.both(given), len(wrong), len(missed)})
			if forgiving(k.slot) {
				continue
			}
			for _, x := range wrong {
				fault(k.slot, "wrong", x)
			}
			for _, x := range missed {
				fault(k.slot, "missed", x)
			}
		}
		right, wrong, missed := matchOrgs(g.Organizations, a.Organizations, false)
		add("org_names", Tally{right, len(wrong), len(missed)})
		right, wrong, missed = matchOrgs(g.Organizations, a.Organizations, true)
		add("organizations", Tally{right, len(wrong), len(missed)})
		for _, o := range wrong {
			fault("organizations", "wrong", o.Name+" "+o.Role)
		}
		for _, o := range missed {
			fault("organizations", "missed", o.Name+" "+o.Role)
		}
	}
	switch has, says := len(d.Incidents) > 0, len(answer) > 0; {
	case has && says:
		add("relevant", Tally{Right: 1})
	case says:
		add("relevant", Tally{Wrong: 1})
		fault("relevant", "wrong", fmt.Sprintf("%d incidents for none", len(answer)))
	case has:
		add("relevant", Tally{Missed: 1})
		fault("relevant", "missed", fmt.Sprintf("no incidents for %d", len(d.Incidents)))
	}
	return scored, faults
}

// forgiving slots repeat the strict ones, and so would every fault.
func forgiving(slot string) bool {
	return slot == "date_values" || slot == "count_values" || slot == "category_codes"
}

// checkEvidence counts the spans that hold the text they claim and those that do not.
func checkEvidence(in extract.Incident, text string) (right, wrong int) {
	runes := []rune(text)
	see := func(p extract.Proof) {
		for _, e := range p.Evidence {
			if 0 <= e.Start && e.Start < e.End && e.End <= len(runes) && string(runes[e.Start:e.End]) == e.Text {
				right++
			} else {
				wrong++
			}
		}
	}
	if in.ExposureProof != nil {
		see(*in.ExposureProof)
	}
	for _, x := range in.Organizations {
		see(x.Proof)
	}
	for _, x := range in.Services {
		see(x.Proof)
	}
	for _, x := range in.Causes {
		see(x.Proof)
	}
	for _, x := range in.Dates {
		see(x.Proof)
	}
	for _, x := range in.Counts {
		see(x.Proof)
	}
	for _, x := range in.Categories {
		see(x.Proof)
	}
	return right, wrong
}
