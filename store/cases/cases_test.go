package cases

import (
	"slices"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// report is one on the organisation みどり, of article and incident id.
func report(id int64, asOf, cause string, people int64, dates ...extract.Date) *Report {
	r := &Report{
		ID: id, Article: id, Revision: 1, Current: true, AsOf: asOf, Published: asOf, Party: "みどり", Keys: []string{"みどり"},
		Organization: extract.Organization{Name: "株式会社みどり", Role: "breached"},
	}
	if cause != "" {
		r.Causes = []extract.Cause{{Code: cause}}
	}
	if people > 0 {
		r.Counts = []extract.Count{total(people, "exact")}
	}
	r.Dates = dates
	return r
}

func total(n int64, qualifier string) extract.Count {
	return extract.Count{Value: n, Unit: "people", Qualifier: qualifier, Role: "total"}
}

func on(role, date string) extract.Date { return extract.Date{Role: role, Date: date} }

func TestAgree(t *testing.T) {
	for _, c := range []struct {
		x, y extract.Count
		want bool
	}{
		{total(1200, "exact"), total(1200, "exact"), true},
		{total(1200, "exact"), total(1201, "exact"), false},
		{total(1200, "about"), total(1234, "exact"), true},
		{total(1234, "exact"), total(1200, "about"), true},
		{total(1200, "about"), total(1300, "exact"), false},
		{total(1200, "about"), total(1150, "exact"), true},
		{total(1200, "about"), total(1300, "about"), false},
		{total(950000, "about"), total(941234, "exact"), true},
		{total(950000, "about"), total(940000, "exact"), false},
		{total(0, "about"), total(1, "exact"), false},
		{total(1000, "about"), total(1500, "exact"), false},
		{total(1000, "several"), total(7000, "exact"), true},
		{total(1000, "several"), total(17000, "exact"), false},
	} {
		if got := Agree(c.x, c.y); got != c.want {
			t.Errorf("Agree(%d %s, %d %s) is %v", c.x.Value, c.x.Qualifier, c.y.Value, c.y.Qualifier, got)
		}
	}
}

func TestCompare(t *testing.T) {
	announced := on("announced", "2025-07-12")
	for _, c := range []struct {
		name string
		a, b *Report
		same bool
	}{
		{"one announcement", report(1, "2025-07-12", "lost", 0, announced), report(2, "2025-07-13", "lost", 0, announced), true},
		{"one number", report(1, "2025-07-12", "lost", 1200), report(2, "2025-07-14", "lost", 1200), true},
		{"a small number", report(1, "2025-07-12", "lost", 1), report(2, "2025-07-25", "lost", 1), false},
		{"other numbers", report(1, "2025-07-12", "lost", 30), report(2, "2025-07-14", "lost", 40), false},
		{"one attack, corrected", report(1, "2025-07-12", "ransomware", 30, announced), report(2, "2025-08-20", "ransomware", 40, announced), true},
		{"one attack in a month", report(1, "2025-07-12", "ransomware", 0), report(2, "2025-08-09", "ransomware", 0), true},
		{"attacks months apart", report(1, "2025-07-12", "ransomware", 0), report(2, "2025-12-09", "ransomware", 0), false},
		{"one slip in a month", report(1, "2025-07-12", "misdelivery_email", 0), report(2, "2025-07-20", "misdelivery_email", 0), false},
		{"other causes", report(1, "2025-07-12", "lost", 1200, announced), report(2, "2025-07-12", "phishing", 1200, announced), false},
		{"a cause told later", report(1, "2025-07-12", "unauthorized_access", 1200), report(2, "2025-07-30", "ransomware", 1200), true},
		{"years apart", report(1, "2023-07-12", "lost", 1200), report(2, "2025-07-12", "lost", 1200), false},
		{"detected on other days", report(1, "2025-07-12", "misdelivery_email", 0, announced, on("detected", "2025-07-10")),
			report(2, "2025-07-12", "misdelivery_email", 0, announced, on("detected", "2025-07-11")), false},
		{"nothing known", report(1, "", "", 0), report(2, "", "", 0), false},
		{"a month that holds the day", report(1, "2025-12-28", "lost", 1200, on("announced", "2025-07")), report(2, "2025-07-12", "lost", 1200, announced), true},
	} {
		rs := Compare(c.a, c.b)
		if got := rs.Points() >= enough(c.a, c.b); got != c.same {
			t.Errorf("%s: %v, %s", c.name, got, rs)
		}
		if back := Compare(c.b, c.a); back.Points() != rs.Points() {
			t.Errorf("%s: the other way round %s", c.name, back)
		}
	}
}

// ids are the groups by the ids of their reports.
func ids(groups [][]Member) (all [][]int64) {
	for _, g := range groups {
		var list []int64
		for _, m := range g {
			list = append(list, m.ID)
		}
		all = append(all, list)
	}
	return all
}

func TestGroup(t *testing.T) {
	announced := on("announced", "2025-07-12")
	first, again := report(1, "2025-07-12", "lost", 1200, announced), report(2, "2025-07-13", "lost", 1200, announced)
	other := report(3, "2025-07-14", "phishing", 50)
	sibling := report(4, "2025-07-12", "lost", 1200, announced)
	sibling.Article = 1
	revised := report(5, "2025-07-20", "lost", 1300, announced)
	revised.Article, revised.Revision = 1, 2
	vague := report(6, "2025-07-13", "", 0, announced, on("detected", "2025-07-10"))
	for _, c := range []struct {
		name    string
		reports []*Report
		decided Decisions
		want    [][]int64
	}{
		{"two and another", []*Report{first, again, other}, Decisions{}, [][]int64{{1, 2}, {3}}},
		{"two of one article stay apart", []*Report{first, sibling}, Decisions{}, [][]int64{{1}, {4}}},
		{"a revision is the same", []*Report{first, revised}, Decisions{}, [][]int64{{1, 5}}},
		{"told apart", []*Report{first, again}, Decisions{Apart: []Pair{{2, 1}}}, [][]int64{{1}, {2}}},
		{"put together", []*Report{first, other}, Decisions{Same: []Pair{{3, 1}}}, [][]int64{{1, 3}}},
		{"together, though apart", []*Report{first, sibling}, Decisions{Same: []Pair{{1, 4}}}, [][]int64{{1, 4}}},
		{"closed", []*Report{first, again}, Decisions{Closed: []int64{1}}, [][]int64{{1}, {2}}},
		{"closed, but put together", []*Report{first, again}, Decisions{Closed: []int64{1}, Same: []Pair{{1, 2}}}, [][]int64{{1, 2}}},
		{"decisions on what is not there", []*Report{first}, Decisions{Same: []Pair{{1, 99}}, Apart: []Pair{{98, 1}}, Closed: []int64{97}}, [][]int64{{1}}},
		{"nothing", nil, Decisions{}, nil},
		// 6 would go with 2 and with a report on phishing; these two contradict each other.
		{"no bridge", []*Report{again, report(7, "2025-07-13", "phishing", 9, announced, on("detected", "2025-07-10")), vague}, Decisions{},
			[][]int64{{2}, {6, 7}}},
	} {
		for range 3 {
			if got := ids(Group(c.reports, c.decided)); !slices.EqualFunc(got, c.want, slices.Equal) {
				t.Errorf("%s: %v, want %v", c.name, got, c.want)
			}
			slices.Reverse(c.reports) // the order does not matter
		}
	}
}

func TestNamelessNeedMore(t *testing.T) {
	a, b := report(1, "2025-07-12", "lost", 340), report(2, "2025-07-13", "lost", 340)
	for _, r := range []*Report{a, b} {
		r.Organization = extract.Organization{Name: "都内の大学", Role: "breached", Anonymous: true}
	}
	if got := len(Group([]*Report{a, b}, Decisions{})); got != 1 {
		t.Errorf("the same number: %d groups", got)
	}
	b.Counts = []extract.Count{total(350, "exact")}
	b.Dates, a.Dates = []extract.Date{on("announced", "2025-07-12")}, []extract.Date{on("announced", "2025-07-12")}
	if got := len(Group([]*Report{a, b}, Decisions{})); got != 2 {
		t.Errorf("the same day only: %d groups", got)
	}
}

func TestNumbers(t *testing.T) {
	group := Group([]*Report{
		report(1, "2025-07-12", "ransomware", 1234, on("announced", "2025-07-12")),
		report(2, "2025-07-13", "ransomware", 1234, on("announced", "2025-07-12")),
		report(3, "2025-08-20", "ransomware", 1500, on("announced", "2025-07-12")),
	}, Decisions{})[0]
	group[1].Counts[0] = total(1200, "about")
	group[2].Counts = append(group[2].Counts, extract.Count{Value: 1234, Unit: "people", Qualifier: "exact", Role: "prior"})
	got := Numbers(group)
	for i, want := range [][]Standing{{Superseded}, {Superseded}, {Latest, Superseded}} {
		for at, standing := range want {
			if got[i][at].Standing != standing {
				t.Errorf("number %d of report %d is %s, want %s", at, i, got[i][at].Standing, standing)
			}
		}
	}
	if c := got[2][0].Corrects; c == nil || *c != (Place{0, 0}) {
		t.Errorf("1500 corrects %v, want the exact 1234", c)
	}
	if got[1][0].Corrects != nil || got[2][1].Corrects != nil {
		t.Error("rounding and an earlier number are no corrections")
	}
	s := Summarize(group)
	if *s.People.Value != 1500 || *s.People.First != 1234 || s.People.AsOf != "2025-08-20" {
		t.Errorf("people %d, first %d, as of %s", *s.People.Value, *s.People.First, s.People.AsOf)
	}
}

func TestSummarize(t *testing.T) {
	a := report(1, "2025-07-12", "unauthorized_access", 0, on("announced", "2025-07-12"), on("detected", "2025-07-10"))
	a.Exposure, a.Title, a.FirstSeen = "possible", "第1報", "2025-07-12T00:00:00Z"
	a.Categories = []extract.Category{{Code: "name", Status: "exposed"}, {Code: "credit_card", Status: "exposed"}}
	b := report(2, "2025-08-01", "ransomware", 0, on("announced", "2025-08-01"), on("announced", "2025-07-12"), on("detected", "2025-07-09"))
	b.Exposure, b.Title, b.FirstSeen = "unknown", "第2報", "2025-08-01T00:00:00Z"
	b.Categories = []extract.Category{{Code: "credit_card", Status: "not_exposed"}}
	groups := Group([]*Report{b, a}, Decisions{})
	if len(groups) != 1 {
		t.Fatalf("%d groups", len(groups))
	}
	s := Summarize(groups[0])
	if s.Title != "第1報" || s.Announced != "2025-07-12" || s.Detected != "2025-07-09" || s.Exposure != "possible" {
		t.Errorf("%+v", s)
	}
	if !slices.Equal(s.Causes, []string{"ransomware"}) {
		t.Errorf("causes %v", s.Causes)
	}
	if !slices.Equal(s.Categories, []Category{{"name", "exposed"}, {"credit_card", "not_exposed"}}) {
		t.Errorf("categories %v", s.Categories)
	}
	if s.People.Value != nil || s.People.First != nil {
		t.Error("a number that nobody tells")
	}
}

func TestSubject(t *testing.T) {
	contractor := extract.Organization{Name: "株式会社コウノ計算センター", Role: "breached", Also: []string{"コウノ計算センター"}}
	client := func(name string, at int) extract.Organization {
		return extract.Organization{Name: name, Role: "affected", Proof: extract.Proof{Evidence: []extract.Evidence{{Start: at, End: at + 1}}}}
	}
	chain := []extract.Cause{{Code: "ransomware"}, {Code: "supply_chain"}}
	first := contractor
	first.Evidence = []extract.Evidence{{Start: 20, End: 30}}
	town, coop, school := client("柳瀬町", 30), client("東浜生活協同組合", 10), client("県立柳瀬高校", 50)
	for _, c := range []struct {
		name, title string
		orgs        []extract.Organization
		causes      []extract.Cause
		want, by    string
	}{
		{"its own", "お知らせ", []extract.Organization{contractor}, chain, contractor.Name, ""},
		{"a client's notice", "委託先への不正アクセスについて", []extract.Organization{contractor, town}, chain, town.Name, contractor.Name},
		{"the client in the headline", "不正アクセス - 柳瀬町", []extract.Organization{contractor, coop, town}, chain, town.Name, contractor.Name},
		{"the contractor in the headline", "コウノ計算センターに不正アクセス", []extract.Organization{contractor, town}, chain, contractor.Name, ""},
		{"many clients", "相次ぐ公表", []extract.Organization{contractor, town, coop, school}, chain, contractor.Name, ""},
		{"news that names the contractor first", "予約サービスに不正アクセス", []extract.Organization{first, town}, chain, contractor.Name, ""},
		{"news that names the client first", "予約サービスに不正アクセス", []extract.Organization{first, coop}, chain, coop.Name, contractor.Name},
		{"a notice that signs last", "予約サービスへの不正アクセスについて", []extract.Organization{first, town}, chain, town.Name, contractor.Name},
		{"two clients: the one told of first", "お知らせ", []extract.Organization{contractor, town, coop}, chain, coop.Name, contractor.Name},
		{"no contractor: a parent or a board of education", "お知らせ", []extract.Organization{contractor, town}, chain[:1], contractor.Name, ""},
		{"only affected", "お知らせ", []extract.Organization{town}, chain, town.Name, ""},
	} {
		subject, by, ok := Subject(extract.Incident{Organizations: c.orgs, Causes: c.causes}, c.title)
		name := ""
		if by != nil {
			name = by.Name
		}
		if !ok || subject.Name != c.want || name != c.by {
			t.Errorf("%s: %s by way of %q", c.name, subject.Name, name)
		}
	}
	if _, _, ok := Subject(extract.Incident{}, ""); ok {
		t.Error("nobody is a subject")
	}
}

func TestAsOf(t *testing.T) {
	for _, c := range []struct{ title, announced, appeared, want string }{
		{"", "2025-07-12", "2025-07-31", "2025-07-12"},
		{"", "", "2025-07-31", "2025-07-31"},
		{"", "2025-08-12", "2025-07-31", "2025-07-31"},
		{"", "2025-07", "2025-07-31", "2025-07-31"},
		{"お知らせ（第２報）", "2025-07-12", "2025-07-31", "2025-07-31"},
	} {
		in := extract.Incident{Dates: []extract.Date{on("announced", c.announced)}}
		if got := AsOf(in, c.title, c.appeared); got != c.want {
			t.Errorf("announced %s, appeared %s: as of %s, want %s", c.announced, c.appeared, got, c.want)
		}
	}
}
