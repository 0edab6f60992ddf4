package store

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// benchArticle is the nth of articles of a usual length, 1,500 characters, no two alike.
func benchArticle(n int) Article {
	a := article(fmt.Sprintf("https://news.example/%d", n))
	for i := len([]rune(a.Text)); i < 1500; i += 30 {
		a.Text += fmt.Sprintf("\n番号%08dの調査を続けており、詳細は%sとしている。", n*7919+i, string(rune(0x4e00+(n*31+i)%5000)))
	}
	a.Page.Body = []byte("<html>" + strings.Repeat("<div class=\"share\">", 500) + a.Text)
	return a
}

// BenchmarkSaveArticle saves new articles, each with two incidents; bytes/article is
// what the file grows by.
func BenchmarkSaveArticle(b *testing.B) {
	path := filepath.Join(b.TempDir(), "bench.db")
	s := openAt(b, path)
	n := 0
	for b.Loop() {
		save(b, s, benchArticle(n), reading(), "1")
		n++
	}
	s.Close()
	if info, err := os.Stat(path); err == nil {
		b.ReportMetric(float64(info.Size())/float64(n), "bytes/article")
	}
}

func BenchmarkSearch(b *testing.B) {
	s := open(b)
	for n := range 1000 {
		save(b, s, benchArticle(n), reading(), "1")
	}
	for _, words := range []string{"氏", "番号 紛失", "調査を続け", "番号00007919"} {
		b.Run(words, func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(b.Context(), words, 20); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
