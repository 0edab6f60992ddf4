package store

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// registered is a row of the register; its closing day may be "".
func registered(n int, name, kind, prefecture, closed string) string {
	row := make([]string, registerColumns)
	row[0], row[registerNumber], row[registerProcess], row[registerLatest] = fmt.Sprint(n), fmt.Sprintf("1%012d", n), "01", "1"
	row[registerName], row[registerKind], row[registerPrefecture], row[registerClosed] = name, kind, prefecture, closed
	row[registerCity] = "見本市"
	return `"` + strings.Join(row, `","`) + `"` + "\n"
}

func TestImportCorporations(t *testing.T) {
	for _, test := range []struct {
		name, organization string
		register           []string
		number             string // its last digit, "" for none
		unclear            int64
	}{
		{"one of the name", "株式会社みどり", []string{registered(1, "株式会社みどり", "301", "東京都", "")}, "1", 0},
		{"none of the name", "株式会社みどり", []string{registered(1, "株式会社みどり堂", "301", "東京都", "")}, "", 0},
		{"full width", "ABC株式会社", []string{registered(1, "ＡＢＣ株式会社", "301", "東京都", "")}, "1", 0},
		{"another case", "株式会社Abc", []string{registered(1, "株式会社ＡＢＣ", "301", "東京都", "")}, "1", 0},
		{"short form", "(株)みどり", []string{registered(1, "株式会社みどり", "301", "東京都", "")}, "1", 0},
		{"form on the other side", "株式会社みどり", []string{registered(1, "みどり株式会社", "301", "東京都", "")}, "", 0},
		{"another form", "株式会社みどり", []string{registered(1, "有限会社みどり", "302", "東京都", "")}, "", 0},
		{"without form", "みどり", []string{registered(1, "有限会社みどり", "302", "東京都", "")}, "1", 0},
		{"without form, two of them", "みどり", []string{registered(1, "有限会社みどり", "302", "東京都", ""), registered(2, "株式会社みどり", "301", "東京都", "")}, "", 1},
		{"two of the name", "株式会社みどり", []string{registered(1, "株式会社みどり", "301", "東京都", ""), registered(2, "株式会社みどり", "301", "大阪府", "")}, "", 1},
		{"one still exists", "株式会社みどり", []string{registered(1, "株式会社みどり", "301", "東京都", "2020-03-31"), registered(2, "株式会社みどり", "301", "大阪府", "")}, "2", 0},
		{"closed, the only one", "株式会社みどり", []string{registered(1, "株式会社みどり", "301", "東京都", "2020-03-31")}, "1", 0},
		{"both closed", "株式会社みどり", []string{registered(1, "株式会社みどり", "301", "東京都", "2020-03-31"), registered(2, "株式会社みどり", "301", "東京都", "2021-03-31")}, "", 1},
		{"town", "大阪府高槻市", []string{registered(1, "高槻市", "201", "大阪府", "")}, "1", 0},
		{"town of two prefectures", "東京都府中市", []string{registered(1, "府中市", "201", "東京都", ""), registered(2, "府中市", "201", "広島県", "")}, "1", 0},
		{"town of two prefectures, not told", "府中市", []string{registered(1, "府中市", "201", "東京都", ""), registered(2, "府中市", "201", "広島県", "")}, "", 1},
		{"company in a town's name", "東京都府中市", []string{registered(1, "府中市", "499", "東京都", "")}, "", 0},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := open(t)
			save(t, s, article("https://news.example/1"), oneParty(test.organization), "1")
			got, err := s.ImportCorporations(t.Context(), strings.NewReader(strings.Join(test.register, "")))
			if err != nil {
				t.Fatal(err)
			}
			number := one(t, s, `SELECT coalesce(substr(corporate_number, 13), '') FROM organizations`)
			if number != test.number || got.Unclear != test.unclear || got.Linked != int64(len(test.number)) || got.Rows != int64(len(test.register)) {
				t.Errorf("number %s, %+v; want %s, %d unclear", number, got, test.number, test.unclear)
			}
		})
	}
}

func TestImportAgainFollowsTheRegister(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), oneParty("株式会社みどり"), "1")
	for i, step := range []struct{ register, number string }{
		{registered(1, "株式会社みどり", "301", "東京都", ""), "1000000000001"},
		{registered(2, "株式会社みどり", "301", "大阪府", ""), "NULL"},                    // another prefecture's file: now there are two
		{registered(1, "株式会社みどり", "301", "東京都", "2026-01-31"), "1000000000002"}, // one is closed
		{registered(2, "株式会社べつもの", "301", "大阪府", ""), "1000000000002"},          // a new name that nobody has is not followed
	} {
		if _, err := s.ImportCorporations(t.Context(), strings.NewReader(step.register)); err != nil {
			t.Fatal(err)
		}
		if got := one(t, s, `SELECT corporate_number FROM organizations`); got != step.number {
			t.Errorf("step %d: %s, want %s", i+1, got, step.number)
		}
	}
}

func TestImportRefuses(t *testing.T) {
	row := registered(1, "株式会社みどり", "301", "東京都", "")
	for name, test := range map[string]struct {
		file string
		want error
	}{
		"nothing":               {"", ErrNotRegister},
		"another table":         {"a,b\n1,2\n", ErrNotRegister},
		"a header":              {strings.Repeat("x,", registerColumns-1) + "x\n", ErrNotRegister},
		"a quote without end":   {row + `"` + strings.Repeat("あ", maxRecord), ErrNotRegister},
		"a quote within":        {row + strings.Replace(row, "みどり", `み"どり`, 1), csv.ErrQuote},
		"a row without number":  {row + strings.Replace(row, "1000000000001", "12", 1), nil},
		"a row without a name":  {row + registered(2, "「」", "301", "東京都", ""), nil},
		"a row that was erased": {row + strings.Replace(registered(2, "株式会社みどり", "301", "東京都", ""), `"01"`, `"99"`, 1), nil},
		"an earlier state":      {row + strings.Replace(registered(2, "株式会社みどり", "301", "東京都", ""), `"1",""`, `"0",""`, 1), nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			save(t, s, article("https://news.example/1"), oneParty("株式会社みどり"), "1")
			_, err := s.ImportCorporations(t.Context(), strings.NewReader(test.file))
			if !errors.Is(err, test.want) {
				t.Errorf("error %v, want %v", err, test.want)
			}
			if got := one(t, s, `SELECT corporate_number FROM organizations`); (got == "1000000000001") != (test.want == nil) {
				t.Errorf("number %s", got)
			}
		})
	}
}

func TestAlias(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), oneParty("株式会社みどり"), "1")
	if err := s.PutAlias(t.Context(), "株式会社べつもの", "みどり堂"); !errors.Is(err, ErrNoOrganization) {
		t.Errorf("unknown: %v", err)
	}
	names := func() (all []string) {
		for o, err := range s.Organizations(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, o.Names...)
		}
		return all
	}
	for range 2 {
		if err := s.PutAlias(t.Context(), "株式会社みどり", "㈱みどり堂"); err != nil {
			t.Fatal(err)
		}
	}
	if got := names(); len(got) != 1 || got[0] != "(株)みどり堂" {
		t.Errorf("names %q", got)
	}
	if got := one(t, s, `SELECT organization_id FROM v_organization_names WHERE canonical = 'みどり堂'`); got != "1" {
		t.Errorf("found %s", got)
	}
	if err := s.DeleteAlias(t.Context(), "株式会社みどり", "㈱みどり堂"); err != nil {
		t.Fatal(err)
	}
	if got := names(); got != nil {
		t.Errorf("names %q", got)
	}
}

// FuzzRegister reads any file as the register: rows of the right width or an error, and an end.
func FuzzRegister(f *testing.F) {
	row := registered(1, "株式会社みどり", "301", "東京都", "")
	for _, s := range []string{"", row, row + row, row[:len(row)/2], `"` + row, "a,b\n", strings.Repeat(",", registerColumns-1), "\xef\xbb\xbf" + row, "\r\n\x00\"\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for r, n := newRegister(strings.NewReader(s)), 0; ; n++ {
			row, err := r.read()
			if err != nil {
				return
			}
			if n > len(s) || len(row) != registerColumns {
				t.Fatalf("row %d of %d columns", n, len(row))
			}
			if c, ok := corporationOf(row); ok && (c.Canonical == "" || len(c.number) != 13) {
				t.Errorf("%+v", c)
			}
		}
	})
}

// rows is a register of n invented corporations, made as it is read.
type rows struct {
	n    int
	rest string
}

func (r *rows) Read(p []byte) (int, error) {
	if r.rest == "" {
		if r.n == 0 {
			return 0, io.EOF
		}
		r.rest = registered(r.n, fmt.Sprintf("株式会社見本第%d商事", r.n), "301", "東京都", "")
		r.n--
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// BenchmarkImportCorporations reads a register of 200,000 rows, one in ten of which names
// an organisation of the database.
func BenchmarkImportCorporations(b *testing.B) {
	const n = 200_000
	s := open(b)
	var r extract.Reading
	for i := range n / 10 {
		r.Incidents = append(r.Incidents, oneParty(fmt.Sprintf("株式会社見本第%d商事", i*10)).Incidents...)
	}
	save(b, s, article("https://news.example/1"), r, "1")
	for b.Loop() {
		in, err := s.ImportCorporations(b.Context(), &rows{n: n})
		if err != nil || in.Rows != n || in.Linked < n/10-1 {
			b.Fatal(in, err)
		}
	}
	b.ReportMetric(float64(n*b.N)/b.Elapsed().Seconds(), "rows/s")
}
