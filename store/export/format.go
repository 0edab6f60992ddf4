package export

import (
	"io"
	"slices"

	"github.com/kawaraban/kawaraban/store"
)

// A Format is one in which the cases of a snapshot are written as one file.
type Format struct {
	Name      string // as users say it
	Title     string
	Extension string // of a file
	MediaType string
	Write     func(io.Writer, *store.Snapshot) error
}

// Formats are all of them.
var Formats = []Format{
	{"csv", "CSV", "csv", "text/csv; charset=utf-8", func(w io.Writer, p *store.Snapshot) error { return CSV(w, p.Tables()[0], false) }},
	{"excel", "CSV (Excel)", "csv", "text/csv; charset=utf-8", func(w io.Writer, p *store.Snapshot) error { return CSV(w, p.Tables()[0], true) }},
	{"xlsx", "XLSX", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		func(w io.Writer, p *store.Snapshot) error { return XLSX(w, p.Tables()) }},
	{"jsonl", "JSON Lines", "jsonl", "application/jsonl; charset=utf-8", func(w io.Writer, p *store.Snapshot) error { return JSONL(w, p.Told()) }},
	{"parquet", "Parquet", "parquet", "application/vnd.apache.parquet", func(w io.Writer, p *store.Snapshot) error { return Parquet(w, p.Tables()[0]) }},
	{"stix", "STIX 2.1", "json", "application/stix+json; version=2.1", func(w io.Writer, p *store.Snapshot) error { return STIX(w, p.Told()) }},
	{"veris", "VERIS", "json", "application/json", func(w io.Writer, p *store.Snapshot) error { return VERIS(w, p.Told()) }},
	{"atom", "Atom", "atom", "application/atom+xml; charset=utf-8", func(w io.Writer, p *store.Snapshot) error { return Atom(w, p.LastRevised(feedLength)) }},
}

// FormatOf is the format of a name.
func FormatOf(name string) (Format, bool) {
	i := slices.IndexFunc(Formats, func(f Format) bool { return f.Name == name })
	if i < 0 {
		return Format{}, false
	}
	return Formats[i], true
}
