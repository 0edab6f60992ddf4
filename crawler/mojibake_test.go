package crawler

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
)

func TestSoundAndMojibake(t *testing.T) {
	japaneseText := strings.Repeat(pdfNotice, 2)
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"Japanese":              {japaneseText, nil},
		"English":               {strings.Repeat("We apologise to our customers for the leak of personal data. ", 5), nil},
		"a table of numbers":    {strings.Repeat("氏名 1,234件 住所 567件 2025年7月12日 の件数\n", 5), nil},
		"Shift_JIS as Latin-1":  {latin1(encode(t, japanese.ShiftJIS, japaneseText)), ErrMojibake},
		"UTF-8 as Shift_JIS":    {garble(t, japaneseText), ErrMojibake},
		"private use":           {strings.Repeat("\ue000\ue001\ue002お知らせ", 20), ErrMojibake},
		"kanji without kana":    {strings.Repeat("錯纏襲檻鏤鑵繝翫", 20), ErrMojibake},
		"glyph numbers":         {strings.Repeat("\u0141\u0152\u0123\u0234", 50), ErrMojibake},
		"a few words on a scan": {"12", ErrNoText},
	} {
		if err := sound(c.text); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func latin1(b []byte) string {
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

func garble(t *testing.T, s string) string {
	t.Helper()
	out, err := japanese.ShiftJIS.NewDecoder().String(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestGarbledPages(t *testing.T) {
	prose := strings.Repeat("<p>"+strings.ReplaceAll(pdfNotice, "\n", "</p><p>")+"</p>", 2)
	old := strings.NewReplacer("、", "､", "・", "･").Replace(prose)
	western, err := charmap.Windows1252.NewDecoder().String(prose)
	if err != nil {
		t.Fatal(err)
	}
	eucAsShiftJIS, err := japanese.ShiftJIS.NewDecoder().String(string(encode(t, japanese.EUCJP, prose)))
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		text string
		want error
	}{
		"Japanese":              {prose, nil},
		"half-width commas":     {old, nil},
		"names only":            {"<p>" + strings.Repeat("青山商事 赤井物産 白川製菓 ", 20) + "</p>", nil},
		"Portuguese":            {"<p>" + strings.Repeat("A informação dos cidadãos não foi exposta. ", 20) + "</p>", nil},
		"UTF-8 as Shift_JIS":    {garble(t, prose), ErrMojibake},
		"UTF-8 as Windows-1252": {western, ErrMojibake},
		"EUC-JP as Shift_JIS":   {eucAsShiftJIS, ErrMojibake},
		"letters lost":          {"<p>" + strings.Repeat("\uFFFD\uFFFDの\uFFFD報が", 20) + "</p>", ErrMojibake},
	} {
		html := "<html><head><title>お知らせ</title></head><body><article>" + c.text + "</article></body></html>"
		if a, err := Parse(page("http://a.example/1", "text/html; charset=utf-8", []byte(html)), nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v: %.80s", name, err, c.want, a.Text)
		}
	}
}
