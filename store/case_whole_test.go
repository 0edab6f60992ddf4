package store

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// TestCasesAreThoseOfAllReports saves articles at random: new ones on few organisations, some of
// which are told of by others' names, with one incident or several, new wordings of them, newer
// readings, decisions. Every save looks at some of the reports only, and its cases have to be
// those that all reports together make.
func TestCasesAreThoseOfAllReports(t *testing.T) {
	runs := uint64(8)
	if testing.Short() {
		runs = 2
	}
	for seed := range runs {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			s := open(t)
			r := rand.New(rand.NewPCG(seed, 5))
			var log []string
			for n := range 40 {
				log = append(log, anyChange(t, s, r, n))
				if n%5 != 4 {
					continue
				}
				path := filepath.Join(t.TempDir(), fmt.Sprint(n))
				if err := s.copyTo(t.Context(), path); err != nil {
					t.Fatal(err)
				}
				whole := openAt(t, path)
				if err := whole.Repair(t.Context()); err != nil { // puts all together anew
					t.Fatal(err)
				}
				got, want := casesOf(t, s), casesOf(t, whole)
				for i := range max(len(got), len(want)) {
					if a, b := at(got, i), at(want, i); a != b {
						t.Errorf("is\n%s\nwant\n%s", a, b)
					}
				}
				if t.Failed() {
					t.Fatalf("after\n%s", strings.Join(log, "\n"))
				}
			}
			sound(t, s)
			if got := faults(t, s); got != "" {
				t.Error(got)
			}
		})
	}
}

// at is a line, "" behind the last one.
func at(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return ""
}

// casesOf is all that is stored of the cases but when it changed.
func casesOf(t *testing.T, s *Store) []string {
	return strings.Split(one(t, s, `SELECT group_concat(line, char(10)) FROM (
		SELECT json_array('case', id, organization, contractor, contractor_case_id, title, published, announced, occurred, detected, people, people_as_of,
			first_reported_people, exposure, confidence, first_seen,
			(SELECT group_concat(code) FROM (SELECT code FROM case_causes WHERE case_id = c.id ORDER BY position)),
			(SELECT json_group_array(json_array(article_id, incident_id, party, as_of, manual, score, reasons)) FROM (SELECT * FROM case_reports WHERE case_id = c.id ORDER BY position))) AS line
		FROM cases c
		UNION ALL SELECT json_array('count', incident_id, position, standing, corrects_incident_id, corrects_position) FROM case_counts
		UNION ALL SELECT json_array('key', name, role, as_of, incident_id) FROM case_keys
		ORDER BY 1)`), "\n")
}

// anyChange does one thing at random and tells which.
func anyChange(t *testing.T, s *Store, r *rand.Rand, n int) string {
	t.Helper()
	// All within FarApart: what is further apart is not looked for.
	day := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(380)).Format(time.DateOnly)
	incident := func() extract.Incident {
		in := breach(pick(r, "株式会社みどり商事", "みどり商事", "あおぞら市", "ひばり銀行", "すずめ病院"), pick(r, "ransomware", "lost", "unauthorized_access", "phishing"),
			pick(r, day, day, "2025-03-03", "2025-06", ""), pick(r, 0, 40, 1200, 1500, int64(r.IntN(90))))
		if r.IntN(3) == 0 {
			in.Dates = append(in.Dates, extract.Date{Date: pick(r, day, "2025-03-01", "2025-05"), Role: "detected", Text: "日"})
		}
		if r.IntN(4) == 0 {
			in.Services = []extract.Service{{Name: pick(r, "みどり便", "あおぞら帳")}}
		}
		if r.IntN(4) == 0 {
			in.Organizations[0].Also = []string{pick(r, "ひばり銀行", "みどり")}
		}
		if r.IntN(5) == 0 {
			in.Causes = append(in.Causes, extract.Cause{Code: "supply_chain"})
			in.Organizations = append(in.Organizations, extract.Organization{Name: pick(r, "つばめ市", "あおぞら市"), Role: "affected"})
		}
		return in
	}
	reading := func() (all []extract.Incident) {
		for range 1 + r.IntN(2)*r.IntN(3) {
			all = append(all, incident())
		}
		return all
	}
	articles := 1 + n/2
	number := 1 + r.IntN(articles)
	list := func(query string, args ...any) (all []int64) {
		if err := s.read(t.Context(), func(tx *sql.Tx) (err error) {
			all, err = ids(t.Context(), tx, query, args...)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return all
	}
	cases := list(`SELECT id FROM cases ORDER BY id`)
	what := r.IntN(20)
	switch {
	case what == 0 && len(cases) > 1:
		a, b := cases[r.IntN(len(cases))], cases[r.IntN(len(cases))]
		if a != b {
			return fmt.Sprint("merge ", a, b, s.MergeCases(t.Context(), a, b))
		}
		return ""
	case what == 1 && len(cases) > 0:
		id := cases[r.IntN(len(cases))]
		of := list(`SELECT article_id FROM case_reports WHERE case_id = ? ORDER BY position DESC LIMIT 1`, id)
		_, err := s.SplitCase(t.Context(), id, of...)
		return fmt.Sprint("split ", id, of, err)
	case what == 2 && len(cases) > 0:
		id := cases[r.IntN(len(cases))]
		return fmt.Sprint("pin ", id, s.PinCase(t.Context(), id, r.IntN(2) == 0))
	case what == 3:
		name, alias := pick(r, "株式会社みどり商事", "あおぞら市"), pick(r, "すずめ病院", "ひばり銀行")
		if r.IntN(2) == 0 {
			return fmt.Sprint("alias ", name, alias, s.PutAlias(t.Context(), name, alias))
		}
		return fmt.Sprint("no alias ", name, alias, s.DeleteAlias(t.Context(), name, alias))
	case what <= 6:
		in := reading()
		reread(t, s, number, fmt.Sprint("1.", n), in...)
		return fmt.Sprintf("reread %d %s", number, brief(in))
	}
	a := Article{
		URL: fmt.Sprintf("https://news.example/%d", number), Seen: noon.AddDate(0, 0, n),
		Article: extract.Article{Title: pick(r, "流出のお知らせ", "みどり商事で流出", "調査結果(第2報)", "続報"), Text: fmt.Sprint("本文", n), Published: day},
	}
	in := reading()
	save(t, s, a, extract.Reading{Incidents: in}, "1")
	return fmt.Sprintf("save %d %s %s %s", number, day, a.Title, brief(in))
}

// pick is one of several at random.
func pick[T any](r *rand.Rand, from ...T) T { return from[r.IntN(len(from))] }

// brief is what tells incidents apart.
func brief(in []extract.Incident) (s string) {
	for _, i := range in {
		s += fmt.Sprint(" [", i.Organizations[0].Name, i.Organizations[0].Also, " ", i.Causes[0].Code, " ")
		for _, d := range i.Dates {
			s += d.Role + d.Date + " "
		}
		for _, c := range i.Counts {
			s += fmt.Sprint(c.Value)
		}
		s += "]"
	}
	return s
}
