package web

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"golang.org/x/text/language"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
)

type lang = wording.Lang

// langs are the languages of the pages; the first one is for those who read neither.
var langs = []lang{wording.EN, wording.JA}

var matcher = sync.OnceValue(func() language.Matcher {
	return language.NewMatcher([]language.Tag{language.English, language.Japanese})
})

// A visit is what a request says of its visitor.
type visit struct {
	lang lang
	// base is what begins the path of every link: "/ja" where the language was chosen, ""
	// where the browser's is taken.
	base string
}

type visitKey struct{}

func visitOf(r *http.Request) visit {
	v, _ := r.Context().Value(visitKey{}).(visit)
	return v
}

// speak finds the language of a request: that of its path, /ja/cases, else the one that
// the browser asks for.
func (s *server) speak(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Add("Vary", "Accept-Language")
		v := visit{lang: langs[0]}
		accepted, _, _ := language.ParseAcceptLanguage(r.Header.Get("Accept-Language"))
		if _, i, _ := matcher().Match(accepted...); len(accepted) > 0 {
			v.lang = langs[i]
		}
		path := r.URL.Path
		for _, l := range langs {
			prefix := "/" + string(l)
			if rest, ok := strings.CutPrefix(path, prefix); ok && (rest == "" || rest[0] == '/') {
				v = visit{l, prefix}
				path = "/" + strings.TrimPrefix(rest, "/")
			}
		}
		r = r.WithContext(context.WithValue(r.Context(), visitKey{}, v))
		u := *r.URL
		u.Path, u.RawPath = path, ""
		r.URL = &u
		next.ServeHTTP(w, r)
	})
}

// messages are the words of the pages by key: messages.tsv.
var messages = sync.OnceValue(func() map[string]map[lang]string {
	raw, err := files.ReadFile("messages.tsv")
	if err != nil {
		panic(err) // embedded at build time
	}
	all := map[string]map[lang]string{}
	for line := range strings.Lines(string(raw)) {
		if f := strings.Split(strings.TrimRight(line, "\n"), "\t"); len(f) == 3 && !strings.HasPrefix(line, "#") {
			all[f[0]] = map[lang]string{wording.EN: f[1], wording.JA: f[2]}
		}
	}
	return all
})

// say is a message with its arguments, which are fmt.Sprintf's.
func say(l lang, key string, args ...any) (string, error) {
	m, ok := messages()[key]
	if !ok {
		return "", fmt.Errorf("no message %q", key)
	}
	if len(args) == 0 {
		return m[l], nil
	}
	return fmt.Sprintf(m[l], args...), nil
}
