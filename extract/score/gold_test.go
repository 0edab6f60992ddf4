package score

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// corpus writes files, name → content, into a directory of its own.
func corpus(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

const asagiriText = "株式会社あさぎりは7月11日、顧客382人の氏名が流出したと発表した。\n"

const asagiriJSON = `{"id": "a", "genre": "press", "published": null, "incidents": [{
 "organizations": [{"name": "株式会社あさぎり", "role": "breached", "anonymous": false}],
 "services": ["顧客", {"name": "氏名", "optional": true}],
 "causes": ["ransomware", {"code": "malware", "optional": true}],
 "exposure": "confirmed",
 "dates": [{"date": "2025-07-11", "role": "announced", "text": "7月11日"}],
 "counts": [{"value": 382, "unit": "people", "qualifier": "exact", "role": "total", "subject": null, "text": "382人"}],
 "categories": [{"code": "name", "status": "exposed", "text": "氏名"}]}]}`

func TestLoadDir(t *testing.T) {
	docs, err := LoadDir(corpus(t, map[string]string{"a.txt": asagiriText, "a.json": asagiriJSON, "README.md": "no gold"}))
	if err != nil {
		t.Fatal(err)
	}
	if len(docs) != 1 || docs[0].Text != asagiriText || docs[0].Published != "" {
		t.Fatalf("documents %+v", docs)
	}
	in := docs[0].Incidents[0]
	if in.Services[0] != (Service{Name: "顧客"}) || in.Services[1] != (Service{Name: "氏名", Optional: true}) {
		t.Errorf("services %+v", in.Services)
	}
	if in.Causes[0] != (Cause{Code: "ransomware"}) || in.Causes[1] != (Cause{Code: "malware", Optional: true}) {
		t.Errorf("causes %+v", in.Causes)
	}
	if faults := Check(docs); len(faults) > 0 {
		t.Errorf("faults in a sound document: %v", faults)
	}
}

func TestLoadDirNamesWhatIsBroken(t *testing.T) {
	for _, c := range []struct {
		name  string
		files map[string]string
		want  []string
	}{
		{"nothing there", map[string]string{"README.md": ""}, []string{"no pairs"}},
		{"no annotation", map[string]string{"a.txt": ""}, []string{"a.txt: there is no a.json beside it"}},
		{"no text", map[string]string{"a.json": asagiriJSON}, []string{"a.json: there is no a.txt beside it"}},
		{"no JSON", map[string]string{"a.txt": "", "a.json": "{\n\"id\": ]"}, []string{"a.json: line 2"}},
		{"misspelt field", map[string]string{"a.txt": "", "a.json": `{"id":"a","incidents":[{"dats":[]}]}`}, []string{"a.json", `"dats"`}},
		{"misspelt field of a cause", map[string]string{"a.txt": "", "a.json": `{"incidents":[{"causes":[{"kode":"lost"}]}]}`}, []string{"a.json", `"kode"`}},
		{"a word for a number", map[string]string{"a.txt": "", "a.json": `{"incidents":[{"counts":[{"value":"382"}]}]}`}, []string{"a.json", "counts.value"}},
		{"two objects", map[string]string{"a.txt": "", "a.json": `{"incidents":[]} {}`}, []string{"a.json", "follows"}},
		{"all faults at once", map[string]string{"a.txt": "", "b.txt": ""}, []string{"a.txt", "b.txt"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := LoadDir(corpus(t, c.files))
			if err == nil {
				t.Fatal("no error")
			}
			for _, want := range c.want {
				if !strings.Contains(err.Error(), want) {
					t.Errorf("error %q lacks %q", err, want)
				}
			}
		})
	}
}

func TestLoadDirOfNoDirectory(t *testing.T) {
	if _, err := LoadDir(filepath.Join(t.TempDir(), "none")); err == nil {
		t.Error("no error")
	}
}

func TestCheckNamesFileAndField(t *testing.T) {
	for _, c := range []struct{ name, old, new, want string }{
		{"id", `"id": "a"`, `"id": "b"`, `a.json: id: "b" differs`},
		{"published", `null, "inc`, `"2025-02-30", "inc`, "published: "},
		{"exposure", `"confirmed"`, `"leaked"`, `incidents[0].exposure: "leaked" is not one of confirmed`},
		{"organisation not in the text", `"name": "株式会社あさぎり"`, `"name": "株式会社ゆうぎり"`, `incidents[0].organizations[0].name: "株式会社ゆうぎり" is not in the text`},
		{"organisation's role", `"breached"`, `"victim"`, "organizations[0].role"},
		{"no organisation", `[{"name": "株式会社あさぎり", "role": "breached", "anonymous": false}]`, `[]`, "incidents[0].organizations: empty"},
		{"service not in the text", `["顧客"`, `["店舗"`, `services[0]: "店舗"`},
		{"cause", `["ransomware"`, `["ransom"`, `causes[0]: unknown code "ransom"`},
		{"no such day", `"2025-07-11"`, `"2025-07-32"`, `dates[0].date: "2025-07-32" is no date`},
		{"date in words", `"2025-07-11"`, `"7月11日"`, "dates[0].date"},
		{"end before start", `"role": "announced"`, `"end": "2025-07-10", "role": "announced"`, "dates[0].end: 2025-07-10 is before"},
		{"date text", `"text": "7月11日"`, `"text": "7月12日"`, `dates[0].text: "7月12日" is not in the text`},
		{"no value", `"value": 382, `, ``, "counts[0].value: missing"},
		{"unit", `"people"`, `"persons"`, "counts[0].unit"},
		{"qualifier", `"exact"`, `"just"`, "counts[0].qualifier"},
		{"empty text", `"text": "382人"`, `"text": ""`, "counts[0].text: empty"},
		{"category", `"code": "name"`, `"code": "names"`, `categories[0].code: unknown code "names"`},
		{"status", `"status": "exposed"`, `"status": "leaked"`, "categories[0].status"},
		{"twice", `[{"code": "name", "status": "exposed", "text": "氏名"}`, `[{"code": "name", "status": "exposed", "text": "氏名"}, {"code": "name", "status": "exposed", "text": "氏"}`, "categories[1]: name exposed stands there twice"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if !strings.Contains(asagiriJSON, c.old) {
				t.Fatalf("the sound document lacks %q", c.old)
			}
			json := strings.Replace(asagiriJSON, c.old, c.new, 1)
			docs, err := LoadDir(corpus(t, map[string]string{"a.txt": asagiriText, "a.json": json}))
			if err != nil {
				t.Fatal(err)
			}
			faults := Check(docs)
			if len(faults) != 1 || !strings.Contains(faults[0].Error(), c.want) || !strings.Contains(faults[0].Error(), "a.json: ") {
				t.Errorf("faults %v, want one with %q", faults, c.want)
			}
		})
	}
}

func TestCheckTellsNoIncidentsFromAForgottenField(t *testing.T) {
	faults := Check([]Document{{ID: "forgot"}, {ID: "none", Incidents: []Incident{}}})
	if len(faults) != 1 || !strings.Contains(faults[0].Error(), "forgot: incidents: missing") {
		t.Errorf("faults %v, want one about forgot", faults)
	}
}
