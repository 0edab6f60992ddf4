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
	case errors.Is(e.Err, fs.ErrPermission), isCode(e.Err, codeCantOpen):
		return notWritable(dir)
	}
	return codeHint(e.Err, dir)
}

// A WriteError says which file could not be written and why. Nothing of the transaction was kept,
// and all of those before it.
type WriteError struct {
	Path string
	Err  error
}

func (e *WriteError) Error() string { return fmt.Sprintf("write database %s: %v", e.Path, e.Err) }
func (e *WriteError) Unwrap() error { return e.Err }

// Hint says what the user can do about it.
func (e *WriteError) Hint() string { return codeHint(e.Err, filepath.Dir(e.Path)) }

// writeError is err, as a *WriteError where the file is to blame and not what was to be written.
func writeError(path string, err error) error {
	if isCode(err, codeBusy, codeReadOnly, codeIOErr, codeCorrupt, codeFull) {
		return &WriteError{path, err}
	}
	return err
}

func notWritable(dir string) string {
	return "make both the file and its directory " + dir + " writable, or choose another place"
}

// codeHint says what the user can do about an error of SQLite on a file in dir, "" where nothing better
// than the error is known.
func codeHint(err error, dir string) string {
	switch {
	case isCode(err, codeReadOnly):
		return notWritable(dir)
	case isCode(err, codeBusy):
		return "another program holds the file; try again when it is done"
	case isCode(err, codeCorrupt):
		return "restore the file from a backup"
	case isCode(err, codeFull):
		return "free some space on the disk of " + dir
	case isCode(err, codeIOErr):
		return "see whether the disk of " + dir + " is full or damaged"
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
	var write *WriteError
	switch { // the path is told already
	case errors.As(err, &file):
		err = file.Err
	case errors.As(err, &write):
		err = write.Err
	}
	return &OpenError{path, err}
}

// Primary result codes of SQLite, https://www.sqlite.org/rescode.html.
const (
	codeBusy     = 5
	codeReadOnly = 8
	codeIOErr    = 10 // a quota that is used up, too
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
