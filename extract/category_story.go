package extract

import "github.com/kawaraban/kawaraban/extract/pattern"

// A categorySeen is a kind of data named in the story of a case.
type categorySeen struct {
	categoryMention
	sentence int
	ruled    categoryStatus // what the rules say of it
	status   categoryStatus // the same, set against the wording
	// settled says that it is no data of the case whatever the wording: it serves another
	// use, or is named in a point about leaks in general.
	settled bool
	signs   signList
	// shared are the signs of its enumeration, which all members have.
	shared *signList
}

// A categoryStatus is an index of categoryStatuses, or notTold.
type categoryStatus int8

const (
	notTold categoryStatus = iota - 1 // it is no data of the case
	exposed
	notExposed
)

// categoryStatuses are the statuses of kinds of data, the outcomes of the model.
var categoryStatuses = []string{"exposed", "not_exposed"}

func (s categoryStatus) String() string {
	if s == notTold {
		return "none"
	}
	return categoryStatuses[s]
}

// A categoryFrame is what, beside its words, is known of a case when the kinds of data
// in it are read.
type categoryFrame struct {
	*block
	tells  []bool // which sentences tell the breach
	notice bool
	cause  string
}

// readCategories chooses, of the kinds of data named in the text, those that the story
// of a block says were exposed or not exposed.
func (d *document) readCategories(all []categoryMention, f *categoryFrame) []Category {
	seen := d.categoriesByRule(all, f)
	d.seeCategories(seen, f, theCategoryModel())
	for _, c := range seen {
		c.weigh(theCategoryModel())
	}
	return d.gatherCategories(seen)
}

// gatherCategories are the kinds of data that are told in a case, first those exposed.
func (d *document) gatherCategories(seen []*categorySeen) []Category {
	out := []Category{}
	for status := range categoryStatuses {
		for _, ruled := range []bool{true, false} { // a rule proves more than the wording alone
			for _, c := range seen {
				if int(c.status) == status && (c.status == c.ruled) == ruled {
					out = d.addCategory(out, c)
				}
			}
		}
	}
	return out
}

// categoriesByRule are the kinds of data named in the story of a block, with the status that
// the rules give them.
func (d *document) categoriesByRule(all []categoryMention, f *categoryFrame) (seen []*categorySeen) {
	leaked := map[string]bool{}
	for _, m := range all {
		k := d.sentenceAt(m.start)
		if k < 0 || !f.in[k] || m.code == "personal_info" {
			continue
		}
		if z := d.lines[d.lineAt(m.start)].zone; z != story && !(z == title && !f.own) {
			continue
		}
		c := &categorySeen{categoryMention: m, sentence: k, ruled: notTold, settled: m.used || d.makesPoint(k)}
		switch {
		case !m.data || !d.tellsOfData(m, k, f.tells[k]):
		case m.said >= saidNotKept:
			c.ruled = notExposed
		default:
			c.ruled = exposed
			leaked[m.code] = true
		}
		seen = append(seen, c)
	}
	for _, c := range seen {
		// that it is not kept says little where it was caught on its way in
		if c.ruled == notExposed && c.said == saidNotKept && leaked[c.code] {
			c.ruled = notTold
		}
		c.status = c.ruled
	}
	return seen
}

// makesPoint says that sentence k is a point that an author makes about leaks: – 診療情報の漏えい.
func (d *document) makesPoint(k int) bool {
	t := d.asks(k)
	return d.lines[d.sentences[k].line].kind == item && t.Match(breach) && !t.Match(past)
}

// question begins the question of an FAQ, which asserts nothing.
var question = pattern.New(`^[・■●▼]?[QＱ][0-9]*[ .:、]|^(?:質問|問)[0-9]*[ .:、]`)

// requested sentences ask something of their readers.
var requested = pattern.New(`(?:ご注意|お気をつけ|お気を付け|ご用心|応じない[^。]{0,6}|削除して|変更して)[^。]{0,6}(?:ください|下さい|お願い)[^。]{0,14}。?$`)

// tellsOfData says that mention c, in sentence k, is licensed as data of the story: in a
// sentence of the breach, in an enumeration, or as what a record is said to hold or not.
func (d *document) tellsOfData(c categoryMention, k int, told bool) bool {
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

func (d *document) addCategory(list []Category, c *categorySeen) []Category {
	status := c.status.String()
	for i := range list {
		o := &list[i]
		if o.Code == c.code && o.Status == status {
			if len(o.Evidence) < maxCategoryEvidence {
				o.Evidence = append(o.Evidence, d.evidence(c.start, c.end))
			}
			return list
		}
	}
	rule, sure := c.rule, mediumConfidence
	switch {
	case c.status != c.ruled:
		rule = categoryWording
	case c.list:
		sure = highConfidence
	}
	return append(list, Category{Code: c.code, Status: status, Text: d.original(c.start, c.end),
		Proof: Proof{Rule: rule, Confidence: sure, Evidence: []Evidence{d.evidence(c.start, c.end)}}})
}
