package extract

import (
	"strings"
	"testing"
)

func TestPhrases(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"members of an enumeration", "氏名、送り先の町名・配達の曜日など", "氏名|送り先の町名|配達の曜日"},
		{"particles", "名簿には入会の年と会費の残りが並んでいた", "名簿|入会の年|会費の残り|並んでいた"},
		{"particles in hiragana are none", "ひとり親の世帯、子どもの人数", "ひとり親の世帯|子どもの人数"},
		{"behind another particle", "店への注文", "注文"},
		{"cells", "会員/入会の年\t12件", "会員|入会の年|12件"},
		{"nothing", "、。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(c.text)
			var got []string
			for _, s := range d.sentences {
				for _, p := range d.phrases(s) {
					got = append(got, d.s[p.start:p.end])
				}
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestFindPhrases(t *testing.T) {
	m, err := parsePhraseModel("\tpoints\n\tpet\t-5\n\tfamily\t-5\n=飼い犬の呼び方\tpet\t9\nw保護者\tfamily\t9\nw常連客\tfamily\t9\n=犬の種類\tpet\t2\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, text, want string }{
		{"beside data", "氏名、飼い犬の呼び方、住所が漏れた。", "name 氏名|pet 飼い犬の呼び方|address 住所"},
		{"announced", "漏れた情報\n・飼い犬の呼び方", "pet 飼い犬の呼び方"},
		{"in place of a surface", "住所、保護者の氏名が漏れた。", "address 住所|family 保護者の氏名"},
		{"beside no data", "飼い犬の呼び方を考える。", ""},
		{"too few points", "氏名、犬の種類、住所が漏れた。", "name 氏名|address 住所"},
		{"all of somebody", "氏名、常連客の情報が漏れた。", "name 氏名"},
		{"used for something else", "氏名が漏れた。飼い犬の呼び方を確認せず住所を渡した。", "name 氏名|address 住所"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(c.text)
			var got []string
			for _, m := range d.findCategories(m) {
				if m.data {
					got = append(got, m.code+" "+d.s[m.start:m.end])
				}
			}
			if strings.Join(got, "|") != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestPhraseModelTable(t *testing.T) {
	for _, bad := range []string{"", "\ta\tb\n", "\tpoints\nx\tname\n", "\tpoints\n\tname\t1\nx\tname\t1\n\tname\t1\n=a\tname\t1\nx\tname\t2\n"} {
		if _, err := parsePhraseModel(bad); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
	// every code is one of the lexicon
	for _, code := range thePhraseModel().codes {
		if codeRunes[code] == nil {
			t.Errorf("%q is no code", code)
		}
	}
}

func TestWithoutNames(t *testing.T) {
	orgs := []orgMention{{start: 0, end: 12}, {start: 30, end: 42}}
	for _, c := range []struct {
		name string
		m    categoryMention
		want int
	}{
		{"a phrase that is a name", categoryMention{start: 0, end: 12, learnt: true}, 0},
		{"a phrase in a name", categoryMention{start: 33, end: 39, learnt: true}, 0},
		{"a surface in a name", categoryMention{start: 33, end: 39}, 1},
		{"a phrase that begins with a name", categoryMention{start: 30, end: 54, learnt: true}, 1},
		{"a phrase between names", categoryMention{start: 15, end: 24, learnt: true}, 1},
	} {
		if got := withoutNames(orgs, []categoryMention{c.m}); len(got) != c.want {
			t.Errorf("%s: %d left, want %d", c.name, len(got), c.want)
		}
	}
}
