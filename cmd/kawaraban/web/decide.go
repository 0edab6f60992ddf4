package web

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/kawaraban/kawaraban/store"
)

// The decisions on cases, which are remembered whatever newer rules read. Each sends the
// visitor on to the case that has the reports now.

func (s *server) mergeCase(w http.ResponseWriter, r *http.Request) error {
	id, others, err := decision(r, "case")
	if err != nil {
		return err
	}
	if err := s.Writer.MergeCases(r.Context(), id, others...); err != nil {
		return err
	}
	return toCase(w, r, id)
}

func (s *server) splitCase(w http.ResponseWriter, r *http.Request) error {
	id, articles, err := decision(r, "article")
	if err != nil {
		return err
	}
	made, err := s.Writer.SplitCase(r.Context(), id, articles...)
	if err != nil {
		return undecided(err)
	}
	return toCase(w, r, made)
}

func (s *server) pinCase(w http.ResponseWriter, r *http.Request) error {
	id, err := number(r, "id")
	if err != nil {
		return err
	}
	if err := s.Writer.PinCase(r.Context(), id, r.PostFormValue("pinned") == "true"); err != nil {
		return err
	}
	return toCase(w, r, id)
}

// decision reads the case of a form's address, and the numbers in a field of it.
func decision(r *http.Request, field string) (id int64, numbers []int64, err error) {
	if id, err = number(r, "id"); err != nil {
		return 0, nil, err
	}
	if err := r.ParseForm(); err != nil {
		return 0, nil, refused("error.form", err)
	}
	for _, v := range r.PostForm[field] {
		for _, word := range strings.FieldsFunc(v, func(r rune) bool { return strings.ContainsRune(" ,、　", r) }) {
			n, err := strconv.ParseInt(word, 10, 64)
			if err != nil || n < 1 {
				return 0, nil, refused("error.number", fmt.Errorf("%q is no number of a case or article", word))
			}
			numbers = append(numbers, n)
		}
	}
	return id, numbers, chosen(id, field, numbers)
}

// chosen refuses a decision on nothing, or on a case and itself.
func chosen(id int64, field string, numbers []int64) error {
	if len(numbers) == 0 {
		return refused("error.nothing-chosen", fmt.Errorf("no %s is named", field))
	}
	for _, n := range numbers {
		if field == "case" && n == id {
			return refused("error.same-case", errors.New("it is the same case"))
		}
	}
	return nil
}

func toCase(w http.ResponseWriter, r *http.Request, id int64) error {
	return redirect(w, r, http.StatusSeeOther, fmt.Sprintf("/cases/%d", id))
}

// undecided is an error of a decision; what cannot be split is told to who chose it.
func undecided(err error) error {
	switch {
	case errors.Is(err, store.ErrAllReports):
		return refused("error.all-reports", err)
	case errors.Is(err, store.ErrNoReport):
		return refused("error.no-report", err)
	}
	return err
}
