package store

import (
	"fmt"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// BenchmarkSaveCrowded saves 300 articles on one organisation. last/first is what one of the last 50
// costs against one of the first 50. Events apart are cases of their own; a page that changes
// tells another of them in each of its wordings, or the same one in all.
func BenchmarkSaveCrowded(b *testing.B) {
	const reports, part = 300, 50
	for _, kind := range []string{"one event", "with a client's", "events apart", "a page that changes", "a page on one event"} {
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
	a := benchArticle(n)
	a.Title = fmt.Sprintf("あおぞら商会、100人分の情報が流出 続々%d", n)
	in := breach("株式会社あおぞら商会", "ransomware", "2025-01-01", 100)
	day := "2025-01-01"
	switch {
	case kind == "a page on one event":
		a.URL = "https://news.example/crowd"
	case kind == "events apart", kind == "a page that changes":
		if kind == "a page that changes" {
			a.URL = "https://news.example/crowd"
		}
		day = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n).Format(time.DateOnly)
		in = breach("株式会社あおぞら商会", "lost", day, int64(1000+n*7))
	case kind == "with a client's" && n%2 == 1:
		a.Title = "あおぞら市、情報流出"
		in.Causes = append(in.Causes, extract.Cause{Code: "supply_chain"})
		in.Organizations = append(in.Organizations,
			extract.Organization{Name: "あおぞら市", Role: "affected", Proof: proof("organization/form", 0, 8, "あおぞら市")})
	}
	a.Published = day
	in.Dates = append(in.Dates, extract.Date{Date: day, Role: "detected", Text: "当日", Proof: proof("date/day", 40, 42, "当日")})
	in.Services = []extract.Service{{Name: "あおぞら便", Proof: proof("service/name", 8, 12, "あおぞら便")}}
	in.Categories = []extract.Category{
		{Code: "name", Status: "exposed", Text: "氏名", Proof: proof("category/name", 60, 62, "氏名")},
		{Code: "address", Status: "exposed", Text: "住所", Proof: proof("category/address", 63, 65, "住所")},
		{Code: "credit_card", Status: "not_exposed", Text: "カード", Proof: proof("category/card", 66, 69, "カード")},
	}
	return a, extract.Reading{Incidents: []extract.Incident{in}}
}
