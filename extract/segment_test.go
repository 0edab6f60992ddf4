package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// TestRoundUps reads articles that tell of several bodies, each in a form of its own.
func TestRoundUps(t *testing.T) {
	// three cases as a head and what it heads
	heads := []string{"霧丘市", "株式会社キリオカ商会", "ミナヅル大学"}
	tales := []string{
		"市は4月3日、職員が市民300人の氏名を記した名簿を紛失したと発表した。",
		"同社は4月9日、通販サイトが不正アクセスを受け、顧客1,200人の住所が流出したと発表した。",
		"同大は4月21日、学生80人のメールアドレスをCCに入れて誤送信したと発表した。",
	}
	want := []string{"breached 霧丘市", "breached 株式会社キリオカ商会", "breached ミナヅル大学"}
	series := func(mark func(n int) string, behind string) string {
		var b strings.Builder
		b.WriteString("4月の情報漏えい事故まとめ\n\n先月も各地で事故が相次いだ。\n\n")
		for i := range heads {
			b.WriteString(mark(i+1) + heads[i] + behind + "\n" + tales[i] + "\n\n")
		}
		return b.String()
	}
	digit := func(n int) string { return string(rune('0' + n)) }
	circled := func(n int) string { return string(rune('①' + n - 1)) }
	for _, c := range []struct{ name, text string }{
		{"■1.", series(func(n int) string { return "■" + digit(n) + ". " }, "")},
		{"①", series(circled, "")},
		{"(1)", series(func(n int) string { return "(" + digit(n) + ") " }, "")},
		{"1.", series(func(n int) string { return digit(n) + ". " }, "")},
		{"【1】", series(func(n int) string { return "【" + digit(n) + "】" }, "")},
		{"その1", series(func(n int) string { return "その" + digit(n) + " " }, "")},
		{"事案1", series(func(n int) string { return "事案" + digit(n) + ":" }, "")},
		{"■1件目", series(func(n int) string { return "■" + digit(n) + "件目 " }, "")},
		{"No.1", series(func(n int) string { return "No." + digit(n) + " " }, "")},
		{"事案A", series(func(n int) string { return "事案" + string(rune('A'+n-1)) + "|" }, "")},
		{"(一)", series(func(n int) string { return "(" + string([]rune("一二三")[n-1]) + ") " }, "")},
		{"(ア)", series(func(n int) string { return "(" + string([]rune("アイウ")[n-1]) + ") " }, "")},
		{"A.", series(func(n int) string { return string(rune('A'+n-1)) + ". " }, "")},
		{"■例1", series(func(n int) string { return "■例" + digit(n) + " " }, "")},
		{"in addition", series(func(n int) string { return []string{"(1)", "(2)", "〔おまけ〕"}[n-1] }, "")},
		{"one paragraph", "4月の情報漏えい事故まとめ\n\n1." + strings.Replace(tales[0], "市は", "霧丘市は", 1) + "2." + strings.Replace(tales[1], "同社", heads[1], 1) + "3." + strings.Replace(tales[2], "同大", heads[2], 1) + "\n"},
		{"■", series(func(int) string { return "■" }, "")},
		{"◆", series(func(int) string { return "◆" }, "")},
		{"●", series(func(int) string { return "●" }, "")},
		{"▼", series(func(int) string { return "▼" }, "")},
		{"▶", series(func(int) string { return "▶" }, "")},
		{"○", series(func(int) string { return "○" }, "")},
		{"【 】", series(func(int) string { return "【" }, "】")},
		{"・", series(func(int) string { return "・" }, "")},
		{"plain headings", series(func(int) string { return "" }, "")},
		{"第1位", series(func(n int) string { return "第" + digit(n) + "位 " }, "")},
		{"一、", series(func(n int) string { return string([]rune("一二三")[n-1]) + "、" }, "")},
		{"Markdown", series(func(int) string { return "### " }, "")},
		{"bold", series(func(int) string { return "**" }, "**(4月公表)")},
		{"< >", series(func(int) string { return "<" }, ">")},
		{"a day in brackets", series(func(n int) string { return "[2025-04-1" + digit(n) + " 報道] " }, "、個人情報が流出")},
		{"below heads of columns", "4月の情報漏えい事故一覧\n\n区分 | 会社名 | 公表日 | 流出情報\n名簿の紛失 | 霧丘市 | 2025年4月3日 | 氏名\n不正アクセス | 株式会社キリオカ商会 | 2025年4月9日 | 住所\n" +
			"誤送信 | ミナヅル大学 | 2025年4月21日 | メールアドレス\n"},
		{"strokes, under causes", "4月の情報漏えい事故一覧\n\n1 紛失(1件)\n2025年4月3日／霧丘市／名簿／300件\n2 不正アクセス(2件)\n2025年4月9日／株式会社キリオカ商会／サーバー／1,200件\n2025年4月21日／ミナヅル大学／メール／80件\n"},
		{"strokes, the bodies first", "4月の情報漏えい事故一覧\n\n霧丘市 / 4月3日 / 紛失 / 300人\n株式会社キリオカ商会 / 4月9日 / 不正アクセス / 1,200人\nミナヅル大学 / 4月21日 / 誤送信 / 80人\n"},
		{"no sign", "4月の情報漏えい事故一覧\n\n霧丘市:市民300人の名簿を紛失(4月3日)\n株式会社キリオカ商会:不正アクセスで顧客1,200人の住所が流出(4月9日)\nミナヅル大学:学生80人のメールアドレスをCCに入れて誤送信(4月21日)\n"},
		{"under days", "4月の情報漏えい事故\n\n4月3日(木)\n▶霧丘市、名簿を紛失\n市民300人の氏名。\n\n4月9日(水)\n▶株式会社キリオカ商会、通販サイトに不正アクセス\n顧客1,200人の住所が流出。\n\n▶ミナヅル大学、メールを誤送信\n学生80人のメールアドレス。\n"},
		{"no blank lines", "4月の情報漏えい事故まとめ\n先月も各地で事故が相次いだ。\n霧丘市で名簿の紛失\n霧丘市は4月3日、職員が市民300人の氏名を記した名簿を紛失したと発表した。\n株式会社キリオカ商会で不正アクセス\n株式会社キリオカ商会は4月9日、通販サイトが不正アクセスを受け、顧客1,200人の住所が流出したと発表した。\n" +
			"ミナヅル大学で誤送信\nミナヅル大学は4月21日、学生80人のメールアドレスをCCに入れて誤送信したと発表した。\n"},
		{"a head with the words of a margin", series(func(int) string { return "▼" }, "、メルマガで住所が流出")},
		{"a list of contents", "4月の情報漏えい事故まとめ\n\n霧丘市と株式会社キリオカ商会で、情報が漏れる事故が相次いだ。ほかの事故も見ていく。\n\n" +
			"■霧丘市\n" + tales[0] + "\n\n■株式会社キリオカ商会\n" + tales[1] + "\n\n■ミナヅル大学\n" + tales[2] + "\n"},
		{"rows of a table", "4月の情報漏えい事故一覧\n\n公表日\t組織\t内容\n" +
			"2025年4月3日\t霧丘市\t市民300人の名簿を紛失\n2025年4月9日\t株式会社キリオカ商会\t不正アクセスで顧客1,200人の住所が流出\n2025年4月21日\tミナヅル大学\t学生80人のメールアドレスをCCに入れて誤送信\n"},
		{"a drawn table", "4月の情報漏えい事故一覧\n\n┌───┬───┬───┐\n│公表日│組織　│内容　│\n├───┼───┼───┤\n" +
			"│4月3日│霧丘市│市民300人の名簿を紛失│\n│4月9日│株式会社キリオカ商会│不正アクセスで顧客1,200人の住所が流出│\n│4月21日│ミナヅル大学│学生80人のメールアドレスをCCに入れて誤送信│\n└───┴───┴───┘\n"},
		{"years", "委託先から漏れた三年\n\n2023年 — 霧丘市は4月3日、職員が市民300人の氏名を記した名簿を紛失したと発表した。\n2024年 — 株式会社キリオカ商会は4月9日、通販サイトが不正アクセスを受け、顧客1,200人の住所が流出したと発表した。\n" +
			"2025年 — ミナヅル大学は4月21日、学生80人のメールアドレスをCCに入れて誤送信したと発表した。\n"},
		{"paragraphs", "4月の情報漏えい事故まとめ\n\n霧丘市は4月3日、職員が市民300人の氏名を記した名簿を紛失したと発表した。\n\n" +
			"株式会社キリオカ商会は4月9日、通販サイトが不正アクセスを受け、顧客1,200人の住所が流出したと発表した。\n\n" +
			"ミナヅル大学は4月21日、学生80人のメールアドレスをCCに入れて誤送信したと発表した。\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); !slices.Equal(got, want) {
				t.Errorf("read as %q, want %q", got, want)
			}
		})
	}
}

// TestFirstWords reads lists of which one point names its body by a word that nothing but its
// place shows to be a name.
func TestFirstWords(t *testing.T) {
	days, bodies, rest := []string{"6/3", "6/9", "6/17"}, []string{"霧丘市", "ミナヅル大学", "ソヨカゼ"}, []string{"名簿を紛失、300人分", "成績表を誤送信、80人分", "カード番号が流出、45人分"}
	for _, form := range []string{"・%[1]s %[2]s %[3]s", "・【団体】%[2]s %[3]s(%[1]s発表)", "[2025/%[1]s] %[2]s、%[3]s", "%[2]s:%[3]s(%[1]s)", "◇%[2]s(%[1]s)%[3]s", "(1)%[2]s、%[3]s %[1]s"} {
		var b strings.Builder
		b.WriteString("6月の個人情報事故まとめ\n\n")
		for i := range days {
			fmt.Fprintf(&b, form+"\n", days[i], bodies[i], rest[i])
		}
		if got, want := incidents(t, b.String()), []string{"breached 霧丘市", "breached ミナヅル大学", "breached ソヨカゼ"}; !slices.Equal(got, want) {
			t.Errorf("%s: read as %q", form, got)
		}
	}
}

// TestSingleStories reads articles that look like a series and tell one case.
func TestSingleStories(t *testing.T) {
	const lead = "キリオカ商会、通販サイトから顧客情報流出\n\n株式会社キリオカ商会は5月8日、通販サイトが不正アクセスを受け、顧客1,200人の氏名が流出したと発表した。\n\n"
	for _, c := range []struct{ name, text string }{
		{"sections", lead + "■経緯\n4月3日に不審な通信があり、不正アクセスが判明した。\n\n■流出した情報\n氏名、住所が流出した。\n\n■対応\n5月1日に警察へ届け出た。\n"},
		{"numbered sections", lead + "1. 経緯\n4月3日に不正アクセスが判明した。\n\n2. 流出した情報\n氏名、住所が流出した。\n\n3. 対応\n5月1日に警察へ届け出た。\n"},
		{"a timeline", lead + "4月3日\t不審な通信を検知\t担当課\n4月5日\t不正アクセスが判明\t担当課\n5月1日\t警察に届け出\t担当課\n"},
		{"points of data", lead + "・氏名が流出\n・住所が流出\n・電話番号が流出\n"},
		{"paragraphs about one firm", lead + "同社によると、4月3日に不審な通信があり、不正アクセスが判明したと発表した。\n\n同社は5月1日、警察に届け出たと発表した。\n\n株式会社キリオカ商会は、流出した情報の悪用は確認されていないと4月9日に説明した。\n"},
		{"a list of clients", lead + "影響を受けた企業\n・株式会社ミナヅル(5月9日公表)\n・株式会社葦ノ屋(5月10日公表)\n"},
		{"related articles", lead + "■関連記事\n・霧丘市が名簿を紛失、4月3日に発表\n・ミナヅル大学がメールを誤送信、4月9日に発表\n"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := incidents(t, c.text)
			if len(got) != 1 || !strings.HasPrefix(got[0], "breached 株式会社キリオカ商会") {
				t.Errorf("read as %q", got)
			}
		})
	}
}

func TestSecondCaseOfOneBody(t *testing.T) {
	const text = "霧丘市、名簿を紛失\n\n霧丘市は5月8日、職員が市民300人の氏名を記した名簿を紛失したと発表した。名簿は見つかっていない。\n\n" +
		"これとは別に、市は4月3日、市民12人の住所をメールで誤送信したと発表した。\n"
	if got := incidents(t, text); len(got) != 2 {
		t.Errorf("read as %q", got)
	}
	if got := incidents(t, strings.Replace(text, "これとは別に、", "", 1)); len(got) != 1 {
		t.Errorf("without the words that part them, read as %q", got)
	}
}

// TestLongSeries holds that a text of very many points is read as one block, since no
// round-up is so long.
func TestLongSeries(t *testing.T) {
	d := newDocument("流出のまとめ\n\n" + parts("■霧丘市\n5月%[1]d日、名簿が流出したと発表した。\n")(20_000))
	if got := len(d.segment(extractor(t).findMentions(d, ""), d.breachSentences())); got != 1 {
		t.Errorf("%d blocks", got)
	}
}

// TestListsOfUnnamedBodies reads lists whose every line tells of a body by its place and
// kind, in the marks that part the two.
func TestListsOfUnnamedBodies(t *testing.T) {
	for _, apart := range []string{"の", "　", "／", "：", "、", "・", "内の", "にある"} {
		var b strings.Builder
		b.WriteString("11月の個人情報事故（抜粋）\n\n")
		var want []string
		for i, body := range []string{"私立高校", "市立病院", "建設会社", "葬儀社", "区立小学校"} {
			place := []string{"山口県", "長崎県", "熊本県", "宮城県", "東京都"}[i]
			if body == "葬儀社" && apart != "の" && apart != "内の" && apart != "にある" {
				body = "信用金庫" // kinds that no list has need a particle
			}
			b.WriteString(string(rune('3'+i)) + "日 " + place + apart + body + "が名簿を紛失。名簿には" + string(rune('3'+i)) + "1人分の氏名。\n")
			name := place + apart + body
			if apart == "／" || apart == "：" {
				name = body // the place has a cell of its own
			}
			want = append(want, "breached unnamed "+name)
		}
		if got := incidents(t, b.String()); !slices.Equal(got, want) {
			t.Errorf("read as %q, want %q", got, want)
		}
	}
}

// TestStepsOfOneCase holds that the days of one story are no series.
func TestStepsOfOneCase(t *testing.T) {
	const text = `株式会社キリオカ商会、不正アクセスで情報流出

株式会社キリオカ商会は4月21日、不正アクセスで顧客300人の氏名が流出したと発表した。

4月3日 サーバーに侵入され、ファイルを暗号化された。
4月4日 葦原県警に相談した。
4月9日 流出を確認した。
4月10日 霧丘市が情報の提供を受けた。
4月21日 公表した。
`
	if got := incidents(t, text); !slices.Equal(got, []string{"breached 株式会社キリオカ商会"}) {
		t.Errorf("read as %q", got)
	}
}

// TestCasesOfOneBody reads points that tell cases of the body named before them.
func TestCasesOfOneBody(t *testing.T) {
	text := func(lead string, heads ...string) string {
		return "霧丘市、個人情報の扱いでお詫び\n\n霧丘市は" + lead + "\n\n(1)" + heads[0] + "\n4月3日、職員が市民300人の氏名を記した名簿を紛失した。\n\n(2)" + heads[1] + "\n4月9日、80人のメールアドレスを宛先に並べ、誤送信した。\n"
	}
	for _, c := range []struct {
		lead  string
		heads []string
		cases int
	}{
		{"、個人情報の不手際が二つ続いたと発表した。", []string{"敬老会の名簿", "講座の案内"}, 2},
		{"、2件の事故を発表した。", []string{"敬老会の名簿", "講座の案内"}, 2},
		{"、名簿の紛失などを発表した。", []string{"敬老会の名簿", "講座の案内"}, 2}, // each with its day and its data
		{"、個人情報の紛失など2件の事故を発表し、謝罪した。", []string{"概要", "経緯"}, 1},
	} {
		if got := incidents(t, text(c.lead, c.heads...)); len(got) != c.cases {
			t.Errorf("%s %q: %q", c.lead, c.heads, got)
		}
	}
}

// TestEverydayCase reads points of which one tells its case in everyday words.
func TestEverydayCase(t *testing.T) {
	const text = "電算室だより 7月号\n\n(ア)霧丘市は12日、職員が市民300人の氏名を記した名簿を紛失したと発表しました。\n(イ)株式会社キリオカ商会は17日、会員74人へ催しの中止を知らせた際、全員の宛名を互いに読める欄に入れて送ったとして謝罪しました。\n"
	if got, want := incidents(t, text), []string{"breached 霧丘市", "breached 株式会社キリオカ商会"}; !slices.Equal(got, want) {
		t.Errorf("read as %q", got)
	}
}

// TestRecords reads lists whose points fill one form each.
func TestRecords(t *testing.T) {
	form := func(fields ...[2]string) string {
		var b strings.Builder
		b.WriteString("個人情報の事故について(上半期分)\n令和7年10月3日 霧丘市\n\n霧丘市は、職員が個人情報を漏えいした事故を公表し、おわびします。\n\n")
		for i, head := range []string{"子育て課", "総合図書館", "税務課"} {
			b.WriteString(string(rune('①'+i)) + " " + head + "\n")
			for _, f := range fields {
				b.WriteString(" " + f[0] + ":" + f[1] + "\n")
			}
			b.WriteByte('\n')
		}
		return b.String()
	}
	for _, c := range []struct {
		name, text string
		cases      bool
	}{
		{"one form a case", form([2]string{"発生", "令和7年6月4日"}, [2]string{"内容", "通知30名分を別の世帯に送った。"}, [2]string{"項目", "氏名、住所"}), true},
		{"labels alone", strings.ReplaceAll(strings.ReplaceAll(form([2]string{"発生日", "令和7年6月4日"}, [2]string{"内容", "通知30名分を別の世帯に送った。"}, [2]string{"項目", "氏名、住所"}, [2]string{"対応", "回収した。"}), " ", ""), ":", "\n"), true},
		{"one form a kind of data", form([2]string{"対象", "令和7年6月4日までの会員"}, [2]string{"件数", "30名分"}, [2]string{"項目", "氏名、住所"}), false},
		{"too few fields", form([2]string{"発生", "令和7年6月4日"}, [2]string{"項目", "氏名、住所"}), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); len(got) == 3 != c.cases {
				t.Errorf("read as %q", got)
			}
		})
	}
}

// TestUnnamedBodies reads lists that tell the kinds of their bodies alone.
func TestUnnamedBodies(t *testing.T) {
	cases := [][3]string{
		{"5月1日", "県立高校", "生徒40人分の成績表を紛失"}, {"5月9日", "町役場", "住民300人の氏名をメールで誤送信"},
		{"5月20日", "信用金庫", "顧客54人の伝票を置き忘れ"}, {"5月30日", "食品会社", "通販サイトからカード1,200件が流出"},
	}
	list := func(head string, point func(n int, day, kind, what string) string) string {
		var b strings.Builder
		b.WriteString(head)
		for n, c := range cases {
			b.WriteString(point(n, c[0], c[1], c[2]))
		}
		return b.String()
	}
	var want []string
	for _, c := range cases {
		want = append(want, "breached unnamed "+c[1])
	}
	for _, c := range []struct{ name, text string }{
		{"bullets", list("5月の主な個人情報事故\n\n", func(_ int, day, kind, what string) string { return "・" + day + " " + kind + "、" + what + "\n" })},
		{"bullets, the day behind", list("5月の主な個人情報事故\n\n", func(_ int, day, kind, what string) string { return "・" + kind + "が" + what + "(" + day + ")\n" })},
		{"slashes", list("5月の主な個人情報事故\n\n", func(_ int, day, kind, what string) string { return day + "／" + kind + "／" + what + "\n" })},
		{"circled", list("5月の個人情報事故まとめ\n", func(n int, day, kind, what string) string {
			return string(rune('①'+n)) + kind + ":" + what + "(" + day + "公表)\n"
		})},
		{"cells", list("5月の主な個人情報事故\n\n公表日\t組織\t概要\n", func(_ int, day, kind, what string) string { return day + "\t" + kind + "\t" + what + "\n" })},
		{"under a short headline", list("個人情報の事故\n", func(_ int, day, kind, what string) string {
			return strings.ReplaceAll(strings.ReplaceAll(day, "月", "/"), "日", "") + " " + kind + ":" + what + "\n"
		})},
		{"running text", list("5月の主な個人情報事故。", func(_ int, day, kind, what string) string { return day + "、" + kind + "が" + what + "。" })},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); !slices.Equal(got, want) {
				t.Errorf("read as %q, want %q", got, want)
			}
		})
	}
	if got := incidents(t, "名簿の紛失について\n\n・5月1日 学校で名簿を紛失\n・5月2日 教育委員会に報告\n・5月9日 保護者40人に謝罪\n"); len(got) > 1 {
		t.Errorf("the steps of one case read as %q", got)
	}
}

func TestChapterHeads(t *testing.T) {
	for head, want := range map[string]bool{
		"1 経過": true, "2. 発生の経緯": true, "3 流出後の動き": true, "■書かれていた内容": true, "(2) 漏えいした情報及び件数": true, "今後の対応について": true,
		"1 霧丘市 名簿の紛失": false, "2. 葦原電機への不正アクセス": false, "■みずほ病院 カルテの誤廃棄": false, "経過した日を数えて待った": false,
	} {
		if got := chapterHead.MatchString(normalize(head).s); got != want {
			t.Errorf("%q: %v", head, got)
		}
	}
}
