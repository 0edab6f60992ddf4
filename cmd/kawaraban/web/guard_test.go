package web

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// Only requests under a name of this server get in: a page elsewhere can have its own name
// resolved to this machine.
func TestHost(t *testing.T) {
	s := open(t, func(o *Options) { o.Hosts = []string{"news.example"} })
	for host, want := range map[string]int{
		"localhost": 200, "localhost:8080": 200, "LocalHost.": 200, "127.0.0.1:9": 200, "[::1]:8080": 200, "192.168.1.7": 200,
		"news.example": 200, "NEWS.example:443": 200,
		"evil.test": 421, "evil.test:8080": 421, "127.0.0.1.evil.test": 421, "localhost.evil.test": 421, "news.example.evil.test": 421,
		"0x7f.1": 421, "2130706433": 421,
	} {
		if answer, _ := s.do("GET", "/", "", nil, "Host", host); answer.StatusCode != want {
			t.Errorf("%s: %s, want %d", host, answer.Status, want)
		}
	}
}

// Another site cannot have a visitor's browser write; programs and the site itself can.
func TestOrigin(t *testing.T) {
	s := open(t, nil).fill(1)
	own := s.URL
	for name, c := range map[string]struct {
		headers []string
		want    int
	}{
		"a program":                   {nil, 303},
		"our form":                    {[]string{"Sec-Fetch-Site", "same-origin", "Origin", own}, 303},
		"our form, an older browser":  {[]string{"Origin", own}, 303},
		"another site":                {[]string{"Sec-Fetch-Site", "cross-site", "Origin", "https://evil.test"}, 403},
		"another port":                {[]string{"Sec-Fetch-Site", "same-site", "Origin", "http://127.0.0.1:1"}, 403},
		"another site, older browser": {[]string{"Origin", "https://evil.test"}, 403},
		"a frame without origin":      {[]string{"Origin", "null"}, 403},
		"a lie about the site only":   {[]string{"Sec-Fetch-Site", "cross-site", "Origin", own}, 403},
	} {
		t.Run(name, func(t *testing.T) {
			answer, _ := s.do("POST", "/cases/1/pin", "application/x-www-form-urlencoded", strings.NewReader("pinned=true"), c.headers...)
			if answer.StatusCode != c.want {
				t.Errorf("%s, want %d", answer.Status, c.want)
			}
		})
	}
}

func TestToken(t *testing.T) {
	s := open(t, func(o *Options) { o.Token = "秘密 word" })
	basic := func(user, password string) string {
		r, _ := http.NewRequest("GET", "/", nil)
		r.SetBasicAuth(user, password)
		return r.Header.Get("Authorization")
	}
	for name, c := range map[string]struct {
		authorization string
		want          int
	}{
		"none":         {"", 401},
		"bearer":       {"Bearer 秘密 word", 200},
		"password":     {basic("anyone", "秘密 word"), 200},
		"other bearer": {"Bearer 秘密", 401},
		"empty bearer": {"Bearer ", 401},
		"as a user":    {basic("秘密 word", ""), 401},
		"longer":       {"Bearer 秘密 word2", 401},
		"bare":         {"秘密 word", 401},
	} {
		t.Run(name, func(t *testing.T) {
			for _, path := range []string{"/", "/api/cases", "/assets/app.css", "/export/csv"} {
				answer, body := s.do("GET", path, "", nil, "Authorization", c.authorization)
				if answer.StatusCode != c.want {
					t.Errorf("%s: %s, want %d", path, answer.Status, c.want)
				}
				if c.want == 401 && (answer.Header.Get("WWW-Authenticate") == "" || strings.Contains(body, "秘密")) {
					t.Errorf("%s: the browser is not asked for the token, or it is told", path)
				}
			}
		})
	}
}

// Every answer, also a refusal, keeps the browser from doing more than to show it.
func TestHeaders(t *testing.T) {
	s := open(t, nil).fill(1)
	for _, path := range []string{"/", "/cases", "/cases/1", "/cases/999", "/nope", "/api/cases", "/api/nope", "/assets/app.css", "/export/csv"} {
		answer, _ := s.do("GET", path, "", nil)
		for name, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "X-Frame-Options": "DENY",
			"Cross-Origin-Resource-Policy": "same-origin", "Cross-Origin-Opener-Policy": "same-origin",
		} {
			if got := answer.Header.Get(name); got != want {
				t.Errorf("%s: %s is %q, want %q", path, name, got, want)
			}
		}
		csp := answer.Header.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(csp, part) {
				t.Errorf("%s: the policy lacks %s", path, part)
			}
		}
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") {
			t.Errorf("%s: the policy lets too much pass: %s", path, csp)
		}
		if len(answer.Cookies()) > 0 {
			t.Errorf("%s: sets a cookie", path)
		}
		if answer.Header.Get("Content-Type") == "" {
			t.Errorf("%s: has no type", path)
		}
	}
}

// Where the server is read-only nothing that writes answers, and no page offers it.
func TestReadOnly(t *testing.T) {
	s := open(t, func(o *Options) { o.Writer = nil }).fill(3)
	for _, path := range []string{"/cases/1/pin", "/cases/1/merge", "/cases/1/split", "/api/articles", "/api/cases/1/pin", "/api/cases/1/merge", "/api/cases/1/split"} {
		answer, _ := s.do("POST", path, "application/x-www-form-urlencoded", strings.NewReader("pinned=true&case=2&article=1"))
		if answer.StatusCode != http.StatusForbidden {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
	answer, _ := s.paste(map[string]string{"text": gold(t, "a20"), "save": "1"}, "", "")
	if answer.StatusCode != http.StatusForbidden {
		t.Errorf("save: %s", answer.Status)
	}
	stats, err := s.db.Stats(t.Context())
	if err != nil || stats.Articles != 3 {
		t.Errorf("%d articles, %v", stats.Articles, err)
	}
	if n := s.get("/cases/1").Find("form[method=post]").Length(); n != 0 {
		t.Errorf("the case page offers %d decisions", n)
	}
	if n := s.get("/").Find("button[name=save]").Length(); n != 0 {
		t.Error("the front page offers to save")
	}
}

// What is too large is refused before it is read.
func TestTooLarge(t *testing.T) {
	s := open(t, nil)
	large := strings.Repeat("あ", maxBody/3+1)
	for path, contentType := range map[string]string{"/api/extract": "text/plain", "/api/cases/1/pin": "application/json"} {
		if path != "/api/extract" {
			large = `{"pinned":"` + large + `"}`
		}
		answer, _ := s.do("POST", path, contentType, strings.NewReader(large))
		if answer.StatusCode != http.StatusRequestEntityTooLarge {
			t.Errorf("%s: %s", path, answer.Status)
		}
	}
	if answer, body := s.paste(map[string]string{"text": large}, "", ""); answer.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(body, "20 MB") {
		t.Errorf("paste: %s", answer.Status)
	}
}

// A fault of a handler is answered, logged, and not told.
func TestRecover(t *testing.T) {
	var log strings.Builder
	s := &server{Options: Options{Log: slog.New(slog.NewTextHandler(&log, nil))}}
	h := s.guard(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("of a rule") }))
	answer := httptest.NewRecorder()
	h.ServeHTTP(answer, httptest.NewRequest("GET", "http://localhost/", nil))
	if answer.Code != http.StatusInternalServerError || strings.Contains(answer.Body.String(), "of a rule") {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if !strings.Contains(log.String(), "of a rule") {
		t.Errorf("the log has %q", log.String())
	}
}
