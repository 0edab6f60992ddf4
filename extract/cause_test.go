package extract

import (
	"slices"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

func TestCauseCues(t *testing.T) {
	for _, c := range causeCues {
		for _, told := range c.tellings {
			if !pattern.New(told.find).MatchString(told.hit) {
				t.Errorf("%s: %s is silent on %q", c.code, told.find, told.hit)
			}
			if _, _, ok := c.span(told.hit, c.re.FindAllStringIndex(told.hit, 3)); !ok {
				t.Errorf("%s: silent on %q", c.code, told.hit)
			}
		}
		if start, end, ok := c.span(c.miss, c.re.FindAllStringIndex(c.miss, 3)); ok {
			t.Errorf("%s: finds %q in %q", c.code, c.miss[start:end], c.miss)
		}
		if !slices.ContainsFunc(Causes, func(k Code) bool { return k.Code == c.code }) {
			t.Errorf("%s is no code", c.code)
		}
	}
}

func TestChainCues(t *testing.T) {
	for _, c := range chainCues {
		if !c.re.MatchString(c.hit) {
			t.Errorf("silent on %q", c.hit)
		}
		if c.re.MatchString(c.miss) {
			t.Errorf("finds %q in %q", c.re.FindString(c.miss), c.miss)
		}
	}
}

func TestSupplyChain(t *testing.T) {
	for text, want := range map[string]bool{
		"業務を委託している株式会社ミズウミが不正アクセスを受け、当市の住民の情報が流出した可能性があります。": true,
		"委託先の担当者が誤ってメールをCCで送信した。":                            true,
		"再委託先の従業員が名簿を持ち出していた。":                               true,
		"当社が利用しているクラウドサービスの提供会社がサイバー攻撃を受けました。":               true,
		"印刷と発送を請け負う事業者のサーバーがランサムウェアに感染した。":                   true,
		"当社の子会社であるミズウミ物流株式会社のサーバーが攻撃を受け、当社の顧客情報が流出した。":       true,
		"海外子会社のネットワーク機器から侵入され、グループ全体に被害が広がった。":               true,
		"保守業者が作業中に設定を誤り、閲覧できる状態になった。":                        true,
		"受託者の職員が書類を紛失した。":                                    true,
		"指定管理者の職員が利用者名簿を置き忘れた。":                              true,
		"システム会社の作業ミスにより、別の利用者の情報が表示された。":                     true,
		"配送を担う運送会社の車両から荷物が盗まれた。":                             true,
		"取引先の会社が不正アクセスを受け、当社が提供していた担当者情報が漏えいした。":             true,
		"会員管理を任せている事業者のサーバーが攻撃された。":                          true,
		"コールセンター業務を受託する会社の元派遣社員が名簿を持ち出した。":                   true,
		"システムの運用を受託する事業者が、設定を誤って公開していた。":                     true,
		"外部のメール配信サービスが不正アクセスを受け、登録者のアドレスが流出した。":              true,
		"電子カルテの納入業者が保守のために設けた回線から侵入された。":                     true,
		"代理店の従業員が申込書を紛失した。":                                  true,
		"当社が運用する会員管理システムが不正アクセスを受けました。":                      false,
		"当社が提供するアプリに不具合があり、別の会員の情報が表示された。":                   false,
		"株式会社ミズウミが運営する通販サイトが不正アクセスを受けた。":                     false,
		"セキュリティ専門会社に調査を委託し、不正アクセスの経路を調べている。":                 false,
		"外部の専門機関による調査の結果、不正アクセスの痕跡が見つかった。":                   false,
		"カード会社から情報漏えいの懸念について連絡を受けた。":                         false,
		"システムの開発会社に依頼して脆弱性を修正した。":                            false,
		"漏えいの対象には委託先の社員の氏名も含まれる。":                            false,
		"当社の従業員が取引先に誤ってメールを送信した。":                            false,
		"委託先を含めて管理体制の強化に努める。":                                false,
		"職員がUSBメモリを紛失した。":                                    false,
		"誤って別の取引先の会社に請求書を送付した。":                              false,
		"サーバーの運用会社から不正アクセスの疑いがあると連絡を受けた。":                    false,
		"子会社を含む従業員の情報が流出した。":                                 false,
		"決済代行会社から流出の懸念について連絡を受け、カード決済を停止した。":                 false,
		"第三者がVPN機器を経由して社内ネットワークに侵入した。":                       false,
	} {
		d := newDocument("お知らせ\n\n" + text)
		b := d.whole()
		chain := d.tellChain(&b, b.told(d.breachSentences()), nil)
		if got := slices.Contains(chain.signs, "chain told"); got != want {
			t.Errorf("%v, want %v: %s (%v)", got, want, text, chain.cue)
		}
	}
}

func TestChooseCauses(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"the specific cause takes the place of the general one", "不正アクセスについて\n\n当社のサーバーが不正アクセスを受けました。\n調査の結果、VPN装置の脆弱性を悪用されたことが原因でした。", "vulnerability_exploit"},
		{"what is denied is no cause", "名簿の紛失について\n\n名簿1冊を紛失しました。不正アクセスによるものではありません。", "lost"},
		{"a trace that was not found is no cause", "誤送信のお知らせ\n\n名簿を添付したメールを誤送信しました。サーバーに侵入された形跡は確認されていません。", "misdelivery_email"},
		{"other cases are no cause", "紛失のお知らせ\n\nUSBメモリーを紛失しました。\n同校では昨年にも、教員がメールを誤送信しています。", "lost"},
		{"a mail that was opened stands beside the virus it carried", "ウイルス感染について\n\n職員が届いたメールの添付ファイルを開き、パソコンがマルウェアに感染しました。", "malware phishing"},
		{"hard-wrapped words are one", "お知らせ\n\nこのたび、講座の受講者の皆様に日程の変更をお伝えするメールにおいて、宛先を B\nCC とすべきところを CC に入力したまま送信していたことが分かりました。", "misdelivery_email"},
		{"a protected medium is not held to ransom", "紛失について\n\n暗号化されたUSBメモリーを紛失しました。", "lost"},
		{"a label names the cause", "紛失事案\n\n対象:名簿1冊\n原因:持ち運び中の置き忘れ", "lost"},
		{"nothing told", "お知らせ\n\n営業時間を変更しました。", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDocument(c.text)
			b := d.whole()
			var codes []string
			for _, cause := range chooseCauses(d.findCauses(b.told(d.breachSentences()))) {
				codes = append(codes, cause.Code)
			}
			if got := strings.Join(codes, " "); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}
