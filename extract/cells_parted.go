package extract

import (
	"slices"
	"strings"
	"unicode"
)

// partingSigns are the signs that part the cells of a row in plain text; a tab does so
// without help.
const partingSigns = "|｜／"

// mostColumns bounds the columns of a table whose cells a sign parts.
const mostColumns = 12

// partedCells finds the signs between the cells of tables of cases, below a row of heads:
//
//	No／公表日／組織名／概要       | 公表日 | 組織名 | 件数 |
//	1／5月8日／三角商事／紛失      | --- | --- | --- |
//
// It adds to breaks what stands there in a row that is parted by tabs: a tab, or nothing in
// front of a row. The last cell of a row may hold the sign too.
func partedCells(rs []rune, breaks map[int]string) {
	var sign rune
	columns, rows := 0, 0 // of the table that goes on
	table := map[int]string{}
	done := func() {
		if rows > 1 {
			for i, mark := range table {
				breaks[i] = mark
			}
		}
		columns, rows = 0, 0
		clear(table)
	}
	for i := 0; i < len(rs); {
		end := i
		for end < len(rs) && rs[end] != '\n' {
			end++
		}
		line := rs[i:end]
		switch {
		case strings.TrimSpace(string(line[:min(len(line), longestCell)])) == "":
		case columns == 0:
			if sign, columns = partedHeads(line); columns > 0 {
				partRow(line, sign, columns, i, table)
				table[end] = "\n" // and the blank lines behind it
			}
		default:
			if cells := cellsOf(line, sign, columns); len(cells) == columns && tellsRow(cells) {
				partRow(line, sign, columns, i, table)
				table[end] = "\n"
				rows += one(!ruled(cells))
			} else {
				done()
			}
		}
		i = end + 1
	}
	done()
}

// partedHeads says which sign parts the heads of columns of a table of cases on a line, and
// how many there are; 0 if it is none.
func partedHeads(line []rune) (sign rune, columns int) {
	if len(line) > mostColumns*longestCell {
		return 0, 0
	}
	for _, sign := range partingSigns {
		if !slices.Contains(line, sign) {
			continue
		}
		cells := cellsOf(line, sign, mostColumns)
		heads := 0
		for _, c := range cells {
			heads += one(columnHead.MatchString(c))
		}
		if len(cells) >= fewestCells && heads >= 2 && 2*heads >= len(cells) {
			return sign, len(cells)
		}
	}
	return 0, 0
}

// cellsOf cuts a line into at most so many cells; a sign at its ends parts nothing.
func cellsOf(line []rune, sign rune, most int) []string {
	cells := strings.SplitN(strings.Trim(strings.TrimSpace(string(line)), string(sign)), string(sign), most)
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	return cells
}

// tellsRow says that cells are those of a case, one of which tells a day, or the rule below
// the heads.
func tellsRow(cells []string) bool {
	return ruled(cells) || slices.ContainsFunc(cells, func(c string) bool { return len(c) <= 3*longestCell && dayCell.MatchString(c) })
}

// ruled says that cells are those of the rule below the heads.
func ruled(cells []string) bool { return strings.Trim(cells[0]+cells[1], "-: ") == "" }

// partRow notes the signs of a row that begins at code point at.
func partRow(line []rune, sign rune, columns, at int, table map[int]string) {
	first, last := 0, len(line)
	for first < last && unicode.IsSpace(line[first]) {
		first++
	}
	for last > first && unicode.IsSpace(line[last-1]) {
		last--
	}
	n := 1
	for k := first; k < last && n <= columns; k++ {
		switch {
		case line[k] != sign:
		case k == first:
			table[at+k] = ""
		case k == last-1:
			table[at+k] = "\n" // and the line break behind it
		case n < columns:
			table[at+k] = "\t"
			n++
		}
	}
}
