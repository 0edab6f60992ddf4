package answer

import (
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// An extractor that was never made stands for any fault of a rule.
func TestReadSurvivesAFault(t *testing.T) {
	_, err := Read(nil, extract.Article{Text: "お知らせ"}, true)
	if err == nil || !strings.HasPrefix(err.Error(), "internal error: ") {
		t.Errorf("error %v", err)
	}
}

func TestDay(t *testing.T) {
	for in, want := range map[string]string{
		"":                          "",
		"2025-07-12":                "2025-07-12",
		"2025-07-11T23:30:00Z":      "2025-07-12", // in Japan it is the next day
		"2025-07-12T00:30:00+09:00": "2025-07-12",
	} {
		if got, err := Day(in); err != nil || got != want {
			t.Errorf("%s: %q, %v, want %q", in, got, err, want)
		}
	}
	for _, in := range []string{"2025-7-1", "2025-02-30", "2025-07", "20250712", "7月12日", "2025-07-12 10:00"} {
		if got, err := Day(in); err == nil {
			t.Errorf("%s became %q", in, got)
		}
	}
}

// What a page or a caller names as the title is not told twice to the extractor.
func TestTitleInText(t *testing.T) {
	if a := (Paste{Title: "題名", Text: "題名\n\n本文"}).Article(); a.Title != "" {
		t.Errorf("the title %q stands in the text already", a.Title)
	}
	if a := (Paste{Title: "題名", Text: "本文"}).Article(); a.Title != "題名" {
		t.Errorf("the title became %q", a.Title)
	}
}
