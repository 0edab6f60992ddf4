package extract

import (
	"strings"
	"testing"
)

func TestServiceContexts(t *testing.T) {
	for _, c := range serviceContexts {
		if len(namedServices(c.hit)) == 0 {
			t.Errorf("silent on %q", c.hit)
		}
		if got := namedServices(c.miss); len(got) > 0 {
			t.Errorf("finds %q in %q", c.miss[got[0][0]:got[0][1]], c.miss)
		}
	}
}

func TestReadServices(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a site by its kind", "会員サイト「みずうみクラブ」が不正アクセスを受けました。", "みずうみクラブ"},
		{"an alias is no name", "当社の通販サイト(以下「当サイト」)が不正アクセスを受けました。", ""},
		{"words of the general kind are no name", "「公式サイト」への不正アクセスがありました。", ""},
		{"speech is no name", "同社は「サービスを止めて調べている」と話している。", ""},
		{"the title of a document is no name", "サイト「不正アクセスに関するお知らせ」をご覧ください。", ""},
		{"an attacker is no service", "攻撃者集団「クロミズ」のサイトに名前が載った。", ""},
		{"names in a list are of one kind", "「みずうみ館」「やま館」「もり館」などのサイトが不正アクセスを受けた。", "みずうみ館 やま館 もり館"},
		{"a site, not the shop behind it", "「みずうみ堂」を運営する会社は、「みずうみ堂オンライン」で購入した人の情報が漏れたと発表した。", "みずうみ堂オンライン"},
		{"an operator who speaks", "「みずうみ便」の会員情報が流出した。「みずうみ便」は3日、経緯を発表した。", ""},
		{"what any organisation has", "「文書管理システム」への不正アクセスがあった。", ""},
		{"a product merely used", "「Googleドライブ」の会員名簿が公開されていた。", ""},
		{"a contractor is no service", "業務の委託先である「みずうみサービス」のサーバーが不正アクセスを受けた。", ""},
		{"nor is what was lost", "教諭は「旅行のしおり」を使用したあとに紛失した。", ""},
		{"other cases name no service", "2021年には、予約サイト「やま旅」でも同様の被害があった。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument("お知らせ\n\n" + c.text)
			b := d.whole()
			var names []string
			for _, s := range d.readServices(&b) {
				names = append(names, s.Name)
			}
			if got := strings.Join(names, " "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
