package store

import (
	"context"
	"database/sql"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/kawaraban/kawaraban/extract"
)

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

// column is the answer to a query for one column of text.
func column(ctx context.Context, tx *sql.Tx, query string, args ...any) ([]string, error) {
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var values []string
	for rows.Next() {
		var v string
		if err := rows.Scan(&v); err != nil {
			return nil, err
		}
		values = append(values, v)
	}
	return values, rows.Err()
}
