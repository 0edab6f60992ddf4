package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A causeCue is one way in which texts tell a cause.
type causeCue struct {
	code string
	// weight is how strongly one telling speaks for the cause: 5 where the words mean
	// nothing else, 2 where they only hint.
	weight   int
	tellings []telling
	// unless silences the cue in sentences where its words mean something else.
	unless string
	miss   string // a near miss, checked by a test

	re, not *pattern.Pattern
}

// A telling is a pattern with a sentence that it finds, checked by a test.
type telling struct{ find, hit string }

var causeCues = func() []causeCue {
	all := slices.Concat(attackCues, errorCues, mislaidCues)
	for i := range all {
		var find []string
		for _, t := range all[i].tellings {
			find = append(find, t.find)
		}
		all[i].re = pattern.New(strings.Join(find, "|"))
		if all[i].unless != "" {
			all[i].not = pattern.New(all[i].unless)
		}
	}
	return all
}()

// causeSet are the patterns of causeCues.
var causeSet = pattern.SetOf(causeCues, func(c *causeCue) *pattern.Pattern { return c.re })

// span is the first of the places of the cue in a sentence where it is neither denied nor
// used otherwise.
func (c *causeCue) span(text string, places [][]int) (start, end int, ok bool) {
	for _, loc := range places {
		if deniedCause.MatchString(text[loc[1]:]) {
			continue
		}
		if c.not != nil && c.not.MatchString(text) {
			return 0, 0, false
		}
		return loc[0], loc[1], true
	}
	return 0, 0, false
}

// deniedCause says that the words before it name what was not the cause: a trace that
// was not found, or 〜によるものではない at the end of an enumeration.
var deniedCause = pattern.New(`^[^。、]{0,16}(形跡|痕跡|跡|事実|可能性|おそれ|恐れ|兆候|証跡)[^。、]{0,8}(は|が|も)[^。、]{0,14}(確認され(て)?(い?な|お|ず)|ない|なく|なかった|ありませ|認められ(ず|な|ま|て)|見つか(ら|っておら|っていな)|検出され)|^[^。]{0,30}(によるもの|が原因|の(影響|被害))で(は|も)(な[いくか]|あり|ござい)|^[^。、]{0,6}(では|でも)(な[いくか]|ありませ|ございませ)|^[^。、]{0,4}(は|も)(していな|しておりませ|されてい?な|ありませ|な(い|く|かった)|確認され(てい?|ず)な?)`)

// otherCase sentences speak of other events than the one that is told.
var otherCase = pattern.New(`(今年|昨年|一昨年|前年|[0-9]{2,4}年|[0-9]{1,2}月)[^。、]{0,10}にも、?|同様の(被害|攻撃|事案|事例|事故|ミス|問題|障害)|これとは別|過去に(も|は)|過去の事例|ケース(も|が)|過去[0-9]+年|(被害|事案|事件|事故|攻撃|流出|漏え?い|漏洩|ミス|紛失|問題|不祥事)(など)?[がも](各地で|全国で|国内で|県内で)?相次い(で|だ)|をめぐっては|統計(で|に|上)|まとめでは|検挙|とは?別の事案`)

// causeFrame sentences say outright what the cause was.
var causeFrame = pattern.New(`原因|要因`)

// causeHeading heads the section in which a notice tells the cause.
var causeHeading = pattern.New(`^[^。、]{0,12}原因([・と及びや]|について|$)[^。]{0,10}$`)

// causeLabel begins the line of an entry that names the cause.
var causeLabel = pattern.New(`^[・\-*■●○◇◆(0-9.) ]{0,4}(発生)?(原因|事象|事案|区分|種別|分類|手口|侵入経路)\s?[::]`)

// causeScale is how much what sentence k tells of the cause counts; 0 where it tells
// another story.
func (b *block) causeScale(k int, joined string, tells bool) int {
	d := b.d
	text := d.asksJoined(k, joined)
	l := d.lines[d.sentences[k].line]
	switch {
	case l.zone == title:
		return 5
	case text.Match(otherCase):
		return 0
	case text.Match(causeLabel):
		return 6
	case text.Match(causeFrame):
		return 4
	case l.kind == heading:
		return 3
	}
	if h := d.sections[l.section].heading; h >= 0 && causeHeading.MatchString(d.text(d.lines[h])) {
		return 3
	}
	switch told := text.Match(past); {
	case !told && !b.own && (l.kind == item && !figure.MatchString(joined) || !tells && (l.kind == item || text.Match(hypothetical))):
		return 0 // a point that an author makes; the cases of a digest are told in notes
	case told || tells:
		return 2
	}
	return 1
}

// figure shows that a point of a list is an entry of the story, a dated step or a
// counted thing, and not a point that an author makes.
var figure = pattern.New(`[0-9]`)

// past sentences tell what happened.
var past = pattern.New(`((た|だ)(という|と(発表|公表|明らか|説明)[^。]{0,8}|ということです|もの(です|である)?)?|て(いる|います|おります)(という)?)(とのこと(です)?)?[。」)]?$`)

// A causeSpan is where a cause is told, and how strongly.
type causeSpan struct {
	code     string
	evidence Evidence
	weight   int
}

// A toldSentence is one that tells of the incident of a block.
type toldSentence struct {
	sentence
	text  string        // without white space
	at    func(int) int // its bytes in the sentence
	scale int           // how much what it tells of the cause counts
}

// evidence is the part of a sentence from one byte of its text to another.
func (s *toldSentence) evidence(d *document, start, end int) Evidence {
	return d.evidence(s.start+s.at(start), s.start+s.at(end-1)+1)
}

// told are the sentences of a block that tell of its incident, and not of another story.
func (b *block) told(tells []bool) []toldSentence {
	var out []toldSentence
	for _, k := range b.tale() {
		s := toldSentence{sentence: b.d.sentences[k]}
		s.text, s.at = joined(b.d.s[s.start:s.end])
		if s.scale = b.causeScale(k, s.text, tells[k]); s.scale > 0 {
			out = append(out, s)
		}
	}
	return out
}

// findCauses weighs the causes that sentences tell.
func (d *document) findCauses(told []toldSentence) []causeSpan {
	var spans []causeSpan
	for _, s := range told {
		for i, places := range causeSet.In(s.text, 3) {
			c := &causeCues[i]
			if start, end, ok := c.span(s.text, places); ok {
				spans = append(spans, causeSpan{c.code, s.evidence(d, start, end), c.weight * s.scale})
			}
		}
	}
	return spans
}

// tale are the sentences of a block that may tell of its incident. In one of several
// blocks the headings are those of the cases, whatever else their words might open.
func (b *block) tale() []int {
	var out []int
	if b.under >= 0 {
		out = append(out, b.under)
	}
	for _, k := range b.parts {
		z := b.d.lines[b.d.sentences[k].line].zone
		if z == story || z == title || b.own && z != aside && z != example {
			out = append(out, k)
		}
	}
	return out
}

// joined is a sentence without the white space that hard wrapping and typesetting put
// between its words, and the way back to its own bytes.
func joined(text string) (string, func(int) int) {
	if !strings.ContainsAny(text, " \n\t") {
		return text, func(i int) int { return i }
	}
	var b strings.Builder
	at := make([]int, 0, len(text)+1)
	for i := range len(text) {
		if c := text[i]; c != ' ' && c != '\n' && c != '\t' {
			b.WriteByte(c)
			at = append(at, i)
		}
	}
	return b.String(), func(i int) int { return at[i] }
}

// generalCauses are told of many incidents that have a more specific cause too; a
// specific one that is told plainly takes their place (GUIDE, causes).
var generalCauses = map[string][]string{
	"unauthorized_access":   {"ransomware", "web_skimming", "credential_stuffing", "support_scam", "phishing", "malware", "vulnerability_exploit", "dos", "insider", "misconfiguration"},
	"credential_stuffing":   {"ransomware", "phishing", "support_scam", "malware"},
	"system_bug":            {"ransomware", "web_skimming", "dos", "malware", "vulnerability_exploit", "support_scam"},
	"malware":               {"ransomware", "web_skimming", "support_scam"},
	"vulnerability_exploit": {"ransomware", "web_skimming"},
	"misconfiguration":      {"vulnerability_exploit", "ransomware", "web_skimming"},
	"lost":                  {"stolen", "ransomware"},
	"insider":               {"support_scam", "phishing"},
}

// plainly is the weight from which a cause counts as told plainly: one clear cue in a
// sentence that tells the breach.
const plainly = 8

// causePairs are the causes that stand side by side, since neither tells the other, and
// the weight from which the second is added.
var causePairs = map[[2]string]int{
	{"malware", "phishing"}:                 4, // a mail was opened, and it carried a virus
	{"phishing", "malware"}:                 6,
	{"ransomware", "vulnerability_exploit"}: plainly,
	{"improper_disposal", "insider"}:        6, // staff sold what was to be destroyed
	{"insider", "misconfiguration"}:         plainly,
}

// causeSum is what a block tells of one cause.
type causeSum struct {
	code   string
	weight int
	spans  []causeSpan // the strongest first
}

// chooseCauses keeps the cause that is told most, or the specific one behind a general
// one, and a second where the two stand side by side.
func chooseCauses(spans []causeSpan) []Cause {
	var sums []causeSum
	for _, sp := range spans {
		k := slices.IndexFunc(sums, func(s causeSum) bool { return s.code == sp.code })
		if k < 0 {
			k = len(sums)
			sums = append(sums, causeSum{code: sp.code})
		}
		sums[k].weight += sp.weight
		sums[k].spans = append(sums[k].spans, sp)
	}
	if len(sums) == 0 {
		return []Cause{}
	}
	for i := range sums {
		slices.SortStableFunc(sums[i].spans, func(a, b causeSpan) int { return b.weight - a.weight })
	}
	slices.SortStableFunc(sums, func(a, b causeSum) int { return b.weight - a.weight })
	main := sums[0]
	for i := 0; i < len(sums); i++ {
		s := sums[i]
		if s.weight >= plainly && slices.Contains(generalCauses[main.code], s.code) {
			main, i = s, -1
		}
	}
	out := []Cause{main.cause()}
	for _, s := range sums {
		if least := causePairs[[2]string{main.code, s.code}]; least > 0 && s.weight >= least {
			out = append(out, s.cause())
			break
		}
	}
	return out
}

func (s *causeSum) cause() Cause {
	c := Cause{Code: s.code, Proof: Proof{Rule: "cause/" + s.code, Confidence: confidence(s.weight, plainly, 4)}}
	for _, sp := range s.spans[:min(3, len(s.spans))] {
		c.Evidence = append(c.Evidence, sp.evidence)
	}
	return c
}
