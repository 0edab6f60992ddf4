package store

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// scaleArticle is the nth of many articles: three in five begin an event, one repeats it
// and one corrects it. An organisation has an event a year or so.
func scaleArticle(n int) (Article, extract.Reading) {
	event, part := n/5*3+min(n%5, 2), n%5
	people := int64(100 + event*37%9000)
	day := time.Date(2015, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, event%4000)
	told := day
	switch part {
	case 3:
		told = day.AddDate(0, 0, 1)
	case 4:
		people, told = people*2, day.AddDate(0, 0, 20)
	}
	causes := []string{"ransomware", "misdelivery_email", "lost", "unauthorized_access", "publishing_error"}
	name := fmt.Sprintf("株式会社%s商会%d", string([]rune("青緑赤白黒金銀")[event%7]), event%9000)
	a := benchArticle(n)
	a.Title = fmt.Sprintf("%s、%d人分の情報が流出", name, people)
	a.Published = told.Format(time.DateOnly)
	a.Seen = told.Add(4 * time.Hour)
	r := extract.Reading{Incidents: []extract.Incident{{
		Organizations: []extract.Organization{{Name: name, Role: "breached", Proof: proof("organization/form", 0, 8, name)}},
		Services:      []extract.Service{{Name: fmt.Sprintf("サービス%d", event%500), Proof: proof("service/name", 8, 12, "サービス")}},
		Causes:        []extract.Cause{{Code: causes[event%len(causes)], Proof: proof("cause/word", 20, 24, "原因")}},
		Exposure:      "possible",
		Dates: []extract.Date{
			{Date: day.Format(time.DateOnly), Role: "announced", Text: "同日", Proof: proof("date/day", 30, 32, "同日")},
			{Date: day.AddDate(0, 0, -event%30).Format(time.DateOnly), Role: "detected", Text: "当日", Proof: proof("date/day", 40, 42, "当日")},
		},
		Counts: []extract.Count{{Value: people, Unit: "people", Qualifier: "exact", Role: "total", Text: "人", Proof: proof("count/people", 50, 54, "人分")}},
		Categories: []extract.Category{
			{Code: "name", Status: "exposed", Text: "氏名", Proof: proof("category/name", 60, 62, "氏名")},
			{Code: "address", Status: "exposed", Text: "住所", Proof: proof("category/address", 63, 65, "住所")},
			{Code: "credit_card", Status: "not_exposed", Text: "カード", Proof: proof("category/card", 66, 69, "カード")},
		},
	}}}
	return a, r
}

// scaled is a database of many articles: KAWARABAN_SCALE of them, else 1,000. With
// KAWARABAN_SCALE_DB it is made once and kept there.
func scaled(b *testing.B) *Store {
	b.Helper()
	size, err := strconv.Atoi(os.Getenv("KAWARABAN_SCALE"))
	if err != nil {
		size = 1000
	}
	path := os.Getenv("KAWARABAN_SCALE_DB")
	if path == "" {
		path = filepath.Join(b.TempDir(), "scale.db")
	}
	s := openAt(b, path)
	have, err := strconv.Atoi(one(b, s, "SELECT count(*) FROM articles"))
	if err != nil {
		b.Fatal(err)
	}
	if have >= size {
		return s
	}
	begun := time.Now()
	for n := have; n < size; n++ {
		a, r := scaleArticle(n)
		save(b, s, a, r, "1")
	}
	seconds := time.Since(begun).Seconds()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	if _, err := s.db.Exec("PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		b.Fatal(err)
	}
	if info, err := os.Stat(path); err == nil {
		b.Logf("%d articles: %.0f a second, %d bytes each, %d MB of memory held at the end",
			size, float64(size-have)/seconds, info.Size()/int64(size), m.Sys>>20)
	}
	return s
}

// BenchmarkScale measures every view and usual searches on a database of many articles.
func BenchmarkScale(b *testing.B) {
	s := scaled(b)
	names, err := s.db.Query("SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name")
	if err != nil {
		b.Fatal(err)
	}
	var views []string
	for names.Next() {
		var name string
		if err := names.Scan(&name); err != nil {
			b.Fatal(err)
		}
		views = append(views, name)
	}
	if err := names.Err(); err != nil {
		b.Fatal(err)
	}
	for _, v := range views {
		b.Run(v, func(b *testing.B) {
			for b.Loop() {
				rows, err := s.db.Query("SELECT * FROM " + v)
				if err != nil {
					b.Fatal(err)
				}
				for rows.Next() {
				}
				if err := rows.Close(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
	for _, words := range []string{"氏", "流出", "調査を続け", "番号00007919", "青商会", "流出 サービス42", "不正アクセス 住所", "見当たらない", "無"} {
		b.Run("search "+words, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(b.Context(), words, 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
