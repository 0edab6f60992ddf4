package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"net/http"
	"net/url"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
	"github.com/kawaraban/kawaraban/store/export"
)

// templates are the pages of one language by the names of their files.
type templates map[string]*template.Template

// parseTemplates reads the pages of a language, each with the frame and the parts that
// pages share.
func parseTemplates(l lang) (templates, error) {
	shared, err := template.New("frame.html").Funcs(funcs(l)).ParseFS(files, "templates/frame.html", "templates/part_*.html")
	if err != nil {
		return nil, err
	}
	names, err := fs.Glob(files, "templates/page_*.html")
	if err != nil {
		return nil, err
	}
	all := templates{}
	for _, name := range names {
		t, err := shared.Clone()
		if err != nil {
			return nil, err
		}
		if all[strings.TrimSuffix(strings.TrimPrefix(path.Base(name), "page_"), ".html")], err = t.ParseFS(files, name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// funcs are what templates can call, in a language.
func funcs(l lang) template.FuncMap {
	return template.FuncMap{
		"t":     func(key string, args ...any) (string, error) { return say(l, key, args...) },
		"label": func(kind, code string) string { return wording.Label(l, kind, code) },
		"codes": store.Codes,
		"line":  wording.OneLine,
		"n":     func(n int64) string { return wording.Thousands(n) },
		"link":  export.WebAddress,
		"asset": assetPath,
		"time":  func(t time.Time) string { return t.In(answer.Japan).Format("2006-01-02 15:04") },
	}
}

// A frame is a page: what all pages show, and what this one does.
type frame struct {
	Lang        lang
	Base        string // of links
	Here        string // path of this page without base, "" where it cannot be asked for again
	Query       string // "?…" or ""
	Section     string // the entry of the menu that is open
	Title       string
	ReadOnly    bool
	Feed        string // path and query of the feed of what is shown, or ""
	Data        any
	OtherLang   lang
	OtherName   string
	Description string
}

// page writes a page.
func (s *server) page(w http.ResponseWriter, r *http.Request, status int, name, title string, data any) error {
	v := visitOf(r)
	f := frame{Lang: v.lang, Base: v.base, Section: name, Title: title, ReadOnly: s.Writer == nil, Data: data, Here: "/"}
	if r.Method == http.MethodGet || r.Method == http.MethodHead {
		f.Here = r.URL.EscapedPath()
		if r.URL.RawQuery != "" {
			f.Query = "?" + r.URL.Query().Encode()
		}
	}
	f.OtherLang, f.OtherName = wording.JA, "日本語"
	if v.lang == wording.JA {
		f.OtherLang, f.OtherName = wording.EN, "English"
	}
	if name == "cases" {
		f.Feed = v.base + "/export/atom" + f.Query
	}
	pages, err := s.pages[v.lang]()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := pages[name].Execute(&b, f); err != nil {
		return fmt.Errorf("page %s: %w", name, err)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Language", string(v.lang))
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // a reader who went away is no error
	return nil
}

// redirect sends the visitor on to a page, in the same language.
func redirect(w http.ResponseWriter, r *http.Request, status int, to string) error {
	http.Redirect(w, r, visitOf(r).base+to, status)
	return nil
}

// A problem is an answer that is no success: its status, and the key of what to tell.
type problem struct {
	status int
	Key    string
	Detail string // what the input was refused for, in English; "" where the key says it all
}

func (p *problem) Error() string {
	text, _ := say(wording.EN, p.Key)
	return cmp.Or(p.Detail, text)
}

var (
	errNoPage   = &problem{http.StatusNotFound, "error.no-page", ""}
	errReadOnly = &problem{http.StatusForbidden, "error.read-only", ""}
)

// refused is the input's fault.
func refused(key string, err error) error {
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		return err
	}
	return &problem{http.StatusBadRequest, key, err.Error()}
}

// problemOf says what an error means to who asked.
func problemOf(err error) *problem {
	var p *problem
	var tooLarge *http.MaxBytesError
	var write *store.WriteError
	switch {
	case errors.As(err, &p):
		return p
	case errors.As(err, &tooLarge):
		return &problem{http.StatusRequestEntityTooLarge, "error.too-large", ""}
	case errors.Is(err, store.ErrNoCase):
		return &problem{http.StatusNotFound, "error.no-case", err.Error()}
	case errors.Is(err, context.DeadlineExceeded):
		return &problem{http.StatusServiceUnavailable, "error.too-long", ""}
	case errors.As(err, &write):
		return &problem{http.StatusServiceUnavailable, "error.write", write.Err.Error()}
	}
	return &problem{http.StatusInternalServerError, "error.internal", ""}
}

// orPage answers with a page also where a handler cannot.
func (s *server) orPage(h handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := h(w, r)
		if err == nil || errors.Is(err, context.Canceled) {
			return
		}
		p := s.told(r, err)
		title, titleErr := say(visitOf(r).lang, p.Key)
		if titleErr == nil {
			err = s.page(w, r, p.status, "problem", title, p.Detail)
		}
		if err := errors.Join(err, titleErr); err != nil {
			s.Log.Error("no page for a problem", "error", err)
			http.Error(w, p.Error(), p.status)
		}
	})
}

// told is the problem in err, which is logged where the server is to blame.
func (s *server) told(r *http.Request, err error) *problem {
	p := problemOf(err)
	if p.status >= http.StatusInternalServerError {
		s.Log.Error("could not answer", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	return p
}

// An asset is a file that pages load.
type asset struct {
	content     []byte
	contentType string
	tag         string // changes with the content
}

// contentTypes are set here: those of the system may be anything.
var contentTypes = map[string]string{".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

var assets = sync.OnceValue(func() map[string]asset {
	all := map[string]asset{}
	names, err := fs.Glob(files, "assets/*")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for _, name := range names {
		content, err := files.ReadFile(name)
		if err != nil {
			panic(err) // embedded at build time
		}
		sum := sha256.Sum256(content)
		all[path.Base(name)] = asset{content, contentTypes[path.Ext(name)], hex.EncodeToString(sum[:6])}
	}
	return all
})

// assetPath is the address of an asset, another one for another content.
func assetPath(name string) string {
	return "/assets/" + name + "?" + url.QueryEscape(assets()[name].tag)
}

func serveAsset(w http.ResponseWriter, r *http.Request) {
	a, ok := assets()[strings.TrimPrefix(r.URL.Path, "/assets/")]
	if !ok {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", a.contentType)
	if r.URL.RawQuery == a.tag {
		w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(a.content))
}
