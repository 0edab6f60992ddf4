package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A toldCase is an incident and the block that tells it.
type toldCase struct {
	*block
	Incident
	cores []string // of the bodies that it happened to
	place int      // among the cases, as they are told
}

// joinCases joins what a text tells of one case in several places: in two rows of a table,
// in a list of its cases and in full, first and in a later report.
func (d *document) joinCases(all []toldCase) (out []Incident) {
	var kept []toldCase
	byCore := map[string][]int{} // into kept
	for i, c := range all {
		c.cores, c.place = c.breachedCores(), i
		at := -1
		if len(c.cores) == 1 {
			for _, i := range byCore[c.cores[0]] {
				if d.sameCase(&kept[i], &c) {
					at = i
					break
				}
			}
		}
		if at < 0 {
			if len(c.cores) == 1 && len(byCore[c.cores[0]]) < mostOfOne {
				byCore[c.cores[0]] = append(byCore[c.cores[0]], len(kept))
			}
			kept = append(kept, c)
			continue
		}
		if y := &kept[at]; len(y.Categories)+len(y.Dates) < len(c.Categories)+len(c.Dates) && !d.followsUp(c.block) {
			c.Incident, y.Incident = y.Incident, c.Incident // the fuller telling is the case
		}
		kept[at].absorb(&c.Incident, d.followsUp(c.block))
	}
	for i := range kept {
		out = append(out, kept[i].Incident)
	}
	return out
}

// mostOfOne is with how many cases of one body another is compared.
const mostOfOne = 12

// followUp is said of a later report on a case.
var followUp = pattern.New(`続報|第[2-9二三四五]報(?:[^0-9]|$)|No\.? ?[0-9]+の(?:続|件)`)

// followsUp says that a block tells what came to light of a case later.
func (d *document) followsUp(b *block) bool {
	s := d.sentences[b.parts[0]]
	return d.lines[s.line].zone != title && followUp.MatchString(firstRunes(d.s[s.start:s.end], 2*headRunes))
}

// sameCase says that x, told behind y, of which body it is too, is the case of y.
func (d *document) sameCase(y, x *toldCase) bool {
	if d.followsUp(x.block) || x.beside && !y.beside {
		return true
	}
	if d.rowsOfOne(y, x) {
		return true
	}
	// what stands side by side was told apart, not twice
	return x.place > y.place+1 && !y.counted && !x.counted && (x.countsWithin(&y.Incident) || y.countsWithin(&x.Incident))
}

// rowsOfOne says that two rows of a table that follow each other tell of one announcement.
func (d *document) rowsOfOne(y, x *toldCase) bool {
	a, b := d.sentences[y.parts[len(y.parts)-1]].line, d.sentences[x.parts[0]].line
	if d.filledLine(a, 1) != b || partings(d.text(d.lines[a])) < 2 || partings(d.text(d.lines[b])) < 2 {
		return false
	}
	announced := func(inc *Incident) (days []string) {
		for _, e := range inc.Dates {
			if e.Role == "announced" {
				days = append(days, e.Date)
			}
		}
		return days
	}
	days := announced(&y.Incident)
	return len(days) > 0 && slices.Equal(days, announced(&x.Incident))
}

// countsWithin says that all that an incident counts another counts too, among it more than
// a few.
func (inc *Incident) countsWithin(other *Incident) bool {
	many := false
	for _, c := range inc.Counts {
		if !slices.ContainsFunc(other.Counts, func(o Count) bool { return o.Value == c.Value && o.Unit == c.Unit }) {
			return false
		}
		many = many || c.Value >= 10
	}
	return many
}

// absorb adds to an incident what another says of it; later takes the number of the earlier
// for one that was replaced.
func (inc *Incident) absorb(x *Incident, later bool) {
	for _, o := range x.Organizations {
		core := coreName(normalize(o.Name).s)
		if !slices.ContainsFunc(inc.Organizations, func(p Organization) bool { return coreName(normalize(p.Name).s) == core }) {
			inc.Organizations = append(inc.Organizations, o)
		}
	}
	for _, s := range x.Services {
		if !slices.ContainsFunc(inc.Services, func(o Service) bool { return o.Name == s.Name }) {
			inc.Services = append(inc.Services, s)
		}
	}
	if len(inc.Causes) == 0 {
		inc.Causes = x.Causes
	}
	if inc.Exposure == "unknown" {
		inc.Exposure, inc.ExposureProof = x.Exposure, x.ExposureProof
	}
	for _, e := range x.Dates {
		if !slices.ContainsFunc(inc.Dates, func(o Date) bool { return o.Date == e.Date && o.End == e.End && o.Role == e.Role }) {
			inc.Dates = append(inc.Dates, e)
		}
	}
	for _, c := range x.Counts {
		if slices.ContainsFunc(inc.Counts, func(o Count) bool { return o.Value == c.Value && o.Unit == c.Unit }) {
			continue
		}
		for i := range inc.Counts {
			if o := &inc.Counts[i]; later && o.Unit == c.Unit && o.Role == "total" && c.Role == "total" {
				o.Role = "prior"
			}
		}
		inc.Counts = append(inc.Counts, c)
	}
	for _, c := range x.Categories {
		if !slices.ContainsFunc(inc.Categories, func(o Category) bool { return o.Code == c.Code && o.Status == c.Status }) {
			inc.Categories = append(inc.Categories, c)
		}
	}
}
