package web

import (
	"crypto/sha256"
	"crypto/subtle"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
)

// maxBody is the most that a request may carry, in bytes: a page with its pictures.
const maxBody = 20 << 20

// policy lets a page load its own style and script, and send forms to its own server,
// nothing else: not even a text that came out unescaped could run or report anything.
const policy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard refuses requests that are not meant for this server, and gives every answer the
// headers that keep a browser from doing more with it than to show it.
func (s *server) guard(next http.Handler) http.Handler {
	// Browsers say from where a request comes (Sec-Fetch-Site, else Origin); one that does
	// not is a program, which no other site can make use of.
	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.Error(w, "another site may not write here", http.StatusForbidden)
	}))
	next = sameOrigin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		// Not no-referrer: browsers would say "Origin: null" of our own forms.
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cache-Control", "no-cache")
		if !s.knownHost(r.Host) {
			http.Error(w, "not a name of this server; --host allows further names", http.StatusMisdirectedRequest)
			return
		}
		if !s.authorized(r) {
			h.Set("WWW-Authenticate", `Basic realm="kawaraban", charset="UTF-8"`)
			http.Error(w, "the token is asked for: as a password, or as Authorization: Bearer", http.StatusUnauthorized)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		defer s.recover(w, r)
		next.ServeHTTP(w, r)
	})
}

// knownHost reports whether a request asks for this server by a name of its own. A site
// that has its own name resolved to this machine (DNS rebinding) asks by its name.
func (s *server) knownHost(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	name = strings.ToLower(strings.TrimSuffix(strings.Trim(name, "[]"), "."))
	if _, err := netip.ParseAddr(name); err == nil || name == "localhost" {
		return true
	}
	return slices.ContainsFunc(s.Hosts, func(h string) bool { return strings.EqualFold(h, name) })
}

// authorized reports whether a request shows the token, if there is one: as the password
// of any user, which browsers ask for, or as a bearer's.
func (s *server) authorized(r *http.Request) bool {
	if s.Token == "" {
		return true
	}
	_, shown, ok := r.BasicAuth()
	if !ok {
		shown, ok = strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	}
	// Hashes are of one length, so that the time tells nothing.
	a, b := sha256.Sum256([]byte(shown)), sha256.Sum256([]byte(s.Token))
	return ok && subtle.ConstantTimeCompare(a[:], b[:]) == 1
}

// recover answers a request over which a handler fell.
func (s *server) recover(w http.ResponseWriter, r *http.Request) {
	switch p := recover(); p {
	case nil:
	case http.ErrAbortHandler:
		panic(p) // net/http closes the connection
	default:
		s.Log.Error("internal error", "path", r.URL.Path, "error", p)
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}
