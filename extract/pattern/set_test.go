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
		asked := set.Text(text)
		for _, p := range slices.Concat(patterns[1:], patterns[1:], []*Pattern{New("出")}) {
			if got, want := asked.Match(p), p.MatchString(text); got != want {
				t.Errorf("%q in %q: %v, want %v", p, text, got, want)
			}
		}
	}
}
