package main

import (
	"io"
	"os"

	"github.com/jedib0t/go-pretty/v6/text"
	"golang.org/x/term"
)

func init() {
	// Under LANG=ja_JP go-pretty would count ①, ※ and … as two columns wide; the
	// terminals of today draw them in one. The same text is laid out the same everywhere.
	text.OverrideRuneWidthEastAsianWidth(false)
}

// A style says how a table may look where it is printed.
type style struct {
	color bool
	width int // columns
}

// colorModes are the values of --color.
var colorModes = []string{"auto", "always", "never"}

// newStyle looks at what w is; color is one of colorModes.
func newStyle(w io.Writer, color string) style {
	st := style{color: color == "always", width: 100}
	if isTerminal(w) {
		if color == "auto" {
			st.color = os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
		}
		if width, _, err := term.GetSize(int(w.(*os.File).Fd())); err == nil && width > 0 {
			st.width = min(max(width, 60), 140)
		}
	}
	return st
}

// paint colours s, if colours are wanted.
func (st style) paint(c text.Colors, s string) string {
	if !st.color || s == "" {
		return s
	}
	return c.EscapeSeq() + s + text.EscapeReset
}
