package web

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/answer"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store/export"
)

// echoed is the longest text, in bytes, that is put back into the form: the page that
// answers a longer one stays small, and the text has to be given again to be kept.
const echoed = 100 << 10

// A pasted article is what the form of the front page holds, and the answer to it.
type pasted struct {
	Form struct{ Text, Title, Published, URL string }
	// TooLong says that Form.Text is empty because the text was longer than echoed.
	TooLong bool
	File    string // name of the file that was read, "" for text
	Took    string
	Answer  *reading
	Saved   *savedArticle
	Problem *problem
}

func (s *server) showPaste(w http.ResponseWriter, r *http.Request) error {
	return s.pastePage(w, r, http.StatusOK, pasted{})
}

func (s *server) pastePage(w http.ResponseWriter, r *http.Request, status int, p pasted) error {
	title, err := say(visitOf(r).lang, "paste.title")
	if err != nil {
		return err
	}
	return s.page(w, r, status, "paste", title, p)
}

// readPaste answers the form with the page that shows the form as it was read and what was
// read in it.
func (s *server) readPaste(w http.ResponseWriter, r *http.Request) error {
	var page pasted
	p, err := s.form(r)
	page.File = p.ID
	if err == nil {
		page.fill(p)
		begun := time.Now()
		var reading extract.Reading
		if reading, err = s.read(r.Context(), p, false); err == nil {
			page.Took = fmt.Sprintf("%.2f", time.Since(begun).Seconds())
			shown := newReading(visitOf(r).lang, "", p.Article(), reading.Incidents)
			page.Answer = &shown
			if r.FormValue("save") != "" {
				page.Saved, err = s.save(r.Context(), p, reading)
			}
		}
	}
	if err == nil {
		return s.pastePage(w, r, http.StatusOK, page)
	}
	if r.Context().Err() != nil {
		return err
	}
	page.Problem = s.told(r, err)
	return s.pastePage(w, r, page.Problem.status, page)
}

func (page *pasted) fill(p answer.Paste) {
	page.Form.Title, page.Form.Published, page.Form.URL = p.Title, p.Published, p.URL
	if page.TooLong = len(p.Text) > echoed; !page.TooLong {
		page.Form.Text = p.Text
	}
}

// form reads the article of the form: its file if one was chosen, else its text.
func (s *server) form(r *http.Request) (p answer.Paste, err error) {
	// All of it is held in memory, which MaxBytesReader bounds: nothing goes to disk.
	if err := r.ParseMultipartForm(maxBody); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return p, refused("error.form", err)
	}
	raw := []byte(r.PostFormValue("text"))
	name := ""
	if file, header, err := r.FormFile("file"); err == nil {
		defer file.Close()
		if raw, err = io.ReadAll(file); err != nil {
			return p, err
		}
		name = header.Filename
	}
	if p, err = s.parse(raw); err != nil {
		return answer.Paste{ID: name}, err
	}
	p.ID = name
	published, err := answer.Day(strings.TrimSpace(r.PostFormValue("published")))
	if err != nil {
		return p, refused("error.day", err)
	}
	p.Title = cmp.Or(strings.TrimSpace(r.PostFormValue("title")), p.Title)
	p.URL = cmp.Or(strings.TrimSpace(r.PostFormValue("url")), p.URL)
	p.Published = cmp.Or(published, p.Published)
	if p.URL != "" && !export.WebAddress(p.URL) {
		return p, refused("error.url", fmt.Errorf("%q is no address of the web", p.URL))
	}
	return p, nil
}

// parse finds out what raw is and reads it; what is wrong with it is who sent it's to mend.
func (s *server) parse(raw []byte) (p answer.Paste, err error) {
	err = answer.Safely(func() (err error) {
		p, err = answer.Parse(raw)
		return err
	})
	switch {
	case err == nil:
		return p, nil
	case len(bytes.TrimSpace(raw)) == 0:
		return p, &problem{http.StatusBadRequest, "error.empty", ""}
	case bytes.HasPrefix(raw, []byte("%PDF-")):
		return p, refused("error.pdf", err)
	}
	return p, refused("error.article", err)
}

// read extracts an article when there is memory for it.
func (s *server) read(ctx context.Context, p answer.Paste, mentions bool) (r extract.Reading, err error) {
	x, err := s.extractor()
	if err != nil {
		return r, err
	}
	size := min(int64(len(p.Text)), answer.MaxText)
	if err := s.reading.Acquire(ctx, size); err != nil {
		return r, err
	}
	defer s.reading.Release(size)
	return answer.Read(x, p.Article(), mentions)
}

// copyAnswer answers the form in a format, to be copied or kept.
func (s *server) copyAnswer(w http.ResponseWriter, r *http.Request) error {
	write, ok := map[string]func(io.Writer, visit, answer.Paste, extract.Reading) error{
		"json": writeJSON, "csv": writeCSV, "markdown": writeMarkdown,
	}[r.PathValue("format")]
	if !ok {
		return errNoPage
	}
	p, err := s.form(r)
	if err != nil {
		return err
	}
	reading, err := s.read(r.Context(), p, false)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, visitOf(r), p, reading); err != nil {
		return err
	}
	// As text: a browser without JavaScript shows it, to be copied by hand.
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	_, _ = w.Write(b.Bytes())
	return nil
}

func writeJSON(w io.Writer, _ visit, p answer.Paste, r extract.Reading) error {
	b, err := export.JSON(answer.New(p, r, false), "  ")
	if err != nil {
		return err
	}
	_, err = w.Write(b)
	return err
}

func writeCSV(w io.Writer, _ visit, p answer.Paste, r extract.Reading) error {
	return answer.NewCSVTable(w, false).Print(p, r)
}
