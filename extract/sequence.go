package extract

import (
	"math/bits"
	"unicode"
)

// A sequence is of one to three characters, 16 bits each, the last in the lowest. The rare
// ones that need more bits are one character here.
type sequence uint64

// sequenceOf takes up the characters of a sequence, sequence.String gives them back.
func sequenceOf(s string) (q sequence) {
	for _, r := range s {
		q = q.then(r)
	}
	return q
}

func (q sequence) then(r rune) sequence {
	if r >= 1<<16 {
		r = unicode.ReplacementChar
	}
	return q<<16 | sequence(r)
}

func (q sequence) String() string {
	if q == 0 {
		return ""
	}
	return (q >> 16).String() + string(rune(q&(1<<16-1)))
}

// eachSequence calls f with every sequence of up to n characters of a folded text.
func eachSequence(text []rune, n int, f func(sequence)) {
	for i := range text {
		var q sequence
		for _, r := range text[i:min(i+n, len(text))] {
			q = q.then(r)
			f(q)
		}
	}
}

// A keyTable numbers keys of 48 bits, which are never 0: every text is asked for several at
// each character, most of which no model knows.
type keyTable struct {
	// slots are a power of two, a third of them empty at least. A key is in the first one
	// from the place of its own on that was empty.
	slots []numbered
	shift int // of a scattered key to its place
	// rough has a bit for all keys that share the first bits when scattered, two more than
	// for their place.
	rough      []uint64
	roughShift int
	keys       int
}

// numbered is a key and, in the lowest bits, its number.
type numbered uint64

const numberBits = 16

// newKeyTable makes a table with room for n keys.
func newKeyTable(n int) keyTable {
	size := max(8, bits.Len(uint(n+n/2)))
	return keyTable{slots: make([]numbered, 1<<size), shift: 64 - size, rough: make([]uint64, 1<<(size+2-6)), roughShift: 64 - size - 2}
}

func scatter(key uint64) uint64 { return key * 0x9e3779b97f4a7c15 }

// add gives a key a number; not, if it has one or there is no room for that.
func (t *keyTable) add(key uint64, id int32) bool {
	if t.find(key) >= 0 || id >= 1<<numberBits {
		return false
	}
	if t.keys++; t.keys+t.keys/2 > len(t.slots) {
		wider := newKeyTable(len(t.slots))
		wider.keys = t.keys
		for _, s := range t.slots {
			if s != 0 {
				wider.put(s)
			}
		}
		*t = wider
	}
	t.put(numbered(key<<numberBits | uint64(id)))
	return true
}

func (t *keyTable) put(s numbered) {
	h := scatter(uint64(s >> numberBits))
	r := h >> t.roughShift
	t.rough[r/64] |= 1 << (r % 64)
	i := h >> t.shift
	for t.slots[i] != 0 {
		i = (i + 1) % uint64(len(t.slots))
	}
	t.slots[i] = s
}

// find is the number of a key, -1 if it has none.
func (t *keyTable) find(key uint64) int32 {
	h := scatter(key)
	if r := h >> t.roughShift; t.rough[r/64]>>(r%64)&1 == 0 {
		return -1
	}
	for i := h >> t.shift; t.slots[i] != 0; i = (i + 1) % uint64(len(t.slots)) {
		if uint64(t.slots[i]>>numberBits) == key {
			return int32(t.slots[i] & (1<<numberBits - 1))
		}
	}
	return -1
}

// foldWording leaves of a normalised text what its wording is: a number is one sign,
// whatever it is, and so is white space.
func foldWording(s string) []rune {
	out := make([]rune, 0, len(s)/2)
	last := rune(-1)
	for _, r := range s {
		if r >= 'ぁ' && r <= 'ー' { // most characters
			out, last = append(out, r), r
			continue
		}
		switch r {
		case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万':
			r = '0'
		case '\n', '\t':
			r = ' '
		default:
			if r < 'ぁ' || r > '龥' { // for these have no case
				r = unicode.ToLower(r)
			}
		}
		if r != last || r != '0' && r != ' ' {
			out = append(out, r)
		}
		last = r
	}
	return out
}
