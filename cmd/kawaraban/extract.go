package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// extractFlags are the flags of extract.
type extractFlags struct {
	published, format, color, db string
	explain, mentions, lines     bool
}

var formats = []string{"table", "json", "jsonl", "csv"}

func newExtract() *cobra.Command {
	var f extractFlags
	cmd := &cobra.Command{
		Use:   "extract [FILE…|-]",
		Short: "Read articles and print their incidents",
		Long: `Reads articles (plain text or HTML, found out by content; UTF-8, Shift_JIS, EUC-JP
or ISO-2022-JP) from files or standard input and prints the incidents they report.

With --jsonl the input is JSON Lines, one article a line,
  {"id", "text" or "html", "title"?, "published"?, "url"?}
and so is the output, one answer a line in the same order:
  {"id", "incidents"}, and "error" if the line could not be read.
It streams, on all cores. One article may have 50 MB as a page and 10 MB of text.

Exit codes: 0 done, 1 failed, 2 wrong usage, 3 some articles could not be read.`,
		Example: `  kawaraban extract notice.txt --published 2025-07-12
  pbpaste | kawaraban extract --explain
  kawaraban extract --format json page.html | jq .incidents
  kawaraban extract --jsonl < articles.jsonl > incidents.jsonl`,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := f.check(cmd, args); err != nil {
				return err
			}
			if len(args) == 0 {
				args = []string{"-"}
				if isTerminal(cmd.InOrStdin()) {
					fmt.Fprintln(cmd.ErrOrStderr(), "kawaraban: paste the article, then press Ctrl-D on an empty line")
				}
			}
			return f.run(cmd, args)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&f.published, "published", "", "day the article appeared, `YYYY-MM-DD`; completes dates without a year")
	fs.StringVar(&f.format, "format", "table", "output `format`: "+strings.Join(formats, ", "))
	fs.BoolVar(&f.explain, "explain", false, "show the text with every span marked and the rule that took it")
	fs.BoolVar(&f.mentions, "mentions", false, "add every expression recognised, in an incident or not (not with table)")
	fs.BoolVar(&f.lines, "jsonl", false, "read JSON Lines, one article a line, and answer line by line")
	fs.StringVar(&f.db, "db", "", "also store the result in this SQLite `file`")
	fs.StringVar(&f.color, "color", "auto", "colours of --explain and table: auto, always or never")
	return cmd
}

// check refuses flags that do not go together.
func (f *extractFlags) check(cmd *cobra.Command, inputs []string) error {
	if f.lines && !cmd.Flags().Changed("format") {
		f.format = "jsonl"
	}
	published, err := answer.Day(f.published)
	switch {
	case err != nil:
		return usage("", "--%w", err)
	case !slices.Contains(formats, f.format):
		return usage("", "--format %q is none of %s", f.format, strings.Join(formats, ", "))
	case !slices.Contains(colorModes, f.color):
		return usage("", "--color %q is none of %s", f.color, strings.Join(colorModes, ", "))
	case f.lines && f.format != "jsonl":
		return usage("leave --format out", "--jsonl answers in JSON Lines, not as %s", f.format)
	case f.lines && len(inputs) > 1:
		return usage("cat FILE… | kawaraban extract --jsonl", "--jsonl reads one input, not %d", len(inputs))
	case f.explain && f.format != "table":
		return usage("json, jsonl and csv carry evidence and rules anyway", "--explain is for --format table, not %s", f.format)
	case f.mentions && f.format == "table":
		return usage("add --format json", "--mentions does not go with --format table")
	}
	f.published = published
	return nil
}

// A session is one run of extract.
type session struct {
	*extractFlags
	out io.Writer
	db  *store.Store // nil without --db
	// extractor loads the dictionary when the first article has proved readable.
	extractor func() (*extract.Extractor, error)
}

// garbage is how much of it may pile up, in percent of what is in use, unless GOGC says so.
// With the default of 100 reports of breaches in bulk take 7 % longer; 300 costs them 80 MB,
// and one article 10.
const garbage = 300

func (f *extractFlags) run(cmd *cobra.Command, inputs []string) (err error) {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(garbage)
	}
	s := &session{extractFlags: f, out: cmd.OutOrStdout(), extractor: sync.OnceValues(extract.New)}
	if f.db != "" {
		if s.db, err = store.Open(cmd.Context(), f.db); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, s.db.Close()) }()
	}
	if f.lines {
		in, err := openInput(inputs[0], cmd.InOrStdin())
		if err != nil {
			return err
		}
		defer in.Close()
		return s.stream(cmd.Context(), in)
	}
	return s.articles(cmd.Context(), inputs, cmd.InOrStdin(), cmd.ErrOrStderr())
}

// articles reads the inputs one after the other. One that cannot be read is reported
// and passed over, unless it is the only one.
func (s *session) articles(ctx context.Context, inputs []string, stdin io.Reader, stderr io.Writer) error {
	print := s.printer()
	bad := 0
	for _, name := range inputs {
		p, r, err := s.read(ctx, name, stdin)
		if err != nil {
			if len(inputs) == 1 || ctx.Err() != nil {
				return err
			}
			bad++
			report(stderr, err)
			continue
		}
		if err := s.keep(ctx, p, r); err != nil {
			return err
		}
		if err := print(p, r); err != nil {
			return fmt.Errorf("print %s: %w", inputName(name), err)
		}
	}
	switch {
	case bad == len(inputs):
		return failed("", "none of %d inputs could be read", bad)
	case bad > 0:
		return partial("", "%d of %d inputs could not be read", bad, len(inputs))
	}
	return nil
}

// read reads one input.
func (s *session) read(ctx context.Context, name string, stdin io.Reader) (p answer.Paste, r extract.Reading, err error) {
	if p, err = readPaste(ctx, name, stdin, s.published); err != nil {
		return p, r, err
	}
	x, err := s.extractor()
	if err != nil {
		return p, r, err
	}
	if r, err = answer.Read(x, p.Article(), s.mentions); err != nil {
		err = fmt.Errorf("extract %s: %w", inputName(name), err)
	}
	return p, r, err
}

// keep stores a reading, if --db says where.
func (s *session) keep(ctx context.Context, p answer.Paste, r extract.Reading) error {
	if s.db == nil {
		return nil
	}
	a := store.Article{URL: p.URL, Article: p.Article()}
	_, err := s.db.SaveArticle(ctx, a, r, extract.Version)
	return err
}

// printer returns the function that prints one answer in the format asked for.
func (s *session) printer() func(answer.Paste, extract.Reading) error {
	switch s.format {
	case "json", "jsonl":
		indent := "  "
		if s.format == "jsonl" {
			indent = ""
		}
		return func(p answer.Paste, r extract.Reading) error {
			return printJSON(s.out, answer.New(p, r, s.mentions), indent)
		}
	case "csv":
		t := answer.NewCSVTable(s.out, s.mentions)
		return t.Print
	}
	st := newStyle(s.out, s.color)
	return func(p answer.Paste, r extract.Reading) error {
		if s.explain {
			if err := printExplained(s.out, st, p, r); err != nil {
				return err
			}
		}
		return printTable(s.out, st, p, r)
	}
}
