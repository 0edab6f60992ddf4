package main

import (
	"slices"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// filterFlags are the flags that choose cases.
func filterFlags(fs *pflag.FlagSet, f *store.Filter) {
	fs.StringVar(&f.Since, "since", "", "announced, else published, on this `day` or later")
	fs.StringVar(&f.Until, "until", "", "announced, else published, on this `day` or earlier")
	fs.StringVar(&f.Organization, "org", "", "with this `text` in the name of an organisation")
	fs.StringVar(&f.Cause, "cause", "", "with this cause: a `code`, such as ransomware")
	fs.StringVar(&f.Category, "category", "", "in which this kind of data was exposed: a `code`, such as medical_record")
	fs.Int64Var(&f.MinCount, "min-count", 0, "of at least `n` persons or records")
	fs.StringVar(&f.Confidence, "confidence", "", "of at least this `level`: high, medium or low")
}

// checkFilter refuses values that no case can have.
func checkFilter(f store.Filter) error {
	for flag, day := range map[string]string{"--since": f.Since, "--until": f.Until} {
		if _, err := time.Parse(time.DateOnly, day); day != "" && err != nil {
			return usage("", "%s %q is no day: YYYY-MM-DD is expected", flag, day)
		}
	}
	code := func(c extract.Code) string { return c.Code }
	for _, v := range []struct {
		flag, value string
		known       []string
	}{
		{"--cause", f.Cause, each(extract.Causes, code)},
		{"--category", f.Category, each(extract.Categories, code)},
		{"--confidence", f.Confidence, store.Confidences},
	} {
		if v.value != "" && !slices.Contains(v.known, v.value) {
			return usage("", "%s %q is none of %s", v.flag, v.value, strings.Join(v.known, ", "))
		}
	}
	if f.MinCount < 0 {
		return usage("", "--min-count %d is less than 0", f.MinCount)
	}
	return nil
}
