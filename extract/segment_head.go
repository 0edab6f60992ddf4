package extract

import (
	"slices"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// In a series whose other points are headed by bodies, the name in the head of a point is
// one too, whatever it looks like: ◇5月15日 ホタル, ホタル(5/15公表), the cell behind the day.
const (
	headSigns = `^[■□◆◇●○▼▽◎★・【\[〔<(*#\s]*(?:(?:No\.?|#)?\s?[0-9]{1,2}[.)、\s]+)?[■□◆◇●○]*`
	headDay   = `(?:(?:20[0-9]{2}[年/.-])?[0-9]{1,2}[月/.-][0-9]{1,2}日?(?:\([月火水木金土日]\))?|(?:19|20)[0-9]{2}年(?:[0-9]{1,2}月)?)`
	headWord  = `([^\s、。:;|/()\[\]【】「」*0-9][^\s、。:;|/()\[\]【】「」*―—–]{1,23})`
)

var (
	dayAndName = pattern.New(headSigns + headDay + `(?:公表|発表)?[】\])〕>]?[\s:|/-]*` + headWord + `(?:$|\s|\(|/|\|)`)
	// dayThenName has the day in brackets, and goes on behind a name in one kind of letters.
	dayThenName = pattern.New(`^[■◆●▼・]?\s*[\[【〔<(]` + headDay + `\s?(?:公表|発表|報道|公開|付)?[】\])〕>]\s*(?:[\[【(][^\s\[\]【】()]{1,6}[\]】)]\s*)?([一-龥ァ-ヶーA-Za-z々・&]{2,20}(?: [A-Z][A-Za-z]{1,16})?)(?:\s?\([^()]{1,24}\))?[、「]`)
	// caseAndName counts the case and says whose it is; quotedName is what a body does and
	// its name in quotes: ●衣料品の通販「ホタル」、名簿を誤って掲載.
	caseAndName = pattern.New(`^[■◆●▼【\[〔<(]*(?:その|第|事例|事案|ケース)?\s?[0-9一二三四五六七八九十]{1,2}(?:件目|つ目|例目)?[】\]〕>):.、\s]+` + headWord + `(?:の場合|の例|のケース|の事例|編)$`)
	quotedName  = pattern.New(`^[■□◆◇●○▼▽◎★・]\s*[^\s、。「」0-9]{2,16}「` + headWord + `」、`)
	// kindAhead tells what kind of body it was, apart from what happened there: ③町役場:….
	kindAhead = pattern.New(headSigns + `[①-⑳]?(?:(?:` + headDay + `|[0-9]{1,2}日)(?:公表|発表)?[】\])〕>]?[\s:|/、-]*)?([一-龥ァ-ヶーA-Za-z・]{0,8}` + kindNouns + `)(?:$|[\s、:|/]|が[^。]{4,60}\([0-9]{1,2}(?:[月/]|日\)))`)
	// kindAlone is a head that is the description of a body and no more: 3. 古着を扱うサイト.
	kindAlone  = pattern.New(headSigns + `([^\s、。:;|/()\[\]【】「」*0-9は][^\s、。「」は]{0,12}(?:の|[うくすつぬむるた])[一-龥ァ-ヶー]{0,6}(?:` + kindNouns + `|店|サイト|アプリ))$`)
	nameAndDay = pattern.New(headSigns + headWord + `[】\]〕>]?[\s/|]*\(?` + headDay + `(?:に)?(?:公表|発表)?\)?$`)
	// tellingWord is what heads hold that tell what happened and not to whom.
	tellingWord = pattern.New(`[ぁ-ん>》]$|(一覧表?|まとめ|事例集?|事案|事故|事件|被害|情報|書類|名簿|データ|対応|公表|発表|更新|続報|お知らせ|速報|分|号|件|人|名)$`)
)

// headKind is where the head of a point tells the kind of its body, or nil.
func (d *document) headKind(l line) []int {
	for _, form := range []*pattern.Pattern{kindAhead, kindAlone} {
		if loc := form.FindStringSubmatchIndex(firstRunes(d.text(l), headRunes)); loc != nil {
			return []int{l.start + loc[2], l.start + loc[3]}
		}
	}
	return nil
}

// headName is where the head of a point names its body, or nil.
func (d *document) headName(l line) []int {
	head := d.text(l)
	for _, form := range []*pattern.Pattern{dayAndName, dayThenName, nameAndDay, caseAndName, quotedName} {
		if loc := form.FindStringSubmatchIndex(head); loc != nil {
			name := head[loc[2]:loc[3]]
			dated := form == dayAndName || form == dayThenName || form == nameAndDay
			if tellingWord.MatchString(name) || dated && breach.MatchString(name) || words.notNames[foldWord(name)] {
				return nil
			}
			return []int{l.start + loc[2], l.start + loc[3]}
		}
	}
	return nil
}

// pointSigns stand in front of points, alone or together.
const pointSigns = `■□◆◇●○▼▽▶►◎★☆・※→*\s`

// firstName is the first word of the head of a point, set apart from what follows, behind its
// sign, number, day and the trade of its body: ・6/3【自治体】青葉市(大阪府)….
var firstName = pattern.New(`^[#` + pointSigns + `]*(?:(?:第|その|事例|No\.?|#)?\s?[0-9一二三四五六七八九十]{1,2}(?:位|件目|つ目|例目)?[.)、:\s]+|\([0-9一二三四五六七八九十]{1,2}\)|[①-⑳])?[■□◆◇●○・\s]*` +
	`(?:[【\[〔<(]?` + headDay + `\s?(?:に?公表|に?発表|報道|付)?[】\]〕>)]?[\s:、|/]*)?` +
	`(?:[【\[〔<(](?:国|官公庁|行政|自治体|市町村|都道府県|企業|民間|会社|大学|学校|教育|医療|病院|福祉|金融|団体|法人|交通|小売|通販|製造|公共|その他|続報|速報|新規|更新)(?:機関|等|関係|系)?[】\]〕>)]\s*)?` +
	`[【\[〔<「『*]{0,2}([^\s、。:;|/()\[\]【】「」『』<>〔〕*0-9][^\s、。:;|/()\[\]【】「」『』<>〔〕*―—–]{1,23})[】\]〕>」』*]{0,2}(\([^()]{1,24}\)|[\s:;|/、「―—–]|$)`)

var (
	// firstTopic is the same where the head goes on as a sentence, behind は and the day.
	firstTopic = pattern.New(`^[` + pointSigns + `]*(?:\([0-9一二三四五六七八九十]{1,2}\)|[①-⑳]|[0-9]{1,2}[.)、])?\s*([^\s、。:;|/()\[\]【】「」*0-9]{2,20}?)(?:は|が|では)(?:[0-9]{1,2}(?:月|日)|同日|今月|先月|昨|令和)`)
	// saidWords are words that stand in no name.
	saidWords = pattern.New(`を|(は|が|に|で)[0-9]|では|には|して|った|され|について|する|です|ます`)
)

// headRunes is how much of a line is looked at for its first word.
const headRunes = 80

// firstWord is where the head of a point has its first word, if that may be a name, or nil.
func (d *document) firstWord(l line) []int {
	text := firstRunes(d.text(l), headRunes)
	loc := firstName.FindStringSubmatchIndex(text)
	if loc == nil || saidWords.MatchString(text[loc[2]:loc[3]]) {
		loc = firstTopic.FindStringSubmatchIndex(text)
	}
	if loc == nil {
		return nil
	}
	if name := text[loc[2]:loc[3]]; saidWords.MatchString(name) || tellingWord.MatchString(name) || breach.MatchString(name) || words.notNames[foldWord(name)] {
		return nil
	}
	return []int{l.start + loc[2], l.start + loc[3]}
}

// namedAhead says that the form of the head of a block shows that it names its body.
func (d *document) namedAhead(b *block) bool {
	if !b.headed || len(b.parts) == 0 {
		return false
	}
	head := d.lines[d.sentences[b.parts[0]].line]
	return b.named != nil || dayThenName.MatchString(d.text(head)) && d.headName(head) != nil
}

// mayNameAhead says the same of forms that show it less surely.
func (d *document) mayNameAhead(b *block) bool {
	return d.namedAhead(b) || b.headed && len(b.parts) > 0 && d.headName(d.lines[d.sentences[b.parts[0]].line]) != nil
}

// inHead says that the head of a block names a party.
func (d *document) inHead(b *block, p *party) bool {
	l := d.lines[d.sentences[b.parts[0]].line]
	return slices.ContainsFunc(p.mentions, func(m orgMention) bool { return m.start >= l.start && m.end <= l.end })
}

// headedBy is the body that the head of a block names, or whose kind it tells, or nil. Of a
// block that is sure to tell a case the first words may be its name.
func (d *document) headedBy(b *block, sure bool) *Organization {
	if len(b.parts) == 0 {
		return nil
	}
	first := d.sentences[b.parts[0]]
	var at, kind []int
	if l := d.lines[first.line]; b.headed {
		if at, kind = d.headName(l), d.headKind(l); b.named != nil {
			at = b.named
		}
	} else if loc := kindThen.FindStringSubmatchIndex(d.s[first.start:first.end]); loc != nil { // it opens with its body
		kind = []int{first.start + loc[2], first.start + loc[3]}
	}
	if kind != nil {
		at = kind
	}
	if at == nil && sure {
		at = d.openingName(b)
	}
	if at == nil {
		return nil
	}
	e := d.evidence(at[0], at[1])
	return &Organization{Name: e.Text, Role: "breached", Anonymous: kind != nil, Proof: Proof{Rule: "org/head", Confidence: lowConfidence, Evidence: []Evidence{e}}}
}

var (
	// markedName is the name at the head of a point, cellName that in a row of cells, fieldName
	// that in the first field of a form.
	markedName = pattern.New(headSigns + headWord + `(?:\([^()]{1,12}\))?(?:[―—–:、]|$)`)
	cellName   = pattern.New(`^[^\t|]{0,14}[\t|]\s*` + headWord + `\s*[\t|]`)
	fieldName  = pattern.New(`^[^\s:、。0-9]{2,8}[\s:]+` + headWord + `(?:\s|$)`)
	// numberLine is the head of a point that says no more than its number or day.
	numberLine = pattern.New(`^[^ぁ-んァ-ヶ一-龥A-Za-z]*$|^[\s(\[【〔]*[0-9]{1,2}(?:月[0-9]{1,2})?日(?:付|公表|発表|公開)?[\s)\]】〕]*$|^[\s(\[【〔■◆●]*(?:事案|事例|ケース|その|第)?[0-9一二三四五六七八九十①-⑳]{1,3}(?:つ目|件目|例目|番目|つめ|報)?[\s)\]】〕.]*$`)
	// theme is what a sentence speaks of: the nouns before its first は, では or が.
	theme = pattern.New(`([一-龥ァ-ヶーA-Za-z々・]{2,20}(?:[ぁ-ん]{1,3}[一-龥ァ-ヶーA-Za-z々・]{1,12}|[ぁ-ん]{2,3})?)(?:さん)?(?:は|では|が|からは|です)、?`)
)

// openingName is where the first lines of a block name its body, if only their form shows that
// it is one, or nil.
func (d *document) openingName(b *block) []int {
	for n, j := range b.parts[:min(4, len(b.parts))] {
		s := d.sentences[j]
		l := d.lines[s.line]
		if s.start != l.start {
			break
		}
		head := d.text(l)
		if numberLine.MatchString(head) {
			continue
		}
		if n > 2 || !b.headed {
			break
		}
		for _, form := range []*pattern.Pattern{cellName, markedName, fieldName} {
			if loc := form.FindStringSubmatchIndex(head); loc != nil && !tellingWord.MatchString(head[loc[2]:loc[3]]) && !words.notNames[foldWord(head[loc[2]:loc[3]])] {
				return []int{l.start + loc[2], l.start + loc[3]}
			}
		}
		break
	}
	for _, j := range b.parts[:min(3, len(b.parts))] {
		if loc := d.themeOf(j); loc != nil {
			return loc
		}
	}
	return nil
}

// themeOf is where a sentence names what it speaks of, if that may be a body, or nil.
func (d *document) themeOf(k int) []int {
	s := d.sentences[k]
	text := d.s[s.start:s.end]
	loc := theme.FindStringSubmatchIndex(text)
	if loc == nil || utf8.RuneCountInString(text[:loc[2]]) > 24 {
		return nil
	}
	name := text[loc[2]:loc[3]]
	if utf8.RuneCountInString(name) < 4 || tellingWord.MatchString(name) || breach.MatchString(name) || words.notNames[foldWord(name)] {
		return nil
	}
	return []int{s.start + loc[2], s.start + loc[3]}
}
