package extract

import "testing"

func TestApartTowns(t *testing.T) {
	d := newDocument("対象は葦原市・霧丘町の住民、葦原市・みずほ銀行の職員。")
	for _, c := range []struct {
		name string
		want int
	}{{"葦原市・霧丘町", 2}, {"葦原市・みずほ銀行", 1}} {
		i := indexOf(t, d, c.name)
		if got := d.apartTowns(nameSpan{i, i + len(c.name)}); len(got) != c.want || got[len(got)-1].end != i+len(c.name) {
			t.Errorf("%q is %v", c.name, got)
		}
	}
}
