package extract

import (
	"slices"
	"testing"
)

func TestOrderSigns(t *testing.T) {
	at := func(start int, day string, sentence int) dateSeen {
		return dateSeen{resolvedDate: resolvedDate{Start: day, dateExpr: dateExpr{start: start}}, sentence: sentence}
	}
	seen := []dateSeen{at(0, "2025-07-09", 0), at(10, "2025-07-02", 1), at(20, "2025-07-02", 1), at(30, "2025-07", 2)}
	addOrderSigns(seen, []storyDate{
		{resolvedDate: seen[0].resolvedDate, role: "announced"},
		{resolvedDate: seen[1].resolvedDate, role: "detected"},
	})
	for _, c := range []struct {
		date   int
		has    []string
		hasNot []string
	}{
		{0, []string{"none front", "behind is earlier", "behind detected", "day 2", "day from the last 0", "named 0", "dates 4", "earlier: detected", "told behind: detected"},
			[]string{"told before: announced", "elsewhere: announced"}},
		{1, []string{"front is later announced", "front is later, in another sentence", "behind is of the same day, in the sentence", "behind nothing", "told before: announced", "later: announced"},
			[]string{"elsewhere: detected", "earlier: detected"}},
		{2, []string{"elsewhere: detected", "front detected", "behind is of the same day"}, []string{"named last"}},
		{3, []string{"named last", "none behind", "front is of the same day", "day 0"}, []string{"elsewhere: detected"}},
	} {
		for _, sign := range c.has {
			if !slices.Contains(seen[c.date].signs.names, sign) {
				t.Errorf("date %d has no sign %q: %q", c.date, sign, seen[c.date].signs.names)
			}
		}
		for _, sign := range c.hasNot {
			if slices.Contains(seen[c.date].signs.names, sign) {
				t.Errorf("date %d has the sign %q", c.date, sign)
			}
		}
	}
}
