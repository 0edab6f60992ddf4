package store

import (
	"context"
	"database/sql"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store/cases"
)

// labels are the codes of the database by their kind.
var labels = []struct {
	kind  string
	codes []extract.Code
}{
	{"cause", extract.Causes},
	{"category", extract.Categories},
	{"organization", extract.OrganizationKinds},
	{"party_role", extract.PartyRoles},
	{"date_role", extract.DateRoles},
	{"count_role", extract.CountRoles},
	{"unit", extract.Units},
	{"qualifier", extract.Qualifiers},
	{"exposure", extract.Exposures},
	{"status", extract.Statuses},
	{"confidence", []extract.Code{
		{Code: "high", LabelJA: "高", LabelEN: "high"},
		{Code: "medium", LabelJA: "中", LabelEN: "medium"},
		{Code: "low", LabelJA: "低", LabelEN: "low"},
	}},
	{"standing", []extract.Code{
		{Code: string(cases.Latest), LabelJA: "最新", LabelEN: "nothing later was told"},
		{Code: string(cases.Repeated), LabelJA: "後の報告も同じ", LabelEN: "told again later"},
		{Code: string(cases.Superseded), LabelJA: "改められた", LabelEN: "another number was told"},
	}},
}

// Codes are the codes of a kind, such as "cause", in the order in which they are shown.
func Codes(kind string) []extract.Code {
	for _, l := range labels {
		if l.kind == kind {
			return l.codes
		}
	}
	return nil
}

// Label is a code of a kind with its labels.
func Label(kind, code string) (c extract.Code, ok bool) {
	for _, c := range Codes(kind) {
		if c.Code == code {
			return c, true
		}
	}
	return c, false
}

// putLabels writes the labels of all codes. A code that is no longer read keeps its
// label: older readings use it.
func putLabels(ctx context.Context, tx *sql.Tx) error {
	for _, l := range labels {
		for i, c := range l.codes {
			_, err := tx.ExecContext(ctx, `
				INSERT INTO labels (kind, code, position, label_ja, label_en, family, sensitive)
				VALUES (?, ?, ?, ?, ?, ?, ?)
				ON CONFLICT (kind, code) DO UPDATE SET
					position = excluded.position, label_ja = excluded.label_ja,
					label_en = excluded.label_en, family = excluded.family,
					sensitive = excluded.sensitive
				WHERE (position, label_ja, label_en, family, sensitive) IS NOT
					(excluded.position, excluded.label_ja, excluded.label_en, excluded.family, excluded.sensitive)`,
				l.kind, c.Code, i, c.LabelJA, c.LabelEN, null(c.Group), null(c.Sensitive))
			if err != nil {
				return err
			}
		}
	}
	return nil
}
