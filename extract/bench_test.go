package extract

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkExtract prints the time per byte of texts of 10 KB and of 1 MB. Where the
// two differ by more than a small factor, something is not linear in the length of the
// text: look at the profile of the larger (-bench 'Extract/NAME/1MB' -cpuprofile).
//
//	go test ./extract -run '^$' -bench Extract -benchtime 1x
func BenchmarkExtract(b *testing.B) {
	x, err := New()
	if err != nil {
		b.Fatal(err)
	}
	for _, t := range hostileTexts {
		for _, size := range []struct {
			name  string
			bytes int
		}{{"10KB", 10 << 10}, {"100KB", 100 << 10}, {"1MB", 1 << 20}} {
			text := repeat(t.part, size.bytes)
			b.Run(t.name+"/"+size.name, func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					x.Extract(Article{Text: text, Published: "2025-05-05"})
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(len(text)), "ns/byte")
				b.ReportMetric(0, "ns/op")
			})
		}
	}
}

// repeat writes parts until there are n bytes; %d in a part is its number.
func repeat(part string, n int) string {
	var s strings.Builder
	for i := 1; s.Len() < n; i++ {
		if strings.Contains(part, "%[1]d") {
			fmt.Fprintf(&s, part, i)
		} else {
			s.WriteString(part)
		}
	}
	return s.String()
}

// hostileTexts are what texts are made of that nobody would write, beside prose and
// lists that somebody would.
var hostileTexts = []struct{ name, part string }{
	{"prose", "株式会社葦原%[1]d商店は2025年3月%[1]d日、通販サイトのサーバーが不正アクセスを受け、顧客%[1]d人分の氏名、住所、電話番号が流出した可能性があると発表した。\n同社は4月1日に警察へ相談し、個人情報保護委員会に報告した。原因は調査中だという。再発防止に努めるとしている。\n\n"},
	{"round-up", "■%[1]d. 霧ヶ峰%[1]d市\n5月%[1]d日、職員が住民%[1]d人分の名簿を誤ってメールで送信したと発表した。\n\n"},
	{"rows", "2025年5月%[1]d日\t霧ヶ峰市\t誤送信\t%[1]d件\n"},
	{"many names", "葦原%[1]d株式会社と霧丘%[1]d病院、"},
	{"legal forms", "株式会社"},
	{"legal forms in lines", "株式会社\n"},
	{"open quotes", "「"},
	{"quotes", "「株式会社葦原」"},
	{"brackets", "葦原商店(以下「葦原」"},
	{"figures", "1,"},
	{"digits", "1"},
	{"people", "1人"},
	{"sums", "計12件のうち3件、"},
	{"points", "■1."},
	{"points in lines", "■1.\n"},
	{"points far apart", "■1. 葦原市\n" + strings.Repeat("\n", 4000)},
	{"the same firm", "同社は"},
	{"the same firm announces", "同社は発表した。"},
	{"firm and its pronoun", "葦原%[1]d病院は謝罪した。同院は発表した。"},
	{"dates", "1月1日"},
	{"date steps", "翌日、同日、同月、"},
	{"acts", "発表、確認、報告、流出、"},
	{"categories", "氏名、住所、"},
	{"category sentences", "氏名は流出した。住所は含まれない。"},
	{"causes", "不正アクセスを受け流出した。"},
	{"hiragana", "あ"},
	{"hiragana names", "ああああ銀行"},
	{"kanji", "県"},
	{"katakana", "ア"},
	{"latin", "A&B Co., Ltd. "},
	{"blank lines", "\n"},
	{"spaces", " "},
	{"short lines", "お知らせ\n\n"},
	{"contractors", "委託先の葦原社が再委託先の霧丘社に再委託し、"},
	{"wrapped", "葦原商店は個人情報が流出した可能性があると発表した、利用者の氏名\n"},
	{"half-width", "ｶﾞｷﾞｸﾞ"},
	{"combining", "か゛が"},
}
