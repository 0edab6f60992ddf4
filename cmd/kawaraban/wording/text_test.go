package wording

import "testing"

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
			if got := Clean(c.in); got != c.clean {
				t.Errorf("Clean: %q, want %q", got, c.clean)
			}
			if got := OneLine(c.in); got != c.line {
				t.Errorf("OneLine: %q, want %q", got, c.line)
			}
		})
	}
}
