package main

import (
	"encoding/json"
	"testing"

	"github.com/kawaraban/kawaraban/store/export"
)

func TestClean(t *testing.T) {
	for name, c := range map[string]struct{ in, clean, line string }{
		"plain":         {"漏えい", "漏えい", "漏えい"},
		"escape":        {"a\x1b[2Jb", "a␛[2Jb", "a␛[2Jb"},
		"lines":         {"一\r\n二\n三", "一\n二\n三", "一 二 三"},
		"lone CR":       {"本物\r偽物", "本物␍偽物", "本物␍偽物"},
		"tab":           {"氏名\t住所", "氏名\t住所", "氏名 住所"},
		"bidi":          {"\u202E321", "⟨U+202E⟩321", "⟨U+202E⟩321"},
		"C1":            {"\u009b31m", "⟨U+009B⟩31m", "⟨U+009B⟩31m"},
		"delete":        {"a\x7f", "a␡", "a␡"},
		"NUL":           {"a\x00", "a␀", "a␀"},
		"zero width":    {"株\u200b式", "株⟨U+200B⟩式", "株⟨U+200B⟩式"},
		"tag":           {"\U000E0041", "⟨U+E0041⟩", "⟨U+E0041⟩"},
		"separator":     {"a\u2028b", "a⟨U+2028⟩b", "a⟨U+2028⟩b"},
		"kanji variant": {"葛\U000E0100", "葛\U000E0100", "葛\U000E0100"},
		"not UTF-8":     {"a\xffb\x1b", "a\uFFFDb␛", "a\uFFFDb␛"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := clean(c.in); got != c.clean {
				t.Errorf("clean: %q, want %q", got, c.clean)
			}
			if got := oneLine(c.in); got != c.line {
				t.Errorf("oneLine: %q, want %q", got, c.line)
			}
		})
	}
}

// Escaping may change how a value is written, never the value.
func FuzzMarshalKeepsValues(f *testing.F) {
	f.Add("漏えい\u202E\x1b\u009b\U000E0041\u2028<b>&\r\n")
	f.Fuzz(func(t *testing.T, s string) {
		b, err := export.JSON([]string{s}, "  ")
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range string(b) {
			if invisible(r) && r != '\n' {
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
