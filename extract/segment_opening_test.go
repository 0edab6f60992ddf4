package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestCasesInRunningText reads texts that turn from one case to the next without a sign.
func TestCasesInRunningText(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"a column", "三つの忘れ物\n\n" +
			"まず霧丘市。5月8日、職員が120世帯の氏名と住所をとじた書類を電車の棚に置き忘れた。市は11日に公表した。\n\n" +
			"次に登場するのは、みずほ信用金庫だ。5月14日、行員が顧客45人の口座番号を書いた伝票を紛失した。16日の発表で理事長が陳謝している。\n\n" +
			"最後に、キリオカ整骨院。5月20日、院長が患者208人の氏名の入った媒体を落とした。発表は22日だった。\n\n" +
			"忘れ物は人の常だが、選べることもある。\n",
			[]string{"breached 霧丘市", "breached みずほ信用金庫", "breached キリオカ整骨院"}},
		{"one paragraph", "情報事故ウォッチ\n\n5月2日、霧丘市は職員が通知を別の世帯に送ったと発表した。対象は12世帯で、氏名が書かれていた。" +
			"3日には、通販の株式会社キリオカ商会がサイトの改ざんで顧客1,840人のカード番号が漏れたおそれがあると公表。" +
			"ミナヅル大学も同日、教員のメールが乗っ取られ、学生620人の氏名が見られた可能性があるとした。\n",
			[]string{"breached 霧丘市", "breached 株式会社キリオカ商会", "breached ミナヅル大学"}},
		{"unnamed bodies", "学校の事案から\n\n関東地方の公立中学校では、5月2日に担任が生徒34人の住所を書いた紙を紛失した。4日に公表した。\n\n" +
			"東北のある私立高校は、受験生318人の氏名を誤って公開していたと5月8日に発表した。\n\n" +
			"近畿の県立高校で起きたのは、盗難である。5月9日の夜、生徒271人の成績を入れたパソコンが盗まれた。\n",
			[]string{"breached unnamed 関東地方の公立中学校", "breached unnamed 東北のある私立高校", "breached unnamed 近畿の県立高校"}},
		{"two, set apart by a word", "鍵のかけ忘れ\n\n霧丘市立みずほ病院は12日、患者90人の氏名が見られる状態だったと発表した。" +
			"一方、ミナヅル市民病院も同じ日、患者33人の名簿を紛失したと公表した。\n",
			[]string{"breached 霧丘市立みずほ病院", "breached ミナヅル市民病院"}},
		{"another of the same region, told by its contractor", "ミナヅル市民病院、明細書を別の患者に\n\nミナヅル市民病院は12日、患者90人の氏名と病名を記した明細書を別の患者に渡したと発表した。\n\n" +
			"名簿の紛失も県内で昨年の秋に起きている。霧丘市から講座の運営を引き受ける株式会社キリオカ学習社が11月3日、受講者33人の氏名を記した名簿を紛失した。\n",
			[]string{"breached ミナヅル市民病院", "breached 株式会社キリオカ学習社, affected 霧丘市"}},
		{"several under the head of a month", "個人情報の事故\n\n【4月】\n霧丘市が18人分の記録を別人に郵送した。4月3日に発表。\n" +
			"株式会社キリオカ商会の通販サイトが不正アクセスを受け、会員4,200人の住所が流出したおそれ。公表は4月21日。\n\n" +
			"【5月】\nミナヅル大学は5月15日、学生71人のメールアドレスをCCに入れて誤送信したと公表した。\n",
			[]string{"breached 霧丘市", "breached 株式会社キリオカ商会", "breached ミナヅル大学"}},
		{"a table whose cells have lines of their own", "事故の一覧(令和7年1月)\n\n1月8日\n霧丘市\n通知を別世帯に誤送付\n12人\n\n" +
			"1月16日\nミナヅル大学\n名簿を記した書類を紛失\n40人\n\n1月29日\nみずほ県立病院\nUSBメモリの盗難\n310人\n",
			[]string{"breached 霧丘市", "breached ミナヅル大学", "breached みずほ県立病院"}},
		{"new points filled, follow-ups hollow", "今月の個人情報の事故から\n\n■霧丘市/5月2日公表\n名簿300人分を紛失した。\n\n□ミナヅル大学/5月9日公表\n学生80人の住所を誤送信した。\n",
			[]string{"breached 霧丘市", "breached ミナヅル大学"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); !slices.Equal(got, c.want) {
				t.Errorf("read as %q, want %q", got, c.want)
			}
		})
	}
}

// TestPartiesOfOneStory reads reports of one case in which several organisations are the
// topic of a sentence.
func TestPartiesOfOneStory(t *testing.T) {
	const lead = "霧丘市は5日、講座の申込システムが不正アクセスを受け、申込者2,140人の氏名が流出した可能性があると発表した。\n\n"
	for _, c := range []struct{ name, text string }{
		{"the contractor", "申込者の名簿が流出 霧丘市\n\n" + lead + "システムを運営するのは株式会社ヨシハラ情報。同社によると、2日夜に攻撃を受け、3日に市へ連絡した。ヨシハラ情報は4日、ほかの町の310人分も閲覧された可能性があると公表した。\n"},
		{"a remark", "申込者の名簿が流出 霧丘市\n\n" + lead + "ミナヅル大学の木下教授は「去年も学生310人の名簿が流出した。点検が甘い」と指摘した。\n"},
		{"a branch", "名簿が流出 霧丘市\n\n霧丘市は5日、塾を営む株式会社キリオカ学習社で生徒340人の氏名が流出したと発表した。\n\n南町教室の職員が2日、届いたファイルを開いて感染し、生徒の氏名12人分が抜き取られた。\n"},
		{"the police", "申込者の名簿が流出 霧丘市\n\n" + lead + "霧丘県警は6日、流出した名簿による詐欺が12件あったとして注意を呼びかけた。\n"},
		{"clients of one provider", "予約サービスに不正アクセス、利用する自治体が相次ぎ公表\n\n予約サービスを運営する株式会社キリオカ情報は3月3日、不正アクセスを受け、利用者の氏名が流出したと発表した。\n\n" +
			"霧丘市は3月4日、体育館の利用者1,204人分の流出を公表した。ミナヅル市も同日、利用者330人分の流出を明らかにした。\n"},
		{"a second party without a word that sets it apart", "霧丘市で名簿の紛失\n\n" + lead + "ミナヅル財団の職員が2日、会場で名簿2冊を紛失した。氏名が書かれていた。\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); len(got) != 1 {
				t.Errorf("read as %q", got)
			}
		})
	}
}

// TestNewsWithoutCases reads news in brief of which none is a case.
func TestNewsWithoutCases(t *testing.T) {
	const text = "今週の三つのニュース\n\n霧丘市は5月2日、流出を防ぐ訓練をしたと発表した。職員300人が参加した。\n\n" +
		"株式会社キリオカ商会は5月3日、誤送信を防ぐ製品の提供を開始した。価格は月額300円、氏名や住所を検知する。\n\n" +
		"ミナヅル大学は5月4日、企業の31%で情報が流出したとの調査を発表した。1,032社の集計である。\n"
	if got := incidents(t, text); len(got) != 0 {
		t.Errorf("read as %q", got)
	}
}

// TestTailOfLastCase holds that the words with which a column closes belong to no case.
func TestTailOfLastCase(t *testing.T) {
	const text = "三つの話\n\n霧丘市は5月2日、市民300人の名簿を紛失したと発表した。\n\nミナヅル大学は5月4日、学生80人の住所を誤送信したと発表した。\n\n" +
		"株式会社キリオカ商会は5月9日、顧客12人の名簿を紛失したと発表した。\n\n3件に共通するのは、5日の遅れである。次回は6月13日。\n"
	incidents := extractor(t).Extract(Article{Text: text, Published: "2025-05-20"}).Incidents
	if len(incidents) != 3 {
		t.Fatalf("%d incidents", len(incidents))
	}
	for _, e := range incidents[2].Dates {
		if strings.HasPrefix(e.Date, "2025-06") {
			t.Errorf("the last case has the date %s of the next column", e.Date)
		}
	}
}
