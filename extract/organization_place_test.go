package extract

import (
	"strings"
	"testing"
)

// TestPlacedNames reads names that nothing but their place gives away.
func TestPlacedNames(t *testing.T) {
	for _, c := range []struct{ rule, text, near string }{
		{"announcer",
			"名簿の紛失\n\n«さくら温泉»は5月8日、顧客の名簿を紛失したと発表した。\n",
			"名簿の紛失\n\nさくら温泉は5月8日、顧客の名簿を紛失した。\n"},
		{"announcer",
			"名簿の紛失\n\n«けやのき道具»は5月8日、顧客の名簿を紛失したと発表した。\n",
			"名簿の紛失\n\nけやのき道具は5月8日、顧客の名簿を紛失した。\n"},
		{"headline-tail",
			"顧客名簿を紛失 - «さくら温泉»\n\n名簿が見当たらない。\n",
			"春の行事の案内 - さくら温泉\n\n花が咲いた。\n"},
		{"headline-head",
			"«さくら温泉»、顧客名簿を紛失\n\n名簿が見当たらない。\n",
			"さくら温泉、春の行事の案内\n\n花が咲いた。\n"},
		{"point",
			"五月の事故\n\n・«さくら温泉»(8日発表)。顧客の名簿を紛失。\n・霧丘市。書類を紛失。\n",
			"五月の事故\n\n・氏名(8日発表)。名簿を紛失。\n・霧丘市。書類を紛失。\n"},
		{"listed",
			"委託先で流出\n\n霧丘市の委託先で名簿が流出した。\n\n影響を受けた企業\n・«さくら温泉»\n・«こだま荘»\n",
			"委託先で流出\n\n霧丘市の委託先で名簿が流出した。\n\n持ち物\n・さくら温泉\n・こだま荘\n"},
	} {
		t.Run(c.rule, func(t *testing.T) {
			text, want := marked(t, c.text)
			found := names(t, text)
			for _, w := range want {
				if !contains(found, c.rule+" "+w) {
					t.Errorf("%q is not found, but %q", w, found)
				}
			}
			for _, n := range names(t, c.near) {
				if strings.HasPrefix(n, c.rule+" ") {
					t.Errorf("found %q in %q", n, c.near)
				}
			}
		})
	}
}

// TestNamesAgain reads a name where nothing but its first mention vouches for it.
func TestNamesAgain(t *testing.T) {
	found := names(t, "名簿の紛失\n\n株式会社みずたまは謝罪した。店先にはみずたまの幟が立つ。\n")
	if !contains(found, "again みずたま") {
		t.Errorf("found %q", found)
	}
	found = names(t, "名簿の紛失\n\n店先にはみずたまの幟が立つ。\n")
	if len(found) != 0 {
		t.Errorf("without a first mention, found %q", found)
	}
}

// TestListedPlaces reads the towns of the list, with and without their prefecture.
func TestListedPlaces(t *testing.T) {
	i, list := 0, places().list
	for list[i].prefecture == "" || strings.HasSuffix(list[i].prefecture, "道") {
		i++
	}
	town := list[i]
	for text, want := range map[string]string{
		town.name + "は発表した。":                   "municipality " + town.name,
		town.prefecture + town.name + "は発表した。": "municipality " + town.prefecture + town.name,
		town.prefecture + "は発表した。":             "prefecture " + town.prefecture,
		town.name + "教育委員会は発表した。":              "public-body " + town.name + "教育委員会",
		"株式会社キリオカ商会(" + town.name + ")は発表した。":  "legal-prefix 株式会社キリオカ商会",
		town.name + "に本社を置く株式会社キリオカ商会は発表した。":   "legal-prefix 株式会社キリオカ商会",
	} {
		if found := names(t, "前書き。\n\n"+text); len(found) != 1 || found[0] != want {
			t.Errorf("%q: found %q, want %q", text, found, want)
		}
	}
}

func TestNameHeads(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"かささぎ生命保険株式会社は発表した。", "かささぎ生命保険株式会社"},
		{"また霧丘市は発表した。", "霧丘市"},
		{"このうち霧丘市は発表した。", "霧丘市"},
	} {
		found := names(t, "前書き。\n\n"+c.text)
		if len(found) != 1 || !strings.HasSuffix(found[0], " "+c.want) {
			t.Errorf("%q: found %q, want %q", c.text, found, c.want)
		}
	}
}
