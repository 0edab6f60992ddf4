package extract

import (
	"slices"
	"strings"
	"testing"
)

// incidents tells what a text is read as: for each incident the roles of its
// organisations, the breached one first.
func incidents(t *testing.T, text string) (out []string) {
	t.Helper()
	for _, inc := range extractor(t).Extract(Article{Text: text, Published: "2025-05-20"}).Incidents {
		var orgs []string
		for _, o := range inc.Organizations {
			who := o.Role + " " + o.Name
			if o.Anonymous {
				who = o.Role + " unnamed " + o.Name
			}
			orgs = append(orgs, who)
		}
		out = append(out, strings.Join(orgs, ", "))
	}
	return out
}

func TestRolesOfParties(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"who announces", `キリオカ商会、顧客名簿を紛失

キリオカ商会株式会社は5月8日、顧客300人の氏名を記した名簿を紛失したと発表した。`,
			"breached キリオカ商会株式会社"},
		{"who signs", `お詫びとご報告

このたび、当社の従業員がお客様の氏名を記した書類を紛失いたしました。深くお詫び申し上げます。

2025年5月8日
株式会社キリオカ商会
代表取締役 葦原太郎`,
			"breached 株式会社キリオカ商会"},
		{"the contractor where it happened, and its client", `霧丘市、委託先が名簿を紛失

霧丘市は5月8日、検診の案内の発送を委託していたキリオカ印刷株式会社が、市民300人の氏名を記した名簿を紛失したと発表した。`,
			"breached キリオカ印刷株式会社, affected 霧丘市"},
		{"the last of a chain of contractors", `霧丘市、再委託先で名簿を紛失

霧丘市は5月8日、調査を委託したミナヅル企画株式会社の再委託先であるキリオカ印刷株式会社で、市民300人の名簿が紛失したと発表した。`,
			"breached キリオカ印刷株式会社, affected 霧丘市, affected ミナヅル企画株式会社"},
		{"an unnamed contractor: who answers for the data", `霧丘市、委託先が名簿を紛失

霧丘市は5月8日、委託先の業者が市民300人の氏名を記した名簿を紛失したと発表した。`,
			"breached 霧丘市"},
		{"the subsidiary that was hit", `ミナヅル電機、子会社で情報流出

ミナヅル電機株式会社は5月8日、子会社のミナヅル精工株式会社のサーバーが不正アクセスを受け、社員300人の氏名が流出したと発表した。`,
			"breached ミナヅル精工株式会社, affected ミナヅル電機株式会社"},
		{"a client that announces what its provider lost", `ミナヅル電算、勤怠サービスに不正アクセス

勤怠管理サービスの開発・提供を行うミナヅル電算株式会社は5月8日、サーバーが不正アクセスを受け、利用企業の従業員の氏名が流出したと発表した。
キリオカ運送株式会社は5月12日、従業員300名の氏名が対象となったことを公表した。`,
			"breached ミナヅル電算株式会社, affected キリオカ運送株式会社"},
		{"a body whose name stands where those of services do", `元社員が顧客データを持ち出しか

葦原県警は5月8日、配送サービスを行う「ミナヅル便」の顧客データ300件が持ち出された事件で、元社員を逮捕した。ミナヅル便は流出に気付き、警察に相談していた。`,
			"breached ミナヅル便"},
		{"who is one of many is no body", `キリオカ公園利用者のアドレス漏えいについて

葦原市は5月8日、キリオカ公園利用者42人のメールアドレスを誤って送ったと発表した。`,
			"breached 葦原市"},
		{"clients in a table", `ミナヅル電算、予約システムで情報流出

ミナヅル電算株式会社は5月8日、施設予約システムが不正アクセスを受け、利用者の氏名が流出したと発表した。

【内訳】
霧丘市　1,200人（5月9日）
遠江野町　300人（5月10日）`,
			"breached ミナヅル電算株式会社, affected 霧丘市, affected 遠江野町"},
		{"rows that name no organisation", `ミナヅル電算、情報流出

ミナヅル電算株式会社は5月8日、サーバーが不正アクセスを受け、会員の氏名が流出したと発表した。

【内訳】
正会員　1,200人
準会員　300人`,
			"breached ミナヅル電算株式会社"},
		{"a town that its rank takes up", `児童の名簿を誤送信

葦原県内の霧丘町で、放課後の預かりを町から任されたNPO法人キリオカ会が、児童30人の名簿を誤って別の施設に送っていた。町が5月8日に公表した。`,
			"breached NPO法人キリオカ会, affected 霧丘町"},
		{"who looked, and whose data lay open", `契約者の情報を無断で閲覧

キリオカ電機株式会社は5月8日、系列のミナヅル電機株式会社の営業社員らが、契約者30人の氏名を無断で閲覧していたと発表した。`,
			"breached キリオカ電機株式会社, breached ミナヅル電機株式会社"},
		{"who was told looks on", `キリオカ商会、顧客名簿を紛失

キリオカ商会株式会社は5月8日、顧客300人の名簿を紛失したと発表した。個人情報保護委員会に報告し、葦原県警に届け出た。`,
			"breached キリオカ商会株式会社"},
		{"who investigates looks on", `キリオカ商会、情報流出

キリオカ商会株式会社は5月8日、不正アクセスで顧客300人の氏名が流出したと発表した。調査会社の株式会社ミナヅル総研に調査を依頼した。`,
			"breached キリオカ商会株式会社"},
		{"the police that lost its own papers", `葦原県警、捜査書類を紛失

葦原県警は5月8日、署員が30人の氏名を記した書類を紛失したと発表した。`,
			"breached 葦原県警"},
		{"an unnamed school", `名簿を紛失

葦原県内の私立高校は5月8日、生徒300人の氏名を記した名簿を紛失したと発表した。`,
			"breached unnamed 葦原県内の私立高校"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); !slices.Equal(got, []string{c.want}) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestNamesOfOneBody reads texts that name one body in two ways: it is one party, named
// by its fullest form, and the others stand beside it.
func TestNamesOfOneBody(t *testing.T) {
	for _, c := range []struct{ name, text, full, also string }{
		{"with and without its legal form", "キリオカ商会株式会社は5月8日、名簿を紛失したと発表した。キリオカ商会は顧客に謝罪した。", "キリオカ商会株式会社", "キリオカ商会"},
		{"introduced with 以下", "株式会社ミナヅルキリオカシステムズ(以下「MKS」)は5月8日、名簿を紛失したと発表した。MKSは顧客に謝罪した。", "株式会社ミナヅルキリオカシステムズ", "MKS"},
		{"the town with and without its prefecture", "葦原県霧丘市は5月8日、市民の名簿を紛失したと発表した。霧丘市は市民に謝罪した。", "葦原県霧丘市", "霧丘市"},
		{"a board of education", "霧丘市教育委員会は5月8日、児童の名簿を紛失したと発表した。霧丘市教委は保護者に謝罪した。", "霧丘市教育委員会", "霧丘市教委"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := extractor(t).Extract(Article{Text: "名簿の紛失について\n\n" + c.text, Published: "2025-05-20"})
			if len(r.Incidents) != 1 || len(r.Incidents[0].Organizations) != 1 {
				t.Fatalf("read as %q", incidents(t, "名簿の紛失について\n\n"+c.text))
			}
			o := r.Incidents[0].Organizations[0]
			if o.Name != c.full || !slices.Contains(o.Also, c.also) {
				t.Errorf("named %q, also %q, want %q, also %q", o.Name, o.Also, c.full, c.also)
			}
		})
	}
}

func TestCoreName(t *testing.T) {
	for given, want := range map[string]string{
		"株式会社キリオカ":          "キリオカ",
		"キリオカ(株)":           "キリオカ",
		"学校法人 霧丘学園":         "霧丘学園",
		"「キリオカ」":            "キリオカ",
		"Kirioka Co., Ltd.": "Kirioka",
		"霧丘市":               "霧丘市",
		"株式会社":              "株式会社",
	} {
		if got := coreName(given); got != want {
			t.Errorf("%q has the core %q, want %q", given, got, want)
		}
	}
}

func TestAbbreviations(t *testing.T) {
	for _, c := range []struct {
		short, long string
		want        bool
	}{
		{"霧電", "霧丘電力", true},
		{"全葦空", "全日本葦原航空", true},
		{"霧丘", "霧丘電力", false}, // its beginning, which says nothing
		{"電霧", "霧丘電力", false},
		{"霧", "霧丘電力", false},
		{"キデ", "キリオカデンキ", false},
		{"霧電", "霧丘の電力", false},
	} {
		if got := isAbbreviation(c.short, c.long); got != c.want {
			t.Errorf("%q for %q: %v", c.short, c.long, got)
		}
	}
}

func TestSignatures(t *testing.T) {
	for _, c := range []struct {
		line string
		want bool
	}{
		{"株式会社キリオカ商会", true},
		{"株式会社キリオカ商会 代表取締役 葦原太郎", true},
		{"2025年5月8日 株式会社キリオカ商会", true},
		{"発表者:株式会社キリオカ商会", true},
		{"霧丘市 総務課", true},
		{"・株式会社キリオカ商会", false},
		{"株式会社キリオカ商会は謝罪した。", false},
		{"謝罪した。株式会社キリオカ商会", false},
	} {
		d := newDocument("名簿の紛失について\n\n失くした。\n" + c.line + "\n")
		ms := extractor(t).findOrganizations(d, nil)
		if len(ms) != 1 {
			t.Errorf("%d names in %q", len(ms), c.line)
			continue
		}
		if got := d.signature(ms[0]); got != c.want {
			t.Errorf("%q signs: %v", c.line, got)
		}
	}
}

// TestPartiesOfOtherCases holds that who is named in one case of a list is no party of the
// others, which are cases of the body that publishes the list.
func TestPartiesOfOtherCases(t *testing.T) {
	got := extractor(t).Extract(Article{Text: `今年度の個人情報の事故について(霧丘市)

霧丘市では、市が保有する個人情報の漏えい等について半年ごとに公表しています。4月から9月までに発生したものは次の2件です。

事例(1) 誤交付
 発生日:5月10日
 担当:市民課
 内容:住民票の写し2通を、別の方へ誤って交付した。
 人数:3人 項目:氏名、住所、生年月日

事例(2) 紛失
 発生日:7月3日
 担当:こども課(委託先:学童保育「しずくのいえ」)
 内容:緊急連絡カードの綴り1冊を、「しずくのいえ」の事務室で紛失した。
 人数:39人 項目:氏名、電話番号
`, Published: "2023-10-20"})
	if len(got.Incidents) != 2 {
		t.Fatalf("%d incidents, want 2", len(got.Incidents))
	}
	for _, o := range got.Incidents[0].Organizations {
		if o.Name != "霧丘市" {
			t.Errorf("%s %s is no party of the first case", o.Name, o.Role)
		}
	}
	if o := got.Incidents[1].Organizations[0]; o.Name != "しずくのいえ" || o.Role != "breached" {
		t.Errorf("the second case is %s %s", o.Name, o.Role)
	}
}
