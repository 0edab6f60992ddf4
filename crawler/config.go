package crawler

import (
	"bytes"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/andybalholm/cascadia"
	"github.com/pelletier/go-toml/v2"
)

//go:embed sources.toml
var builtin []byte

// maxConfig is far above any list of sources a person keeps, so that a wrong file is not read whole.
const maxConfig = 4 << 20

// DefaultConfig is the built-in list of Japanese security-news sources with the polite defaults.
func DefaultConfig() Config {
	c, err := parseConfig("sources.toml", builtin)
	if err != nil {
		panic(err) // TestDefaultConfig: the embedded file is read at build time by the tests
	}
	return c
}

// LoadConfig reads a TOML file of the form of sources.toml; it replaces the built-in list. Unknown
// keys, wrong types and values that cannot work are refused; the error names file, line and key
// and says what is allowed there.
func LoadConfig(path string) (Config, error) {
	f, err := os.Open(path)
	if err != nil {
		return Config{}, fmt.Errorf("crawler: config: %w", err)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	switch {
	case err != nil:
		return Config{}, fmt.Errorf("crawler: config: %w", err)
	case len(data) > maxConfig:
		return Config{}, fmt.Errorf("crawler: config %s: longer than %d MiB, so hardly a list of sources", path, maxConfig>>20)
	case !utf8.Valid(data):
		return Config{}, fmt.Errorf("crawler: config %s: not UTF-8, as TOML has to be", path)
	}
	return parseConfig(path, data)
}

func parseConfig(file string, data []byte) (Config, error) {
	var c Config
	dec := toml.NewDecoder(bytes.NewReader(data)).DisallowUnknownFields()
	if err := dec.Decode(&c); err != nil {
		return Config{}, explain(file, err)
	}
	top := data
	if at := reTableLine().FindIndex(data); at != nil {
		top = data[:at[0]]
	}
	if c.Delay == 0 && reDelay().Match(top) {
		c.Delay = NoDelay // written out as "0s": a zero value alone would mean the default
	}
	if len(c.Sources) == 0 {
		return Config{}, fmt.Errorf("crawler: config %s: no [[source]] in it", file)
	}
	seen := map[string]bool{}
	for i, s := range c.Sources {
		if key, problem := s.check(); problem != nil {
			return Config{}, fmt.Errorf("crawler: config %s:%d: %s: %w", file, lineOf(data, i, key), "source."+key, problem)
		}
		if seen[s.Name] {
			return Config{}, fmt.Errorf("crawler: config %s:%d: source.name: %q is taken by an earlier source", file, lineOf(data, i, "name"), s.Name)
		}
		seen[s.Name] = true
	}
	return c, nil
}

var (
	reTableLine = lazily(`(?m)^\s*\[`)
	reDelay     = lazily(`(?m)^\s*delay\s*=`)
)

// check returns the first key that cannot work and why.
func (s Source) check() (key string, problem error) {
	if strings.TrimSpace(s.Name) == "" {
		return "name", errors.New("missing: every source needs one")
	}
	if s.Feed == "" && s.List == nil && s.Sitemap == "" {
		return "feed", errors.New("missing: a source needs a feed, a sitemap or a [source.list]")
	}
	for _, u := range []struct{ key, value string }{{"home", s.Home}, {"feed", s.Feed}, {"sitemap", s.Sitemap}} {
		if u.value != "" {
			if _, err := webURL(u.value); err != nil {
				return u.key, err
			}
		}
	}
	selectors := []struct{ key, value string }{
		{"select.title", s.Select.Title}, {"select.body", s.Select.Body}, {"select.date", s.Select.Date},
	}
	if s.List != nil {
		if _, err := webURL(s.List.URL); err != nil {
			return "list.url", err
		}
		if s.List.Item == "" {
			return "list.item", errors.New("missing: the CSS selector of one entry")
		}
		selectors = append(selectors, []struct{ key, value string }{
			{"list.item", s.List.Item}, {"list.link", s.List.Link}, {"list.date", s.List.Date},
			{"list.next", s.List.Next},
		}...)
		if s.List.Pages < 0 || s.List.Pages > maxListings {
			return "list.pages", fmt.Errorf("%d is not between 0 and %d", s.List.Pages, maxListings)
		}
	}
	for _, sel := range selectors {
		if sel.value != "" {
			if _, err := cascadia.ParseGroup(sel.value); err != nil {
				return sel.key, fmt.Errorf("%q is no CSS selector: %w", sel.value, err)
			}
		}
	}
	if s.Charset != "" {
		if enc, _ := lookup(s.Charset); enc == nil {
			return "charset", fmt.Errorf("%q is no encoding of Japanese: write it as \"shift_jis\", \"euc-jp\", \"iso-2022-jp\" or \"utf-8\"", s.Charset)
		}
	}
	for _, p := range []struct {
		key    string
		values []string
	}{{"include", s.Include}, {"exclude", s.Exclude}} {
		for _, v := range p.values {
			if _, err := regexp.Compile(v); err != nil {
				return p.key, fmt.Errorf("%q is no pattern: %w", v, err)
			}
		}
	}
	return "", nil
}

// explain turns the decoder's error into file, line, key and what is allowed.
func explain(file string, err error) error {
	var strict *toml.StrictMissingError
	if errors.As(err, &strict) && len(strict.Errors) > 0 {
		first := strict.Errors[0]
		row, _ := first.Position()
		key := first.Key()
		where := "a file"
		if len(key) > 1 {
			where = "[" + strings.Join(key[:len(key)-1], ".") + "]"
		}
		return fmt.Errorf("crawler: config %s:%d: %s: unknown key; allowed in %s: %s",
			file, row, strings.Join(key, "."), where, strings.Join(allowedKeys(key), ", "))
	}
	var decode *toml.DecodeError
	if errors.As(err, &decode) {
		row, _ := decode.Position()
		key := strings.Join(decode.Key(), ".")
		if key != "" {
			key += ": "
		}
		if m := wrongType().FindStringSubmatch(err.Error()); m != nil {
			allowed, ok := typeWords[m[2]]
			if !ok {
				allowed = m[2]
			}
			return fmt.Errorf("crawler: config %s:%d: %sis of type %s; allowed: %s", file, row, key, m[1], allowed)
		}
		return fmt.Errorf("crawler: config %s:%d: %s%w", file, row, key, err)
	}
	return fmt.Errorf("crawler: config %s: %w", file, err)
}

// wrongType is how the decoder tells a value of another type, in terms of Go.
var wrongType = lazily(`cannot decode TOML (\w+) into .* of type (\S+)$`)

// typeWords say what a value of a type of Config looks like in the file.
var typeWords = map[string]string{
	"string":   `a text in quotes, "…"`,
	"[]string": `a list of texts, ["…", "…"]`,
	"bool":     "true or false",
	"int":      "a whole number",
}

// allowedKeys lists the keys of the table in which the unknown key stands.
func allowedKeys(key []string) []string {
	t := reflect.TypeFor[Config]()
	for _, part := range key[:len(key)-1] {
		for i := range t.NumField() {
			if f := t.Field(i); f.Tag.Get("toml") == part {
				t = f.Type
				break
			}
		}
		for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
			t = t.Elem()
		}
	}
	var keys []string
	for i := range t.NumField() {
		keys = append(keys, t.Field(i).Tag.Get("toml"))
	}
	slices.Sort(keys)
	return keys
}

// lineOf finds the line of a key of the nth source, or of its [[source]] where the key is absent.
// It reads lines rather than TOML: the decoder gives no positions for values it accepted.
func lineOf(data []byte, source int, key string) int {
	last := key[strings.LastIndexByte(key, '.')+1:]
	reKey := regexp.MustCompile(`^\s*` + last + `\s*=`)
	table, _, dotted := strings.Cut(key, ".")
	at, n, here := 0, -1, ""
	for i, line := range strings.Split(string(data), "\n") {
		if reTableLine().MatchString(line) {
			here = strings.Trim(strings.TrimSpace(line), "[] ")
			if here == "source" {
				n++
			}
			if n == source && (here == "source" || dotted && here == "source."+table) {
				at = i + 1
			}
		}
		want := "source"
		if dotted {
			want = "source." + table
		}
		if n == source && here == want && reKey.MatchString(line) {
			return i + 1
		}
	}
	return at
}
