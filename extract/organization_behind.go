package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// longestBehind is the longest name looked for behind a legal form, in runes.
const longestBehind = 22

// nameBehind reads the name that follows a legal form ending at from: ほけんの森 in
// 株式会社ほけんの森は5月…. Names hold particles, and the dictionary cuts hiragana at will,
// so every place where the name may end is weighed by what follows and by where else the
// name stands. It is empty where none is likely.
func (d *document) nameBehind(from, limit int) string {
	s := d.s[from:limit]
	if w, _ := endWeight(s); w > 0 && (!opensKana.MatchString(s) || kanaNoun.MatchString(s)) {
		return "" // 株式会社の登記
	}
	if d.isWholeLine(from, limit) {
		return s
	}
	best, most, passed := 0, 0, 0
	n := 0
	for i := 0; i <= len(s) && n <= longestBehind; n++ {
		rest := s[i:]
		w, stop := endWeight(rest)
		if n >= 2 && w > 0 && !(strings.HasSuffix(s[:i], "の") && !clearEnd.MatchString(rest)) && !(ofOneSign.MatchString(rest) && !ownSign.MatchString(rest)) {
			if n >= 3 && !hasHiragana(s[:i]) {
				w = 3 // a word of its own, which the dictionary did not cut
			}
			if score := w - 2*passed + d.standsElsewhere(from, from+i); score > most {
				best, most = i, score
			}
			if w >= 2 {
				passed++
			}
		}
		if stop || insideName.MatchString(rest) {
			break
		}
		_, width := utf8.DecodeRuneInString(rest)
		i += width
	}
	return s[:best]
}

// ofOneSign is の and one Chinese character in front of a particle, which belongs to the name:
// 株式会社くらしの灯は; ownSign is what a body has or is: 株式会社青葉の者は.
var (
	ofOneSign = pattern.New(`^の[一-龥](は|が|で|、|に|を|と|」|\(|の)`)
	// clearEnd ends a name that itself ends in の: コープかすみのは、.
	clearEnd = pattern.New(`^[\(」]|^(は|が|では|で|も)(、|[0-9「]|同|昨|今|前|翌|約|計)`)
	ownSign  = pattern.New(`^の[方者人件他側元前後妻男女夫子娘株金車箱鞄話長系旧現新中本例社店員品物客図紙票棚扉鍵窓庫船馬牛犬]`)
)

// isWholeLine says that d.s[from:limit] fills its line with the legal form in front of it, as the
// name of who publishes does; particles in it are its own: 一般社団法人まちは舞台協会.
func (d *document) isWholeLine(from, limit int) bool {
	i := d.lineAt(from)
	if d.lines[i].end != limit || strings.TrimSpace(d.s[d.lines[i].body:from]) != strings.TrimSpace(d.formBefore(from)) {
		return false
	}
	s := d.s[from:limit]
	return wholeLine.MatchString(s) || i+1 < len(d.lines) && signedName.MatchString(s) && signer.MatchString(d.text(d.lines[i+1]))
}

var (
	wholeLine = pattern.New(`^[^\s、。()「」:をでにへが0-9]{3,20}[^\s、。()「」:ぁ-ん0-9]$`)
	// signedName is any name above that of who signs for the body.
	signedName = pattern.New(`^[^\s、。()「」]{2,28}$`)
	// signer is the line of who signs for a body.
	signer = pattern.New(`^` + heads + `[^、。]{0,24}$`)
)

// formBefore is the legal form that ends at i.
func (d *document) formBefore(i int) string {
	for _, f := range words.legal {
		if strings.HasSuffix(d.s[:i], f) {
			return f
		}
	}
	return ""
}

// opensKana is hiragana that opens a name though it begins with a particle: 株式会社のどか.
var opensKana = pattern.New(`^[のはともがでに][ぁ-ん]{1,7}([一-龥ァ-ヶ]|[はがの ]|$)`)

// kanaNoun are words in hiragana behind の.
var kanaNoun = pattern.New(`^の(みな|ほう|ため|もの|こと|とき|ところ|うち|ほか|かた|ご|お|よう|まま|なか|あと|さい|ひと)`)

// insideName are words that no name goes on behind.
var insideName = pattern.New(`^(株式会社|有限会社|合同会社|および|及び|ならびに|並びに|または|又は|など|によ)`)

// endWeight says how likely a name ends where rest begins, 0 if not at all; stop says that
// it cannot go on.
func endWeight(rest string) (w int, stop bool) {
	r, width := utf8.DecodeRuneInString(rest)
	if rest == "" || !unicode.IsLetter(r) && r != 'ー' && r != '・' && r != '&' && r != '々' {
		return 2, true
	}
	if m := endingParticles.FindString(rest); m != "" {
		return 3, false
	}
	rest = rest[width:]
	next, _ := utf8.DecodeRuneInString(rest)
	switch r {
	case 'も':
		if next == '、' || next == '同' || unicode.IsDigit(next) {
			return 3, false
		}
	case 'は', 'が', 'を', 'に', 'へ', 'で':
		switch {
		case nounToEnd.MatchString(rest) && !deed.MatchString(rest):
			return 0, false
		case next == '、' || unicode.IsDigit(next):
			return 3, false
		case next >= 0x4e00 && next <= 0x9fff, unicode.Is(unicode.Katakana, next), next == '「', next == '(':
			return 2, false
		}
	case 'と', 'や':
		if companyAhead.MatchString(rest) {
			return 3, false
		}
	case 'の':
		if facility.MatchString(rest) {
			return 3, false
		}
		if belongings.MatchString(rest) {
			return 3, false
		}
		if wordOfName.MatchString(rest) {
			return 0, false
		}
		return 1, false
	}
	return 0, false
}

var (
	// endingParticles are those that stand behind whole noun phrases only.
	endingParticles = pattern.New(`^(では|には|への|での|からの|との|によ|など|から|より|および|及び|ならびに|並びに|または|又は|という|といった|として|とする|において|における|です|でした|である|であり|であっ|だった|だ[。、]|ほか|[にへをがは][おご][一-龥]|(さん|様)[はがのにをへでとも、。]|代表取締役|元?社員|元?従業員|担当者)`)
	// companyAhead is another company in the same phrase.
	companyAhead = pattern.New(`^[^、。はがをに「」]{0,12}(株式会社|有限会社|合同会社|法人)|^(株式会社|有限会社|合同会社|(学校|医療|社会福祉)法人)`)
	// wordOfName is a kanji alone behind の, with which a name ends: 株式会社こだちの郷.
	wordOfName = pattern.New(`^[^件方他例分側上下中内外前後際時点旨為者0-9]([(」』\s、]|$)`)
	// nounToEnd is a noun and no verb behind what reads like a particle: 株式会社こだは|陶器.
	nounToEnd = pattern.New(`^[一-龥ァ-ヶー]{2,6}(?:[\s(]|$)`)
	// deed is a noun that tells what somebody does in a headline: Xが|謝罪 個人情報流出.
	deed = pattern.New(`^(?:発表|公表|公開|説明|報告|会見|謝罪|陳謝|おわび|お詫び|被害|流出|漏え?い|漏洩|紛失|誤|感染|不正|攻撃|盗難|侵入|停止|休業|処分|逮捕|調査|対応|確認|検知|再発|個人|顧客|情報|新|[一-龥ァ-ヶー]{0,4}(?:発表|公表|謝罪|陳謝|流出|紛失|送信|廃棄|感染|被害))`)
	// facility is what a legal person runs and has no name of its own: 医療法人葦原会の|健診センター.
	facility = pattern.New(`^(?:健診|検診|健康管理|予防医学|訪問看護|看護|介護|相談|研修|配送|物流)?(?:センター|施設|事業所|部門|ステーション)[はがでにを、のと(]`)
	// belongings are what a company is said to have.
	belongings = pattern.New(`^(元?(社員|従業員|職員|役員|担当者?|社長|代表|関係者)|派遣|親会社|子会社|関連会社|グループ|本社|支店|営業所|工場|店舗|倉庫|拠点|公式|通販|サーバ|システム|サービス|ネットワーク|ホームページ|サイト|ウェブ|Web|メール|アカウント|アプリ|顧客|お客|会員|利用者|取引先|個人情報|情報|データ|配達|配送|営業|業務|海外|国内|委託|[一-龥]{1,4}(員|者|先|士|師)|再委託|説明|発表|調査|調べ|対応|件|[0-9])`)
)

// mentionReach is how far from a name another mention of it is looked for, in bytes: farther
// than most articles are long. To the ends of a long text it would be too far for each name.
const mentionReach = 8 << 10

// standsElsewhere is 3 where the name d.s[start:end] also stands with another end.
func (d *document) standsElsewhere(start, end int) int {
	name, around := d.s[start:end], d.s[max(0, start-mentionReach):min(len(d.s), end+mentionReach)]
	here, _ := utf8.DecodeRuneInString(d.s[end:])
	at := 0
	for range 8 {
		i := strings.Index(around[at:], name)
		if i < 0 {
			return 0
		}
		at += i + len(name)
		next, _ := utf8.DecodeRuneInString(around[at:])
		if w, stop := endWeight(firstRunes(around[at:], 12)); next != here && (stop || w >= 2) {
			return 3
		}
	}
	return 0
}
