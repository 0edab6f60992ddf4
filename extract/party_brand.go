package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// withoutBrands drops the parties that are brands, shops and panels of the one named in brackets
// behind them, or behind their office, and credits that one with what speaks for them:
// 宿「かわせみ」(運営:葦原商会株式会社), かわせみ事務局(葦原商会株式会社).
func (d *document) withoutBrands(parties []*party) []*party {
	for _, owner := range parties {
		for _, m := range owner.mentions {
			if !m.sure {
				continue
			}
			k := slices.IndexFunc(parties, func(p *party) bool { return p != owner && !p.shown() && d.ownedBy(p, m) })
			if k < 0 {
				continue
			}
			brand := parties[k]
			owner.breached += brand.breached
			owner.hits += brand.hits
			owner.publisher = owner.publisher || brand.publisher
			return d.withoutBrands(slices.Delete(parties, k, k+1))
		}
	}
	return parties
}

// ownedBy says that a mention of p stands in front of the brackets in which m does.
func (d *document) ownedBy(p *party, m orgMention) bool {
	return slices.ContainsFunc(p.mentions, func(b orgMention) bool {
		return b.end < m.start && m.start-b.end < brandReach && brandOf.MatchString(d.s[b.end:m.start])
	})
}

// brandReach is the longest that brandOf matches, in bytes.
const brandReach = 90

// brandOf stands between a brand and who runs it.
var brandOf = pattern.New(`^[^\s、。()「」]{0,8}」?[^\s、。()「」]{0,8}\((?:運営|経営|運営会社|運営元|運営者|運営主体)[:・は、 ]{0,2}$|^」?(?:運営)?(?:事務局|運営局|サポートセンター|サポート窓口|お客様窓口|お客さま窓口|編集部)\($`)
