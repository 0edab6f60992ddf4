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
