package web

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/kawaraban/kawaraban/store"
)

// perPage is how many cases one page of the list has.
const perPage = 50

// A query is what an address asks of the cases: the state of the list.
type query struct {
	store.Filter
	Order     store.CaseOrder
	Ascending bool
	Page      int // from 1
}

// field is a parameter of an address; they are called as the flags of cases list are.
type field struct {
	name string
	text *string
	// number is the field instead of text, whose 0 is none.
	number *int64
}

func (q *query) fields() []field {
	return []field{
		{"words", &q.Words, nil}, {"since", &q.Since, nil}, {"until", &q.Until, nil}, {"org", &q.Organization, nil},
		{"kind", &q.Kind, nil}, {"cause", &q.Cause, nil}, {"category", &q.Category, nil}, {"min-count", nil, &q.MinCount},
		{"exposure", &q.Exposure, nil}, {"confidence", &q.Confidence, nil},
	}
}

// readQuery reads the address of a request. A parameter that it does not know is no error:
// others add their own to what they link to.
func readQuery(r *http.Request) (q query, err error) {
	values := r.URL.Query()
	get := func(name string) string { return strings.TrimSpace(values.Get(name)) }
	for _, f := range q.fields() {
		v := get(f.name)
		if f.text != nil {
			*f.text = v
		} else if v != "" {
			if *f.number, err = strconv.ParseInt(v, 10, 64); err != nil {
				return q, refused("error.filter", fmt.Errorf("%s %q is no number", f.name, v))
			}
		}
	}
	if err := q.Check(); err != nil {
		return q, refused("error.filter", err)
	}
	q.Order = store.CaseOrder(cmp.Or(get("sort"), string(store.ByAnnounced)))
	if !slices.Contains(store.CaseOrders, q.Order) {
		return q, refused("error.filter", fmt.Errorf("sort %q is none of %v", q.Order, store.CaseOrders))
	}
	switch order := get("order"); order {
	case "":
		q.Ascending = q.Order == store.ByOrganization
	case "asc", "desc":
		q.Ascending = order == "asc"
	default:
		return q, refused("error.filter", fmt.Errorf("order %q is neither asc nor desc", order))
	}
	q.Page = 1
	if v := get("page"); v != "" {
		if q.Page, err = strconv.Atoi(v); err != nil || q.Page < 1 || q.Page > 1_000_000 {
			return q, refused("error.filter", fmt.Errorf("page %q is no page", v))
		}
	}
	return q, nil
}

// values are the parameters that say something: those of the filter, then sorting and page
// where they are not the usual ones.
func (q query) values() url.Values {
	v := q.filter()
	if q.Order != store.ByAnnounced {
		v.Set("sort", string(q.Order))
	}
	if q.Ascending != (q.Order == store.ByOrganization) {
		v.Set("order", map[bool]string{true: "asc", false: "desc"}[q.Ascending])
	}
	if q.Page > 1 {
		v.Set("page", strconv.Itoa(q.Page))
	}
	return v
}

// filter are the parameters of the filter alone.
func (q query) filter() url.Values {
	v := url.Values{}
	for _, f := range q.fields() {
		switch {
		case f.text != nil && *f.text != "":
			v.Set(f.name, *f.text)
		case f.number != nil && *f.number != 0:
			v.Set(f.name, strconv.FormatInt(*f.number, 10))
		}
	}
	return v
}

// address is a path with parameters.
func address(path string, v url.Values) string {
	if len(v) == 0 {
		return path
	}
	return path + "?" + v.Encode()
}

// tidied sends a form's address, in which every field is named, on to the one that names
// those that say something.
func tidied(w http.ResponseWriter, r *http.Request) bool {
	v := r.URL.Query()
	before := len(v)
	for name := range v {
		if strings.TrimSpace(v.Get(name)) == "" {
			v.Del(name)
		}
	}
	if len(v) == before {
		return false
	}
	_ = redirect(w, r, http.StatusFound, address(r.URL.EscapedPath(), v))
	return true
}

// A choice is a field of a form whose values are the codes of a kind.
type choice struct{ Name, Kind, Value string }

// Narrow reports whether more than words are asked for.
func (q query) Narrow() bool {
	v := q.filter()
	v.Del("words")
	return len(v) > 0
}

// A hidden is a parameter that a form sends on.
type hidden struct{ Name, Value string }

// A filterForm is the form of a filter.
type filterForm struct {
	Query   query
	Action  string
	Clear   bool // there is something to clear
	Choices map[string]choice
	Hidden  []hidden
}

// ForFilter is the form of the filter on a page; sorting stays as it is.
func (q query) ForFilter(base, path string, filtered bool) filterForm {
	f := filterForm{Query: q, Action: base + path, Clear: filtered}
	f.Choices = map[string]choice{
		"kind": {"kind", "organization", q.Kind}, "cause": {"cause", "cause", q.Cause}, "category": {"category", "category", q.Category},
		"exposure": {"exposure", "exposure", q.Exposure}, "confidence": {"confidence", "confidence", q.Confidence},
	}
	v := q.values()
	for _, name := range []string{"sort", "order"} {
		if v.Has(name) {
			f.Hidden = append(f.Hidden, hidden{name, v.Get(name)})
		}
	}
	return f
}
