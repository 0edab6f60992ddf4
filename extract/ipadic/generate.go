//go:build ignore

// Generate writes ipadic.bin from the dictionary in kagome's module.
package main

import (
	"log"
	"os"

	"github.com/ikawaha/kagome-dict/ipa"

	"github.com/kawaraban/kawaraban/extract/ipadic"
)

func main() {
	f, err := os.Create("ipadic.bin")
	if err != nil {
		log.Fatal(err)
	}
	if err := ipadic.Write(f, ipa.Dict()); err != nil {
		log.Fatal(err)
	}
	if err := f.Close(); err != nil {
		log.Fatal(err)
	}
}
