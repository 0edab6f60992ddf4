// Package wording says things in the words of people, Japanese or English: codes by their labels,
// numbers as figures, and hostile text so that it does no harm where it is shown.
package wording

import (
	"fmt"
	"strings"
	"unicode"
)

// Articles are hostile text: an ESC in a headline could repaint the terminal, a bidi
// override could turn a figure round. What a person reads goes through Clean or OneLine,
// JSON goes through export.JSON.

// Clean makes invisible characters of a text visible and leaves its lines and tabs.
func Clean(s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return replaceRunes(s, func(r rune) bool { return invisible(r) && r != '\n' && r != '\t' }, visible)
}

// OneLine is Clean for a value that has to stay on one line.
func OneLine(s string) string {
	return strings.Join(strings.FieldsFunc(Clean(s), func(r rune) bool { return r == '\n' || r == '\t' }), " ")
}

// invisible reports control and format characters: C0, C1, bidi controls, zero widths,
// tags, line and paragraph separators.
func invisible(r rune) bool { return unicode.In(r, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp) }

// visible names an invisible character: ␛ for ESC, ⟨U+202E⟩ for a bidi override.
func visible(r rune) string {
	switch {
	case r < 0x20:
		return string('␀' + r)
	case r == 0x7F:
		return "␡"
	}
	return fmt.Sprintf("⟨U+%04X⟩", r)
}

func replaceRunes(s string, pick func(rune) bool, with func(rune) string) string {
	if strings.IndexFunc(s, pick) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if pick(r) {
			b.WriteString(with(r))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
