package extract

import (
	"regexp/syntax"
	"slices"
	"testing"
)

func TestNeededWords(t *testing.T) {
	for _, c := range []struct {
		expr string
		want []string
	}{
		{`紛失|置き?忘れ`, []string{"紛失", "忘れ"}},
		{`メール[^。]{0,60}誤って`, []string{"メール"}},
		{`(誤|別)の?封筒`, []string{"封筒"}},
		{`[0-9]+通`, []string{"通"}},
		{`紛失|[^。]*`, nil},
		{`(紛失)?`, nil},
	} {
		tree, err := syntax.Parse(c.expr, syntax.Perl)
		if err != nil {
			t.Fatal(err)
		}
		if got := neededWords(tree.Simplify()); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.expr, got, c.want)
		}
	}
}
