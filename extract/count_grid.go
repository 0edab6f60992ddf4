package extract

// adoptTables keeps the weak counts of a table of one unit whose last cell, under and behind its
// sums, is told in the story: the rest of such a table breaks that number down.
func (cs *countStory) adoptTables() {
	for i := 0; i < len(cs.placed); {
		j := i + 1 // behind the line of i
		for j < len(cs.placed) && cs.placed[j].line == cs.placed[i].line {
			j++
		}
		width := j - i
		end := j
		for end+width <= len(cs.placed) && cs.nextRow(end-1, end, width) {
			end += width
		}
		if width > 1 && end > j && cs.sumsUp(i, end, width) {
			for k := i; k < end; k++ {
				cs.placed[k].weak = false
			}
		}
		i = end
	}
}

// nextRow says that the width counts from the k-th on, and no others, fill the line below that
// of the one before them, in its unit.
func (cs *countStory) nextRow(before, k, width int) bool {
	a, line := &cs.placed[before], cs.placed[k].line
	for i := k; i < k+width; i++ {
		if p := &cs.placed[i]; p.line != line || p.unit != a.unit || p.max != 0 {
			return false
		}
	}
	return line == a.line+1 && (k+width == len(cs.placed) || cs.placed[k+width].line != line)
}

// sumsUp says that the last of the counts i to end, in rows of so many, is the sum of those over
// it and stands elsewhere in the story.
func (cs *countStory) sumsUp(i, end, width int) bool {
	last := cs.placed[end-1].value
	var above int64
	for k := i + width - 1; k < end-1; k += width {
		above += cs.placed[k].value
	}
	if above != last {
		return false
	}
	for k := range cs.placed {
		if p := &cs.placed[k]; (k < i || k >= end) && p.unit == cs.placed[end-1].unit && p.value == last {
			return true
		}
	}
	return false
}
