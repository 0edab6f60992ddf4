package crawler

import (
	"context"
	"errors"
)

// Run crawls.
func Run(ctx context.Context, opts Options) (Summary, error) { return Summary{}, errors.New("not yet") }
