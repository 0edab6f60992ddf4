package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
)

func newStream(out io.Writer) *session {
	return &session{extractFlags: &extractFlags{}, out: out, extractor: sync.OnceValues(extract.New)}
}

// An answer comes before the input ends: the next article is sent only when the answer
// to the last is there.
func TestStreamAnswersBeforeInputEnds(t *testing.T) {
	in, send := io.Pipe()
	answers, out := io.Pipe()
	done := make(chan error, 1)
	go func() {
		err := newStream(out).stream(t.Context(), in)
		out.CloseWithError(err)
		done <- err
	}()
	lines := bufio.NewScanner(answers)
	for i := range 100 {
		fmt.Fprintf(send, `{"id":%d,"text":"お知らせ"}`+"\n", i)
		if !lines.Scan() {
			t.Fatalf("no answer to line %d: %v", i, lines.Err())
		}
		if want := fmt.Sprintf(`{"id":%d,"incidents":[]}`, i); lines.Text() != want {
			t.Fatalf("got %s, want %s", lines.Text(), want)
		}
	}
	send.Close()
	if err := <-done; err != nil {
		t.Fatal(err)
	}
}

// Memory does not grow with the input: while nobody takes answers, the reader stops
// after a bounded number of lines, however many there are.
func TestStreamWindowIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		lines := 0
		in := endless(func() []byte { lines++; return []byte(`{"text":"お知らせ"}` + "\n") })
		release := make(chan struct{})
		out := writerFunc(func([]byte) (int, error) {
			<-release
			return 0, errors.New("enough")
		})
		done := make(chan error, 1)
		go func() { done <- newStream(out).stream(t.Context(), in) }()
		synctest.Wait() // until every goroutine of the stream is blocked
		if most := 1000 + 4*windowPerWorker*runtime.GOMAXPROCS(0); lines > most {
			t.Errorf("%d lines were taken in, want at most %d", lines, most)
		}
		close(release)
		if err := <-done; err == nil {
			t.Error("the failed write was not reported")
		}
	})
}

type endless func() []byte

func (e endless) Read(p []byte) (int, error) { return copy(p, e()), nil }

type writerFunc func([]byte) (int, error)

func (w writerFunc) Write(p []byte) (int, error) { return w(p) }

func TestStreamKeepsOrder(t *testing.T) {
	const n = 300
	var in strings.Builder
	for i := range n {
		// Texts of very different length finish out of order.
		fmt.Fprintf(&in, `{"id":"%d","text":%q}`+"\n", i, strings.Repeat("お知らせ。", 1+(i*7919)%40))
	}
	var out strings.Builder
	if err := newStream(&out).stream(t.Context(), strings.NewReader(in.String())); err != nil {
		t.Fatal(err)
	}
	dec := json.NewDecoder(strings.NewReader(out.String()))
	for i := range n {
		var a lineAnswer
		if err := dec.Decode(&a); err != nil {
			t.Fatal(err)
		}
		if want := fmt.Sprintf(`"%d"`, i); string(a.ID) != want {
			t.Fatalf("answer %d has id %s", i, a.ID)
		}
	}
}

func TestStreamLines(t *testing.T) {
	long := strings.Repeat("a", answer.MaxInput)
	longText := long[:answer.MaxText+1]
	for name, c := range map[string]struct{ line, want string }{
		"number as id":    {`{"id":7,"text":"あ"}`, `{"id":7,"incidents":[]}`},
		"no id":           {`{"text":"あ"}`, `{"id":null,"incidents":[]}`},
		"unknown field":   {`{"id":1,"text":"あ","lang":"ja"}`, `{"id":1,"incidents":[]}`},
		"null fields":     {`{"id":1,"text":"あ","title":null,"published":null,"url":null,"html":null}`, `{"id":1,"incidents":[]}`},
		"published time":  {`{"id":1,"text":"あ","published":"2025-07-11T23:30:00Z"}`, `{"id":1,"incidents":[]}`},
		"byte order mark": {"\uFEFF" + `{"id":1,"text":"あ"}`, `{"id":1,"incidents":[]}`},
		"blank":           {"  ", ""},
		"carriage return": {"{\"id\":1,\"text\":\"あ\"}\r", `{"id":1,"incidents":[]}`},
		"not JSON":        {`{"id":1`, `line 1: is not JSON: unexpected end of JSON input`},
		"array":           {`[]`, `line 1: is a JSON array, not an object`},
		"null":            {`null`, `line 1: has neither \"text\" nor \"html\"`},
		"text a number":   {`{"id":9,"text":5}`, `{"id":9,"incidents":[],"error":"line 1: \"text\" is a number, not a string"}`},
		"text and html":   {`{"id":9,"text":"あ","html":"い"}`, `{"id":9,"incidents":[],"error":"line 1: has both \"text\" and \"html\""}`},
		"nothing":         {`{"id":9}`, `{"id":9,"incidents":[],"error":"line 1: has neither \"text\" nor \"html\""}`},
		"empty text":      {`{"id":9,"text":" \n"}`, `{"id":9,"incidents":[],"error":"line 1: \"text\" is empty"}`},
		"bad day":         {`{"id":9,"text":"あ","published":"7/11"}`, `{"id":9,"incidents":[],"error":"line 1: published \"7/11\" is no day: YYYY-MM-DD is expected"}`},
		"not UTF-8":       {"{\"id\":9,\"text\":\"\xff\"}", `line 1: is not UTF-8`},
		"too much text":   {`{"id":9,"text":"` + longText + `"}`, `{"id":9,"incidents":[],"error":"line 1: \"text\" has more than 10 MB of text, the limit for one article"}`},
		"too long":        {`{"id":9,"text":"` + long + `"}`, `line 1: longer than 50 MB, the limit for one article`},
	} {
		t.Run(name, func(t *testing.T) {
			var out strings.Builder
			err := newStream(&out).stream(t.Context(), strings.NewReader(c.line+"\n"))
			wantErr := strings.Contains(c.want, "line 1:")
			var f *failure
			if wantErr != (errors.As(err, &f) && f.code == exitPartial) {
				t.Errorf("error %v", err)
			}
			if got := strings.TrimSpace(out.String()); got != c.want && !(wantErr && strings.Contains(got, c.want)) || c.want == "" && got != "" {
				t.Errorf("got %.200s\nwant %s", got, c.want)
			}
		})
	}
}

// The stream goes on after a line that is too long, and after one without an end.
func TestStreamGoesOn(t *testing.T) {
	in := io.MultiReader(strings.NewReader(`{"id":1,"text":"`), io.LimitReader(endless(func() []byte { return []byte(strings.Repeat("あ", 1000)) }), answer.MaxInput),
		strings.NewReader("\"}\n\n{\"id\":2,\"text\":\"い\"}\nx\n"+`{"id":3,"text":"う"}`))
	var out strings.Builder
	err := newStream(&out).stream(t.Context(), in)
	var f *failure
	if !errors.As(err, &f) || f.code != exitPartial || f.Error() != "2 of 4 lines could not be read; their answers say why" {
		t.Errorf("error %v", err)
	}
	want := `{"id":null,"incidents":[],"error":"line 1: longer than 50 MB, the limit for one article"}
{"id":2,"incidents":[]}
{"id":null,"incidents":[],"error":"line 4: is not JSON: invalid character 'x' looking for beginning of value"}
{"id":3,"incidents":[]}
`
	if out.String() != want {
		t.Errorf("got %s\nwant %s", out.String(), want)
	}
}

func TestStreamReportsReadAndWriteErrors(t *testing.T) {
	broken := errors.New("cable cut")
	err := newStream(io.Discard).stream(t.Context(), io.MultiReader(strings.NewReader(`{"text":"あ"}`+"\n"), failing{broken}))
	if !errors.Is(err, broken) {
		t.Errorf("read: %v", err)
	}
	err = newStream(writerFunc(func([]byte) (int, error) { return 0, broken })).stream(t.Context(), strings.NewReader(`{"text":"あ"}`))
	if !errors.Is(err, broken) {
		t.Errorf("write: %v", err)
	}
}

type failing struct{ err error }

func (f failing) Read([]byte) (int, error) { return 0, f.err }

// An interrupt ends a stream whose input never comes.
func TestStreamIsInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, _ := io.Pipe()
	done := make(chan error, 1)
	go func() { done <- newStream(io.Discard).stream(ctx, in) }()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}
