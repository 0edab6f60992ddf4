package store

import "fmt"

// Statistics count the cases that a filter chooses. What is not known is counted nowhere
// but in Cases.
type Statistics struct {
	Cases      int64
	Months     []MonthCount    // by month and cause
	Categories []CategoryCount // the most frequent first
	Sizes      []SizeCount     // the smallest first
	Delays     []DelayCount    // the shortest first
}

// A MonthCount is what was announced in a month, else first reported.
type MonthCount struct {
	Month  string // 2025-07
	Cause  string // the first one of the case, so that cases may be added up; "" where none is told
	Cases  int64
	People int64 // in the cases that tell a number
}

// A CategoryCount is in how many cases a kind of data was exposed, and in how many it is
// said not to have been.
type CategoryCount struct {
	Code                string
	Exposed, NotExposed int64
}

// A SizeCount is how many cases have as many persons or records, whichever are more.
type SizeCount struct {
	From  int64 // a power of ten; the next one is more than any of them has
	Cases int64
}

// A DelayCount is how many cases were announced so many days after they were detected.
type DelayCount struct{ Days, Cases int64 }

// Statistics counts the cases that the filter chooses.
func (p *Snapshot) Statistics() (st Statistics, err error) {
	where, args := p.f.onCases()
	if err := p.tx.QueryRowContext(p.ctx, `SELECT count(*) FROM cases c WHERE `+where, args...).Scan(&st.Cases); err != nil {
		return st, cancelled(p.ctx, fmt.Errorf("store: statistics: %w", err))
	}
	defer func() {
		if err != nil {
			err = fmt.Errorf("store: statistics: %w", err)
		}
	}()
	// The months are those of v_monthly.
	if st.Months, err = queryAll(p, func(m *MonthCount) []any { return []any{&m.Month, &m.Cause, &m.Cases, &m.People} }, `
		SELECT substr(CASE WHEN length(c.announced) >= 7 THEN c.announced ELSE c.published END, 1, 7) AS month,
			(SELECT code FROM case_causes x WHERE x.case_id = c.id ORDER BY position LIMIT 1) AS cause, count(*), sum(c.people)
		FROM cases c WHERE `+where+` GROUP BY month, cause HAVING length(month) = 7 ORDER BY month, cause`, args...); err != nil {
		return st, err
	}
	if st.Categories, err = queryAll(p, func(k *CategoryCount) []any { return []any{&k.Code, &k.Exposed, &k.NotExposed} }, `
		SELECT k.code, sum(k.status = 'exposed') AS exposed, sum(k.status = 'not_exposed')
		FROM cases c JOIN case_categories k ON k.case_id = c.id
		WHERE `+where+` GROUP BY k.code ORDER BY exposed DESC, k.code`, args...); err != nil {
		return st, err
	}
	if st.Sizes, err = queryAll(p, func(z *SizeCount) []any { return []any{&z.From, &z.Cases} }, `
		SELECT CAST('1' || substr('0000000000000000000', 1, length(size) - 1) AS INTEGER) AS low, count(*) FROM (
			SELECT max(coalesce(c.people, 0), coalesce(c.records, 0)) AS size FROM cases c WHERE `+where+`)
		WHERE size > 0 GROUP BY low ORDER BY low`, args...); err != nil {
		return st, err
	}
	st.Delays, err = queryAll(p, func(d *DelayCount) []any { return []any{&d.Days, &d.Cases} }, `
		SELECT d.days, count(*) FROM cases c JOIN v_case_delays d ON d.case_id = c.id
		WHERE `+where+` GROUP BY d.days ORDER BY d.days`, args...)
	return st, err
}
