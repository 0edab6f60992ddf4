package web

import (
	"strconv"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/store"
)

func TestScale(t *testing.T) {
	for _, c := range []struct{ most, step, top int64 }{
		{0, 1, 1}, {1, 1, 1}, {4, 1, 4}, {5, 2, 6}, {10, 5, 10}, {24, 5, 25}, {25, 10, 30}, {99, 20, 100}, {5_820, 2000, 6000}, {1 << 40, 500_000_000_000, 1_500_000_000_000},
	} {
		step, top := scale(c.most)
		if step != c.step || top != c.top {
			t.Errorf("%d: step %d to %d, want %d to %d", c.most, step, top, c.step, c.top)
		}
	}
}

// Bars stand on the ground and on one another, inside of the picture.
func TestColumns(t *testing.T) {
	c := columns([]string{"a", "b"}, []series{{"one", "c0", []int64{3, 0}}, {"two", "c1", []int64{1, 4}}})
	if len(c.Bars) != 3 {
		t.Fatalf("%d bars", len(c.Bars))
	}
	ground := chartHeight - marginFoot
	if b := c.Bars[0]; b.Y+b.Height != ground {
		t.Errorf("the first bar ends at %v, the ground is at %v", b.Y+b.Height, ground)
	}
	if low, high := c.Bars[0], c.Bars[1]; high.Y+high.Height != low.Y || low.Height != 3*high.Height {
		t.Errorf("%+v does not stand on %+v", high, low)
	}
	for _, b := range c.Bars {
		if b.X < marginLeft || b.X+b.Width > chartWidth || b.Y < marginTop {
			t.Errorf("%+v is outside", b)
		}
	}
}

func TestByPeriod(t *testing.T) {
	months := []store.MonthCount{
		{Month: "2025-01", Cause: "lost", Cases: 2, People: 20}, {Month: "2025-03", Cause: "", Cases: 1, People: 5}, {Month: "2025-03", Cause: "lost", Cases: 1},
	}
	periods, cases, people := byPeriod(wording.EN, months, "none", "other")
	if got := strings.Join(periods, " "); got != "2025-01 2025-02 2025-03" {
		t.Errorf("periods %s", got)
	}
	if len(cases) != 2 || cases[1].Name != "none" || cases[0].Values[2] != 1 || cases[1].Values[2] != 1 || people[0].Values[0] != 20 {
		t.Errorf("cases %v, people %v", cases, people)
	}
	periods, cases, _ = byPeriod(wording.EN, []store.MonthCount{{Month: "2019-12", Cause: "lost", Cases: 1}, {Month: "2025-01", Cause: "lost", Cases: 2}}, "none", "other")
	if len(periods) != 7 || periods[0] != "2019" || cases[0].Values[0] != 1 || cases[0].Values[6] != 2 {
		t.Errorf("years %v: %v", periods, cases)
	}
	// A month that no calendar has, which a hostile date may be, breaks nothing.
	periods, _, _ = byPeriod(wording.EN, []store.MonthCount{{Month: "2025-99", Cause: "lost", Cases: 1}}, "none", "other")
	if len(periods) != 1 {
		t.Errorf("periods %v", periods)
	}
	var causes []store.MonthCount
	for i, k := range store.Codes("cause") {
		causes = append(causes, store.MonthCount{Month: "2025-01", Cause: k.Code, Cases: int64(1 + i)})
	}
	_, cases, _ = byPeriod(wording.EN, causes, "none", "other")
	sum := int64(0)
	for _, s := range cases {
		sum += s.Values[0]
	}
	if n := int64(len(causes)); len(cases) != namedCauses+2 || sum != n*(n+1)/2 {
		t.Errorf("%d series with %d cases", len(cases), sum)
	}
}

func TestBySize(t *testing.T) {
	places, cases := bySize([]store.SizeCount{{From: 10, Cases: 3}, {From: 1000, Cases: 1}})
	if got := strings.Join(places, " "); got != "1– 10– 100– 1,000–" || cases[0] != 0 || cases[1] != 3 || cases[2] != 0 || cases[3] != 1 {
		t.Errorf("%s: %v", got, cases)
	}
}

func TestByDelay(t *testing.T) {
	places, cases, median := byDelay([]store.DelayCount{{Days: 0, Cases: 1}, {Days: 3, Cases: 2}, {Days: 4, Cases: 1}, {Days: 400, Cases: 1}})
	if len(places) != len(cases) || cases[0] != 1 || cases[1] != 2 || cases[2] != 1 || cases[len(cases)-1] != 1 || median != 3 {
		t.Errorf("%v: %v, median %d", places, cases, median)
	}
}

// Every picture says in words what it shows, and its numbers stand in a table.
func TestPictures(t *testing.T) {
	s := many(t)
	d := s.get("/pictures?cause=lost")
	if got := d.Find(".count").Text(); got != "40 cases" {
		t.Errorf("it is of %q", got)
	}
	if n := d.Find("svg").Length(); n < 3 {
		t.Fatalf("%d pictures", n)
	}
	for _, e := range d.Find("section.picture").EachIter() {
		svg := e.Find("svg")
		if role, _ := svg.Attr("role"); role != "img" || svg.Find("title").First().Text() == "" || svg.Find("desc").Text() == "" {
			t.Errorf("%s has no words", e.Find("h2").Text())
		}
		if e.Find("table tbody tr").Length() == 0 {
			t.Errorf("%s has no numbers", e.Find("h2").Text())
		}
	}
	sum := 0
	for _, e := range d.Find("section.picture").First().Find("tbody td").EachIter() {
		n, err := strconv.Atoi(e.Text())
		if err != nil {
			t.Fatal(err)
		}
		sum += n
	}
	if sum != 40 {
		t.Errorf("the first picture is of %d cases", sum)
	}
}
