package web

import (
	"fmt"
	"io"
	"strings"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
)

// writeMarkdown writes what was read as a summary for people, in CommonMark.
func writeMarkdown(w io.Writer, v visit, p answer.Paste, r extract.Reading) error {
	d := p.Document()
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n", markdown(d.Title))
	if d.Published != nil {
		published, err := say(v.lang, "markdown.published", *d.Published)
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n%s\n", published)
	}
	if len(r.Incidents) == 0 {
		none, err := say(v.lang, "paste.none")
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n%s\n", none)
	}
	c := cards{lang: v.lang}
	for i, inc := range r.Incidents {
		heading, err := say(v.lang, "card.heading", i+1, len(r.Incidents))
		if err != nil {
			return err
		}
		fmt.Fprintf(&b, "\n## %s\n\n", heading)
		for _, row := range c.rows(inc) {
			name, err := say(v.lang, row.Key)
			if err != nil {
				return err
			}
			fmt.Fprintf(&b, "- **%s**\n", name)
			for _, value := range row.Values {
				b.WriteString("  - " + markdown(value.Text))
				if value.Role != "" {
					b.WriteString(" (" + value.Role + ")")
				}
				b.WriteString("\n")
			}
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// markdown is text on one line in which no character has a meaning in CommonMark.
func markdown(s string) string {
	var b strings.Builder
	for _, r := range wording.OneLine(s) {
		if strings.ContainsRune("\\`*_{}[]()<>#+-.!|~&:", r) {
			b.WriteByte('\\')
		}
		b.WriteRune(r)
	}
	return b.String()
}
