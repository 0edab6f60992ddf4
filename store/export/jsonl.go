package export

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"iter"
	"time"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// A Row is a case without its reports as JSON: the columns of the table of cases. Unknown is
// null or an empty list.
type Row struct{ *store.Case }

// MarshalJSON keeps the columns in their order.
func (r Row) MarshalJSON() ([]byte, error) {
	b, err := caseObject(r.Case)
	if err != nil {
		return nil, err
	}
	return append(b, '}'), nil
}

// A CaseLine is one case in JSON Lines: the columns of the table, then its reports.
type CaseLine struct{ *store.ToldCase }

// MarshalJSON keeps the columns in their order; unknown is null or an empty list.
func (l CaseLine) MarshalJSON() ([]byte, error) {
	b, err := caseObject(&l.Case)
	if err != nil {
		return nil, err
	}
	reports := []reportLine{}
	for _, r := range l.Reports {
		reports = append(reports, reportLine{r.AsOf, lineOf(r.Row)})
	}
	if b, err = put(b, "reports", reports); err != nil {
		return nil, err
	}
	return append(b, '}'), nil
}

// caseObject is a JSON object of the columns of a case, to be closed.
func caseObject(c *store.Case) (b []byte, err error) {
	b = []byte(`{"schema":"kawaraban.case/1"`)
	columns, values := c.Cells()
	for i, column := range columns {
		v := values[i]
		if v == nil && (column.Kind == store.List || column.Kind == store.Links) {
			v = []string{}
		}
		if b, err = put(b, column.Name, v); err != nil {
			return nil, err
		}
	}
	return b, nil
}

// put adds a value to a JSON object.
func put(object []byte, name string, v any) ([]byte, error) {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	out.SetEscapeHTML(false)
	if err := out.Encode(v); err != nil {
		return nil, err
	}
	object = append(object, `,"`+name+`":`...)
	return append(object, bytes.TrimSuffix(b.Bytes(), []byte("\n"))...), nil
}

// A reportLine is a report in the line of its case.
type reportLine struct {
	AsOf string `json:"as_of"`
	incidentLine
}

// An incidentLine is one incident: the article that tells it, then the incident as extract
// writes it, with the evidence of every value.
type incidentLine struct {
	ID        int64     `json:"incident_id"`
	ArticleID int64     `json:"article_id"`
	URL       *string   `json:"url"`
	Title     *string   `json:"title"`
	Published *string   `json:"published"`
	Site      *string   `json:"site"`
	Source    *string   `json:"source"`
	Extractor string    `json:"extractor_version"`
	ReadAt    time.Time `json:"read_at"`
	extract.Incident
}

func lineOf(r store.Row) incidentLine {
	return incidentLine{
		r.ID, r.ArticleID, known(r.URL), known(r.Title), known(r.Published), known(r.Site), known(r.Source),
		r.Extractor, r.ReadAt.UTC(), r.Incident,
	}
}

// known is s, or nil for "", which is null in JSON.
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// JSONL writes one JSON object a line for each case: the columns of the table of cases and
// reports, each with all that one article tells and the words that prove it.
func JSONL(w io.Writer, cases iter.Seq2[*store.ToldCase, error]) error {
	return jsonLines(w, cases, func(c *store.ToldCase) any { return CaseLine{c} })
}

// IncidentsJSONL writes one JSON object a line for each incident, whatever its case.
func IncidentsJSONL(w io.Writer, incidents iter.Seq2[store.Row, error]) error {
	type line struct {
		Schema string `json:"schema"`
		incidentLine
	}
	return jsonLines(w, incidents, func(r store.Row) any { return line{"kawaraban/1", lineOf(r)} })
}

func jsonLines[T any](w io.Writer, values iter.Seq2[T, error], line func(T) any) error {
	out := bufio.NewWriter(w)
	for v, err := range values {
		if err != nil {
			return err
		}
		b, err := JSON(line(v), "")
		if err != nil {
			return err
		}
		if _, err := out.Write(b); err != nil {
			return err
		}
	}
	return out.Flush()
}
