package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// Who works for whom is told by few verbs in many forms. Those that modify the noun behind
// them leave open which of the two it is: 発送を任せたX was given work, 発送をYに任せたX gave
// it, and システムを使うX is a client of who made it, whereas 市が使うX made it. What else
// stands in the clause tells.

// state is what follows the て of a verb that modifies a noun.
const state = `(?:いる|いた|きた|ある|あった|おります|おりました|おった|います|いました|いただいている|いただいた|もらっている|もらった)`

// givesWork are the verbs by which somebody is given work, in front of a noun.
const givesWork = `(?:(?:再|業務|外部)?委託|外注|発注|依頼|一任|移管|お願い|アウトソース|アウトソーシング)(?:を?する|を?(?:いた)?し(?:まし)?た|を?して` + state + `)` +
	`|(?:任せ|まかせ|預け|委ね|受け持たせ|担わせ|請け負わせ|代行させ|させ)(?:た|て` + state + `)|(?:任せ|まかせ|委ね|受け持たせ|請け負わせ)る` +
	`|頼(?:む|んだ|んで` + state + `)|託(?:す|した|して` + state + `)|(?:外|外部|下請け)に出(?:す|した|して` + state + `)`

// takesWork are those by which somebody has taken work on.
const takesWork = `(?:受託|代行)(?:する|した|して` + state + `)|請け?負(?:う|った|って` + state + `)|(?:受け持|受けも|うけも)(?:つ|った|って` + state + `)` +
	`|引き?受け(?:る|た|て` + state + `)|(?:任|委託|再委託|一任|委嘱|移管)され(?:る|た|て` + state + `)|(?:頼ま|託さ|委ねら|任せら|回さ)れ(?:る|た|て` + state + `)` +
	`|(?:印刷|封入|封緘|発送|配送|配達|集配|梱包|仕分け|清掃|警備|保守|点検|検針|集金|調理|採点|入力|翻訳|溶解|回収)(?:・[^。、「」]{2,5})?を?(?:する|した|して` + state + `)` +
	`|を(?:担|にな)(?:う|った|って` + state + `)|(?:委託|仕事|業務|作業|依頼|注文|発注)を?(?:受け|請け|もら)(?:る|た|った|て` + state + `|って` + state + `)`

// gaveWork are the verbs by which somebody is given work, as they go on behind him: Xに任せ、.
const gaveWork = `再委託|振り分け|割り振|丸投げ|お任せ|まかせ|委託|外注|請け負わせ|発注|依頼して|任せ|頼ん|頼み|委ね|託し|託す|一任|受け持たせ|担わせ|代行させ|移管|お願いして`

// runsOffice modifies the body for which somebody does the office work as a part of his own:
// 事務局を担うX.
const runsOffice = `(?:事務局|事務|世話役|世話人|幹事|窓口|庶務|会計係)(?:の仕事)?を(?:担|受け持|引き受け|務め|つとめ|預か|あずか|置|兼ね|する|して|やって)[^。、「」]{0,8}「?$`

// entrusted modifies the one that works for another: 発送を任せているX.
var entrusted = pattern.New(`(?:` + givesWork + `|` + takesWork + `)、?[^。、「」]{0,10}「?$`)

// entrustedTo ends a clause that modifies the one who was given the work.
var entrustedTo = pattern.New(`(?:` + givesWork + `|` + takesWork + `)$`)

// entrusts modifies the one who entrusted the party named before it: 同社に発送を委託していたX.
const entrusts = `[^0-9月年日時前後度期末内中際春夏秋冬頃](?:に|へ)[^。、「」]{0,16}(?:` + givesWork + `)[^。、「」]{0,4}「?$`

var (
	entrusting = pattern.New(entrusts)
	hasOffice  = pattern.New(runsOffice)
	// byOrder modifies who does something for the one just named: 市の委託で集金を行うX.
	byOrder = pattern.New(`(?:の|から|より)(?:業務)?(?:委託|委嘱|依頼|指定)(?:で|を受けて?、?|により、?)[^。、「」はが]{0,24}(?:を|に)[^。、「」はが]{0,4}(?:担[うっ]|行[うっ]|する|した|し|当た[るっ])(?:た|て` + "` + state + `" + `)?、?「?$`)
	// notEntrusted is what reads like entrusted and is not.
	notEntrusted = pattern.New(entrusts + `|` + runsOffice + `|(?:販売|営業)[をの][^。、「」]{0,16}$`)
)

// usesWork modifies the one who uses what another supplies: 同じ仕組みを使うX.
var usesWork = pattern.New(`(?:を|でも?)[^。、「」がは]{0,6}(?:(?:利用|使用|導入|採用|活用|契約)(?:する|した|して` + state + `)|使(?:う|った|って` + state + `)|(?:取り入れ|入れ|借り)(?:る|た|て` + state + `)|申し込(?:む|んだ|んで` + state + `))「?$`)

// suppliesWork modifies the one who supplies others with what they work with.
var suppliesWork = pattern.New(`(?:サービス|システム|クラウド|プログラム|ソフト|SaaS|ツール|基盤|アプリ|仕組み|しくみ|カート|エンジン|プラットフォーム|台帳|機器|装置|端末)[^。、]{0,10}(?:を|の)[^。、はが]{0,8}` +
	`(?:(?:提供|開発|配信|運用|保守|構築|管理|納入|供給|製造|販売|設計)(?:・[^。、]{2,6})?(?:を行う|を?する|を?した|を?して` + state + `|を手が?掛?ける|を担う|元(?:の|である))|貸(?:す|し出す|し付ける|し出している|している|しだしている)|(?:納め|届け|手が?掛?け)(?:る|た|て` + state + `)|作(?:る|った|って` + state + `))、?「?$` +
	`|(?:システム|クラウド|基盤|プラットフォーム)を運営(?:する|して` + state + `)、?「?$` +
	`|(?:使って|使う|利用|導入|採用|契約)[^。、「」]{0,12}「[^「」]{1,20}」[をの](?:運営|提供|開発|運用|供給|販売)(?:(?:を?する|して` + state + `)|(?:元|会社|業者|事業者)(?:の|である|、)?)「?$` +
	`|(?:の|を|、)(?:開発|提供|運用|供給|納入|保守|配信|構築|管理運営)(?:元|会社|業者|事業者|企業)(?:の|である|で、|、|・|「)*$`)
