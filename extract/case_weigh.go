package extract

import "slices"

// causeCodes, exposureCodes and supplyChain are the outcomes of the model of cases. That a
// breach came through another party the wording tells less well than the parties do, but with
// them it tells more than they.
var causeCodes, exposureCodes = func() (causes, exposures []string) {
	for _, c := range Causes {
		if c.Code != supplyChain && c.Code != "other_unknown" {
			causes = append(causes, c.Code)
		}
	}
	for _, c := range Exposures {
		exposures = append(exposures, c.Code)
	}
	return causes, exposures
}()

// supplyChain is the cause that is added to another where a breach at one party hit another.
const supplyChain = "supply_chain"

// What the rules say weighs as much as so many points of log-odds of the wording. Gold texts
// that neither had seen come out best with these; a text that says nothing of a leak has little
// wording of it.
const (
	causeBonus    = 2
	exposureBonus = 2
	unknownBonus  = 3
)

const (
	// overruling is what the wording must say for a cause that the rules do not find
	// where they find another.
	overruling = 1
	// leastCause is what the wording must say for any, and leastRuled what both must.
	leastCause = -1.5
	leastRuled = -2.5
	// leastChain is what the parties and the wording must say for a chain of them.
	leastChain = -0.3
)

// weighCauses sets the causes that the rules found, the main one first, against the
// wording of the case.
func (w *caseWording) weighCauses(d *document, ruled []Cause) []Cause {
	var codes []string
	for _, c := range ruled {
		codes = append(codes, c.Code)
	}
	code, score := w.best(causeCodes, codes, causeBonus)
	switch {
	case score < leastRuled, score < leastCause && len(ruled) == 0:
		return []Cause{}
	case slices.Contains(codes, code), len(ruled) > 0 && score < overruling:
		return ruled
	}
	return []Cause{{Code: code, Proof: Proof{Rule: "cause/wording", Confidence: mediumConfidence, Evidence: w.telling(d, code)}}}
}

// weighChain says whether the breach came through another party.
func (w *caseWording) weighChain(d *document, t *chainTelling) (Cause, bool) {
	if _, score := w.with(t.signs).best([]string{supplyChain}, nil, 0); score < leastChain {
		return Cause{}, false
	}
	proof := Proof{Rule: "cause/chain", Confidence: mediumConfidence, Evidence: t.cue}
	if a := t.affected; a != nil {
		proof = Proof{Rule: "cause/affected-party", Confidence: a.Confidence, Evidence: a.Evidence}
	} else if t.cue == nil {
		proof.Rule, proof.Evidence = "cause/wording", w.telling(d, supplyChain)
	}
	return Cause{Code: supplyChain, Proof: proof}, true
}

// weighExposure sets the exposure that the rules found, if any, against the wording of
// the case.
func (w *caseWording) weighExposure(d *document, b *block, causes []Cause) (string, *Proof) {
	var codes []string
	for _, c := range causes {
		codes = append(codes, c.Code)
	}
	t := d.tellExposure(b)
	rules, proof := d.readExposure(b, t, causes)
	bonus := float64(exposureBonus)
	if rules == "unknown" {
		bonus = unknownBonus
	}
	w = w.with(t.signs(codes))
	switch value, _ := w.best(exposureCodes, []string{rules}, bonus); value {
	case rules:
		return rules, proof
	case "unknown":
		return value, nil
	default:
		return value, &Proof{Rule: "exposure/wording", Confidence: mediumConfidence, Evidence: w.telling(d, value)}
	}
}

// exposureSignNames are the signs of the model that the ways of speaking of the leak are.
var exposureSignNames = [exposureSignCount]string{"misuse denied", "part denied", "leak denied", "leak seen", "leak feared", "leak stated"}

// signs are what else than the wording says how certain the leak is: what caused it, and
// how it is spoken of.
func (t *exposureTelling) signs(causes []string) []string {
	var signs []string
	for _, c := range causes {
		if c != supplyChain {
			signs = append(signs, "cause "+c)
		}
	}
	for s, name := range exposureSignNames {
		if t.weight[s] > 0 {
			signs = append(signs, name)
		}
	}
	return signs
}
