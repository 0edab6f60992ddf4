package extract

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/ikawaha/kagome-dict/ipa"
	"github.com/ikawaha/kagome/v2/tokenizer"
)

// The dictionary as it is laid out here cuts and classes all gold texts as kagome's own
// full one does.
func TestTokensOfFullDictionary(t *testing.T) {
	x, err := newLexer()
	if err != nil {
		t.Fatal(err)
	}
	full, err := tokenizer.New(ipa.Dict(), tokenizer.OmitBosEos())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../fixtures/gold/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold texts: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := newDocument(string(text))
		for _, s := range d.sentences {
			got := x.tokens(d.s, s.start, s.end)
			at := s.start
			var want []token
			for _, k := range full.Tokenize(d.s[s.start:s.end]) {
				pos := slices.Concat(k.POS(), []string{"", "", ""})
				want = append(want, token{start: at, end: at + len(k.Surface), class: classOf([3]string(pos[:3]), k.Class == tokenizer.UNKNOWN)})
				at += len(k.Surface)
			}
			if !slices.Equal(got, want) {
				t.Errorf("%s: %s\n got %v\nwant %v", file, d.s[s.start:s.end], got, want)
			}
		}
	}
}
