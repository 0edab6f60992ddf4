package main

import (
	"archive/zip"
	"errors"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"golang.org/x/text/encoding/htmlindex"
)

// TestScripts runs the commands as a user does, one txtar per command, with the program
// as it is shipped. Not with the test binary itself: under the race detector it would
// take ten seconds to load the dictionary, once for every command.
func TestScripts(t *testing.T) {
	bin := t.TempDir()
	build := exec.Command("go", "build", "-buildvcs=false", "-o", bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", bin+string(os.PathListSeparator)+env.Getenv("PATH"))
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits":  exits,
			"encode": encode,
			"pack":   pack,
			"fill":   fill,
			"zeros":  zeros,
			"valid":  valid,
		},
	})
}

// exits CODE COMMAND… runs a command that has to end with this exit code.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits CODE COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		got = exit.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// encode CHARSET FILE rewrites a UTF-8 file in another encoding.
func encode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: encode CHARSET FILE")
	}
	enc, err := htmlindex.Get(args[0])
	ts.Check(err)
	out, err := enc.NewEncoder().String(ts.ReadFile(args[1]))
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(out), 0o600))
}

// pack ZIP FILE… makes a zip of files.
func pack(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: pack ZIP FILE…")
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	archive := zip.NewWriter(f)
	for _, name := range args[1:] {
		entry, err := archive.Create(name)
		ts.Check(err)
		_, err = entry.Write([]byte(ts.ReadFile(name)))
		ts.Check(err)
	}
	ts.Check(errors.Join(archive.Close(), f.Close()))
}

// fill SIZE FILE makes a file of SIZE letters, zeros SIZE FILE one of SIZE NUL bytes.
func fill(ts *testscript.TestScript, neg bool, args []string)  { makeFile(ts, neg, args, "a") }
func zeros(ts *testscript.TestScript, neg bool, args []string) { makeFile(ts, neg, args, "\x00") }

func makeFile(ts *testscript.TestScript, neg bool, args []string, content string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: fill|zeros SIZE FILE")
	}
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(strings.Repeat(content, n)), 0o600))
}
