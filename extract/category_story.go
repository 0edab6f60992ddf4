package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// readCategories chooses, of the kinds of data named in the text, those that the story
// of a block says were exposed or not exposed.
func (d *document) readCategories(b *block, m *mentions, tells []bool) []Category {
	out := []Category{}
	exposed := map[string]bool{}
	for pass := range 2 {
		for _, c := range m.categories {
			k := d.sentenceAt(c.start)
			if k < 0 || !b.in[k] || c.code == "personal_info" || (c.said >= saidNotKept) != (pass == 1) || !d.tellsOfData(b, c, k, tells[k]) {
				continue
			}
			// that it is not kept says little where it was caught on its way in
			if c.said == saidNotKept && exposed[c.code] {
				continue
			}
			status := "exposed"
			if c.said >= saidNotKept {
				status = "not_exposed"
			} else {
				exposed[c.code] = true
			}
			out = d.addCategory(out, c, status)
		}
	}
	return out
}

// question begins the question of an FAQ, which asserts nothing.
var question = pattern.New(`^[・■●▼]?[QＱ][0-9]*[ .:、]|^(?:質問|問)[0-9]*[ .:、]`)

// requested sentences ask something of their readers.
var requested = pattern.New(`(?:ご注意|お気をつけ|お気を付け|ご用心|応じない[^。]{0,6}|削除して|変更して)[^。]{0,6}(?:ください|下さい|お願い)[^。]{0,14}。?$`)

// tellsOfData says that mention c, in sentence k, is licensed as data of the story: in a
// sentence of the breach, in an enumeration, or as what a record is said to hold or not.
func (d *document) tellsOfData(b *block, c categoryMention, k int, told bool) bool {
	z := d.lines[d.lineAt(c.start)].zone
	if z != story && !(z == title && !b.own) {
		return false
	}
	if d.asks(k).Match(question) {
		return false
	}
	if t := d.asks(k); t.Match(requested) && c.said != saidLeaked || !told && !c.list && c.said < saidSent && t.Match(otherCase) {
		return false
	}
	if told || c.said >= saidNotKept {
		return true
	}
	if kind := d.lines[d.lineAt(c.start)].kind; c.list && (kind == item || kind == row) {
		return true
	}
	return (c.list || c.object && !(c.plain && c.said == saidSent) || c.said == saidHeld && !c.plain) && !d.asks(k).Match(hypothetical)
}

// most spans shown as the evidence of one category.
const maxCategoryEvidence = 4

func (d *document) addCategory(list []Category, c categoryMention, status string) []Category {
	for i := range list {
		o := &list[i]
		if o.Code == c.code && o.Status == status {
			if len(o.Evidence) < maxCategoryEvidence {
				o.Evidence = append(o.Evidence, d.evidence(c.start, c.end))
			}
			return list
		}
	}
	sure := mediumConfidence
	if c.list {
		sure = highConfidence
	}
	return append(list, Category{Code: c.code, Status: status, Text: d.original(c.start, c.end),
		Proof: Proof{Rule: c.rule, Confidence: sure, Evidence: []Evidence{d.evidence(c.start, c.end)}}})
}
