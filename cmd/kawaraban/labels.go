package main

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract"
)

// Japanese labels of the codes of an incident, for people.
var (
	roleLabels      = labelsOf(extract.PartyRoles, extract.DateRoles, extract.CountRoles, extract.Statuses)
	exposureLabels  = labelsOf(extract.Exposures)
	unitLabels      = labelsOf(extract.Units)
	qualifierLabels = labelsOf(extract.Qualifiers)
	kindLabels      = labelsOf(extract.OrganizationKinds)
)

func labelsOf(lists ...[]extract.Code) map[string]string {
	labels := map[string]string{}
	for _, c := range slices.Concat(lists...) {
		labels[c.Code] = c.LabelJA
	}
	return labels
}

// labelled is a code with its label before it: "検知 detected".
func labelled(labels map[string]string, code string) string {
	if l := labels[code]; l != "" {
		return l + " " + code
	}
	return code
}
