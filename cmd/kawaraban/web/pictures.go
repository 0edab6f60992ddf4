package web

import (
	"cmp"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"time"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

// What a picture shows at most: causes by name, kinds of data, and months before it goes
// over to years.
const (
	namedCauses     = 6
	namedCategories = 16
	mostMonths      = 48
)

// A picturesPage is the statistics of the cases that a filter chooses.
type picturesPage struct {
	query
	Cases  int64
	Charts []chart
	Filter string
	Clear  bool
}

func (s *server) showPictures(w http.ResponseWriter, r *http.Request) error {
	if tidied(w, r) {
		return nil
	}
	q, st, err := s.statistics(r)
	if err != nil {
		return err
	}
	l := visitOf(r).lang
	page := picturesPage{query: q, Cases: st.Cases, Filter: address("", q.filter()), Clear: len(q.filter()) > 0}
	if page.Charts, err = charts(l, st); err != nil {
		return err
	}
	title, err := say(l, "pictures.title")
	if err != nil {
		return err
	}
	return s.page(w, r, http.StatusOK, "pictures", title, page)
}

// statistics are those of the cases that a request asks for.
func (s *server) statistics(r *http.Request) (q query, st store.Statistics, err error) {
	if q, err = readQuery(r); err != nil {
		return q, st, err
	}
	err = s.DB.Snapshot(r.Context(), q.Filter, func(p *store.Snapshot) error {
		st, err = p.Statistics()
		return err
	})
	return q, st, err
}

// charts draws the pictures for which there are numbers.
func charts(l lang, st store.Statistics) (all []chart, err error) {
	words := func(key string, args ...any) string {
		text, sayErr := say(l, key, args...)
		err = cmp.Or(err, sayErr)
		return text
	}
	add := func(id string, c chart, summary string) {
		if len(c.Bars) == 0 {
			return
		}
		c.ID, c.Title, c.Summary = id, words("picture."+id), summary
		all = append(all, c)
	}
	periods, cases, people := byPeriod(l, st.Months, words("cause.none"), words("cause.other"))
	if len(periods) > 0 {
		first, last := periods[0], periods[len(periods)-1]
		add("cases", columns(periods, cases), words("picture.cases.summary", first, last))
		add("people", columns(periods, people), words("picture.people.summary", first, last))
	}
	var kinds []string
	exposed := series{words("category.exposed"), "c0", nil}
	not := series{words("category.not_exposed"), "c7", nil}
	for _, k := range st.Categories[:min(len(st.Categories), namedCategories)] {
		kinds = append(kinds, wording.Label(l, "category", k.Code))
		exposed.Values, not.Values = append(exposed.Values, k.Exposed), append(not.Values, k.NotExposed)
	}
	if len(kinds) > 0 {
		add("categories", lines(kinds, []series{exposed, not}), words("picture.categories.summary", kinds[0], exposed.Values[0]))
	}
	places, sizes := bySize(st.Sizes)
	add("sizes", columns(places, []series{{words("picture.number"), "c0", sizes}}), words("picture.sizes.summary"))
	places, delays, median := byDelay(st.Delays)
	add("delays", columns(places, []series{{words("picture.number"), "c0", delays}}), words("picture.delays.summary", median))
	return all, err
}

// byPeriod are the cases and people of each month by cause, or of each year where there are
// many months. The causes with most cases have a series of their own.
func byPeriod(l lang, months []store.MonthCount, none, other string) (periods []string, cases, people []series) {
	if len(months) == 0 {
		return nil, nil, nil
	}
	first, last := months[0].Month, months[len(months)-1].Month
	periods = span12(first, last)
	width := len("2006-01")
	if len(periods) > mostMonths {
		width = len("2006")
		for i, p := range periods {
			periods[i] = p[:width]
		}
		periods = slices.Compact(periods)
	}
	total := map[string]int64{}
	for _, m := range months {
		total[m.Cause] += m.Cases
	}
	delete(total, "")
	named := slices.SortedFunc(maps.Keys(total), func(a, b string) int { return cmp.Or(cmp.Compare(total[b], total[a]), cmp.Compare(a, b)) })
	rest := len(named) > namedCauses
	named = named[:min(len(named), namedCauses)]
	add := func(name string) {
		class := fmt.Sprintf("c%d", len(cases))
		cases = append(cases, series{name, class, make([]int64, len(periods))})
		people = append(people, series{name, class, make([]int64, len(periods))})
	}
	for _, code := range named {
		add(wording.Label(l, "cause", code))
	}
	if rest {
		add(other)
	}
	add(none)
	for _, m := range months {
		at, _ := slices.BinarySearch(periods, m.Month[:width])
		i := slices.Index(named, m.Cause)
		switch {
		case m.Cause == "":
			i = len(cases) - 1
		case i < 0:
			i = len(named)
		}
		if at < len(periods) {
			cases[i].Values[at] += m.Cases
			people[i].Values[at] += m.People
		}
	}
	return periods, cases, people
}

// span12 are all months from one to another. Of months that no calendar has there is the
// first one only.
func span12(first, last string) (months []string) {
	const layout = "2006-01"
	at, err := time.Parse(layout, first)
	end, endErr := time.Parse(layout, last)
	if err != nil || endErr != nil {
		return []string{first}
	}
	for ; !at.After(end); at = at.AddDate(0, 1, 0) {
		months = append(months, at.Format(layout))
	}
	return months
}

// bySize are the cases of each power of ten, those between without any too.
func bySize(sizes []store.SizeCount) (places []string, cases []int64) {
	if len(sizes) == 0 {
		return nil, nil
	}
	for _, z := range sizes {
		for from := int64(1); ; from *= 10 {
			if len(cases) == len(fmt.Sprint(from))-1 {
				places = append(places, wording.Thousands(from)+"–")
				cases = append(cases, 0)
			}
			if from == z.From {
				cases[len(fmt.Sprint(from))-1] = z.Cases
				break
			}
		}
	}
	return places, cases
}

// delayBounds are the longest delays, in days, of each group but the last.
var delayBounds = []int64{0, 3, 7, 14, 30, 60, 90, 180, 365}

// byDelay groups the days from detection to announcement, and tells the median.
func byDelay(delays []store.DelayCount) (places []string, cases []int64, median int64) {
	if len(delays) == 0 {
		return nil, nil, 0
	}
	from, all := int64(0), int64(0)
	for _, b := range delayBounds {
		place := fmt.Sprintf("%d–%d", from, b)
		if from == b {
			place = fmt.Sprint(b)
		}
		places, from = append(places, place), b+1
	}
	places = append(places, fmt.Sprintf("%d–", from))
	cases = make([]int64, len(places))
	for _, d := range delays {
		at, _ := slices.BinarySearch(delayBounds, d.Days)
		cases[at] += d.Cases
		all += d.Cases
	}
	before := int64(0)
	for _, d := range delays {
		if before += d.Cases; 2*before >= all {
			return places, cases, d.Days
		}
	}
	return places, cases, median
}
