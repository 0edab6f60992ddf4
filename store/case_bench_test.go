package store

import (
	"fmt"
	"testing"
	"time"
)

// BenchmarkSaveCrowded saves 300 articles on one event of one organisation. last/first is what one of
// the last 50 costs against one of the first 50.
func BenchmarkSaveCrowded(b *testing.B) {
	const reports, part = 300, 50
	var first, last time.Duration
	for b.Loop() {
		s := open(b)
		for n := range reports {
			a, r := scaleArticle(0)
			a.URL = fmt.Sprintf("https://news.example/crowd/%d", n)
			a.Title = fmt.Sprintf("%s 続々%d", a.Title, n)
			begun := time.Now()
			save(b, s, a, r, "1")
			switch took := time.Since(begun); {
			case n < part:
				first += took
			case n >= reports-part:
				last += took
			}
		}
	}
	b.ReportMetric(float64(last)/float64(first), "last/first")
}
