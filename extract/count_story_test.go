package extract

import (
	"slices"
	"testing"
)

// TestCountsOfStories reads short notices whose counts no word of a leak stands beside, or
// beside which other numbers stand.
func TestCountsOfStories(t *testing.T) {
	for _, tt := range []struct {
		name, cause, text string
		want              []string
	}{
		{"heading vouches", "lost",
			"端末の紛失\n\n端末を紛失しました。\n\n■端末に残っていた記録\n九月に通所なさっていた七十四名のかたのもの",
			[]string{"74 people total"}},
		{"marked line vouches", "lost",
			"端末の紛失\n\n更新日：2024年2月21日\n\n端末を紛失しました。\n\n●端末に入っていた情報\n世帯数｜312世帯（うち訪問済み 187世帯、未訪問 125世帯）",
			[]string{"125 households part", "187 households part", "312 households total"}},
		{"label above", "credential_stuffing",
			"不正アクセスについて\n\n不正ログインがありました。\n■不正アクセスを受けたアカウント数\n最大1,502件\n■ポイント不正使用件数\n最大203件",
			[]string{"1502 records total", "203 records impact"}},
		{"whose data", "misdelivery_email",
			"誤送信\n\n市教委によると、添付されたのは児童3人分の計画だった。受け取ったのは保護者388人。出席した母親の一人は「消えない」と漏らした。",
			[]string{"3 people total", "388 people impact"}},
		{"mistaken envelope", "misdelivery_post",
			"誤送付\n\n7月10日に発送した通知書1,902通のうち3通について、他の方の通知書を封入していた。",
			[]string{"3 messages total"}},
		{"list with marks", "unauthorized_access",
			"お知らせ\n\n流出した恐れのある個人情報\n▽利用者　1万2033人\n▽家族　　　8451人\n▽医師　　　　312人\n▽その他　　　　18人",
			[]string{"12033 people part", "18 people part", "312 people part", "8451 people part"}},
		{"groups in brackets", "web_skimming",
			"不正アクセス\n\nカード情報(1,746名分)と、お客様の情報(6,350名分)及びお届け先の情報(7,840名分)が漏えいした可能性があります。",
			[]string{"1746 people part", "6350 people part", "7840 people part"}},
		{"others too", "unauthorized_access",
			"不正アクセス\n\n流出したのは取引先の担当者ら1,200人の氏名。このほか採用試験の受験者300人の履歴書も含まれる。",
			[]string{"1200 people part", "300 people part"}},
		{"told before a list", "stolen",
			"盗難\n\n学生98人の名簿が入ったパソコンが盗まれた。保存されていたのは98人の氏名と、42人分のレポート。",
			[]string{"42 people part", "98 people total"}},
		{"part of what nobody counted", "misdelivery_post",
			"誤送付\n\n年末に郵送した源泉徴収票のうち23人分を別の人の封筒に入れて送っていた。",
			[]string{"23 people total"}},
		{"of which other counts", "credential_stuffing",
			"不正アクセス\n\n利用する14自治体のうち9自治体が対象で、流出は合わせて11万2,640人分に上る。",
			[]string{"112640 people total", "9 organizations impact"}},
		{"body of which a part was hit", "unauthorized_access",
			"不正アクセス\n\n組合員約2万3千人のうち、ネット注文をした6,120人の氏名が漏えいした恐れがあります。",
			[]string{"6120 people total"}},
		{"several details", "unauthorized_access",
			"流出\n\n会員5,100人の情報が流出し、うち120人は口座番号、30人は暗証番号も含まれていた。",
			[]string{"120 people part", "30 people part", "5100 people total"}},
		{"papers with persons in brackets", "improper_disposal",
			"紛失\n\n信用組合は依頼書計620枚をなくしたと発表した。本店で70枚(33人分)、東支店で350枚(135人分)、西支店で200枚(82人分)を紛失していた。",
			[]string{"135 people part", "200 files part", "33 people part", "350 files part", "620 files total", "70 files part", "82 people part"}},
		{"files that carried the data", "malware",
			"不正アクセス\n\n攻撃者はバックアップファイル3点を取得していた。含まれていたのは従業員21,806人の情報。",
			[]string{"21806 people total", "3 files impact"}},
		{"gross figure at most", "stolen",
			"盗難\n\n盗まれた情報は、把握できているもので376名分、可能性があるものを含めると最大で延べ523名分となる。",
			[]string{"376 people part", "523 people total"}},
		{"earlier notice", "stolen",
			"お知らせ\n\n38世帯の組合員の住所が書かれた控えが盗まれました。\nQ 最初のお知らせでは「40世帯」となっていましたが。",
			[]string{"38 households total", "40 households prior"}},
		{"earlier report of clients", "malware",
			"続報\n\n第1報では対象を「最大52社」としていたが、流出したのは利用企業のうち47社の情報と分かった。",
			[]string{"47 organizations impact", "52 organizations prior"}},
		{"mail sent in its name", "phishing",
			"乗っ取り\n\nアカウントが乗っ取られ、取引先など286件のメールアドレスに対し、同様の偽メールが送信された。",
			[]string{"286 records impact"}},
		{"no leak at all", "dos",
			"大量アクセス\n\nサイトが攻撃を受けて停止し、約640人分の手続きを手作業で行った。情報流出はない。",
			[]string{"640 people impact"}},
		{"what the body holds", "lost",
			"カルテの所在不明\n\n外来カルテ3人分が見当たらないことが判明した。病院では約28万冊のカルテを保管している。",
			[]string{"3 people total"}},
		{"body and its shops", "unauthorized_access",
			"お知らせ\n\n全国に232店舗を展開する同社によると、流出の可能性があるのはネット会員約31万4千人の情報。会員全体（約98万人）の3割に当たる。",
			[]string{"314000 people total"}},
		{"size of the site", "credential_stuffing",
			"不正ログイン\n\n会員数約520万人の通販サイトで不正ログインがあり、4,117人分の氏名が閲覧された可能性がある。",
			[]string{"4117 people total"}},
		{"claim and finding in one sentence", "vulnerability_exploit",
			"ご報告\n\n最大407万件の情報が漏えいした可能性があるとしておりましたが、実際に漏えいが確認されたのは31万1,288件でした。",
			[]string{"311288 records total", "4070000 records prior"}},
		{"persons and the money they lost", "web_skimming",
			"通販サイト\n\n店は顧客4,871人分のカード情報が流出したと公表。うち102人分、計約850万円の不正利用が確認されている。",
			[]string{"102 people impact", "4871 people total", "8500000 yen impact"}},
		{"rates and lots", "misdelivery_email",
			"アドレスの流出\n\n登録者のアドレスが分かる形で送った。10通に分けて送り、1通あたり約50人、計482人分が流出した。",
			[]string{"482 people total"}},
		{"other doings of the body", "insider",
			"懲戒処分\n\n生徒14人の成績を無断で保護者に見せたとして教諭を減給とした。今年度の懲戒処分は計9件となった。",
			[]string{"14 people total"}},
		{"recipients who got the data of all", "misdelivery_email",
			"誤送信\n\n求職者27人に面接日程を送る際に、全員分の氏名と電話番号を載せた表を添付した。",
			[]string{"27 people total"}},
		{"other victims", "unauthorized_access",
			"流出\n\nホテル大手から最大5億人分のデータが流出したことが発覚。2012年には別の大手で1億1700万人、2013年にはある大手で30億人の情報が流出した。",
			[]string{"500000000 people total"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := figuresOf(tt.text, tt.cause); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
