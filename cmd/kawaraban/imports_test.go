package main

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/kawaraban/kawaraban/"

// mayImport says which of our packages each of ours may import. Tests may also import
// fixtures.
var mayImport = map[string][]string{
	"crawler":         {},
	"extract":         {"extract/ipadic", "extract/pattern"},
	"extract/ipadic":  {"extract/ipadic"}, // its generator
	"extract/pattern": {},
	"extract/score":   {"extract"},
	"store":           {"extract", "store/cases"},
	"store/cases":     {"extract"},
	"store/export":    {"extract", "store"},
	"fixtures":        {},
	"fixtures/site":   {},
	"cmd/kawaraban": {"crawler", "extract", "extract/score", "store", "store/export",
		"cmd/kawaraban/answer", "cmd/kawaraban/health", "cmd/kawaraban/web", "cmd/kawaraban/wording"},
	"cmd/kawaraban/answer":  {"crawler", "extract", "cmd/kawaraban/wording"},
	"cmd/kawaraban/health":  {"crawler", "store"},
	"cmd/kawaraban/web":     {"extract", "store", "store/export", "cmd/kawaraban/answer", "cmd/kawaraban/health", "cmd/kawaraban/wording"},
	"cmd/kawaraban/wording": {"extract", "store"},
}

// demoImports is what only the demo may import, besides tests.
var demoImports = []string{"fixtures", "fixtures/site"}

// ownedBy says which package alone, with those below it, may import a library; the rest
// of the program does not know that it is there.
var ownedBy = map[string]string{
	"github.com/gocolly/colly":       "crawler",
	"github.com/PuerkitoBio/goquery": "crawler",
	"github.com/mmcdole/gofeed":      "crawler",
	"codeberg.org/readeck":           "crawler",
	"github.com/saintfish/chardet":   "crawler",
	"code.dny.dev/ssrf":              "crawler",
	"github.com/pelletier/go-toml":   "crawler",
	"github.com/ikawaha":             "extract",
	"modernc.org":                    "store",
	"database/sql":                   "store",
	"github.com/xuri/excelize":       "store/export",
	"github.com/parquet-go":          "store/export",
	"github.com/spf13/cobra":         "cmd/kawaraban",
	"github.com/jedib0t/go-pretty":   "cmd/kawaraban",
}

func TestImports(t *testing.T) {
	seen := map[string]bool{}
	err := filepath.WalkDir("../..", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && d.Name() != ".." || d.Name() == "testdata") && file != "../.." {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel("../..", file)
		if err != nil {
			return err
		}
		pkg := path.Dir(filepath.ToSlash(rel))
		seen[pkg] = true
		if _, ok := mayImport[pkg]; !ok {
			t.Errorf("%s: package %s is not in the table of imports", rel, pkg)
		}
		for _, spec := range f.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if why := forbidden(pkg, path.Base(rel), imported); why != "" {
				t.Errorf("%s imports %s: %s", rel, imported, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for pkg := range mayImport {
		if !seen[pkg] {
			t.Errorf("the table of imports has %s, which is not there", pkg)
		}
	}
}

// forbidden says why file of package pkg must not import a package, "" if it may.
func forbidden(pkg, file, imported string) string {
	test := strings.HasSuffix(file, "_test.go")
	if ours, ok := strings.CutPrefix(imported, module); ok {
		fixture := slices.Contains(demoImports, ours)
		switch {
		case ours == pkg && test, slices.Contains(mayImport[pkg], ours):
			return ""
		case fixture && (test || pkg == "cmd/kawaraban" && file == "demo.go"):
			return ""
		case fixture:
			return "fixtures are for tests and the demo"
		case (pkg == "fixtures" || pkg == "extract" && ours == "extract/score") && test:
			return "" // their tests score the extractor
		}
		return "it may import only " + strings.Join(mayImport[pkg], ", ")
	}
	for lib, owner := range ownedBy {
		if (imported == lib || strings.HasPrefix(imported, lib+"/")) && pkg != owner && !strings.HasPrefix(pkg, owner+"/") && !test {
			return "only " + owner + " may"
		}
	}
	return ""
}

// TestForbidden proves that the table can fail.
func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		pkg, file, imported string
		allowed             bool
	}{
		{"crawler", "run.go", module + "extract", false},
		{"store", "store.go", module + "extract", true},
		{"store", "store.go", module + "crawler", false},
		{"extract", "token.go", "github.com/ikawaha/kagome/v2/tokenizer", true},
		{"store", "store.go", "github.com/ikawaha/kagome/v2/tokenizer", false},
		{"cmd/kawaraban", "demo.go", module + "fixtures/site", true},
		{"cmd/kawaraban", "crawl.go", module + "fixtures/site", false},
		{"cmd/kawaraban", "search.go", "database/sql", false},
		{"crawler", "run.go", "net/http", true},
	} {
		if got := forbidden(c.pkg, c.file, c.imported) == ""; got != c.allowed {
			t.Errorf("%s/%s importing %s: allowed %v, want %v", c.pkg, c.file, c.imported, got, c.allowed)
		}
	}
}
