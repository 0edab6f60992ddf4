package crawler

import (
	"context"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// resolveAllTo makes every name resolve to one address for the time of a test.
func resolveAllTo(t *testing.T, to [4]byte) {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { server.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(buf)
			if err != nil {
				return
			}
			var q dnsmessage.Message
			if q.Unpack(buf[:n]) != nil || len(q.Questions) == 0 {
				continue
			}
			q.Response, q.Additionals = true, nil
			if q.Questions[0].Type == dnsmessage.TypeA {
				q.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Questions[0].Name, Class: dnsmessage.ClassINET, TTL: 1},
					Body:   &dnsmessage.AResource{A: to},
				}}
			}
			if answer, err := q.Pack(); err == nil {
				server.WriteTo(answer, from)
			}
		}
	}()
	old := net.DefaultResolver
	t.Cleanup(func() { net.DefaultResolver = old })
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "udp", server.LocalAddr().String())
	}}
}

// TestNamesOfPrivateAddressesAreRefused asks real DNS for names that look public.
func TestNamesOfPrivateAddressesAreRefused(t *testing.T) {
	asked := 0
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked++ }))
	defer server.Close()
	_, port, _ := net.SplitHostPort(server.Listener.Addr().String())
	for name, to := range map[string][4]byte{"loopback": {127, 0, 0, 1}, "private": {10, 1, 2, 3}, "metadata": {169, 254, 169, 254}, "shared": {100, 64, 0, 1}} {
		t.Run(name, func(t *testing.T) {
			resolveAllTo(t, to)
			for _, private := range []bool{false, true} {
				if private && name != "loopback" {
					continue
				}
				sum, err := Run(t.Context(), Options{
					Config:    Config{Delay: NoDelay, AllowPrivate: private, Sources: []Source{{Name: "甲", Feed: "http://news.public.test:" + port + "/feed"}}},
					OnArticle: func(context.Context, Source, Page, Article) error { return nil },
				})
				if refused := strings.Contains(sum.Sources[0].Err, ErrPrivate.Error()); err != nil || refused == private {
					t.Errorf("private addresses allowed: %v; %v, %+v", private, err, sum.Sources)
				}
			}
		})
	}
	if asked != 2 { // robots.txt and the feed, where it was permitted
		t.Errorf("the private server was asked %d times", asked)
	}
}
