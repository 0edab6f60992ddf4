package extract

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// A placedCount is a count where it stands in the story.
type placedCount struct {
	countExpr
	sentence, line int
	// head and tail are the words of the sentence before and behind the count, up to the
	// counts next to it, and at most reach runes of them.
	head, tail string
	// listed counts stand in a list, a table or a line of the form "label: value".
	listed bool
	told   bool // its sentence tells the breach
	weak   bool // no word vouches for it
	// list numbers the enumeration that the count is a member of, 0 for none.
	list int
	// column is the head of its column in a table.
	column  string
	measure measure
	figure  int // in the figures of its story
}

// A countStory are the counts of one incident, in order of the text.
type countStory struct {
	d       *document
	placed  []placedCount
	figures []storyCount
}

// readCounts reads the slots of a block out of its counts.
func (d *document) readCounts(counts []countExpr, in func(sentence) bool, tells []bool, cause string) []Count {
	cs := countStory{d: d}
	cs.place(counts, in, tells)
	cs.dropPopulations()
	cs.readColumns()
	cs.measure()
	cs.findLists()
	cs.joinFigures()
	cs.assignRoles(cause)
	out := make([]Count, len(cs.figures))
	for i := range cs.figures {
		out[i] = cs.count(&cs.figures[i])
	}
	return out
}

// place keeps the counts that belong to the story.
func (cs *countStory) place(counts []countExpr, in func(sentence) bool, tells []bool) {
	d := cs.d
	w := storyWords{d: d, tells: tells, tale: map[int]bool{}, guess: map[int]bool{}, list: map[int]bool{}}
	for i, c := range counts {
		if c.unsure || c.lookalike != "" && !(c.lookalike == "business" && strings.HasSuffix(c.counter, "分")) {
			continue
		}
		k := d.sentenceAt(c.start)
		if k < 0 || !in(d.sentences[k]) {
			continue
		}
		p := placedCount{countExpr: c, sentence: k, line: d.lineAt(c.start), told: tells[k], figure: -1}
		if z := d.lines[p.line].zone; z != story && z != title {
			continue
		}
		s := d.sentences[k]
		from, to := s.start, max(s.end, c.end)
		before, after := lastRunes(d.s[from:c.start], 2*reach), firstRunes(d.s[c.end:to], 2*reach)
		if i > 0 {
			from = min(max(from, counts[i-1].end), c.start)
		}
		if i+1 < len(counts) {
			to = max(min(to, counts[i+1].start), c.end)
		}
		p.head, p.tail = lastRunes(d.s[from:c.start], reach), firstRunes(d.s[c.end:to], reach)
		if d.lines[p.line].kind == row { // the other cells speak of something else
			p.head = p.head[strings.LastIndexAny(p.head, "\t|")+1:]
		}
		p.listed = d.listLine(p.line, s)
		if outsideStory(&p, before, after) {
			continue
		}
		p.weak = !w.vouchFor(&p)
		cs.placed = append(cs.placed, p)
	}
	cs.adopt()
	cs.adoptAddends()
	cs.placed = slices.DeleteFunc(cs.placed, func(p placedCount) bool { return p.weak })
}

// endsCounted lines end with their count, as those of a list do.
var endsCounted = regexp.MustCompile(`[0-9万千億](件|人|名|世帯|団体|社|校|枚|通|冊|台|点)[^、。 ]{0,4}(\([^()]*\))?$`)

// listLine says that line i, which holds the sentence, is a point of a list, a row, a
// heading or a short line of its own without a full stop.
func (d *document) listLine(i int, of sentence) bool {
	l := d.lines[i]
	if l.zone == title || l.kind != prose {
		return l.zone != title
	}
	s := d.text(l)
	return (of.start >= l.start && of.end <= l.end || endsCounted.MatchString(s)) && len(s) <= 60*utf8.UTFMax && utf8.RuneCountInString(s) <= 60 && !strings.Contains(s, "。") && !anySuffix(s, "が", "は", "を", "に", "で", "と", "て", "、")
}

var (
	// leakWords say that a sentence speaks of the data or persons concerned, or of what
	// was done to them.
	leakWords = regexp.MustCompile(`漏え?い|漏洩|流出|漏れ|閲覧|見られ|見える|表示され|紛失|亡失|盗|持ち出|個人情報|対象(は|者|と|の|に|を|が|人|件)|該当|影響(を|が|は|範囲)|誤(って|送|配|交|廃|封|掲|公|表|記|登)|含ま|含む|記載|記録され|保存され|登録され|入っていた|入った|氏名|名簿|アドレス|被害|不正|悪用|改ざん|暗号化|感染|迷惑メール|スパム|内訳[はをで:]|マイナンバー|個人番号|別の[^。、]{0,6}[にへ](送|渡|配|交付|届)|と(した|説明|発表|公表)|持ち帰|件数|人数|訂正|改められ|修正し|売られ|転売|売却|出品|複製|廃棄|公開され|掲載され|だまし取|勧誘|侵害|偽の|ばらまか|不審な|騙った|の情報を|の情報が|カルテ|暗号`)
	// listWords stand in the heading or the lead of a list that breaks the incident down.
	listWords = regexp.MustCompile(`漏え?い|漏洩|流出|閲覧|対象|影響|件数|人数|内訳|情報|データ|被害|範囲|項目|概要|内容|紛失|盗難|廃棄|誤`)
	// kinds are the nouns of whom or what a line of a list counts.
	kinds = regexp.MustCompile(`情報|データ|氏名|名簿|アドレス|アカウント|会員|顧客|お客|客様|患者|生徒|児童|学生|職員|社員|従業員|退職者|株主|利用者|購入|登録者|契約者|申込|応募|受診者|受講|取引先|寄[附付]|世帯|書類|通知書|カード|口座|法人|個人|本人|家族|保護者|市民|住民|件数|人数|者数|対象|合計|総数`)
)

// storyWords says which counts the words of their story vouch for.
type storyWords struct {
	d     *document
	tells []bool
	// tale, guess and list remember what the words of a sentence or line say.
	tale, guess, list map[int]bool
}

// vouchFor says that the words around a count show that it measures the incident: those
// next to it, those of its sentence or list, or the tale of the breach right beside it.
func (w *storyWords) vouchFor(p *placedCount) bool {
	d := w.d
	s := d.sentences[p.sentence]
	tale, known := w.tale[p.sentence]
	if !known {
		text := d.s[s.start:s.end]
		tale = leakWords.MatchString(text)
		w.tale[p.sentence], w.guess[p.sentence] = tale, hypothetical.MatchString(strings.ReplaceAll(text, "予防接種", ""))
	}
	guess := w.guess[p.sentence] && !p.listed
	if p.told || tale && !guess {
		return true
	}
	if p.listed {
		list, known := w.list[p.line]
		if !known {
			l := d.lines[p.line]
			list = kinds.MatchString(d.text(l)) || listWords.MatchString(d.headingOver(l))
			w.list[p.line] = list
		}
		return list
	}
	return !guess && (strings.HasSuffix(p.counter, "分") || p.tie&tiePrior != 0 || priorAfter.MatchString(p.tail) || nearestMeasure(p) == ofEffect ||
		(p.unit != "people" || p.value > fewPersons) && d.nearTale(p.sentence, w.tells))
}

// fewPersons are more likely actors of the story than its victims where no word speaks of
// data.
const fewPersons = 30

// nearTale says that a sentence beside the k-th, in its paragraph, tells the breach.
func (d *document) nearTale(k int, tells []bool) bool {
	return k > 0 && tells[k-1] && d.sameParagraph(k-1, k) || k+1 < len(tells) && tells[k+1] && d.sameParagraph(k, k+1)
}

// headingOver is the heading over a line, "" if there is none; over a heading it is the
// one of the next higher level.
func (d *document) headingOver(l line) string {
	k := l.section
	if l.kind == heading {
		level := d.sections[k].level
		for k--; k > 0 && l.section-k < 8 && d.sections[k].level >= level; k-- {
		}
	}
	if h := d.sections[max(k, 0)].heading; h >= 0 {
		return d.text(d.lines[h])
	}
	return ""
}
