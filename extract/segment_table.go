package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// tableRows are the rows of a table of cases, below heads of columns or each behind its
// number or day, and the lines of a list whose every line is a case behind its date; bodies are
// the cells, by the line of their row, that stand below the head 組織名 or the like.
func (d *document) tableRows() (rows []int, bodies map[int][]int) {
	bodies = map[int][]int{}
	columns, column := 0, -1 // of the table that goes on, and that of the bodies
	for i, l := range d.lines {
		if l.kind == blank || l.zone == aside || i <= d.titleLine {
			continue
		}
		s := d.text(l)
		parted := partings(s)
		if isRule(s) {
			continue
		}
		switch {
		case parted+1 >= fewestCells && headsColumns(s):
			columns, column = parted+1, slices.IndexFunc(cellSpans(s), func(c [2]int) bool { return bodyHead.MatchString(s[c[0]:c[1]]) })
			continue
		case parted+1 < fewestCells:
			columns = 0
		}
		if spacedRow(s) || columns > 0 && parted+2 >= columns || parted >= 3 && startsWithDigit(s) || hasDateStart(s) && (parted >= 2 || pointHead.MatchString(s)) {
			rows = append(rows, i)
			if cells := cellSpans(s); columns > 0 && column >= 0 && column < len(cells) && cells[column][0] < cells[column][1] {
				bodies[i] = []int{l.start + cells[column][0], l.start + cells[column][1]}
			}
		}
	}
	return rows, bodies
}

var (
	// bodyHead is the head of the column of the bodies, clientHead that of those whose data
	// another held.
	bodyHead   = pattern.New(bodyColumn)
	clientHead = pattern.New(`^(委託元|発注元|預け主|荷主|導入先|契約先|顧客企業|加盟[店校社]|影響を受けた[^\s]{2,8}|(利用|導入|契約)(企業|団体|自治体|施設|校|者))(等|など)?(名|名称)?$`)
)

// clientColumn is the column of clients below a row of heads, -1 if it has none or also
// one of the bodies.
func clientColumn(s string) int {
	if partings(s)+1 < fewestCells-1 || len(s) > mostColumns*longestCell {
		return -1
	}
	at := -1
	for i, c := range cellSpans(s) {
		switch head := s[c[0]:c[1]]; {
		case bodyHead.MatchString(head):
			return -1 // whose cases the rows are
		case at < 0 && clientHead.MatchString(head):
			at = i
		}
	}
	return at
}

// longestRow is of how many bytes the rows of clients are at most; every mention asks for its line.
const longestRow = 4 * mostColumns * longestCell

// inClientColumn says that a mention stands in a row of a table, in the column of clients.
func (d *document) inClientColumn(m orgMention) bool {
	l := d.lines[m.line]
	isRow := func(l line) bool { return l.end-l.start <= longestRow && partings(d.text(l)) > 0 }
	if !isRow(l) {
		return false
	}
	for i := m.line - 1; i >= 0 && i > m.line-maxGroups && (d.lines[i].kind == blank || isRow(d.lines[i])); i-- {
		if at := clientColumn(d.text(d.lines[i])); at >= 0 {
			cells := cellSpans(d.text(l))
			return at < len(cells) && m.start >= l.start+cells[at][0] && m.end <= l.start+cells[at][1]
		}
	}
	return false
}

// cellSpans are the cells of a row, in bytes of it, without the white space around them.
func cellSpans(s string) (cells [][2]int) {
	from := 0
	for i := range len(s) + 1 {
		if i < len(s) && !partsCells(s, i) {
			continue
		}
		c := [2]int{from, i}
		for c[0] < c[1] && isSpace(s[c[0]]) {
			c[0]++
		}
		for c[1] > c[0] && isSpace(s[c[1]-1]) {
			c[1]--
		}
		cells = append(cells, c)
		from = i + 1
	}
	return cells
}

// partsCells says that byte i is a sign between the cells of a row: a tab, a bar, a stroke
// that is none of a date or fraction.
func partsCells(s string, i int) bool {
	switch s[i] {
	case '\t', '|':
		return true
	case '/':
		return !(i > 0 && i+1 < len(s) && s[i-1] >= '0' && s[i-1] <= '9' && s[i+1] >= '0' && s[i+1] <= '9')
	}
	return false
}

// spacedRow says that a line is a row whose cells only spaces part, one of which holds a day.
func spacedRow(s string) bool {
	if len(s) > mostColumns*longestCell || strings.Contains(s, "。") {
		return false
	}
	cells := strings.Fields(s)
	return len(cells) > fewestCells && len(cells) <= mostColumns && slices.ContainsFunc(cells, func(c string) bool { return len(c) <= 3*longestCell && dayCell.MatchString(c) })
}

// partings counts the signs between the cells of a row.
func partings(s string) (n int) {
	for i := range len(s) {
		n += one(partsCells(s, i))
	}
	return n
}

// headsColumns says that the cells of a row are the heads of columns of a table of cases.
func headsColumns(s string) bool {
	if len(s) > mostColumns*longestCell {
		return false
	}
	cells := strings.FieldsFunc(s, func(r rune) bool { return r == '\t' || r == '|' || r == '/' })
	heads := 0
	for _, c := range cells {
		heads += one(columnHead.MatchString(strings.TrimSpace(c)))
	}
	return heads >= 2 && 2*heads >= len(cells)
}

// listLines are the runs of lines that each begin with a word, set apart by the same sign from
// what follows, and hold a figure, as the lists of cases do that have no signs.
func (d *document) listLines() (runs [][]int) {
	var run []int
	sign := ""
	end := func() {
		if len(run) >= fewestLines {
			runs = append(runs, run)
		}
		run, sign = nil, ""
	}
	for i, l := range d.lines {
		if l.kind == blank || i <= d.titleLine {
			continue
		}
		s := d.text(l)
		loc := firstName.FindStringSubmatchIndex(firstRunes(s, headRunes))
		if loc == nil || l.zone == aside || !figure.MatchString(s) || loc[5] == loc[4] {
			end()
			continue
		}
		mark := s[loc[4] : loc[4]+1]
		if !strings.Contains("(:/ \t", mark) || strings.Count(s, "。") > 1 || len(s) > mostColumns*longestCell {
			end() // prose
			continue
		}
		if mark != sign {
			end()
			sign = mark
		}
		run = append(run, i)
	}
	end()
	slices.SortStableFunc(runs, func(a, b []int) int { return len(b) - len(a) })
	return runs[:min(len(runs), mostLists)]
}

const (
	fewestLines = 3 // that a list without signs has
	mostLists   = 4 // of these, the longest, are looked at
)
