package extract

import (
	_ "embed"
	"math"
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

//go:embed lexicon/dates.tsv
var datesTSV string

// theDateModel judges the roles of a date by the wording around it, in favour of what
// the rules say or against it. It is trained on fixtures/gold by
//
//	go test ./extract -run TestDateModelIsTrained -update
//
// and lexicon/dates.tsv holds what it learnt. It is loaded when the first case is read.
var theDateModel = embedded("dates.tsv", &datesTSV, parseSignModel)

// dateRoles are the roles of dates, the outcomes of the model.
var dateRoles = []string{"occurred", "detected", "announced", "data_period", "response"}

// What the model must say of a role, in points of log-odds. Texts that neither the model nor those
// who wrote the rules had seen come out best with about these.
const (
	refused   = -4.5 // of one that the rules give, to take it away
	replaced  = -4.5 // the same where another role is supplied
	sureness  = -5.5 // the same where a label or a span gave the role
	supplied  = 1.0  // of one that the rules do not give, on a day to which they give none
	joining   = 3.5  // the same on a day to which they give another
	joinsAct  = 2.0  // the same where a verb behind the date tells of such a thing and no announcement does
	sureRules = 3    // the weight of labels and spans
	doubted   = 2.0  // how much better another role must be than one that only the timeline gives
	clefts    = 4    // that of clefts, in which grammar alone says which verb a date has
)

// A dateSeen is a date of a block that may have a role.
type dateSeen struct {
	resolvedDate
	signs    signList
	sentence int
	// tells says that a verb behind the date tells of a role, whatever date it belongs to.
	tells func(role string) bool
}

// weighRoles sets the roles that the rules gave to the dates of a block against the
// wording around them.
func (m *signModel) weighRoles(seen []dateSeen, ruled []storyDate) []storyDate {
	at := map[int][]storyDate{}   // by where the date stands
	ruledDay := map[string]bool{} // days to which the rules give a role
	for _, r := range ruled {
		at[r.start] = append(at[r.start], r)
		ruledDay[r.Start] = true
	}
	var out []storyDate
	for _, e := range seen {
		out = append(out, m.weighDate(e, at[e.start], ruledDay[e.Start])...)
	}
	return out
}

// weighDate sets the roles given to one date against its wording; ruledDay says that the
// rules give its day a role, here or where it is named again.
func (m *signModel) weighDate(e dateSeen, given []storyDate, ruledDay bool) []storyDate {
	scores := m.score(e.signs.known)
	of := func(role string) int {
		return slices.IndexFunc(given, func(r storyDate) bool { return r.role == role })
	}
	rival := math.Inf(-1) // the best role that the rules do not give
	for i, score := range scores {
		if of(m.outcomes[i]) < 0 {
			rival = max(rival, score)
		}
	}
	keeps := func(r storyDate, score float64) bool {
		switch {
		case r.weight >= clefts:
			return true
		case r.rule == timelineRule && rival > score+doubted:
			return false // a role for want of a better one
		case rival <= supplied:
			return score > refused
		case r.weight >= sureRules:
			return score > sureness
		}
		return score > replaced
	}
	kept := ruledDay && len(given) == 0
	for i, score := range scores {
		k := of(m.outcomes[i])
		kept = kept || k >= 0 && keeps(given[k], score)
	}
	joins := func(role string, score float64) bool {
		switch {
		case !kept:
			return score > supplied
		case score > joining:
			return true
		}
		// What is announced happened on the day of its announcing, or on another.
		return score > joinsAct && of("announced") < 0 && e.tells != nil && e.tells(role)
	}
	var out []storyDate
	for i, score := range scores {
		switch k := of(m.outcomes[i]); {
		case k >= 0 && keeps(given[k], score):
			out = append(out, given[k])
		case k < 0 && joins(m.outcomes[i], score):
			out = append(out, storyDate{resolvedDate: e.resolvedDate, role: m.outcomes[i], rule: wordingRule, weight: 1})
		}
	}
	return out
}

// wordingRule is the rule of a role that only the model gives.
const wordingRule = "date-role/wording"

// weighDates sets the roles that the rules gave to the dates of a block against their
// wording.
func (d *document) weighDates(dates []resolvedDate, ruled []storyDate, b *block, c dateContext) []storyDate {
	m := theDateModel()
	return m.weighRoles(d.datesOf(dates, ruled, b, c, m), ruled)
}

// datesOf are the dates of a block with their signs; m, which is to judge them, may be nil.
func (d *document) datesOf(dates []resolvedDate, ruled []storyDate, b *block, c dateContext, m *signModel) []dateSeen {
	var out []dateSeen
	for i, e := range dates {
		if k := d.sentenceAt(e.start); e.ok && k >= 0 && b.in[k] && !d.ofOther(e) {
			out = append(out, dateSeen{e, d.dateSigns(dates, i, k, b, c, m), k, func(role string) bool {
				return tellsBefore(d.scopeOf(dates, i, d.sentences[k]).after, role)
			}})
		}
	}
	addOrderSigns(out, ruled)
	return out
}

// paperOf follows the day of the paper in which an article stood: 3月7日付朝刊.
var paperOf = pattern.New(`^付の?[^。、\n]{0,10}?(?:[0-9] ?面|朝刊|夕刊)|^の?(?:朝刊|夕刊)`)

// ofOther says that a date is of the paper, the page or an event that is yet to come.
func (d *document) ofOther(e resolvedDate) bool {
	return paperOf.MatchString(d.s[e.end:min(len(d.s), e.end+60)]) || toBeHeld.MatchString(d.s[e.tail:min(len(d.s), e.tail+60)]) ||
		d.ofPage(d.lines[d.lineAt(e.start)], e)
}

// tellsBefore says that a verb in front of the next date of a text has a role.
func tellsBefore(after, role string) bool {
	own, _, _ := strings.Cut(after, "§")
	return slices.ContainsFunc(findActs(own), func(a act) bool { return a.role == role })
}

// dateSigns are the signs of date i, in sentence k of a block: its form, where it stands,
// and the characters behind (+) and in front of it (-), right behind (>) and in front of
// it (<), in the heading over it (^) and ahead of it in its line (|).
func (d *document) dateSigns(dates []resolvedDate, i, k int, b *block, c dateContext, m *signModel) signList {
	e, s, li := dates[i], d.sentences[k], d.lineAt(dates[i].start)
	l, sc := d.lines[li], d.scopeOf(dates, i, s)
	signs := signList{model: m}
	signs.when(e.asOf, "as of")
	signs.when(e.since, "since")
	signs.when(e.until, "until")
	signs.when(e.interval, "interval")
	signs.when(e.from.fiscal, "fiscal year")
	signs.when(e.from.year != 0, "year")
	signs.when(e.toTheMonth(), "month")
	signs.when(e.toTheYear(), "year only")
	signs.when(sc.steps, "steps")
	signs.when(sc.through, "through")
	signs.when(sc.clocked, "clocked")
	signs.when(l.body == e.start, "begins line")
	signs.when(strings.TrimSpace(d.s[min(e.tail, l.end):l.end]) == "", "ends line")
	signs.when(d.underTimeline(li), "timeline")
	signs.when(l.zone == title, "title")
	signs.when(l.zone == prevention, "prevention")
	signs.when(li > d.titleLine && li <= d.titleLine+2, "below title")
	signs.when(li >= len(d.lines)-4, "at the end")
	signs.when(strings.Contains(sc.after, "§"), "another behind")
	signs.lineKind(l.kind)
	dateline := d.isDateline(l, e)
	signs.when(dateline, "dateline")
	signs.when(dateline && c.notice, "dateline of a notice")
	signs.when(c.notice, "notice")
	signs.when(b.own, "own case")
	signs.when(b.own && l.body == e.start, "begins line of own case")
	signs.when(c.skimming, "skimming")
	signs.when(d.tells(k), "tells breach")
	signs.when(k == b.parts[0], "first sentence")
	signs.when(d.tellsStory(li), "story")
	signs.when(d.backgroundDate(s, e), "background")
	if c.published != "" {
		switch {
		case e.Start == c.published:
			signs.add("day of publication")
		case e.Start > c.published:
			signs.add("after publication")
		default:
			signs.add("before publication")
		}
	}
	after, _, _ := strings.Cut(sc.after, "。")
	behind := foldWording(firstRunes(after, 40))
	before := foldWording(lastRunes(sc.before, 16))
	signs.sequences('+', behind, 2)
	signs.edge('>', behind, 4, false)
	signs.sequences('-', before, 2)
	signs.edge('<', before, 4, true)
	signs.sequences('^', foldWording(lastRunes(d.headingOver(l), 24)), 2)
	signs.sequences('|', foldWording(lastRunes(d.s[l.body:max(l.body, e.start)], 16)), 2)
	return signs
}
