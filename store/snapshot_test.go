package store

import (
	"fmt"
	"path/filepath"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// A crawler that saves while rows are being written must not be seen in them.
func TestExportIsOneSnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openAt(t, path)
	writer := openAt(t, path)
	const articles = 3*batchSize/2 + 10 // two incidents each: several batches
	for i := range articles {
		r := reading()
		r.Incidents[0].Organizations[0].Name = fmt.Sprintf("株式会社%d商会", i) // one event each
		save(t, s, article(fmt.Sprintf("https://news.example/%d", i)), r, "1")
	}
	seen := 0
	for row, err := range s.Incidents(t.Context(), Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if seen == 0 {
			// The last article is read anew and one is added, between two batches.
			save(t, writer, article(fmt.Sprintf("https://news.example/%d", articles-1)), extract.Reading{}, "2")
			save(t, writer, article("https://news.example/new"), reading(), "1")
		}
		if seen++; row.Extractor != "1" || row.URL == "https://news.example/new" {
			t.Errorf("row %d is of version %s: %s", row.ID, row.Extractor, row.URL)
		}
	}
	if seen != 2*articles {
		t.Errorf("%d rows, want %d", seen, 2*articles)
	}
	if got := len(all(t, s, Filter{})); got != 2*articles {
		t.Errorf("afterwards %d rows, want %d", got, 2*articles)
	}
}
