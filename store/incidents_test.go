package store

import (
	"context"
	"reflect"
	"testing"
)

func all(t testing.TB, s *Store, f Filter) []Row {
	t.Helper()
	var rows []Row
	for row, err := range s.Incidents(t.Context(), f) {
		if err != nil {
			t.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

func TestFilter(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1") // announced 2025-07-11; and one of no day but the article's, 2025-07-12
	tests := []struct {
		name   string
		filter Filter
		want   int
	}{
		{"all", Filter{}, 2},
		{"since the announcement", Filter{Since: "2025-07-11"}, 2},
		{"after the announcement", Filter{Since: "2025-07-12"}, 1},
		{"until the announcement", Filter{Until: "2025-07-11"}, 1},
		{"before", Filter{Until: "2025-07-10"}, 0},
		{"organisation", Filter{Organization: "あけぼの"}, 1},
		{"anonymous organisation", Filter{Organization: "都内の"}, 1},
		{"other organisation", Filter{Organization: "%"}, 0},
		{"cause", Filter{Cause: "lost"}, 1},
		{"other cause", Filter{Cause: "stolen"}, 0},
		{"category", Filter{Category: "name"}, 1},
		{"category that was not exposed", Filter{Category: "credit_card"}, 0},
		{"together", Filter{Since: "2025-01-01", Until: "2025-12-31", Organization: "ひばり市", Cause: "lost", Category: "name"}, 1},
	}
	for _, test := range tests {
		if got := len(all(t, s, test.filter)); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

func TestIncidentsInBatchesAndStopped(t *testing.T) {
	s := open(t)
	r := reading()
	for len(r.Incidents) < 2*batchSize+3 {
		r.Incidents = append(r.Incidents, reading().Incidents[0])
	}
	save(t, s, article("https://news.example/1"), r, "1")
	rows := all(t, s, Filter{})
	if len(rows) != len(r.Incidents) {
		t.Fatalf("%d rows, want %d", len(rows), len(r.Incidents))
	}
	for i, row := range rows {
		if !reflect.DeepEqual(row.Incident, r.Incidents[i]) {
			t.Fatalf("incident %d: %+v", i, row.Incident)
		}
	}
	for range s.Incidents(t.Context(), Filter{}) {
		break
	}
	if s.db.Stats().InUse != 0 {
		t.Error("a stopped sequence keeps its connection")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	for _, err := range s.Incidents(ctx, Filter{}) {
		if err == nil {
			t.Error("a row in spite of cancellation")
		}
	}
}
