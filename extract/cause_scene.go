package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// A scene tells a cause by what stands in one sentence, in any order: a thing, an act,
// a sign that something went wrong. Scenes find what the cues do not: they are played
// only where no cue has told a cause, or none but an intrusion.
type scene struct {
	code      string
	words     []string // patterns, all of which the sentence must hold
	unless    string
	hit, miss string // checked by a test

	need []*pattern.Pattern
	not  *pattern.Pattern
}

// sceneWeight is that of a clear cue.
const sceneWeight = 4

// Words that several scenes share.
const (
	amiss    = `誤|間違|違え|ミス|うっかり|べき|はず|つもり|気[付づ]かず|本来|忘れ|漏れ|抜け|ずれ|怠|不足|てしま|まま`
	sending  = `送|発信|配信|流し|添付|転送|届`
	sheet    = `通知|書類|文書|証明|明細|納付書|申請書|診断書|通知表|処方箋|郵便|封筒|封書|はがき|ハガキ|カルテ|名簿|督促|請求書|案内|控え|用紙|写し|書面|票|資料|カード|ラベル|伝票|記録|薬|紙|[0-9]名分|[0-9]人分`
	personal = `個人|氏名|名前|名簿|住所|相談者|申請者|参加者|受講者|会員|顧客|患者|生徒|児童|データ|資料|シート|情報`
	sight    = `見え|見る|見られ|閲覧|参照|開け|開く|読め|読み取|表示|出る状態|出てく|開けた|編集でき|アクセスでき|ダウンロード`
	screen   = `システム|画面|ページ|アプリ|交付|更新|処理|プログラム|ログイン|集中|サイト|端末|改修|発券|機械`
)

var scenes = func() []scene {
	all := []scene{
		{code: "misdelivery_email", words: []string{`メール|メルマガ|メーリングリスト|アドレス|添付|グループ(に|へ|あて|宛)|(^|[^A-Za-z])(CC|Cc|To|TO)[でにの]`, sending, amiss + `|互い|取り?違|分かる状態|全員に届|部外者|別の`},
			unless: intrusion + `|FAX|ファクス|ファックス|ご注意|郵送|お詫びの|お知らせの`,
			hit:    "添付すべき表を取り違え、よその社の一覧を付けてメールを送りました。", miss: "対象の方にはメールを送りました。"},
		{code: "misdelivery_post", words: []string{sheet, `送|渡|届|投函|交付|配|封入|同封|混入|開封|発行|入れて|入って|中身`, `別|他の|ほかの|よその|隣|前の(住人|住所)|転居前|旧住所|以前の住所|同[名姓じ]|誤|間違|違え|混入|ずれ|知ってしま|身に覚え|一致し|異な`},
			unless: intrusion + `|メール|サイト|画面|ページ|廃棄|処分|紛失|盗|公開|閲覧|改めて|あらためて|個別|発券|交付機|端末`,
			hit:    "転居前の住所に通知を送ったため、元の配偶者が知ってしまった。", miss: "対象の方には通知を郵送した。"},
		{code: "publishing_error", words: []string{`ホームページ|サイト|ページ|SNS|掲示板|ネット|開示|広報|公表|公開|掲載|会報|広報紙|論文|スライド|写真`, `掲載|公開|載せ|載って|投稿|置い|上げ|アップ|配布|公表|開示`, `残って|残った|残り|消し忘れ|透け|写り|写って|映り|映って|同意|実名|匿名|隠[しす]|塗り|` + amiss, personal + `|実名`},
			unless: intrusion + `|お詫び|お知らせ|メール|設定|権限|改めて|あらためて|可能性`,
			hit:    "公表した表に、元の名簿のシートが残っていた。", miss: "経緯をホームページに掲載した。"},
		{code: "misconfiguration", words: []string{`外部|社外|外から|誰で|会員以外|会員専用|一般公開|公開範囲|ログインしなくても|他人の|検索|全員|(他|ほか|別)の(申込|回答|利用|人|参加|会員)|ネット(上|ワーク上)|インターネット|部外`, sight + `|見ること|見えて`, `設定|権限|制限|共有|リンク|パスワードがかか|認証|フォーム|フォルダ|公開|検索|ファイアウォール|ログインしなくても`},
			unless: intrusion + `|誤って|掲載|黒塗り|メール|不具合`,
			hit:    "閲覧の制限をかけ忘れ、会員以外にも名簿が見えていた。", miss: "全員にフォームで回答を求めた。"},
		{code: "system_bug", words: []string{`(他人|別人|よその人|前の人|同士の|(別|他|ほか)の(人|方|利用者|会員|ユーザー?|お客(様|さま)|市民|患者|生徒|児童|世帯|契約者|申請者|組合員))|入れ替わ`, `表示|印刷|出力|発行|見え|出(た|て|る)|届|刷られ|混ざ`, screen},
			unless: intrusion + `|メール|設定|誤って|郵送|添付|封`,
			hit:    "窓口の端末から他人の証明書が発行された。", miss: "別の利用者に電話で伝えた。"},
		{code: "system_bug", words: []string{`プログラム|システム|ソフト|処理|アプリ`, `誤り|ミス|不備|欠陥|障害|トラブル`, `原因|表示|出力|印刷|起因`},
			unless: intrusion + `|メール|設定|誤って|郵送|添付|封`,
			hit:    "原因:プログラムの論理の誤り", miss: "システムは正しく動いていた。"},
		{code: "insider", words: []string{staff + `|係長|次長|部長|巡査|営業担当|担当|研修医|駅員|教授|署長|停職|減給|戒告|在職中`, `交際|知人|知り合い|友人|同僚|退職後|家族|親族|元妻|元夫|店員|転職|業者|個人の|自宅|私用|権限を|不正な|私的|勝手に|売|近所|興味|有名人|著名人|勧誘|競合|SNSに|監査で`, `調べ|見て|見た|閲覧|照会|話し|伝え|漏ら|教え|売|持ち込|持ち出|転送|撮|使|取得|書き込|写し取|渡し|営業し`},
			unless: `誤|紛失|置き?忘れ|盗ま|盗難|感染|偽|装|第三者から|サイバー|攻撃|メールアカウント|乗っ取|パスワードを入|届|FAX|車上|落と`,
			hit:    "係長が、交際相手の住所を業務の端末で調べていた。", miss: "職員が書類を自宅で探したが見つからない。"},
		{code: "improper_disposal", words: []string{`廃棄|捨て|資源|集積|溶解|焼却|処分|回収業者|裁断|古紙|ごみ|ゴミ|裏紙|返却|売却|譲渡|下取り|中古|リサイクル`, `誤|保存期(限|間)|まま|残って|残った|見つか|気[付づ]かず|期限前|べき|はず|一緒に|置かれ|散らば|売られ|印刷されて`},
			unless: intrusion + `|(探|捜|さが)し|紛失|懲戒|処分を|メール|売却し、`,
			hit:    "売った中古の端末に顧客のデータが残っていた。", miss: "保存期間が過ぎた書類を整理した。"},
		{code: "stolen", words: []string{`車|駐|棚|院|所へ入|自宅|事務所|店|倉庫|部屋|ホテル|電車|かご|荷物|手提げ|かばん|鞄`, `盗まれ|奪われ|持ち去[らっ]|持ち逃げ|荒らされ`},
			unless: `サーバー?|サイト|不正|パスワード|データを盗|情報を盗|ポイント`,
			hit:    "車の中から、名簿の入った手提げが盗まれた。", miss: "車の登録の情報を盗まれた。"},
		{code: "lost", words: []string{sheet + `|USB|端末|メモ|媒体|かばん|鞄|答案|箱|束|ケース`, `行方|置いたまま|不明|足りな|確認でき(な|ず|て)|飛散|落ち|届いて?い?(ず|ない|なかった)|届かず|所在|(無|な)くな|消えて`, `分から|わから|不明|なかった|届|帰っ|なくな|無くな|記録|離れ|確認でき|不明に|足りな|飛散|落ちて`},
			unless: intrusion + `|サイト|メール|データが消`,
			hit:    "名簿を置いたまま帰り、戻った時にはなかった。", miss: "書類の届け先を確かめた。"},
		{code: "malware", words: []string{`ウ[イィ]ルス|不正なソフト`, `端末|パソコン|PC|サーバー?|機器`, `感染|入り込|仕込|仕掛け|見つか|検知|検出`},
			unless: `コロナ|ノロ|インフル|肝炎|警告|表示|対策ソフト`,
			hit:    "取引先の端末に情報を盗むウイルスが入り込んだ。", miss: "ウイルスを検出したと画面が出た。"},
		{code: "malware", words: []string{`ファイル|添付`, `開い|開け|開封|実行`, `勝手に|ばらまか|不審なメール|乗っ取`},
			unless: `偽の|入力|身代金|暗号`,
			hit:    "請求書に見せたファイルを開いたところ、勝手にメールが送られた。", miss: "添付のファイルを開いて確かめた。"},
		{code: "ransomware", words: []string{`金銭|暗号資産|ビットコイン|身代金`, `払え|要求|支払`, `システム|データ|ファイル|サーバー?`},
			unless: `DDoS|サポート|警告|電子マネー|盗んだ`,
			hit:    "システムが止まり、金銭を払えという文面が印刷機から出てきた。", miss: "システムの代金を支払った。"},
		{code: "web_skimming", words: []string{`決済|カート|注文|購入|支払|カード`, `細工|埋め込|仕掛け|仕込|改ざん|改竄|書き換え|悪質な|偽の`, `サイト|ページ|画面|フォーム|プログラム|コード|通販|ショップ|ストア`},
			unless: `フィッシング|メール`,
			hit:    "決済のページに細工がされ、番号が外へ送られていた。", miss: "決済のページを新しくした。"},
		{code: "credential_stuffing", words: []string{`ログイン|サインイン|認証情報|パスワード|アカウント`, `何者か|第三者|盗|推測|使い回|悪用|入られ|勝手に|なりすま|初期パスワード`, `ログイン|サインイン|入られ|侵入|使われ|入った|入り`},
			unless: `偽の|フィッシング|メールアカウント|脆弱性|装|騙|かた`,
			hit:    "推測しやすい初期パスワードの管理画面に入られた。", miss: "ログインの方法を変えた。"},
		{code: "phishing", words: []string{`偽|にせ|なりすま|装|を名乗|をかた|騙`, `メール|SMS|サイト|画面|ページ|リンク`, `入力|入れて|入れた|を入れ、|教え|渡し|クリック|開いて?しま|開いた|だまされ|誘導され`},
			unless: `サポート|遠隔|警告|注意|ください|決済|カード`,
			hit:    "偽のサインイン画面に社員が認証情報を入れた。", miss: "職員を名乗るメールが届いた。"},
		{code: "vulnerability_exploit", words: []string{`脆弱性|修正プログラム|パッチ|(VPN|機器|装置|ソフト|プログラム|システム)の(更新|欠陥|不備|穴)|未対応|(更新|修正)(して|され)て?い?な`, `侵入|入り?口|入り込|入られ|攻撃|アクセスされ|突|つか|原因|不正アクセス`},
			unless: `対策|見つかっていな|なかった|今後|表示`,
			hit:    "修正プログラムを当てていない装置から侵入された。", miss: "装置に修正プログラムを当てた。"},
		{code: "dos", words: []string{`(通信|アクセス|接続)[^。]{0,10}(集中|大量|急増)|(大量|膨大)(の|な)(通信|アクセス|接続|要求|リクエスト)`, `つなが|止ま|繋が|開けな|閲覧が?でき|停止|ダウン|見られな`},
			unless: `表示され|他人|別の|侵入|漏|流出|盗`,
			hit:    "海外から大量の通信が集中し、予約の頁が開けなくなった。", miss: "混雑で窓口に人が集中した。"},
	}
	for i := range all {
		for _, w := range all[i].words {
			all[i].need = append(all[i].need, pattern.New(w))
		}
		all[i].not = pattern.New(all[i].unless)
	}
	return all
}()

// sceneSet are the first words of scenes.
var sceneSet = pattern.SetOf(scenes, func(sc *scene) *pattern.Pattern { return sc.need[0] })

// span is where the first of the words stands, if the sentence holds them all.
func (sc *scene) span(text string) (start, end int, ok bool) {
	for _, n := range sc.need {
		if !n.MatchString(text) {
			return 0, 0, false
		}
	}
	loc := sc.need[0].FindStringIndex(text)
	if sc.not.MatchString(text) || deniedCause.MatchString(text[loc[1]:]) {
		return 0, 0, false
	}
	return loc[0], loc[1], true
}
