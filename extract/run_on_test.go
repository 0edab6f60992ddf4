package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestRunOnPoints(t *testing.T) {
	for text, want := range map[string][]string{
		"１．青葉市は、名簿を失くした。２．緑社は、攻撃を受けた。 ３．桜校は、誤送信した。": {"1.青葉市は、名簿を失くした。", "2.緑社は、攻撃を受けた。", "3.桜校は、誤送信した。"},
		"①名簿を失くした。②攻撃を受けた。":                         {"①名簿を失くした。", "②攻撃を受けた。"},
		"次のとおり。(1)概要 名簿を失くした。(2)原因 不注意。":            {"次のとおり。", "(1)概要 名簿を失くした。", "(2)原因 不注意。"},
		"■概要 名簿を失くした。　■原因 不注意だった。":                  {"■概要 名簿を失くした。", "■原因 不注意だった。"},
		// no points: they do not count up, do not follow a sentence, are figures
		"名簿を失くした。2.攻撃を受けた。":      {"名簿を失くした。2.攻撃を受けた。"},
		"1.名簿を失くした。3.攻撃を受けた。":    {"1.名簿を失くした。3.攻撃を受けた。"},
		"名簿を失くした。1.5万人分。2.5万人分。": {"名簿を失くした。1.5万人分。2.5万人分。"},
		"①氏名②住所③電話番号が含まれる。":      {"①氏名②住所③電話番号が含まれる。"},
		"1.名簿を失くした。①攻撃を受けた。":     {"1.名簿を失くした。①攻撃を受けた。"},
		"名簿を失くした。■概要は以下のとおり。":    {"名簿を失くした。■概要は以下のとおり。"},
	} {
		n := normalize(text)
		if got := strings.Split(n.s, "\n"); !slices.Equal(got, want) {
			t.Errorf("%s: %q", text, got)
		}
		if e := n.evidence(0, len(n.s)); e.Text != text {
			t.Errorf("%s: the way back gives %q", text, e.Text)
		}
	}
}
