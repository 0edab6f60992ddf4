package extract

import (
	"strings"
	"sync"
	"testing"
)

// tested is one extractor for all tests; the dictionary takes its time to load.
var tested = sync.OnceValues(New)

func extractor(t *testing.T) *Extractor {
	t.Helper()
	x, err := tested()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// indexOf is where a word stands in the normal text of d.
func indexOf(t *testing.T, d *document, word string) int {
	t.Helper()
	i := strings.Index(d.s, word)
	if i < 0 {
		t.Fatalf("no %q in %q", word, d.s)
	}
	return i
}
