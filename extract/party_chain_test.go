package extract

import (
	"slices"
	"strings"
	"testing"
)

// TestChainsOfWork reads who gave work to whom; the depth of each in the chain is told
// behind its name.
func TestChainsOfWork(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
	}{
		{"霧丘市は採点をミナヅル社に任せ、ミナヅル社は答案の束をキリオカ社に流していた。", []string{"霧丘市 client", "ミナヅル社 works client", "キリオカ社 works 2"}},
		{"霧丘市は採点をミナヅル社に任せた。同社から仕事を受けたキリオカ社が失くした。", []string{"霧丘市 client", "ミナヅル社 works client", "キリオカ社 works 2"}},
		{"霧丘市が採点を任せたミナヅル社の下請けのキリオカ社が失くした。", []string{"霧丘市 client", "ミナヅル社 works client", "キリオカ社 works 2"}},
		{"霧丘市は、名簿をミナヅル社に見せた。", []string{"霧丘市", "ミナヅル社"}},
	} {
		d := newDocument("名簿の紛失\n\n" + c.text)
		var parties []*party
		for _, name := range []string{"霧丘市", "ミナヅル社", "キリオカ社"} {
			p := &party{core: name}
			for at := 0; ; {
				i := strings.Index(d.s[at:], name)
				if i < 0 {
					break
				}
				m := orgMention{start: at + i, end: at + i + len(name), context: at + i + len(name)}
				p.mentions = append(p.mentions, m)
				before := lastRunes(d.s[:m.start], 30)
				p.contractor = p.contractor || entrusted.MatchString(before) || getsWork.MatchString(d.s[m.end:])
				at = m.end
			}
			if len(p.mentions) > 0 {
				parties = append(parties, p)
			}
		}
		d.chainWork(parties)
		var got []string
		for _, p := range parties {
			says := p.core
			if p.contractor {
				says += " works"
			}
			if p.level == 2 {
				says += " 2"
			}
			if p.client {
				says += " client"
			}
			got = append(got, says)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%q: %q, want %q", c.text, got, c.want)
		}
	}
}
