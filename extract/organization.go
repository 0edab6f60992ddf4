package extract

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An orgMention is a name of an organisation where it stands in the text.
type orgMention struct {
	start, end int
	kind       orgKind
	// sure says that the form alone shows an organisation: a legal form, a closed
	// list, an institution's ending behind a proper name. Others stand only where the
	// sentence puts an organisation.
	sure bool
	rule string
	line int
	// context is where the words that say what the organisation did begin: behind the
	// department named with it (X市教育部学務課の職員が).
	context int
}

type orgKind int8

const (
	otherOrg orgKind = iota
	company
	municipality
	prefecture
	ministry
	school
	hospital
	finance
	association
)

//go:embed lexicon/orgs.tsv
var orgsTSV string

//go:embed lexicon/municipalities.tsv
var municipalitiesTSV string

//go:embed lexicon/notnames.txt
var notNamesTXT string

// orgWords are the parts of names, read from the lexicon.
type orgWords struct {
	legal    []string // longest first
	latin    []string
	endings  []ending
	places   *trie // prefectures and municipalities
	place    []placeEntry
	notNames map[string]bool
}

type ending struct {
	word string
	kind orgKind
	// weak endings also end the names of products and things; the sentence must put an
	// organisation there.
	weak bool
}

// weakEndings are those of words.endings that are nouns of everyday too.
var weakEndings = wordSet(`システム システムズ サービス データ ネットワーク ソフト ソフトウェア ソフトウエア 通信 スタッフ スタッフサービス 開発 産業 グループ クラブ センター 情報システム キャリア 教育社 ガス 電気 電力 機械 バス 化学 飲料 食品 建設 住宅 ハウス 倉庫 印刷 放送 新聞 テレビ デザイン 企画 スポーツ カード クレジット リース 生命 保険 共済 基金 組 堂 屋 塾 予備校 図書館 体験 旅行 観光 航空 自動車 石油 エネルギー 商店 公民館 児童館 組合 自治会 町内会 後援会 同窓会 財団 協会 協議会 連盟 ホテル 出版 大`)

type placeEntry struct {
	name       string
	prefecture string // of a municipality
}

var words = readOrgWords()

func readOrgWords() *orgWords {
	w := &orgWords{notNames: map[string]bool{}}
	kinds := map[string]orgKind{"school": school, "hospital": hospital, "finance": finance, "body": association, "company": company}
	for line := range lexiconLines(orgsTSV) {
		kind, list, _ := strings.Cut(line, "\t")
		for word := range strings.SplitSeq(list, "|") {
			switch kind {
			case "legal":
				w.legal = append(w.legal, word)
			case "latin":
				w.latin = append(w.latin, word)
			default:
				w.endings = append(w.endings, ending{word, kinds[kind], weakEndings[word]})
			}
		}
	}
	longestFirst(w.legal, func(s string) string { return s })
	longestFirst(w.latin, func(s string) string { return s })
	longestFirst(w.endings, func(e ending) string { return e.word })
	var names []string
	add := func(e placeEntry) {
		w.place = append(w.place, e)
		names = append(names, e.name)
	}
	for line := range lexiconLines(municipalitiesTSV) {
		pref, list, _ := strings.Cut(line, "\t")
		add(placeEntry{name: pref})
		for m := range strings.FieldsSeq(list) {
			parts := strings.Split(m, "/")
			add(placeEntry{name: parts[0], prefecture: pref})
		}
	}
	w.places = newTrie(names)
	for line := range lexiconLines(notNamesTXT) {
		for word := range strings.FieldsSeq(line) {
			w.notNames[foldWord(word)] = true
		}
	}
	return w
}

// findOrganizations finds the names of organisations in all of d, in text order.
func (x *Extractor) findOrganizations(d *document, claimed [][2]int) []orgMention {
	var out []orgMention
	tokens := make([][]token, len(d.sentences))
	for k, s := range d.sentences {
		toks := x.lex.tokens(d.s, s.start, s.end)
		tokens[k] = toks
		for a := 0; a < len(toks); {
			if !startsName(d.s, toks[a]) || within(claimed, toks[a].start) {
				a++
				continue
			}
			b := a + 1
			for b < len(toks) && (continuesName(d.s, toks, b) && !within(claimed, toks[b].start)) {
				b++
			}
			for b > a+1 && isJoint(d.s[toks[b-1].start:toks[b-1].end]) {
				b--
			}
			r := nameRun{d: d, toks: toks, a: a, b: b, sentence: s}
			for _, m := range r.read() {
				if d.isSeat(m) || d.seatOfNext(m, toks) || (m.kind == municipality || m.kind == prefecture) && whereOnly.MatchString(d.s[m.end:s.end]) {
					continue
				}
				m.start = d.nameHead(m)
				m.context = max(m.context, m.end)
				m.sure = m.sure && !brackets(d.s, m.start, m.end)
				out = append(out, m)
			}
			a = max(b, r.b)
		}
	}
	out = append(out, d.placedNames(out, tokens)...)
	slices.SortStableFunc(out, func(a, b orgMention) int { return a.start - b.start })
	out = d.again(out, tokens)
	for i := range out {
		out[i].line = d.lineAt(out[i].start)
	}
	return out
}

// nameHead gives back what the dictionary cut off the front of a name, taking it for
// particles, verbs or a prefix: かささぎ生命, 全国こもれび共済, 遠浜県立. It reaches back to
// a boundary.
func (d *document) nameHead(m orgMention) int {
	i := m.start
	kana := 0
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(d.s[:i])
		if r < 'ぁ' || r > 'ん' {
			break
		}
		i -= n
		kana++
	}
	head := d.s[i:m.start]
	before, n := utf8.DecodeLastRuneInString(d.s[:i])
	switch {
	case kana == 0:
		// one kanji between a boundary and the name
		if before >= 0x4e00 && before <= 0x9fff && d.boundary(i-n) && !strings.ContainsRune("元旧現前同各両当某全本弊自他県府都道市町村区米英仏独韓中", before) {
			return i - n
		}
		return m.start
	case kana >= 4 && strings.HasSuffix(head, "の") && d.boundary(i) && m.kind != municipality && m.kind != prefecture && !hiraganaWords[head]:
		return i // ふたばの森証券
	case kana > 6 || hiraganaWords[head] || anySuffix(head, "の", "は", "が", "を", "に", "で", "と", "も", "た", "る", "う", "く", "す", "い", "な", "へ", "や", "か", "り", "ら", "より", "から", "して"):
		return m.start
	case d.boundary(i) && kana >= 2:
		return i
	case before >= 0x4e00 && before <= 0x9fff && kana >= 2 && !anyPrefix(head, "は", "が", "を", "に", "で", "と", "の", "も", "へ", "や", "か", "ら", "し", "さ", "れ", "け", "せ", "り", "き", "み"):
		for i > 0 {
			r, n := utf8.DecodeLastRuneInString(d.s[:i])
			if r < 0x4e00 || r > 0x9fff {
				break
			}
			i -= n
		}
		if d.boundary(i) {
			return i
		}
	}
	return m.start
}

// boundary says that no word runs over byte i.
func (d *document) boundary(i int) bool {
	if i == 0 {
		return true
	}
	r, _ := utf8.DecodeLastRuneInString(d.s[:i])
	return strings.ContainsRune(" \t\n、。「『(|:.)]>/~-―─◆■●・【】〔", r)
}

// hiraganaWords open a sentence in front of a name without being part of it.
var hiraganaWords = wordSet(`また なお この その うち ほか など さらに まず いずれも ただし しかし これ それ ある および ならびに または もし ここ すでに とくに のち かつ よって そして なかでも あわせて このほか そのほか このうち そのうち これまで あの どの こうした このたび これらの ところが`)

// seatOfNext says that a place only says where the name behind it sits: 大阪市の三角屋.
func (d *document) seatOfNext(m orgMention, toks []token) bool {
	if m.kind != municipality && m.kind != prefecture || !strings.HasPrefix(d.s[m.end:], "の") {
		return false
	}
	for _, t := range toks {
		if t.start == m.end+len("の") {
			return (t.class == properNoun || t.class == unknownNoun) && !words.notNames[foldWord(d.s[t.start:t.end])] && !isHiragana(d.s[t.start:t.end])
		}
	}
	return false
}

// whereOnly follows a place that only says where somebody else is.
var whereOnly = regexp.MustCompile(`^(内)?(の(とある|ある|某)|に(本社|本店|拠点|本部|住む|在住|ある|所在)|内の|在住|出身|の(男|女|会社員|無職|住宅|路上|自宅|駅|ホテル|個人宅))`)

// isSeat says that a place in brackets behind a name is where that one sits:
// 三角商事(大阪市).
func (d *document) isSeat(m orgMention) bool {
	return (m.kind == municipality || m.kind == prefecture) && m.start > 0 && d.s[m.start-1] == '(' &&
		d.zoneAt(m.start) != title && !strings.HasPrefix(d.s[m.end:], "教")
}

// again finds the names that were recognised somewhere wherever else they stand.
func (d *document) again(found []orgMention, tokens [][]token) []orgMention {
	names := newTrie(nil)
	kind := map[int]orgMention{}
	for i, m := range found {
		if core := coreName(d.s[m.start:m.end]); utf8.RuneCountInString(core) >= 2 && !words.notNames[foldWord(core)] {
			names.add(core, i)
			kind[i] = m
		}
	}
	var out []orgMention
	next := 0
	for _, toks := range tokens {
		for i := 0; i < len(toks); i++ {
			at := toks[i].start
			for next < len(found) && found[next].end <= at {
				next++
			}
			if next < len(found) && found[next].start <= at {
				continue
			}
			v, end, ok := names.longest(d.s, at)
			if !ok || !endsToken(toks[i:], end) || next < len(found) && found[next].start < end {
				continue
			}
			m := kind[v]
			out = append(out, orgMention{start: at, end: end, kind: m.kind, rule: "org/again", context: end})
		}
	}
	out = append(out, found...)
	slices.SortStableFunc(out, func(a, b orgMention) int { return a.start - b.start })
	return out
}

func endsToken(toks []token, end int) bool {
	for _, t := range toks {
		if t.end >= end {
			return t.end == end
		}
	}
	return false
}

// startsName says that a name may begin with t.
func startsName(s string, t token) bool {
	if isParenLegal(s, t) {
		return true
	}
	c, _ := utf8.DecodeRuneInString(s[t.start:])
	if unicode.IsDigit(c) && isCounterToken(s[t.end:]) {
		return false
	}
	return t.class.noun() && t.class != suffixToken && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

func isParenLegal(s string, t token) bool {
	return t.end-t.start == 1 && s[t.start] == '(' && anyPrefix(s[t.start:], "(株)", "(有)", "(同)", "(一社)", "(公社)", "(一財)", "(公財)")
}

// continuesName says that token b goes on with the name before it: nouns, the joints
// inside names (・ & -), a space between Latin words, and what the dictionary cannot
// read behind a legal form.
func continuesName(s string, toks []token, b int) bool {
	t, prev := toks[b], toks[b-1]
	text := s[t.start:t.end]
	switch {
	case strings.ContainsAny(text, "、。「」『』【】|/:;!?※→\t\n\"") || text == "(" && !isParenLegal(s, t):
		return false
	case t.class == numberToken && startsWithDigit(text) && b+1 < len(toks) && isCounterToken(s[toks[b+1].start:toks[b+1].end]):
		return false
	case isKatakana(text) && text != "・":
		return true
	case t.class.noun():
		c, _ := utf8.DecodeRuneInString(text)
		return unicode.IsLetter(c) || unicode.IsDigit(c) || text == "&"
	case t.class == timeNoun && isHiragana(text): // みらい, ひかり in a name
		return b+1 < len(toks) && toks[b+1].class.noun()
	case isJoint(text):
		return b+1 < len(toks) && toks[b+1].class.noun()
	case strings.TrimSpace(text) == "":
		return isLatin(s[prev.start:prev.end]) && b+1 < len(toks) && isLatin(s[toks[b+1].start:toks[b+1].end])
	case text == ")" || text == "株" || text == "有" || text == "同":
		return strings.HasSuffix(s[:t.end], "(株)") || strings.HasSuffix(s[:t.end], "(有)")
	case t.class == otherToken || t.class == verb && behindLegal(s, prev.end):
		// フィラー and the like: hiragana names cut to pieces
		return behindLegal(s, prev.end) || t.class == otherToken && isHiragana(text) && utf8.RuneCountInString(text) <= 2 && behindLegal(s[:], prev.end)
	}
	return false
}

// behindLegal says that a legal form ends at byte i of s.
func behindLegal(s string, i int) bool {
	return anySuffix(s[:i], "株式会社", "有限会社", "合同会社", "(株)", "(有)", "法人")
}

func isJoint(s string) bool {
	switch s {
	case "・", "&", "-", "=", ".", "'", "+", "×", "ー", "’":
		return true
	}
	return false
}

func isCounterToken(s string) bool {
	return anyPrefix(s, "年", "月", "日", "時", "分", "件", "人", "名", "社", "円", "万", "億", "千", "台", "校", "回", "世帯", "通", "枚", "冊", "個", "歳", "代", "割", "%", "か", "カ", "ヶ", "箇", "アカウント", "点", "本", "つ", "団体", "ファイル", "号", "条", "組", "位", "期", "週", "度", "報", "次", ",", ".", "・")
}

// A nameRun is a stretch of nouns that may hold a name.
type nameRun struct {
	d        *document
	toks     []token
	a, b     int
	sentence sentence
}

func (r *nameRun) start() int   { return r.toks[r.a].start }
func (r *nameRun) end() int     { return r.toks[r.b-1].end }
func (r *nameRun) text() string { return r.d.s[r.start():r.end()] }

// read gives the names in the run: at most one company or institution, or the public
// bodies named one behind the other.
func (r *nameRun) read() []orgMention {
	if m, ok := r.legalName(); ok {
		return []orgMention{m}
	}
	if ms := r.publicBody(); len(ms) > 0 {
		return ms
	}
	if m, ok := r.agency(); ok {
		return []orgMention{m}
	}
	if m, ok := r.publicForm(); ok {
		return []orgMention{m}
	}
	if m, ok := r.institution(); ok {
		return []orgMention{m}
	}
	if m, ok := r.slot(); ok {
		return []orgMention{m}
	}
	return nil
}

// legalName reads 株式会社X, X株式会社, 学校法人X, X Co., Ltd.
func (r *nameRun) legalName() (orgMention, bool) {
	s := r.text()
	at, form := -1, ""
	for _, f := range words.legal {
		if i := strings.Index(s, f); i >= 0 && (at < 0 || i < at || i == at && len(f) > len(form)) {
			at, form = i, f
		}
	}
	if at < 0 {
		for _, f := range words.latin {
			if i := strings.Index(s, f); i > 0 && s[i-1] == ' ' && (i+len(f) == len(s) || s[i+len(f)] == ' ' || s[i+len(f)] >= 0x80) {
				return r.mention(trimLead(s[:i+len(f)]), 0, i+len(f), company, "org/latin-form")
			}
		}
		return orgMention{}, false
	}
	kind := company
	switch {
	case strings.Contains(form, "学校"), strings.Contains(form, "大学"):
		kind = school
	case strings.Contains(form, "医療"):
		kind = hospital
	case !strings.Contains(form, "会社") && !strings.HasPrefix(form, "("):
		kind = association
	}
	before := trimLead(s[:at])
	after := s[at+len(form):]
	if before != "" && !strings.HasSuffix(form, "法人") && nameLike(before) {
		// X株式会社, what follows is a department or another noun
		i := at - len(before)
		return r.mention(before+form, i, at+len(form), kind, "org/legal-suffix")
	}
	if after == "" {
		// a hiragana name behind the form, which the tokens broke up
		after = r.extend()
		if after == "" {
			after = r.acrossSpace()
		}
		if after == "" {
			return orgMention{}, false
		}
	}
	if m := hiraganaName.FindString(r.d.s[r.start()+at+len(form) : r.sentence.end]); len(m) > len(after) {
		after = m
		for r.b < len(r.toks) && r.end() < r.start()+at+len(form)+len(m) {
			r.b++
		}
	}
	name := cutTail(after)
	if strings.TrimSpace(name) == "" {
		return orgMention{}, false
	}
	m, ok := r.mention(form+name, at, at+len(form)+len(name), kind, "org/legal-prefix")
	if ok && (kind == school || kind == hospital || kind == association) && m.end == r.end() {
		m.end = r.withInstitution(m.end)
	}
	return m, ok
}

// hiraganaName is a name that begins in hiragana and goes on in another script; two
// kana at least, so that a particle does not begin one.
var hiraganaName = regexp.MustCompile(`^(あ|い|う|え|お|か[^ら]|き|く|け|こ|さ|し|す|せ|そ|た|ち|つ|て|な|ね|ひ|ふ|ほ|ま|み|む|め|や|ゆ|よ[^りる]|ら|り|る|れ|ろ|わ)[ぁ-ん]{0,5}[一-龥ァ-ヶー]{2,}`)

// withInstitution takes the school or hospital that a legal person names behind itself:
// 医療法人X会 Y病院.
func (r *nameRun) withInstitution(end int) int {
	rest := r.d.s[end:r.sentence.end]
	if !strings.HasPrefix(rest, " ") {
		return end
	}
	i := r.b
	for i < len(r.toks) && i < r.b+8 {
		t := r.toks[i]
		if i > r.b && !t.class.noun() && t.class != otherToken {
			break
		}
		i++
		if text := r.d.s[r.end():t.end]; anySuffix(text, "病院", "医院", "クリニック", "診療所", "センター", "大学", "学園", "高等学校", "中学校", "小学校", "幼稚園", "こども園", "保育園", "専門学校") {
			r.b = i
			return t.end
		}
	}
	return end
}

// acrossSpace takes the name that a space parts from its legal form: NPO法人 X.
func (r *nameRun) acrossSpace() string {
	rest := r.d.s[r.end():r.sentence.end]
	if !strings.HasPrefix(rest, " ") {
		return ""
	}
	m := spacedName.FindString(rest)
	if m == "" {
		return ""
	}
	at := r.end()
	for r.b < len(r.toks) && r.end() < at+len(m) {
		r.b++
	}
	return m
}

var spacedName = regexp.MustCompile(`^ ([一-龥々ヶ]{2,}|[ァ-ヶー・]{2,}|[A-Za-z&]{2,})[一-龥々ヶァ-ヶー・A-Za-z&]*`)

// extend takes the hiragana words behind a legal form up to a particle.
func (r *nameRun) extend() string {
	i := r.b
	for i < len(r.toks) && i < r.b+8 {
		t := r.toks[i]
		text := r.d.s[t.start:t.end]
		if t.class == particle && i > r.b || t.class == symbolToken || t.class == timeNoun && utf8.RuneCountInString(text) > 1 || strings.ContainsAny(text, "、。「」()") {
			break
		}
		if t.class == particle && i == r.b {
			break
		}
		i++
	}
	if i == r.b {
		return ""
	}
	text := r.d.s[r.end():r.toks[i-1].end]
	r.b = i
	return text
}

func (r *nameRun) mention(name string, i, j int, kind orgKind, rule string) (orgMention, bool) {
	base := r.start()
	m := orgMention{start: base + i, end: base + j, kind: kind, sure: true, rule: rule}
	if i = j - len(name); i >= 0 && r.d.s[base+i:base+j] == name {
		m.start = base + i
	}
	return m, m.end > m.start && nameLike(name)
}

// leads are words that stand before a name without being part of it.
var leads = regexp.MustCompile(`^(再々委託先|再委託先|業務委託先|委託先|委託元|委託業者|受託業者|受託会社|受託者|運営会社|運営元|運営受託者|連結子会社|完全子会社|子会社|親会社|関連会社|グループ会社|関係会社|協力会社|取引先|発表元|提供元|開発元|販売元|製造元|発行元|本件|今回|一方|同日|当時|現在|先日|前出|上記|下記|大手|中堅|老舗|業者|会社|企業|事業者|委託|者|を運営|運営|メーカー|社名|発信元|送信者|差出人|通販大手|代表|お問い合わせ先|問い合わせ先|問合せ先|窓口|本件窓口|担当)+[::・\s]*`)

func trimLead(s string) string {
	for {
		t := strings.TrimLeft(leads.ReplaceAllString(s, ""), " ・:-")
		if t == s || t == "" {
			return t
		}
		s = t
	}
}

// tails are words that follow a name without being part of it.
var tails = regexp.MustCompile(`(代表取締役|取締役|代表社員|代表理事|理事長|社長|会長|頭取|総務部|広報|経営企画|営業|人事|情報システム部|カスタマー|お客様|お客さま|個人情報|コーポレート本部|管理本部|本社|支社|支店|営業所|事業所|事務所|工場|社員|従業員|職員|元社員|元従業員|担当者|関係者|役員|グループ各社|グループ会社|様|さん|御中|等|など|各位|製品|サーバ|サーバー|サイト|システム|ネットワーク|公式|ホームページ|不正アクセス|事件|事案|問題|事務局|相談窓口|コールセンター|ランサムウェア|サイバー攻撃|情報漏).*$`)

func cutTail(s string) string {
	_, head := utf8.DecodeRuneInString(s)
	if head >= len(s) {
		return s
	}
	_, second := utf8.DecodeRuneInString(s[head:])
	head += second // a name does not begin with its tail: 株式会社システムX
	return strings.TrimRight(s[:head]+tails.ReplaceAllString(s[head:], ""), " ・-&")
}

// nameLike says that s can be the proper part of a name.
func nameLike(s string) bool {
	n := utf8.RuneCountInString(s)
	return n >= 2 && n <= 40 && !kindOnly.MatchString(s) && !words.notNames[foldWord(s)] && !slices.ContainsFunc(words.endings, func(e ending) bool { return e.word == s })
}

// kindOnly are words that say what somebody is, not who.
var kindOnly = regexp.MustCompile(`^(とある|ある|某|都内|県内|市内|国内)|^(私立|国立|公立|県立|市立|町立|民間|総合|地方|IT|大手|中堅|同|県|市|町|大学|附属|付属|系列|関連|加盟)?(大学|病院|企業|会社|銀行|高校|中学校|小学校|幼稚園|保育園|学校|行政機関|機関|団体|自治体|メーカー|クリニック|局|病院局|教育局|ホテル|店|ショップ|組合|協会|財団|センター|白書|概要|庁舎)$|お願い|お知らせ|について|における`)

// bodies that stand on their own feet within a town or prefecture (GUIDE: a body with
// its own standing is an organisation, a department is not).
var publicBodies = regexp.MustCompile(`^(立[^、。]{1,24}?(小学校|中学校|高等学校|高校|特別支援学校|義務教育学校|中等教育学校|学校|幼稚園|保育園|保育所|こども園|大学|病院|医療センター|診療所|図書館|博物館|美術館|センター|学園)|教育委員会|教委|社会福祉協議会|社協|観光協会|商工会議所|商工会|シルバー人材センター|土地開発公社|住宅供給公社|文化財団|[^、。]{0,10}(財団|公社|事業団|協会|協議会|組合|連合会|医師会)|医師会|上下水道局|水道局|企業局|交通局|病院局|病院機構|選挙管理委員会|市場|危険物安全協会|国際交流協会|体育協会|[^、。\s]{0,10}(病院|医療センター|がんセンター|大学|高等学校|高校|中学校|小学校|幼稚園|保育園|こども園|図書館|博物館|美術館)|消防組合|広域連合|警察本部|警察|県警|庁舎?)`)

// units are parts of a town hall: the town is the name.
var publicUnits = regexp.MustCompile(`^([^、。\s]{1,4}区(役所)?|役所|役場|庁|区役所|消防局|消防本部|消防署|保健所|児童相談所|福祉事務所|建設事務所|税務課|[^、。\s]{0,12}?(課|部|室|係|局|支所|事務所|出張所|センター))`)

// publicBody reads prefectures and municipalities and the bodies named after them.
func (r *nameRun) publicBody() []orgMention {
	s := r.d.s
	var out []orgMention
	for i := r.a; i < r.b; i++ {
		from := r.toks[i].start
		v, end, ok := words.places.longest(s[:r.end()], from)
		if !ok || out != nil && from < out[len(out)-1].end {
			continue
		}
		if i > r.a && r.toks[i-1].class == placeName && !anySuffix(s[:from], "県", "都", "府", "道") {
			continue
		}
		e := words.place[v]
		if head := trimLead(s[r.start():from]); head != "" && len(out) == 0 && utf8.RuneCountInString(head) <= 2 && !anySuffix(head, "県", "都", "府", "道", "同", "旧", "元", "前", "現", "各", "両", "当", "全") && e.prefecture != "" {
			continue // 楡ノ森町 is not 森町
		}
		kind := municipality
		if e.prefecture == "" {
			kind = prefecture
			if v2, end2, ok := words.places.longest(s[:r.end()], end); ok && words.place[v2].prefecture == e.name {
				e, end, kind = words.place[v2], end2, municipality
			}
		}
		m := orgMention{start: from, end: end, kind: kind, sure: true, rule: "org/municipality"}
		if kind == prefecture {
			m.rule = "org/prefecture"
		}
		rest := s[end:r.end()]
		if strings.HasPrefix(rest, "警") {
			continue // 県警: an agency
		}
		if b := publicBodies.FindString(rest); b != "" && !strings.HasPrefix(rest, "庁") {
			m.end += len(b)
			m.rule = "org/public-body"
			m.kind = bodyKind(b)
		} else if rest != "" && !publicUnits.MatchString(rest) && kind == prefecture && r.toks[r.b-1].end > end && nextIsPlace(rest) {
			continue // 東京都港区…: an address or the seat of somebody else
		}
		if u := publicUnits.FindString(s[m.end:r.end()]); u != "" {
			m.context = m.end + len(u)
		}
		out = append(out, m)
	}
	return out
}

// publicSchool reads 県立X高校, 市立X病院: the form tells, whatever X is.
var publicSchool = regexp.MustCompile(`^[^\s、。】」』)]{0,6}(都|道|府|県|市|町|村|区|国|私|公)立[^\sの、。「」()][^\s、。「」()はがを]{1,13}?(小学校|中学校|高等学校|高校|学校|幼稚園|保育園|こども園|大学|病院|医療センター|診療所|図書館|博物館|美術館|センター)`)

// publicForm reads a town or prefecture that no list has (merged, new, shortened) by
// its form: a place name before 県, 市, 町, 村.
func (r *nameRun) publicForm() (orgMention, bool) {
	s := r.d.s
	if m := publicSchool.FindString(firstRunes(s[r.start():r.sentence.end], 30)); m != "" {
		for r.b < len(r.toks) && r.end() < r.start()+len(m) {
			r.b++
		}
		return orgMention{start: r.start(), end: r.start() + len(m), kind: bodyKind(m), sure: true, rule: "org/public-school"}, true
	}
	text := r.text()
	for i, c := range text {
		width := len("県")
		if !strings.ContainsRune("県市町村区", c) {
			continue
		}
		head := trimLead(text[:i])
		n := utf8.RuneCountInString(head)
		if n < 2 {
			continue
		}
		rest := text[i+width:]
		if n > 6 || genericHead(head) || words.notNames[foldWord(head)] || !placeLike.MatchString(head) || anyPrefix(rest, "場", "分", "内", "間", "別", "域") {
			return orgMention{}, false
		}
		start, end := r.start()+i-len(head), r.start()+i+width
		m := orgMention{start: start, end: end, kind: municipality, rule: "org/public-form", sure: r.hasName(start, end)}
		if c == '県' {
			m.kind = prefecture
		}
		if b := publicBodies.FindString(rest); b != "" && !strings.HasPrefix(rest, "庁") {
			m.end, m.kind, m.sure = end+len(b), bodyKind(b), true
		} else if u := publicUnits.FindString(rest); u != "" {
			m.context = end + len(u)
			m.sure = true
		} else if rest != "" && !anyPrefix(rest, "職員", "長", "議", "側", "ホームページ", "公式", "民", "報道", "記者", "発表", "広報", "教") {
			return orgMention{}, false
		}
		return m, true
	}
	return orgMention{}, false
}

// placeLike are the spellings of place names.
var placeLike = regexp.MustCompile(`^[一-龥々ヶケノツ]+$|^[ぁ-ん]+[一-龥々]*$|^[ァ-ヶー]+$|^[一-龥々]+[ぁ-ん]+[一-龥々]*$`)

func nextIsPlace(rest string) bool {
	return strings.ContainsAny(rest, "市区町村") && utf8.RuneCountInString(rest) < 8
}

func bodyKind(b string) orgKind {
	switch {
	case anySuffix(b, "学校", "高校", "大学", "園", "学園"):
		return school
	case anySuffix(b, "病院", "医療センター", "診療所", "保育所"):
		return hospital
	}
	return association
}

// agencies of the state, by the laws that set them up, and public corporations.
var agencies = regexp.MustCompile(`^(内閣官房|内閣府|宮内庁|警察庁|金融庁|消費者庁|こども家庭庁|デジタル庁|復興庁|総務省|消防庁|法務省|出入国在留管理庁|公安調査庁|検察庁|外務省|財務省|国税庁|文部科学省|文部科学省|スポーツ庁|文化庁|厚生労働省|農林水産省|林野庁|水産庁|経済産業省|資源エネルギー庁|特許庁|中小企業庁|国土交通省|観光庁|気象庁|海上保安庁|環境省|原子力規制庁|防衛省|防衛装備庁|会計検査院|人事院|最高裁判所|国立国会図書館|日本銀行|日本年金機構|日本郵便|[^\s、。]{2,6}(国税局|税務署|労働局|入国管理局|地方裁判所|地裁|家庭裁判所|年金事務所|県警|府警|道警|警察署|地方検察庁|運輸局|整備局|経済産業局|厚生局|財務局|法務局|刑務所)|警視庁|[^\s、。]{2,4}署$)`)

func (r *nameRun) agency() (orgMention, bool) {
	if m := agencies.FindString(r.text()); m != "" {
		return orgMention{start: r.start(), end: r.start() + len(m), kind: ministry, sure: true, rule: "org/agency"}, true
	}
	return orgMention{}, false
}

// institution reads a name by its ending: X大学, X病院, X銀行, X協会, Xホールディングス.
func (r *nameRun) institution() (orgMention, bool) {
	s := r.d.s
	if m := prefixForms.FindStringSubmatchIndex(r.text()); m != nil && nameLike(r.text()[m[4]:]) {
		name := cutTail(r.text())
		return orgMention{start: r.start(), end: r.start() + len(name), kind: association, sure: true, rule: "org/prefix-form"}, true
	}
	// the last token at which an ending stops
	for j := r.b; j > r.a; j-- {
		end := r.toks[j-1].end
		for _, e := range words.endings {
			if !strings.HasSuffix(s[r.start():end], e.word) {
				continue
			}
			name := s[r.start():end]
			proper := strings.TrimSuffix(name, e.word)
			proper2 := trimLead(proper)
			if proper2 == "" {
				break
			}
			i := len(proper) - len(proper2)
			long := e.kind == association && !e.weak && utf8.RuneCountInString(proper2) >= 5 // 中小企業基盤整備機構
			if !long && !r.hasName(r.start()+i, end-len(e.word)) || !nameLike(name[i:]) || genericHead(proper2) {
				break
			}
			if len(e.word) == len("大") && !r.isKnownName(j) {
				break
			}
			if last := r.toks[j-1]; last.start < end-len(e.word) && !last.class.named() {
				break // the ending is only the tail of a word: スマート, プレスリリース
			}
			if e.weak && !r.strongName(r.start()+i, end-len(e.word)) {
				return orgMention{}, false
			}
			sure := e.kind != company && !e.weak
			return orgMention{start: r.start() + i, end: end, kind: e.kind, sure: sure, rule: "org/ending"}, true
		}
	}
	return orgMention{}, false
}

// prefixForms are kinds of bodies whose name stands behind the kind.
var prefixForms = regexp.MustCompile(`^(生活協同組合|事業協同組合|専門学校|認定こども園|JA|特別養護老人ホーム|介護老人保健施設|有料老人ホーム|ホテル|旅館)([^\s、。「」()]{2,})$`)

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

// genericHead says that the words before an ending tell a kind, not a name.
func genericHead(s string) bool {
	switch s {
	case "県内", "市内", "都内", "府内", "国内", "海外", "地方", "市立", "県立", "公立", "私立", "国立", "大手", "総合", "中央", "同じ", "一般", "民間", "地域", "各", "全", "同", "本", "当", "某", "他", "外部", "関係", "専門", "自社", "他社", "基幹", "社内", "業務", "個人", "管理", "予約", "会員", "決済", "医療", "教育", "情報", "通信", "物流", "公式", "旧", "新":
		return true
	}
	return false
}

// hasName says that some token in [i, j) is a name, not a word of the language.
func (r *nameRun) hasName(i, j int) bool {
	single := 0
	for _, t := range r.toks[r.a:r.b] {
		if t.start < i || t.end > j && t.start >= j {
			continue
		}
		text := r.d.s[t.start:t.end]
		if t.class.named() && !words.notNames[foldWord(text)] {
			return true
		}
		if utf8.RuneCountInString(text) == 1 && t.class != particle {
			single++
		}
	}
	return single >= 2
}

func (r *nameRun) isKnownName(j int) bool {
	t := r.toks[j-1]
	return t.class == properNoun || t.class == unknownNoun || t.class == suffixToken && j-2 >= r.a && r.toks[j-2].class.named()
}

// announces are the verbs whose subject is the organisation itself.
var announces = regexp.MustCompile(`(発表|公表|明らかに|公開|謝罪|陳謝|認め|お知らせ|告知|説明|報告|確認|開示)(し|する|され|した|を)|不正アクセスを受け|被害(に遭|を受け)|感染し|攻撃を受け|流出(し|さ)|漏え?い(し|さ)|漏洩(し|さ)|紛失し|誤(って|送信)|としている|という。|とのこと`)

// slot reads a name by the place the sentence gives it, where its form shows nothing:
// the subject of 発表した, the tail or head of a headline, a name in corner brackets
// behind 大手の, the X of 委託先のX.
func (r *nameRun) slot() (orgMention, bool) {
	d, s := r.d, r.d.s
	name := cutTail(r.text())
	lead := len(name) - len(trimLead(name))
	name = name[lead:]
	start, end := r.start()+lead, r.start()+lead+len(name)
	if name == "" || !nameLike(name) || !r.hasName(start, end) && !brackets(s, start, end) {
		return orgMention{}, false
	}
	if !plausibleName(name) {
		return orgMention{}, false
	}
	if serviceLike.MatchString(name) {
		return orgMention{}, false
	}
	after := strings.TrimPrefix(s[end:r.sentence.end], "」")
	before := s[r.sentence.start:start]
	if anySuffix(strings.TrimSuffix(before, "「"), "架空の", "仮想の") {
		return orgMention{}, false
	}
	inTitle := d.lines[r.sentence.line].zone == title
	m := orgMention{start: start, end: end, kind: otherOrg}
	switch {
	case brackets(s, start, end) && anySuffix(strings.TrimSuffix(before, "「"), "大手の", "会社の", "企業の", "メーカーの", "チェーンの", "委託先の", "子会社の"):
		m.rule = "org/bracketed"
	case anyPrefix(after, "によると", "によりますと", "の発表によると"):
		m.rule = "org/according-to"
	case anyPrefix(after, "は", "では", "が", "も", "」は", "」が") && announces.MatchString(after):
		m.rule = "org/subject"
	case anyPrefix(after, "に", "へ", "の") && regexpAttack.MatchString(firstRunes(after, 30)):
		m.rule = "org/target"
	case placeOf.MatchString(before) && anyPrefix(after, "は", "が", "では", "で", "に", "の", "も", "によると") && announces.MatchString(after):
		m.rule = "org/of-place"
	case anySuffix(before, "委託先の", "委託先である", "子会社の", "子会社である", "親会社の", "グループの", "代行の", "大手の", "会社の", "メーカーの", "運営元の", "提供元の", "を運営する", "を手がける", "を手掛ける", "を展開する", "を行う", "を営む", "を提供する", "を提供している", "を販売する"):
		m.rule = "org/apposition"
	case anyPrefix(after, "に委託", "へ委託", "に業務を委託", "に再委託", "へ再委託", "に回して", "へ回して", "が運営", "が提供", "が受託", "から受託", "から委託", "社が", "社の", "社は"):
		m.rule = "org/contract"
	case anyPrefix(after, "(") && strings.Contains(firstRunes(after, 20), ")") && regexpSeat.MatchString(firstRunes(after, 20)):
		m.rule = "org/seat"
	case inTitle && (end == r.sentence.end || strings.HasPrefix(after, ")")) && anySuffix(before, " - ", " – ", "― ", "(", "—", "/", "|", "| "):
		m.rule = "org/headline-tail"
	case inTitle && strings.TrimSpace(strings.TrimLeft(before, "【】速報緊急重要独自")) == "" && anyPrefix(after, "、", "で", "が", "に", "の", "も", "「", "…", " "):
		m.rule = "org/headline-head"
	default:
		return orgMention{}, false
	}
	return m, true
}

// placeOf is the seat in front of a name: 大阪市の三角屋は.
var placeOf = regexp.MustCompile(`(都|道|府|県|市|区|町|村)(にある|の)「?$`)

var (
	regexpAttack = regexp.MustCompile(`^(に|へ)(対する|の)?[^、。]{0,12}(不正アクセス|サイバー攻撃|ランサム|攻撃)|^の(社員|従業員|職員|元社員|元従業員|サーバ|システム|ネットワーク|公式|サイト|顧客|会員|個人情報|海外|子会社|通販|EC|オンライン)`)
	regexpSeat   = regexp.MustCompile(`^\((本社|東京|大阪|[^\s()]{1,8}(都|道|府|県|市|区|町|村)|ドイツ|米国|スイス|フランス|英国|以下)`)
)

// serviceLike names are sites, shops and systems, not the bodies that run them.
var serviceLike = regexp.MustCompile(`(ショップ|ストア|サイト|システム|アプリ|マイページ|オンデマンド|ポータル|クラウド|メンバーズ|フォーム|ネットスーパー|会員|オンライン|マイレージクラブ|カルテ|サービス)$`)

// plausibleName refuses what is not shaped like a name: pure numbers, dates, single
// kanji, hiragana words.
func plausibleName(s string) bool {
	if reportNumber.MatchString(s) {
		return false
	}
	letters := 0
	for _, c := range s {
		if unicode.IsLetter(c) {
			letters++
		}
	}
	return letters >= 2 && !isHiragana(s) && !startsWithDigit(s) && !counted.MatchString(s) && !persons.MatchString(s)
}

// persons are people by their office or title.
var persons = regexp.MustCompile(`(課長|部長|社長|会長|局長|室長|係長|署長|所長|院長|学長|校長|理事長|教授|准教授|講師|教諭|氏|さん|容疑者|被告|知事|市長|町長|村長|区長|教育長|弁護士|議員|記者|長官|大臣|代表|監察官|次長|主幹|参事|医師|アナリスト|担当者?)$`)

// reportNumber is 第2報 and its like; things are not organisations.
var reportNumber = regexp.MustCompile(`^第[0-9一二三四五六七八九十]+(報|回|弾|号|部|章)|(通知書|申請書|納付書|名簿|報告書|一覧|お知らせ|情報|データ|件|事件|事案|事故|問題|攻撃|キー|業務|事業|講座|セミナー|アカウント|カード|メール|[0-9])$`)

// counted are numbers of things that stand in a name's place: 上級会員約100万人分.
var counted = regexp.MustCompile(`[0-9]+(万|人|件|名|社|カ|か|ヶ|年|月|日|時|台|世帯|通|枚|冊|点|円|校|団体|回|回線|%)|^[一二三四五六七八九十数百千万]+(人|名|件|社|校|団体)`)

func brackets(s string, i, j int) bool {
	return strings.HasSuffix(s[:i], "「") && strings.HasPrefix(s[j:], "」") || strings.HasSuffix(s[:i], "『") && strings.HasPrefix(s[j:], "』")
}
