package extract

import (
	"strings"
	"testing"
)

// wrapped is a text that was wrapped at 30 characters, with the given line ends.
func wrapped(end string) string {
	return strings.Join([]string{
		"霧丘市は五日、市民会館の利用者が申し込みに使う予約の仕組みが何者か",
		"に不正に操作され、登録していた人たちの名前や住所が外から見える状態",
		"になっていたと発表した。市によると見えていたのは今年の春から夏まで",
		"に申し込んだ人のもので、いまは止めてある。",
		"",
		"担当者は取材に対し、業者とともに詳しいいきさつを調べていると話した",
		"うえで、心当たりのない電話に気をつけてほしいと呼びかけた。",
	}, end)
}

func TestWrappedTextIsJoined(t *testing.T) {
	for name, end := range map[string]string{"LF": "\n", "CRLF": "\r\n"} {
		t.Run(name, func(t *testing.T) {
			n := normalize(wrapped(end))
			mapsBack(t, n)
			for _, want := range []string{"何者かに不正", "見える状態になって", "夏までに申し込んだ", "話したうえで"} {
				i := strings.Index(n.s, want)
				if i < 0 {
					t.Errorf("%q was not joined in\n%s", want, n.s)
					continue
				}
				if got := strings.ReplaceAll(n.original(i, i+len(want)), end, ""); got != want {
					t.Errorf("%q was made of %q", want, got)
				}
			}
			if !strings.Contains(n.s, "止めてある。\n\n担当者は") {
				t.Errorf("the paragraphs were joined:\n%s", n.s)
			}
		})
	}
}

func TestLinesThatStayApart(t *testing.T) {
	full := func(n int, tail string) string { return strings.Repeat("あ", n) + tail }
	for _, c := range []struct {
		name  string
		lines []string
	}{
		{"sentences", []string{full(29, "。"), full(29, "。"), full(29, "。"), full(29, "。")}},
		{"points", []string{"・" + full(29, ""), "・" + full(29, ""), "・" + full(29, ""), "・" + full(29, "")}},
		{"headings", []string{full(30, ""), "■" + full(9, ""), full(30, ""), "【" + full(28, "】"), full(30, "")}},
		{"rows of a table", []string{"5月1日\t" + full(20, "\t9件"), "5月2日\t" + full(20, "\t8件"), "5月3日\t" + full(20, "\t7件"), "5月4日\t" + full(20, "\t6件")}},
		{"cells between bars", []string{"5月1日 | " + full(20, " | 9件"), "5月2日 | " + full(20, " | 8件"), "5月3日 | " + full(20, " | 7件"), "5月4日 | " + full(20, " | 6件")}},
		{"deep indents", []string{full(30, ""), "   " + full(28, ""), "   " + full(28, ""), "   " + full(28, "")}},
		{"short lines", []string{full(12, ""), full(12, ""), full(12, ""), full(12, "")}},
		{"two lines are no wrapping", []string{full(30, ""), full(30, "")}},
		{"lines of all lengths", []string{full(55, ""), full(22, ""), full(30, ""), full(25, "")}},
		{"paragraphs of one line each", []string{full(90, ""), full(90, ""), full(90, ""), full(90, "")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			given := strings.Join(c.lines, "\n")
			if got := normalize(given).s; strings.Count(got, "\n") != len(c.lines)-1 {
				t.Errorf("joined to\n%s", got)
			}
		})
	}
}
