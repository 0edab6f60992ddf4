package extract

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// What the gate dismisses reports nothing: on all gold texts, on each without the
// sentences that tell the breach, and on texts that nobody would write.
func TestIncidentsAreThoseOfExtract(t *testing.T) {
	x, err := New()
	if err != nil {
		t.Fatal(err)
	}
	var texts []string
	files, err := filepath.Glob("../fixtures/gold/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no gold texts: %v", err)
	}
	for i, file := range files {
		if i%3 != 0 || testing.Short() && i%8 != 0 {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var rest strings.Builder
		for s := range strings.SplitAfterSeq(string(text), "。") {
			if !breach.MatchString(s) {
				rest.WriteString(s)
			}
		}
		texts = append(texts, string(text), rest.String())
	}
	for _, h := range hostileTexts {
		texts = append(texts, h.make(2000))
	}
	dismissed := 0
	for _, text := range texts {
		a := Article{Text: text, Published: "2025-07-12"}
		want := x.Extract(a).Incidents
		if got := x.Incidents(a); !reflect.DeepEqual(got, want) {
			t.Errorf("Incidents gives %d, Extract %d of %.200s", len(got), len(want), text)
		}
		if d := newDocument(text); hopeless(d.s) || d.tellsNothing() {
			dismissed++
		}
	}
	if dismissed < 20 && !testing.Short() {
		t.Errorf("only %d of %d texts were dismissed", dismissed, len(texts))
	}
}

// A lead is too short to judge it by its wording, even where that is of another genre.
func TestShortTextsPassTheGate(t *testing.T) {
	x := extractor(t)
	a := Article{Text: "霧丘市における個人情報の漏えいについて(令和6年度)\n霧丘市では、1年間に発生した個人情報の漏えいを公表しています。令和7年2月に紛失1件が発生しました。"}
	if d := newDocument(a.Text); d.wording > -firmly {
		t.Fatalf("the wording is not against it: %.2f", d.wording)
	}
	want := x.Extract(a).Incidents
	if len(want) != 1 {
		t.Fatalf("Extract gives %d incidents", len(want))
	}
	if got := x.Incidents(a); !reflect.DeepEqual(got, want) {
		t.Errorf("Incidents gives %d, Extract %d", len(got), len(want))
	}
}

func TestHopeless(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       bool
	}{
		{"weather", "明日は晴れる。\n気象台が12日に発表した。", true},
		{"breach", "名簿が流出した。", false},
		{"mishap", "封筒が隣の家に届いていた。", false},
		{"dated points", "まとめ\n■葦原市/10月7日公表\n■霧丘市/10月8日公表", false},
		{"points without a date", "持ち物\n・弁当\n・水筒", true},
		{"rows", "1月2日公表\t葦原市\t名簿\n1月3日公表\t霧丘市\t書類", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := hopeless(c.text); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
