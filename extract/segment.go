package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A block is the part of an article that tells one incident, as a set of sentences.
type block struct {
	in map[int]bool // sentences
	d  *document
	// own says that the block is one of several: it has no share in the title.
	own bool
}

func (b *block) holds(s sentence) bool {
	return b.in[b.d.sentenceAt(s.start)]
}

// segment cuts an article into the blocks that tell one incident each. Most articles
// are one block; a round-up has a block for each section, point or paragraph that tells
// a breach of an organisation that no other tells.
func (d *document) segment(orgs []orgMention, tells []bool) []block {
	for _, cut := range []func() [][]int{d.bySection, d.byItem, d.byParagraph} {
		if blocks := d.independent(cut(), orgs, tells); len(blocks) > 1 {
			return blocks
		}
	}
	whole := block{in: map[int]bool{}, d: d}
	for k := range d.sentences {
		whole.in[k] = true
	}
	return []block{whole}
}

// bySection groups sentences under top-level headings, subheadings included.
func (d *document) bySection() [][]int {
	group := make([]int, len(d.sections))
	n := 0
	top := 9
	for i, s := range d.sections {
		if i > 0 && s.heading != d.titleLine && s.zone == story {
			top = min(top, s.level)
		}
	}
	for i, s := range d.sections {
		if i > 0 && s.level <= top {
			n++
		}
		group[i] = n
	}
	return d.group(n+1, func(k int) int { return group[d.lines[d.sentences[k].line].section] })
}

var itemStart = regexp.MustCompile(`^(\([0-9]{1,2}\)|[①-⑳]|[0-9]{1,2}[.)]|[■◆●▼・○◇□]|【)`)

// byItem groups sentences by numbered or bulleted points that hold whole sentences.
func (d *document) byItem() [][]int {
	n := 0
	at := make([]int, len(d.lines))
	for i, l := range d.lines {
		if l.kind != blank && itemStart.MatchString(d.text(l)) && (utf8.RuneCountInString(d.text(l)) > 40 || l.kind == heading) {
			n++
		} else if l.kind == blank && n > 0 && at[max(0, i-1)] > 0 && !d.itemAhead(i) {
			n++
		}
		at[i] = n
	}
	return d.group(n+1, func(k int) int { return at[d.sentences[k].line] })
}

func (d *document) itemAhead(i int) bool {
	for k := i + 1; k < len(d.lines) && k < i+3; k++ {
		if d.lines[k].kind != blank {
			return !itemStart.MatchString(d.text(d.lines[k]))
		}
	}
	return false
}

// byParagraph groups sentences by paragraphs of prose.
func (d *document) byParagraph() [][]int {
	n := 0
	at := make([]int, len(d.lines))
	for i, l := range d.lines {
		if i > 0 && (d.lines[i-1].kind == blank || l.kind == heading) {
			n++
		}
		at[i] = n
	}
	return d.group(n+1, func(k int) int { return at[d.sentences[k].line] })
}

func (d *document) group(n int, of func(k int) int) [][]int {
	out := make([][]int, n)
	for k := range d.sentences {
		out[of(k)] = append(out[of(k)], k)
	}
	return out
}

// independent keeps the groups that tell a breach of their own: with a breach sentence,
// an announcement or a date, and a leading organisation that the other groups do not
// speak of. Groups that tell nothing of their own go with the one before.
func (d *document) independent(groups [][]int, orgs []orgMention, tells []bool) []block {
	type tale struct {
		group int
		core  string
		cores map[string]bool
	}
	var tales []tale
	for g, ks := range groups {
		var text strings.Builder
		told := false
		for _, k := range ks {
			s := d.sentences[k]
			if z := d.lines[s.line].zone; z == story {
				told = told || tells[k] && d.lines[s.line].kind != heading
				text.WriteString(d.s[s.start:s.end])
			}
		}
		if !told || !dated.MatchString(text.String()) {
			continue
		}
		b := block{in: map[int]bool{}, d: d}
		for _, k := range ks {
			b.in[k] = true
		}
		t := tale{group: g, cores: map[string]bool{}}
		parties := d.readParties(orgs, b.holds, false)
		chosen := d.chooseParties(parties)
		if len(chosen) == 0 {
			if a := d.anonymous(b.holds); a != nil {
				t.core = "?" + a.Name
			} else {
				continue
			}
		} else {
			t.core = coreName(normalize(chosen[0].Name).s)
		}
		for _, p := range parties {
			t.cores[p.core] = true
		}
		tales = append(tales, t)
	}
	var kept []tale
	for i, t := range tales {
		shared := 0
		for j, u := range tales {
			if i != j && mentionsCore(u.cores, t.core) {
				shared++
			}
		}
		if shared*2 < len(tales) || shared == 0 {
			kept = append(kept, t)
		}
	}
	if len(kept) < 2 {
		return nil
	}
	var blocks []block
	for _, t := range kept {
		b := block{in: map[int]bool{}, d: d, own: true}
		for _, k := range groups[t.group] {
			b.in[k] = true
		}
		blocks = append(blocks, b)
	}
	return blocks
}

func mentionsCore(cores map[string]bool, core string) bool {
	for c := range cores {
		if c == core || strings.HasSuffix(c, core) || strings.HasSuffix(core, c) {
			return true
		}
	}
	return false
}

var dated = regexp.MustCompile(`[0-9一二三四五六七八九十]{1,4} ?[年月日]|発表|公表|明らかに`)

// anonymousForms are the ways in which an unnamed organisation is told.
var anonymousForms = regexp.MustCompile(`((都内|県内|市内|府内|道内|国内|関東|関西|東海|九州|東北|北海道|[^\s、。「」]{2,4}(都|道|府|県|市))(内)?の)?(ある|とある|某|大手)[^\s、。「」はがでにをのもと]{0,14}(大学|企業|会社|メーカー|病院|学校|自治体|機関|銀行|団体|店|市|町|クリニック|サイト|事業者|法人|ショップ)|[^\s、。「」]{2,8}(都|道|府|県|市)(内)?に(本社|本店|拠点)を(置|構)く[^\s、。「」はがでにをのも]{0,10}(企業|会社|メーカー|事業者|法人)|[^\s、。「」はがでに]{2,16}を(提供|運営|展開|販売|製造)する(企業|会社|事業者|法人|メーカー)|(都内|県内|市内|府内|国内)の[^\s、。「」はがでにをのも]{0,10}(大学|企業|会社|メーカー|病院|学校|小学校|中学校|高校|自治体|クリニック|団体)`)

// anonymous finds an organisation that the text describes and does not name, in a
// sentence that tells of the announcement.
func (d *document) anonymous(in func(sentence) bool) *Organization {
	for _, s := range d.sentences {
		if !in(s) || d.lines[s.line].zone != story {
			continue
		}
		text := d.s[s.start:s.end]
		loc := anonymousForms.FindStringIndex(text)
		if loc == nil || !strings.Contains(text, "発表") && !strings.Contains(text, "公表") && !strings.Contains(text, "明らかに") {
			continue
		}
		start, end := d.span(s.start+loc[0], s.start+loc[1])
		return &Organization{Name: string(d.given[start:end]), Role: "breached", Anonymous: true,
			Proof: Proof{Rule: "org/anonymous", Confidence: "medium", Evidence: []Evidence{d.evidence(s.start+loc[0], s.start+loc[1])}}}
	}
	return nil
}
