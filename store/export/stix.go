package export

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"hash"
	"io"
	"iter"
	"slices"
	"strings"
	"time"

	"github.com/kawaraban/kawaraban/extract"
	"github.com/kawaraban/kawaraban/store"
)

// Extensions of OASIS for incidents and their impacts: the Incident Core Extension 2.1 of
// the STIX common objects.
const (
	incidentExtension = "extension-definition--ef765651-680c-498d-9894-99799f2fa126"
	impactExtension   = "extension-definition--7cc33dd6-f6a1-489b-98ea-522d351d71b9"
)

// A stixObject is an object of STIX 2.1 as far as we fill one.
type stixObject struct {
	Type         string           `json:"type"`
	SpecVersion  string           `json:"spec_version"`
	ID           string           `json:"id"`
	CreatedBy    string           `json:"created_by_ref,omitempty"`
	Created      string           `json:"created"`
	Modified     string           `json:"modified"`
	Name         string           `json:"name,omitempty"`
	Description  string           `json:"description,omitempty"`
	Class        string           `json:"identity_class,omitempty"`
	Sectors      []string         `json:"sectors,omitempty"`
	ReportTypes  []string         `json:"report_types,omitempty"`
	Published    string           `json:"published,omitempty"`
	ObjectRefs   []string         `json:"object_refs,omitempty"`
	Relationship string           `json:"relationship_type,omitempty"`
	Source       string           `json:"source_ref,omitempty"`
	Target       string           `json:"target_ref,omitempty"`
	Category     string           `json:"impact_category,omitempty"`
	Counts       map[string]int64 `json:"impacted_entity_counts,omitempty"`
	Start        string           `json:"start_time,omitempty"`
	StartExact   string           `json:"start_time_fidelity,omitempty"`
	SupersededBy string           `json:"superseded_by_ref,omitempty"`
	Labels       []string         `json:"labels,omitempty"`
	Confidence   int              `json:"confidence,omitempty"`
	Lang         string           `json:"lang,omitempty"`
	References   []stixReference  `json:"external_references,omitempty"`
	Extensions   map[string]any   `json:"extensions,omitempty"`
}

type stixReference struct {
	Source      string `json:"source_name"`
	URL         string `json:"url,omitempty"`
	Description string `json:"description,omitempty"`
}

// stixTime is the form of a time in STIX, which asks for milliseconds.
const stixTime = "2006-01-02T15:04:05.000Z"

// stixEpoch is when objects were made that never change: what they say is in their id.
const stixEpoch = "2025-01-01T00:00:00.000Z"

// stixConfidences are the levels on STIX's scale of 100 (None / Low / Med / High).
var stixConfidences = map[string]int{"high": 85, "medium": 50, "low": 15}

// STIX writes a bundle of STIX 2.1: for each case a report, an incident with the core
// extension, the organisation as an identity, and an impact for each total that was
// reported, the superseded ones pointing to the next. Identifiers are made of what the
// objects are about (UUID version 5), and the same state of a case gives the same object:
// to import it again changes nothing.
func STIX(w io.Writer, cases iter.Seq2[*store.ToldCase, error]) error {
	b := stixBundle{w: bufio.NewWriter(w), sum: sha256.New(), seen: map[string]bool{}, incidents: map[int64]string{}}
	b.text(`{"type":"bundle","objects":[`)
	b.author = b.add(stixObject{Type: "identity", Name: "Kawaraban", Class: "system", Created: stixEpoch, Modified: stixEpoch}, "Kawaraban")
	var clients []client
	for c, err := range cases {
		if err != nil {
			return err
		}
		incident := b.putCase(c)
		b.incidents[c.ID] = incident
		if c.ContractorCase != nil {
			clients = append(clients, client{incident, *c.ContractorCase, stixMoment(c.FirstSeen)})
		}
	}
	for _, c := range clients {
		if contractor := b.incidents[c.contractor]; contractor != "" {
			b.relate(contractor, "led-to", c.incident, c.since)
		}
	}
	// Other objects make another bundle; so its id comes last.
	b.text("\n],\"id\":\"bundle--" + identifier("bundle", string(b.sum.Sum(nil))) + "\"}\n")
	if b.err != nil {
		return b.err
	}
	return b.w.Flush()
}

// A client is a case that came of a contractor's.
type client struct {
	incident   string
	contractor int64
	since      string
}

// A stixBundle writes objects as they come, each once, and keeps the first error.
type stixBundle struct {
	w         *bufio.Writer
	sum       hash.Hash // of the objects
	author    string
	seen      map[string]bool
	incidents map[int64]string // by the number of the case
	err       error
}

func (b *stixBundle) text(s string) {
	if b.err == nil {
		_, b.err = io.WriteString(io.MultiWriter(b.w, b.sum), s)
	}
}

// add writes an object, unless it is there, and returns its id, which is made of its type
// and of the words that it is about.
func (b *stixBundle) add(o stixObject, about ...string) string {
	o.SpecVersion, o.ID, o.CreatedBy = "2.1", o.Type+"--"+identifier(append([]string{o.Type}, about...)...), b.author
	if b.err != nil || b.seen[o.ID] {
		return o.ID
	}
	if len(b.seen) > 0 {
		b.text(",")
	}
	b.seen[o.ID] = true
	var text []byte
	if text, b.err = JSON(o, ""); b.err == nil {
		b.text("\n" + strings.TrimSuffix(string(text), "\n"))
	}
	return o.ID
}

func (b *stixBundle) relate(source, how, target, since string) string {
	return b.add(stixObject{Type: "relationship", Relationship: how, Source: source, Target: target, Created: since, Modified: since},
		source, how, target)
}

// putCase writes a case with what belongs to it and returns the id of its incident.
func (b *stixBundle) putCase(c *store.ToldCase) string {
	key := caseID(c)
	created := stixMoment(c.FirstSeen)
	modified := max(created, stixMoment(c.RevisedAt))
	references := stixReferences(c)
	impacts := b.putImpacts(c, key, created)
	core := map[string]any{
		"extension_type": "property-extension", "determination": "suspected", "investigation_status": "open",
	}
	if c.Exposure == "confirmed" {
		core["determination"] = "confirmed"
	}
	if types := incidentTypes(c.Causes); len(types) > 0 {
		core["incident_types"] = types
	}
	if len(impacts) > 0 {
		core["impact_refs"] = impacts
	}
	if c.People != nil {
		core["impacted_entity_counts"] = map[string]int64{"individual": *c.People}
	}
	incident := stixObject{
		Type: "incident", Created: created, Modified: modified, Name: heading(&c.Case), Lang: "ja",
		Description: strings.Join(summary(&c.Case), "\n"), Labels: slices.Concat(c.Causes, c.CategoriesExposed),
		Confidence: stixConfidences[c.Confidence], References: references,
		Extensions: map[string]any{incidentExtension: core},
	}
	id := b.add(incident, key)
	refs := slices.Concat([]string{id}, impacts)
	for _, name := range slices.Concat(filled(c.Organization), c.Affected) {
		who := b.putOrganization(name)
		refs = append(refs, who, b.relate(id, "targets", who, created))
	}
	slices.Sort(refs)
	b.add(stixObject{
		Type: "report", Created: created, Modified: modified, Name: heading(&c.Case), Lang: "ja", Description: incident.Description,
		ReportTypes: []string{"threat-report"}, Published: stixDay(c.Announced, c.Published, c.FirstSeen),
		ObjectRefs: slices.Compact(refs), References: references,
	}, key)
	return id
}

// sectors are kinds of organisations in the industry sectors of STIX.
var sectors = map[string]string{
	"municipality": "government-local", "prefecture": "government-regional", "ministry": "government-national",
	"school": "education", "university": "education", "hospital": "healthcare", "finance": "financial-services",
}

func (b *stixBundle) putOrganization(name string) string {
	n := extract.ParseName(name)
	o := stixObject{Type: "identity", Name: cmp.Or(store.Printable(name), "?"), Class: "organization", Created: stixEpoch, Modified: stixEpoch}
	if s := sectors[n.Kind]; s != "" {
		o.Sectors = []string{s}
	}
	return b.add(o, "organization", o.Name, n.Kind)
}

// putImpacts writes what the case did to the confidentiality of data: each total of persons
// that was reported, the last one last.
func (b *stixBundle) putImpacts(c *store.ToldCase, key, created string) []string {
	loss := map[string]string{"confirmed": "confirmed-loss", "possible": "suspected-loss", "unknown": "suspected-loss", "not_confirmed": "none"}[c.Exposure]
	if loss == "" {
		return nil
	}
	start, exact := stixStart(c.Occurred)
	impact := func(people *int64, supersededBy string) stixObject {
		o := stixObject{
			Type: "impact", Category: "confidentiality", Created: created, Modified: created, Start: start, StartExact: exact,
			SupersededBy: supersededBy,
			Extensions: map[string]any{
				impactExtension:       map[string]any{"extension_type": "new-sdo"},
				"confidentiality-ext": map[string]any{"information_type": informationType(c.CategoriesExposed), "loss_type": loss},
			},
		}
		if people != nil {
			o.Counts = map[string]int64{"individual": *people}
		}
		if c.Records != nil && supersededBy == "" {
			o.Extensions["confidentiality-ext"].(map[string]any)["record_count"] = *c.Records
		}
		return o
	}
	last := impact(c.People, "")
	last.Modified = max(created, stixMoment(c.RevisedAt))
	ids := []string{b.add(last, key, "latest")}
	if c.People != nil && c.FirstReportedPeople != nil && *c.FirstReportedPeople != *c.People {
		ids = append(ids, b.add(impact(c.FirstReportedPeople, ids[0]), key, "first"))
	}
	return ids
}

// informationType is a value of information-type-ov for the most sensitive kind of data.
func informationType(codes []string) string {
	groups := map[string]bool{}
	for _, c := range extract.Categories {
		if slices.Contains(codes, c.Code) {
			groups[c.Group] = true
		}
	}
	switch {
	case groups["health"]:
		return "phi"
	case groups["payment"]:
		return "payment"
	case groups["credentials"]:
		return "credentials-user"
	case groups["financial"]:
		return "financial"
	}
	return "pii"
}

// eventTypes are the causes in event-type-ov.
var eventTypes = map[string]string{
	"unauthorized_access": "unauthorized-access-system", "vulnerability_exploit": "exploit", "ransomware": "ransomware",
	"malware": "infected-by-known-malware", "web_skimming": "modification-information", "credential_stuffing": "theft-access-credentials",
	"phishing": "dissemination-phishing-emails", "misdelivery_email": "unauthorized-release", "misdelivery_post": "unauthorized-release",
	"publishing_error": "unauthorized-release", "misconfiguration": "unauthorized-release", "lost": "equipment-loss",
	"stolen": "equipment-theft", "insider": "policy-violation", "improper_disposal": "unintentional", "dos": "packet-flood",
	"supply_chain": "supply-chain-customer",
}

func incidentTypes(causes []string) []string {
	var types []string
	for _, c := range causes {
		if t := eventTypes[c]; t != "" && !slices.Contains(types, t) {
			types = append(types, t)
		}
	}
	return types
}

// stixReferences are the articles that tell a case.
func stixReferences(c *store.ToldCase) []stixReference {
	var all []stixReference
	for _, r := range c.Reports {
		ref := stixReference{Source: store.Printable(r.Site), Description: store.Printable(r.Title)}
		if WebAddress(r.URL) {
			ref.URL = r.URL
		}
		if ref.Source == "" {
			ref.Source = "article"
		}
		if (ref.URL != "" || ref.Description != "") && !slices.Contains(all, ref) {
			all = append(all, ref)
		}
	}
	return all
}

func stixMoment(t time.Time) string { return t.UTC().Format(stixTime) }

// stixStart is the first moment of a day, month or year, and how exact it is.
func stixStart(day string) (start, fidelity string) {
	for _, form := range []struct{ layout, fidelity string }{{time.DateOnly, "day"}, {"2006-01", "month"}, {"2006", "year"}} {
		if t, err := time.Parse(form.layout, day); err == nil {
			return stixMoment(t), form.fidelity
		}
	}
	return "", ""
}

// stixDay is the first of the days that is known, else a moment.
func stixDay(announced, published string, seen time.Time) string {
	for _, day := range []string{announced, published} {
		if start, _ := stixStart(day); start != "" {
			return start
		}
	}
	return stixMoment(seen)
}
