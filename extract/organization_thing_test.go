package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestThings holds that phrases for things, acts and departments are no bodies where bodies stand,
// and that bodies called like them are.
func TestThings(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"商談用のノート紛失、40人分の氏名 葦原支店\n\n名簿を失くした。", "商談用のノート紛失", ""},
		{"集計用のエクセルファイルを、3年前から誰もが見られたと発表した。", "エクセルファイル", ""},
		{"仕入係の社員が名簿を失くした。", "仕入係", ""},
		{"葦原市は名簿を失くした。失くしたのは市の清掃事務所の男性だ。", "清掃事務所", ""},
		{"・点検室内、車両を探したが、紛失した名簿は見つからない。", "点検室内", ""},
		{"・書き損じた整理券 名簿を紛失した。", "書き損じた整理券", ""},
		{"委託先の職員が「警告音詐欺」に遭い、名簿が流出した。", "警告音詐欺", ""},
		{"診察券は当社の委託する検査機関(以下「担当機関」)が失くした。担当機関に発送を委託した。", "担当機関", ""},
		{"当社の「みずほ予約サービス」が止まった。", "みずほ予約サービス", ""},
		{"葦原県の食品・衣料・雑貨など12社が集まった。", "衣料", ""},
		{"山梨、長野両県の会社が名簿を失くした。", "長野両県", ""},
		{"印刷会社の「ヨシハラコード」によると、名簿が流出した。", "ヨシハラコード", "ヨシハラコード"},
	} {
		var got string
		for _, n := range names(t, c.text) {
			if _, name, _ := strings.Cut(n, " "); name == c.name {
				got = name
			}
		}
		if got != c.want {
			t.Errorf("%q reads %q, want %q", c.text, got, c.want)
		}
	}
}

// TestPairedBrackets holds that names have no half of a pair of brackets, nor marks around them.
func TestPairedBrackets(t *testing.T) {
	for _, c := range []struct{ text, name, want string }{
		{"報告[PDF](葦原堂)", "PDF](葦原堂", "葦原堂"},
		{"仲介した(葦原堂)が", "(葦原堂", "葦原堂"},
		{"▶葦原堂、", "▶葦原堂、", "葦原堂"},
		{"葦原堂(霧丘市で", "葦原堂(霧丘市", "葦原堂"},
		{"Reed (Japan) Inc. は", "Reed (Japan) Inc.", "Reed (Japan) Inc."},
		{"丘の上キャンパス(葦原大学)で", "丘の上キャンパス(葦原大学", "丘の上キャンパス(葦原大学)"},
		{"葦原堂」で", "葦原堂」", ""},
	} {
		d := newDocument(c.text)
		i := strings.Index(d.s, c.name)
		n := d.paired(nameSpan{i, i + len(c.name)})
		if got := d.s[n.start:n.end]; got != c.want {
			t.Errorf("%q in %q is %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

// TestNamesInContext holds where names end, and which of two that stand together are bodies.
func TestNamesInContext(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"一般財団法人葦原鉄道職員互助会は5日、名簿を失くしたと発表した。", []string{"一般財団法人葦原鉄道職員互助会"}},
		{"利用企業ではコトリ文具 (約1,600名)、キリオカ、葦原銀行、ヨシハラなど12社が公表した。", []string{"コトリ文具", "キリオカ", "葦原銀行", "ヨシハラ"}},
		{"霧丘医療機構西浜病院は5日、名簿を失くしたと発表した。", []string{"霧丘医療機構西浜病院"}},
		{"葦原村農業委員会は5日、名簿を失くしたと発表した。", []string{"葦原村農業委員会"}},
		{"失くしたのは、ゆうなぎが丘生活協同組合だった。", []string{"ゆうなぎが丘生活協同組合"}},
		{"対象は霧丘病院様、鈴の森町様の職員だ。", []string{"鈴の森町"}},
		{"NPO法人はこべ広場の事務局の端末から名簿が流出した。", []string{"NPO法人はこべ広場"}},
		{"検査を頼んでいた市立鵜の浦病院も発表した。", []string{"市立鵜の浦病院"}},
		{"湾の両岸を結ぶ葦原高速汽船株式会社は発表した。", []string{"葦原高速汽船株式会社"}},
		{"子会社Ashi Works America, Inc.の名簿。", []string{"Ashi Works America, Inc."}},
		{"子会社Ashi Works Melaka Sdn. Bhd.(マレーシア)の名簿。", []string{"Ashi Works Melaka Sdn. Bhd."}},
		{"新潟県の葦原市ガス水道局は発表した。", []string{"葦原市ガス水道局"}},
		{"韓国の動画配信大手キリオカが名簿の流出を発表した。", []string{"キリオカ"}},
		{"有限会社葦原縫製は発表した。", []string{"有限会社葦原縫製"}},
		{"医療法人葦原病院長は陳謝した。", []string{"医療法人葦原病院"}},
		{"特別養護老人ホームあしの里で、名簿を失くした。", []string{"特別養護老人ホームあしの里"}},
		{"はこべ・パレス管理組合法人は5日、名簿を失くしたと発表した。", []string{"はこべ・パレス管理組合法人"}},
		{"作ったのはヨシハラ・ペンという会社で、名簿を失くした。", []string{"ヨシハラ・ペン"}},
		{"海外の教材メーカーYoshiharaは5日、名簿が流出したと発表した。", []string{"Yoshihara"}},
		{"その2 調剤薬局のヨシハラは5日、名簿を失くしたと発表した。", []string{"ヨシハラ"}},
		{"委託先のAshi Works Co., Ltd.(AW社)が名簿を失くした。", []string{"Ashi Works Co., Ltd."}},
		{"構築を5月にキリオカ情報システムへ委託した。", []string{"キリオカ情報システム"}},
		{"医療法人社団霧丘会の健診センターは5日、名簿を失くしたと発表した。", []string{"医療法人社団霧丘会"}},
		{"学校法人葦の杜学園は5日、名簿を失くしたと発表した。", []string{"学校法人葦の杜学園"}},
		{"株式会社あしは測量 名簿を失くす", []string{"株式会社あしは測量"}},
		{"株式会社あしはらが謝罪 名簿を失くす", []string{"株式会社あしはら"}},
		{"5月1日|医療法人社団霧丘会 しぶきクリニック|名簿", []string{"医療法人社団霧丘会 しぶきクリニック"}},
		{"葦原県霧丘市の「黒葦共済協同組合」が名簿を失くした。", []string{"黒葦共済協同組合"}},
		{"青森県にあるむつ市立葦原病院は発表した。", []string{"むつ市立葦原病院"}},
		{"運営するヨシハラ協会の説明によると、名簿が流出した。", []string{"ヨシハラ協会"}},
		{"今週の情報漏えい事故のまとめ\n\n国内の事故\n\n[2026-10-09] ヨシハラ「かわせみ便」に不正アクセス、4万人の住所が流出\n氏名が漏れた。", []string{"ヨシハラ"}},
	} {
		var got []string
		for _, n := range names(t, c.text) {
			_, name, _ := strings.Cut(n, " ")
			got = append(got, name)
		}
		for _, w := range c.want {
			if !slices.Contains(got, w) {
				t.Errorf("%q reads %q, want %q", c.text, got, w)
			}
		}
		if c.want[0] == "黒葦共済協同組合" && len(got) != 1 {
			t.Errorf("%q reads %q too", c.text, got)
		}
	}
}

// TestBrands holds that a brand is no party beside who runs it.
func TestBrands(t *testing.T) {
	for _, text := range []string{
		"会員情報の流出\n\n宿「かわせみの里」(運営:葦原観光株式会社)が5月9日に公表。会員400人の氏名が流出した。",
		"不正アクセスのお知らせ\n\n5月9日、かわせみ便りが不正アクセスを受け、会員400人の氏名が漏えいいたしました。お詫び申し上げます。\n\nかわせみ便り事務局(葦原観光株式会社)",
	} {
		if got := incidents(t, text); !slices.Equal(got, []string{"breached 葦原観光株式会社"}) {
			t.Errorf("%q reads as %q", text, got)
		}
	}
}
