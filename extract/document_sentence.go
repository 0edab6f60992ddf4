package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A sentence ends at 。 or where its paragraph does; it may run over several lines.
type sentence struct {
	start, end int
	line       int           // the line in which it begins
	text       *pattern.Text // of asks
}

// readSentences cuts the text at 。！？ and at the ends of paragraphs. A line that
// breaks off in the middle of its sentence, as those of a PDF do, is joined to the next.
func (d *document) readSentences() {
	for i := 0; i < len(d.lines); i++ {
		l := d.lines[i]
		if l.kind == blank {
			continue
		}
		first, end := i, l.end
		for i+1 < len(d.lines) && d.continues(d.lines[i], d.lines[i+1]) {
			i++
			end = d.lines[i].end
		}
		d.cut(first, l.start, end)
	}
}

// continues says that line b goes on in the middle of the sentence that a began.
func (d *document) continues(a, b line) bool {
	if a.kind != prose && a.kind != item || b.kind != prose {
		return false
	}
	s := d.text(a)
	r, _ := utf8.DecodeLastRuneInString(s)
	if strings.ContainsRune("。!?」』)】:;|", r) || hasDateStart(d.text(b)) || partings(s) > 1 && partings(d.text(b)) > 1 || spacedRow(s) && spacedRow(d.text(b)) {
		return false
	}
	return utf8.RuneCountInString(s) >= 26 || strings.HasSuffix(s, "、")
}

// maxSentence is the length in bytes at which text without a full stop is cut, so that
// no rule ever looks at more.
const maxSentence = 3000

func (d *document) cut(lineNo, start, end int) {
	depth := 0
	add := func(i, j int) {
		for i < j && (isSpace(d.s[i]) || d.s[i] == '\n') {
			i++
		}
		if i < j {
			for d.lines[lineNo].end < i {
				lineNo++
			}
			d.sentences = append(d.sentences, sentence{start: i, end: j, line: lineNo})
		}
	}
	from := start
	for i := start; i < end; {
		r, n := runeAt(d.s[:end], i)
		i += n
		switch r {
		case '「', '『', '(':
			depth++
		case '」', '』', ')':
			depth = max(0, depth-1)
		case '。', '!', '?':
			if depth == 0 || i-from > 600 {
				add(from, i)
				from, depth = i, 0
			}
		}
		if i-from > maxSentence {
			add(from, i)
			from, depth = i, 0
		}
	}
	add(from, end)
}

// sentenceAt is the index of the sentence that holds byte i, or -1.
func (d *document) sentenceAt(i int) int {
	lo, hi := 0, len(d.sentences)
	for lo < hi {
		m := (lo + hi) / 2
		if d.sentences[m].end <= i {
			lo = m + 1
		} else {
			hi = m
		}
	}
	if lo < len(d.sentences) && d.sentences[lo].start <= i {
		return lo
	}
	return -1
}

// sameParagraph says that sentences j and k, j before k, stand in one section on the
// same line or the next.
func (d *document) sameParagraph(j, k int) bool {
	a, b := d.sentences[j].line, d.sentences[k].line
	return d.lines[a].section == d.lines[b].section && b-a <= 1
}
