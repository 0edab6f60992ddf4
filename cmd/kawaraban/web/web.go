// Package web serves what extract and cases tell as pages and as an API, to a browser on
// the same machine or to people who are given a token.
//
//  1. guard.go lets a request in: host, origin, token, size and time.
//  2. lang.go finds its language, page.go writes pages from templates/ in the words of
//     messages.tsv, api.go JSON.
//  3. paste.go, cases.go, case.go, pictures.go and sources.go each serve a page;
//     decide.go and save.go are all that writes.
//
// Pages work without JavaScript, ask no other server for anything, and set no cookies.
package web

import (
	"context"
	"embed"
	"log/slog"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

//go:embed assets templates messages.tsv openapi.json
var files embed.FS

// Options say what is served to whom.
type Options struct {
	DB     *store.Store // opened for reading
	Writer *store.Store // the same database opened for writing; nil serves read-only
	// Hosts are names under which the server may be asked, besides localhost and the
	// addresses of machines, which no other site can make its own.
	Hosts  []string
	Token  string // what a request has to show, "" if none
	Schema []byte // the JSON Schema of answers
	Log    *slog.Logger
}

// A server answers requests.
type server struct {
	Options
	extractor func() (*extract.Extractor, error)
	// reading bounds the bytes of text that are read at once: it takes fifty times their
	// size in memory.
	reading *semaphore.Weighted
	pages   map[lang]func() (templates, error)
}

// Handler serves a database. The extractor is loaded when the first article is to be read.
func Handler(o Options) http.Handler {
	s := &server{
		Options:   o,
		extractor: sync.OnceValues(extract.New),
		reading:   semaphore.NewWeighted(answer.MaxText),
		pages:     map[lang]func() (templates, error){},
	}
	for _, l := range langs {
		s.pages[l] = sync.OnceValues(func() (templates, error) { return parseTemplates(l) })
	}
	return s.guard(s.speak(s.routes()))
}

// The time that a request may take: a page, one that reads an article, of which the longest
// take half a minute, and an export of all that is stored.
const (
	pageTime   = 20 * time.Second
	readTime   = 2 * time.Minute
	exportTime = 10 * time.Minute
)

// routes are all that can be asked for.
func (s *server) routes() http.Handler {
	mux := http.NewServeMux()
	page := func(pattern string, h handler) { mux.Handle(pattern, s.within(pageTime, s.orPage(h))) }
	read := func(pattern string, h handler) { mux.Handle(pattern, s.within(readTime, s.orPage(h))) }
	write := func(pattern string, h handler) { page(pattern, s.writing(h)) }
	page("GET /{$}", s.showPaste)
	read("POST /{$}", s.readPaste)
	read("POST /read/{format}", s.copyAnswer)
	page("GET /cases", s.listCases)
	page("GET /cases/{id}", s.showCase)
	write("POST /cases/{id}/merge", s.mergeCase)
	write("POST /cases/{id}/split", s.splitCase)
	write("POST /cases/{id}/pin", s.pinCase)
	page("GET /cases/{id}/articles/{article}", s.showReport)
	page("GET /pictures", s.showPictures)
	page("GET /sources", s.showSources)
	mux.Handle("GET /export/{format}", s.within(exportTime, s.orPage(s.exportCases)))
	mux.Handle("GET /assets/", http.HandlerFunc(serveAsset))

	api := func(pattern string, h handler) { mux.Handle(pattern, s.within(pageTime, s.orJSON(h))) }
	apiRead := func(pattern string, h handler) { mux.Handle(pattern, s.within(readTime, s.orJSON(h))) }
	apiWrite := func(pattern string, h handler) { api(pattern, s.writing(h)) }
	api("GET /api/openapi.json", s.apiDocument)
	api("GET /api/schema.json", s.apiSchema)
	apiRead("POST /api/extract", s.apiExtract)
	api("GET /api/cases", s.apiCases)
	api("GET /api/cases/{id}", s.apiCase)
	api("GET /api/statistics", s.apiStatistics)
	api("GET /api/sources", s.apiSources)
	apiRead("POST /api/articles", s.writing(s.apiSave))
	apiWrite("POST /api/cases/{id}/merge", s.apiMerge)
	apiWrite("POST /api/cases/{id}/split", s.apiSplit)
	apiWrite("POST /api/cases/{id}/pin", s.apiPin)
	mux.Handle("/api/", s.orJSON(func(http.ResponseWriter, *http.Request) error { return errNoPage }))
	mux.Handle("/", s.orPage(func(http.ResponseWriter, *http.Request) error { return errNoPage }))
	return mux
}

// A handler answers a request, or says why it cannot.
type handler func(http.ResponseWriter, *http.Request) error

// within ends what a request asked for when its time is up.
func (s *server) within(limit time.Duration, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), limit)
		defer cancel()
		// The connection may be written to for as long, whatever the server's default.
		_ = http.NewResponseController(w).SetWriteDeadline(time.Now().Add(limit + 10*time.Second))
		h.ServeHTTP(w, r.WithContext(ctx))
	})
}

// writing lets a handler run where something may be written.
func (s *server) writing(h handler) handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		if s.Writer == nil {
			return errReadOnly
		}
		return h(w, r)
	}
}
