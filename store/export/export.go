// Package export writes what a database tells in the formats of other programs: tables
// (CSV, XLSX, Parquet), documents (JSON Lines, STIX, VERIS) and a feed (Atom).
//
// Every writer takes the tables or cases of a store.Snapshot, so that a file is one state
// of the database however long it takes and whatever a crawl saves meanwhile. The same
// state gives the same bytes. A writer's error is that of its rows or of the writing.
package export

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"

	"github.com/kawaraban/kawaraban/store"
)

// namespace is the UUID under which the identifiers of cases, organisations and their
// relations are made, so that they are the same in every export.
var namespace = uuid.MustParse("6f3d6c0e-6a5b-5d0a-9c55-0d4ff0c3a4a1")

// identifier is the UUID (version 5) of something known by these words.
func identifier(words ...string) string {
	return uuid.NewSHA1(namespace, []byte(strings.Join(words, "\x00"))).String()
}

// caseID is the UUID of a case, the same in every database that knows it by the same
// article: its address, the organisation, and which of its events there it is.
func caseID(c *store.ToldCase) string {
	if len(c.Reports) == 0 {
		return identifier("case", c.Organization, c.Title, c.FirstSeen.UTC().Format(time.RFC3339))
	}
	first := slices.MinFunc(c.Reports, func(a, b store.Report) int { return cmp.Compare(a.ArticleID, b.ArticleID) })
	return identifier("case", first.Key, first.Party, strconv.FormatInt(first.Place, 10))
}

// WebAddress reports whether a reader may follow an address without harm.
func WebAddress(s string) bool {
	return (strings.HasPrefix(s, "https://") || strings.HasPrefix(s, "http://")) && strings.IndexFunc(s, invisible) < 0
}
