package web

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
)

// The text that a page shows of one article, in characters: all of it up to shownText,
// of a longer one its beginning and what stands around the evidence.
const (
	shownText  = 20_000
	shownHead  = 1_000
	shownAside = 200
)

// A span is evidence of a value, in code points.
type span struct {
	start, end int
	slot       string
	value      string // id of the value on the page
}

// A piece is a stretch of text under the same spans.
type piece struct {
	Text string // with invisible characters made visible
	// Slot is of the innermost span, "" outside of all; Values are the ids of the values
	// that the text proves, parted by spaces, First the one of the innermost span.
	Slot, Values, First string
	ID                  string // of the piece on the page, where it proves something
	Left                int    // characters that are left out here; Text is "" then
}

// highlight cuts a text at the ends of spans. It returns with the pieces the id of the
// first piece of each value; prefix makes ids unique on a page.
func highlight(text, prefix string, spans []span) (pieces []piece, anchors map[string]string) {
	runes := []rune(text)
	spans = slices.DeleteFunc(slices.Clone(spans), func(s span) bool {
		return s.start < 0 || s.start >= s.end || s.end > len(runes)
	})
	slices.SortStableFunc(spans, func(a, b span) int { return cmp.Or(a.start-b.start, b.end-a.end) })
	cuts := []int{0, len(runes)}
	for _, s := range spans {
		cuts = append(cuts, s.start, s.end)
	}
	shown := windows(len(runes), spans)
	for _, w := range shown {
		cuts = append(cuts, w[0], w[1])
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)

	anchors = map[string]string{}
	var open []span
	next, window, marks := 0, 0, 0
	for i := 0; i+1 < len(cuts); i++ {
		from, to := cuts[i], cuts[i+1]
		open = slices.DeleteFunc(open, func(s span) bool { return s.end <= from })
		for ; next < len(spans) && spans[next].start == from; next++ {
			open = append(open, spans[next])
		}
		for window < len(shown) && shown[window][1] <= from {
			window++
		}
		if window == len(shown) || from < shown[window][0] {
			if n := len(pieces); n > 0 && pieces[n-1].Left > 0 {
				pieces[n-1].Left += to - from
			} else {
				pieces = append(pieces, piece{Left: to - from})
			}
			continue
		}
		p := piece{Text: wording.Clean(string(runes[from:to]))}
		if len(open) > 0 {
			marks++
			p.ID = fmt.Sprintf("%sm%d", prefix, marks)
			inner := open[len(open)-1]
			p.Slot, p.First = inner.slot, inner.value
			var values []string
			for _, s := range open {
				if !slices.Contains(values, s.value) {
					values = append(values, s.value)
				}
				if anchors[s.value] == "" {
					anchors[s.value] = p.ID
				}
			}
			p.Values = strings.Join(values, " ")
		}
		pieces = append(pieces, p)
	}
	return pieces, anchors
}

// windows are the parts of a text of n characters that are shown, in order and apart. The
// spans are sorted.
func windows(n int, spans []span) (shown [][2]int) {
	if n <= shownText {
		return [][2]int{{0, n}}
	}
	shown = [][2]int{{0, shownHead}}
	left := shownText - shownHead
	for _, s := range spans {
		from, to := max(s.start-shownAside, 0), min(s.end+shownAside, n)
		last := &shown[len(shown)-1]
		if more := to - max(from, last[1]); more > left {
			break
		} else if more > 0 {
			left -= more
		}
		if from <= last[1] {
			last[1] = max(last[1], to)
		} else {
			shown = append(shown, [2]int{from, to})
		}
	}
	return shown
}

// spansOf are the spans of a value's evidence in the title or in the text.
func spansOf(p extract.Proof, slot, value, in string) (spans []span) {
	for _, e := range p.Evidence {
		if e.In == in {
			spans = append(spans, span{e.Start, e.End, slot, value})
		}
	}
	return spans
}
