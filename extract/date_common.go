package extract

import "slices"

// announcedAhead gives the cases of a text the day on which all of them were made public, where
// what stands around them tells one and no case has its own: a list of a body's cases of the
// year under one date, two cases of a city whose lead says when it told them.
func (d *document) announcedAhead(all []Incident, m *mentions, blocks []block, notice bool, published string) {
	if len(all) < 2 || slices.ContainsFunc(all, func(inc Incident) bool {
		return slices.ContainsFunc(inc.Dates, func(e Date) bool { return e.Role == "announced" })
	}) {
		return
	}
	inCase := map[int]bool{}
	for i := range blocks {
		if !blocks[i].own {
			return
		}
		for _, k := range blocks[i].parts {
			inCase[k] = true
		}
	}
	around := func(s sentence) bool { return !inCase[d.sentenceAt(s.start)] }
	told := d.readDateRoles(m.dates, around, dateContext{notice: notice, published: published})
	told = slices.DeleteFunc(told, func(e storyDate) bool { return e.role != "announced" || !e.toTheDay() || e.interval })
	if len(told) == 0 || slices.ContainsFunc(told, func(e storyDate) bool { return e.Start != told[0].Start }) {
		return
	}
	for i := range all {
		all[i].addDate(d, told[0])
	}
}
