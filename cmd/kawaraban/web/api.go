package web

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"time"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/health"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
	"github.com/kawaraban/kawaraban/store/export"
)

// orJSON answers with JSON also where a handler cannot.
func (s *server) orJSON(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil || errors.Is(err, context.Canceled) {
			return
		}
		p := s.told(r, err)
		if err := writeAPI(w, p.status, map[string]string{"error": p.Error()}); err != nil {
			s.Log.Error("could not answer", "path", r.URL.Path, "error", err)
		}
	})
}

// writeAPI writes v as JSON.
func writeAPI(w http.ResponseWriter, status int, v any) error {
	b, err := export.JSON(v, "")
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	_, _ = w.Write(b) // a reader who went away is no error
	return nil
}

// apiDocument is the description of all this in OpenAPI.
func (s *server) apiDocument(w http.ResponseWriter, r *http.Request) error {
	b, err := files.ReadFile("openapi.json")
	if err != nil {
		return err
	}
	return writeFile(w, b)
}

func (s *server) apiSchema(w http.ResponseWriter, r *http.Request) error {
	return writeFile(w, s.Schema)
}

func writeFile(w http.ResponseWriter, b []byte) error {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	_, _ = w.Write(b)
	return nil
}

// body reads the article that a request carries: as an object of JSON if it says so, else
// as it would stand in a file.
func (s *server) body(r *http.Request) (answer.Paste, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return answer.Paste{}, err
	}
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind != "application/json" {
		return s.parse(raw)
	}
	var p answer.Paste
	err = answer.Safely(func() (err error) {
		_, p, err = answer.ParseJSON(raw)
		return err
	})
	if err != nil {
		return p, refused("error.article", err)
	}
	return p, nil
}

func (s *server) apiExtract(w http.ResponseWriter, r *http.Request) error {
	mentions := r.URL.Query().Get("mentions") == "true"
	p, reading, err := s.bodyRead(r, mentions)
	if err != nil {
		return err
	}
	return writeAPI(w, http.StatusOK, answer.New(p, reading, mentions))
}

func (s *server) bodyRead(r *http.Request, mentions bool) (p answer.Paste, reading extract.Reading, err error) {
	if p, err = s.body(r); err == nil {
		reading, err = s.read(r.Context(), p, mentions)
	}
	return p, reading, err
}

func (s *server) apiSave(w http.ResponseWriter, r *http.Request) error {
	p, reading, err := s.bodyRead(r, false)
	if err != nil {
		return err
	}
	if p.URL != "" && !export.WebAddress(p.URL) {
		return refused("error.url", errors.New("url is no address of the web"))
	}
	saved, err := s.save(r.Context(), p, reading)
	if err != nil {
		return err
	}
	return writeAPI(w, http.StatusOK, saved)
}

// A casesAnswer is a page of the list of cases.
type casesAnswer struct {
	Total   int64        `json:"total"`
	Page    int          `json:"page"`
	PerPage int          `json:"per_page"`
	Cases   []export.Row `json:"cases"`
}

func (s *server) apiCases(w http.ResponseWriter, r *http.Request) error {
	list, err := s.caseList(r)
	if err != nil {
		return err
	}
	a := casesAnswer{list.Total, list.Page, perPage, []export.Row{}}
	for _, c := range list.Cases {
		a.Cases = append(a.Cases, export.Row{Case: c})
	}
	return writeAPI(w, http.StatusOK, a)
}

func (s *server) apiCase(w http.ResponseWriter, r *http.Request) error {
	id, err := number(r, "id")
	if err != nil {
		return err
	}
	return s.DB.Snapshot(r.Context(), store.Filter{Case: id}, func(p *store.Snapshot) error {
		for c, err := range p.Told() {
			if err != nil {
				return err
			}
			return writeAPI(w, http.StatusOK, export.CaseLine{ToldCase: c})
		}
		_, err := p.CaseStory()
		return err
	})
}

func (s *server) apiStatistics(w http.ResponseWriter, r *http.Request) error {
	_, st, err := s.statistics(r)
	if err != nil {
		return err
	}
	return writeAPI(w, http.StatusOK, statisticsAnswer(st))
}

func (s *server) apiSources(w http.ResponseWriter, r *http.Request) error {
	report, err := health.Of(r.Context(), s.DB, time.Now(), newWithin)
	if err != nil {
		return err
	}
	return writeAPI(w, http.StatusOK, report.JSON())
}
