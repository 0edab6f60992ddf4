package extract

import (
	"slices"
	"strings"
	"unicode"
)

// longestReading is how many characters the reading of a name in parentheses has at most.
const longestReading = 12

// behindReading are the characters with which the kind of a place or house goes on behind the reading
// of its name.
const behindReading = "市町村区郡島川山駅小中高校園院大寺神支本出"

// remarksInKana are words in hiragana that stand in parentheses and are no readings.
var remarksInKana = []string{"など", "ほか", "うち", "のべ", "まで", "すべて", "とも", "から", "および", "または", "いずれも", "ただし", "あて", "おおむね", "ほぼ", "ひらがな", "ふりがな"}

// readings finds the readings that stand in parentheses amid the names of places and houses:
// 若鮎(わかあゆ)小. It returns the code points of each, for without them the name is one word.
func readings(rs []rune) []int {
	var out []int
	for i := 1; i < len(rs); i++ {
		if rs[i] != '(' && rs[i] != '（' || !unicode.Is(unicode.Han, rs[i-1]) {
			continue
		}
		end := i + 1
		for end < len(rs) && end-i <= longestReading && (unicode.Is(unicode.Hiragana, rs[end]) || rs[end] == 'ー') {
			end++
		}
		if end-i < 3 || end+1 >= len(rs) || rs[end] != ')' && rs[end] != '）' || !strings.ContainsRune(behindReading, rs[end+1]) || slices.Contains(remarksInKana, string(rs[i+1:end])) {
			continue
		}
		for ; i <= end; i++ {
			out = append(out, i)
		}
	}
	return out
}
