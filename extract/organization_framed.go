package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// longestHead is the longest name looked for in front of an ending, in runes.
const longestHead = 12

// framedNames finds institutions whose names the dictionary cuts to pieces, by their
// ending and by where the words in front of it begin: みどりの坂こどもクリニック, あけび台歯科医院.
func (d *document) framedNames(toks []token, s sentence) []orgMention {
	var out []orgMention
	for b, t := range toks {
		if b+1 < len(toks) && !endsName(d.s, toks[b+1]) {
			continue
		}
		for _, e := range words.endingsOf(d.s[s.start:t.end]) {
			if !strings.HasSuffix(d.s[s.start:t.end], e.word) {
				continue
			}
			p := t.end - len(e.word)
			if e.weak || e.kind == company {
				if m, ok := d.framedFirm(toks[:b+1], s, p, e); ok {
					out = append(out, m)
					break
				}
				continue
			}
			if i := d.framedHead(toks[:b+1], s.start, p); i < p && (e.kind != association || strings.HasSuffix(e.word, "組合") || !everydayHead(d.s, toks[:b+1], i, p)) {
				out = append(out, orgMention{start: i, end: t.end, kind: e.kind, sure: true, rule: "org/framed", context: t.end})
			}
			break // the longest ending only
		}
	}
	out = append(out, d.legalFramed(toks, s)...)
	return append(out, d.firmsAbroad(s)...)
}

// framedFirm is the firm whose trade ends at the last of toks and begins at p, where the sentence
// puts a body. Trades end other nouns too, so words of everyday in front of one are not
// enough: もみじ冷蔵(霧丘市)は, but not 業務用冷蔵は.
func (d *document) framedFirm(toks []token, s sentence, p int, e ending) (orgMention, bool) {
	end := toks[len(toks)-1].end
	after := firstRunes(d.s[end:s.end], 110)
	if !seatOrFigure.MatchString(after) && !(asBody.MatchString(after) && actsAsBody.MatchString(after)) && (e.weak || !asBody.MatchString(after)) {
		return orgMention{}, false
	}
	i := d.framedHead(toks, s.start, p)
	for _, t := range toks {
		if t.start >= i && t.end < p && (d.s[t.start:t.end] == "の" || t.class == verb && anySuffix(d.s[t.start:t.end], "る", "た", "す", "む", "う")) {
			i = t.end // a trade, or what somebody does, in front of the name
		}
	}
	name := d.s[i:end]
	if i >= p || everydayHead(d.s, toks, i, p) || kindAtEnd.MatchString(name) || genericSubject.MatchString(name) || d.s[i:p] == "同" || !d.opensName(toks, i, p) {
		return orgMention{}, false
	}
	return orgMention{start: i, end: end, kind: e.kind, rule: "org/firm", context: end}, true
}

// opensName says that the words d.s[i:j] can be all of a name in front of its trade: one of them
// is a name, or hiragana or katakana, which the trade itself is not.
func (d *document) opensName(toks []token, i, j int) bool {
	for _, t := range toks {
		if t.start >= i && t.end <= j && t.class.named() && !words.notNames[foldWord(d.s[t.start:t.end])] {
			return true
		}
	}
	first := firstRunes(d.s[i:j], 2)
	return (isHiragana(first) || isKatakana(first)) && !hiraganaWords[d.s[i:j]]
}

// firmsAbroad finds the names of firms that have the town where they are in front of a Latin
// legal form.
func (d *document) firmsAbroad(s sentence) []orgMention {
	text := d.s[s.start:s.end]
	if !strings.Contains(text, "Ltd") && !strings.Contains(text, "Inc") && !strings.Contains(text, "Bhd") && !strings.Contains(text, "LLC") {
		return nil
	}
	var out []orgMention
	for from := 0; ; {
		loc := latinFirm.FindStringIndex(text[from:])
		if loc == nil {
			return out
		}
		end := s.start + from + loc[1]
		out = append(out, orgMention{start: s.start + from + loc[0], end: end, kind: company, sure: true, rule: "org/legal", context: end})
		from += loc[1]
	}
}

// latinFirm is a firm abroad, whose town may stand in brackets: Ashi Works (Dalian) Co., Ltd.
var latinFirm = pattern.New(`[A-Z][A-Za-z0-9&.'-]*(?: (?:[A-Z][A-Za-z0-9&.'-]*|of|and|de))*(?: \([A-Z][A-Za-z.,' ]{2,20}\),? ?(?:Co\., ?Ltd\.?|Ltd\.?|Inc\.?)|, ?(?:Inc\.?|LLC)| Sdn\.? Bhd\.?)`)

// legalFramed finds the names at legal forms in the same way: a form in front of its name,
// perhaps in brackets or behind a space, or behind it.
func (d *document) legalFramed(toks []token, s sentence) []orgMention {
	text := d.s[s.start:s.end]
	if !strings.Contains(text, "法人") && !strings.Contains(text, "会社") && !strings.Contains(text, ")") {
		return nil
	}
	var out []orgMention
	last := s.start // where the name before ends
	for i, r := range text {
		at := s.start + i
		if at < last || !words.beginsLegal(r) {
			continue
		}
		form, ok := legalFormAt(d.s[at:s.end])
		if !ok {
			continue
		}
		end := at + len(form)
		m := orgMention{start: at, end: d.framedBehind(end, s.end), kind: legalKind(form), sure: true, rule: "org/legal"}
		if m.end == end {
			m.start = d.framedHead(toks, s.start, at)
			m.start = at - len(trimLead(d.s[m.start:at]))
			if loc := kanaName.FindStringSubmatchIndex(d.s[s.start:at]); m.start == at && loc != nil && !hiraganaWords[d.s[s.start+loc[2]:at]] && !kanaPhrase.MatchString(d.s[s.start+loc[2]:at]) {
				m.start = s.start + loc[2]
			}
		}
		if m.end > end || m.start < at {
			m.context = m.end
			out = append(out, m)
		}
		last = max(end, m.end)
	}
	return out
}

// kanaName is a name in hiragana alone, in front of its legal form.
var kanaName = pattern.New(`(?:^|[\s、。「」(:・])([ぁ-んー]{3,10})$`)

// legalFormAt is the legal form that s begins with.
func legalFormAt(s string) (string, bool) {
	for _, f := range words.legal {
		if strings.HasPrefix(s, f) {
			return f, true
		}
	}
	return "", false
}

// framedBehind is where the name behind a legal form that ends at i ends, or i.
func (d *document) framedBehind(i, limit int) int {
	rest := d.s[i:limit]
	if name, _, ok := strings.Cut(strings.TrimPrefix(rest, "「"), "」"); ok && strings.HasPrefix(rest, "「") && utf8.RuneCountInString(name) <= longestBehind {
		return i + len("「") + len(name) + len("」")
	}
	from := i + len(rest) - len(strings.TrimPrefix(rest, " "))
	name := cutTail(d.nameBehind(from, limit))
	if !nameLike(name) || hiraganaWords[name] || persons.MatchString(name) || kanaPhrase.MatchString(name) {
		return i
	}
	return from + len(name)
}

// everydayHead says that the words s[i:j] are four kanji or more of everyday, as those of a
// department are: 情報基盤.
func everydayHead(s string, toks []token, i, j int) bool {
	for _, t := range toks {
		if t.start >= i && t.end <= j && (t.class != commonNoun || strings.ContainsFunc(s[t.start:t.end], func(r rune) bool { return !unicode.Is(unicode.Han, r) })) {
			return false
		}
	}
	return utf8.RuneCountInString(s[i:j]) >= 4
}

// endsName says that no name goes on with t.
func endsName(s string, t token) bool {
	text := s[t.start:t.end]
	r, _ := utf8.DecodeRuneInString(text)
	switch {
	case !unicode.IsLetter(r) && !unicode.IsDigit(r):
		return true
	case t.class == particle, t.class == verb && isHiragana(text), t.class == timeNoun && isHiragana(text):
		return true
	}
	return anyPrefix(text, "様", "さん", "御中", "側")
}

// framedHead is where the name in front of an ending at p begins, or p where what stands
// there is no name.
func (d *document) framedHead(toks []token, from, p int) int {
	i := p
	for n := 0; i > from && !boundary(d.s, i); n++ {
		r, w := utf8.DecodeLastRuneInString(d.s[:i])
		if n == longestHead || !unicode.IsLetter(r) && !strings.ContainsRune("ー々ヶ・", r) {
			break
		}
		i -= w
	}
	hard := boundary(d.s, i) || i == from
	for _, t := range toks {
		if t.start >= i && t.end <= p && d.parts(t, i, p) {
			i, hard = t.end, true
		}
	}
	head := d.s[i:p]
	if !hard || !d.headLike(head) {
		return p
	}
	return i
}

// parts says that token t of the words d.s[i:p] is a particle or a verb between a name
// and what stands in front of it, not a piece of a name in hiragana.
func (d *document) parts(t token, i, p int) bool {
	text := d.s[t.start:t.end]
	before, _ := utf8.DecodeLastRuneInString(d.s[:t.start])
	after, _ := utf8.DecodeRuneInString(d.s[t.end:])
	kana := t.start > i && unicode.Is(unicode.Hiragana, before)
	switch {
	case !isHiragana(text):
		return (t.class == verb || t.class == otherToken) && mixed.MatchString(text)
	case t.class == verb && (text == "する" || text == "した" || text == "いる" || text == "ある" || text == "ます" || text == "まし"):
		return t.start > i || !boundary(d.s, i)
	case t.class == verb:
		return (t.start > i || !boundary(d.s, i)) && anySuffix(text, "る", "た", "い", "う", "ない") && !unicode.Is(unicode.Hiragana, after) && !d.opensWithKana(i, t.end)
	case t.class != particle:
		return hiraganaWords[text]
	case text == "の" && unicode.Is(unicode.Katakana, before) && utf8.RuneCountInString(d.s[t.end:p]) <= 2 && t.start-i >= len("バイト"):
		return false // バイトの森
	case text == "の" && t.start-i == len("森") && !kana && !strings.Contains("県市町村区国都府道社園校店会院側元先間内別他隣", d.s[i:t.start]):
		return false // 森の里
	}
	return !kana && t.start > i || kana && !d.opensWithKana(i, t.end)
}

// mixed is a verb, an adjective or an adverb that is not in hiragana alone: 通う, 大きな, 既に.
var mixed = pattern.New(`[一-龥][ぁ-ん]*[うくぐすつぬぶむるたいなにで]$`)

// opensWithKana says that the hiragana in d.s[i:j] that ends at j can open a name.
func (d *document) opensWithKana(i, j int) bool {
	if at := strings.LastIndex(d.s[i:j], "立"); at >= 0 {
		i += at + len("立")
	}
	text := d.s[i:j]
	if !isHiragana(text) || !boundary(d.s, i) && !anySuffix(d.s[:i], "立", "県の", "市の", "町の", "村の", "区の", "府の") || hiraganaWords[text] {
		return false
	}
	n := utf8.RuneCountInString(text)
	inside := isHiragana(firstRunes(d.s[j:], 1)) // しろ|が|ね
	return n >= 2 && !strings.HasSuffix(text, "を") && !(n < 5 && !inside && anySuffix(text, "の", "は", "が", "へ", "て", "った", "いた", "した", "えた", "きた", "れた", "んだ", "から", "より")) && !kanaPhrase.MatchString(text)
}

// kanaPhrase are words in hiragana that stand in front of a noun.
var kanaPhrase = pattern.New(`^(あわ|あの|ある|いくつ|いずれ|いつ|いま|おい|おな|かかり|かつ|ここ|この|これ|こう|こちら|さい|ささい|しか|すぐ|すべ|その|それ|そこ|そう|ただ|ちか|つい|とな|とも|どこ|どの|なか|なに|のち|ひと|ふた|ほか|ほと|まず|また|まだ|もう|もと|もし|やは|よう|より|わが|わた)|(した|された|ている|ていた|による|にある|という|といった|などの|ための|からの|への|での|との|までの|です|ます)$`)

// headLike says that the words in front of an ending name somebody, and do not say only
// what kind of institution it is.
func (d *document) headLike(head string) bool {
	whole := head
	head = publicly.ReplaceAllString(head, "")
	for cut := ""; cut != head; {
		cut, head = head, fields.ReplaceAllString(head, "")
	}
	n := utf8.RuneCountInString(head)
	if n < 2 || words.notNames[foldWord(head)] || hiraganaWords[head] || kindWords.MatchString(head) || kanaPhrase.MatchString(head) || notNamed.MatchString(head) || persons.MatchString(head) {
		return false
	}
	return !isHiragana(head) || n >= 3 && (head != whole || !anySuffix(head, "の", "は", "が", "を", "に", "へ", "で", "と", "て", "も", "な") && !pastTense.MatchString(head))
}

// pastTense ends as verbs do: した, but not ひなた.
var pastTense = pattern.New(`[^あかがさざただなはばまやらわ]た$|(?:あなた|かた)$`)

// publicly says who runs an institution, in front of its name.
var publicly = pattern.New(`^[都道府県市町村区国私公]立`)

// fields are what an institution works at, in front of its ending.
var fields = pattern.New(`(調剤|内科|外科|眼科|歯科|皮膚科|皮ふ科|小児科|耳鼻科|耳鼻咽喉科|産婦人科|婦人科|整形|泌尿器科|精神科|循環器|胃腸|脳神経|健診|検診|こども|子ども|女性|レディース|ファミリー|訪問看護|看護|介護|福祉|医療|医科|リハビリ|リハビリテーション|総合|中央|附属|付属|女子|外語|外国語|国際|商業|工業|農業|産業|港湾|労働|生活|共済|職員|教職員|健康保険|引越センター|センター|運輸|運送|物流|水産|森林|食品|協同組合|組合|第[一二三四五六])$`)
