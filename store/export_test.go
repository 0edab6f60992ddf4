package store

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// readCSV exports and reads back: one map from column to cell for each row.
func readCSV(t *testing.T, s *Store, f Filter) []map[string]string {
	t.Helper()
	var b bytes.Buffer
	if err := s.ExportCSV(t.Context(), &b, f); err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, column := range records[0] {
			row[column] = record[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestExportCSV(t *testing.T) {
	s := open(t)
	if rows := readCSV(t, s, Filter{}); len(rows) != 0 {
		t.Errorf("%d rows of an empty database", len(rows))
	}
	save(t, s, article("https://news.example/1"), reading(), "1.0")
	rows := readCSV(t, s, Filter{})
	full := map[string]string{
		"incident_id": "1", "article_id": "1", "url": "https://news.example/1",
		"title": "株式会社あけぼの商会、ＵＳＢメモリを紛失", "published": "2025-07-12", "site": "瓦ニュース", "source": "fixture",
		"breached": "株式会社あけぼの商会", "affected": "ひばり市; 都内の大学", "services": "あけぼのオンライン",
		"announced": "2025-07-11", "occurred": "2025-07", "occurred_until": "2025-08", "detected": "2025-07-10",
		"people": "1200", "people_qualifier": "about", "records": "", "records_qualifier": "",
		"causes": "lost; supply_chain", "exposure": "possible", "categories_exposed": "name",
		"categories_not_exposed": "credit_card", "extractor_version": "1.0", "read_at": "2025-07-12T03:00:00Z",
	}
	empty := map[string]string{}
	for column, cell := range full {
		empty[column] = cell
		switch column {
		case "article_id", "url", "title", "published", "site", "source", "extractor_version", "read_at":
		default:
			empty[column] = ""
		}
	}
	empty["incident_id"] = "2"
	if want := []map[string]string{full, empty}; !reflect.DeepEqual(rows, want) {
		t.Errorf("rows\n%v, want\n%v", rows, want)
	}
	if rows := readCSV(t, s, Filter{Cause: "lost"}); len(rows) != 1 {
		t.Errorf("filtered: %d rows", len(rows))
	}
}

func TestCSVCellsAreSafe(t *testing.T) {
	tests := []struct{ name, title, want string }{
		{"formula", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		{"plus", "+1", "'+1"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"full width", "＝1+1", "'＝1+1"},
		{"tab", "\tx", "'x"},
		{"carriage return", "\rx", "'x"},
		{"hidden behind a space", " =1", "'=1"},
		{"hidden behind a mark", "\u200e=1", "'=1"},
		{"quotes, commas and lines", "a\"b,c\r\nd", `a"b,c d`},
		{"NUL", "a\x00b", "a\uFFFDb"},
		{"controls", "a\x1b[31mb\x07c\u0085d", "a [31mb c d"},
		{"direction of writing", "a\u202eb\u2066c\u200fd", "abcd"},
		{"inside it is text", "a=b", "a=b"},
	}
	s := open(t)
	for i, test := range tests {
		a := article(fmt.Sprintf("https://news.example/%d", i))
		a.Title = test.title
		save(t, s, a, extract.Reading{Incidents: []extract.Incident{{}}}, "1")
	}
	for i, row := range readCSV(t, s, Filter{}) {
		if row["title"] != tests[i].want {
			t.Errorf("%s: %q, want %q", tests[i].name, row["title"], tests[i].want)
		}
	}
}

func TestExportJSONL(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1.0")
	save(t, s, Article{Article: extract.Article{Text: "<貼り付け>\u202e\n本文"}, Seen: noon},
		extract.Reading{Incidents: []extract.Incident{{}}}, "1.0")
	var b bytes.Buffer
	if err := s.ExportJSONL(t.Context(), &b, Filter{}); err != nil {
		t.Fatal(err)
	}
	var incidents []extract.Incident
	var heads []map[string]any
	for text := range strings.Lines(b.String()) {
		var incident extract.Incident
		head := map[string]any{}
		if err := errors.Join(json.Unmarshal([]byte(text), &incident), json.Unmarshal([]byte(text), &head)); err != nil {
			t.Fatal(err)
		}
		for _, slot := range []string{"organizations", "services", "causes", "dates", "counts", "categories"} {
			if _, ok := head[slot].([]any); !ok {
				t.Errorf("%s is %v, want a list", slot, head[slot])
			}
			delete(head, slot)
		}
		delete(head, "exposure")
		delete(head, "exposure_proof")
		incidents, heads = append(incidents, incident), append(heads, head)
	}
	// The same values come out as went in, evidence and all; "" and null are not told apart.
	if want := append(reading().Incidents, reading().Incidents[1]); !reflect.DeepEqual(incidents, want) {
		t.Errorf("incidents\n%+v, want\n%+v", incidents, want)
	}
	head := func(id, article float64, url, title, published, site, source any) map[string]any {
		return map[string]any{
			"schema": "kawaraban/1", "incident_id": id, "article_id": article, "url": url, "title": title, "published": published,
			"site": site, "source": source, "extractor_version": "1.0", "read_at": "2025-07-12T03:00:00Z",
		}
	}
	title := article("").Title
	if want := []map[string]any{
		head(1, 1, "https://news.example/1", title, "2025-07-12", "瓦ニュース", "fixture"),
		head(2, 1, "https://news.example/1", title, "2025-07-12", "瓦ニュース", "fixture"),
		head(3, 2, nil, "<貼り付け>\u202e", nil, nil, nil),
	}; !reflect.DeepEqual(heads, want) {
		t.Errorf("heads\n%v, want\n%v", heads, want)
	}
}

// A crawler that saves while rows are being written must not be seen in them.
func TestExportIsOneSnapshot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "test.db")
	s := openAt(t, path)
	writer := openAt(t, path)
	const articles = 3*batchSize/2 + 10 // two incidents each: several batches
	for i := range articles {
		r := reading()
		r.Incidents[0].Organizations[0].Name = fmt.Sprintf("株式会社%d商会", i) // one event each
		save(t, s, article(fmt.Sprintf("https://news.example/%d", i)), r, "1")
	}
	seen := 0
	for row, err := range s.Incidents(t.Context(), Filter{}) {
		if err != nil {
			t.Fatal(err)
		}
		if seen == 0 {
			// The last article is read anew and one is added, between two batches.
			save(t, writer, article(fmt.Sprintf("https://news.example/%d", articles-1)), extract.Reading{}, "2")
			save(t, writer, article("https://news.example/new"), reading(), "1")
		}
		if seen++; row.Extractor != "1" || row.URL == "https://news.example/new" {
			t.Errorf("row %d is of version %s: %s", row.ID, row.Extractor, row.URL)
		}
	}
	if seen != 2*articles {
		t.Errorf("%d rows, want %d", seen, 2*articles)
	}
	if got := len(all(t, s, Filter{})); got != 2*articles {
		t.Errorf("afterwards %d rows, want %d", got, 2*articles)
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

func TestExportTellsWriteErrors(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1")
	if err := s.ExportCSV(t.Context(), fullDisk{}, Filter{}); !errors.Is(err, errFull) {
		t.Errorf("csv: %v", err)
	}
	if err := s.ExportJSONL(t.Context(), fullDisk{}, Filter{}); !errors.Is(err, errFull) {
		t.Errorf("jsonl: %v", err)
	}
}
