package web

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/kawaraban/kawaraban/store"
)

// A decided case is what became of a decision.
type decided struct {
	Case int64 `json:"case_id"` // has the reports in question now
}

func (s *server) apiMerge(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Cases []int64 }
	id, err := apiDecision(r, &in)
	if err != nil {
		return err
	}
	if err := chosen(id, "case", in.Cases); err != nil {
		return err
	}
	if err := s.Writer.MergeCases(r.Context(), id, in.Cases...); err != nil {
		return err
	}
	return writeAPI(w, http.StatusOK, decided{id})
}

func (s *server) apiSplit(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Articles []int64 }
	id, err := apiDecision(r, &in)
	if err != nil {
		return err
	}
	if err := chosen(id, "article", in.Articles); err != nil {
		return err
	}
	made, err := s.Writer.SplitCase(r.Context(), id, in.Articles...)
	if err != nil {
		return undecided(err)
	}
	return writeAPI(w, http.StatusOK, decided{made})
}

func (s *server) apiPin(w http.ResponseWriter, r *http.Request) error {
	var in struct{ Pinned *bool }
	id, err := apiDecision(r, &in)
	if err != nil {
		return err
	}
	if in.Pinned == nil {
		return refused("error.form", fmt.Errorf("pinned is missing"))
	}
	if err := s.Writer.PinCase(r.Context(), id, *in.Pinned); err != nil {
		return err
	}
	return writeAPI(w, http.StatusOK, decided{id})
}

// apiDecision reads the case of an address and the object that a request carries.
func apiDecision(r *http.Request, in any) (int64, error) {
	id, err := number(r, "id")
	if err != nil {
		return 0, err
	}
	out := json.NewDecoder(r.Body)
	out.DisallowUnknownFields()
	if err := out.Decode(in); err != nil {
		return 0, refused("error.form", err)
	}
	return id, nil
}

// statisticsAnswer is Statistics as JSON.
func statisticsAnswer(st store.Statistics) any {
	type month struct {
		Month  string  `json:"month"`
		Cause  *string `json:"cause"` // null where none is told
		Cases  int64   `json:"cases"`
		People int64   `json:"people"`
	}
	type category struct {
		Code       string `json:"code"`
		Exposed    int64  `json:"exposed"`
		NotExposed int64  `json:"not_exposed"`
	}
	type size struct {
		From  int64 `json:"from"`
		Cases int64 `json:"cases"`
	}
	type delay struct {
		Days  int64 `json:"days"`
		Cases int64 `json:"cases"`
	}
	a := struct {
		Cases      int64      `json:"cases"`
		Months     []month    `json:"months"`
		Categories []category `json:"categories"`
		Sizes      []size     `json:"sizes"`
		Delays     []delay    `json:"delays"`
	}{st.Cases, []month{}, []category{}, []size{}, []delay{}}
	for _, m := range st.Months {
		var cause *string
		if m.Cause != "" {
			cause = &m.Cause
		}
		a.Months = append(a.Months, month{m.Month, cause, m.Cases, m.People})
	}
	for _, k := range st.Categories {
		a.Categories = append(a.Categories, category(k))
	}
	for _, z := range st.Sizes {
		a.Sizes = append(a.Sizes, size(z))
	}
	for _, d := range st.Delays {
		a.Delays = append(a.Delays, delay(d))
	}
	return a
}
