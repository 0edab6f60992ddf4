package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

var (
	// leakWords say that a sentence speaks of the data or persons concerned, or of what
	// was done to them.
	leakWords = pattern.New(`漏え?い|漏洩|流出|漏れ|漏ら|閲覧|見られ|見える|表示され|映る|映し出|開ける(よう|状態)|のぞ(か|き|け)|覗(か|き|け)|紛失|亡失|盗|持ち出|個人情報|対象(は|者|と|の|に|を|が|人|件|です|で、|であ)|該当|影響(を|が|は|範囲)|誤(って|った|送|配|交|廃|封|掲|公|表|記|登)|含ま|含む|記載|記録され|保存され|登録され|(登録|保存|保管|保有)して(いた|いまし|おりまし)|認証に成功|ログイン(に成功|が成立)|入って(い|お)|入った|氏名|名簿|アドレス|被害|不正|悪用|改ざん|暗号化|感染|迷惑メール|スパム|内訳[はをで:]|マイナンバー|個人番号|別の[^。、]{0,6}[にへ](送|渡|配|交付|届)|と(した|説明|発表|公表)|持ち帰|件数|人数|訂正|改められ|修正し|売られ|転売|売却|出品|複製|廃棄|公開され|掲載され|だまし取|勧誘|侵害|偽(の|メール|サイト|画面)|形跡|[無な失]くし|見当たら|落と(し|す)|置き(忘れ|去り)|散乱|飛散|紛れ|口外|ばらまか|不審な|騙った|の情報を|の情報が|カルテ|暗号|取得(され|して)|照会して|目的外|載(って|せ|る)|書かれて|間違(え|って)|取り違|見つか(らな|らず|ってい)|(所在|行方)(が)?(不明|分から)|持ち込|(可能性|おそれ|恐れ)が(あった|あり、|ある(のは|の|方|人|$)|残)|写し(て|取|た)|(コピー|複写|ダウンロード|出力|書き出|転送|送信)(し|され)(て(い|お)|た|る)|CSV|抜き取|取り出(し|され|せる)|吸い上げ|(読まれ|奪われ|奪い|抜かれ|知られ|見破られ|売って|売り渡|流して|流した|流され)|(読み取れ|読め|判読でき|判別でき|見え)(る|ます|た|て)|(映|写)(り込|って(い|お))|ご覧に|消され|失われ|使えなくな|動かなくな|としている|引き落と|覚えのない(請求|利用|決済|買い物|注文|取引|引き)|(ログイン|侵入)[^。、]{0,12}、?[^。、]{0,12}成功`)
	// whoseData says of counted persons that their data were there: 14人の名前, 38世帯の組合員の住所.
	whoseData = pattern.New(`[0-9万千百十](人|名|世帯|件|社|校)(様|分)?(以上|超|余り)?の[^。、はがを]{0,12}、?(お|ご)?(名前|氏名|通帳|印鑑|手帳|住所|電話番号|連絡先|生年月日|成績|記録|申請書|診断|口座|写真|答案|データ|[^、。ぁ-ん]{1,10}[状書票証簿届]([ 0-9、。をがはに]|$))`)
	// mistaken says that something reached somebody whom it was not for.
	mistaken = pattern.New(`(別の?|他の|よその|違う|異なる|逆の)[^。、]{0,14}(宛て?|あて|の|に|へ)[^。、]{0,14}(届い|送付|郵送|送信|送ら|送っ|封入|同封|混入|渡|交付)|発送した[^。、]{0,24}のうち|取り違え|(かばん|鞄|バッグ|端末|パソコン|封筒|ファイル)(の中身|の中)?(は|には)`)
	// dataHead is the heading of a section on the data or persons concerned.
	dataHead = pattern.New(`漏え?い|漏洩|流出|閲覧|見られ|見え(た|て|る)|写っ(た|て)|載って|載せて|入って|残って|含まれ|記録され|保存され|対象(者|の方|の(お客|会員|利用者|情報|個人|アカウント)|となる|情報)|影響を受け|不正(アクセス|ログイン|利用|使用|注文)[^。]{0,14}(件|人|者|アカウント)数`)
	// listWords stand in the heading or the lead of a list that breaks the incident down.
	listWords = pattern.New(`漏え?い|漏洩|流出|閲覧|対象|影響|件数|人数|内訳|情報|データ|被害|範囲|項目|概要|内容|紛失|盗難|廃棄|誤`)
	// kinds are the nouns of whom or what a line of a list counts.
	kinds = pattern.New(`情報|データ|氏名|名前|名簿|アドレス|アカウント|会員|顧客|お客|客様|患者|生徒|児童|学生|職員|社員|従業員|退職者|株主|利用者|購入|登録者|契約者|申込|応募|受診者|受講|取引先|寄[附付]|世帯|書類|通知書|カード|口座|法人|個人|本人|家族|保護者|市民|住民|件数|人数|者数|対象|合計|総数|媒体|端末`)
)

// storyWords says which counts the words of their story vouch for.
type storyWords struct {
	d     *document
	tells []bool
	// tale and guess remember what the words of a sentence say, list and head those of a
	// line and its heading.
	tale, guess, list, head map[int]bool
}

// overrules says that what a count looks like is not what it is: persons' data (1,200名分)
// are no size of a business, nor are the households in the list of what was lost; a list of
// data is no statistics.
func (w *storyWords) overrules(p *placedCount) bool {
	data := strings.HasSuffix(p.counter, "分")
	switch p.lookalike {
	case "business":
		return data || p.listed && w.underHead(p)
	case "statistics":
		return p.told || data && p.listed
	}
	return false
}

// vouchFor says that the words around a count show that it measures the incident: those
// next to it, those of its sentence or list, the heading over it, or the tale of the
// breach right beside it.
func (w *storyWords) vouchFor(p *placedCount) bool {
	d := w.d
	tale := w.tellsData(p.sentence)
	guess := w.guess[p.sentence] && !p.listed
	gone := p.tie&tiePrior != 0 && !p.listed || priorAfter.MatchString(p.tail)
	switch {
	case p.told, tale && !guess, repeated.MatchString(p.head):
		return true
	case gone:
		return true
	case guess:
		return false
	case strings.HasSuffix(p.counter, "分"):
		return true
	case p.unit != "yen" && w.underHead(p):
		return true
	case (p.unit == "people" || p.unit == "households") && sorryTo.MatchString(p.tail) && !reached.MatchString(p.head):
		return true
	case p.listed:
		return w.listVouches(p)
	}
	return nearestMeasure(p) == ofEffect || endsInEffect(p) || (p.unit != "people" || p.value > fewPersons) && d.nearTale(p.sentence, w.tells)
}

// sorryTo begins the words behind those whom the body asked for forgiveness.
var sorryTo = pattern.New(`^(の[^、。]{0,8})?(全員)?(に|へ)(は)?、?[^。]{0,24}(謝罪|謝っ|おわび|お詫び)`)

// reached ends the words before those of the concerned who could be reached.
var reached = pattern.New(`(連絡|電話|住所|宛先)[^。、]{0,6}(取れ|とれ|つい|付い|分か|わか|判明)[^。、]{0,4}$`)

// tellsData says that sentence k speaks of the data or persons concerned.
func (w *storyWords) tellsData(k int) bool {
	tale, known := w.tale[k]
	if !known {
		s := w.d.sentences[k]
		text := w.d.s[s.start:s.end]
		tale = leakWords.MatchString(text) || whoseData.MatchString(text) || mistaken.MatchString(text)
		w.tale[k], w.guess[k] = tale, hypothetical.MatchString(strings.ReplaceAll(text, "予防接種", ""))
	}
	return tale
}

// listVouches says that the line or the heading of a listed count speaks of data.
func (w *storyWords) listVouches(p *placedCount) bool {
	list, known := w.list[p.line]
	if !known {
		l := w.d.lines[p.line]
		list = kinds.MatchString(w.d.text(l)) || listWords.MatchString(w.d.headOver(p.line))
		w.list[p.line] = list
	}
	return list
}

// underHead says that the section of a count tells whose data, or what data, were
// concerned.
func (w *storyWords) underHead(p *placedCount) bool {
	head, known := w.head[p.line]
	if !known {
		head = dataHead.MatchString(w.d.headOver(p.line)) || w.d.underDataPoint(p.line)
		w.head[p.line] = head
	}
	return head
}

// underDataPoint says that a line stands in an outline under a point that names the data
// or persons concerned, with nothing but short lines between.
func (d *document) underDataPoint(i int) bool {
	if strings.Contains(d.text(d.lines[i]), "。") {
		return false
	}
	for k := i - 1; k >= 0 && k >= i-markedHeads; k-- {
		s := d.text(d.lines[k])
		if strings.Contains(s, "。") || utf8.RuneCountInString(s) > 60 || d.lines[k].zone != story {
			return false
		}
		if (d.lines[k].kind == item || d.lines[k].kind == heading) && dataHead.MatchString(s) {
			return true
		}
	}
	return false
}

// markedHeads is how many lines above a count a head with a mark is looked for.
const markedHeads = 12

// markedLine begins a head that is no heading of the document, since the text has others:
// ●端末に入っていた情報.
var markedLine = pattern.New(`^ *[●■◆▼▽◇□○◎★【〈<《]`)

// headOver is the marked line or the heading over line i.
func (d *document) headOver(i int) string {
	for k := i - 1; k >= 0 && k >= i-markedHeads && d.lines[k].section == d.lines[i].section; k-- {
		if l := d.lines[k]; l.end-l.start <= 120 && markedLine.MatchString(d.s[l.start:l.end]) && !strings.Contains(d.text(l), "。") && !endsCounted.MatchString(d.text(l)) {
			return d.text(l)
		}
	}
	return d.headingOver(d.lines[i])
}

// fewPersons are more likely actors of the story than its victims where no word speaks of
// data.
const fewPersons = 30

// nearTale says that a sentence beside the k-th, in its paragraph, tells the breach.
func (d *document) nearTale(k int, tells []bool) bool {
	return k > 0 && tells[k-1] && d.sameParagraph(k-1, k) || k+1 < len(tells) && tells[k+1] && d.sameParagraph(k, k+1)
}
