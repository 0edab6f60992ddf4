package web

import (
	"net/http"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

// A caseList is a page of the list of cases.
type caseList struct {
	query
	Cases   []*store.Case
	Total   int64
	Pages   int
	Columns []column
	Exports []exportLink
	Filter  string // "?…" of the filter alone, or ""
	Clear   bool   // the filter chooses
	lang    lang
}

// A column is one of the list, by which it may be sorted.
type column struct {
	Key     string // of its heading
	Link    string // sorts by it, the other way round where it is sorted so
	Sorted  string // "ascending", "descending" or ""
	Numeric bool
}

func (s *server) listCases(w http.ResponseWriter, r *http.Request) error {
	if tidied(w, r) {
		return nil
	}
	list, err := s.caseList(r)
	if err != nil {
		return err
	}
	title, err := say(list.lang, "cases.title")
	if err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "cases", title, list)
}

// caseList reads the page of the list that a request asks for.
func (s *server) caseList(r *http.Request) (list caseList, err error) {
	list.lang = visitOf(r).lang
	if list.query, err = readQuery(r); err != nil {
		return list, err
	}
	err = s.DB.Snapshot(r.Context(), list.query.Filter, func(p *store.Snapshot) error {
		list.Cases, list.Total, err = p.CasePage(list.Order, !list.Ascending, (list.Page-1)*perPage, perPage)
		return err
	})
	list.Pages = max(1, int((list.Total+perPage-1)/perPage))
	list.Filter = address("", list.filter())
	list.Clear = len(list.filter()) > 0
	for _, c := range []struct {
		key     string
		order   store.CaseOrder
		numeric bool
	}{
		{"column.announced", store.ByAnnounced, false}, {"column.organization", store.ByOrganization, false},
		{"column.count", store.ByCount, true}, {"column.categories", "", false}, {"column.causes", "", false},
		{"column.exposure", "", false}, {"column.confidence", "", false}, {"column.sources", "", true},
	} {
		list.Columns = append(list.Columns, list.column(c.key, c.order, c.numeric))
	}
	list.Exports = exportLinks(list.filter())
	return list, err
}

func (l *caseList) column(key string, order store.CaseOrder, numeric bool) column {
	c := column{Key: key, Numeric: numeric}
	if order == "" {
		return c
	}
	q := l.query
	q.Page = 1
	if q.Order == order {
		c.Sorted = map[bool]string{true: "ascending", false: "descending"}[q.Ascending]
		q.Ascending = !q.Ascending
	} else {
		q.Order, q.Ascending = order, order == store.ByOrganization
	}
	c.Link = address("/cases", q.values())
	return c
}

// To is the address of another page of the list.
func (l caseList) To(page int) string {
	l.Page = page
	return address("/cases", l.query.values())
}

// Previous and Next are the pages beside this one.
func (l caseList) Previous() int { return min(l.Page-1, l.Pages) }
func (l caseList) Next() int     { return l.Page + 1 }

// First and Last are the numbers of the cases that the page shows.
func (l caseList) First() int64 { return int64((l.Page-1)*perPage + 1) }
func (l caseList) Last() int64  { return l.First() + int64(len(l.Cases)) - 1 }

// Day is when a case became known.
func (caseList) Day(c *store.Case) string {
	if c.Announced != "" {
		return c.Announced
	}
	return c.Published
}

// Figures are the totals of a case.
func (l caseList) Figures(c *store.Case) []string { return wording.Totals(l.lang, c) }

// shownCategories is how many kinds of data a row of the list names.
const shownCategories = 4

// Categories are the first kinds of data of a case, and how many more there are.
func (caseList) Categories(c *store.Case) (of struct {
	Codes []string
	More  int
}) {
	of.More = max(0, len(c.CategoriesExposed)-shownCategories)
	of.Codes = c.CategoriesExposed[:len(c.CategoriesExposed)-of.More]
	return of
}
