package crawler

import (
	"bytes"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"github.com/saintfish/chardet"
	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

// ErrBinary is wrapped by Decode's error for content that is no text in any encoding.
var ErrBinary = errors.New("not a text")

// labels are encoding names met on Japanese pages that the WHATWG list lacks.
var labels = map[string]string{
	"cp932": "shift_jis", "ms932": "shift_jis", "cp943": "shift_jis", "cp943c": "shift_jis",
	"windows-932": "shift_jis", "win31j": "shift_jis", "x-ms-cp932": "shift_jis", "shiftjis": "shift_jis",
	"shift_jis-2004": "shift_jis", "shift_jisx0213": "shift_jis", "x-shift_jis": "shift_jis",
	"eucjp": "euc-jp", "eucjp-win": "euc-jp", "eucjp-ms": "euc-jp", "euc_jp": "euc-jp", "cp51932": "euc-jp",
	"ujis": "euc-jp", "euc-jisx0213": "euc-jp",
	"cp50220": "iso-2022-jp", "cp50221": "iso-2022-jp", "iso-2022-jp-1": "iso-2022-jp",
	"iso-2022-jp-ms": "iso-2022-jp", "jis": "iso-2022-jp",
	"utf8n": "utf-8", "utf-8n": "utf-8", "utf8mb4": "utf-8", "utf_8": "utf-8",
}

var (
	reMetaCharset = lazily(`(?is)<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_:.-]{3,30})`)
	reXMLEncoding = lazily(`(?is)^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-z0-9_:.-]{3,30})["']`)
	reJISEscape   = lazily(`\x1b(\$[@B]|\([BJI])`)
)

// Decode turns bytes into UTF-8 text without a byte-order mark and names the encoding it took.
// In this order: byte-order mark, valid UTF-8, an ISO-2022-JP escape; after that whichever of the
// header's label, the document's label, the detector's guess and the Japanese encodings leaves
// the fewest unreadable characters, earlier ones winning a tie. Labels are believed last because
// so many are wrong. Content that is no text gives an error that wraps ErrBinary.
func Decode(body []byte, contentType string) (text, name string, err error) {
	if enc, bom := byteOrderMark(body); enc != nil {
		out, err := enc.NewDecoder().Bytes(body)
		if err != nil {
			return "", "", fmt.Errorf("crawler: decode %s: %w", bom, err)
		}
		return string(bytes.TrimPrefix(out, []byte("\uFEFF"))), bom, nil
	}
	if what := binaryKind(body); what != "" {
		return "", "", fmt.Errorf("crawler: decode: %w: it looks like %s", ErrBinary, what)
	}
	if utf8.Valid(body) && !reJISEscape().Match(body) {
		return string(body), "utf-8", nil
	}
	best := -1
	for _, label := range candidates(body, contentType) {
		enc, canonical := lookup(label)
		if enc == nil {
			continue
		}
		out, err := enc.NewDecoder().Bytes(body)
		if err != nil {
			continue
		}
		if n := unreadable(out); best < 0 || n < best {
			text, name, best = string(out), canonical, n
		}
	}
	// One bad character in eight is more than any damaged page has and less than noise gives.
	if best < 0 || best > 10*utf8.RuneCountInString(text)/8 {
		return "", "", fmt.Errorf("crawler: decode: %w: no encoding makes sense of its bytes", ErrBinary)
	}
	return text, name, nil
}

// candidates lists labels to try, most trusted first.
func candidates(body []byte, contentType string) []string {
	if reJISEscape().Match(body) {
		return []string{"iso-2022-jp", "utf-8"}
	}
	var list []string
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		list = append(list, params["charset"])
	}
	head := body[:min(len(body), 16<<10)] // a comment or script before the meta can be long
	if m := reXMLEncoding().FindSubmatch(head); m != nil {
		list = append(list, string(m[1]))
	}
	if m := reMetaCharset().FindSubmatch(head); m != nil {
		list = append(list, string(m[1]))
	}
	if r, err := chardet.NewHtmlDetector().DetectBest(body[:min(len(body), 64<<10)]); err == nil {
		list = append(list, r.Charset)
	}
	return append(list, "utf-8", "shift_jis", "euc-jp")
}

// lookup finds an encoding by label. Single-byte Western ones can read anything, so they come
// back as nil: on a Japanese page they are always a false label.
func lookup(label string) (encoding.Encoding, string) {
	label = strings.ToLower(strings.TrimSpace(label))
	if canonical, ok := labels[label]; ok {
		label = canonical
	}
	enc, canonical := charset.Lookup(label)
	switch {
	case enc == nil, strings.HasPrefix(canonical, "windows-125"), strings.HasPrefix(canonical, "iso-8859-"),
		canonical == "macintosh", canonical == "replacement", canonical == "x-user-defined":
		return nil, ""
	case canonical == "utf-8":
		return unicode.UTF8, canonical
	case canonical == "iso-2022-jp":
		return japanese.ISO2022JP, canonical
	}
	return enc, canonical
}

// unreadable weighs what a wrong encoding leaves behind: 10 for a replacement, control or
// private-use character, 1 for half-width katakana and accented Latin, which are rare in
// Japanese news and are what Shift_JIS makes of EUC-JP and of UTF-8.
func unreadable(text []byte) int {
	n := 0
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		switch {
		case r == utf8.RuneError, r < ' ' && r != '\t' && r != '\n' && r != '\r' && r != '\f',
			r >= 0x7f && r < 0xa0, r >= 0xe000 && r <= 0xf8ff:
			n += 10
		case r >= 0xff61 && r <= 0xff9f, r >= 0xc0 && r <= 0x24f:
			n++
		}
	}
	return n
}

func byteOrderMark(body []byte) (encoding.Encoding, string) {
	switch {
	case bytes.HasPrefix(body, []byte{0xef, 0xbb, 0xbf}):
		return unicode.UTF8, "utf-8"
	case bytes.HasPrefix(body, []byte{0xfe, 0xff}):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "utf-16be"
	case bytes.HasPrefix(body, []byte{0xff, 0xfe}):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "utf-16le"
	}
	return nil, ""
}

// binaryKind says what a body is that is no text, or "".
func binaryKind(body []byte) string {
	kind := http.DetectContentType(body)
	if strings.HasPrefix(kind, "text/") {
		kind = ""
	}
	// The sniffer reads 512 bytes only and calls text with one stray control byte binary.
	control := 0
	for _, b := range body {
		if b < ' ' && b != '\t' && b != '\n' && b != '\r' && b != '\f' && b != 0x1b {
			control++
		}
	}
	switch {
	case control*200 > len(body):
		if kind == "" || kind == "application/octet-stream" {
			return "binary data"
		}
		return kind
	case kind == "application/octet-stream":
		return ""
	}
	return kind
}

// forced decodes by an operator's word, bad characters and all.
func forced(body []byte, label string) decoded {
	enc, canonical := lookup(label)
	if enc == nil {
		enc, canonical = unicode.UTF8, "utf-8"
	}
	out, err := enc.NewDecoder().Bytes(body)
	if err != nil {
		out = bytes.ToValidUTF8(body, []byte("\uFFFD"))
	}
	return decoded{strings.TrimPrefix(string(out), "\uFEFF"), canonical}
}
