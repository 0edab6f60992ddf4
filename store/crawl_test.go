package store

import (
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

func TestValidatorsOfTheNewestAnswer(t *testing.T) {
	s := open(t)
	const url = "https://news.example/feed"
	steps := []struct {
		name               string
		fetch              Fetch
		etag, lastModified string // afterwards
	}{
		{"another address", Fetch{URL: url + "2", Status: 200, ETag: "x"}, "", ""},
		{"first", Fetch{URL: url, Status: 200, ETag: `"1"`, LastModified: "Sat, 12 Jul 2025 03:00:00 GMT"}, `"1"`, "Sat, 12 Jul 2025 03:00:00 GMT"},
		{"an error keeps them", Fetch{URL: url, Status: 503, ETag: "no"}, `"1"`, "Sat, 12 Jul 2025 03:00:00 GMT"},
		{"no answer keeps them", Fetch{URL: url, Err: "timeout"}, `"1"`, "Sat, 12 Jul 2025 03:00:00 GMT"},
		{"not modified", Fetch{URL: url, Status: 304, ETag: `"2"`}, `"2"`, ""},
		{"withheld, to be tried again", Fetch{URL: url, Status: 200}, "", ""},
	}
	for _, step := range steps {
		if err := s.LogFetch(t.Context(), step.fetch); err != nil {
			t.Fatal(err)
		}
		etag, lastModified, err := s.Validators(t.Context(), url)
		if err != nil || etag != step.etag || lastModified != step.lastModified {
			t.Errorf("%s: %q %q %v", step.name, etag, lastModified, err)
		}
	}
}

// The log of a feed that is asked for every hour does not grow for ever, and forgets nothing that
// is needed.
func TestOldFetchesAreForgotten(t *testing.T) {
	const url = "https://news.example/feed"
	today := time.Date(2026, 6, 1, 0, 0, 0, 0, time.UTC)
	ago := func(days int) time.Time { return today.AddDate(0, 0, -days) }
	success := func(days int) Fetch { return Fetch{URL: url, Kind: "feed", Status: 200, ETag: `"1"`, At: ago(days)} }
	failure := func(days int) Fetch { return Fetch{URL: url, Kind: "feed", Status: 503, Err: "503", At: ago(days)} }
	garbage := func(days int) Fetch { return Fetch{URL: url, Kind: "feed", Status: 200, Err: "no feed", At: ago(days)} }
	page := Fetch{URL: "https://news.example/1", Kind: "page", Status: 410, Done: true, At: ago(200)}
	for _, c := range []struct {
		name string
		log  []Fetch
		left int
		etag string
	}{
		{"a success replaces what is old", []Fetch{success(200), failure(190), garbage(180), success(0)}, 1, `"1"`},
		{"what is recent stays", []Fetch{success(80), failure(70), success(0)}, 3, `"1"`},
		{"a failure leaves the last success", []Fetch{success(200), failure(190), failure(180), failure(0)}, 2, `"1"`},
		{"garbage leaves it too, and is what conditional requests build on", []Fetch{success(200), garbage(190), garbage(0)}, 2, ""},
		{"a failure leaves the garbage that hides an older answer", []Fetch{success(200), garbage(190), failure(0)}, 3, ""},
		{"pages are remembered", []Fetch{page, {URL: page.URL, Kind: "page", Status: 200, At: today}}, 2, ""},
		{"other addresses", []Fetch{{URL: url + "2", Kind: "feed", Status: 200, At: ago(200)}, success(0)}, 2, `"1"`},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := open(t)
			for _, f := range c.log {
				if err := s.LogFetch(t.Context(), f); err != nil {
					t.Fatal(err)
				}
			}
			st, err := s.Stats(t.Context())
			if err != nil || st.Fetches != int64(c.left) {
				t.Errorf("%d requests are left, want %d; %v", st.Fetches, c.left, err)
			}
			if etag, _, err := s.Validators(t.Context(), url); err != nil || etag != c.etag {
				t.Errorf("ETag %s, want %s; %v", etag, c.etag, err)
			}
		})
	}
}

func TestKnown(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/kept"), extract.Reading{}, "1")
	for _, f := range []Fetch{
		{URL: "https://news.example/gone", Status: 410, Done: true},
		{URL: "https://news.example/failed", Status: 503},
	} {
		if err := s.LogFetch(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	for url, want := range map[string]bool{
		"https://news.example/kept":           true,
		"https://news.example/kept?from=feed": true, // as its page was asked for
		"https://news.example/gone":           true,
		"https://news.example/failed":         false,
		"https://news.example/other":          false,
		"":                                    false,
	} {
		if got, err := s.Known(t.Context(), url); err != nil || got != want {
			t.Errorf("%s: %v, %v", url, got, err)
		}
	}
}

func TestFetchLog(t *testing.T) {
	s := open(t)
	if err := s.PutSource(t.Context(), Source{Name: "fixture", Home: "https://news.example/"}); err != nil {
		t.Fatal(err)
	}
	for _, f := range []Fetch{
		{
			URL: "https://news.example/a", FinalURL: "https://news.example/b", Source: "fixture", Kind: "page", Status: 200,
			Bytes: 10, Duration: 1500 * time.Millisecond, At: noon.In(time.FixedZone("JST", 9*60*60)), ETag: `"1"`, Done: true,
		},
		{URL: "https://news.example/a", FinalURL: "https://news.example/a", Source: "new", At: noon, Err: "no such host"},
	} {
		if err := s.LogFetch(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
	for i, want := range []string{
		`fixture|page|https://news.example/b|2025-07-12T03:00:00Z|1500|200|10|"1"|-|1|-`,
		`new|-|-|2025-07-12T03:00:00Z|0|-|0|-|-|0|no such host`,
	} {
		got := one(t, s, `SELECT s.name || '|' || coalesce(kind, '-') || '|' || coalesce(final_url, '-') || '|' || at || '|' ||
			duration_ms || '|' || coalesce(status, '-') || '|' || bytes || '|' || coalesce(etag, '-') || '|' ||
			coalesce(last_modified, '-') || '|' || done || '|' || coalesce(error, '-')
			FROM fetches f JOIN sources s ON s.id = f.source_id WHERE f.id = ?`, i+1)
		if got != want {
			t.Errorf("fetch %d: %s, want %s", i+1, got, want)
		}
	}
	// The configuration changed.
	if err := s.PutSource(t.Context(), Source{Name: "fixture", Home: "https://news.example/", Feed: "https://news.example/feed"}); err != nil {
		t.Fatal(err)
	}
	if got := one(t, s, "SELECT count(*) || ' ' || max(feed) FROM sources"); got != "2 https://news.example/feed" {
		t.Error(got)
	}
}

func TestStats(t *testing.T) {
	s := open(t)
	if st, err := s.Stats(t.Context()); err != nil || st != (Stats{}) {
		t.Errorf("%+v, %v", st, err)
	}
	a := article("https://news.example/1")
	save(t, s, a, reading(), "1")
	a.Text += "続報"
	save(t, s, a, reading(), "1")
	b := article("https://news.example/2")
	b.Published = "2024-01-01"
	save(t, s, b, reading(), "1")
	if err := s.LogFetch(t.Context(), Fetch{URL: a.URL}); err != nil {
		t.Fatal(err)
	}
	st, err := s.Stats(t.Context())
	if want := (Stats{
		Sources: 1, Fetches: 1, Pages: 3, Articles: 2, Revisions: 3, Readings: 3, Incidents: 4, Organizations: 2,
		FirstPublished: "2024-01-01", LastPublished: "2025-07-12",
	}); err != nil || st != want {
		t.Errorf("%+v, %v, want %+v", st, err, want)
	}
}
