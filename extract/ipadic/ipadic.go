// Package ipadic is the IPA dictionary as rules need it: the words, what they cost and
// their parts of speech, without inflections and readings. It is the dictionary of
// kagome's module (github.com/ikawaha/kagome-dict/ipa) to the last word, laid out as it
// lies in memory (image.go), so that it is there at once: only the pages that a text
// calls for are ever read. Decoding the module's own form takes half a second.
//
//	go generate ./extract/ipadic    # after an upgrade of the module
package ipadic

import (
	_ "embed"
	"fmt"

	"github.com/ikawaha/kagome-dict/dict"
)

//go:generate go run generate.go

// image is 14.7 MB. It is bytes, not a string, because the linker aligns those.
//
//go:embed ipadic.bin
var image []byte

// A Dictionary is what Cut reads. Most of it lies in the program itself and must not be
// written to.
type Dictionary struct {
	*dict.Dict // but the maps in it
	// steps lead through the spellings of known words (step.go).
	steps []step
	// unknowns are the numbers of unknown words, by category.
	unknowns [1 << 8][]int32
	// Known and Unknown give, for the number of a known or unknown word, its part of
	// speech, as an index of POS.
	Known, Unknown []uint8
	// POS are the first three levels of each part of speech: 名詞, 固有名詞, 地域.
	POS [][3]string
}

// Load returns the dictionary.
func Load() (*Dictionary, error) {
	d, err := read(image)
	if err != nil {
		return nil, fmt.Errorf("read the IPA dictionary: %w", err)
	}
	return d, nil
}
