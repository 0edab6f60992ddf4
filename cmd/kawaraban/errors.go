package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
)

// The exit codes; help and README state them.
const (
	exitDone    = 0
	exitFailed  = 1
	exitUsage   = 2
	exitPartial = 3
	exitLocked  = 4
)

// A failure is an error that knows how the program ends and what the user can do.
type failure struct {
	code int
	hint string // "" if there is nothing to say
	told bool   // the user has been told already, in another form
	err  error
}

func (f *failure) Error() string { return f.err.Error() }
func (f *failure) Unwrap() error { return f.err }

// failed, usage and partial end the program with their exit code; format is fmt.Errorf's.
func failed(hint, format string, args ...any) error {
	return &failure{exitFailed, hint, false, fmt.Errorf(format, args...)}
}

func usage(hint, format string, args ...any) error {
	return &failure{exitUsage, hint, false, fmt.Errorf(format, args...)}
}

func partial(hint, format string, args ...any) error {
	return &failure{exitPartial, hint, false, fmt.Errorf(format, args...)}
}

// locked ends the program because another run works on the database.
func locked(db string, err error) error {
	return &failure{exitLocked, "wait until it is done, or use another file than " + db, false, err}
}

// failureOf is the failure in err; an error that says nothing of the exit code is exitFailed.
func failureOf(err error) *failure {
	var f *failure
	if !errors.As(err, &f) {
		f = &failure{code: exitFailed, err: err}
	}
	return f
}

// hintOf is what the user can do about err, "" if nothing is known.
func hintOf(err error) string {
	if f := failureOf(err); f.hint != "" {
		return f.hint
	}
	if h := (interface{ Hint() string })(nil); errors.As(err, &h) {
		return h.Hint()
	}
	return ""
}

// report tells the user of err, once, and returns the exit code.
func report(w io.Writer, err error) int {
	if err == nil {
		return exitDone
	}
	f := failureOf(err)
	if f.told {
		return f.code
	}
	hint := hintOf(err)
	if errors.Is(err, context.Canceled) {
		err = errors.New("interrupted")
	}
	printError(w, err.Error(), hint)
	return f.code
}

// printError prints one error in the form that all errors have.
func printError(w io.Writer, message, hint string) {
	fmt.Fprintln(w, "kawaraban: error:", wording.OneLine(message))
	if hint != "" {
		fmt.Fprintln(w, "kawaraban: hint:", wording.OneLine(hint))
	}
}

// printWarning prints what goes on but may not be meant.
func printWarning(w io.Writer, message string) {
	fmt.Fprintln(w, "kawaraban: warning:", wording.OneLine(message))
}
