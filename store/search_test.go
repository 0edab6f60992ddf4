package store

import (
	"database/sql"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// library has articles whose last path element is their name.
func library(t *testing.T) *Store {
	s := open(t)
	for _, a := range []struct{ name, title, text, published, organization string }{
		{"usb", "ＵＳＢメモリ紛失", "顧客の氏名が入ったﾒﾓﾘを紛失した。", "2025-01-01", "株式会社あけぼの商会"},
		{"leak", "お知らせ", "不正アクセスにより個人情報が流出", "2025-02-01", "ひばり市"},
		{"leak2", "お知らせ", "不正アクセスにより個人情報が流出", "2025-03-01", "つばめ市"},
		{"title", "個人情報が流出した件", "本文にはその語がない。", "2024-01-01", "すずめ町"},
		{"signs", `100%_off "NEAR" *`, "a_b c%d 'quoted' (x OR y) AND NOT -z ^w {v} : + \\", "", ""},
		{"kabu", "㈱ひばりのお詫び", "本文", "", ""},
	} {
		r := extract.Reading{}
		if a.organization != "" {
			r.Incidents = []extract.Incident{{Organizations: []extract.Organization{{Name: a.organization, Role: "breached"}}}}
		}
		save(t, s, Article{
			URL: "https://news.example/" + a.name, Seen: noon,
			Article: extract.Article{Title: a.title, Text: a.text, Published: a.published},
		}, r, "1")
	}
	return s
}

func names(hits []Hit) []string {
	var got []string
	for _, h := range hits {
		got = append(got, strings.TrimPrefix(h.URL, "https://news.example/"))
	}
	return got
}

func TestSearch(t *testing.T) {
	s := library(t)
	tests := []struct {
		words string
		want  string
	}{
		{"失", "usb"},
		{"市", "leak2 leak"}, // a party's name; newest first
		{"紛失", "usb"},
		{"流出", "title leak2 leak"}, // the title weighs most
		{"紛失した", "usb"},
		{"個人情報が流出", "title leak2 leak"},
		{"usbメモリ", "usb"}, // full width, case
		{"ＵＳＢ", "usb"},
		{"メモリを", "usb"}, // half-width kana in the text
		{"あけぼの商会", "usb"},
		{"ひばり市　流出", "leak"}, // an ideographic space parts words; party AND text
		{"不正アクセス つばめ", "leak2"},
		{"流出 紛失", ""},
		{"(株)ひばり", "kabu"},
		{"株", "usb kabu"},
		{"無い語句", ""},
		{"", ""},
		{"  　\t\n", ""},
	}
	for _, test := range tests {
		t.Run(test.words, func(t *testing.T) {
			hits, err := s.Search(t.Context(), test.words, 10)
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(names(hits), " "); got != test.want {
				t.Errorf("found %q, want %q", got, test.want)
			}
		})
	}
}

func TestSearchHostileWords(t *testing.T) {
	s := library(t)
	tests := []struct {
		words string
		found bool // in the article of signs, and nowhere else
	}{
		{`"`, true}, {`""`, false}, {`"""`, false}, {`"NEAR"`, true}, {`NEAR`, true}, {`NEAR(`, false}, {`NEAR(a b, 2)`, false},
		{`*`, true}, {`**`, false}, {`of*`, false}, {`off*`, false}, {`%`, true}, {`%%`, false}, {`_`, true}, {`__`, false},
		{`0%_`, true}, {`a_b`, true}, {`axb`, false}, {`c%d`, true}, {`cxxd`, false}, {`'`, true}, {`'quoted'`, true},
		{`'; DROP TABLE articles; --`, false}, {`(x OR y)`, true}, {`x OR 流出`, false}, {`AND NOT -z`, true}, {`^w {v}`, true},
		{`title:off`, false}, {`:`, true}, {`\`, true}, {`+`, true}, {"\x00", false}, {"a\x00b", false}, {"\xff\xfe\xfd", false},
		{"\u202e", false}, {strings.Repeat(`"`, 5000), false}, {strings.Repeat("語", 100000), false},
	}
	for _, test := range tests {
		t.Run(strconv.QuoteToASCII(test.words[:min(len(test.words), 40)]), func(t *testing.T) {
			hits, err := s.Search(t.Context(), test.words, 10)
			if err != nil {
				t.Fatal(err)
			}
			if got := slices.Equal(names(hits), []string{"signs"}); got != test.found || len(hits) > 0 && !test.found {
				t.Errorf("found %q", names(hits))
			}
		})
	}
	sound(t, s)
}

func TestSearchManyWords(t *testing.T) {
	s := library(t)
	for _, word := range []string{"紛失", "紛失した"} {
		hits, err := s.Search(t.Context(), strings.Repeat(word+" ", 5000), 10)
		if err != nil || len(hits) != 1 {
			t.Errorf("%s, repeated: %d hits, %v", word, len(hits), err)
		}
		var b strings.Builder
		for i := range 5000 {
			b.WriteString(" " + word[:3] + string(rune(0x4e00+i)) + word[3:])
		}
		if hits, err := s.Search(t.Context(), b.String(), 10); err != nil || len(hits) != 0 {
			t.Errorf("%s, varied: %d hits, %v", word, len(hits), err)
		}
	}
	two := ""
	for i := range 5000 {
		two += " " + string(rune(0x4e00+i)) + "失"
	}
	if hits, err := s.Search(t.Context(), two, 10); err != nil || len(hits) != 0 {
		t.Errorf("short ones: %d hits, %v", len(hits), err)
	}
}

func TestSearchFollowsRevisions(t *testing.T) {
	s := open(t)
	a := article("https://news.example/1")
	found := func(words string) int {
		hits, err := s.Search(t.Context(), words, 10)
		if err != nil {
			t.Fatal(err)
		}
		return len(hits)
	}
	save(t, s, a, extract.Reading{}, "1")
	a.Text = "全文を差し替えました。"
	a.Title = "訂正"
	save(t, s, a, extract.Reading{}, "1")
	for words, want := range map[string]int{"メモリを紛失": 0, "紛失": 0, "差し替え": 1, "訂正": 1, "ひばり市": 0} {
		if got := found(words); got != want {
			t.Errorf("%s: %d hits, want %d", words, got, want)
		}
	}
	save(t, s, a, reading(), "2") // newer rules find parties
	if found("ひばり市") != 1 || found("ひばり") != 1 {
		t.Error("a party of the new reading is not found")
	}
	sound(t, s)
}

func TestSearchLimit(t *testing.T) {
	s := library(t)
	for limit, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 2, 10: 3} {
		if hits, err := s.Search(t.Context(), "流出", limit); err != nil || len(hits) != want {
			t.Errorf("limit %d: %d hits, %v", limit, len(hits), err)
		}
	}
}

// TestCommonWords asks for words that more articles have than are looked at.
func TestCommonWords(t *testing.T) {
	s := open(t)
	for n, title := range []string{"情報流出の続報", "お知らせ", "お知らせ", "お知らせ", "お知らせ"} {
		save(t, s, Article{
			URL: fmt.Sprintf("https://news.example/%d", n+1), Seen: noon,
			Article: extract.Article{Title: title, Text: "個人情報流出がありました。"},
		}, extract.Reading{}, "1")
	}
	for _, words := range []string{"流出", "情報流出", "情報流出 あり"} {
		err := s.read(t.Context(), func(tx *sql.Tx) error {
			found, err := find(t.Context(), tx, terms(words), 1)
			slices.Sort(found)
			if got := fmt.Sprint(slices.Compact(found)); got != "[1 4 5]" {
				t.Errorf("%s: looks at %s, want the newest and the one with the word in its title", words, got)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestHit(t *testing.T) {
	s := open(t)
	a := article("https://news.example/1")
	a.Text = strings.Repeat("前置き。", 30) + "\n\n\x1b[31m担当者が\u202eＵＳＢﾒﾓﾘを\r\n紛失した。" + strings.Repeat("続き。", 60)
	save(t, s, a, reading(), "1")
	hits, err := s.Search(t.Context(), "usbメモリ 紛失", 10)
	if err != nil || len(hits) != 1 {
		t.Fatal(hits, err)
	}
	h := hits[0]
	if h.ArticleID != 1 || h.Title != a.Title || h.Published != "2025-07-12" ||
		!slices.Equal(h.Organizations, []string{"株式会社あけぼの商会", "ひばり市", "都内の大学"}) {
		t.Errorf("%+v", h)
	}
	var marked []string
	for _, m := range h.Marks {
		marked = append(marked, h.Snippet[m[0]:m[1]])
	}
	if !slices.Equal(marked, []string{"ＵＳＢﾒﾓﾘ", "紛失"}) {
		t.Errorf("marked %q in %q", marked, h.Snippet)
	}
	if strings.ContainsAny(h.Snippet, "\x1b\u202e\r\n\x00") || len([]rune(h.Snippet)) != snippetSize {
		t.Errorf("snippet %q", h.Snippet)
	}
}

func TestMarks(t *testing.T) {
	tests := []struct {
		name, line string
		terms      []string
		want       string
	}{
		{"two words", "氏名と住所", []string{"住所", "氏名"}, "«氏名»と«住所»"},
		{"overlapping", "個人情報", []string{"個人情", "人情報"}, "«個人情»報"},
		{"the longer wins", "個人情報", []string{"個人", "個人情報"}, "«個人情報»"},
		{"part of what one character stands for", "㈱ひばり", []string{"株"}, "«㈱»ひばり"},
		{"ligature at the end", "第㌔", []string{"キ"}, "第«㌔»"},
		{"half-width with a voiced mark", "ﾃﾞｰﾀの件", []string{"データ"}, "«ﾃﾞｰﾀ»の件"},
		{"nothing", "別の文", []string{"氏名"}, "別の文"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got, last := "", 0
			for _, m := range marksIn(test.line, test.terms) {
				got += test.line[last:m[0]] + "«" + test.line[m[0]:m[1]] + "»"
				last = m[1]
			}
			if got += test.line[last:]; got != test.want {
				t.Errorf("%s, want %s", got, test.want)
			}
		})
	}
}

func FuzzSnippet(f *testing.F) {
	f.Add("㈱ひばり市がＵＳＢﾒﾓﾘを\x00紛失\xff", "株 メモリ")
	f.Add("İstanbul ǅ ﷺ", "i̇ صلى")
	f.Fuzz(func(t *testing.T, text, words string) {
		line, marks := snippet(text, strings.Fields(fold(words)))
		last := 0
		for _, m := range marks {
			if m[0] < last || m[1] <= m[0] || m[1] > len(line) {
				t.Fatalf("marks %v in %q", marks, line)
			}
			last = m[1]
		}
	})
}
