package export

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/kawaraban/kawaraban/store"
)

// aTable has every kind of value, and none of every kind, and this text.
func aTable(text string) store.Table {
	rows := [][]any{
		{int64(1), text, "2025-07-11", "2025-07", int64(1234567), nil, []string{"lost", "insider"},
			[]string{`https://news.example/1?a="1"&b=2`, "https://news.example/2"}, time.Date(2025, 7, 12, 3, 0, 0, 0, time.UTC)},
		{int64(2), nil, nil, nil, nil, int64(0), nil, []string{"javascript:alert(1)"}, nil},
	}
	return store.Table{
		Name: "cases",
		Columns: []store.Column{
			{Name: "case_id", Kind: store.Integer}, {Name: "organization", Kind: store.Text}, {Name: "announced", Kind: store.Day},
			{Name: "occurred", Kind: store.Day}, {Name: "people", Kind: store.Integer}, {Name: "records", Kind: store.Integer},
			{Name: "causes", Kind: store.List}, {Name: "urls", Kind: store.Links}, {Name: "first_seen", Kind: store.Moment},
		},
		Rows: sequence(rows, nil),
	}
}

// sequence yields values, then an error if there is one.
func sequence[T any](values []T, err error) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range values {
			if !yield(v, nil) {
				return
			}
		}
		if err != nil {
			var none T
			yield(none, err)
		}
	}
}

func TestCSV(t *testing.T) {
	var plain, marked bytes.Buffer
	if err := errors.Join(CSV(&plain, aTable("株式会社みどり"), false), CSV(&marked, aTable("株式会社みどり"), true)); err != nil {
		t.Fatal(err)
	}
	if marked.String() != "\xef\xbb\xbf"+plain.String() {
		t.Error("the mark is not the only difference")
	}
	got, err := csv.NewReader(&plain).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	if want := [][]string{
		{"case_id", "organization", "announced", "occurred", "people", "records", "causes", "urls", "first_seen"},
		{"1", "株式会社みどり", "2025-07-11", "2025-07", "1234567", "", "lost; insider", `https://news.example/1?a="1"&b=2; https://news.example/2`, "2025-07-12T03:00:00Z"},
		{"2", "", "", "", "", "0", "", "javascript:alert(1)", ""},
	}; !reflect.DeepEqual(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
}

func TestCSVCellsAreSafe(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"formula", "=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"},
		{"plus", "+1", "'+1"},
		{"minus", "-1", "'-1"},
		{"at", "@SUM(A1)", "'@SUM(A1)"},
		{"full width", "＝1+1", "'＝1+1"},
		{"tab", "\tx", "'x"},
		{"carriage return", "\rx", "'x"},
		{"hidden behind a space", " =1", "'=1"},
		{"hidden behind a mark", "\u200e=1", "'=1"},
		{"quotes, commas and lines", "a\"b,c\r\nd", `a"b,c d`},
		{"controls", "a\x1b[31mb\x07c\u0085d", "a [31mb c d"},
		{"direction of writing", "a\u202eb\u2066c\u200fd", "abcd"},
		{"inside it is text", "a=b", "a=b"},
	} {
		var b bytes.Buffer
		if err := CSV(&b, aTable(test.text), false); err != nil {
			t.Fatal(err)
		}
		got, err := csv.NewReader(&b).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if got[1][1] != test.want {
			t.Errorf("%s: %q, want %q", test.name, got[1][1], test.want)
		}
	}
	var b bytes.Buffer
	list := store.Table{Columns: []store.Column{{Name: "names", Kind: store.List}}, Rows: sequence([][]any{{[]string{"=1", "a"}}}, nil)}
	if err := CSV(&b, list, false); err != nil || b.String() != "names\n'=1; a\n" {
		t.Errorf("a list: %q, %v", b.String(), err)
	}
}

// xlsxCell is a cell as the file has it.
type xlsxCell struct {
	Ref     string  `xml:"r,attr"`
	Type    string  `xml:"t,attr"`
	Style   int     `xml:"s,attr"`
	Formula *string `xml:"f"`
	Value   string  `xml:"v"`
	Inline  string  `xml:"is>t"`
}

type xlsxSheet struct {
	Pane struct {
		State string `xml:"state,attr"`
		Split string `xml:"ySplit,attr"`
	} `xml:"sheetViews>sheetView>pane"`
	Cells  []xlsxCell `xml:"sheetData>row>c"`
	Filter struct {
		Ref string `xml:"ref,attr"`
	} `xml:"autoFilter"`
}

// readXLSX reads the first sheet and the number formats of its styles out of a workbook,
// without the library that wrote it.
func readXLSX(t *testing.T, book []byte) (sheet xlsxSheet, formats []string) {
	t.Helper()
	archive, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string, to any) {
		f, err := archive.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := xml.NewDecoder(f).Decode(to); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
	}
	read("xl/worksheets/sheet1.xml", &sheet)
	var styles struct {
		Formats []struct {
			ID   int    `xml:"numFmtId,attr"`
			Code string `xml:"formatCode,attr"`
		} `xml:"numFmts>numFmt"`
		Cells []struct {
			ID int `xml:"numFmtId,attr"`
		} `xml:"cellXfs>xf"`
	}
	read("xl/styles.xml", &styles)
	for _, c := range styles.Cells {
		code := ""
		for _, f := range styles.Formats {
			if f.ID == c.ID {
				code = f.Code
			}
		}
		formats = append(formats, code)
	}
	return sheet, formats
}

func TestXLSX(t *testing.T) {
	var b bytes.Buffer
	if err := XLSX(&b, []store.Table{aTable("=1+1"), {Name: "counts", Columns: aTable("").Columns, Rows: sequence[[]any](nil, nil)}}); err != nil {
		t.Fatal(err)
	}
	sheet, formats := readXLSX(t, b.Bytes())
	if sheet.Pane.State != "frozen" || sheet.Pane.Split != "1" || sheet.Filter.Ref != "$A$1:$I$3" {
		t.Errorf("pane %+v, filter %+v", sheet.Pane, sheet.Filter)
	}
	cells := map[string]xlsxCell{}
	for _, c := range sheet.Cells {
		cells[c.Ref] = c
		if c.Formula != nil && !strings.HasPrefix(*c.Formula, `HYPERLINK("https://news.example/`) {
			t.Errorf("%s is a formula: %s", c.Ref, *c.Formula)
		}
	}
	for _, want := range []struct{ ref, typ, text, format string }{
		{"B1", "inlineStr", "organization", ""},
		{"B2", "inlineStr", "=1+1", ""},
		{"C2", "", "45849", "yyyy-mm-dd"}, // 2025-07-11 in days since 1899-12-30
		{"D2", "inlineStr", "2025-07", ""},
		{"E2", "", "1234567", "#,##0"},
		{"G2", "inlineStr", "lost; insider", ""},
		{"I2", "", "45850.5", "yyyy-mm-dd hh:mm"}, // 12:00 in Japan
		{"F3", "", "0", "#,##0"},
		{"H3", "inlineStr", "javascript:alert(1)", ""},
	} {
		c := cells[want.ref]
		if typ := strings.TrimPrefix(c.Type, "n"); typ != want.typ || c.Value+c.Inline != want.text || formats[c.Style] != want.format {
			t.Errorf("%s: %+v %s, want %+v", want.ref, c, formats[c.Style], want)
		}
	}
	const link = `HYPERLINK("https://news.example/1?a=""1""&b=2","https://news.example/1?a=""1""&b=2; https://news.example/2")`
	if f := cells["H2"].Formula; f == nil || *f != link {
		t.Errorf("link %v, want %s", f, link)
	}
	for _, empty := range []string{"F2", "B3", "C3", "E3", "G3", "I3"} {
		if c := cells[empty]; c.Value+c.Inline != "" {
			t.Errorf("%s is %+v, want nothing", empty, c)
		}
	}
	got := python(t, "openpyxl", b.Bytes(), `
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
sheet = book["cases"]
print(book.sheetnames, sheet.freeze_panes, sheet["C2"].value, sheet["E2"].value, sheet["F2"].value, sheet["B2"].data_type)`)
	if want := "['cases', 'counts'] A2 2025-07-11 00:00:00 1234567 None s\n"; got != want {
		t.Errorf("openpyxl reads %q, want %q", got, want)
	}
}

// python runs a script on a file that was written, for a reader by others than its writer;
// it skips the rest of the test where there is no such reader.
func python(t *testing.T, module string, file []byte, script string) string {
	t.Helper()
	if err := exec.Command("python3", "-c", "import "+module).Run(); err != nil {
		t.Skipf("not read back by %s: python3 with it is not installed (%v)", module, err)
	}
	name := filepath.Join(t.TempDir(), "file")
	if module == "openpyxl" {
		name += ".xlsx"
	}
	if err := os.WriteFile(name, file, 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("python3", "-c", script, name).CombinedOutput()
	if err != nil {
		t.Fatalf("%s: %v\n%s", module, err, out)
	}
	return string(out)
}

func TestParquet(t *testing.T) {
	var b bytes.Buffer
	if err := Parquet(&b, aTable("株式会社みどり")); err != nil {
		t.Fatal(err)
	}
	f, err := parquet.OpenFile(bytes.NewReader(b.Bytes()), int64(b.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, c := range f.Schema().Fields() {
		columns = append(columns, c.Name())
	}
	if want := []string{
		"case_id", "organization", "announced", "announced_date", "occurred", "occurred_date", "people", "records", "causes", "urls", "first_seen",
	}; !slices.Equal(columns, want) || f.NumRows() != 2 {
		t.Errorf("%d rows of %v", f.NumRows(), columns)
	}
	got := python(t, "duckdb", b.Bytes(), `
import sys, duckdb
rows = duckdb.sql(f"SELECT * REPLACE (first_seen::VARCHAR AS first_seen) FROM read_parquet('{sys.argv[1]}')")
print(rows.types)
for row in rows.fetchall(): print(row[:-1])
print(duckdb.sql(f"SELECT epoch(first_seen) FROM read_parquet('{sys.argv[1]}')").fetchall())`)
	if want := `[BIGINT, VARCHAR, VARCHAR, DATE, VARCHAR, DATE, BIGINT, BIGINT, VARCHAR[], VARCHAR[], VARCHAR]
(1, '株式会社みどり', '2025-07-11', datetime.date(2025, 7, 11), '2025-07', None, 1234567, None, ['lost', 'insider'], ['https://news.example/1?a="1"&b=2', 'https://news.example/2'])
(2, None, None, None, None, None, None, 0, [], ['javascript:alert(1)'])
[(1752289200.0,), (None,)]
`; got != want {
		t.Errorf("duckdb reads\n%s\nwant\n%s", got, want)
	}
}

var errFull = errors.New("disk full")

type fullDisk struct{}

func (fullDisk) Write([]byte) (int, error) { return 0, errFull }

var tableWriters = map[string]func(io.Writer, store.Table) error{
	"csv":     func(w io.Writer, t store.Table) error { return CSV(w, t, false) },
	"marked":  func(w io.Writer, t store.Table) error { return CSV(w, t, true) },
	"xlsx":    func(w io.Writer, t store.Table) error { return XLSX(w, []store.Table{t}) },
	"parquet": Parquet,
}

// TestTablesTellErrors: of the rows and of the writing.
func TestTablesTellErrors(t *testing.T) {
	errRow := errors.New("bad row")
	for name, write := range tableWriters {
		if err := write(fullDisk{}, aTable("x")); !errors.Is(err, errFull) {
			t.Errorf("%s on a full disk: %v", name, err)
		}
		broken := aTable("x")
		broken.Rows = sequence([][]any{}, errRow)
		if err := write(io.Discard, broken); !errors.Is(err, errRow) {
			t.Errorf("%s of a bad row: %v", name, err)
		}
	}
}

// BenchmarkTables writes 10,000 rows; time and memory may grow with the rows, not faster.
func BenchmarkTables(b *testing.B) {
	var rows [][]any
	for row := range aTable("株式会社みどり").Rows {
		rows = append(rows, row)
	}
	for len(rows) < 10_000 {
		rows = append(rows, rows...)
	}
	for name, write := range tableWriters {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				t := aTable("")
				t.Rows = sequence(rows, nil)
				if err := write(io.Discard, t); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(len(rows)*b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
