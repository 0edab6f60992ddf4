package extract

import "testing"

// Every rule finds its own hit, with its conditions, and not its miss.
func TestActRules(t *testing.T) {
	find := func(r *actRule, s string) bool {
		one := actRules
		defer func() { actRules = one }()
		actRules = []actRule{*r}
		return len(findActs(s)) > 0
	}
	for _, r := range actRules {
		if !find(&r, r.hit) {
			t.Errorf("%s rule misses its hit %q", r.role, r.hit)
		}
		if r.miss != "" && find(&r, r.miss) {
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
