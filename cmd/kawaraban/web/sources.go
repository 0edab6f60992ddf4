package web

import (
	"net/http"
	"time"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/health"
)

// newWithin is for how long an article counts as new.
const newWithin = 24 * time.Hour

// A sourcesPage is how the sources of the crawl fare.
type sourcesPage struct {
	health.Report
	Now time.Time
}

func (s *server) showSources(w http.ResponseWriter, r *http.Request) error {
	now := time.Now()
	report, err := health.Of(r.Context(), s.DB, now, newWithin)
	if err != nil {
		return err
	}
	title, err := say(visitOf(r).lang, "sources.title")
	if err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "sources", title, sourcesPage{report, now})
}
