package store

import (
	"bufio"
	"context"
	"database/sql"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract"
)

// ExportCSV writes one row for each current incident that f chooses: a header and the
// columns of v_incidents, UTF-8, lists parted by "; ", unknown empty. Cells that a
// spreadsheet would run as a formula begin with an apostrophe; controls and characters
// that turn the direction of writing are taken out. It is one snapshot of the database.
func (s *Store) ExportCSV(ctx context.Context, w io.Writer, f Filter) error {
	err := s.read(ctx, func(tx *sql.Tx) error {
		where, args := f.where()
		rows, err := tx.QueryContext(ctx, `
			SELECT * FROM v_incidents i WHERE `+where+` ORDER BY i.incident_id`, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		return writeCSV(w, rows)
	})
	if err != nil {
		return fmt.Errorf("store: export csv: %w", err)
	}
	return nil
}

// writeCSV writes rows with the names of their columns.
func writeCSV(w io.Writer, rows *sql.Rows) error {
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	out := csv.NewWriter(w)
	if err := out.Write(columns); err != nil {
		return err
	}
	values := make([]any, len(columns))
	dest := make([]any, len(columns))
	for i := range values {
		dest[i] = &values[i]
	}
	cells := make([]string, len(columns))
	for rows.Next() {
		if err := rows.Scan(dest...); err != nil {
			return err
		}
		for i, v := range values {
			cells[i] = cell(v)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return err
	}
	out.Flush()
	return out.Error()
}

// cell is a value as CSV shows it.
func cell(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return guard(v)
	default:
		return fmt.Sprint(v) // a number
	}
}

// guard makes text safe for spreadsheets, which run what begins with one of these, the
// full-width forms too (OWASP, CSV Injection).
func guard(s string) string {
	// Before cleaning: a TAB or CR in front would be gone after it.
	danger := strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\r") || strings.HasPrefix(s, "\n")
	s = printable(s)
	if first, _ := utf8.DecodeRuneInString(s); danger || strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + s
	}
	return s
}

// line is one incident in JSON Lines: the article that tells it, then the incident as
// extract writes it.
type line struct {
	Schema    string  `json:"schema"`
	ID        int64   `json:"incident_id"`
	ArticleID int64   `json:"article_id"`
	URL       *string `json:"url"`
	Title     *string `json:"title"`
	Published *string `json:"published"`
	Site      *string `json:"site"`
	Source    *string `json:"source"`
	Extractor string  `json:"extractor_version"`
	ReadAt    string  `json:"read_at"`
	extract.Incident
}

// ExportJSONL writes one JSON object a line for each current incident that f chooses, with
// all its slots and their evidence; unknown is null or an empty list. It is one snapshot
// of the database.
func (s *Store) ExportJSONL(ctx context.Context, w io.Writer, f Filter) error {
	buffered := bufio.NewWriter(w)
	out := json.NewEncoder(buffered)
	out.SetEscapeHTML(false)
	for row, err := range s.Incidents(ctx, f) {
		if err == nil {
			err = out.Encode(line{
				"kawaraban/1", row.ID, row.ArticleID, known(row.URL), known(row.Title), known(row.Published),
				known(row.Site), known(row.Source), row.Extractor, stamp(row.ReadAt), row.Incident,
			})
		}
		if err != nil {
			return fmt.Errorf("store: export jsonl: %w", err)
		}
	}
	if err := buffered.Flush(); err != nil {
		return fmt.Errorf("store: export jsonl: %w", err)
	}
	return nil
}

// known is s, or nil for "".
func known(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
