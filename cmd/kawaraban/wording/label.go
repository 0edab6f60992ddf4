package wording

import "github.com/kawaraban/kawaraban/store"

// A Lang is a language that people read.
type Lang string

const (
	JA Lang = "ja"
	EN Lang = "en"
)

// Label is the label of a code, by its kind in the table labels; the code itself where it
// is unknown. "exact" has none in Japanese.
func Label(lang Lang, kind, code string) string {
	c, ok := store.Label(kind, code)
	switch {
	case !ok:
		return code
	case lang == JA:
		return c.LabelJA
	}
	return c.LabelEN
}
