package pattern

import (
	"fmt"
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
		for _, n := range []int{-1, 1} {
			var want, got []string
			for i, p := range patterns {
				if p != nil && p.MatchString(text) {
					want = append(want, fmt.Sprint(i, p.FindAllStringIndex(text, n)))
				}
			}
			for i, places := range set.In(text, n) {
				got = append(got, fmt.Sprint(i, places))
			}
			if !slices.Equal(got, want) {
				t.Errorf("in %q: %v, want %v", text, got, want)
			}
		}
	}
}
