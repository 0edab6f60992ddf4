package extract

import (
	"slices"
	"strings"
	"unicode"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// cellBreaks finds the line breaks inside the rows of a table that was pasted with a line
// for each cell, as browsers do:
//
//	公表日        2025年5月8日
//	組織名   and  三角商事       for each row, with or without a blank line between rows.
//	件数          300件
//
// It adds to breaks the code points at which these stand, with what stands there in a row a
// line: a tab between cells, a line break between rows.
func cellBreaks(rs []rune, breaks map[int]string) {
	if !mayHoldDays(rs) {
		return
	}
	var cells []cell
	blank := true
	for i := 0; i < len(rs); {
		end := i
		for end < len(rs) && rs[end] != '\n' {
			end++
		}
		text := strings.TrimSpace(string(rs[i:min(end, i+longestCell)]))
		if text != "" {
			cells = append(cells, cell{end: end, opens: blank, marked: strings.ContainsRune(caseSigns, firstRune(text, 0)), heads: columnHead.MatchString(text), dated: len([]rune(text)) <= 16 && dayCell.MatchString(text)})
		}
		blank = text == ""
		i = end + 1
	}
	for i := 0; i < len(cells); i++ {
		n, day := headsAt(cells[i:])
		rows := 0
		if n > 0 {
			rows = 1 + rowsAt(cells[i+n:], n, day)
		} else if n = paragraphAt(cells[i:]); n >= fewestCells && cells[i].dated && !slices.ContainsFunc(cells[i:i+n], func(c cell) bool { return c.marked }) {
			rows = rowsAt(cells[i:], n, 0)
		}
		if rows < 3 {
			continue
		}
		for k := range rows*n - 1 {
			breaks[cells[i+k].end] = "\t"
			if k%n == n-1 {
				breaks[cells[i+k].end] = "\n"
			}
		}
		i += rows*n - 1
	}
	partedCells(rs, breaks)
}

// mayHoldDays says of few texts without a table that two of their lines begin as days do, or
// are parted as rows are.
func mayHoldDays(rs []rune) bool {
	n, signs := 0, 0
	begins := true
	for _, r := range rs {
		if strings.ContainsRune(partingSigns, r) {
			if signs++; signs == fewestCells-1 {
				n++
			}
		}
		switch {
		case r == '\n':
			begins, signs = true, 0
		case begins && !unicode.IsSpace(r) && !strings.ContainsRune(partingSigns, r):
			begins = false
			if r >= '0' && r <= '9' || r >= '０' && r <= '９' || strings.ContainsRune("元年月令R./-", r) {
				n++
			}
		}
	}
	return n >= 2
}

// A cell is a line that may be one.
type cell struct {
	end          int  // its line break
	opens        bool // a blank line is before it
	heads, dated bool // it looks like the head of a column, it holds a day
	marked       bool // it begins with the sign of a heading, as no cell does
}

// caseSigns are signs that head the cases of a list.
const caseSigns = "■□◆◇●○▼▽▶▷►◎★☆【"

// bodyColumn is the head of the column of a table that tells whose the cases are.
const bodyColumn = `^(組織|団体|企業|会社|事業者|法人|機関|自治体|学校|施設|公表者|発表者|発表元|公表元)(等|など)?(名|名称)?$`

const (
	fewestCells = 3
	mostCells   = 8
	longestCell = 40 // as far as a line is looked at
)

// headsAt counts the heads of columns at the beginning of cells; day is the column of days.
func headsAt(cells []cell) (n, day int) {
	for n < len(cells) && n < mostCells && cells[n].heads {
		n++
	}
	if n < fewestCells {
		return 0, 0
	}
	for day = range min(n, max(0, len(cells)-n)) {
		if cells[n+day].dated {
			return n, day
		}
	}
	return 0, 0
}

// rowsAt counts the rows of n cells, the one at index day dated.
func rowsAt(cells []cell, n, day int) (rows int) {
	for (rows+1)*n <= len(cells) && cells[rows*n+day].dated {
		for k := 1; k < n; k++ {
			if cells[rows*n+k].opens && !cells[rows*n+1].opens {
				return rows // a paragraph ends inside the row
			}
		}
		rows++
	}
	return rows
}

// paragraphAt counts the lines up to a blank one.
func paragraphAt(cells []cell) (n int) {
	for n = 1; n < len(cells) && n <= mostCells && !cells[n].opens; n++ {
	}
	return n
}

var (
	// columnHead is the head of a column of a table of cases.
	columnHead = pattern.New(`^(No\.?|番号|項番|公表|発表|報道|発生|判明|発覚|事故|日付|年月日|月日|時期)?(日|日時|年月日|番号|日付|年月|月日|時期|No\.?)$|` + bodyColumn + `|^(区分|種別|分類|原因|類型|事由|規模|件数|人数|被害件数|対象人数|対象件数|漏えい件数|概要|内容|事案|事件|事故|事例|経緯|対象|項目|情報|情報の種類|漏えい項目|媒体|備考|業種|所在地|都道府県|状況|対応|手口|影響|被害)$|^(事案|事件|事故|漏え?い|漏洩|流出|紛失|被害)(した|の)?(名|概要|内容|件数|人数|規模|情報|項目|原因)$`)
	// dayCell is a cell that holds nothing but a day.
	dayCell = pattern.New(`^(20[0-9]{2}|２０[０-９]{2}|令和|R)?[0-9０-９元]{0,4}[年./-]?[0-9０-９]{1,2}[月/.-][0-9０-９]{1,2}日?([(（][月火水木金土日][)）])?(公表|発表)?$`)
)
