package answer

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"unicode/utf8"
)

// An object is an article as another program sends it.
type object struct {
	ID        json.RawMessage `json:"id"`
	Text      *string         `json:"text"`
	HTML      *string         `json:"html"`
	Title     string          `json:"title"`
	Published string          `json:"published"`
	URL       string          `json:"url"`
}

// ParseJSON reads an article that is given as a JSON object,
//
//	{"id"?, "text" or "html", "title"?, "published"?, "url"?}
//
// and its id, as it is written, even if the rest is wrong. What the caller says about the
// article counts more than what its page says.
func ParseJSON(raw []byte) (id json.RawMessage, p Paste, err error) {
	if !utf8.Valid(raw) {
		return nil, p, errors.New("is not UTF-8")
	}
	var in object
	err = json.Unmarshal(raw, &in)
	var wrongType *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrongType) && wrongType.Field == "":
		return nil, p, fmt.Errorf("is a JSON %s, not an object", wrongType.Value)
	case errors.As(err, &wrongType):
		return in.ID, p, fmt.Errorf("%q is a %s, not a string", wrongType.Field, wrongType.Value)
	case err != nil:
		return nil, p, fmt.Errorf("is not JSON: %w", err)
	}
	p, err = in.paste()
	return in.ID, p, err
}

func (in *object) paste() (p Paste, err error) {
	published, err := Day(in.Published)
	if err != nil {
		return p, err
	}
	switch {
	case in.Text != nil && in.HTML != nil:
		return p, errors.New(`has both "text" and "html"`)
	case in.HTML != nil:
		if p, err = ReadHTML([]byte(*in.HTML), "text/html; charset=utf-8", in.URL); err != nil {
			return Paste{}, fmt.Errorf(`"html" %w`, err)
		}
	case in.Text != nil:
		if p.Text = *in.Text; p.Check() != nil {
			return Paste{}, fmt.Errorf(`"text" %w`, p.Check())
		}
	default:
		return p, errors.New(`has neither "text" nor "html"`)
	}
	p.Title = cmp.Or(in.Title, p.Title)
	p.URL = cmp.Or(in.URL, p.URL)
	p.Published = cmp.Or(published, p.Published)
	return p, nil
}
