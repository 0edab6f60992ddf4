package export

import (
	"cmp"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// feedLength is how many cases a feed has: those that were new or revised last.
const feedLength = 100

// An atomFeed is a feed of RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomEntry struct {
	ID         string         `xml:"id"`
	Title      string         `xml:"title"`
	Published  string         `xml:"published"`
	Updated    string         `xml:"updated"`
	Links      []atomLink     `xml:"link"`
	Categories []atomCategory `xml:"category"`
	Content    atomText       `xml:"content"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Href string `xml:"href,attr"`
}

type atomCategory struct {
	Term  string `xml:"term,attr"`
	Label string `xml:"label,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// Atom writes a feed of the cases that were new or revised last, the latest first. A case
// that is revised keeps its id and has a new updated, as readers of feeds expect.
func Atom(w io.Writer, cases iter.Seq2[*store.ToldCase, error]) error {
	var latest []store.ToldCase
	for c, err := range cases {
		if err != nil {
			return err
		}
		at, _ := slices.BinarySearchFunc(latest, *c, func(a, b store.ToldCase) int {
			if n := b.RevisedAt.Compare(a.RevisedAt); n != 0 {
				return n
			}
			return int(b.ID - a.ID)
		})
		if at < feedLength {
			latest = slices.Insert(latest, at, *c)
			latest = latest[:min(len(latest), feedLength)]
		}
	}
	feed := atomFeed{
		Lang: "ja", ID: "urn:uuid:" + identifier("feed"), Title: "情報漏えい事案", Author: "Kawaraban",
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
	}
	for i, c := range latest {
		e := atomEntryOf(&c)
		if i == 0 {
			feed.Updated = e.Updated
		}
		feed.Entries = append(feed.Entries, e)
	}
	if _, err := io.WriteString(w, xml.Header); err != nil {
		return err
	}
	out := xml.NewEncoder(w)
	out.Indent("", " ")
	if err := out.Encode(feed); err != nil {
		return err
	}
	_, err := io.WriteString(w, "\n")
	return err
}

func atomEntryOf(c *store.ToldCase) atomEntry {
	e := atomEntry{
		ID: "urn:uuid:" + caseID(c), Title: heading(&c.Case),
		Published: c.FirstSeen.UTC().Format(time.RFC3339), Updated: c.RevisedAt.UTC().Format(time.RFC3339),
		Content: atomText{"text", strings.Join(summary(&c.Case), "\n")},
	}
	rel := "alternate"
	for _, url := range c.URLs {
		if WebAddress(url) {
			e.Links = append(e.Links, atomLink{rel, url})
			rel = "related" // one alternate at most
		}
	}
	for _, code := range c.Causes {
		e.Categories = append(e.Categories, atomCategory{code, extract.CauseLabel(code)})
	}
	return e
}

// heading calls a case by its organisation and the title of its first report. It is never
// empty: STIX and Atom ask for a name.
func heading(c *store.Case) string {
	return cmp.Or(store.Printable(strings.Join(filled(c.Organization, c.Title), " - ")), "?")
}

func filled(words ...string) []string {
	return slices.DeleteFunc(words, func(s string) bool { return s == "" })
}

// summary tells a case in a few lines of Japanese.
func summary(c *store.Case) []string {
	var lines []string
	add := func(label, value string) {
		if value != "" {
			lines = append(lines, label+": "+store.Printable(value))
		}
	}
	add("組織", c.Organization)
	add("委託先", c.Contractor)
	add("公表", c.Announced)
	add("発生", strings.Join(filled(c.Occurred, c.OccurredUntil), "〜"))
	add("発覚", c.Detected)
	add("人数", revised(figure(c.People, c.PeopleQualifier, "人"), c.FirstReportedPeople, c.People, "人"))
	add("件数", revised(figure(c.Records, c.RecordsQualifier, "件"), c.FirstReportedRecords, c.Records, "件"))
	add("情報", strings.Join(labels(c.CategoriesExposed, extract.CategoryLabel), "、"))
	add("対象外", strings.Join(labels(c.CategoriesNotExposed, extract.CategoryLabel), "、"))
	add("原因", strings.Join(labels(c.Causes, extract.CauseLabel), "、"))
	return lines
}

func labels(codes []string, label func(string) string) []string {
	var all []string
	for _, code := range codes {
		all = append(all, label(code))
	}
	return all
}

// qualifiers are the words before a figure.
var qualifiers = map[string]string{"about": "約", "at_most": "最大", "at_least": "少なくとも", "several": "数"}

// figure is a total in words, "" where it is unknown.
func figure(n *int64, qualifier, unit string) string {
	if n == nil {
		return ""
	}
	return fmt.Sprint(qualifiers[qualifier], *n, unit)
}

// revised adds the first reported figure to one that was corrected.
func revised(s string, first, last *int64, unit string) string {
	if s == "" || first == nil || *first == *last {
		return s
	}
	return fmt.Sprintf("%s(当初 %d%s)", s, *first, unit)
}
