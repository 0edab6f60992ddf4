package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// kindAlias is what a text calls a body from then on that it has named by its kind only:
// 検査を頼んだ診療所(以下「担当医院」).
var kindAlias = pattern.New(kindNouns + `(\()以下、?「([^「」]{2,16})」`)

// withoutKindAliases drops the mentions of bodies by such a name; who is named in full keeps both.
func (d *document) withoutKindAliases(ms []orgMention) []orgMention {
	if !strings.Contains(d.s, "(以下") {
		return ms
	}
	aliases := map[string]bool{}
	for _, loc := range kindAlias.FindAllStringSubmatchIndex(d.s, 16) {
		if !slices.ContainsFunc(ms, func(m orgMention) bool { return m.end == loc[2] && !m.described }) {
			aliases[d.s[loc[4]:loc[5]]] = true
		}
	}
	return slices.DeleteFunc(ms, func(m orgMention) bool { return aliases[d.s[m.start:m.end]] })
}
