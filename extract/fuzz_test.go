package extract_test

import (
	"testing"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/extract/score"
)

// FuzzExtract holds that no text makes the extractor panic and that every span of an
// answer is the text it claims to be.
func FuzzExtract(f *testing.F) {
	x, err := extract.New()
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{
		"", "\n", "。", "株式会社", "(株)", "\x00\xff①382件",
		"株式会社三角商事は2025年3月4日、サーバーが不正アクセスを受け、顧客1,200人分の氏名、住所が流出した可能性があると発表した。",
		"■1. 青葉ヶ原市\n誤送信した。5月1日発表\n■2. 緑ヶ浜市\n紛失した。5月2日発表",
		"紛失について\n\n株式会社三角商事は5月8日、顧客300人の名簿を紛失したと発表した。被害は0〜5人と見られる。流出は0人から9人分。",
		"【お詫び】\n\n1 概要\n令和7年4月1日、本市の職員が誤ってメールを送信しました。\n2 対象\n・氏名\n・住所",
	} {
		f.Add(seed)
	}
	docs, err := score.LoadDir("../fixtures/gold")
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(docs); i += 8 {
		f.Add(docs[i].Text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r := x.Extract(extract.Article{Text: text, Published: "2025-05-05"})
		if quick := x.Incidents(extract.Article{Text: text, Published: "2025-05-05"}); len(quick) != len(r.Incidents) {
			t.Fatalf("Incidents gives %d, Extract %d", len(quick), len(r.Incidents))
		}
		judged := score.Score([]score.Document{{ID: "d", Text: text}}, map[string][]extract.Incident{"d": r.Incidents})
		if judged.EvidenceWrong > 0 {
			t.Fatalf("%d spans of evidence are not in the text: %+v", judged.EvidenceWrong, r.Incidents)
		}
		given := []rune(text)
		for _, m := range r.Mentions {
			if m.Start < 0 || m.End > len(given) || m.Start > m.End || string(given[m.Start:m.End]) != m.Text {
				t.Fatalf("mention %+v is not in the text", m)
			}
		}
	})
}
