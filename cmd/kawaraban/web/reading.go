package web

import (
	"fmt"
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
)

// How many incidents of one article a page shows, and how many values in a row of each.
const (
	shownIncidents = 30
	shownValues    = 40
)

// A reading is an article with what was read in it, as a page shows both.
type reading struct {
	Title, Text []piece
	Cards       []card
	More        int // incidents that are not shown
	Legend      []string
}

// A card is one incident.
type card struct {
	Number, Of int
	Rows       []row
}

// A row is what a card says on one subject.
type row struct {
	Slot   string // colour and heading
	Key    string // of the heading's message
	Values []value
	More   int // values that are not shown
}

// A value is one thing that was read.
type value struct {
	ID     string // on the page
	Mark   string // id of the first words that prove it, "" where they are not shown
	Text   string
	Role   string // label of its role, "" where it has none
	Detail string // what is said besides
	extract.Proof
}

// slots are the kinds of values in the order of a card.
var slots = []string{"organization", "service", "date", "count", "category", "cause", "exposure"}

// newReading lays out an article and its incidents; prefix makes ids unique on a page.
func newReading(l lang, prefix string, a extract.Article, incidents []extract.Incident) reading {
	var rd reading
	rd.More = max(0, len(incidents)-shownIncidents)
	incidents = incidents[:len(incidents)-rd.More]
	c := cards{lang: l, prefix: prefix}
	for i, inc := range incidents {
		rd.Cards = append(rd.Cards, card{i + 1, len(incidents) + rd.More, c.rows(inc)})
	}
	var inTitle, inText map[string]string
	rd.Title, inTitle = highlight(a.Title, prefix+"t", c.title)
	rd.Text, inText = highlight(strings.TrimRight(a.Text, " \t\r\n　"), prefix, c.text)
	for _, card := range rd.Cards {
		for _, r := range card.Rows {
			for i := range r.Values {
				v := &r.Values[i]
				if v.Mark = inTitle[v.ID]; v.Mark == "" {
					v.Mark = inText[v.ID]
				}
			}
		}
	}
	for _, slot := range slots {
		has := func(s span) bool { return s.slot == slot }
		if slices.ContainsFunc(c.title, has) || slices.ContainsFunc(c.text, has) {
			rd.Legend = append(rd.Legend, slot)
		}
	}
	return rd
}

// cards collects the values of incidents and the spans that prove them.
type cards struct {
	lang        lang
	prefix      string
	values      int
	title, text []span
}

func (c *cards) value(slot, text, role, detail string, p extract.Proof) value {
	c.values++
	v := value{ID: fmt.Sprintf("%sv%d", c.prefix, c.values), Text: text, Role: role, Detail: detail, Proof: p}
	c.title = append(c.title, spansOf(p, slot, v.ID, "title")...)
	c.text = append(c.text, spansOf(p, slot, v.ID, "")...)
	return v
}

// rows are those of one incident that it fills.
func (c *cards) rows(inc extract.Incident) (rows []row) {
	add := func(r row) {
		if len(r.Values) > 0 {
			rows = append(rows, r)
		}
	}
	label := func(kind, code string) string { return wording.Label(c.lang, kind, code) }
	add(rowOf("organization", "slot.organization", inc.Organizations, func(o extract.Organization) value {
		return c.value("organization", o.Name, label("party_role", o.Role), strings.Join(o.Also, " / "), o.Proof)
	}))
	add(rowOf("service", "slot.service", inc.Services, func(s extract.Service) value {
		return c.value("service", s.Name, "", "", s.Proof)
	}))
	dates := slices.Clone(inc.Dates)
	slices.SortStableFunc(dates, func(a, b extract.Date) int { return strings.Compare(a.Date, b.Date) })
	add(rowOf("date", "slot.date", dates, func(d extract.Date) value {
		return c.value("date", interval(d.Date, d.End), label("date_role", d.Role), "", d.Proof)
	}))
	add(rowOf("count", "slot.count", inc.Counts, func(n extract.Count) value {
		return c.value("count", wording.Figure(c.lang, n), label("count_role", n.Role), n.Subject, n.Proof)
	}))
	for _, status := range []string{"exposed", "not_exposed"} {
		of := slices.DeleteFunc(slices.Clone(inc.Categories), func(k extract.Category) bool { return k.Status != status })
		add(rowOf("category", "category."+status, of, func(k extract.Category) value {
			return c.value("category", label("category", k.Code), "", "", k.Proof)
		}))
	}
	add(rowOf("cause", "slot.cause", inc.Causes, func(k extract.Cause) value {
		return c.value("cause", label("cause", k.Code), "", "", k.Proof)
	}))
	var proof extract.Proof
	if inc.ExposureProof != nil {
		proof = *inc.ExposureProof
	}
	add(row{"exposure", "slot.exposure", []value{c.value("exposure", label("exposure", inc.Exposure), "", "", proof)}, 0})
	return rows
}

// rowOf is a row of at most shownValues.
func rowOf[T any](slot, key string, list []T, valueOf func(T) value) row {
	r := row{Slot: slot, Key: key, More: max(0, len(list)-shownValues)}
	for _, x := range list[:len(list)-r.More] {
		r.Values = append(r.Values, valueOf(x))
	}
	return r
}

// interval is a day, or the days from one to another.
func interval(from, to string) string {
	if to == "" {
		return from
	}
	return from + " – " + to
}
