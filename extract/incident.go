package extract

// Version names the state of the rules. It is stored with every reading, so that
// a reading can be told from the one that newer rules would give.
const Version = "0.1.0"

// A Reading is all that one article says.
type Reading struct {
	Incidents []Incident
	// Mentions are all expressions recognised, inside an incident or not, in the
	// order of the text.
	Mentions []Mention
}

// An Incident is one concrete event at a concrete organisation that was made public.
// A slot that the text does not fill is empty.
type Incident struct {
	Organizations []Organization `json:"organizations"`
	Services      []Service      `json:"services"`
	Causes        []Cause        `json:"causes"`
	// Exposure is "confirmed", "possible", "not_confirmed" or "unknown".
	Exposure      string     `json:"exposure"`
	ExposureProof *Proof     `json:"exposure_proof,omitempty"`
	Dates         []Date     `json:"dates"`
	Counts        []Count    `json:"counts"`
	Categories    []Category `json:"categories"`
}

// A Proof says which rule read a value, how sure it is, and from which words.
type Proof struct {
	Rule string `json:"rule"`
	// Confidence is "high", "medium" or "low".
	Confidence string     `json:"confidence"`
	Evidence   []Evidence `json:"evidence"`
}

// Evidence is a span of the article that proves a value.
type Evidence struct {
	// Start and End are offsets in code points of Article.Text, or of
	// Article.Title where In is "title".
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
	In    string `json:"in,omitempty"`
}

// An Organization is a party of an incident.
type Organization struct {
	Name string `json:"name"`
	// Role is "breached" (where it happened) or "affected" (whose data it was).
	Role string `json:"role"`
	// Anonymous organisations are described, not named: 都内の大学.
	Anonymous bool     `json:"anonymous"`
	Also      []string `json:"also,omitempty"`
	Proof
}

// A Service is a site, shop, app or system that was hit.
type Service struct {
	Name string `json:"name"`
	Proof
}

// A Cause is a code of Causes.
type Cause struct {
	Code string `json:"code"`
	Proof
}

// A Date is a day, month or year of the story: 2025-07-11, 2025-07 or 2025.
type Date struct {
	Date string `json:"date"`
	// End is set for intervals, at its own precision.
	End string `json:"end,omitempty"`
	// Role is "occurred", "detected", "announced", "data_period" or "response".
	Role string `json:"role"`
	Text string `json:"text"`
	Proof
}

// A Count is a number that measures the incident.
type Count struct {
	Value int64 `json:"value"`
	// ValueMax is set for ranges.
	ValueMax *int64 `json:"value_max,omitempty"`
	// Unit is records, people, accounts, organizations, messages, files, households,
	// devices or yen.
	Unit string `json:"unit"`
	// Qualifier is exact, about, at_most, at_least or several.
	Qualifier string `json:"qualifier"`
	// Role is total, part, prior or impact.
	Role    string `json:"role"`
	Subject string `json:"subject,omitempty"`
	Text    string `json:"text"`
	Proof
}

// A Category is a kind of personal data, a code of Categories.
type Category struct {
	Code string `json:"code"`
	// Status is "exposed" or "not_exposed".
	Status string `json:"status"`
	Text   string `json:"text"`
	Proof
}

// A Mention is one expression that a rule recognised, before anything is made of it.
type Mention struct {
	// Kind is "date", "count", "organization" or "category".
	Kind  string `json:"kind"`
	Start int    `json:"start"` // code points of Article.Text
	End   int    `json:"end"`
	Text  string `json:"text"`
	// Value is the value read: an ISO date or interval ("2025-04-01/2025-06-30"),
	// an integer or range ("300/500"), a name, a category code.
	Value string `json:"value"`
	// Timex is the TIMEX3 value of a date before resolution: "2021-07-18",
	// "2021-07-XX", "XXXX-07-18".
	Timex     string `json:"timex,omitempty"`
	Unit      string `json:"unit,omitempty"`      // counts
	Qualifier string `json:"qualifier,omitempty"` // counts
	Rule      string `json:"rule"`
}
