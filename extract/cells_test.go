package extract

import (
	"strings"
	"testing"
)

func TestCellBreaks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"rows parted by blank lines, below heads",
			"まとめ\n\n公表日\n組織名\n件数\n\n5月8日\n葦原商会\n300件\n\n5月9日\n霧丘市\n20件\n",
			"まとめ\n\n公表日|組織名|件数\n5月8日|葦原商会|300件\n5月9日|霧丘市|20件\n"},
		{"one line behind the other",
			"No.\n公表日\n組織名\n1\n2025/5/8\n葦原商会\n2\n2025/5/9\n霧丘市\n以上",
			"No.|公表日|組織名\n1|2025/5/8|葦原商会\n2|2025/5/9|霧丘市\n以上"},
		{"rows without heads",
			"5月8日\n葦原商会\n300件\n\n5月9日\n霧丘市\n20件\n\n5月10日\n霧丘大学\n5件",
			"5月8日|葦原商会|300件\n5月9日|霧丘市|20件\n5月10日|霧丘大学|5件"},
		{"parted by a sign, blank lines between rows",
			"一覧\n\nNo／公表日／組織名／概要\n\n1／5月8日／葦原商会／氏名／住所の紛失\n\n2／5月9日／霧丘市／誤送信\n\n以上",
			"一覧\n\nNo|公表日|組織名|概要\n1|5月8日|葦原商会|氏名/住所の紛失\n2|5月9日|霧丘市|誤送信\n以上"},
		{"a table of Markdown",
			"| 公表日 | 組織 | 規模 |\n| --- | --- | --- |\n| 2025年5月8日 | 葦原商会 | 300件 |\n| 2025年5月9日 | 霧丘市 | 20件 |\n以上",
			"公表日|組織|規模 \n---|---|--- \n2025年5月8日|葦原商会|300件 \n2025年5月9日|霧丘市|20件 \n以上"},
		{"a day in the last cell",
			"事件 | 会社名 | 公表日\n紛失 | 葦原商会 | 2025年5月8日\n誤送信 | 霧丘市 | 2025年5月9日\n以上",
			"事件|会社名|公表日\n紛失|葦原商会|2025年5月8日\n誤送信|霧丘市|2025年5月9日\n以上"},
		{"days over points", "5月8日\n▶葦原商会\n300件\n\n5月9日\n▶霧丘市\n20件\n\n5月10日\n▶霧丘大学\n5件", ""},
		{"signs without a table", "公表日/組織名/概要を書く。\n1|2の確率。\n5月8日/葦原商会", ""},
		{"labels of one case", "公表日\n2025年5月8日\n件数\n300件\n概要\n紛失した。", ""},
		{"paragraphs that begin with a day", "5月8日\n発表した。\n\n5月9日\n調べた。\n\n5月10日\n終えた。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			want := c.want
			if want == "" {
				want = c.text
			}
			if got := strings.ReplaceAll(strings.ReplaceAll(normalize(c.text).s, " \t", "\t"), "\t", "|"); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
