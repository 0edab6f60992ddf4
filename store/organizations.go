package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/kawaraban/kawaraban/extract"
)

// An Organization is one name of an organisation with what is known of it; "" is unknown.
type Organization struct {
	ID              int64
	Name            string // NFKC, as it was first met
	Canonical       string // the same for all spellings
	Form            string // legal form in full
	Kind            string // a code of extract.OrganizationKinds
	Prefecture      string
	CorporateNumber string   // 13 digits
	Names           []string // the others by which it is known
	Incidents       int64    // current ones that name it
	Corporations    int64    // of the register that it may be by its name
}

// Organizations yields all organisations that a current incident names or that have an
// alias, in the order of their canonical names, from one snapshot of the database.
func (s *Store) Organizations(ctx context.Context) iter.Seq2[Organization, error] {
	return func(yield func(Organization, error) bool) {
		err := s.read(ctx, func(tx *sql.Tx) error { return organizations(ctx, tx, yield) })
		if err != nil && !errors.Is(err, errStopped) {
			yield(Organization{}, fmt.Errorf("store: read organisations: %w", err))
		}
	}
}

func organizations(ctx context.Context, tx *sql.Tx, yield func(Organization, error) bool) error {
	return eachRow(ctx, tx, func(rows *sql.Rows) error {
		var o Organization
		var names string
		if err := rows.Scan(&o.ID, &o.Name, &o.Canonical, &o.Form, &o.Kind, &o.Prefecture, &o.CorporateNumber,
			&names, &o.Incidents, &o.Corporations); err != nil {
			return err
		}
		if names != "" {
			o.Names = strings.Split(names, "; ")
		}
		if !yield(o, nil) {
			return errStopped
		}
		return nil
	}, `
		SELECT organization_id, name, coalesce(canonical, name), coalesce(legal_form, ''), coalesce(kind, ''),
			coalesce(prefecture, ''), coalesce(corporate_number, ''), coalesce(names, ''), incidents, coalesce(corporations, 0)
		FROM v_organizations o
		WHERE incidents > 0 OR EXISTS (SELECT 1 FROM organization_aliases a WHERE a.organization_id = o.organization_id)
		ORDER BY 3, 2`)
}

// ErrNoOrganization says that no organisation has a name.
var ErrNoOrganization = errors.New("no organisation of this name")

// PutAlias says that the organisation called name is also called alias: an old name, a
// short one. It is ErrNoOrganization where no organisation has the name.
func (s *Store) PutAlias(ctx context.Context, name, alias string) error {
	return s.alias(ctx, name, alias, `
		INSERT INTO organization_aliases (organization_id, name, canonical) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
		organizationName(alias), extract.ParseName(alias).Canonical)
}

// DeleteAlias takes back what PutAlias said.
func (s *Store) DeleteAlias(ctx context.Context, name, alias string) error {
	return s.alias(ctx, name, alias, `DELETE FROM organization_aliases WHERE organization_id = ? AND name = ?`, organizationName(alias))
}

// alias runs query on the organisation called name, whose id is its first argument, and
// puts the reports that name either together anew.
func (s *Store) alias(ctx context.Context, name, alias, query string, args ...any) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		var id int64
		err := tx.QueryRowContext(ctx, `SELECT id FROM organizations WHERE name = ?`, organizationName(name)).Scan(&id)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrNoOrganization
		}
		if err == nil {
			_, err = tx.ExecContext(ctx, query, append([]any{id}, args...)...)
		}
		if err != nil {
			return err
		}
		return regroupNamed(ctx, tx, name, alias)
	})
	if err != nil {
		return fmt.Errorf("store: alias of %q: %w", name, err)
	}
	return nil
}

// organizationName is the form of a name under which one organisation is found again.
func organizationName(name string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(clean(name))), " ")
}

// putOrganization finds or adds the organisation of this name, and says of it what
// today's rules read in the name.
func putOrganization(ctx context.Context, tx *sql.Tx, name string) (id int64, err error) {
	n := extract.ParseName(name)
	err = tx.QueryRowContext(ctx, `
		INSERT INTO organizations (name, canonical, legal_form, form_position, kind, prefecture)
		VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (name) DO UPDATE SET canonical = excluded.canonical, legal_form = excluded.legal_form,
			form_position = excluded.form_position, kind = excluded.kind, prefecture = excluded.prefecture
		RETURNING id`,
		name, null(n.Canonical), null(n.Form), null(n.Position), null(n.Kind), null(n.Prefecture)).Scan(&id)
	return id, err
}

// nameOrganizations reads the names that were stored before they were taken apart.
func nameOrganizations(ctx context.Context, tx *sql.Tx) error {
	names, err := column(ctx, tx, `SELECT name FROM organizations`)
	if err != nil {
		return err
	}
	for _, name := range names {
		if _, err := putOrganization(ctx, tx, name); err != nil {
			return err
		}
	}
	if names, err = column(ctx, tx, `SELECT DISTINCT name FROM incident_organization_names`); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `CREATE INDEX by_name ON incident_organization_names(name)`); err != nil {
		return err
	}
	for _, name := range names {
		_, err := tx.ExecContext(ctx, `UPDATE incident_organization_names SET canonical = ? WHERE name = ?`,
			null(extract.ParseName(name).Canonical), name)
		if err != nil {
			return err
		}
	}
	_, err = tx.ExecContext(ctx, `DROP INDEX by_name`)
	return err
}
