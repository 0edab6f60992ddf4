package extract

import (
	"slices"
	"strings"
)

// wrappedBreaks finds the line breaks of hard-wrapped text, which stand in the middle
// of sentences and of words: those of e-mail magazines and of text copied from a PDF.
// A paragraph is wrapped where its lines, the last one aside, are nearly of one width
// and do not end a sentence. It returns the code points at which the breaks stand.
func wrappedBreaks(rs []rune) []int {
	type row struct {
		start, end, width int  // end is the break
		cells             bool // it is a row of a table
	}
	n := 1
	for _, r := range rs {
		if r == '\n' {
			n++
		}
	}
	rows := make([]row, 0, n)
	start, width, cells := 0, 0, false
	for i := 0; i <= len(rs); i++ {
		if i == len(rs) || rs[i] == '\n' {
			end := i
			if end > start && rs[end-1] == '\r' {
				end--
			}
			rows = append(rows, row{start, end, width, cells})
			start, width, cells = i+1, 0, false
			continue
		}
		cells = cells || rs[i] == '\t' || rs[i] == '|' || rs[i] == '｜' || rs[i] == '│' || i > start+1 && rs[i] == '　' && rs[i-1] == '　' && rs[start] != '　'
		if rs[i] < 0x2000 || rs[i] >= 0xff61 && rs[i] <= 0xff9f {
			width++
		} else {
			width += 2
		}
	}
	// the width at which the text wraps is that of its long lines
	var long []int
	for _, r := range rows {
		if r.width >= minWrap {
			long = append(long, r.width)
		}
	}
	if len(long) < 3 {
		return nil
	}
	slices.Sort(long)
	limit := long[len(long)-1-len(long)/20]
	if limit > maxWrap {
		return nil
	}
	full := 0
	var out []int
	for k := 0; k+1 < len(rows); k++ {
		a, b := rows[k], rows[k+1]
		if a.width < limit-6 || a.width > limit+4 {
			continue
		}
		full++
		if b.width == 0 || b.width > limit+4 || a.cells || b.cells || endsLine(rs[a.end-1]) || opensLine(rs[b.start:b.end]) {
			continue
		}
		if startsDated(rs[a.start:a.end]) && startsDated(rs[b.start:b.end]) {
			continue // the lines of a list
		}
		out = append(out, a.end)
	}
	if len(out) < 3 && long[len(long)/2] < limit-8 || 2*len(out) < full {
		return nil // the widest lines of a list
	}
	return out
}

// Wrapped Japanese text is between 20 and 60 full-width characters wide.
const (
	minWrap = 40
	maxWrap = 124
)

func startsDated(line []rune) bool {
	return hasDateStart(strings.TrimLeft(string(line), " 　\t"))
}

func endsLine(r rune) bool {
	return strings.ContainsRune("。．.!?！？」』)）】:：;；─━―＝=-_*", r)
}

// opensLine says that a line begins something of its own: a point, a heading,
// a quotation from a mail.
func opensLine(line []rune) bool {
	i := 0
	for i < len(line) && (line[i] == ' ' || line[i] == '　' || line[i] == '\t') {
		i++
	}
	if i >= len(line) || i >= 3 || i > 0 && hasDateStart(normalize(string(line[i:min(len(line), i+12)])).s) {
		return true
	}
	return strings.ContainsRune("・•●○◯◎■□◆◇▼▽▲△★☆※【[［〔＜<《>＞#-─━―=＝*(（①②③④⑤⑥⑦⑧⑨⑩|｜", line[i])
}
