package main

import (
	"io"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store/export"
)

// schemaName names the shape of the JSON output. A change that could break a reader
// gets a new number, a new field does not.
const schemaName = "kawaraban/1"

// An answer is what extract says about one article; schema/kawaraban-1.schema.json
// describes it.
type answer struct {
	Schema    string             `json:"schema"`
	Document  document           `json:"document"`
	Incidents []extract.Incident `json:"incidents"`
	Mentions  []extract.Mention  `json:"mentions,omitzero"`
}

// A document is the article as it was understood.
type document struct {
	// ID is the name of the file that was read, "" for standard input.
	ID    string `json:"id,omitempty"`
	Title string `json:"title"`
	// Published is nil where nobody knows it.
	Published *string `json:"published"`
	URL       string  `json:"url,omitempty"`
	// Text is set for HTML, where the offsets count in the text that was read out of
	// it; other input is the text itself.
	Text *string `json:"text,omitempty"`
}

// newAnswer says in the shape of the schema what was read in p.
func newAnswer(p paste, r extract.Reading, mentions bool) answer {
	a := answer{Schema: schemaName, Document: p.document(), Incidents: filled(r.Incidents)}
	if mentions {
		a.Mentions = orEmpty(r.Mentions)
	}
	return a
}

// filled makes empty lists [] in JSON, never null.
func filled(incidents []extract.Incident) []extract.Incident {
	out := make([]extract.Incident, len(incidents))
	for i, inc := range incidents {
		inc.Organizations = orEmpty(inc.Organizations)
		inc.Services = orEmpty(inc.Services)
		inc.Causes = orEmpty(inc.Causes)
		inc.Dates = orEmpty(inc.Dates)
		inc.Counts = orEmpty(inc.Counts)
		inc.Categories = orEmpty(inc.Categories)
		out[i] = inc
	}
	return out
}

func orEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}

func printJSON(w io.Writer, v any, indent string) error {
	b, err := export.JSON(v, indent)
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}
