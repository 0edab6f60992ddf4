package pattern

import (
	"cmp"
	"regexp/syntax"
	"slices"
	"unicode"
	"unicode/utf8"
)

// maxWords is how many texts an expression may match to be taken for their list.
const maxWords = 32

// needed are words of which every match of an expression holds at least one; none if
// that cannot be told.
func needed(re *syntax.Regexp) []string {
	if lists := needs(re); len(lists) > 0 {
		return lists[0]
	}
	return nil
}

// needs are lists of words as needed, the rarest first.
func needs(re *syntax.Regexp) [][]string {
	list, lists := wordsOf(re)
	return byRarity(append(lists, list))
}

// clues are what a text with a match of an expression holds for one of its alternatives: a
// word of each of the lists.
func clues(re *syntax.Regexp) (ways [][][]string) {
	switch re.Op {
	case syntax.OpCapture:
		return clues(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			ways = append(ways, clues(sub)...)
		}
		return ways
	}
	return [][][]string{needs(re)}
}

// wordsOf reads an expression: list is all texts that it matches; if those are too many,
// it is nil and lists are as needs, in any order.
func wordsOf(re *syntax.Regexp) (list []string, lists [][]string) {
	switch re.Op {
	case syntax.OpEmptyMatch, syntax.OpBeginText, syntax.OpEndText:
		return []string{""}, nil
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 {
			return []string{string(re.Rune)}, nil
		}
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1]; r++ {
				if len(list) == maxWords {
					return nil, nil
				}
				list = append(list, string(r))
			}
		}
		return list, nil
	case syntax.OpCapture:
		return wordsOf(re.Sub[0])
	case syntax.OpPlus:
		return nil, needs(re.Sub[0])
	case syntax.OpQuest:
		if list, _ = wordsOf(re.Sub[0]); list != nil && len(list) < maxWords {
			return append(list, ""), nil
		}
	case syntax.OpRepeat:
		if re.Min > 0 {
			return nil, needs(re.Sub[0])
		}
	case syntax.OpConcat:
		return wordsOfSequence(re.Sub)
	case syntax.OpAlternate:
		var either []string
		finite, needy := true, true
		for _, sub := range re.Sub {
			next, more := wordsOf(sub)
			finite = finite && next != nil
			list = append(list, next...)
			if more = byRarity(append(more, next)); len(more) > 0 {
				either = append(either, more[0]...)
			} else {
				needy = false
			}
		}
		if finite && len(list) <= maxWords {
			return list, nil
		}
		if needy {
			return nil, [][]string{either}
		}
	}
	return nil, nil
}

// wordsOfSequence is wordsOf for expressions one behind the other.
func wordsOfSequence(subs []*syntax.Regexp) (list []string, lists [][]string) {
	run, all := []string{""}, true // the texts of the subs so far; whether they are of all
	for _, sub := range subs {
		next, more := wordsOf(sub)
		if next != nil && len(run)*len(next) <= maxWords {
			var longer []string
			for _, a := range run {
				for _, b := range next {
					longer = append(longer, a+b)
				}
			}
			run = longer
			continue
		}
		lists, all = append(append(lists, run), more...), false
		if run = next; next == nil {
			run = []string{""}
		}
	}
	if all {
		return run, nil
	}
	return nil, append(lists, run)
}

// byRarity sorts lists of words, those first whose words stand in the fewest texts, of such
// the shortest. Lists without words and with the empty word, which stands in all, drop out.
func byRarity(lists [][]string) [][]string {
	lists = slices.DeleteFunc(lists, func(words []string) bool { return rarity(words) == 0 })
	slices.SortStableFunc(lists, func(a, b []string) int {
		return cmp.Or(rarity(b)-rarity(a), len(a)-len(b))
	})
	return lists
}

// rarity of words is that of the commonest of them, in points for its characters. Three
// characters say enough.
func rarity(words []string) int {
	least := 0
	for i, w := range words {
		n, chars := 0, 0
		for _, r := range w {
			if chars++; chars > maxPlaces {
				break
			}
			n += rareness(r)
		}
		if i == 0 || n < least {
			least = n
		}
	}
	return least
}

// rareness is 1 for the characters of which Japanese texts are full.
func rareness(r rune) int {
	switch {
	case r >= 'ぁ' && r <= 'ん', r == '、', r == '。', r == ' ', r == '\n':
		return 1
	case r < utf8.RuneSelf:
		return 2
	}
	return 3
}

// maxHeads is how many characters headsOf lists.
const maxHeads = 128

// headsOf are the characters with which the matches of an expression begin, if they must
// stand at the beginning of the text and none is empty.
func headsOf(re *syntax.Regexp) (heads []rune, ok bool) {
	switch re.Op {
	case syntax.OpCapture:
		return headsOf(re.Sub[0])
	case syntax.OpConcat:
		if re.Sub[0].Op == syntax.OpBeginText {
			heads, empty := firstOf(re.Sub[1:])
			return heads, !empty && len(heads) <= maxHeads
		}
		return headsOf(re.Sub[0])
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, ok := headsOf(sub)
			if heads = append(heads, more...); !ok || len(heads) > maxHeads {
				return nil, false
			}
		}
		return heads, true
	}
	return nil, false
}

// firstOf are the characters with which matches of a sequence begin, more than maxHeads if
// that cannot be told; empty says that one may be empty.
func firstOf(subs []*syntax.Regexp) (first []rune, empty bool) {
	for _, sub := range subs {
		more, empty := firstOfOne(sub)
		if first = append(first, more...); !empty || len(first) > maxHeads {
			return first, false
		}
	}
	return first, true
}

func firstOfOne(re *syntax.Regexp) (first []rune, empty bool) {
	switch re.Op {
	case syntax.OpEmptyMatch:
		return nil, true
	case syntax.OpLiteral:
		r := re.Rune[0]
		first = append(first, r)
		if re.Flags&syntax.FoldCase != 0 {
			for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
				first = append(first, f)
			}
		}
		return first, false
	case syntax.OpCharClass:
		for i := 0; i < len(re.Rune); i += 2 {
			for r := re.Rune[i]; r <= re.Rune[i+1] && len(first) <= maxHeads; r++ {
				first = append(first, r)
			}
		}
		return first, false
	case syntax.OpCapture:
		return firstOfOne(re.Sub[0])
	case syntax.OpPlus:
		return firstOfOne(re.Sub[0])
	case syntax.OpStar, syntax.OpQuest:
		first, _ = firstOfOne(re.Sub[0])
		return first, true
	case syntax.OpRepeat:
		first, empty = firstOfOne(re.Sub[0])
		return first, empty || re.Min == 0
	case syntax.OpConcat:
		return firstOf(re.Sub)
	case syntax.OpAlternate:
		for _, sub := range re.Sub {
			more, e := firstOfOne(sub)
			first, empty = append(first, more...), empty || e
		}
		return first, empty
	}
	return make([]rune, maxHeads+1), false
}

// window is that stretch of at most n characters of a word that is rarest.
func window(word string, n int) []rune {
	r := []rune(word)
	best := r[:min(n, len(r))]
	for i := 1; i+n <= len(r); i++ {
		if w := r[i : i+n]; rarity([]string{string(w)}) > rarity([]string{string(best)}) {
			best = w
		}
	}
	return slices.Clip(best)
}
