package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

// onHost answers for one host on a fake clock and notes when it was asked.
func onHost(t *testing.T, memory Memory, answer func(try int) (*http.Response, error)) (f *fetcher, times *[]time.Duration) {
	t.Helper()
	began := time.Now()
	times = &[]time.Duration{}
	tr := newTransport(Config{Timeout: Duration(time.Minute), MaxBytes: 1 << 20}, nil)
	if memory != nil {
		tr.memory = memory
	}
	tr.inner = roundTrip(func(r *http.Request) (*http.Response, error) {
		if r.URL.Path == "/robots.txt" {
			return answerOf(404, ""), nil
		}
		*times = append(*times, time.Since(began))
		res, err := answer(len(*times))
		if res != nil && res.Header.Get("Date") == "now" {
			res.Header.Set("Date", time.Now().UTC().Format(http.TimeFormat))
		}
		return res, err
	})
	return newFetcher(t.Context(), tr, "甲", 2*time.Second), times
}

func answerOf(status int, body string, header ...string) *http.Response {
	h := http.Header{}
	for i := 0; i+1 < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

func TestFailuresThatMayPassAreTriedAgain(t *testing.T) {
	lost := &net.OpError{Op: "read", Err: syscall.ECONNRESET}
	for name, c := range map[string]struct {
		answer     func(try int) (*http.Response, error)
		tries      int
		status     int
		gaps       []time.Duration // least, between the tries
		most       time.Duration   // from the first to the last
		err        string
		closedFor  time.Duration
		failures   int
		mayBeAsked bool
	}{
		"well at once":      {func(int) (*http.Response, error) { return answerOf(200, "x"), nil }, 1, 200, nil, 0, "", 0, 0, true},
		"gone is an answer": {func(int) (*http.Response, error) { return answerOf(404, "x"), nil }, 1, 404, nil, 0, "", 0, 0, true},
		"503 for a while": {func(try int) (*http.Response, error) {
			if try < 3 {
				return answerOf(503, ""), nil
			}
			return answerOf(200, "x"), nil
		}, 3, 200, []time.Duration{4 * time.Second, 16 * time.Second}, 31 * time.Second, "", 0, 0, true},
		"503 for ever": {func(int) (*http.Response, error) { return answerOf(503, ""), nil }, 3, 503, []time.Duration{4 * time.Second, 16 * time.Second}, 31 * time.Second, "", 0, 1, true},
		"connection lost once": {func(try int) (*http.Response, error) {
			if try == 1 {
				return nil, lost
			}
			return answerOf(200, "x"), nil
		}, 2, 200, []time.Duration{4 * time.Second}, 6 * time.Second, "", 0, 0, true},
		"429 with a short Retry-After": {func(try int) (*http.Response, error) {
			if try == 1 {
				return answerOf(429, "", "Retry-After", "40"), nil
			}
			return answerOf(200, "x"), nil
		}, 2, 200, []time.Duration{40 * time.Second}, 41 * time.Second, "", 0, 0, true},
		"429 with a long Retry-After": {func(int) (*http.Response, error) { return answerOf(429, "", "Retry-After", "3600"), nil }, 1, 429, nil, 0, "", time.Hour, 1, false},
		"503 until a date": {func(int) (*http.Response, error) {
			return answerOf(503, "", "Date", "now", "Retry-After", time.Now().Add(2*time.Hour).UTC().Format(http.TimeFormat)), nil
		}, 1, 503, nil, 0, "", 2 * time.Hour, 1, false},
		"a year of silence":  {func(int) (*http.Response, error) { return answerOf(503, "", "Retry-After", "31536000"), nil }, 1, 503, nil, 0, "", 24 * time.Hour, 1, false},
		"no such host":       {func(int) (*http.Response, error) { return nil, &net.DNSError{Err: "no such host", IsNotFound: true} }, 1, 0, nil, 0, "no such host", 0, 1, true},
		"connection refused": {func(int) (*http.Response, error) { return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED} }, 1, 0, nil, 0, "refused", 0, 1, true},
		"nonsense Retry-After": {func(try int) (*http.Response, error) {
			if try == 1 {
				return answerOf(503, "", "Retry-After", "soon; -5"), nil
			}
			return answerOf(200, "x"), nil
		}, 2, 200, []time.Duration{4 * time.Second}, 6 * time.Second, "", 0, 0, true},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newScratch()
				f, times := onHost(t, m, c.answer)
				page, _, err := f.get("http://a.example/1", "page", "", "")
				if c.err == "" && err != nil || c.err != "" && (err == nil || !strings.Contains(err.Error(), c.err)) || page.Status != c.status {
					t.Fatalf("%v, status %d", err, page.Status)
				}
				at := *times
				if len(at) != c.tries {
					t.Fatalf("asked %d times at %v, want %d", len(at), at, c.tries)
				}
				for i, least := range c.gaps {
					if gap := at[i+1] - at[i]; gap < least {
						t.Errorf("%v between tries %d and %d, want at least %v", gap, i+1, i+2, least)
					}
				}
				if whole := at[len(at)-1] - at[0]; whole > c.most {
					t.Errorf("tried for %v, want at most %v", whole, c.most)
				}
				h, _ := m.Host(t.Context(), "a.example")
				if h.Failures != c.failures {
					t.Errorf("remembered %+v, want %d failures", h, c.failures)
				}
				if rest := time.Until(h.ClosedUntil); c.closedFor > 0 && (rest > c.closedFor || rest < c.closedFor-time.Minute) {
					t.Errorf("rests for %v, want %v", rest, c.closedFor)
				}
				before := len(*times)
				_, _, err = f.get("http://a.example/2", "page", "", "")
				if got := len(*times) > before; got != c.mayBeAsked || got == errors.Is(err, errResting) {
					t.Errorf("asked again: %v, %v", got, err)
				}
			})
		})
	}
}

func TestCircuitBreaker(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newScratch()
		ill := true
		f, times := onHost(t, m, func(int) (*http.Response, error) {
			if ill {
				return nil, &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
			}
			return answerOf(200, "x"), nil
		})
		get := func() error { _, _, err := f.get("http://a.example/1", "page", "", ""); return err }
		for range breakAfter {
			if err := get(); err == nil || errors.Is(err, errResting) {
				t.Fatal(err)
			}
		}
		n := len(*times)
		if err := get(); !errors.Is(err, errResting) || len(*times) != n {
			t.Fatalf("after %d failures: %v", breakAfter, err)
		}
		rest := minRest
		for range 7 { // each try after a rest doubles it; robots.txt is kept for longer than all of them
			time.Sleep(rest + time.Second)
			if err := get(); err == nil || errors.Is(err, errResting) {
				t.Fatalf("not asked after a rest of %v: %v", rest, err)
			}
			rest = min(2*rest, maxCooling)
			h, _ := m.Host(t.Context(), "a.example")
			if got := time.Until(h.ClosedUntil); got > rest || got < rest-time.Minute {
				t.Fatalf("rests for %v, want %v", got, rest)
			}
		}
		// Another run remembers.
		again, times2 := onHost(t, m, func(int) (*http.Response, error) { return answerOf(200, "x"), nil })
		if _, _, err := again.get("http://a.example/1", "page", "", ""); !errors.Is(err, errResting) || len(*times2) > 0 {
			t.Errorf("the next run asked: %v", err)
		}
		ill = false
		time.Sleep(rest + time.Second)
		if err := get(); err != nil {
			t.Fatal(err)
		}
		if h, _ := m.Host(t.Context(), "a.example"); h.Failures != 0 || !h.ClosedUntil.IsZero() {
			t.Errorf("well again, but %+v", h)
		}
	})
}

func TestRestNotedUnderAWrongClockIsForgotten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newScratch()
		m.KeepHost(t.Context(), Host{Name: "a.example", Failures: 9, ClosedUntil: time.Now().AddDate(3, 0, 0), Reason: "HTTP 503"})
		f, times := onHost(t, m, func(int) (*http.Response, error) { return answerOf(200, "x"), nil })
		if _, _, err := f.get("http://a.example/1", "page", "", ""); err != nil || len(*times) != 1 {
			t.Error(err)
		}
	})
}

func TestRobotsAreKeptByTheirRules(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		asked := 0
		status, header, body := 200, []string{}, "User-agent: *\nDisallow: /private/\n"
		m := newScratch()
		get := func(path string) error {
			tr := newTransport(Config{Timeout: Duration(time.Minute), MaxBytes: 1 << 20}, nil)
			tr.memory = m
			tr.inner = roundTrip(func(r *http.Request) (*http.Response, error) {
				if r.URL.Path == "/robots.txt" {
					asked++
					return answerOf(status, body, header...), nil
				}
				return answerOf(200, "x"), nil
			})
			_, _, err := newFetcher(t.Context(), tr, "甲", time.Second).get("http://a.example"+path, "page", "", "")
			return err
		}
		step := func(what string, wait time.Duration, wantAsked int, private error) {
			t.Helper()
			time.Sleep(wait)
			if err := get("/private/1"); !errors.Is(err, private) || (err == nil) != (private == nil) {
				t.Errorf("%s: %v", what, err)
			}
			if asked != wantAsked {
				t.Errorf("%s: robots.txt was asked for %d times, want %d", what, asked, wantAsked)
			}
		}
		step("first run", 0, 1, errRobots)
		step("an hour later", time.Hour, 1, errRobots)
		body, header = "", []string{"Cache-Control", "public, max-age=7200"}
		step("a day later", 24*time.Hour, 2, nil)
		step("an hour after that", time.Hour, 2, nil)
		status, header = 503, nil
		time.Sleep(2 * time.Hour)
		if err := get("/ok"); err == nil || !strings.Contains(err.Error(), "robots.txt answered 503") {
			t.Errorf("5xx has to stop us: %v", err)
		}
		status, body = 200, "User-agent: *\nDisallow: /private/\n"
		before := asked
		if err := get("/ok"); err != nil || asked == before {
			t.Errorf("the failure was kept for the next run: %v", err)
		}
	})
}

func TestEveryEncodingIsBounded(t *testing.T) {
	text := strings.Repeat("架空商店は顧客の情報が流出したと発表した。", 100)
	for _, enc := range []string{"gzip", "br", "zstd"} {
		t.Run(enc, func(t *testing.T) {
			if got, err := unpack(enc, pack(t, enc, []byte(text)), 1<<20); err != nil || string(got) != text {
				t.Errorf("%d bytes, %v", len(got), err)
			}
			bomb := pack(t, enc, make([]byte, 8<<20))
			got, err := unpack(enc, bomb, 1<<20)
			if err != nil || len(got) != 1<<20+1 {
				t.Errorf("bomb of %d bytes: %d bytes, %v", len(bomb), len(got), err)
			}
			if _, err := unpack(enc, []byte("no such thing"), 1<<20); err == nil {
				t.Error("damaged body: no error")
			}
		})
	}
	if _, err := unpack("compress", []byte("x"), 10); err == nil {
		t.Error("an encoding that was not asked for is taken")
	}
}

func TestMaxTimeEndsInGoodOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newScratch()
		var feed []Entry
		for i := range 10 {
			feed = append(feed, Entry{URL: fmt.Sprintf("http://a.example/%d", i)})
		}
		m.List(t.Context(), Fetch{Source: "甲"}, feed)
		r, err := newRun(Options{
			Config: Config{Delay: Duration(10 * time.Second), Sources: []Source{{Name: "甲", Feed: "http://a.example/feed"}}}, Memory: m,
			OnArticle: func(context.Context, Source, Page, Article) error { return nil },
		})
		if err != nil {
			t.Fatal(err)
		}
		r.stop = func(error) {}
		r.transport.inner = roundTrip(func(r *http.Request) (*http.Response, error) {
			switch r.URL.Path {
			case "/robots.txt":
				return answerOf(404, ""), nil
			case "/feed":
				return answerOf(304, ""), nil
			}
			return answerOf(200, "<html><body><h1>見出しの文</h1><p>架空商店は顧客の情報が流出したと発表した。</p></body></html>"), nil
		})
		ctx, cancel := context.WithTimeoutCause(t.Context(), time.Minute, errTime)
		defer cancel()
		began := time.Now()
		sum := r.source(ctx, r.sources[0])
		if sum.Fetched < 2 || sum.Fetched > 5 || sum.Left != 10-sum.Fetched || !sum.OK() {
			t.Errorf("%+v", sum)
		}
		if took := time.Since(began); took > time.Minute {
			t.Errorf("took %v", took)
		}
	})
}
