package answer

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"

	"github.com/kawaraban/kawaraban/crawler"
	"github.com/kawaraban/kawaraban/extract"
)

// Japan is the zone of the days that articles tell.
var Japan = time.FixedZone("JST", 9*60*60)

// The limits of one article, in bytes: MaxInput as it is given (a file, a paste, a JSON
// line; pages may carry pictures), MaxText what is to be read of it, which takes about
// fifty times its size in memory. What is larger is refused.
const (
	MaxInput = 50 << 20
	MaxText  = 10 << 20
)

// A Paste is one article as somebody gave it.
type Paste struct {
	ID, Title, Published, URL, Text string
	// HTML says that Text was read out of a page or a PDF.
	HTML bool
}

// Article is what the extractor is given of it.
func (p Paste) Article() extract.Article {
	a := extract.Article{Title: p.Title, Text: p.Text, Published: p.Published}
	if strings.HasPrefix(a.Text, a.Title) {
		a.Title = "" // it is in the text already, as in every page that was read
	}
	return a
}

// Document is the article as it was understood.
func (p Paste) Document() Document {
	d := Document{ID: p.ID, Title: p.Title, URL: p.URL}
	if d.Title == "" {
		d.Title = FirstLine(p.Text)
	}
	if p.Published != "" {
		d.Published = &p.Published
	}
	if p.HTML {
		d.Text = &p.Text
	}
	return d
}

// Parse finds out by content what raw is: HTML, PDF, or plain text in any of the
// encodings of Japanese.
func Parse(raw []byte) (Paste, error) {
	if len(bytes.TrimSpace(raw)) == 0 {
		return Paste{}, errors.New("is empty")
	}
	if crawler.IsHTML(raw) || bytes.HasPrefix(raw, []byte("%PDF-")) {
		return ReadHTML(raw, "", "")
	}
	text, _, err := crawler.Decode(raw, "")
	if err != nil {
		return Paste{}, err
	}
	p := Paste{Text: text}
	return p, p.Check()
}

// Check refuses a text that there is no sense in reading.
func (p Paste) Check() error {
	switch {
	case len(p.Text) > MaxText:
		return fmt.Errorf("has more than %d MB of text, the limit for one article", MaxText>>20)
	case FirstLine(p.Text) != "":
		return nil
	case p.HTML:
		return errors.New("is HTML without an article in it")
	}
	return errors.New("is empty")
}

// ReadHTML reads the article of a page.
func ReadHTML(body []byte, contentType, url string) (Paste, error) {
	a, err := crawler.ReadHTML(body, contentType, url)
	if err != nil {
		return Paste{}, err
	}
	p := Paste{Title: a.Title, Published: a.Published, URL: a.CanonicalURL, Text: a.Text, HTML: true}
	return p, p.Check()
}

// FirstLine is the first line of text that is not blank, "" if all are.
func FirstLine(text string) string {
	for line := range strings.Lines(text) {
		if line = strings.TrimFunc(line, func(r rune) bool { return unicode.IsSpace(r) || r == '\uFEFF' }); line != "" {
			return line
		}
	}
	return ""
}

// Day reads a day of publication: YYYY-MM-DD, or an RFC 3339 time, whose day in Japan
// is taken; "" stays "".
func Day(s string) (string, error) {
	if s == "" {
		return "", nil
	}
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t.Format(time.DateOnly), nil
	}
	if t, err := time.Parse(time.RFC3339, s); err == nil {
		return t.In(Japan).Format(time.DateOnly), nil
	}
	return "", fmt.Errorf("published %q is no day: YYYY-MM-DD is expected", s)
}

// Read extracts one article, without its mentions if they are not wanted. A fault of a
// rule is an error of this article, not the end of a crawl or of another system's stream.
func Read(x *extract.Extractor, a extract.Article, mentions bool) (r extract.Reading, err error) {
	err = Safely(func() error {
		if mentions {
			r = x.Extract(a)
		} else {
			r.Incidents = x.Incidents(a)
		}
		return nil
	})
	return r, err
}

// Safely turns a panic over one hostile article or page into its error.
func Safely(f func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("internal error: %v", p)
		}
	}()
	return f()
}
