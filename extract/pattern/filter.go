package pattern

import (
	"regexp/syntax"
	"slices"
	"unicode/utf8"
)

// A filter tells most texts without a match, in one pass and without a program: those
// that hold none of the words of which a match needs one. It knows characters by their
// lowest 8 bits, and words by their first characters, so that it fits into a few lines
// of a cache: a text is asked of hundreds of patterns, one after the other.
type filter struct {
	// heads, if headed, are the characters with which a match begins, which must be at the
	// beginning of the text.
	headed bool
	heads  firsts
	// The words, if there are any, are in groups of about as many words, of one length each. A group has a bit
	// for each place in its words: that of bits[c] says that a word of the group has
	// character c there. begins are the bits of first places, ends those of last ones.
	begins, ends uint16
	bits         [256]uint16
}

const (
	// maxPlaces is how many characters of a word a filter looks at.
	maxPlaces = 3
	// allPlaces is how many places the groups of a filter may have in all.
	allPlaces = 16
)

// newFilter makes the filter of an expression.
func newFilter(re *syntax.Regexp) *filter {
	f := &filter{}
	if heads, ok := headsOf(re); ok {
		f.headed = true
		for _, r := range heads {
			f.heads.add(r)
		}
	}
	words := slices.Clone(needed(re))
	slices.Sort(words) // so that words of a group have characters in common
	var byPlaces [maxPlaces + 1][][]rune
	for _, w := range slices.Compact(words) {
		r := window(w, maxPlaces)
		byPlaces[len(r)] = append(byPlaces[len(r)], r)
	}
	begin := 0
	for places, groups := range groupsFor(byPlaces) {
		for i, w := range byPlaces[places] {
			at := begin + i*groups/len(byPlaces[places])*places
			f.begins |= 1 << at
			for _, r := range w {
				f.bits[uint8(r)] |= 1 << at
				at++
			}
			f.ends |= 1 << (at - 1)
		}
		begin += places * groups
	}
	return f
}

// groupsFor says how many groups the words of each number of places get: one, and then
// where the groups are largest, as long as there are places.
func groupsFor(words [maxPlaces + 1][][]rune) (groups [maxPlaces + 1]int) {
	left := allPlaces
	for places, list := range words {
		if len(list) > 0 {
			groups[places] = 1
			left -= places
		}
	}
	for {
		most, largest := 0, 1
		for places := 2; places <= min(maxPlaces, left); places++ {
			if n := groups[places]; n > 0 && len(words[places])/n > largest {
				most, largest = places, len(words[places])/n
			}
		}
		if most == 0 {
			return groups
		}
		groups[most]++
		left -= most
	}
}

// passes says that s may hold a match.
func (f *filter) passes(s string) bool {
	if f.headed {
		if r, w := utf8.DecodeRuneInString(s); w == 0 || !f.heads.may(r) {
			return false
		}
	}
	if f.ends == 0 {
		return true
	}
	var at uint16 // the places of which the characters were read
	for i := 0; i < len(s); {
		b := s[i]
		switch {
		case b < utf8.RuneSelf:
			i++
		case b > 0xe0 && b < 0xed && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80:
			b = s[i+1]<<6 | s[i+2]&63
			i += 3
		default:
			r, w := utf8.DecodeRuneInString(s[i:])
			b = uint8(r)
			i += w
		}
		if at = (at<<1 | f.begins) & f.bits[b]; at&f.ends != 0 {
			return true
		}
	}
	return false
}
