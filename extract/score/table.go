package score

import (
	"fmt"
	"io"
	"strings"
)

// WriteTable prints the result for people, one slot a line; F1 of the core comes last.
func (r Result) WriteTable(w io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%d documents, %d incidents\n", r.Documents, r.Incidents)
	fmt.Fprintf(&b, "%-16s%7s%7s%7s   %6s%6s%7s\n", "slot", "P", "R", "F1", "right", "wrong", "missed")
	for _, s := range r.Slots {
		writeRow(&b, s.Name, s.Tally)
	}
	b.WriteString("by genre (core):\n")
	for _, g := range r.Genres {
		writeRow(&b, fmt.Sprintf("  %s (%d)", g.Name, g.Documents), g.Tally)
	}
	fmt.Fprintf(&b, "evidence spans: %d right, %d wrong\n", r.EvidenceRight, r.EvidenceWrong)
	writeRow(&b, "core", r.Core)
	_, err := io.WriteString(w, b.String())
	return err
}

func writeRow(b *strings.Builder, name string, t Tally) {
	fmt.Fprintf(b, "%-16s%7.3f%7.3f%7.3f   %6d%6d%7d\n", name, t.Precision(), t.Recall(), t.F1(), t.Right, t.Wrong, t.Missed)
}
