package extract

import (
	"slices"
	"strings"
)

// The day on which a text was written, read off the text itself.

// findBase finds the day on which a text was written: its dateline, else (hard false)
// the first full date in it. The day that closes a notice goes before one that a label in
// it tells, which may be that of a step: 投稿日 2025年3月2日.
func findBase(exprs []dateExpr, s string) (base civil, hard bool) {
	listed := repeatedLabels(exprs, s)
	closing := closingDateline(exprs, s)
	for _, e := range exprs {
		p := e.from
		if e.interval || p.year == 0 || p.short || p.day == 0 {
			continue
		}
		c := civil{p.year, p.month, p.day}
		if isDateline(s, e) && !listed[labelInLine(s, e)] && !amidProse(s, e) {
			if closing.after(c) {
				return closing, true
			}
			return c, true
		}
		if !base.known() {
			base = c
		}
	}
	return base, false
}

// closingDateline is the last full date of a text, where it stands alone in a line behind all
// sentences, or unknown.
func closingDateline(exprs []dateExpr, s string) civil {
	last := strings.LastIndex(s, "。")
	for _, e := range slices.Backward(exprs) {
		if last < 0 || e.start < last {
			break
		}
		if p := e.from; !e.interval && p.year != 0 && !p.short && p.day != 0 && labelInLine(s, e) == "" && isDateline(s, e) {
			return civil{p.year, p.month, p.day}
		}
	}
	return civil{}
}

// amidProse says that a date which no label names stands between sentences, where a line
// of its own is a step of the story and not the day of writing.
func amidProse(s string, e dateExpr) bool {
	label := labelInLine(s, e)
	return strings.Contains(s[:e.start], "。") && strings.Contains(s[e.tail:], "。") &&
		!slices.ContainsFunc(datelineWords, func(w string) bool { return strings.Contains(label, w) })
}

// repeatedLabels are the words that head a full date in more than one line: a list of
// cases, each with the day of its own announcement.
func repeatedLabels(exprs []dateExpr, s string) map[string]bool {
	dates := map[string]civil{}
	repeated := map[string]bool{}
	for _, e := range exprs {
		label := labelInLine(s, e)
		if label == "" || e.from.day == 0 || e.interval {
			continue
		}
		c := civil{e.from.year, e.from.month, e.from.day}
		if old, ok := dates[label]; ok && old != c {
			repeated[label] = true
		}
		dates[label] = c
	}
	return repeated
}

// labelInLine is what stands in front of a date in its line, at most 60 bytes of it.
func labelInLine(s string, e dateExpr) string {
	from := max(0, e.start-60)
	before := s[from:e.start]
	return strings.Trim(before[strings.LastIndexByte(before, '\n')+1:], " \t:・")
}

// datelineWords label the day on which a text appeared.
var datelineWords = []string{"掲載", "公開", "更新", "配信", "発表日", "公表日", "発行", "投稿", "作成日", "日付"}

// isDateline tells that the date stands alone in its line, but for a label, a place or
// the name of a paper.
func isDateline(s string, e dateExpr) bool {
	start := strings.LastIndexByte(s[max(0, e.start-120):e.start], '\n') + 1 + max(0, e.start-120)
	end := len(s)
	if n := strings.IndexByte(s[e.end:min(len(s), e.end+120)], '\n'); n >= 0 {
		end = e.end + n
	}
	if end-e.end > 60 || e.start-start > 60 {
		return false
	}
	before := s[start:e.start]
	rest := strings.TrimFunc(before+s[e.tail:max(end, e.tail)], func(c rune) bool {
		return strings.ContainsRune(" \t\u3000()[]【】<>〈〉:|/-・,※■●", c)
	})
	if rest == "" {
		return true
	}
	if strings.HasPrefix(before, "(") && anySuffix(before, " - ", " | ") {
		return true // (青葉ニュース - 2025/03/07)
	}
	labelled := slices.ContainsFunc(datelineWords, func(w string) bool { return strings.Contains(before, w) })
	return labelled || !strings.ContainsFunc(rest, func(c rune) bool { return c >= 0x3000 })
}
