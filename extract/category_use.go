package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// otherUses say which words around a surface show that it does not name leaked data: a
// card company, a password to be changed, an inquiry by telephone. Each has a sentence
// in which «» marks the surface so used, and one in which the surface is data.
var otherUses = []struct {
	use           string
	of            string // only of these codes, if any
	before, after *pattern.Pattern
	hit, miss     string
}{
	{use: "company or trade", after: pattern.New(`^(?:会社|各社|業界|事業者|決済(?:代行|サービス|会社|を|機能|に|が|画面|フォーム)|払い|ブランド(?:各社|会社|へ)|発行会社|利用者|会員様)`),
		hit: "«クレジットカード»会社から指摘を受けた", miss: "«クレジットカード»番号が漏えいした"},
	{use: "misuse of it", of: "credit_card card_attributes password login_id stored_value bank_account", after: pattern.New(`^(?:情報)?の(?:不正利用|不正使用|悪用|再発行|差し?替え|ご?利用(?:明細を|代金|停止|履歴を)|利用は|停止)`),
		hit: "«クレジットカード»の不正利用が判明した", miss: "«クレジットカード情報»の漏えいが判明した"},
	{use: "care of it", after: pattern.New(`^(?:情報)?の(?:変更|再設定|リセット|初期化|使い回し|強化|管理(?:方法|体制|を|に|ルール|規程)|入力(?:を|が(?:必要|要)|画面|フォーム|ミス|誤り)|確認|取り扱い|取扱い|必要性|提示|持参|誤り|間違い|設定(?:を|が|ミス)|読み上げ|突き?合わせ|照合|不一致|取り違え|様式|書式|形式|(?:抽出|検索|指定|設定)?条件|使用(?:は|を認め|が認め))`),
		hit: "«パスワード»の変更をお願いします", miss: "«パスワード»の一部が流出した"},
	{use: "something done with it", after: pattern.New(`^(?:」の表示)|^(?:を|が)?(?:変更|変え|推測|再設定|リセット|初期化|設定(?:し|す|さ)|入力(?:し|す|欄|画面|ミス|誤)|求め|(?:お|ご)?(?:尋ね|たずね|うかが|伺|聞き出)|使い回|共有し|用い|使っ|使い|使う|悪用し|かけて|解除|照合|読み上げ|突き?合わせ|(?:離れ|怠)|確認(?:せず|しないまま|し忘れ|を怠)|取り違え|間違え|誤認|誤って(?:入力|登録|認識))|^(?:など|等)?の(?:漏え?い|漏洩|流出)に(?:よ(?:る|り|って)|伴[うっい])`),
		hit: "宛名と«住所»を確認せずに封入した", miss: "«住所»を閲覧された"},
	{use: "protection", after: pattern.New(`^(?:が|は)(?:設定|かけら|かかっ|必要|要[りる]|推測|初期|異な|一致|同じ|似て)|^を(?:付け|つけ|設け)(?:て|る|た|ず|な)|^で(?:ロック|保護|暗号化|制限|施錠)|^のほか[^、。]{0,10}(?:認証|暗号)|^を書いた(?:付箋|メモ|紙)|^(?:付き|保護|ロック|なしで|認証|リスト|による(?:認証|保護|制限))`),
		hit: "ファイルには«パスワード»がかかっていなかった", miss: "«パスワード»が漏えいした"},
	{use: "end of another number", of: "partial_card", before: pattern.New(`(?:口座|電話|携帯|会員|顧客|個人|証券|マイナンバー)(?:の?番号)?(?:の|は|\()?$`),
		hit: "口座番号の«下4桁»が載っていた", miss: "カード番号の«下4桁»が載っていた"},
	{use: "where one orders", of: "reservation_travel purchase_history contract usage_history survey_inquiry", after: pattern.New(`^(?:受付|申し?込み?|確認|管理)?用?(?:サイト|フォーム)`),
		hit: "«予約»サイトが改ざんされた", miss: "«予約内容»がサイトに残っていた"},
	{use: "what to sign in with", of: "login_id", after: pattern.New(`^(?:と|や|・|、|及び|および)(?:パスワード|暗証番号)の(?:入力|設定)[がを]`),
		hit: "端末を開くには«ID»とパスワードの入力が要る", miss: "«ID»とパスワードの写しが見つかった"},
	{use: "way of contact", of: "phone email address", after: pattern.New(`^(?:・?(?:郵送|はがき|ハガキ|窓口|FAX|メール|訪問)で|や?(?:書面|文書|手紙|郵便|郵送|訪問|メール|はがき)(?:など|等)?で|にて|で(?:の?(?:ご?連絡|お?問|お詫び|お知らせ|個別|対応|注文|申し?込|通知|指摘)|説明|謝罪|受け付け|受付|相談|やり取り|伝え|知ら)|によ(?:る|り)(?:ご?連絡|お?問|注文|対応|謝罪|説明)|(?:が|も)(?:届|あり(?:、|ま|発覚|判明)|あった|つなが|かかっ|鳴)|を(?:かけ|受け|いただ|頂|差し上げ)|に出|し(?:た|て|、))`),
		hit: "別人から«電話»があり発覚した", miss: "«電話番号»があり得る項目"},
	{use: "thing sent or done", after: pattern.New(`^(?:一斉送信|本文|の件名(?:に|を)|の?宛先|の?受取人|発行|窓口|応対|相談窓口|受付|機能|ソフト|攻撃|サーバー?(?:が|に|の)|システム(?:が|に|の|へ)|制度|手続|担当(?:課|係|部)|欄に(?:入力|設定|入れ)|の?欄に|業務|委員会|会員限定|ラベル|シール|装置|カメラ|会(?:を|で|の)|を祝|登録(?:用|画面|ページ)|を(?:撮|開催|実施|受け付け|受信|開封|開い|実行|クリック)|に返信|の(?:発送|印刷)(?:業務|作業|を委託)|の(?:作成|策定))`),
		hit: "«メールアドレス»欄に入力した", miss: "«メールアドレス»が見える状態で送信した"},
	{use: "the attacker's address", of: "device_network", after: pattern.New(`^(?:を(?:発信元|送信元|遮断|ブロック|拒否|特定|経由)|による(?:アクセス|ログイン)|の(?:制限|遮断|ブロック))`), before: pattern.New(`(?:攻撃元|送信元|発信元|接続元|アクセス元|不審な|海外の|複数の|特定の|同一の)$`),
		hit: "複数の«IPアドレス»からログインがあった", miss: "閲覧履歴や«IPアドレス»が漏えいした"},
	{use: "where something came from", of: "device_network email phone", after: pattern.New(`^から(?:の|不正|不審|大量|断続|アクセス|ログイン|攻撃|接続|迷惑|スパム|送信)`),
		hit: "職員の«メールアドレス»から不審なメールが送られた", miss: "«メールアドレス»が見えていた"},
	{use: "not the one concerned", before: pattern.New(`(?:よく(?:いただく|ある)|使(?:用して|って|われて)いない|同じ|別の|新しい|新たな|強固な|簡単な|複雑な|推測しやすい|偽の|正しい|誤った|間違った|異なる|画面の|警告[^、。]{0,8}の|差出人の|送信者の)$`),
		hit: "別の«住所»に送った", miss: "顧客の«住所»が流出した"},
	{use: "to contact us", of: "phone email address", before: pattern.New(`(?:当社の|弊社の|当院の|本校の|お?問い?合わ?せ先の?|問合せ先?の?|おかけ間違い|無料|不審な)$`),
		hit: "お問い合わせ先の«電話番号»", miss: "お客様の«電話番号»が流出した"},
	{use: "of those who gave none", of: "phone email address", after: pattern.New(`^の(?:ご)?登録[のが]な[いか]|^をお持ちでな|^[のが]ない(?:方|お客)`),
		hit: "«メールアドレス»のご登録のないお客様には書状をお送りします", miss: "«メールアドレス»の登録情報が流出した"},
	{use: "how mail works", of: "email", after: pattern.New(`^[はが](?:ほかの|他の)?受信者(?:同士)?(?:に|から)は?(?:表示され|見え|分か[らり]|わか[らり])(?:ませ|な[いく])`),
		hit: "「Bcc」に入力した«メールアドレス»は受信者には表示されません", miss: "«メールアドレス»は他の受信者から見える状態でした"},
	{use: "where mail is forwarded", of: "address", before: pattern.New(`メール(?:アドレス)?の?(?:自動)?$`), after: pattern.New(`^の?(?:電子)?メール|^の?(?:アドレス|アカウント|ドメイン)|^設定`),
		hit: "«転送先»メールアドレスの設定を誤った", miss: "伝票の«転送先»が流出した"},
	{use: "destination", after: pattern.New(`^(?:へ|あて|宛て?)(?:に|の)?(?:郵送|発送|送付|送|配達|届|メール)|^に(?:郵送|発送|誤送付|誤って|配達|届)`),
		hit: "誤った転居前の«住所»へ発送した", miss: "«住所»への影響"},
	{use: "proof or clue", of: "usage_history device_network message_content system_source trade_secret", after: pattern.New(`^(?:から|により|によって|で)[^、。]{0,8}(?:判明|確認|分か|わか|発覚|特定)|^を(?:調べ|調査|解析|分析|精査|点検|確認し(?:た|て))|^に(?:は|も)?[^。、]{0,24}(?:記録|形跡|痕跡)[はがも]`),
		hit: "«アクセスログ»を調べたところ、侵入が分かった", miss: "«閲覧履歴»が流出した"},
	{use: "name of a crime", of: "trade_secret", after: pattern.New(`^の(?:領得|侵害|開示)|^侵害`),
		hit: "不正競争防止法違反(«営業秘密»の領得)の疑い", miss: "«営業秘密»の流出"},
	{use: "taken out before", after: pattern.New(`^(?:など|等)?を(?:削っ|削り|削除し|取り除|除い|伏せ)[^、。]{0,12}(?:番号|記号|置き換え|匿名|仮名|上で|うえで|状態)`),
		hit: "氏名と«住所»を削って番号に置き換えていた", miss: "«住所»を削除していなかった"},
	{use: "those who are counted", of: "business_partner job_application student", after: pattern.New(`^(?:様|さま)?(?:の方)?\s*約?[0-9][0-9,]*(?:名|人|社)`),
		hit: "«取引先の担当者» 3,418名", miss: "«取引先情報» 3,418件"},
	{use: "mail that was sent", of: "message_content", before: pattern.New(`(?:一斉|同報|一括|誤)$`),
		hit: "全員に一斉«送信メール»を送った", miss: "端末の«送信メール»が流出した"},
	{use: "where money was", of: "bank_account stored_value", after: pattern.New(`^(?:から|より)[^、。]{0,20}(?:引き出|引き落|送金|出金|振り込)`),
		hit: "提携先の«口座»から不正な引き出しがあった", miss: "«口座情報»から漏えいした"},
	{use: "money that went", of: "transactions_credit stored_value", after: pattern.New(`^[がをも][^、。]{0,10}(?:失わ|減[らっり]|消え|抜き取|引き出|盗|奪|移[さしっ]|換え|交換|使われ|補填|戻[さしっ])`),
		hit: "不正な操作により«残高»が失われた", miss: "«残高»が見られた"},
	{use: "given to a swindler", of: "login_id password auth_secret", after: pattern.New(`^(?:など|等)?を(?:だまし取|騙し取|詐取|打ち込|答え|書き込|聞き出)`),
		hit: "«認証情報»をだまし取られた", miss: "«認証情報»を閲覧された"},
	{use: "written on a note", of: "login_id password pin", after: pattern.New(`^(?:など|等)?を[^、。]{0,6}(?:書き写|書き留|書いた|メモ)`),
		hit: "«パスワード»を書き写した紙", miss: "«パスワード»を写し取られた"},
	{use: "picture posted", of: "photo_recording", after: pattern.New(`^を[^、。]{0,10}(?:SNS|ネット|ブログ|サイト|アプリ)[^、。]{0,10}に(?:載せ|投稿|掲載|上げ|あげ)`),
		hit: "病室の«写真»をSNSに投稿した", miss: "«顔写真»を盗まれた"},
	{use: "unknown", after: pattern.New(`^(?:が|の)(?:分から|わから|不明)`),
		hit: "«住所»の分からない方には連絡できていない", miss: "«住所»の分類"},
	{use: "test of a thing", of: "medical_record health_checkup", before: pattern.New(`(?:脆弱性|セキュリティ|システム|ネットワーク|回線|設備|故障|耐震|住宅|経営|リスク|簡易|自動|無料)の?$`),
		hit: "外部の業者による脆弱性«診断»を毎年受ける", miss: "医師による«診断»の結果が漏えいした"},
	{use: "taking over an account", after: pattern.New(`^(?:[のをが]?乗っ取|への?(?:不正|ログイン|侵入)|に(?:不正|ログイン|侵入)|で(?:不正に)?ログイン)`),
		hit: "«管理者アカウント»を乗っ取られた", miss: "«管理者アカウント»の情報が漏えいした"},
}

// usedOtherwise says that the words around a surface, within its sentence, use it for
// something else than leaked data.
func usedOtherwise(code, before, after string) bool {
	for _, u := range otherUses {
		if u.of != "" && !strings.Contains(u.of, code) {
			continue
		}
		if u.after != nil && u.after.MatchString(after) || u.before != nil && u.before.MatchString(lastRunes(before, 14)) {
			return true
		}
	}
	return false
}

// meansOfUse follows an enumeration that somebody used or compared: credentials that had
// leaked elsewhere, a name checked against another.
var meansOfUse = pattern.New(`^\)?(?:への|に)影響|^\)?を(?:次々(?:に|と)|片っ端から|順に|機械(?:的に|で)|自動で|繰り返し)試|^\)?の(?:使い回し|使いまわし|変更|再設定|組み?合わ?せ|組[をがで]|対[をがで]|セット|ペア|リスト)|^\)?(?:など|等)?を(?:もと|元|基)に|^\)?(?:など|等)?(?:を|が)[^、。]{0,8}(?:用い|使っ|使い|使わ|使用|悪用|利用|流用|変え|推測|突き?合わ|照合|見比べ|確認せ|入力し|打ち込|書き込)|^\)?(?:で|にて)(?:不正に)?(?:ログイン|侵入|アクセス|お調べ|照会|検索|本人確認)`)

func usedAsMeans(after string) bool { return meansOfUse.MatchString(after) }

// refinements are the words around a surface that tell a narrower kind.
var refinements = []struct {
	code, narrower string
	before, after  *pattern.Pattern
}{
	{"password", "password_hash", pattern.New(`(?:(?:ハッシュ化|暗号化)(?:済みの?|処理済みの?|(?:さ|し)(?:れ)?(?:た|て[^、。・な]{0,6}))?|(?:ハッシュ化|暗号化)(?:された|した)?状態の|不可逆[^、。・]{0,8}|(?:戻せ|復元でき|元に戻ら)ない[^、。・]{0,10}|変換(?:済みの|後の|された|した))$`), pattern.New(`^(?:は、?|が、?|も、?|\(|については、?)[^、。()]{0,14}(?:ハッシュ|暗号化)(?:$|[^し]|し(?:て|た))`)},
	{"medical_record", "academic_record", pattern.New(`(?:通知表|通知票|学習の記録|評定|成績|指導要録)[^。]{0,12}$`), nil},
	{"credit_card", "partial_card", pattern.New(`一部の$`), pattern.New(`^(?:\(|の)?(?:番号の?)?\s?(?:一部|[上下末][位尾桁]?\s?[0-9一二三四五六]{1,2}(?:[〜~・-][0-9])?\s?[桁けケ])`)},
}

// refineCode is the narrower kind that the words around a surface tell, or code.
func refineCode(code, before, after string) string {
	for _, r := range refinements {
		if r.code == code && (r.before.MatchString(lastRunes(before, 20)) || r.after != nil && r.after.MatchString(after)) {
			return r.narrower
		}
	}
	return code
}
