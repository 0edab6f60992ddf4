package crawler

import (
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"code.dny.dev/ssrf"
)

type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func answer(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body))}
}

// TestDelayPerHost runs on a fake clock.
func TestDelayPerHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		starts := map[string][]time.Time{}
		tr := newTransport(Config{Timeout: Duration(time.Minute), MaxBytes: 1000}, nil)
		tr.inner = roundTrip(func(r *http.Request) (*http.Response, error) {
			mu.Lock()
			starts[r.URL.Hostname()] = append(starts[r.URL.Hostname()], time.Now())
			mu.Unlock()
			time.Sleep(10 * time.Second) // a slow server: its rest begins when it has answered
			if r.URL.Path == "/robots.txt" && r.URL.Hostname() == "slow.example" {
				return answer(200, "User-agent: *\nCrawl-delay: 20\n"), nil
			}
			return answer(404, ""), nil
		})
		began := time.Now()
		var wg sync.WaitGroup
		for _, base := range []string{"http://a.example", "https://a.example", "http://b.example", "http://slow.example"} {
			wg.Go(func() {
				f := newFetcher(t.Context(), tr, base, 2*time.Second)
				for _, path := range []string{"/1", "/2"} {
					if _, _, err := f.get(base+path, "page", "", ""); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		for host, want := range map[string]struct {
			n         int
			low, high time.Duration
		}{
			"a.example":    {6, 12 * time.Second, 13 * time.Second}, // http and https are one host
			"b.example":    {3, 12 * time.Second, 13 * time.Second},
			"slow.example": {3, 12 * time.Second, 40 * time.Second},
		} {
			at := starts[host]
			if len(at) != want.n {
				t.Errorf("%s: %d requests, want %d", host, len(at), want.n)
			}
			for i := 1; i < len(at); i++ {
				if gap := at[i].Sub(at[i-1]); gap < want.low || gap > want.high {
					t.Errorf("%s: %v between requests", host, gap)
				}
			}
			if !at[0].Equal(began) {
				t.Errorf("%s waited %v for other hosts", host, at[0].Sub(began))
			}
		}
		if at := starts["slow.example"]; len(at) == 3 && at[2].Sub(at[1]) < 30*time.Second {
			t.Errorf("Crawl-delay was not kept: %v", at[2].Sub(at[1]))
		}
	})
}

func TestTimeoutAndCancelWhileWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr := newTransport(Config{Timeout: Duration(30 * time.Second), MaxBytes: 1000}, nil)
		tr.inner = roundTrip(func(r *http.Request) (*http.Response, error) {
			if r.URL.Path != "/endless" {
				return answer(404, ""), nil
			}
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		ctx, cancel := context.WithCancel(t.Context())
		f := newFetcher(ctx, tr, "甲", time.Hour)
		began := time.Now()
		_, record, err := f.get("http://a.example/endless", "page", "", "")
		if err == nil || !strings.Contains(err.Error(), "no whole answer within 30s") || record.Err == "" {
			t.Errorf("endless answer: %v", err)
		}
		if record.Duration != 30*time.Second {
			t.Errorf("logged %v on the wire; the hour's pause is no part of it", record.Duration)
		}
		if time.Since(began) < time.Hour {
			t.Error("no pause after robots.txt")
		}
		time.AfterFunc(time.Minute, cancel)
		waiting := time.Now()
		if _, _, err := f.get("http://a.example/next", "page", "", ""); err == nil || time.Since(waiting) > time.Minute {
			t.Errorf("cancelled after %v: %v", time.Since(waiting), err)
		}
	})
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { asked++ }))
	defer server.Close()
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	for _, host := range []string{"127.0.0.1", "localhost", "[::ffff:127.0.0.1]", "169.254.169.254", "10.0.0.1", "[::1]"} {
		t.Run(host, func(t *testing.T) {
			sum, err := Run(t.Context(), Options{
				Config:    Config{Delay: NoDelay, Sources: []Source{{Name: "甲", Feed: "http://" + host + ":" + port + "/feed"}}},
				OnArticle: func(context.Context, Source, Page, Article) error { return nil },
			})
			if err != nil || !strings.Contains(sum.Sources[0].Err, ErrPrivate.Error()) {
				t.Errorf("%v, %+v", err, sum.Sources)
			}
		})
	}
	if asked > 0 {
		t.Errorf("%d requests reached a private server", asked)
	}
}

// TestRedirectIsCheckedAgain lets the guard pass 127.0.0.1 alone, so that the second hop is refused.
func TestRedirectIsCheckedAgain(t *testing.T) {
	inner, err := net.Listen("tcp", "127.0.0.2:0")
	if err != nil {
		t.Skip("no second loopback address here:", err)
	}
	secret := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("the private server was reached") }))
	secret.Listener.Close()
	secret.Listener = inner
	secret.Start()
	defer secret.Close()
	targets := map[string]string{"/private": secret.URL + "/x", "/file": "file:///etc/hostname", "/ftp": "ftp://a.example/x"}
	front := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if to := targets[r.URL.Path]; to != "" {
			rw.Header().Set("Location", to)
			rw.WriteHeader(http.StatusFound)
			return
		}
		http.NotFound(rw, r)
	}))
	defer front.Close()
	guard := ssrf.New(ssrf.WithAnyPort(), ssrf.WithAllowedV4Prefixes(netip.MustParsePrefix("127.0.0.1/32")))
	dialer := &net.Dialer{Control: guard.Safe}
	tr := newTransport(Config{Timeout: Duration(time.Minute), MaxBytes: 1000}, dialer.DialContext)
	f := newFetcher(t.Context(), tr, "甲", 0)
	for path := range targets {
		if page, _, err := f.get(front.URL+path, "page", "", ""); err == nil {
			t.Errorf("%s was followed: %+v", path, page)
		}
	}
	if page, _, err := f.get(front.URL+"/none", "page", "", ""); err != nil || page.Status != 404 {
		t.Errorf("the allowed server: %v, %+v", err, page)
	}
}

func TestAllowPrivateAndEnvironment(t *testing.T) {
	t.Setenv("COLLY_MAX_BODY_SIZE", "10")
	t.Setenv("COLLY_USER_AGENT", "Other/1.0")
	var agent string
	server := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		switch agent = r.UserAgent(); r.URL.Path {
		case "/feed.xml.gz": // colly would unpack by the name alone
			http.SetCookie(rw, &http.Cookie{Name: "id", Value: "1", Path: "/"})
			io.WriteString(rw, feedOf("/1"))
		case "/1":
			rw.Header().Set("Content-Encoding", "gzip")
			z := gzip.NewWriter(rw)
			defer z.Close()
			io.WriteString(z, "<html><body><h1>見出しの文</h1><p>架空商店は顧客の情報が流出したと発表した。</p></body></html>")
		default:
			http.NotFound(rw, r)
		}
		if len(r.Cookies()) > 0 {
			t.Error("a cookie was sent back")
		}
	}))
	defer server.Close()
	n := 0
	sum, err := Run(t.Context(), Options{
		Config:    Config{Delay: NoDelay, AllowPrivate: true, Contact: "https://ops.example/bot (瓦)\n", Sources: []Source{{Name: "甲", Feed: server.URL + "/feed.xml.gz"}}},
		OnArticle: func(context.Context, Source, Page, Article) error { n++; return nil },
	})
	if err != nil || !sum.OK() || n != 1 {
		t.Errorf("%d articles, %v, %+v", n, err, sum)
	}
	if want := "kawaraban/1.0 (+https://github.com/kawaraban/kawaraban; https://ops.example/bot )"; agent != want {
		t.Errorf("agent %q, want %q", agent, want)
	}
}
