package extract

import (
	"cmp"
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A namedParty is a party where a mention of it stands.
type namedParty struct {
	*party
	orgMention
}

// chainWork follows work from hand to hand: 市は印刷をXに任せ、Xは封入をYに回した. Who got it from
// one who works for another himself stands deeper in the chain, and there it happened.
func (d *document) chainWork(parties []*party) {
	var named []namedParty
	for _, p := range parties {
		for _, m := range p.mentions {
			named = append(named, namedParty{p, m})
		}
	}
	slices.SortStableFunc(named, func(a, b namedParty) int { return cmp.Compare(a.start, b.start) })
	for i, n := range named {
		giver := d.giverOf(named[:i], n)
		if giver == nil || giver == n.party {
			continue
		}
		n.contractor, giver.client = true, true
		if giver.contractor {
			n.level = max(n.level, min(3, max(1, giver.level)+1))
		}
	}
}

// giverOf is the party, of those named before, that gave work to n where n stands, or nil.
func (d *document) giverOf(before []namedParty, n namedParty) *party {
	k := d.sentenceAt(n.start)
	if k < 0 || len(before) == 0 {
		return nil
	}
	s := d.sentences[k]
	if fromSame.MatchString(lastRunes(d.s[s.start:n.start], 40)) {
		return before[len(before)-1].party
	}
	gets := getsWork.MatchString(firstRunes(d.s[min(n.context, s.end):s.end], 60))
	for i := len(before) - 1; i >= 0 && before[i].start >= s.start; i-- {
		b := before[i]
		if b.party == n.party || b.end > n.start {
			continue
		}
		between := d.s[b.end:n.start]
		if givenBy.MatchString(between) || gets && topicOf.MatchString(between) {
			return b.party
		}
	}
	return nil
}

var (
	// getsWork follows the one who was given work.
	getsWork = afterName(`[^。、はがを]{0,6}(?:に|へ)も?(?:さらに|、)?(?:[^。、]{0,16}(?:` + gaveWork + `)|[^。、]{0,8}(?:回し|回され|流し|出して(?:いた|い|お)|出し、|下請け|振って|振り))`)
	// topicOf stands behind the one that a sentence tells about.
	topicOf = pattern.New(`^(?:」|\([^()]{0,40}\))*(?:は|が|も|では)`)
	// givenBy stands between the one who gave work and the one who got it.
	givenBy = pattern.New(`^(?:」|\([^()]{0,40}\))*(?:(?:から|より)[^。]{0,24}(?:` + takesWork + `)、?[^。、「」はがを]{0,10}「?$` +
		`|が[^。、はを]{0,16}(?:を|の)?[^。、はを]{0,10}(?:` + givesWork + `)[^。、「」はがを]{0,10}「?$` +
		`|の(?:再々?委託先|業務委託先|委託先|下請け|孫請け|外注先|協力会社|協力先|発注先|請負先)(?:である|だった|の|、|に当たる|にあたる)?[^。、「」はがを]{0,8}「?$)`)
	// fromSame is the same where 同社 takes up who gave it.
	fromSame = pattern.New(`同(?:社|団体|法人|組合|協会)(?:から|より)[^。]{0,24}(?:` + takesWork + `)[^。、「」はがを]{0,10}「?$`)
)
