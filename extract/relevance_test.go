package extract

import "testing"

// TestTellsBreach reads single sentences.
func TestTellsBreach(t *testing.T) {
	for _, s := range []string{
		"市は5日、職員が名簿を紛失したと発表した。",
		"顧客の氏名が流出した可能性がある。",
		"社員が無断で名簿を持ち出していた。",
		"サーバーがランサムウェアに感染し、データが暗号化された。",
		"通知を別の世帯の封筒に入れて送った。",
		"宛先を誤り、名簿を添付したメールを送信した。",
		"名簿が誰でも見られる状態になっていた。",
		"車上荒らしに遭い、パソコンを盗まれた。",
		"調査の結果、第三者が閲覧したことが判明した。",
		"誤って廃棄した場合に備えて控えを探したが、紛失していたと発表した。", // reported, whatever else it weighs
	} {
		if !tellsBreach(s) {
			t.Errorf("%q tells no breach", s)
		}
	}
	for _, s := range []string{
		"市は5日、新しい図書館を公開したと発表した。",
		"たとえば名簿を紛失すると、信用を失う。",
		"流出した場合は、すぐに届け出てください。",
		"ランサムウェアに感染するケースが増えている。",
		"不正アクセスを防ぐには、更新が大切だ。",
		"もし名簿を紛失したら、どうするか。",
		"職員は標的型メールに感染した想定の訓練をした。",
		"情報の流出ではありません。",
		"不正アクセスの認知件数は前年比で増えた。",
		"紛失は年間12件、割合は3割だった。",
	} {
		if tellsBreach(s) {
			t.Errorf("%q tells a breach", s)
		}
	}
}

func TestBriefly(t *testing.T) {
	for s, want := range map[string]bool{
		"名簿の紛失、300人分":       true,
		"CCに入れて誤送信":         true,
		"新図書館の開館":           false,
		"紛失した場合は届け出を":       false,
		"不正アクセスの統計では12件の紛失": false,
	} {
		if got := briefly(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

func TestNotices(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"当社", "名簿の紛失について\n\n当社の社員が名簿を紛失しました。", true},
		{"an apology", "名簿の紛失について\n\n名簿を紛失しました。深くお詫び申し上げます。", true},
		{"an apology in plain words", "名簿の紛失について\n\n名簿を紛失しました。まことに申しわけございません。", true},
		{"a polite letter under an apology", "【お詫び】名簿の紛失について\n\n名簿を紛失いたしました。", true},
		{"a report", "霧丘市が名簿を紛失\n\n霧丘市は名簿を紛失したと発表した。", false},
		{"somebody's speech", "霧丘市が名簿を紛失\n\n市長は「本市の職員が名簿を紛失し、まことに遺憾だ」と述べた。", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := newDocument(c.text).isNotice(); got != c.want {
				t.Errorf("%v", got)
			}
		})
	}
}

// TestRelevance reads whole articles: those that report a case, and those that only
// speak of cases.
func TestRelevance(t *testing.T) {
	for _, c := range []struct{ name, text string }{
		{"a report", "霧丘市、名簿を紛失\n\n霧丘市は5月8日、職員が市民300人の名簿を紛失したと発表した。"},
		{"a notice", "名簿の紛失について\n\n当社の社員が5月8日、お客様の氏名を記した名簿を紛失しました。深くお詫び申し上げます。\n\n株式会社キリオカ商会"},
		{"a notice without the words of a breach", "お知らせとお詫び\n\n当園の申込書が、別のご家庭の封筒に入って届いておりました。氏名、住所、電話番号が書かれておりました。深くお詫び申し上げます。\n\n学校法人キリオカ学園"},
		{"a letter that names one datum and counts people", "利用者の皆さまへ\n\n職員が利用者12名のお名前を書いた帳面を帰り道に置き、いまも手元にないことがわかりました。まことに申しわけございません。\n\n医療法人キリオカ会 キリオカ病院"},
		{"the sender at the foot of the contact block", "【お詫び】会員様へのメール誤送信について\n\n5月8日、会員様36名のメールアドレスを宛先に入れてお送りいたしました。\n\nお問い合わせ\n一般社団法人キリオカ会 会員担当"},
		{"a diary that retells a letter", "封筒が重い日\n\n2025年3月14日(金)\n\n差出人は習字の教室だった。2月21日の夜、先生が名簿の入った鞄を電車の棚に置き忘れ、3月1日まで探したが見つからない。生徒の氏名、住所、電話番号が書いてあったそうだ。\n\n夕飯は鍋にした。\n"},
		{"a column that names the body in passing", "【現場だより】鍵は誰のものか\n\nキリオカ精機さんの件に触れておきます。\n\n3月2日 画面が開かないことに気付く\n3月4日 警察に届け出\n3月9日 第一報\n\n名簿の氏名、住所、口座番号が抜き取られた可能性があるといいます。\n"},
		{"an arrest, the employer described", "客の名簿を持ち出した疑い 元店員を逮捕\n\n逮捕容疑は2月3日、県東部の家具販売会社の端末から客の氏名や住所、電話番号を自分の媒体に写した疑い。3月5日に客の声で発覚し、会社は4月8日に謝罪した。名簿は持ち出されていた。\n"},
		{"only its wording and what it lists say that it happened", "研修の資料から\n\n南の県のある高校では、9月3日の朝、進路の調べを入れた茶封筒が職員室から消えていることに担任が気づいた。9月12日に発表された。紙には生徒の氏名と住所、保護者の電話番号が書き込まれており、封筒はいまも出てきていない。忙しい1日の終わりに、確かめる30秒を惜しんだだけである。封筒が届いた先で、誰が閲覧できるのかも分からないという。\n"},
		{"advice that learns from a named case", "キリオカ商会の情報流出事件に学ぶ対策\n\n株式会社キリオカ商会は5月8日、不正アクセスで顧客1,200人の氏名が流出したと発表した。同社は今回の流出を受けてサイトを閉じた。"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); len(got) != 1 {
				t.Errorf("read as %q", got)
			}
		})
	}
	for _, c := range []struct{ name, text string }{
		{"advice", "情報漏えいを防ぐ方法\n\n名簿を紛失すると、会社は信用を失う。鍵のかかる棚にしまうことが重要である。"},
		{"an invented firm", "情報漏えい対策\n\n製造業A社では、社員がランサムウェアに感染した添付ファイルを開いた場合、データが暗号化される。"},
		{"a survey by shares", "3割が流出を経験 民間調査\n\n霧丘総合研究所は3月10日から4月24日にかけて企業に尋ねた。流出を経験した企業は31.4%だった。原因は誤送信が46.2%、紛失が33.0%と続いた。自由回答では、住所や口座番号、電話番号が流出したとの声があった。\n"},
		{"cases made up for advice", "流出のよくある形\n\n私たちが架空の事例でお話しします。税理士事務所キリオカの職員が3月2日、鞄を電車に置き忘れ、4月5日に分かった。氏名、住所、口座番号が流出した。5月8日に謝罪した。\n"},
		{"a mail that only went out too early", "【お詫び】試験のメールについて\n\n5月8日、試験のメールを会員の皆さまに送ってしまいました。氏名、住所、電話番号は含まれておらず、流出もございません。深くお詫び申し上げます。\n\n霧丘動物園\n"},
		{"statistics", "情報漏えい事故の統計\n\n昨年の紛失の件数は120件で、前年比で1割増えた。"},
		{"a product", "新製品の発売について\n\n株式会社キリオカ商会は5月8日、情報の流出を防ぐ金庫を発売したと発表した。"},
		{"a drill", "霧丘市、訓練を実施\n\n霧丘市は5月8日、名簿が流出した想定の訓練をしたと発表した。"},
		{"a vulnerability", "脆弱性に関する注意喚起\n\n株式会社キリオカ商会は5月8日、製品に脆弱性があると発表した。悪用されると情報が流出する可能性があります。"},
		{"a denial", "一部報道について\n\n当社から個人情報が流出した事実はございません。\n\n株式会社キリオカ商会"},
		{"a product and its price", "メール誤送信を半分に キリオカ商会、宛先を確かめるAI\n\n株式会社キリオカ商会は5月8日、「トメルン」の新版の提供を開始した。料金は月額300円から。同社が試したところ、氏名や住所を記したメールを誤って送信したものが71通あった。初年度に200社の導入を目指す。"},
		{"a burglary at home", "留守宅に空き巣 霧丘市\n\n8日、霧丘市の住宅に空き巣が入り、現金とマイナンバーカードが盗まれた。市では5月から同じ被害が続いている。"},
		{"an outage that no attack caused", "霧丘信用金庫、ATMが停止 情報漏えいなし\n\n霧丘信用金庫は8日、全14店舗でATMが使えなくなったと公表した。工事で光回線が切れ、装置の不具合で予備に替わらなかった。サイバー攻撃や不正アクセスではなく、顧客の口座番号や残高などの情報の流出、消失はないとしている。"},
		{"a city's trade fair", "霧丘市、見本市を開く\n\n霧丘市は5月8日、6月10日から12日に見本市を開くと発表した。来場には氏名、住所、電話番号の登録がいる。昨年は1,200人が訪れた。外部から参加する企業も多い。\n"},
		{"no breach at all", "霧丘市、図書館を開く\n\n霧丘市は5月8日、新しい図書館を開いたと発表した。"},
		{"empty", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); len(got) != 0 {
				t.Errorf("read as %q", got)
			}
		})
	}
}
