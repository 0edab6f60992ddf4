package store

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// crowd is the nth report on one event, which is told with more and more, and corrected twice.
func crowd(n int) (day string, in extract.Incident) {
	people := int64(1200)
	switch {
	case n >= 100:
		people = 2500
	case n >= 50:
		people = 1500
	}
	in = breach("株式会社みどり商事", "ransomware", "2025-07-12", people)
	if n%3 == 0 {
		in.Counts = nil
	}
	if n%40 == 7 {
		in.Counts = append(in.Counts, extract.Count{Value: 30, Unit: "people", Qualifier: "exact", Role: "part", Subject: "従業員", Text: "30人"})
	}
	if n == 20 {
		in.Dates = append(in.Dates, extract.Date{Date: "2025-07-10", Role: "detected", Text: "10日"})
		in.Causes = append(in.Causes, extract.Cause{Code: "vulnerability_exploit"})
	}
	if n >= 30 && n < 90 {
		in.Categories = []extract.Category{{Code: "name", Status: "exposed", Text: "氏名"}}
	}
	if n == 60 {
		in.Categories = append(in.Categories, extract.Category{Code: "address", Status: "not_exposed", Text: "住所"})
		in.Exposure = "confirmed"
	}
	return time.Date(2025, 7, 12, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n/5).Format(time.DateOnly), in
}

// TestCrowdedCaseTellsTheSame saves so many reports on one event that its case is not looked at whole,
// and compares it with what all of them together make.
func TestCrowdedCaseTellsTheSame(t *testing.T) {
	const reports = 3 * maxWhole
	for _, order := range []string{"as it came", "the newest first", "in no order"} {
		t.Run(order, func(t *testing.T) {
			if testing.Short() && order != "in no order" {
				t.Skip("one order is enough for the race detector")
			}
			turn := make([]int, reports)
			for i := range turn {
				turn[i] = i
				if order == "the newest first" {
					turn[i] = reports - 1 - i
				}
			}
			if order == "in no order" {
				turn = rand.New(rand.NewPCG(1, 2)).Perm(reports)
			}
			s := open(t)
			for _, n := range turn {
				day, in := crowd(n)
				tell(t, s, n, day, fmt.Sprintf("みどり商事にランサム攻撃、続報%d", n), in)
				if n == 75 {
					tell(t, s, 9000, day, "みどり商事、メールを誤送信", breach("株式会社みどり商事", "misdelivery_email", day, 30))
				}
			}
			reread(t, s, 75, "2", breach("みどり商事", "ransomware", "2025-07-12", 1500))
			sound(t, s)
			tells := func() []string {
				return []string{
					one(t, s, `SELECT json_group_array(json_array(organization, announced, detected, people, people_qualifier, people_as_of,
						first_reported_people, exposure, title, published, first_seen, (SELECT count(*) FROM case_reports WHERE case_id = c.id),
						(SELECT group_concat(code) FROM (SELECT code FROM case_causes WHERE case_id = c.id ORDER BY position)),
						(SELECT group_concat(code || ' ' || status) FROM (SELECT * FROM case_categories WHERE case_id = c.id ORDER BY code))))
						FROM (SELECT * FROM cases ORDER BY people) c`),
					one(t, s, `SELECT group_concat(article_id) FROM (SELECT article_id FROM case_reports ORDER BY case_id, position)`),
					one(t, s, `SELECT group_concat(p) FROM (SELECT DISTINCT position AS p FROM case_reports ORDER BY p)`),
					one(t, s, `SELECT group_concat(i.article_id || ' ' || n.position || ' ' || n.standing, '; ') FROM
						(SELECT * FROM case_counts WHERE standing = 'latest' ORDER BY incident_id) n JOIN case_reports i USING (incident_id)`),
				}
			}
			got := tells()
			if err := s.Repair(t.Context()); err != nil { // looks at whole cases
				t.Fatal(err)
			}
			for i, want := range tells() {
				if got[i] != want {
					t.Errorf("crowded: %s\nin whole: %s", got[i], want)
				}
			}
			if n := one(t, s, "SELECT count(*) FROM cases"); n != "2" {
				t.Errorf("%s cases", n)
			}
		})
	}
}
