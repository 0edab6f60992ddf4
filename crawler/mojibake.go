package crawler

import (
	"errors"
	"fmt"
	"unicode"
)

// ErrMojibake is wrapped by Parse's error for a text whose letters came out as others: from a PDF
// that does not say what its glyphs mean, or a page that was garbled before it was sent.
var ErrMojibake = errors.New("its text comes out as mojibake")

// Japanese prose has a fifth and more of kana, a table some; mojibake none, or odd characters beside it.
const (
	minKana   = 0.03
	maxForeig = 0.05
)

// sound tells text from mojibake by its letters: Japanese has kana, a Latin text hardly anything
// but ASCII, and neither has many private-use characters, replacements, or letters of other scripts.
func sound(text string) error {
	var kana, kanji, latin, odd, all float64
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			continue
		case r >= 0x3040 && r <= 0x30ff:
			kana++
		case unicode.Is(unicode.Han, r):
			kanji++
		case r < 0x7f:
			if unicode.IsLetter(r) {
				latin++
			}
		case r == unicode.ReplacementChar, unicode.Is(unicode.Co, r), unicode.IsControl(r),
			unicode.IsLetter(r) && !(r >= 0xff00 && r <= 0xffef):
			odd++
		}
		all++
	}
	switch {
	case all < 20:
		return fmt.Errorf("%w: it is a scan or empty", ErrNoText)
	case odd/all > maxForeig:
		return fmt.Errorf("%w: %.0f%% of its characters belong to no Japanese text", ErrMojibake, 100*odd/all)
	case kanji > 20 && kana/(kana+kanji) < minKana:
		return fmt.Errorf("%w: kanji without kana", ErrMojibake)
	case kana+kanji < all/20 && latin/all < 0.6:
		return fmt.Errorf("%w: neither Japanese nor English", ErrMojibake)
	}
	return nil
}

// maxGarbled is above the half-width commas of old pages and the ã of Portuguese, and below the share of
// the marks in garbled prose, which is a fifth and more.
const maxGarbled = 0.12

// garbled tells a web page's mojibake by what kana become when UTF-8 is read as Shift_JIS (縺, 繧,
// 繝) or as Latin-1 (ã), or EUC-JP as Shift_JIS (half-width commas and dots), and by letters that
// could not be read at all. Pages are in any language and may be lists of names, so that sound asks
// too much of them.
func garbled(text string) error {
	var marks, all float64
	for _, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		switch r {
		case unicode.ReplacementChar, '縺', '繧', '繝', 'ã', '､', '･':
			marks++
		}
		all++
	}
	if all >= 20 && marks/all > maxGarbled {
		return fmt.Errorf("%w: %.0f%% of its characters are marks of it", ErrMojibake, 100*marks/all)
	}
	return nil
}
