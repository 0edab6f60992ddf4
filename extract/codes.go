package extract

import (
	_ "embed"
	"strings"
)

// A Code is one entry of a closed list: a data category or a cause.
type Code struct {
	Code    string
	LabelJA string
	LabelEN string
	// Group is the family of a category (identity, contact, …); "" for causes.
	Group string
	// Sensitive is "yes" (要配慮個人情報 and the Individual Number), "financial" or "no";
	// "" for causes.
	Sensitive string
	// Surfaces are the ways Japanese texts write it.
	Surfaces []string
}

//go:embed lexicon/categories.tsv
var categoriesTSV string

//go:embed lexicon/causes.tsv
var causesTSV string

// Categories are the kinds of personal data, in the order in which they are shown.
var Categories = readCodes(categoriesTSV)

// Causes are the causes of incidents, in the order in which they are shown.
var Causes = readCodes(causesTSV)

// CategoryLabel is the label of a category in Japanese, or the code itself if unknown.
func CategoryLabel(code string) string { return label(Categories, code) }

// CauseLabel is the label of a cause in Japanese, or the code itself if unknown.
func CauseLabel(code string) string { return label(Causes, code) }

func label(codes []Code, code string) string {
	for _, c := range codes {
		if c.Code == code {
			return c.LabelJA
		}
	}
	return code
}

// readCodes reads "code, label_ja, label_en, group, sensitive, surface|surface…" lines;
// lines starting with # are comments.
func readCodes(tsv string) []Code {
	var codes []Code
	for line := range strings.Lines(tsv) {
		line = strings.TrimRight(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, "\t")
		codes = append(codes, Code{f[0], f[1], f[2], f[3], f[4], strings.Split(f[5], "|")})
	}
	return codes
}
