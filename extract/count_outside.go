package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// An outsideCue knows the words by which a number of the story's zone measures something
// else: an older case, the staff who erred or answered, the size of the body. before must
// match right up to the count, after right behind it; both where both are there.
type outsideCue struct {
	name          string
	units         string // "" for all
	most          int64  // only numbers up to it, 0 for all
	before, after *pattern.Pattern
	// whole: what is うち of such a number is beside the incident, too.
	whole bool
	// hit and miss are sentences with the count in «».
	hit, miss []string
}

// staffNouns are those who act for a body; 1名 of them is not whose data leaked.
const staffNouns = `(教員|教諭|教授|職員|社員|従業員|行員|医師|看護師|担当者|係員|作業員|アルバイト|派遣社員|役員|局員|警察官|調査員|検針員|配達員|相談員|講師|署員|隊員|課員|駅員|店員|店長|保育士|介護士|支援員|指導員|事務員|乗務員|運転手|技師|主任|係長|課長|部長|主査|主事|スタッフ)`

var outsideCues = []outsideCue{
	{
		name:   "older case",
		before: pattern.New(`(昨年|一昨年|おととし|去年|前年|[0-9]年)[^。、今]{0,6}に(も|は別)|(以前|過去|これまで)にも|を(めぐ|巡)って|別の(病院|学校|園|部署|職員|自治体|店舗|事案|会社)[でが]|過去に(発生|起き|あった)|(続発|相次い)`),
		whole:  true,
		hit:    []string{"他行の情報を巡っては、ある銀行で«百人分»の名簿が渡っていた。", "同市では昨年7月にも、職員が納税者«42人分»の書類を紛失している。", "おととし、別の病院でカルテのコピー«3枚»を紛失した。"},
		miss:   []string{"過去に購入した顧客«42人分»の情報が流出した。", "書類を別の会社に送り、患者«42人»の氏名が伝わった。"},
	},
	{
		name:   "older case", // or that of somebody else
		before: pattern.New(`[0-9]年に[はも][^。、0-9]{1,16}で(は|も)?、?(約|最大)*$`),
		whole:  true,
		hit:    []string{"2012年には交流サイト大手で«1億人»の情報が流出した。"},
		miss:   []string{"2023年に購入した顧客のサイトで«1億人»の情報が流出した。"},
	},
	{
		name: "cases", most: 99,
		before: pattern.New(`(流出|漏え?い|漏洩|紛失|誤送信|事故|事案|事例|ミス|トラブル|被害)(が|は|も)$`),
		after:  pattern.New(`^(発生|起き|起こ|続|相次)`),
		whole:  true,
		hit:    []string{"誤送信による流出が«2件»発生した。"},
		miss:   []string{"顧客情報の流出は«2件»。"},
	},
	{
		name: "cases", units: "records", most: 999,
		before: pattern.New(`(公表|事故|事案|事故件数|公表件数|[0-9]月からの(合計|累計))(は|が|\()?$`),
		after:  pattern.New(`^([()]|で|に|。|、|$)`),
		whole:  true,
		hit:    []string{"今月の集計 公表«5件»(前月3件)。", "4月からの合計は«47件»で、紛失が多い。"},
		miss:   []string{"合計は«47件»で、うち5件が返った。"},
	},
	{
		name: "suspect", units: "people", most: 99,
		after: pattern.New(`^(?:と、?[^。「」]{0,40}[人名])?(?:の計約?[0-9]+[人名])?(?:ら)?を、?[^。「」、]{0,40}(?:違反|疑い|容疑|の罪)[^。「」、]{0,24}(?:逮捕|書類送検|送検|起訴|摘発|検挙)`),
		whole: true,
		hit:   []string{"店長と店員の計«4名»を、不正競争防止法違反(営業秘密領得)などの容疑で逮捕した。", "元店員«1名»の計4名を名簿を盗んだ疑いで書類送検した。", "役員ら«2人»と、その会社へ移った元店員1人を名簿を盗んだ疑いで逮捕した。"},
		miss:  []string{"会員«42名»の名簿を盗んだ疑いで店長を逮捕した。"},
	},
	{
		name:   "population",
		before: pattern.New(`人口(は|が|の|も)?(およそ|約)*$`),
		whole:  true,
		hit:    []string{"人口は«3億人»なので、流出は全国民に及ぶ。"},
		miss:   []string{"«3億人»の情報が流出した。"},
	},
	{
		name:   "crime figures",
		before: pattern.New(`(摘発|検挙|認知|書類送検)(した|された|の)?[^。、]{0,20}(は|が)$`),
		whole:  true,
		hit:    []string{"県警が昨年摘発した不正アクセス事件は«22件»で、増えている。"},
		miss:   []string{"市内で送られた書類のうち«22件»が漏えいした。"},
	},
	{
		name: "crime figures", units: "yen",
		before: pattern.New(`[県府都道市国]内(では?|の被害(額)?は?)$`),
		hit:    []string{"特殊詐欺の被害 県内で«6億円»。"},
		miss:   []string{"不正利用の被害は«6億円»。"},
	},
	{
		name: "cash", units: "yen",
		before: pattern.New(`(現金|釣り銭|つり銭|売上金)(など)?(計|約|およそ)*$`),
		after:  pattern.New(`^(余り)?(と|や|など|のほか|が入|の入|が盗|を盗|が(無|な)く|が抜|を抜|、)`),
		hit:    []string{"金庫の現金«42万円»と、契約書が盗まれた。"},
		miss:   []string{"口座から現金«42万円»が引き出された。"},
	},
	{
		name:   "rate",
		before: pattern.New(`[0-9一](件|人|通|社|回|日|台|枚|世帯|冊|校)(あたり|当たり|につき)(約|平均|およそ)*$`),
		hit:    []string{"1通あたり«約50人»、計482人分が流出した。"},
		miss:   []string{"«482人分»が流出した。"},
	},
	{
		name: "rate", most: 1,
		after: pattern.New(`^分?の[^、。]{0,16}[がをは](最大|最多|平均|それぞれ)`),
		hit:   []string{"«1人»のアドレスが最大で14人に届いた。"},
		miss:  []string{"«1人»のアドレスが別の人に届いた。"},
	},
	{
		name: "witness", units: "organizations", most: 3,
		after: pattern.New(`^(の[^、。]{0,8})?(から|より|が|に)(、|[^、。]{0,12}(を|と|の))?(指摘|通報|連絡|知らせ|伝え|知らさ|問い?合わせ|照会|相談|苦情|電話)`),
		hit:   []string{"取引先«1社»から「名簿が見える」と指摘を受けた。", "導入先の«2社»が不審なメールの指摘を寄せた。", "取引銀行の«1社»から不正の疑いを知らされた。"},
		miss:  []string{"取引先«40社»から預かった名簿が漏えいした。"},
	},
	{
		name: "body", units: "organizations",
		after: pattern.New(`^(で|から)(構成|成る|なる|組織|つくる|作る)|^を?(出店|出して|経営)`),
		hit:   []string{"共催の連盟は«14団体»から成る。", "県の内外に«150店舗»を出しています。"},
		miss:  []string{"«150店舗»で会員の控えがなくなった。"},
	},
	{
		name:  "packing",
		after: pattern.New(`^に分け(て|た|、)`),
		hit:   []string{"メールは«10通»に分けて送った。"},
		miss:  []string{"メールは«10通»送った。"},
	},
	{
		name:   "cases",
		before: pattern.New(`(年度|今年|年間)の[^。、]{0,8}(処分|公表|事案|事故|ミス|発生)(件数)?は(これで|計|合計)*$`),
		hit:    []string{"今年度の懲戒処分は計«9件»となった。"},
		miss:   []string{"今年度の健診の対象者は«412人»で、全員の結果が漏えいした。"},
	},
	{
		name: "one of them", units: "people", most: 1,
		before: pattern.New(`[^ち]の$`),
		after:  pattern.New(`^(は|が|に|も|から|の命)`),
		hit:    []string{"出席した母親の«一人»は「消えない」と漏らした。"},
		miss:   []string{"このうちの«1人»が閲覧されていた。", "患者«一人»の情報が漏えいした。"},
	},
	{
		name:  "claim",
		after: pattern.New(`^[^。、]{0,20}(と主張|と称し|との主張)`),
		hit:   []string{"犯行グループは«約80万件»を盗んだと主張する。"},
		miss:  []string{"«約80万件»が盗まれたと発表した。"},
	},
	{
		name: "one of them", units: "people", most: 1,
		before: pattern.New(`お$`),
		after:  pattern.New(`^(お?ひとり|一人|が|に|から|は)`),
		hit:    []string{"該当するお«一人»おひとりにご連絡します。", "受講者のお«一人»が職員に話した。"},
		miss:   []string{"患者«一人»の情報が漏えいした。"},
	},
	{
		name: "staff", units: "people",
		before: pattern.New(`(オペレーター|要員|人員|体制[で、])(は|を|約|最大)*$`),
		hit:    []string{"専用窓口(オペレーター«20名»)を設けた。"},
		miss:   []string{"«20名»の情報が漏えいした。"},
	},
	{
		name:  "lent",
		after: pattern.New(`^(に|へ)(貸し出|貸与|配備)`),
		hit:   []string{"児童«1人»に貸し出した端末がなくなった。"},
		miss:  []string{"児童«1人»の写真が入った端末がなくなった。"},
	},
	{
		name: "suspects", units: "people", most: 20,
		before: pattern.New(`^$`),
		after:  pattern.New(`^(ら)?は[^。]{0,80}(疑い|容疑|共謀)`),
		hit:    []string{"«4人»は昨年、名簿を持ち出した疑いがもたれている。"},
		miss:   []string{"流出した«4人»は口座番号も見られた疑いがある。"},
	},
	{
		name: "pictures", units: "files",
		after: pattern.New(`^(の)?拡大`),
		hit:   []string{"全«4枚» 拡大写真"},
		miss:  []string{"写真«4枚»が漏えいした。"},
	},
	{
		name: "idiom", most: 1,
		after: pattern.New(`^(の命|(の[^、。]{0,6})?から始ま)`),
		hit:   []string{"「«一人»の命に関わる事態」と述べた。", "事故は«1通»のメールから始まった。"},
		miss:  []string{"«一人»の名簿が漏えいした。"},
	},
	{
		name: "one of them", units: "organizations", most: 1,
		after: pattern.New(`^の(被害|事故|感染|ミス|油断)`),
		hit:   []string{"«1社»の被害が社会に広がる。"},
		miss:  []string{"«1社»の顧客の情報が漏えいした。"},
	},
	{
		name: "others", units: "organizations",
		before: pattern.New(`(別の|他の|ほかの)$`),
		hit:    []string{"同社は別の«2つの自治体»からも請けている。"},
		miss:   []string{"«2つの自治体»の情報が漏えいした。"},
	},
	{
		name: "none", most: 1,
		after: pattern.New(`^も[^。、]{0,24}(ない|ません|なかった|なく)`),
		hit:   []string{"悪用の申し出は«1件»もいただいておりません。"},
		miss:  []string{"別の«1件»も漏えいした。"},
	},
	{
		name:   "depth",
		before: pattern.New(`(直近|最新|直前)の?$`),
		hit:    []string{"漏えいした項目は氏名、乗降履歴(直近«20件»)です。"},
		miss:   []string{"乗降履歴«20件»が漏えいした。"},
	},
	{
		name: "staff", units: "people",
		after: pattern.New(`^による(捜索|調査|対応|点検|確認)|^(態勢|体制)|^で、?[^、。]{0,20}(捜|探|手分け)|^(に|へ|まで)(と)?(増やし|増員|増強|拡充)|^を(停職|減給|戒告|訓告|懲戒|処分|厳重|注意|けん責|諭旨|解雇|配置転換)`),
		hit:   []string{"社員のべ«26名»による捜索", "署員«約70人»で付近を捜した。", "窓口の担当は«14名»に増やした。", "うち«二名»を減給とし、残りを注意した。"},
		miss:  []string{"社員«26名»の情報が漏えいした。"},
	},
	{
		name: "business", units: "organizations",
		before: pattern.New(`(((やり取り|取り引き|取引|契約|導入|採用|加盟|提携|納入|出店)(する|して(いる|おり))|(導入|採用|加盟|利用)した)[^。、]{0,14}は(全国|国内|世界)?(で|に)?(約|およそ|計)*|(その先|全国|国内|世界|県内|業界)[^。、]{0,8}(約|およそ|計)+)$`),
		after:  pattern.New(`^([、。]|に(及|上|達|のぼ)|ある|あり|を(数|超)|で、|$)`),
		hit:    []string{"ふだん取引する包装の会社は«約90社»、卸まで数えるともっと多い。", "導入した企業は全国で«約210社»に上る。"},
		miss:   []string{"情報が流出した取引先は«90社»に上る。"},
	},
	{
		name: "business", units: "organizations",
		before: pattern.New(`(契約|購入|導入|お使い)(を|して)?(いただ[くいき]|頂[くいき]|の)[^。、]{0,6}$`),
		after:  pattern.New(`^(様|さま)?(へ|に)(は)?`),
		hit:    []string{"保守契約をいただく«40社»へは先に電話した。"},
		miss:   []string{"契約のある«40社»の情報が漏えいした。"},
	},
	{
		name: "taught", units: "people",
		before: pattern.New(`(研修|講座|講習|訓練|説明会|勉強会)[^。]{0,24}(対象|参加者|受講者|定員)(者)?(は|:)[^。]{0,24}$`),
		hit:    []string{"年に二度の研修(対象は支所の職員を含む«約90名»)を始める。"},
		miss:   []string{"研修の名簿が漏えいした。対象は«90名»だ。"},
	},
	{
		name: "note", most: 1,
		after: pattern.New(`^の(方|お客|人|会員|患者)[^。、]{0,8}(が|に)(複数|いくつ|二つ|2つ|重ね|別々)`),
		hit:   []string{"お«一人»の方がいくつもの項目に当たる場合があります。"},
		miss:  []string{"«一人»の方が氏名を見られた。"},
	},
	{
		name: "cases", units: "records", most: 20,
		after: pattern.New(`^(続け|続い|連続|相次|立て続)|^(、|が)[^。、]{0,24}[るすたうの](事案|事故|事例|トラブル|ミス|不祥事)が`),
		hit:   []string{"書類の紛失が«2件»続けて分かった。", "県立高で«2件»、名簿をなくす事案がありました。"},
		miss:  []string{"氏名«2件»、住所3件が漏えいした。"},
	},
	{
		name:  "other victims",
		after: pattern.New(`^[^。、]{0,10}(同様|類似)の(被害|事案|事故|攻撃|ミス)|^[^。、]{0,8}相次い`),
		whole: true,
		hit:   []string{"国内では«少なくとも7社»が同様の被害を公表している。"},
		miss:  []string{"«7社»の情報が漏えいした。"},
	},
	{
		name: "staff", units: "people", most: 10,
		before: pattern.New(staffNouns + `[ ら]?$`),
		after:  pattern.New(`^(は|が|に届|に対|に連絡|、|による|の(業務|パソコン|PC|端末|アカウント|ID|メールア|メールボ)|と[^。、]{0,14}[人名]が)`),
		hit:    []string{"不審なメールが教員«1名»に届き、偽の画面で認証情報を入力した。", "在籍していた元従業員«1名»は、名簿を持ち出した。"},
		miss:   []string{"職員«3名»の氏名が漏えいした。"},
	},
	{
		name: "staff", units: "people",
		before: pattern.New(`(閲覧し|操作し|関与し|関わっ|かかわっ|作業し|アクセスし|従事し|漏らし|持ち出し|起こし|行っ|処分し)た(者|人|職員|社員|従業員)[^。、]*` + staffNouns + `$`),
		hit:    []string{"閲覧した者 支所の職員«七名»", "・関わった人 本所に勤める技師«二名»"},
		miss:   []string{"閲覧された職員«七名»の情報"},
	},
	{
		name: "body", units: "people",
		before: pattern.New(`\([^()。]*(市|区|県|都|府|本社|資本金|代表|所在)[^()。人名]*(従業員|社員|職員|会員)数?[:は約]?$|(^|[。、の])(従業員|社員|職員)数?は約?$|(^|[。、])(会員|利用者|組合員|読者|登録者|フォロワー)数?は約?$|(^|[。、]|[^対当の象]の)(学生|生徒|児童|園児|会員|組合員|患者)数は(約|およそ)*$`),
		after:  pattern.New(`^([)、。]|で、|です|$)`),
		hit:    []string{"食器を作る会社(京都市、従業員«86名»)は、情報が漏えいしたと発表した。", "従業員は«410人»。", "本学の学生数は«約5,200名»ですが、ほかには見つかりませんでした。"},
		miss:   []string{"従業員は«410人»の情報が漏えいした。"},
	},
	{
		name:  "body",
		after: pattern.New(`^[^。、]{0,20}(権限[をが]|在籍し|勤務し|加盟し|加入し|所属し|を抱え|を擁|を構え|を営|が(働|勤め|在籍|通|登録して(いる|おり))|を受託|から受託|から業務を受|対応に当た|が共同で(使|利用|運営)|を運営|を展開|が利用するサ)|^に限ら|^の(信頼|不安|期待)`),
		hit:   []string{"端末を使う«約900人»の不安を招いた。", "院内の«約千四百人»が電子カルテの利用権限を持っていた。", "全国で計«1200人»が電話対応に当たる。"},
		miss:  []string{"«1200人»の利用履歴が漏えいした。"},
	},
	{
		name: "body", units: "people",
		before: pattern.New(`(会員|利用者|登録者|顧客|ユーザー|社員|従業員|職員|生徒|学生|園児|患者|組合員)数?は(約|およそ)*$`),
		after:  pattern.New(`^(が)?(いる|います|おり|いて|を(超|数|擁|抱))`),
		hit:    []string{"会員は«約210万人»いる。"},
		miss:   []string{"退会した会員は«約210万人»が対象だ。"},
	},
	{
		name: "body", units: "people",
		before: pattern.New(`[^象報方者名簿の]\((従業員|社員|職員|行員)数?[:は約]*$`),
		after:  pattern.New(`^(規模)?\)(は|が|で|、|の)`),
		hit:    []string{"機械部品の若葉精機(従業員«約1,900人»)は、サーバーに侵入されたと発表した。"},
		miss:   []string{"対象(従業員«1,900人»)は次のとおり。"},
	},
	{
		name:   "body",
		before: pattern.New(`(全体|総数|総会員数|全校)\([^()]{0,4}$`),
		hit:    []string{"会員全体(«約98万人»)の3割に当たる。"},
		miss:   []string{"全体で«98万人»の情報が漏えいした。"},
	},
	{
		name: "body", units: "people",
		after: pattern.New(`^(の|が利用する|が登録する|を抱える|を擁する)(大手)?[^。、の]{0,6}(サイト|サービス|アプリ|会社|企業|チェーン|組合|都市|市|町|村)(で|が|は|、)`),
		hit:   []string{"会員«約520万人»の通販サイトで名簿が漏えいした。"},
		miss:  []string{"会員«約520万人»の通販サイトのIDが漏えいした。"},
	},
	{
		name: "body", units: "people",
		before: pattern.New(`(従業員|社員|職員|行員)(数|約|およそ)*$`),
		after:  pattern.New(`^(規模)?の[^、。はがをにで]{0,8}(店|会社|工場|商店|企業|業者|旅館|事務所|工務店)(が|は|を|、|で[、が]|の(社長|店主|代表|経営者))`),
		hit:    []string{"従業員«18人»の酒店の店主は驚いた。", "社員«40人»の町工場が狙われた。"},
		miss:   []string{"従業員«18人»の氏名と住所が漏れた。"},
	},
	{
		name:  "holdings",
		after: pattern.New(`^の[^。、がは]{0,10}を(保管|所蔵|管理|保有)して(いる|おり|い?ます)`),
		hit:   []string{"病院では«28万冊»のカルテを保管している。"},
		miss:  []string{"盗まれたパソコンには«28人»の名簿を保管していた。"},
	},
	{
		name:  "lot",
		after: pattern.New(`^(分)?を(一斉に|まとめて|一括で)?(発送|郵送|送付|配布|交付|印刷|封入)(し|いたし)(まし)?た(ところ|うち|中で)`),
		hit:   []string{"通知«21,400通»を発送したところ、12人分に別人の紙が入っていた。"},
		miss:  []string{"別人の通知«21通»を発送した。"},
	},
	{
		name:   "volume",
		before: pattern.New(`(発行|取扱|取り扱い|処理|受付|発送|出荷|来場|来院)(件|者|総)?数[はが約 ]*$`),
		hit:    []string{"混雑時(当日の証明発行件数«386件»)に誤って交付した。"},
		miss:   []string{"漏えい件数は«386件»。"},
	},
	{
		name:  "unaffected",
		after: pattern.New(`^\)?(の|については|に関|への|は|で|における)[^。(]{0,30}(影響(は|を受けて?)(い?ません|い?ない|なく|(?:あり|ござい)ません|なし)|影響なし|別の(システム|サーバー?|場所|媒体)[にで]|対象外|対象では|含まれて(い?ない|い?ません|おりません)|(関係|関わり|かかわり)(し|[がは](あり)?)(ない|ません)|(該当し|当てはまら)(ない|ません|なかった|なく))|^は[^。、]{0,12}(保管|所在|無事|異常(が|の)?な)[^。、]{0,8}確認`),
		hit:   []string{"直営の«14店舗»は影響を受けません。", "残る«118冊»は保管を確認した。"},
		miss:  []string{"«14店舗»の会員情報が漏えいした。", "«31人分»の住所(氏名は含まれておりません)が流出した。"},
	},
	{
		name: "warned", units: "organizations",
		after: pattern.New(`^[^。]{0,14}(に対し|に|へ|宛て)[^。]{0,24}(通知|周知|注意喚起|点検|指示|(報告|点検|見直し|確認|調査)[^。]{0,8}(求め|要請))`),
		hit:   []string{"全市立学校(小学校«21校»、中学校9校)に対し、手続の徹底を改めて通知しました。"},
		miss:  []string{"«21校»の生徒の情報が漏えいした。"},
	},
	{
		name: "staff", units: "people", most: 10,
		after: pattern.New(`^が[^。]{0,40}(入力し|開い|開き|クリックし|押し|応じ|許可し)|^に(事情|話を|聞き取り|聴き取り)|^で(見て|見る|読み|行|作業|確認|点検|担)`),
		hit:   []string{"うち«1名»がリンクから偽の画面に移り、パスワードを入力しました。", "«5名»に事情を聴いた。"},
		miss:  []string{"«5名»が漏えいの対象です。"},
	},
	{
		name: "staff", units: "people",
		before: pattern.New(`(全|全て|すべて)の?[^。、]{0,6}` + staffNouns + `\(?(約|延べ)*$`),
		after:  pattern.New(`^\)?(に|が|を|へ|は)[^。]{0,16}(誓約|研修|講習|指導|徹底|教育|訓練|面談|受講|点検|試験|聞き|聴)`),
		hit:    []string{"全署員(«約180名»)に守秘の誓約を求める。"},
		miss:   []string{"全職員«180名»の給与が漏えいした。"},
	},
	{
		name: "experts", units: "people",
		before: pattern.New(`(有識者|専門家|学識経験者|弁護士|委員|大学教授)(ら)?$`),
		after:  pattern.New(`^(で|から|による|が参加|に委嘱|を委員)`),
		hit:    []string{"外部の有識者«5人»でつくる会議を置く。"},
		miss:   []string{"弁護士«5人»の氏名が漏えいした。"},
	},
	{
		name:   "older case", // that is told behind the count
		before: pattern.New(`(過去|かつて|以前|[0-9一二三四五六七八九十]年(前|[^。、]{0,6}に)|(別|他|ほか)の[^。、]{0,10}(で|が|に))[^。]{0,40}$`),
		after:  pattern.New(`^[^。]{0,30}(例|事件|事案|事故|ケース)[がもは](ある|あった|あり|知られ|記憶|起き|起こっ|相次|報じ)`),
		whole:  true,
		hit:    []string{"町では五年前に、住民«八百人分»の台帳が持ち去られた事故が起きている。", "かつて県の機器«15台»が持ち出された事件も記憶に新しい。"},
		miss:   []string{"住民«八百人分»の名簿が売られた可能性がある。", "五年前に登録した«八百人»に連絡したことがある。"},
	},
	{
		name: "one of them", units: "people", most: 1,
		before: pattern.New(`お$`),
		after:  pattern.New(`^様?分?(だけ|のみ|に限|しか)`),
		hit:    []string{"伺うのは申込みをされたお«一人分»だけです。"},
		miss:   []string{"漏えいしたのは患者«一人分»だけだった。"},
	},
	{
		name: "party of guests", units: "people", most: 99,
		after: pattern.New(`^で(泊|宿泊|参加|利用|来店|来場|申し込|予約|旅行)`),
		hit:   []string{"«4名»で利用しましたが、家族も含まれますか。"},
		miss:  []string{"«4名»で、宿泊した日も見られた。"},
	},
	{
		name: "taught", units: "people",
		before: pattern.New(`(研修|講座|セミナー|講習|説明会|大会|見学会|体験|教室|勉強会)(会)?[^。]{0,24}$`),
		after:  pattern.New(`^(の[^。、は]{0,8})?(に|が|から)(ご?参加|ご?受講|ご?来場|出席|ご?好評)(し|いただ|頂|があ|。|する|くだ)`),
		hit:    []string{"春の講座には«610名»の皆様にご来場いただいた。"},
		miss:   []string{"講座に申し込んだ«610名»の氏名が漏えいした。"},
	},
	{
		name: "survey", units: "records",
		before: pattern.New(`((別|他|ほか)の調査|白書|統計|(省|庁|協会|連盟|研究所|機構)の[^。、]{0,8}(調査|まとめ|集計|調べ))(では|によると|によれば|で)、?[^。]{0,36}$`),
		whole:  true,
		hit:    []string{"国の別の調査では、学校での紛失は昨年«174件»あった。"},
		miss:   []string{"会社の調査では、流出は«174件»だった。"},
	},
	{
		name: "witness", units: "people", most: 3,
		after: pattern.New(`^の(?:お客(?:様|さま)|方|利用者|会員|市民|住民|保護者)(?:から|より)、?[^。]{0,70}(?:連絡|指摘|問い?合わせ|通報|申し出|電話)`),
		hit:   []string{"«2人»のお客様より、別の方の名前が出るとのご連絡をいただいた。"},
		miss:  []string{"«2人»のお客様の氏名が表示された。"},
	},
	{
		name: "mixed up", units: "people",
		after: pattern.New(`^を(取り違え|混同|誤認)`),
		hit:   []string{"同じ名字の男性«二人»を取り違えた。"},
		miss:  []string{"«二人»の書類を紛失した。"},
	},
	{
		name:  "packing",
		after: pattern.New(`^(重ね|ずれ|ずら)|^分?([をが](重な|重ね|(1つ|一つ|同じ)の?(封筒|袋|箱|バインダー|ファイル|綴り)|まとめ)|の(バインダー|袋|箱))`),
		hit:   []string{"窓あき封筒に«2世帯分»を重ねて入れた。", "裏面だけ«1枚»ずれて刷られた。", "書類を«1冊»のバインダーにまとめていた。", "機械の中で«3枚»が重なり一つに入った。"},
		miss:  []string{"«2世帯分»を紛失した。", "«8世帯分»を同じ棟の別の家に配った。", "«40の団体»が同じ被害に遭った。"},
	},
	{
		name:  "measure",
		after: pattern.New(`^\)?[^。、]{0,16}(を(点検|見直|研修)|[のも](再|総)?点検|の保存期間を|に研修|を増員|を配置|で(二重|ダブル)|体制)`),
		hit:   []string{"書庫に保管する全簿冊(«11,000冊»)の保存期間を点検します。", "教室のパソコン«650台»の総点検を終えた。"},
		miss:  []string{"«11,000冊»を誤って廃棄しました。"},
	},
}

// outsideStory is the cue by which a count measures something beside the incident, nil if
// there is none. before and after are the words of its sentence around it.
func outsideStory(p *placedCount, before, after string) *outsideCue {
	for i := range outsideCues {
		c := &outsideCues[i]
		if c.units != "" && c.units != p.unit || c.most > 0 && p.value > c.most {
			continue
		}
		if (c.before == nil || c.before.MatchString(before)) && (c.after == nil || c.after.MatchString(strings.TrimSpace(after))) {
			return c
		}
	}
	return nil
}
