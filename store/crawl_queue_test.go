package store

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

func due(t *testing.T, s *Store, at time.Time, backfill bool) string {
	t.Helper()
	entries, err := s.Due(t.Context(), "甲", at, backfill, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := s.CountDue(t.Context(), "甲", at, backfill, 0); n != len(entries) || err != nil {
		t.Errorf("%d are due, counted %d, %v", len(entries), n, err)
	}
	var urls []string
	for _, e := range entries {
		urls = append(urls, e.URL)
	}
	return strings.Join(urls, " ")
}

func TestQueueGivesWhatIsNewInOrder(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/kept"), extract.Reading{}, "1")
	entries := []Entry{
		{URL: "https://news.example/b", Title: "二", Published: noon}, {URL: "https://news.example/kept"},
		{URL: "https://news.example/a", PrimaryOf: "https://news.example/b"}, {URL: "https://news.example/b"},
		{URL: "https://news.example/old", Backfill: true},
	}
	fresh, err := s.List(t.Context(), Fetch{URL: "https://news.example/feed", Source: "甲", Kind: "feed", Status: 200, ETag: "1", At: noon}, entries)
	if err != nil || fresh != 3 {
		t.Fatalf("%d queued, %v", fresh, err)
	}
	if got := due(t, s, noon, false); got != "https://news.example/b https://news.example/a" {
		t.Error(got)
	}
	if got := due(t, s, noon, true); !strings.HasSuffix(got, "a https://news.example/old") {
		t.Error(got)
	}
	all, _ := s.Due(t.Context(), "甲", noon, false, 0, 1)
	if len(all) != 1 || all[0].Title != "二" || !all[0].Published.Equal(noon) {
		t.Errorf("%+v", all)
	}
	if all, _ = s.Due(t.Context(), "甲", noon, false, all[0].ID, 1); len(all) != 1 || all[0].PrimaryOf != "https://news.example/b" {
		t.Errorf("behind the first: %+v", all)
	}
	if etag, _, _ := s.Validators(t.Context(), "https://news.example/feed"); etag != "1" {
		t.Error("the listing was not logged")
	}
	// What a run fetched before it was killed is not asked for again, logged or not.
	log(t, s, Fetch{URL: "https://news.example/b", Kind: "page", Status: 200, Done: true, At: noon})
	a := article("https://news.example/a2")
	a.Page.URL, a.Page.FetchedAt = "https://news.example/a", noon
	save(t, s, a, extract.Reading{}, "1")
	if got := due(t, s, noon, false); got != "" {
		t.Errorf("still due: %s", got)
	}
	if n, err := s.Waiting(t.Context(), "甲"); n != 1 || err != nil {
		t.Errorf("%d waiting, %v", n, err)
	}
}

func log(t *testing.T, s *Store, f Fetch) {
	t.Helper()
	if err := s.LogFetch(t.Context(), f); err != nil {
		t.Fatal(err)
	}
}

func list(t *testing.T, s *Store, at time.Time, entries ...Entry) int {
	t.Helper()
	n, err := s.List(t.Context(), Fetch{URL: "https://news.example/feed", Source: "甲", Kind: "feed", Status: 200, At: at}, entries)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestQueueRestsAfterFailuresAndGivesUp(t *testing.T) {
	s := open(t)
	const url = "https://news.example/bad"
	list(t, s, noon, Entry{URL: url})
	at := noon
	var pauses []time.Duration
	for range maxAttempts {
		start := at
		for due(t, s, at, false) == "" {
			if at = at.Add(time.Minute); at.Sub(start) > 48*time.Hour {
				t.Fatalf("not due within two days after %v", pauses)
			}
		}
		pauses = append(pauses, at.Sub(start))
		log(t, s, Fetch{URL: url, Kind: "page", Status: 500, Err: "HTTP 500", At: at})
	}
	if pauses[1] > 0 || pauses[2] < time.Hour || pauses[3] < 2*time.Hour || pauses[11] < 24*time.Hour || pauses[11] > 25*time.Hour {
		t.Errorf("pauses: %v", pauses)
	}
	if known, err := s.Known(t.Context(), url); !known || err != nil {
		t.Error("not given up after", maxAttempts, err)
	}
	if n := list(t, s, at.AddDate(0, 0, 3), Entry{URL: url}); n != 0 {
		t.Error("given up, and queued again")
	}
}

func TestQueueUnderAWrongClock(t *testing.T) {
	s := open(t)
	const url = "https://news.example/bad"
	list(t, s, noon, Entry{URL: url})
	for range 3 {
		log(t, s, Fetch{URL: url, Kind: "page", Status: 500, Err: "HTTP 500", At: noon.AddDate(70, 0, 0)})
	}
	if got := due(t, s, noon.Add(time.Hour), false); got != url {
		t.Errorf("due after the clock is right again: %q", got)
	}
}

func TestQueueBelievesChangesOnceInHalfADay(t *testing.T) {
	const url = "https://news.example/1"
	for name, c := range map[string]struct {
		updated, listed time.Duration // after the fetch
		want            int
	}{
		"not changed":             {-time.Hour, 24 * time.Hour, 0},
		"changed":                 {time.Hour, 24 * time.Hour, 1},
		"changed at each request": {time.Hour, 2 * time.Hour, 0},
		"will change":             {48 * time.Hour, 24 * time.Hour, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			log(t, s, Fetch{URL: url, Kind: "page", Status: 200, Done: true, At: noon})
			if n := list(t, s, noon.Add(c.listed), Entry{URL: url, Updated: noon.Add(c.updated)}); n != c.want {
				t.Errorf("%d queued", n)
			}
			if got := due(t, s, noon.Add(c.listed), false); (got != "") != (c.want > 0) {
				t.Errorf("due: %q", got)
			}
		})
	}
}

func TestQueueEntryMovesToWhoListsItNow(t *testing.T) {
	s := open(t)
	e := Entry{URL: "https://news.example/1"}
	if _, err := s.List(t.Context(), Fetch{URL: "https://news.example/f2", Source: "乙", Kind: "feed", At: noon}, []Entry{e}); err != nil {
		t.Fatal(err)
	}
	list(t, s, noon, e)
	if due(t, s, noon, false) != e.URL {
		t.Error("it stays with a source that may be gone")
	}
}

func TestHostsAndRobots(t *testing.T) {
	s := open(t)
	h, err := s.Host(t.Context(), "news.example")
	if err != nil || h != (Host{Name: "news.example"}) {
		t.Errorf("unknown host: %+v, %v", h, err)
	}
	want := Host{"news.example", 5, noon, "HTTP 503"}
	if err := s.KeepHost(t.Context(), want); err != nil {
		t.Fatal(err)
	}
	if h, err := s.Host(t.Context(), "news.example"); err != nil || h != want {
		t.Errorf("%+v, %v", h, err)
	}
	if all, err := s.Closed(t.Context(), noon.Add(-time.Second)); err != nil || len(all) != 1 || all[0] != want {
		t.Errorf("%+v, %v", all, err)
	}
	if all, err := s.Closed(t.Context(), noon); err != nil || len(all) != 0 {
		t.Errorf("%+v, %v", all, err)
	}
	if err := s.KeepHost(t.Context(), Host{Name: "news.example"}); err != nil {
		t.Fatal(err)
	}
	if one(t, s, "SELECT count(*) FROM hosts") != "0" {
		t.Error("a host that is well again is remembered")
	}

	if _, expires, err := s.Robots(t.Context(), "https://news.example"); err != nil || !expires.IsZero() {
		t.Errorf("%v, %v", expires, err)
	}
	for _, body := range []string{"Disallow: /", ""} {
		if err := s.KeepRobots(t.Context(), "https://news.example", []byte(body), noon, noon.Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		got, expires, err := s.Robots(t.Context(), "https://news.example")
		if err != nil || string(got) != body || !expires.Equal(noon.Add(time.Hour)) {
			t.Errorf("%q, %v, %v", got, expires, err)
		}
	}
}

func TestLockLetsOneIn(t *testing.T) {
	path := filepath.Join(t.TempDir(), "news.db")
	release, err := Lock(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Lock(t.Context(), path); !errors.Is(err, ErrLocked) {
		t.Errorf("a second one: %v", err)
	}
	openAt(t, path) // readers and single writers are not kept out
	if err := release(); err != nil {
		t.Error(err)
	}
	release, err = Lock(t.Context(), path)
	if err != nil {
		t.Fatalf("after the release: %v", err)
	}
	release()
	if _, err := Lock(t.Context(), filepath.Join(path, "no", "such", "dir")); err == nil || errors.Is(err, ErrLocked) {
		t.Errorf("no directory: %v", err)
	}
}

func TestStatus(t *testing.T) {
	s := open(t)
	a := article("https://news.example/1")
	a.Source = "甲"
	save(t, s, a, extract.Reading{}, "1")
	list(t, s, noon, Entry{URL: "https://news.example/2"}, Entry{URL: "https://news.example/3", Backfill: true})
	for i := range 2 {
		log(t, s, Fetch{URL: "https://news.example/feed", Source: "甲", Kind: "feed", Status: 500, Err: "HTTP 500", At: noon.Add(time.Duration(i+1) * time.Hour)})
	}
	log(t, s, Fetch{URL: "https://news.example/2", Source: "甲", Kind: "page", Status: 500, Err: "HTTP 500", At: noon})
	all, err := s.Status(t.Context(), noon.Add(-time.Hour))
	if err != nil || len(all) != 1 {
		t.Fatalf("%+v, %v", all, err)
	}
	want := Status{
		Source: "甲", LastTry: noon.Add(2 * time.Hour), LastSuccess: noon, Streak: 2, LastError: "HTTP 500", Articles: 1, New: 1,
		NewestSeen: noon, Waiting: 2, Backfill: 1, Failing: 1, PageError: "HTTP 500", NextAllowed: noon,
		Listing: "https://news.example/feed",
	}
	if all[0] != want {
		t.Errorf("%+v\nwant %+v", all[0], want)
	}
}
