package extract

import (
	"os"
	"slices"
	"testing"
)

// A goldParty is an organisation of a gold text by all its names, without legal forms.
type goldParty struct {
	cores    []string
	role     string
	optional bool
}

// partyExamples are the parties in the cases of gold texts.
func partyExamples(t *testing.T, x *Extractor, texts []labelled) (examples []specimen) {
	t.Helper()
	for _, text := range texts {
		if !text.relevant {
			continue
		}
		d := newDocument(text.given)
		m := x.findMentions(d, text.published)
		x.eachCase(d, m, text.published, func(b *block, _ []bool, _ string) {
			parties := d.withoutServices(d.partiesOf(b, m, d.isNotice()), d.readServices(b))
			gold := goldPartiesOf(text.parties, parties)
			for i, signs := range d.signsOf(parties, b, d.isNotice(), nil) {
				ex := specimen{signs: signs.names, holds: make([]bool, len(partyRoles))}
				k := slices.IndexFunc(gold, func(g goldParty) bool { return goldNames(g, parties[i]) })
				if k >= 0 {
					if gold[k].optional {
						continue
					}
					ex.holds[slices.Index(partyRoles, gold[k].role)] = true
				}
				examples = append(examples, ex)
			}
		})
	}
	return examples
}

// goldPartiesOf is the organisations of the case, among those of a text, that names the most
// of the parties; of the cases that name as many, all.
func goldPartiesOf(cases [][]goldParty, parties []*party) (all []goldParty) {
	most := 0
	for _, gold := range cases {
		n := 0
		for _, g := range gold {
			if slices.ContainsFunc(parties, func(p *party) bool { return goldNames(g, p) }) {
				n++
			}
		}
		if n > most {
			most, all = n, nil
		}
		if n == most {
			all = append(all, gold...)
		}
	}
	return all
}

func goldNames(g goldParty, p *party) bool { return slices.Contains(g.cores, p.core) }

func TestPartyModelIsTrained(t *testing.T) {
	if !*update {
		t.Skip("trains the model of parties with -update")
	}
	x := extractor(t)
	if err := os.WriteFile("lexicon/parties.tsv", []byte(trainSigns(partyRoles, partyExamples(t, x, goldTexts(t)))), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestPartyModelTellsUnseenParties trains without every fourth text and judges the parties
// of those.
func TestPartyModelTellsUnseenParties(t *testing.T) {
	if testing.Short() {
		t.Skip("trains a model")
	}
	x := extractor(t)
	known, unseen := quartered(goldTexts(t))
	m, err := parseSignModel(trainSigns(partyRoles, partyExamples(t, x, known)))
	if err != nil {
		t.Fatal(err)
	}
	var right, wrong, missed int
	for _, e := range partyExamples(t, x, unseen) {
		for i, score := range m.score(m.numbersOf(e.signs...)) {
			switch says := score > 0; {
			case says && e.holds[i]:
				right++
			case says:
				wrong++
			case e.holds[i]:
				missed++
			}
		}
	}
	if f1 := float64(2*right) / float64(2*right+wrong+missed); f1 < 0.75 {
		t.Errorf("%d roles recognised, %d missed, %d wrong: F1 %.3f", right, missed, wrong, f1)
	} else {
		t.Logf("F1 %.3f, %d wrong, %d missed", f1, wrong, missed)
	}
}

func TestWeighParties(t *testing.T) {
	m, err := parseSignModel("\tbreached\taffected\n\t-2\t-2\nhit\t4\t0\nclient\t-1\t4\nmaybe client\t0\t2.5\nagainst\t-3\t0\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		ruled []string // by the rules, of each party
		signs [][]string
		want  []string
	}{
		{"both agree", []string{"breached", "affected"}, [][]string{{"hit"}, {"client"}}, []string{"breached", "affected"}},
		{"the wording has one more", []string{"breached", ""}, [][]string{{"hit"}, {"client"}}, []string{"breached", "affected"}},
		{"the wording has one more, but not surely", []string{"breached", ""}, [][]string{{"hit"}, {"maybe client"}}, []string{"breached", ""}},
		{"the rules tip it", []string{"breached", "affected"}, [][]string{{"hit"}, {"maybe client"}}, []string{"breached", "affected"}},
		{"the wording has it the other way round", []string{"breached", "affected"}, [][]string{{"client"}, {"hit"}}, []string{"affected", "breached"}},
		{"somebody it must have happened to", []string{"breached", ""}, [][]string{{"against"}, {"against", "maybe client"}}, []string{"breached", ""}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var parties []*party
			signs := make([]signList, len(c.ruled))
			for i, role := range c.ruled {
				parties = append(parties, &party{role: role})
				signs[i].known = m.numbersOf(c.signs[i]...)
			}
			m.weighParties(parties, signs)
			for i, p := range parties {
				if p.role != c.want[i] {
					t.Errorf("party %d is %q, not %q", i, p.role, c.want[i])
				}
			}
		})
	}
}
