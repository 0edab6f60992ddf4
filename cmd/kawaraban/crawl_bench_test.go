package main

import (
	"fmt"
	"io"
	"path/filepath"
	"testing"
	"time"

	"github.com/gocolly/colly/v2"

	"github.com/kawaraban/kawaraban/crawler"
)

// BenchmarkCrawl crawls the same pages twice in each round, on loopback without politeness: by
// a bare colly collector, which only downloads them, and by the whole pipeline, which also parses,
// reads and stores. "ratio" is pages per second of the pipeline over those of the collector.
// Loopback answers at once, so that the first case compares reading Japanese with copying bytes; in
// the second an answer takes the quarter of a second that a web server takes.
func BenchmarkCrawl(b *testing.B) {
	for _, delay := range []time.Duration{0, 250 * time.Millisecond} {
		b.Run(fmt.Sprint("answers in ", delay), func(b *testing.B) {
			p := newPress(b, 16, 20)
			p.delay.Store(int64(delay))
			cfg := crawler.Config{Delay: crawler.NoDelay, AllowPrivate: true}
			for i, s := range p.servers {
				cfg.Sources = append(cfg.Sources, crawler.Source{Name: fmt.Sprint("紙", i), Feed: s.URL + "/feed"})
			}
			pages := p.hosts * p.each
			var bare, whole time.Duration
			for b.Loop() {
				began := time.Now()
				if got := bareColly(b, p); got != pages {
					b.Fatalf("colly got %d pages of %d", got, pages)
				}
				bare += time.Since(began)
				began = time.Now()
				c := crawl{db: filepath.Join(b.TempDir(), "news.db"), report: textLog{io.Discard}}
				sum, err := c.run(b.Context(), cfg)
				if err != nil {
					b.Fatal(err)
				}
				for _, s := range sum.Sources {
					if s.Fetched != p.each {
						b.Fatalf("%+v", s)
					}
				}
				whole += time.Since(began)
			}
			b.ReportMetric(float64(pages*b.N)/bare.Seconds(), "bare-pages/s")
			b.ReportMetric(float64(pages*b.N)/whole.Seconds(), "pages/s")
			b.ReportMetric(bare.Seconds()/whole.Seconds(), "ratio")
		})
	}
}

// bareColly downloads every page with one request at a time to a host, as the pipeline does.
func bareColly(b *testing.B, p *press) int {
	c := colly.NewCollector(colly.Async(true))
	if err := c.Limit(&colly.LimitRule{DomainGlob: "*", Parallelism: p.hosts}); err != nil {
		b.Fatal(err)
	}
	n := make(chan int, p.hosts*p.each)
	c.OnResponse(func(r *colly.Response) { n <- len(r.Body) })
	for i := range p.each {
		for _, s := range p.servers {
			if err := c.Visit(fmt.Sprint(s.URL, "/", i)); err != nil {
				b.Fatal(err)
			}
		}
	}
	c.Wait()
	return len(n)
}
