package crawler

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"
)

// How long a robots.txt is kept: a day at most (RFC 9309 section 2.4), by its Cache-Control
// otherwise, but not so shortly that it is asked for with every page. One that could not be had is
// asked for again after closedRobots.
const (
	maxRobotsAge = 24 * time.Hour
	minRobotsAge = time.Hour
	closedRobots = 30 * time.Minute
)

// originRobots is the robots.txt of one origin.
type originRobots struct {
	mu      sync.Mutex
	rules   robots
	expires time.Time // zero: not had yet
}

// rules returns the robots.txt of u's origin, from this run, an earlier one, or the site.
func (t *transport) rules(ctx context.Context, u *url.URL) robots {
	origin := u.Scheme + "://" + strings.ToLower(u.Host)
	t.mu.Lock()
	o := t.robots[origin]
	if o == nil {
		o = &originRobots{}
		t.robots[origin] = o
	}
	t.mu.Unlock()
	o.mu.Lock()
	defer o.mu.Unlock()
	now := t.now()
	if now.Before(o.expires) {
		return o.rules
	}
	body, expires, err := t.memory.Robots(ctx, origin)
	if err != nil {
		return robots{closed: fmt.Errorf("robots.txt could not be remembered: %w", err)}
	}
	if now.Before(expires) && expires.Sub(now) <= maxRobotsAge {
		o.rules, o.expires = parseRobots(body, product), expires
		return o.rules
	}
	rules, body, age := t.fetchRobots(ctx, origin+"/robots.txt")
	if ctx.Err() != nil {
		return rules // cut off: the next one asks again
	}
	o.rules, o.expires = rules, now.Add(age)
	if rules.closed == nil {
		if err := t.memory.KeepRobots(ctx, origin, body, now, o.expires); err != nil {
			return robots{closed: fmt.Errorf("robots.txt could not be kept: %w", err)}
		}
	}
	return rules
}

// fetchRobots follows RFC 9309 section 2.3.1: 2xx is read, 4xx allows all, redirects are followed
// to other hosts too, and 5xx or no answer forbids all. So does 429, which asks for silence.
func (t *transport) fetchRobots(ctx context.Context, at string) (rules robots, body []byte, age time.Duration) {
	record := Fetch{URL: at, FinalURL: at, Kind: "robots", At: t.now()}
	outer := journeyOf(ctx)
	record.Source = outer.source
	trip := &journey{source: outer.source, delay: outer.delay}
	ctx = context.WithValue(ctx, journeyKey{}, trip)
	defer func() {
		record.Duration = trip.took
		if rules.closed != nil {
			record.Err = rules.closed.Error()
			age = closedRobots
		}
		if !errors.Is(rules.closed, errResting) { // nothing was asked then
			t.log(ctx, record)
		}
	}()
	closed := func(err error) (robots, []byte, time.Duration) {
		return robots{closed: fmt.Errorf("robots.txt could not be had: %w", err)}, nil, 0
	}
	for range maxRedirects + 1 {
		req, err := http.NewRequestWithContext(ctx, http.MethodGet, record.FinalURL, nil)
		if err != nil {
			return closed(err)
		}
		res, err := t.send(req, 0)
		if err != nil {
			return closed(err)
		}
		record.Status, record.Bytes = res.StatusCode, res.ContentLength
		switch {
		case res.StatusCode >= 200 && res.StatusCode < 300:
			body, err := io.ReadAll(io.LimitReader(res.Body, maxRobots))
			if err != nil {
				return closed(err)
			}
			return parseRobots(body, product), body, robotsAge(res.Header)
		case res.StatusCode >= 300 && res.StatusCode < 400:
			next, err := res.Location()
			if err != nil || next.Scheme != "http" && next.Scheme != "https" {
				return robots{}, nil, maxRobotsAge
			}
			record.FinalURL = next.String()
		case res.StatusCode >= 500 || res.StatusCode == http.StatusTooManyRequests:
			return robots{closed: fmt.Errorf("robots.txt answered %d", res.StatusCode)}, nil, 0
		default:
			return robots{}, nil, maxRobotsAge
		}
	}
	return robots{}, nil, maxRobotsAge
}

// robotsAge is how long an answer may be kept.
func robotsAge(h http.Header) time.Duration {
	for _, part := range strings.Split(h.Get("Cache-Control"), ",") {
		name, value, _ := strings.Cut(strings.ToLower(strings.TrimSpace(part)), "=")
		switch name {
		case "no-store", "no-cache":
			return minRobotsAge
		case "max-age":
			if n, err := strconv.ParseInt(strings.Trim(value, `"`), 10, 32); err == nil {
				return min(max(time.Duration(n)*time.Second, minRobotsAge), maxRobotsAge)
			}
		}
	}
	return maxRobotsAge
}
