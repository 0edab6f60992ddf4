package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// How hosts are treated that fail or ask for silence.
const (
	// maxTries is how often one request is made when it fails in a way that may pass.
	maxTries = 3
	// maxPatience is the longest rest that a run sits out; a longer one is left to a later run.
	maxPatience = time.Minute
	// maxRest bounds what Retry-After may ask for.
	maxRest = 24 * time.Hour
	// A host rests after this many failed requests in a row: first for minRest, then twice as long
	// with every further one, up to maxCooling.
	breakAfter = 5
	minRest    = 5 * time.Minute
	maxCooling = 12 * time.Hour
	// maxCrawlDelay bounds what a robots.txt may ask for, so that one site cannot hold a run for a day.
	maxCrawlDelay = 30 * time.Second
)

// errResting says that a host is not asked now. A restingError wraps it.
var errResting = errors.New("the host rests")

type restingError struct {
	Host
}

func (e *restingError) Error() string {
	return fmt.Sprintf("host %s rests until %s after %s", e.Name, e.ClosedUntil.Format(time.RFC3339), e.Reason)
}

func (e *restingError) Unwrap() error { return errResting }

// host is what politeness knows of one host. Everything in it is guarded by the token in slot.
type host struct {
	slot chan struct{} // holds one token: who has it may talk
	free time.Time     // when the pause ends
	gap  time.Duration
	Host
	loaded bool
}

// HostName is the Host.Name of u's host.
func HostName(u *url.URL) string {
	name := strings.ToLower(u.Hostname())
	if p := u.Port(); p != "" && p != "80" && p != "443" {
		name += ":" + p
	}
	return name
}

// host returns the record of u's host; http and https share it on their usual ports.
func (t *transport) host(u *url.URL) *host {
	key := HostName(u)
	t.mu.Lock()
	defer t.mu.Unlock()
	h := t.hosts[key]
	if h == nil {
		h = &host{slot: make(chan struct{}, 1), Host: Host{Name: key}}
		h.slot <- struct{}{}
		t.hosts[key] = h
	}
	return h
}

// send makes one request in its host's turn. A failure that may pass is tried again after a pause
// that grows; other sources have their turns meanwhile.
func (t *transport) send(req *http.Request, gap time.Duration) (*http.Response, error) {
	h := t.host(req.URL)
	for try := 1; ; try++ {
		res, again, err := t.turn(req, h, gap, try)
		if !again {
			return res, err
		}
	}
}

// turn waits for the host's turn and makes the request. again asks for another try.
func (t *transport) turn(req *http.Request, h *host, gap time.Duration, try int) (res *http.Response, again bool, err error) {
	ctx := req.Context()
	select {
	case <-h.slot:
	case <-ctx.Done():
		return nil, false, context.Cause(ctx)
	}
	defer func() { h.slot <- struct{}{} }()
	if err := t.ready(ctx, h); err != nil {
		return nil, false, err
	}
	trip := journeyOf(ctx)
	h.gap = max(h.gap, gap, trip.delay)
	res, err = t.exchange(req)
	// Measured from the end of the answer: a slow server gets more rest, not less.
	h.free = time.Now().Add(h.gap + jitter(h.gap))
	if err != nil && ctx.Err() != nil {
		return nil, false, err // cut off by us: it says nothing of the host
	}
	again, keepErr := t.judge(ctx, h, res, err, try)
	if keepErr != nil {
		return nil, false, keepErr
	}
	if again {
		record := Fetch{URL: req.URL.String(), FinalURL: req.URL.String(), Source: trip.source, Kind: "retry", At: trip.began, Duration: trip.took}
		if err != nil {
			record.Err = err.Error()
		} else {
			record.Status, record.Bytes = res.StatusCode, res.ContentLength
			record.Err = fmt.Sprintf("HTTP %d", res.StatusCode)
		}
		t.log(ctx, record)
	}
	return res, again, err
}

// ready waits out the host's pause and a short rest; a long one is an error.
func (t *transport) ready(ctx context.Context, h *host) error {
	if !h.loaded {
		kept, err := t.memory.Host(ctx, h.Name)
		if err != nil {
			return fmt.Errorf("remember host %s: %w", h.Name, err)
		}
		// A rest that ends later than any begun now could was noted under a wrong clock.
		if kept.ClosedUntil.Sub(t.now()) <= maxRest {
			h.Host = kept
		}
		h.loaded = true
	}
	wait := time.Until(h.free)
	if rest := h.ClosedUntil.Sub(t.now()); rest > maxPatience {
		return &restingError{h.Host}
	} else if !h.ClosedUntil.IsZero() {
		wait = max(wait, rest)
	}
	if wait <= 0 {
		return nil
	}
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// judge learns from an answer how the host is, and says whether to ask again.
func (t *transport) judge(ctx context.Context, h *host, res *http.Response, err error, try int) (again bool, _ error) {
	trouble, passing := fault(res, err)
	if trouble == "" {
		if h.Failures == 0 && h.ClosedUntil.IsZero() {
			return false, nil
		}
		h.Host = Host{Name: h.Name}
		return false, t.keepHost(ctx, h)
	}
	asked := retryAfter(res, t.now())
	if passing && try < maxTries && asked <= maxPatience {
		pause := backoff(h.gap, try)
		h.free = time.Now().Add(max(pause+jitter(pause), asked))
		return true, nil
	}
	h.Failures++
	h.Reason = trouble
	switch {
	case asked > 0:
		h.ClosedUntil = t.now().Add(asked)
	case h.Failures >= breakAfter:
		h.ClosedUntil = t.now().Add(min(minRest<<min(h.Failures-breakAfter, 10), maxCooling))
	default:
		h.ClosedUntil = time.Time{}
	}
	return false, t.keepHost(ctx, h)
}

func (t *transport) keepHost(ctx context.Context, h *host) error {
	if err := t.memory.KeepHost(context.WithoutCancel(ctx), h.Host); err != nil {
		return fmt.Errorf("remember host %s: %w", h.Name, err)
	}
	return nil
}

// fault names what is wrong with a host, "" where the answer, whatever it says of the page, shows
// that the host is well. passing means that asking again soon may help.
func fault(res *http.Response, err error) (trouble string, passing bool) {
	if err == nil {
		switch {
		case res.StatusCode == http.StatusTooManyRequests, res.StatusCode >= 500:
			return fmt.Sprintf("HTTP %d", res.StatusCode), res.StatusCode != http.StatusNotImplemented
		}
		return "", false
	}
	var encoding *encodingError
	var slow *slowError
	var lookup *net.DNSError
	switch {
	case errors.Is(err, ErrBinary), errors.Is(err, errTooLarge), errors.As(err, &encoding):
		return "", false
	case errors.Is(err, ErrPrivate):
		return "", false // we refused, not the host
	case errors.As(err, &slow):
		return "a timeout", false // it has cost a minute already
	case errors.As(err, &lookup):
		return "no address", lookup.IsTemporary || lookup.IsTimeout
	case errors.Is(err, syscall.ECONNREFUSED):
		return "connection refused", false
	case errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF), errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return "connection lost", true
	}
	return "no connection", false
}

// retryAfter reads the header in both its forms (RFC 9110 section 10.2.3), 0 where there is none.
func retryAfter(res *http.Response, now time.Time) time.Duration {
	if res == nil || res.StatusCode != http.StatusTooManyRequests && res.StatusCode < 500 {
		return 0
	}
	value := strings.TrimSpace(res.Header.Get("Retry-After"))
	if n, err := strconv.ParseInt(value, 10, 64); err == nil {
		return time.Duration(min(max(n, 0), int64(maxRest/time.Second))) * time.Second
	}
	if at, err := http.ParseTime(value); err == nil {
		// By the server's own clock, where it tells it: ours or theirs may be wrong.
		if date, err := http.ParseTime(res.Header.Get("Date")); err == nil {
			now = date
		}
		return min(max(at.Sub(now), 0), maxRest)
	}
	return 0
}

// backoff is the pause before the try after this one: 2, 8 … times the host's usual pause.
func backoff(gap time.Duration, try int) time.Duration {
	return min(gap*2<<(2*(try-1)), maxPatience)
}

// jitter spreads requests so that no site sees a metronome: up to half of gap.
func jitter(gap time.Duration) time.Duration {
	if gap <= 0 {
		return 0
	}
	return rand.N(gap/2 + 1)
}
