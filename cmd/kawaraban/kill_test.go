package main

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// program builds the program as it is shipped.
func program(t testing.TB) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "kawaraban")
	build := exec.Command("go", "build", "-buildvcs=false", "-o", bin, ".")
	build.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, out)
	}
	return bin
}

// A press is a number of news sites on loopback addresses, each with a feed and articles.
type press struct {
	hosts, each int
	servers     []*httptest.Server
	mu          sync.Mutex
	asked       map[string]int // address → requests
	delay       atomic.Int64   // of each answer, in nanoseconds
	ill         map[string]int // path → status
	ua          string         // of the last request
}

func newPress(t testing.TB, hosts, each int) *press {
	p := &press{hosts: hosts, each: each, asked: map[string]int{}}
	for h := range hosts {
		l, err := net.Listen("tcp", fmt.Sprintf("127.0.0.%d:0", h+1))
		if err != nil {
			t.Skip("there is one loopback address only:", err)
		}
		s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.answer(w, r, h) }))
		s.Listener.Close()
		s.Listener = l
		s.Start()
		t.Cleanup(s.Close)
		p.servers = append(p.servers, s)
	}
	return p
}

func (p *press) answer(w http.ResponseWriter, r *http.Request, host int) {
	p.mu.Lock()
	p.asked[r.Host+r.URL.Path]++
	ill := p.ill[r.URL.Path]
	p.ua = r.UserAgent()
	p.mu.Unlock()
	select {
	case <-time.After(time.Duration(p.delay.Load())):
	case <-r.Context().Done():
		return
	}
	switch {
	case ill != 0:
		http.Error(w, "no", ill)
	case r.URL.Path == "/robots.txt":
		http.NotFound(w, r)
	case r.URL.Path == "/feed":
		w.Header().Set("ETag", `"1"`)
		if r.Header.Get("If-None-Match") == `"1"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		fmt.Fprint(w, `<?xml version="1.0"?><rss version="2.0"><channel><title>t</title>`)
		for i := range p.each {
			fmt.Fprintf(w, "<item><title>記事%d</title><link>/%d</link></item>", i, i)
		}
		fmt.Fprint(w, `</channel></rss>`)
	default:
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprint(w, pressArticle(host, strings.Trim(r.URL.Path, "/")))
	}
}

// pressArticle tells of an incident of its own, at a company of its own: reports on one are one case.
func pressArticle(host int, id string) string {
	who := "株式会社" + kana(fmt.Sprint(host)) + "ミ" + kana(id) + "ホン"
	return fmt.Sprintf(`<!DOCTYPE html><html><head><title>%[1]s、顧客情報が流出</title></head><body><header><nav><a href="/">トップ</a></nav></header>
<article><h1>%[1]s、顧客情報が流出</h1><p>%[1]sは2025年7月12日、同社のサーバが不正アクセスを受け、顧客%[2]s23人分の氏名とメールアドレスが流出したと発表した。</p>
<p>7月10日に社内の調査で判明した。同社は対象者に個別に連絡し、再発防止に努めるとしている。%[3]s</p></article></body></html>`,
		who, id, strings.Repeat("同社は外部の専門家とともに原因を調べている。", 5))
}

// kana writes digits as letters that a company's name may have.
func kana(digits string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return []rune("アカサタナハマヤラワ")[r-'0']
	}, digits)
}

func (p *press) requests() (n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, asked := range p.asked {
		n += asked
	}
	return n
}

// config writes a configuration of the sites.
func (p *press) config(t testing.TB, more string) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintf(&b, "delay = \"0s\"\nallow_private = true\n%s\n", more)
	for i, s := range p.servers {
		fmt.Fprintf(&b, "[[source]]\nname = \"紙%d\"\nfeed = \"%s/feed\"\n", i, s.URL)
	}
	file := filepath.Join(t.TempDir(), "sources.toml")
	if err := os.WriteFile(file, []byte(b.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// TestCrawlOntoAFullDisk lets a real crawl write files of at most one megabyte: it ends at the first page that
// cannot be kept, says so once, and a later run goes on from there.
func TestCrawlOntoAFullDisk(t *testing.T) {
	sh, err := exec.LookPath("bash") // POSIX sh need not have ulimit -f in blocks of 1,024 bytes
	if err != nil {
		t.Skip("no bash to limit the size of files with:", err)
	}
	p := newPress(t, 1, 300)
	bin, config, db := program(t), p.config(t, ""), filepath.Join(t.TempDir(), "news.db")
	args := []string{"crawl", "--config", config, "--db", db}
	out, err := exec.Command(sh, append([]string{"-c", `ulimit -f 1000 && exec "$0" "$@"`, bin}, args...)...).CombinedOutput()
	if exit := new(exec.ExitError); !errors.As(err, &exit) || exit.ExitCode() != exitFailed {
		t.Fatalf("%v, want exit code %d\n%s", err, exitFailed, out)
	}
	if n := strings.Count(string(out), "write database"); n != 1 || !strings.Contains(string(out), "whether the disk") {
		t.Errorf("the disk is told of %d times\n%s", n, out)
	}
	kept, asked := stats(t, db).Articles, p.requests()
	if kept == 0 || int64(asked) > kept+5 {
		t.Errorf("%d requests for %d articles kept", asked, kept)
	}
	if out, err := exec.Command(bin, args...).CombinedOutput(); err != nil {
		t.Fatalf("the disk has space again: %v\n%s", err, out)
	}
	// The page that could not be kept may rest for a while.
	if st := stats(t, db); st.Articles < int64(p.each-1) {
		t.Errorf("%+v", st)
	}
}

// TestKillAtAnyMoment kills real crawls with SIGKILL, then lets one finish: every article is there
// once, and nothing but the pages that were in flight was fetched twice.
func TestKillAtAnyMoment(t *testing.T) {
	if testing.Short() {
		t.Skip("20 processes")
	}
	const kills = 20
	p := newPress(t, 3, 200)
	// The runs live 8 seconds together after their first requests: too short for a site.
	p.delay.Store(int64(45 * time.Millisecond))
	bin, config, db := program(t), p.config(t, ""), filepath.Join(t.TempDir(), "news.db")
	crawl := func() *exec.Cmd {
		cmd := exec.Command(bin, "crawl", "--config", config, "--db", db)
		cmd.Stdout, cmd.Stderr = io.Discard, io.Discard
		return cmd
	}
	seed := rand.Uint64()
	random := rand.New(rand.NewPCG(seed, 1))
	t.Logf("seed %d", seed)
	began := 0
	for i := range kills {
		cmd := crawl()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// One in four is killed while it starts and makes its schema, the others while they write.
		if i%4 != 0 {
			for n, tries := p.requests(), 0; p.requests() == n && tries < 6000; tries++ {
				time.Sleep(10 * time.Millisecond)
			}
		}
		time.Sleep(time.Duration(random.IntN(400)) * time.Millisecond)
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		cmd.Wait()
	}
	if _, err := os.Stat(db); err == nil {
		began = int(stats(t, db).Articles)
	}
	t.Logf("%d articles after %d kills", began, kills)
	if began == 0 || began == p.hosts*p.each {
		t.Error("the kills came too early or too late to prove anything")
	}
	cmd := crawl()
	var log strings.Builder
	cmd.Stderr = &log
	if err := cmd.Run(); err != nil {
		t.Fatalf("the last run: %v\n%s", err, log.String())
	}
	all := int64(p.hosts * p.each)
	st := stats(t, db)
	if st.Articles != all || st.Revisions != all || st.Readings != all || st.Pages != all || st.Incidents != all {
		t.Errorf("the database holds %+v, the sites have %d articles with an incident each", st, all)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	again := 0
	for at, n := range p.asked {
		if !strings.HasSuffix(at, "/feed") && !strings.HasSuffix(at, "/robots.txt") {
			again += n - 1
		}
	}
	if again > 2*kills*p.hosts {
		t.Errorf("%d pages were fetched again after %d kills; at most the two in flight at each of %d hosts may be lost, one being read and one on its way", again, kills, p.hosts)
	}
}

// TestOneRunAtATime starts a second run while the first works.
func TestOneRunAtATime(t *testing.T) {
	p := newPress(t, 1, 50)
	p.delay.Store(int64(100 * time.Millisecond))
	bin, config, db := program(t), p.config(t, ""), filepath.Join(t.TempDir(), "news.db")
	first := exec.Command(bin, "crawl", "--config", config, "--db", db)
	if err := first.Start(); err != nil {
		t.Fatal(err)
	}
	for tries := 0; ; tries++ {
		if p.requests() > 6 { // some pages are behind it, and one or two in flight
			break
		}
		if time.Sleep(20 * time.Millisecond); tries > 500 {
			t.Fatal("the first run asks for nothing")
		}
	}
	for _, args := range [][]string{{"crawl", "--config", config, "--log", "text"}, {"reextract"}} {
		out, err := exec.Command(bin, append(args, "--db", db)...).CombinedOutput()
		if code := exitCode(err); code != exitLocked || !strings.Contains(string(out), "another run is working on this database") {
			t.Errorf("%s: exit code %d: %s", args[0], code, out)
		}
	}
	out, err := exec.Command(bin, "search", "--db", db, "流出").CombinedOutput()
	if err != nil {
		t.Errorf("readers are kept out: %v: %s", err, out)
	}
	// The first one ends in good order when it is asked to, and the next one goes on.
	first.Process.Signal(os.Interrupt)
	if code := exitCode(first.Wait()); code != exitFailed {
		t.Errorf("interrupted: exit code %d", code)
	}
	before := stats(t, db).Articles
	p.delay.Store(0)
	if out, err := exec.Command(bin, "crawl", "--config", config, "--db", db).CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
	if after := stats(t, db); after.Articles != 50 || before == 0 {
		t.Errorf("%d articles, before %d", after.Articles, before)
	}
}

// TestTerminated ends a crawl as systemd and a shutdown do: it stops at once although answers take
// long, says why, and the next run goes on.
func TestTerminated(t *testing.T) {
	p := newPress(t, 2, 30)
	p.delay.Store(int64(100 * time.Millisecond))
	bin, config, db := program(t), p.config(t, ""), filepath.Join(t.TempDir(), "news.db")
	var log strings.Builder
	cmd := exec.Command(bin, "crawl", "--config", config, "--db", db)
	cmd.Stderr = &log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for tries := 0; p.requests() < 12; tries++ {
		if time.Sleep(20 * time.Millisecond); tries > 1000 {
			t.Fatal("the run asks for nothing")
		}
	}
	p.delay.Store(int64(time.Minute)) // the pages in flight are not worth waiting for
	for n, tries := p.requests(), 0; p.requests() < n+2 && tries < 50; tries++ {
		time.Sleep(20 * time.Millisecond)
	}
	if err := cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	select {
	case err := <-ended:
		if code := exitCode(err); code != exitFailed {
			t.Errorf("exit code %d", code)
		}
	case <-time.After(30 * time.Second):
		cmd.Process.Kill()
		t.Fatal("it goes on")
	}
	if lines := strings.Split(strings.TrimSpace(log.String()), "\n"); !strings.Contains(lines[len(lines)-1], "interrupted") {
		t.Errorf("it does not say why it ended:\n%s", log.String())
	}
	before := stats(t, db)
	if before.Articles == 0 || before.Articles == 60 || before.Articles != before.Pages || before.Articles != before.Readings {
		t.Errorf("it left %+v", before)
	}
	p.delay.Store(0)
	if out, err := exec.Command(bin, "crawl", "--config", config, "--db", db).CombinedOutput(); err != nil {
		t.Errorf("the next run: %v: %s", err, out)
	}
	if after := stats(t, db); after.Articles != 60 || after.Incidents != 60 {
		t.Errorf("the next run left %+v", after)
	}
}

func exitCode(err error) int {
	if exit, ok := err.(*exec.ExitError); ok {
		return exit.ExitCode()
	}
	if err != nil {
		return -1
	}
	return 0
}
