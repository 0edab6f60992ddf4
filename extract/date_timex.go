package extract

import "fmt"

// timex is the TIMEX3 value of a date before anything is filled in: 2021-07-18, XXXX-07-18,
// 2021-07-XX, FY2021, 2021-SU, P1D for 翌日. The sides of an interval are joined by "/".
func timex(e dateExpr) string {
	if e.interval {
		return e.from.timex() + "/" + e.to.timex()
	}
	return e.from.timex()
}

func (p datePoint) timex() string {
	year := "XXXX"
	switch {
	case p.short:
		year = fmt.Sprintf("XX%02d", p.year)
	case p.year != 0:
		year = fmt.Sprintf("%04d", p.year)
	}
	written := p.year != 0 || p.month != 0 || p.day != 0
	switch {
	case p.fiscal && (written || p.anchor.from == noAnchor):
		year = "FY" + year
		if p.part == 0 {
			return year
		}
		return year + "-" + p.part.timex()
	case p.part == lastMonth: // of the fiscal year, which is the next one of the calendar
		if p.year != 0 && !p.short {
			year = fmt.Sprintf("%04d", p.year+1)
		}
		return year + "-03-XX"
	case p.part != 0:
		return year + "-" + p.part.timex()
	case !written:
		return fmt.Sprintf("P%d%s", max(p.anchor.shift, -p.anchor.shift), p.anchor.unit.timex())
	}
	return year + "-" + twoOrXX(p.month) + "-" + twoOrXX(p.day)
}

func twoOrXX(n int) string {
	if n == 0 {
		return "XX"
	}
	return fmt.Sprintf("%02d", n)
}

func (p yearPart) timex() string {
	return []string{"", "SP", "SU", "FA", "WI", "H1", "H2", "Q1", "Q2", "Q3", "Q4"}[p]
}

func (u dateUnit) timex() string {
	return []string{"D", "W", "M", "Y", "Y"}[u]
}
