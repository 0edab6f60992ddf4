package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// otherGenres are headlines of articles that report no case of their own: advisories,
// statistics, surveys, products, events, law, recalls.
var otherGenres = pattern.New(`(報告|処理|対応|取扱い)(等)?の(状況|件数)|脆弱性|アップデート|更新プログラム|報告(件数|状況|は[0-9])|動向|ランキング|統計|白書|年次報告|集計|過去最多|認知件数|調査(レポート|結果|報告)|アンケート|とは([??]|$|何|、)|セミナー|ウェビナー|講座|提供(を)?開始|発売|新製品|新サービス|訓練|演習|ガイドライン|改正|施行|方法|対策|チェックリスト|注意喚起|ご注意|変更(について|のお知らせ|に関する)|回収|採用|取扱い|方針|ポリシー|守る|防ぐ|メンテナンス|休止|募集|表彰|受賞|判決|予算|決算|レビュー|コラム|ご案内|導入|レポート`)

// otherGenre says that the headline is that of an article about no case of its own.
func (d *document) otherGenre() bool {
	head := d.headline()
	return otherGenres.MatchString(head) && !sorryWords.MatchString(head) && !ownFindings.MatchString(head) && !mishapHead.MatchString(head)
}

// rulesHead is the headline of rules on how such cases are made public.
var rulesHead = pattern.New(`考え方|(公表|公開|発表|掲載|処分|説明)(の|する|に関する)?(基準|要領|指針|ルール|目安|手順)|要綱`)

// mishapHead is the headline that ends by what happened: 講座の申込フォームにおける個人情報の漏えいについて.
var mishapHead = pattern.New(`(漏え?い|漏洩|流出|紛失|盗難|誤送信|誤送付|誤配布|誤交付|誤掲載|誤公開|誤廃棄|不正アクセス)(事案|事故|被害)?(の発生)?(について|に関する(お知らせ|ご?報告|お詫び|おわび)|のお知らせ|のご?報告)$`)

// ownFindings head the later reports on a case, and what was done wrong:
// 誤掲載に関する調査結果について, 不適切な取扱いについて.
var ownFindings = pattern.New(`(漏え?い|漏洩|流出|不正アクセス|侵入|持ち?出し|改ざん|盗難|感染|紛失|誤[一-龥]{2}|サイバー攻撃|ランサムウ[ェエ]ア)[^。]{0,16}(調査(結果|報告)|対応(状況|方針))|不適[切正]な(情報|(情報の)?取り?扱)`)

// blanks are the places that a form leaves to be filled in: ●●株式会社, 20**年**月**日.
var blanks = pattern.New(`[●○〇◯*×△▲]{2,}\s?(?:株式会社|有限会社|銀行|病院|学校|大学|市|町|県|部|課|業|年|月|日|万?件|名)|(?:株式会社|[部課県市]|20|令和)\s?[●○〇◯*×△▲]{2,}`)

// aForm says that an article is a form or shows one: a letter of apology to be filled in.
func (d *document) aForm() bool { return len(blanks.FindAllStringIndex(d.s, 4)) > 3 }

// onSale are what texts say of goods on sale and of the results of a business.
var onSale = pattern.New(`(提供|販売|受付|発売)(を|する|し)?[^。]{0,6}(開始|始め)|発売(する|し|さ|を|予定)|(月額|年額|価格は|料金は|初期費用|税別|税込)|導入[^。]{0,12}(目指|見込|目標)|(売上高|純利益|営業利益|経常利益|受注)[^。]{0,20}(円|増|減|%|膨)|年間配当|新版|新機能|先行利用|(製品|サービス|ツール)(を|は)[^。]{0,20}(提供|刷新|追加)|機能(を|が)[^。]{0,8}(搭載|追加|備|加わ)|(警告|検知|防止)する(機能|ソフト|製品|サービス)`)

// wares counts the sentences of a block that speak of goods or results.
func (d *document) wares(b *block) (n int) {
	for _, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; (z == story || z == title) && d.asks(k).Match(onSale) {
			n++
		}
	}
	return n
}

// invented says that the cases of a text are made up to explain something.
var invented = pattern.New(`実在(は)?(し(な|ま)|する[^。]{0,12}(ではな|とは(関係|無関係)))|実際の(事案|事件|話|出来事|事故)では(な|あり|ござい)|(説明|練習|教材|学習|解説)(の|する)?ために(作|つく|こしらえ|用意)|作り話|創作(です|でした|した|であ)|架空の(事例|ケース|会社|企業|団体|組織|店|学校|病院|人物|例|話|設定|都市)|(事例|ケース|会社|企業|団体|人物|名称)[^。]{0,10}(は|も)?[^。]{0,6}架空|フィクション`)

// courts are the words of case law and of lawyers' columns.
var courts = pattern.New(`判決|原告|被告|地判|高判|裁判例|労働判例|判示`)

// rumour is the report of a breach that its body says is not true.
var rumour = pattern.New(`(投稿|掲載|書き込み|報道|うわさ|噂|主張|画像|一覧|公開された[^。、]{0,8})[^。、]{0,8}は、?(事実では|事実無根|虚偽|デマ|誤り(で|だ|と)|でたらめ|偽物)|は(デマ|事実無根|虚偽)($|[\s」、。と]|で(す|あ))`)

// spills says that what leaked was oil, gas, water or the like, and no data.
var spills = pattern.New(`(重油|軽油|灯油|ガソリン|原油|油|オイル|薬品|薬液|溶剤|塩素|硫酸|塩酸|ガス|汚水|下水|土砂|汚染水|冷却水|処理水|塗料|廃液|泥水|消火剤|化学物質)(が|の|を|も)?[^。、]{0,12}(流出|漏れ|漏え|漏洩|流れ出|流れ込)`)

// denies says that the block itself says that nothing leaked and no attack happened.
func (d *document) denies(b *block) bool {
	for _, k := range b.parts {
		s := d.sentences[k]
		if z := d.lines[s.line].zone; z == story || z == prevention {
			if without(d.asks(k), quoted).Match(nothingHappened) {
				return true
			}
		}
	}
	return false
}

var nothingHappened = pattern.New(`(漏え?い|漏洩|流出)も(一切)?(ござい|あり)ませ|(漏え?い|漏洩|流出|不正アクセス|外部に出)[^。]{0,24}(発生した|起きた|あった|出たり(した)?|確認された)(もの|わけ|の)では(な|あり|ござい)|個人情報(が|の)(外部に)?(出|漏え?い|流出)[^。]{0,10}ものでは|(漏え?い|漏洩|流出|漏れ)[^。]{0,16}事実は(ござい|あり)ませ|個人情報[^。]{0,6}を(一切)?(取り?扱|保有し|保存し|扱)[^。]{0,4}(おら|いませ|いな)[^。]{0,60}(漏え?い|漏洩|流出)[^。]{0,10}は(ござい|あり)ませ|(侵入|持ち出し)[^。]{0,12}は(ござい|あり)ませんでした|からの(流出|漏え?い)によるものでは|(サイバー攻撃|不正アクセス|外部からの攻撃)(や|・|および|または|、)?(サイバー攻撃|不正アクセス|ウイルス感染)?(では(なく|あり)|による(もの)?では)[^。]{0,40}(流出|漏え?い|漏洩)[^。]{0,12}(な(い|く|か)|ありませ|ございませ)`)
