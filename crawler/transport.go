package crawler

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"code.dny.dev/ssrf"
)

var (
	errRobots   = errors.New("forbidden by robots.txt")
	errTooLarge = errors.New("body too large")
)

const maxRedirects = 5

// maxCrawlDelay bounds what a robots.txt may ask for, so that one site cannot hold a run for a day.
const maxCrawlDelay = 30 * time.Second

// transport is the one way to the network. Every request passes, redirects too, in this order:
// http or https only → robots.txt → one connection and a pause per host → guarded dialer → whole
// body read within limits of time and size, decompressed. It is safe for several goroutines.
type transport struct {
	agent    string
	timeout  time.Duration
	maxBytes int64
	inner    http.RoundTripper
	log      func(context.Context, Fetch)
	now      func() time.Time

	mu     sync.Mutex
	hosts  map[string]*host
	robots map[string]*robotsOnce
}

// host is what politeness remembers of one host.
type host struct {
	slot chan struct{} // holds one token: who has it may talk
	free time.Time     // when the pause ends; guarded by the token
	gap  time.Duration // likewise
}

type robotsOnce struct {
	sync.Once
	rules robots
}

// journey travels in the context of a source's requests; a source asks one thing at a time.
type journey struct {
	source string
	delay  time.Duration
	began  time.Time     // of the last request
	took   time.Duration // on the wire since then, all hops, pauses left out
}

type journeyKey struct{}

func newTransport(c Config, dial func(context.Context, string, string) (net.Conn, error)) *transport {
	if dial == nil {
		dialer := &net.Dialer{Timeout: 15 * time.Second}
		if !c.AllowPrivate {
			// Control runs after the name is resolved, for every address that is tried.
			dialer.Control = ssrf.New(ssrf.WithAnyPort()).Safe
		}
		dial = dialer.DialContext
	}
	return &transport{
		agent:    c.userAgent(),
		timeout:  time.Duration(c.Timeout),
		maxBytes: c.MaxBytes,
		now:      time.Now,
		log:      func(context.Context, Fetch) {},
		hosts:    map[string]*host{},
		robots:   map[string]*robotsOnce{},
		inner: &http.Transport{
			Proxy:                  nil, // a proxy would dial for us, past the guard
			DialContext:            dial,
			ForceAttemptHTTP2:      true,
			DisableCompression:     true, // undone here, where the result is bounded
			MaxIdleConnsPerHost:    1,
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

// send waits for the host's turn and makes one request.
func (t *transport) send(req *http.Request, gap time.Duration) (*http.Response, error) {
	ctx := req.Context()
	trip, _ := ctx.Value(journeyKey{}).(*journey)
	if trip == nil {
		trip = &journey{}
	}
	h := t.host(req.URL)
	select {
	case <-h.slot:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	defer func() {
		// Measured from the end of the answer: a slow server gets more rest, not less.
		h.gap = max(h.gap, gap, trip.delay)
		h.free = time.Now().Add(h.gap + jitter(h.gap))
		h.slot <- struct{}{}
	}()
	if wait := time.Until(h.free); wait > 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
	}
	began := time.Now()
	if trip.began.IsZero() {
		trip.began = t.now()
	}
	defer func() { trip.took += time.Since(began) }()
	return t.exchange(req)
}

// exchange makes the request and reads the answer.
func (t *transport) exchange(req *http.Request) (*http.Response, error) {
	ctx, cancel := context.WithTimeoutCause(req.Context(), t.timeout, fmt.Errorf("no whole answer within %v", t.timeout))
	defer cancel()
	req = req.Clone(ctx)
	req.Header.Set("User-Agent", t.agent)
	req.Header.Set("Accept-Encoding", "gzip")
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

// read takes the body off the wire and decompresses it, at most maxBytes of either.
func (t *transport) read(res *http.Response) ([]byte, error) {
	tooLarge := fmt.Errorf("%w: more than %d bytes", errTooLarge, t.maxBytes)
	if res.ContentLength > t.maxBytes {
		return nil, tooLarge
	}
	wire, err := io.ReadAll(io.LimitReader(res.Body, t.maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read body: %w", err)
	}
	if int64(len(wire)) > t.maxBytes {
		return nil, tooLarge
	}
	if len(wire) == 0 {
		return wire, nil
	}
	switch enc := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding"))); enc {
	case "", "identity":
		return wire, nil
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(bytes.NewReader(wire))
		if err != nil {
			return nil, fmt.Errorf("read gzip body: %w", err)
		}
		body, err := io.ReadAll(io.LimitReader(z, t.maxBytes+1))
		if err != nil {
			return nil, fmt.Errorf("read gzip body: %w", err)
		}
		if int64(len(body)) > t.maxBytes {
			return nil, tooLarge
		}
		return body, nil
	default:
		return nil, fmt.Errorf("content encoding %q was not asked for", enc)
	}
}

// cause puts the reason of a cancelled request in place of "context deadline exceeded".
func (t *transport) cause(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// host returns the record of u's host; http and https share it on their usual ports.
func (t *transport) host(u *url.URL) *host {
	key := strings.ToLower(u.Hostname())
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		key += ":" + p
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.hosts[key]
	if h == nil {
		h = &host{slot: make(chan struct{}, 1)}
		h.slot <- struct{}{}
		t.hosts[key] = h
	}
	return h
}

// rules returns the robots.txt of u's origin, fetched once a run.
func (t *transport) rules(ctx context.Context, u *url.URL) robots {
	key := u.Scheme + "://" + strings.ToLower(u.Host)
	t.mu.Lock()
	r := t.robots[key]
	if r == nil {
		r = &robotsOnce{}
		t.robots[key] = r
	}
	t.mu.Unlock()
	r.Do(func() { r.rules = t.fetchRobots(ctx, key+"/robots.txt") })
	return r.rules
}

// fetchRobots follows RFC 9309 section 2.3.1: 2xx is read, 4xx allows all, redirects are followed
// to other hosts too, and 5xx or no answer forbids all. So does 429, which asks for silence.
func (t *transport) fetchRobots(ctx context.Context, at string) (rules robots) {
	record := Fetch{URL: at, FinalURL: at, Kind: "robots", At: t.now()}
	trip := &journey{}
	if outer, ok := ctx.Value(journeyKey{}).(*journey); ok {
		record.Source, trip.delay = outer.source, outer.delay
	}
	ctx = context.WithValue(ctx, journeyKey{}, trip)
	defer func() {
		record.Duration = trip.took
		if rules.closed != nil {
			record.Err = rules.closed.Error()
		}
		t.log(ctx, record)
	}()
	for range maxRedirects + 1 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, record.FinalURL, nil)
		if err != nil {
			return robots{closed: fmt.Errorf("robots.txt could not be had: %w", err)}
		}
		res, err := t.send(req, 0)
		if err != nil {
			return robots{closed: fmt.Errorf("robots.txt could not be had: %w", err)}
		}
		record.Status, record.Bytes = res.StatusCode, res.ContentLength
		switch {
		case res.StatusCode >= 200 && res.StatusCode < 300:
			body, err := io.ReadAll(res.Body)
			if err != nil {
				return robots{closed: fmt.Errorf("robots.txt could not be had: %w", err)}
			}
			return parseRobots(body, product)
		case res.StatusCode >= 300 && res.StatusCode < 400:
			next, err := res.Location()
			if err != nil || next.Scheme != "http" && next.Scheme != "https" {
				return robots{}
			}
			record.FinalURL = next.String()
		case res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests:
			return robots{closed: fmt.Errorf("robots.txt answered %d", res.StatusCode)}
		default:
			return robots{}
		}
	}
	return robots{}
}

// jitter spreads requests so that no site sees a metronome: up to half of gap.
func jitter(gap time.Duration) time.Duration {
	if gap <= 0 {
		return 0
	}
	return rand.N(gap/2 + 1)
}

// close lets go of idle connections.
func (t *transport) close() {
	if inner, ok := t.inner.(*http.Transport); ok {
		inner.CloseIdleConnections()
	}
}
