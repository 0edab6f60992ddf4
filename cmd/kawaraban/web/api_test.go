package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/pb33f/libopenapi"
	validator "github.com/pb33f/libopenapi-validator"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// described is the description of the API, which has to be valid itself.
func described(t *testing.T) validator.Validator {
	t.Helper()
	raw, err := files.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	document, err := libopenapi.NewDocument(raw)
	if err != nil {
		t.Fatal(err)
	}
	v, errs := validator.NewValidator(document)
	if len(errs) > 0 {
		t.Fatal(errs)
	}
	if ok, errs := v.ValidateDocument(); !ok {
		for _, e := range errs {
			t.Error(e)
		}
	}
	return v
}

// operations are what the description tells of, as "GET /api/cases".
func operations(t *testing.T) []string {
	t.Helper()
	raw, err := files.ReadFile("openapi.json")
	if err != nil {
		t.Fatal(err)
	}
	var d struct{ Paths map[string]map[string]any }
	if err := json.Unmarshal(raw, &d); err != nil {
		t.Fatal(err)
	}
	var all []string
	for path, item := range d.Paths {
		for method := range item {
			all = append(all, strings.ToUpper(method)+" "+path)
		}
	}
	slices.Sort(all)
	return all
}

// An exchange is a request and the status of its answer.
type exchange struct {
	operation, path, contentType, body string
	status                             int
}

var exchanges = []exchange{
	{"GET /api/openapi.json", "/api/openapi.json", "", "", 200},
	{"GET /api/schema.json", "/api/schema.json", "", "", 200},
	{"POST /api/extract", "/api/extract", "text/plain", notice, 200},
	{"POST /api/extract", "/api/extract?mentions=true", "text/html", "<html><body><p>" + notice + "</p></body></html>", 200},
	{"POST /api/extract", "/api/extract", "application/json", `{"id":7,"text":"` + notice + `","published":"2025-07-12"}`, 200},
	{"POST /api/extract", "/api/extract", "application/json", `{"text":"お知らせ"}`, 200},
	{"POST /api/extract", "/api/extract", "application/json", `{"title":"neither"}`, 400},
	{"POST /api/extract", "/api/extract", "text/plain", " ", 400},
	{"POST /api/articles", "/api/articles", "application/json", `{"text":"` + notice + `","url":"https://news.example/x"}`, 200},
	{"POST /api/articles", "/api/articles", "application/json", `{"text":"` + notice + `","url":"javascript:alert(1)"}`, 400},
	{"GET /api/cases", "/api/cases", "", "", 200},
	{"GET /api/cases", "/api/cases?sort=count&order=asc&page=2", "", "", 200},
	{"GET /api/cases", "/api/cases?words=%E6%B5%81%E5%87%BA&since=2020-01-01&until=2030-01-01&org=%E7%A4%BE&min-count=1&confidence=low", "", "", 200},
	{"GET /api/cases/{id}", "/api/cases/1", "", "", 200},
	{"GET /api/cases/{id}", "/api/cases/4711", "", "", 404},
	{"GET /api/statistics", "/api/statistics", "", "", 200},
	{"GET /api/statistics", "/api/statistics?cause=lost", "", "", 200},
	{"GET /api/sources", "/api/sources", "", "", 200},
	{"POST /api/cases/{id}/pin", "/api/cases/1/pin", "application/json", `{"pinned":true}`, 200},
	{"POST /api/cases/{id}/pin", "/api/cases/1/pin", "application/json", `{"pinned":false}`, 200},
	{"POST /api/cases/{id}/pin", "/api/cases/4711/pin", "application/json", `{"pinned":true}`, 404},
	{"POST /api/cases/{id}/merge", "/api/cases/1/merge", "application/json", `{"cases":[2]}`, 200},
	{"POST /api/cases/{id}/merge", "/api/cases/1/merge", "application/json", `{"cases":[1]}`, 400},
	{"POST /api/cases/{id}/merge", "/api/cases/1/merge", "application/json", `{"cases":[4711]}`, 404},
	{"POST /api/cases/{id}/split", "/api/cases/1/split", "application/json", `{"articles":[2]}`, 200},
	{"POST /api/cases/{id}/split", "/api/cases/1/split", "application/json", `{"articles":[4711]}`, 400},
	{"GET /export/{format}", "/export/csv", "", "", 200},
	{"GET /export/{format}", "/export/atom?cause=lost", "", "", 200},
}

// The server does what its description says: requests and answers of every operation are
// held against it.
func TestAPI(t *testing.T) {
	v := described(t)
	s := open(t, func(o *Options) {
		var err error
		if o.Schema, err = os.ReadFile("../schema/kawaraban-1.schema.json"); err != nil {
			t.Fatal(err)
		}
	}).fill(6)
	tried := map[string]bool{}
	for _, c := range exchanges {
		tried[c.operation] = true
		t.Run(fmt.Sprintf("%s %d", c.operation, c.status), func(t *testing.T) {
			method, _, _ := strings.Cut(c.operation, " ")
			r, err := http.NewRequestWithContext(t.Context(), method, s.URL+c.path, strings.NewReader(c.body))
			if err != nil {
				t.Fatal(err)
			}
			if c.contentType != "" {
				r.Header.Set("Content-Type", c.contentType)
			}
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			if answer.StatusCode != c.status {
				t.Fatalf("%s, want %d: %s", answer.Status, c.status, body)
			}
			answer.Body = io.NopCloser(bytes.NewReader(body))
			r.Body = io.NopCloser(strings.NewReader(c.body))
			if ok, errs := v.ValidateHttpResponse(r, answer); !ok {
				for _, e := range errs {
					t.Errorf("%v: %v\n%s", e, e.SchemaValidationErrors, body)
				}
			}
			if c.status != 200 {
				return // such a request may be one that the description does not let pass
			}
			r.Body = io.NopCloser(strings.NewReader(c.body))
			if ok, errs := v.ValidateHttpRequest(r); !ok {
				for _, e := range errs {
					t.Errorf("request: %v: %v", e, e.SchemaValidationErrors)
				}
			}
		})
	}
	for _, o := range operations(t) {
		if !tried[o] {
			t.Errorf("%s is described and not tried", o)
		}
	}
	for o := range tried {
		if !slices.Contains(operations(t), o) {
			t.Errorf("%s is not described", o)
		}
	}
}

// What is served under /api is described.
func TestAPIIsDescribed(t *testing.T) {
	source, err := os.ReadFile("web.go")
	if err != nil {
		t.Fatal(err)
	}
	all := operations(t)
	routes := regexp.MustCompile(`api\w*\("([A-Z]+ /api/[^"]*)"`).FindAllStringSubmatch(string(source), -1)
	for _, route := range routes {
		if !slices.Contains(all, route[1]) {
			t.Errorf("%s is served and not described", route[1])
		}
	}
	if len(routes) < 10 {
		t.Errorf("only %d routes were found", len(routes))
	}
}

// The description is no wider than the server: what it does not tell of is refused.
func TestAPIDescriptionRefuses(t *testing.T) {
	v := described(t)
	for name, c := range map[string]struct{ path, body string }{
		"a field more":  {"/api/sources", `{"sources":[],"hosts":[],"more":1}`},
		"a field less":  {"/api/sources", `{"sources":[]}`},
		"another type":  {"/api/statistics", `{"cases":"1","months":[],"categories":[],"sizes":[],"delays":[]}`},
		"no case in it": {"/api/cases", `{"total":1,"page":1,"per_page":50,"cases":[{}]}`},
	} {
		r, err := http.NewRequest("GET", "http://localhost"+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		answer := &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(strings.NewReader(c.body))}
		if ok, _ := v.ValidateHttpResponse(r, answer); ok {
			t.Errorf("%s: it passes", name)
		}
	}
}

// What extract answers over HTTP is what it answers on a command line.
func TestAPIAnswersInTheSchema(t *testing.T) {
	compiler := jsonschema.NewCompiler()
	schema, err := compiler.Compile("../schema/kawaraban-1.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	s := open(t, nil)
	for _, name := range []string{"a01", "a02", "b01"} {
		_, body := s.do("POST", "/api/extract?mentions=true", "text/plain", strings.NewReader(gold(t, name)))
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(v); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
