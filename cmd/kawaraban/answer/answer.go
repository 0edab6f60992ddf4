// Package answer turns an article as somebody gives it, a text, a page or a PDF, into what
// was read in it: kawaraban/1 as JSON, or a table as CSV.
//
//  1. Parse and ReadHTML make a Paste of bytes.
//  2. Read has the extractor read it.
//  3. New says it in the shape of the schema, Table as rows.
package answer

import "github.com/kawaraban/kawaraban/extract"

// SchemaName names the shape of the JSON output. A change that could break a reader
// gets a new number, a new field does not.
const SchemaName = "kawaraban/1"

// An Answer is what extract says about one article; schema/kawaraban-1.schema.json
// describes it.
type Answer struct {
	Schema    string             `json:"schema"`
	Document  Document           `json:"document"`
	Incidents []extract.Incident `json:"incidents"`
	Mentions  []extract.Mention  `json:"mentions,omitzero"`
}

// A Document is the article as it was understood.
type Document struct {
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

// New says in the shape of the schema what was read in p.
func New(p Paste, r extract.Reading, mentions bool) Answer {
	a := Answer{Schema: SchemaName, Document: p.Document(), Incidents: Filled(r.Incidents)}
	if mentions {
		a.Mentions = OrEmpty(r.Mentions)
	}
	return a
}

// Filled makes empty lists [] in JSON, never null.
func Filled(incidents []extract.Incident) []extract.Incident {
	out := make([]extract.Incident, len(incidents))
	for i, inc := range incidents {
		inc.Organizations = OrEmpty(inc.Organizations)
		inc.Services = OrEmpty(inc.Services)
		inc.Causes = OrEmpty(inc.Causes)
		inc.Dates = OrEmpty(inc.Dates)
		inc.Counts = OrEmpty(inc.Counts)
		inc.Categories = OrEmpty(inc.Categories)
		out[i] = inc
	}
	return out
}

// OrEmpty is s, but never nil.
func OrEmpty[T any](s []T) []T {
	if s == nil {
		return []T{}
	}
	return s
}
