package extract

import (
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// attachSteps takes the steps of a row: the last verb of each clause, each role once.
func attachSteps(text string, acts []act) []act {
	var out []act
	var spare *act
	have := map[string]bool{}
	for i := range acts {
		a := &acts[i]
		if said := text[strings.LastIndex(text[:a.start], "。")+1 : a.start]; strings.Contains(said, "§") && !(a.role == "detected" && tellsOf.MatchString(said)) {
			continue // of another date in the row
		}
		if a.link == linkQuote || a.link == linkAdnominal || a.link == linkWhen && a.role == "response" || toldWithNext(text, acts, i) || a.role == "occurred" && toldByOther.MatchString(text[:a.start]+"§"+text[a.end:]) {
			if spare == nil {
				spare = a
			}
			continue
		}
		if have[a.role] || a.role == "occurred" && len(out) > 0 || a.weak && a.role == "detected" && len(out) > 0 {
			continue
		}
		have[a.role] = true
		out = append(out, *a)
	}
	if len(out) == 0 && spare != nil {
		return []act{*spare}
	}
	return out
}

// toldByOther is what another tells, with its verb as §: 業者より、感染したが漏えいはないとの報告.
var toldByOther = pattern.New(`(?:から|より)、?[^。§]*§[^。]{0,60}(?:との|と[^。、]{0,10}より)(?:報告|連絡|説明|通知|情報|第一報|一報)[^。]{0,4}(?:が|を|あ|。|、|$)`)

// reportNamed is a day that a report names, one of a row of them: (9日) 第2報:流出を確認,
// (9日):人数を改めた続報.
var reportNamed = pattern.New(`^[\s|:、(]*(?:第[0-9一二三四五六七八九十]+報|続報|初報)(?:$|。|[\s|:)(])|^[\s|:]+[^、。§]{1,30}[たのる](?:第[0-9一二三四五六七八九十]+報|続報|初報)(?:$|。)`)
