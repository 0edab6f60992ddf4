package extract

import (
	"strings"
	"testing"
)

// Every rule finds its own hit and not its miss, whatever other rules make of them.
func TestActRules(t *testing.T) {
	finds := func(r *actRule, s string) bool {
		if r.find != nil {
			for _, m := range r.find.FindAllStringIndex(s, -1) {
				if _, ok := r.read(s, m[0], m[1]); ok {
					return true
				}
			}
		}
		for _, w := range r.words {
			for i := range s {
				if strings.HasPrefix(s[i:], w) {
					if _, ok := r.read(s, i, i+len(w)); ok {
						return true
					}
				}
			}
		}
		return false
	}
	for i := range actRules {
		r := &actRules[i]
		if !finds(r, r.hit) {
			t.Errorf("%s rule misses its hit %q", r.role, r.hit)
		}
		if r.miss == "" || finds(r, r.miss) {
			t.Errorf("%s rule finds its miss %q", r.role, r.miss)
		}
	}
}

func TestLinkOf(t *testing.T) {
	for _, c := range []struct {
		rest string // what follows the stem of a verb
		want link
	}{
		{"した。", linkEnd},
		{"したという。", linkEnd},
		{"したとみられる。", linkEnd},
		{"し、", linkAnd},
		{"され、", linkAnd},
		{"して対応した", linkAnd},
		{"した際、", linkWhen},
		{"したところ、", linkWhen},
		{"すると直ちに", linkWhen},
		{"したと発表した", linkQuote},
		{"されたことが判明", linkQuote},
		{"した旨を公表", linkQuote},
		{"した事案", linkAdnominal},
		{"されたお客様", linkAdnominal},
		{"する文書", linkDescribes},
	} {
		if got := linkOf(c.rest); got != c.want {
			t.Errorf("linkOf(%q) = %d, want %d", c.rest, got, c.want)
		}
	}
}

func TestVerbs(t *testing.T) {
	for verb, want := range map[string]string{
		"打ち込む": "打ち込ん 打ち込み 打ち込む 打ち込まれ 打ち込ませ",
		"悟る":   "悟っ 悟り 悟る 悟られ 悟らせ",
		"告げる":  "告げた 告げて 告げ、 告げる 告げられ 告げまし 告げます 告げ。",
		"流す":   "流し 流す 流され",
	} {
		if got := strings.Join(verbs(verb), " "); got != want {
			t.Errorf("verbs(%q) = %s, want %s", verb, got, want)
		}
	}
}
