package ipadic

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
)

// FuzzCut holds that texts are cut as kagome cuts them. (All gold texts are cut by
// TestTokensOfFullDictionary of package extract.)
func FuzzCut(f *testing.F) {
	d, err := Load()
	if err != nil {
		f.Fatal(err)
	}
	kagome, err := tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
	if err != nil {
		f.Fatal(err)
	}
	for _, s := range []string{
		"", " ", "。", "a", "株式会社葦原商店は2025年3月4日、サーバーが不正アクセスを受けたと発表した。", "すもももももももものうち", "𠮷野家🍣で🍣🍣", "ｱｲｳ ＡＢＣ",
		"a\x00b株\x00式", "漏洩" + strings.Repeat("ー", 20), strings.Repeat("ア", 1030), strings.Repeat("A", 2100) + "社", strings.Repeat("県", 500), "1,234.5%", "\t\n 　", "Åé́ёж한국어",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got := d.Cut(nil, s)
		at := 0
		for _, w := range got {
			if w.Start != at || w.End <= at {
				t.Fatalf("%q: word %v stands at %d", s, w, at)
			}
			at = w.End
		}
		if at != len(s) {
			t.Fatalf("%q: is cut to byte %d", s, at)
		}
		if strings.ContainsRune(s, utf8.RuneError) || len(s) > 1<<14 {
			return // of such texts kagome makes pieces of characters, and its costs overflow
		}
		var want []Word
		at = 0
		for _, k := range kagome.Tokenize(s) {
			w := Word{Start: at, End: at + len(k.Surface), Known: k.Class == tokenizer.KNOWN}
			if w.Known {
				w.POS = d.Known[k.ID]
			} else {
				w.POS = d.Unknown[k.ID]
			}
			want = append(want, w)
			at = w.End
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q:\n got %v\nwant %v", s, got, want)
		}
	})
}

func BenchmarkCut(b *testing.B) {
	d, err := Load()
	if err != nil {
		b.Fatal(err)
	}
	s := "株式会社葦原商店は3月4日、通販サイトのサーバーが不正アクセスを受け、顧客1,200人分の氏名や住所が流出した可能性があると発表した。"
	var words []Word
	b.SetBytes(int64(len(s)))
	b.ReportAllocs()
	for b.Loop() {
		words = d.Cut(words[:0], s)
	}
}
