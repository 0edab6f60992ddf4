package crawler

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os/exec"
	"strings"
	"time"
	"unicode"

	"github.com/ledongthuc/pdf"
	"golang.org/x/text/unicode/norm"
)

// Limits of a PDF: notices have a few pages; a hostile one must not hold a run.
const (
	maxPDFPages = 100
	pdfTime     = 30 * time.Second
	maxPDFText  = 4 << 20
)

func isPDF(body []byte) bool {
	// Some servers put a byte-order mark or a line break in front.
	return bytes.Contains(body[:min(len(body), 64)], []byte("%PDF-"))
}

// parsePDF reads a PDF as an article: its first line is the title.
func parsePDF(page Page) (Article, error) {
	text, err := pdfText(page.Body)
	if err != nil {
		return Article{}, fmt.Errorf("crawler: parse %s: %w: PDF: %w", page.name(), ErrBinary, err)
	}
	at, err := url.Parse(page.FinalURL)
	if err != nil {
		at = &url.URL{}
	}
	a := Article{URL: page.URL, CanonicalURL: page.FinalURL, Charset: "pdf"}
	a.Address = ownAddress(at, "")
	a.Transient = noStoreHeader(page.Header)
	a.Text = tidy(text, "")
	lines := strings.Split(a.Text, "\n")
	a.Title = pdfTitle(lines)
	published, _, alone := lineDays(lines[:min(len(lines), 15)], notLater(page.FetchedAt))
	a.Published = cmp.Or(published, alone)
	return a, nil
}

// pdfText takes the text out of a PDF: by pdftotext where it is installed, which knows Japanese
// encodings that the built-in reader does not; else, or where that fails, by the latter.
func pdfText(body []byte) (string, error) {
	var tried []error
	for _, read := range []func([]byte) (string, error){popplerText, plainPDF} {
		text, err := read(body)
		if errors.Is(err, exec.ErrNotFound) {
			continue
		}
		if err == nil {
			text = pdfLines(text)
			err = sound(text)
		}
		if err == nil {
			return text, nil
		}
		tried = append(tried, err)
	}
	return "", tried[0]
}

// popplerText runs pdftotext on standard input and output: nothing is written to disk.
func popplerText(body []byte) (string, error) {
	program, err := exec.LookPath("pdftotext")
	if err != nil {
		return "", err
	}
	ctx, cancel := context.WithTimeout(context.Background(), pdfTime)
	defer cancel()
	cmd := exec.CommandContext(ctx, program, "-q", "-enc", "UTF-8", "-nopgbrk", "-l", fmt.Sprint(maxPDFPages), "-", "-")
	cmd.Stdin = bytes.NewReader(body)
	var out limitedBuffer
	cmd.Stdout = &out
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		return "", fmt.Errorf("pdftotext: %w", err)
	}
	return out.String(), nil
}

// limitedBuffer takes up to maxPDFText bytes and drops the rest.
type limitedBuffer struct{ bytes.Buffer }

func (b *limitedBuffer) Write(p []byte) (int, error) {
	b.Buffer.Write(p[:min(len(p), max(maxPDFText-b.Len(), 0))])
	return len(p), nil
}

// plainPDF reads a PDF in Go. The library panics and loops on damaged files.
func plainPDF(body []byte) (string, error) {
	type result struct {
		text string
		err  error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		r.err = safely(func() (err error) { r.text, err = pdfRows(body); return err })
		done <- r
	}()
	select {
	case r := <-done:
		return r.text, r.err
	case <-time.After(pdfTime):
		return "", fmt.Errorf("not read within %v", pdfTime)
	}
}

func pdfRows(body []byte) (string, error) {
	r, err := pdf.NewReader(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for i := 1; i <= min(r.NumPage(), maxPDFPages) && b.Len() < maxPDFText; i++ {
		p := r.Page(i)
		if p.V.IsNull() {
			continue
		}
		rows, err := p.GetTextByRow()
		if err != nil {
			return "", err
		}
		for _, row := range rows {
			for _, word := range row.Content {
				b.WriteString(word.S)
			}
			b.WriteByte('\n')
		}
		b.WriteByte('\n')
	}
	return b.String(), nil
}

var reSentenceEnd = lazily(`[。．.!?！？:：」』）)]$`)

// pdfLines joins lines that were only broken at the margin: a long one that does not end a sentence,
// followed by one that does not begin anew.
func pdfLines(text string) string {
	lines := strings.Split(strings.ReplaceAll(text, "\f", "\n"), "\n")
	longest := 0
	for i, l := range lines {
		lines[i] = strings.TrimRightFunc(strings.Map(pdfRune, l), unicode.IsSpace)
		longest = max(longest, width(lines[i]))
	}
	var out []string
	open := false
	for _, l := range lines {
		trimmed := strings.TrimSpace(l)
		if open && trimmed != "" && !reNewLine().MatchString(trimmed) {
			out[len(out)-1] += trimmed
		} else {
			out = append(out, trimmed)
		}
		open = trimmed != "" && width(l)*10 >= longest*8 && !reSentenceEnd().MatchString(trimmed)
	}
	return strings.TrimSpace(strings.Join(out, "\n"))
}

// reNewLine matches what begins a line of its own in a notice: bullets, numbers, headings.
var reNewLine = lazily(`^(?:[・●○◆■□◇※*\-–—【〔(（<＜①-⑳]|[0-9０-９]{1,2}[.．、)）]|第[0-9０-９一二三四五]|記$|以上$)`)

// pdfRune folds the Kangxi radicals and compatibility forms that PDF fonts give for kanji.
func pdfRune(r rune) rune {
	switch {
	case r >= 0x2e80 && r <= 0x2fdf, r >= 0xf900 && r <= 0xfaff:
		if n := []rune(norm.NFKC.String(string(r))); len(n) == 1 {
			return n[0]
		}
	case r == 0, r == '\r':
		return -1
	}
	return r
}

// width counts columns: kana and kanji take two.
func width(s string) (n int) {
	for _, r := range s {
		n++
		if r >= 0x2e80 {
			n++
		}
	}
	return n
}

// pdfTitle is the line that says what a notice is about: the first of the head that is called like
// one, else the first that is no date, number or addressee.
func pdfTitle(lines []string) string {
	first := ""
	for i, l := range lines {
		if i > 25 || len([]rune(l)) > 100 {
			continue
		}
		l = strings.TrimSpace(l)
		if strings.HasSuffix(l, "について") || strings.HasSuffix(l, "お知らせ") || strings.HasSuffix(l, "ご報告") ||
			strings.HasSuffix(l, "お詫び") || strings.HasSuffix(l, "おわび") || strings.HasSuffix(l, "する件") || rePrimaryText().MatchString(l) && !strings.Contains(l, "。") {
			return strings.Trim(l, "「」【】")
		}
		if first == "" && findDay(l) == "" && !strings.HasSuffix(l, "各位") && !strings.HasSuffix(l, "御中") && len([]rune(l)) >= 6 {
			first = l
		}
	}
	return first
}
