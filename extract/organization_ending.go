package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// onlyKinds is a row of kinds without a name: 幼稚園・小学校・中学校.
var onlyKinds = pattern.New(`^(?:(?:幼稚園|保育園|保育所|こども園|小学校|中学校|高校|高等学校|大学|学校|病院|診療所|薬局|銀行|企業|団体)[・、や]?){2,}$`)

// institution reads a name by its ending: X大学, X病院, X銀行, X協会, Xホールディングス.
func (r *nameRun) institution() (orgMention, bool) {
	s := r.d.s
	if form := coop.FindString(s[r.start():r.sentence.end]); form != "" {
		if name := r.d.nameBehind(r.start()+len(form), r.sentence.end); utf8.RuneCountInString(name) >= 2 && !coopNone.MatchString(name) {
			end := r.start() + len(form) + len(name)
			r.reach(end)
			return orgMention{start: r.start(), end: end, kind: association, sure: true, rule: "org/co-op"}, true
		}
	}
	if form := formAhead.FindString(s[r.start():r.sentence.end]); form != "" && kanaAtHead.MatchString(s[r.start()+len(form):]) {
		if name := r.d.nameBehind(r.start()+len(form), r.sentence.end); utf8.RuneCountInString(name) >= 3 && !coopNone.MatchString(name) && !kanaPhrase.MatchString(name) && !hiraganaWords[name] {
			end := r.start() + len(form) + len(name)
			r.reach(end)
			return orgMention{start: r.start(), end: end, kind: association, sure: true, rule: "org/prefix-form"}, true
		}
	}
	if m := prefixForms.FindStringSubmatchIndex(r.text()); m != nil && !anySuffix(r.text(), "向け", "経営", "運営", "予約", "業", "団体") && nameLike(r.text()[m[4]:]) {
		name := cutTail(r.text())
		return orgMention{start: r.start(), end: r.start() + len(name), kind: association, sure: true, rule: "org/prefix-form"}, true
	}
	// the last token at which an ending stops
	for j := r.b; j > r.a; j-- {
		end := r.toks[j-1].end
		for _, e := range words.endingsOf(s[:end]) {
			if !strings.HasSuffix(s[r.start():end], e.word) {
				continue
			}
			name := s[r.start():end]
			proper := strings.TrimSuffix(name, e.word)
			proper2 := trimLead(proper)
			if proper2 == "" || onlyKinds.MatchString(name) {
				break
			}
			i := len(proper) - len(proper2)
			long := longName(proper2, e) || e.kind == hospital && ofChain(proper2)
			if !long && !r.hasName(r.start()+i, end-len(e.word)) || !nameLike(name[i:]) {
				break
			}
			if len(e.word) == len("大") && !r.isKnownName(j) {
				break
			}
			if last := r.toks[j-1]; last.start < end-len(e.word) && !last.class.named() {
				break // the ending is only the tail of a word: スマート, プレスリリース
			}
			if isKatakana(lastRunes(name, 1)) && isKatakana(firstRunes(s[end:], 1)) {
				break // the middle of a word: スマートフォン
			}
			if e.weak && !long && !r.strongName(r.start()+i, end-len(e.word)) {
				return orgMention{}, false
			}
			sure := e.kind != company && !e.weak
			return orgMention{start: r.start() + i, end: end, kind: e.kind, sure: sure, rule: "org/ending"}, true
		}
	}
	return orgMention{}, false
}

// longName says that the words in front of an ending are too many to tell a kind only:
// 中小企業基盤整備|機構. In front of one that also ends common nouns (連盟, 協会) they are more,
// or tell for whom it speaks: 日本救命士|協会.
func longName(proper string, e ending) bool {
	n := utf8.RuneCountInString(proper)
	switch {
	case e.kind != association && !strings.HasSuffix(e.word, "研究所"):
		return false
	case e.weak:
		return n >= 8 || n >= 4 && anyPrefix(proper, "日本", "全国", "全日本")
	}
	return n >= 5 || n >= 4 && anySuffix(e.word, "組合", "研究所")
}

// ofChain says that in front of an ending stand a body that runs several and which of them it is:
// 葦原医療機構|西浜|病院.
func ofChain(proper string) bool {
	m := chain.FindStringSubmatch(proper)
	return m != nil && !kindWords.MatchString(m[1])
}

var chain = pattern.New(`[一-龥](?:機構|事業団|連合会|共済組合|公社)([一-龥ァ-ヶー]{2,6})$`)

// coop are co-operatives whose name stands behind コープ, 生協 or JA.
var coop = pattern.New(`^(?:生活協同組合)?(?:コープ|生協|JA)`)

// coopNone begin what only tells of one: 生協側の人, 生協に頼む.
var coopNone = pattern.New(`^(?:[はがのにをへでとも](?:[^ぁ-ん]|$)|に(?:返|対|つ|よ)|と(?:し|な)|側|から|より|による|職員|組合員|店舗|グループ|連合|各)`)

// formAhead are kinds of bodies in front of names that may be in hiragana, as kanaAtHead says of one:
// 特別養護老人ホーム|あしの里.
var (
	formAhead  = pattern.New(`^(?:生活協同組合|特別養護老人ホーム|介護老人保健施設|有料老人ホーム|グループホーム|訪問看護ステーション|認定こども園|デイサービスセンター)`)
	kanaAtHead = pattern.New(`^[ぁ-ん][ぁ-んー一-龥]`)
)

// prefixForms are kinds of bodies whose name stands behind the kind.
var prefixForms = pattern.New(`^(生活協同組合|事業協同組合|専門学校|認定こども園|JA|特別養護老人ホーム|介護老人保健施設|有料老人ホーム|ホテル|旅館)([^\s、。「」()]{2,})$`)

// strongName says that [i, j) begins with a proper name or is a word of no dictionary,
// and no word of computing.
func (r *nameRun) strongName(i, j int) bool {
	for _, t := range r.toks[r.a:r.b] {
		if t.start < i || t.start >= j {
			continue
		}
		text := r.d.s[t.start:t.end]
		return (t.class == properNoun || t.class == placeName) && !words.notNames[foldWord(text)] && !isKatakana(text)
	}
	return false
}

func (r *nameRun) isKnownName(j int) bool {
	t := r.toks[j-1]
	return t.class == properNoun || t.class == unknownNoun || t.class == suffixToken && j-2 >= r.a && r.toks[j-2].class.named()
}

// kindWords tell of an institution what it is, where and for whom, not who.
var kindWords = pattern.New(`[都道府県市町村区国公私民官]立|[県市都府町村区国]内|地[方域元区]|各|全|同|本|当|某|他|複数|多数|一部|近[隣所]|最寄|隣接|周辺|付近|主要|大手|中[堅核等]|基幹|拠点|総合|専門|救急|災害|夜間|休日|急性|慢性|療養|精神|協力|連携|提携|関[連係]|系列|傘下|搬送|受[入診]|入院|通院|転院|紹介|勤務|所属|在[籍学宅]|出身|母校|対象|当該|該当|被害|上記|下記|前[記述]|別|両|進学|名門|有名|難関|附属|付属|併設|女子|男子|短期|医科|歯科|[内外眼]科|小児|整形|耳鼻|皮膚|産婦|婦人|泌尿|循環|脳神|動物|美容|矯正|審美|健診|検診|訪問|通信|定時|全日|特別|支援|養護|義務|小中|中高|一貫|初等|普通|工業|商業|農業|水産|看護|認[可定]|無認|公設|企業|事業|職域|業域|大規|小規|大型|小型|新設|既存|旧|新|統合|教育|医療|福祉|介護|保健|学校|大学|病院|銀行|金融|全国|日本|国際|海外|東京|大阪`)
