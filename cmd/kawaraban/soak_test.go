package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestSoak crawls 5,000 pages of 50 hosts with one process and watches its memory, which must not
// grow with the pages. It takes minutes: set KAWARABAN_SOAK=1.
func TestSoak(t *testing.T) {
	if os.Getenv("KAWARABAN_SOAK") == "" {
		t.Skip("set KAWARABAN_SOAK=1 to crawl 5,000 pages")
	}
	p := newPress(t, 50, 100)
	db := filepath.Join(t.TempDir(), "news.db")
	cmd := exec.Command(program(t), "crawl", "--config", p.config(t, ""), "--db", db)
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- cmd.Wait() }()
	total := p.hosts * p.each
	var early, late []int // resident kB in the second and the last quarter of the pages
	began := time.Now()
	for running := true; running; {
		select {
		case err := <-done:
			if err != nil {
				t.Fatalf("%v\n%s", err, log.String())
			}
			running = false
		case <-time.After(250 * time.Millisecond):
			rss := kilobytes(cmd.Process.Pid, "VmRSS:")
			switch n := p.requests(); {
			case rss == 0:
			case n > total/4 && n <= total/2:
				early = append(early, rss)
			case n > total*3/4:
				late = append(late, rss)
			}
		}
	}
	if len(early) == 0 || len(late) == 0 {
		t.Skip("this system does not tell the memory of a process")
	}
	st := stats(t, db)
	if st.Articles != int64(total) || st.Incidents != int64(total) {
		t.Errorf("%+v", st)
	}
	a, b := slices.Max(early), slices.Max(late)
	t.Logf("%d pages in %v; at most %d MB in the second quarter, %d MB in the last", total, time.Since(began).Round(time.Second), a/1024, b/1024)
	if b > a*5/4 {
		t.Errorf("memory grows: %d kB, later %d kB", a, b)
	}
}

// kilobytes reads what /proc tells of the memory of a process under a name, in kB; 0 where it
// does not.
func kilobytes(pid int, name string) (kb int) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, name); ok {
			fmt.Sscan(rest, &kb)
		}
	}
	return kb
}
