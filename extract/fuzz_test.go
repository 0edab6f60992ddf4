package extract

import "testing"

// FuzzExtract holds that no text makes the extractor panic and that every span of an
// answer is the text it claims to be.
func FuzzExtract(f *testing.F) {
	x, err := New()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		"", "\n", "。", "株式会社", "(株)", "\x00\xff①382件",
		"株式会社三角商事は2025年3月4日、サーバーが不正アクセスを受け、顧客1,200人分の氏名、住所が流出した可能性があると発表した。",
		"■1. 青葉ヶ原市\n誤送信した。5月1日発表\n■2. 緑ヶ浜市\n紛失した。5月2日発表",
		"【お詫び】\n\n1 概要\n令和7年4月1日、本市の職員が誤ってメールを送信しました。\n2 対象\n・氏名\n・住所",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		given := []rune(text)
		check := func(list []Evidence) {
			for _, e := range list {
				if e.Start < 0 || e.End > len(given) || e.Start > e.End || string(given[e.Start:e.End]) != e.Text {
					t.Fatalf("evidence %+v is not in the text", e)
				}
			}
		}
		r := x.Extract(Article{Text: text, Published: "2025-05-05"})
		for _, inc := range r.Incidents {
			for _, o := range inc.Organizations {
				check(o.Evidence)
			}
			for _, c := range inc.Causes {
				check(c.Evidence)
			}
			for _, e := range inc.Dates {
				check(e.Evidence)
			}
			for _, c := range inc.Counts {
				check(c.Evidence)
			}
			for _, c := range inc.Categories {
				check(c.Evidence)
			}
		}
		for _, m := range r.Mentions {
			check([]Evidence{{Start: m.Start, End: m.End, Text: m.Text}})
		}
	})
}
