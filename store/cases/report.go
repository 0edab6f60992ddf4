// Package cases tells which reports speak of one event. It knows no database: reports
// and what people decided go in, groups with their reasons and a summary come out.
//
//  1. A Report is an incident as one article told it on one day.
//  2. Compare says with points and reasons whether two reports mean the same event.
//  3. Group puts reports together, the surest pairs first, held by decisions.
//  4. Summarize says what a group tells: the latest word on each question.
package cases

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// A Report is one incident of one revision of an article.
type Report struct {
	ID       int64 // of the incident
	Article  int64 // of the article
	Revision int   // of the article, 1 is the first
	Current  bool  // the article says so today
	// Primary lists articles that are the notice on which this one is based, or that are
	// based on this notice.
	Primary []int64
	// AsOf is the day whose knowledge it tells, YYYY-MM-DD: see the function AsOf.
	AsOf      string
	Published string // the day the article appeared, YYYY-MM-DD or ""
	Title     string
	FirstSeen string // when the article was first seen, RFC 3339
	// Party is the canonical name of the organisation that the case is about; Keys are all
	// canonical names under which a report on the same event may know it.
	Party string
	Keys  []string
	// Organization is the organisation that the case is about, Contractor the breached
	// one where that is another.
	Organization extract.Organization
	Contractor   *extract.Organization
	// ContractorKeys are the canonical names of Contractor.
	ContractorKeys []string
	extract.Incident
}

// before is the order in which reports were made: by what they know, then by when they
// appeared.
func before(a, b *Report) int {
	return cmp.Or(cmp.Compare(a.AsOf, b.AsOf), cmp.Compare(a.Published, b.Published),
		cmp.Compare(a.Article, b.Article), cmp.Compare(a.Revision, b.Revision), cmp.Compare(a.ID, b.ID))
}

// Subject chooses the organisation that a report is about and, where another one was
// breached on its behalf, that contractor. Clients of one contractor announce for
// themselves, with their own numbers: a report that came through a contractor is the
// client's, unless the headline is about the contractor, news names the contractor first or
// many clients are told of.
func Subject(in extract.Incident, title string) (subject extract.Organization, contractor *extract.Organization, ok bool) {
	var breached, affected []extract.Organization
	for _, o := range in.Organizations {
		if o.Role == "breached" {
			breached = append(breached, o)
		} else {
			affected = append(affected, o)
		}
	}
	switch {
	case len(breached) == 0 && len(affected) == 0:
		return subject, nil, false
	case len(breached) == 0:
		return affected[0], nil, true
	}
	chain := slices.ContainsFunc(in.Causes, func(c extract.Cause) bool { return c.Code == "supply_chain" })
	if !chain || len(affected) == 0 || named(title, breached[0]) {
		return breached[0], nil, true
	}
	for _, o := range affected {
		if named(title, o) {
			return o, &breached[0], true
		}
	}
	client := earliest(affected)
	if len(affected) > maxClients || start(breached[0]) < start(client) && !isNotice(title) {
		return breached[0], nil, true
	}
	return client, &breached[0], true
}

// isNotice says that a title heads the notice of an organisation, which names whom it had
// entrusted before it signs; news names first whom it is about.
func isNotice(title string) bool {
	return slices.ContainsFunc([]string{"お詫び", "おわび", "お知らせ", "ご報告", "について", "に関する"}, func(word string) bool { return strings.Contains(title, word) })
}

// maxClients is how many clients a report may name that is still one client's own: the
// client and one between it and the contractor.
const maxClients = 2

// named says that a title names an organisation, by any of its forms.
func named(title string, o extract.Organization) bool {
	for _, name := range append([]string{o.Name}, o.Also...) {
		if len([]rune(name)) >= 2 && strings.Contains(title, name) {
			return true
		}
	}
	return false
}

// earliest is the organisation that the text names first.
func earliest(orgs []extract.Organization) extract.Organization {
	return slices.MinFunc(orgs, func(a, b extract.Organization) int { return cmp.Compare(start(a), start(b)) })
}

func start(o extract.Organization) int {
	at := 1 << 30
	for _, e := range o.Evidence {
		if e.In == "" {
			at = min(at, e.Start)
		}
	}
	return at
}

// AsOf is the day whose knowledge an incident tells: of the last announcement it speaks
// of, but none that was still to come when it appeared; of that appearance where it
// speaks of none or its headline says that it is a later report.
func AsOf(in extract.Incident, title, appeared string) string {
	last := ""
	for _, d := range in.Dates {
		if d.Role == "announced" && len(d.Date) == len(time.DateOnly) && d.Date > last && (appeared == "" || d.Date <= appeared) {
			last = d.Date
		}
	}
	if last == "" || FollowUp(title) {
		return appeared
	}
	return last
}

// A span is a stretch of days; exact where it is one known day.
type span struct {
	from, to time.Time
	exact    bool
}

// spanOf reads 2025-07-11, 2025-07 or 2025, and the end of an interval.
func spanOf(date, end string) (s span, ok bool) {
	from, to, ok := days(date)
	if !ok {
		return s, false
	}
	s = span{from, to, from.Equal(to)}
	if _, last, ok := days(end); ok && last.After(to) {
		s.to, s.exact = last, false
	}
	return s, true
}

// days are the first and the last day of a day, month or year.
func days(date string) (first, last time.Time, ok bool) {
	switch len(date) {
	case len("2025-07-11"):
		t, err := time.Parse(time.DateOnly, date)
		return t, t, err == nil
	case len("2025-07"):
		t, err := time.Parse("2006-01", date)
		return t, t.AddDate(0, 1, -1), err == nil
	case len("2025"):
		t, err := time.Parse("2006", date)
		return t, t.AddDate(1, 0, -1), err == nil
	}
	return first, last, false
}

// spans are the dates of one role.
func (r *Report) spans(role string) (all []span) {
	for _, d := range r.Dates {
		if d.Role == role {
			if s, ok := spanOf(d.Date, d.End); ok {
				all = append(all, s)
			}
		}
	}
	return all
}

// anchors are the days on which an event was in the news as a report tells it.
func (r *Report) anchors() []span {
	all := r.spans("announced")
	if s, ok := spanOf(r.AsOf, ""); ok {
		all = append(all, s)
	}
	return all
}

// gap is the least number of days between two lists of spans, and whether the two that
// are nearest are known to the day; -1 where one list is empty.
func gap(a, b []span) (least int, exact bool) {
	least = -1
	for _, x := range a {
		for _, y := range b {
			n := 0
			switch {
			case x.to.Before(y.from):
				n = int(y.from.Sub(x.to).Hours() / 24)
			case y.to.Before(x.from):
				n = int(x.from.Sub(y.to).Hours() / 24)
			}
			if e := x.exact && y.exact; least < 0 || n < least || n == least && e {
				least, exact = n, e
			}
		}
	}
	return least, exact
}
