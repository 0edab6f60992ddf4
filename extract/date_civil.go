package extract

import (
	"fmt"
	"time"
)

// A civil is a date known to the year, the month (day 0) or the day.
type civil struct{ y, m, d int }

// parseCivil reads YYYY-MM-DD; the zero civil is no date.
func parseCivil(iso string) civil {
	t, err := time.Parse(time.DateOnly, iso)
	if err != nil {
		return civil{}
	}
	return civil{t.Year(), int(t.Month()), t.Day()}
}

func (c civil) String() string {
	switch {
	case c.y == 0:
		return ""
	case c.m == 0:
		return fmt.Sprintf("%04d", c.y)
	case c.d == 0:
		return fmt.Sprintf("%04d-%02d", c.y, c.m)
	}
	return fmt.Sprintf("%04d-%02d-%02d", c.y, c.m, c.d)
}

func (c civil) known() bool { return c.y != 0 }

// valid tells whether the calendar has the date.
func (c civil) valid() bool {
	return 0 < c.y && c.y < 10000 && 0 <= c.m && c.m <= 12 && (c.d == 0 || c.m > 0 && validDay(c.y, c.m, c.d))
}

// time is the middle of a month or year whose day is not known, so that distances
// between dates of different precision are fair.
func (c civil) time() time.Time {
	m, d := c.m, c.d
	if m == 0 {
		m = 7
	}
	if d == 0 {
		d = 15
	}
	return time.Date(c.y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
}

// daysTo counts from c to o; negative where o is earlier.
func (c civil) daysTo(o civil) int { return int(o.time().Sub(c.time()).Hours() / 24) }

func (c civil) addDays(n int) civil {
	t := c.time().AddDate(0, 0, n)
	return civil{t.Year(), int(t.Month()), t.Day()}
}

// addMonths moves the month and drops the day.
func (c civil) addMonths(n int) civil {
	t := time.Date(c.y, time.Month(c.m+n), 1, 0, 0, 0, 0, time.UTC)
	return civil{y: t.Year(), m: int(t.Month())}
}

// after compares at the precision that both have.
func (c civil) after(o civil) bool {
	if c.y != o.y || c.m == 0 || o.m == 0 {
		return c.y > o.y
	}
	if c.m != o.m || c.d == 0 || o.d == 0 {
		return c.m > o.m
	}
	return c.d > o.d
}

// weekday is 1 for Monday … 7 for Sunday.
func (c civil) weekday() int { return (int(c.time().Weekday())+6)%7 + 1 }

// fiscalYear is the year whose April begins the fiscal year of c.
func (c civil) fiscalYear() int {
	if c.m != 0 && c.m < 4 {
		return c.y - 1
	}
	return c.y
}
