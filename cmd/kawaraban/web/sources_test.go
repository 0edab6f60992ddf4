package web

import (
	"strings"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/store"
)

// Of each source the page tells whether it is well, and if not, why.
func TestSources(t *testing.T) {
	s := open(t, nil)
	now := time.Now()
	for _, f := range []store.Fetch{
		{Source: "元気な新聞", URL: "https://well.example/feed", Kind: "feed", Status: 200, At: now.Add(-time.Hour)},
		{Source: "病んだ新聞", URL: "https://ill.example/feed", Kind: "feed", Status: 200, At: now.Add(-3 * time.Hour)},
		{Source: "病んだ新聞", URL: "https://ill.example/feed", Kind: "feed", Status: 500, Err: "HTTP 500 <b>", At: now.Add(-2 * time.Hour)},
		{Source: "病んだ新聞", URL: "https://ill.example/feed", Kind: "feed", Err: "timeout <script>", At: now.Add(-time.Hour)},
	} {
		if err := s.db.PutSource(t.Context(), store.Source{Name: f.Source, Feed: f.URL}); err != nil {
			t.Fatal(err)
		}
		if err := s.db.LogFetch(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	d := s.get("/en/sources")
	states := map[string]string{}
	for _, row := range d.Find("tbody tr").EachIter() {
		states[row.Find("th").Text()] = row.Find("td").First().Text()
	}
	if got := states["元気な新聞"]; got != "well" {
		t.Errorf("the one that is well is %q", got)
	}
	if got := states["病んだ新聞"]; !strings.Contains(got, "2 errors in a row") || !strings.Contains(got, "timeout <script>") {
		t.Errorf("the one that is not is %q", got)
	}
}
