package crawler

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// accepted is the Accept-Encoding of every request; unpack undoes these.
const accepted = "gzip, br, zstd"

// read takes the body off the wire and decompresses it, at most maxBytes of either.
func (t *transport) read(res *http.Response) ([]byte, error) {
	if kind := unwanted(res.Header.Get("Content-Type")); kind != "" && res.StatusCode == http.StatusOK {
		return nil, fmt.Errorf("%w: it is %s", ErrBinary, kind)
	}
	tooLarge := fmt.Errorf("%w: more than %d bytes", errTooLarge, t.maxBytes)
	if res.ContentLength > t.maxBytes {
		return nil, tooLarge
	}
	wire, err := io.ReadAll(io.LimitReader(res.Body, t.maxBytes+1))
	if err != nil {
		return nil, fmt.Errorf("read body: %w", err)
	}
	if int64(len(wire)) > t.maxBytes {
		return nil, tooLarge
	}
	if len(wire) == 0 {
		return wire, nil
	}
	enc := strings.ToLower(strings.TrimSpace(res.Header.Get("Content-Encoding")))
	body, err := unpack(enc, wire, t.maxBytes)
	switch {
	case err != nil:
		return nil, &encodingError{enc, err}
	case int64(len(body)) > t.maxBytes:
		return nil, tooLarge
	}
	return body, nil
}

// An encodingError is an answer whose Content-Encoding cannot be undone.
type encodingError struct {
	enc string
	err error
}

func (e *encodingError) Error() string { return fmt.Sprintf("read %s body: %v", e.enc, e.err) }
func (e *encodingError) Unwrap() error { return e.err }

// unpack undoes a Content-Encoding. It returns at most limit+1 bytes.
func unpack(enc string, wire []byte, limit int64) ([]byte, error) {
	var r io.Reader = bytes.NewReader(wire)
	switch enc {
	case "", "identity":
	case "gzip", "x-gzip":
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		r = z
	case "br":
		r = brotli.NewReader(r)
	case "zstd":
		// Windows above 8 MiB are not for the web (RFC 9659).
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return nil, err
		}
		defer z.Close()
		r = z
	default:
		return nil, fmt.Errorf("this encoding was not asked for")
	}
	return io.ReadAll(io.LimitReader(r, limit+1))
}

// unwanted names a content type that holds no text for sure, so that it is not downloaded.
func unwanted(contentType string) string {
	kind, _, err := mime.ParseMediaType(contentType)
	if err != nil {
		return ""
	}
	switch major, _, _ := strings.Cut(kind, "/"); major {
	case "image", "audio", "video", "font":
		if kind != "image/svg+xml" {
			return kind
		}
	}
	switch kind {
	case "application/zip", "application/x-zip-compressed", "application/vnd.ms-excel", "application/msword",
		"application/vnd.ms-powerpoint", "application/x-msdownload", "application/x-tar", "application/x-7z-compressed",
		"application/wasm":
		return kind
	}
	if strings.HasPrefix(kind, "application/vnd.openxmlformats-") {
		return kind
	}
	return ""
}
