package store

import (
	"time"

	"github.com/kawaraban/kawaraban/extract"
)

// A Source is a place that articles are found in: a site with its feed.
type Source struct {
	// Name is its short unique name in the configuration: "security-next".
	Name string
	Home string
	Feed string
}

// A Fetch is one request of a crawl, answered or not.
type Fetch struct {
	URL      string // as asked for
	FinalURL string // after redirects
	Source   string // name of the source it was made for, "" where there is none
	Kind     string // "feed", "list", "sitemap", "robots", "page" or "retry"
	Status   int    // HTTP status, 0 where no answer came
	Bytes    int64  // of the body, content encoding undone
	Duration time.Duration
	At       time.Time // zero: now
	// ETag and LastModified are what the next request may send; empty, it asks for all.
	ETag, LastModified string
	Done               bool   // nothing is left to fetch at URL
	Err                string // what went wrong, "" where nothing did
}

// A Page is the answer to one request, as it came.
type Page struct {
	URL          string // as asked for
	FinalURL     string // after redirects, "" where there were none
	ContentType  string
	ETag         string
	LastModified string
	Body         []byte
	FetchedAt    time.Time // zero: now
}

// An Article is what SaveArticle keeps of one article.
type Article struct {
	// URL is its address, by which it is known again. Pasted text has none and is
	// known by its words.
	URL    string
	Source string // name of the source it was found through, "" where there is none
	Site   string // host or name of the site
	// Article is what the extractor was given: evidence counts in its text.
	extract.Article
	Updated string    // the day the page says it was changed, YYYY-MM-DD, or ""
	Page    *Page     // the page it was taken from, nil for pasted text
	Seen    time.Time // zero: now
}

// Saved tells what SaveArticle changed.
type Saved struct {
	ArticleID int64
	New       bool // the article was not known
	Revised   bool // it was known with other words, title or publication day
	Read      bool // this reading was not known
	Incidents int  // incidents of the reading, stored now or before
	Copy      bool // by SaveCrawled: the words are ArticleID's, which has this page as a further source
}

// A Row is one current incident with the article that tells it.
type Row struct {
	ID        int64 // of the incident; a new reading of the article gives new ones
	ArticleID int64
	URL       string // "" for pasted text
	Title     string // the first line of the text where the title is not known apart
	Published string // YYYY-MM-DD or ""
	Site      string
	Source    string
	Extractor string // version of the rules that read it
	ReadAt    time.Time
	extract.Incident
}

// A Hit is an article that Search found.
type Hit struct {
	ArticleID     int64
	URL           string
	Title         string
	Published     string
	Organizations []string // parties of its current incidents
	// Snippet is one line of the text around the first word found, free of control
	// characters; Marks are the byte ranges of the words in it.
	Snippet string
	Marks   [][2]int
}

// Stats counts what the database holds.
type Stats struct {
	Sources, Fetches, Pages       int64
	Articles, Revisions, Readings int64
	Incidents                     int64 // current ones
	Organizations                 int64
	FirstPublished, LastPublished string // YYYY-MM-DD, "" where none is known
}
