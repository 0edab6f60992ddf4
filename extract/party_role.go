package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// mainParty is the organisation that most speaks for being the one it happened to, if
// it has at least need points.
func mainParty(parties []*party, need int) *party {
	var main *party
	for _, p := range parties {
		if p.net() >= need && (main == nil || p.rank() > main.rank()) {
			main = p
		}
	}
	return main
}

// net is what speaks for a party being the one it happened to.
func (p *party) net() int {
	looks := p.bystander
	if p.impersonated && p.hits > 0 {
		looks -= 2 // it warns of fraud after its own case
	}
	n := p.breached - 2*max(0, looks)
	if p.reporter && !p.contractor {
		n -= 2
	}
	if p.watcher && p.breached < 6 {
		n -= 4
	}
	return n
}

// rank orders parties: of two that are close, the one whose form shows an organisation,
// since the other may be its site or shop.
func (p *party) rank() int {
	if p.shown() {
		return 2*p.net() + 3
	}
	return 2 * p.net()
}

// shown says that the form of some mention shows an organisation.
func (p *party) shown() bool {
	return slices.ContainsFunc(p.mentions, func(m orgMention) bool { return m.sure })
}

// giveRoles gives parties the roles that the rules see and returns those that have one:
// the one or ones it happened to first, then those whose data was hit through them.
func (d *document) giveRoles(parties []*party, need int, notice bool) []*party {
	slices.SortStableFunc(parties, func(a, b *party) int { return b.net() - a.net() })
	main := mainParty(parties, need)
	if main == nil {
		return nil
	}
	// the school that erred, not the board of education that announces for it (GUIDE)
	if anySuffix(main.core, "教育委員会", "教委") {
		schools := slices.DeleteFunc(slices.Clone(parties), func(p *party) bool { return p.kind != school || p.net() < 1 || p == main })
		if len(schools) == 1 {
			main = schools[0]
		}
	} else if main.hits == 0 && d.runsOthers(main) {
		run := slices.DeleteFunc(slices.Clone(parties), func(p *party) bool {
			return p.kind != school && p.kind != hospital || p.hits == 0 || p.net() < 1 || p == main
		})
		if len(run) == 1 {
			main = run[0]
		}
	}
	if notice && main.contractor && !main.publisher {
		// who signs, or the only other one there, entrusted the contractor
		for _, p := range parties {
			if p != main && !p.contractor && p.bystander == 0 && (p.publisher || p.net() >= 1) {
				p.client = true
				p.affected += 3
				break
			}
		}
	}
	var contractor *party
	for _, p := range parties {
		if p.contractor && !p.beside && p.net() >= 2 && !(p.client && p.affected > p.breached && p.level < 2) && (contractor == nil || p.level > contractor.level) {
			contractor = p
		}
	}
	if contractor != nil && contractor != main && contractor.hits == 0 && contractor.level < 3 && main.hits >= 2 && !main.client {
		contractor = main // the one that was attacked, whoever works for it
		main.contractor = true
	}
	if looker := slices.IndexFunc(parties, func(p *party) bool { return p.looked && p.net() >= 1 }); looker >= 0 && (contractor == nil || contractor.hits == 0 || contractor.looked) {
		// it happened to both, who looked and whose data lay open
		out := []*party{main.as("breached")}
		for _, p := range parties {
			if p != main && (p.looked || main.looked && p == contractor) {
				out = append(out, p.as("breached"))
			}
		}
		if len(out) > 1 {
			return out
		}
	}
	if contractor == nil && main.hits == 0 && (d.announces(main) || notice && main.publisher) {
		contractor = d.answered(parties, main)
	}
	if contractor == nil {
		out := []*party{main.as("breached")}
		for _, p := range parties {
			switch {
			case p == main || p.bystander > 0:
			case p.beside || slices.Contains(main.peers, p) && p.hits > 0 && main.hits > 0:
				out = append(out, p.as("breached"))
			case p.affected >= 3:
				out = append(out, p.as("affected"))
			}
		}
		return out
	}
	out := []*party{contractor.as("breached")}
	for _, p := range parties {
		switch {
		case p == contractor || p.bystander > 0 && !p.publisher && !p.toldAsClient():
		case p == main && (contractor.hits > 0 && (d.announces(p) || notice && d.inHeadline(p)) || notice && p.publisher && !contractor.reporter):
			p.affected = max(p.affected, 4) // it tells what happened to the one that works for it
			out = append(out, p.as("affected"))
		case p == main, p.contractor && p.net()+p.affected >= 2, p.affected >= 3,
			(p.client || p.publisher || d.announces(p)) && p.net()+p.affected >= 3:
			out = append(out, p.as("affected"))
		}
	}
	return out
}

// toldAsClient says that a party, whose work the contractor does, is a bystander only in so far
// as it was told what happened.
func (p *party) toldAsClient() bool { return p.client && p.affected >= 4 && p.bystander <= 3 }

// answered is the one of whom the text says that it was this one, and not the party that
// makes the case public: 攻撃されたのは、受付を代わって行うXだ. It may be nil.
func (d *document) answered(parties []*party, main *party) *party {
	for _, p := range parties {
		if p != main && p.answer && p.net() >= 2 && !d.announces(p) {
			return p
		}
	}
	return nil
}

// runsOthers says that a party is by its form one that runs schools, hospitals or homes, which
// have names of their own.
func (d *document) runsOthers(p *party) bool {
	return slices.ContainsFunc(p.mentions, func(m orgMention) bool {
		return anyPrefix(d.s[m.start:m.end], "学校法人", "医療法人", "社会医療法人", "社会福祉法人")
	})
}

// as gives a party its role.
func (p *party) as(role string) *party {
	p.role = role
	return p
}

func (d *document) inHeadline(p *party) bool {
	return slices.ContainsFunc(p.mentions, func(m orgMention) bool { return m.line == d.titleLine })
}

func (d *document) announces(p *party) bool {
	for _, m := range p.mentions {
		k := d.sentenceAt(m.start)
		if k >= 0 && partyContexts[0].after.MatchString(firstRunes(d.s[min(m.context, d.sentences[k].end):d.sentences[k].end], 130)) {
			return true
		}
	}
	return false
}

// namedBefore says that a party is named in the headline or in the text before a block:
// the block may then go on to speak of it without its name.
func (d *document) namedBefore(p *party, b *block) bool {
	for _, m := range p.mentions {
		if m.line == d.titleLine || len(b.parts) > 0 && m.start < d.sentences[b.parts[0]].start && !d.elsewhere(m) {
			return true
		}
	}
	return false
}

// elsewhere says that a mention stands in a point or row of its own.
func (d *document) elsewhere(m orgMention) bool {
	k := d.lines[m.line].kind
	return k == item || k == row || pointHead.MatchString(d.text(d.lines[m.line]))
}

// withoutServices drops parties that are the sites and systems of the case.
func (d *document) withoutServices(parties []*party, services []Service) []*party {
	return slices.DeleteFunc(parties, func(p *party) bool {
		sure := slices.ContainsFunc(p.mentions, func(m orgMention) bool { return m.sure })
		return !sure && !d.actsItself(p) && slices.ContainsFunc(services, func(s Service) bool { return coreName(normalize(s.Name).s) == p.core })
	})
}

// withoutParties drops the services whose names are those of parties that act.
func (d *document) withoutParties(services []Service, parties []*party) []Service {
	return slices.DeleteFunc(services, func(s Service) bool {
		name := coreName(normalize(s.Name).s)
		return slices.ContainsFunc(parties, func(p *party) bool { return p.core == name && d.actsItself(p) })
	})
}

// actsItself says that a party, whose name stands where those of services do, speaks or was given
// work, as no service does.
func (d *document) actsItself(p *party) bool {
	return slices.ContainsFunc(p.mentions, func(m orgMention) bool {
		if m.rule == "org/according-to" {
			return true
		}
		k := d.sentenceAt(m.start)
		return k >= 0 && (entrusted.MatchString(lastRunes(d.s[d.sentences[k].start:m.start], 30)) || ownSteps.MatchString(firstRunes(d.s[m.end:d.sentences[k].end], 70)))
	})
}

// ownSteps follows the name of one that does what no site or shop is said to do, though they
// are said to announce, to sell and to leak: (キリオカ)は流出に気付き、警察に相談した.
var ownSteps = pattern.New(`^」?は[^。]{0,50}?(?:気づ[いき]|気付[いき]|(?:警察|県警|署)[^。、]{0,8}に?へ?(?:相談|通報|届け|被害届)|被害届|告訴|懲戒|解雇|再発防止)`)

// organization names a party by its fullest form.
func (d *document) organization(p *party) Organization {
	best := p.mentions[0]
	for _, m := range p.mentions {
		if m.end-m.start > best.end-best.start {
			best = m
		}
	}
	start, end := d.span(best.start, best.end)
	o := Organization{Name: string(d.given[start:end]), Role: p.role, Anonymous: best.described, Proof: Proof{Rule: best.rule}}
	seen := map[string]bool{o.Name: true}
	for _, m := range p.mentions {
		if t := d.original(m.start, m.end); !seen[t] {
			seen[t] = true
			o.Also = append(o.Also, t)
		}
		if len(o.Evidence) < 4 {
			o.Evidence = append(o.Evidence, d.evidence(m.start, m.end))
		}
	}
	if o.Confidence = d.partyConfidence(p, best); p.doubted && o.Confidence == highConfidence {
		o.Confidence = mediumConfidence
	}
	return o
}
