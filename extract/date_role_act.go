package extract

import (
	"regexp"
	"slices"
	"strings"
)

// An act is a verb of the story, or a noun that stands for one: 紛失した, 連絡を受け,
// 調査完了。
type act struct {
	role       string
	start, end int // the stem; the verb's ending follows
	link       link
	// weak acts take another role when the story is already known: what is sent or
	// confirmed after the discovery is a response.
	weak bool
	// state acts last and have no day of their own: 閲覧できる状態, 送信されていた.
	state bool
}

// A link says how an act is tied to what follows it.
type link int8

const (
	linkEnd       link = iota // the sentence ends with it
	linkAnd                   // し、 受け、 て
	linkWhen                  // した際、したところ、したため
	linkQuote                 // したと(公表)、したことが(判明)、した旨を
	linkAdnominal             // した + noun
	linkDescribes             // する + noun, した + 人: no event, but who or what
)

// An actRule gives a role to the verbs that find names in its first group. What follows the
// group must look like the ending of a verb, or end the phrase as a noun does.
type actRule struct {
	role string
	find *regexp.Regexp
	// with and without are asked of the phrase up to the act; nil asks nothing.
	with, without *regexp.Regexp
	weak          bool
	hit, miss     string // examples: hit has this role, miss has not
}

// verbEnd is what follows a noun that is used as a verb: する, をした, が完了, or nothing.
const verbEnd = `(?:し|さ|す|せ|いたし|致し|でき|なさ|済|、|。|\)|/|$|中(?:。|$)|予定|を(?:行|実施|開始|完了|始|受|し|いたし|致し|終|経|決|要|求|予定|進|開|出)|が(?:行|完了|始|終|あ|発生|判|生|続|でき|な)|の(?:うえ|上|後)|に(?:着手|応|努|至|よ|使|利用)|と(?:な|と|の|し))`

func verbal(stems string) *regexp.Regexp { return regexp.MustCompile(`(` + stems + `)` + verbEnd) }

func phrase(p string) *regexp.Regexp { return regexp.MustCompile(`(` + p + `)`) }

// apology marks what is sent, said or put on the site because of the incident.
var apology = regexp.MustCompile(`お?詫び|おわび|謝罪|削除|破棄|対象(者|の|と|世帯|団体)|該当|順次|書状|経緯|説明|注意喚起|被害|回収|訂正|正しい|関係(者|先|機関)|取引先|全員(に|へ)|個別|依頼|お願い|報告|お(知|し)らせし|通知し|確報|速報|差し替え|再(送|発)|指示|送り直|文書|書面|手紙`)

// inquiry marks a clause in which an investigation, not the discovery, brings something.
var inquiry = regexp.MustCompile(`調査|解析|分析|精査|フォレンジック|さかのぼ|改めて|再確認|追加で|新たに|さらに|これまでに|最終|結果|拾`)

var actRules = []actRule{
	// made public
	{role: "announced", find: verbal(`発表|公表|会見|プレスリリース|報道発表|記者発表`), without: regexp.MustCompile(`脆弱性(の[^、。]{0,8})?(を|が|も)$`), hit: "漏えいを公表した", miss: "製造元が脆弱性を公表した"},
	{role: "announced", find: phrase(`明らかに(?:し|な)|明かし`), hit: "流出を明らかにした", miss: "明らかに誤っていた"},
	{role: "announced", find: phrase(`(?:発表|公表|会見)(?:によ(?:る|れ|り)|では|で|資料|時|文)|(?:公表|発表|告知)を(?:始|開始|行)|コメントを(?:出|発|公)|報告会|(?:」|に|適時)(?:て|で)?開示(?:し|い|さ)`), hit: "発表によると"},
	{role: "announced", find: phrase(`(?:第[0-9一二三四五六七八九十]+報|初報|続報)(?:を[^。、§]{0,14}(?:公|出|掲|発)|で|では|が|は|。|、|$|として)`), without: regexp.MustCompile(`委員会[^。、]{0,20}$|(から|より)[^。、]{0,16}に$`), hit: "第2報を掲載した", miss: "取引先から第一報を受けた"},
	{role: "announced", find: phrase(`(?:ホームページ|ウェブサイト|Webサイト|サイト|HP)(?:上)?(?:に|で|にて|へ)[^。、§]{0,24}(?:お知らせ|公表|お?詫び|おわび|報|告知)?[^。、§]{0,8}(?:掲載|公表|知らせ)`), with: regexp.MustCompile(`お知らせ|公表|報|告知|お?詫び|当|公式`), without: regexp.MustCompile(`誤って|個人情報`), hit: "第一報は当ホームページへ掲載", miss: "サイトに名簿を掲載した"},
	{role: "announced", find: phrase(`お知らせ(?:を|が)[^。、§]{0,8}(?:掲載|公開|出|公表)|報告書(?:を|の)?[^。、§]{0,10}(?:公開|公表|掲載)|お知らせ(?:し|いたし)(?:た|まし|て(?:い|お))`), without: regexp.MustCompile(`(メール|書面|個別|対象|様に|方に|方へ)[^。]{0,20}$`), hit: "お知らせを掲載しました"},
	{role: "announced", find: phrase(`(?:こと|もの|旨|だった|である)(?:を|と)(?:認め|訂正し)|[人件名]へ訂正`), hit: "流出したことを認めた"},

	// noticed
	{role: "detected", find: verbal(`発覚|判明|発見|把握|検知|覚知|察知|感知|検出`), hit: "流出が判明した", miss: "検知装置を入れた"},
	{role: "detected", find: phrase(`気付|気づ|気が付|気がつ|不審に思|(?:こと|旨|事象|事態|異変|被害)を(?:認識|認知)`), without: regexp.MustCompile(`お$`), hit: "書類がないことに気付いた"},
	{role: "detected", find: phrase(`見つか(?:っ|り)|見つけ(?:た|、|て)|(?:見当たら|届いてい|届か|無い|ない)(?:な)?いこと(?:に|が|を)`), without: regexp.MustCompile(`(無事|まで)$`), weak: true, hit: "誤送信の記録が見つかった"},
	{role: "detected", find: phrase(`(?:わか|分か|判)(?:っ|り)`), without: regexp.MustCompile(`(お|無事)$`), hit: "調べたところ誤送信が分かった", miss: "お分かりになる方"},
	{role: "detected", find: phrase(`(?:連絡|通報|報告|問い?合わ?せ|問合せ|情報提供|通知|相談|指摘|照会|知らせ|一報|申し?出|申告|苦情|電話|届け出|届出|警告|要求|要望|質問|声|情報|疑念|疑い)(?:を(?:受|いただ|頂|も|受領)|が(?:あ|入|寄|な|来|届|複|相|挙|数|出|ござ)|も(?:あ|寄)|が[^。、§]{0,12}寄せ|により|で(?:判|発))`), without: regexp.MustCompile(`お?詫び|おわび|謝罪|お知らせ|(届け出|報告|指示|通知)の$|(警察|警察署)に(被害)?$|これまで|その後`), hit: "利用者から指摘を受けた", miss: "対象者へ連絡した"},
	{role: "detected", find: phrase(`指摘(?:さ|で|を機)|(?:から|より)[^。、§]{0,40}(?:連絡|通報|指摘|問い?合わ?せ|情報提供|知らせ|申出|申し出|電話|第?[0-9一]報)(?:。|、|$|だった|である|でした)|との(?:報告|連絡|指摘|通知|通報)(?:。|、|$)|(?:から|より)[^。§]{0,60}の報告(?:。|、|$)|申し出(?:た|て|まし)|訪れて|が[^。、§]{0,12}(?:会社|病院|学校|大学|同社|同行|当社|弊社|市)(?:に|へ)(?:連絡|通報|相談|申し出)`), hit: "外部の方から問い合わせ。", miss: "対象者に連絡。"},
	{role: "detected", find: phrase(`(?:メール|文書)が[^、。§]{0,8}(?:窓口|当社|同社|会社|大学|病院|市)に届|不審な[^。、§]{0,16}(?:が(?:あ|見|届)|を受)|見当たら(?:ず|な)|起動せず|起動しな|鳴らな|異常が(?:見|あ)`), hit: "始業時に起動せず、"},
	{role: "detected", find: regexp.MustCompile(`(確認|確かめ)` + `(?:し|さ|す|た|、|。|$|でき|いたし)`), without: regexp.MustCompile(`削除|復旧|ないこと|ていないか|でないか|完了|正常|安全|停止|消え|回収|全量|内容を$|有無(を|の)$|状況を$|本人$|(今|現)時点`), weak: true, hit: "外部への流出を確認した", miss: "データが削除されたことを確認した"},

	// what was done
	{role: "response", find: verbal(`削除|復旧|回収|停止|遮断|閉鎖|謝罪|再開|設置|処分|逮捕|書類送検|送検|解雇|変更|初期化|リセット|改修|修正|改善|提出|申告|返金|返還|補填|補償|捜索|告訴|告発|起訴|受理|解除|無効化|報告|相談|依頼|通知|訪問|周知|指示|指導|要請|要求|連絡|点検|協議|判断|特定|届出|届け出|切断|隔離|切り離し|導入|休止|中止|強化|非公開|聞き取り|聴取|着手|完了|終了|公示|勧告|命令|受領|入手|照合|凍結|失効|移行|廃止|撤去|招集|お詫び|おわび|お願い|ご?案内|再発行|再送|再設定|差し替え|支払|辞任|辞職|減給|けん責|免職|適用|注意喚起|消去`), hit: "委員会へ報告した", miss: "報告書の中で触れた"},
	{role: "response", find: phrase(`届け(?:出|を出)|(?:警察|交番|署)(?:に|へ)[^、。§]{0,6}届け|(?:業務|診療|運用|体制|状態|通常|出荷|受注|営業|サービス)[^、。§]{0,8}戻(?:し|っ|り)|受け取(?:っ|り)|お話しし|お話しいた|お詫び申|おわび申|差し上げ|お戻し|切り離|預か(?:り|っ)|始ま(?:り|っ)|終え|終わ(?:っ|り)|設け|取り(?:外|やめ|消|下げ)|被害を届け|訪ねし|直し(?:た|て)|抜(?:く|い)|見直|詫び|頼(?:み|ん)|引き(?:取|揚)|ロック|被害届|遺失(?:物)?届|対策本部|目指し|(?:調査|対応|連絡|手続き?|作業|配信|通知|郵送|発送|送付|運用|監視|説明|提供|案内)(?:を|の)?(?:開始|始)|(?:説明|保護者|報告)会(?:を|の)[^。、§]{0,4}(?:開|実施)|(?:詫び|お知らせ|謝罪)の[^。、§]{0,8}(?:が|を)(?:来|届|送)|予定(?:です|だ|して|。|$)|見(?:込み|通し)|(?:委員会|警察|警察署|県警|府警)(?:へ|に)。`), hit: "ネットワークから切り離した"},
	{role: "response", find: regexp.MustCompile(`(改め|知らせ|求め|伝え|届け出|閉じ|訪ね|切り替え|止め|やめ|目指|整)(?:た|て|、|る|す|し|い|ま|っ|え)`), without: regexp.MustCompile(`お$`), hit: "設定を改めた", miss: "欠席を知らせるメール"},
	{role: "response", find: regexp.MustCompile(`(調べ)(?:た|て|、|る|始)`), hit: "翌日から記録を調べた"},
	{role: "response", find: regexp.MustCompile(`(お知らせ)(?:し|いたし)`), with: regexp.MustCompile(`メール|書面|文書|順次|個別|対象|(方|様|者|員)(に|へ|全)`), hit: "対象の方に書面でお知らせします", miss: "サイトの休止をお知らせします"},
	{role: "response", find: verbal(`説明`), without: regexp.MustCompile(`と$`), hit: "経緯を説明した", miss: "対象外だと説明した"},
	{role: "response", find: regexp.MustCompile(`(始め)(?:た|て|、|る|ま)`), with: regexp.MustCompile(`調査|連絡|通知|説明|発送|郵送|対応|回収|配信|送付|再開|案内|監視|作業|補償|点検|解析|聞き取り`), hit: "対象者への連絡を始めた", miss: "受付を始めた"},
	{role: "response", find: verbal(`(?:調査|フォレンジック|作業|検証|解析|対応|移行|復元)(?:を|が|の|は)?[^。、§]{0,6}(?:開始|完了|終了|依頼|着手|委託)`), hit: "第三者機関に調査を依頼した"},
	{role: "response", find: phrase(`(?:速報|確報|続報)(?:を|。|、|$|済|し)`), without: regexp.MustCompile(`(公表|発表)[^。、]{0,6}$`), hit: "委員会に速報、"},
	{role: "response", find: verbal(`送信|送付|発送|郵送|配信|発出|掲載|公開|メール|電話`), with: apology, without: regexp.MustCompile(`誤|公開し?て?しま`), hit: "お詫びのメールを送信した", miss: "誤って案内を送信した"},
	{role: "response", find: phrase(`お?送りし|送っ(?:た|て)|送り|届け(?:た|て|られ)`), with: apology, without: regexp.MustCompile(`誤`), hit: "謝罪の文書を送った"},
	{role: "response", find: regexp.MustCompile(`(確認|確かめ)` + `(?:し|さ|す|た|、|。|$|でき|いたし)`), with: regexp.MustCompile(`削除|復旧|ないこと|完了|正常|安全|停止|消え|回収|全量`), hit: "データが削除されたことを確認した", miss: "漏えいを確認した"},

	// what went wrong
	{role: "occurred", find: verbal(`送信|送付|発送|郵送|配信|交付|配布|封入|同封|添付|入力|登録|掲載|公開|アップロード|アップ|投稿|開示|提示|印刷|印字|表示|保存|コピー|複製|転送|共有|持参|搬入|納品|発行|移動|更新|投かん|投函`), weak: true, without: regexp.MustCompile(`(脆弱性|プログラム|修正版|パッチ)[^、。]{0,10}$`), hit: "名簿を添付して送信した", miss: "製造元が修正プログラムを公開した"},
	{role: "occurred", find: verbal(`発生|紛失|亡失|遺失|侵入|感染|改ざん|暗号化|不正アクセス|不正ログイン|不正利用|流出|漏えい|漏洩|閲覧|窃取|盗難|攻撃|廃棄|溶解|溶解処理|誤(?:送信|配信|送付|発送|交付|廃棄|掲載|公開|登録|封入|配|表示|渡し)|取得|取り違え|置き忘れ|ダウンロード|クリック|混入|実行|悪用|転売|売却|出品|盗用|撮影|中継|抽出|デプロイ|リリース|インストール|被害|ログイン`), hit: "書類を紛失した", miss: "紛失届の控え"},
	{role: "occurred", find: phrase(`(?:不正(?:な)?(?:アクセス|ログイン|侵入|通信)|攻撃|感染|被害|侵入|障害|不具合|エラー|事象|異常|火災|盗難)(?:を受|が(?:あ|発生|起|生|続|成立|始)|に(?:遭|あ))|障害が|ログインが成立|(?:システム|サーバー?|サービス|サイト|通信|電話)(?:が|に)(?:停止|ダウン|障害|アクセス)`), hit: "不正アクセスを受けた"},
	{role: "occurred", find: phrase(`送(?:り|る際)|受けた[^。、§]{0,14}(?:攻撃|被害|アクセス|ランサム)|現れ(?:た|、)|置い(?:た|て)|書き出(?:し|さ)|(?:業者|社|他人)に売(?:っ|り)|出てしま|抜き(?:取|出)|置き忘れ|置き引き|なくし(?:た|て|、)|無くし(?:た|て|、)|なくなっ|無くなっ|盗(?:ま|み|ん)|落と(?:し|す)|奪わ|車上|持ち(?:出|帰|去)(?:さ|した|して|し、|って|った|られ|り、)|漏ら(?:し|さ)|漏れ(?:た|て|る|出)|送られ|送っ(?:た|て)|渡し(?:た|て|、|ま)|手渡|見(?:られ|え)|(?:カルテ|記録|情報|データ|名簿|結果)など?を[^、。§]{0,6}見(?:て|る)|(?:誤|謝|間違)って|取り違え|入れ違|押し間違|捨て|起き(?:た|て|、)|起こ(?:っ|し)|(?:ファイル|添付|メール|リンク|URL|文書|画面|カルテ|記録)[^。、§]{0,16}開(?:い|き|け)|使え(?:な|ず)|つながりにく|接続しづら|続(?:い|け|き)|行われ|侵され|やられ|乗っ取|すり替え|遠隔操作(?:を許|さ)|忘れ|移し|抜け(?:る|た)|届い(?:た|て)|届き|伝えた疑|(?:封筒|別)[^、。§]{0,12}入っ(?:た|て)`), hit: "電車に置き忘れた"},
	{role: "occurred", find: phrase(`状態(?:だ|で|に(?:あ|な|し)|とな|が)|閲覧(?:でき|可能|し得)|(?:参照|表示)(?:でき|可能)`), hit: "閲覧できる状態だった"},
}

// stateEnds are endings that make a verb a lasting state.
var stateEnds = regexp.MustCompile(`^(?:状態|[ぁ-ん]{0,6}(?:可能|できる|状態|なってい))`)

// undoneEnd are endings by which an act did not happen, or only if: ない, ず, れば, した場合.
var undoneEnd = regexp.MustCompile(`^(?:を受)?[ぁ-ん]{0,5}?(?:な(?:い|か|く)|よう(?:と|に)|ませ|ず|ぬ|ければ|れば|たら|なら)|^(?:を受)?[ぁ-ん]{0,5}(?:場合|おそれ|恐れ)[^が]`)

// modalEnd endings follow the verb of a sentence and quote nothing: という, とみられる.
var modalEnd = regexp.MustCompile(`^[ぁ-ん]*?(?:と(?:み|見)られ(?:る|ている|てい|ます)?(?:。|、|が|と|$)|とい(?:う|い)|とのこと|としてい|とされ|とした|と説明|そうで|らし|ようだ|ようで|と思われ|と話し|ことにな|ことにし|ことが(?:あ|でき)|と(?:考え|推定|推測))`)

var quoteEnd = regexp.MustCompile(`(?:と|こと(?:を|が|に|は|も|から|で)?|との|とする|として|とみて|のを|のが|のに|のは|旨)$`)

var whenWord = regexp.MustCompile(`^(?:際|時|後|結果|直後|上で|直前|途中|最中|翌|当時)`)

var whenEnd = regexp.MustCompile(`(?:ところ|ため|うえ|まま|とき|ほか|のち|あと|よう|だけ|ために|ことで|ことから|ことにより|と)$`)

// linkOf reads the ending of a verb whose stem ends where s begins.
func linkOf(s string) link {
	if modalEnd.MatchString(s) {
		return linkEnd
	}
	n := 0
	for _, r := range s {
		if n > 24 || !(r >= 'ぁ' && r <= 'ん' || strings.ContainsRune("致頂行済実施", r)) {
			break
		}
		n++
	}
	ending := firstRunes(s, n)
	rest := s[len(ending):]
	if rest != "" && anySuffix(ending, "お", "ご") { // された + お客様
		ending = ending[:len(ending)-len("お")]
	}
	switch {
	case rest == "" || anyPrefix(rest, "。", ")", "」", "/"):
		return linkEnd
	case anyPrefix(rest, "旨"):
		return linkQuote
	case whenWord.MatchString(rest):
		return linkWhen
	case anySuffix(ending, "すると", "ると") || strings.HasSuffix(ending, "と") && strings.HasPrefix(rest, "、") && len(ending) > len("と"):
		return linkWhen
	case quoteEnd.MatchString(ending):
		return linkQuote
	case whenEnd.MatchString(ending):
		return linkWhen
	case anyPrefix(rest, "、"):
		return linkAnd
	case anySuffix(ending, "た", "だ") && anyPrefix(rest, "人", "方", "者") || anySuffix(ending, "たかた"):
		return linkDescribes
	case anySuffix(ending, "た", "だ"):
		return linkAdnominal
	case anySuffix(ending, "る", "す"):
		return linkDescribes
	}
	return linkAnd
}

// findActs finds the acts of a text in its order. Where two share words the one that ends
// last counts: 調査を開始, not 開始.
func findActs(s string) []act {
	var all []act
	for i := range actRules {
		r := &actRules[i]
		for _, m := range r.find.FindAllStringSubmatchIndex(s, 12) {
			phrase := s[phraseStart(s, m[2]):m[2]]
			if r.with != nil && !r.with.MatchString(phrase) || r.without != nil && r.without.MatchString(phrase) {
				continue
			}
			l := linkOf(s[m[3]:])
			if undoneEnd.MatchString(s[m[3]:]) || l == linkDescribes || strings.HasPrefix(s[m[2]:], "確認したところ") {
				continue
			}
			weak := r.weak || r.role == "detected" && inquiry.MatchString(phrase)
			all = append(all, act{role: r.role, start: m[2], end: m[3], link: l, weak: weak,
				state: stateEnds.MatchString(s[m[2]:]) || stateEnds.MatchString(s[m[3]:])})
		}
	}
	slices.SortStableFunc(all, func(a, b act) int {
		if a.start != b.start {
			return a.start - b.start
		}
		return b.end - a.end
	})
	out := all[:0]
	for _, a := range all {
		if n := len(out); n > 0 && a.start < out[n-1].end {
			continue
		}
		out = append(out, a)
	}
	return out
}

// phraseStart is where the phrase begins that leads up to byte i: behind the last 。 or date.
func phraseStart(s string, i int) int {
	j := max(strings.LastIndex(s[:i], "。"), strings.LastIndex(s[:i], "§"))
	return max(j, strings.LastIndex(s[:i], "、"), 0)
}
