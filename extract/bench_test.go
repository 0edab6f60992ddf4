package extract

import (
	"runtime"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// BenchmarkExtract prints the time per byte of texts of 10 KB and of 1 MB, and the ratio
// of the two. Where that is more than a small factor, something is not linear in the
// length of the text: look at the profile (-bench 'Extract/NAME' -cpuprofile).
//
//	go test ./extract -run '^$' -bench Extract -benchtime 1x
func BenchmarkExtract(b *testing.B) {
	x, err := New()
	if err != nil {
		b.Fatal(err)
	}
	for _, t := range hostileTexts {
		b.Run(t.name, func(b *testing.B) {
			perByte := func(size, times int) float64 {
				text := t.make(size)
				runtime.GC()
				began := worked(b)
				for range times {
					x.Extract(Article{Text: text, Published: "2025-05-05"})
				}
				return float64((worked(b) - began).Nanoseconds()) / float64(times*len(text))
			}
			perByte(10<<10, 1) // compiles the patterns
			var small, large float64
			for b.Loop() {
				small += perByte(10<<10, 30)
				large += perByte(1<<20, 1)
			}
			b.ReportMetric(small/float64(b.N), "ns/byte-10KB")
			b.ReportMetric(large/float64(b.N), "ns/byte-1MB")
			b.ReportMetric(large/small, "ratio")
			b.ReportMetric(0, "ns/op")
		})
	}
}

// worked is how long the cores have worked for this process, which other work on the machine
// disturbs less than the clock.
func worked(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

// parts repeats a part; %[1]d in it is its number.
func parts(part string) func(n int) string {
	return func(n int) string {
		var s strings.Builder
		for i := 1; s.Len() < n; i++ {
			s.WriteString(strings.ReplaceAll(part, "%[1]d", strconv.Itoa(i)))
		}
		return s.String()
	}
}

// halves is one half of the first part and one of the second.
func halves(a, b string) func(n int) string {
	return func(n int) string { return parts(a)(n/2) + parts(b)(n/2) }
}

// hostileTexts are what texts are made of that nobody would write, beside prose and
// lists that somebody would.
var hostileTexts = []struct {
	name string
	make func(n int) string // of n bytes
}{
	{"prose", parts("株式会社葦原%[1]d商店は2025年3月%[1]d日、通販サイトのサーバーが不正アクセスを受け、顧客%[1]d人分の氏名、住所、電話番号が流出した可能性があると発表した。\n同社は4月1日に警察へ相談し、個人情報保護委員会に報告した。原因は調査中だという。再発防止に努めるとしている。\n\n")},
	{"round-up", parts("■%[1]d. 霧ヶ峰%[1]d市\n5月%[1]d日、職員が住民%[1]d人分の名簿を誤ってメールで送信したと発表した。\n\n")},
	{"rows", parts("2025年5月%[1]d日\t霧ヶ峰市\t誤送信\t%[1]d件\n")},
	{"many names", parts("葦原%[1]d株式会社と霧丘%[1]d病院、")},
	{"legal forms", parts("株式会社")},
	{"legal forms in lines", parts("株式会社\n")},
	{"names in hiragana", parts("株式会社ほけん%[1]dのもりは5月に発表した。")},
	{"open quotes", parts("「")},
	{"quotes", parts("「株式会社葦原」")},
	{"brackets", parts("葦原商店(以下「葦原」")},
	{"figures", parts("1,")},
	{"digits", parts("1")},
	{"people", parts("1人")},
	{"sums", parts("計12件のうち3件、")},
	{"points", parts("■1.")},
	{"points in lines", parts("■1.\n")},
	{"distinct figures", parts("顧客%[1]d人、")},
	{"a long point", func(n int) string {
		return "七月の流出事故のまとめ\n■1. 葦原市\n" + halves("流\n", "\n")(n) + "■2. 霧丘市\n"
	}},
	{"a timeline", func(n int) string {
		return "葦原社の流出事故について\n■時系列\n" + parts("3月%[1]d日 発表した\n")(n)
	}},
	{"one long line", func(n int) string { return "情報流出、" + parts("葦原銀行 - ")(n) }},
	{"services", parts("サイト「葦%[1]d」が不正アクセスを受けた。")},
	{"operators", parts("サイト「葦%[1]d」の会員情報が流出した。「葦%[1]d」の社員は謝罪した。")},
	{"cells", parts("5月%[1]d日\t")},
	{"open brackets", halves("(", ")")},
	{"full stops", parts("。")},
	{"forms", parts("番号\n%[1]d\n発生日\n3月%[1]d日\n内容\n名簿%[1]d人分が流出した。\n所管\n総務課\n\n")},
	{"labels alone", func(n int) string {
		var labels []string
		for i := 0; 2*11*i < n; i++ {
			label := []rune("項目    ")
			for k, v := 2, i; k < len(label); k, v = k+1, v/26 {
				label[k] = rune('a' + v%26)
			}
			labels = append(labels, string(label))
		}
		there := strings.Join(labels, "\n")
		slices.Reverse(labels)
		return "名簿の流出\n" + there + "\n" + strings.Join(labels, "\n")
	}},
	{"headings", parts("■概要\n\n")},
	{"headings of one story", parts("葦原%[1]d社の流出\n\n情報が漏えいした。\n\n")},
	{"carriage returns", parts("葦原社\r\n")},
	{"aliases", parts("葦原%[1]d社(以下「葦%[1]d」という。)は")},
	{"points far apart", parts("■1. 葦原市\n" + strings.Repeat("\n", 4000))},
	{"the same firm", parts("同社は")},
	{"the same firm announces", parts("同社は発表した。")},
	{"firm and its pronoun", parts("葦原%[1]d病院は謝罪した。同院は発表した。")},
	{"dates", parts("1月1日")},
	{"dated reports", parts("葦原市は2025年7月12日、市民%[1]d人の名簿を紛失したと発表した。")},
	{"date steps", parts("翌日、同日、同月、")},
	{"acts", parts("発表、確認、報告、流出、")},
	{"categories", parts("氏名、住所、")},
	{"category sentences", parts("氏名は流出した。住所は含まれない。")},
	{"causes", parts("不正アクセスを受け流出した。")},
	{"hiragana", parts("あ")},
	{"hiragana names", parts("ああああ銀行")},
	{"kanji", parts("県")},
	{"katakana", parts("ア")},
	{"latin", parts("A&B Co., Ltd. ")},
	{"blank lines", parts("\n")},
	{"spaces", parts(" ")},
	{"short lines", parts("お知らせ\n\n")},
	{"contractors", parts("委託先の葦原社が再委託先の霧丘社に再委託し、")},
	{"wrapped", parts("葦原商店は個人情報が流出した可能性があると発表した、利用者の氏名\n")},
	{"half-width", parts("ｶﾞｷﾞｸﾞ")},
	{"combining", parts("か゛が")},
}

// BenchmarkDismiss reads texts without a cue, as most of an archive are.
func BenchmarkDismiss(b *testing.B) {
	x, err := New()
	if err != nil {
		b.Fatal(err)
	}
	text := parts("葦原市の中央公園で%[1]d日、秋の菊花展が始まった。市民や愛好家が育てた約%[1]d0点が並び、初日から多くの人でにぎわっている。会期は来月%[1]d日まで、入場は無料。\n\n")(4000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if x.Incidents(Article{Text: text}) != nil {
			b.Fatal("an incident at the flower show")
		}
	}
}
