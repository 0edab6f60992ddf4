package extract

import "slices"

// settle looks at the roles of a block together: what is sent or confirmed after the
// discovery is a response, nothing that is still to come has happened, and of one event
// told at two precisions the finer stays.
func settle(dates []storyDate, published string) []storyDate {
	found := discovery(dates, false)
	if found == "" {
		found = discovery(dates, true)
	}
	told := false // an act of the story has its day
	out := dates[:0]
	for _, e := range dates {
		if e.weak && found != "" && liesAfter(e.Start, found) {
			e.role, e.rule = "response", e.rule+"-after-discovery"
		}
		if e.announced && (told || found != "" && liesAfter(e.Start, found)) {
			e.role, e.rule = "announced", e.rule+"-announced"
		}
		if e.rule == timelineRule && found != "" && liesAfter(found, e.Start) {
			e.role = "occurred"
		}
		planned := published != "" && liesAfter(e.Start, published)
		if planned && e.role != "data_period" && e.role != "response" {
			continue
		}
		told = told || e.role == "occurred" && e.toTheDay()
		out = append(out, e)
	}
	return dropCoarse(out)
}

// discovery is the first day told of it; "" where none is.
func discovery(dates []storyDate, weak bool) string {
	found := ""
	for _, e := range dates {
		if e.role == "detected" && e.weak == weak && e.toTheDay() && (found == "" || e.Start < found) {
			found = e.Start
		}
	}
	return found
}

// liesAfter says that an ISO date lies behind another at the precision that both have.
func liesAfter(a, b string) bool {
	n := min(len(a), len(b))
	return a[:n] > b[:n]
}

// dropCoarse leaves out a month where a day of it has the same role: one event told at
// two precisions.
func dropCoarse(dates []storyDate) []storyDate {
	finer := map[string]bool{}
	for _, e := range dates {
		if e.toTheDay() && (e.role == "occurred" || e.role == "detected" || e.role == "announced") {
			finer[e.role+e.Start[:len("2006-01")]] = true
		}
	}
	return slices.DeleteFunc(dates, func(e storyDate) bool {
		return e.End == "" && finer[e.role+e.Start]
	})
}
