package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"

	"golang.org/x/sync/semaphore"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store/export"
)

// The window of lines in flight, which bounds the memory of a stream: at most
// windowPerWorker lines for every core and windowBytes of input in all. One line of
// answer.MaxInput always fits.
const (
	windowPerWorker = 16
	windowBytes     = 2 * answer.MaxInput
)

// A lineAnswer is one line of output.
type lineAnswer struct {
	// ID is the input's, as it was written; null if it could not be read.
	ID json.RawMessage `json:"id"`
	// Document is set for HTML.
	Document  *answer.Document   `json:"document,omitempty"`
	Incidents []extract.Incident `json:"incidents"`
	Mentions  []extract.Mention  `json:"mentions,omitzero"`
	Error     string             `json:"error,omitempty"`
}

// A job is one line on its way from the reader over a worker to the writer.
type job struct {
	number int // of the line, from 1
	line   []byte
	err    error // why the line could not even be read
	done   chan outcome
}

// An outcome is what a worker made of a line.
type outcome struct {
	json   []byte
	paste  answer.Paste
	read   extract.Reading
	failed bool
	err    error // ends the stream
}

// stream answers JSON Lines line by line: a reader cuts lines, workers on all cores
// read them, and this goroutine writes the answers in the order of the input. What is
// ready is written before anything is waited for, so a slow writer of input gets its
// answers at once.
func (s *session) stream(ctx context.Context, in io.Reader) error {
	x, err := s.extractor()
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()

	workers := runtime.GOMAXPROCS(0)
	window := semaphore.NewWeighted(windowBytes)
	queue := make(chan *job, windowPerWorker*workers) // in order, for the writer
	jobs := make(chan *job, windowPerWorker*workers)  // for the workers
	for range workers {
		go func() {
			for j := range jobs {
				j.done <- s.answerLine(x, j)
			}
		}()
	}
	// The reader is not waited for: a read of standard input cannot be interrupted.
	var readErr error // set before queue is closed
	go func() {
		defer close(queue)
		defer close(jobs)
		readErr = cutLines(in, func(j *job) error {
			if err := window.Acquire(ctx, int64(len(j.line))); err != nil {
				return err
			}
			for _, ch := range []chan *job{queue, jobs} {
				select {
				case ch <- j:
				case <-ctx.Done():
					return ctx.Err()
				}
			}
			return nil
		})
	}()

	out := bufio.NewWriter(s.out)
	total, bad := 0, 0
	for {
		j, more, err := await(ctx, queue, out)
		if err != nil {
			return err
		}
		if !more {
			break
		}
		o, _, err := await(ctx, j.done, out)
		if err = errors.Join(err, o.err); err != nil {
			return err
		}
		total++
		if o.failed {
			bad++
		} else if err := s.keep(ctx, o.paste, o.read); err != nil {
			return fmt.Errorf("line %d: %w", j.number, err)
		}
		if _, err := out.Write(o.json); err != nil {
			return fmt.Errorf("write answers: %w", err)
		}
		window.Release(int64(len(j.line)))
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write answers: %w", err)
	}
	if readErr != nil {
		return fmt.Errorf("read articles: %w", readErr)
	}
	if bad > 0 {
		return partial("", "%d of %d lines could not be read; their answers say why", bad, total)
	}
	return nil
}

// await receives from ch; if it has to wait, it first writes out what is ready.
func await[T any](ctx context.Context, ch <-chan T, out *bufio.Writer) (v T, more bool, err error) {
	select {
	case v, more = <-ch:
		return v, more, nil
	default:
	}
	if err := out.Flush(); err != nil {
		return v, false, fmt.Errorf("write answers: %w", err)
	}
	select {
	case v, more = <-ch:
		return v, more, nil
	case <-ctx.Done():
		return v, false, ctx.Err()
	}
}

// cutLines calls each for every line that is not blank, until the input ends. A line
// longer than answer.MaxInput comes without its content and with an error.
func cutLines(in io.Reader, each func(*job) error) error {
	r := bufio.NewReaderSize(in, 64<<10)
	for n := 1; ; n++ {
		var line []byte
		var tooLong bool
		var err error
		for {
			var part []byte
			part, err = r.ReadSlice('\n')
			if tooLong = tooLong || len(line)+len(part) > answer.MaxInput+1; tooLong {
				line = nil
			} else {
				line = append(line, part...)
			}
			if err != bufio.ErrBufferFull {
				break
			}
		}
		if err != nil && err != io.EOF {
			return err
		}
		if n == 1 {
			line = bytes.TrimPrefix(line, []byte("\uFEFF"))
		}
		j := &job{number: n, line: bytes.TrimSpace(line), done: make(chan outcome, 1)}
		if tooLong {
			j.err = fmt.Errorf("longer than %d MB, the limit for one article", answer.MaxInput>>20)
		}
		if tooLong || len(j.line) > 0 {
			if err := each(j); err != nil {
				return err
			}
		}
		if err == io.EOF {
			return nil
		}
	}
}

// answerLine reads one line. Whatever is wrong with it becomes its answer.
func (s *session) answerLine(x *extract.Extractor, j *job) (o outcome) {
	a := lineAnswer{Incidents: []extract.Incident{}}
	defer func() {
		o.failed = a.Error != ""
		o.json, o.err = export.JSON(a, "")
	}()
	p, err := s.parseLine(j, &a.ID)
	if err == nil {
		o.paste = p
		o.read, err = answer.Read(x, p.Article(), s.mentions)
	}
	if err != nil {
		a.Error = fmt.Sprintf("line %d: %v", j.number, err)
		return o
	}
	if p.HTML {
		d := p.Document()
		a.Document = &d
	}
	a.Incidents = answer.Filled(o.read.Incidents)
	if s.mentions {
		a.Mentions = answer.OrEmpty(o.read.Mentions)
	}
	return o
}

// parseLine reads the article of a line, and its id even if the rest is wrong.
func (s *session) parseLine(j *job, id *json.RawMessage) (p answer.Paste, err error) {
	if j.err != nil {
		return p, j.err
	}
	*id, p, err = answer.ParseJSON(j.line)
	p.Published = cmp.Or(p.Published, s.published)
	return p, err
}
