package store

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// tell saves an article that appeared on day, with one incident.
func tell(t testing.TB, s *Store, n int, day, title string, in extract.Incident) {
	t.Helper()
	save(t, s, Article{
		URL: fmt.Sprintf("https://news.example/%d", n), Seen: noon,
		Article: extract.Article{Title: title, Text: title + "。", Published: day},
	}, extract.Reading{Incidents: []extract.Incident{in}}, "1")
}

func breach(name, cause, announced string, people int64) extract.Incident {
	in := extract.Incident{
		Organizations: []extract.Organization{{Name: name, Role: "breached"}},
		Causes:        []extract.Cause{{Code: cause}},
		Exposure:      "possible",
	}
	if announced != "" {
		in.Dates = []extract.Date{{Date: announced, Role: "announced", Text: announced}}
	}
	if people > 0 {
		in.Counts = []extract.Count{{Value: people, Unit: "people", Qualifier: "exact", Role: "total", Text: fmt.Sprint(people)}}
	}
	return in
}

func TestCasesGrowAndKeepTheirNumber(t *testing.T) {
	s := open(t)
	tell(t, s, 1, "2025-07-12", "みどり商事、ランサムウェア被害", breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200))
	tell(t, s, 2, "2025-07-13", "ランサム被害で顧客情報流出か - みどり商事", breach("みどり商事", "ransomware", "2025-07-12", 1200))
	tell(t, s, 3, "2025-08-20", "みどり商事、調査結果(第2報)", breach("㈱みどり商事", "ransomware", "2025-07-12", 1500))
	tell(t, s, 4, "2025-07-20", "みどり商事、メールを誤送信", breach("株式会社みどり商事", "misdelivery_email", "2025-07-20", 30))
	if got := one(t, s, `SELECT group_concat(case_id || ' ' || organization || ' ' || coalesce(people, '-') || ' '
		|| coalesce(first_reported_people, '-') || ' ' || sources || ' ' || causes, '; ') FROM (SELECT * FROM v_cases ORDER BY case_id)`); got !=
		"1 株式会社みどり商事 1500 1200 3 ransomware; 2 株式会社みどり商事 30 30 1 misdelivery_email" {
		t.Errorf("cases: %s", got)
	}
	sound(t, s)
}

// grouped is the cases with the articles of each: "1: 1 2; 2: 3".
func grouped(t testing.TB, s *Store) string {
	t.Helper()
	return one(t, s, `SELECT group_concat(line, '; ') FROM (
		SELECT case_id || ': ' || group_concat(replace(url, 'https://news.example/', ''), ' ') AS line FROM (
			SELECT r.case_id, a.url FROM case_reports r JOIN articles a ON a.id = r.article_id ORDER BY r.case_id, r.position)
		GROUP BY case_id ORDER BY case_id)`)
}

// reread reads an article again as newer rules do.
func reread(t testing.TB, s *Store, n int, version string, in ...extract.Incident) {
	t.Helper()
	for k, err := range s.Kept(t.Context(), "") {
		if err != nil {
			t.Fatal(err)
		}
		if k.URL != fmt.Sprintf("https://news.example/%d", n) {
			continue
		}
		if _, err := s.Reread(t.Context(), k, k.Article, extract.Reading{Incidents: in}, version); err != nil {
			t.Fatal(err)
		}
	}
}

func TestDecisionsAreRemembered(t *testing.T) {
	s := open(t)
	leak := breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200)
	tell(t, s, 1, "2025-07-12", "みどり商事、ランサムウェア被害", leak)
	tell(t, s, 2, "2025-07-13", "みどり商事にランサム攻撃", leak)
	tell(t, s, 3, "2025-07-13", "書類を紛失 - あおぞら市", breach("あおぞら市", "lost", "2025-07-12", 40))
	check := func(step, want string) {
		t.Helper()
		if got := grouped(t, s); got != want {
			t.Errorf("%s: cases %s, want %s", step, got, want)
		}
		sound(t, s)
	}
	check("at first", "1: 1 2; 2: 3")

	moved, err := s.SplitCase(t.Context(), 1, 2)
	if err != nil || moved != 3 {
		t.Fatalf("split: case %d, %v", moved, err)
	}
	check("split", "1: 1; 2: 3; 3: 2")
	reread(t, s, 2, "1", leak) // by the same version
	reread(t, s, 1, "2", leak) // by a newer one
	check("split and read again", "1: 1; 2: 3; 3: 2")
	reread(t, s, 2, "2", breach("みどり商事株式会社", "ransomware", "2025-07-12", 1200))
	check("under another name", "1: 1; 2: 3; 3: 2")

	if err := s.MergeCases(t.Context(), 3, 2, 1); err != nil {
		t.Fatal(err)
	}
	check("merged", "3: 1 2 3")
	reread(t, s, 3, "2", breach("あおぞら市", "lost", "2025-07-12", 41))
	check("merged and read again", "3: 1 2 3")
	if _, err := s.SplitCase(t.Context(), 1, 3); !errors.Is(err, ErrNoCase) || !strings.Contains(err.Error(), "part of case 3") {
		t.Errorf("a case that was merged away: %v", err)
	}

	if moved, err = s.SplitCase(t.Context(), 3, 3); err != nil {
		t.Fatal(err)
	}
	check("split again", fmt.Sprintf("3: 1 2; %d: 3", moved))

	if err := s.PinCase(t.Context(), 3, true); err != nil {
		t.Fatal(err)
	}
	tell(t, s, 4, "2025-07-14", "みどり商事のランサム被害", leak)
	check("pinned", fmt.Sprintf("3: 1 2; %d: 3; 5: 4", moved))
	reread(t, s, 1, "3", breach("株式会社みどり商事", "phishing", "2025-07-12", 7))
	check("pinned, though it reads otherwise now", fmt.Sprintf("3: 1 2; %d: 3; 5: 4", moved))
	if err := s.PinCase(t.Context(), 3, false); err != nil {
		t.Fatal(err)
	}
	check("no more pinned", fmt.Sprintf("3: 1 2; %d: 3; 5: 4", moved))
	reread(t, s, 1, "4", leak)
	check("as it was", fmt.Sprintf("3: 1 2 4; %d: 3", moved))
}

func TestDecisionsOnWhatIsNotThere(t *testing.T) {
	s := open(t)
	tell(t, s, 1, "2025-07-12", "みどり商事、ランサムウェア被害", breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200))
	if err := s.MergeCases(t.Context(), 1, 9); !errors.Is(err, ErrNoCase) {
		t.Errorf("merge: %v", err)
	}
	if _, err := s.SplitCase(t.Context(), 1, 7); err == nil {
		t.Error("an article of another case was split off")
	}
	if _, err := s.SplitCase(t.Context(), 1, 1); err == nil {
		t.Error("all of a case was split off")
	}
	if err := s.PinCase(t.Context(), 9, true); !errors.Is(err, ErrNoCase) {
		t.Errorf("pin: %v", err)
	}
	if got := one(t, s, "SELECT count(*) FROM case_decisions"); got != "0" {
		t.Errorf("%s decisions", got)
	}
}

func TestCaseThatDidNotChangeIsNotRevised(t *testing.T) {
	s := open(t)
	leak := breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200)
	tell(t, s, 1, "2025-07-12", "みどり商事、ランサムウェア被害", leak)
	was := one(t, s, "SELECT revised_at FROM cases")
	reread(t, s, 1, "1", leak)
	reread(t, s, 1, "2", leak)
	if got := one(t, s, "SELECT revised_at FROM cases"); got != was {
		t.Errorf("revised at %s without a change, was %s", got, was)
	}
	leak.Counts[0].Value = 1300
	save(t, s, Article{URL: "https://news.example/1", Seen: noon.AddDate(0, 0, 9),
		Article: extract.Article{Title: "みどり商事、1300人に", Text: "1300人", Published: "2025-07-12"}},
		extract.Reading{Incidents: []extract.Incident{leak}}, "2")
	if got := one(t, s, "SELECT revised_at FROM cases"); got != "2025-07-21T03:00:00Z" {
		t.Errorf("revised at %s", got)
	}
}

func TestViewsOfCases(t *testing.T) {
	s := open(t)
	first := breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200)
	first.Dates = append(first.Dates, extract.Date{Date: "2025-07-10", Role: "detected", Text: "10日"})
	tell(t, s, 1, "2025-07-12", "みどり商事、ランサムウェア被害", first)
	second := breach("株式会社みどり商事", "ransomware", "2025-07-12", 1500)
	second.Dates = append(second.Dates, extract.Date{Date: "2025-07-09", Role: "detected", Text: "9日"})
	second.Categories = []extract.Category{{Code: "name", Status: "exposed", Text: "氏名"}}
	tell(t, s, 2, "2025-08-20", "みどり商事、調査結果(第2報)", second)
	tell(t, s, 3, "2024-02-02", "書類を紛失 - あおぞら市", breach("あおぞら市", "lost", "", 0))
	for query, want := range map[string]string{
		`SELECT from_value || '>' || to_value || ' ' || from_as_of || ' ' || to_as_of || ' ' || direction FROM v_corrections`: "1200>1500 2025-07-12 2025-08-20 up",
		`SELECT group_concat(value || ' ' || standing) FROM v_case_counts`:                                                    "1200 superseded,1500 latest",
		`SELECT group_concat(date || superseded) FROM v_case_timeline WHERE role = 'detected'`:                                "2025-07-090,2025-07-101",
		`SELECT days FROM v_case_delays`: "3",
		`SELECT cases || ' ' || people FROM v_yearly WHERE year = '2025' AND dimension = 'all'`:                           "1 1500",
		`SELECT cases || ' ' || coalesce(people, '-') FROM v_yearly WHERE year = '2024' AND code = 'lost'`:                "1 -",
		`SELECT cases || label_en FROM v_yearly WHERE year = '2024' AND dimension = 'organization'`:                       "1municipality",
		`SELECT group_concat(month) FROM v_monthly WHERE dimension = 'all'`:                                               "2024-02,2025-07",
		`SELECT known || ' of ' || cases FROM v_quality WHERE question = 'people or records'`:                             "1 of 2",
		`SELECT code || status || label_en FROM v_case_categories`:                                                        "nameexposedPersonal name",
		`SELECT group_concat(code) FROM (SELECT code FROM v_case_causes ORDER BY case_id)`:                                "ransomware,lost",
		`SELECT coalesce(announced, '-') || published || coalesce(people, '-') || sources FROM v_cases WHERE case_id = 2`: "-2024-02-02-1",
		`SELECT urls FROM v_cases WHERE case_id = 1`:                                                                      "https://news.example/1; https://news.example/2",
	} {
		if got := one(t, s, query); got != want {
			t.Errorf("%s\nis %s, want %s", query, got, want)
		}
	}
}

func TestAliasPutsReportsTogether(t *testing.T) {
	s := open(t)
	tell(t, s, 1, "2025-07-12", "みどり商事、ランサムウェア被害", breach("株式会社みどり商事", "ransomware", "2025-07-12", 1200))
	tell(t, s, 2, "2025-07-13", "MSJにランサム攻撃", breach("MSJ", "ransomware", "2025-07-12", 1200))
	for _, step := range []struct {
		do   func(context.Context, string, string) error
		want string
	}{{s.PutAlias, "1: 1 2"}, {s.DeleteAlias, "1: 1; 3: 2"}} {
		if err := step.do(t.Context(), "株式会社みどり商事", "ＭＳＪ"); err != nil {
			t.Fatal(err)
		}
		if got := grouped(t, s); got != step.want {
			t.Errorf("cases %s, want %s", got, step.want)
		}
	}
}
