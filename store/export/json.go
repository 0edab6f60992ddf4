package export

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"
)

// JSON is v as JSON with a line end, Japanese and angle brackets as they are; indent is ""
// for one line. Articles are hostile text: control and format characters, which could
// repaint a terminal or turn a figure round, are escaped, which changes no value: outside
// of strings JSON has none but the line ends between.
func JSON(v any, indent string) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	out.SetIndent("", indent)
	if err := out.Encode(v); err != nil {
		return nil, fmt.Errorf("write JSON: %w", err)
	}
	if bytes.IndexFunc(b.Bytes(), invisible) < 0 {
		return b.Bytes(), nil
	}
	var escaped strings.Builder
	for _, r := range b.String() {
		switch {
		case !invisible(r):
			escaped.WriteRune(r)
		case r > 0xFFFF:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&escaped, `\u%04x\u%04x`, hi, lo)
		default:
			fmt.Fprintf(&escaped, `\u%04x`, r)
		}
	}
	return []byte(escaped.String()), nil
}

// invisible reports control and format characters but for the line end.
func invisible(r rune) bool {
	if r >= ' ' && r < 0x7f || r >= '、' && r <= '龥' {
		return false // nearly all of a text, and told at once
	}
	return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) && r != '\n'
}
