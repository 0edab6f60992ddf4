package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
	"github.com/kawaraban/kawaraban/store/export"
)

// exportFormats are what export writes, in the order in which help names them.
var exportFormats = []string{"csv", "jsonl", "xlsx", "parquet", "sqlite", "stix", "veris", "atom"}

// An exporting is one run of export.
type exporting struct {
	format, of, output string
	excel              bool
	filter             store.Filter
	out                io.Writer // where output is ""
}

func newExport() *cobra.Command {
	var db string
	var x exporting
	cmd := &cobra.Command{
		Use:   "export --format " + strings.Join(exportFormats, "|"),
		Short: "Write the cases as tables, documents, a database or a feed",
		Long: `Writes the cases of a database, each as all its reports together tell it, as of one
moment, also while a crawl is writing.

  csv      a table of cases; into a folder (-o out/): cases, counts and organizations
  jsonl    a case a line, with its reports and the words that prove every value
  xlsx     a workbook with a sheet for cases, counts and organizations
  parquet  like csv, with types
  sqlite   a database without fetched pages, for sqlite3, and beside it a .metadata.json
           by which Datasette explains its tables
  stix     a bundle of STIX 2.1; to import it again changes nothing
  veris    incidents of VERIS 1.4.1, coded by rules, as a first pass
  atom     a feed of the 100 cases that were new or revised last

With -o a file appears when it is complete, never half-written.`,
		Example: `  kawaraban export --format xlsx -o cases.xlsx --since 2025-01-01
  kawaraban export --format csv --excel -o tables/
  kawaraban export --format jsonl --category medical_record --min-count 1000 | jq .organization
  kawaraban export --format csv --of incidents --org みどり商事`,
		Args: takes(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) (err error) {
			x.out = cmd.OutOrStdout()
			if err := x.check(); err != nil {
				return err
			}
			s, err := store.OpenReadOnly(cmd.Context(), db)
			if err != nil {
				return err
			}
			defer func() { err = errors.Join(err, s.Close()) }()
			return x.run(cmd.Context(), s)
		},
	}
	fs := cmd.Flags()
	fs.StringVar(&db, "db", defaultDB, "the SQLite `file`")
	fs.StringVar(&x.format, "format", "jsonl", strings.Join(exportFormats, ", "))
	fs.StringVar(&x.of, "of", "cases", "cases, or incidents: what each article tells by itself (csv and jsonl)")
	fs.BoolVar(&x.excel, "excel", false, "begin CSV with a mark by which Excel knows it as UTF-8")
	fs.StringVarP(&x.output, "output", "o", "", "write to this `file`, or folder (csv, parquet), instead of standard output")
	filterFlags(fs, &x.filter)
	return cmd
}

// check refuses wrong usage before anything is opened.
func (x *exporting) check() error {
	switch {
	case !slices.Contains(exportFormats, x.format):
		return usage("", "--format %q is none of %s", x.format, strings.Join(exportFormats, ", "))
	case x.of != "cases" && x.of != "incidents":
		return usage("", "--of %q is neither cases nor incidents", x.of)
	case x.of == "incidents" && x.format != "csv" && x.format != "jsonl":
		return usage("", "--of incidents is written as csv or jsonl, not as %s", x.format)
	case x.format == "sqlite" && (x.output == "" || x.output == "-"):
		return usage("", "sqlite is written to a file: say -o FILE")
	case (x.format == "xlsx" || x.format == "parquet") && (x.output == "" || x.output == "-") && isTerminal(x.out):
		return usage("", "%s is not for a terminal: say -o FILE", x.format)
	}
	return checkFilter(x.filter)
}

func (x *exporting) run(ctx context.Context, s *store.Store) error {
	if x.format == "sqlite" {
		err := replaceFile(ctx, x.output, func(f *os.File) error {
			return s.ExportSQLite(ctx, f.Name(), x.filter, x.metadata())
		})
		if err != nil {
			return err
		}
		name := strings.TrimSuffix(x.output, filepath.Ext(x.output))
		return replaceFile(ctx, name+".metadata.json", func(f *os.File) error {
			return export.Datasette(f, filepath.Base(name), exportTitle, s.Dictionary(ctx))
		})
	}
	return s.Snapshot(ctx, x.filter, func(p *store.Snapshot) error {
		if x.folder() {
			return x.writeTables(ctx, p.Tables())
		}
		write := func(w io.Writer) error {
			if err := x.write(w, p); err != nil {
				return fmt.Errorf("export %s: %w", x.format, err)
			}
			return nil
		}
		if x.output == "" || x.output == "-" {
			return write(x.out)
		}
		return replaceFile(ctx, x.output, func(f *os.File) error { return write(f) })
	})
}

// write writes one file.
func (x *exporting) write(w io.Writer, p *store.Snapshot) error {
	switch {
	case x.of == "incidents" && x.format == "csv":
		return export.CSV(w, p.IncidentTable(), x.excel)
	case x.of == "incidents":
		return export.IncidentsJSONL(w, p.Incidents())
	}
	name := x.format
	if x.excel && name == "csv" {
		name = "excel"
	}
	format, _ := export.FormatOf(name) // check knows them all
	return format.Write(w, p)
}

// folder reports whether the output is a folder, of which csv and parquet fill one.
func (x *exporting) folder() bool {
	if x.of != "cases" || x.format != "csv" && x.format != "parquet" {
		return false
	}
	info, err := os.Stat(x.output)
	return err == nil && info.IsDir() || strings.HasSuffix(filepath.ToSlash(x.output), "/")
}

// writeTables writes each table as a file of the folder, which is made if need be.
func (x *exporting) writeTables(ctx context.Context, tables []store.Table) error {
	if err := os.MkdirAll(x.output, 0o755); err != nil {
		return fmt.Errorf("make the folder: %w", err)
	}
	for _, t := range tables {
		err := replaceFile(ctx, filepath.Join(x.output, t.Name+"."+x.format), func(f *os.File) error {
			if x.format == "csv" {
				return export.CSV(f, t, x.excel)
			}
			return export.Parquet(f, t)
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// exportTitle is what an exported database calls itself.
const exportTitle = "Data breaches in Japan, as news tell them"

// metadata tells the reader of an exported database what it is.
func (x *exporting) metadata() [][2]string {
	all := [][2]string{
		{"title", exportTitle},
		{"exported_at", time.Now().UTC().Format(time.RFC3339)},
		{"extractor_version", extract.Version},
	}
	f := x.filter
	for _, chosen := range [][2]string{
		{"since", f.Since}, {"until", f.Until}, {"org", f.Organization}, {"kind", f.Kind}, {"cause", f.Cause}, {"category", f.Category},
		{"min_count", strconv.FormatInt(f.MinCount, 10)}, {"exposure", f.Exposure}, {"words", f.Words}, {"confidence", f.Confidence},
	} {
		if chosen[1] != "" && chosen[1] != "0" {
			all = append(all, [2]string{"filter_" + chosen[0], chosen[1]})
		}
	}
	return all
}

// replaceFile writes the file name by way of a temporary one beside it, so that name is
// complete or as it was before.
func replaceFile(ctx context.Context, name string, write func(*os.File) error) (err error) {
	f, err := os.CreateTemp(filepath.Dir(name), "."+filepath.Base(name)+".*")
	if err != nil {
		return fmt.Errorf("write %s: %w", name, err)
	}
	defer func() {
		if err != nil {
			_ = f.Close()
			_ = os.Remove(f.Name())
			err = fmt.Errorf("write %s: %w", name, err)
		}
	}()
	if err := write(f); err != nil {
		return err
	}
	if err := errors.Join(ctx.Err(), f.Chmod(0o644), f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
