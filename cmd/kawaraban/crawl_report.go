package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/crawler"
)

// A reporter tells of a crawl while it goes on: lines for people, a bar above which these
// lines pass, or JSON for programs. event is called by one goroutine at a time.
type reporter interface {
	event(e crawler.Event, incidents int)
	done(sum crawler.Summary, incidents map[string]int)
}

// newReporter chooses by the value of --log; "auto" is a bar on a terminal, else JSON.
func newReporter(w io.Writer, mode string) (reporter, error) {
	switch mode {
	case "auto":
		if isTerminal(w) {
			return &barLog{lines: textLog{w}, total: map[string]int{}, ended: map[string]int{}}, nil
		}
		return newJSONLog(w), nil
	case "text":
		return textLog{w}, nil
	case "json":
		return newJSONLog(w), nil
	}
	return nil, usage("", "--log %q: it is auto, text or json", mode)
}

// textLog prints failures, and pages that cannot be read, as they come.
type textLog struct{ w io.Writer }

func (l textLog) event(e crawler.Event, _ int) {
	if e.Kind == crawler.Failed || e.Kind == crawler.Skipped && e.Err != nil {
		fmt.Fprintf(l.w, "kawaraban: %s: %s\n", wording.OneLine(e.Source), wording.OneLine(reason(e)))
	}
}

func (textLog) done(crawler.Summary, map[string]int) {}

// reason is why an event happened, with the address that it is about.
func reason(e crawler.Event) string {
	why := e.Err.Error()
	if !strings.Contains(why, e.URL) {
		why = e.URL + ": " + why
	}
	return why
}

// barLog draws one line that says how far the crawl is.
type barLog struct {
	lines        textLog
	total, ended map[string]int // pages, by source
	drawn        bool
}

func (b *barLog) event(e crawler.Event, incidents int) {
	switch e.Kind {
	case crawler.Found:
		b.total[e.Source] = b.ended[e.Source] + e.Waiting
	case crawler.SourceDone:
		b.total[e.Source] = b.ended[e.Source] // budgets and rests leave pages for later runs
	default:
		if e.Err != nil {
			b.clear()
			b.lines.event(e, incidents)
		}
		b.ended[e.Source]++
		b.total[e.Source] = max(b.total[e.Source], b.ended[e.Source]) // notices that an article names come on top
	}
	b.draw(e.Source)
}

func (b *barLog) draw(source string) {
	const width = 24
	ended, total := pages(b.ended), pages(b.total)
	full := 0
	if total > 0 {
		full = width * ended / total
	}
	b.clear()
	columns := 80
	if f, ok := b.lines.w.(interface{ Fd() uintptr }); ok {
		if c, _, err := term.GetSize(int(f.Fd())); err == nil && c > 0 {
			columns = c
		}
	}
	head := fmt.Sprintf("[%s%s] %d/%d ", strings.Repeat("=", full), strings.Repeat(" ", width-full), ended, total)
	fmt.Fprint(b.lines.w, head, text.Trim(wording.OneLine(source), columns-len(head)-1))
	b.drawn = true
}

func pages(counts map[string]int) (n int) {
	for _, c := range counts {
		n += c
	}
	return n
}

func (b *barLog) clear() {
	if b.drawn {
		fmt.Fprint(b.lines.w, "\r\x1b[K")
		b.drawn = false
	}
}

func (b *barLog) done(crawler.Summary, map[string]int) { b.clear() }

// jsonLog writes one JSON line for each event of note and one summary.
type jsonLog struct {
	log    *slog.Logger
	rested map[string]bool // sources of which it said that their host rests
}

func newJSONLog(w io.Writer) *jsonLog {
	return &jsonLog{slog.New(slog.NewJSONHandler(w, nil)), map[string]bool{}}
}

func (l *jsonLog) event(e crawler.Event, incidents int) {
	switch e.Kind {
	case crawler.Found:
		if e.Count > 0 {
			l.log.Info("found", "source", e.Source, "new", e.Count)
		}
	case crawler.Fetched:
		if incidents > 0 {
			l.log.Info("incidents", "source", e.Source, "url", e.URL, "incidents", incidents)
		}
	case crawler.Skipped:
		if e.Err != nil {
			l.log.Info("skipped", "source", e.Source, "url", e.URL, "error", e.Err.Error())
		}
	case crawler.Failed:
		l.log.Warn("failed", "source", e.Source, "url", e.URL, "error", e.Err.Error())
	case crawler.Postponed:
		if !l.rested[e.Source] {
			l.rested[e.Source] = true
			l.log.Warn("postponed", "source", e.Source, "url", e.URL, "error", e.Err.Error())
		}
	}
}

func (l *jsonLog) done(sum crawler.Summary, incidents map[string]int) {
	var total crawler.SourceSummary
	failed, found := 0, 0
	for _, s := range sum.Sources {
		total.Entries += s.Entries
		total.New += s.New
		total.Fetched += s.Fetched
		total.Skipped += s.Skipped
		total.Postponed += s.Postponed
		total.Failed += s.Failed
		total.Left += s.Left
		found += incidents[s.Name]
		if !s.OK() {
			failed++
		}
	}
	level := slog.LevelInfo
	if failed > 0 {
		level = slog.LevelWarn
	}
	l.log.Log(context.Background(), level, "summary", "sources", len(sum.Sources), "sources_failed", failed, "entries", total.Entries,
		"new", total.New, "fetched", total.Fetched, "skipped", total.Skipped, "postponed", total.Postponed,
		"failed", total.Failed, "left", total.Left, "incidents", found, "stopped", sum.Stopped,
		"seconds", sum.Finished.Sub(sum.Started).Round(time.Millisecond).Seconds())
}

// fail tells of the error by which the run ends in the form of the log; report is then silent.
func (l *jsonLog) fail(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, context.Canceled) {
		l.log.Error("interrupted")
	} else {
		l.log.Error(err.Error(), "hint", hintOf(err))
	}
	return &failure{code: failureOf(err).code, told: true, err: err}
}
