package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// leak are the words for data getting out.
const leak = `(漏え?い|漏洩|流出|情報漏れ|漏れ(た|て|出|る)|(外部?|社外|院外|学外|庁外)(に|へ)の?[^。、]{0,6}(送信|送ら|転送|流れ|漏れ|出(た|て|る)|渡|持ち出)|第三者(に|へ)渡|持ち出|窃取|盗み取|抜き取|抜き出|引き出|読み出|吸い出|吸い上げ|写し取|送り出|流れ出|外[へに]出|複製|盗ま|抜か(れ|$)|見られ(た|て)|閲覧|参照|取得|アクセスされた|コピー|開いた|開かれ)`

// viewable are the words for data that lay open.
const viewable = `(閲覧|参照|判読|検索|アクセス|ダウンロード|入手|取得|表示)((する|させる)こと)?[がも]?(可能|でき(、|る|た|得|まし|て(い|し)))|(読み取|読|見)(る|れる)?(こと)?[がも]?(可能|でき(る|た|まし))|(見|読め|開け|読み取れ|見え|見られ)る?(状態|形|設定|よう|まま)|(見|読)[らめ]?れ(た|る)(状態|形)`

// An exposureRule is a way in which a clause speaks of the leak.
type exposureRule struct {
	sign      exposureSign
	find      *pattern.Pattern
	unless    *pattern.Pattern
	hit, miss string // checked by a test
}

// exposureSigns are the ways in which a clause speaks of the leak, in the order in
// which they are tried: the first that matches is what the clause says.
var exposureSigns = []exposureRule{
	{sign: misuseDenied,
		find: pattern.New(`(悪用|不正な?(利用|使用)|不正に(使|利用)|二次(的な)?被害|なりすまし|ばらまかれ|販売|公開された|不審な)[^。]{0,40}(確認され(ず|て(い?な|お))|見つか(ら|って(い?な|お))|ない|なく|(?:あり|ござい)ませ|いませ|おりませ|なかった|報告は)`),
		hit:  "持ち出された情報が悪用された形跡は見つかっていない", miss: "外部への流出は確認されていない"},
	{sign: partDenied,
		find:   pattern.New(`(カード|マイナンバー|個人番号|口座|パスワード|決済|暗証番号|機微)[^。]{0,24}(流出|漏え?い|漏洩|含まれ|閲覧|表示)[^。]{0,16}(ない|なく|ず|ませ|なかった|おら)|(含まれ|含んで|保有し|保持し|保存し)[^。、]{0,6}(ない|ず|ませ|おら|なかった)`),
		unless: pattern.New(`(閲覧|取得|入手|ダウンロード)した[^。、]{0,8}[0-9]+(人|名|社|者)`),
		hit:    "クレジットカード情報の流出はない", miss: "流出の可能性がある"},
	{sign: leakDenied,
		find:   pattern.New(leak + `[^。]{0,24}((確認|発生)(され|でき|し|せ)(ず|て(は)?(い?な|お|いま))|見つか(らな|っておら|っていな|っておりませ|っていませ|りません)|認められ(ず|な|ま|て(い?な|お|いま))|(つかんで|把握して|みられて|見られて)(い|お)(な|ら|り)|検出され|(考え|思わ)(にく|難|られな)|(可能性|おそれ|恐れ)[はも][^。、]{0,8}(低|小さ|な|考え|あり)|判断|(は|も)(な(い|く|かった|し)|(?:あり|ござい)ませ|なしと|して(い?な|おら|おりませ|いませ))|(形跡|痕跡|事実|記録|証跡|証拠|跡)(は|が|も)(な[いくか]|(?:あり|ござい)ませ|確認|見|み[らあ]|認め))|(可能性|おそれ|恐れ)は(極めて|きわめて|非常に)?(低|小さ)|(情報|データ)(の流出)?(へ|に)の?影響は(な|あり|ござい|確認され(て(い|お)|ず))`),
		unless: pattern.New(`(流出|漏え?い|漏洩)した(可能性が(高|ある)と|と)判断|否定|払拭|(拭い?|捨て|排除し)きれ|排除でき`),
		hit:    "外部への流出は確認されていない", miss: "外部への流出が確認された"},
	{sign: leakSeen,
		find:   pattern.New(`(^|[^第])[0-9一二三四五六七八九十百]+(人|名|回|件|社|者)(以上|ほど|程度|分)?(が|に|の)?[^。、]{0,12}(閲覧|ダウンロード|開い|開封|表示|再生)(し|され|て|た|が|を確認)|[0-9]+(人|名)の[^。、]{1,8}[がで][^。、]{0,14}(開い|開か|開き|閲覧し|見て)|(閲覧|取得|入手|ダウンロード)した[^。、]{0,8}[0-9]+(人|名|社|者)|(第三者|外部|海外|IPアドレス)[^。、]{0,10}から[^。]{0,30}(閲覧|アクセス|ダウンロード|取得)され(た|て)|(画像|一覧|名簿|データ)[^。]{0,30}[0-9]+(人|名)[^。、]{0,8}に(送|渡|転送|共有)(ら|さ)れ|閲覧(数|回数)?は[^。、]{0,6}[0-9]|閲覧が[^。、]{0,6}[0-9]+(回|件|人|名)|ダウンロード(数)?(は|が)[^。、]{0,6}[0-9]+(回|件)|実際に[^。]{0,24}(表示|閲覧|見|ダウンロード)(し|さ|ら)?(れ)?た|(他人|別の?[^。、]{0,4}(人|方|利用者|会員)|他の?[^。、]{0,4}(人|方|利用者|会員))の[^。]{0,24}(見(た|ていた)|見られた|表示され(た|てい|ました))|(リーク|暴露|闇|ダーク|攻撃者|犯行(グループ|集団)|犯罪者|海外)[^。、]{0,8}(サイト|ウェブ|Web|掲示板|フォーラム)(に|で|へ)([^の。][^。]{0,30})?(掲載|公開|載|並|投稿|売り|販売)|(攻撃者|集団|グループ|犯人|ハッカー)(の手)?(で|により|によって|から|に)[^。]{0,12}(公開|暴露|掲載)され|複数の?(人|方|者|IPアドレス)[がから][^。]{0,30}(保存|閲覧|開い|ダウンロード|持ち出)(し|た|て|さ)|(攻撃者|集団|グループ|犯人|ハッカー)[^。]{0,24}(データ|情報|一部|名簿)[^。、]{0,6}を(公開|掲載|ばらま|売(り|っ))`),
		unless: pattern.New(`可能性|おそれ|恐れ|[^0-9]0(回|件|人)|犯行声明|監視|かどうか|社の名|社名`),
		hit:    "その間に19人が開いていた", miss: "最大500人が閲覧した可能性"},
	{sign: leakFeared,
		find:   pattern.New(leak + `[^。]{0,36}(可能性|おそれ|恐れ|疑い|懸念|とみられ|危険性)|(送信|表示|見[らえ]れ?|漏れ|悪用|(目|手)に(触れ|入)|渡)[^。、]{0,16}(可能性|おそれ|恐れ|疑い)|` + viewable + `|(流出|漏え?い|漏洩)か(、|$)|(漏れ|流出|見|読|触れ|渡|盗|取)[^。、]{0,10}かもしれ|(否定|打ち消)[^。、]{0,6}でき|(可能性|おそれ|恐れ)[^。、]{0,10}(否定|排除|払拭|捨てきれ|な(い|し)とは)|[映出]た(可能性|おそれ|恐れ)|廃棄[^。、]{0,8}(可能性|おそれ)|(可能性|おそれ|恐れ)の?ある[^。、]{0,12}情報`),
		unless: pattern.New(`(可能性|おそれ|恐れ)(の有無)?(について|を|も含め)[^。]{0,10}(調査|確認|調べ)`),
		hit:    "氏名が閲覧された可能性がある", miss: "氏名が閲覧されていた"},
	{sign: leakStated,
		find:   pattern.New(`(漏え?い|漏洩|流出)し、|(漏え?い|漏洩|流出)(して|し)?(し?(いた|ていた|た|ました|ており|ている)|が(判明|確認|発覚|明らか)|を(確認|公表|発表|認め)|。?$|に関する|について|の?(お詫び|おわび))|(窃取|閲覧|ダウンロード|持ち出|盗み取|盗み出|抜き取|抜き出|引き出|読み出|吸い出|写し取|書き出|持ち去|コピー|複製|売却|転送|盗)(さ|ま|ら)れ(た|て|、|ました)|漏れた|漏らし(た|て)|(情報|履歴|氏名|住所|データ|内容)[^。、]{0,8}が見られ(た|てい|まし)|外部?[にへ]出(た|てい)|外[にへ]?流れ(た|出|て)|渡って(い|しま)|(を|に)(見て|閲覧して)(い|しま)|(流出|漏え?い|漏洩)(は|、)?(合わせて|合計|計)?[0-9約最]|(流出|漏え?い|漏洩)[(「 ]|(流出|漏え?い|漏洩)の対象(者|は|と)|外部?[へに][^。、]{0,8}(送信|転送|送|流)(さ|ら)れ(た|て)|外部[^。、]{1,8}[へに][^。、]{0,8}(送信|転送|送|流)(さ|ら)れ(た|て)|(情報|データ)[^。、]{0,12}を?奪われ`),
		unless: pattern.New(`(た|る)?か(どうか|否か|は|を)|有無|調査中|というより|によらない`),
		hit:    "顧客の情報が流出していた", miss: "流出の有無を調べている"},
}

// exposureSet are the patterns of exposureSigns.
var exposureSet = pattern.SetOf(exposureSigns, func(r *exposureRule) *pattern.Pattern { return r.find })

type exposureSign int8

const (
	misuseDenied exposureSign = iota // says nothing of the leak
	partDenied                       // one kind of data did not leak
	leakDenied
	leakSeen // somebody saw it or published it
	leakFeared
	leakStated
	exposureSignCount
)

// turn is where a sentence turns to say another thing.
var turn = pattern.New(`(が|ものの|一方で?|けれども?|ほか|ており|おり|おらず|し)、|。`)

// turns are the parts of a sentence between its turns, in bytes of it.
func turns(text string) [][2]int {
	var out [][2]int
	at := 0
	for _, loc := range turn.FindAllStringIndex(text, 12) {
		out = append(out, [2]int{at, loc[1]})
		at = loc[1]
	}
	return append(out, [2]int{at, len(text)})
}

// exposureTelling is what the clauses of a block say of the leak.
type exposureTelling struct {
	weight [exposureSignCount]int
	proof  [exposureSignCount]Evidence
}

// says that the text gives a sign.
func (t *exposureTelling) says(s exposureSign) bool { return t.weight[s] > 0 }

func (d *document) tellExposure(b *block) *exposureTelling {
	t := &exposureTelling{}
	for _, k := range b.tale() {
		s := d.sentences[k]
		text, at := joined(d.s[s.start:s.end])
		weight := b.exposureWeight(k, text)
		if weight == 0 {
			continue
		}
		for _, c := range turns(text) {
			d.tellClause(t, text[c[0]:c[1]], weight, func(i int) int { return s.start + at(c[0]+i) })
		}
	}
	return t
}

// exposureWeight is how much the words of a sentence count; 0 where they are not about
// this leak.
func (b *block) exposureWeight(k int, joined string) int {
	d := b.d
	text := d.asksJoined(k, joined)
	switch l := d.lines[d.sentences[k].line]; {
	case text.Match(otherCase) || text.Match(asked):
		return 0
	case l.zone == title:
		return 3
	case !b.own && l.kind == item && !text.Match(past) && !figure.MatchString(joined) && !text.Match(feared),
		text.Match(hypothetical) && !text.Match(past) && !d.tells(k):
		return 0
	}
	return 2
}

// asked sentences state nothing.
var asked = pattern.New(`\?$|(でしょう|です|ます|のだろう)か。?$`)

// leakedBefore says that what leaked elsewhere served in this attack.
var leakedBefore = pattern.New(`(他社|よそ|別の?(サービス|サイト)|他の?(サービス|サイト)|外部のサービス)[^。]{0,16}(漏れ|流出|漏え?い|漏洩|入手)[^。]{0,20}(ID|パスワード|認証情報|アカウント)`)

// foundOut says that what a clause states was found out, and is not a name for it.
var foundOut = pattern.New(`判明|分かっ|わかっ|確認した|確認して|確認され|認めた`)

// feared are the words for what may have happened.
var feared = pattern.New(`可能性|おそれ|恐れ`)

// tellClause adds what one clause says; at gives the place of a byte of it in the text.
func (d *document) tellClause(t *exposureTelling, clause string, weight int, at func(int) int) {
	from := 0
	if loc := leakedBefore.FindStringIndex(clause); loc != nil {
		from = loc[1]
		clause = clause[from:]
	}
	for i, places := range exposureSet.In(clause, 1) {
		r := &exposureSigns[i]
		if r.unless != nil && r.unless.MatchString(clause) {
			continue
		}
		loc := places[0]
		if t.weight[r.sign] == 0 {
			t.proof[r.sign] = d.evidence(at(from+loc[0]), at(from+loc[1]-1)+1)
		}
		if r.sign == leakStated && foundOut.MatchString(clause) {
			weight++
		}
		t.weight[r.sign] += weight
		return
	}
}

// staffLooked says that the insider read what was none of their business, which is a
// leak even if they told nobody.
var staffLooked = pattern.New(`閲覧|見て(い|しま)|照会|検索`)

// ruledOut says that a leak is out of the question, not only unknown as yet.
var ruledOut = pattern.New(`((漏え?い|漏洩|流出)(の|した|する|された)?|漏れ(た|る)|見られた|閲覧された)(可能性|おそれ|恐れ)?(は|も)(極めて|きわめて)?(な(い|く|かった|し)|(?:あり|ござい)ませ|低|考え)`)

// cameOut says that what was thrown away came into other hands.
var cameOut = pattern.New(`散(ら|乱)|転売|出品|売られ|売って|出回|残って|残った|裏紙|裏を|拾|見つけ|場[^。、]{0,6}見つか|別人|第三者`)

// readExposure decides how certain the leak is (GUIDE, exposure and cases of doubt):
// some causes are a leak by themselves, with others the text has to say it.
func (d *document) readExposure(b *block, t *exposureTelling, causes []Cause) (string, *Proof) {
	main := ""
	if len(causes) > 0 {
		main = causes[0].Code
	}
	value, sign := t.decide(main, b.matches)
	switch {
	case value == "unknown":
		return value, nil
	case t.says(sign):
		return value, &Proof{Rule: "exposure/" + value, Confidence: highConfidence, Evidence: []Evidence{t.proof[sign]}}
	case main == "":
		return value, nil
	}
	return value, &Proof{Rule: "exposure/by-cause", Confidence: mediumConfidence, Evidence: causes[0].Evidence}
}

// decide gives the exposure and the sign that speaks for it.
func (t *exposureTelling) decide(cause string, matches func(*pattern.Pattern) bool) (string, exposureSign) {
	switch cause {
	case "misdelivery_email", "misdelivery_post":
		return "confirmed", leakStated
	case "lost", "stolen":
		// it came to light again, and nobody had touched it
		if t.says(leakDenied) && !t.says(leakFeared) && matches(ruledOut) {
			return "not_confirmed", leakDenied
		}
		return "possible", leakFeared
	case "insider":
		if t.says(leakDenied) && !matches(staffLooked) {
			return "not_confirmed", leakDenied
		}
		if t.says(leakFeared) && !t.says(leakStated) && !t.says(leakSeen) && !matches(staffLooked) {
			return "possible", leakFeared
		}
		return "confirmed", leakStated
	case "improper_disposal":
		switch {
		case t.says(leakDenied):
			return "not_confirmed", leakDenied
		case t.says(leakFeared):
			return "possible", leakFeared
		case t.says(leakStated) || t.says(leakSeen) || matches(cameOut):
			return "confirmed", leakStated
		}
		return "possible", leakFeared // destroyed, or so one hopes
	case "publishing_error", "system_bug":
		switch {
		case t.says(leakSeen):
			return "confirmed", leakSeen
		case t.says(leakFeared):
			return "possible", leakFeared
		}
		return "confirmed", leakStated
	case "misconfiguration":
		if t.says(leakSeen) {
			return "confirmed", leakSeen
		}
		return "possible", leakFeared
	case "web_skimming":
		if t.says(leakFeared) || !t.says(leakStated) {
			return "possible", leakFeared
		}
		return "confirmed", leakStated
	}
	return t.weigh()
}

// weigh decides where the cause tells nothing: attacks and unknown causes.
func (t *exposureTelling) weigh() (string, exposureSign) {
	switch {
	case t.says(leakSeen):
		return "confirmed", leakSeen
	case t.says(leakFeared) && t.weight[leakFeared] >= t.weight[leakStated]:
		return "possible", leakFeared
	case t.says(leakStated):
		return "confirmed", leakStated
	case t.says(leakDenied):
		return "not_confirmed", leakDenied
	}
	return "unknown", leakStated
}

// matches says that a sentence of the block matches.
func (b *block) matches(re *pattern.Pattern) bool {
	for _, k := range b.tale() {
		if s := b.d.sentences[k]; re.MatchString(b.d.s[s.start:s.end]) {
			return true
		}
	}
	return false
}
