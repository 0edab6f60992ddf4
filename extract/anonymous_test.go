package extract

import "testing"

func TestDescribedOrganizations(t *testing.T) {
	for _, hit := range []string{
		"«都内の私立大学»は5月8日、名簿を紛失したと発表した。",
		"«関東地方の病院»は5月8日、名簿を紛失したと発表した。",
		"«葦原県に本社を置く食品メーカー»は5月8日、名簿を紛失したと発表した。",
		"«ある学習塾»が名簿を紛失したと発表した。",
		"«大手予備校»は名簿が流出したと公表した。",
		"«予約サイトを運営する会社»は名簿が流出したと明らかにした。",
		"«岐阜県の製造業»は5月8日、名簿を紛失したと発表した。",
		"«愛知県東霧丘市の印刷会社»は5月8日、名簿を紛失したと発表した。",
		"«首都圏の不動産仲介会社»は5月8日、名簿を紛失したと発表した。",
		"«宮城県・私立大学»は5月8日、名簿を紛失したと発表した。",
		"«長野県 スキー場»は5月8日、名簿を紛失したと発表した。",
		"«岐阜県の葬儀社»は5月8日、名簿を紛失したと発表した。",
		"«長野県内の写真館»は5月8日、名簿を紛失したと発表した。",
		"公表:岐阜県/«市立図書館»が5月8日、名簿を紛失したと発表した。",
		"公表:宮城県 2025年5月8日 «県立高等学校»が名簿を紛失したと発表した。",
		"非公表(«東北地方の市立図書館»)で5月8日、名簿を紛失したと発表した。",
		"«九州のある市»は5月8日、名簿を紛失したと発表した。",
		"«東北のとある町の教育委員会»は5月8日、名簿を紛失したと発表した。",
		"«首都圏で料理教室を営む会社»が5月8日、名簿を紛失したと発表した。",
		"«大手楽器メーカーの販売子会社»は5月8日、名簿を紛失したと発表した。",
		"«中国地方にある特別支援学校»は5月8日、名簿を紛失したと発表した。",
		"名簿を紛失したと5月8日に発表したのは«関西の不動産管理会社»だ。",
		"«県»は、職員が名簿を紛失したと発表しました。",
		"8日、«市教委»は名簿を紛失したと発表した。",
		"«福井県に工場をもつ繊維メーカー»は5月8日、名簿を紛失したと発表した。",
	} {
		text, want := marked(t, hit)
		d := newDocument("名簿の紛失\n\n" + text)
		b := d.whole()
		if o := d.anonymous(&b, false); o == nil || o.Name != want[0] || !o.Anonymous {
			t.Errorf("%q: %+v, want %q", text, o, want[0])
		}
	}
	for _, text := range []string{
		"都内の私立大学で名簿が見つかった。",        // nobody announces
		"市内の公園で名簿が見つかったと発表した。",     // a place
		"取引のある会社が名簿を紛失したと発表した。",    // another
		"県道の測量で名簿を紛失したと発表した。",      // a road
		"名簿のある棚を大学が調べたと発表した。",      // ある is a verb
		"岐阜県の職員が名簿を紛失したと発表した。",     // its own
		"岐阜県の住民が名簿を見つけたと発表した。",     // who lives there
		"国内の企業の3割で流出が起きたと発表した。",    // all of them
		"株式会社キリオカ商会は名簿を紛失したと発表した。", // named
	} {
		d := newDocument("名簿の紛失\n\n" + text)
		b := d.whole()
		if o := d.anonymous(&b, false); o != nil {
			t.Errorf("%q: found %q", text, o.Name)
		}
	}
}

// TestDescribedInAnySentence reads a description far from any announcement, which only a
// text that is sure to tell a case vouches for.
func TestDescribedInAnySentence(t *testing.T) {
	d := newDocument("名簿の紛失\n\n容疑は2月3日、霧丘県東部の家具販売会社の端末を使った疑い。")
	b := d.whole()
	if o := d.anonymous(&b, true); o == nil || o.Name != "霧丘県東部の家具販売会社" && o.Name != "県東部の家具販売会社" {
		t.Errorf("%+v", o)
	}
	if o := d.anonymous(&b, false); o != nil {
		t.Errorf("found %q", o.Name)
	}
}

func TestUnnamedIssuers(t *testing.T) {
	const sorry = "当協会は5月8日、会員の名簿を紛失いたしました。深くお詫び申し上げます。氏名、住所が記されておりました。"
	for _, c := range []struct {
		name, text, want string
	}{
		{"a letter without a head", sorry, "当協会"},
		{"the breach told apart from the name", "お知らせ\n\nこのたび、会員の個人情報が漏えいした可能性があることが判明いたしました。深くお詫び申し上げます。当協会の職員が名簿を私物の端末に移しておりました。", "当協会"},
		{"mails in its name, sent from its own infected computer", "当協会を装った不審なメールについてのお詫び\n\nこのたび、当協会の端末がウイルスに感染し、会員のアドレスが流出いたしました。ご迷惑をおかけし、お詫び申し上げます。", "当協会"},
		{"mails in its name that it did not cause", "当協会を装った不審なメールについて\n\nこのたび、当協会を装ったメールが出回っております。当協会の端末からの流出ではございません。ご心配をおかけしております。", ""},
		{"an article that shows how to write one", "お詫び文の書き方\n\n当協会では多くの文を見てきました。次は一例です。\n\nこのたび、弊社のサーバーが不正アクセスを受け、お客様の情報が流出いたしました。深くお詫び申し上げます。", ""},
		{"the body of a letter by itself", "各位\n\nこのたびの会員名簿の誤送信につきまして、弊社の調べをご報告させていただきます。名簿は53名の方に送信されておりました。", "弊社"},
		{"a product in quotes", "不審なメールに関するお詫び\n\nこの度、弊社のパソコンがコンピューターウイルス「Emotet(エモテット)」に感染し、メールアドレスが流出いたしました。深くお詫び申し上げます。", "弊社"},
		{"speech is somebody else's", "会長は「当協会の会員の名簿を紛失いたしました」と述べ、申し訳ないと陳謝した。", ""},
		{"no apology", "当協会は会員の名簿を紛失した事例を集めました。氏名、住所が記されている場合があります。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(c.text)
			b := d.whole()
			got := ""
			if o := d.anonymous(&b, false); o != nil {
				got = o.Name
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
