package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
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
	looked                        bool // its people looked at another's data
	answer                        bool // the text asks who it was, and names it
	beside                        bool // a subsidiary hit together with the publisher
	client                        bool // another party worked for it
	watcher                       bool // an authority or medium, which as a rule only looks on
	impersonated                  bool // fraud went on in its name
	reporter                      bool // it told the one it happened to
	publisher                     bool
	peers                         []*party // named with it in one enumeration
	role                          string   // that it was given, if any
	doubted                       bool     // rules and wording do not agree on it
}

// readParties gathers the mentions of a block into parties and weighs their roles.
func (d *document) readParties(mentions []orgMention, b *block, notice bool) []*party {
	var parties []*party
	byCore := map[string]*party{}
	headTaken := false
	var joint *party // the party enumerated together with the next mention
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
		if joint != nil && joint != p {
			p.peers = append(p.peers, joint)
			joint.peers = append(joint.peers, p)
		}
		if joint = nil; m.joined {
			joint = p
		}
		d.weigh(p, m, k, notice, b.own)
		if m.start == b.topic {
			p.breached += 4
		}
		if b.headed && k == b.parts[0] && !headTaken && !p.watcher {
			headTaken = true
			p.breached += 5 // the head of its own point in a round-up
			p.publisher = true
		}
	}
	if notice && !slices.ContainsFunc(parties, (*party).shown) {
		for _, p := range parties {
			if p.mentions[0].rule == "org/greeting" {
				p.publisher = true // not the shop of a company that signs
				p.breached += 2
			}
		}
	}
	d.creditAnaphora(parties, b)
	parties = d.mergeAliases(parties)
	d.chainWork(parties)
	return d.withoutBrands(parties)
}

// anaphora are the words that take up an organisation named before, by its kind.
var anaphora = pattern.New(`同(社|市|県|府|都|町|村|区|大学|大|学院|学園|院|病院|校|園|行|金庫|組合|会|協会|機構|局|省|庁|署|館|法人|財団|店|センター|ホテル)(の調べ)?(は|では|によると|によりますと|が|も)`)

// creditAnaphora lets 同社は…発表した speak for the party named last before it.
func (d *document) creditAnaphora(parties []*party, b *block) {
	for _, k := range b.parts {
		s := d.sentences[k]
		if d.asks(k).Match(rankTakenUp) {
			d.creditRank(parties, s)
		}
		if !d.asks(k).Match(anaphora) {
			continue
		}
		loc := anaphora.FindStringIndex(d.s[s.start:s.end])
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

// creditRank lets 町は…発表した and 町から任された speak for the town named last before it.
func (d *document) creditRank(parties []*party, s sentence) {
	loc := rankTakenUp.FindStringSubmatchIndex(d.s[s.start:s.end])
	var last *party
	at := -1
	for _, p := range parties {
		for _, m := range p.mentions {
			if m.start < s.start+loc[2] && m.start > at && strings.HasSuffix(p.core, d.s[s.start+loc[2]:s.start+loc[3]]) {
				last, at = p, m.start
			}
		}
	}
	switch {
	case last == nil:
	case rankGives.MatchString(d.s[s.start+loc[3] : s.end]):
		last.affected += 4
		last.client = true
	default:
		last.breached += 3
	}
}

// rankGives follows the rank of a government that gives work.
var rankGives = pattern.New(`^(?:\([^()]{1,20}\))?(?:から|が[^。、]{0,40}(?:委託|任せ|頼ん|お願いし|発注し))`)

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
func (d *document) weigh(p *party, m orgMention, k int, notice, own bool) {
	s := d.sentences[k]
	z := d.lines[m.line].zone
	if z == aside {
		if notice {
			p.breached++ // the contact block of its own notice
		}
		return
	}
	name := d.s[m.start:m.end]
	before, after := lastRunes(d.s[s.start:max(s.start, m.first)], 60), firstRunes(d.s[min(m.context, s.end):s.end], 130)
	if bystanders.MatchString(name) {
		p.watcher = true
	}
	if m.sure {
		p.breached++
	}
	switch m.rule {
	case "org/point":
		if own {
			p.breached += 2
		}
	case "org/addressed", "org/sender", "org/signed":
		if notice {
			p.publisher = true
			p.breached += 2
		}
	}
	if z == title {
		p.breached += 2
	}
	p.credit(before, after)
	if p.watcher && (partyContexts[0].after.MatchString(after) || erred.MatchString(after)) && d.tells(k) && !d.asks(k).Match(arrests) {
		p.watcher = false // it tells of its own
	}
	if l := d.lines[m.line]; d.sections[l.section].heading >= 0 && m.start-l.body < 4 && m.line > d.sections[l.section].heading {
		if h := d.headingOver(l); contractHeading.MatchString(h) && utf8.RuneCountInString(h) <= 14 {
			p.breached += 3
			p.contractor = true
		}
	}
	if m.rule == "org/listed" || d.lines[m.line].body == m.start && (d.inClientList(m.line) || !own && d.rowOfTable(m.line)) || d.counted(m) || d.inClientColumn(m) {
		p.affected += 4
		p.client = true
		p.breached -= min(p.breached, 2)
	}
	switch {
	case !besideUs.MatchString(before):
	case notHitThere.MatchString(strings.TrimPrefix(after, ")")):
		p.affected += 4
	default:
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

// credit adds what the words right before and right behind a name say.
func (p *party) credit(before, after string) {
	for _, c := range partyContexts {
		if !c.fits(before, after) {
			continue
		}
		p.breached += c.breached
		p.affected += c.affected
		p.bystander += c.bystander
		p.contractor = p.contractor || c.contractor
		p.client = p.client || c.client
		p.reporter = p.reporter || c.reporter
		p.impersonated = p.impersonated || c.impersonated
		p.answer = p.answer || c.answer
		p.looked = p.looked || c.looked
		p.level = max(p.level, c.level)
		if c.hit {
			p.hits++
		}
	}
}

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
	if issuerLabel.MatchString(head) {
		return true
	}
	if head == "" && m.kind != otherOrg && offices.MatchString(tail) {
		return true
	}
	return tail == "" && (head == "" || hasDateStart(head)) || signers.MatchString(tail) && head == "" || hasDateStart(tail) && head == "" && utf8.RuneCountInString(tail) < 16
}

// offices are the departments behind the name of a town that signs, or the path of its
// page.
var offices = pattern.New(`^[ />・]*[^\s、。/]{1,14}(部|課|室|局|係|本部|センター|委員会|事務局|担当|グループ|区役所|役所|役場|支所|探す)([ />].*)?$`)

// issuerLabel names who publishes: 公表者:X公社.
var issuerLabel = pattern.New(`^(公表者|発表者|発表元|公表主体|会社名|法人名|団体名|事業者名|学校名|発信者|発表所属|実施機関|機関名|発行)\s*:?$`)

// heads are the offices of those who stand at the head of a body and sign for it.
const heads = `(?:代表取締役|代表執行役|代表社員|代表理事|代表|取締役|理事長|理事|会長|社長|学長|総長|院長|病院長|校長|園長|所長|館長|局長|知事|市長|町長|村長|区長|教育長|組合長|頭取)`

var signers = pattern.New(`^(` + heads + `|長$|事務局|ホームページ|広報|記者|報道|プレスリリース|ニュースリリース|発表資料|お知らせ)`)

// counted says that a name belongs to an enumeration that is then counted as clients
// are: A市、B町、C村の3市町村.
func (d *document) counted(m orgMention) bool {
	return m.context > m.end && clientCount.MatchString(d.s[m.context:]) || m.context == m.end && m.tallied && clientCount.MatchString(d.s[m.end:])
}

var clientCount = pattern.New(`^(など)?の?(?:販売|加盟|提携|取引|グループ|関連)?(?:会社|店|先)?[0-9一二三四五六七八九十]{1,3}(市|町|村|区|団体|自治体|組織|社|校|法人|施設|組合|機関|病院|大学)`)
