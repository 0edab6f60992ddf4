package extract

import (
	"strings"
	"testing"
)

func FuzzDates(f *testing.F) {
	for _, c := range findCases {
		f.Add(c.text, "2025-08-29")
	}
	for _, c := range stories {
		f.Add(c.text, c.base)
	}
	f.Fuzz(func(t *testing.T, s, base string) { checkDates(t, s, base) })
}

// TestDatesHostile reads long texts that invite looking at them again and
// again; a reader that does so does not come back before the test is killed.
func TestDatesHostile(t *testing.T) {
	for _, unit := range []string{"1,2025年", "1", "一", "1~", "年", "1月", "3月7日から", "令和", "西暦", "同", "翌", "(", "2025(", "2020、", "3月 ", "1日に", "\xe3", "\xe5\x90", "前年の1", "19日"} {
		t.Run(unit, func(t *testing.T) {
			checkDates(t, strings.Repeat(unit, 1<<18/len(unit)), "")
		})
	}
}

func checkDates(t *testing.T, s, base string) {
	found := findDates(s)
	at := 0
	for _, e := range found {
		if e.start < at || e.end <= e.start || e.tail < e.end || e.tail > len(s) {
			t.Fatalf("span %d–%d–%d after %d of %d bytes", e.start, e.end, e.tail, at, len(s))
		}
		if timex(e) == "" || e.rule == "" {
			t.Fatalf("%q has no value or rule", s[e.start:e.end])
		}
		at = e.tail
	}
	for _, r := range resolveDates(found, s, base, []int{0, len(s) / 2}) {
		if r.ok != (r.Start != "") || r.End != "" && len(r.End) >= len(r.Start) && r.End < r.Start {
			t.Fatalf("%q: %q/%q, %v", s[r.start:r.end], r.Start, r.End, r.ok)
		}
	}
}
