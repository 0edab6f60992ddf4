package extract

import (
	"slices"
	"testing"
)

func TestCauseCues(t *testing.T) {
	for _, c := range causeCues {
		for _, told := range c.tellings {
			if !gate(told.find).match(told.hit) {
				t.Errorf("%s: %s is silent on %q", c.code, told.find, told.hit)
			}
			if _, _, ok := c.span(told.hit); !ok {
				t.Errorf("%s: silent on %q", c.code, told.hit)
			}
		}
		if start, end, ok := c.span(c.miss); ok {
			t.Errorf("%s: finds %q in %q", c.code, c.miss[start:end], c.miss)
		}
		if !slices.ContainsFunc(Causes, func(k Code) bool { return k.Code == c.code }) {
			t.Errorf("%s is no code", c.code)
		}
	}
}

func TestChainCues(t *testing.T) {
	for _, c := range chainCues {
		if !c.re.match(c.hit) {
			t.Errorf("silent on %q", c.hit)
		}
		if c.re.match(c.miss) {
			t.Errorf("finds %q in %q", c.re.re.FindString(c.miss), c.miss)
		}
	}
}

func TestExposureSigns(t *testing.T) {
	for _, r := range exposureSigns {
		if !r.find.match(r.hit) {
			t.Errorf("sign %d: silent on %q", r.sign, r.hit)
		}
		if r.find.match(r.miss) && (r.unless == nil || !r.unless.match(r.miss)) {
			t.Errorf("sign %d: finds %q in %q", r.sign, r.find.re.FindString(r.miss), r.miss)
		}
	}
}

func TestServiceContexts(t *testing.T) {
	for _, c := range serviceContexts {
		if len(namedServices(c.hit)) == 0 {
			t.Errorf("silent on %q", c.hit)
		}
		if got := namedServices(c.miss); len(got) > 0 {
			t.Errorf("finds %q in %q", c.miss[got[0][0]:got[0][1]], c.miss)
		}
	}
}
