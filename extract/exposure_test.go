package extract

import "testing"

func TestExposureSigns(t *testing.T) {
	for _, r := range exposureSigns {
		if !r.find.MatchString(r.hit) {
			t.Errorf("sign %d: silent on %q", r.sign, r.hit)
		}
		if r.find.MatchString(r.miss) && (r.unless == nil || !r.unless.MatchString(r.miss)) {
			t.Errorf("sign %d: finds %q in %q", r.sign, r.find.FindString(r.miss), r.miss)
		}
	}
}

func TestReadExposure(t *testing.T) {
	for _, c := range []struct{ want, cause, text string }{
		{"confirmed", "unauthorized_access", "当社のサーバーが不正アクセスを受け、お客様の個人情報1,200件が流出したことが判明しました。"},
		{"confirmed", "unauthorized_access", "攻撃者によって会員情報が窃取されたことを確認しました。"},
		{"confirmed", "ransomware", "攻撃者のリークサイトに当社の情報が公開されたことを確認しています。"},
		{"possible", "ransomware", "個人情報が外部に漏えいした可能性があります。現時点で流出の事実は確認されておりません。"},
		{"possible", "ransomware", "現時点で情報流出の事実は確認されていませんが、その可能性を完全に否定することはできません。"},
		{"possible", "unauthorized_access", "顧客情報の一部が閲覧された可能性を否定できない。"},
		{"not_confirmed", "ransomware", "調査の結果、情報が外部に流出した形跡は確認されませんでした。"},
		{"not_confirmed", "unauthorized_access", "個人情報の漏えいは確認されていない。"},
		{"not_confirmed", "ransomware", "現時点で、個人情報が外部に流出した事実はございません。"},
		{"not_confirmed", "unauthorized_access", "外部専門家の調査で、情報の流出はなかったと結論付けられた。"},
		{"not_confirmed", "dos", "サイトが閲覧しづらくなったが、情報の漏えいはない。"},
		{"unknown", "ransomware", "サーバーがランサムウェアに感染した。情報漏えいの有無については調査中である。"},
		{"unknown", "ransomware", "情報漏えいの可能性については現在調査を進めております。"},
		{"unknown", "unauthorized_access", "メールアカウントが乗っ取られ、迷惑メールが送信された。"},
		{"unknown", "dos", "大量のアクセスによりつながりにくくなった。"},
		{"possible", "credential_stuffing", "不正ログインされた会員の氏名、住所が閲覧された可能性があります。"},
		{"confirmed", "credential_stuffing", "不正ログインにより、213名の登録情報が閲覧されました。"},
		{"possible", "malware", "端末に保存されていたメールが外部に漏れたおそれがある。"},
		{"confirmed", "malware", "メールアドレスが流出し、不審なメールが送信されています。"},
		{"possible", "support_scam", "パソコン内の情報が漏えいしたおそれがある。"},
		{"not_confirmed", "support_scam", "通信記録を調べた結果、データが外部に送信された形跡はありませんでした。"},
		{"possible", "misconfiguration", "氏名と住所が第三者から閲覧できる状態でした。実際の閲覧は確認されていません。"},
		{"possible", "misconfiguration", "インターネット上で閲覧可能な状態でした。第三者によるアクセスの形跡は確認されておりません。"},
		{"confirmed", "misconfiguration", "外部の3名が閲覧したことが分かりました。"},
		{"confirmed", "system_bug", "別の会員の氏名が表示されていました。"},
		{"possible", "system_bug", "他の会員から閲覧された可能性がある。"},
		{"confirmed", "publishing_error", "名簿を誤ってホームページに掲載した。"},
		{"possible", "publishing_error", "誤って掲載し、閲覧できる状態になっていた。"},
		{"confirmed", "publishing_error", "ファイルが公開され、45回ダウンロードされていた。"},
		{"possible", "lost", "USBメモリを紛失した。現時点で情報漏えいは確認されていない。"},
		{"possible", "lost", "申込書が見当たらず、紛失した。第三者に渡った形跡はない。"},
		{"not_confirmed", "lost", "書類を紛失したが、後日庁舎内で見つかり、外部への漏えいはなかった。"},
		{"possible", "stolen", "かばんが盗まれた。情報の悪用は確認されていない。"},
		{"confirmed", "misdelivery_email", "メールを誤送信した。受信者に削除を依頼し、二次被害は確認されていない。"},
		{"confirmed", "misdelivery_post", "通知書を別人に郵送した。開封前に回収した。"},
		{"confirmed", "insider", "職員が業務に関係なく住民の情報を閲覧していた。外部への漏えいは確認されていない。"},
		{"confirmed", "insider", "元社員が顧客情報を持ち出し、転職先で使っていた。"},
		{"not_confirmed", "improper_disposal", "文書を誤って廃棄した。溶解処理されており、外部への流出の可能性は極めて低い。"},
		{"possible", "improper_disposal", "誤って廃棄した可能性が高い。"},
		{"possible", "web_skimming", "クレジットカード情報が漏えいした可能性がございます。一部は不正利用された可能性があります。"},
		{"possible", "vulnerability_exploit", "会員情報が第三者に取得されたおそれがある。"},
		{"confirmed", "vulnerability_exploit", "SQLインジェクションにより会員情報が流出した。クレジットカード情報の流出は確認されていない。"},
		{"confirmed", "phishing", "メールボックス内のメールが第三者に閲覧された。"},
		{"possible", "phishing", "メールボックス内のメールを閲覧されたおそれがある。"},
		{"possible", "credential_stuffing", "他社から漏れたIDとパスワードで412人分のアカウントに入られ、氏名を見られたかもしれない。"},
		{"unknown", "credential_stuffing", "他社から流出したとみられるIDとパスワードでログインされた。お店から漏れたのでしょうか。"},
		{"confirmed", "ransomware", "氏名などが犯行グループのサイトで公開された。"},
		{"possible", "ransomware", "流出の形跡は見つからなかったが、可能性を完全には排除できない。"},
		{"not_confirmed", "dos", "サイトが止まった。個人情報への影響はない。"},
		{"confirmed", "misconfiguration", "外部の2つのIPアドレスから136点のファイルがダウンロードされていた。"},
		{"possible", "misconfiguration", "誰でも開ける状態だったが、第三者が開いた形跡はない。"},
		{"confirmed", "misconfiguration", "誰でも開ける状態で、閲覧が5回あったと分かった。"},
		{"possible", "system_bug", "ほかの会員に表示されたおそれがある。"},
		{"possible", "ransomware", "名簿を持ち出された跡は見つからないが、可能性が全くないとは言えない。"},
		{"possible", "insider", "元社員が顧客名簿を持ち出し、外部に渡ったおそれがある。"},
		{"possible", "improper_disposal", "伝票をごみと一緒に捨てた。"},
		{"possible", "publishing_error", "写真を拡大すると名前を読み取ることができた。"},
		{"possible", "improper_disposal", "保存期間内の台帳を処分した。"},
		{"confirmed", "improper_disposal", "名簿が古紙の置き場で見つかった。"},
	} {
		d := newDocument("お知らせ\n\n" + c.text)
		b := d.whole()
		if got, _ := d.readExposure(&b, d.tellExposure(&b), []Cause{{Code: c.cause}}); got != c.want {
			t.Errorf("%s: %q, want %q: %s", c.cause, got, c.want, c.text)
		}
	}
}
