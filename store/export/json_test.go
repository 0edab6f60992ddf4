package export

import (
	"encoding/json"
	"testing"
	"unicode"
)

// Escaping may change how a value is written, never the value.
func FuzzMarshalKeepsValues(f *testing.F) {
	f.Add("漏えい\u202E\x1b\u009b\U000E0041\u2028<b>&\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := JSON([]string{s}, "  ")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(b) {
			if unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && r != '\n' {
				t.Fatalf("%U stands in %q", r, b)
			}
		}
		var got []string
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatal(err)
		}
		if want := string([]rune(s)); got[0] != want {
			t.Fatalf("%q became %q", want, got[0])
		}
	})
}

// What invisible tells at once are characters of no class that it asks for.
func TestInvisible(t *testing.T) {
	for r := rune(0); r <= unicode.MaxRune; r++ {
		want := r != '\n' && unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
		if got := invisible(r); got != want {
			t.Fatalf("%U: %v", r, got)
		}
	}
}
