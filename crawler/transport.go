package crawler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

var (
	errRobots   = errors.New("forbidden by robots.txt")
	errTooLarge = errors.New("body too large")
	// ErrPrivate is wrapped by the error of a request that led to an address of a private network.
	ErrPrivate = errors.New("private and reserved addresses are refused unless allow_private is set")
)

const maxRedirects = 5

// transport is the one way to the network. Every request passes, redirects too, in this order:
// http or https only → robots.txt → one connection, a pause and rests per host → guarded dialer →
// whole body read within limits of time and size, decompressed → tried again where that may help.
// It is safe for several goroutines.
type transport struct {
	agent    string
	timeout  time.Duration
	maxBytes int64
	inner    http.RoundTripper
	memory   Memory
	log      func(context.Context, Fetch)
	now      func() time.Time

	mu     sync.Mutex
	hosts  map[string]*host
	robots map[string]*originRobots
}

// journey travels in the context of a source's requests; a source asks one thing at a time.
type journey struct {
	source string
	delay  time.Duration
	began  time.Time     // of the last request
	took   time.Duration // on the wire since then, all hops and tries, pauses left out
}

type journeyKey struct{}

// journeyOf returns the journey of a request, a passing one where it has none.
func journeyOf(ctx context.Context) *journey {
	if trip, _ := ctx.Value(journeyKey{}).(*journey); trip != nil {
		return trip
	}
	return &journey{}
}

func newTransport(c Config, dial func(context.Context, string, string) (net.Conn, error)) *transport {
	if dial == nil {
		dialer := &net.Dialer{Timeout: 15 * time.Second}
		if !c.AllowPrivate {
			// Control runs after the name is resolved, for every address that is tried.
			guard := ssrf.New(ssrf.WithAnyPort())
			dialer.Control = func(network, address string, c syscall.RawConn) error {
				if guard.Safe(network, address, c) != nil {
					return ErrPrivate
				}
				return nil
			}
		}
		dial = dialer.DialContext
	}
	return &transport{
		agent:    c.userAgent(),
		timeout:  time.Duration(c.Timeout),
		maxBytes: c.MaxBytes,
		memory:   newScratch(),
		now:      time.Now,
		log:      func(context.Context, Fetch) {},
		hosts:    map[string]*host{},
		robots:   map[string]*originRobots{},
		inner: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, past the guard
			DialContext:            dial,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // undone here, where the result is bounded
			MaxConnsPerHost:        1,
			MaxIdleConnsPerHost:    1,
			MaxIdleConns:           64,
			IdleConnTimeout:        30 * time.Second,
			TLSHandshakeTimeout:    15 * time.Second,
			ResponseHeaderTimeout:  30 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
		},
	}
}

// RoundTrip answers with the whole decoded body in memory.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.URL.Scheme != "http" && req.URL.Scheme != "https" {
		return nil, fmt.Errorf("scheme %q is not fetched", req.URL.Scheme)
	}
	rules := t.rules(req.Context(), req.URL)
	if err := rules.check(req.URL.RequestURI()); err != nil {
		return nil, err
	}
	return t.send(req, min(rules.delay, maxCrawlDelay))
}

// exchange makes the request and reads the answer.
func (t *transport) exchange(req *http.Request) (*http.Response, error) {
	trip := journeyOf(req.Context())
	began := time.Now()
	if trip.began.IsZero() {
		trip.began = t.now()
	}
	defer func() { trip.took += time.Since(began) }()

	ctx, cancel := context.WithTimeoutCause(req.Context(), t.timeout, &slowError{t.timeout})
	defer cancel()
	req = req.Clone(ctx)
	req.Header.Set("User-Agent", t.agent)
	req.Header.Set("Accept-Encoding", accepted)
	res, err := t.inner.RoundTrip(req)
	if err != nil {
		return nil, t.cause(ctx, err)
	}
	defer res.Body.Close()
	body, err := t.read(res)
	if err != nil {
		return nil, t.cause(ctx, err)
	}
	res.Body = io.NopCloser(bytes.NewReader(body))
	res.ContentLength = int64(len(body))
	res.Header.Del("Content-Encoding")
	res.Header.Del("Content-Length")
	res.Uncompressed = true // or colly would unpack a second time, without a bound
	return res, nil
}

// slowError says that an answer did not arrive in time.
type slowError struct{ limit time.Duration }

func (e *slowError) Error() string { return fmt.Sprintf("no whole answer within %v", e.limit) }

// cause puts the reason of a cancelled request in place of "context deadline exceeded".
func (t *transport) cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// close lets go of idle connections.
func (t *transport) close() {
	if inner, ok := t.inner.(*http.Transport); ok {
		inner.CloseIdleConnections()
	}
}
