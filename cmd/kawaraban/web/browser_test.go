package web

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// requireVariable makes a browser that is missing a failure; CI sets it.
const requireVariable = "KAWARABAN_REQUIRE_CHROMIUM"

// chromium is the one browser of all tests: to start it is what takes time, and what fails
// on a busy machine.
var chromium = sync.OnceValues(func() (context.Context, error) {
	at := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			at = found
			break
		}
	}
	if at == "" {
		return nil, exec.ErrNotFound
	}
	profile, err := os.MkdirTemp("", "kawaraban-chromium-")
	if err != nil {
		return nil, err
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(at), chromedp.UserDataDir(profile), chromedp.WSURLReadTimeout(2*time.Minute), chromedp.DisableGPU,
		chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true))
	if os.Getuid() == 0 {
		options = append(options, chromedp.NoSandbox) // as root it cannot have one
	}
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, stop := chromedp.NewContext(ctx)
	cleanUp = func() {
		stop()
		cancel()
		os.RemoveAll(profile)
	}
	return ctx, chromedp.Run(ctx)
})

// cleanUp ends the browser.
var cleanUp = func() {}

func TestMain(m *testing.M) {
	code := m.Run()
	cleanUp()
	os.Exit(code)
}

// A tab shows pages of a site, and remembers what they asked for elsewhere and what the
// browser complained of.
type tab struct {
	t   *testing.T
	ctx context.Context
	at  string
	mu  sync.Mutex
	// foreign are requests to other servers, complaints what the console told.
	foreign, complaints []string
}

// browse opens a tab, or skips the test where there is no browser.
func browse(t *testing.T, s *site, language string) *tab {
	t.Helper()
	if testing.Short() {
		t.Skip("-short: no browser")
	}
	browser, err := chromium()
	switch {
	case err == exec.ErrNotFound && os.Getenv(requireVariable) == "":
		t.Skip("there is no Chromium here: apt-get install chromium")
	case err != nil:
		t.Fatal(err)
	}
	ctx, cancel := chromedp.NewContext(browser)
	ctx, stop := context.WithTimeout(ctx, 2*time.Minute)
	t.Cleanup(func() { stop(); cancel() })
	b := &tab{t: t, ctx: ctx, at: s.URL}
	chromedp.ListenTarget(ctx, b.listen)
	b.do(network.Enable(), log.Enable(), network.SetExtraHTTPHeaders(network.Headers{"Accept-Language": language}), b.size(1280, 900))
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, f := range b.foreign {
			t.Errorf("a page asked for %s", f)
		}
		for _, c := range b.complaints {
			t.Errorf("the browser complains: %s", c)
		}
	})
	return b
}

func (b *tab) do(actions ...chromedp.Action) {
	b.t.Helper()
	if err := chromedp.Run(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.at+path), chromedp.WaitReady("main"))
}

// eval is what a script says.
func eval[T any](b *tab, script string) (v T) {
	b.t.Helper()
	b.do(chromedp.Evaluate(script, &v))
	return v
}

func (b *tab) size(width, height int64) chromedp.Action {
	return emulation.SetDeviceMetricsOverride(width, height, 1, width < 600)
}

// press types keys, one after the other.
func (b *tab) press(keys ...string) {
	b.t.Helper()
	for _, k := range keys {
		b.do(chromedp.KeyEvent(k))
	}
}

// until waits until a script says true. While a page gives way to another one there is none
// to ask.
func (b *tab) until(script string) {
	b.t.Helper()
	for {
		var now bool
		err := chromedp.Run(b.ctx, chromedp.Evaluate(`document.readyState === "complete" && Boolean(`+script+`)`, &now))
		switch {
		case err == nil && now:
			return
		case b.ctx.Err() != nil:
			b.t.Fatalf("it never came about that %s", script)
		}
		time.Sleep(20 * time.Millisecond)
	}
}

func (b *tab) send(text string) {
	b.t.Helper()
	b.do(chromedp.SetValue("#text", text, chromedp.ByID), chromedp.Click("form[data-drop] button[type=submit]:not([name])"))
	b.until(`document.querySelector(".card")`)
}

// Paste, and the mouse over a value lights up the words that prove it, and over the words
// the value.
func TestBrowserHighlight(t *testing.T) {
	b := browse(t, open(t, nil), "ja")
	b.open("/")
	b.send(notice)
	hover := func(selector string) string {
		t.Helper()
		var x, y float64
		b.do(chromedp.ScrollIntoView(selector), chromedp.Evaluate(fmt.Sprintf(`(() => { const r = document.querySelector(%q).getClientRects()[0]; return r.x + r.width / 2 })()`, selector), &x),
			chromedp.Evaluate(fmt.Sprintf(`(() => { const r = document.querySelector(%q).getClientRects()[0]; return r.y + r.height / 2 })()`, selector), &y),
			chromedp.ActionFunc(func(ctx context.Context) error {
				return input.DispatchMouseEvent(input.MouseMoved, x, y).Do(ctx)
			}))
		return eval[string](b, `[...document.querySelectorAll(".lit")].map(e => e.textContent).join("|")`)
	}
	if got := hover(".slot.s-count .value"); got != "1,234人|1,234人" && got != "1,234人|1,234人分" {
		t.Errorf("over the number there light up %q", got)
	}
	if got := hover(".words mark.s-organization a"); !strings.HasPrefix(got, "株式会社みどり商事|") {
		t.Errorf("over the name there light up %q", got)
	}
	if got := hover("h1"); got != "" {
		t.Errorf("over nothing there light up %q", got)
	}
	b.shot("paste")
}

// A filter goes into the address, and a page that is loaded again shows the same.
func TestBrowserFilter(t *testing.T) {
	b := browse(t, open(t, nil).fill(30), "ja")
	b.open("/cases")
	all := eval[int](b, `document.querySelectorAll("tbody tr").length`)
	b.do(chromedp.Click(".filter summary"), chromedp.WaitVisible("#f-cause"),
		chromedp.SetValue("#f-cause", "unauthorized_access", chromedp.ByID), chromedp.Click(".filter button"))
	b.until(`location.search === "?cause=unauthorized_access"`)
	rows := eval[int](b, `document.querySelectorAll("tbody tr").length`)
	if rows == 0 || rows >= all {
		t.Errorf("%d of %d cases", rows, all)
	}
	b.do(chromedp.Click(`//th[contains(., "件数")]/a`))
	b.until(`location.search === "?cause=unauthorized_access&sort=count"`)
	b.do(chromedp.Reload(), chromedp.WaitReady("main"))
	if got := eval[int](b, `document.querySelectorAll("tbody tr").length`); got != rows {
		t.Errorf("loaded again, it has %d cases, before %d", got, rows)
	}
	if got := eval[string](b, `document.querySelector("#f-cause").value + " " + document.querySelector("th[aria-sort]").ariaSort`); got != "unauthorized_access descending" {
		t.Errorf("loaded again, it shows %q", got)
	}
	b.shot("filter")
}

// The switch of the language keeps the page and its state, and holds on the next pages.
func TestBrowserLanguage(t *testing.T) {
	b := browse(t, open(t, nil).fill(5), "en-GB")
	b.open("/cases?sort=count")
	if got := eval[string](b, `document.querySelector("h1").textContent`); got != "Cases" {
		t.Fatalf("the page is called %q", got)
	}
	b.do(chromedp.Click("a.lang"))
	b.until(`location.pathname + location.search === "/ja/cases?sort=count"`)
	if got := eval[string](b, `document.documentElement.lang + document.querySelector("h1").textContent`); got != "ja事案の一覧" {
		t.Errorf("the other one is called %q", got)
	}
	b.do(chromedp.Click("tbody a"))
	b.until(`location.pathname.startsWith("/ja/cases/") && document.querySelector("article.case")`)
}

// Whatever stands in an article, nothing of it runs, nothing is loaded, and what cannot be
// seen is shown.
func TestBrowserHostile(t *testing.T) {
	b := browse(t, open(t, nil), "en")
	b.open("/")
	b.do(chromedp.Evaluate(`window.alert = () => { document.title = "ran" }`, nil))
	b.send(hostile + "\n" + strings.ReplaceAll(hostile, "2025", "2024"))
	if got := eval[string](b, `document.title`); strings.Contains(got, "ran") {
		t.Error("a script of the article ran")
	}
	if got := eval[int](b, `document.querySelectorAll("main img, main script").length`); got != 0 {
		t.Errorf("%d elements came out of the text", got)
	}
	if got := eval[string](b, `document.querySelector(".words").textContent`); !strings.Contains(got, "⟨U+202E⟩") || !strings.Contains(got, "<script>alert(1)") {
		t.Errorf("the text shows as %q", got)
	}
	b.shot("hostile")
}

// A paste of 5 MB is answered, and the page stays small.
func TestBrowserLong(t *testing.T) {
	b := browse(t, open(t, nil), "en")
	b.open("/")
	b.do(chromedp.Evaluate(`document.querySelector("#text").value = `+"`"+notice+"`"+` + "\n" + "この行には何も書かれていない。\n".repeat(5e6 / 49)`, nil),
		chromedp.Click("form[data-drop] button[type=submit]:not([name])"))
	b.until(`document.querySelector(".card")`)
	if got := eval[int](b, `document.documentElement.outerHTML.length`); got > 200<<10 {
		t.Errorf("the page has %d characters", got)
	}
}

// All can be reached and done with the keyboard, and where it is can be seen.
func TestBrowserKeyboard(t *testing.T) {
	s := open(t, nil).fill(3)
	b := browse(t, s, "en")
	b.open("/")
	b.press(kb.Tab)
	if got := eval[string](b, `document.activeElement.className + getComputedStyle(document.activeElement).left`); got != "skip16px" {
		t.Errorf("the first stop is %q", got)
	}
	b.press(kb.Enter)
	if got := eval[string](b, `document.activeElement.id`); got != "main" {
		t.Errorf("skipped to %q", got)
	}
	b.press(kb.Tab)
	if got := eval[string](b, `document.activeElement.id`); got != "text" {
		t.Fatalf("then comes %q", got)
	}
	b.do(input.InsertText(notice))
	for range 8 {
		b.press(kb.Tab)
		if eval[string](b, `document.activeElement.textContent`) == "Read" {
			break
		}
	}
	b.press(kb.Enter)
	b.until(`document.querySelector(".card")`)
	b.do(chromedp.Focus(".card a.value"))
	if got := eval[int](b, `document.querySelectorAll("mark a.lit").length`); got == 0 {
		t.Error("a value in focus lights nothing up")
	}
	b.press(kb.Enter)
	if got := eval[string](b, `location.hash`); !strings.HasPrefix(got, "#m") {
		t.Errorf("the value leads to %q", got)
	}
	b.open("/cases/1")
	b.do(chromedp.Focus("form[action$='/pin'] button"))
	if got := eval[string](b, `getComputedStyle(document.activeElement).cursor`); got != "pointer" {
		t.Errorf("the button is %q", got)
	}
	b.press(kb.Enter)
	b.until(`document.querySelector(".kicker")?.textContent.includes("kept as it is")`)
}

// On a phone no page is wider than the screen.
func TestBrowserPhone(t *testing.T) {
	s := open(t, nil).fill(12)
	long := strings.Repeat("ながいなまえ", 40) + strings.Repeat("x", 300)
	a := store.Article{URL: "https://news.example/" + strings.Repeat("a", 400), Article: extract.Article{Title: long, Text: long}}
	saved, err := s.db.SaveArticle(t.Context(), a, extract.Reading{Incidents: []extract.Incident{{
		Organizations: []extract.Organization{{Name: long, Role: "breached"}},
		Services:      []extract.Service{{Name: long}},
		Counts:        []extract.Count{{Value: 1 << 60, Unit: "people", Qualifier: "about", Role: "total", Text: long, Subject: long}},
		Exposure:      "possible",
	}}}, extract.Version)
	if err != nil {
		t.Fatal(err)
	}
	cases, err := s.db.CasesOf(t.Context(), saved.ArticleID)
	if err != nil || len(cases) != 1 {
		t.Fatalf("cases %v, %v", cases, err)
	}
	b := browse(t, s, "ja")
	b.do(b.size(375, 740))
	for _, path := range []string{"/", "/cases", "/cases/1", fmt.Sprintf("/cases/%d", cases[0]), "/cases/1/articles/1", "/pictures", "/sources"} {
		b.open(path)
		if got := eval[int](b, `document.documentElement.scrollWidth`); got > 375 {
			t.Errorf("%s is %d wide", path, got)
		}
		b.shot("phone" + strings.ReplaceAll(path, "/", "-"))
	}
	b.open("/")
	b.send(notice)
	if got := eval[int](b, `document.documentElement.scrollWidth`); got > 375 {
		t.Errorf("an answer is %d wide", got)
	}
	b.shot("phone-paste")
}

// Without JavaScript a paste is answered, and a value leads to the words that prove it.
func TestBrowserWithoutScript(t *testing.T) {
	b := browse(t, open(t, nil), "en")
	b.do(emulation.SetScriptExecutionDisabled(true))
	b.open("/")
	b.do(chromedp.Focus("#text"), input.InsertText(notice), chromedp.Click("form[data-drop] button[type=submit]:not([name])"), chromedp.WaitReady(".card"))
	var at string
	b.do(chromedp.Click(".slot.s-count a.value"), chromedp.Sleep(0), chromedp.Location(&at))
	if !strings.Contains(at, "#m") {
		t.Errorf("the value leads to %s", at)
	}
}

// A file that is dropped is read at once.
func TestBrowserDrop(t *testing.T) {
	b := browse(t, open(t, nil), "en")
	b.open("/")
	b.do(chromedp.Evaluate(fmt.Sprintf(`{
		const data = new DataTransfer();
		data.items.add(new File([%q], "notice.txt", { type: "text/plain" }));
		document.querySelector("form[data-drop]").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
	}`, notice), nil), chromedp.WaitReady(".card"))
	if got := eval[string](b, `document.querySelector(".took").textContent`); !strings.Contains(got, "notice.txt") {
		t.Errorf("read was %q", got)
	}
}

// A copy button puts the answer on the clipboard, and says so.
func TestBrowserCopy(t *testing.T) {
	s := open(t, nil)
	b := browse(t, s, "en")
	b.open("/")
	b.send(notice)
	b.do(chromedp.Evaluate(`navigator.clipboard.writeText = async (text) => { window.copied = text }`, nil),
		chromedp.Click(`button[formaction="/read/json"]`))
	b.until(`document.querySelector("[data-copied]").textContent === "Copied"`)
	if got := eval[string](b, `JSON.parse(window.copied).schema`); got != "kawaraban/1" {
		t.Errorf("copied was %q", got)
	}
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, b.at) && !strings.HasPrefix(u, "data:") {
			b.foreign = append(b.foreign, u)
		}
	case *log.EventEntryAdded:
		b.complaints = append(b.complaints, e.Entry.Text+" "+e.Entry.URL)
	case *page.EventJavascriptDialogOpening:
		b.complaints = append(b.complaints, "a dialog: "+e.Message)
	}
}
