package main

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/fixtures/site"
	"github.com/kawaraban/kawaraban/store"
)

// The whole path over real HTTP into a real database: every article of the fixture sites
// arrives, and a second run asks for nothing that is there.
func TestCrawlTwice(t *testing.T) {
	sites, err := site.Start()
	if err != nil {
		t.Fatal(err)
	}
	defer sites.Close()
	file := filepath.Join(t.TempDir(), "news.db")

	first := crawl{db: file, report: textLog{io.Discard}}
	sum, err := first.run(t.Context(), demoConfig(sites))
	if err := errors.Join(err, crawlError(sum, nil)); err != nil {
		t.Fatal(err)
	}
	articles := 0
	for i, s := range sites.List {
		got := sum.Sources[i]
		articles += len(s.Articles)
		if got.Name != s.Name || got.New != len(s.Articles) || got.Fetched != len(s.Articles) {
			t.Errorf("first run: %+v, the site has %d articles", got, len(s.Articles))
		}
	}
	before := stats(t, file)
	if before.Articles != int64(articles) || before.Pages != int64(articles) || before.Sources != int64(len(sites.List)) {
		t.Errorf("the database holds %+v, the sites have %d articles", before, articles)
	}

	second := crawl{db: file, report: textLog{io.Discard}}
	if sum, err = second.run(t.Context(), demoConfig(sites)); err != nil {
		t.Fatal(err)
	}
	for i, s := range sites.List {
		if got := sum.Sources[i]; got.New != 0 || got.Fetched != 0 || s.Feed != "" && !got.Unchanged {
			t.Errorf("second run: %+v", got)
		}
	}
	after := stats(t, file)
	if after.Articles != before.Articles || after.Revisions != before.Revisions || after.Readings != before.Readings || after.Incidents != before.Incidents {
		t.Errorf("the second run changed %+v into %+v", before, after)
	}
	listings := 0
	for _, s := range sites.List {
		if s.Feed != "" {
			listings++
		}
		if s.List != "" {
			listings++
		}
	}
	if asked := after.Fetches - before.Fetches; asked != int64(listings) {
		t.Errorf("the second run made %d requests; one for each of the %d feeds and lists is enough", asked, listings)
	}
}

func stats(t *testing.T, file string) store.Stats {
	t.Helper()
	db, err := store.OpenReadOnly(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	st, err := db.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return st
}

func TestCrawlError(t *testing.T) {
	ok := crawler.SourceSummary{Name: "ok", Fetched: 3}
	part := crawler.SourceSummary{Name: "part", Fetched: 2, Failed: 1}
	dead := crawler.SourceSummary{Name: "dead", Err: "no such host"}
	for name, c := range map[string]struct {
		sources []crawler.SourceSummary
		err     error
		code    int
	}{
		"all well":       {[]crawler.SourceSummary{ok, ok}, nil, exitDone},
		"nothing to do":  {nil, nil, exitDone},
		"an article":     {[]crawler.SourceSummary{ok, part}, nil, exitPartial},
		"a source":       {[]crawler.SourceSummary{ok, dead}, nil, exitPartial},
		"only in part":   {[]crawler.SourceSummary{part}, nil, exitPartial},
		"every source":   {[]crawler.SourceSummary{dead, dead}, nil, exitFailed},
		"interrupted":    {[]crawler.SourceSummary{ok, dead}, context.Canceled, exitFailed},
		"disk is full":   {[]crawler.SourceSummary{ok}, errors.New("full"), exitFailed},
		"one dead of it": {[]crawler.SourceSummary{part, dead}, nil, exitPartial},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			if got := report(&out, crawlError(crawler.Summary{Sources: c.sources}, c.err)); got != c.code {
				t.Errorf("exit code %d, want %d: %s", got, c.code, out.String())
			}
		})
	}
}
