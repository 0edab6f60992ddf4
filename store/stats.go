package store

import (
	"context"
	"fmt"
)

// Stats counts what the database holds at one moment.
func (s *Store) Stats(ctx context.Context) (Stats, error) {
	var st Stats
	err := s.db.QueryRowContext(ctx, `
		SELECT (SELECT count(*) FROM sources), (SELECT count(*) FROM fetches), (SELECT count(*) FROM pages),
			(SELECT count(*) FROM articles), (SELECT count(*) FROM article_revisions),
			(SELECT count(*) FROM readings), (SELECT count(*) FROM v_current_incidents),
			(SELECT count(*) FROM organizations),
			coalesce((SELECT min(published) FROM article_revisions WHERE current), ''),
			coalesce((SELECT max(published) FROM article_revisions WHERE current), '')`).Scan(
		&st.Sources, &st.Fetches, &st.Pages, &st.Articles, &st.Revisions, &st.Readings,
		&st.Incidents, &st.Organizations, &st.FirstPublished, &st.LastPublished)
	if err != nil {
		return Stats{}, fmt.Errorf("store: count: %w", err)
	}
	return st, nil
}
