package extract

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestNormalize(t *testing.T) {
	for _, c := range []struct {
		name, given, normal string
		find, original      string // a part of the normal text and what it was made of
	}{
		{"plain", "顧客の氏名が漏れた。", "顧客の氏名が漏れた。", "氏名", "氏名"},
		{"full-width", "２０２５年３月、Ｘ社の１，２００件（推計）", "2025年3月、X社の1,200件(推計)", "1,200件", "１，２００件"},
		{"half-width katakana", "ﾃﾞｰﾀとﾊﾟｽﾜｰﾄﾞ｡", "データとパスワード。", "パスワード", "ﾊﾟｽﾜｰﾄﾞ"},
		{"a sound mark belongs to its kana", "ﾃﾞｰﾀ", "データ", "デ", "ﾃﾞ"},
		{"half-width marks", "｢ｱｼ｣､ｱｼ･ﾖｼ", "「アシ」、アシ・ヨシ", "「アシ」", "｢ｱｼ｣"},
		{"combining sound marks", "か\u3099くし\u3099 は\u309aん", "がくじ ぱん", "がく", "か\u3099く"},
		{"circled digits stay", "①382件", "①382件", "382件", "382件"},
		{"black circled digits stay", "❸12人", "❸12人", "12人", "12人"},
		{"digits in brackets stay", "⑴3件⒈4件", "⑴3件⒈4件", "3件", "3件"},
		{"Kangxi radicals", "⽇本⼤学、⻑野県⺠", "日本大学、長野県民", "日本大学", "⽇本⼤学"},
		{"squared legal form", "㈱葦原", "(株)葦原", "(株)葦原", "㈱葦原"},
		{"a part of a squared form is all of it", "㈱葦原", "(株)葦原", "株", "㈱"},
		{"Roman numeral", "第Ⅳ期", "第IV期", "IV", "Ⅳ"},
		{"wave dash", "3日〜5日", "3日~5日", "3日~5日", "3日〜5日"},
		{"a label that is spread", "概　　要\n１　日　時：5月1日\n林　薫子\n　対　応", "概要\n1 日時:5月1日\n林 薫子\n 対応", "日時", "日　時"},
		{"cells of a drawn table", "│霧丘市　│名簿│", "\t霧丘市 \t名簿\t", "霧丘市", "霧丘市"},
		{"full-width tilde", "3日～5日", "3日~5日", "~", "～"},
		{"wavy dash", "3日〰5日", "3日~5日", "~", "〰"},
		{"tilde operator", "3日∼5日", "3日~5日", "~", "∼"},
		{"minus sign", "4−1", "4-1", "4-1", "4−1"},
		{"hyphen", "4‐1", "4-1", "4-1", "4‐1"},
		{"non-breaking hyphen", "4‑1", "4-1", "4-1", "4‑1"},
		{"zero-width space", "個\u200b人情報", "個人情報", "個人", "個\u200b人"},
		{"zero-width joiners at the edges", "\u200d氏名\u2060", "氏名", "氏名", "氏名"},
		{"byte order mark", "\ufeff氏名", "氏名", "氏名", "氏名"},
		{"soft hyphen", "Ka\u00adwara", "Kawara", "Kawara", "Ka\u00adwara"},
		{"direction marks", "\u202a氏名\u202c", "氏名", "氏名", "氏名"},
		{"variation selector", "葛\ufe00城市", "葛城市", "葛城", "葛\ufe00城"},
		{"ideographic variation selector", "辻\U000e0100堂", "辻堂", "辻", "辻\U000e0100"},
		{"footnote superscript", "1,200件³です", "1,200件です", "件です", "件³です"},
		{"ideographic space", "氏名　住所", "氏名 住所", " ", "　"},
		{"no-break space", "氏名\u00a0住所", "氏名 住所", " ", "\u00a0"},
		{"CRLF", "氏名\r\n住所\r\n", "氏名\n住所\n", "氏名\n住所", "氏名\r\n住所"},
		{"CR alone", "氏名\r住所", "氏名\n住所", "\n", "\r"},
		{"line separator", "氏名\u2028住所", "氏名\n住所", "\n", "\u2028"},
		{"form feed", "氏名\f住所", "氏名\n住所", "\n", "\f"},
		{"control characters", "氏名\x00\x1b住所", "氏名  住所", "  ", "\x00\x1b"},
		{"tab stays", "氏名\t住所", "氏名\t住所", "\t", "\t"},
		{"half-width middle dot", "氏名･住所", "氏名・住所", "・", "･"},
		{"broken UTF-8", "氏\xff名", "氏 名", "氏 名", "氏\ufffd名"},
		{"empty", "", "", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			n := normalize(c.given)
			if n.s != c.normal {
				t.Fatalf("%q became %q, want %q", c.given, n.s, c.normal)
			}
			i := strings.Index(n.s, c.find)
			if got := n.original(i, i+len(c.find)); got != c.original {
				t.Errorf("%q was made of %q, want %q", c.find, got, c.original)
			}
			mapsBack(t, n)
		})
	}
}

// mapsBack holds that every byte of a normal text was made of code points of the given
// one, in order, and the bytes of a character of the same.
func mapsBack(t *testing.T, n *normalText) {
	t.Helper()
	n.locate()
	if len(n.places) != len(n.s) {
		t.Fatalf("%d bytes, %d places", len(n.s), len(n.places))
	}
	if !utf8.ValidString(n.s) {
		t.Errorf("%q is no UTF-8", n.s)
	}
	last := place{}
	for i, p := range n.places {
		if p.start < last.start || p.end < last.end {
			t.Errorf("the places of %q go back: %v", n.s, n.places)
		}
		if p.start < 0 || p.start >= p.end || int(p.end) > len(n.given) {
			t.Fatalf("byte %d of %q was made of %v of %d code points", i, n.s, p, len(n.given))
		}
		if !utf8.RuneStart(n.s[i]) && p.start != last.start {
			t.Errorf("byte %d of %q is torn from its character", i, n.s)
		}
		last = p
	}
}

// Full-width signs are folded without asking for their normal form.
func TestFoldFullWidth(t *testing.T) {
	for r := '！'; r <= '｝'; r++ {
		if got, want := fold([]rune{r}), norm.NFKC.String(string(r)); got != want {
			t.Errorf("%c is %q, want %q", r, got, want)
		}
	}
}

func TestSpanOutOfRange(t *testing.T) {
	n := normalize("氏名")
	for _, c := range [][2]int{{-1, 3}, {0, 7}, {3, 3}, {3, 0}} {
		if i, j := n.span(c[0], c[1]); i != 0 || j != 0 {
			t.Errorf("span(%d, %d) = %d, %d, want none", c[0], c[1], i, j)
		}
	}
}

func FuzzNormalize(f *testing.F) {
	for _, s := range []string{"", "㈱ﾃﾞｰﾀ\r\n①382件\u200b", "\xff\xfe", "か\u3099\u3099\u3099", wrapped("\r\n")} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { mapsBack(t, normalize(s)) })
}
