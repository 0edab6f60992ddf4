package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

var noon = time.Date(2025, 7, 12, 3, 0, 0, 0, time.UTC)

func number(n int64) *int64 { return &n }

// told are a contractor's case that was corrected, its client's, and one of which little is known.
func told() []*store.ToldCase {
	report := func(id int64, url, party string, place int64) store.Report {
		return store.Report{AsOf: "2025-07-11", Key: url, Party: party, Place: place, Row: store.Row{
			ID: id, ArticleID: id, URL: url, Title: "題名" + party, Published: "2025-07-12", Site: "瓦ニュース", Extractor: "1", ReadAt: noon,
			Incident: extract.Incident{
				Organizations: []extract.Organization{{Name: party, Role: "breached"}}, Services: []extract.Service{}, Causes: []extract.Cause{},
				Dates: []extract.Date{}, Counts: []extract.Count{}, Categories: []extract.Category{},
			},
		}}
	}
	return []*store.ToldCase{
		{Case: store.Case{
			ID: 1, Organization: "株式会社みどり商事", OrganizationKind: "company", Affected: []string{"ひばり市"},
			Announced: "2025-07-11", Occurred: "2025-07-01", Detected: "2025-07-04", Published: "2025-07-12",
			People: number(1500), PeopleQualifier: "about", FirstReportedPeople: number(1200), Records: number(2000),
			Causes: []string{"ransomware", "lost", "supply_chain"}, Exposure: "confirmed", CategoriesExposed: []string{"name", "address", "medical_record"},
			CategoriesNotExposed: []string{"credit_card"}, Sources: 2, URLs: []string{"https://news.example/1", "https://news.example/2"},
			Title: "みどり商事、ランサム被害", Confidence: "high", FirstSeen: noon, RevisedAt: noon.Add(48 * time.Hour),
		}, Reports: []store.Report{report(1, "https://news.example/1", "みどり商事", 0), report(2, "https://news.example/2", "みどり商事", 0)}},
		{Case: store.Case{
			ID: 2, Organization: "ひばり市", OrganizationKind: "municipality", Prefecture: "葦原県", Contractor: "株式会社みどり商事", ContractorCase: number(1),
			Occurred: "2025-07", People: number(12), FirstReportedPeople: number(12), Causes: []string{"phishing"}, Exposure: "possible",
			CategoriesExposed: []string{"password"}, URLs: []string{"https://news.example/1"}, Title: "</script>&\u202e<b>", Confidence: "low", FirstSeen: noon, RevisedAt: noon,
		}, Reports: []store.Report{report(1, "https://news.example/1", "ひばり市", 0)}},
		{Case: store.Case{
			ID: 3, Published: "2025", URLs: []string{"javascript:alert(1)"}, FirstSeen: noon, RevisedAt: noon,
		}, Reports: []store.Report{report(3, "javascript:alert(1)", "", 0)}},
	}
}

type caseWriter = func(io.Writer, iter.Seq2[*store.ToldCase, error]) error

var caseWriters = map[string]caseWriter{"jsonl": JSONL, "stix": STIX, "veris": VERIS, "atom": Atom}

func written(t *testing.T, write caseWriter, cases []*store.ToldCase) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, sequence(cases, nil)); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestDocumentsAreTheSameEachTime(t *testing.T) {
	for name, write := range caseWriters {
		if a, b := written(t, write, told()), written(t, write, told()); !bytes.Equal(a, b) {
			t.Errorf("%s differs from one time to the next", name)
		}
		errRow := errors.New("bad row")
		if err := write(io.Discard, sequence([]*store.ToldCase{}, errRow)); !errors.Is(err, errRow) {
			t.Errorf("%s of a bad row: %v", name, err)
		}
		if err := write(fullDisk{}, sequence(told(), nil)); !errors.Is(err, errFull) {
			t.Errorf("%s on a full disk: %v", name, err)
		}
		if name != "jsonl" && len(written(t, write, nil)) == 0 {
			t.Errorf("%s of no cases is no document", name)
		}
	}
}

// A title is hostile text: what it holds must not reach a terminal as it is.
func TestDocumentsShowNothingInvisible(t *testing.T) {
	hostile := told()
	c := hostile[0]
	c.Title, c.Organization = "a\x1b[31m\u009b2Jb\u202ec\U000E0041", "d\u2066e"
	c.URLs = []string{"https://news.example/\u202e1"}
	c.Reports[0].Title = c.Title
	for name, write := range caseWriters {
		for _, r := range string(written(t, write, hostile)) {
			if invisible(r) {
				t.Errorf("%s has %U", name, r)
			}
		}
	}
}

func TestJSONL(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(string(written(t, JSONL, told()))), "\n")
	if len(lines) != 3 {
		t.Fatalf("%d lines", len(lines))
	}
	var got struct {
		Schema       string
		CaseID       int64    `json:"case_id"`
		Organization string   `json:"organization"`
		Detected     *string  `json:"detected"`
		People       *int64   `json:"people"`
		Causes       []string `json:"causes"`
		RevisedAt    string   `json:"revised_at"`
		Reports      []struct {
			AsOf string `json:"as_of"`
			URL  string `json:"url"`
			extract.Incident
		} `json:"reports"`
	}
	if err := json.Unmarshal([]byte(lines[0]), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != "kawaraban.case/1" || got.CaseID != 1 || *got.People != 1500 || !reflect.DeepEqual(got.Causes, []string{"ransomware", "lost", "supply_chain"}) ||
		got.RevisedAt != "2025-07-14T03:00:00Z" || len(got.Reports) != 2 || got.Reports[1].URL != "https://news.example/2" ||
		!reflect.DeepEqual(got.Reports[0].Incident, told()[0].Reports[0].Incident) {
		t.Errorf("%+v", got)
	}
	if !strings.Contains(lines[2], `"organization":null`) || !strings.Contains(lines[2], `"causes":[]`) || !strings.Contains(lines[2], `"people":null`) {
		t.Errorf("what is unknown: %s", lines[2])
	}
	var b bytes.Buffer
	if err := IncidentsJSONL(&b, sequence([]store.Row{told()[0].Reports[0].Row}, nil)); err != nil {
		t.Fatal(err)
	}
	var incident extract.Incident
	if err := json.Unmarshal(b.Bytes(), &incident); err != nil || !reflect.DeepEqual(incident, told()[0].Reports[0].Incident) ||
		!strings.HasPrefix(b.String(), `{"schema":"kawaraban/1","incident_id":1,"article_id":1,"url":"https://news.example/1",`) {
		t.Errorf("%v: %s", err, b.String())
	}
}

// stixMap is an object as a reader sees it.
type stixMap = map[string]any

func TestSTIX(t *testing.T) {
	raw := written(t, STIX, told())
	var bundle struct {
		Type, ID string
		Objects  []stixMap
	}
	if err := json.Unmarshal(raw, &bundle); err != nil {
		t.Fatal(err)
	}
	byID := map[string]stixMap{}
	types := map[string]int{}
	for _, o := range bundle.Objects {
		id := o["id"].(string)
		if byID[id] != nil {
			t.Errorf("%s is there twice", id)
		}
		byID[id] = o
		types[o["type"].(string)]++
		if created, modified := o["created"].(string), o["modified"].(string); modified < created {
			t.Errorf("%s was modified before it was created", id)
		}
	}
	if want := map[string]int{"identity": 3, "incident": 3, "report": 3, "impact": 3, "relationship": 4}; !reflect.DeepEqual(types, want) {
		t.Errorf("objects %v, want %v", types, want)
	}
	// Every reference leads to an object of the bundle.
	for _, o := range bundle.Objects {
		for _, ref := range references(o) {
			if byID[ref] == nil {
				t.Errorf("%s refers to %s, which is not there", o["id"], ref)
			}
		}
	}
	var latest, first stixMap
	for _, o := range bundle.Objects {
		switch counts, _ := o["impacted_entity_counts"].(map[string]any); counts["individual"] {
		case 1500.0:
			latest = o
		case 1200.0:
			first = o
		}
	}
	if latest == nil || first["superseded_by_ref"] != latest["id"] || latest["superseded_by_ref"] != nil {
		t.Errorf("the first figure %v, the latest %v", first, latest)
	}
	// A revision keeps every identifier and is newer.
	revised := told()
	revised[0].People, revised[0].RevisedAt = number(1600), noon.Add(72*time.Hour)
	var again struct{ Objects []stixMap }
	if err := json.Unmarshal(written(t, STIX, revised), &again); err != nil {
		t.Fatal(err)
	}
	changed := 0
	for i, o := range again.Objects {
		was := bundle.Objects[i]
		if o["id"] != was["id"] {
			t.Fatalf("%s became %s", was["id"], o["id"])
		}
		if same := reflect.DeepEqual(o, was); !same {
			changed++
			if o["modified"].(string) <= was["modified"].(string) {
				t.Errorf("%s changed and is not newer", o["id"])
			}
		}
	}
	if changed != 3 { // incident, impact and report
		t.Errorf("%d objects changed", changed)
	}
	got := python(t, "stix2", raw, `
import sys, stix2
bundle = stix2.parse(open(sys.argv[1], encoding="utf-8").read(), allow_custom=True) # impact is an extension's
print(sorted({o["type"] for o in bundle.objects}))`)
	if got != "['identity', 'impact', 'incident', 'relationship', 'report']\n" {
		t.Errorf("stix2 reads %s", got)
	}
}

// references are the identifiers in the properties of an object that refer to others.
func references(v any) (refs []string) {
	switch v := v.(type) {
	case map[string]any:
		for name, x := range v {
			switch {
			case strings.HasSuffix(name, "_ref"):
				refs = append(refs, x.(string))
			case strings.HasSuffix(name, "_refs"):
				for _, r := range x.([]any) {
					refs = append(refs, r.(string))
				}
			default:
				refs = append(refs, references(x)...)
			}
		}
	}
	return refs
}

// TestVERIS holds every cause, kind of data, kind of organisation and exposure against a
// schema of what VERIS asks. The schema that VERIS publishes has a licence of its own and
// is not here; KAWARABAN_VERIS_SCHEMA names a copy of it (verisc-merged.json) to be held
// against too.
func TestVERIS(t *testing.T) {
	cases := told()
	for i, code := range extract.Causes {
		c := *cases[0]
		c.Causes = []string{code.Code}
		c.OrganizationKind = extract.OrganizationKinds[i%len(extract.OrganizationKinds)].Code
		c.Exposure = []string{"confirmed", "possible", "not_confirmed", "unknown", ""}[i%5]
		c.Reports = []store.Report{c.Reports[0]}
		c.Reports[0].Key = code.Code
		cases = append(cases, &c)
	}
	for _, code := range extract.Categories {
		c := *cases[0]
		c.CategoriesExposed = []string{code.Code}
		cases = append(cases, &c)
	}
	noYear := *cases[2]
	noYear.Published = ""
	cases = append(cases, &noYear)
	raw := written(t, VERIS, cases)
	incidents, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	if n := len(incidents.([]any)); n != len(cases)-1 {
		t.Errorf("%d incidents of %d cases, one of which has no year", n, len(cases))
	}
	schemas := []string{"testdata/veris.schema.json"}
	if published := os.Getenv("KAWARABAN_VERIS_SCHEMA"); published != "" {
		schemas = append(schemas, published)
	}
	for _, name := range schemas {
		schema, err := jsonschema.NewCompiler().Compile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, incident := range incidents.([]any) {
			if err := schema.Validate(incident); err != nil {
				t.Errorf("%s: %v\n%v", name, err, incident)
			}
		}
	}
	var got []struct {
		Timeline  verisTimeline
		Action    map[string]verisAction
		Attribute verisAttribute
	}
	if err := json.Unmarshal(raw, &got); err != nil {
		t.Fatal(err)
	}
	first := got[0]
	if !reflect.DeepEqual(first.Timeline, verisTimeline{verisDate{2025, 7, 1}, &verisDuration{"Days", 3}}) ||
		!reflect.DeepEqual(first.Action["error"].Variety, []string{"Loss"}) || *first.Attribute.Confidentiality.Total != 2000 ||
		!reflect.DeepEqual(first.Attribute.Confidentiality.Data, []verisVariety{{"Personal"}, {"Medical"}}) {
		t.Errorf("first %+v", first)
	}
	if second := got[1]; second.Timeline.Incident != (verisDate{2025, 7, 0}) || *second.Attribute.Confidentiality.Total != 12 {
		t.Errorf("second %+v", second)
	}
}

func TestDatasette(t *testing.T) {
	var b bytes.Buffer
	err := Datasette(&b, "public", "題", sequence([]store.Meaning{
		{Object: "v_cases", English: "One row for each case."}, {Object: "v_cases", Column: "people", English: "total"}, {Object: "v_cases", Column: "title"},
	}, nil))
	if err != nil {
		t.Fatal(err)
	}
	var got, want any
	if err := errors.Join(json.Unmarshal(b.Bytes(), &got), json.Unmarshal([]byte(`{"title":"題","databases":{"public":{"tables":{
		"v_cases":{"description":"One row for each case.","columns":{"people":"total"}}}}}}`), &want)); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%s", b.String())
	}
}

func TestAtom(t *testing.T) {
	cases := told()
	for i := range feedLength {
		c := *cases[1]
		c.ID, c.RevisedAt = int64(10+i), noon.Add(time.Duration(-i)*time.Minute)
		cases = append(cases, &c)
	}
	feed, err := gofeed.NewParser().Parse(bytes.NewReader(written(t, Atom, cases)))
	if err != nil {
		t.Fatal(err)
	}
	if feed.FeedType != "atom" || len(feed.Items) != feedLength || !feed.UpdatedParsed.Equal(noon.Add(48*time.Hour)) {
		t.Errorf("%s of %d, updated %v", feed.FeedType, len(feed.Items), feed.UpdatedParsed)
	}
	e := feed.Items[0]
	if e.Title != "株式会社みどり商事 - みどり商事、ランサム被害" || e.Link != "https://news.example/1" || !e.PublishedParsed.Equal(noon) ||
		!strings.Contains(e.Content, "人数: 約1500人(当初 1200人)") || !strings.Contains(e.Content, "対象外: ") {
		t.Errorf("entry %+v", e)
	}
	for i := 1; i < len(feed.Items); i++ {
		if feed.Items[i].UpdatedParsed.After(*feed.Items[i-1].UpdatedParsed) {
			t.Fatalf("entry %d is newer than the one before", i)
		}
	}
	for _, e := range feed.Items {
		if strings.HasPrefix(e.Link, "javascript:") || strings.Contains(e.Title, "\u202e") {
			t.Errorf("entry %q leads to %s", e.Title, e.Link)
		}
	}
}

// BenchmarkDocuments writes 3,000 cases.
func BenchmarkDocuments(b *testing.B) {
	var cases []*store.ToldCase
	for range 1000 {
		cases = append(cases, told()...)
	}
	for name, write := range caseWriters {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := write(io.Discard, sequence(cases, nil)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(cases)*b.N)/b.Elapsed().Seconds(), "cases/s")
		})
	}
}
