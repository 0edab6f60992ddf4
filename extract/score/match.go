package score

import (
	"cmp"
	"fmt"
	"slices"
)

// items are the comparable keys of one incident in one slot.
type items map[string]bool

// A keyedSlot is compared as a plain set of keys.
type keyedSlot struct {
	slot string
	keys func(Incident, entries) items
}

// keyed lists the slots that are compared as plain sets. Organisations are not among
// them: they need alias matching.
var keyed = []keyedSlot{
	{"dates", func(in Incident, e entries) items {
		return set(in.Dates, func(d Date) (string, bool) { return d.span() + " " + d.Role, e.has(d.Optional) })
	}},
	{"counts", func(in Incident, e entries) items {
		return set(in.Counts, func(c Count) (string, bool) {
			return c.figure() + " " + cmp.Or(c.Qualifier, "exact") + " " + c.Role, e.has(c.Optional)
		})
	}},
	{"categories", func(in Incident, e entries) items {
		return set(in.Categories, func(c Category) (string, bool) {
			return c.Code + " " + cmp.Or(c.Status, "exposed"), c.Code != "personal_info" && e.has(c.Optional)
		})
	}},
	{"causes", func(in Incident, e entries) items {
		return set(in.Causes, func(c Cause) (string, bool) { return c.Code, c.Code != "other_unknown" && e.has(c.Optional) })
	}},
	{"exposure", func(in Incident, e entries) items {
		return set([]string{in.Exposure}, func(x string) (string, bool) { return x, x != "" })
	}},
	{"services", func(in Incident, e entries) items {
		return set(in.Services, func(s Service) (string, bool) { return canon(s.Name), e.has(s.Optional) })
	}},
	// The last three forgive roles, to show whether a fault lies in the value.
	{"date_values", func(in Incident, e entries) items {
		return set(in.Dates, func(d Date) (string, bool) { return d.span(), e.has(d.Optional) })
	}},
	{"count_values", func(in Incident, e entries) items {
		return set(in.Counts, func(c Count) (string, bool) { return c.figure(), e.has(c.Optional) })
	}},
	{"category_codes", func(in Incident, e entries) items {
		return set(in.Categories, func(c Category) (string, bool) { return c.Code, c.Code != "personal_info" && e.has(c.Optional) })
	}},
}

// entries says which entries count: all that an answer may give, or those it must.
type entries int

const (
	allowed entries = iota
	asked
)

func (e entries) has(optional bool) bool { return e == allowed || !optional }

func set[T any](list []T, key func(T) (string, bool)) items {
	out := items{}
	for _, x := range list {
		if k, ok := key(x); ok {
			out[k] = true
		}
	}
	return out
}

func (a items) both(b items) (n int) {
	for k := range a {
		if b[k] {
			n++
		}
	}
	return n
}

// without lists what of a is not in b, sorted.
func (a items) without(b items) (out []string) {
	for k := range a {
		if !b[k] {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

func (d Date) span() string {
	if d.End == "" {
		return d.Date
	}
	return d.Date + "/" + d.End
}

func (c Count) figure() string {
	s := "?"
	if c.Value != nil {
		s = fmt.Sprint(*c.Value)
	}
	if c.ValueMax != nil {
		s += fmt.Sprintf("-%d", *c.ValueMax)
	}
	return s + " " + c.Unit
}

func (o Organization) answersTo(name string) bool {
	name = canon(name)
	for _, n := range append([]string{o.Name}, o.Also...) {
		if n != "" && canon(n) == name {
			return true
		}
	}
	return false
}

// matchOrgs pairs each gold organisation with the first answer that bears one of its
// names and, where withRole, its role. An anonymous answer that matches nothing is not
// held against the system.
func matchOrgs(gold, answer []Organization, withRole bool) (right int, wrong, missed []Organization) {
	left := slices.Clone(answer)
	for _, g := range gold {
		hit := slices.IndexFunc(left, func(p Organization) bool {
			return g.answersTo(p.Name) && (!withRole || p.Role == g.Role)
		})
		switch {
		case hit >= 0:
			left = slices.Delete(left, hit, hit+1)
			if !g.Optional {
				right++
			}
		case !g.Optional:
			missed = append(missed, g)
		}
	}
	for _, p := range left {
		// One name may stand in two roles; without roles it is counted once.
		again := !withRole && slices.ContainsFunc(gold, func(g Organization) bool { return g.answersTo(p.Name) })
		if !p.Anonymous && !again {
			wrong = append(wrong, p)
		}
	}
	return right, wrong, missed
}

// A pair is a gold incident and the answer taken for it; one of them may be missing (nil).
type pair struct{ gold, answer *Incident }

// align pairs gold and answered incidents, the most alike first. Where a document has
// just one of each they are a pair, however unlike.
func align(gold, answer []Incident) []pair {
	type candidate struct{ likeness, gold, answer int }
	var all []candidate
	for i, g := range gold {
		for j, p := range answer {
			all = append(all, candidate{likeness(g, p), i, j})
		}
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return b.likeness - a.likeness })
	goldDone, answerDone := map[int]bool{}, map[int]bool{}
	var pairs []pair
	for _, c := range all {
		forced := len(all) == 1
		if (c.likeness > 0 || forced) && !goldDone[c.gold] && !answerDone[c.answer] {
			goldDone[c.gold], answerDone[c.answer] = true, true
			pairs = append(pairs, pair{&gold[c.gold], &answer[c.answer]})
		}
	}
	for i := range gold {
		if !goldDone[i] {
			pairs = append(pairs, pair{&gold[i], nil})
		}
	}
	for j := range answer {
		if !answerDone[j] {
			pairs = append(pairs, pair{nil, &answer[j]})
		}
	}
	return pairs
}

func likeness(g, p Incident) int {
	orgs, _, _ := matchOrgs(g.Organizations, p.Organizations, false)
	n := 3 * orgs
	for _, k := range keyed {
		switch k.slot {
		case "date_values", "count_values", "category_codes", "services", "causes":
			n += k.keys(g, allowed).both(k.keys(p, allowed))
		}
	}
	return n
}
