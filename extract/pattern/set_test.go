package pattern

import (
	"slices"
	"testing"
)

// A set says of each pattern what the pattern says itself.
func TestSet(t *testing.T) {
	patterns := []*Pattern{nil}
	for _, expr := range exprs {
		patterns = append(patterns, New(expr))
	}
	set := SetOf(patterns, func(p **Pattern) *Pattern { return *p })
	for _, text := range texts {
		var want []int
		for i, p := range patterns {
			if p != nil && p.MatchString(text) {
				want = append(want, i)
			}
		}
		if got := slices.Collect(set.In(text)); !slices.Equal(got, want) {
			t.Errorf("in %q: %v, want %v", text, got, want)
		}
	}
}

func TestNeeded(t *testing.T) {
	for _, c := range []struct {
		expr string
		want []string
	}{
		{`紛失|置き?忘れ`, []string{"紛失", "忘れ"}},
		{`メール[^。]{0,60}誤って`, []string{"メール"}},
		{`(誤|別)の?封筒`, []string{"封筒"}},
		{`[0-9]+通`, []string{"通"}},
		{`(送信){2,4}`, []string{"送信"}},
		{`紛失|[^。]*`, nil},
		{`(紛失)?`, nil},
		{`(紛失){0,2}`, nil},
	} {
		if got := needed(parse(c.expr)); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.expr, got, c.want)
		}
	}
}
