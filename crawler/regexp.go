package crawler

import (
	"regexp"
	"sync"
)

// lazily compiles a regular expression when it is first asked for: most runs of the
// program crawl nothing, and all of them together take 4 ms. A wrong one panics then.
func lazily(expr string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}
