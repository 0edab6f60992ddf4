package store

import (
	"context"
	"database/sql"

	"github.com/kawaraban/kawaraban/extract"
)

// Names of the slots in the table evidence.
const (
	slotExposure     = "exposure"
	slotOrganization = "organization"
	slotService      = "service"
	slotCause        = "cause"
	slotDate         = "date"
	slotCount        = "count"
	slotCategory     = "category"
)

// An incidentWriter writes the slots of one incident and keeps the first error, after
// which it does nothing.
type incidentWriter struct {
	ctx context.Context
	tx  *sql.Tx
	id  int64
	err error
}

// putIncident adds one incident with all its slots.
func putIncident(ctx context.Context, tx *sql.Tx, reading int64, position int, in extract.Incident) error {
	w := incidentWriter{ctx: ctx, tx: tx}
	var exposure extract.Proof
	if in.ExposureProof != nil {
		exposure = *in.ExposureProof
	}
	w.err = tx.QueryRowContext(ctx, `
		INSERT INTO incidents (reading_id, position, exposure, exposure_rule, exposure_confidence)
		VALUES (?, ?, ?, ?, ?) RETURNING id`,
		reading, position, null(in.Exposure), null(exposure.Rule), null(exposure.Confidence)).Scan(&w.id)
	w.prove(slotExposure, 0, exposure)
	for i, o := range in.Organizations {
		w.organization(i, o)
		w.prove(slotOrganization, i, o.Proof)
	}
	for i, v := range in.Services {
		w.exec(`INSERT INTO incident_services (incident_id, position, name, rule, confidence) VALUES (?, ?, ?, ?, ?)`,
			i, clean(v.Name), null(v.Rule), null(v.Confidence))
		w.prove(slotService, i, v.Proof)
	}
	for i, c := range in.Causes {
		w.exec(`INSERT INTO incident_causes (incident_id, position, code, rule, confidence) VALUES (?, ?, ?, ?, ?)`,
			i, clean(c.Code), null(c.Rule), null(c.Confidence))
		w.prove(slotCause, i, c.Proof)
	}
	for i, d := range in.Dates {
		w.exec(`INSERT INTO incident_dates (incident_id, position, role, date, date_end, text, rule, confidence)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			i, clean(d.Role), clean(d.Date), null(d.End), clean(d.Text), null(d.Rule), null(d.Confidence))
		w.prove(slotDate, i, d.Proof)
	}
	for i, c := range in.Counts {
		w.exec(`INSERT INTO incident_counts
			(incident_id, position, role, unit, value, value_max, qualifier, subject, text, rule, confidence)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			i, clean(c.Role), clean(c.Unit), c.Value, c.ValueMax, clean(c.Qualifier), null(c.Subject),
			clean(c.Text), null(c.Rule), null(c.Confidence))
		w.prove(slotCount, i, c.Proof)
	}
	for i, c := range in.Categories {
		w.exec(`INSERT INTO incident_categories (incident_id, position, code, status, text, rule, confidence)
			VALUES (?, ?, ?, ?, ?, ?, ?)`,
			i, clean(c.Code), clean(c.Status), clean(c.Text), null(c.Rule), null(c.Confidence))
		w.prove(slotCategory, i, c.Proof)
	}
	return w.err
}

// exec runs an insert whose first two arguments are the incident and the position.
func (w *incidentWriter) exec(query string, position int, args ...any) {
	if w.err == nil {
		_, w.err = w.tx.ExecContext(w.ctx, query, append([]any{w.id, position}, args...)...)
	}
}

func (w *incidentWriter) organization(position int, o extract.Organization) {
	if w.err != nil {
		return
	}
	var id any
	if name := organizationName(o.Name); !o.Anonymous && name != "" {
		if id, w.err = putOrganization(w.ctx, w.tx, name); w.err != nil {
			return
		}
	}
	w.exec(`INSERT INTO incident_organizations
		(incident_id, position, organization_id, name, role, anonymous, rule, confidence)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		position, id, clean(o.Name), clean(o.Role), o.Anonymous, null(o.Rule), null(o.Confidence))
	for i, also := range o.Also {
		w.exec(`INSERT INTO incident_organization_names (incident_id, position, name_index, name, canonical)
			VALUES (?, ?, ?, ?, ?)`, position, i, clean(also), null(extract.ParseName(also).Canonical))
	}
}

// prove adds the evidence of one value.
func (w *incidentWriter) prove(slot string, position int, p extract.Proof) {
	for i, e := range p.Evidence {
		place := e.In
		if place == "" {
			place = "text"
		}
		if w.err == nil {
			_, w.err = w.tx.ExecContext(w.ctx, `
				INSERT INTO evidence (incident_id, slot, position, span, place, start_at, end_at, text)
				VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
				w.id, slot, position, i, clean(place), e.Start, e.End, clean(e.Text))
		}
	}
}
