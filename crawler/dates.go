package crawler

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/unicode/norm"
)

// jst is where the days of Japanese news are counted. It has had no summer time since 1951.
var jst = time.FixedZone("JST", 9*60*60)

const day = time.DateOnly

// stamps are the forms of a moment that feeds and meta tags are seen to carry; those without a
// zone are taken for Japanese time.
var stamps = []string{
	time.RFC3339, "2006-01-02T15:04:05-0700", "2006-01-02T15:04-07:00", "2006-01-02T15:04Z0700",
	time.RFC1123Z, "Mon, 2 Jan 2006 15:04:05 -0700", "2 Jan 2006 15:04:05 -0700", "Mon, 2 Jan 2006 15:04 -0700",
	"2006-01-02 15:04:05 -0700", "2006-01-02 15:04:05-07:00",
	"2006-01-02T15:04:05", "2006-01-02T15:04", "2006-01-02 15:04:05", "2006-01-02 15:04", "2006/01/02 15:04:05", "2006/01/02 15:04",
	"Mon, 2 Jan 2006 15:04:05", "2006-01-02", "2006/01/02",
}

var reZoneName = lazily(`\s*\(?\b(JST|GMT|UTC|UT)\)?$`)

// parseMoment reads one timestamp. A date alone is midnight in Japan.
func parseMoment(s string) (time.Time, bool) {
	s = strings.TrimSpace(norm.NFKC.String(s))
	if m := reZoneName().FindStringSubmatch(s); m != nil {
		zone := " +0000"
		if m[1] == "JST" {
			zone = " +0900"
		}
		if base := strings.TrimSuffix(s, m[0]); !regexpZoned().MatchString(base) {
			s = base + zone // Go would read an unknown zone's name as +0000
		} else {
			s = base
		}
	}
	for _, layout := range stamps {
		if t, err := time.ParseInLocation(layout, s, jst); err == nil && plausible(t.Year()) {
			return t, true
		}
	}
	if d := findDay(s); d != "" {
		t, err := time.ParseInLocation(day, d, jst)
		return t, err == nil
	}
	return time.Time{}, false
}

var regexpZoned = lazily(`[+-]\d\d:?\d\d$`)

// parseDay reads a timestamp as the day it was in Japan, or "".
func parseDay(s string) string {
	if t, ok := parseMoment(s); ok {
		return t.In(jst).Format(day)
	}
	return ""
}

// The forms of a date in running text, after NFKC. A year must be written: nothing here guesses one.
const dateForm = `(?:(明治|大正|昭和|平成|令和)\s?(元|\d{1,2})\s?年\s?(\d{1,2})\s?月\s?(\d{1,2})\s?日` +
	`|\b([HR])\s?(\d{1,2})\.(\d{1,2})\.(\d{1,2})\b` +
	`|(\d{4})\s?(?:年|[/.-])\s?(\d{1,2})\s?(?:月|[/.-])\s?(\d{1,2})(?:\D|$))`

var reDate = lazily(dateForm)

// eras maps an era to the year before its first.
var eras = map[string]int{"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018, "H": 1988, "R": 2018}

// findDay returns the first full date in text as YYYY-MM-DD, or "".
func findDay(text string) string {
	for _, m := range reDate().FindAllStringSubmatch(norm.NFKC.String(text), 20) {
		if d := dayOf(m[1:]); d != "" {
			return d
		}
	}
	return ""
}

// dayOf builds a day from the eleven groups of dateForm, or "" for one that is in no calendar.
func dayOf(g []string) string {
	era, y, m, d := g[0], g[1], g[2], g[3]
	switch {
	case g[4] != "":
		era, y, m, d = g[4], g[5], g[6], g[7]
	case g[8] != "":
		era, y, m, d = "", g[8], g[9], g[10]
	}
	year, _ := strconv.Atoi(y)
	if y == "元" {
		year = 1
	}
	if era != "" {
		year += eras[era]
	}
	month, _ := strconv.Atoi(m)
	dom, _ := strconv.Atoi(d)
	t := time.Date(year, time.Month(month), dom, 0, 0, 0, 0, jst)
	if !plausible(year) || int(t.Month()) != month || t.Day() != dom {
		return ""
	}
	return t.Format(day)
}

// plausible keeps out timestamps of 0 and typing slips: the web has no older news.
func plausible(year int) bool { return year >= 1995 && year < 2100 }

var urlDates = []*regexp.Regexp{
	regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?:\D|$)`),
	regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_](\d\d)[-_](\d\d)(?:\D|$)`),
	regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)(\d\d)(\d\d)(?:\D|$)`),
}

// urlDay reads a date from a URL's path, or "".
func urlDay(path string) string {
	for _, re := range urlDates {
		if m := re.FindStringSubmatch(path); m != nil {
			if d := dayOf([]string{"", "", "", "", "", "", "", "", m[1], m[2], m[3]}); d != "" {
				return d
			}
		}
	}
	return ""
}
