package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// batchSize is how many incidents are held in memory while all are read.
const batchSize = 200

// Incidents yields the current incidents that f chooses with all their slots, in the
// order in which they were stored, from one snapshot of the database: what is saved
// meanwhile is not seen. An error ends the sequence.
func (s *Store) Incidents(ctx context.Context, f Filter) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		stopped := false
		err := s.read(ctx, func(tx *sql.Tx) error {
			for after := int64(0); ; {
				rows, err := incidentRows(ctx, tx, f, after)
				if err != nil || len(rows) == 0 {
					return err
				}
				if err := readSlots(ctx, tx, rows, ""); err != nil {
					return err
				}
				for _, row := range rows {
					if !yield(row, nil) {
						stopped = true
						return nil
					}
				}
				after = rows[len(rows)-1].ID
			}
		})
		if err != nil && !stopped {
			yield(Row{}, fmt.Errorf("store: read incidents: %w", err))
		}
	}
}

// where is the condition of f on the rows i of v_incidents, with its arguments.
func (f Filter) where() (condition string, args []any) {
	parts := []string{"1"}
	add := func(part string, arg any) {
		parts = append(parts, part)
		args = append(args, arg)
	}
	const day = "coalesce(i.announced, i.published)"
	if f.Since != "" {
		// A month or a year counts until its end: 2025-07 is not before 2025-07-11.
		add(day+" || substr('-99-99', length("+day+") - 3) >= ?", f.Since)
	}
	if f.Until != "" {
		add(day+" <= ?", f.Until)
	}
	if f.Organization != "" {
		add(`EXISTS (SELECT 1 FROM incident_organizations o
			LEFT JOIN organizations n ON n.id = o.organization_id
			WHERE o.incident_id = i.incident_id AND instr(coalesce(n.name, o.name), ?))`,
			organizationName(f.Organization))
	}
	if f.Cause != "" {
		add(`EXISTS (SELECT 1 FROM incident_causes c
			WHERE c.incident_id = i.incident_id AND c.code = ?)`, f.Cause)
	}
	if f.Category != "" {
		add(`EXISTS (SELECT 1 FROM incident_categories c
			WHERE c.incident_id = i.incident_id AND c.code = ? AND c.status = 'exposed')`, f.Category)
	}
	return strings.Join(parts, " AND "), args
}

// incidentRows reads the next batch of incidents without their slots.
func incidentRows(ctx context.Context, tx *sql.Tx, f Filter, after int64) ([]Row, error) {
	where, args := f.where()
	rows, err := tx.QueryContext(ctx, `
		SELECT i.incident_id, i.article_id, coalesce(i.url, ''), coalesce(i.title, ''),
			coalesce(i.published, ''), coalesce(i.site, ''), coalesce(i.source, ''),
			i.extractor_version, i.read_at,
			coalesce(i.exposure, ''), coalesce(x.exposure_rule, ''), coalesce(x.exposure_confidence, '')
		FROM v_incidents i JOIN incidents x ON x.id = i.incident_id
		WHERE `+where+` AND i.incident_id > ?
		ORDER BY i.incident_id LIMIT ?`, append(args, after, batchSize)...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var batch []Row
	for rows.Next() {
		var r Row
		var readAt string
		var proof extract.Proof
		if err := rows.Scan(&r.ID, &r.ArticleID, &r.URL, &r.Title, &r.Published, &r.Site, &r.Source,
			&r.Extractor, &readAt, &r.Exposure, &proof.Rule, &proof.Confidence); err != nil {
			return nil, err
		}
		if r.ReadAt, err = time.Parse(time.RFC3339, readAt); err != nil {
			return nil, err
		}
		r.Title = strings.TrimSpace(r.Title)
		if proof.Rule != "" {
			proof.Evidence = []extract.Evidence{}
			r.ExposureProof = &proof
		}
		r.noSlots()
		batch = append(batch, r)
	}
	return batch, rows.Err()
}

// noSlots makes the lists of slots empty, not nil: one that says nothing is [] in JSON.
func (r *Row) noSlots() {
	r.Organizations, r.Services = []extract.Organization{}, []extract.Service{}
	r.Causes, r.Dates = []extract.Cause{}, []extract.Date{}
	r.Counts, r.Categories = []extract.Count{}, []extract.Category{}
}
