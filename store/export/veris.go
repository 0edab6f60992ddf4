package export

import (
	"bufio"
	"cmp"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// A verisIncident is an incident of the VERIS community schema 1.4.1, as far as news tell
// one. What they do not tell is Unknown, as the schema asks.
type verisIncident struct {
	Schema           string                 `json:"schema_version"`
	ID               string                 `json:"incident_id"`
	SecurityIncident string                 `json:"security_incident"`
	Confidence       string                 `json:"confidence,omitempty"`
	Reference        string                 `json:"reference,omitempty"`
	Summary          string                 `json:"summary"`
	Timeline         verisTimeline          `json:"timeline"`
	Victim           verisVictim            `json:"victim"`
	Actor            map[string]any         `json:"actor"`
	Action           map[string]verisAction `json:"action"`
	Asset            verisAsset             `json:"asset"`
	Attribute        *verisAttribute        `json:"attribute,omitempty"`
	Discovery        map[string]bool        `json:"discovery_method"`
	Plus             map[string]any         `json:"plus"`
}

type verisTimeline struct {
	Incident  verisDate      `json:"incident"`
	Discovery *verisDuration `json:"discovery,omitempty"`
}

type verisDate struct {
	Year  int `json:"year"`
	Month int `json:"month,omitempty"`
	Day   int `json:"day,omitempty"`
}

type verisDuration struct {
	Unit  string `json:"unit"`
	Value int    `json:"value"`
}

type verisVictim struct {
	ID         string          `json:"victim_id,omitempty"`
	Employees  string          `json:"employee_count"`
	Industry   string          `json:"industry"`
	Government []string        `json:"government"`
	Country    []string        `json:"country"`
	Region     []string        `json:"region"`
	State      string          `json:"state,omitempty"`
	Secondary  *verisSecondary `json:"secondary,omitempty"`
}

type verisSecondary struct {
	Amount int      `json:"amount"`
	IDs    []string `json:"victim_id"`
}

type verisAction struct {
	Variety []string `json:"variety,omitempty"`
	Vector  []string `json:"vector,omitempty"`
	Target  []string `json:"target,omitempty"`
	Notes   string   `json:"notes,omitempty"`
}

type verisAsset struct {
	Assets []verisVariety `json:"assets"`
	Cloud  []string       `json:"cloud"`
}

type verisVariety struct {
	Variety string `json:"variety"`
}

type verisAttribute struct {
	Confidentiality verisConfidentiality `json:"confidentiality"`
	Integrity       *verisAction         `json:"integrity,omitempty"`
	Availability    *verisAction         `json:"availability,omitempty"`
}

type verisConfidentiality struct {
	Disclosure string         `json:"data_disclosure"`
	Total      *int64         `json:"data_total,omitempty"`
	Data       []verisVariety `json:"data,omitempty"`
	Notes      string         `json:"notes,omitempty"`
}

// verisCauses say which action a cause is in VERIS; supply_chain is a path, not an action.
var verisCauses = map[string]struct{ category, variety string }{
	"unauthorized_access": {"hacking", "Unknown"}, "vulnerability_exploit": {"hacking", "Exploit vuln"},
	"credential_stuffing": {"hacking", "Use of stolen creds"}, "dos": {"hacking", "DoS"},
	"ransomware": {"malware", "Ransomware"}, "malware": {"malware", "Unknown"}, "web_skimming": {"malware", "Capture app data"},
	"phishing": {"social", "Phishing"}, "support_scam": {"social", "Pretexting"},
	"misdelivery_email": {"error", "Misdelivery"}, "misdelivery_post": {"error", "Misdelivery"},
	"publishing_error": {"error", "Publishing error"}, "misconfiguration": {"error", "Misconfiguration"},
	"system_bug": {"error", "Malfunction"}, "lost": {"error", "Loss"}, "improper_disposal": {"error", "Disposal error"},
	"stolen": {"physical", "Theft"}, "insider": {"misuse", "Unknown"},
}

// verisData are the groups of extract.Categories as varieties of data.
var verisData = map[string]string{
	"identity": "Personal", "contact": "Personal", "government_id": "Personal", "location": "Personal", "behavioural": "Personal",
	"employment": "Personal", "education": "Personal", "public_service": "Personal", "umbrella": "Personal",
	"payment": "Payment", "financial": "Bank", "credentials": "Credentials", "health": "Medical", "special": "Sensitive Personal",
	"communications": "Other", "technical": "System", "organisation": "Internal",
}

// verisKinds are kinds of organisations as industry (NAICS, two digits) and government.
var verisKinds = map[string]struct{ industry, government string }{
	"municipality": {"92", "Local"}, "prefecture": {"92", "Regional"}, "ministry": {"92", "Federal"},
	"school": {"61", "NA"}, "university": {"61", "NA"}, "hospital": {"62", "NA"}, "finance": {"52", "NA"}, "": {"00", "Unknown"},
}

// eastAsia is Japan's region: the codes 142 and 030 of UN M49.
const eastAsia = "142030"

// VERIS writes the cases as a JSON array of incidents, coded by rules alone: each says in
// plus that its analysis is a first pass, and keeps there what VERIS has no place for.
// Cases of no known year are left out, because VERIS asks for one.
func VERIS(w io.Writer, cases iter.Seq2[*store.ToldCase, error]) error {
	buffered := bufio.NewWriter(w)
	separator := "["
	for c, err := range cases {
		if err != nil {
			return err
		}
		v, ok := verisOf(c)
		if !ok {
			continue
		}
		text, err := JSON(v, "")
		if err != nil {
			return err
		}
		buffered.WriteString(separator + "\n" + strings.TrimSuffix(string(text), "\n"))
		separator = ","
	}
	if separator == "[" {
		buffered.WriteString("[")
	}
	buffered.WriteString("\n]\n")
	return buffered.Flush() // tells the errors of the writes before
}

func verisOf(c *store.ToldCase) (v verisIncident, ok bool) {
	began := firstKnown(c.Occurred, c.Detected, c.Announced, c.Published)
	if began == "" {
		return v, false
	}
	v = verisIncident{
		Schema: "1.4.1", ID: caseID(c), SecurityIncident: "Confirmed", Confidence: verisConfidences[c.Confidence],
		Reference: strings.Join(c.URLs, "; "), Summary: strings.Join(append([]string{heading(&c.Case)}, summary(&c.Case)...), "\n"),
		Timeline:  verisTimeline{Incident: verisDay(began), Discovery: verisDelay(c.Occurred, c.Detected)},
		Victim:    verisVictimOf(&c.Case),
		Asset:     verisAsset{Assets: []verisVariety{{"Unknown"}}, Cloud: []string{"Unknown"}},
		Discovery: map[string]bool{"unknown": true},
	}
	v.Action = verisActions(c.Causes)
	v.Actor = verisActors(v.Action)
	disclosure := map[string]string{"confirmed": "Yes", "possible": "Potentially", "not_confirmed": "No"}[c.Exposure]
	if disclosure == "" {
		v.SecurityIncident, disclosure = "Suspected", "Unknown"
	}
	v.Attribute = verisAttributeOf(v.Action)
	v.Attribute.Confidentiality = verisConfidentiality{
		Disclosure: disclosure, Total: cmp.Or(c.Records, c.People), Data: verisVarieties(c.CategoriesExposed),
		Notes: figure(c.People, c.PeopleQualifier, "人"),
	}
	v.Plus = map[string]any{
		"master_id": v.ID, "analyst": "kawaraban", "analysis_status": "First pass",
		"created": c.FirstSeen.UTC().Format(time.RFC3339), "modified": c.RevisedAt.UTC().Format(time.RFC3339),
		"kawaraban": map[string]any{
			"announced": known(c.Announced), "detected": known(c.Detected), "contractor": known(c.Contractor),
			"people": c.People, "first_reported_people": c.FirstReportedPeople, "records": c.Records,
			"causes": c.Causes, "categories_exposed": c.CategoriesExposed, "categories_not_exposed": c.CategoriesNotExposed,
			"organization_kind": known(c.OrganizationKind), "corporate_number": known(c.CorporateNumber),
		},
	}
	return v, true
}

func firstKnown(words ...string) string {
	if known := filled(words...); len(known) > 0 {
		return known[0]
	}
	return ""
}

// verisConfidences are the levels of confidence in VERIS.
var verisConfidences = map[string]string{"high": "High", "medium": "Medium", "low": "Low"}

// verisDay takes 2025-07-11, 2025-07 or 2025 apart.
func verisDay(day string) (d verisDate) {
	for i, part := range strings.SplitN(day, "-", 3) {
		n, _ := strconv.Atoi(part) // the schema keeps days in this form
		*[]*int{&d.Year, &d.Month, &d.Day}[i] = n
	}
	return d
}

// verisDelay is the time from one day to another, nil where they are not told to the day.
func verisDelay(from, to string) *verisDuration {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil || b.Before(a) {
		return nil
	}
	return &verisDuration{"Days", int(b.Sub(a).Hours() / 24)}
}

func verisVictimOf(c *store.Case) verisVictim {
	kind, ok := verisKinds[c.OrganizationKind]
	if !ok {
		kind = verisKinds[""]
		kind.government = "NA"
	}
	v := verisVictim{
		ID: store.Printable(c.Organization), Employees: "Unknown", Industry: kind.industry, Government: []string{kind.government},
		Country: []string{"JP"}, Region: []string{eastAsia}, State: c.Prefecture,
	}
	if len(c.Affected) > 0 {
		v.Secondary = &verisSecondary{len(c.Affected), c.Affected}
	}
	return v
}

func verisActions(causes []string) map[string]verisAction {
	actions := map[string]verisAction{}
	for _, code := range causes {
		cause, ok := verisCauses[code]
		if !ok {
			continue
		}
		a := actions[cause.category]
		if !slices.Contains(a.Variety, cause.variety) {
			a.Variety = append(a.Variety, cause.variety)
		}
		a.Vector = []string{"Unknown"}
		if cause.category == "social" {
			a.Target = []string{"Unknown"}
		}
		actions[cause.category] = a
	}
	if len(actions) == 0 {
		actions["unknown"] = verisAction{Notes: "The sources tell no cause."}
	}
	return actions
}

// verisAttributeOf is what actions do by their definition: software was installed, somebody
// was made to act, a thing is gone.
func verisAttributeOf(actions map[string]verisAction) *verisAttribute {
	var a verisAttribute
	var altered []string
	if _, ok := actions["malware"]; ok {
		altered = append(altered, "Software installation")
	}
	if _, ok := actions["social"]; ok {
		altered = append(altered, "Alter behavior")
	}
	if len(altered) > 0 {
		a.Integrity = &verisAction{Variety: altered}
	}
	if slices.Contains(actions["error"].Variety, "Loss") || slices.Contains(actions["physical"].Variety, "Theft") {
		a.Availability = &verisAction{Variety: []string{"Loss"}}
	}
	return &a
}

// verisActors are the actors that actions imply by their definition: errors and misuse are
// those of insiders, the other ones come from outside unless it is told otherwise, which
// news rarely do.
func verisActors(actions map[string]verisAction) map[string]any {
	unknown := []string{"Unknown"}
	actors := map[string]any{}
	for category := range actions {
		switch category {
		case "hacking", "malware", "social":
			actors["external"] = map[string]any{"variety": unknown, "motive": unknown, "country": unknown, "region": []string{"000000"}}
		case "error", "misuse":
			actors["internal"] = map[string]any{"variety": unknown, "motive": unknown}
		}
	}
	if len(actors) == 0 {
		actors["unknown"] = map[string]any{"notes": "The sources tell no actor."}
	}
	return actors
}

// verisVarieties are the kinds of data in VERIS's terms, each once.
func verisVarieties(codes []string) []verisVariety {
	var all []verisVariety
	for _, c := range extract.Categories {
		if v := (verisVariety{verisData[c.Group]}); slices.Contains(codes, c.Code) && !slices.Contains(all, v) {
			all = append(all, v)
		}
	}
	return all
}
