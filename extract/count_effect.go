package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A measure is what a count of the story counts.
type measure int8

const (
	ofData   measure = iota // the records or persons concerned
	ofEffect                // what came of it: misuse, mails sent, inquiries
	ofMedium                // paper, devices, messages that held the data
	ofParty                 // clients, offices, schools
)

// dataWords tell of the data itself or of what happened to it.
const dataWords = `漏え?い|漏洩|流出|漏れ|(?:閲覧|表示|窃取|登録|保存|記録|公開|掲載|複製|転送|削除|消去)され|閲覧(?:でき|可能)|見られ|見える|盗まれ|持ち出|紛失|なくし|亡失|引き出され|抜き出され|読み出され` +
	`|情報|データ|氏名|名前|名簿|アドレス|レコード|対象|該当|件数|人数|記載|含ま|カルテ|書類|通知書|カード|口座|不正ログイン|不正アクセス|脆弱性[をのが]?悪用`

// money are things of value that one can take or spend without knowing of data.
const money = `(?:残高|預金|貯金|現金|お金|金銭|口座|ポイント|マイル|電子マネー|チャージ|ギフト券?|商品券|回数券|チケット|クーポン|コイン)`

// effectWords tell of what came of it.
var effectWords = []struct {
	words   string
	example string // with the count in «»
}{
	{`不正(?:な)?(?:利用|使用|送金|注文|決済|交換|引き出|出金|購入)|不正に(?:利用|使用|送金|交換|使われ|引き出され)|悪用`, "うち«36件»で不正利用が確認された。"},
	{`だまし取|騙し取|詐取|詐欺(?:が|被害)|換金|現金化`, "このうち«2人»が現金をだまし取られた。"},
	{money + `[^。、情番履歴]{0,24}(?:交換|換え|替え|購入|使われ|使い込|使い切|移され|移して|送られ|送金|抜かれ|抜き取|盗まれ|奪われ|減っ|減らさ|消え|消費|なくな|無くな|失われ|譲渡|譲られ|出金|引き出|引き落と|精算|充て|あてられ)|カード[^。、]{0,6}使われ`, "«37件»で、ポイントが第三者により電子マネーに交換された。"},
	{`(?:うそ|嘘|偽|にせ|案内|電話|メール|請求|話|指示|連絡)[^。、]{0,8}(?:真に受け|信じ|応じ|従っ|だまさ|騙さ|引っかか)|払って?しま|払わされ|振り込(?:んで|んだ|み|まされ)|送金してしま|だまされ|騙され`, "うその電話を信じた人が«3人»いた。"},
	{`二重(?:に|で)?(?:引き落と|請求|課金|決済|徴収)|誤って(?:請求|引き落と|課金|徴収)|過大(?:に)?(?:請求|徴収)|過徴収`, "料金を二重に請求した方は«12名»です。"},
	{`押しかけ|待ち伏せ|つきまと|(?:居場所|居所|住まい|転居先|家)を(?:知られ|突き止め|特定)|嫌がらせ|脅迫|脅され|ストーカー|家(?:に|まで)(?:来|押)|訪ねて(?:来|き)|転居を余儀`, "このうち«1人»は、元の夫に居場所を知られた。"},
	{`(?:契約|売却|仲介|購入|販売)[^。、を]{0,4}(?:まで|に)(?:至|いっ|つなが|結び)|成約|(?:契約|口座|保険)[^。、]{0,6}(?:乗り換え|解約し)`, "勧誘を受けた方のうち«14件»は契約に至った。"},
	{`意図しない`, "お客様の意図しない解約は«8件»です。"},
	{`迷惑メール|スパム|不審な?メール|フィッシング|なりすまし|騙った|かたる|偽の|ダイレクトメール|踏み台|送信に使|ばらまか|不達`, "迷惑メールが«2,500通»送られた。"},
	{`勧誘|営業(?:活動)?に使|契約[のへを]{0,2}切り替え`, "電話で勧誘を受けた方は«42名»です。"},
	{`問い合わせ|苦情|申し出|への電話|かけ(?:られ)?た電話|の(?:電話|通報|指摘)[がを]`, "開庁直後に«4件»の電話が入った。"},
	{`(?:アクセス|ダウンロード)(?:が|は)|(?:閲覧|ダウンロード|アクセス)し(?:た|て)|(?:ファイル|画面|一覧)を(?:再度)?開|開いて(?:いた|しまっ)|(?:見|開い|開け|のぞい|覗い|閲覧し|参照し|照会し|検索し|アクセスし|ダウンロードし|保存し|受信し|転送し|クリックし|入力し)(?:てい|てしまっ)?た(?:者|人|方|お?客|利用者|受講[者生]|保護者|参加者|応募者|社員|職員|行員|教員|生徒|学生|会員|世帯|端末|数)`, "その間に«19人»がファイルを開いていた。"},
	{`覚えのない(?:請求|利用|決済|買い物|注文|取引|引き)`, "覚えのない注文は«4件»ある。"},
	{`(?:電話|訪問|接触|勧誘|来訪)(?:や[^。、]{0,6})?が(?:行われ|あっ|あり|かか|来た|来て|きた|きて|続い|相次)`, "うち«14人»には、転職先から電話や訪問があった。"},
	{`番号を(?:入れ|入力し)て?(?:た|しまった)(?:人|方|者|客)`, "カード番号を入れてしまった人が«少なくとも3人»いる。"},
	{`(?:電話|勧誘|はがき|ダイレクトメール|メッセージ)を受け(?:た|取った)|電話をかけられ`, "転職先から電話を受けた人は«少なくとも19人»に上る。"},
	{`延期|欠航|運休|遅れ(?:は|が|た)?|遅延|欠品`, "手術«8件»を延期した。"},
	{`(?:本来の|正しい)(?:宛先|あて先|送付先|配布先|届け先|送り先)`, "本来の宛先は«7人»でした。"},
	{`送信されたメール`, "送信されたメールは«約10万件»である。"},
	{`届いた(?:数|件数|先|人|方|お?客|お客様|お客さま|保護者|顧客|会員)は|受け取ったのは|(?:送信|配信)(?:先|数|件数)は`, "受け取ったのは保護者«388人»。"},
}

// measureWords find data words (group 1) and effect words (group 2); those nearest to a
// count decide.
var measureWords = pattern.New("(" + dataWords + ")|((?:" + effectPattern() + ")(?:件数|人数|者数)?)")

func effectPattern() string {
	var all []string
	for _, w := range effectWords {
		all = append(all, w.words)
	}
	return strings.Join(all, "|")
}

var (
	// ofWords begin the words behind a count that say whose or which data it counts.
	ofWords = pattern.New(`^(分|様)?(以上|超|余り)?(の|に関する|に係る|にかかる|についての)[^。、が]{0,16}?(情報|データ|氏名|名前|住所|アドレス|名簿|カルテ|記録|番号|書類|申込書|リスト|ファイル|資料|画像|通知書|写真|明細|一覧|連絡先)`)
	// acts begins the words behind persons who did something with what leaked, or whom its
	// misuse reached.
	acts = pattern.New(`^(分|様)?(の[^、。はがをに]{0,10})?((ら)?(との|による|でつくる|がいる|が入る|の入る|の)[^、。]{0,4}(会話|グループ|チャット|トーク|LINE|SNS|メッセージ)|[がは](、|[^、。]{0,14}を)?(開い|開き|閲覧し|見た|見て|ダウンロードし|保存し|押し|ご覧にな)|の端末で[^。、]{0,12}(開かれ|見られ)|の(端末|画面|アプリ|手元|マイページ)に[^、。]{0,30}(表示され|届|配信)|に届|から、?([^。]{0,40}(申し出|通報|苦情)|[^。、]{0,6}回収)|に[^。、]{0,24}(案内|はがき|電話|勧誘|手紙)[^。、]{0,10}(があ|が届|が来|がかか|が送|が郵送|が配信|が寄せ)|(に対し|宛て?に|に|へ)[、、]?[^。]{0,12}(偽|迷惑|不審|スパム|フィッシング|なりすまし)[^。、]{0,6}(メール|メッセージ))`)
	// copula ends the statement that a count is the predicate of: what it counts stands
	// before it (漏えいしたのは382件で、).
	copula = pattern.New(`^(で、|です|でし|であ|だ|に上|にのぼ|に及|に達|。|、|\)|」|と(発表|公表|判明|確認|みられ|な|い)|$)`)
	// leaves ends the words before 枚 and the like that count data, not paper.
	leaves = pattern.New(`(カード|データ|画像|対象は)[^。、]{0,8}$`)
	// imagesLeaked begins the words behind papers whose images are the data that leaked.
	imagesLeaked = pattern.New(`^の(流出|漏え?い|漏洩|公開|掲載|拡散)`)
	// stranger ends the words before persons who are told by what they are to whoever told or
	// showed them the data, toStrangers begins those behind: 知人3人に話した.
	stranger    = pattern.New(`(友人|知人|友だち|友達|仲間|同僚|家族|親族|恋人|交際相手|記者|部外者|知り合い|取引相手)(約|計|ら)?$`)
	toStrangers = pattern.New(`^(ら|ほど)?(に|へ|と)[^。]{0,24}(口外|話し|しゃべ|伝え|教え|見せ|漏ら|送っ|送り|送信|共有|転送|渡し)`)
	// sentTo begins the words behind recipients.
	sentTo = pattern.New(`^(の[^、。]{0,4}|様|全員)?に(宛て|あて)た|^(の[^。、]{0,4}|様|全員)?(に|へ|宛て?|あて)(て|に)?[^。]{0,24}(送信|送付|配信|送(る|った|って|ら|りまし)|メール|届い|配(ら|った|って)|配布)`)
	// takenBack begins those behind what was sought and found again: 62通が戻った.
	takenBack = pattern.New(`^(分)?(を|は|が)(全て|すべて|無事|既に|すでに)?(回収|取り戻|買い戻)(し|でき|さ)`)
	// intended begins those behind whom it was for.
	intended = pattern.New(`^(の[^。、]{0,4}|様)?(に|へ|宛て?|あて)(て|に)?[^。、]{0,8}(はず|べき|予定)`)
	// taken begins the words behind mails that were read or taken from a mailbox.
	taken = pattern.New(`^(分)?(の?(メール|送受信|内容)[^。、]{0,6})?(が|は|を|も)[^。、]{0,14}(抜き取|閲覧され|見られ|流出|漏え?い|漏洩|盗|転送され|持ち出)|^。このうち[^。、]{0,12}(個人情報|氏名)`)
	// mailbox ends the words before mails that lay in a mailbox that was read.
	mailbox = pattern.New(`((閲覧|転送|受信|窃取|流出|漏え?い|盗み?見|読まれ|見られ)[^、。]{0,12}|対象(の|となる|となった)?(電子)?)(メール)?[^、。]{0,4}$`)
	// mailed begins the words behind the addresses to which mail was sent in somebody's name.
	mailed = pattern.New(`^(の[^、。]{0,8}アドレス)?(に|へ|宛て?|あて)(て|に)?[^。]{0,40}(送信|送ら|配信|ばらま)`)
	// shownTogether says that the recipients themselves were exposed, to each other.
	shownTogether = pattern.New(`BCC|Bcc|bcc|CC|宛先(欄|に|へ|として)|互いに|全員分の|全員の(氏名|名前|アドレス)|(アドレス|受信者)が[^。]{0,16}(見|表示|閲覧)`)
	// attached says that the recipients got the data of others.
	attached = pattern.New(`添付|議案|資料|画像|一覧|名簿|人分の|名分の|ファイル|データ|CSV|Excel`)
)

// measure says of every count what it counts.
func (cs *countStory) measure() {
	cs.readLetters()
	mails := ofMedium // what the mails told before measure
	for i := range cs.placed {
		p := &cs.placed[i]
		if p.measure = cs.measures(p); p.measure == ofData && i+1 < len(cs.placed) && cs.costThem(p, &cs.placed[i+1]) {
			p.measure = ofEffect
		}
		if p.unit == "messages" && p.measure == ofMedium && p.tie&tiePart != 0 && mails == ofData {
			p.measure = ofData // このうち60通に氏名が含まれ
		}
		if p.unit == "messages" {
			mails = p.measure
		}
	}
}

// costThem says that the sentence goes on with the sum of money that a counted few lost:
// うち4人が計30万円の買い物をされた.
func (cs *countStory) costThem(p, sum *placedCount) bool {
	if sum.unit != "yen" || p.sentence != sum.sentence || p.unit == "organizations" {
		return false
	}
	between := cs.d.s[p.end:sum.start]
	return len(between) <= reach*len("円") && !lostData.MatchString(between)
}

// lostData stands between a count of the data and a sum that speaks of something else.
var lostData = pattern.New(`漏え?い|漏洩|流出|情報|氏名|紛失|盗`)

func (cs *countStory) measures(p *placedCount) measure {
	switch p.unit {
	case "organizations":
		return ofParty
	case "yen":
		return ofEffect
	}
	m := nearestMeasure(p)
	switch {
	case cs.cause == "dos": // nothing leaks, whatever was counted
		return ofEffect
	case m == ofEffect:
		return ofEffect
	case p.unit == "records" && mailed.MatchString(p.tail) && slices.Contains(mailCauses, cs.cause):
		return ofEffect
	case slices.Contains(carriers, p.unit) && takenBack.MatchString(p.tail):
		return ofEffect
	case p.unit == "people" && sentTo.MatchString(p.tail) && !intended.MatchString(p.tail) && attached.MatchString(cs.around(p)) && !shownTogether.MatchString(cs.around(p)):
		return ofEffect
	case strings.HasSuffix(p.counter, "分"), imagesLeaked.MatchString(p.tail): // what the papers or devices stand for
		return ofData
	case p.unit == "messages" && (cs.letters && p.value > 1 && !strings.HasPrefix(p.tail, "を回収") || taken.MatchString(p.clause) || mailbox.MatchString(p.head)):
		return ofData
	case p.unit == "devices", p.unit == "messages":
		return ofMedium
	case p.unit == "files" && p.counter != "ファイル" && p.counter != "点" && !leaves.MatchString(p.head):
		return ofMedium
	}
	return ofData
}

// readLetters says whether letters measure the incident, since they went astray: 別人に届いた
// 封書8通(9人分). Where there are as many of some letters as of the persons, they only carried
// the data.
func (cs *countStory) readLetters() {
	if cs.cause != "misdelivery_post" {
		return
	}
	persons := map[int64]bool{}
	for _, p := range cs.placed {
		persons[p.value] = persons[p.value] || p.unit == "people"
	}
	cs.letters = !slices.ContainsFunc(cs.placed, func(p placedCount) bool { return p.unit == "messages" && persons[p.value] })
}

// around are the words of the sentence on both sides of a count.
func (cs *countStory) around(p *placedCount) string {
	s := cs.d.sentences[p.sentence]
	return lastRunes(cs.d.s[s.start:p.end], 2*reach) + firstRunes(cs.d.s[p.end:max(p.end, s.end)], 2*reach)
}

// nearestMeasure reads the words next to a count.
func nearestMeasure(p *placedCount) measure {
	if acts.MatchString(p.tail) || p.unit == "people" && stranger.MatchString(p.head) && toStrangers.MatchString(p.tail) {
		return ofEffect
	}
	if ofWords.MatchString(p.tail) {
		return ofData
	}
	behind := measureWords.FindStringSubmatchIndex(p.tail)
	if behind != nil && !copula.MatchString(p.tail) {
		return side(behind)
	}
	if p.column != "" {
		if m := measureWords.FindStringSubmatchIndex(p.column); m != nil {
			return side(m)
		}
	}
	before := measureWords.FindAllStringSubmatchIndex(lastRunes(p.head, 24), -1)
	if len(before) > 0 {
		return side(before[len(before)-1])
	}
	if behind != nil {
		return side(behind)
	}
	return ofData
}

// endsInEffect says that the clause behind a part tells what came of the leak, whatever else
// is counted in it: うち41人で計52万円が使われた.
func endsInEffect(p *placedCount) bool {
	m := measureWords.FindStringSubmatchIndex(p.clause)
	return p.tie&tiePart != 0 && m != nil && side(m) == ofEffect
}

func side(match []int) measure {
	if match[4] >= 0 {
		return ofEffect
	}
	return ofData
}
