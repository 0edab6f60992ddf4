package main

import (
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
)

func TestMarked(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		marks []mark
		want  string
	}{
		"none":      {"本文", nil, "本文"},
		"one":       {"計10件が流出", []mark{{1, 4, "count", "n"}}, "計[10件]{n}が流出"},
		"same span": {"氏名", []mark{{0, 2, "category", "a"}, {0, 2, "category", "b"}, {0, 2, "category", "a"}}, "[氏名]{a; b}"},
		"nested":    {"あいうえ", []mark{{1, 2, "count", "in"}, {0, 4, "date", "out"}}, "[あ[い]{in}うえ]{out}"},
		"same end":  {"あいう", []mark{{0, 3, "date", "out"}, {1, 3, "count", "in"}}, "[あ[いう]{in}]{out}"},
		"crossing":  {"あいうえ", []mark{{0, 2, "date", "a"}, {1, 3, "count", "b"}}, "[あ[い]{a}う]{b}え"},
		"touching":  {"あい", []mark{{0, 1, "date", "a"}, {1, 2, "date", "b"}}, "[あ]{a}[い]{b}"},
		"beyond":    {"あい", []mark{{1, 3, "date", "a"}, {-1, 1, "date", "b"}, {1, 1, "date", "c"}}, "あい"},
		"hostile":   {"あ\x1bい\nう", []mark{{0, 2, "date", "x\ny"}}, "[あ␛]{x y}い\nう"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := marked(style{}, c.text, c.marks); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestMarkedInColour(t *testing.T) {
	got := marked(style{color: true}, "計10件", []mark{{1, 4, "count", "n"}})
	if want := "計\x1b[33m10件\x1b[0m\x1b[2m{n}\x1b[0m"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A title that was given apart from the text has offsets of its own.
func TestExplainTitle(t *testing.T) {
	proof := extract.Proof{Rule: "r/t", Evidence: []extract.Evidence{{Start: 0, End: 2, Text: "題名", In: "title"}, {Start: 1, End: 2, Text: "文"}}}
	r := extract.Reading{Incidents: []extract.Incident{{Organizations: []extract.Organization{{Name: "題名", Role: "breached", Proof: proof}}}}}
	var b strings.Builder
	if err := printExplained(&b, style{}, answer.Paste{Title: "題名", Text: "本文"}, r); err != nil {
		t.Fatal(err)
	}
	if want := "[題名]{breached r/t}\n\n本[文]{breached r/t}\n\n"; b.String() != want {
		t.Errorf("got %q, want %q", b.String(), want)
	}
}
