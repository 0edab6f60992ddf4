// Package extract reads Japanese articles about data breaches and says, per incident,
// which organisations, dates, counts, data categories and causes the text states, each
// with the span of text that proves it.
//
// An article goes one way:
//
//  1. normalize folds its spelling and keeps the way back (normalize.go).
//  2. newDocument lays it out: lines, headings, zones, sentences (document*.go, zone.go).
//  3. Recognisers find every date, count, organisation and category mentioned
//     (date*.go, count*.go, organization*.go, category*.go).
//  4. segment cuts the story into blocks, one for each incident (segment.go).
//  5. In each block the mentions are given their roles and become slots (party*.go,
//     date_role*.go, count_story.go, count_role.go, cause*.go, exposure.go, service.go).
package extract

import "slices"

// An Extractor reads articles. It is safe for concurrent use.
type Extractor struct {
	lex *lexer
	// theNameModel and thePhraseModel, but where models are trained
	names   func() *nameModel
	phrases func() *phraseModel
}

// New loads the dictionary.
func New() (*Extractor, error) {
	lex, err := newLexer()
	if err != nil {
		return nil, err
	}
	return &Extractor{lex, theNameModel, thePhraseModel}, nil
}

// Extract reads one article. It never fails: what the text does not say is absent.
func (x *Extractor) Extract(a Article) Reading {
	d := newDocument(a.Text)
	m := x.findMentions(d, a.Published)
	return Reading{Incidents: d.assemble(m, a.Published), Mentions: m.list(d)}
}

// Incidents are those that Extract reads. It is faster on what reports none, most of an
// archive, since it does not look for Mentions there.
func (x *Extractor) Incidents(a Article) []Incident {
	t := normalize(a.Text)
	if hopeless(t.s) {
		return nil
	}
	d := layOut(t)
	if d.tellsNothing() {
		return nil
	}
	return d.assemble(x.findMentions(d, a.Published), a.Published)
}

// mentions are all expressions recognised in a document.
type mentions struct {
	dates      []resolvedDate
	counts     []countExpr
	orgs       []orgMention
	categories []categoryMention
}

func (x *Extractor) findMentions(d *document, published string) *mentions {
	m := &mentions{dates: resolveDates(findDates(d.s), d.s, published, nil)}
	claimed := make([][2]int, len(m.dates))
	for i, e := range m.dates {
		claimed[i] = [2]int{e.start, e.end}
	}
	m.counts = findCounts(d.s, claimed)
	m.orgs = x.findOrganizations(d, claimed)
	m.categories = withoutNames(m.orgs, d.findCategories(x.phrases()))
	return m
}

// assemble makes the incidents of an article out of its mentions.
func (d *document) assemble(m *mentions, published string) []Incident {
	tells := d.breachSentences()
	notice := d.isNotice()
	var told []toldCase
	blocks := d.segment(m, tells)
	d.datesApart(m, blocks, published)
	for i := range blocks {
		b := &blocks[i]
		if inc, ok := d.incident(b, m, d.toldIn(b, tells), notice, published); ok {
			told = append(told, toldCase{block: b, Incident: inc})
		}
	}
	incidents := withoutForetold(d.joinCases(told))
	d.announcedAhead(incidents, m, blocks, notice, published)
	return incidents
}

// withoutForetold leaves out the incidents of a lead or list of contents, which have no date
// and no number of their own, and whose bodies have theirs in the others.
func withoutForetold(all []Incident) []Incident {
	if len(all) < 3 {
		return all
	}
	told := func(inc *Incident) bool { return len(inc.Dates)+len(inc.Counts) > 0 }
	all = slices.DeleteFunc(all, func(inc Incident) bool { // other news between the cases
		return !told(&inc) && len(inc.Categories)+len(inc.Services) == 0 &&
			!slices.ContainsFunc(inc.Causes, func(c Cause) bool { return c.Rule != "cause/wording" })
	})
	names, ends := map[string]bool{}, map[string]bool{} // of the bodies of told incidents
	for i := range all {
		if !told(&all[i]) {
			continue
		}
		for _, core := range all[i].breachedCores() {
			names[core] = true
			for at := range core {
				ends[core[at:]] = true
			}
		}
	}
	elsewhere := func(core string) bool { // the shorter name may lack the place
		for at := range core {
			if names[core[at:]] {
				return true
			}
		}
		return ends[core]
	}
	return slices.DeleteFunc(all, func(inc Incident) bool {
		cores := inc.breachedCores()
		return !told(&inc) && len(cores) > 0 && !slices.ContainsFunc(cores, func(core string) bool { return !elsewhere(core) })
	})
}

// breachedCores are the cores of the bodies that an incident happened to, each once.
func (inc *Incident) breachedCores() (cores []string) {
	for _, o := range inc.Organizations {
		if core := coreName(normalize(o.Name).s); core != "" && o.Role == "breached" && !o.Anonymous && !slices.Contains(cores, core) {
			cores = append(cores, core)
		}
	}
	return cores
}

// incident reads one block; ok is false where it tells none.
func (d *document) incident(b *block, m *mentions, tells []bool, notice bool, published string) (inc Incident, ok bool) {
	inc = Incident{Organizations: []Organization{}, Services: []Service{}, Causes: []Cause{}, Dates: []Date{}, Counts: []Count{}, Categories: []Category{}}
	parties := d.partiesOf(b, m, notice)
	inc.Services = d.readServices(b)
	parties = d.withoutServices(parties, inc.Services)
	inc.Services = d.withoutParties(inc.Services, parties)
	need := neededPoints(b, notice)
	main := mainParty(parties, need)
	signs := d.readSigns(b, m, tells, main)
	if main == nil && !b.own && signs.concrete() {
		need = 0 // it happened to somebody; who stands there is the one
		main = mainParty(parties, need)
	}
	unnamed := d.anonymous(b, signs.concrete())
	if main != nil && !main.contractor && d.namedAhead(b) && !d.inHead(b, main) {
		main, parties, unnamed = nil, nil, nil // its head names another
	}
	if main == nil && unnamed == nil && b.own {
		unnamed = d.headedBy(b, b.weighed || d.tellsCase(b, m, tells, false))
	}
	counted := main == nil && unnamed == nil && b.counted && d.tellsCase(b, m, tells, false)
	if counted {
		if main = d.issuer(m); main != nil {
			parties = []*party{main}
		}
	}
	told := (main != nil || unnamed != nil || counted || !b.own && signs.concrete()) && d.relevant(b, m, &signs, main, notice)
	if !d.believable(b, &signs, main, told) {
		return inc, false
	}
	if !told && main == nil && unnamed == nil {
		need, unnamed = 0, d.anonymous(b, true)
	}
	for _, p := range d.chooseParties(parties, b, need, notice) {
		inc.Organizations = append(inc.Organizations, d.organization(p))
	}
	if len(inc.Organizations) == 0 && unnamed != nil {
		inc.Organizations = []Organization{*unnamed}
	}
	story := b.told(tells)
	wording := theCaseModel().read(story)
	inc.Causes = wording.weighCauses(d, chooseCauses(d.findCauses(story)))
	cause := ""
	if len(inc.Causes) > 0 {
		cause = inc.Causes[0].Code
	}
	if c, ok := wording.weighChain(d, d.tellChain(b, story, inc.Organizations)); ok {
		inc.Causes = append(inc.Causes, c)
	}
	inc.Exposure, inc.ExposureProof = wording.weighExposure(d, b, inc.Causes)
	dc := d.dateContext(b, notice, published, cause)
	for _, e := range d.weighDates(m.dates, d.readDateRoles(m.dates, b.holds, dc), b, dc) {
		inc.addDate(d, e)
	}
	inc.Counts = d.readCounts(m.counts, b.holdsOwn, tells, cause)
	inc.Categories = d.readCategories(m.categories, &categoryFrame{b, tells, notice, cause})
	if !told || !d.trusted(&inc, parties) {
		inc.doubt()
	}
	return inc, true
}

// issuer is the body that a text with a list of its own cases names at its foot alone, or nil.
func (d *document) issuer(m *mentions) *party {
	whole := d.whole()
	return mainParty(d.readParties(m.orgs, &whole, true), 1)
}

// neededPoints is how many points speak for the main party of a case that is its own or told
// by its writer, or of one that is yet to be told from others.
func neededPoints(b *block, notice bool) int {
	if notice || b.own {
		return 1
	}
	return 2
}

// partiesOf are the parties of a block, or of the whole text where the block is a case of
// the body that all of it is about.
func (d *document) partiesOf(b *block, m *mentions, notice bool) []*party {
	parties := d.readParties(m.orgs, b, notice && !b.own)
	if b.topic >= 0 || d.mayNameAhead(b) {
		// its body opens it
	} else if b.own && !b.headed && mainParty(parties, 4) == nil || b.own && mainParty(parties, 1) == nil && d.anonymous(b, false) == nil {
		// a case of the body that the whole text is about
		whole := d.whole()
		all := d.readParties(m.orgs, &whole, notice)
		if main := mainParty(all, 2); main != nil && (main.publisher || d.namedBefore(main, b)) {
			return slices.DeleteFunc(all, func(p *party) bool { // those of its other cases
				return p != main && !slices.ContainsFunc(p.mentions, func(m orgMention) bool { return b.in[d.sentenceAt(m.start)] })
			})
		}
	}
	return parties
}

func (inc *Incident) addDate(d *document, e storyDate) {
	end := e.End
	if e.since || e.until {
		end = ""
	}
	for i := range inc.Dates {
		o := &inc.Dates[i]
		if o.Role == e.role && o.Date == e.Start && o.End == end {
			if len(o.Evidence) < 4 {
				o.Evidence = append(o.Evidence, d.evidence(e.start, e.end))
			}
			return
		}
	}
	inc.Dates = append(inc.Dates, Date{Date: e.Start, End: end, Role: e.role, Text: d.original(e.start, e.end),
		Proof: Proof{Rule: e.rule + "," + e.dateExpr.rule, Confidence: dateConfidence(e), Evidence: []Evidence{d.evidence(e.start, e.end)}}})
}
