package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// An opening is a sentence with which running text begins to tell of another body: the
// first that has it for its topic.
type opening struct {
	sentence int // its place among the sentences of the block
	core     string
	at       int  // where the body is named or described
	provider bool // it serves others, who may follow as its clients
	bare     bool // its sentence says no more than its name: 次は青葉市。
}

// longestCase is how many sentences a case in running text has at most. Without a bound
// each opening of a long text that tells no cases would be read to its end.
const longestCase = 300

// casesIn cuts a block whose text turns from the case of one body to that of another
// without any sign, as columns and news in brief do. Each case begins with the sentence
// that first makes its body the topic, and tells what happened there, when, and how
// much. A text that comes back to an earlier body goes on with its case. Two cases alone
// need a word that sets them apart; a report of one has many parties.
func (d *document) casesIn(b block, m *mentions, tells []bool) []block {
	digest := d.isDigest(b) && !hopeless(d.s)
	var openings []opening
	for n := 0; n < len(b.parts) && len(openings) < maxGroups; n++ {
		if o, ok := d.openingAt(b, n, m.orgs, openings, digest); ok {
			openings = append(openings, o)
		}
	}
	if len(openings) == 0 || openings[0].provider && d.hasClients(b) {
		return nil
	}
	var cases []opening
	var blocks []block
	end := len(b.parts)
	for i := len(openings) - 1; i >= 0; i-- {
		o := openings[i]
		c := newBlock(d, d.tailless(b.parts[o.sentence:min(end, o.sentence+longestCase)], o), true)
		if c.topic = o.at; d.tellsCase(&c, m, tells, digest) {
			cases, blocks = append(cases, o), append(blocks, c)
			end = o.sentence
		}
	}
	if len(cases) < 2 || d.mixed(cases, blocks) || len(cases) == 2 && !digest && !d.underLabel(b) && !d.setApart(b, cases) {
		return nil
	}
	slices.Reverse(blocks)
	return blocks
}

// tellsCase says that a block tells a case of its own: what happened, when, and how much
// or which data. In a digest its wording may say so, where its words are everyday ones.
func (d *document) tellsCase(b *block, m *mentions, tells []bool, digest bool) bool {
	n := d.readSigns(b, m, d.tellsIn(b, tells), nil)
	if n.invented || n.imagined > 0 || n.judged > 0 || n.counted > 1 || d.wares(b) > 0 {
		return false
	}
	timed := slices.ContainsFunc(b.parts, func(k int) bool { return d.asks(k).Match(dated) }) ||
		slices.ContainsFunc(m.dates, func(e resolvedDate) bool { return b.in[d.sentenceAt(e.start)] })
	measured := slices.ContainsFunc(m.categories, func(c categoryMention) bool { return c.data && !c.learnt && b.in[d.sentenceAt(c.start)] }) ||
		slices.ContainsFunc(m.counts, func(c countExpr) bool { return b.in[d.sentenceAt(c.start)] })
	return timed && measured && (n.told+n.astray > 0 || digest && d.reads(b))
}

// mixed says that a case speaks of the body of another: the text is one story with many
// parties.
func (d *document) mixed(cases []opening, blocks []block) bool {
	for i, o := range cases {
		short := o.core
		if strings.HasSuffix(short, "大学") {
			short = strings.TrimSuffix(short, "学") // as newspapers call it
		}
		for j := range blocks {
			if i != j && !strings.Contains(cases[j].core, short) && slices.ContainsFunc(blocks[j].parts, func(k int) bool {
				return strings.Contains(d.s[d.sentences[k].start:d.sentences[k].end], short)
			}) {
				return true
			}
		}
	}
	return false
}

// several are words by which a text says that it tells of several cases.
var several = pattern.New(`(二|三|四|五|六|[2-6]|いくつか)(つ|件|例|題|社|者|校|院|団体|市町)(の|を|に|は|と|で|、|。|$)|相次|続(発|いた|けて)|いずれも|まとめ|一覧|ダイジェスト|振り返|並べ|(今|先|毎)(週|月)の|月分|[0-9]+月の|目につい`)

// another are words that turn to another case, in the sentence that opens it or in the
// one before.
var another = pattern.New(`^(一方|また|このほか|(ほか|他)に|さらに|加えて|併せて|続いて|つづいて|次(に|は|が)|つぎ(に|は)|もう(一|1|ひと)(つ|件|例|本|社|校|軒|店)|(二|2|ふた)(つ|件|例)(目|め)|最後|そして|なお|同じ(日|週|月|頃|ころ)|同様|別の|これとは別|[^。、]{0,20}[にで]も、)|[^は]も(また)?、?(同様の|同じような|似たような|似た|よく似た|類似の)[^。]{0,12}(間違い|ミス|事故|事案|問題|トラブル|被害|流出|漏え|紛失|失敗|出来事|ケース|例|こと)が(あ|起|発|続|見つ|明らか|分か|判明)|も、?(県|府|道|都|市|町|管)内(で|の)[^。]{0,16}(起き|起こ|発生し|あ(った|り)|見つか)|も(同日|同じ日|同じ週|同じ月|[^。]{0,60}(発表|公表|明らかに)(した|して|しました))`)

// clientele are those who use the service of a provider.
var clientele = pattern.New(`(利用|導入|委託|契約|採用)(する|し(ている|た)|元の?|先の?)?[^。]{0,8}(自治体|市町村|企業|団体|店舗|施設|学校|事業者|法人|病院|各社|顧客の発表)`)

func (d *document) hasClients(b block) bool {
	return clientele.MatchString(d.headline()) || slices.ContainsFunc(b.parts, func(k int) bool {
		return d.asks(k).Match(clientele)
	})
}

// bareLabel is the head of a month or region, under which there may be several cases.
var bareLabel = pattern.New(`^[■◆●▼◎○◇□【\[〈<(]*\s*((20[0-9]{2}年|令和[0-9]{1,2}年)?\s*[0-9]{1,2}月(上旬|中旬|下旬|前半|後半|分)?|20[0-9]{2}年度?|` + regions + `(地方|地区|圏)?|(北海道|[一-龥]{2,3}[都道府県])(内)?|(国|官公庁|自治体|企業|学校|教育|医療|金融|その他)[^\s]{0,8})\s*[】\]〉>)]*$`)

func (d *document) underLabel(b block) bool {
	return b.headed && bareLabel.MatchString(d.text(d.lines[d.sentences[b.parts[0]].line]))
}

// setApart says that two cases are told as two.
func (d *document) setApart(b block, cases []opening) bool {
	for _, k := range b.parts {
		if d.asks(k).Match(both) {
			return false
		}
	}
	if several.MatchString(d.headline()) {
		return true
	}
	first, second := cases[1].sentence, cases[0].sentence
	for n, k := range b.parts {
		t := d.asks(k)
		if n < first && t.Match(several) || n == second && t.Match(another) || n == second-1 && n > first && !t.Match(sameStory) && t.Match(another) {
			return true
		}
	}
	return false
}

// both takes two bodies together, as the story of one event does.
var both = pattern.New(`両(社|者|市|町|校|院|大学|団体|法人|病院)`)

// topical follows the name of a body that its sentence is about; possessed, what is its.
var (
	topical   = pattern.New(`^(?:」|』|\([^()]{0,30}\)|さん|様|側)*(?:は|が|も|では|でも|で|だ|である|です|でした|だった|。|、|:|・|/|における|において|の件|の話|の場合|の発表)`)
	possessed = pattern.New(`^(?:」|』|\([^()]{0,30}\)|さん|様)*の[^。、はがをに]{1,20}(?:は|が|で|では)`)
	// sameStory are words by which a sentence goes on with the case before it.
	sameStory = pattern.New(`同じ?(サービス|システム|アプリ|ソフト|サイト|事業者|業者|委託先)|同じ内容|^親会社|(今回|この)の?(問題|事故|攻撃|影響|件を|流出|漏え?い)|これを受け|両(社|者|市|校)|が原因`)
	// serves stands before the name of a provider.
	serves = pattern.New(`(サービス|システム|アプリ|ソフト|クラウド|プラットフォーム|基盤)[^。、]{0,14}を(運営|提供|開発|展開|手掛け|手がけ)[^。、]{0,4}「?$`)
	// remarks are what others say of a case.
	remarks = pattern.New(`(教授|准教授|講師|研究員|弁護士|氏|さん)(は|が|の話)|(指摘|話す|話した|語る|語った|述べ|コメント|分析|解説|呼び?かけ)[^。]{0,10}。?$`)
	// officers are staff whose own slip makes a case of a police force or ministry.
	officers = pattern.New(`職員|署員|署の|巡査|警部|警察官|捜査員`)
)

// openingAt reads whether sentence n of a block turns to another body than those before.
func (d *document) openingAt(b block, n int, orgs []orgMention, before []opening, digest bool) (opening, bool) {
	s := d.sentences[b.parts[n]]
	if d.lines[s.line].zone != story {
		return opening{}, false
	}
	text, t := d.s[s.start:s.end], d.asks(b.parts[n])
	if t.Match(remarks) || len(before) > 0 && t.Match(sameStory) {
		return opening{}, false
	}
	if n := len(before); n > 0 && before[n-1].bare && d.sentences[b.parts[before[n-1].sentence]].line == s.line && !t.Match(another) {
		return opening{}, false // the paragraph is of the body named at its head
	}
	i, _ := slices.BinarySearchFunc(orgs, s.start, func(m orgMention, at int) int { return m.start - at })
	for ; i < len(orgs) && orgs[i].start < s.end; i++ {
		if m := orgs[i]; d.isTopic(m, s, digest) {
			o := opening{sentence: n, core: coreName(d.s[m.start:m.end]), at: m.start, bare: bareTopic.MatchString(d.s[m.end:s.end])}
			p := d.inContext(m, s)
			turned := t.Match(another) || digest && t.Match(nextTurn) || n > 0 && d.opensParagraph(b.parts[n-1]) && d.asks(b.parts[n-1]).Match(another)
			if o.provider = p.contractor || serves.MatchString(d.s[s.start:m.start]); len(before) > 0 && !turned && (p.contractor || p.client || p.affected > 0) {
				return o, false
			}
			return o, o.core != "" && !d.known(o.core, before)
		}
	}
	if loc := described(t, digest); loc != nil && utf8.RuneCountInString(text[:loc[0]]) <= 30 && isTopical(text[loc[1]:]) {
		o := opening{sentence: n, core: text[loc[0]:loc[1]], at: s.start + loc[0], bare: bareTopic.MatchString(text[loc[1]:])}
		return o, !d.known(o.core, before)
	}
	return opening{}, false
}

// opensParagraph says that a sentence is the first of its paragraph.
func (d *document) opensParagraph(k int) bool {
	s := d.sentences[k]
	return s.start == d.lines[s.line].body
}

// bareTopic ends a sentence right behind the name that it makes its topic.
var bareTopic = pattern.New(`^(?:」|』|\([^()]{0,30}\))*(?:の(?:話|件|例|場合)|のケース)?(?:です|だ|である)?。?$`)

// inContext weighs a mention by the words around it alone.
func (d *document) inContext(m orgMention, s sentence) *party {
	p := &party{}
	p.credit(lastRunes(d.s[s.start:m.start], 60), firstRunes(d.s[min(max(m.context, m.end), s.end):s.end], 130))
	return p
}

// isTopic says that a sentence is about the organisation named in it.
func (d *document) isTopic(m orgMention, s sentence, digest bool) bool {
	before, after := d.s[s.start:m.start], d.s[min(max(m.context, m.end), s.end):s.end]
	if m.rule == "org/point" || m.rule == "org/again" {
		return false // too little shows that these are names
	}
	if branch.MatchString(d.s[m.start:m.end]) {
		return false // of the body before
	}
	if utf8.RuneCountInString(before) > 30 && !strings.Contains(before, "のは") && !strings.Contains(before, "のが") {
		return false
	}
	if !isTopical(after) && !(digest && fromBody.MatchString(after)) || amid.MatchString(before) {
		return false
	}
	if bystanders.MatchString(d.s[m.start:m.end]) && !officers.MatchString(after) {
		return false
	}
	p := d.inContext(m, s)
	return p.bystander == 0 && !p.impersonated
}

// branch ends the name of a part of a body.
var branch = pattern.New(`[^合](教室|支店|営業所|出張所|支社|支部|事業所|工場|校舎)$`)

// isTopical says of what follows the name of a body that its sentence is about that one.
func isTopical(after string) bool { return topical.MatchString(after) || possessed.MatchString(after) }

// known says that a body, or one whose name holds its name or is held by it, had its turn.
func (d *document) known(core string, before []opening) bool {
	return slices.ContainsFunc(before, func(t opening) bool {
		return strings.Contains(t.core, core) || strings.Contains(core, t.core) && !ofThePlace.MatchString(strings.TrimPrefix(core, t.core))
	})
}

// ofThePlace ends the name of a body that begins with the town it is in, and is another.
var ofThePlace = pattern.New(`^[^市町村区]{0,8}(協会|連盟|公社|財団|商工会|商工会議所|社会福祉協議会|社協|病院|医師会|連合会|組合|農協|信用金庫|銀行|大学|体育館|美術館|博物館)$`)

// tailless cuts off the paragraphs behind a case that no longer tell of it.
func (d *document) tailless(sentences []int, o opening) []int {
	for i, k := range sentences {
		s := d.sentences[k]
		if i == 0 || d.lines[s.line].body < s.start || d.lines[s.line].kind == item {
			continue
		}
		j := i + 1 // the paragraph
		for j < len(sentences) && d.sentences[sentences[j]].line == s.line {
			j++
		}
		if !slices.ContainsFunc(sentences[i:j], func(k int) bool {
			t := d.asks(k)
			return tellsBreach(t) || t.Match(dated) && startsWithDigit(t.String()) || t.Match(anaphora) || strings.Contains(t.String(), o.core)
		}) {
			return sentences[:i]
		}
	}
	return sentences
}
