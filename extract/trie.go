package extract

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// A trie finds the words of a lexicon in a text, the longest at each place. It is of
// characters and holds no pointers: it is made anew in each process.
type trie struct {
	// nodes are the beginnings of words; that of index 0 is none.
	nodes []trieNode
	// roots are the nodes of one character, by its lowest 10 bits.
	roots [1 << 10]int32
}

type trieNode struct {
	last rune // the last character of this beginning
	// next is another node that goes on from where this one does, child one that goes on
	// from this.
	next, child int32
	// value is the entry that ends here, plus one; 0 for none.
	value int32
}

// from is where the list of nodes begins that go on from node at with r.
func (t *trie) from(at int32, r rune) *int32 {
	if at == 0 {
		return &t.roots[r&(1<<10-1)]
	}
	return &t.nodes[at].child
}

// to is where r leads from node at, the beginning if that is 0; 0 is nowhere.
func (t *trie) to(at int32, r rune) int32 {
	n := *t.from(at, r)
	for n != 0 && t.nodes[n].last != r {
		n = t.nodes[n].next
	}
	return n
}

// newTrie makes a trie of words; the value of a word is its index.
func newTrie(words []string) *trie {
	t := &trie{nodes: make([]trieNode, 1, 1+4*len(words))}
	for i, w := range words {
		t.add(w, i)
	}
	return t
}

// add enters a word in its normal form; of two equal words the first stays.
func (t *trie) add(word string, value int) {
	at := int32(0)
	for _, r := range foldWord(word) {
		n := t.to(at, r)
		if n == 0 {
			n = int32(len(t.nodes))
			t.nodes = append(t.nodes, trieNode{last: r})
			list := t.from(at, r)
			t.nodes[n].next, *list = *list, n
		}
		at = n
	}
	if t.nodes[at].value == 0 {
		t.nodes[at].value = int32(value) + 1
	}
}

// longest finds the longest word that begins at byte i of s. ASCII letters match in
// either case.
func (t *trie) longest(s string, i int) (value, end int, ok bool) {
	at := int32(0)
	for i < len(s) {
		r, w := runeAt(s, i)
		if r >= 'A' && r <= 'Z' {
			r += 'a' - 'A'
		}
		if at = t.to(at, r); at == 0 {
			break
		}
		i += w
		if v := t.nodes[at].value; v > 0 {
			value, end, ok = int(v-1), i, true
		}
	}
	return value, end, ok
}

// find calls yield for every word in s[i:j], leftmost and longest, without overlaps.
func (t *trie) find(s string, i, j int, yield func(value, start, end int)) {
	for i < j {
		if v, end, ok := t.longest(s[:j], i); ok {
			yield(v, i, end)
			i = end
			continue
		}
		for i++; i < j && !utf8.RuneStart(s[i]); {
			i++
		}
	}
}

// foldWord is the normal form of a lexicon entry: NFKC, ASCII in lower case.
func foldWord(w string) string {
	if !strings.ContainsFunc(w, func(r rune) bool { return !plain(r) || r >= 'A' && r <= 'Z' }) {
		return w
	}
	b := []byte(norm.NFKC.String(w))
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
