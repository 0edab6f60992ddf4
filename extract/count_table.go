package extract

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A countLabel gives a bare number its unit.
type countLabel struct {
	word, unit string
	unsure     bool
	example    string
}

// countLabels are the heads of columns and the labels of lines that give a bare number its
// unit: 件数 382, 対象者数(人):1,200. Longer labels that end in one of them count too.
var countLabels = []countLabel{
	{"件数", "records", false, "漏えい件数:382"},
	{"レコード数", "records", true, "レコード数\t382"},
	{"行数", "records", true, "行数\t382"},
	{"(件)", "records", false, "顧客情報(件)\t382"},
	{"人数", "people", false, "対象人数:382"},
	{"者数", "people", false, "対象者数:382"},
	{"名数", "people", false, "対象名数:382"},
	{"会員数", "people", true, "会員数:382"},
	{"(人)", "people", false, "対象(人)\t382"},
	{"(名)", "people", false, "対象(名)\t382"},
	{"社数", "organizations", false, "対象社数\t382"},
	{"団体数", "organizations", false, "団体数\t382"},
	{"店舗数", "organizations", true, "店舗数\t382"},
	{"(社)", "organizations", false, "委託元(社)\t382"},
	{"世帯数", "households", false, "対象世帯数\t382"},
	{"(世帯)", "households", false, "対象(世帯)\t382"},
	{"アカウント数", "accounts", false, "アカウント数\t382"},
	{"ID数", "accounts", false, "対象ID数\t382"},
	{"通数", "messages", false, "送信通数\t382"},
	{"枚数", "files", false, "紛失枚数\t382"},
	{"冊数", "files", false, "冊数\t382"},
	{"ファイル数", "files", false, "ファイル数\t382"},
	{"台数", "devices", false, "台数\t382"},
}

var labelTrie = newTrie(mapWords(countLabels, func(l countLabel) string { return l.word }))

// readTables adds the bare numbers whose unit a label on their line or the head of their
// column gives. Numbers with a counter of their own have been read before.
func (r *countReader) readTables(skip [][2]int) {
	counted := len(r.found)
	taken := func(i, j int) bool {
		if overlaps(skip, i, j) {
			return true
		}
		k, _ := slices.BinarySearchFunc(r.found[:counted], i, func(e countExpr, i int) int { return e.start - i })
		return k < counted && r.found[k].start < j || k > 0 && r.found[k-1].end > i
	}
	var heads []column
	blank := 0
	for i := 0; i < len(r.s); {
		j := i + strings.IndexByte(r.s[i:], '\n')
		if j < i {
			j = len(r.s)
		}
		cells := splitCells(r.s, i, j)
		if len(cells) == 0 {
			if blank++; blank > 1 {
				heads = nil
			}
		} else {
			if blank > 0 && len(heads) > 1 {
				heads = nil
			}
			blank = 0
			if h := r.columnHeads(cells); h != nil {
				heads = h
			} else if len(heads) > 0 {
				if !r.readRow(cells, heads, taken) {
					heads = nil
				}
			}
		}
		r.readLabels(i, j, taken)
		i = j + 1
	}
	slices.SortFunc(r.found, func(a, b countExpr) int { return a.start - b.start })
}

// A column of a table: its label, -1 where that is none of countLabels.
type column struct{ label int }

// splitCells gives the cells of the line s[i:j], which tabs, bars or two spaces part.
func splitCells(s string, i, j int) (cells [][2]int) {
	add := func(a, b int) {
		for a < b && s[a] == ' ' {
			a++
		}
		for b > a && s[b-1] == ' ' {
			b--
		}
		if a < b {
			cells = append(cells, [2]int{a, b})
		}
	}
	from := i
	for k := i; k < j; k++ {
		if s[k] == '\t' || s[k] == '|' || s[k] == ' ' && k+1 < j && s[k+1] == ' ' {
			add(from, k)
			from = k + 1
		}
	}
	add(from, j)
	return cells
}

// columnHeads reads a line as the head of a table, nil if it is none.
func (r *countReader) columnHeads(cells [][2]int) []column {
	heads := make([]column, len(cells))
	any := false
	for k, c := range cells {
		heads[k].label = -1
		cell := r.s[c[0]:c[1]]
		if utf8.RuneCountInString(cell) > 16 || strings.ContainsAny(cell, "0123456789。、") {
			continue
		}
		l := labelOf(cell)
		if l < 0 && len(cells) > 1 { // a counter is a head, too: 地区 世帯
			l = labelOf("(" + cell + ")")
		}
		if l >= 0 {
			heads[k].label = l
			any = true
		}
	}
	if !any {
		return nil
	}
	return heads
}

// labelOf is the label that a cell ends with, -1 for none.
func labelOf(cell string) int {
	best, size := -1, 0
	for i, l := range countLabels {
		if len(l.word) > size && strings.HasSuffix(cell, l.word) {
			best, size = i, len(l.word)
		}
	}
	return best
}

// readRow reads a line under heads, and says whether it can be a row of that table.
func (r *countReader) readRow(cells [][2]int, heads []column, taken func(i, j int) bool) bool {
	if len(cells) != len(heads) {
		return false
	}
	for k, c := range cells {
		if heads[k].label < 0 {
			continue
		}
		e, ok := r.bareNumber(c[0], c[1], heads[k].label)
		if !ok || e.end != c[1] || taken(e.start, e.end) {
			continue
		}
		if k > 0 {
			e.subjectStart, e.subjectEnd = cells[0][0], cells[0][1]
			e.subject = r.s[cells[0][0]:cells[0][1]]
			if beginsWith(e.subject, "計 合計 総計") {
				e.tie |= tieTotal
			}
		}
		r.found = append(r.found, e)
	}
	return len(heads) > 1
}

// readLabels reads the labelled numbers of the line s[i:j]: 件数:382, 人数は1,200でした.
func (r *countReader) readLabels(i, j int, taken func(i, j int) bool) {
	labelTrie.find(r.s, i, j, func(label, _, end int) {
		p := end
		if strings.HasPrefix(r.s[p:j], "(") { // 件数(件)
			if close := strings.IndexByte(r.s[p:min(j, p+16)], ')'); close > 0 {
				p += close + 1
			}
		}
		sep := p
		p += len(r.s[p:j]) - len(strings.TrimLeft(r.s[p:j], " \t:|=…"))
		if p == sep {
			rest, ok := strings.CutPrefix(r.s[p:j], "は")
			if !ok {
				return
			}
			p = j - len(rest)
		}
		e, ok := r.bareNumber(p, j, label)
		if !ok || taken(e.start, e.end) || e.end < j && !endsBareNumber(r.s[e.end:j]) {
			return
		}
		if len(r.found) > 0 && r.found[len(r.found)-1].start == e.start {
			return // the row of a table has it
		}
		e.subjectEnd = end
		r.found = append(r.found, e)
	})
}

// endsBareNumber says that rest does not go on with a counter or a unit of something else.
func endsBareNumber(rest string) bool {
	ch, _ := utf8.DecodeRuneInString(rest)
	if strings.ContainsRune(" \t|、。,)」(", ch) {
		rest = strings.TrimLeft(rest, " ")
		return rest == "" || !isDigit(rest[0])
	}
	return unicode.Is(unicode.Hiragana, ch) && !strings.HasPrefix(rest, "か")
}

// bareNumber reads a number with its qualifiers and no counter at s[i:j].
func (r *countReader) bareNumber(i, j, label int) (e countExpr, ok bool) {
	e.start = i
	for {
		for i < j && r.s[i] == ' ' {
			i++
		}
		q, found := leadingAt(r.s, i)
		if !found {
			break
		}
		e.qualifier = stronger(e.qualifier, q.code)
		i += len(q.word)
	}
	if i >= j || !isNumeralStart(r.s, i) {
		return e, false
	}
	n, next, readable := readNumeral(r.s, i)
	if !readable || next > j {
		return e, false
	}
	if n.several {
		e.qualifier = stronger(e.qualifier, "several")
	}
	if v, end, found := trailingTrie.longest(r.s[:j], next); found {
		e.qualifier = stronger(e.qualifier, trailing[v].code)
		next = end
	}
	if e.qualifier == "" {
		e.qualifier = "exact"
	}
	l := countLabels[label]
	e.number, e.end, e.value = i, next, n.value
	e.counter, e.unit, e.unsure, e.rule = l.word, l.unit, l.unsure, "count/label"
	return e, true
}

// overlaps says that s[i:j] meets one of the spans, which are in order and apart.
func overlaps(spans [][2]int, i, j int) bool {
	k, _ := slices.BinarySearchFunc(spans, i, func(s [2]int, i int) int { return s[0] - i })
	return k < len(spans) && spans[k][0] < j || k > 0 && spans[k-1][1] > i
}
