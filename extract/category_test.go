package extract

import (
	"slices"
	"strings"
	"testing"
)

func TestOtherUses(t *testing.T) {
	for _, u := range otherUses {
		code := strings.Fields(u.of + " name")[0]
		for text, want := range map[string]bool{u.hit: true, u.miss: false} {
			before, rest, _ := strings.Cut(text, "«")
			_, after, ok := strings.Cut(rest, "»")
			if !ok {
				t.Fatalf("%s: no surface marked in %q", u.use, text)
			}
			if got := usedOtherwise(code, before, after); got != want {
				t.Errorf("%s: usedOtherwise(%q) = %v", u.use, text, got)
			}
		}
	}
}

func TestCategoryLexicon(t *testing.T) {
	code := map[string]string{}
	for _, c := range Categories {
		for _, s := range c.Surfaces {
			if w := foldWord(s); code[w] != "" && code[w] != c.Code {
				t.Errorf("%q is of %s and of %s", s, code[w], c.Code)
			} else {
				code[w] = c.Code
			}
		}
	}
	for w := range everyday {
		if code[w] == "" {
			t.Errorf("everyday word %q is no surface of a category", w)
		}
	}
}

// storyCategories reads text, by the rules, as the story of one incident: "name" exposed, "-name" not.
func storyCategories(text string) []string {
	d := newDocument("個人情報の漏えいについて\n\n" + text)
	b := block{in: map[int]bool{}, d: d}
	for k := range d.sentences {
		b.in[k] = true
	}
	var got []string
	for _, c := range d.gatherCategories(d.categoriesByRule(d.findCategories(thePhraseModel()), &categoryFrame{block: &b, tells: d.breachSentences()})) {
		if c.Status == "not_exposed" {
			c.Code = "-" + c.Code
		}
		got = append(got, c.Code)
	}
	slices.Sort(got)
	return got
}

func TestReadCategories(t *testing.T) {
	tests := []struct{ name, text, want string }{
		// where data is named
		{"how the mail should have been sent", "宛先のメールアドレスが表示されない形式(BCC)で送信すべきところ、誤って会員のメールアドレスが見える形式で送信した。", "email"},
		{"enumeration in the breach sentence", "顧客の氏名、住所、電話番号が流出した。", "address name phone"},
		{"enumeration in a sentence of its own", "対象は会員の氏名と生年月日、メールアドレス。", "date_of_birth email name"},
		{"unknown members between known ones", "氏名、お届け曜日、口座番号が漏えいした。", "bank_account name"},
		{"list under a heading", "■漏えいした情報\n・氏名\n・ご住所\n・お電話番号", "address name phone"},
		{"labelled line", "漏えいした項目:氏名、性別", "gender name"},
		{"one kind on a labelled line", "対象項目：メールアドレス", "email"},
		{"table rows", "■流出した情報\n対象者\t項目\t件数\n会員\t氏名、電話番号\t120件\n従業員\t氏名、給与明細\t8件", "name payroll_hr phone"},
		{"what a record holds", "書類には病名も記載されていた。", "medical_record"},
		{"part of the persons", "このうち30人については生年月日も含まれる。", "date_of_birth"},
		{"remarks in parentheses", "氏名(漢字・カナ)、住所(番地を除く)、年齢(任意)が閲覧可能な状態だった。", "address age name"},
		{"everyday words in a list", "流出したのは氏名、年齢、学年、連絡先。", "age name phone student"},
		{"everyday word alone", "年齢を問わず多くの方にご利用いただいている。", ""},
		{"document that was lost", "職員が申請書を紛失した。", "survey_inquiry"},
		{"cleft", "漏れたのはメールアドレスのみで、パスワードは含まれていない。", "-password email"},
		{"compound with particle", "購入の履歴と口座に関する情報が漏えいした。", "bank_account purchase_history"},
		{"subject of a number", "受講者番号と受講者名が見える状態だった。", "customer_id name"},
		{"sum of the list", "氏名、電話番号などの申込情報が流出した。", "name phone"},

		{"quoted members", "対象は「氏名」、「加入日」、「当組合での区分」、「電話番号」。", "name phone usage_history"},
		{"members set apart by marks", "用紙には生年月日▽現住所▽保護者氏名などが書かれていた。", "address date_of_birth name"},
		{"numbered members", "(1)氏名  (2)口座情報  (3)年齢", "age bank_account name"},
		{"counted members", "住所1,200件や口座番号300件も含まれる。", "address bank_account"},
		{"said to be added", "これに生年月日を加えた3項目が漏えいした。", "date_of_birth"},
		{"event, not its record", "健康診断の申し込みをした方の氏名が漏えいした。", "name"},
		{"known of some of them", "■対象\n・会員50名 氏名、住所(うち12名は成績)", "academic_record address name"},
		{"question of an FAQ", "Q 住所も漏えいしたのですか。", ""},
		{"person, not data", "保険契約者の氏名が漏えいした。", "name"},
		{"document sent on purpose", "会議資料を送信した。", ""},

		// what is denied
		{"nothing with it", "漏れたのは氏名である。住所や口座番号を含むメールはなかった。", "-address -bank_account name"},
		{"not included", "クレジットカード情報は含まれておりません。", "-credit_card"},
		{"each after its own predicate", "氏名と住所が含まれるが、電話番号は含まれない。", "-phone address name"},
		{"answer, then denial", "流出したのは氏名と住所で、口座番号は含まれていない。", "-bank_account address name"},
		{"denial of several", "マイナンバーや口座番号、クレジットカード番号の流出は確認されていない。", "-bank_account -credit_card -my_number"},
		{"kept elsewhere, then denied", "パスワードは別のサーバーで管理しており、漏えいはございません。", "-password"},
		{"not kept", "※当社ではクレジットカード番号を保有しておりません。", "-credit_card"},
		{"not asked for", "申込時に銀行口座は伺っていません。", "-bank_account"},
		{"out of scope", "クレジットカード情報は対象外。", "-credit_card"},
		{"screen not opened", "カルテの画面は開いておらず、病名は見られていない。", "-medical_record"},
		{"misuse denied, not exposure", "漏えいした氏名と住所の不正利用は確認されていません。", "address name"},
		{"second event before the denial", "口座番号の流出や改ざんは確認されていない。", "-bank_account"},
		{"heading of what is not included", "■含まれていない情報\n・クレジットカード情報\n・パスワード", "-credit_card -password"},
		{"no such things", "氏名が漏れた。住所や電話番号を記したものはありませんでした。", "-address -phone name"},
		{"no such field", "氏名が漏れた。口座番号は台帳の項目にない。", "-bank_account name"},
		{"no column of the form", "氏名が漏れた。口座番号の欄は今の様式にはない。", "-bank_account name"},
		{"nothing to do with it", "氏名が漏れた。住所や電話番号は今回の件とは関わりがございません。", "-address -phone name"},
		{"never on the screen", "氏名が見えた。クレジットカード番号は画面には出ません。", "-credit_card name"},
		{"crossed in a table", "氏名が見られた。\n■ほかの項目\n・電話番号/×\n・口座番号/なし", "-bank_account -phone name"},
		{"heading of what was not seen", "■見えた情報\n・氏名\n■見えていないもの\n・住所\n・電話番号", "-address -phone name"},
		{"label of what is outside", "項目:氏名、住所\n範囲外:電話番号、マイナンバー", "-my_number -phone address name"},
		{"a row that ends in a denial heads no list", "日\t種別\t概要\n1日\t不正アクセス\t踏み台にされた。個人情報は保存していない\n2日\t紛失\t会員の氏名、住所を記した用紙を落とす", "address name"},
		{"masked", "氏名が漏れた。住所は伏せ字に置き換え済みだった。", "-address name"},
		{"attributive verb decides nothing", "パスワードは漏えいした情報に含まれていない。", "-password"},
		{"not kept, but caught on its way in", "カード情報を保有していなかったが、入力されたクレジットカード番号が窃取された。", "credit_card"},
		{"tied to an unknown topic", "要配慮個人情報や財産的被害が生じるおそれのある個人データは含まれておりません。", "-special_care"},
		{"no such fact", "口座情報などの決済関連の情報が引き出された事実は確認されておりません。", "-bank_account"},
		{"out of reach, not denied", "電子カルテが見られなくなり、氏名が流出した。", "medical_record name"},
		{"denial at the next of two topics", "氏名を登録していたが、口座番号は登録していなかった。", "-bank_account"},
		{"no such data", "健康状態に関する情報はなかった。", "-health_checkup"},
		{"out of sight by design", "口座番号は窓口の端末からは見られない仕組みだったため無事でした。", "-bank_account"},
		{"may be is no denial", "住所を知られてしまったかもしれない。", "address"},
		{"what never happens denies nothing", "口座番号だけで預金が引き出されることはありません。", ""},
		{"double negation", "氏名が漏えいした可能性を否定できない。", "name"},
		{"nothing but", "メールアドレスしか流出していない。", "email"},
		{"wrapped line of a list", "・氏名、住所、電話番号、メールアドレス、お届け先情報、購入履歴\nなお、パスワードは含まれていません。", "-password address delivery email name phone purchase_history"},

		// narrower kinds
		{"part of a card number", "クレジットカード番号(下4桁)と有効期限が閲覧された。", "card_attributes partial_card"},
		{"hashed password", "ハッシュ化された状態のパスワードが流出した。", "password_hash"},
		{"sign-in name and password", "会員のIDとパスワードが漏えいした。", "login_id password"},

		{"hashing told by the predicate", "パスワードは、ハッシュ化された状態で流出した。", "password_hash"},

		// other uses of the words
		{"card company", "クレジットカード会社から漏えいの懸念について連絡を受けた。", ""},
		{"advice on passwords", "不正アクセスを受け、全員のパスワードを変更した。", ""},
		{"telephone call", "翌日、別人から電話があり、誤送付が判明した。", ""},
		{"credentials from elsewhere", "他社から流出したIDとパスワードの組み合わせで不正ログインされた。", ""},
		{"credentials as a starting point", "他社から流出したIDやパスワードなどをもとに不正ログインされた。", ""},
		{"where the attack came from", "海外のIPアドレスから不正アクセスを受けた。", ""},
		{"number shown by a swindler", "警告画面の電話番号に電話し、遠隔操作された。", ""},
		{"label of what is not included", "項目|氏名、住所\n含まれないもの|電話番号、口座番号", "-bank_account -phone address name"},
		{"said never to happen to it", "カード番号が当アプリに表示されることはありません。", "-credit_card"},
		{"kept elsewhere, not touched", "クレジットカード情報は決済会社が管理しており、影響はない。", "-credit_card"},
		{"no trace of an intruder", "住所をおさめたデータベースには、侵入されたあとが見つかりませんでした。", "-address"},
		{"advice to the reader", "暗証番号を尋ねる電話にはご注意ください。", ""},
		{"nothing else", "画面に出たのは名前だけで、住所は表示されない。", "-address name"},
		{"counted members of the whole", "60人は運転免許証、8人は旅券の画像が漏えいした。", "drivers_license passport"},
		{"a guest's name is a name", "予約者の氏名が漏れた。", "name"},
		{"written down by hand", "手帳には担任の携帯番号と児童の血液型が書き留められていた。", "health_checkup phone"},
		{"clipped in", "ファイルには時間割と一緒に、講師の勤務表も挟んであった。", "payroll_hr"},
		{"shown by another's screen", "開き直すと、知らない人の旅券番号が画面に出た。", "passport"},
		{"under everybody's eyes", "塾生の偏差値が誰の目にも触れる場所に貼り出されていた。", "academic_record"},
		{"put elsewhere, and safe", "氏名が漏れた。口座番号と暗証番号についても、よその棟にしまってあり難を逃れました。", "-bank_account -pin name"},
		{"put elsewhere, no more said", "氏名が漏れた。口座番号は別の装置にあり、漏れていない。", "-bank_account name"},
		{"spared", "氏名が漏れた。カード番号はこの照会では返らないため無事だった。", "-credit_card name"},
		{"not on the screen", "氏名が見えた。裏面の3桁の数字は出ません。", "-card_security_code name"},
		{"no mechanism to enter it", "氏名が見えた。カード番号は登録の仕組み自体がない。", "-credit_card name"},
		{"not counted is not denied", "氏名が漏れた。なお、個人商店の口座番号は勘定に入っていません。", "name"},
		{"not told by us is not denied", "氏名が漏れた。会社の住所は明かしていない。", "name"},
		{"remark that denies only itself", "漏れたのは氏名、電話番号（年齢は伏せ字）。", "-age name phone"},
		{"denied in a remark, the sum at its end", "漏れたのは住所(氏名、電話番号等その他の情報は含まれておりません)。", "-name -phone address"},
		{"partly hidden is seen", "氏名が漏れた。メールアドレスは一部が伏せ字でした。", "name"},
		{"member behind a quoted name", "漏れたのは氏名、会員組織「ミナモクラブ」の会員ランク。", "name usage_history"},
		{"name of a thing", "漏れたのは会員番号と会社の名前。", "affiliation customer_id"},
		{"money that went", "不正な操作により、残高が失われた。", ""},
		{"credentials tried by a machine", "ほかで漏れたIDとパスワードを次々に試され、不正ログインされた。", ""},
		{"made unreadable", "不可逆に変換されたパスワードが流出した。", "password_hash"},
		{"not made unreadable", "暗号化されていないパスワードが流出した。", "password"},
		{"public before", "事業所名、所在地はもともと公開されている。", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := strings.Join(storyCategories(tt.text), " "); got != tt.want {
				t.Errorf("%s\n got %s\nwant %s", tt.text, got, tt.want)
			}
		})
	}
}
