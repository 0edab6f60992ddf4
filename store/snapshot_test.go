package store

import (
	"database/sql"
	"fmt"
	"path/filepath"
	"reflect"
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

// The same for every kind of export: what is written after the first row was read is not
// in it, nor in a database that is copied meanwhile.
func TestCasesAreOneSnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s, writer := openAt(t, path), openAt(t, path)
	const cases = batchSize + 10
	for i := range cases {
		tell(t, s, i, "2025-07-12", "見本", breach(fmt.Sprintf("株式会社%d商会", i), "lost", "2025-07-12", 10))
	}
	rows := func(p *Snapshot) map[string]int {
		n := map[string]int{}
		for _, table := range p.Tables() {
			for _, err := range table.Rows {
				if err != nil {
					t.Fatal(err)
				}
				n[table.Name]++
			}
		}
		for c, err := range p.Told() {
			if err != nil {
				t.Fatal(err)
			}
			n["told"] += len(c.Reports)
		}
		return n
	}
	err := s.Snapshot(t.Context(), Filter{}, func(p *Snapshot) error {
		before := rows(p)
		if before["cases"] != cases || before["told"] != cases || before["counts"] != cases || before["organizations"] != cases {
			t.Errorf("%v, want %d of all", before, cases)
		}
		tell(t, writer, cases, "2025-07-12", "見本", breach("株式会社あたらしい商会", "lost", "2025-07-12", 10))
		tell(t, writer, cases+1, "2025-07-13", "続報", breach("株式会社1商会", "lost", "2025-07-12", 20))
		if after := rows(p); !reflect.DeepEqual(after, before) {
			t.Errorf("while it was read %v became %v", before, after)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := snapshot(t, s, Filter{}); len(got["cases"]) != cases+1 || len(got["counts"]) != cases+2 {
		t.Errorf("afterwards %d cases, %d counts", len(got["cases"]), len(got["counts"]))
	}
	// A writer in the midst of a transaction neither holds up the copy nor is in it.
	copied := filepath.Join(t.TempDir(), "copy.db")
	err = writer.write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.Exec(`DELETE FROM cases`); err != nil {
			return err
		}
		return s.ExportSQLite(t.Context(), copied, Filter{}, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := one(t, openAt(t, copied), `SELECT count(*) FROM cases`); got != fmt.Sprint(cases+1) {
		t.Errorf("the copy has %s cases", got)
	}
}
