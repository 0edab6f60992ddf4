package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// BenchmarkSaveCrowded saves 300 articles on one organisation. last/first is what one of the last 50
// costs against one of the first 50. Events apart are cases of their own: all are compared.
func BenchmarkSaveCrowded(b *testing.B) {
	const reports, part = 300, 50
	for _, kind := range []string{"one event", "with a client's", "events apart"} {
		b.Run(kind, func(b *testing.B) {
			var first, last time.Duration
			for b.Loop() {
				s := open(b)
				for n := range reports {
					a, r := crowdArticle(kind, n)
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
		})
	}
}

// crowdArticle is the nth article on one organisation.
func crowdArticle(kind string, n int) (Article, extract.Reading) {
	a, r := scaleArticle(0)
	a.URL = fmt.Sprintf("https://news.example/crowd/%d", n)
	a.Title = fmt.Sprintf("%s 続々%d", a.Title, n)
	in := &r.Incidents[0]
	switch {
	case kind == "events apart":
		a.Published = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(time.DateOnly)
		in.Causes[0].Code = "lost"
		in.Counts[0].Value = int64(1000 + n*7)
		in.Dates[0].Date, in.Dates[1].Date = a.Published, a.Published
	case kind == "with a client's" && n%2 == 1:
		a.Title = "あおぞら市、情報流出"
		in.Causes = append(in.Causes, extract.Cause{Code: "supply_chain"})
		in.Organizations = append(in.Organizations,
			extract.Organization{Name: "あおぞら市", Role: "affected", Proof: proof("organization/form", 0, 8, "あおぞら市")})
	}
	return a, r
}
