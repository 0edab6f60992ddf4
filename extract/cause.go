package extract

import (
	"regexp"
	"slices"
	"strings"
)

// causeRule says how one cause is told.
type causeRule struct {
	code   string
	find   *regexp.Regexp
	weight int // how strongly one telling speaks for it
}

// causeRules complete the surfaces of causes.tsv, which name causes, with the ways in
// which texts tell them. The first rules are the more specific.
var causeRules = []causeRule{
	{"ransomware", regexp.MustCompile(`ランサム(ウェア|ウエア|攻撃|ノート)?|身代金|暗号化され(た|て|る)|脅迫(文|メッセージ|状)`), 3},
	{"web_skimming", regexp.MustCompile(`ペイメントアプリケーション|(決済|購入|注文|入力|支払)[^。、]{0,12}(改ざん|改竄|書き換え)|(カード|決済)[^。]{0,30}スキミング|不正な?スクリプト|フォームジャッキング|偽の決済|プログラムの(一部が)?改ざん|(改ざん|書き換え)[^。]{0,40}(カード|決済)|カード情報[^。]{0,60}(改ざん|書き換え)`), 3},
	{"credential_stuffing", regexp.MustCompile(`リスト型|リスト攻撃|不正(な)?ログイン|不正にログイン|総当たり|ブルートフォース|パスワードスプレー|辞書攻撃|なりすまし(による)?ログイン|使い回し`), 2},
	{"support_scam", regexp.MustCompile(`サポート詐欺|偽の(セキュリティ)?警告|(警告|ウイルス)[^。]{0,30}表示[^。]{0,40}電話|遠隔(操作|で操作)|リモート操作|マイクロソフトを(装|かた|名乗)`), 3},
	{"phishing", regexp.MustCompile(`フィッシング|なりすましメール|偽(の)?(サイト|メール|ログイン)[^。]{0,30}入力|標的型(攻撃)?メール|(ID|パスワード|認証情報)[^。]{0,20}入力してしま|を装った(メール|SMS)|(業務連絡|取引先|関係者)を装`), 2},
	{"malware", regexp.MustCompile(`マルウ[ェエ]ア(に|へ|の)?感染|ウ[イィ]ルス(に|へ|の)?感染|エモテット|Emotet|スパイウ[ェエ]ア|キーロガー|インフォスティーラー?|不正(な)?プログラム(が|を|に)|トロイの木馬|感染(し|が判明)`), 2},
	{"vulnerability_exploit", regexp.MustCompile(`脆弱性[^。]{0,12}(を|が)?(悪用|突|利用|狙|つい|起因)|ゼロデイ|SQLインジェクション|インジェクション攻撃|仕様の(悪用|不備)|機能(が|を)(悪用|不正)|脆弱性(があり|が存在|が原因|による)`), 2},
	{"dos", regexp.MustCompile(`DDoS|DoS攻撃|大量(の)?(アクセス|データ|通信)[^。]{0,20}(攻撃|障害|停止|つなが)|サービス(妨害|拒否)`), 3},
	{"stolen", regexp.MustCompile(`盗難(に|被害|の|され)|盗まれ(た|て)|車上(荒らし|ねらい|狙い)|置き?引き|空き巣|ひったくり|事務所荒らし|持ち去られ`), 3},
	{"improper_disposal", regexp.MustCompile(`誤廃棄|誤って(廃棄|破棄|処分|裁断|捨て)|誤破棄|(ごみ|ゴミ|廃棄)[^。]{0,20}(出し|混入|捨て|として)|シュレッダー|(消去|データ消去)(を|が|の)?[^。]{0,10}(せず|不備|不十分|されていな|漏れ)|転売|廃棄した可能性|溶解処理`), 3},
	{"lost", regexp.MustCompile(`紛失|亡失|遺失|所在(が)?不明|行方不明|置き忘れ|なくし(た|て)|無くし(た|て)|(なく|無く)なっ(た|て)|見当たら|見つから(な|ず)|落とし(た|て)|所在(が|を)(確認|分か|わか|把握)|(返信|到着|届い)[^。]{0,10}(がな|ていな)`), 2},
	{"misdelivery_email", regexp.MustCompile(`誤送信|誤配信|メール[^。]{0,60}誤って|誤って[^。]{0,50}(メール|送信|添付)|(Bcc|BCC|bcc|ＢＣＣ)[^。]{0,60}|(宛先|To|TO|Cc|CC)[^。]{0,20}(欄)?に?(入力|設定|入れ|表示)|メールアドレス[^。]{0,20}(見え|表示され|閲覧でき)[^。]{0,8}(状態|形)|誤(ったファイル|添付)|アドレス(の)?(入力|打ち)(ミス|間違|誤)|転送設定|誤転送|一斉(送信|メール)[^。]{0,40}(見え|表示|To|宛先)`), 2},
	{"misdelivery_post", regexp.MustCompile(`誤送付|誤郵送|誤発送|誤配(達|布|送|付|$|し)|誤交付|誤渡し|誤封入|誤って[^。]{0,40}(送付|郵送|発送|配布|交付|手渡|渡し|封入|配達|同封|FAX|ファクス)|(別の|違う|他の|異なる|誤った)[^。]{0,20}(封筒|宛先|住所|方|人|世帯|業者)[^。]{0,20}(送付|郵送|発送|送って|送り|渡し|交付|封入|入れ)|取り違え|入れ違|封入(ミス|誤り|間違)|宛名(の|ラベル)?[^。]{0,10}(誤り|間違|貼)|(FAX|ファクス|ファックス)[^。]{0,12}誤|同姓(同名)?|別人[^。]{0,10}(に|へ)(送付|郵送|交付|渡|発送|送)`), 2},
	{"publishing_error", regexp.MustCompile(`誤掲載|誤公開|誤開示|誤って[^。]{0,40}(掲載|公開|投稿|アップロード|保存|開示|登録|表示)|黒塗り|墨塗り|マスキング|非表示(の|に|設定)?(シート|列|行)?|(ホームページ|ウェブサイト|サイト|SNS|インターネット)(上)?[^。]{0,20}(に|で|へ)(掲載|公開|投稿|アップロード)(し|され)|映り込|画面[^。]{0,12}(投影|映|表示)|隠れた(列|シート)|オープンデータ`), 2},
	{"misconfiguration", regexp.MustCompile(`設定(の)?(ミス|誤り|不備|漏れ|間違)|誤設定|設定[^。]{0,14}(誤|不備|ミス|不適切|漏れ|されていな|適切)|(公開|共有|閲覧|アクセス)(範囲|権限|設定|制限|制御)[^。]{0,20}(誤|不備|適切|されて|せず|なかった|設定)|Google ?(フォーム|グループ|ドライブ|スプレッドシート)|結果の概要|誰でも[^。]{0,10}(閲覧|見|アクセス)|リンクを知|(セキュリティ)?対策が施されて`), 2},
	{"system_bug", regexp.MustCompile(`(システム|プログラム|アプリ|ソフトウェア|サイト)(の)?[^。]{0,8}(不具合|バグ|欠陥|不備)|(プログラム|システム)(の)?(ミス|誤り)|改修[^。]{0,12}(不具合|ミス|誤|不備)|キャッシュ|(別|他)(の|人)[^。]{0,12}(情報|画面|データ)[^。]{0,8}(が)?(表示|閲覧)|紐付け|紐づけ|ひも付け|不具合(により|によ|が原因|で)|移行(時|作業)`), 2},
	{"insider", regexp.MustCompile(`(元)?(社員|従業員|職員|派遣社員|行員|教諭|局員|店員|契約社員|退職者|警察官|署員|医師|講師|スタッフ)[^。]{0,50}(持ち出|不正に|無断|漏らし|売却|売っ|私的|目的外|業務外|興味本位|関心本位|のぞき|転職|コピーし|不正取得|不正閲覧)|持ち出(し|され)[^。]{0,20}(た|て|売)|内部(不正|犯行)|(業務|仕事)(上|の上で)?(に|の)?(必要|目的|関係)(が|の|外|以外)?(な|に|で)[^。]{0,20}(閲覧|照会|利用|検索|見)|目的外(利用|使用|閲覧)|私的(に)?(利用|閲覧)|営業秘密|名簿業者|不正(競争|閲覧|取得|持ち出し)|不正に(持ち出|閲覧|取得)|無断(で|持ち出し)|懲戒(免職|解雇|処分)|不適切な(取り?扱|閲覧|利用|照会)|不適正な(閲覧|取)`), 2},
	{"unauthorized_access", regexp.MustCompile(`不正(な)?(アクセス|侵入|接続|アクセス行為)|不正に(アクセス|侵入)|サイバー攻撃|ハッキング|(第三者|外部|何者か)[^。]{0,10}(侵入|攻撃)|乗っ取|踏み台|不正(利用|中継|使用)[^。]{0,20}(メール|アカウント|サーバ)|バックドア|身に覚えのない(ファイル|ログイン)`), 1},
}

// deniedCause says that the words before it name what was not the cause.
var deniedCause = regexp.MustCompile(`^[^。]{0,24}(ではな|では(あり|ござい)ません|によるものではな|によるものでは(あり|ござい)|(の|した)?(形跡|痕跡|事実|可能性)は(確認|認め|見|な|あり)|は(確認|認め)られ(ず|てい|な|ま)|していない|しておりません|されていない|されておりません)`)

// covers says which general causes a specific one makes needless (GUIDE, causes).
var covers = map[string][]string{
	"ransomware":            {"unauthorized_access", "malware", "vulnerability_exploit", "phishing", "system_bug", "credential_stuffing", "web_skimming", "insider", "misconfiguration", "lost"},
	"web_skimming":          {"unauthorized_access", "malware", "credential_stuffing", "system_bug", "misconfiguration", "publishing_error", "insider", "vulnerability_exploit"},
	"credential_stuffing":   {"unauthorized_access", "phishing", "malware", "insider", "misconfiguration", "system_bug"},
	"support_scam":          {"unauthorized_access", "phishing", "malware", "credential_stuffing", "insider", "misconfiguration"},
	"phishing":              {"unauthorized_access", "credential_stuffing", "misdelivery_email", "insider"},
	"malware":               {"unauthorized_access", "system_bug", "insider"},
	"vulnerability_exploit": {"unauthorized_access", "system_bug", "misconfiguration"},
	"dos":                   {"unauthorized_access", "system_bug"},
	"stolen":                {"lost", "insider", "unauthorized_access", "improper_disposal"},
	"lost":                  {"misdelivery_post", "improper_disposal", "insider", "publishing_error", "misconfiguration", "misdelivery_email"},
	"improper_disposal":     {"lost", "misdelivery_post", "publishing_error"},
	"misdelivery_email":     {"misdelivery_post", "publishing_error", "misconfiguration", "system_bug", "insider", "unauthorized_access", "phishing"},
	"misdelivery_post":      {"misdelivery_email", "publishing_error", "system_bug", "insider", "lost", "improper_disposal", "misconfiguration"},
	"publishing_error":      {"misconfiguration", "system_bug", "misdelivery_email", "insider", "misdelivery_post"},
	"misconfiguration":      {"publishing_error", "system_bug", "misdelivery_email", "unauthorized_access", "insider"},
	"system_bug":            {"publishing_error", "misconfiguration", "misdelivery_email", "misdelivery_post", "unauthorized_access"},
	"insider":               {"unauthorized_access", "lost", "misconfiguration", "publishing_error", "misdelivery_email"},
	"unauthorized_access":   {"lost", "insider", "publishing_error", "system_bug"},
}

// aCauseSpan is where a cause is told, and how strongly.
type causeSpan struct {
	code       string
	start, end int
	weight     int
}

// findCauses weighs the causes that the sentences of a block tell.
func (d *document) findCauses(in func(sentence) bool, tells []bool) []causeSpan {
	var spans []causeSpan
	for k, s := range d.sentences {
		if !in(s) {
			continue
		}
		z := d.lines[s.line].zone
		text := d.s[s.start:s.end]
		if z != story && z != title || hypothetical.MatchString(text) && !tells[k] {
			continue
		}
		scale := 1
		if z == title {
			scale = 3
		} else if strings.Contains(text, "原因") || strings.Contains(text, "ことによ") || strings.Contains(text, "際") {
			scale = 2
		}
		if !tells[k] && !strings.Contains(text, "原因") {
			scale = 0
		}
		for _, r := range causeRules {
			loc := r.find.FindStringIndex(text)
			if loc == nil || deniedCause.MatchString(text[loc[1]:]) {
				continue
			}
			spans = append(spans, causeSpan{r.code, s.start + loc[0], s.start + loc[1], r.weight * scale})
		}
	}
	return spans
}

// chooseCauses keeps the heaviest cause, and beside it those that it does not cover.
func chooseCauses(spans []causeSpan) []Cause {
	type sum struct {
		code   string
		weight int
		first  causeSpan
		best   int
	}
	var sums []sum
	for _, sp := range spans {
		k := slices.IndexFunc(sums, func(s sum) bool { return s.code == sp.code })
		if k < 0 {
			sums = append(sums, sum{code: sp.code, first: sp})
			k = len(sums) - 1
		}
		sums[k].weight += sp.weight
		if sp.weight > sums[k].best {
			sums[k].best, sums[k].first = sp.weight, sp
		}
	}
	slices.SortStableFunc(sums, func(a, b sum) int { return b.weight - a.weight })
	var out []Cause
	covered := map[string]bool{}
	// a specific cause that is plainly told wins over a general one told more often
	if len(sums) > 0 && sums[0].code == "unauthorized_access" {
		for i, s := range sums[1:] {
			if s.weight >= 3 && slices.Contains(covers[s.code], "unauthorized_access") {
				sums[0], sums[i+1] = sums[i+1], sums[0]
				break
			}
		}
	}
	for i, s := range sums {
		if s.weight == 0 || covered[s.code] || i > 0 && s.weight*3 < sums[0].weight || len(out) == 2 {
			continue
		}
		for _, c := range covers[s.code] {
			covered[c] = true
		}
		out = append(out, Cause{Code: s.code, Proof: Proof{Rule: "cause/" + s.code, Confidence: confidence(s.weight, 6, 3)}})
	}
	return out
}

// confidence turns a weight into a word.
func confidence(weight, high, medium int) string {
	switch {
	case weight >= high:
		return "high"
	case weight >= medium:
		return "medium"
	}
	return "low"
}
