package crawler

import "errors"

// Decode turns bytes into UTF-8 text.
func Decode(body []byte, contentType string) (text, charset string, err error) {
	return "", "", errors.New("not yet")
}
