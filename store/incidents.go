package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"github.com/kawaraban/kawaraban/extract"
)

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
	where, args := p.f.onIncidents()
	found := rowsOf(p.ctx, p.tx, func(rows *sql.Rows) (r Row, err error) {
		err = scanIncident(rows, &r)
		return r, err
	}, `
		SELECT i.incident_id, i.article_id, coalesce(i.url, ''), coalesce(i.title, ''),
			coalesce(i.published, ''), coalesce(i.site, ''), coalesce(i.source, ''),
			i.extractor_version, i.read_at,
			coalesce(i.exposure, ''), coalesce(x.exposure_rule, ''), coalesce(x.exposure_confidence, '')
		FROM v_incidents i JOIN incidents x ON x.id = i.incident_id
		WHERE `+where+`
		ORDER BY i.incident_id`, args...)
	return inBatches(p.ctx, found, func(batch []Row) error { return readSlots(p.ctx, p.tx, batch, "") })
}

// noSlots makes the lists of slots empty, not nil: one that says nothing is [] in JSON.
func (r *Row) noSlots() {
	r.Organizations, r.Services = []extract.Organization{}, []extract.Service{}
	r.Causes, r.Dates = []extract.Cause{}, []extract.Date{}
	r.Counts, r.Categories = []extract.Count{}, []extract.Category{}
}
