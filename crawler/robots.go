package crawler

import (
	"bytes"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// maxRobots is how much of a robots.txt is read; RFC 9309 section 2.5 asks for at least 500 KiB.
const maxRobots = 500 << 10

// maxSitemapLines is above what sites have that split their sitemaps by year or kind.
const maxSitemapLines = 50

// robots is what one robots.txt says to one product, by RFC 9309. The zero value allows all.
type robots struct {
	rules []robotsRule
	// delay is the group's Crawl-delay, which is no part of the RFC but widely written; 0 if none.
	delay time.Duration
	// closed forbids all, and says why: the file could not be had.
	closed error
	// sitemaps are the addresses of the Sitemap lines, which belong to no group.
	sitemaps []string
}

type robotsRule struct {
	pattern string // normalised; "*" is any run, a final "$" the end
	allow   bool
}

var reProduct = lazily(`^[A-Za-z_-]+`)

// parseRobots reads the groups for product, or those for "*" when none names it.
func parseRobots(data []byte, product string) robots {
	data = bytes.TrimPrefix(data[:min(len(data), maxRobots)], []byte("\xef\xbb\xbf"))
	var named, general robots
	var found, inRules, forUs, forAll bool
	var sitemaps []string
	for _, line := range strings.FieldsFunc(string(data), func(r rune) bool { return r == '\n' || r == '\r' }) {
		line, _, _ = strings.Cut(line, "#")
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			continue
		}
		key, value = strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
		switch key {
		case "user-agent":
			if inRules {
				inRules, forUs, forAll = false, false, false
			}
			if strings.HasPrefix(value, "*") {
				forAll = true
			} else if strings.EqualFold(reProduct().FindString(value), product) {
				forUs, found = true, true
			}
		case "allow", "disallow":
			inRules = true
			if value == "" {
				continue
			}
			rule := robotsRule{normalizePath(value), key == "allow"}
			if forUs {
				named.rules = append(named.rules, rule)
			}
			if forAll {
				general.rules = append(general.rules, rule)
			}
		case "sitemap":
			if len(sitemaps) < maxSitemapLines {
				sitemaps = append(sitemaps, value)
			}
		case "crawl-delay":
			inRules = true
			// "10s" and other slips are passed over: they must not cost the rest of the file.
			if s, err := strconv.ParseFloat(value, 64); err == nil && s > 0 && s < 86400 {
				d := time.Duration(s * float64(time.Second))
				if forUs {
					named.delay = max(named.delay, d)
				}
				if forAll {
					general.delay = max(general.delay, d)
				}
			}
		}
	}
	if !found {
		named = general
	}
	named.sitemaps = sitemaps
	return named
}

// check returns nil when the path with its query may be fetched, errRobots when a rule forbids it,
// and another error when the rules are not to be had now. The longest pattern that matches decides;
// between equals, allow.
func (r robots) check(pathQuery string) error {
	if r.closed != nil {
		return r.closed
	}
	path := normalizePath(pathQuery)
	if path == "/robots.txt" {
		return nil
	}
	best, allow := -1, true
	for _, rule := range r.rules {
		if n := len(rule.pattern); n >= best && matchPath(rule.pattern, path) {
			allow = rule.allow || n == best && allow
			best = n
		}
	}
	if !allow {
		return errRobots
	}
	return nil
}

// matchPath reports whether pattern matches a prefix of path. Taking each part at its first place is
// enough, since only the last can be anchored, and no pattern of stars can make it slow.
func matchPath(pattern, path string) bool {
	anchored := strings.HasSuffix(pattern, "$")
	pattern = strings.TrimSuffix(pattern, "$")
	parts := strings.Split(pattern, "*")
	if !strings.HasPrefix(path, parts[0]) {
		return false
	}
	at := len(parts[0])
	for i, part := range parts[1:] {
		if anchored && i == len(parts)-2 {
			return len(path)-at >= len(part) && strings.HasSuffix(path, part)
		}
		n := strings.Index(path[at:], part)
		if n < 0 {
			return false
		}
		at += n + len(part)
	}
	return !anchored || at == len(path)
}

// normalizePath gives octets one spelling: outside US-ASCII percent-encoded, inside it decoded
// unless reserved, hexadecimal in capitals (RFC 9309 section 2.2.2).
func normalizePath(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c == '%' && i+2 < len(s) {
			if v, err := strconv.ParseUint(s[i+1:i+3], 16, 8); err == nil {
				if d := byte(v); unreserved(d) {
					b.WriteByte(d)
				} else {
					fmt.Fprintf(&b, "%%%02X", d)
				}
				i += 2
				continue
			}
		}
		if c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	if b.Len() == 0 {
		return "/"
	}
	return b.String()
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}
