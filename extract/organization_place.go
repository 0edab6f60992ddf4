package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// placedNames finds names that only their place in the text gives away, whatever the
// words they are made of (三角屋, あおぞら): the subject of a sentence that
// ends in 発表した, the tail and the head of a headline that the body takes up.
func (d *document) placedNames(found []orgMention, tokens [][]token) []orgMention {
	var out []orgMention
	index := indexMentions(found)
	add := func(start, end int, rule string) {
		name := d.s[start:end]
		if from := kanaBefore(d.s, start); from < start {
			start, name = from, d.s[from:end]
		}
		trimmed := trimLead(name)
		start += len(name) - len(trimmed)
		if loc := seatFirst.FindStringIndex(trimmed); loc != nil && utf8.RuneCountInString(trimmed[loc[1]:]) >= 3 {
			start, trimmed = start+loc[1], trimmed[loc[1]:]
		}
		trimmed = cutTail(trimmed)
		end = start + len(trimmed)
		if !nameLike(trimmed) || !plausiblePlaced(trimmed) || index.collides(start, end) {
			return
		}
		out = append(out, orgMention{start: start, end: end, rule: rule, context: end})
	}
	for i, l := range d.lines {
		if l.kind != blank && l.zone == story && i != d.titleLine {
			if start, end, ok := d.listedName(i, l); ok && (d.inClientList(i) || d.inTable(i, found)) {
				add(start, end, "org/listed")
				continue
			}
			if start, end, ok := d.pointName(l); ok && !kindAtEnd.MatchString(d.s[start:end]) && !describedHead.MatchString(d.s[start:end]) {
				add(start, end, "org/point")
			}
		}
	}
	for k, s := range d.sentences {
		z := d.lines[s.line].zone
		text := d.s[s.start:s.end]
		switch {
		case z == title && d.asks(k).Match(addressed):
			m := addressed.FindStringSubmatchIndex(text)
			add(s.start+m[2], s.start+m[3], "org/addressed")
		case z == title:
			if !d.asks(k).Match(breach) && !d.asks(k).Match(mishap) {
				continue
			}
			if m := headlineTail.FindStringSubmatchIndex(text); m != nil {
				add(s.start+m[2], s.start+m[3], "org/headline-tail")
			}
			if m := headlineHead.FindStringSubmatchIndex(text); m != nil && s.start <= d.lines[s.line].body {
				add(s.start+m[2], s.start+m[3], "org/headline-head")
			}
		case z == story && d.asks(k).Match(announcedAtEnd):
			if loc := topicDate.FindStringIndex(text); loc != nil && loc[0] < 90 {
				end := loc[0]
				if seat := seatBehind.FindStringIndex(text[:end]); seat != nil {
					end = seat[0]
				}
				if i := nounStart(d.s, tokens[k], s.start+end); i < s.start+end {
					add(i, s.start+end, "org/announcer")
				}
			}
		case z == story && d.asks(k).Match(signedLine) && d.lines[s.line].kind == prose && d.opensParagraph(k):
			m := signedLine.FindStringSubmatchIndex(text)
			add(s.start+m[2], s.start+m[3], "org/signed")
		case z == story && s.start > d.lines[s.line].body && d.asks(k).Match(lastWord) && strings.HasSuffix(strings.TrimRight(d.s[:s.start], " "), "。") && s.end >= d.lines[s.line].end:
			add(s.start, s.start+len(strings.TrimRight(text, " ")), "org/signed")
		case z == story && d.asks(k).Match(letterSender):
			m := letterSender.FindStringSubmatchIndex(text)
			add(s.start+m[2], s.start+m[3], "org/sender")
		case z == story && d.asks(k).Match(greeting):
			m := greeting.FindStringSubmatchIndex(text)
			add(s.start+m[2], s.start+m[3], "org/greeting")
		case z == story && d.asks(k).Match(accordingTo):
			m := accordingTo.FindStringSubmatchIndex(text)
			add(s.start+m[2], s.start+m[3], "org/according-to")
		}
	}
	return out
}

// seatBehind is the seat of a body in brackets behind its name.
var seatBehind = pattern.New(`\([^()]{1,16}[都道府県市区町村]\)$`)

// kanaBefore is where the hiragana begins that a name goes on with at i, the dictionary having
// cut it at what reads like a particle: けや|のき薬品.
func kanaBefore(s string, i int) int {
	if !isHiragana(firstRunes(s[i:], 1)) {
		return i
	}
	at := i
	for n := 0; at > 0; n++ {
		r, w := utf8.DecodeLastRuneInString(s[:at])
		if r < 'ぁ' || r > 'ん' {
			break
		}
		if n == 4 {
			return i
		}
		at -= w
	}
	if at == i || !boundary(s, at) || hiraganaWords[s[at:i]] || kanaPhrase.MatchString(s[at:i]) {
		return i
	}
	return at
}

// seatFirst is the seat of somebody in front of his name: 長崎県の.
var seatFirst = pattern.New(`^` + prefectures + `(?:の|にある)`)

// kindAtEnd is a noun that tells a kind, where no form of a name was found: 介護施設,
// 建設会社で.
var kindAtEnd = pattern.New(kindNouns + `(で.*|から.*)?$`)

// describedHead begins with a place and a kind.
var describedHead = pattern.New(`^` + prefectures + seated + `|^[一-龥]{1,4}[都道府県市区町村]` + seated)

// pointName is the name at the head of a point of a digest, where the point tells a
// breach: ・作業着の三角商会(16日発表)。…, 11/4 三角信販、…, a cell of a table.
func (d *document) pointName(l line) (start, end int, ok bool) {
	s := d.text(l)
	if cells := strings.Split(s, "\t"); len(cells) >= 4 {
		if !breach.MatchString(s) {
			return 0, 0, false
		}
		at := l.start
		for _, c := range cells {
			if n := utf8.RuneCountInString(c); n >= 3 && n <= 24 && !cellNoName.MatchString(c) {
				if _, to, hit := categorySurfaces().longest(c, 0); !hit || to < len(c) {
					return at, at + len(c), true
				}
			}
			at += len(c) + 1
		}
		return 0, 0, false
	}
	if m := numberedHead.FindStringSubmatchIndex(s); m != nil && l.kind == heading {
		return l.start + m[2], l.start + m[3], true
	}
	m := pointHead.FindStringSubmatchIndex(s)
	if m == nil {
		m = spacedHead.FindStringSubmatchIndex(s)
	}
	if m == nil {
		if m = serviceHead.FindStringSubmatchIndex(s); m != nil && (serviceLike.MatchString(s[m[2]:m[3]]) || notOwner.MatchString(s[m[2]:m[3]])) {
			return 0, 0, false
		}
	}
	if m == nil || !breach.MatchString(s) && !mishap.MatchString(s) {
		return 0, 0, false
	}
	if _, to, hit := categorySurfaces().longest(s, m[2]); hit && to == m[3] || deedAtEnd.MatchString(s[m[2]:m[3]]) {
		return 0, 0, false // ・氏名、住所
	}
	return l.start + m[2], l.start + m[3], true
}

// deedAtEnd ends a headline that tells what was done: 名簿なくす.
var deedAtEnd = pattern.New(`(?:なくす|なくした|[一-龥][うくすつむるた]|する|した|れる|れた)$`)

// clientsHead heads the list of those whose data a provider or contractor held.
var clientsHead = pattern.New(`(代理店|加盟店|委託元|取引先|荷主|自治体|企業|団体|法人|会社|各社|市町村?)(別|ごと)?の?(内訳|件数|人数|対象者数)|(荷主|預け(主|元)|導入先|契約先|発注元|加盟[店社校]|利用(企業|団体|校|施設))(各社|企業)?の?(発表|公表|一覧|お知らせ)|各(自治体|社|団体|市町村?|校|市町)の公表|委託元[^。に:]{0,12}(公表|一覧|は|の|と|$)|(影響を(受け|公表)(た|した|する)|公表(した|された|している)|判明した|対象となった|利用して(いる|いた)|導入して(いる|いた)|被害を公表した|利用中の)[^。]{0,10}(企業|団体|自治体|法人|会社|機関|施設|学校|市町村?|社|校)`)

// headsCases announces cases and not clients: 被害を公表した企業の事例です. sharedCase is said
// of what clients have in common.
var (
	headsCases = pattern.New(`(の|な)(事案|事例|事故|事件|インシデント|ニュース|出来事|トラブル|不祥事)`)
	sharedCase = pattern.New(`影響|利用|導入|委託|預け|加盟|荷主|(この|今回の?|同じ)(事案|事故|事件|件)`)
)

// headsClients says that a line announces the list of those whose data another held.
func headsClients(s string) bool {
	return clientsHead.MatchString(s) && !(headsCases.MatchString(s) && !sharedCase.MatchString(s))
}

// listedName is the first cell or the name at the head of a line in a list of clients.
func (d *document) listedName(i int, l line) (start, end int, ok bool) {
	m := listedHead.FindStringIndex(d.s[l.body:l.end])
	if m == nil {
		return 0, 0, false
	}
	name := strings.TrimRight(d.s[l.body:l.body+m[1]], " \t|:(「、")
	if _, to, hit := categorySurfaces().longest(name, 0); hit && to == len(name) || cellNoName.MatchString(name) {
		return 0, 0, false
	}
	return l.body, l.body + len(name), true
}

var listedHead = pattern.New(`^[^、。「」()|:\tのはをにがと]{2,24}?(?:\t| |:|\(|「|、|$)`)

// inClientList says that line i is a point or row under a heading, or a sentence, that
// announces a list of clients.
func (d *document) inClientList(i int) bool {
	if !d.listed(d.lines[i]) {
		return false
	}
	for k := i - 1; k >= 0 && k > i-40; k-- {
		if l := d.lines[k]; l.kind != blank && !d.listed(l) {
			return headsClients(d.text(l))
		}
	}
	return false
}

// listed says that a line is a point or a row, or as short as one and in cells.
func (d *document) listed(l line) bool {
	s := d.text(l)
	return l.kind == item || l.kind == row || l.kind == prose && len(s) < 50*utf8.UTFMax && utf8.RuneCountInString(s) < 50 && strings.Contains(s, " ") && !strings.Contains(s, "。")
}

var (
	// pointHead is a bullet or a date, perhaps what the body does, and its name.
	pointHead = pattern.New(`^(?:(?:[0-9]{1,2}[.)]?\s?)?[・•●〇○◇◆■▼▽*]|[0-9]{1,2}/[0-9]{1,2}(?:\([月火水木金土日]\))?|[0-9]{1,2}月[0-9]{1,2}日(?:\([月火水木金土日]\))?|\[[0-9][^\[\]]{4,20}\])\s*(?:【[^】]{1,8}】)?(?:[^、。「」()\s]{1,16}の)?「?([^、。「」()\s:はがをに]{2,20}?)」?(?:から|より)?(?:\([^)]{1,14}\))?(?:[、。]|は[0-9]{1,2}(?:月|日)|\s)`)
	// spacedHead is a day and a name between spaces, which may hold what reads like a particle.
	spacedHead = pattern.New(`^[0-9]{1,2}月(?:[0-9]{1,2}日|上旬|中旬|下旬)(?:\([月火水木金土日]\))?\s+([^\s、。「」():0-9]{2,20})\s`)
	// serviceHead is a name in front of that of the service that was hit:
	// 葦原商会「かわせみ便」に不正アクセス.
	serviceHead = pattern.New(`^(?:[・•●〇○◇◆■▼▽*◎▶]|\[[^\[\]]{2,20}\]|【[^【】]{1,12}】|[0-9]{1,2}[.)]\s?)?\s*([^\s、。「」『』()\[\]:はがをにでと]{2,20})[「『][^「」『』]{2,24}[」』](?:に|へ|で|が|の|、)[^。]*$`)
	// notOwner ends what stands in front of a service and is not who runs it.
	notOwner = pattern.New(`(?:` + serviceKind + `|教室|雑誌|月刊誌|冊子|番組|製品|ソフト|ウイルス|ランサムウェア|ランサムウエア|件|版|用|の|た|る)$`)
	// numberedHead is the head of a numbered case: 第3位 三角製薬、…, 事例2 三角大学、….
	numberedHead = pattern.New(`^[【■◆●▼]?\s*(?:第?[0-9]{1,2}位|事例[0-9]{1,2}|その[0-9]{1,2}|\([0-9]{1,2}\)|[0-9]{1,2}[.)]|【[0-9]{1,2}】|[①-⑳])[】:\s]*([^、。「」()\s:のはがをに]{2,20})(?:、|の(?:職員|社員|教諭|アプリ|通販|公式|サイト|顧客|会員))`)
	// cellNoName are cells of a table that hold no name.
	cellNoName = pattern.New(`^[0-9RHS./月日年~()\-:,]+$|[、。]|(番号|公表日|機関|概要|対象|発生|対応|区分|備考|件数|人数)$|[0-9]+(件|人|名|通)`)
	// announcedAtEnd is a sentence whose main verb makes public.
	announcedAtEnd = pattern.New(`(発表|公表|明らかに|陳謝|謝罪|公開)(し|いたし)(た|ました|ている|ています)。?$`)
	// topicDate is the particle behind the one who announces, and its date.
	topicDate = pattern.New(`(は|では)(、|(20)?[0-9]{1,2}(年|月|日)|[一二三四五六七八九十]{1,3}(月|日)|令和|同日|昨年|このほど|きのう|きょう)`)
	// headlineTail is the name behind the dash or in the brackets that end a headline.
	headlineTail = pattern.New(`(?:\s[-–―—]\s|[((])([^\s、。()「」|<>]{2,24}?)\)?$`)
	// headlineHead is the name in front of the first comma.
	headlineHead = pattern.New(`^(?:【[^】]{1,12}】)?([^\s、。()「」|<>は]{2,16})(?:<[^<>]{1,8}>)?、`)
	accordingTo  = pattern.New(`^([^\s、。()「」]{2,18}?)(?:の(?:説明|発表|話|調べ|調査|公表文?|担当者|広報))?による(と|ますと)、?`)
)

var (
	// letterSender is who introduces himself in a letter: X店の店主、葦原です。
	letterSender = pattern.New(`(?:^|[、。])「?([^\s、。「」は]{2,20}?)」?の?(?:店主|店長|園長|院長|校長|所長|館長|代表|編集長|女将|理事長|会長|社長|運営者|運営事務局|事務局|主宰)(?:の|、|を務める|をしている|をしております|を務めております)?[^\s、。は]{0,10}(?:です|でございます|と申します)`)
	// addressed is a letter's headline: Xの読者のみなさまへ.
	addressed = pattern.New(`^(?:【[^】]{1,16}】)?(?:いつも|日頃)?「?([^\s、。「」()は]{2,16}?)」?(?:の[^\s、。「」は]{1,12}を[^\s、。「」]{2,12}|の|を[^\s、。「」]{2,12})?(?:お客さま|お客様|読者|会員|生徒さん|ご?利用者)(?:さま|様|の?みなさま|の?皆様|の?皆さま)?(?:へ|各位)$`)
	// signedLine is a letter's last line: X 店主.
	signedLine = pattern.New(`^([^\s、。「」():]{2,20})\s(?:店主|編集室|編集部|住職|女将|主宰|園長|教室長|代表|館長)(?:\s?[^\s、。]{1,6}){0,2}$`)
	// lastWord is a sender's name behind the last sentence of a letter.
	lastWord = pattern.New(`^[^\s、。「」():はをがに]{2,16}[社会園院店堂局団館所]\s?$`)
	// greeting opens a letter to customers: いつもXをご利用いただき.
	greeting = pattern.New(`(?:平素|日頃|日ごろ|いつも|毎度|常日頃)(?:より|は|から)?、?(?:格別の|大変|誠に)?「?([^\s、。「」は]{2,20}?)」?(?:を|に|へ)(?:ご利用|ご愛顧|ご愛用|ご愛読|お引き立て|ご支援|ご贔屓|ごひいき|可愛がって|応援|ご購読|ご来店|お越し)`)
)

// nounStart goes back from end over the tokens of one noun phrase, to a particle, a
// verb that modifies it, or a mark. A phrase that begins its sentence is taken whole.
func nounStart(s string, toks []token, end int) int {
	at := end
	for i := len(toks) - 1; i >= 0; i-- {
		t := toks[i]
		if t.end > end {
			continue
		}
		text := s[t.start:t.end]
		if t.class == particle && t.end-t.start <= len("から") && text != "ら" && text != "が" || t.class == symbolToken || t.class == timeNoun && !isHiragana(text) ||
			t.class == verb && anySuffix(text, "る", "た", "だ", "い", "う", "く", "す", "な") || strings.ContainsAny(text, "、。「」『』()\n ") {
			break
		}
		at = t.start
	}
	return at
}

// plausiblePlaced refuses what stands in these places without being a name.
func plausiblePlaced(s string) bool {
	n := utf8.RuneCountInString(s)
	return n <= 24 && plausibleName(s+"社") && !notNamed.MatchString(s) && !persons.MatchString(s) && !notPlaced.MatchString(s) && !genericSubject.MatchString(s) && !startsWithDigit(s) && !bystanders.MatchString(s)
}

// notPlaced are departments, things that happen and phrases in the place of a name.
var notPlaced = pattern.New(`(?:名簿|書類|カルテ|台帳|控え|写し|通知|封筒|端末|パソコン|メモリー?|タブレット)$|から|ので$|けど|内$|[しれ]た[一-龥ァ-ヶ]|(?:課|[^教真]室|係)$|案内$|[0-9一-龥][でに]$|見る$|氏名|住所|個人情報|委託(?:会社|業者|先)で`)

// genericSubject are subjects that tell a kind or a person.
var genericSubject = pattern.New(`[:：]|^(同|当|本|各|両|某)[^\s]{1,4}$|^(私|わたし|弊|皆|みな|小さな)|^(県|市|町|村|区|国|府|都|道|学校|病院|大学|会社|企業|財団|組合|協会|店|園|署|教委|市教委|県教委|県警|警察|男|女|元|被害|今回|これ|それ|この|その|なお|また|一方)$|(者|員|側|元|先|人|男|女|氏|会見|調査|結果|報告|場合|とき|件|点|日|月|年|ところ|こと|もの|ため|うち|ほか|情報|データ|対象|原因|内容|理由|会社|企業|団体|事業者|委員会|議会|教諭|教員|職員|社員|担当|部門|チーム|サイト|サーバー?|システム|メール|書類|ファイル)$`)

// A mentionIndex tells where mentions stand without looking at all of them.
type mentionIndex struct {
	starts []int // in order
	ends   []int // the last end of those up to here
}

func indexMentions(found []orgMention) *mentionIndex {
	found = slices.SortedStableFunc(slices.Values(found), func(a, b orgMention) int { return a.start - b.start })
	x := &mentionIndex{}
	last := 0
	for _, m := range found {
		last = max(last, m.end)
		x.starts, x.ends = append(x.starts, m.start), append(x.ends, last)
	}
	return x
}

// collides says that a mention stands in a part of [start, end).
func (x *mentionIndex) collides(start, end int) bool {
	n, _ := slices.BinarySearch(x.starts, end) // so many begin before the end
	return n > 0 && x.ends[n-1] > start
}
