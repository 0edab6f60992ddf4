package store

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// manyCases keeps cases of organisations 社1, 社2 … of 10, 20 … people, announced day by day.
func manyCases(t *testing.T, n int) *Store {
	t.Helper()
	s := open(t)
	for i := 1; i <= n; i++ {
		day := fmt.Sprintf("2025-07-%02d", i)
		in := breach(fmt.Sprintf("株式会社%c商会", 'ア'+2*rune(i)), []string{"lost", "ransomware", ""}[i%3], day, int64(10*i))
		tell(t, s, i, day, "お知らせ", in)
	}
	return s
}

func TestCasePage(t *testing.T) {
	s := manyCases(t, 7)
	for _, c := range []struct {
		name          string
		filter        Filter
		order         CaseOrder
		descending    bool
		offset, limit int
		want          string
		total         int64
	}{
		{"first", Filter{}, ByAnnounced, false, 0, 3, "1 2 3", 7},
		{"newest", Filter{}, ByAnnounced, true, 0, 3, "7 6 5", 7},
		{"second page", Filter{}, ByAnnounced, true, 3, 3, "4 3 2", 7},
		{"last page", Filter{}, ByAnnounced, true, 6, 3, "1", 7},
		{"beyond", Filter{}, ByAnnounced, true, 9, 3, "", 7},
		{"by size", Filter{}, ByCount, true, 0, 2, "7 6", 7},
		{"by name", Filter{}, ByOrganization, false, 0, 2, "1 2", 7},
		{"filtered", Filter{Cause: "ransomware"}, ByAnnounced, true, 0, 2, "7 4", 3},
		{"none", Filter{Cause: "stolen"}, ByAnnounced, true, 0, 2, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			err := s.Snapshot(t.Context(), c.filter, func(p *Snapshot) error {
				page, total, err := p.CasePage(c.order, c.descending, c.offset, c.limit)
				var ids []string
				for _, found := range page {
					ids = append(ids, fmt.Sprint(found.ID))
				}
				if got := strings.Join(ids, " "); got != c.want || total != c.total {
					t.Errorf("cases %s of %d, want %s of %d", got, total, c.want, c.total)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		})
	}
	err := s.Snapshot(t.Context(), Filter{}, func(p *Snapshot) error {
		_, _, err := p.CasePage("id; DROP TABLE cases", false, 0, 1)
		return err
	})
	if err == nil {
		t.Error("an order that there is not was taken")
	}
}

// A page tells the same of a case as the list of all cases does.
func TestCasePageTellsAll(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1.0")
	err := s.Snapshot(t.Context(), Filter{}, func(p *Snapshot) error {
		all, err := collect(p.Cases())
		if err != nil {
			return err
		}
		page, _, err := p.CasePage(ByRevised, true, 0, 10)
		if err != nil {
			return err
		}
		if len(all) != 1 || len(page) != 1 || !reflect.DeepEqual(all[0], *page[0]) {
			t.Errorf("the page has %+v, the list %+v", page, all)
		}
		for c, err := range p.LastRevised(1) {
			if err != nil {
				return err
			}
			if len(c.Reports) != 1 || len(c.Reports[0].Counts) == 0 {
				t.Errorf("its reports are %+v", c.Reports)
			}
			words, err := p.Words(c.Reports)
			if err != nil {
				return err
			}
			if got := words[c.Reports[0].ID].Text; got != article("").Text {
				t.Errorf("its words are %q", got)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestStatistics(t *testing.T) {
	s := manyCases(t, 4)
	in := breach("ひばり市", "lost", "2025-08-10", 0)
	in.Dates = append(in.Dates, extract.Date{Date: "2025-08-03", Role: "detected"})
	in.Categories = []extract.Category{{Code: "name", Status: "exposed"}, {Code: "pin", Status: "not_exposed"}}
	tell(t, s, 5, "2025-08-10", "紛失", in)
	var got Statistics
	err := s.Snapshot(t.Context(), Filter{Since: "2025-07-02"}, func(p *Snapshot) (err error) {
		got, err = p.Statistics()
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := Statistics{
		Cases:      4,
		Months:     []MonthCount{{"2025-07", "", 1, 20}, {"2025-07", "lost", 1, 30}, {"2025-07", "ransomware", 1, 40}, {"2025-08", "lost", 1, 0}},
		Categories: []CategoryCount{{"name", 1, 0}, {"pin", 0, 1}},
		Sizes:      []SizeCount{{10, 3}},
		Delays:     []DelayCount{{7, 1}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestMergedCase(t *testing.T) {
	s := manyCases(t, 2)
	if err := s.MergeCases(t.Context(), 1, 2); err != nil {
		t.Fatal(err)
	}
	_, err := s.CaseStory(t.Context(), 2)
	var merged *MergedError
	if !errors.As(err, &merged) || merged.Into != 1 || !errors.Is(err, ErrNoCase) {
		t.Errorf("error %v", err)
	}
	if cases, err := s.CasesOf(t.Context(), 2); err != nil || len(cases) != 1 || cases[0] != 1 {
		t.Errorf("article 2 tells of %v, %v", cases, err)
	}
	c, err := s.CaseStory(t.Context(), 1)
	if err != nil || len(c.Timeline) == 0 || len(c.Counts) != 2 {
		t.Errorf("%+v, %v", c, err)
	}
}
