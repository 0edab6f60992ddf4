package store

import (
	"maps"
	"slices"

	"github.com/kawaraban/kawaraban/store/cases"
)

// maxWhole is the number of reports up to which a case is put together anew whenever an article is
// saved. A larger one is crowded: what a save costs must not grow with what a source repeats.
const maxWhole = 48

// thin leaves out of reports those that say nothing of their own in a crowded case: it is represented
// by its first and its last reports, those nearest in time to the article that is saved, its last wordings,
// and those that its summary rests on. What is left out stays where it is. Cases on which people decided
// something are never crowded.
func (g *regrouping) thin(incidents []int64) ([]int64, error) {
	if g.whole || len(incidents) <= maxWhole {
		return incidents, nil
	}
	crowded, err := ids(g.ctx, g.tx, `
		SELECT case_id FROM case_reports
		WHERE case_id IN (SELECT DISTINCT case_id FROM case_reports WHERE incident_id IN (SELECT value FROM json_each(?)))
		GROUP BY case_id HAVING count(*) > ? AND NOT max(article_id IN (
			SELECT article_id FROM case_decisions
			UNION SELECT other_article_id FROM case_decisions WHERE other_article_id IS NOT NULL))`,
		jsonList(incidents), maxWhole)
	if err != nil || len(crowded) == 0 {
		return incidents, err
	}
	for _, c := range crowded {
		g.crowded[c] = true
	}
	silent, err := ids(g.ctx, g.tx, silentReports, jsonList(crowded), g.day, jsonList(g.saved))
	if err != nil {
		return nil, err
	}
	for _, id := range silent {
		if g.reports[id] == nil {
			g.silent[id] = true
		}
	}
	return g.unknown(incidents), nil
}

// silentReports lists the reports of the cases ?1 that are not looked at when the articles ?3 are saved, of
// the day ?2.
// It asks for the first report or the last one that says what a case tells, which the index of positions
// finds near either end.
const silentReports = `
	WITH c AS MATERIALIZED (SELECT * FROM cases WHERE id IN (SELECT value FROM json_each(?1)))
	SELECT incident_id FROM case_reports WHERE case_id IN (SELECT id FROM c)
	EXCEPT SELECT incident_id FROM case_reports WHERE case_id IN (SELECT id FROM c) AND position < 4
	EXCEPT SELECT r.incident_id FROM c JOIN case_reports r ON r.incident_id IN (
		SELECT incident_id FROM case_reports WHERE case_id = c.id ORDER BY position DESC LIMIT 8)
	EXCEPT SELECT r.incident_id FROM c JOIN case_reports r ON r.incident_id IN (
		SELECT incident_id FROM case_reports WHERE case_id = c.id AND as_of <= ?2 ORDER BY position DESC LIMIT 8)
	EXCEPT SELECT r.incident_id FROM c JOIN case_reports r ON r.incident_id IN (
		SELECT incident_id FROM case_reports WHERE case_id = c.id AND as_of > ?2 ORDER BY position LIMIT 4)
	EXCEPT SELECT r.incident_id FROM c JOIN case_reports r ON r.incident_id IN (
		SELECT x.incident_id FROM case_reports x CROSS JOIN case_counts n ON n.incident_id = x.incident_id
		WHERE x.case_id = c.id AND n.standing = 'latest' ORDER BY x.position DESC LIMIT 16)
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN articles a ON a.id = r.article_id
		WHERE r.case_id = c.id AND a.first_seen = c.first_seen ORDER BY r.position LIMIT 1) FROM c
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_organizations o ON o.incident_id = r.incident_id
		WHERE r.case_id = c.id AND o.name = c.organization ORDER BY r.position LIMIT 1) FROM c
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incidents i ON i.id = r.incident_id
		WHERE r.case_id = c.id AND i.exposure = c.exposure ORDER BY r.position DESC LIMIT 1) FROM c
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_causes k ON k.incident_id = r.incident_id
		WHERE r.case_id = s.case_id AND k.code = s.code ORDER BY r.position LIMIT 1) FROM case_causes s JOIN c ON c.id = s.case_id
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_categories k ON k.incident_id = r.incident_id
		WHERE r.case_id = s.case_id AND k.code = s.code ORDER BY r.position LIMIT 1) FROM case_categories s JOIN c ON c.id = s.case_id
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_categories k ON k.incident_id = r.incident_id
		WHERE r.case_id = s.case_id AND k.code = s.code ORDER BY r.position DESC LIMIT 1) FROM case_categories s JOIN c ON c.id = s.case_id
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_dates d ON d.incident_id = r.incident_id
		WHERE r.case_id = c.id AND d.role = 'announced' AND d.date = c.announced ORDER BY r.position LIMIT 1) FROM c
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_dates d ON d.incident_id = r.incident_id
		WHERE r.case_id = c.id AND d.role = w.role AND d.date = w.date ORDER BY r.position DESC LIMIT 1)
		FROM c JOIN (SELECT id, 'occurred' AS role, occurred AS date FROM c UNION ALL SELECT id, 'detected', detected FROM c) w USING (id)
		WHERE w.date IS NOT NULL
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_counts n ON n.incident_id = r.incident_id
		WHERE r.case_id = w.id AND n.role = 'total' AND n.unit = w.unit AND n.value = w.value ORDER BY r.position LIMIT 1)
		FROM ` + figuresOfCases + ` w WHERE w.value IS NOT NULL
	EXCEPT SELECT (SELECT r.incident_id FROM case_reports r CROSS JOIN incident_counts n ON n.incident_id = r.incident_id
		WHERE r.case_id = w.id AND n.role = 'total' AND n.unit = w.unit AND n.value = w.value ORDER BY r.position DESC LIMIT 1)
		FROM ` + figuresOfCases + ` w WHERE w.value IS NOT NULL
	EXCEPT SELECT incident_id FROM (SELECT incident_id FROM case_reports WHERE article_id IN (SELECT value FROM json_each(?3))
		ORDER BY incident_id DESC LIMIT 8)`

// figuresOfCases are the totals that the cases c tell and told first.
const figuresOfCases = `(
	SELECT id, 'people' AS unit, people AS value FROM c UNION ALL SELECT id, 'people', first_reported_people FROM c
	UNION ALL SELECT id, 'records', records FROM c UNION ALL SELECT id, 'records', first_reported_records FROM c)`

// settle holds the reports of crowded cases together.
func (g *regrouping) settle(was stored) {
	byCase := map[int64][]int64{}
	for id := range g.reports {
		if c := was.reports[id].caseID; g.crowded[c] {
			g.settled[id] = c
			byCase[c] = append(byCase[c], id)
		}
	}
	for _, together := range byCase {
		g.decisions.Settled = append(g.decisions.Settled, together)
	}
}

// settledCase is the crowded case that a group is part of, 0 for none.
func (g *regrouping) settledCase(group []cases.Member) int64 {
	for _, m := range group {
		if c := g.settled[m.ID]; c != 0 {
			return c
		}
	}
	return 0
}

// toldToday says that an article of a case tells it as it is today.
func (g *regrouping) toldToday(id int64) (told bool, err error) {
	err = g.tx.QueryRowContext(g.ctx, `
		SELECT EXISTS (SELECT 1 FROM case_reports r CROSS JOIN v_current_incidents i ON i.incident_id = r.incident_id WHERE r.case_id = ?)`,
		id).Scan(&told)
	return told, err
}

// leaveSilent takes the reports that were not looked at out of a case that is no more.
func (g *regrouping) leaveSilent(id int64) error {
	_, err := g.tx.ExecContext(g.ctx, `
		DELETE FROM case_reports WHERE case_id = ? AND incident_id IN (SELECT value FROM json_each(?))`,
		id, jsonList(slices.Collect(maps.Keys(g.silent))))
	return err
}

// passOver leaves out all but the last of the earlier wordings of articles that belong to no case: a page may
// tell something else every hour.
func (g *regrouping) passOver(articles, counting, today []int64) error {
	if g.whole || len(counting) <= maxWhole {
		return nil
	}
	told, err := ids(g.ctx, g.tx, `SELECT incident_id FROM case_reports WHERE article_id IN (SELECT value FROM json_each(?))`, jsonList(articles))
	if err != nil {
		return err
	}
	idle := map[int64]bool{}
	for _, id := range counting {
		idle[id] = true
	}
	for _, id := range slices.Concat(told, today) {
		delete(idle, id)
	}
	list := slices.Sorted(maps.Keys(idle))
	for _, id := range list[:max(0, len(list)-maxWhole)] {
		g.silent[id] = true
	}
	return nil
}

// putInOrder numbers the reports of crowded cases, of which some were not looked at.
func (g *regrouping) putInOrder() error {
	for c := range g.crowded {
		if _, err := g.tx.ExecContext(g.ctx, `
			UPDATE case_reports SET position = o.at FROM (
				SELECT c.incident_id AS id, row_number() OVER (
					ORDER BY c.as_of, coalesce(r.published, ''), c.article_id, r.number, c.incident_id) - 1 AS at
				FROM case_reports c
				JOIN incidents i ON i.id = c.incident_id
				JOIN readings g ON g.id = i.reading_id
				JOIN article_revisions r ON r.id = g.revision_id
				WHERE c.case_id = ?) AS o
			WHERE incident_id = o.id AND position <> o.at`, c); err != nil {
			return err
		}
	}
	return nil
}

// supersede notes of a report that was settled what the reports that were looked at make of its number.
// Others may have made more of it before: a number only ever falls back.
func (g *regrouping) supersede(incident int64, position int, now cases.Standing) error {
	_, err := g.tx.ExecContext(g.ctx, `
		UPDATE case_counts SET standing = ?3 WHERE incident_id = ?1 AND position = ?2 AND standing <> ?3
			AND (standing = 'latest' OR ?3 = 'superseded')`, incident, position, string(now))
	return err
}
