package store

import (
	"fmt"
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
