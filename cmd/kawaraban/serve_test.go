package main

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"net/http/httptrace"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/store"
)

// startServe starts serve, and returns its address, how it ended, and what it warned of.
func startServe(t *testing.T, ctx context.Context, s serving) (at string, ended <-chan error, stderr *strings.Builder) {
	t.Helper()
	out, in := io.Pipe()
	stderr = &strings.Builder{}
	done := make(chan error, 1)
	go func() {
		err := s.run(ctx, in, stderr)
		in.Close()
		done <- err
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(<-done)
	}
	return strings.TrimSpace(line), done, stderr
}

// A server that is asked to end answers what it was asked before.
func TestServeEndsInGoodOrder(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	at, ended, stderr := startServe(t, ctx, serving{db: filepath.Join(t.TempDir(), "news.db"), listen: "127.0.0.1:0"})

	// A request whose body is on its way when the server is told to end. net/http drops
	// those whose header it reads later, so the server has to have asked for the body.
	asked := make(chan struct{})
	traced := httptrace.WithClientTrace(t.Context(), &httptrace.ClientTrace{Got100Continue: func() { close(asked) }})
	body, rest := io.Pipe()
	r, err := http.NewRequestWithContext(traced, "POST", at+"api/extract", body)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Expect", "100-continue")
	client := http.Client{Transport: &http.Transport{ExpectContinueTimeout: time.Minute}}
	answered := make(chan error, 1)
	go func() {
		answer, err := client.Do(r)
		if err == nil {
			defer answer.Body.Close()
			var b []byte
			if b, err = io.ReadAll(answer.Body); err == nil && !strings.Contains(string(b), "株式会社みどり商事") {
				err = io.ErrUnexpectedEOF
			}
		}
		answered <- err
	}()
	select {
	case <-asked:
	case err := <-answered:
		t.Fatalf("an answer before the body: %v", err)
	}
	if _, err := io.WriteString(rest, "株式会社みどり商事は2025年7月12日、"); err != nil {
		t.Fatal(err)
	}
	stop()
	for err := error(nil); err == nil; { // until it takes no new requests
		_, err = http.Get(at)
	}
	if _, err := io.WriteString(rest, "不正アクセスにより顧客1,234人分の氏名が流出したと発表した。"); err != nil {
		t.Fatal(err)
	}
	rest.Close()
	if err := <-answered; err != nil {
		t.Errorf("the answer: %v", err)
	}
	if err := <-ended; err != nil {
		t.Errorf("the end: %v", err)
	}
	if stderr.Len() > 0 {
		t.Errorf("standard error: %s", stderr)
	}
}

// Whoever listens for others is told what they can do, unless they have to show a token.
func TestServeWarns(t *testing.T) {
	for name, c := range map[string]struct {
		serving
		want string
	}{
		"loopback":   {serving{listen: "127.0.0.1:0"}, ""},
		"localhost":  {serving{listen: "localhost:0"}, ""},
		"everywhere": {serving{listen: "0.0.0.0:0"}, "can read the database and change it"},
		"read-only":  {serving{listen: ":0", readOnly: true}, "can read the database; set"},
		"token":      {serving{listen: "0.0.0.0:0", token: "word"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Setenv(tokenVariable, "")
			c.db = filepath.Join(t.TempDir(), "news.db")
			if c.readOnly {
				s, err := store.Open(t.Context(), c.db)
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			ctx, stop := context.WithTimeout(t.Context(), time.Minute)
			at, ended, stderr := startServe(t, ctx, c.serving)
			if !strings.HasPrefix(at, "http://") {
				t.Errorf("it is at %s", at)
			}
			stop()
			if err := <-ended; err != nil {
				t.Error(err)
			}
			if got := stderr.String(); (c.want == "") != (got == "") || !strings.Contains(got, c.want) {
				t.Errorf("warning %q, want %q", got, c.want)
			}
		})
	}
}
