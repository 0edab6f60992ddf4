package crawler

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Config is what an operator decides: who is asking, how gently, and whom.
// Its zero values mean the defaults named at each field.
type Config struct {
	// Contact is a URL or mail address that the User-Agent shows to the sites. "" shows none.
	Contact string `toml:"contact"`
	// Delay is the least time between the end of one request and the next to the same host; up to
	// half of it is added at random. 0 is 2 s; NoDelay is none.
	Delay Duration `toml:"delay"`
	// Timeout is the most one request may take from dialling to the last byte. 0 is 60 s.
	Timeout Duration `toml:"timeout"`
	// MaxBytes is the most a body may hold after decompression; a longer one is an error. 0 is 16 MiB.
	MaxBytes int64 `toml:"max_bytes"`
	// AllowPrivate permits private, loopback and link-local addresses.
	AllowPrivate bool     `toml:"allow_private"`
	Sources      []Source `toml:"source"`
}

// A Source is one site to watch. It has a feed, a list page, a sitemap, or several of them.
type Source struct {
	Name string `toml:"name"` // unique; shown to people
	Home string `toml:"home"` // the site's front page, for people
	Feed string `toml:"feed"` // RSS 0.9x, 1.0 (RDF), 2.0, Atom or JSON Feed
	// Sitemap is a sitemap, a news sitemap or an index of them, gzip or not.
	Sitemap string `toml:"sitemap"`
	// List is a page of links, for sites without a feed.
	List *ListPage `toml:"list"`
	// Include and Exclude are RE2 patterns over entry URLs. With Include, one must match; with
	// Exclude, none may.
	Include []string `toml:"include"`
	Exclude []string `toml:"exclude"`
	// Keywords let an entry pass only if its title or summary holds one of them. None lets all pass.
	Keywords []string `toml:"keywords"`
	// Select overrides what is found by itself on a page.
	Select Selectors `toml:"select"`
	// Delay overrides Config.Delay for this source's hosts; the longer of two sources' wins.
	Delay Duration `toml:"delay"`
	// MaxAge passes over entries whose feed date is older. 0 passes over none.
	MaxAge Duration `toml:"max_age"`
	// Charset is the encoding of every page, for a site whose pages cannot be recognised.
	Charset string `toml:"charset"`
	// FollowPrimary fetches the notices of organisations that an article links to, too.
	FollowPrimary bool `toml:"follow_primary"`
	Disabled      bool `toml:"disabled"`
}

// A ListPage says where a page of links has its entries. Selectors are CSS.
type ListPage struct {
	URL  string `toml:"url"`
	Item string `toml:"item"` // one match per entry; required
	Link string `toml:"link"` // inside the item; "" is its first a[href], or the item itself
	Date string `toml:"date"` // inside the item; "" is the first Japanese or ISO date in its text
	// Next is the link to the next, older page; "" is rel=next or a link that is called so.
	Next string `toml:"next"`
	// Pages is how many of its pages a run reads, as long as they bring anything new. 0 is 1.
	Pages int `toml:"pages"`
}

// Selectors are CSS selectors for the parts of an article page; "" leaves the part to be found.
type Selectors struct {
	Title string `toml:"title"`
	Body  string `toml:"body"`
	Date  string `toml:"date"`
}

// Duration is a time.Duration written "2s", "1h30m" or, in whole days, "30d".
type Duration time.Duration

// NoDelay as a Delay means no pause at all, for servers of one's own.
const NoDelay Duration = -1

// UnmarshalText reads "2s", "1h30m" and "30d"; it refuses negative values.
func (d *Duration) UnmarshalText(text []byte) error {
	s := string(text)
	if days, ok := strings.CutSuffix(s, "d"); ok {
		n, err := strconv.Atoi(days)
		if err != nil || n < 0 || n > 36500 {
			return fmt.Errorf("%q is no duration: write it as \"2s\", \"1h30m\" or \"30d\"", s)
		}
		*d = Duration(time.Duration(n) * 24 * time.Hour)
		return nil
	}
	v, err := time.ParseDuration(s)
	if err != nil || v < 0 {
		return fmt.Errorf("%q is no duration: write it as \"2s\", \"1h30m\" or \"30d\"", s)
	}
	*d = Duration(v)
	return nil
}

func (d Duration) String() string { return time.Duration(d).String() }

// Only returns the configuration with just the named sources, disabled ones too when they are
// named. An unknown name is an error that lists the known ones.
func (c Config) Only(names ...string) (Config, error) {
	var picked []Source
	for _, name := range names {
		i := slices.IndexFunc(c.Sources, func(s Source) bool { return s.Name == name })
		if i < 0 {
			known := make([]string, len(c.Sources))
			for j, s := range c.Sources {
				known[j] = s.Name
			}
			return Config{}, fmt.Errorf("crawler: no source is named %q; there are: %s", name, strings.Join(known, ", "))
		}
		s := c.Sources[i]
		s.Disabled = false
		if !slices.ContainsFunc(picked, func(p Source) bool { return p.Name == name }) {
			picked = append(picked, s)
		}
	}
	c.Sources = picked
	return c, nil
}

// withDefaults fills in what the zero values stand for.
func (c Config) withDefaults() Config {
	if c.Delay == 0 {
		c.Delay = Duration(2 * time.Second)
	}
	if c.Timeout <= 0 {
		c.Timeout = Duration(time.Minute)
	}
	if c.MaxBytes <= 0 {
		c.MaxBytes = 16 << 20
	}
	c.Sources = slices.Clone(c.Sources)
	for i := range c.Sources {
		if s := &c.Sources[i]; s.Delay == 0 {
			s.Delay = c.Delay
		}
	}
	return c
}

// ErrNoURL is wrapped by the error for an address that is not one of the web.
var ErrNoURL = errors.New("is no http or https URL")

// webURL parses an absolute http or https URL.
func webURL(s string) (*url.URL, error) {
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil, fmt.Errorf("%q %w", s, ErrNoURL)
	}
	return u, nil
}
