package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"
)

// A CaseOrder is a way to sort cases.
type CaseOrder string

// The orders of cases, each from the first to the last; CasePage turns them round.
const (
	ByAnnounced    CaseOrder = "announced" // else the day the first report appeared
	ByCount        CaseOrder = "count"     // persons or records, whichever are more
	ByOrganization CaseOrder = "organization"
	ByRevised      CaseOrder = "revised" // when what the case tells last changed
)

// CaseOrders are all orders.
var CaseOrders = []CaseOrder{ByAnnounced, ByCount, ByOrganization, ByRevised}

// sortKeys are what the rows c of cases are sorted by.
var sortKeys = map[CaseOrder]string{
	ByAnnounced:    "coalesce(c.announced, c.published, '')",
	ByCount:        "max(coalesce(c.people, 0), coalesce(c.records, 0))",
	ByOrganization: "coalesce(c.organization, '')",
	ByRevised:      "c.revised_at",
}

// CasePage returns limit cases from offset on, in an order or, if descending, from its end,
// and how many cases the filter chooses in all. Only these cases are put together.
func (p *Snapshot) CasePage(order CaseOrder, descending bool, offset, limit int) (page []*Case, total int64, err error) {
	key, ok := sortKeys[order]
	if !ok {
		return nil, 0, fmt.Errorf("store: no order of cases: %q", order)
	}
	sorted := key + ", c.id"
	if descending {
		sorted = key + " DESC, c.id DESC"
	}
	numbers, total, err := p.pageOf(key, sorted, offset, limit)
	if err != nil {
		return nil, 0, cancelled(p.ctx, fmt.Errorf("store: choose cases: %w", err))
	}
	for c, err := range records(p, (*Case).fields, `
		SELECT `+columnsOf("v", caseColumns)+`
		FROM cases c JOIN v_cases v ON v.case_id = c.id
		WHERE c.id IN (SELECT value FROM json_each(?))
		ORDER BY `+sorted, jsonList(numbers)) {
		if err != nil {
			return nil, 0, fmt.Errorf("store: page of cases: %w", err)
		}
		found := *c
		page = append(page, &found)
	}
	return page, total, nil
}

// pageOf are the numbers of the cases of a page, and how many the filter chooses in all.
func (p *Snapshot) pageOf(key, sorted string, offset, limit int) (numbers []int64, total int64, err error) {
	where, args := p.f.onCases()
	if p.f == (Filter{}) {
		// All of them are counted by an index, and read in the order of another one.
		if err := p.tx.QueryRowContext(p.ctx, `SELECT count(*) FROM cases`).Scan(&total); err != nil {
			return nil, 0, err
		}
		numbers, err = ids(p.ctx, p.tx, `SELECT c.id FROM cases c ORDER BY `+sorted+` LIMIT ? OFFSET ?`, limit, offset)
		return numbers, total, err
	}
	// What it costs to choose is paid once. The first row is the total.
	numbers, err = ids(p.ctx, p.tx, `
		WITH chosen AS MATERIALIZED (SELECT c.id, `+key+` AS key FROM cases c WHERE `+where+`)
		SELECT count(*) FROM chosen
		UNION ALL
		SELECT id FROM (SELECT id FROM chosen c ORDER BY `+strings.ReplaceAll(sorted, key, "key")+` LIMIT ? OFFSET ?)`,
		append(args, limit, offset)...)
	if err != nil {
		return nil, 0, err
	}
	return numbers[1:], numbers[0], nil
}

// LastRevised are the n cases that were new or revised last, the latest first, with all
// that their reports say.
func (p *Snapshot) LastRevised(n int) iter.Seq2[*ToldCase, error] {
	return func(yield func(*ToldCase, error) bool) {
		page, _, err := p.CasePage(ByRevised, true, 0, n)
		var told []*ToldCase
		for _, c := range page {
			told = append(told, &ToldCase{Case: *c})
		}
		if err == nil {
			err = p.readReports(told)
		}
		if err != nil {
			yield(nil, cancelled(p.ctx, err))
			return
		}
		for _, c := range told {
			if !yield(c, nil) {
				return
			}
		}
	}
}

// CasesOf are the numbers of the cases that an article tells of.
func (s *Store) CasesOf(ctx context.Context, article int64) (cases []int64, err error) {
	err = s.read(ctx, func(tx *sql.Tx) error {
		cases, err = ids(ctx, tx, `SELECT DISTINCT case_id FROM case_reports WHERE article_id = ? ORDER BY case_id`, article)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("store: cases of article %d: %w", article, err)
	}
	return cases, nil
}
