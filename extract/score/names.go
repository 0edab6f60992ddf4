package score

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// legalForms are cut off names before they are compared: 株式会社甲 and 甲 are one.
var legalForms = foldForms(
	"株式会社", "有限会社", "合同会社", "合資会社", "合名会社", "一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人",
	"独立行政法人", "地方独立行政法人", "国立研究開発法人", "国立大学法人", "公立大学法人", "学校法人", "医療法人社団", "医療法人財団",
	"社会医療法人", "医療法人", "社会福祉法人", "宗教法人", "特定非営利活動法人", "NPO法人", "(株)", "(有)", "(合)", "㈱", "㈲",
	"Co.,Ltd.", "Inc.", "Ltd.", "LLC", "Corporation",
)

// foldForms puts the longest form first, so that 医療法人社団 is not cut as 医療法人.
func foldForms(forms ...string) []string {
	for i, f := range forms {
		forms[i] = dropMarks(fold(f), " ,.")
	}
	slices.SortStableFunc(forms, func(a, b string) int {
		return utf8.RuneCountInString(b) - utf8.RuneCountInString(a)
	})
	return slices.Compact(forms)
}

// canon is the form in which two names are compared: NFKC, case folded, without spaces,
// quotes, commas and middle dots, and without legal forms at either end.
func canon(name string) string {
	s := dropMarks(fold(name), "「」『』\"'“”・,.。、")
	for {
		rest := cutLegalForm(s)
		if rest == s {
			return s
		}
		s = rest
	}
}

// cutLegalForm cuts the longest legal form at either end, but never the whole name.
func cutLegalForm(s string) string {
	for _, f := range legalForms {
		if rest, ok := strings.CutPrefix(s, f); ok && rest != "" {
			return rest
		}
		if rest, ok := strings.CutSuffix(s, f); ok && rest != "" {
			return rest
		}
	}
	return s
}

func fold(s string) string { return cases.Fold().String(norm.NFKC.String(s)) }

func dropMarks(s, marks string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(marks, r) {
			return -1
		}
		return r
	}, s)
}
