package store

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"strings"
	"time"
	"unicode/utf8"
)

// clean makes any text fit for the database, code point for code point, so that offsets
// hold: NUL, at which SQL functions and many readers stop, and bytes that are not UTF-8
// become U+FFFD.
func clean(s string) string {
	if utf8.ValidString(s) && !strings.Contains(s, "\x00") {
		return s
	}
	return strings.ReplaceAll(string([]rune(s)), "\x00", "\uFFFD")
}

// null is s, cleaned, or NULL for "", which is how the nouns say unknown.
func null(s string) any {
	if s == "" {
		return nil
	}
	return clean(s)
}

// nullInt is n or NULL for 0.
func nullInt(n int) any {
	if n == 0 {
		return nil
	}
	return n
}

// stamp is the one form in which times are stored; the zero time is now.
func stamp(t time.Time) string {
	if t.IsZero() {
		t = time.Now()
	}
	return t.UTC().Format(time.RFC3339)
}

// hash is the SHA-256 of the parts, hexadecimal. A NUL between them keeps "a","b" apart
// from "ab",""; cleaned parts hold none.
func hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		io.WriteString(h, clean(p)+"\x00")
	}
	return hex.EncodeToString(h.Sum(nil))
}

// jsonList is a list for json_each: one argument, however many there are.
func jsonList[T int64 | string](list []T) string {
	if list == nil {
		list = []T{}
	}
	b, err := json.Marshal(list)
	if err != nil {
		panic(err) // integers and texts are always fit
	}
	return string(b)
}
