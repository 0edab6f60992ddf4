package extract

import "unicode"

// longestSpaced is how many characters a label has at most that blanks spread.
const longestSpaced = 5

// spacedLabels finds the blanks with which short labels are spread to the width of longer
// ones: 概　要, 日　　時:. It returns the code point of the first of each gap. Single
// characters stand in a line, or in front of its colon; names of persons have two.
func spacedLabels(rs []rune) []int {
	var out []int
	for i := 0; i < len(rs); {
		end := i
		for end < len(rs) && rs[end] != '\n' && rs[end] != '\r' {
			end++
		}
		out = append(out, spacedLabel(rs[i:end], i)...)
		i = end + 1
	}
	return out
}

func spacedLabel(line []rune, at int) (gaps []int) {
	i := 0
	for i < len(line) && i < 8 && !unicode.Is(unicode.Han, line[i]) {
		i++ // marks, a number, the indent
	}
	for n := 1; i < len(line) && n <= longestSpaced && unicode.Is(unicode.Han, line[i]); n++ {
		gap := i + 1
		for i = gap; i < len(line) && line[i] == '　'; i++ {
		}
		switch {
		case i == len(line) || line[i] == ':' || line[i] == '：' || line[i] == '|' || line[i] == '｜':
			return gaps
		case i == gap:
			return nil
		}
		gaps = append(gaps, at+gap)
	}
	return nil
}
