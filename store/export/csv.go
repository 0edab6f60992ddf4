package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/store"
)

// byteOrderMark tells a spreadsheet that a file is UTF-8.
const byteOrderMark = "\uFEFF"

// CSV writes a table: a header, then a line for each row; UTF-8, lists parted by "; ",
// unknown empty. Cells that a spreadsheet would run as a formula begin with an apostrophe;
// controls and characters that turn the direction of writing are taken out. With mark it
// begins with a byte order mark, without which Excel reads Japanese wrongly.
func CSV(w io.Writer, t store.Table, mark bool) error {
	if mark {
		if _, err := io.WriteString(w, byteOrderMark); err != nil {
			return err
		}
	}
	out := csv.NewWriter(w)
	cells := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = c.Name
	}
	if err := out.Write(cells); err != nil {
		return err
	}
	for row, err := range t.Rows {
		if err != nil {
			return err
		}
		for i, v := range row {
			cells[i] = csvCell(v)
		}
		if err := out.Write(cells); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// csvCell is a value of a table as CSV shows it.
func csvCell(v any) string {
	switch v := v.(type) {
	case string:
		return guard(v)
	case []string:
		return guard(strings.Join(v, "; "))
	case int64:
		return strconv.FormatInt(v, 10)
	case time.Time:
		return v.UTC().Format(time.RFC3339)
	}
	return ""
}

// guard makes text safe for spreadsheets, which run what begins with one of these, the
// full-width forms too (OWASP, CSV Injection).
func guard(s string) string {
	// Before cleaning: a TAB or CR in front would be gone after it.
	danger := strings.HasPrefix(s, "\t") || strings.HasPrefix(s, "\r") || strings.HasPrefix(s, "\n")
	s = store.Printable(s)
	if first, _ := utf8.DecodeRuneInString(s); danger || strings.ContainsRune("=+-@＝＋－＠", first) {
		return "'" + s
	}
	return s
}
