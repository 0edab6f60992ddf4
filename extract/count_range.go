package extract

import "strings"

// An upperEnd is the second number of a range with what follows it.
type upperEnd struct {
	measured
	low, high int64
}

// upperEnd reads the rest of a range whose first numeral n is s[i:next], with its own
// counter m or without: 300~500件, 300件から500件, 1~2万件, 2、3人.
func (r *countReader) upperEnd(i int, n numeral, next int, m measured, counted bool) (u upperEnd, ok bool) {
	p := next
	if counted {
		p = m.end
	}
	p, sign := rangeSign(r.s, p)
	if sign == "" || sign == "-" && (counted || next-i > 9) {
		return u, false
	}
	if v, found := leadingAt(r.s, p); found && v.code == "about" {
		u.qualifier = "about"
		p += len(v.word)
	}
	if p >= len(r.s) || !isNumeralStart(r.s, p) {
		return u, false
	}
	n2, end, readable := readNumeral(r.s, p)
	if !readable {
		return u, false
	}
	m2, found := r.measure(p, end)
	if !found || counted && m2.unit != m.unit {
		return u, false
	}
	if sign == "から" && counted && beginsWith(r.s[m2.end:], "に へ と増 と減") {
		return u, false // 529万件から596万件に: a count that was corrected
	}
	u.low, u.high = n.value, n2.value
	if n.scale == 1 && n2.scale > 1 && n.value < n2.head {
		u.low *= n2.scale // 1~2万
	}
	if sign == "、" { // 2、3人, but not 2、30人
		if next-i > len("一") || n.value < 1 || n.value > 8 || n2.value != n.value+1 {
			return u, false
		}
		m2.qualifier = stronger(m2.qualifier, "about")
	}
	m2.qualifier = stronger(m2.qualifier, u.qualifier)
	if n2.several {
		m2.qualifier = stronger(m2.qualifier, "several")
	}
	u.measured = m2
	return u, u.low < u.high
}

// rangeSign reads what joins the two ends of a range at p, and returns the byte after it.
func rangeSign(s string, p int) (next int, sign string) {
	q := p
	for q < len(s) && s[q] == ' ' && q < p+2 {
		q++
	}
	for _, sign := range [...]string{"~", "から", "-", "–", "—", "―", "ないし", "乃至", ",", "、"} {
		if !strings.HasPrefix(s[q:], sign) {
			continue
		}
		next = q + len(sign)
		for next < len(s) && s[next] == ' ' && next < q+len(sign)+2 {
			next++
		}
		switch sign {
		case "–", "—", "―":
			sign = "~"
		case ",":
			sign = "、"
		}
		return next, sign
	}
	return p, ""
}
