package extract

import (
	"cmp"
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A fullName is where a party is named in full, in a form that only bodies have.
type fullName struct {
	start int
	rank  int // of the party among all
	owner *party
}

// withoutBrands drops the parties that are brands, shops and panels of the one named in brackets
// behind them, or behind their office, and credits that one with what speaks for them:
// 宿「かわせみ」(運営:葦原商会株式会社), かわせみ事務局(葦原商会株式会社).
func (d *document) withoutBrands(parties []*party) []*party {
	var names []fullName
	for i, p := range parties {
		for _, m := range p.mentions {
			if m.sure {
				names = append(names, fullName{m.start, i, p})
			}
		}
	}
	slices.SortFunc(names, func(a, b fullName) int { return a.start - b.start })
	return slices.DeleteFunc(parties, func(p *party) bool {
		if p.shown() {
			return false
		}
		owner := d.ownerOf(p, names)
		if owner == nil {
			return false
		}
		owner.breached += p.breached
		owner.hits += p.hits
		owner.publisher = owner.publisher || p.publisher
		return true
	})
}

// ownerOf is the first of the parties whose name, one of names, stands in brackets behind a
// mention of p, or nil. The names are in the order of the text.
func (d *document) ownerOf(p *party, names []fullName) *party {
	var first *fullName
	for _, b := range p.mentions {
		k, _ := slices.BinarySearchFunc(names, b.end+1, func(n fullName, at int) int { return cmp.Compare(n.start, at) })
		for ; k < len(names) && names[k].start-b.end < brandReach; k++ {
			if n := &names[k]; (first == nil || n.rank < first.rank) && brandOf.MatchString(d.s[b.end:n.start]) {
				first = n
			}
		}
	}
	if first == nil {
		return nil
	}
	return first.owner
}

// brandReach is the longest that brandOf matches, in bytes.
const brandReach = 90

// brandOf stands between a brand and who runs it.
var brandOf = pattern.New(`^[^\s、。()「」]{0,8}」?[^\s、。()「」]{0,8}\((?:運営|経営|運営会社|運営元|運営者|運営主体)[:・は、 ]{0,2}$|^」?(?:運営)?(?:事務局|運営局|サポートセンター|サポート窓口|お客様窓口|お客さま窓口|編集部)\($`)
