package store

import (
	"context"
	"errors"
	"io"
	"iter"

	"github.com/kawaraban/kawaraban/extract"
)

type Store struct{}

var errTODO = errors.New("store: not written yet")

var (
	ErrNotDatabase = errors.New("not a kawaraban database")
	ErrNewer       = errors.New("written by a newer kawaraban")
	ErrOlder       = errors.New("written by an older kawaraban")
)

// Errors of Open and OpenReadOnly have a method Hint() string.

func Open(ctx context.Context, path string) (*Store, error)         { return nil, errTODO }
func OpenReadOnly(ctx context.Context, path string) (*Store, error) { return nil, errTODO }
func (s *Store) Close() error                                       { return errTODO }

func (s *Store) PutSource(ctx context.Context, src Source) error { return errTODO }
func (s *Store) LogFetch(ctx context.Context, f Fetch) error     { return errTODO }

// Validators are the ETag and Last-Modified that a conditional request for url may send.
func (s *Store) Validators(ctx context.Context, url string) (etag, lastModified string, err error) {
	return "", "", errTODO
}

// Known: an article came from url (before or after redirects), or a fetch of it was logged as Done.
func (s *Store) Known(ctx context.Context, url string) (bool, error) { return false, errTODO }

func (s *Store) SaveArticle(ctx context.Context, a Article, r extract.Reading, extractorVersion string) (Saved, error) {
	return Saved{}, errTODO
}
func (s *Store) Incidents(ctx context.Context, f Filter) iter.Seq2[Row, error] { return nil }
func (s *Store) Search(ctx context.Context, words string, limit int) ([]Hit, error) {
	return nil, errTODO
}
func (s *Store) Stats(ctx context.Context) (Stats, error)                     { return Stats{}, errTODO }
func (s *Store) ExportCSV(ctx context.Context, w io.Writer, f Filter) error   { return errTODO }
func (s *Store) ExportJSONL(ctx context.Context, w io.Writer, f Filter) error { return errTODO }
