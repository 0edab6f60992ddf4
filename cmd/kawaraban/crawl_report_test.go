package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/crawler"
)

// story is what a run tells of two sources: one with a page that an earlier run left and a notice
// that an article names, one whose host rests after its first page.
var story = []crawler.Event{
	{Source: "甲", Kind: crawler.Found, Count: 1, Waiting: 2},
	{Source: "乙", Kind: crawler.Found, Count: 2, Waiting: 2},
	{Source: "甲", Kind: crawler.Fetched, URL: "http://a.example/1"},
	{Source: "甲", Kind: crawler.Skipped, URL: "http://a.example/2"},
	{Source: "乙", Kind: crawler.Failed, URL: "http://b.example/1", Err: errors.New("HTTP 503")},
	{Source: "甲", Kind: crawler.Skipped, URL: "http://a.example/3.pdf", Err: errors.New("not a text")},
	{Source: "乙", Kind: crawler.SourceDone},
}

func tell(r reporter) {
	for _, e := range story {
		r.event(e, 0)
	}
	r.done(crawler.Summary{}, nil)
}

func TestProgressBar(t *testing.T) {
	var out strings.Builder
	tell(&barLog{lines: textLog{&out}, total: map[string]int{}, ended: map[string]int{}})
	for _, want := range []string{
		"] 0/2 甲", "] 0/4 乙", "[======                  ] 1/4 甲", "] 2/4 甲", "] 3/4 乙", "] 4/5 甲", "[========================] 4/4 乙\r\x1b[K",
		"\r\x1b[Kkawaraban: 乙: http://b.example/1: HTTP 503\n[", "\r\x1b[Kkawaraban: 甲: http://a.example/3.pdf: not a text\n[",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %q in %q", want, out.String())
		}
	}
}

func TestJSONLogTellsWhatIsSkipped(t *testing.T) {
	var out strings.Builder
	tell(newJSONLog(&out))
	if n := strings.Count(out.String(), `"msg":"skipped"`); n != 1 || !strings.Contains(out.String(), `"url":"http://a.example/3.pdf","error":"not a text"`) {
		t.Errorf("%d skipped in %s", n, out.String())
	}
}
