package crawler

import "errors"

// Parse reads a page.
func Parse(page Page, src *Source) (Article, error) { return Article{}, errors.New("not yet") }

// ReadHTML reads HTML that did not come through Run, as a file or a paste.
func ReadHTML(body []byte, contentType, url string) (Article, error) {
	return Article{}, errors.New("not yet")
}

// IsHTML reports whether body looks like HTML.
func IsHTML(body []byte) bool { return false }
