package web

import (
	"fmt"
	"net/http"
	"net/url"

	"github.com/kawaraban/kawaraban/store"
	"github.com/kawaraban/kawaraban/store/export"
)

// An exportLink is a format in which the cases of a list may be had.
type exportLink struct{ Name, Link string }

func exportLinks(filter url.Values) (links []exportLink) {
	for _, f := range export.Formats {
		links = append(links, exportLink{f.Title, address("/export/"+f.Name, filter)})
	}
	return links
}

// exportCases writes the cases that a filter chooses in a format, as export does. The feed
// is shown, other formats are kept as a file.
func (s *server) exportCases(w http.ResponseWriter, r *http.Request) error {
	format, ok := export.FormatOf(r.PathValue("format"))
	if !ok {
		return errNoPage
	}
	q, err := readQuery(r)
	if err != nil {
		return err
	}
	out := &lateWriter{ResponseWriter: w, begin: func(h http.Header) {
		h.Set("Content-Type", format.MediaType)
		if format.Name != "atom" {
			h.Set("Content-Disposition", fmt.Sprintf(`attachment; filename="kawaraban-cases.%s"`, format.Extension))
		}
	}}
	err = s.DB.Snapshot(r.Context(), q.Filter, func(p *store.Snapshot) error { return format.Write(out, p) })
	if err != nil && out.begun {
		// The status is told: only a connection that breaks tells that the file does not end here.
		s.told(r, err)
		panic(http.ErrAbortHandler)
	}
	return err
}

// A lateWriter sets its headers when there is something to write, so that what goes wrong
// before has an answer of its own.
type lateWriter struct {
	http.ResponseWriter
	begin func(http.Header)
	begun bool
}

func (w *lateWriter) Write(b []byte) (int, error) {
	if !w.begun {
		w.begun = true
		w.begin(w.Header())
	}
	return w.ResponseWriter.Write(b)
}
