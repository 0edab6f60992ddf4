package web

import (
	"database/sql"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/kawaraban/kawaraban/store"
)

// BenchmarkCaseList serves the first page of a list of 100,000 cases, of which the database
// knows nothing but the cases; make scale measures pages of real ones.
func BenchmarkCaseList(b *testing.B) {
	path := filepath.Join(b.TempDir(), "cases.db")
	s, err := store.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(`
		WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000)
		INSERT INTO cases (organization, title, published, announced, people, people_qualifier, exposure, confidence, first_seen, revised_at, digest)
		SELECT '第' || i || '株式会社', '個人情報の流出について', date('2015-01-01', (i % 4000) || ' days'), date('2015-01-01', (i % 4000) || ' days'),
			i * 37 % 9000, 'exact', 'possible', 'high', '2025-01-01T00:00:00Z', '2025-01-01T00:00:00Z', hex(i)
		FROM n`); err != nil {
		b.Fatal(err)
	}
	h := Handler(Options{DB: s})
	for b.Loop() {
		answer := httptest.NewRecorder()
		h.ServeHTTP(answer, httptest.NewRequest("GET", "http://localhost/cases", nil))
		if answer.Code != http.StatusOK {
			b.Fatal(answer.Code)
		}
	}
}
