package main

import (
	"database/sql"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/web"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// BenchmarkScale measures a database of many articles with an incident each, read
// beforehand: what it takes to save them and in the file, every view from its first row to
// its last, searches, pages of serve, and each export as a process of its own. It has
// KAWARABAN_SCALE articles, else 1,000. With KAWARABAN_SCALE_DB it is made once and kept there.
// "cpu-ms" is the cores' time, which other work on the machine disturbs less; "MiB" is the
// most memory that a process held.
//
//	make scale
func BenchmarkScale(b *testing.B) {
	path := os.Getenv("KAWARABAN_SCALE_DB")
	if path == "" {
		path = filepath.Join(b.TempDir(), "scale.db")
	}
	b.Run("save", func(b *testing.B) { fillScale(b, path) })
	db, err := sql.Open("sqlite", "file:"+path+"?mode=ro")
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	for _, v := range viewsOf(b, db) {
		b.Run("view/"+v, func(b *testing.B) {
			began := cpuTime()
			for b.Loop() {
				rows, err := db.Query("SELECT * FROM " + v)
				if err != nil {
					b.Fatal(err)
				}
				n := 0
				for rows.Next() {
					n++
				}
				if err := rows.Close(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(n), "rows")
			}
			reportCPU(b, cpuTime()-began)
		})
	}
	s, err := store.OpenReadOnly(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for _, words := range []string{
		"氏", "流出", "調査を続け", "番号00007919", "青商会", "流出 サービス42", "不正アクセス 住所", "ランサム攻撃 青商会7", "見当たらない", "無",
	} {
		b.Run("search/"+words, func(b *testing.B) {
			began := cpuTime()
			for b.Loop() {
				if _, err := s.Search(b.Context(), words, 20); err != nil {
					b.Fatal(err)
				}
			}
			reportCPU(b, cpuTime()-began)
		})
	}
	pages := web.Handler(web.Options{DB: s, Log: slog.New(slog.DiscardHandler)})
	for _, path := range []string{
		"/cases", "/cases?page=1000", "/cases?sort=count", "/cases?sort=organization", "/cases?cause=lost", "/cases?org=青商会7", "/cases?kind=company",
		"/cases?category=name&min-count=500&since=2020-01-01", "/cases?words=流出", "/cases?words=青商会 調査を続け", "/cases/5", "/pictures", "/export/atom",
	} {
		b.Run("page"+path, func(b *testing.B) {
			began := cpuTime()
			for b.Loop() {
				r := httptest.NewRequest("GET", "http://localhost"+strings.ReplaceAll(path, " ", "+"), nil)
				answer := httptest.NewRecorder()
				pages.ServeHTTP(answer, r)
				if answer.Code != http.StatusOK {
					b.Fatal(answer.Code, answer.Body)
				}
				b.ReportMetric(float64(answer.Body.Len())/1024, "KiB")
			}
			reportCPU(b, cpuTime()-began)
		})
	}
	program := build(b)
	for _, format := range exportFormats {
		b.Run("export/"+format, func(b *testing.B) {
			var peak int
			var work time.Duration
			for b.Loop() {
				out := filepath.Join(b.TempDir(), "out")
				if format == "csv" || format == "parquet" {
					out += "/"
				}
				took, most := watch(b, program, "export", "--db", path, "--format", format, "-o", out)
				work, peak = work+took, max(peak, most)
			}
			reportCPU(b, work)
			b.ReportMetric(float64(peak)/1024, "MiB")
		})
	}
}

func viewsOf(b *testing.B, db *sql.DB) (views []string) {
	b.Helper()
	var names string
	err := db.QueryRow("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema WHERE type = 'view' ORDER BY name)").Scan(&names)
	if err != nil {
		b.Fatal(err)
	}
	return strings.Split(names, ",")
}

// fillScale saves what is still missing.
func fillScale(b *testing.B, path string) {
	size, err := strconv.Atoi(os.Getenv("KAWARABAN_SCALE"))
	if err != nil {
		size = 1000
	}
	s, err := store.Open(b.Context(), path)
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	st, err := s.Stats(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	if st.Articles >= int64(size) {
		b.Skip("it is there already")
	}
	began := time.Now()
	for n := int(st.Articles); n < size; n++ {
		a, r := scaleArticle(n)
		if _, err := s.SaveArticle(b.Context(), a, r, "1"); err != nil {
			b.Fatal(err)
		}
	}
	seconds := time.Since(began).Seconds()
	if err := s.Close(); err != nil {
		b.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(size-int(st.Articles))/seconds, "articles/s")
	b.ReportMetric(float64(info.Size())/float64(size), "bytes/article")
	b.ReportMetric(float64(kilobytes(os.Getpid(), "VmHWM:"))/1024, "MiB")
	b.ReportMetric(0, "ns/op")
}

// scaleArticle is the nth of many articles, 1,500 characters long, no two alike: three in five
// begin an event, one repeats it and one corrects it. An organisation has an event every
// second year, large ones have five a year. One event in forty is that of a contractor's client.
func scaleArticle(n int) (store.Article, extract.Reading) {
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
	owner := event % 9000
	name := fmt.Sprintf("株式会社%s商会%d", string([]rune("青緑赤白黒金銀")[owner%7]), owner)
	if event%50 == 1 {
		name = fmt.Sprintf("みなも県%d市", event/50%20)
	}
	causes := []extract.Cause{{
		Code:  []string{"ransomware", "misdelivery_email", "lost", "unauthorized_access", "publishing_error"}[event%5],
		Proof: scaleProof("cause/word", 20, 24),
	}}
	organizations := []extract.Organization{{
		Name: name, Role: "breached", Also: []string{strings.TrimPrefix(name, "株式会社")}, Proof: scaleProof("organization/form", 0, 8),
	}}
	if event%40 == 7 {
		causes = append(causes, extract.Cause{Code: "supply_chain", Proof: scaleProof("cause/chain", 16, 18)})
		organizations[0].Role = "affected"
		organizations = append(organizations, extract.Organization{
			Name: fmt.Sprintf("株式会社受託システム%d", event%300), Role: "breached", Proof: scaleProof("organization/form", 10, 20),
		})
	}
	var text strings.Builder
	fmt.Fprintf(&text, "%sは、顧客%d人分の氏名と住所が流出したと発表した。不正アクセスによる。", name, people)
	for i := 0; text.Len() < 3*1500; i += 30 {
		fmt.Fprintf(&text, "\n番号%08dの調査を続けており、詳細は%sとしている。", n*7919+i, string(rune(0x4e00+(n*31+i)%5000)))
	}
	title := fmt.Sprintf("%s、%d人分の情報が流出", name, people)
	if part == 4 {
		title += "(第2報)"
	}
	url := fmt.Sprintf("https://news.example/%d", n)
	a := store.Article{
		URL: url, Source: "fixture", Site: "瓦ニュース",
		Article: extract.Article{Title: title, Text: text.String(), Published: told.Format(time.DateOnly)},
		Page:    &store.Page{URL: url, Body: []byte("<html>" + strings.Repeat("<div class=\"share\">", 500) + text.String())},
		Seen:    told.Add(4 * time.Hour),
	}
	return a, extract.Reading{Incidents: []extract.Incident{{
		Organizations: organizations,
		Services:      []extract.Service{{Name: fmt.Sprintf("サービス%d", event%500), Proof: scaleProof("service/name", 8, 12)}},
		Causes:        causes,
		Exposure:      "possible",
		Dates: []extract.Date{
			{Date: day.Format(time.DateOnly), Role: "announced", Text: "同日", Proof: scaleProof("date/day", 30, 32)},
			{Date: day.AddDate(0, 0, -event%30).Format(time.DateOnly), Role: "detected", Text: "当日", Proof: scaleProof("date/day", 40, 42)},
		},
		Counts: []extract.Count{{Value: people, Unit: "people", Qualifier: "exact", Role: "total", Text: "人", Proof: scaleProof("count/people", 50, 54)}},
		Categories: []extract.Category{
			{Code: "name", Status: "exposed", Text: "氏名", Proof: scaleProof("category/name", 60, 62)},
			{Code: "address", Status: "exposed", Text: "住所", Proof: scaleProof("category/address", 63, 65)},
			{Code: "credit_card", Status: "not_exposed", Text: "カード", Proof: scaleProof("category/card", 66, 69)},
		},
	}}}
}

func scaleProof(rule string, start, end int) extract.Proof {
	return extract.Proof{Rule: rule, Confidence: "high", Evidence: []extract.Evidence{{Start: start, End: end, Text: "証拠"}}}
}

// cpuTime is what this process has taken of the cores' time.
func cpuTime() time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		return 0
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func reportCPU(b *testing.B, work time.Duration) {
	b.ReportMetric(float64(work.Microseconds())/1000/float64(b.N), "cpu-ms")
}

// watch runs a program and tells what it took of the cores' time and the most memory that it
// held, in KiB, 0 where /proc does not tell. What the system counts for a child
// when it has ended includes this process, out of which it was started.
func watch(b *testing.B, program string, args ...string) (work time.Duration, peak int) {
	b.Helper()
	cmd := exec.Command(program, args...)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	for {
		select {
		case err := <-done:
			if err != nil {
				b.Fatal(err)
			}
			return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), peak
		case <-time.After(10 * time.Millisecond):
			peak = max(peak, kilobytes(cmd.Process.Pid, "VmHWM:"))
		}
	}
}
