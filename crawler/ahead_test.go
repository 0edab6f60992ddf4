package crawler

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"testing"
	"time"
)

// The next page is asked for while one is read, and no page further on, so that a run that is
// killed loses two pages of a source at most. What becomes of them is told in their order.
func TestRunFetchesOnePageAhead(t *testing.T) {
	w := newWorld(t)
	w.serve("a.example/feed", "application/rss+xml", feedOf("/0", "/1", "/2"))
	asked := map[string]chan bool{}
	for i := range 3 {
		path := fmt.Sprint("/", i)
		asked[path] = make(chan bool, 1)
		w.on("a.example"+path, func(rw http.ResponseWriter, r *http.Request) {
			asked[path] <- true
			fmt.Fprint(rw, "<html><body><h1>見出しの文</h1><p>架空商店は顧客の情報が流出したと発表した。</p></body></html>")
		})
	}
	first := true
	sum, err := Run(t.Context(), Options{
		Config: Config{Delay: NoDelay, Sources: []Source{{Name: "甲", Feed: "http://a.example/feed"}}}, Dial: w.dial,
		OnArticle: func(_ context.Context, _ Source, p Page, _ Article) error {
			if !first {
				return nil
			}
			first = false
			select {
			case <-asked["/1"]:
			case <-time.After(20 * time.Second):
				return errors.New("the second page is not asked for while the first one is read")
			}
			select {
			case <-asked["/2"]:
				return errors.New("the third page was asked for while the first one is read")
			case <-time.After(50 * time.Millisecond):
				return nil
			}
		},
	})
	if err != nil || !sum.OK() || sum.Sources[0].Fetched != 3 {
		t.Errorf("%v, %+v", err, sum)
	}
}
