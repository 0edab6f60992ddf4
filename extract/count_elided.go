package extract

import (
	"strings"
	"unicode/utf8"
)

// longestElided is the longest bracket, in bytes, that is read for numbers without a counter.
const longestElided = 160

// readElided adds the numbers without a counter that break down the i-th count, in the bracket
// behind it: 約7万2千件(会員 約6万5千、従業員 約7千). They must add up to it. It returns the byte
// behind what it read.
func (r *countReader) readElided(i int) int {
	whole := r.found[i]
	open := len(r.s) - len(strings.TrimLeft(r.s[whole.end:], " "))
	if open-whole.end > 1 || !strings.HasPrefix(r.s[open:], "(") {
		return whole.end
	}
	size := strings.IndexAny(r.s[open:min(len(r.s), open+longestElided)], ")\n")
	if size < 0 || r.s[open+size] != ')' {
		return whole.end
	}
	var parts []countExpr
	var sum int64
	for from, end := open+1, open+size; from < end; {
		to := end
		if n := strings.IndexAny(r.s[from:end], "、/・;"); n >= 0 {
			to = from + n
		}
		e, ok := r.elided(from, to, &whole)
		if !ok {
			return whole.end
		}
		parts = append(parts, e)
		sum += e.value
		_, separator := utf8.DecodeRuneInString(r.s[to:])
		from = to + separator
	}
	slack := int64(0)
	if whole.qualifier != "exact" {
		slack = whole.value / addendsSlack
	}
	if len(parts) < 2 || sum-whole.value > slack || whole.value-sum > slack {
		return whole.end
	}
	r.found = append(r.found, parts...)
	return open + size
}

// elided reads the last word of s[i:j], a label and a number, as one of the parts of whole.
func (r *countReader) elided(i, j int, whole *countExpr) (countExpr, bool) {
	for k := i; k < j; k++ {
		if !isNumeralStart(r.s, k) {
			continue
		}
		n, next, ok := readNumeral(r.s, k)
		if next > j || !ok || strings.TrimSpace(r.s[next:j]) != "" {
			k = max(next, k+1) - 1
			continue
		}
		e := countExpr{number: k, end: next, value: n.value, counter: whole.counter, unit: whole.unit, unsure: whole.unsure, tie: tiePart, rule: "count/elided"}
		if n.several {
			e.qualifier = "several"
		}
		r.readLeading(&e)
		if e.qualifier == "" {
			e.qualifier = "exact"
		}
		return e, strings.TrimSpace(r.s[i:max(i, e.start)]) != ""
	}
	return countExpr{}, false
}
