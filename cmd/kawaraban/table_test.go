package main

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/text/width"

	"github.com/kawaraban/kawaraban/extract"
)

// A box is straight when all its lines take the same columns, counted here by Unicode's
// own widths, not by those of the library that drew it.
func TestBoxIsStraight(t *testing.T) {
	most := int64(500)
	inc := extract.Incident{
		Organizations: []extract.Organization{{Name: "株式会社さくら※①…\x1b[31m商事", Role: "breached", Also: []string{"ｻｸﾗ", "Sakura"}}},
		Exposure:      "possible",
		Dates:         []extract.Date{{Date: "2025-07-12", Role: "announced", Text: "７月12日"}, {Date: "2018", End: "2022", Role: "data_period", Text: "2018年〜\n2022年"}},
		Counts:        []extract.Count{{Value: 1234567, Unit: "people", Qualifier: "about", Role: "total", Text: "約1,234,567人", Subject: "株主"}, {Value: 300, ValueMax: &most, Unit: "records", Qualifier: "several", Role: "part", Text: "300〜500件"}},
	}
	for _, c := range extract.Categories {
		inc.Categories = append(inc.Categories, extract.Category{Code: c.Code, Status: "exposed"})
	}
	for _, locale := range []string{"ja_JP.UTF-8", "C.UTF-8"} {
		t.Run(locale, func(t *testing.T) {
			t.Setenv("LANG", locale)
			t.Setenv("LC_ALL", locale)
			box := incidentBox(style{width: 80}, "インシデント 1/2", inc)
			lines := strings.Split(strings.TrimRight(box, "\n"), "\n")
			for _, line := range lines {
				if got, want := columnsOf(line), columnsOf(lines[0]); got != want || got > 80 {
					t.Errorf("%d columns, the first line has %d: %s", got, want, line)
				}
			}
			if strings.Contains(box, "\x1b") {
				t.Error("an ESC of the text came through")
			}
		})
	}
}

func columnsOf(line string) (n int) {
	for _, r := range line {
		switch width.LookupRune(r).Kind() {
		case width.EastAsianWide, width.EastAsianFullwidth:
			n += 2
		default:
			n++
		}
	}
	return n
}

func TestTimelineIsInOrder(t *testing.T) {
	got := dateLines([]extract.Date{
		{Date: "2025-07-12", Role: "announced", Text: "12日"},
		{Date: "2025-03", Role: "occurred", Text: "3月"},
		{Date: "2025-03-07", Role: "detected", Text: "7日"},
		{Date: "2018", End: "2022", Role: "data_period", Text: "2018年から2022年"},
	})
	var days []string
	for _, line := range got {
		days = append(days, strings.Fields(line)[0])
	}
	if want := "[2018 2025-03 2025-03-07 2025-07-12]"; fmt.Sprint(days) != want {
		t.Errorf("got %v, want %s", days, want)
	}
}

func TestWrap(t *testing.T) {
	for name, c := range map[string]struct {
		in    string
		width int
		want  string
	}{
		"fits":           {"氏名、住所", 10, "氏名、住所"},
		"after a comma":  {"氏名、住所、電話番号", 14, "氏名、住所、\n電話番号"},
		"anywhere":       {"あいうえおかき", 6, "あいう\nえおか\nき"},
		"closing mark":   {"あいうえ」か", 8, "あいう\nえ」か"},
		"keeps lines":    {"あ\nいうえ", 4, "あ\nいう\nえ"},
		"mixed widths":   {"aあbい", 4, "aあb\nい"},
		"too narrow":     {"あい", 1, "あい"},
		"only the start": {"、あいうえお", 8, "、あいう\nえお"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := wrap(c.in, c.width); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}
