package crawler

import (
	"cmp"
	"net/http"
	"time"
)

// A Page is what a server answered: bytes, before anything is understood.
type Page struct {
	URL       string // as it was asked for, normalised
	FinalURL  string // after redirects; equal to URL where there were none
	Status    int
	Header    http.Header
	Body      []byte // Content-Encoding undone, charset untouched
	FetchedAt time.Time
}

// name calls the page in messages.
func (p Page) name() string { return cmp.Or(p.URL, "the document") }

// An Article is a page as text.
type Article struct {
	URL          string // the page's URL as it was asked for
	CanonicalURL string // rel=canonical when the page names one, else where it was found
	// Address is the CanonicalURL where that can be the page's own, else where it was found.
	Address   string
	Transient bool   // noindex or noarchive: the page itself must not be kept
	PrimaryOf string // URL of the article that named this page as its source, "" for none
	Title     string
	// Text begins with the title. Headings stand on lines of their own; list items begin with
	// "・" or their number; a table row is a line with its cells parted by TAB; a definition is
	// "term：text"; a blank line parts paragraphs.
	Text      string
	Published string // YYYY-MM-DD in Japan, "" when the page does not say
	Updated   string // likewise
	Site      string // the site's name as the page gives it
	Charset   string // what the bytes were decoded from, as "utf-8" or "shift_jis"
	Links     []Link // links inside the main text, in order, related lists included
}

// A Link is one link of an article's main part.
type Link struct {
	URL     string // absolute, http or https
	Text    string
	Primary bool // the words around it call it the source of the story
}
