package extract

import (
	"cmp"
	_ "embed"
	"slices"
	"strconv"
)

//go:embed lexicon/parties.tsv
var partiesTSV string

// thePartyModel judges the role of an organisation in a case by the wording around its
// name, in favour of what the rules say or against it. It is trained on fixtures/gold by
//
//	go test ./extract -run TestPartyModelIsTrained -update
//
// and lexicon/parties.tsv holds what it learnt. It is loaded when the first case is read.
var thePartyModel = embedded("parties.tsv", &partiesTSV, parseSignModel)

// partyRoles are the roles of organisations, the outcomes of the model.
var partyRoles = []string{"breached", "affected"}

// What the word of the rules is worth beside the model's, in points of log-odds: that a
// party has a role, and that it has none. Texts that neither the rules nor the model had seen
// come out best with these; less of the second gives more roles that nobody has.
const (
	givenRole = 2.5
	noRole    = 3
	// agreeing is from how many points on, the rules' among them, the two agree well.
	agreeing = givenRole + 1
)

// chooseParties gives roles: what the rules say is weighed against the wording around the
// names. Those who have one come back, the one or ones it happened to first.
func (d *document) chooseParties(parties []*party, b *block, need int, notice bool) []*party {
	ruled := d.giveRoles(parties, need, notice && !b.own)
	if len(ruled) == 0 {
		return nil
	}
	m := thePartyModel()
	m.weighParties(parties, d.signsOf(parties, b, notice, m))
	out := slices.DeleteFunc(slices.Clone(parties), func(p *party) bool { return p.role == "" })
	slices.SortStableFunc(out, func(p, q *party) int {
		return cmp.Compare(slices.Index(partyRoles, p.role), slices.Index(partyRoles, q.role))
	})
	return out
}

// weighParties sets the roles that the rules gave to the parties of a case against the
// signs of each. Somebody it must have happened to.
func (m *signModel) weighParties(parties []*party, signs []signList) {
	var likeliest *party
	most := 0.0
	for i, p := range parties {
		scores := m.score(signs[i].known)
		none := 0.0
		if k := slices.Index(m.outcomes, p.role); k >= 0 {
			scores[k] += givenRole
			if k > 0 {
				scores[k] += float64(p.affected) // as much as it is told in so many words
			}
		} else {
			none = noRole
		}
		if likeliest == nil || scores[0]-none > most {
			likeliest, most = p, scores[0]-none
		}
		best, ruled := slices.Max(scores), p.role
		if p.role = ""; best > none {
			p.role = m.outcomes[slices.Index(scores, best)]
		}
		p.doubted = p.role != ruled || best < agreeing
	}
	if likeliest != nil && !slices.ContainsFunc(parties, func(p *party) bool { return p.role == m.outcomes[0] }) {
		likeliest.role = m.outcomes[0]
	}
}

// signedMentions is how many mentions of a party give signs.
const signedMentions = 8

// signsOf are the signs of the parties of a case: what the rules noticed, where the names
// stand, and the characters behind (+) and in front of them (-), right behind (>) and in
// front of them (<), and those the name itself begins (#) and ends with ($). The model m that
// is to judge them may be nil.
func (d *document) signsOf(parties []*party, b *block, notice bool, m *signModel) []signList {
	out := make([]signList, len(parties))
	for i, p := range parties {
		signs := signList{model: m}
		signs.add("affected " + strconv.Itoa(min(p.affected, 8)))
		signs.add("bystander " + strconv.Itoa(min(p.bystander, 6)))
		signs.add("kind " + strconv.Itoa(int(p.kind)))
		signs.add("level " + strconv.Itoa(int(p.level)))
		signs.add("hits " + strconv.Itoa(min(p.hits, 3)))
		signs.add("mentions " + strconv.Itoa(min(len(p.mentions), 5)))
		signs.add("parties " + strconv.Itoa(min(len(parties), 6)))
		signs.when(p.contractor, "contractor")
		signs.when(p.beside, "beside")
		signs.when(p.client, "client")
		signs.when(p.watcher, "watcher")
		signs.when(p.impersonated, "impersonated")
		signs.when(p.reporter, "reporter")
		signs.when(p.publisher, "publisher")
		signs.when(p.publisher && notice, "publisher of a notice")
		signs.when(len(p.peers) > 0, "peers")
		signs.when(p.shown(), "shown by its form")
		signs.when(notice, "notice")
		signs.when(b.own, "own case")
		signs.when(b.headed, "headed")
		signs.when(i == 0, "likeliest by the rules")
		signs.when(i == 0 && b.own, "likeliest in its own case")
		order := 0
		for _, q := range parties {
			if q.mentions[0].start < p.mentions[0].start {
				order++
			}
			if q == p || !q.contractor {
				continue
			}
			signs.add("beside a contractor")
			signs.when(q.mentions[0].start < p.mentions[0].start, "behind a contractor")
			signs.when(q.mentions[0].start > p.mentions[0].start, "before a contractor")
		}
		signs.add("order " + strconv.Itoa(min(order, 4)))
		name := foldWording(p.core)
		signs.edge('#', name, 2, false)
		signs.edge('$', name, 3, true)
		for _, mention := range p.mentions[:min(len(p.mentions), signedMentions)] {
			d.signMention(&signs, mention)
		}
		out[i] = signs
	}
	return out
}

// signMention adds what one mention tells of its party.
func (d *document) signMention(signs *signList, m orgMention) {
	k := d.sentenceAt(m.start)
	if k < 0 {
		return
	}
	s, l := d.sentences[k], d.lines[m.line]
	signs.add("by " + m.rule)
	signs.when(m.line == d.titleLine, "title")
	signs.when(l.zone != story && l.zone != title, "aside")
	signs.lineKind(l.kind)
	signs.when(d.tells(k), "tells breach")
	signs.when(s.start == m.start, "begins sentence")
	signs.when(l.body == m.start, "begins line")
	signs.when(m.joined || m.tallied, "enumerated")
	signs.when(d.counted(m), "counted")
	signs.when(d.rowOfTable(m.line), "row of a table")
	signs.when(d.inClientList(m.line), "list of clients")
	after := foldWording(firstRunes(d.s[min(m.context, s.end):s.end], 24))
	before := foldWording(lastRunes(d.s[s.start:m.start], 14))
	signs.sequences('+', after, 2)
	signs.edge('>', after, 4, false)
	signs.sequences('-', before, 2)
	signs.edge('<', before, 4, true)
}
