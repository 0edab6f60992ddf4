package extract

import (
	"strings"
	"testing"
)

// TestQuotedContexts checks the examples of each place of a name in corner brackets.
func TestQuotedContexts(t *testing.T) {
	quoted := func(text string) bool {
		i, j := strings.Index(text, "「"), strings.Index(text, "」")
		return tellsQuoted(text[i+len("「"):j], text[:i], text[j+len("」"):])
	}
	for i, c := range quotedContexts {
		if c.hit == "" || c.miss == "" {
			t.Errorf("context %d lacks an example", i)
			continue
		}
		if !quoted(c.hit) {
			t.Errorf("context %d: no body in %q", i, c.hit)
		}
		if quoted(c.miss) {
			t.Errorf("context %d: a body in %q", i, c.miss)
		}
	}
}

func TestTellsQuoted(t *testing.T) {
	for _, c := range []struct {
		text string
		want bool
	}{
		{"学童保育「しずくのいえ」の担当者が置き忘れた。", true},
		{"保育園「しずくのいえ」の名簿。", true},
		{"「しずくのいえ」は9日、名簿を失くしたと発表しました。", true},
		{"スーパー「フレッシュ丸八」への納品が遅れた。", true},
		{"架空の通販会社「しずくのいえ」が被害に遭う筋書きだ。", false},
		{"業者「設定を誤る」", false},
		{"雑貨店「しずくのいえ」を運営する会社が発表した。", false},
		{"システム「しずくのいえ」は9日、公表した。", false},
		{"同社は「外部に漏れた可能性は低い」と公表した。", false},
	} {
		i, j := strings.Index(c.text, "「"), strings.Index(c.text, "」")
		if got := tellsQuoted(c.text[i+len("「"):j], c.text[:i], c.text[j+len("」"):]); got != c.want {
			t.Errorf("%q: %t", c.text, got)
		}
	}
}
