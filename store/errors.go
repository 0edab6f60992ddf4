package store

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"slices"

	"modernc.org/sqlite"
)

// Errors of Open and OpenReadOnly on which a caller may branch. A missing file and a
// refused permission are fs.ErrNotExist and fs.ErrPermission.
var (
	ErrNotDatabase = errors.New("not a Kawaraban database")
	ErrNewer       = errors.New("the database was written by a newer Kawaraban")
	ErrOlder       = errors.New("the database was written by an older Kawaraban")

	errDirectory = errors.New("is a directory")
)

// An OpenError says which file could not be opened and why.
type OpenError struct {
	Path string
	Err  error
}

func (e *OpenError) Error() string { return fmt.Sprintf("open database %s: %v", e.Path, e.Err) }
func (e *OpenError) Unwrap() error { return e.Err }

// Hint says what the user can do about it, "" where nothing better than the error is known.
func (e *OpenError) Hint() string {
	dir := filepath.Dir(e.Path)
	switch {
	case errors.Is(e.Err, ErrNotDatabase):
		return "choose another file; this one was left as it is"
	case errors.Is(e.Err, ErrNewer):
		return "use the newer kawaraban; the file was left as it is"
	case errors.Is(e.Err, ErrOlder):
		return "any kawaraban command that writes, such as crawl, brings it up to date"
	case errors.Is(e.Err, errDirectory):
		return "name a file, for example " + filepath.Join(e.Path, "kawaraban.db")
	case errors.Is(e.Err, fs.ErrNotExist):
		return "kawaraban crawl makes the file; its directory must exist"
	case errors.Is(e.Err, fs.ErrPermission), isCode(e.Err, codeCantOpen, codeReadOnly):
		return "make both the file and its directory " + dir + " writable, or choose another place"
	case isCode(e.Err, codeBusy):
		return "another program holds the file; try again when it is done"
	case isCode(e.Err, codeCorrupt):
		return "restore the file from a backup"
	case isCode(e.Err, codeFull):
		return "free some space on the disk of " + dir
	}
	return ""
}

func openError(path string, err error) error {
	var open *OpenError
	if errors.As(err, &open) {
		return err
	}
	if isCode(err, codeNotADB) {
		err = ErrNotDatabase
	}
	var file *fs.PathError
	if errors.As(err, &file) {
		err = file.Err // the path is told already
	}
	return &OpenError{path, err}
}

// Primary result codes of SQLite, https://www.sqlite.org/rescode.html.
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeCorrupt  = 11
	codeFull     = 13
	codeCantOpen = 14
	codeNotADB   = 26
)

// isCode reports whether err is an error of SQLite with one of these primary codes.
func isCode(err error, codes ...int) bool {
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return false
	}
	return slices.Contains(codes, e.Code()&0xff)
}
