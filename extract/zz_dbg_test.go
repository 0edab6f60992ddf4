package extract

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestZZ(t *testing.T) {
	x := extractor(t)
	for _, p := range strings.Fields(os.Getenv("ZZ")) {
		raw, _ := os.ReadFile(p + ".txt")
		js, _ := os.ReadFile(p + ".json")
		var g struct {
			Published string
			Incidents []json.RawMessage
		}
		json.Unmarshal(js, &g)
		d := newDocument(string(raw))
		m := x.findMentions(d, g.Published)
		tells := d.breachSentences()
		notice := d.isNotice()
		t.Log("==", p, len(g.Incidents), "wording", d.wording, "notice", notice)
		for _, b := range d.segment(m, tells) {
			told := d.toldIn(&b, tells)
			inc, ok := d.incident(&b, m, told, notice, g.Published)
			s := d.sentences[b.parts[0]]
			var names []string
			for _, o := range inc.Organizations {
				names = append(names, o.Name)
			}
			t.Log("  ", b.parts[0], b.parts[len(b.parts)-1], "headed", b.headed, "topic", b.topic, ok, names, firstRunes(d.s[s.start:s.end], 30))
		}
	}
}
