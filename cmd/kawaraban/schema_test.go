package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store/export"
)

func compileSchema() (*jsonschema.Schema, error) {
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(schemaJSON))
	if err != nil {
		return nil, err
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("schema.json", doc); err != nil {
		return nil, err
	}
	return c.Compile("schema.json")
}

// checkSchema holds every JSON value of out against the schema and returns how many
// there are.
func checkSchema(out string) (n int, err error) {
	schema, err := compileSchema()
	if err != nil {
		return 0, err
	}
	dec := json.NewDecoder(strings.NewReader(out))
	dec.UseNumber()
	for {
		var v any
		if err := dec.Decode(&v); err == io.EOF {
			return n, nil
		} else if err != nil {
			return n, err
		}
		if err := schema.Validate(v); err != nil {
			return n, err
		}
		n++
	}
}

// valid holds the JSON on standard output against the schema, in scripts.
func valid(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: valid FILE")
	}
	n, err := checkSchema(ts.ReadFile(args[0]))
	ts.Check(err)
	if n == 0 {
		ts.Fatalf("there is no JSON")
	}
}

// TestSchemaHoldsForFixtures extracts every text of fixtures/gold and holds the answers
// against the schema: all as lines of a stream, some as documents.
func TestSchemaHoldsForFixtures(t *testing.T) {
	files, err := filepath.Glob("../../fixtures/gold/*.txt")
	if err != nil || len(files) < 10 {
		t.Fatal("no fixtures", err)
	}
	var lines strings.Builder
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		line, _ := json.Marshal(map[string]string{"id": file, "text": string(text), "published": "2025-04-01"})
		fmt.Fprintf(&lines, "%s\n", line)
	}
	some := files[:10]
	for name, c := range map[string]struct {
		args    []string
		answers int
	}{
		"documents":         {append([]string{"extract", "--format", "json"}, some...), len(some)},
		"documents a line":  {append([]string{"extract", "--format", "jsonl", "--mentions"}, some...), len(some)},
		"lines of a stream": {[]string{"extract", "--jsonl", "--mentions"}, len(files)},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := runCommand(t, lines.String(), c.args...)
			if err != nil {
				t.Fatal(err)
			}
			n, err := checkSchema(out)
			if err != nil {
				t.Fatal(err)
			}
			if n != c.answers {
				t.Errorf("%d answers, want %d", n, c.answers)
			}
		})
	}
}

// TestSchemaRefuses proves that the schema is not so wide that anything passes.
func TestSchemaRefuses(t *testing.T) {
	inc := extract.Incident{Exposure: "unknown"}
	good := answer.New(answer.Paste{Text: "題名"}, extract.Reading{Incidents: []extract.Incident{inc}}, false)
	b, err := export.JSON(good, "")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := checkSchema(string(b)); err != nil {
		t.Fatalf("the answer to start from: %v", err)
	}
	for name, change := range map[string][2]string{
		"other schema":       {"kawaraban/1", "kawaraban/2"},
		"unknown exposure":   {`"exposure":"unknown"`, `"exposure":"maybe"`},
		"slot missing":       {`"causes":[],`, ``},
		"null for a list":    {`"dates":[]`, `"dates":null`},
		"cause without rule": {`"causes":[]`, `"causes":[{"code":"lost"}]`},
		"unknown cause":      {`"causes":[]`, `"causes":[{"code":"luck","rule":"r","confidence":"high","evidence":[{"start":0,"end":1,"text":"題"}]}]`},
		"no evidence":        {`"causes":[]`, `"causes":[{"code":"lost","rule":"r","confidence":"high","evidence":[]}]`},
		"unknown field":      {`"title"`, `"headline":"x","title"`},
	} {
		t.Run(name, func(t *testing.T) {
			bad := strings.Replace(string(b), change[0], change[1], 1)
			if bad == string(b) {
				t.Fatalf("%q is not in %s", change[0], b)
			}
			if _, err := checkSchema(bad); err == nil {
				t.Errorf("passed: %s", bad)
			}
		})
	}
}

// TestSchemaKnowsTheCodes holds the closed lists of the schema against those of extract.
func TestSchemaKnowsTheCodes(t *testing.T) {
	var s struct {
		Defs struct {
			Incident struct {
				Properties map[string]struct {
					Items struct {
						Properties map[string]struct{ Enum []string }
					}
				}
			}
		} `json:"$defs"`
	}
	if err := json.Unmarshal(schemaJSON, &s); err != nil {
		t.Fatal(err)
	}
	for slot, codes := range map[string][]extract.Code{"causes": extract.Causes, "categories": extract.Categories} {
		var want []string
		for _, c := range codes {
			want = append(want, c.Code)
		}
		got := s.Defs.Incident.Properties[slot].Items.Properties["code"].Enum
		if strings.Join(got, " ") != strings.Join(want, " ") {
			t.Errorf("%s: the schema has %v, extract has %v", slot, got, want)
		}
	}
}

// runCommand runs a command line in this process and returns its standard output.
func runCommand(t *testing.T, stdin string, args ...string) (string, error) {
	t.Helper()
	var out, errs strings.Builder
	root := newRoot()
	root.SetArgs(args)
	root.SetIn(strings.NewReader(stdin))
	root.SetOut(&out)
	root.SetErr(&errs)
	err := root.ExecuteContext(t.Context())
	if err != nil {
		err = errors.Join(err, errors.New(errs.String()))
	}
	return out.String(), err
}
