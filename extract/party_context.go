package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// bystanders are never parties unless they announce a leak of their own (GUIDE).
var bystanders = pattern.New(`^(個人情報保護委員会|警視庁|警察庁|[^\s]{0,6}(県警|府警|道警)(察(本部)?)?|[^\s]{1,8}(警察署|署)|総務省|消費者庁|金融庁|IPA|JPCERT.*|独立行政法人情報処理推進機構|情報処理推進機構|一般社団法人JPCERTコーディネーションセンター|フィッシング対策協議会|国家サイバー統括室|内閣サイバーセキュリティセンター|NISC|JIPDEC|東京商工リサーチ|帝国データバンク|日本クレジット協会|VISA|Visa|JCB|Master[Cc]ard|MASTERCARD|American Express|アメリカン・エキスプレス|Diners Club|ダイナース|DISCOVER|Discover|銀聯|.*(新聞社?|通信社|テレビ|放送)|ScanNetSecurity|Google|Microsoft|マイクロソフト|Amazon.*|アマゾン|Twitter|Facebook|LINE|Zoom)$`)

// afterName compiles what follows a name, past a closing bracket, a remark in parentheses,
// 「という会社」 and 様.
func afterName(s string) *pattern.Pattern {
	return pattern.New(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者)|様|さま|さん|殿)*(?:` + s + `)`)
}

// A partyContext reads the words right before and right behind a name.
type partyContext struct {
	before, after *pattern.Pattern
	unless        *pattern.Pattern // of the words before
	unlessAfter   *pattern.Pattern
	breached      int
	affected      int
	bystander     int
	contractor    bool
	client        bool
	reporter      bool
	level         int
	impersonated  bool
	looked        bool // its people looked at what was not theirs to see
	answer        bool // it answers the question who it was
	hit           bool // it was attacked there, or its people erred
}

// fits says that the context holds between the words before a name and those behind it.
func (c *partyContext) fits(before, after string) bool {
	before = lastRunes(before, 30)
	return (c.before == nil || c.before.MatchString(before)) && (c.unless == nil || !c.unless.MatchString(before)) && (c.after == nil || c.after.MatchString(after)) && (c.unlessAfter == nil || !c.unlessAfter.MatchString(after))
}

// Intrusions are what is done to somebody from outside, mishaps what somebody does wrong.
const (
	intrusions = `不正アクセス|サイバー攻撃|ランサム|攻撃|感染|被害に|侵入|侵害|入り込|忍び込|入られ|乗っ取|書き換えられ|改ざん|暗号化|身代金|抜き取|抜かれ|盗まれ|盗み出|DDoS|不正ログイン`
	mishaps    = `漏え?い|漏洩|漏れ|漏ら|流出|流失|紛失|誤送信|誤送付|誤配|誤交付|誤廃棄|誤って|誤り|取り違え|間違え|置き忘れ|置いたまま|なくし|失くし|無くし|見失|落とし|奪われ|持ち出|持ち去|見当たら|盗み見|のぞき見|不備`
)

// runsIt follows the name of who runs a shop, a home or a site.
const runsIt = `が(?:運営|経営)(?:する|している)|が(?:営む|営んでいる)`

// partyContexts are all tried; what they say adds up.
var partyContexts = []partyContext{
	// announces
	{after: afterName(`(は|では|が|も)[^。]{0,90}(発表|公表|明らかに|公開し|謝罪|陳謝|認め|おわび|お詫び|報告し|説明し|公にし|明かし|打ち明け|訴えて|頭を下げ|に改め|訂正し)`), breached: 3},
	{after: afterName(`(によると|によりますと|の発表によ)`), breached: 2},
	{after: afterName(`(に|へ)[^。、]{0,30}(?:` + intrusions + `)`), breached: 2, hit: true},
	{after: afterName(`((が|は|で|にお(いて|ける))[^。、]{0,30}|の[^。、「」]{0,30})(?:` + intrusions + `|` + mishaps + `)`), breached: 2, hit: true},
	{after: afterName(`(?:が|は|で|では)[^。、]{0,24}[0-9日月年朝夜刻時頃ろ分半旬]、[^。、が]{0,30}(?:` + intrusions + `|` + mishaps + `)`), breached: 3},
	{after: afterName(`の(元)?(社員|従業員|職員|教諭|教員|行員|局員|医師|看護師|講師|担当者|派遣社員|技術者|作業員|配達員|運転手|アルバイト|エンジニア|スタッフ|委託社員|パート従業員|臨時職員|サーバ|システム|ネットワーク|公式|サイト|ホームページ|ウェブ|Web|業務用|メール)`), breached: 2, hit: true},
	{after: afterName(`の[^。、「」はがを]{1,12}(課|部|室|係|科|局|班|店|支社|営業所|センター|工場|病棟)の?(元)?(社員|従業員|職員|教諭|教員|行員|局員|医師|看護師|担当者|店員)`), breached: 2, hit: true},
	{after: afterName(runsIt), breached: 2},
	{after: afterName(`(?:` + runsIt + `)[^。、「」はが]{0,24}(?:で|から)[^。]{0,60}(?:` + intrusions + `|` + mishaps + `)`), breached: 1, hit: true},
	{after: afterName(`の?(会員|組合員|利用者|お客様|お客さま|学生|保護者|患者|関係者)?の?(皆様|皆さま|みなさま)(方)?(に|へ)[^。]{0,30}(迷惑|心配)`), breached: 3},
	{after: afterName(`(で|において)[^。]{0,60}(発生|発覚|判明|あった|起き|紛失|漏え?い|流出|不正アクセス)`), breached: 2, hit: true},
	{before: pattern.New(`を運営する(「)?$|を手掛ける(「)?$|を手がける(「)?$|を展開する(「)?$`), breached: 2},
	{before: pattern.New(`(?:受けた|受けていた|遭った|見舞われた|された|されていた|れた|作った|誤った|起こした|失った|なくした|失くした|紛失した|漏らした|流した|放置した|送った|犯した|あった|なった|起きた|狙われた|入られた|破られた|盗まれた)のは、?[^。]{0,22}$`), breached: 3, hit: true, answer: true},
	{after: afterName(`の[^。、はがを「」]{0,6}(?:社員|行員|担当者|職員|従業員|店員)(?:ら|たち)?[がは][^。]{0,70}(?:見て|閲覧|開いて|開き|のぞ|覗|検索し|参照し|照会し)`), breached: 2, hit: true, looked: true},
	// works for another
	{before: pattern.New(`(再々委託先|孫請け)[^。、「」]{0,14}「?$`), contractor: true, level: 3},
	{before: pattern.New(`(再委託先|再委託を受けた|下請け?|孫受け)[^。、「」]{0,14}「?$`), contractor: true, level: 2},
	{after: afterName(`(に|へ)[^。、]{0,10}(再々委託|再委託|孫請け)`), contractor: true, level: 2},
	{before: pattern.New(`さらに[^。、「」]{0,14}「?$`), after: afterName(`(に|へ)[^。]{0,16}(委託|回し|発注|任せ|外注)`), breached: 2, contractor: true, level: 3},
	{after: afterName(`(に|へ)(、|[^。、]{0,8}(回し|任せ))`), before: pattern.New(`(業務|作業|一部|処理|運用|入力|開発|保守)[^。、]{0,6}を[^。、「」]{0,6}「?$`), breached: 2, contractor: true, level: 2},
	{before: suppliesWork, breached: 2, contractor: true},
	{before: pattern.New(`(再々委託先|再委託先|委託先|受託業者|委託業者|受託者|委託事業者|受託事業者|受託会社|保守業者|外注先|仕入先|指定管理者|管理業者|受託先|請負先|請負業者|代行業者|納入業者)(の|である|を務める|に指定した|に選んだ|だった|となる|企業の|会社の|事業者の|業者の)?[^。、「」]{0,14}「?$`), breached: 3, contractor: true},
	{after: afterName(`[^。、はがを]{0,6}(に|へ)[^。、]{0,16}(` + gaveWork + `)|[^。、はがを]{0,6}(?:に|へ)も?(?:さらに)?(?:回して|回し、|回された|出して(?:いた|いる|おり)|出し、)`), breached: 2, contractor: true},
	{before: entrusted, unless: notEntrusted, breached: 3, contractor: true},
	{before: pattern.New(`(利用|使用|導入|採用|契約)して(いる|いた|い|おります|おりました)[^。、「」]{0,8}「?$`), after: afterName(`(の[^。、「」]{0,16}(サーバ|クラウド|システム|環境|サービス|基盤|ネットワーク)[^。、「」]{0,4})?(が|に|へ|で)[^。]{0,24}(不正アクセス|攻撃|侵入|感染|ランサム)`), breached: 3, contractor: true, hit: true},
	{after: afterName(`(が|は)[^。]{0,30}(受託|請け負)`), breached: 2, contractor: true},
	{before: pattern.New(`(?:当[社園院校店館会]|弊社|本[校園院学会])[^。]*(?:は|では|に|も)、?$`), after: afterName(`の[^。、「」はがを]{0,16}(?:システム|サービス|設備|クラウド|サーバー?|仕組み|基盤)(?:「[^「」]{1,24}」)?を(?:使|用い|利用し|導入し|採用し|借り|活用し)`), breached: 1, contractor: true},
	{after: afterName(`が(?:提供|開発|運用|構築)し、[^。]{0,40}(?:使|利用|導入)`), breached: 2, contractor: true},
	{after: afterName(`が(提供|開発|配信|運用|管理)(する|して)[^。]{0,60}(サービス|システム|プログラム|クラウド)`), breached: 2, contractor: true},
	{before: pattern.New(`(子会社|グループ会社|現地法人|販売会社|関連会社|傘下)(の|である|で|にあたる)?(?:` + countries + `の)?「?$`), unlessAfter: notHitThere, breached: 2, contractor: true},
	{before: pattern.New(`(?:子会社|グループ会社|関連会社)(?:の|である)?「?$`), after: dataThere, affected: 3},
	{after: afterName(`の(提供|開発|運営|運用)する[^。、]{0,20}(システム|サービス|クラウド|アプリ|ソフト|プログラム)`), breached: 2, contractor: true},
	{after: pattern.New(`^」?\([^()]{0,16}(?:再々?委託先|再委託業者|下請け)\)`), breached: 2, contractor: true, level: 2},
	{after: pattern.New(`^」?\([^()]{0,16}(?:委託先|委託業者|受託者|受託業者|指定管理者)\)`), breached: 2, contractor: true},
	{after: afterName(`(?:に|へ)(?:派遣|出向|常駐)(?:され|し|に来)て(?:いた|いる)?[^。、]{0,16}(?:社員|担当者|職員|従業員|技術者|作業員|男|女|者)`), breached: 2, hit: true},
	// had another work for it
	{before: entrusting, affected: 4, client: true},
	{before: hasOffice, unless: byOrder, affected: 4, client: true},
	{before: byOrder, breached: 3, contractor: true},
	{before: usesWork, affected: 3, client: true},
	{before: pattern.New(`(?:利用|導入|採用|契約|加盟|顧客|委託元|発注元|荷主|取引先)(?:企業|団体|先|元|自治体|法人|店|校|施設|機関)?(?:の|である|だった|となる)「?$`), affected: 3, client: true},
	{before: pattern.New(`(?:国内|日本)(?:の|で|での|における)?[^。、]{0,6}(?:総?代理店|販売店|販社|販売元|輸入元|販売(?:を|代理)[^。、]{0,10})(?:の|である|を務める)?「?$`), affected: 3, client: true},
	{before: pattern.New(`(の|この|その)うち、?「?$`), after: afterName(`(は|では|も)[^。]{0,60}(公表|発表|明らかに|知らせ|説明)`), affected: 3, client: true},
	{after: afterName(`(も|でも)[^。]{0,70}(影響[がを]?(及|あ|受け)|含まれ|対象(に|と)な)`), affected: 3, client: true},
	{after: afterName(`(など)?(も|は|が)[^。、]{0,20}(共同で|ともに|同じ|導入し|利用し|採用し|契約し)[^。、]{0,12}(使って|使用して|導入して|利用して|採用して|契約して)(いる|いた|おり|い|お)`), affected: 3, client: true},
	{after: afterName(`分?(?:では|は|が|で|の|、|:)?(?:約|およそ|計|最大で?)?[0-9][0-9,.万千百]*(?:人|名|件|通|世帯|アカウント|ID)`), affected: 3, client: true},
	{after: pattern.New(`^」?\((?:約|同|うち|顧客|会員|利用者|計|最大)*[0-9][0-9,.万千百]*(?:人|件|名|世帯)分?\)`), affected: 3, client: true},
	{after: afterName(`(から|より)(の)?[^。、]{0,20}(委託|受託|請け?負|委ね|預か|任され|任せられ|頼まれ|託され|仕事を(?:受け|もら)|業務を(?:受け|引き)|引き受け|受け持)`), affected: 4, client: true},
	{after: afterName(`(は|が|では)[^。]{0,50}(を|に|へ)[^。、]{0,24}(委託し|委託する|依頼し|任せ|発注し|頼ん|頼み|委ね|託し|外注|一任|預けて|回して|回し、)`), affected: 3, client: true},
	{after: afterName(`の(業務|再)?委託先`), affected: 3, client: true},
	{after: afterName(`の[^。、]{0,14}(業務|事業)[^。、]{0,12}(受託|委託を受け|請け負)`), affected: 3, client: true},
	{after: afterName(`(?:は|が)[^。]{0,30}との(?:契約|取引|委託契約)を(?:打ち切|解除|解消|終え|終了|見直|やめ)`), affected: 3, client: true},
	// was sent what was not its own, or looks on
	{after: afterName(`(に|へ|宛てに|あてに|宛に)(の)?[^。、]{0,24}(誤って|間違えて|誤送|誤配|誤交付|誤添付|誤発送)`), bystander: 2},
	{after: afterName(`(など)?の(保護者|児童|生徒|園児|家庭|PTA)[^。、は]{0,10}(に|へ|宛)`), bystander: 2},
	{after: afterName(`(など)?(に|へ|にも|へも)(も)?[^。、]{0,14}(報告|届け|相談|通報|申告|提出|被害届|連絡|告訴|告発|伝え)`), bystander: 3},
	{after: afterName(`(?:から|より)、?[^。「」]{0,60}(?:` + intrusions + `)[^。「」]{0,40}(?:報告|連絡|通知)(?:を受|が(?:あ|入|届))`), breached: 2, contractor: true, hit: true},
	{after: afterName(`(など)?(から|より)[^。、]{0,16}(連絡|指摘|通報|照会|報告|情報提供|問い合わせ|通知|要請|指導)`), reporter: true},
	{after: afterName(`(は|が|では|によると)[^。]{0,110}(逮捕|送検|書類送致|摘発|検挙|起訴|容疑|疑いで)`), bystander: 3},
	{after: afterName(`(を|の名を|の社名を|に)[^。、]{0,4}(装|かた|騙|名乗|なりすま)`), impersonated: true, bystander: 2},
	{after: pattern.New(`^(」)?((?:を名乗る|と(?:名乗る|呼ばれる|称する|見られる|みられる))[^。、]{0,10}(集団|グループ|ハッカー|犯)|が犯行|による犯行|の犯行)`), bystander: 6},
	{before: pattern.New(`(攻撃グループ|ハッカー集団|攻撃者集団|犯罪集団|犯行グループ|ランサムウェア|ランサムウエア|ウイルス|マルウェア)(である|の)?「?$`), bystander: 6},
	{before: pattern.New(`(調査会社|セキュリティ会社|セキュリティー会社|セキュリティ企業|セキュリティ専門|フォレンジック|信用調査会社|弁護士|監査法人|外部専門家|調査機関|決済代行会社)(の|である)?「?$`), bystander: 4},
	{after: afterName(`(に|へ)[^。、]{0,8}調査[^。、]{0,4}(を)?(依頼|委託)`), bystander: 6},
	{after: pattern.New(`^(」)?(製|の)?(の)?(VPN|クラウド|ソフト|製品|ファイアウォール|ルーター|サーバー製品|機器)`), bystander: 1},
	{after: afterName(`[^。、]{0,10}(?:に住む|在住の|出身の)`), bystander: 6},
	{after: pattern.New(`^[^。、]{0,10}(セミナー|講演|登壇|株価)`), bystander: 2},
}

// notHitThere follows a subsidiary of which only the staff or the customers are told.
var (
	notHitThere = afterName(`に(?:赴任|出向|駐在|勤務|在籍)|` + dataOfBody)
	dataThere   = afterName(dataOfBody)
)

// dataOfBody follows a body whose staff or customers are told.
const dataOfBody = `(?:や[^。、]{0,16})?の(?:取引|役職員|役員|顧客|お客|会員|利用者|従業員(?:の|と|や|、|計|約|[0-9]))`

// arrests are what the police tell of others.
var arrests = pattern.New(`逮捕|容疑|書類送検|摘発|検挙|送致`)

// erred follows a watcher that tells of its own error.
var erred = afterName(`(は|が|では)[^。]{0,90}(懲戒|減給|停職|戒告|免職|誤って|誤送信し|誤廃棄し|置き忘れ|紛失し|なくし|流出させ|漏えいさせ)`)

// contractHeading heads a section that names the contractor.
var contractHeading = pattern.New(`(再委託先|委託先|受託者|受託事業者|委託業者|委託事業者)(について|の名称|事業者)?$`)

// besideUs stands before a subsidiary that was hit together with the publisher.
var besideUs = pattern.New(`(当社|弊社|当行|当会|同社)[^。、]{0,4}(および|及び|ならびに|並びに|と)[^。]{0,24}(子会社|グループ会社)[^。、]{0,8}$`)
