package cases

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/kawaraban/kawaraban/extract"
)

// Points that two reports need to be put together. More where they know the organisation
// by different names, one of which is an alias. An organisation without a name is a weak
// tie: the same words (都内の大学) are said of many.
const (
	need          = 4
	needAlias     = 5
	needAnonymous = 7
)

// FarApart is the number of days after which two reports are not compared any more;
// reports on one event come within about a year.
const FarApart = 400

// A Reason is one thing that speaks for or against two reports meaning the same event.
type Reason struct {
	What   string // "announced", "people"
	Value  string // "2025-07-12"; "" where What says all
	Number int64  // 1234; 0 where What says all
	Points int    // negative: against
}

func (r Reason) String() string {
	s := r.What
	if r.Value != "" {
		s += " " + r.Value
	}
	if r.Number != 0 {
		s += " " + strconv.FormatInt(r.Number, 10)
	}
	return fmt.Sprintf("%s %+d", s, r.Points)
}

// Reasons are the reasons of one pair of reports.
type Reasons []Reason

// Points is their sum.
func (rs Reasons) Points() (sum int) {
	for _, r := range rs {
		sum += r.Points
	}
	return sum
}

// String lists them as a person reads them: "people 1234 +4; cause ransomware +3".
func (rs Reasons) String() string {
	parts := make([]string, len(rs))
	for i, r := range rs {
		parts[i] = r.String()
	}
	return strings.Join(parts, "; ")
}

func (rs *Reasons) add(points int, what, value string, number int64) {
	*rs = append(*rs, Reason{what, value, number, points})
}

// enough is how many points two reports need.
func enough(a, b *Report) int {
	if a.Organization.Anonymous || b.Organization.Anonymous {
		return needAnonymous
	}
	if a.Party != b.Party {
		return needAlias
	}
	return need
}

// Compare says what speaks for and against two reports telling the same event at the
// same organisation. It takes for granted that they share a key.
func Compare(a, b *Report) Reasons { return compare(nil, newTraits(a), newTraits(b)) }

// compare appends the reasons to rs. It runs for every pair of reports on an organisation,
// so that it makes nothing on its way.
func compare(rs Reasons, a, b *traits) Reasons {
	compareTime(&rs, a, b)
	compareCounts(&rs, a, b)
	compareCauses(&rs, a, b)
	compareRest(&rs, a, b)
	return rs
}

// traits are a report as it is compared.
type traits struct {
	*Report
	anchors, detected, occurred []span
	causes                      []string
	services                    []string
	exposed                     []string // codes, sorted
	later                       bool     // its headline says that it comes after another report
}

func newTraits(r *Report) *traits {
	t := &traits{
		Report: r, anchors: r.anchors(), detected: r.spans("detected"), occurred: r.spans("occurred"),
		later: FollowUp(r.Title),
	}
	for _, c := range r.Causes {
		if c.Code != "supply_chain" { // the path: it stands beside another cause
			t.causes = append(t.causes, c.Code)
		}
	}
	for _, s := range r.Services {
		t.services = append(t.services, strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(s.Name)), "")))
	}
	for _, c := range r.Categories {
		if c.Status == "exposed" {
			t.exposed = append(t.exposed, c.Code)
		}
	}
	slices.Sort(t.exposed)
	t.exposed = slices.Compact(t.exposed)
	return t
}

// follows says that b is by its headline a later report than a, or a than b.
func follows(a, b *traits) bool {
	return a.AsOf < b.AsOf && b.later || b.AsOf < a.AsOf && a.later
}

func compareTime(rs *Reasons, a, b *traits) {
	if day := sharedDay(a, b, "announced"); day != "" {
		rs.add(3, "announced", day, 0)
	} else if days, exact := gap(a.anchors, b.anchors); days >= 0 {
		switch {
		case days <= 3 && exact:
			rs.add(2, "told within three days", "", 0)
		case days <= 31:
			rs.add(1, "told within a month", "", 0)
		case days <= 120:
		case days <= FarApart:
			rs.add(-1, "days apart", "", int64(days))
		default:
			rs.add(-6, "days apart", "", int64(days))
		}
	}
	compareDays(rs, a, b, "detected", a.detected, b.detected)
	compareDays(rs, a, b, "occurred", a.occurred, b.occurred)
}

func compareDays(rs *Reasons, a, b *traits, role string, x, y []span) {
	if day := sharedDay(a, b, role); day != "" {
		rs.add(3, role, day, 0)
		return
	}
	// An interval or a month that holds the other's day says little either way.
	if days, exact := gap(x, y); days > 0 {
		points := -1
		if exact && days > 3 { // a day or two is corrected, or counted from another moment
			points = -2
		}
		rs.add(points, role, "at another time", 0)
	}
}

// sharedDay is a day on which both say that it happened, "" for none.
func sharedDay(a, b *traits, role string) string {
	for i := range a.Dates {
		x := &a.Dates[i]
		if x.Role != role || len(x.Date) != len("2025-07-11") {
			continue
		}
		for j := range b.Dates {
			if y := &b.Dates[j]; y.Role == role && y.Date == x.Date {
				return x.Date
			}
		}
	}
	return ""
}

// compareCounts takes the strongest that the numbers say: that they agree, that one was
// corrected to the other, or that they differ.
func compareCounts(rs *Reasons, a, b *traits) {
	var best Reason
	differ := ""
	for i := range a.Counts {
		for j := range b.Counts {
			x, y := &a.Counts[i], &b.Counts[j]
			if x.Unit != y.Unit || x.Role != "total" && y.Role != "total" || x.Role == "impact" || y.Role == "impact" {
				continue
			}
			both := x.Role == "total" && y.Role == "total"
			if !Agree(*x, *y) {
				if both {
					differ = x.Unit
				}
				continue
			}
			points := countPoints(min(x.Value, y.Value))
			if !both {
				points-- // a total that the other one tells as an earlier number or a part
			}
			if points > best.Points {
				best = Reason{x.Unit, "", x.Value, points}
			}
		}
	}
	switch {
	case best.Points > 0:
		*rs = append(*rs, best)
	case differ != "" && follows(a, b):
		rs.add(-1, differ, "corrected", 0)
	case differ != "":
		rs.add(-2, differ, "differ", 0)
	}
}

// countPoints: large numbers are seldom the same by chance.
func countPoints(n int64) int {
	switch {
	case n >= 100:
		return 4
	case n >= 10:
		return 3
	}
	return 1
}

// Agree says that two numbers of one unit may be the same one: equal, or the rounded one
// is what the other rounds to.
func Agree(x, y extract.Count) bool {
	if x.Value == y.Value {
		return true
	}
	if rounded(x) == rounded(y) {
		return false
	}
	if rounded(y) {
		x, y = y, x
	}
	if x.Qualifier == "several" { // 数千 is any of the thousands
		return y.Value >= x.Value && y.Value < 10*x.Value
	}
	// x is rounded: by less than one in its last digit that is not 0, and by less than a tenth.
	step := int64(1)
	for x.Value > 0 && x.Value%(step*10) == 0 {
		step *= 10
	}
	step = min(step, x.Value/10)
	return x.Value-y.Value < step && y.Value-x.Value < step
}

func rounded(c extract.Count) bool { return c.Qualifier != "exact" }

// followUp are headlines of reports that come after another one.
var followUp = regexp.MustCompile(`第\s*[2-9二三四五六七八九]\s*報|続報|最終報|経過|調査結果|追加|訂正|修正|再発防止|その後|最終報告`)

// FollowUp says that a headline is that of a report after another one.
func FollowUp(title string) bool { return followUp.MatchString(norm.NFKC.String(title)) }

// attacks are causes of which an organisation seldom has two in a year; slips are common.
var attacks = []string{
	"ransomware", "web_skimming", "credential_stuffing", "phishing", "support_scam", "malware", "vulnerability_exploit",
	"unauthorized_access", "dos", "insider",
}

// vague causes are told in first reports of what turns out to be another attack.
var vague = []string{"unauthorized_access", "malware", "other_unknown"}

func compareCauses(rs *Reasons, a, b *traits) {
	if len(a.causes) == 0 || len(b.causes) == 0 {
		return
	}
	best, shared := 0, ""
	for _, c := range a.causes {
		points := 1
		if slices.Contains(attacks, c) {
			points = 3
		}
		if points > best && slices.Contains(b.causes, c) {
			best, shared = points, c
		}
	}
	switch {
	case shared != "":
		rs.add(best, "cause", shared, 0)
	case vagueOf(a.causes, b.causes), vagueOf(b.causes, a.causes):
		rs.add(1, "causes agree in kind", "", 0)
	default:
		rs.add(-4, "other causes", "", 0)
	}
}

// vagueOf says that x is a vague word for an attack that y names.
func vagueOf(x, y []string) bool {
	return slices.ContainsFunc(x, func(c string) bool { return slices.Contains(vague, c) }) &&
		slices.ContainsFunc(y, func(c string) bool { return slices.Contains(attacks, c) })
}

func compareRest(rs *Reasons, a, b *traits) {
	switch {
	case a.Article == b.Article:
		rs.add(4, "one article, revised", "", 0)
	case slices.Contains(a.Primary, b.Article) || slices.Contains(b.Primary, a.Article):
		rs.add(4, "one article is based on the other", "", 0)
	case follows(a, b):
		rs.add(1, "a later report by its headline", "", 0)
	}
	if len(a.services) > 0 && len(b.services) > 0 {
		if i := slices.IndexFunc(a.services, func(s string) bool { return slices.Contains(b.services, s) }); i >= 0 {
			rs.add(2, "service", a.Services[i].Name, 0)
		} else {
			rs.add(-1, "other services", "", 0)
		}
	}
	if slices.ContainsFunc(a.ContractorKeys, func(k string) bool { return slices.Contains(b.ContractorKeys, k) }) {
		rs.add(2, "contractor", a.Contractor.Name, 0)
	}
	common := 0
	for _, c := range a.exposed {
		if slices.Contains(b.exposed, c) {
			common++
		}
	}
	if common >= 3 && 5*common >= 3*(len(a.exposed)+len(b.exposed)-common) {
		rs.add(1, "the same kinds of data", "", 0)
	}
}
