package pattern

import "unicode/utf8"

// firsts are the characters with which something begins: bits of their lowest 8 bits.
type firsts [4]uint64

func (f *firsts) add(r rune) { f[r>>6&3] |= 1 << (r & 63) }

func (f *firsts) may(r rune) bool { return f[r>>6&3]>>(r&63)&1 != 0 }

// skip finds where in s, from byte i, the first character stands that may be one of these:
// in most texts, of most patterns, none does.
func (f *firsts) skip(s string, i int) int {
	for i < len(s) {
		b := s[i]
		switch {
		case b < utf8.RuneSelf:
			if f[b>>6]>>(b&63)&1 != 0 {
				return i
			}
			i++
		case b > 0xe0 && b < 0xed && i+2 < len(s) && s[i+1]&0xc0 == 0x80 && s[i+2]&0xc0 == 0x80:
			// The lowest 8 of 16 bits, 6 of them in the last byte.
			if f[s[i+1]&3]>>(s[i+2]&63)&1 != 0 {
				return i
			}
			i += 3
		default:
			r, w := utf8.DecodeRuneInString(s[i:])
			if f.may(r) {
				return i
			}
			i += w
		}
	}
	return i
}
