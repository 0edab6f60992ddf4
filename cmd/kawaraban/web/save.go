package web

import (
	"context"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// A savedArticle is what became of an article that was to be kept.
type savedArticle struct {
	Article   int64   `json:"article_id"`
	New       bool    `json:"new"`       // it was not known
	Revised   bool    `json:"revised"`   // it was known in other words
	Incidents int     `json:"incidents"` // that were read in it
	Cases     []int64 `json:"cases"`     // that it tells of
}

// save keeps an article as extract --db does.
func (s *server) save(ctx context.Context, p answer.Paste, r extract.Reading) (*savedArticle, error) {
	if s.Writer == nil {
		return nil, errReadOnly
	}
	saved, err := s.Writer.SaveArticle(ctx, store.Article{URL: p.URL, Article: p.Article()}, r, extract.Version)
	if err != nil {
		return nil, err
	}
	cases, err := s.DB.CasesOf(ctx, saved.ArticleID)
	return &savedArticle{saved.ArticleID, saved.New, saved.Revised, saved.Incidents, answer.OrEmpty(cases)}, err
}
