package store

import (
	"context"
	"database/sql"

	"github.com/kawaraban/kawaraban/extract"
)

// A slotReader fills the slots of a batch of rows: one query for each slot, whatever the
// size of the batch. After the first error it does nothing.
type slotReader struct {
	ctx  context.Context
	tx   *sql.Tx
	ids  string // of the incidents, as a JSON array
	slot string // whose evidence is read, "" for all
	rows map[int64]*Row
	// Read first, taken up by the value that they belong to. The position is kept apart
	// from the index in the slice: somebody may have deleted a row by hand.
	evidence map[slotKey][]extract.Evidence
	also     map[slotKey][]string
	err      error
}

type slotKey struct {
	incident int64
	slot     string
	position int
}

// readSlots fills rows, with the evidence of one slot, or "" for all.
func readSlots(ctx context.Context, tx *sql.Tx, rows []Row, slot string) error {
	r := &slotReader{
		ctx: ctx, tx: tx, slot: slot,
		rows: map[int64]*Row{}, evidence: map[slotKey][]extract.Evidence{}, also: map[slotKey][]string{},
	}
	ids := make([]int64, len(rows))
	for i := range rows {
		r.rows[rows[i].ID] = &rows[i]
		ids[i] = rows[i].ID
	}
	r.ids = jsonList(ids)
	r.readEvidence()
	r.readNames()
	for _, row := range rows {
		if p := r.rows[row.ID].ExposureProof; p != nil {
			p.Evidence = r.proof(row.ID, slotExposure, 0, *p).Evidence
		}
	}
	r.readOrganizations()
	r.each(`SELECT incident_id, position, name, coalesce(rule, ''), coalesce(confidence, '')
		FROM incident_services`, func(scan scanner) {
		var v extract.Service
		if row, at := scan(&v.Name, &v.Rule, &v.Confidence); row != nil {
			v.Proof = r.proof(row.ID, slotService, at, v.Proof)
			row.Services = append(row.Services, v)
		}
	})
	r.each(`SELECT incident_id, position, code, coalesce(rule, ''), coalesce(confidence, '')
		FROM incident_causes`, func(scan scanner) {
		var c extract.Cause
		if row, at := scan(&c.Code, &c.Rule, &c.Confidence); row != nil {
			c.Proof = r.proof(row.ID, slotCause, at, c.Proof)
			row.Causes = append(row.Causes, c)
		}
	})
	r.each(`SELECT incident_id, position, date, coalesce(date_end, ''), role, text,
			coalesce(rule, ''), coalesce(confidence, '')
		FROM incident_dates`, func(scan scanner) {
		var d extract.Date
		if row, at := scan(&d.Date, &d.End, &d.Role, &d.Text, &d.Rule, &d.Confidence); row != nil {
			d.Proof = r.proof(row.ID, slotDate, at, d.Proof)
			row.Dates = append(row.Dates, d)
		}
	})
	r.each(`SELECT incident_id, position, value, value_max, unit, qualifier, role, coalesce(subject, ''), text,
			coalesce(rule, ''), coalesce(confidence, '')
		FROM incident_counts`, func(scan scanner) {
		var c extract.Count
		if row, at := scan(&c.Value, &c.ValueMax, &c.Unit, &c.Qualifier, &c.Role, &c.Subject, &c.Text,
			&c.Rule, &c.Confidence); row != nil {
			c.Proof = r.proof(row.ID, slotCount, at, c.Proof)
			row.Counts = append(row.Counts, c)
		}
	})
	r.each(`SELECT incident_id, position, code, status, text, coalesce(rule, ''), coalesce(confidence, '')
		FROM incident_categories`, func(scan scanner) {
		var c extract.Category
		if row, at := scan(&c.Code, &c.Status, &c.Text, &c.Rule, &c.Confidence); row != nil {
			c.Proof = r.proof(row.ID, slotCategory, at, c.Proof)
			row.Categories = append(row.Categories, c)
		}
	})
	return r.err
}

func (r *slotReader) readEvidence() {
	table := "evidence"
	if r.slot != "" {
		table = "(SELECT * FROM evidence WHERE slot = '" + r.slot + "')"
	}
	r.each(`SELECT incident_id, position, slot, place, start_at, end_at, text FROM `+table, func(scan scanner) {
		var slot, place string
		var e extract.Evidence
		row, at := scan(&slot, &place, &e.Start, &e.End, &e.Text)
		if row == nil {
			return
		}
		if place != "text" {
			e.In = place
		}
		key := slotKey{row.ID, slot, at}
		r.evidence[key] = append(r.evidence[key], e)
	}, "span")
}

func (r *slotReader) readNames() {
	r.each(`SELECT incident_id, position, name FROM incident_organization_names`, func(scan scanner) {
		var name string
		if row, at := scan(&name); row != nil {
			key := slotKey{row.ID, slotOrganization, at}
			r.also[key] = append(r.also[key], name)
		}
	}, "name_index")
}

func (r *slotReader) readOrganizations() {
	r.each(`SELECT incident_id, position, name, role, anonymous, coalesce(rule, ''), coalesce(confidence, '')
		FROM incident_organizations`, func(scan scanner) {
		var o extract.Organization
		if row, at := scan(&o.Name, &o.Role, &o.Anonymous, &o.Rule, &o.Confidence); row != nil {
			o.Also = r.also[slotKey{row.ID, slotOrganization, at}]
			o.Proof = r.proof(row.ID, slotOrganization, at, o.Proof)
			row.Organizations = append(row.Organizations, o)
		}
	})
}

// proof adds to p the evidence of a value; [] where there is none.
func (r *slotReader) proof(incident int64, slot string, position int, p extract.Proof) extract.Proof {
	p.Evidence = r.evidence[slotKey{incident, slot, position}]
	if p.Evidence == nil {
		p.Evidence = []extract.Evidence{}
	}
	return p
}

// A scanner reads the columns after incident_id and position, and tells the row and the
// position that they belong to; nil where the incident is not in the batch.
type scanner func(dest ...any) (row *Row, position int)

// each runs a query on a table of slots over the batch, in the order of the reading and
// then of these further columns.
func (r *slotReader) each(query string, read func(scanner), further ...string) {
	if r.err != nil {
		return
	}
	query += ` WHERE incident_id IN (SELECT value FROM json_each(?)) ORDER BY incident_id, position`
	for _, column := range further {
		query += ", " + column
	}
	rows, err := r.tx.QueryContext(r.ctx, query, r.ids)
	if err != nil {
		r.err = err
		return
	}
	defer rows.Close()
	for rows.Next() && r.err == nil {
		read(func(dest ...any) (*Row, int) {
			var id int64
			var position int
			if r.err = rows.Scan(append([]any{&id, &position}, dest...)...); r.err != nil {
				return nil, 0
			}
			return r.rows[id], position
		})
	}
	if r.err == nil {
		r.err = rows.Err()
	}
}
