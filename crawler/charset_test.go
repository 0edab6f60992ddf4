package crawler

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

const sample = "株式会社架空商店は、顧客の氏名と電話番号が流出した可能性があると発表しました。①㈱ー～"

func encode(t testing.TB, enc encoding.Encoding, s string) []byte {
	t.Helper()
	b, err := enc.NewEncoder().Bytes([]byte(s))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestDecode(t *testing.T) {
	long := "<html><head><!--" + strings.Repeat("x", 3000) + `--><meta charset="CP932"></head><body>` + sample + "</body></html>"
	sjis, euc, jis := japanese.ShiftJIS, japanese.EUCJP, japanese.ISO2022JP
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	cases := []struct {
		name, contentType string
		body              []byte
		charset, want     string // want "" is sample
	}{
		{"plain UTF-8", "", []byte(sample), "utf-8", ""},
		{"UTF-8 with a mark", "", []byte("\xef\xbb\xbf" + sample), "utf-8", ""},
		{"UTF-8 labelled Shift_JIS", "text/html; charset=Shift_JIS", []byte(sample), "utf-8", ""},
		{"UTF-8 cut inside a character", "text/html", []byte(strings.Repeat(sample, 5) + "漏"[:2]), "utf-8", strings.Repeat(sample, 5) + "\uFFFD"},
		{"UTF-16 with a mark", "", encode(t, utf16le, sample), "utf-16le", ""},
		{"Shift_JIS without a label", "", encode(t, sjis, sample), "shift_jis", ""},
		{"Shift_JIS by header", "text/html; charset=x-sjis", encode(t, sjis, sample), "shift_jis", ""},
		{"Shift_JIS labelled UTF-8", "text/html; charset=utf-8", encode(t, sjis, sample), "shift_jis", ""},
		{"Shift_JIS labelled Latin-1", "text/html; charset=ISO-8859-1", encode(t, sjis, sample), "shift_jis", ""},
		{"Shift_JIS labelled EUC-JP", "text/html; charset=euc-jp", encode(t, sjis, sample), "shift_jis", ""},
		{"CP932 by a meta after 1,024 bytes", "text/html", encode(t, sjis, long), "shift_jis", long},
		{"EUC-JP without a label", "", encode(t, euc, sample), "euc-jp", ""},
		{"EUC-JP as eucJP-win", "text/html; charset=eucJP-win", encode(t, euc, sample), "euc-jp", ""},
		{"EUC-JP labelled Shift_JIS", "text/html; charset=Shift_JIS", encode(t, euc, sample), "euc-jp", ""},
		{"ISO-2022-JP by its escapes", "text/html; charset=utf-8", encode(t, jis, sample[:60]), "iso-2022-jp", sample[:60]},
		{"short Shift_JIS", "", encode(t, sjis, "漏えい"), "shift_jis", "漏えい"},
		{"the label decides where bytes fit two encodings", "text/html; charset=euc-jp", encode(t, euc, "癲癪瞼"), "euc-jp", "癲癪瞼"},
		{"empty", "", nil, "utf-8", "-"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			want := c.want
			switch want {
			case "":
				want = sample
			case "-":
				want = ""
			}
			text, charset, err := Decode(c.body, c.contentType)
			if err != nil {
				t.Fatal(err)
			}
			if text != want || charset != c.charset {
				t.Errorf("got %s %q\nwant %s %q", charset, text, c.charset, want)
			}
		})
	}
}

func TestDecodeRefusesBinary(t *testing.T) {
	noise := make([]byte, 4096)
	for i, x := 0, uint32(7); i < len(noise); i++ {
		x = x*1664525 + 1013904223
		noise[i] = byte(x >> 24)
	}
	high := make([]byte, 2048) // no control bytes, no text either
	for i := range high {
		high[i] = 0x80 + noise[i]&0x7f
	}
	for name, body := range map[string][]byte{
		"PDF":        []byte("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"),
		"PNG":        []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"),
		"gzip":       []byte("\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03"),
		"zip":        []byte("PK\x03\x04\x14\x00\x06\x00"),
		"noise":      noise,
		"high bytes": high,
		"zeros":      make([]byte, 100),
	} {
		t.Run(name, func(t *testing.T) {
			if text, charset, err := Decode(body, "text/html; charset=utf-8"); !errors.Is(err, ErrBinary) {
				t.Errorf("got %s %.40q, %v; want ErrBinary", charset, text, err)
			}
		})
	}
}
