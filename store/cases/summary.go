package cases

import (
	"slices"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// A Summary is what a case tells today. Strings are "" and pointers nil where no report
// says it.
type Summary struct {
	Organization extract.Organization
	Contractor   *extract.Organization
	Title        string // of the first report
	Published    string // the day the first report appeared
	FirstSeen    string // of the first of its articles
	Announced    string // the first announcement that any report tells
	Occurred     string // from here on: the latest report that tells it
	OccurredEnd  string
	Detected     string
	Exposure     string
	People       Figure
	Records      Figure
	Causes       []string // all that were told, without what another one says better
	Categories   []Category
	Confidence   string // the least of the organisation, the figures and the causes
}

// A Figure is the total of one unit.
type Figure struct {
	Value     *int64
	Qualifier string
	AsOf      string
	First     *int64 // as first reported
}

// A Category is a kind of data with the latest word on it.
type Category struct{ Code, Status string }

// Summarize says what the reports of one case, in the order in which they were made,
// tell together.
func Summarize(group []Member) Summary {
	first := group[0]
	s := Summary{Title: first.Title, Published: first.Published, FirstSeen: first.FirstSeen}
	for _, m := range group {
		s.FirstSeen = min(s.FirstSeen, m.FirstSeen)
	}
	s.Organization, s.Contractor = organizations(group)
	for _, m := range group {
		if a := earliestDate(m.Dates, "announced"); a.Date != "" && (s.Announced == "" || sortable(a.Date) < sortable(s.Announced)) {
			s.Announced = a.Date
		}
		if d := earliestDate(m.Dates, "occurred"); d.Date != "" {
			s.Occurred, s.OccurredEnd = d.Date, lastEnd(m.Dates)
		}
		if d := earliestDate(m.Dates, "detected"); d.Date != "" {
			s.Detected = d.Date
		}
		if m.Exposure != "" && (m.Exposure != "unknown" || s.Exposure == "") {
			s.Exposure = m.Exposure
		}
	}
	s.People, s.Records = figure(group, "people"), figure(group, "records")
	s.Causes = causes(group)
	s.Categories = categories(group)
	s.Confidence = confidence(group, s)
	return s
}

// organizations takes the fullest form of the name.
func organizations(group []Member) (subject extract.Organization, contractor *extract.Organization) {
	for _, m := range group {
		o := m.Organization
		if subject.Name == "" || subject.Anonymous && !o.Anonymous ||
			subject.Anonymous == o.Anonymous && m.Party == group[0].Party && len(o.Name) > len(subject.Name) {
			subject = o
		}
		if c := m.Contractor; c != nil && (contractor == nil || contractor.Anonymous && !c.Anonymous) {
			contractor = c
		}
	}
	return subject, contractor
}

// earliestDate is the earliest date of a role, the more precise one first.
func earliestDate(dates []extract.Date, role string) (first extract.Date) {
	for _, d := range dates {
		if d.Role == role && (first.Date == "" || sortable(d.Date) < sortable(first.Date)) {
			first = d
		}
	}
	return first
}

// sortable sorts a month behind its days and a year behind its months.
func sortable(date string) string {
	if n := len(date); n < len(time.DateOnly) && n >= len("2025") {
		return date + "-99-99"[n-len("2025"):]
	}
	return date
}

func lastEnd(dates []extract.Date) (end string) {
	for _, d := range dates {
		if d.Role == "occurred" {
			end = max(end, d.End)
		}
	}
	return end
}

// figure is the total of a unit: what the latest report says, unless that only rounds
// what an earlier one says exactly.
func figure(group []Member, unit string) (f Figure) {
	var now extract.Count
	for _, m := range group {
		c, ok := Total(m.Counts, unit)
		if !ok {
			continue
		}
		if f.Value == nil {
			f.First = &c.Value
		}
		// Of one day's reports the exact one, of all others the later one.
		if worse := rounded(c) && !rounded(now); f.Value == nil || !worse || m.AsOf > f.AsOf && !Agree(c, now) {
			now = c
			f.AsOf = m.AsOf
		}
		f.Value, f.Qualifier = &now.Value, now.Qualifier
	}
	return f
}

// Total is the largest total of a unit.
func Total(counts []extract.Count, unit string) (total extract.Count, ok bool) {
	for _, c := range counts {
		if c.Role == "total" && c.Unit == unit && (!ok || c.Value > total.Value) {
			total, ok = c, true
		}
	}
	return total, ok
}

// causes lists what any report tells, in that order; unauthorized access and malware go
// where a report says which.
func causes(group []Member) (codes []string) {
	for _, m := range group {
		for _, c := range m.Causes {
			if !slices.Contains(codes, c.Code) {
				codes = append(codes, c.Code)
			}
		}
	}
	named := slices.DeleteFunc(slices.Clone(codes), func(c string) bool {
		return c == "supply_chain" || slices.Contains(vague, c) || !slices.Contains(attacks, c)
	})
	if len(named) > 0 {
		codes = slices.DeleteFunc(codes, func(c string) bool { return slices.Contains(vague, c) })
	}
	return codes
}

// categories gives each kind of data the statuses of the latest report that names it.
func categories(group []Member) (all []Category) {
	var order []string
	latest := map[string][]string{}
	for _, m := range group {
		now := map[string][]string{}
		for _, c := range m.Categories {
			if _, known := latest[c.Code]; !known && !slices.Contains(order, c.Code) {
				order = append(order, c.Code)
			}
			if !slices.Contains(now[c.Code], c.Status) {
				now[c.Code] = append(now[c.Code], c.Status)
			}
		}
		for code, statuses := range now {
			latest[code] = statuses
		}
	}
	for _, code := range order {
		slices.Sort(latest[code])
		for _, status := range latest[code] {
			all = append(all, Category{code, status})
		}
	}
	return all
}

// levels of confidence, the least first.
var levels = []string{"low", "medium", "high"}

// confidence is the least sure of the values that identify and measure the case: its
// organisation, its figures and its causes.
func confidence(group []Member, s Summary) string {
	least := slices.Index(levels, s.Organization.Confidence)
	take := func(c string) {
		if l := slices.Index(levels, c); l >= 0 && (least < 0 || l < least) {
			least = l
		}
	}
	for _, unit := range []string{"people", "records"} {
		best := -1 // several reports that say the same make it surer
		f := s.People
		if unit == "records" {
			f = s.Records
		}
		for _, m := range group {
			if c, ok := Total(m.Counts, unit); ok && c.Value == *f.Value {
				best = max(best, slices.Index(levels, c.Confidence))
			}
		}
		if best >= 0 {
			take(levels[best])
		}
	}
	for _, code := range s.Causes {
		best := -1
		for _, m := range group {
			for _, c := range m.Causes {
				if c.Code == code {
					best = max(best, slices.Index(levels, c.Confidence))
				}
			}
		}
		if best >= 0 {
			take(levels[best])
		}
	}
	if least < 0 {
		return ""
	}
	return levels[least]
}

// A Standing says what became of a number of one report.
type Standing string

// The standings.
const (
	Latest     Standing = "latest"     // nothing later was told
	Superseded Standing = "superseded" // a later report, or this one, tells another number
	Repeated   Standing = "repeated"   // a later report tells the same number
)

// A Place is where a number was told: by a report of a group, and where among its counts.
type Place struct{ Report, Count int }

// A Number is one count of one report with what became of it.
type Number struct {
	Standing Standing
	Corrects *Place // the earlier total that it corrects, nil for none
}

// Numbers says of every count of every report of a case how it stands. Totals are compared
// with totals; a part or an effect with one of the same subject.
func Numbers(group []Member) [][]Number {
	all := make([][]Number, len(group))
	now := map[string]Place{} // the total of each unit as the reports so far tell it
	for i, m := range group {
		for _, c := range m.Counts {
			all[i] = append(all[i], Number{Standing: standing(m.AsOf, group[i+1:], c)})
		}
		for at, c := range m.Counts {
			if largest, _ := Total(m.Counts, c.Unit); c.Role != "total" || c.Value != largest.Value {
				continue
			}
			known, ok := now[c.Unit]
			if !ok {
				now[c.Unit] = Place{i, at}
				continue
			}
			was := group[known.Report].Counts[known.Count]
			switch agree := Agree(was, c); {
			case !agree && m.AsOf > group[known.Report].AsOf:
				all[i][at].Corrects = &known
				now[c.Unit] = Place{i, at}
			case agree && (rounded(was) || !rounded(c)):
				now[c.Unit] = Place{i, at} // told again, or to the digit
			}
		}
	}
	return all
}

func standing(asOf string, after []Member, c extract.Count) Standing {
	if c.Role == "prior" {
		return Superseded
	}
	now := Latest
	for _, m := range after {
		for _, x := range m.Counts {
			if x.Role != c.Role || x.Unit != c.Unit || c.Role != "total" && x.Subject != c.Subject {
				continue
			}
			switch {
			case Agree(x, c):
				now = Repeated
			case m.AsOf > asOf: // numbers that differ on one day are rounded or in doubt
				return Superseded
			}
		}
	}
	return now
}
