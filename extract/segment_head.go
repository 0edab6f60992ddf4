package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// In a series whose other points are headed by bodies, the name in the head of a point is
// one too, whatever it looks like: ◇5月15日 ホタル, ホタル(5/15公表), the cell behind the day.
const (
	headSigns = `^[■□◆◇●○▼▽◎★・【\[〔<(\s]*(?:(?:No\.?|#)?\s?[0-9]{1,2}[.)、\s]+)?`
	headDay   = `(?:20[0-9]{2}[年/.])?[0-9]{1,2}[月/.][0-9]{1,2}日?(?:\([月火水木金土日]\))?`
	headWord  = `([^\s、。:;|/()\[\]【】「」0-9][^\s、。:;|/()\[\]【】「」―—–]{1,23})`
)

var (
	dayAndName = pattern.New(headSigns + headDay + `(?:公表|発表)?[】\])〕>]?[\s:|/-]*` + headWord + `(?:$|\s|\(|/|\|)`)
	// caseAndName counts the case and says whose it is; quotedName is what a body does and
	// its name in quotes: ●衣料品の通販「ホタル」、名簿を誤って掲載.
	caseAndName = pattern.New(`^[■◆●▼【\[〔<(]*(?:その|第|事例|事案|ケース)?\s?[0-9一二三四五六七八九十]{1,2}(?:件目|つ目|例目)?[】\]〕>):.、\s]+` + headWord + `(?:の場合|の例|のケース|の事例|編)$`)
	quotedName  = pattern.New(`^[■□◆◇●○▼▽◎★・]\s*[^\s、。「」0-9]{2,16}「` + headWord + `」、`)
	// kindAhead tells what kind of body it was, apart from what happened there: ③町役場:….
	kindAhead  = pattern.New(headSigns + `[①-⑳]?(?:(?:` + headDay + `|[0-9]{1,2}日)(?:公表|発表)?[】\])〕>]?[\s:|/、-]*)?([一-龥ァ-ヶーA-Za-z・]{0,8}` + kindNouns + `)(?:$|[\s、:|/]|が[^。]{4,60}\([0-9]{1,2}(?:[月/]|日\)))`)
	nameAndDay = pattern.New(headSigns + headWord + `[】\]〕>]?[\s/|]*\(?` + headDay + `(?:に)?(?:公表|発表)?\)?$`)
	// tellingWord is what heads hold that tell what happened and not to whom.
	tellingWord = pattern.New(`[ぁ-ん]$|(事案|事故|事件|被害|情報|書類|名簿|データ|対応|公表|発表|更新|続報|お知らせ|速報|分|号|件|人|名)$`)
)

// headKind is where the head of a point tells the kind of its body, or nil.
func (d *document) headKind(l line) []int {
	if loc := kindAhead.FindStringSubmatchIndex(d.text(l)); loc != nil {
		return []int{l.start + loc[2], l.start + loc[3]}
	}
	return nil
}

// headName is where the head of a point names its body, or nil.
func (d *document) headName(l line) []int {
	head := d.text(l)
	for _, form := range []*pattern.Pattern{dayAndName, nameAndDay, caseAndName, quotedName} {
		if loc := form.FindStringSubmatchIndex(head); loc != nil {
			name := head[loc[2]:loc[3]]
			dated := form == dayAndName || form == nameAndDay
			if tellingWord.MatchString(name) || dated && breach.MatchString(name) || words.notNames[foldWord(name)] {
				return nil
			}
			return []int{l.start + loc[2], l.start + loc[3]}
		}
	}
	return nil
}

// headedBy is the body that the head of a block names, or whose kind it tells, or nil.
func (d *document) headedBy(b *block) *Organization {
	if len(b.parts) == 0 {
		return nil
	}
	first := d.sentences[b.parts[0]]
	var at, kind []int
	if l := d.lines[first.line]; b.headed {
		at, kind = d.headName(l), d.headKind(l)
	} else if loc := kindThen.FindStringSubmatchIndex(d.s[first.start:first.end]); loc != nil { // it opens with its body
		kind = []int{first.start + loc[2], first.start + loc[3]}
	}
	if kind != nil {
		at = kind
	}
	if at == nil {
		return nil
	}
	e := d.evidence(at[0], at[1])
	return &Organization{Name: e.Text, Role: "breached", Anonymous: kind != nil, Proof: Proof{Rule: "org/head", Confidence: lowConfidence, Evidence: []Evidence{e}}}
}
