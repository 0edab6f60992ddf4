package wording

import (
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

func TestFigure(t *testing.T) {
	most := int64(500)
	for _, c := range []struct {
		count  extract.Count
		ja, en string
	}{
		{extract.Count{Value: 1234, Unit: "people", Qualifier: "exact"}, "1,234人", "1,234 persons"},
		{extract.Count{Value: 1200, Unit: "people", Qualifier: "about"}, "約1,200人", "about 1,200 persons"},
		{extract.Count{Value: 10, Unit: "records", Qualifier: "at_most"}, "最大10件", "at most 10 records"},
		{extract.Count{Value: 10, Unit: "records", Qualifier: "at_least"}, "10件以上", "at least 10 records"},
		{extract.Count{Value: 300, ValueMax: &most, Unit: "files", Qualifier: "several"}, "300–500点 (概数)", "300–500 files or papers (of this order)"},
	} {
		if got := Figure(JA, c.count); got != c.ja {
			t.Errorf("%s, want %s", got, c.ja)
		}
		if got := Figure(EN, c.count); got != c.en {
			t.Errorf("%s, want %s", got, c.en)
		}
	}
}

func TestThousands(t *testing.T) {
	for in, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1000: "-1,000", -100: "-100"} {
		if got := Thousands(in); got != want {
			t.Errorf("%d: %s, want %s", in, got, want)
		}
	}
}
