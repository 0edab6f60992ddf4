package store

import (
	"strings"

	"golang.org/x/text/unicode/norm"
)

// fold is the form in which words are compared: NFKC, lower case, so that ＵＳＢメモリ,
// USBﾒﾓﾘ and usbメモリ are one word.
func fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	eachFolded(clean(s), func(_ int, piece string) { b.WriteString(piece) })
	return b.String()
}

// foldMap folds stored text and tells, for each byte of the result and for its end, the
// byte of s at which the characters it came from begin.
func foldMap(s string) (folded string, from []int) {
	var b strings.Builder
	eachFolded(s, func(at int, piece string) {
		b.WriteString(piece)
		for len(from) < b.Len() {
			from = append(from, at)
		}
	})
	return b.String(), append(from, len(s))
}

// eachFolded yields the smallest pieces that can be folded apart from one another, with
// the byte of s at which each begins.
func eachFolded(s string, yield func(at int, piece string)) {
	var it norm.Iter
	it.InitString(norm.NFKC, s)
	for !it.Done() {
		at := it.Pos()
		yield(at, strings.ToLower(string(it.Next())))
	}
}
