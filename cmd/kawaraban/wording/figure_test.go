package wording

import "testing"

func TestThousands(t *testing.T) {
	for in, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := Thousands(in); got != want {
			t.Errorf("%d: %s, want %s", in, got, want)
		}
	}
}
