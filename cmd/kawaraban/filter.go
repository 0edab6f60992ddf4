package main

import (
	"github.com/spf13/pflag"

	"github.com/kawaraban/kawaraban/store"
)

// filterFlags are the flags that choose cases.
func filterFlags(fs *pflag.FlagSet, f *store.Filter) {
	fs.StringVar(&f.Since, "since", "", "announced, else published, on this `day` or later")
	fs.StringVar(&f.Until, "until", "", "announced, else published, on this `day` or earlier")
	fs.StringVar(&f.Organization, "org", "", "with this `text` in the name of an organisation")
	fs.StringVar(&f.Kind, "kind", "", "of an organisation of this kind: a `code`, such as university")
	fs.StringVar(&f.Cause, "cause", "", "with this cause: a `code`, such as ransomware")
	fs.StringVar(&f.Category, "category", "", "in which this kind of data was exposed: a `code`, such as medical_record")
	fs.Int64Var(&f.MinCount, "min-count", 0, "of at least `n` persons or records")
	fs.StringVar(&f.Exposure, "exposure", "", "of which this `exposure` is told: confirmed, possible, not_confirmed or unknown")
	fs.StringVar(&f.Words, "words", "", "with all of these `words` in one of its articles")
	fs.StringVar(&f.Confidence, "confidence", "", "of at least this `level`: high, medium or low")
}

// checkFilter refuses values that no case can have.
func checkFilter(f store.Filter) error {
	if err := f.Check(); err != nil {
		return usage("", "--%w", err)
	}
	return nil
}
