package score

import "testing"

func TestCanonJoinsSpellingsOfOneName(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"legal form in front", "株式会社あさぎり", "あさぎり"},
		{"legal form behind, wide letters", "ＡＳＡＧＩＲＩ Co., Ltd.", "asagiri"},
		{"sign for the legal form", "㈱あさぎり", "あさぎり"},
		{"the longer legal form first", "医療法人社団みなみ会", "みなみ会"},
		{"two legal forms", "独立行政法人株式会社あさぎり", "あさぎり"},
		{"a longer form laid bare by a shorter one", "株式会社医療法人社団みなみ会", "みなみ会"},
		{"quotes, dots and spaces", "「あさ ・ ぎり」", "あさぎり"},
		{"half-width kana", "ｱｻｷﾞﾘ", "アサギリ"},
		{"nothing but a legal form stays", "株式会社", "株式会社"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := canon(c.in); got != c.want {
				t.Errorf("canon(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}
