package extract

import (
	"strings"
	"unicode/utf8"
)

// Brackets stand in names in pairs only.
const (
	openBrackets  = "([【<〈《「『"
	closeBrackets = ")]】>〉》」』"
	// outerMarks stand around names.
	outerMarks = " \t・、。:;/|▶▷►▲△▼▽■□◆◇●○◎★☆※*→-–—―"
)

var bracketPairs = [][2]string{{"(", ")"}, {"[", "]"}, {"【", "】"}, {"<", ">"}, {"〈", "〉"}, {"《", "》"}, {"「", "」"}, {"『", "』"}}

// paired is a stretch of text without the brackets that are only half in it and what is beyond
// them, and without the marks around it; a bracket that closes right behind it is its own.
func (d *document) paired(n nameSpan) nameSpan {
	open, shut := unpaired(d.s[n.start:n.end])
	if open >= 0 && closes(d.s[n.start+open:], d.s[n.end:]) {
		_, w := utf8.DecodeRuneInString(d.s[n.end:])
		n.end += w // 高原キャンパス(葦原大学|)
		open = -1
	}
	if open >= 0 && open > shut && open > 0 {
		n.end = n.start + open
	}
	if shut >= 0 {
		_, w := utf8.DecodeRuneInString(d.s[n.start+shut:])
		n.start += shut + w
	}
	name := strings.TrimLeft(d.s[n.start:n.end], outerMarks)
	if open, _ := unpaired(name); open == 0 {
		name = strings.TrimLeft(name, openBrackets+outerMarks)
	}
	n.start = n.end - len(name)
	name = strings.TrimRight(name, outerMarks)
	for _, pair := range bracketPairs {
		inner, ok := strings.CutPrefix(name, pair[0])
		if inner, ok2 := strings.CutSuffix(inner, pair[1]); ok && ok2 && !strings.ContainsAny(inner, openBrackets+closeBrackets) {
			n.start += len(pair[0])
			name = inner
		}
	}
	n.end = n.start + len(name)
	return n
}

// unpaired are where the first bracket that opens in s and is not closed, and the last that closes
// and was not opened, stand, or -1.
func unpaired(s string) (open, shut int) {
	open, shut = -1, -1
	depth := 0
	for i, r := range s {
		switch {
		case strings.ContainsRune(openBrackets, r):
			if depth == 0 {
				open = i
			}
			depth++
		case !strings.ContainsRune(closeBrackets, r):
		case depth == 0:
			shut = i
		default:
			if depth--; depth == 0 {
				open = -1
			}
		}
	}
	return open, shut
}

// closes says that rest begins with the bracket that closes the one with which s does.
func closes(s, rest string) bool {
	for _, pair := range bracketPairs {
		if strings.HasPrefix(s, pair[0]) {
			return strings.HasPrefix(rest, pair[1])
		}
	}
	return false
}
