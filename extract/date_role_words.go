package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// An actRule gives a role to the words by which something happens. Its words stand in the
// text as they are, up to the part that inflects; find is for what has a gap.
type actRule struct {
	role  string
	words []string
	// tail belongs to the act and follows its word: (連絡)を受け.
	tail *pattern.Pattern
	// ending follows the word or pattern and is only looked at: (発表)した.
	ending *pattern.Pattern
	find   *pattern.Pattern
	// with and without are asked of the phrase up to the act; nil asks nothing.
	with, without *pattern.Pattern
	weak          bool
	hit, miss     string // examples: hit has this role by the rule, miss has not
	index         int
}

// nounEnd is what follows a noun that is used as a verb: する, をした, が完了, or nothing.
var nounEnd = pattern.New(`^(?:か(?:。|$)|し|さ|す|せ|いたし|致し|でき|なさ|済|、|。|\)|/| ?\|| [0-9約]|$|中(?:。|$)|予定|を(?:行|おこな|実施|開始|完了|始|受|し|いたし|致し|終|経|決|要|求|予定|進|開|出)|が(?:行|完了|始|終|あ|発生|判|生|続|でき|な)|の(?:うえ|上|後)|に(?:着手|応|努|至|よ|使|利用)|と(?:な|と|の|し|さ))`)

// toldEnd is nounEnd without what the other side does: 説明を受けた.
var toldEnd = pattern.New(`^(?:し|さ|す|せ|いたし|済|、|。|$|を(?:行|おこな|実施|開始|完了|始|し|いたし|終|求)|会)`)

// verbEnd is what follows the stem of a verb.
var verbEnd = pattern.New(`^(?:た|て|、|る|す|し|い|ま|っ|え|り)`)

// certainEnd is what follows 確認 where it is a finding: not 確認するため.
var certainEnd = pattern.New(`^(?:し|さ|す|た|、|。|$|でき|いたし)`)

// apology marks what is sent, said or put on the site because of the incident.
var apology = pattern.New(`お?詫び|おわび|謝罪|削除|破棄|対象(者|の|と|世帯|団体)|該当|順次|書状|経緯|説明|注意喚起|被害|回収|訂正|正しい|関係(者|先|機関)|取引先|全員(に|へ)|個別|(?:協力|確認|返却)[^、。]{0,6}(?:依頼|お願い)|報告|お(知|し)らせし|通知し|確報|速報|差し替え|再(送|発)|指示|送り直|文書|書面|手紙`)

// inquiry marks a phrase in which an investigation, not the discovery, brings something.
var inquiry = pattern.New(`調査|解析|分析|精査|フォレンジック|さかのぼ|改めて|再確認|追加で|新たに|さらに|これまでに|最終|結果|拾`)

// settled marks what is confirmed as done or as being in order.
var settled = pattern.New(`削除|平常|復旧|(?:して|されて)いないこと|(?:被害|流出|漏えい|利用|影響|異常|問題|事例|事案|痕跡|形跡|記録|残っ|残存|含まれ|閲覧|拡散|ほか|他に)[^、。§]{0,14}ないこと|完了|正常|安全|停止|消え|回収|全量`)

var actRules = []actRule{
	// Made public.
	{role: "announced", words: list("発表 公表 告知 会見 プレスリリース 報道発表 記者発表"), ending: nounEnd,
		without: pattern.New(`脆弱性(の[^、。]{0,8})?(を|が|も)$`),
		hit:     "漏えいを公表した", miss: "製造元が脆弱性を公表した"},
	{role: "announced", words: list("明らかにし 明らかにな 公にし 公にな 明かし 発表によ 公表によ 会見によ 発表では 公表では 会見では 会見で 発表資料 発表文 発表時 公表時 公表を始 コメントを出 コメントを発 報告会 にて開示 」で開示 適時開示 ことを認め 旨を認め だったと訂正 ことを訂正 であると訂正"),
		find: pattern.New(`[件人名]分?[へに](?:訂正|改め|修正|変更)`),
		hit:  "流出を明らかにした", miss: "明らかに誤っていた"},
	{role: "announced", find: pattern.New(`(?:第[0-9一二三四五六七八九十]+報|初報|続報)(?:を[^。、§]{0,14}(?:公|出|掲|発)|で|では|が|は|。|、|$|として)`),
		without: pattern.New(`委員会[^。、]{0,20}$|(から|より)[^。、]{0,16}に$`),
		hit:     "第2報を掲載した", miss: "取引先から第一報を受けた"},
	{role: "announced", find: pattern.New(`(?:ホームページ|ウェブサイト|Webサイト|サイト|HP)(?:上)?(?:に|で|にて|へ)[^。、§]{0,24}(?:掲載|公表|知らせ)`),
		with: pattern.New(`お知らせ|公表|報|告知|お?詫び|当|公式|^$`), without: pattern.New(`誤って|個人情報`),
		hit: "第一報は当ホームページへ掲載", miss: "個人情報をサイトに掲載した"},
	{role: "announced", find: pattern.New(`(?:謝罪|お?詫び|おわび|経緯)[^、。§]{0,10}を(?:載せ|掲載し|公開し)|第[0-9一二三四五]+報を(?:掲げ|載せ)|お知らせ(?:を|が)[^。、§]{0,8}(?:掲載|公開|出|公表)|報告書(?:を|の)?[^。、§]{0,10}(?:公開|公表|掲載)|お知らせ(?:(?:し|いたし|させてい?ただき)(?:た|まし|て(?:い|お))|済み)`),
		without: pattern.New(`誤|(メール|書面|書状|文書|手紙|個別|対象|様に|方に|方へ|様へ|さまへ)[^。]{0,20}$`),
		hit:     "お知らせを掲載しました", miss: "対象の方に書面でお知らせしました"},

	{role: "announced", find: pattern.New(`(?:ホームページ|ウェブサイト|サイト|HP)に(?:出し|載せ|掲げ)`),
		with: pattern.New(`(?:知らせ|お?詫び|おわび|経緯|経過|謝罪|報告|声明|コメント|見解|報|文書|文)(?:を|は|も)[^、。§]{0,12}$|^$`), without: pattern.New(`誤`),
		hit: "お詫びを自社のサイトに載せた", miss: "合格者の番号をホームページに載せた"},
	{role: "announced", find: pattern.New(`(?:ホームページ|ウェブサイト|サイト|HP)(?:上)?で[^、。§]{0,8}(?:説明|報告|謝罪|お?詫び|おわび|周知)`), ending: toldEnd,
		hit: "自社のサイトで顧客に説明した", miss: "サイトで説明文を読んだ"},
	{role: "announced", find: pattern.New(`取材(?:で|に|により|に対し)[^。、§]{0,10}(?:分か|わか|明らか|判明|認め)`),
		hit: "同社への取材で分かった", miss: "取材の予定が分かった"},

	// Noticed.
	{role: "detected", words: list("発覚 判明 発見 把握 認知 検知 覚知 察知 感知 検出"), ending: nounEnd,
		hit: "流出が判明した", miss: "検知装置を入れた"},
	{role: "detected", words: list("気付 気づ 気が付 気がつ 不審に思 ことを認識 事象を認識 事態を認識 異変を認識 被害を認識 ことを認知 事態を認知 分かっ 分かり わかっ わかり 判っ 判り 伝わった 伝わり 訪れて 申し出た 申し出て 申し出まし 知らされ 指摘され 指摘で 指摘を機 見当たらず 見当たらな 不足して 足りな 足りず なくなってい 無くなってい 起動せず 起動しな 異常が見 異常があ アラートを アラートが"),
		without: pattern.New(`(お|無事)$`),
		hit:     "書類がないことに気付いた", miss: "お分かりになる方"},
	{role: "detected", words: list("見つかっ 見つかり 見つけ 見当たらないこと 届いていないこと 届かないこと"), weak: true,
		without: pattern.New(`(無事|まで)$`),
		hit:     "誤送信の記録が見つかった", miss: "無事見つかった"},
	{role: "detected", words: list("連絡 通報 報告 問い合わせ 問合せ 問い合せ 問合わせ 情報提供 通知 相談 指摘 照会 知らせ 訴え 一報 申し出 申出 申告 苦情 電話 届け出 届出 警告 要求 要望 質問 投書 声 情報 疑念"),
		tail:    pattern.New(`^(?:を(?:受|いただ|頂|も|受領)|が(?:あ|入|寄|な|来|届|複|相|挙|数|出|ござ)|も(?:あ|寄)|が[^。、§]{0,12}(?:寄せ|入っ|入り|届い|届き|来)|により|で(?:判|発))`),
		without: pattern.New(`お?詫び|おわび|謝罪|お知らせ|(校長|教頭|園長|所長|上司|管理職|課長|店長)(に|へ)[^、。§]{0,8}$|(請求|注文|予約|購入|申請|申し込|参加|利用)[^、。]{0,10}(する|したい|む)$|(届け出|報告|指示|通知)の$|(警察|警察署)に(被害)?$|これまで|その後|[0-9万千百] ?件(の|を超える|近い|ほどの|余りの)?$`),
		hit:     "利用者から指摘を受けた", miss: "対象者へ連絡した"},
	{role: "detected", find: pattern.New(`(?:から|より)[^。、§]{0,40}(?:連絡|通報|指摘|問い?合わ?せ|情報提供|知らせ|申出|申し出|電話|第?[0-9一]報)(?:。|、|$|だった|である|でした)|との(?:報告|連絡|指摘|通知|通報)(?:。|、|$)|(?:から|より)[^。§]{0,60}の報告(?:。|、|$)|が[^。、§]{0,12}(?:会社|病院|学校|大学|同社|同行|当社|弊社|市)(?:に|へ)(?:連絡|通報|相談|申し出)|(?:メール|文書)が[^、。§]{0,8}(?:窓口|当社|同社|会社|大学|病院|市)に届|不審な[^。、§]{0,16}(?:が(?:あ|見|届)|を受)`),
		hit: "外部の方から問い合わせ。", miss: "対象者に連絡。"},
	{role: "detected", find: pattern.New(`(?:^|が|は|、|§)情報を入手(?:し|。|、|$)`), hit: "親会社が情報を入手した", miss: "何者かが会員の情報を入手した"},
	{role: "detected", find: pattern.New(`との(?:文書|手紙|封書|メール|投稿|書き込み)(?:が|を)|匿名の[^、。§]{0,6}(?:が|を)(?:あ|届|寄せ|受)|(?:住民|市民|町民|県民|区民|村民|保護者|客|お客様|利用者|会員|購入者|受信者|受取人|近所|第三者|記者|家族|患者|入居者|組合員|オーナー|加入者|参加者|受講者|生徒|親|知人|(?:購入した|受け取った|届いた|拾った|受信した)[^、。§]{1,8})(?:の[^、。§が]{1,6})?が[^。§]{0,30}?(?:知らせ|教えて|持参|持ち込|届け出|申し出|訴え|連絡し|電話し|電話をかけ|問い合わせ)|(?:委託先|業者|受託者|委託業者|受託業者|同センター)が(?:市|町|県|局|当社|弊社|本市|教委|市教委|同社)(?:に|へ)(?:報告|連絡)`),
		without: pattern.New(`(?:対象|該当)の[^、。]{0,6}$`),
		hit:     "購入した人が同社に知らせた", miss: "担当者が対象の方に知らせた"},
	{role: "detected", words: list("確認 確かめ"), ending: certainEnd, weak: true,
		without: pattern.New(settled.String() + `|ていないか|でないか|内容を$|有無(を|の)$|状況を$|本人$|(今|現)時点`),
		hit:     "外部への流出を確認した", miss: "データが削除されたことを確認した"},

	// Done about it.
	{role: "response", words: list("削除 復旧 回収 停止 遮断 閉鎖 謝罪 再開 休診 休校 設置 処分 逮捕 書類送検 送検 解雇 変更 初期化 リセット 改修 修正 改善 提出 申告 返金 返還 補填 補償 捜索 告訴 告発 起訴 受理 解除 無効化 開設 報告 相談 依頼 通知 訪問 周知 指示 指導 要請 要求 連絡 点検 協議 判断 特定 届出 届け出 切断 隔離 切り離し 導入 休止 中止 強化 非公開 聞き取り 聴取 着手 完了 終了 公示 勧告 命令 受領 照合 凍結 失効 移行 廃止 撤去 招集 お詫び おわび お願い 案内 ご案内 再発行 再送 再設定 差し替え 支払 辞任 辞職 減給 けん責 免職 適用 注意喚起 消去 禁止 配付 取りやめ 義務付け 義務づけ"), ending: nounEnd,
		without: pattern.New(`(?:以下|下記|ここ|次)(?:に|の(?:とおり|通り))[^、]{0,6}$`),
		hit:     "委員会へ報告した", miss: "報告書の中で触れた"},
	{role: "response", words: list("改め 知らせ 求め 伝え 届け出 閉じ 切り替え 止め やめ 謝っ 謝り 目指 めざ 整 設け 預か 直し 受け取 引き取 引き揚 取り下げ"), ending: verbEnd,
		without: pattern.New(`お$`),
		hit:     "設定を改めた", miss: "欠席を知らせるメール"},
	{role: "response", words: list("届けを出 警察に届け 警察署に届け 警察へ届け 交番に届け 署に届け 被害を届け 被害届 遺失届 遺失物届 お話しし お話しいた 訪ねし お詫び申 おわび申 詫び 差し上げ お戻し 切り離 取り外 取りやめ 取り消 抜く 抜い 見直 頼み 頼ん ロック 対策本部 予定です 予定だ 予定している 予定しており 予定。 見込み 見通し 委員会へ。 警察へ。 県警へ。 委員会に。 警察に。 県警に。"),
		hit: "ネットワークから切り離した", miss: "予定していた催しの名簿"},
	{role: "response", words: list("調査 対応 連絡 手続 手続き 作業 配信 通知 郵送 発送 送付 運用 監視 説明 提供 案内"), tail: pattern.New(`^(?:を|の)?(?:開始|始)`),
		hit: "対象者への連絡を始めた", miss: "受付を始めた"},
	{role: "response", words: list("調査 フォレンジック 作業 検証 解析 対応 移行 復元"), tail: pattern.New(`^(?:を|が|の|は)?[^。、§]{0,6}(?:開始|完了|終了|依頼|着手|委託)`), ending: nounEnd,
		hit: "第三者機関に調査を依頼した", miss: "調査の対象とした"},
	{role: "response", words: list("終え 終わ 始ま"), ending: verbEnd,
		without: pattern.New(`(?:講義|授業|会議|食事|仕事|勤務|業務|出張|会合|検針|練習|巡回|訪問|面談|配達|販売|催し|大会|学期)(?:を|が|は)$|(?:アクセス|攻撃|侵入|流出|閲覧|送信)(?:の|が|は)$`),
		hit:     "聞き取りを終えた", miss: "講義を終えた"},
	{role: "response", words: list("報告書をまとめ 報告をまとめ 結果をまとめ"), ending: verbEnd, hit: "調査会社が最終の報告書をまとめた", miss: "書類をまとめて発送した"},
	{role: "response", words: list("始め 済ませ"), ending: verbEnd,
		with: pattern.New(`報告|届|報を|報が|配布|配付|交換|消去|削除|聴取|確認|郵便|書面|文書|手続|調査|連絡|通知|説明|発送|郵送|対応|回収|配信|送付|再開|案内|監視|作業|補償|点検|解析|聞き取り`),
		hit:  "対象者に書面の発送を順に始めた", miss: "受付を始めた"},
	{role: "response", words: list("処分に"), ending: pattern.New(`^(?:し|す)`), hit: "停職の懲戒処分にした", miss: "処分に当たり事情を聴いた"},
	{role: "response", words: list("調べ"), ending: verbEnd, hit: "翌日から記録を調べた", miss: "取り調べの中で"},
	{role: "response", words: list("説明"), ending: toldEnd, without: pattern.New(`[^罪告び知絡]と$`), hit: "経緯を説明した", miss: "対象外だと説明した"},
	{role: "response", words: list("お知らせし お知らせいたし"),
		with: pattern.New(`メール|書面|書状|手紙|文書|順次|個別|対象|(方|様|さま|者|員)(に|へ|全)`),
		hit:  "対象の方に書面でお知らせします", miss: "サイトの休止をお知らせします"},
	{role: "response", find: pattern.New(`(?:闇サイト|リークサイト|ダークウェブ|暴露サイト)[^。§]{0,50}?(?:掲載|公開し|公開さ|載せ|載っ|投稿|出品)|犯行声明|(?:校長|教頭|園長|所長|上司|管理職|課長|店長)(?:に|へ)[^、。§]{0,8}(?:申し出|報告|届け|連絡|伝え|打ち明け)|(?:前|元|旧|以前)[^、。§]{0,8}(?:に|へ)戻(?:し|っ|り)|(?:相談|説明|謝罪|お?詫び|報告)に(?:行|伺|出向|訪)|(?:警察署?|[県府道]警|警視庁|110番|消防)(?:に|へ)?[^、。§]{0,4}通報|(?:警察署?|交番|署)(?:に|へ)[^、。§]{0,4}届け|(?:(?:紛失|遺失|盗難|被害)届け?|告訴状|告発状)を[^。、§]{0,12}出|(?:説明|連絡|調査|捜索|対応|監視|通知|案内)を続け|(?:ID|アカウント|権限|ファイル|データ|投稿|写し)(?:を|は|も)[^、。§]{0,6}消し|(?:通信|接続)を(?:絞|制限)|(?:一報|報告|連絡)を入れ|(?:報告書?|結果|回答)が[^。、§]{0,12}届|修正(?:版|プログラム)を[^。、§]{0,8}(?:公開|適用|リリース|配信)|(?:業務|診療|運用|体制|状態|通常|出荷|受注|営業|サービス)[^、。§]{0,8}戻(?:し|っ|り)|(?:説明|保護者|報告)会(?:を|の)[^。、§]{0,4}(?:開|実施)|(?:書類|封筒|端末|かばん|名簿|通知書?|荷物|両方|すべて|全て|全部)[^、。§]{0,10}戻(?:っ|り)|(?:詫び|お知らせ|謝罪)の[^。、§]{0,8}(?:が|を)(?:来|届|送)`),
		hit: "通常の診療に戻った", miss: "充電台に戻した"},
	{role: "response", words: list("速報 確報 続報"), ending: pattern.New(`^(?:を|。|、|$|済|し)`), without: pattern.New(`(公表|発表)[^。、]{0,6}$`),
		hit: "委員会に速報、", miss: "速報値を見直した"},
	{role: "response", words: list("送信 送付 発送 郵送 配信 発出 掲載 公開 メール 電話"), ending: nounEnd, with: apology, without: pattern.New(`誤|公開し?て?しま`),
		hit: "お詫びのメールを送信した", miss: "誤って案内を送信した"},
	{role: "response", words: list("送りし お送りし 送った 送って 送り 届けた 届けて 届けられ"), with: apology, without: pattern.New(`誤`),
		hit: "謝罪の文書を送った", miss: "名簿を送った"},
	{role: "response", words: list("確認 確かめ"), ending: certainEnd, with: settled,
		hit: "データが削除されたことを確認した", miss: "漏えいを確認した"},

	// Gone wrong.
	{role: "occurred", words: list("送信 送付 発送 郵送 配信 交付 配布 封入 同封 添付 入力 登録 掲載 公開 アップロード アップ 投稿 開示 提示 印刷 印字 表示 保存 コピー 複製 転送 共有 持参 搬入 納品 発行 移動 更新 投かん 投函"), ending: nounEnd, weak: true,
		without: pattern.New(`(脆弱性|プログラム|修正版|パッチ)[^、。]{0,10}$`),
		hit:     "名簿を添付して送信した", miss: "製造元が修正プログラムを公開した"},
	{role: "occurred", words: list("発生 紛失 亡失 遺失 侵入 感染 改ざん 暗号化 不正アクセス 不正ログイン 不正利用 流出 漏えい 漏洩 閲覧 窃取 盗難 攻撃 廃棄 溶解 溶解処理 裁断処理 焼却処理 誤送信 誤配信 誤送付 誤発送 誤交付 誤廃棄 裁断 焼却 落下 発信 誤掲載 誤公開 誤登録 誤封入 誤配 誤表示 誤渡し 取得 取り違え 置き忘れ ダウンロード クリック 混入 実行 悪用 転売 売却 出品 盗用 撮影 中継 抽出 デプロイ リリース インストール 被害 ログイン 試行"), ending: nounEnd,
		hit: "書類を紛失した", miss: "紛失届の控え"},
	{role: "occurred", words: list("不正アクセス 不正なアクセス 不正ログイン 不正なログイン 不正侵入 不正な侵入 不正な通信 攻撃 感染 被害 侵入 障害 不具合 エラー 事象 異常 火災 盗難"), tail: pattern.New(`^(?:を受|が(?:あ|発生|起|生|続|成立|始)|に(?:遭|あ))`),
		hit: "不正アクセスを受けた", miss: "攻撃を防いだ"},
	{role: "occurred", words: list("システム サーバー サーバ サービス サイト 通信 電話"), tail: pattern.New(`^(?:が|に)(?:停止|ダウン|障害|アクセス)`),
		hit: "システムが停止した", miss: "システムを停止した"},
	{role: "occurred", words: list("障害が システム停止 システムダウン ログインが成立 載せた 載せて 入れた 入れて 挟ん 現れた 現れ、 置いた 置いて 書き出し 書き出さ 業者に売 出てしま 抜き取 抜き出 置き忘れ 置き引き なくした なくして なくし、 無くした 無くして 無くし、 なくなった なくなり 無くなった 無くなり 盗まれ 盗み 盗ん 落とし 落とす 奪わ 車上 持ち出さ 持ち出した 持ち出して 持ち出し、 持ち出され 持ち帰った 持ち帰って 持ち帰り、 持ち帰ら 持ち去 奪っ 忍び込 押し入 漏らし 漏らさ 漏れた 漏れて 漏れる 漏れ出 渡した 渡して 渡し、 渡しま 手渡 写し取 書き写 売った 売り 置いたまま 残したまま 見られ 見え 誤って 謝って 間違って 書き換え 取り違え 入れ違 押し間違 捨て 起きた 起きて 起き、 起こっ 起こし 使えな 使えず つながりにく 接続しづら 続い 続け 続き 侵され 突かれ やられ 乗っ取 すり替え 遠隔操作を許 遠隔操作さ 忘れ 移し 抜ける 抜けた 届いた 届いて 届き"),
		hit: "電車に置き忘れた", miss: "席に置く"},
	{role: "occurred", words: list("送り 送る際 送られ 送った 送って"), weak: true, hit: "案内を全員に送った", miss: "案内を送る予定"},
	{role: "occurred", words: list("渡しし 配った 配って 配り"), without: apology,
		hit: "別の方の証明書をお渡ししました", miss: "謝罪の文書を配った"},
	{role: "occurred", find: pattern.New(`受けた[^。、§]{0,14}(?:攻撃|被害|アクセス|ランサム)|(?:カルテ|記録|情報|データ|名簿|結果)など?を[^、。§]{0,6}見(?:て|る)|(?:ファイル|添付|メール|リンク|URL|文書|画面|カルテ|記録)[^。、§]{0,16}開(?:い|き|け)|(?:封筒|別)[^、。§]{0,12}入っ(?:た|て)`),
		hit: "添付ファイルを開いた", miss: "窓口を開いた"},
	{role: "occurred", words: list("行われ"), ending: pattern.New(`^(?:、|て|ま|た(?:。|こと|と|が|の))`),
		hit: "不正なログインが行われた。", miss: "校外学習が行われた公園"},
	{role: "occurred", words: list("状態だ 状態で 状態にあ 状態にな 状態にし 状態とな 状態が 閲覧でき 閲覧可能 閲覧し得 参照でき 参照可能 表示でき 表示可能"),
		hit: "閲覧できる状態だった", miss: "閲覧できない"},
}

func list(words string) []string { return strings.Fields(words) }

// actWords are the words of all rules by their first letter.
var actWords = func() map[rune][]actWord {
	index := map[rune][]actWord{}
	for i := range actRules {
		r := &actRules[i]
		r.index = i
		for _, w := range r.words {
			first, _ := utf8.DecodeRuneInString(w)
			index[first] = append(index[first], actWord{w, r})
		}
	}
	return index
}()

// actSet are the patterns of actRules, which not all have.
var actSet = pattern.SetOf(actRules, func(r *actRule) *pattern.Pattern { return r.find })

type actWord struct {
	text string
	rule *actRule
}
