package export

import (
	"io"
	"iter"

	"github.com/kawaraban/kawaraban/store"
)

// Datasette writes the metadata file by which Datasette explains a database: what its
// tables, views and columns mean. name is what Datasette calls the database, its file
// without the ending.
func Datasette(w io.Writer, name, title string, meanings iter.Seq2[store.Meaning, error]) error {
	type table struct {
		Description string            `json:"description,omitempty"`
		Columns     map[string]string `json:"columns,omitempty"`
	}
	tables := map[string]*table{}
	for m, err := range meanings {
		if err != nil {
			return err
		}
		t := tables[m.Object]
		if t == nil {
			t = &table{Columns: map[string]string{}}
			tables[m.Object] = t
		}
		switch {
		case m.Column == "":
			t.Description = m.English
		case m.English != "":
			t.Columns[m.Column] = m.English
		}
	}
	text, err := JSON(map[string]any{
		"title": title, "databases": map[string]any{name: map[string]any{"tables": tables}},
	}, "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(text)
	return err
}
