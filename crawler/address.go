package crawler

import (
	"cmp"
	"net/netip"
	"net/url"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// reTracking names query parameters that say where a reader came from, never what is shown.
var reTracking = lazily(`(?i)^(utm_\w+|fbclid|gclid|gclsrc|dclid|wbraid|gbraid|yclid|msclkid|twclid|ttclid|ldtag_cl|mc_[ce]id|igshid|_ga|_gl|` +
	`cx_\w+|xtor|iref|rss|ref_?src|ref_?url|spm|vero_id|mkt_tok|__?hs\w+|hsCtaTracking|n_cid|cmpid|sc_cid|yahoo_\w+|amp)$`)

// reAMP matches how AMP pages are called beside the page that they copy.
var reAMP = lazily(`(?i)/amp/?$|\.amp(\.html?)?$`)

// normalizeURL resolves ref and gives the one form in which a page is remembered: lower-case host,
// no default port, fragment, or tracking parameter, the page in place of its AMP copy and of a
// redirector that names it. It returns "" for what is no web address.
func normalizeURL(base *url.URL, ref string) string {
	ref = strings.TrimSpace(ref)
	if ref == "" || base == nil {
		return ""
	}
	u, err := base.Parse(ref)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return ""
	}
	u = unwrap(u)
	u.Fragment, u.RawFragment, u.User = "", "", nil
	u.Host = strings.TrimSuffix(strings.ToLower(u.Host), ".")
	if p := u.Port(); p == "80" && u.Scheme == "http" || p == "443" && u.Scheme == "https" {
		u.Host = strings.TrimSuffix(u.Host, ":"+p)
	}
	if at := reAMP().FindStringSubmatchIndex(u.Path); at != nil && at[0] > 0 {
		ending := ""
		if at[2] >= 0 {
			ending = u.Path[at[2]:at[3]]
		} else if strings.HasSuffix(u.Path, "/") {
			ending = "/"
		}
		u.Path, u.RawPath = u.Path[:at[0]]+ending, ""
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if u.RawQuery != "" {
		var kept []string
		for _, pair := range strings.Split(u.RawQuery, "&") {
			name, value, _ := strings.Cut(pair, "=")
			if pair == "" || reTracking().MatchString(name) || strings.EqualFold(name, "outputType") && strings.EqualFold(value, "amp") {
				continue
			}
			kept = append(kept, pair)
		}
		u.RawQuery = strings.Join(kept, "&")
	}
	u.ForceQuery = false
	return u.String()
}

// unwrap takes the page's own address out of those of the AMP cache and of Google's redirector,
// which Google Alerts put into their feeds.
func unwrap(u *url.URL) *url.URL {
	host := strings.ToLower(u.Hostname())
	switch {
	case strings.HasSuffix(host, ".cdn.ampproject.org"):
		path := strings.TrimLeft(u.Path, "/")
		for _, prefix := range []string{"c/", "v/", "i/"} {
			if rest, ok := strings.CutPrefix(path, prefix); ok {
				scheme := "http://"
				if secure, ok := strings.CutPrefix(rest, "s/"); ok {
					scheme, rest = "https://", secure
				}
				if inner, err := url.Parse(scheme + rest); err == nil && inner.Host != "" {
					inner.RawQuery = u.RawQuery
					return inner
				}
			}
		}
	case (host == "www.google.com" || host == "www.google.co.jp") && u.Path == "/url":
		q := u.Query()
		if inner, err := webURL(cmp.Or(q.Get("url"), q.Get("q"))); err == nil {
			return inner
		}
	}
	return u
}

// ownAddress returns the address by which an article is to be known: its canonical one where that
// can be its own, which means on the same site and no front page; else where it was found.
func ownAddress(final *url.URL, canonical string) string {
	found := normalizeURL(final, final.String())
	u, err := url.Parse(canonical)
	if err != nil || canonical == "" || u.Path == "/" && u.RawQuery == "" || site(u) != site(final) {
		return found
	}
	return canonical
}

// site is the part of a host that one owner registers: "city.example.jp" of "www.city.example.jp".
func site(u *url.URL) string {
	host := strings.ToLower(u.Hostname())
	if _, err := netip.ParseAddr(host); err == nil {
		return u.Host
	}
	if s, err := publicsuffix.EffectiveTLDPlusOne(host); err == nil {
		return s
	}
	return host
}
