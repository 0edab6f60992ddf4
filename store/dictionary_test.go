package store

import (
	"strings"
	"testing"
)

func TestDictionaryIsComplete(t *testing.T) {
	s := open(t)
	used := map[string]bool{}
	entries := 0
	for e, err := range s.Dictionary(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		entries++
		name := e.Object
		if e.Column != "" {
			name += "." + e.Column
		}
		if e.English == "" || e.Japanese == "" {
			t.Errorf("%s: English %q, Japanese %q", name, e.English, e.Japanese)
		}
		used[name], used["*."+e.Column] = true, true
	}
	if want := one(t, s, `SELECT count(*) FROM sqlite_schema o WHERE `+described); entries < 100 || one(t, s, "SELECT count(*) FROM dictionary WHERE column_name IS NULL") != want {
		t.Errorf("%d entries; %s tables and views", entries, want)
	}
	for name, m := range meanings() {
		if !used[name] {
			t.Errorf("dictionary.tsv: nothing is called %s", name)
		}
		if m[0] != "" && schemaComments()[name] != "" {
			t.Errorf("dictionary.tsv: %s is explained in migrations/ too", name)
		}
	}
}

func TestCommentsAreRead(t *testing.T) {
	got := readComments([]migration{{sql: `-- A file
-- of its own.

-- Things that
-- are.
CREATE TABLE things (
  id   INTEGER PRIMARY KEY,  -- never NULL
  name TEXT NOT NULL
) STRICT;
CREATE INDEX things_name ON things(name);

-- All of them.
CREATE VIEW v_things AS
SELECT id, -- not this
  name FROM things;
ALTER TABLE things ADD COLUMN size INTEGER;  -- in metres
`}})
	want := map[string]string{"things": "Things that are.", "things.id": "never NULL", "v_things": "All of them.", "things.size": "in metres"}
	for name, text := range want {
		if got[name] != text {
			t.Errorf("%s is %q, want %q", name, got[name], text)
		}
	}
	if len(got) != len(want) {
		t.Errorf("%v", got)
	}
}

func TestMeaningsHaveThreeFields(t *testing.T) {
	for line := range strings.Lines(dictionaryTSV) {
		if !strings.HasPrefix(line, "#") && strings.Count(line, "\t") != 2 {
			t.Errorf("%q", line)
		}
	}
}
