package extract

import (
	"slices"
	"testing"
)

// TestLayouts reads lists of cases whose layout, and not their words, tells which are one.
func TestLayouts(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"forms with spaces, the body at the foot", "個人情報の漏えい事案(令和6年度下半期)\n\n半年ごとに公表しています。この半年の事案は次のとおりです。\n\n" +
			"番号 1\n担当課 税務課\n発生日 令和6年11月5日\n内容 納税通知書を別人に誤送付した。\n漏えいした情報 住所、氏名\n対象人数 1人\n\n" +
			"番号 2\n担当課 健康課\n発生日 令和7年1月20日\n内容 受診者名簿を紛失した。\n漏えいした情報 氏名、生年月日\n対象人数 19人\n\nお問い合わせ\n霧丘市 総務部 総務課\n",
			[]string{"breached 霧丘市", "breached 霧丘市"}},
		{"a column of clients", "ミナヅル発送センターへの攻撃と委託元\n\n発送を請け負う株式会社ミナヅル発送センターは6月12日、サーバーを暗号化され、預かった個人情報が漏えいした可能性があると発表した。\n\n" +
			"公表日\t委託元\t対象\t内容\n6月13日\t株式会社キリオカ商会\t契約者 21,400人\t氏名、住所\n6月16日\t霧丘市\t加入者 8,950人\t氏名、住所\n6月17日\tミナヅル大学\t学生 3,000人\t氏名、住所\n",
			[]string{"breached 株式会社ミナヅル発送センター, affected 株式会社キリオカ商会, affected 霧丘市, affected ミナヅル大学"}},
		{"two rows of one announcement", "カード情報の流出の一覧\n\n公表日 | 社名 | 件数 | 内容\n2025/4/3 | 株式会社キリオカ商会 | 1,204 | カード番号\n2025/4/9 | 有限会社ミナヅル書房 | 316 | カード番号\n2025/4/9 | 有限会社ミナヅル書房 | 5,022 | 氏名、住所\n2025/4/21 | 株式会社ホシミ運輸 | 3,300 | 氏名\n",
			[]string{"breached 株式会社キリオカ商会", "breached 有限会社ミナヅル書房", "breached 株式会社ホシミ運輸"}},
		{"a later row on the case of another", "漏えい事故の台帳\n\nNo.\t公表日\t組織\t概要\t件数\n1\t4/16\t株式会社キリオカ商会\t端末がウイルスに感染し、氏名が漏えい\t1,540件\n2\t5/25\t霧丘市\t受診券を別人に誤送付\t6人分\n3\t7/2\t株式会社キリオカ商会\tNo.1の続報。範囲を見直し\t1,873件\n",
			[]string{"breached 株式会社キリオカ商会", "breached 霧丘市"}},
		{"rows parted by spaces, under causes", "学校の個人情報の事故(6月)\n\n6月に公表された事故は次のとおりです。\n\n(1)紛失・置き忘れ\n秋田県 2025年6月3日 市立中学校 書類 31件\n大阪府 2025年6月11日 府立高等学校 USBメモリ 280件\n\n(2)誤送信\n東京都 2025年6月6日 国立大学 電子メール 512件\n",
			[]string{"breached unnamed 市立中学校", "breached unnamed 府立高等学校", "breached unnamed 国立大学"}},
		{"a chronicle", "漏えい事件をふり返る\n\n2006年 キリオカブロードバンド\n会員210万人分の氏名と住所が流出した。\n\n2009年 ホシミ証券\n元社員が顧客38万人分の名簿を持ち出した。\n\n2015年 ミナヅル大学\nウイルスに感染し、学生64万件の氏名が流出した。\n",
			[]string{"breached キリオカブロードバンド", "breached ホシミ証券", "breached ミナヅル大学"}},
		{"Markdown of three levels", "漏えいメモ 8月分\n\n## これは何\n公表された漏えいの控えです。\n\n## 各インシデント\n\n### 1. 手芸用品の通販サイト\n#### 被害\n- カード番号 15,902件が流出\n- 公表は8月5日\n\n### 2. 菓子店のサイト\n#### 被害\n- カード番号 609件が流出\n- 公表は8月21日\n\n## 感想\n今月も多かったです。\n",
			[]string{"breached unnamed 手芸用品の通販サイト", "breached unnamed 菓子店のサイト"}},
		{"counted off in running text", "個人情報の漏えい2件を公表 霧丘市\n\n霧丘市は3月4日、個人情報が漏えいする事案が2件あったと発表した。1件目は、2月10日に職員が保険の通知を別の世帯に誤送付したもので、氏名と住所が漏れたという。2件目は、講座の申込者31人に送ったメールで宛先を見える形にしていたもの。2月20日に送信し、メールアドレスが漏えいした。\n",
			[]string{"breached 霧丘市", "breached 霧丘市"}},
		{"numbered chapters of one story", "申請書の紛失について\n\n霧丘市は申請書1枚を紛失しました。おわびします。\n\n1 経過\n9月8日、窓口で受け取った申請書を、職員が別の棚に置きました。9月17日に見当たらないことに気付きました。\n2 内容\n氏名、住所、電話番号\n3 判明後の対応\n・9月20日まで探したが、出てこない\n・9月22日、職員がおわびした\n\n霧丘市用地課\n",
			[]string{"breached 霧丘市"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); !slices.Equal(got, c.want) {
				t.Errorf("read as %q, want %q", got, c.want)
			}
		})
	}
}
