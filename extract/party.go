package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A party is an organisation in one incident: its mentions under all its names, and
// what speaks for each role.
type party struct {
	core     string // the name without legal form and spaces
	kind     orgKind
	mentions []orgMention
	// points for: it is the one it happened to; its data was hit through another; it
	// only looked on.
	breached, affected, bystander int
	contractor                    bool // it worked for another party
	level                         int  // how deep in the chain of contractors: 2 for 再委託先
	hits                          int
	beside                        bool // a subsidiary hit together with the publisher
	client                        bool // another party worked for it
	watcher                       bool // an authority or medium, which as a rule only looks on
	impersonated                  bool // fraud went on in its name
	reporter                      bool // it told the one it happened to
	publisher                     bool
}

// bystanders are never parties unless they announce a leak of their own (GUIDE).
var bystanders = regexp.MustCompile(`^(個人情報保護委員会|警視庁|警察庁|[^\s]{0,6}(県警|府警|道警)(察本部)?|[^\s]{1,8}(警察署|署)|総務省|消費者庁|金融庁|IPA|JPCERT.*|独立行政法人情報処理推進機構|情報処理推進機構|一般社団法人JPCERTコーディネーションセンター|フィッシング対策協議会|国家サイバー統括室|内閣サイバーセキュリティセンター|NISC|JIPDEC|東京商工リサーチ|帝国データバンク|日本クレジット協会|VISA|Visa|JCB|Mastercard|.*(新聞社?|通信社|テレビ|放送)|ScanNetSecurity|Google|Microsoft|マイクロソフト|Amazon.*|アマゾン|Twitter|Facebook|LINE|Zoom)$`)

// context rules read the words right behind and right before a name.
var partyContexts = []struct {
	before, after *regexp.Regexp
	breached      int
	affected      int
	bystander     int
	contractor    bool
	client        bool
	reporter      bool
	level         int
	impersonated  bool
	hit           bool // it was attacked there, or its people erred
}{
	// announces
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(は|では|が|も)[^。]{0,90}(発表|公表|明らかに|公開し|謝罪|陳謝|認め|おわび|お詫び|報告し|説明し)`), breached: 3},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(によると|によりますと|の発表によ)`), breached: 2},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(に|へ|が|は|で|の)[^。、]{0,30}(不正アクセス|サイバー攻撃|ランサム|攻撃|感染|被害に|侵入|漏え?い|漏洩|流出|紛失|誤送信|誤って)`), breached: 2, hit: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*の(元)?(社員|従業員|職員|教諭|教員|行員|局員|医師|看護師|講師|担当者|派遣社員|サーバ|システム|ネットワーク|公式|サイト|ホームページ|ウェブ|Web|業務用|メール)`), breached: 2, hit: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*が運営する`), breached: 2},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(で|において)[^。]{0,60}(発生|発覚|判明|あった|起き|紛失|漏え?い|流出|不正アクセス)`), breached: 2, hit: true},
	{before: regexp.MustCompile(`を運営する(「)?$|を手掛ける(「)?$|を手がける(「)?$|を展開する(「)?$`), breached: 2},
	// works for another
	{before: regexp.MustCompile(`(再々委託先|孫請け)[^。、「」]{0,14}「?$`), contractor: true, level: 3},
	{before: regexp.MustCompile(`(再委託先|再委託を受けた|下請け)[^。、「」]{0,14}「?$`), contractor: true, level: 2},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(に|へ)[^。、]{0,10}(再々委託|再委託|孫請け)`), contractor: true, level: 2},
	{before: regexp.MustCompile(`さらに[^。、「」]{0,14}「?$`), after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(に|へ)[^。]{0,16}(委託|回し|発注|任せ|外注)`), breached: 2, contractor: true, level: 3},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(に|へ)(、|[^。、]{0,8}回し)`), before: regexp.MustCompile(`(業務|作業|一部|処理|運用|入力|開発|保守)[^。、]{0,6}を[^。、「」]{0,6}「?$`), breached: 2, contractor: true, level: 2},
	{before: regexp.MustCompile(`(サービス|システム|クラウド|プログラム|ソフト|SaaS|ツール|基盤)[^。、]{0,10}を(提供|開発|配信|運用|保守|構築|管理)(する|している|していた)「?$`), breached: 2, contractor: true},
	{before: regexp.MustCompile(`(再々委託先|再委託先|委託先|受託業者|委託業者|受託者|委託事業者|受託事業者|受託会社|保守業者|外注先|仕入先|請け負う)(の|である|だった|となる|企業の|会社の|事業者の|業者の)?[^。、「」]{0,14}「?$`), breached: 3, contractor: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*[^。、]{0,6}(に|へ)[^。、]{0,16}(再委託|委託|外注|請け負わせ|発注|依頼して)`), breached: 2, contractor: true},
	{before: regexp.MustCompile(`(受託していた|受託している|受託した|受託する|請け負っていた|請け負う|任された|任されていた|委託を受けた|委託を受けている|委託していた|委託している|委託する)[^。、「」]{0,10}「?$`), breached: 3, contractor: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(が|は)[^。]{0,30}(受託|請け負)`), breached: 2, contractor: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*が(提供|開発|配信|運用|管理)(する|して)[^。]{0,60}(サービス|システム|プログラム|クラウド)`), breached: 2, contractor: true},
	{before: regexp.MustCompile(`(子会社|グループ会社|現地法人|販売会社|関連会社|傘下)(の|である|で|にあたる)?「?$`), breached: 2, contractor: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*の(提供|開発|運営|運用)する[^。、]{0,20}(システム|サービス|クラウド|アプリ|ソフト|プログラム)`), breached: 2, contractor: true},
	// had another work for it
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(から|より)(の)?[^。、]{0,20}(委託|受託|請け負|委ね|預か)`), affected: 4, client: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(は|が|では)[^。]{0,50}(を|に|へ)[^。、]{0,24}(委託し|委託する|依頼し|任せ|発注し)`), affected: 3, client: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*の(業務)?委託先`), affected: 3, client: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*の[^。、]{0,14}(業務|事業)[^。、]{0,12}(受託|委託を受け|請け負)`), affected: 3, client: true},
	// looks on
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(など)?(に|へ|にも|へも)(も)?[^。、]{0,14}(報告|届け|相談|通報|申告|提出|被害届|連絡|告訴|告発|伝え)`), bystander: 3},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(など)?(から|より)[^。、]{0,16}(連絡|指摘|通報|照会|報告|情報提供|問い合わせ|通知|要請|指導)`), reporter: true},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(を|の名を|の社名を|に)[^。、]{0,4}(装|かた|騙|名乗|なりすま)`), impersonated: true, bystander: 2},
	{after: regexp.MustCompile(`^(」)?(を名乗る[^。、]{0,10}(集団|グループ|ハッカー|犯)|が犯行|による犯行|の犯行)`), bystander: 6},
	{before: regexp.MustCompile(`(攻撃グループ|ハッカー集団|攻撃者集団|犯罪集団|犯行グループ|ランサムウェア|ランサムウエア|ウイルス|マルウェア)(である|の)?「?$`), bystander: 6},
	{before: regexp.MustCompile(`(調査会社|セキュリティ会社|セキュリティー会社|セキュリティ企業|セキュリティ専門|フォレンジック|信用調査会社|弁護士|監査法人|外部専門家|調査機関|決済代行会社)(の|である)?「?$`), bystander: 4},
	{after: regexp.MustCompile(`^(?:」|\([^()]{0,40}\)|という(?:会社|業者|企業|事業者))*(に|へ)[^。、]{0,8}調査[^。、]{0,4}(を)?(依頼|委託)`), bystander: 6},
	{after: regexp.MustCompile(`^(」)?(製|の)?(の)?(VPN|クラウド|ソフト|製品|ファイアウォール|ルーター|サーバー製品|機器)`), bystander: 1},
	{after: regexp.MustCompile(`^[^。、]{0,10}(セミナー|講演|登壇|株価)`), bystander: 2},
}

// readParties gathers the mentions of a block into parties and weighs their roles.
func (d *document) readParties(mentions []orgMention, b *block, notice bool) []*party {
	var parties []*party
	byCore := map[string]*party{}
	headTaken := false
	for _, m := range b.mentionsIn(mentions) {
		k := d.sentenceAt(m.start)
		if k < 0 || !b.in[k] {
			continue
		}
		z := d.lines[m.line].zone
		if z == aside && !notice || z == advice || z == example || z == background {
			continue
		}
		core := coreName(d.s[m.start:m.end])
		if core == "" {
			continue
		}
		p := byCore[core]
		if p == nil {
			if len(parties) == maxParties {
				continue
			}
			p = &party{core: core, kind: m.kind}
			byCore[core] = p
			parties = append(parties, p)
		}
		if len(p.mentions) == maxMentions {
			continue
		}
		if m.sure && p.kind == otherOrg {
			p.kind = m.kind
		}
		p.mentions = append(p.mentions, m)
		d.weigh(p, m, d.sentences[k], notice)
		if b.headed && k == b.parts[0] && !headTaken {
			headTaken = true
			p.breached += 5 // the head of its own point in a round-up
			p.publisher = true
		}
	}
	d.creditAnaphora(parties, b)
	return d.mergeAliases(parties)
}

// anaphora are the words that take up an organisation named before, by its kind.
var anaphora = regexp.MustCompile(`同(社|市|県|府|都|町|村|区|大学|大|学院|学園|院|病院|校|園|行|金庫|組合|会|協会|機構|局|省|庁|署|館|法人|財団|店|センター|ホテル)(の調べ)?(は|では|によると|によりますと|が|も)`)

// creditAnaphora lets 同社は…発表した speak for the party named last before it.
func (d *document) creditAnaphora(parties []*party, b *block) {
	for _, k := range b.parts {
		s := d.sentences[k]
		loc := anaphora.FindStringIndex(d.s[s.start:s.end])
		if loc == nil {
			continue
		}
		var last *party
		at := -1
		for _, p := range parties {
			for _, m := range p.mentions {
				if m.start < s.start+loc[0] && m.start > at && p.bystander == 0 && !p.watcher {
					last, at = p, m.start
				}
			}
		}
		if last != nil {
			last.breached++
		}
	}
}

// mainParty is the organisation that most speaks for being the one it happened to, if
// it has at least need points.
func mainParty(parties []*party, need int) *party {
	var main *party
	for _, p := range parties {
		if p.net() >= need && (main == nil || p.net() > main.net()) {
			main = p
		}
	}
	return main
}

// net is what speaks for a party being the one it happened to.
func (p *party) net() int {
	n := p.breached - 2*p.bystander
	if p.reporter && !p.contractor {
		n -= 2
	}
	if p.watcher && p.breached < 6 {
		n -= 4
	}
	return n
}

// No article has more parties, or needs more mentions of one; hostile text does.
const (
	maxParties  = 120
	maxMentions = 60
)

// mentionsIn cuts out the mentions that can lie in the block; both are in text order.
func (b *block) mentionsIn(mentions []orgMention) []orgMention {
	if len(b.parts) == 0 {
		return nil
	}
	start, end := b.d.sentences[b.parts[0]].start, b.d.sentences[b.parts[len(b.parts)-1]].end
	i, _ := slices.BinarySearchFunc(mentions, start, func(m orgMention, at int) int { return m.start - at })
	j, _ := slices.BinarySearchFunc(mentions, end, func(m orgMention, at int) int { return m.start - at })
	return mentions[i:j]
}

// weigh adds what one mention says of its party.
func (d *document) weigh(p *party, m orgMention, s sentence, notice bool) {
	z := d.lines[m.line].zone
	if z == aside {
		if notice {
			p.breached++ // the contact block of its own notice
		}
		return
	}
	name := d.s[m.start:m.end]
	before, after := lastRunes(d.s[s.start:m.start], 60), firstRunes(d.s[min(m.context, s.end):s.end], 130)
	if bystanders.MatchString(name) {
		p.watcher = true
	}
	if m.sure {
		p.breached++
	}
	if z == title {
		p.breached += 2
	}
	for _, c := range partyContexts {
		if c.before != nil && !c.before.MatchString(lastRunes(before, 30)) || c.after != nil && !c.after.MatchString(after) {
			continue
		}
		p.breached += c.breached
		p.affected += c.affected
		p.bystander += c.bystander
		p.contractor = p.contractor || c.contractor
		p.client = p.client || c.client
		p.reporter = p.reporter || c.reporter
		p.impersonated = p.impersonated || c.impersonated
		p.level = max(p.level, c.level)
		if c.hit {
			p.hits++
		}
	}
	if p.watcher && partyContexts[0].after.MatchString(after) && tellsBreach(d.s[s.start:s.end]) && !arrests.MatchString(d.s[s.start:s.end]) {
		p.watcher = false // it tells of its own
	}
	if l := d.lines[m.line]; d.sections[l.section].heading >= 0 && m.start-l.body < 4 && m.line > d.sections[l.section].heading {
		if h := d.headingOver(l); contractHeading.MatchString(h) && utf8.RuneCountInString(h) <= 14 {
			p.breached += 3
			p.contractor = true
		}
	}
	if besideUs.MatchString(before) {
		p.beside = true
	}
	if d.signature(m) {
		p.publisher = true
		p.breached += 2
		if notice {
			p.breached += 3
		}
	}
}

// arrests are what the police tell of others.
var arrests = regexp.MustCompile(`逮捕|容疑|書類送検|摘発|検挙|送致`)

// contractHeading heads a section that names the contractor.
var contractHeading = regexp.MustCompile(`(再委託先|委託先|受託者|受託事業者|委託業者|委託事業者)(について|の名称|事業者)?$`)

// besideUs stands before a subsidiary that was hit together with the publisher.
var besideUs = regexp.MustCompile(`(当社|弊社|当行|当会|同社)[^。、]{0,4}(および|及び|ならびに|並びに|と)[^。]{0,24}(子会社|グループ会社)[^。、]{0,8}$`)

// signature says that a name stands alone on its line, as the sender of a notice does,
// or with the title of the one who signs.
func (d *document) signature(m orgMention) bool {
	l := d.lines[m.line]
	if l.kind == item {
		return false
	}
	head := strings.TrimSpace(d.s[l.start:m.start])
	tail := strings.TrimSpace(d.s[m.end:max(l.end, m.end)])
	if utf8.RuneCountInString(head) > 16 || strings.ContainsAny(head, "、。") {
		return false
	}
	if head == "" && m.kind != otherOrg && offices.MatchString(tail) {
		return true
	}
	return tail == "" && (head == "" || hasDateStart(head)) || signers.MatchString(tail) && head == "" || hasDateStart(tail) && head == "" && utf8.RuneCountInString(tail) < 16
}

// offices are the departments behind the name of a town that signs, or the path of its
// page.
var offices = regexp.MustCompile(`^[ />・]*[^\s、。/]{1,14}(部|課|室|局|係|本部|センター|委員会|事務局|担当|グループ|探す)([ />].*)?$`)

var signers = regexp.MustCompile(`^(代表取締役|代表執行役|代表社員|代表理事|取締役|理事長|理事|会長|社長|学長|総長|院長|病院長|校長|園長|所長|館長|局長|知事|市長|町長|村長|区長|教育長|組合長|長$|頭取|事務局|ホームページ|広報|記者|報道|プレスリリース|ニュースリリース|発表資料|お知らせ)`)

// coreName is a name without legal form, spaces and quotes.
func coreName(s string) string {
	s = strings.NewReplacer(" ", "", "「", "", "」", "", "『", "", "』", "", "\n", "", "\t", "").Replace(s)
	for again := true; again; {
		again = false
		for _, f := range words.legal {
			if t := strings.TrimPrefix(s, f); t != s && t != "" {
				s, again = t, true
			}
			if t := strings.TrimSuffix(s, f); t != s && t != "" {
				s, again = t, true
			}
		}
		for _, f := range words.latin {
			if t := strings.TrimSuffix(s, strings.ReplaceAll(f, " ", "")); t != s && utf8.RuneCountInString(t) > 2 {
				s, again = strings.TrimRight(t, ",."), true
			}
		}
	}
	return s
}

// mergeAliases joins parties that are one body under two names.
func (d *document) mergeAliases(parties []*party) []*party {
	var out []*party
	for _, p := range parties {
		k := slices.IndexFunc(out, func(q *party) bool { return d.sameBody(q, p) })
		if k < 0 {
			out = append(out, p)
			continue
		}
		q := out[k]
		if q.kind == otherOrg {
			q.kind = p.kind
		}
		if len(p.core) > len(q.core) {
			q.core = p.core
		}
		q.mentions = append(q.mentions, p.mentions...)
		q.breached += p.breached
		q.affected += p.affected
		q.bystander += p.bystander
		q.contractor = q.contractor || p.contractor
		q.client = q.client || p.client
		q.reporter = q.reporter || p.reporter
		q.watcher = q.watcher || p.watcher
		q.impersonated = q.impersonated || p.impersonated
		q.level = max(q.level, p.level)
		q.hits += p.hits
		q.beside = q.beside || p.beside
		q.publisher = q.publisher || p.publisher
	}
	return out
}

func (d *document) sameBody(a, b *party) bool {
	short, long := a, b
	if len(short.core) > len(long.core) {
		short, long = b, a
	}
	s, l := short.core, long.core
	switch {
	case strings.HasSuffix(l, s) && isPrefecture(strings.TrimSuffix(l, s)):
		return true
	case strings.ReplaceAll(s, "教委", "教育委員会") == strings.ReplaceAll(l, "教委", "教育委員会"):
		return true
	case strings.HasSuffix(strings.ReplaceAll(l, "教委", "教育委員会"), strings.ReplaceAll(s, "教委", "教育委員会")) && utf8.RuneCountInString(s) >= 3 && (long.kind == association || long.kind == school || long.kind == hospital) && short.kind == long.kind:
		return true
	case strings.HasPrefix(l, s):
		rest := strings.TrimPrefix(l, s)
		if rest == "学" || rest == "行" || rest == "社" || rest == "グループ" {
			return true
		}
		return d.onlyInTitle(short) && utf8.RuneCountInString(s) >= 2
	case strings.HasSuffix(l, s) && utf8.RuneCountInString(s) >= 3 && short.kind == long.kind && (long.kind == hospital || long.kind == school):
		return true
	case isAbbreviation(s, l):
		return true
	}
	return d.introduced(long, s)
}

// introduced says that the text gives s as another name: X(以下「s」といいます), X(s).
func (d *document) introduced(p *party, s string) bool {
	for _, m := range p.mentions {
		after := firstRunes(d.s[m.end:], 60)
		if !strings.HasPrefix(after, "(") {
			continue
		}
		in, _, _ := strings.Cut(after, ")")
		if strings.Contains(in, "「"+s+"」") || strings.HasPrefix(strings.TrimLeft(in[1:], "以下、: "), s) && utf8.RuneCountInString(s) >= 2 {
			return true
		}
	}
	return false
}

func (d *document) onlyInTitle(p *party) bool {
	for _, m := range p.mentions {
		if d.lines[m.line].zone != title {
			return false
		}
	}
	return true
}

func isPrefecture(s string) bool {
	v, end, ok := words.places.longest(s, 0)
	return ok && end == len(s) && words.place[v].prefecture == ""
}

// isAbbreviation says that s is how the press shortens l: kanji of l in their order,
// the first one kept (全日空, 日航, 関電).
func isAbbreviation(s, l string) bool {
	sr, lr := []rune(s), []rune(l)
	if len(sr) < 2 || len(sr) > 3 || len(lr) < 4 || len(lr) > 8 || sr[0] != lr[0] {
		return false
	}
	k := 0
	for _, r := range lr {
		if r < 0x4e00 || r > 0x9fff {
			return false
		}
		if k < len(sr) && r == sr[k] {
			k++
		}
	}
	return k == len(sr) && !strings.HasPrefix(l, s)
}

// chooseParties gives roles: the one or ones it happened to first, then those whose
// data was hit through them.
func (d *document) chooseParties(parties []*party, need int, notice bool) []Organization {
	slices.SortStableFunc(parties, func(a, b *party) int { return b.net() - a.net() })
	main := mainParty(parties, need)
	if main == nil {
		return nil
	}
	if notice && main.contractor && !main.publisher {
		// who signs, or the only other one there, entrusted the contractor
		for _, p := range parties {
			if p != main && !p.contractor && p.bystander == 0 && (p.publisher || p.net() >= 1) {
				p.client = true
				p.affected += 3
				break
			}
		}
	}
	var contractor *party
	for _, p := range parties {
		if p.contractor && !p.beside && p.net() >= 2 && !(p.client && p.affected > p.breached && p.level < 2) && (contractor == nil || p.level > contractor.level) {
			contractor = p
		}
	}
	if contractor != nil && contractor != main && contractor.hits == 0 && contractor.level < 3 && main.hits >= 2 && !main.client {
		contractor = main // the one that was attacked, whoever works for it
		main.contractor = true
	}
	if contractor == nil {
		out := []Organization{d.organization(main, "breached")}
		for _, p := range parties {
			switch {
			case p == main || p.bystander > 0:
			case p.beside:
				out = append(out, d.organization(p, "breached"))
			case p.affected >= 3:
				out = append(out, d.organization(p, "affected"))
			}
		}
		return out
	}
	out := []Organization{d.organization(contractor, "breached")}
	for _, p := range parties {
		switch {
		case p == contractor || p.bystander > 0 && !p.publisher:
		case p == main, p.contractor && p.net()+p.affected >= 2, p.affected >= 3,
			(p.client || p.publisher || d.announces(p)) && p.net()+p.affected >= 3:
			out = append(out, d.organization(p, "affected"))
		}
	}
	return out
}

func (d *document) announces(p *party) bool {
	for _, m := range p.mentions {
		k := d.sentenceAt(m.start)
		if k >= 0 && partyContexts[0].after.MatchString(firstRunes(d.s[min(m.context, d.sentences[k].end):d.sentences[k].end], 130)) {
			return true
		}
	}
	return false
}

// withoutServices drops parties that are the sites and systems of the case.
func (d *document) withoutServices(parties []*party, services []Service) []*party {
	return slices.DeleteFunc(parties, func(p *party) bool {
		sure := slices.ContainsFunc(p.mentions, func(m orgMention) bool { return m.sure })
		return !sure && slices.ContainsFunc(services, func(s Service) bool { return coreName(normalize(s.Name).s) == p.core })
	})
}

// organization names a party by its fullest form.
func (d *document) organization(p *party, role string) Organization {
	best := p.mentions[0]
	for _, m := range p.mentions {
		if m.end-m.start > best.end-best.start {
			best = m
		}
	}
	start, end := d.span(best.start, best.end)
	o := Organization{Name: string(d.given[start:end]), Role: role, Proof: Proof{Rule: best.rule}}
	seen := map[string]bool{o.Name: true}
	for _, m := range p.mentions {
		if t := d.original(m.start, m.end); !seen[t] {
			seen[t] = true
			o.Also = append(o.Also, t)
		}
		if len(o.Evidence) < 4 {
			o.Evidence = append(o.Evidence, d.evidence(m.start, m.end))
		}
	}
	o.Confidence = confidence(p.breached+p.affected-2*p.bystander, 7, 4)
	return o
}
