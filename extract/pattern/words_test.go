package pattern

import (
	"fmt"
	"slices"
	"testing"
)

func TestNeeded(t *testing.T) {
	for _, c := range []struct {
		expr string
		want []string
	}{
		{`紛失|置き?忘れ`, []string{"紛失", "置き忘れ", "置忘れ"}},
		{`メール[^。]{0,60}誤って`, []string{"メール"}},
		{`(誤|別)の?封筒`, []string{"別の封筒", "別封筒", "誤の封筒", "誤封筒"}},
		{`[映写](って|り込)`, []string{"写って", "写り込", "映って", "映り込"}},
		{`[0-9]+通`, []string{"通"}},
		{`した[^。]{1,9}[一二]報`, []string{"一報", "二報"}},
		{`(送信){2,4}`, []string{"送信"}},
		{`(紛失|盗[^。]難)(し|され)?`, []string{"盗", "紛失"}},
		{`[0-9][0-9]件`, []string{"0件", "1件", "2件", "3件", "4件", "5件", "6件", "7件", "8件", "9件"}},
		{`紛失|[^。]*`, nil},
		{`(紛失|)(盗難)?`, nil},
		{`(紛失)?`, nil},
		{`(紛失){0,2}`, nil},
		{`(?i)abc`, nil},
	} {
		got := needed(parse(c.expr))
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.expr, got, c.want)
		}
	}
}

// Of each alternative the clues are a word of each list.
func TestClues(t *testing.T) {
	for expr, want := range map[string]string{
		`紛失|(誤送|誤配)信?`:                 "[[[紛失]] [[誤送信 誤送 誤配信 誤配]]]",
		`メール[^。]{0,60}誤って`:             "[[[メール] [誤って]]]",
		`(委託|外注)先[^。]+が[^。]{2,9}(漏|流)`: "[[[委託先 外注先] [流 漏] [が]]]",
		`[^0]{4}件|[^。]*`:               "[[[件]] []]",
	} {
		if got := fmt.Sprint(clues(parse(expr))); got != want {
			t.Errorf("%s: %s, want %s", expr, got, want)
		}
	}
}

func TestHeads(t *testing.T) {
	for _, c := range []struct {
		expr, want string
	}{
		{`^流出`, "流"},
		{`^(漏え?い|[洩流]出)$`, "漏洩流"},
		{`^(約|計)?[12]人`, "約計12"},
		{`^(?:a*|b+?)(?i)k`, "abKk\u212a"},
		{`(^a|^b)c`, "ab"},
		{`^`, ""},
		{`^(約|計)?`, ""},
		{`^a|b`, ""},
		{`a^b`, ""},
		{`^[^。]`, ""},
		{`^a?$`, ""},
	} {
		if heads, ok := headsOf(parse(c.expr)); ok != (c.want != "") || ok && string(heads) != c.want {
			t.Errorf("%s: %q %v, want %q", c.expr, string(heads), ok, c.want)
		}
	}
}

func TestWindow(t *testing.T) {
	for word, want := range map[string]string{"": "", "漏": "漏", "漏えいした": "漏えい", "おいて紛失した": "て紛失"} {
		if got := string(window(word, 3)); got != want {
			t.Errorf("%s: %q, want %q", word, got, want)
		}
	}
}
