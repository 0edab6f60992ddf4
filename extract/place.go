package extract

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed lexicon/municipalities.tsv
var municipalitiesTSV string

// placeWords finds the prefectures and municipalities; their values are indexes of list.
type placeWords struct {
	*trie
	list  []placeEntry
	bases *trie // their names without 県, 市 and the like, and regions: 横浜, 関西
}

type placeEntry struct {
	name       string
	prefecture string // of a municipality
}

// places is made when it is first asked, like categorySurfaces.
var places = sync.OnceValue(func() placeWords {
	var list []placeEntry
	for line := range lexiconLines(municipalitiesTSV) {
		pref, towns, _ := strings.Cut(line, "\t")
		list = append(list, placeEntry{name: pref})
		for m := range strings.FieldsSeq(towns) {
			name, _, _ := strings.Cut(m, "/")
			list = append(list, placeEntry{name: name, prefecture: pref})
		}
	}
	names := mapWords(list, func(e placeEntry) string { return e.name })
	bases := strings.Fields("関東 関西 中部 東海 北陸 信越 東北 九州 四国 中国 北海道 東日本 西日本 首都圏 近畿 新宿 渋谷 品川 池袋 上野 梅田 難波 天神 博多 本町")
	for _, n := range names {
		if r := []rune(n); len(r) >= 3 {
			bases = append(bases, string(r[:len(r)-1]))
		}
	}
	return placeWords{trie: newTrie(names), list: list, bases: newTrie(bases)}
})
