package extract

import (
	"slices"
	"testing"
)

// A goldParty is an organisation of a gold text by all its names, without legal forms.
type goldParty struct {
	cores    []string
	role     string
	optional bool
}

func (g *goldCase) parties() (parties []goldParty) {
	for _, o := range g.Organizations {
		p := goldParty{role: o.Role, optional: o.Optional}
		for _, name := range append(o.Also, o.Name) {
			p.cores = append(p.cores, coreName(normalize(name).s))
		}
		parties = append(parties, p)
	}
	return parties
}

// partyExamples are the parties in the cases of gold texts. The model of names that finds some
// of them has not seen the text, as it will not have seen those to come.
func partyExamples(x *Extractor, texts []labelled) (examples []specimen) {
	var halves [2][]labelled
	for i, text := range texts {
		halves[i%2] = append(halves[i%2], text)
	}
	for i, half := range halves {
		m, err := parseNameModel(trainNames(x, halves[1-i], fewPasses))
		if err != nil {
			panic(err) // what was just written
		}
		examples = append(examples, partiesIn(&Extractor{x.lex, func() *nameModel { return m }, x.phrases}, half)...)
	}
	return examples
}

func partiesIn(x *Extractor, texts []labelled) (examples []specimen) {
	for _, text := range texts {
		if !text.relevant {
			continue
		}
		for _, c := range x.readCases(text) {
			notice := c.d.isNotice()
			parties := c.d.withoutServices(c.d.partiesOf(&c.block, c.m, notice), c.d.readServices(&c.block))
			gold := goldPartiesOf(text.cases, parties)
			c.d.giveRoles(parties, neededPoints(&c.block, notice), notice && !c.block.own) // the model judges what the rules have weighed
			for i, signs := range c.d.signsOf(parties, &c.block, notice, nil) {
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
		}
	}
	return examples
}

// trainParties learns the roles of parties.
func trainParties(examples []specimen) string { return trainSigns(1, partyRoles, examples) }

// goldPartiesOf is the organisations of the case, among those of a text, that names the most
// of the parties; of the cases that name as many, all.
func goldPartiesOf(cases []goldCase, parties []*party) (all []goldParty) {
	most := 0
	for i := range cases {
		gold := cases[i].parties()
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
	trainWithUpdate(t, "parties.tsv", partyExamples, trainParties)
}

func TestPartyModelTellsUnseenParties(t *testing.T) {
	judgeUnseen(t, partyExamples, trainParties, 0.75)
}

func TestWeighParties(t *testing.T) {
	m, err := parseSignModel("\tbreached\taffected\n\t-2\t-2\nhit\t4\t0\nclient\t-1\t6\nmaybe client\t0\t2.5\nagainst\t-3\t0\n")
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
