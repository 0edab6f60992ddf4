package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/kawaraban/kawaraban/extract"
)

// batchSize is how many incidents are held in memory while all are read.
const batchSize = 200

// Incidents yields the current incidents that f chooses with all their slots, in the
// order in which they were stored, from one snapshot of the database: what is saved
// meanwhile is not seen. An error ends the sequence.
func (s *Store) Incidents(ctx context.Context, f Filter) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		err := s.Snapshot(ctx, f, func(p *Snapshot) error {
			for row, err := range p.Incidents() {
				if err != nil {
					return err
				}
				if !yield(row, nil) {
					return errStopped
				}
			}
			return nil
		})
		if err != nil && !errors.Is(err, errStopped) {
			yield(Row{}, fmt.Errorf("store: read incidents: %w", err))
		}
	}
}

// Incidents are the current incidents that the filter chooses with all their slots, in the
// order in which they were stored.
func (p *Snapshot) Incidents() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		for after := int64(0); ; {
			rows, err := incidentRows(p.ctx, p.tx, p.f, after)
			if err == nil && len(rows) > 0 {
				err = readSlots(p.ctx, p.tx, rows, "")
			}
			if err != nil {
				yield(Row{}, cancelled(p.ctx, err))
				return
			}
			for _, row := range rows {
				if !yield(row, nil) {
					return
				}
			}
			if len(rows) == 0 {
				return
			}
			after = rows[len(rows)-1].ID
		}
	}
}

// incidentRows reads the next batch of incidents without their slots.
func incidentRows(ctx context.Context, tx *sql.Tx, f Filter, after int64) ([]Row, error) {
	where, args := f.onIncidents()
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
		if err := scanIncident(rows, &r); err != nil {
			return nil, err
		}
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
