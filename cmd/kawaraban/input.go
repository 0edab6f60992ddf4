package main

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"strings"

	"golang.org/x/term"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
)

// readPaste reads the file name, or standard input for "-".
func readPaste(ctx context.Context, name string, stdin io.Reader, published string) (answer.Paste, error) {
	raw, err := readInput(ctx, name, stdin)
	if err != nil {
		return answer.Paste{}, err
	}
	p, err := answer.Parse(raw)
	if err != nil {
		hint := ""
		if bytes.HasPrefix(raw, []byte("%PDF-")) {
			hint = "copy the text out of a viewer"
			if _, err := exec.LookPath("pdftotext"); err != nil {
				hint = "install pdftotext, which reads more kinds of PDF, or " + hint
			}
		}
		return answer.Paste{}, failed(hint, "read %s: %w", inputName(name), err)
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

// readInput returns the bytes of a file or of standard input, at most answer.MaxInput.
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
	if len(raw) > answer.MaxInput {
		return nil, failed("cut it into articles, or send them with --jsonl, one a line",
			"read %s: larger than %d MB, the limit for one article", inputName(name), answer.MaxInput>>20)
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

// readAll reads at most answer.MaxInput+1 bytes and gives up waiting when ctx ends: a read
// from a terminal or a pipe cannot be interrupted itself.
func readAll(ctx context.Context, in io.Reader) ([]byte, error) {
	type result struct {
		raw []byte
		err error
	}
	done := make(chan result, 1)
	go func() {
		raw, err := io.ReadAll(io.LimitReader(in, answer.MaxInput+1))
		done <- result{raw, err}
	}()
	select {
	case r := <-done:
		return r.raw, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// isTerminal reports whether f, a reader or writer, is a terminal.
func isTerminal(f any) bool {
	file, ok := f.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}
