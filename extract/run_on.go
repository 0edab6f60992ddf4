package extract

import (
	"strings"
	"unicode"
)

// runOnSigns open the points of a list that have no numbers.
const runOnSigns = "■◆●▼◇□▽▼★【"

// runOnPoints finds the points of a list that were pasted into one paragraph, as mail and
// forms do: １．青葉市は…した。２．緑社は…した。 It adds to breaks the full stops behind which a
// point begins, with the line break that belongs there. Numbers count up from one; signs come
// twice or more.
func runOnPoints(rs []rune, breaks map[int]string) {
	for i := 0; i < len(rs); {
		var stops []int // behind which the points of the line begin
		points, opening := 0, rune(0)
		at := i // where a point may begin
		for ; i < len(rs) && rs[i] != '\n'; i++ {
			if i >= at {
				for at = i; at < len(rs) && (rs[at] == ' ' || rs[at] == '　' || rs[at] == '\t'); {
					at++
				}
				if sign, n := pointAt(rs[at:min(len(rs), at+5)]); n == points+1 && (points == 0 || sign == opening) || n < 0 && (points == 0 || sign == opening) {
					if points++; at > 0 && rs[max(i-1, 0)] == '。' {
						stops = append(stops, i-1)
					}
					opening = sign
				}
				at = len(rs)
			}
			if rs[i] == '。' {
				at = i + 1
			}
		}
		if points > 1 && len(stops) > 0 {
			for _, stop := range stops {
				breaks[stop] = "。\n"
			}
		}
		i++
	}
}

// pointAt reads the mark of a point: its number, and what stands around that; -1 and the
// sign if it is one; 0 if there is none.
func pointAt(rs []rune) (sign rune, n int) {
	if len(rs) < 3 {
		return 0, 0
	}
	if strings.ContainsRune(runOnSigns, rs[0]) {
		return rs[0], -1
	}
	if rs[0] >= '①' && rs[0] <= '⑳' {
		return '①', int(rs[0]-'①') + 1
	}
	if rs[0] == '(' || rs[0] == '（' {
		rs, sign = rs[1:], '('
	}
	i := 0
	for ; i < len(rs) && i < 2; i++ {
		r := rs[i]
		if r >= '０' && r <= '９' {
			r -= '０' - '0'
		}
		if r < '0' || r > '9' {
			break
		}
		n = 10*n + int(r-'0')
	}
	if i == 0 || i+1 >= len(rs) || unicode.IsDigit(rs[i+1]) {
		return 0, 0
	}
	switch rs[i] {
	case '.', '．', ')', '）':
		if sign == 0 {
			sign = rs[i]
		}
		return sign, n
	}
	return 0, 0
}
