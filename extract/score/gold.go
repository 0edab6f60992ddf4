package score

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/kawaraban/kawaraban/extract"
)

// A Document is one annotated text: ID.txt, as a person would paste it, and ID.json,
// what a careful analyst reads out of it.
type Document struct {
	ID string `json:"id"`
	// Genre is the kind of text ("notice", "press", …); scores are also shown by it.
	Genre string `json:"genre"`
	// Published is the day the article appeared, YYYY-MM-DD, or "" where nobody knows it.
	Published string     `json:"published"`
	Incidents []Incident `json:"incidents"`
	// Note is for the annotator; the scorer ignores it.
	Note string `json:"note"`
	Text string `json:"-"`
	// File is the path of the annotation, which errors name.
	File string `json:"-"`
}

// An Incident holds the annotated slots of one event. The field names are those of the
// program's own output. An Optional entry is neither asked for nor held against an answer.
type Incident struct {
	Organizations []Organization `json:"organizations"`
	Services      []Service      `json:"services"`
	Causes        []Cause        `json:"causes"`
	Exposure      string         `json:"exposure"`
	Dates         []Date         `json:"dates"`
	Counts        []Count        `json:"counts"`
	Categories    []Category     `json:"categories"`
	Note          string         `json:"note"`

	given *extract.Incident // of an answer: what it was made of
}

// An Organization answers to its name and to every form in Also.
type Organization struct {
	Name      string   `json:"name"`
	Role      string   `json:"role"`
	Anonymous bool     `json:"anonymous"`
	Also      []string `json:"also"`
	Optional  bool     `json:"optional"`
}

// A Service may be written as a bare string or as an object.
type Service struct {
	Name     string `json:"name"`
	Optional bool   `json:"optional"`
}

// A Cause may be written as a bare string or as an object.
type Cause struct {
	Code     string `json:"code"`
	Optional bool   `json:"optional"`
}

// A Date is a day, month, year or interval in one role.
type Date struct {
	Date     string `json:"date"`
	End      string `json:"end"`
	Role     string `json:"role"`
	Text     string `json:"text"`
	Optional bool   `json:"optional"`
}

// A Count is one figure in one unit and role.
type Count struct {
	Value     *int64 `json:"value"`
	ValueMax  *int64 `json:"value_max"`
	Unit      string `json:"unit"`
	Qualifier string `json:"qualifier"`
	Role      string `json:"role"`
	Subject   string `json:"subject"`
	Text      string `json:"text"`
	Optional  bool   `json:"optional"`
}

// A Category is one kind of data, exposed or not.
type Category struct {
	Code     string `json:"code"`
	Status   string `json:"status"`
	Text     string `json:"text"`
	Optional bool   `json:"optional"`
}

// UnmarshalJSON accepts "name" for {"name": "name"}.
func (s *Service) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte(`"`)) {
		return json.Unmarshal(b, &s.Name)
	}
	type plain Service
	return strict(b, (*plain)(s))
}

// UnmarshalJSON accepts "code" for {"code": "code"}.
func (c *Cause) UnmarshalJSON(b []byte) error {
	if bytes.HasPrefix(b, []byte(`"`)) {
		return json.Unmarshal(b, &c.Code)
	}
	type plain Cause
	return strict(b, (*plain)(c))
}

// LoadDir reads every pair ID.txt and ID.json of a directory, in the order of their
// names. The error, if any, lists every file that is missing its other half or that is
// not of the shape above; Check judges what stands in the fields.
func LoadDir(dir string) ([]Document, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("load gold corpus: %w", err)
	}
	here := map[string]bool{}
	for _, e := range entries {
		here[e.Name()] = true
	}
	var docs []Document
	var faults []error
	for _, e := range entries {
		id, isText := strings.CutSuffix(e.Name(), ".txt")
		if isText && !here[id+".json"] {
			faults = append(faults, fmt.Errorf("%s: there is no %s.json beside it", filepath.Join(dir, e.Name()), id))
		}
		id, isJSON := strings.CutSuffix(e.Name(), ".json")
		if !isJSON {
			continue
		}
		file := filepath.Join(dir, e.Name())
		if !here[id+".txt"] {
			faults = append(faults, fmt.Errorf("%s: there is no %s.txt beside it", file, id))
			continue
		}
		d, err := load(file)
		if err != nil {
			faults = append(faults, err)
			continue
		}
		docs = append(docs, d)
	}
	if err := errors.Join(faults...); err != nil {
		return nil, fmt.Errorf("load gold corpus: %w", err)
	}
	if len(docs) == 0 {
		return nil, fmt.Errorf("load gold corpus: no pairs of ID.txt and ID.json in %s", dir)
	}
	return docs, nil
}

func load(file string) (Document, error) {
	d := Document{File: file}
	b, err := os.ReadFile(file)
	if err != nil {
		return d, err
	}
	if err := strict(b, &d); err != nil {
		return d, fmt.Errorf("%s: %w", file, err)
	}
	text, err := os.ReadFile(strings.TrimSuffix(file, ".json") + ".txt")
	d.Text = string(text)
	return d, err
}

// strict refuses unknown fields: a misspelt one would silently score nothing.
func strict(b []byte, into any) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	dec.DisallowUnknownFields()
	err := dec.Decode(into)
	var syntax *json.SyntaxError
	if errors.As(err, &syntax) {
		line := 1 + bytes.Count(b[:min(int(syntax.Offset), len(b))], []byte("\n"))
		return fmt.Errorf("line %d: %w", line, err)
	}
	if err == nil && dec.More() {
		return errors.New("something follows the JSON object")
	}
	return err
}

// fromExtract puts an answer into the shape of the gold, so that both are compared alike.
func fromExtract(in extract.Incident) Incident {
	out := Incident{Exposure: in.Exposure, given: &in}
	for _, o := range in.Organizations {
		out.Organizations = append(out.Organizations, Organization{Name: o.Name, Role: o.Role, Anonymous: o.Anonymous, Also: o.Also})
	}
	for _, s := range in.Services {
		out.Services = append(out.Services, Service{Name: s.Name})
	}
	for _, c := range in.Causes {
		out.Causes = append(out.Causes, Cause{Code: c.Code})
	}
	for _, d := range in.Dates {
		out.Dates = append(out.Dates, Date{Date: d.Date, End: d.End, Role: d.Role, Text: d.Text})
	}
	for _, c := range in.Counts {
		out.Counts = append(out.Counts, Count{Value: &c.Value, ValueMax: c.ValueMax, Unit: c.Unit, Qualifier: c.Qualifier, Role: c.Role, Subject: c.Subject, Text: c.Text})
	}
	for _, c := range in.Categories {
		out.Categories = append(out.Categories, Category{Code: c.Code, Status: c.Status, Text: c.Text})
	}
	return out
}
