package export

import (
	"fmt"
	"io"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"github.com/kawaraban/kawaraban/store"
)

// Widths of columns, in characters.
const (
	narrow = 14
	wide   = 36
)

// formulaText is how long a text in a formula may be, in characters.
const formulaText = 255

// XLSX writes a workbook with a sheet for each table: a frozen header with a filter, numbers
// and full days as such (a day that is told as 2025-07 stays text), times in Japan, links
// to the sources. These links are its only formulas: the library's own way to make links
// takes time that grows with their square, and Excel takes only 65,530 of them.
func XLSX(w io.Writer, tables []store.Table) error {
	f := excelize.NewFile()
	defer f.Close()
	styles, err := newXLSXStyles(f)
	if err != nil {
		return err
	}
	for i, t := range tables {
		if i == 0 {
			err = f.SetSheetName(f.GetSheetName(0), t.Name)
		} else {
			_, err = f.NewSheet(t.Name)
		}
		if err != nil {
			return err
		}
		if err := writeSheet(f, t, styles); err != nil {
			return fmt.Errorf("sheet %s: %w", t.Name, err)
		}
	}
	_, err = f.WriteTo(w)
	return err
}

// xlsxStyles are the numbers of cell formats in the workbook.
type xlsxStyles struct{ header, day, moment, number, link int }

func newXLSXStyles(f *excelize.File) (s xlsxStyles, err error) {
	make := func(to *int, style excelize.Style) {
		if err == nil {
			*to, err = f.NewStyle(&style)
		}
	}
	format := func(code string) excelize.Style { return excelize.Style{CustomNumFmt: &code} }
	make(&s.header, excelize.Style{Font: &excelize.Font{Bold: true}})
	make(&s.day, format("yyyy-mm-dd"))
	make(&s.moment, format("yyyy-mm-dd hh:mm"))
	make(&s.number, format("#,##0"))
	make(&s.link, excelize.Style{Font: &excelize.Font{Color: "0563C1", Underline: "single"}})
	return s, err
}

func writeSheet(f *excelize.File, t store.Table, styles xlsxStyles) error {
	sheet, err := f.NewStreamWriter(t.Name)
	if err != nil {
		return err
	}
	header := make([]any, len(t.Columns))
	for i, c := range t.Columns {
		header[i] = excelize.Cell{StyleID: styles.header, Value: c.Name}
		width := float64(narrow)
		if c.Kind == store.List || c.Kind == store.Links || c.Name == "organization" || c.Name == "title" || c.Name == "name" {
			width = wide
		}
		if err := sheet.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	if err := sheet.SetPanes(&excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := sheet.SetRow("A1", header); err != nil {
		return err
	}
	row := 1
	cells := make([]any, len(t.Columns))
	for values, err := range t.Rows {
		if err != nil {
			return err
		}
		if row++; row > excelize.TotalRows {
			return fmt.Errorf("more than %d rows: choose fewer cases", excelize.TotalRows-1)
		}
		for i, v := range values {
			cells[i] = styles.cell(t.Columns[i], v)
		}
		at, err := excelize.CoordinatesToCellName(1, row)
		if err != nil {
			return err
		}
		if err := sheet.SetRow(at, cells); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(t.Columns), row)
	if err != nil {
		return err
	}
	if err := f.AutoFilter(t.Name, "A1:"+last, nil); err != nil {
		return err
	}
	return sheet.Flush()
}

// cell is a value with its format.
func (s xlsxStyles) cell(c store.Column, v any) any {
	switch v := v.(type) {
	case string:
		if day, err := time.Parse(time.DateOnly, v); err == nil && c.Kind == store.Day {
			return excelize.Cell{StyleID: s.day, Value: day}
		}
		return store.Printable(v)
	case []string:
		text := store.Printable(strings.Join(v, "; "))
		if c.Kind == store.Links && WebAddress(v[0]) && utf8.RuneCountInString(text) <= formulaText {
			return excelize.Cell{StyleID: s.link, Formula: "HYPERLINK(" + quote(store.Printable(v[0])) + "," + quote(text) + ")", Value: text}
		}
		return text
	case int64:
		if strings.HasSuffix(c.Name, "_id") {
			return v
		}
		return excelize.Cell{StyleID: s.number, Value: v}
	case time.Time:
		return excelize.Cell{StyleID: s.moment, Value: v.In(japan)}
	}
	return nil
}

// japan is the time in which the articles are written.
var japan = time.FixedZone("JST", 9*60*60)

// quote makes a text one of a formula.
func quote(s string) string { return `"` + strings.ReplaceAll(s, `"`, `""`) + `"` }
