package web

import (
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// axeVariable names the file axe.min.js of the npm package axe-core, which finds barriers
// in a page. CI fetches it; it is no part of this repository.
const axeVariable = "KAWARABAN_AXE"

// No page has a serious barrier, in light and dark, on a screen and on a phone.
func TestBrowserAxe(t *testing.T) {
	at := os.Getenv(axeVariable)
	if at == "" {
		t.Skip(axeVariable + " does not say where axe.min.js of axe-core is")
	}
	axe, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, nil).fill(20)
	b := browse(t, s, "ja")
	check := func(name string) {
		t.Helper()
		b.do(chromedp.Evaluate(string(axe)+";0", nil))
		var found []struct {
			ID, Impact, Help string
			Nodes            []struct {
				HTML           string
				FailureSummary string
			}
		}
		b.do(chromedp.Evaluate(`axe.run(document, {resultTypes: ["violations"]}).then(r => r.violations)`, &found,
			func(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }))
		for _, f := range found {
			for _, n := range f.Nodes[:min(2, len(f.Nodes))] {
				say := t.Logf
				if f.Impact == "serious" || f.Impact == "critical" {
					say = t.Errorf
				}
				say("%s: %s %s (%d): %s\n%s\n%s", name, f.Impact, f.ID, len(f.Nodes), f.Help, n.HTML, n.FailureSummary)
			}
		}
	}
	for _, scheme := range []string{"light", "dark"} {
		b.do(emulation.SetEmulatedMedia().WithFeatures([]*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}))
		for _, width := range []int64{1280, 375} {
			b.do(b.size(width, 800))
			for _, path := range []string{"/", "/cases", "/cases?cause=lost", "/cases/2", "/cases/2/articles/2", "/pictures", "/sources"} {
				b.open(path)
				b.do(chromedp.Evaluate(`for (const d of document.querySelectorAll("details")) d.open = true`, nil))
				check(scheme + " " + path)
			}
			b.open("/")
			b.send(gold(t, "a02"))
			b.do(chromedp.Evaluate(`for (const d of document.querySelectorAll("details")) d.open = true; document.querySelector("a.value").focus()`, nil))
			check(scheme + " answer")
		}
	}
}
