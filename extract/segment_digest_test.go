package extract

import (
	"slices"
	"testing"
)

// TestDigests reads texts that say that they tell of several cases, and tell them in
// everyday words.
func TestDigests(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"counted, the bodies unnamed", "名前を伏せた実例から\n\nこの一年に公表された事案を紹介します。\n\n" +
			"一つ目は、九州のある市です。2025年5月2日、市は、検診の案内を刷る会社が、刷り損じの紙を近所の子どもたちに配っていたと発表しました。氏名と住所が読めたのは38人分でした。\n\n" +
			"二つ目は、首都圏で料理教室を営む会社。5月9日の発表によれば、講師が生徒の様子を写した動画を自分の画面に流していました。映っていたのは生徒12名で、氏名と顔写真が分かりました。\n\n" +
			"三つ目は、北陸地方の信用組合です。5月16日、取引先が顧客23人分の氏名と口座番号を勉強会の教材にしていたと公表しました。\n",
			[]string{"breached unnamed 九州のある市", "breached unnamed 首都圏で料理教室を営む会社", "breached unnamed 北陸地方の信用組合"}},
		{"turning by days and ordinals", "2025年5月の出来事から\n\n" +
			"まず2日、楽器店の株式会社キリオカ楽器が、会員1,200人の氏名と住所を書いた台帳を別の会社に渡していたと発表した。\n\n" +
			"15日に公表したのは通信制のミナヅル学園高校で、保護者を名乗る電話に職員が答え、生徒1名の氏名と転居先を伝えた。電話は5月12日だった。\n\n" +
			"最後は株式会社ホシミ運輸の続報だ。4月9日に不正アクセスを受けた同社は、5月22日、顧客3,100人の氏名と電話番号が流出したと発表した。\n",
			[]string{"breached 株式会社キリオカ楽器", "breached ミナヅル学園高校", "breached 株式会社ホシミ運輸"}},
		{"one of several parties opens no case", "今週の三つの出来事\n\n" +
			"まず、霧丘市である。5月2日、職員が市民300人の氏名を書いた名簿を紛失したと発表した。\n\n" +
			"最後は株式会社ホシミ運輸の続報だ。4月9日に不正アクセスを受けた同社は、5月2日、顧客3,100人の氏名と電話番号が流出したと発表した。荷主のうち株式会社キリオカ薬局は同じ日に、270人の氏名が含まれると公表している。\n",
			[]string{"breached 霧丘市", "breached 株式会社ホシミ運輸, affected 株式会社キリオカ薬局"}},
		{"as many points as counted, all of one body", "令和7年度上半期の個人情報に関する事故の公表(霧丘市)\n\n霧丘市では半年ごとに事故を公表しています。4月から9月までに発生した事故は次の2件です。\n\n" +
			"(1) 通知書の誤交付\n 発生日 令和7年6月9日\n 窓口で別の方の通知書を渡し、住所と氏名が漏えいした。\n\n" +
			"(2) 書類の紛失\n 発生日 令和7年8月4日\n 申請書2世帯分を紛失した。世帯主の氏名と住所が書かれていた。\n",
			[]string{"breached 霧丘市", "breached 霧丘市"}},
		{"points headed by other things than bodies", "公表された3件の事例\n\n今号は3件を紹介します。\n\n" +
			"■ 駐車場の10分\n福島県のある診療所は2025年5月2日、事務員の端末が車から盗まれたと発表しました。患者1,300名の氏名が入っていました。\n\n" +
			"■ となりの番号\n関東の訪問介護事業所の例です。5月7日、利用者2名の氏名を書いた書面をファクスで別の店に誤送信しました。公表は5月9日。\n\n" +
			"■ 足りない箱\n西日本の健診機関が5月16日に明らかにしたところでは、618人分の問診票を誤って廃棄していました。\n",
			[]string{"breached unnamed 福島県のある診療所", "breached unnamed 関東の訪問介護事業所", "breached unnamed 西日本の健診機関"}},
		{"a name that only its place shows", "5月の出来事から\n\n◇5/2 霧丘市\n名簿を紛失した。市民30人の氏名。\n\n◇5/9 株式会社キリオカ商会\n顧客12人の住所を誤送信した。\n\n◇5/15 ホタルノヒカリ\n会員221人の氏名を別人に送ってしまった。\n",
			[]string{"breached 霧丘市", "breached 株式会社キリオカ商会", "breached ホタルノヒカリ"}},
		{"names in quotes, told in everyday words", "5月の三つの出来事から\n\n●衣料品の通販「ホタルノヒカリ」、案内を取り違え\n2日発表。刷り順がずれ、別の人の氏名と住所を書いた案内412通が顧客に届いた。\n\n" +
			"●霧丘市、申込書を紛失\n9日発表。氏名と住所を書いた申込書30枚が見つからない。\n\n●株式会社キリオカ商会、名簿を誤送信\n15日発表。顧客12人の氏名と住所の名簿を別の会社に送った。\n",
			[]string{"breached ホタルノヒカリ", "breached 霧丘市", "breached 株式会社キリオカ商会"}},
		{"whose case it is", "情報漏えい事故の二つの話\n\n公表された2つの出来事を紹介します。\n\n【その1】霧丘市の場合\n5月2日、職員が市民30人の氏名の名簿を紛失しました。\n\n" +
			"【その2】ホタルノヒカリの場合\n5月9日、店の端末がウイルスに感染し、会員221人の氏名と住所が流出したと公表しました。\n",
			[]string{"breached 霧丘市", "breached ホタルノヒカリ"}},
		{"paragraphs by the day", "自治体の漏えい、5月分メモ\n\n今月は自治体の失敗が目立った。\n\nまず2日、霧丘市。通知を刷る際に、よその人の氏名と税額を入れて19世帯に送り出した。\n\n" +
			"15日は木下市。講座の申込者の一覧を、職員がミナヅル農協に送るべきところ、別の農協に送った。612人の氏名である。\n\n" +
			"30日には、みずほ市立病院が、手術の映像を配る際、患者1人の氏名を消し忘れたことを明かした。\n",
			[]string{"breached 霧丘市", "breached 木下市", "breached みずほ市立病院"}},
		{"cases numbered in brackets", "個人情報の事故について(霧丘市)\n\n霧丘市で5月までに発生した事故です。\n\n事例(1) 紛失\n発生日:4月2日\n申請書2世帯分を紛失した。\n\n事例(2) 誤公開\n発生日:5月9日\n対応:5月12日に削除した。氏名が残ったまま市のホームページに掲載した。\n",
			[]string{"breached 霧丘市", "breached 霧丘市"}},
		{"rows of a table whose cells a sign parts", "5月の一覧\n\n公表日｜組織｜概要｜規模\n\n5月2日｜霧丘市｜名簿の紛失｜30人\n\n5月9日｜株式会社キリオカ商会｜顧客の住所の誤送信｜12人\n\n5月15日｜ミナヅル大学｜学生の成績の流出｜221人\n",
			[]string{"breached 霧丘市", "breached 株式会社キリオカ商会", "breached ミナヅル大学"}},
		{"a town and a body of its name", "3団体が相次ぎ発表\n\n霧丘市は5月2日、市民48人のアドレスを互いに見える形で誤送信したと発表した。\n\n霧丘市観光協会は5月3日、26人の氏名を記したメールを別の人に送っていたと発表した。\n\n5月4日には県立ミナヅル美術館も、19人の名前が入った表を誤って送信したことを明らかにした。\n",
			[]string{"breached 霧丘市", "breached 霧丘市観光協会", "breached 県立ミナヅル美術館"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); !slices.Equal(got, c.want) {
				t.Errorf("read as %q, want %q", got, c.want)
			}
		})
	}
}

// TestIsDigest holds that a report that lists data or looks back on itself is no digest.
func TestIsDigest(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"今週の漏えい事故\n\n霧丘市は発表した。", true},
		{"三つの話\n\n先月に公表された事案を振り返る。", true},
		{"ひとりごと\n\n一つ目は霧丘市です。\n\n二つ目はミナヅル大学です。", true},
		{"霧丘市が名簿を紛失\n\n霧丘市は5月2日、2件の名簿の一覧を紛失したと発表した。", false},
		{"霧丘市の紛失についてまとめてみた\n\n霧丘市は5月2日に発表した。", false},
	} {
		d := newDocument(c.text)
		if got := d.isDigest(d.whole()); got != c.want {
			t.Errorf("%q: %v", c.text, got)
		}
	}
}
