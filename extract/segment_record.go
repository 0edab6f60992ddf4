package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

var (
	// formLabel is the label of a field in a form: 発生:10月4日 判明:同月6日; partedLabel that of
	// one whose field a space parts from it: 担当課 税務課.
	formLabel   = pattern.New(`(?:^|[\s・])([^\s:、。・「」()0-9]{2,8}):`)
	partedLabel = pattern.New(`^[・○●]?\s?([^\s:、。・「」()0-9]{2,8})[\s:]+[^\s]`)
	// eventLabel asks what happened, when or why, as only the form of a case does.
	eventLabel = pattern.New(`^(?:いつ|どうして|なぜ|何が|きっかけ|(?:発生|発覚|判明|覚知|把握|公表|発表)(?:日|日時|年月日|時期|経緯)?|日時|事案|事故|事件|経緯|経過|原因|出来事|できごと)`)
)

// aloneLabel is a label on a line of its own, its field on the next, as the cells of a table
// are that was pasted.
var aloneLabel = pattern.New(`^[^\s:、。・「」0-9]{2,10}$`)

// fieldLabel is the label of the field that a line is or opens, "" if there is none.
func fieldLabel(text string) string {
	if aloneLabel.MatchString(text) {
		return text
	}
	if m := partedLabel.FindStringSubmatchIndex(firstRunes(text, 16)); m != nil {
		return text[m[2]:m[3]]
	}
	return ""
}

// formHeads are the lines with which the forms begin whose labels stand on lines of their
// own, or at the head of these: those that are like the first of the lines that come again.
func (d *document) formHeads() []int {
	at := map[string][]int{}
	var order []string
	for i, l := range d.lines {
		if i <= d.titleLine || l.zone == aside {
			continue
		}
		text := fieldLabel(d.text(l))
		if text == "" {
			continue
		}
		if at[text] == nil {
			order = append(order, text)
		}
		at[text] = append(at[text], i)
	}
	order = slices.DeleteFunc(order, func(label string) bool { return len(at[label]) < 2 })
	for k, label := range order {
		heads, fields := at[label], 0
		for _, other := range order[k:min(len(order), k+mostFields)] {
			if n := len(at[other]); n == len(heads) && at[other][0] < heads[1] && at[other][n-1] > heads[n-1] {
				fields++
			}
		}
		if fields >= leastFields {
			return heads
		}
	}
	return nil
}

// leastFields is how many fields the forms of a list have in common at least; mostFields
// bounds the fields, and mostFormLines the lines, that are looked at of one.
const (
	leastFields   = 3
	mostFields    = 24
	mostFormLines = 60
)

// markRecords finds whether the groups of a series fill one form about a case each: fields
// that all of them have, or all but one, among them one of what happened, when or why. Those
// that do are cases of their own.
func (d *document) markRecords(groups []group) {
	in := map[string]int{}
	labels := make([]map[string]bool, len(groups))
	for i, g := range groups {
		labels[i] = map[string]bool{}
		for _, l := range d.lines[g.first:min(g.end, g.first+mostFormLines)] {
			text := firstRunes(d.text(l), 60)
			for _, m := range formLabel.FindAllStringSubmatchIndex(text, -1) {
				labels[i][text[m[2]:m[3]]] = true
			}
			if label := fieldLabel(text); label != "" {
				labels[i][label] = true
			}
		}
		for label := range labels[i] {
			in[label]++
		}
	}
	fields, event := 0, false
	for label, n := range in {
		if n < max(2, len(groups)-1) {
			delete(in, label)
			continue
		}
		fields++
		event = event || eventLabel.MatchString(label)
	}
	if !event || fields < leastFields {
		return
	}
	for i := range groups {
		filled := 0
		for label := range labels[i] {
			if in[label] > 0 {
				filled++
			}
		}
		groups[i].record = filled >= leastFields
		groups[i].numbered = groups[i].numbered || groups[i].record
	}
}
