package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestNameLexicon holds that no part of names is listed twice, and that the weak endings
// are endings.
func TestNameLexicon(t *testing.T) {
	seen := map[string]string{}
	for line := range lexiconLines(orgsTSV) {
		kind, list, _ := strings.Cut(line, "\t")
		for word := range strings.SplitSeq(list, "|") {
			if seen[word] != "" {
				t.Errorf("%q is of %s and of %s", word, seen[word], kind)
			}
			seen[word] = kind
		}
	}
	for w := range weakEndings {
		if seen[w] == "" || seen[w] == "legal" || seen[w] == "latin" {
			t.Errorf("the weak ending %q is no ending", w)
		}
	}
	notNames := map[string]bool{}
	for line := range lexiconLines(notNamesTXT) {
		for word := range strings.FieldsSeq(line) {
			if w := foldWord(word); notNames[w] {
				t.Errorf("%q is listed twice among the words that are no names", word)
			} else {
				notNames[w] = true
			}
		}
	}
	var prefectures []string
	for _, p := range places().list {
		if p.prefecture == "" {
			prefectures = append(prefectures, p.name)
		}
	}
	if len(prefectures) != 47 {
		t.Errorf("%d prefectures", len(prefectures))
	}
	for _, p := range prefectures {
		if short, ok := strings.CutSuffix(p, "県"); ok && !slices.Contains(strings.Split(shortPrefectures, "|"), short) {
			t.Errorf("shortPrefectures lack %s", short)
		}
	}
	for _, p := range places().list {
		if p.prefecture != "" && !slices.Contains(prefectures, p.prefecture) {
			t.Errorf("%s lies in no prefecture, %q", p.name, p.prefecture)
		}
	}
}
