package extract

import (
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// maxRow is the longest row, in bytes, that is taken for one of a table of counts.
const maxRow = 1000

// headRows is how many rows above a count the head of its column is looked for.
const headRows = 16

// earlierColumn is the head of a column of counts that others have replaced.
var earlierColumn = pattern.New(`^(訂正前|修正前|変更前|前回|先の|当初|第一報|第1報|初報|速報)`)

// reportColumn is the head of a column of what was told at one time, which those behind it replaced.
var reportColumn = pattern.New(`(続|中間|経過|次|[0-9一二三四])報(告)?$`)

// breaksDown says that the table of p goes on to a row of sums: what stands over it are parts,
// of an earlier total too.
func (cs *countStory) breaksDown(p *placedCount) bool {
	d := cs.d
	for k := p.line + 1; k < min(len(d.lines), p.line+headRows) && d.lines[k].kind != blank; k++ {
		if sumRow.MatchString(d.s[d.lines[k].start:d.lines[k].end]) {
			return true
		}
	}
	return false
}

var sumRow = pattern.New(`^ *(計|合計|総計|総数|全体)[ \t|:]`)

// readColumns gives the counts in the rows of a table the heads of their columns, and what
// these say about the sums under them: 延べ人数, 実人数.
func (cs *countStory) readColumns() {
	d := cs.d
	counted := map[int]int{} // counts on a line
	for _, p := range cs.placed {
		counted[p.line]++
	}
	before := map[int]int{} // those of them met
	for i := range cs.placed {
		p := &cs.placed[i]
		before[p.line]++
		l := d.lines[p.line]
		if l.end-l.start > maxRow {
			continue
		}
		// Rows lose empty cells and gain blanks in the first: cells pair up from the right.
		right := max(len(splitCells(d.s, p.end, l.end)), counted[p.line]-before[p.line])
		fields := 0 // of a line whose cells a blank each parts, 0 for a row
		if l.kind != row && len(splitCells(d.s, l.start, l.end)) < 2 {
			fields, right = len(strings.Fields(d.s[l.start:l.end])), len(strings.Fields(d.s[min(p.end, l.end):l.end]))
		}
		for k := p.line - 1; k >= 0 && k >= p.line-headRows && d.lines[k].kind != blank; k-- {
			if counted[k] > 0 {
				continue
			}
			cells := splitCells(d.s, d.lines[k].start, min(d.lines[k].end, d.lines[k].start+maxRow))
			if n := len(cells) - 1 - right; len(cells) > 1 && n >= 0 && (fields == 0 || fields == len(cells)) {
				head := d.s[cells[n][0]:cells[n][1]]
				if hasDateStart(head) { // it is a row of days
					continue
				}
				p.column, p.columns = head, k
			}
			break
		}
		switch {
		case p.column == "":
		case strings.Contains(p.column, "延べ") || strings.Contains(p.column, "のべ") || strings.Contains(p.column, "名寄せ前"):
			p.tie |= tieGross
		case slices.ContainsFunc([]string{"実人数", "実数", "名寄せ後", "重複除", "重複を除"}, func(w string) bool { return strings.Contains(p.column, w) }):
			p.tie |= tieUnique
		case (earlierColumn.MatchString(p.column) || right > 0 && reportColumn.MatchString(p.column)) && !cs.breaksDown(p):
			p.tie |= tiePrior
		}
	}
	cs.readHistory()
}

// toldOn is the head of the column of days on which the counts of a row were told.
var toldOn = pattern.New(`^(公表|発表|報告|更新|訂正|お知らせ|掲載|公開|説明|会見|開示)(し?た|の)?(年月)?(日時?|日付|時期|とき|時)?$|時点$|^第?何?報(目|数)?$`)

// readHistory reads the table of how counts changed: those of its earlier rows are gone by.
func (cs *countStory) readHistory() {
	last := map[string]int{} // row of each column
	for _, p := range cs.placed {
		if p.columns != 0 {
			last[p.column] = p.line
		}
	}
	for i := range cs.placed {
		p := &cs.placed[i]
		if p.columns != 0 && p.line < last[p.column] && toldOn.MatchString(cs.d.rowLabel(cs.d.lines[p.columns], cs.d.lines[p.columns].end)) {
			p.tie |= tiePrior
		}
	}
}

// rowLabel is the first cell of a row, "" where that does not end before the byte end.
func (d *document) rowLabel(l line, end int) string {
	cells := splitCells(d.s, l.start, min(l.end, l.start+maxRow))
	if len(cells) == 0 || cells[0][1] > end {
		return ""
	}
	return lastRunes(d.s[cells[0][0]:cells[0][1]], reach)
}
