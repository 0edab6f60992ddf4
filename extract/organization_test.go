package extract

import (
	"strings"
	"testing"
)

// names lists the organisations found in a text, each behind its rule.
func names(t *testing.T, text string) []string {
	t.Helper()
	d := newDocument(text)
	var out []string
	for _, m := range extractor(t).findOrganizations(d, nil) {
		out = append(out, strings.TrimPrefix(m.rule, "org/")+" "+d.s[m.start:m.end])
	}
	return out
}

// marked splits a text at «» into itself without the marks and the words in them.
func marked(t *testing.T, text string) (plain string, words []string) {
	t.Helper()
	for rest := text; ; {
		before, tail, ok := strings.Cut(rest, "«")
		plain += before
		if !ok {
			return plain, words
		}
		word, tail, ok := strings.Cut(tail, "»")
		if !ok {
			t.Fatalf("no » in %q", text)
		}
		words, plain, rest = append(words, word), plain+word, tail
	}
}

// TestOrganizations reads names in sentences: every marked one must be found, with this
// very span and by this rule, and no other.
func TestOrganizations(t *testing.T) {
	for _, c := range []struct {
		rule string
		hits []string
		near []string // the rule must be silent
	}{
		{"legal-prefix", []string{
			"2025年5月1日\n«有限会社あしのは工房»\n代表取締役 葦原一郎\n\n名簿を失くしました。", "«株式会社葦原商店»は発表した。", "«有限会社 霧丘家具»が運営する。", "«(株)ヨシハラ»の社員が失くした。", "«一般社団法人霧丘観光協会»によると、名簿がない。",
			"«学校法人葦原学園»で起きた。", "«医療法人社団霧丘会 みずほ病院»は発表した。", "«独立行政法人葦原研究所»の職員だった。", "«国立大学法人霧丘大学»に聞いた。",
			"«株式会社ヨシハラ»代表取締役は陳謝した。", "«株式会社のどか園芸»は発表した。", "漏らしたのは«株式会社ヨシハラ»だ。", "委託先 «株式会社こだちの郷»(東京)", "顧客は«株式会社あしはら商会»を訪ねた。",
		}, []string{"株式会社の登記を調べた。", "株式会社のみなさまへ知らせた。", "株式会社は法人である。", "法人のお客様へ知らせた。"}},
		{"legal-suffix", []string{
			"«葦原電機株式会社»は発表した。", "委託先の«ヨシハラシステム株式会社»が失くした。", "«霧丘観光開発合同会社»の従業員。", "親会社である«葦原ホールディングス株式会社»が明かした。", "«ヨシハラ印刷(株)»は陳謝した。", "«すみれ丘運送株式会社»は発表した。", "«ほたる野製菓株式会社»が失くした。",
		}, []string{"ある株式会社が失くした。", "同社は株式会社である。"}},
		{"latin-form", []string{"«Ashihara Trading Co., Ltd.»が被害を受けた。", "«YOSHIHARA GmbH»に侵入した。", "«Re-Reed Inc.»が失くした。"}, []string{"Ashihara Ltdrという名だ。", "海外のAshihara\nCo., Ltd. に侵入した。"}},
		{"public-body", []string{"«富山県立大»は発表した。"}, []string{"富山県立の学校で失くした。"}},
		{"public-school", []string{"学校名|«霧丘市立葦原小学校»\n発生日|5月1日", "«葦原県立霧丘高校»で名簿を失くした。", "«霧丘市立みずほ病院»は発表した。", "«市立葦原図書館»の端末だった。", "«県立鷺が峰高等学校»長", "«府立葦の海青少年の家»所長", "«県立うみべ農業大学校»の名簿。"}, []string{"県立の高校で失くした。", "市立病院という形がある。", "区立小学校が名簿を失くした。"}},
		{"public-form", []string{"«葦原県»は5日に発表した。", "«霧丘市»職員が失くした。", "«葦原市教育委員会»によると紛失した。", "«霧丘町»議会に報告した。", "«葦原県霧丘市»は発表した。", "«葦原県霧丘市水道局»が失くした。", "葦原県の«霧丘町»は発表した。", "«福井県うたの郷町»は発表した。", "«長野県楢之原村»が失くした。"}, []string{"県内の店で失くした。", "市場に出回った。", "両市で集めた。", "中心市街地に落ちていた。"}},
		{"agency", []string{"«厚生労働省»は発表した。", "«霧丘税務署»で失くした。", "«葦原県警»が公表した。"}, []string{"省内で集めた。", "警察に届けた。"}},
		{"ending", []string{"«霧丘大学»は発表した。", "«霧丘銀行»の行員だった。", "«霧丘信用金庫»が明かした。", "«日本救命士連盟»に通報があった。", "«港湾荷役従事者安全協会»の職員。", "«海洋資源総合研究所»(東京)の端末。", "«製パン連合国民健康保険組合»の名簿。"}, []string{"大学で失くした。", "関係機関連絡協議会で話した。", "市の情報基盤機構の職員。", "近くの銀行の人。", "総合病院で失くした。", "救急病院は発表した。", "出身小学校で失くした。", "地元信用金庫が明かした。", "プレスリリースを出した。"}},
		{"framed", []string{
			"«葦の丘こどもクリニック»では、名簿を失くした。", "「«ゆうなぎ歯科»」から届いた。", "«夕映女子大学» 広報室", "«市立わかくさ保育所»で失くした。", "«岬の里港湾労働組合»のみなさん", "«よつば台歯科医院»は発表した。", "«よしはら病院»で失くした。", "«夕映信用組合»は発表した。", "«若草小学校»で失くした。", "霧丘町の«そなた商工会»は知らせた。",
		}, []string{"近くのこども園で失くした。", "娘の通う中学校では配った。", "既に中学校では配った。", "大きな病院は発表した。", "かかりつけの歯科医院から届いた。", "すべての市立小学校で配った。", "この協同組合連合会は配った。", "病院側の病院が配った。", "関係する健康保険組合へ送った。", "救急病院は発表した。", "出身小学校で失くした。", "地元信用金庫が明かした。"}},
		{"legal", []string{
			"«特定非営利活動法人「手と手の工房あしはら」»から届いた。", "・«NPO法人 つむぎの舎» …… 118件", "発送を頼んだ「«(株)あしづか発送センター»」が失くした。", "サイトを動かす«アルバイトの森株式会社»の不具合だ。", "«ヨシハラあおば(株)»(11/22)", "«すみれ坂タクシー(資)»の利用者", "«Ashi Works (Dalian) Co., Ltd.»の元社員", "«ゆめも株式会社»が扱う。",
		}, []string{"その法人の代表は語った。", "ある会社(資本金)の話だ。"}},
		{"co-op", []string{"«コープ霧丘みなと»は発表した。", "«JAはこべ南»、ほか"}, []string{"生協に頼んだ。", "生協側は知らない。", "生協が会見した。"}},
		{"prefix-form", []string{"«生活協同組合ヨシハラ»は発表した。", "«専門学校霧丘カレッジ»で起きた。"}, []string{"生活協同組合の仕組みを話した。"}},
		{"bracketed", []string{"通販大手の「«キリオカ»」が被害を明かした。"}, []string{"合言葉の「キリオカ」を入れた。"}},
		{"according-to", []string{"«ヨシハラ»によると、名簿がない。"}, []string{"規則によると、名簿がいる。"}},
		{"subject", []string{"«ヨシハラ»は名簿を失くしたと発表した。"}, []string{"カタログは名簿と一緒に置いた。"}},
		{"target", []string{"«ヨシハラ»への不正アクセスが分かった。"}, []string{"ヨシハラへの道を聞いた。"}},
		{"apposition", []string{"予約サイトを運営する«ヨシハラ»が明かす。", "委託先の«キリオカ»に預けた。"}, []string{"予約をするヨシハラがいた。"}},
		{"entrusted", []string{"検針を任せている«ヨシハラ»が失くした。"}, []string{"検針を任せている社員の車が荒らされた。"}},
		{"contract", []string{"発送を«キリオカ»に委託していた。", "印刷は«キリオカ»に再委託された。"}, []string{"発送をヨシハラに頼もうと思う。"}},
		{"sender", []string{"お詫び\n\n«ビストロ葦の音»の店主、霧丘です。"}, []string{"お詫び\n\n小さな店の店主、霧丘です。", "お詫び\n\n会の代表は霧丘です。"}},
		{"greeting", []string{"お詫び\n\nいつも«葦の音»をご利用いただき、ありがとうございます。"}, []string{"お詫び\n\nいつも当店をご利用いただき、ありがとうございます。", "お詫び\n\nいつもサービスをご利用いただき、ありがとうございます。"}},
		{"cleft", []string{"名簿を失くしたのは«ヨシハラ»だった。"}, []string{"名簿を失くしたのは残念だった。"}},
		{"seat", []string{"«ヨシハラ»(東京)の名簿だ。"}, []string{"ヨシハラ(推定)の名簿だ。"}},
	} {
		for _, hit := range c.hits {
			text, want := marked(t, hit)
			found := names(t, text)
			for _, w := range want {
				if !contains(found, c.rule+" "+w) {
					t.Errorf("%s: %q is not found in %q, but %q", c.rule, w, text, found)
				}
			}
			if len(found) != len(want) {
				t.Errorf("%s: found %q in %q", c.rule, found, text)
			}
		}
		for _, text := range c.near {
			for _, n := range names(t, text) {
				if strings.HasPrefix(n, c.rule+" ") {
					t.Errorf("%s: found %q in %q", c.rule, n, text)
				}
			}
		}
	}
}

func contains(list []string, s string) bool {
	for _, x := range list {
		if x == s {
			return true
		}
	}
	return false
}
