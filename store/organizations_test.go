package store

import (
	"testing"

	"github.com/kawaraban/kawaraban/extract"
)

// parted asks for what is kept of an organisation's name, in one line.
const parted = `SELECT concat_ws('|', canonical, legal_form, form_position, kind, prefecture) FROM organizations WHERE name = ?`

func TestOrganizationsAreParted(t *testing.T) {
	s := open(t)
	save(t, s, article("https://news.example/1"), reading(), "1")
	if got, want := one(t, s, parted, "株式会社あけぼの商会"), "あけぼの商会|株式会社|before|company"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	// What newer rules read in a name replaces what older ones did; the number stays.
	if _, err := s.db.Exec(`UPDATE organizations SET kind = 'other', corporate_number = '1234567890123'`); err != nil {
		t.Fatal(err)
	}
	save(t, s, article("https://news.example/2"), reading(), "1")
	if got := one(t, s, `SELECT kind || corporate_number FROM organizations WHERE name = '株式会社あけぼの商会'`); got != "company1234567890123" {
		t.Error(got)
	}
}

func TestOrganizationNames(t *testing.T) {
	s := open(t)
	r := extract.Reading{Incidents: []extract.Incident{{Organizations: []extract.Organization{
		{Name: "株式会社あけぼの商会", Role: "breached", Also: []string{"㈱あけぼの", "AKEBONO"}},
	}}}}
	save(t, s, article("https://news.example/1"), r, "1")
	const who = `SELECT group_concat(DISTINCT organization_id || origin) FROM v_organization_names WHERE canonical = ?`
	for canonical, want := range map[string]string{"あけぼの商会": "1own", "あけぼの": "1article", "akebono": "1article", "あけ": "NULL"} {
		if got := one(t, s, who, canonical); got != want {
			t.Errorf("%s: %s, want %s", canonical, got, want)
		}
	}
	// A name that newer rules no longer give is none any more.
	r.Incidents[0].Organizations[0].Also = nil
	save(t, s, article("https://news.example/1"), r, "2")
	if got := one(t, s, who, "akebono"); got != "NULL" {
		t.Errorf("of an older reading: %s", got)
	}
}

// TestMigrationPartsNames opens a file as it was before names were taken apart.
func TestMigrationPartsNames(t *testing.T) {
	path := oldDatabase(t, 2)
	old, err := connect(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := old.db.Exec(`
		INSERT INTO organizations VALUES (99, '大阪府高槻市役所');
		INSERT INTO incident_organizations VALUES (1, 9, 99, '大阪府高槻市役所', 'breached', 0, NULL, NULL);
		INSERT INTO incident_organization_names VALUES (1, 9, 0, '㈱高槻');`); err != nil {
		t.Fatal(err)
	}
	old.Close()
	s := openAt(t, path)
	if got, want := one(t, s, parted, "大阪府高槻市役所"), "高槻市|municipality|大阪府"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := one(t, s, `SELECT canonical FROM incident_organization_names WHERE position = 9`); got != "高槻" {
		t.Errorf("alias %s", got)
	}
}
