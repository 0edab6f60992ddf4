package extract

import "testing"

// TestPointsOfARoundUp reads the years and roles of dates in points that stand each by itself.
func TestPointsOfARoundUp(t *testing.T) {
	text := `2024年10月に公表された情報漏えい

■10月2日 株式会社さざ波商会
サーバーに不正アクセスがあり、2021年9月以降に登録した1,200人の氏名と住所が流出した。9月28日に気付いた。

■10月9日 波瀬信用組合
顧客の名簿80人分を紛失した。9月30日に判明した。
`
	inc := extractor(t).Incidents(Article{Text: text, Published: "2024-11-05"})
	if len(inc) != 2 {
		t.Fatalf("%d incidents", len(inc))
	}
	for i, want := range [][]string{{"2024-10-02 announced", "2024-09-28 detected"}, {"2024-10-09 announced", "2024-09-30 detected"}} {
		got := map[string]bool{}
		for _, e := range inc[i].Dates {
			got[e.Date+" "+e.Role] = true
		}
		for _, w := range want {
			if !got[w] {
				t.Errorf("case %d has no %s: %v", i, w, inc[i].Dates)
			}
		}
	}
}
