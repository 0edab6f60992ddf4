package web

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"golang.org/x/text/encoding/japanese"
)

const notice = `株式会社みどり商事は2025年7月12日、不正アクセスにより顧客1,234人分の氏名と住所が流出したと発表した。7月3日に検知した。`

// What was read stands beside the text, each value linked to the words that prove it and
// these to the value.
func TestPaste(t *testing.T) {
	s := open(t, nil)
	answer, body := s.paste(map[string]string{"text": notice}, "", "")
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status, body)
	}
	d := document(t, body)
	values := d.Find(".card a.value")
	if values.Length() < 5 {
		t.Fatalf("%d values with a proof", values.Length())
	}
	for _, v := range values.EachIter() {
		id, _ := v.Attr("id")
		at, _ := v.Attr("href")
		proof := d.Find(".words " + at)
		if proof.Length() != 1 {
			t.Errorf("%s: %d proofs at %s", v.Text(), proof.Length(), at)
			continue
		}
		if of, _ := proof.Attr("data-values"); !strings.Contains(" "+of+" ", " "+id+" ") {
			t.Errorf("%s: its proof %q lights up %q", v.Text(), proof.Text(), of)
		}
		if back, _ := proof.Attr("href"); d.Find(".card "+back).Length() != 1 {
			t.Errorf("%s: its proof leads to %s", v.Text(), back)
		}
		li := v.ParentsFiltered("li").First()
		if li.Find(".proof code").Text() == "" || li.Find(".confidence").Length() != 1 {
			t.Errorf("%s: neither rule nor confidence", v.Text())
		}
	}
	if got := d.Find(".words .body").Text(); got != notice {
		t.Errorf("the text became %q", got)
	}
	if got := d.Find("textarea").Text(); got != notice {
		t.Errorf("the form holds %q", got)
	}
}

// Articles come as text, pages and files, in the encodings that extract reads.
func TestPasteKinds(t *testing.T) {
	s := open(t, nil)
	page := "<!doctype html><html><head><title>お知らせ</title></head><body><article><h1>お知らせ</h1><p>" + notice + "</p></article></body></html>"
	sjis, err := japanese.ShiftJIS.NewEncoder().String(notice)
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct{ text, file, content string }{
		"text":           {notice, "", ""},
		"HTML":           {page, "", ""},
		"text file":      {"", "n.txt", notice},
		"Shift_JIS file": {"", "n.txt", sjis},
		"HTML file":      {"", "n.html", page},
		"file over text": {"なにもない", "n.txt", notice},
	} {
		t.Run(name, func(t *testing.T) {
			answer, body := s.paste(map[string]string{"text": c.text}, c.file, c.content)
			if answer.StatusCode != http.StatusOK || !strings.Contains(document(t, body).Find(".card").Text(), "株式会社みどり商事") {
				t.Errorf("%s: %s", answer.Status, document(t, body).Find("main").Text())
			}
		})
	}
}

// What cannot be read is said beside the form, which keeps its words.
func TestPasteRefused(t *testing.T) {
	s := open(t, nil)
	for name, c := range map[string]struct {
		fields        map[string]string
		file, content string
	}{
		"nothing":    {map[string]string{"text": " \n"}, "", ""},
		"bad day":    {map[string]string{"text": notice, "published": "2025-13-01"}, "", ""},
		"script URL": {map[string]string{"text": notice, "url": "javascript:alert(1)"}, "", ""},
		"broken PDF": {nil, "n.pdf", "%PDF-1.7\nbroken"},
		"empty page": {map[string]string{"text": "<html><body><script>1</script></body></html>"}, "", ""},
		"binary":     {nil, "n.bin", "\x00\x01\x02\xff\xfe\xfd"},
	} {
		t.Run(name, func(t *testing.T) {
			answer, body := s.paste(c.fields, c.file, c.content)
			if answer.StatusCode != http.StatusBadRequest {
				t.Fatal(answer.Status)
			}
			if d := document(t, body); d.Find("[role=alert]").Length() != 1 || d.Find("form textarea").Length() != 1 {
				t.Errorf("no word of it, or no form: %s", body)
			}
		})
	}
}

// hostile is what somebody may put into an article to get out of the page.
const hostile = "株式会社<script>alert(1)</script>は2025年7月12日、\"><img src=x onerror=alert(2)>顧客1,234人分の氏名が流出したと発表した。\u202E4321\u202C\x1b[2J</textarea><script>alert(3)</script>{{.}}\x00\u200b"

// No text of an article becomes markup, in what page ever it stands.
func TestHostileText(t *testing.T) {
	s := open(t, nil)
	check := func(at, body string) {
		t.Helper()
		d := document(t, body)
		if d.Find("script:not([src])").Length()+d.Find("img").Length() > 0 {
			t.Errorf("%s: the text became markup", at)
		}
		if strings.ContainsAny(d.Find("main").Text(), "\u202E\x1b\u200b") {
			for _, e := range d.Find("main :not(:has(*))").EachIter() {
				if !e.Is("textarea") && strings.ContainsAny(e.Text(), "\u202E\x1b\u200b") {
					t.Errorf("%s: %q has what cannot be seen", at, e.Text())
				}
			}
		}
	}
	fields := map[string]string{"title": "題名<script>alert(4)</script>\u202E", "url": "https://news.example/?<script>\"'", "save": "1"}
	answer, body := s.paste(fields, "<img src=x>.txt", hostile)
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status, document(t, body).Find("main").Text())
	}
	check("/", body)
	for _, path := range []string{"/cases", "/cases/1", "/cases/1/articles/1", "/pictures", "/cases?words=%3Cscript%3E&org=%22%3E%3Cimg+src%3Dx%3E"} {
		answer, body := s.do("GET", path, "", nil)
		if answer.StatusCode != http.StatusOK {
			t.Fatal(path, answer.Status)
		}
		check(path, body)
	}
	answer, body = s.do("GET", "/cases?cause=%3Cscript%3Ealert(1)%3C/script%3E", "", nil)
	if answer.StatusCode != http.StatusBadRequest {
		t.Error(answer.Status)
	}
	check("a refusal", body)
}

// A long text is answered with a page that stays small, and what was read in it shows.
func TestLongPaste(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: no long text")
	}
	s := open(t, nil)
	long := notice + "\n" + strings.Repeat("この行には何も書かれていないので、読み飛ばしてもかまわない。\n", 5<<20/90) + "なお、株式会社みどり商事は連絡を続けている。"
	answer, body := s.paste(map[string]string{"text": long}, "", "")
	if answer.StatusCode != http.StatusOK {
		t.Fatal(answer.Status)
	}
	if len(body) > 200<<10 {
		t.Errorf("the page has %d bytes", len(body))
	}
	d := document(t, body)
	if d.Find(".card a.value").Length() < 5 || d.Find(".gap").Length() == 0 {
		t.Error("values or the mark of what is left out are missing")
	}
	if d.Find("textarea").Text() != "" {
		t.Error("the whole text stands in the form again")
	}
}

func TestSave(t *testing.T) {
	s := open(t, nil)
	for i, want := range []string{"Saved as a new article", "It was saved before"} {
		_, body := s.paste(map[string]string{"text": notice, "save": "1", "published": "2025-07-12"}, "", "")
		d := document(t, body)
		if got := d.Find("[role=status]").Text(); !strings.Contains(got, want) {
			t.Errorf("time %d: %q", i+1, got)
		}
		if at, _ := d.Find(".notice a").Attr("href"); at != "/cases/1" {
			t.Errorf("time %d: its case is at %q", i+1, at)
		}
	}
	if got := s.get("/cases/1").Find("h1").Text(); got != "株式会社みどり商事" {
		t.Errorf("the case is %q", got)
	}
}

func TestCopies(t *testing.T) {
	s := open(t, nil)
	read := func(format, text string) (int, string) {
		answer, body := s.do("POST", "/read/"+format, "application/x-www-form-urlencoded", strings.NewReader("text="+text))
		if got := answer.Header.Get("Content-Type"); answer.StatusCode == 200 && got != "text/plain; charset=utf-8" {
			t.Errorf("%s comes as %s", format, got)
		}
		return answer.StatusCode, body
	}
	_, body := read("json", notice)
	var a struct {
		Schema    string
		Incidents []any
	}
	if err := json.Unmarshal([]byte(body), &a); err != nil || a.Schema != "kawaraban/1" || len(a.Incidents) != 1 {
		t.Errorf("%v: %s", err, body)
	}
	_, body = read("csv", notice)
	if rows, err := csv.NewReader(strings.NewReader(body)).ReadAll(); err != nil || len(rows) < 8 {
		t.Errorf("%v: %s", err, body)
	}
	_, body = read("markdown", strings.ReplaceAll(notice, "みどり", "[み](javascript:x)*どり"))
	if !strings.Contains(body, "## Incident 1 of 1") || strings.Contains(body, "](javascript:") {
		t.Errorf("%s", body)
	}
	if status, _ := read("xml", notice); status != http.StatusNotFound {
		t.Errorf("xml: %d", status)
	}
}
