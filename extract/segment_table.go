package extract

import "strings"

// tableRows are the rows of a table of cases, below heads of columns or each behind its
// number or day, and the lines of a list whose every line is a case behind its date.
func (d *document) tableRows() []int {
	var rows []int
	columns := 0 // of the table that goes on
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
			columns = parted + 1
			continue
		case parted+1 < fewestCells:
			columns = 0
		}
		if columns > 0 && parted+2 >= columns || parted >= 3 && startsWithDigit(s) || hasDateStart(s) && (parted >= 2 || pointHead.MatchString(s)) {
			rows = append(rows, i)
		}
	}
	return rows
}

// partings counts the signs between the cells of a row: tabs, bars, strokes that are none of
// a date or fraction.
func partings(s string) (n int) {
	for i := range len(s) {
		switch s[i] {
		case '\t':
			n++
		case '|':
			n++
		case '/':
			digits := i > 0 && i+1 < len(s) && s[i-1] >= '0' && s[i-1] <= '9' && s[i+1] >= '0' && s[i+1] <= '9'
			n += one(!digits)
		}
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
		loc := firstName.FindStringSubmatchIndex(s)
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
	return runs
}

// fewestLines is how many lines a list without signs has at least.
const fewestLines = 3
