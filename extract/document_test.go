package extract

import (
	"slices"
	"strings"
	"testing"
)

func (k lineKind) String() string {
	return []string{"prose", "blank", "heading", "item", "row"}[k]
}

// layout lists the lines of a text, each behind its kind; blank lines are left out.
func layout(d *document) (out []string) {
	for _, l := range d.lines {
		if l.kind != blank {
			out = append(out, l.kind.String()+" "+d.text(l))
		}
	}
	return out
}

func TestLineKinds(t *testing.T) {
	const top = "葦原商店の顧客名簿の紛失について\n\n"
	for _, c := range []struct {
		name, text string
		want       []string // of the lines below the headline
	}{
		{"a paragraph", "葦原商店は名簿をなくした。", []string{"prose 葦原商店は名簿をなくした。"}},
		{"marked headings", "■概要\n名簿をなくした。\n【原因】\n置き忘れた。\n◆対応\n探した。", []string{
			"heading ■概要", "prose 名簿をなくした。", "heading 【原因】", "prose 置き忘れた。", "heading ◆対応", "prose 探した。"}},
		{"a marked sentence is no heading", "■名簿をなくした。\n", []string{"prose ■名簿をなくした。"}},
		{"a long marked line is no heading", "■" + strings.Repeat("あ", 42), []string{"prose ■" + strings.Repeat("あ", 42)}},
		{"numbered headings", "1. 概要\n名簿をなくした。\n2. 原因\n置き忘れた。", []string{
			"heading 1. 概要", "prose 名簿をなくした。", "heading 2. 原因", "prose 置き忘れた。"}},
		{"numbers in brackets", "(1) 概要\n名簿をなくした。\n①原因\n置き忘れた。", []string{
			"heading (1) 概要", "prose 名簿をなくした。", "heading ①原因", "prose 置き忘れた。"}},
		{"circled headings", "\n○概要\n名簿をなくした。\n\n○対象\n・会員", []string{
			"heading ○概要", "prose 名簿をなくした。", "heading ○対象", "item ・会員"}},
		{"a circled list", "\n○氏名\n○住所\n\n○三角株式会社\n三百人", []string{
			"item ○氏名", "item ○住所", "item ○三角株式会社", "prose 三百人"}},
		{"a numbered list", "1. 氏名\n2. 住所\n3. 電話番号", []string{"item 1. 氏名", "item 2. 住所", "heading 3. 電話番号"}},
		{"numbered sentences", "1. 名簿をなくした。\n\n2. 探した。", []string{"item 1. 名簿をなくした。", "item 2. 探した。"}},
		{"figures are no numbers of points", "内訳は次のとおり。\n12 人の名簿\n2025年の名簿\n3.5倍の量", []string{"prose 内訳は次のとおり。", "prose 12 人の名簿", "prose 2025年の名簿", "prose 3.5倍の量"}},
		{"bullets", "・氏名\n* 住所\n※控えは残る\n-- 以上", []string{"item ・氏名", "item * 住所", "item ※控えは残る", "prose -- 以上"}},
		{"a line set apart", "\n概要\n名簿をなくした。", []string{"heading 概要", "prose 名簿をなくした。"}},
		{"a line set apart that ends a sentence", "\n名簿をなくした。\n探した。", []string{"prose 名簿をなくした。", "prose 探した。"}},
		{"a date set apart", "\n3月5日\n名簿をなくした。", []string{"prose 3月5日", "prose 名簿をなくした。"}},
		{"a last line set apart", "名簿をなくした。\n\n葦原商店", []string{"prose 名簿をなくした。", "prose 葦原商店"}},
		{"rows", "日付\t件数\n3月5日 | 12件\n葦原市  誤送信  3件", []string{"row 日付\t件数", "row 3月5日 | 12件", "row 葦原市  誤送信  3件"}},
		{"a table of contents", "目次\n1. 概要\n2. 原因\n3. 対応\n\n名簿をなくした。", []string{
			"heading 目次", "item 1. 概要", "item 2. 原因", "item 3. 対応", "prose 名簿をなくした。"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := layout(newDocument(top + c.text))[1:]
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestHeadline(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the first line", "葦原商店で顧客名簿を紛失\n\n葦原商店は…", "葦原商店で顧客名簿を紛失"},
		{"behind blank lines", "\n\n葦原商店で顧客名簿を紛失\n", "葦原商店で顧客名簿を紛失"},
		{"behind a date", "2025年3月5日\n葦原商店で顧客名簿を紛失\n", "葦原商店で顧客名簿を紛失"},
		{"behind the reader and a rule", "お客様各位\n----------\n葦原商店で顧客名簿を紛失\n", "葦原商店で顧客名簿を紛失"},
		{"behind the sender", "葦原商事株式会社\n葦原商店で顧客名簿を紛失\n", "葦原商店で顧客名簿を紛失"},
		{"behind a breadcrumb", "ホーム > お知らせ > 2025\n葦原商店で顧客名簿を紛失\n", "葦原商店で顧客名簿を紛失"},
		{"none: the text begins at once", "葦原商店は5日、顧客の名簿を店の外で紛失したと発表した。\n名簿には氏名があった。", ""},
		{"none: a paragraph of several sentences", strings.Repeat("名簿をなくした。", 9) + "\n葦原商店で顧客名簿を紛失", ""},
		{"short, for want of a better one", "お詫び\n\n名簿をなくした。探した。", "お詫び"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := newDocument(c.text).headline(); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestSections(t *testing.T) {
	d := newDocument("葦原商店の紛失について\n前書き。\n1. 概要\n名簿。\n(1) 原因\n不注意。\n■対応\n探した。")
	var got []string
	for _, s := range d.sections {
		head := "-"
		if s.heading >= 0 {
			head = d.text(d.lines[s.heading])
		}
		got = append(got, strings.Repeat("+", s.level)+head+" "+strings.Repeat(".", s.end-s.first))
	}
	want := []string{"- ", "+葦原商店の紛失について ..", "++1. 概要 ..", "+++(1) 原因 ..", "+■対応 .."}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestSentences(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"full stops", "名簿をなくした。探した。", []string{"名簿をなくした。", "探した。"}},
		{"questions and calls", "なぜか? 不明だ! 以上。", []string{"なぜか?", "不明だ!", "以上。"}},
		{"full stops in speech do not end one", "店は「なくした。探す。」と話した。以上。", []string{"店は「なくした。探す。」と話した。", "以上。"}},
		{"full stops in brackets do not end one", "名簿(氏名。住所。)をなくした。", []string{"名簿(氏名。住所。)をなくした。"}},
		{"a closing bracket too many", "名簿」をなくした。探した。", []string{"名簿」をなくした。", "探した。"}},
		{"lines are sentences", "・氏名\n・住所", []string{"・氏名", "・住所"}},
		{"a line that breaks off behind a comma goes on", "名簿には氏名、\n住所があった。探した。", []string{"名簿には氏名、\n住所があった。", "探した。"}},
		{"a long line that breaks off goes on", "店。\n" + strings.Repeat("あ", 26) + "\nいう。", []string{"店。", strings.Repeat("あ", 26) + "\nいう。"}},
		{"a short line that breaks off does not", "以上\n探した。", []string{"以上", "探した。"}},
		{"a dated line begins anew", strings.Repeat("あ", 26) + "\n3月5日 探した。", []string{strings.Repeat("あ", 26), "3月5日 探した。"}},
		{"blank lines part", "名簿には氏名、\n\n住所があった。", []string{"名簿には氏名、", "住所があった。"}},
		{"an open bracket does not swallow the text", "「" + strings.Repeat("あ。", 200), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument("葦原商店の紛失について\n\n" + c.text)
			var got []string
			for _, s := range d.sentences[1:] {
				got = append(got, d.s[s.start:s.end])
			}
			if c.want == nil {
				if len(got) < 2 || strings.Join(got, "") != c.text {
					t.Errorf("cut into %d sentences", len(got))
				}
				return
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestPlacesAreFound holds that sentenceAt, lineAt and zoneAt agree with the layout for
// every byte.
func TestPlacesAreFound(t *testing.T) {
	d := newDocument("葦原商店の紛失について\n\n名簿をなくした。探した、\n見つからない。\n\n■原因\n不注意。 以上。\n")
	for k, s := range d.sentences {
		for i := s.start; i < s.end; i++ {
			if got := d.sentenceAt(i); got != k {
				t.Errorf("byte %d is in sentence %d, want %d", i, got, k)
			}
		}
	}
	for k, l := range d.lines {
		for i := l.start; i < l.end; i++ {
			if got := d.lineAt(i); got != k {
				t.Errorf("byte %d is in line %d, want %d", i, got, k)
			}
			if got := d.zoneAt(i); got != l.zone {
				t.Errorf("byte %d is in zone %d, want %d", i, got, l.zone)
			}
		}
	}
	if got := d.sentenceAt(strings.Index(d.s, "\n")); got != -1 {
		t.Errorf("the break behind the headline is in sentence %d", got)
	}
}

// TestSignedLines holds that lines below each other with one sign are points, and that a sign
// over a paragraph heads it.
func TestSignedLines(t *testing.T) {
	d := newDocument("影響を公表した企業\n\n■三角商会(11/21) 氏名 18人\n■丸角組(11/24) 氏名 58人\n\n■今後の対応\n調査を続けます。\n")
	for i, want := range map[int]lineKind{2: item, 3: item, 5: heading} {
		if got := d.lines[i].kind; got != want {
			t.Errorf("line %q is of kind %d, not %d", d.text(d.lines[i]), got, want)
		}
	}
}
