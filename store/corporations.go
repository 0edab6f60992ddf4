package store

import (
	"context"
	"database/sql"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/kawaraban/kawaraban/extract"
)

// Columns of the register's file, from 0. Source: 国税庁法人番号公表サイト, リソース定義書,
// CSV of version 4, which has no header.
const (
	registerNumber     = 1
	registerProcess    = 2
	registerName       = 6
	registerKind       = 8
	registerPrefecture = 9
	registerCity       = 10
	registerClosed     = 18
	registerLatest     = 23
	registerColumns    = 30
)

// processDeleted is the process of a row that only says that its number was given by
// mistake.
const processDeleted = "99"

// ErrNotRegister says that a file is none of the register of corporate numbers.
var ErrNotRegister = errors.New("not a CSV file of the register of corporate numbers")

// Imported tells what ImportCorporations did.
type Imported struct {
	Rows    int64 // of the file
	Bad     int64 // of these without a number or name, and left out
	Kept    int64 // whose name an organisation has
	Linked  int64 // organisations that have a number now
	Unclear int64 // organisations whose name several corporations have
}

// ImportCorporations reads the register of corporate numbers (法人番号), as the National
// Tax Agency gives it out: CSV of 30 columns without a header, in UTF-8, all of Japan, one
// prefecture or the changes of a day. It keeps the corporations whose name an organisation
// has, and gives their numbers to the organisations whose name belongs to one of them only.
// It reads row by row; memory grows with the names in the database, not with the file.
// An error of the file is ErrNotRegister or a *csv.ParseError.
func (s *Store) ImportCorporations(ctx context.Context, r io.Reader) (Imported, error) {
	var in Imported
	err := s.importCorporations(ctx, r, &in)
	if err != nil {
		return in, fmt.Errorf("store: import corporations: %w", err)
	}
	return in, nil
}

// importBatch is how many corporations are written in one transaction: a crawl that
// writes meanwhile waits no longer than for these.
const importBatch = 1000

func (s *Store) importCorporations(ctx context.Context, r io.Reader, in *Imported) error {
	wanted, err := s.namesToFind(ctx)
	if err != nil {
		return err
	}
	var batch []corporation
	flush := func() error {
		err := s.write(ctx, func(tx *sql.Tx) error { return putCorporations(ctx, tx, batch) })
		batch = batch[:0]
		return err
	}
	register := newRegister(r)
	for {
		row, err := register.read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		if in.Rows++; in.Rows%importBatch == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		c, ok := corporationOf(row)
		switch {
		case !ok:
			in.Bad++
			continue
		case row[registerProcess] == processDeleted, row[registerLatest] == "0", !wanted[c.key()] && !(c.kind == localGovernment && wanted[fold(c.prefecture+c.Canonical)]):
			continue
		}
		in.Kept++
		if batch = append(batch, c); len(batch) == importBatch {
			if err := flush(); err != nil {
				return err
			}
		}
	}
	if in.Rows == in.Bad {
		return ErrNotRegister
	}
	if err := flush(); err != nil {
		return err
	}
	return s.write(ctx, func(tx *sql.Tx) error { return linkCorporations(ctx, tx, in) })
}

// namesToFind are the folded canonical names of all organisations.
func (s *Store) namesToFind(ctx context.Context) (map[string]bool, error) {
	wanted := map[string]bool{}
	err := s.read(ctx, func(tx *sql.Tx) error {
		names, err := column(ctx, tx, `SELECT DISTINCT canonical FROM organizations WHERE canonical IS NOT NULL`)
		for _, name := range names {
			wanted[fold(name)] = true
		}
		return err
	})
	return wanted, err
}

// A corporation is a row of the register with what its name tells.
type corporation struct {
	number, name, kind, prefecture, city, closed string
	extract.Name
}

// localGovernment is the register's kind of prefectures, towns and their unions.
const localGovernment = "201"

// corporationOf reads a row; false where it holds no number or no name.
func corporationOf(row []string) (corporation, bool) {
	c := corporation{
		number: row[registerNumber], name: norm.NFKC.String(clean(row[registerName])), kind: row[registerKind],
		prefecture: row[registerPrefecture], city: row[registerCity], closed: row[registerClosed],
	}
	c.Name = extract.ParseName(c.name)
	return c, len(c.number) == 13 && strings.Trim(c.number, "0123456789") == "" && c.Canonical != ""
}

func (c corporation) key() string { return fold(c.Canonical) }

// putCorporations adds corporations, or brings them up to date.
func putCorporations(ctx context.Context, tx *sql.Tx, batch []corporation) error {
	put, err := tx.PrepareContext(ctx, `
		INSERT INTO corporations (number, name, canonical, legal_form, form_position, kind, prefecture, city, closed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (number) DO UPDATE SET name = excluded.name, canonical = excluded.canonical,
			legal_form = excluded.legal_form, form_position = excluded.form_position, kind = excluded.kind,
			prefecture = excluded.prefecture, city = excluded.city, closed = excluded.closed`)
	if err != nil {
		return err
	}
	defer put.Close()
	for _, c := range batch {
		if _, err := put.ExecContext(ctx, c.number, c.name, c.Canonical, null(c.Form), null(c.Position), clean(c.kind),
			null(c.prefecture), null(c.city), null(c.closed)); err != nil {
			return err
		}
	}
	return nil
}

// linkCorporations gives every organisation the number of the one corporation of its name.
// One that still exists goes before those whose registration is closed.
func linkCorporations(ctx context.Context, tx *sql.Tx, in *Imported) error {
	_, err := tx.ExecContext(ctx, `
		UPDATE organizations SET corporate_number = (
			SELECT CASE
				WHEN count(*) FILTER (WHERE closed IS NULL) = 1 THEN max(number) FILTER (WHERE closed IS NULL)
				WHEN count(*) = 1 THEN max(number)
			END
			FROM v_organization_corporations WHERE organization_id = organizations.id)`)
	if err != nil {
		return err
	}
	return tx.QueryRowContext(ctx, `
		SELECT count(corporate_number), count(*) FILTER (WHERE corporate_number IS NULL AND
			EXISTS (SELECT 1 FROM v_organization_corporations WHERE organization_id = organizations.id))
		FROM organizations`).Scan(&in.Linked, &in.Unclear)
}

// maxRecord bounds one row of the register in bytes: a quote that never closes must not
// take in the rest of the file. Names and addresses have 600 characters at most.
const maxRecord = 64 << 10

// A register reads the rows of the file.
type register struct {
	csv  *csv.Reader
	in   io.Reader
	left int // bytes that the row may still have
}

func newRegister(r io.Reader) *register {
	g := &register{in: r}
	g.csv = csv.NewReader(g)
	g.csv.FieldsPerRecord, g.csv.ReuseRecord = registerColumns, true
	return g
}

// Read gives csv its bytes, which it asks for in small portions.
func (g *register) Read(p []byte) (int, error) {
	if g.left <= 0 {
		return 0, fmt.Errorf("%w: a row has more than %d bytes", ErrNotRegister, maxRecord)
	}
	n, err := g.in.Read(p)
	g.left -= n
	return n, err
}

// read returns the next row, which is valid until the one after it is read.
func (g *register) read() ([]string, error) {
	g.left = maxRecord
	row, err := g.csv.Read()
	if errors.Is(err, csv.ErrFieldCount) {
		return nil, fmt.Errorf("%w: %d columns instead of %d", ErrNotRegister, len(row), registerColumns)
	}
	return row, err
}
