package extract

import (
	"slices"
	"strings"
)

// headRows is how many rows above a count the head of its column is looked for.
const headRows = 16

// readColumns gives the counts in the rows of a table the heads of their columns, and what
// these say about the sums under them: 延べ人数, 実人数.
func (cs *countStory) readColumns() {
	d := cs.d
	counted := map[int]int{} // counts on a line
	for _, p := range cs.placed {
		counted[p.line]++
	}
	for i := range cs.placed {
		p := &cs.placed[i]
		if d.lines[p.line].kind != row {
			continue
		}
		// Rows lose empty cells and gain blanks in the first: cells pair up from the right.
		l := d.lines[p.line]
		right := len(splitCells(d.s, p.end, l.end))
		for k := p.line - 1; k >= 0 && k >= p.line-headRows && d.lines[k].kind != blank; k-- {
			if counted[k] > 0 {
				continue
			}
			cells := splitCells(d.s, d.lines[k].start, d.lines[k].end)
			if n := len(cells) - 1 - right; len(cells) > 1 && n >= 0 {
				p.column = d.s[cells[n][0]:cells[n][1]]
			}
			break
		}
		switch {
		case p.column == "":
		case strings.Contains(p.column, "延べ") || strings.Contains(p.column, "のべ") || strings.Contains(p.column, "名寄せ前"):
			p.tie |= tieGross
		case slices.ContainsFunc([]string{"実人数", "実数", "名寄せ後", "重複除", "重複を除"}, func(w string) bool { return strings.Contains(p.column, w) }):
			p.tie |= tieUnique
		}
	}
}
