package extract

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// figuresOf reads the counts of a text that tells one incident, as "382 records total".
func figuresOf(text, cause string) []string {
	d := newDocument(text)
	b := d.whole()
	var got []string
	for _, c := range d.countsByRule(findCounts(d.s, nil), b.holds, d.breachSentences(), cause).slots() {
		got = append(got, fmt.Sprintf("%d %s %s", c.Value, c.Unit, c.Role))
	}
	slices.Sort(got)
	return got
}

// A toldFigures is a text that tells one incident with this cause, and its figures.
type toldFigures struct {
	name, cause, text string
	want              []string
}

func checkFigures(t *testing.T, texts []toldFigures) {
	t.Helper()
	for _, tt := range texts {
		t.Run(tt.name, func(t *testing.T) {
			if got := figuresOf(tt.text, tt.cause); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}

func TestCountRoles(t *testing.T) {
	checkFigures(t, []toldFigures{
		{"headline and body", "unauthorized_access",
			"不正アクセスによる情報漏えいについて\n\n当社の会員1,204名の個人情報が漏えいした可能性があります。漏えいの対象は1,204名です。",
			[]string{"1204 people total"}},
		{"rounded headline", "unauthorized_access",
			"みどり商会、最大5万件の情報流出か\n\n不正アクセスを受け、顧客情報49,870件が流出した可能性があると発表した。",
			[]string{"49870 records total"}},
		{"qualifier on one of two", "unauthorized_access",
			"約3,200件の顧客情報が流出\n\n流出した顧客情報は3,200件です。",
			[]string{"3200 records total"}},
		{"each unit its total", "lost",
			"名簿の紛失について\n\n申込書312件、290人分を紛失しました。",
			[]string{"290 people total", "312 records total"}},
		{"pair", "misdelivery_email",
			"誤送信について\n\n誤って送信したファイルには、顧客96件(88名)の情報が含まれていました。",
			[]string{"88 people total", "96 records total"}},
		{"breakdown that adds up", "unauthorized_access",
			"お知らせ\n\n漏えいした個人情報は次のとおりです。\n・会員 1,200名\n・従業員 300名\n・応募者 45名\n\n合計 1,545名の情報が漏えいしました。",
			[]string{"1200 people part", "1545 people total", "300 people part", "45 people part"}},
		{"breakdown without a sum", "unauthorized_access",
			"お知らせ\n\n漏えいした可能性のある情報\n・お取引先担当者様 820件\n・採用応募者様 64件\n・従業員 315件",
			[]string{"315 records part", "64 records part", "820 records part"}},
		{"breakdown in a sentence", "lost",
			"USBメモリの紛失\n\n紛失したUSBメモリには、患者215人の氏名と、職員18人の勤務表が保存されていた。",
			[]string{"18 people part", "215 people part"}},
		{"kinds in a headline", "web_skimming",
			"不正アクセスによるカード情報2,301件と会員情報8,840件の漏えい\n\nカード情報2,301件と会員情報8,840件が漏えいした可能性があります。",
			[]string{"2301 records part", "8840 records part"}},
		{"detail of the total", "unauthorized_access",
			"お知らせ\n\n顧客5,100人の個人情報が流出し、うち120人は口座番号も含まれていた。",
			[]string{"120 people part", "5100 people total"}},
		{"only a part is told", "credential_stuffing",
			"不正ログインについて\n\n約40万回の試行があり、そのうち612件のアカウントで不正ログインが成立しました。",
			[]string{"612 records total"}},
		{"corrected", "unauthorized_access",
			"続報\n\n第一報では約2,000人としておりましたが、調査の結果、流出の対象は2,487人と判明しました。",
			[]string{"2000 people prior", "2487 people total"}},
		{"corrected in two sentences", "insider",
			"続報\n\n当社は5月1日、持ち出された情報を約900名とお知らせいたしました。その後の調査により、対象は1,130名であることを確認しました。",
			[]string{"1130 people total", "900 people prior"}},
		{"grew", "unauthorized_access",
			"流出拡大\n\n不正アクセスによる流出は6万1020人に上ると発表した。先月に公表した3万4000人から大幅に増えた。",
			[]string{"34000 people prior", "61020 people total"}},
		{"gross and unique", "insider",
			"持ち出しについて\n\n持ち出された情報は延べ4,210件で、重複を除くと3,905人に上る。",
			[]string{"3905 people total", "4210 records prior"}},
		{"before merging", "ransomware",
			"お知らせ\n\n漏えいのおそれがあるのは会員様2,740名分（名寄せ前のデータは3,093件）です。",
			[]string{"2740 people total", "3093 records prior"}},
		{"gross alone", "misdelivery_email",
			"お知らせ\n\n延べ240名の方に、他の方のアドレスが見える状態で送信しました。",
			[]string{"240 people total"}},
		{"columns of a table", "publishing_error",
			"お知らせ\n\n掲載されていた個人情報\n区分\t延べ人数\t実人数\n代表者\t310人\t205人\n管理者\t420人\t411人\n計\t730人\t616人",
			[]string{"205 people part", "310 people part", "411 people part", "420 people part", "616 people total", "730 people prior"}},
		{"columns of what was told when", "unauthorized_access",
			"件数の移り変わり\n\n流出した会員の数は次のように発表されました。\n公表日\t対象の会員\t閲覧した社員\n3月1日\t1,204人\t7人\n3月9日\t1,560人\t11人\n4月2日\t4,118人\t12人",
			[]string{"11 people prior", "12 people impact", "1204 people prior", "1560 people prior", "4118 people total", "7 people prior"}},
		{"columns that a blank parts", "unauthorized_access",
			"件数の移り変わり\n\n流出した情報の件数は次のように発表された。\n\n公表日　　対象の期間　　　　流出件数　　閲覧した人\n３月１日　前年１２月まで　　流出１２０４件　７人\n４月２日　前年４月まで　流出４１１８件　１２人\n\n数はまだ増える。",
			[]string{"12 people impact", "1204 records prior", "4118 records total", "7 people prior"}},
		{"spam", "phishing",
			"メールアカウントの乗っ取り\n\n職員のアカウントが不正に利用され、迷惑メール約2万8,000通が送信されました。受信箱にあった1,310名のアドレスが閲覧された可能性があります。",
			[]string{"1310 people total", "28000 messages impact"}},
		{"misuse", "web_skimming",
			"カード情報の流出\n\nカード情報4,020件が流出し、うち36件で不正利用が確認された。被害額は合計約310万円。",
			[]string{"3100000 yen impact", "36 records impact", "4020 records total"}},
		{"recipients of others' data", "misdelivery_email",
			"誤送信\n\n会員52名に案内を送る際、会員1,830人分の名簿データを誤って添付した。",
			[]string{"1830 people total", "52 people impact"}},
		{"recipients shown to each other", "misdelivery_email",
			"誤送信\n\n参加者141人にBCCで送るべきメールを宛先に入れて送信し、互いのアドレスが見える状態となった。",
			[]string{"141 people total"}},
		{"readers", "publishing_error",
			"誤掲載\n\n申込者76名の名簿が閲覧できる状態となっていた。記録によると、ファイルを開いた方は9名です。",
			[]string{"76 people total", "9 people impact"}},
		{"clients", "ransomware",
			"お知らせ\n\nランサムウェアに感染し、委託元38社からお預かりした5,230件の個人情報が漏えいした可能性があります。",
			[]string{"38 organizations impact", "5230 records total"}},
		{"devices and data", "lost",
			"紛失\n\nタブレット端末1台を紛失した。顧客64名の情報が保存されている。",
			[]string{"1 devices impact", "64 people total"}},
		{"devices alone", "lost",
			"紛失\n\n業務用スマートフォン2台を紛失しました。",
			[]string{"2 devices total"}},
		{"papers alone", "misdelivery_post",
			"誤送付\n\n納税通知書3通を誤って別人に送付した。",
			[]string{"3 messages total"}},
		{"papers and persons", "improper_disposal",
			"誤廃棄\n\n誤って廃棄した台帳は14冊(約1,100人分)です。",
			[]string{"1100 people total", "14 files impact"}},
		{"only part of what was sent", "misdelivery_post",
			"誤送付\n\n3月1日に発送した420通のうち5通で、別の方の書類を誤って封入しました。",
			[]string{"5 messages total"}},
		{"clients and persons under one sum", "insider",
			"情報漏えい\n\n元行員が取引先四社と個人十二人の計十六件の情報を漏らしたと発表した。",
			[]string{"12 people part", "16 records total", "4 organizations part"}},
		{"breakdown of an effect", "unauthorized_access",
			"乗っ取り\n\nアカウントが乗っ取られ、迷惑メール約9万件が送信された。送信は一方が約7万件、もう一方が約2万件。",
			[]string{"20000 records impact", "70000 records impact", "90000 records impact"}},
		{"kind of data beside persons", "unauthorized_access",
			"流出\n\n児童と保護者あわせて8,310人分の個人情報が流出した。引き落としに使う口座情報は5,020件に上る。",
			[]string{"5020 records part", "8310 people total"}},
		{"reports in a timeline", "ransomware",
			"流出の経過\n\n流出した情報は9万1,204人分に上る。\n\n■経過\n5月2日 第1報を公表。「約3万人分」の情報が流出したおそれがあると説明。\n5月20日 最終報告",
			[]string{"30000 people prior", "91204 people total"}},
		{"put right", "ransomware",
			"流出の経過\n\n患者の情報が流出した。この時点で公表された人数は約8,000人。その後の精査で6,310人に改められている。",
			[]string{"6310 people total", "8000 people prior"}},
		{"rounded figure is no sum by accident", "unauthorized_access",
			"不正アクセスによる情報流出について\n\n流出した情報は5万2,631人分。\n・退職者 4万1,702人\n・現職 8,264人\n・採用 2,665人\n当初は約1万1千人としていた。",
			[]string{"11000 people prior", "2665 people part", "41702 people part", "52631 people total", "8264 people part"}},
		{"one person and another", "insider",
			"無断閲覧\n\n患者1名のカルテが閲覧されていた。このうち事務職員1名は病名を友人に話した。漏えいの対象は患者1名です。",
			[]string{"1 people total"}},
		{"breakdown told without words of a leak", "ransomware",
			"お知らせ\n\n漏えいした情報は3,086件です。\n\n検診の種別では、基本検診が2,204件、がん検診が882件となっています。",
			[]string{"2204 records part", "3086 records total", "882 records part"}},
		{"hard-wrapped qualifier", "unauthorized_access",
			"流出\n\n不正アクセスにより会員情報が流出した。対象は約\n4,800人です。",
			[]string{"4800 people total"}},
		{"whom the mistake reached", "misdelivery_email",
			"誤配信\n\n連絡用のアプリで児童239人の成績一覧を誤って配信した。保護者218人の端末に届き、74人が閲覧していた。",
			[]string{"218 people impact", "239 people total", "74 people impact"}},
		{"another three members", "misdelivery_email",
			"誤送信\n\n会員54名分の名簿を、別の会員3名に誤ってメールで送信しました。",
			[]string{"3 people impact", "54 people total"}},
		{"on the screens of others", "system_bug",
			"表示の不具合\n\nアプリの不具合により、会員73人の画面に別の会員の情報が表示され、表示された側の会員は95人に上る。",
			[]string{"73 people impact", "95 people total"}},
		{"points told behind another count", "credential_stuffing",
			"不正ログイン\n\n会員2,136人のアカウントが不正ログインを受けた。うち58人については、保有ポイント計31万円相当が使われていた。",
			[]string{"2136 people total", "310000 yen impact", "58 people impact"}},
		{"addresses that got spam", "unauthorized_access",
			"アカウントの乗っ取り\n\n乗っ取られたアカウントから、約600件のアドレスあてに当法人を装うメールが送信された。",
			[]string{"600 records impact"}},
		{"before and after a correction", "unauthorized_access",
			"続報\n\n流出の対象件数を修正しました(修正前:45,300件、修正後:47,118件)。",
			[]string{"45300 records prior", "47118 records total"}},
		{"corrected in another unit", "unauthorized_access",
			"続報\n\n漏えい件数を128,000件としておりましたが、重複を整理した結果、実際の対象者は96,540名でした。",
			[]string{"128000 records prior", "96540 people total"}},
		{"few of a gross figure", "system_bug",
			"不具合\n\n他社から参照できた予約データは延べ9,418件(実人数6,207名)です。実際に参照されたデータは31件でした。",
			[]string{"31 records part", "6207 people total", "9418 records prior"}},
		{"breakdown by its word", "unauthorized_access",
			"お知らせ\n\n流出した情報の内訳は、氏名・住所が12,000件、メールアドレスが8,500件、電話番号が3,200件です。",
			[]string{"12000 records part", "3200 records part", "8500 records part"}},
		{"members that a shop has", "vulnerability_exploit",
			"流出か\n\n薬局は、アプリの利用者約3万1千人の個人情報が流出した恐れがあると発表した。会員は約210万人いる。",
			[]string{"31000 people total"}},
		{"firm with its staff in brackets", "unauthorized_access",
			"流出か\n\n部品を作る若葉精機(従業員約1,900人)は、社員ら4,600件の情報が流出した恐れがあると発表した。",
			[]string{"4600 records total"}},
		{"batch of which some were hit", "misdelivery_post",
			"誤送付\n\n4月14日に発送した418通のうち、封入機の不具合により23通に別の方の結果票が混入しておりました。",
			[]string{"23 messages total"}},
		{"kept and missing", "lost",
			"所在不明\n\n配付していた名簿41冊のうち2冊が所在不明となっている。2冊には118名の氏名が記載されている。",
			[]string{"118 people total", "2 files impact"}},
		{"form filled in by many", "misconfiguration",
			"設定の誤り\n\nアンケートの設定を誤り、回答者144名のうち、97名分の回答が、他の回答者から閲覧できる状態となっていた。",
			[]string{"97 people total"}},
		{"logins that were tried", "credential_stuffing",
			"不正ログイン\n\n約15万件のログインが試みられ、そのうち820件で成功した。",
			[]string{"820 records total"}},
		{"outline", "unauthorized_access",
			"不正アクセスによる個人情報の漏えいについて\n\n不正アクセスがありました。\n1.漏えいした可能性のある情報\n(1)カード情報\n2024年3月2日から2024年12月18日の期間に通販サイトでカード決済をされたお客様 1,204名(カード番号1,377件)\n・カード番号\n・有効期限\n2.経緯",
			[]string{"1204 people total", "1377 records total"}},
		{"mails that were read", "phishing",
			"不審なメール\n\n端末に保存されていた送受信メール約4,000通が抜き取られたとみられる。",
			[]string{"4000 messages total"}},
		{"sum told in another unit", "insider",
			"持ち出し\n\n顧客の情報4,371件が持ち出された。持ち出されたのは物件の持ち主690人と部屋を探していた人3,681人の氏名、電話番号だった。",
			[]string{"3681 people part", "4371 records total", "690 people part"}},
		{"those who looked", "insider",
			"無断閲覧\n\n患者3人のカルテを業務と関係なく見たとして、看護師2人を停職とした。1人は内容を家族に話していた。",
			[]string{"3 people total"}},
		{"one who told", "publishing_error",
			"誤掲載\n\n受講者118人の名簿を誤って掲載した。受講者のお一人が職員に話し、該当するお一人おひとりに連絡した。",
			[]string{"118 people total"}},
		{"money beside cards", "web_skimming",
			"カード情報の流出\n\nカード情報2,210件が流出し、うち46件、金額にして218万円の不正利用の可能性がある。",
			[]string{"2180000 yen impact", "2210 records total", "46 records impact"}},
		{"late goods", "ransomware",
			"お知らせ\n\n流出した情報は5,230人分です。\n被害により、およそ1万2,000件の出荷が遅れました。",
			[]string{"12000 records impact", "5230 people total"}},
		{"same set in another unit", "phishing",
			"不正アクセスによる予約情報の漏えいについて\n\n漏えいしたおそれのある情報は次のとおりです。\n・おそれのある予約　6,482件\n・上記に係る方　約13,500名",
			[]string{"13500 people total", "6482 records total"}},
		{"without the repeated ones", "system_bug",
			"漏えい\n\n漏えいした可能性があるのは患者延べ1万5203人。重複を除くと8990人となる。",
			[]string{"15203 people prior", "8990 people total"}},
		{"so many of so many", "ransomware",
			"お知らせ\n\nサーバー全62台中48台が暗号化された。漏えいの可能性がある個人データは最大で14万2千件。",
			[]string{"142000 records total", "48 devices impact"}},
		{"what the attackers claim", "ransomware",
			"お知らせ\n\n犯行グループは約80万件を盗んだと主張するが、流出を確認したのは5万1,300件にとどまる。",
			[]string{"51300 records total"}},
		{"addressed to the wrong firm", "misdelivery_email",
			"誤送信\n\n宛先を取り違え、従業員データ(312名分)を別の会社の担当者2名に送信した。",
			[]string{"2 people impact", "312 people total"}},
		{"balances used", "credential_stuffing",
			"不正ログイン\n\n不正ログインされたIDは611件、うち残高を使われたものが29件だった。",
			[]string{"29 records impact", "611 records total"}},
		{"older case", "lost",
			"紛失\n\n市は患者31人の書類を紛失したと発表した。市では昨年6月にも、職員が住民48人分の名簿を紛失している。",
			[]string{"31 people total"}},
		{"size of the body", "ransomware",
			"流出\n\n雑貨店を営む会社（神戸市、従業員62名）は、顧客情報1,900件が流出したと発表した。従業員は62人。",
			[]string{"1900 records total"}},
		{"staff who erred", "insider",
			"持ち出し\n\n元従業員1名は、在職中に顧客2,050名の情報を持ち出していました。",
			[]string{"2050 people total"}},
	})
}

// TestEffectWords reads the examples that the words carry, each with its own words alone.
func TestEffectWords(t *testing.T) {
	for _, w := range effectWords {
		s, start, end := cutMarks(t, w.example)
		e, ok := findCount(findCounts(s, nil), start, end)
		p := placedCount{countExpr: e, head: s[:start], tail: s[end:]}
		if !ok || !pattern.New(w.words).MatchString(s) || nearestMeasure(&p) != ofEffect {
			t.Errorf("%s: got %+v", w.example, e)
		}
	}
	for _, marked := range []string{
		"顧客«36件»の情報が漏えいし、不正利用のおそれがある。",
		"不正アクセスにより流出したのは«36件»です。",
		"脆弱性を悪用され、会員«36人»の情報が流出した。",
	} {
		s, start, end := cutMarks(t, marked)
		if p := (placedCount{head: s[:start], tail: s[end:]}); nearestMeasure(&p) != ofData {
			t.Errorf("%s: taken for an effect", marked)
		}
	}
}

// TestOutsideStory reads the examples that the cues carry.
func TestOutsideStory(t *testing.T) {
	for _, c := range outsideCues {
		if len(c.hit) == 0 || len(c.miss) == 0 {
			t.Errorf("%s: needs sentences that hit and miss", c.name)
		}
		outside := func(marked string) bool {
			s, start, end := cutMarks(t, marked)
			e, ok := findCount(findCounts(s, nil), start, end)
			if !ok {
				t.Fatalf("%s: no count in %s", c.name, marked)
			}
			p := placedCount{countExpr: e}
			return outsideStory(&p, s[:e.start], s[e.end:]) != nil
		}
		for _, s := range c.hit {
			if !outside(s) {
				t.Errorf("%s: kept in the story: %s", c.name, s)
			}
		}
		for _, s := range c.miss {
			if outside(s) {
				t.Errorf("%s: kept out of the story: %s", c.name, s)
			}
		}
	}
}

// TestCountRolesLongInput holds the time to the length.
func TestCountRolesLongInput(t *testing.T) {
	for _, unit := range []string{"1件が漏えいした。", "・会員 12人\n", "うち3人、", "会員1人と", "10件\t20件\t30件\n", "流出した1件(2人)", "合計9件の情報が流出", "会員9人のうち2人が流出した。", "延べ3件、人数で2人が流出。", "計9枚(3人分)を紛失。"} {
		got := figuresOf("情報流出\n\n"+strings.Repeat(unit, 1<<15/len(unit)), "")
		if len(got) > 1<<15/len(unit)*3 {
			t.Errorf("%q: %d figures", unit, len(got))
		}
	}
	var b strings.Builder
	for i := range 4000 {
		fmt.Fprintf(&b, "・会員%d 情報 %d件\n", i, i*7+3)
	}
	figuresOf("情報流出\n\n"+b.String(), "")
}
