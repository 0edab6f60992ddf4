package crawler

import (
	"bytes"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
)

const pdfNotice = `2025年7月12日
お客様各位
株式会社みほん商店
個人情報の漏えいに関するお詫びとお知らせ
このたび、当社が運営する通販サイトにおいて、第三者による不正アクセスを受け、お客様の個人
情報1,234件が漏えいした可能性があることが判明いたしました。
・氏名、住所、電話番号
・メールアドレス
お客様には多大なるご迷惑をおかけしましたことを、深くお詫び申し上げます。`

// makePDF writes lines as a PDF of one page. how is "unicode" for a font that says what its glyphs
// mean, "sjis" for one in a Japanese encoding that says nothing more, "glyphs" for one that says
// nothing, "scan" for a page without text.
func makePDF(t testing.TB, text, how string) []byte {
	t.Helper()
	glyphs, cmap := map[rune]int{}, ""
	for _, r := range text {
		if glyphs[r] == 0 {
			glyphs[r] = 0x100 + len(glyphs)
			cmap += fmt.Sprintf("1 beginbfchar\n<%04X> <%04X>\nendbfchar\n", glyphs[r], r)
		}
	}
	var content strings.Builder
	for i, line := range strings.Split(text, "\n") {
		hex := ""
		for _, r := range line {
			hex += fmt.Sprintf("%04X", glyphs[r])
		}
		if how == "sjis" {
			hex = fmt.Sprintf("%X", encode(t, japanese.ShiftJIS, line))
		}
		if how != "scan" {
			fmt.Fprintf(&content, "BT /F1 10 Tf 1 0 0 1 50 %d Tm <%s> Tj ET\n", 780-i*20, hex)
		}
	}
	encoding, toUnicode := "Identity-H", ""
	if how == "sjis" {
		encoding = "90ms-RKSJ-H"
	}
	if how == "unicode" {
		toUnicode = "/ToUnicode 7 0 R"
	}
	objects := []string{
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", content.Len(), content.String()),
		"<< /Type /Font /Subtype /Type0 /BaseFont /MS-Mincho /Encoding /" + encoding + " /DescendantFonts [6 0 R] " + toUnicode + " >>",
		"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /MS-Mincho /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor 8 0 R /DW 1000 >>",
		"",
		"<< /Type /FontDescriptor /FontName /MS-Mincho /Flags 4 /FontBBox [0 -136 1000 859] /ItalicAngle 0 /Ascent 859 /Descent -140 /CapHeight 709 /StemV 80 >>",
	}
	full := "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /X def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n" + cmap + "endcmap\nend\nend"
	objects[6] = fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(full), full)
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	at := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, at)
	return b.Bytes()
}

func TestPDF(t *testing.T) {
	for _, where := range []string{"with pdftotext", "without"} {
		t.Run(where, func(t *testing.T) {
			_, err := exec.LookPath("pdftotext")
			poppler := err == nil
			if where == "without" {
				t.Setenv("PATH", t.TempDir())
				poppler = false
			} else if !poppler {
				t.Skip("pdftotext is not installed")
			}
			for how, want := range map[string]error{"unicode": nil, "sjis": ErrMojibake, "glyphs": ErrMojibake, "scan": ErrNoText} {
				a, err := Parse(page("http://a.example/notice.pdf", "application/pdf", makePDF(t, pdfNotice, how)), nil)
				if how == "sjis" && poppler {
					want = nil
				}
				if want != nil {
					// Some readers give nothing rather than nonsense; either way it is no article.
					if !errors.Is(err, want) && !errors.Is(err, ErrNoText) || !errors.Is(err, ErrBinary) {
						t.Errorf("%s: %v, %q", how, err, a.Text)
					}
					continue
				}
				if err != nil {
					t.Errorf("%s: %v", how, err)
					continue
				}
				if a.Title != "個人情報の漏えいに関するお詫びとお知らせ" || a.Published != "2025-07-12" || a.URL != "http://a.example/notice.pdf" {
					t.Errorf("%s: title %q, published %q", how, a.Title, a.Published)
				}
				for _, phrase := range []string{"お客様の個人情報1,234件が漏えいした", "\n・氏名、住所、電話番号\n・メールアドレス\nお客様には"} {
					if !strings.Contains(a.Text, phrase) {
						t.Errorf("%s: no %q in %q", how, phrase, a.Text)
					}
				}
			}
			for name, body := range map[string]string{"empty": "%PDF-1.7\n", "cut off": string(makePDF(t, pdfNotice, "unicode")[:900]), "noise": "%PDF-1.4\n" + strings.Repeat("\x00\xff1 0 obj<<", 500)} {
				if a, err := Parse(page("http://a.example/x", "application/pdf", []byte(body)), nil); !errors.Is(err, ErrBinary) {
					t.Errorf("%s: %v, %q", name, err, a.Text)
				}
			}
		})
	}
}

func TestForcedCharset(t *testing.T) {
	html := `<html><head><meta charset="utf-8"></head><body><h1>見出しの文</h1><p>架空商店は顧客の情報が流出したと発表した。</p></body></html>`
	p := page("http://a.example/1", "text/html; charset=utf-8", encode(t, japanese.EUCJP, html))
	a, err := Parse(p, &Source{Charset: "eucJP-win"})
	if err != nil || a.Title != "見出しの文" || a.Charset != "euc-jp" {
		t.Errorf("%+v, %v", a, err)
	}
}
