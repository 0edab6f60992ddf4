package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"
	"time"
	"unicode"

	"golang.org/x/term"

	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/extract"
)

// The limits of one article, in bytes: maxInput as it is given (a file, a paste, a JSON
// line; pages may carry pictures), maxText what is to be read of it, which takes about
// fifty times its size in memory. What is larger is refused.
const (
	maxInput = 50 << 20
	maxText  = 10 << 20
)

// A paste is one article as it was given to extract.
type paste struct {
	ID, Title, Published, URL, Text string
	// HTML says that Text was read out of a page or a PDF.
	HTML bool
}

func (p paste) article() extract.Article {
	a := extract.Article{Title: p.Title, Text: p.Text, Published: p.Published}
	if strings.HasPrefix(a.Text, a.Title) {
		a.Title = "" // it is in the text already, as in every page that was read
	}
	return a
}

func (p paste) document() document {
	d := document{ID: p.ID, Title: p.Title, URL: p.URL}
	if d.Title == "" {
		d.Title = firstLine(p.Text)
	}
	if p.Published != "" {
		d.Published = &p.Published
	}
	if p.HTML {
		d.Text = &p.Text
	}
	return d
}

// read extracts one article, without its mentions if they are not wanted. A fault of a
// rule is an error of this article, not the end of a crawl or of another system's stream.
func read(x *extract.Extractor, a extract.Article, mentions bool) (r extract.Reading, err error) {
	err = safely(func() error {
		if mentions {
			r = x.Extract(a)
		} else {
			r.Incidents = x.Incidents(a)
		}
		return nil
	})
	return r, err
}

// safely turns a panic over one hostile article or page into its error.
func safely(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error: %v", p)
		}
	}()
	return f()
}

// readPaste reads the file name, or standard input for "-".
func readPaste(ctx context.Context, name string, stdin io.Reader, published string) (paste, error) {
	raw, err := readInput(ctx, name, stdin)
	if err != nil {
		return paste{}, err
	}
	p, err := parsePaste(raw)
	if err != nil {
		hint := ""
		if bytes.HasPrefix(raw, []byte("%PDF-")) {
			hint = "copy the text out of a viewer"
			if _, err := exec.LookPath("pdftotext"); err != nil {
				hint = "install pdftotext, which reads more kinds of PDF, or " + hint
			}
		}
		return paste{}, failed(hint, "read %s: %w", inputName(name), err)
	}
	if name != "-" {
		p.ID = name
	}
	if published != "" {
		p.Published = published
	}
	return p, nil
}

func inputName(name string) string {
	if name == "-" {
		return "standard input"
	}
	return name
}

// readInput returns the bytes of a file or of standard input, at most maxInput.
func readInput(ctx context.Context, name string, stdin io.Reader) ([]byte, error) {
	in, err := openInput(name, stdin)
	if err != nil {
		return nil, err
	}
	defer in.Close()
	raw, err := readAll(ctx, in)
	if err != nil {
		return nil, failed("", "read %s: %w", inputName(name), err)
	}
	if len(raw) > maxInput {
		return nil, failed("cut it into articles, or send them with --jsonl, one a line",
			"read %s: larger than %d MB, the limit for one article", inputName(name), maxInput>>20)
	}
	return raw, nil
}

func openInput(name string, stdin io.Reader) (io.ReadCloser, error) {
	if name == "-" {
		return io.NopCloser(stdin), nil
	}
	info, err := os.Stat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, failed("", "read %s: no such file", name)
	}
	if err != nil {
		return nil, failed("", "read %s: %w", name, errors.Unwrap(err))
	}
	if info.IsDir() {
		return nil, failed("name the files: kawaraban extract "+strings.TrimRight(name, "/")+"/*.txt", "read %s: is a directory", name)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, failed("", "read %s: %w", name, errors.Unwrap(err))
	}
	return f, nil
}

// readAll reads at most maxInput+1 bytes and gives up waiting when ctx ends: a read
// from a terminal or a pipe cannot be interrupted itself.
func readAll(ctx context.Context, in io.Reader) ([]byte, error) {
	type result struct {
		raw []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		raw, err := io.ReadAll(io.LimitReader(in, maxInput+1))
		done <- result{raw, err}
	}()
	select {
	case r := <-done:
		return r.raw, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// parsePaste finds out by content what raw is: HTML, PDF, or plain text in any of the
// encodings of Japanese.
func parsePaste(raw []byte) (paste, error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return paste{}, errors.New("is empty")
	}
	if crawler.IsHTML(raw) || bytes.HasPrefix(raw, []byte("%PDF-")) {
		return readHTML(raw, "", "")
	}
	text, _, err := crawler.Decode(raw, "")
	if err != nil {
		return paste{}, err
	}
	p := paste{Text: text}
	return p, p.check()
}

// check refuses a text that there is no sense in reading.
func (p paste) check() error {
	switch {
	case len(p.Text) > maxText:
		return fmt.Errorf("has more than %d MB of text, the limit for one article", maxText>>20)
	case firstLine(p.Text) != "":
		return nil
	case p.HTML:
		return errors.New("is HTML without an article in it")
	}
	return errors.New("is empty")
}

// readHTML reads the article of a page.
func readHTML(body []byte, contentType, url string) (paste, error) {
	a, err := crawler.ReadHTML(body, contentType, url)
	if err != nil {
		return paste{}, err
	}
	p := paste{Title: a.Title, Published: a.Published, URL: a.CanonicalURL, Text: a.Text, HTML: true}
	return p, p.check()
}

// firstLine is the first line of text that is not blank, "" if all are.
func firstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' }); line != "" {
			return line
		}
	}
	return ""
}

// day reads a day of publication: YYYY-MM-DD, or an RFC 3339 time, whose day in Japan
// is taken; "" stays "".
func day(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Format(time.DateOnly), nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.In(japan).Format(time.DateOnly), nil
	}
	return "", fmt.Errorf("published %q is no day: YYYY-MM-DD is expected", s)
}

// isTerminal reports whether f, a reader or writer, is a terminal.
func isTerminal(f any) bool {
	file, ok := f.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
