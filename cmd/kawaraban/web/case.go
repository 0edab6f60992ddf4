package web

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"github.com/kawaraban/kawaraban/cmd/kawaraban/wording"
	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// How many reports of a case one page lists, and of how many of them it shows the text.
const (
	shownReports = 50
	shownTexts   = 4
)

// A casePage is a case with its reports.
type casePage struct {
	*store.CaseStory
	Listed []report
	More   int // reports that are not listed
	lang   lang
}

// A report is one article on a case.
type report struct {
	store.CaseReport
	Reading *reading // nil where it has a page of its own
}

func (s *server) showCase(w http.ResponseWriter, r *http.Request) error {
	id, err := number(r, "id")
	if err != nil {
		return err
	}
	page := casePage{lang: visitOf(r).lang}
	err = s.DB.Snapshot(r.Context(), store.Filter{Case: id}, func(p *store.Snapshot) error {
		if page.CaseStory, err = p.CaseStory(); err != nil {
			return err
		}
		told, words, err := texts(p)
		if err != nil {
			return err
		}
		page.More = max(0, len(page.Reports)-shownReports)
		for i, cr := range page.Reports[:len(page.Reports)-page.More] {
			found := report{CaseReport: cr}
			// The two lists are in one order, of one snapshot.
			if i < shownTexts && i < len(told) {
				rd := newReading(page.lang, fmt.Sprintf("r%d-", i+1), words[told[i].ID], []extract.Incident{told[i].Incident})
				found.Reading = &rd
			}
			page.Listed = append(page.Listed, found)
		}
		return nil
	})
	if merged := (*store.MergedError)(nil); errors.As(err, &merged) {
		return redirect(w, r, http.StatusFound, fmt.Sprintf("/cases/%d", merged.Into))
	}
	if err != nil {
		return err
	}
	title, err := say(page.lang, "case.title", id)
	if err != nil {
		return err
	}
	if name := cmp.Or(page.Organization, page.Title); name != "" {
		title = wording.OneLine(name) + " – " + title
	}
	return s.page(w, r, http.StatusOK, "case", title, page)
}

// texts are the reports of the one case of a snapshot, with the words that they were read in.
func texts(p *store.Snapshot) (reports []store.Report, words map[int64]extract.Article, err error) {
	for c, err := range p.Told() {
		if err != nil {
			return nil, nil, err
		}
		reports = c.Reports
	}
	words, err = p.Words(reports)
	return reports, words, err
}

// A reportPage is all that one article says of a case.
type reportPage struct {
	Case     int64
	Readings []reportReading // one for each wording and incident
	URL      string
}

type reportReading struct {
	store.Report
	Reading reading
}

// showReport serves the text of one article of a case.
func (s *server) showReport(w http.ResponseWriter, r *http.Request) error {
	id, err := number(r, "id")
	if err != nil {
		return err
	}
	article, err := number(r, "article")
	if err != nil {
		return err
	}
	l := visitOf(r).lang
	page := reportPage{Case: id}
	title := ""
	err = s.DB.Snapshot(r.Context(), store.Filter{Case: id}, func(p *store.Snapshot) error {
		told, words, err := texts(p)
		if err != nil {
			return err
		}
		for _, t := range told {
			if t.ArticleID != article || len(page.Readings) == shownTexts {
				continue
			}
			rd := newReading(l, fmt.Sprintf("r%d-", len(page.Readings)+1), words[t.ID], []extract.Incident{t.Incident})
			page.Readings = append(page.Readings, reportReading{t, rd})
			page.URL, title = t.URL, t.Title
		}
		return nil
	})
	if err != nil {
		return err
	}
	if len(page.Readings) == 0 {
		return errNoPage
	}
	if title == "" {
		if title, err = say(l, "report.title", article); err != nil {
			return err
		}
	}
	return s.page(w, r, http.StatusOK, "report", wording.OneLine(title), page)
}

// number reads a part of the path that is the number of something.
func number(r *http.Request, name string) (int64, error) {
	n, err := strconv.ParseInt(r.PathValue(name), 10, 64)
	if err != nil || n < 1 {
		return 0, errNoPage
	}
	return n, nil
}

// Figures are the totals of the case.
func (p casePage) Figures() []string { return wording.Totals(p.lang, &p.Case) }

// Occurrence is when it happened.
func (p casePage) Occurrence() string { return interval(p.Occurred, p.OccurredUntil) }

// When is the day or days of an entry of the timeline.
func (casePage) When(d store.CaseDate) string { return interval(d.Date, d.End) }

// Figure is a number that a report tells.
func (p casePage) Figure(c store.CaseCount) string {
	return wording.Figure(p.lang, extract.Count{Value: c.Value, ValueMax: c.ValueMax, Unit: c.Unit, Qualifier: c.Qualifier})
}

// Before and After are the numbers of a correction.
func (p casePage) Before(c store.Correction) string {
	return wording.Figure(p.lang, extract.Count{Value: c.From, Unit: c.Unit, Qualifier: c.FromQualifier})
}

func (p casePage) After(c store.Correction) string {
	return wording.Figure(p.lang, extract.Count{Value: c.To, Unit: c.Unit, Qualifier: c.ToQualifier})
}

// Articles are the articles of the listed reports, each once, for a choice among them.
func (p casePage) Articles() (articles []store.CaseReport) {
	seen := map[int64]bool{}
	for _, r := range p.Listed {
		if !seen[r.Article] {
			seen[r.Article] = true
			articles = append(articles, r.CaseReport)
		}
	}
	return articles
}
