package extract

import "testing"

func TestReadingsAmidNames(t *testing.T) {
	for given, want := range map[string]string{
		"若鮎（わかあゆ）小の教諭":  "若鮎小の教諭",
		"潮見(しおみ)町は5日":   "潮見町は5日",
		"若鮎商会(わかあゆ)は5日": "若鮎商会(わかあゆ)は5日",
		"会員20人(うち)小学生":  "会員20人(うち)小学生",
		"氏名(カナ)中学校名":    "氏名(カナ)中学校名",
		"氏名(ひらがな)小学校名":  "氏名(ひらがな)小学校名",
		"(しおみ)町":        "(しおみ)町",
		"潮見(しおみ":        "潮見(しおみ",
	} {
		n := normalize(given)
		mapsBack(t, n)
		if n.s != want {
			t.Errorf("%q became %q, not %q", given, n.s, want)
		}
	}
}
