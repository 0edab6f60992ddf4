package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// figureRow is a line of a list that tells a figure or a day for each name.
var figureRow = pattern.New(`^[^\s、。:()0-9][^\s、。:()]{1,23}(?:\([^()]{1,20}\))?[\s:、(]+(?:[^。]{0,24}[^。0-9])??約?[0-9][0-9,.万千百]*(?:人|名|件|世帯|社|校|アカウント|月|日|/)[^。]{0,30}$`)

// rowOfTable says that line i tells a figure for the name it begins with, and a line next
// to it does so for another.
func (d *document) rowOfTable(i int) bool {
	return d.figureRow(i) && (d.figureRow(d.filledLine(i, -1)) || d.figureRow(d.filledLine(i, 1)))
}

// longestFigureRow is of how many bytes such a line is at most; every mention asks for its line.
const longestFigureRow = 1000

func (d *document) figureRow(i int) bool {
	if i < 0 || i == d.titleLine || d.lines[i].zone != story {
		return false
	}
	l := d.lines[i]
	return l.end-l.body <= longestFigureRow && figureRow.MatchString(d.s[l.body:l.end])
}

// filledLine is the next line from i on in direction by that is not blank, or -1.
func (d *document) filledLine(i, by int) int {
	for i += by; i >= 0 && i < len(d.lines); i += by {
		if d.lines[i].kind != blank {
			return i
		}
	}
	return -1
}

// inTable says that line i stands in a run of such rows, one of which begins with a name
// that was found by its form.
func (d *document) inTable(i int, found []orgMention) bool {
	if !d.rowOfTable(i) {
		return false
	}
	for _, by := range []int{-1, 1} {
		for k, n := i, 0; n < 20 && d.figureRow(k); k, n = d.filledLine(k, by), n+1 {
			if d.beginsWithName(k, found) {
				return true
			}
		}
	}
	return false
}

// beginsWithName says that line i begins with a name whose form shows an organisation.
func (d *document) beginsWithName(i int, found []orgMention) bool {
	at, ok := slices.BinarySearchFunc(found, d.lines[i].body, func(m orgMention, at int) int { return m.start - at })
	return ok && found[at].sure
}
