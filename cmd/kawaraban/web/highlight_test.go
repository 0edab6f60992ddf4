package web

import (
	"fmt"
	"strings"
	"testing"
	"testing/quick"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
)

func TestHighlight(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		spans []span
		want  string
	}{
		"none":     {"本文", nil, "本文"},
		"one":      {"計10件が流出", []span{{1, 4, "count", "v1"}}, "計[count v1:10件]が流出"},
		"two of a": {"氏名", []span{{0, 2, "category", "v1"}, {0, 2, "category", "v2"}}, "[category v1 v2:氏名]"},
		"nested":   {"あいうえ", []span{{1, 2, "count", "in"}, {0, 4, "date", "out"}}, "[date out:あ][count out in:い][date out:うえ]"},
		"crossing": {"あいうえ", []span{{0, 2, "date", "a"}, {1, 3, "count", "b"}}, "[date a:あ][count a b:い][count b:う]え"},
		"touching": {"あい", []span{{0, 1, "date", "a"}, {1, 2, "date", "b"}}, "[date a:あ][date b:い]"},
		"beyond":   {"あい", []span{{1, 3, "date", "a"}, {-1, 1, "date", "b"}, {1, 1, "date", "c"}}, "あい"},
		"hostile":  {"あ\x1bい\u202Eう", []span{{0, 2, "date", "a"}}, "[date a:あ␛]い⟨U+202E⟩う"},
		"no UTF-8": {"あ\xffい", []span{{2, 3, "date", "a"}}, "あ\uFFFD[date a:い]"},
		"empty":    {"", []span{{0, 1, "date", "a"}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			pieces, anchors := highlight(c.text, "", c.spans)
			if got := drawn(pieces); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
			for value, id := range anchors {
				found := false
				for _, p := range pieces {
					found = found || p.ID == id && strings.Contains(" "+p.Values+" ", " "+value+" ")
				}
				if !found {
					t.Errorf("%s is said to be proven at %s", value, id)
				}
			}
		})
	}
}

func drawn(pieces []piece) string {
	var b strings.Builder
	for _, p := range pieces {
		switch {
		case p.Left > 0:
			fmt.Fprintf(&b, "<%d>", p.Left)
		case p.Slot != "":
			fmt.Fprintf(&b, "[%s %s:%s]", p.Slot, p.Values, p.Text)
		default:
			b.WriteString(p.Text)
		}
	}
	return b.String()
}

// Of a long text its beginning shows and what stands around the evidence, no character is
// lost in the count, and no more than the limit shows.
func TestHighlightLong(t *testing.T) {
	const n = 100_000
	var spans []span
	for at := 0; at < n; at += 700 {
		spans = append(spans, span{at, at + 5, "count", fmt.Sprint("v", at)})
	}
	pieces, _ := highlight(strings.Repeat("あ", n), "", append(spans, span{n - 3, n, "date", "last"}))
	shown, left := 0, 0
	for _, p := range pieces {
		shown += len([]rune(p.Text))
		left += p.Left
	}
	if shown+left != n || shown > shownText || shown < shownText/2 {
		t.Errorf("%d characters show and %d are left out of %d", shown, left, n)
	}
	pieces, anchors := highlight(strings.Repeat("あ", n), "", []span{{n - 3, n, "date", "last"}})
	if anchors["last"] == "" || len(pieces) != 4 {
		t.Errorf("the evidence at the end does not show: %d pieces", len(pieces))
	}
}

// Whatever spans are given, the pieces hold the whole text once, in order.
func TestHighlightKeepsTheText(t *testing.T) {
	keeps := func(text string, a, b, c, d uint8) bool {
		text = strings.ReplaceAll(text, "\r", "") // a cut between CR and LF shows the CR
		pieces, _ := highlight(text, "", []span{{int(a) - 2, int(b), "date", "v1"}, {int(c), int(d), "count", "v2"}})
		var all strings.Builder
		for _, p := range pieces {
			all.WriteString(p.Text)
		}
		return all.String() == wording.Clean(string([]rune(text)))
	}
	if err := quick.Check(keeps, &quick.Config{MaxCount: 2000}); err != nil {
		t.Error(err)
	}
}
