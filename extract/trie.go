package extract

import "golang.org/x/text/unicode/norm"

// A trie finds the words of a lexicon in a text, the longest at each place.
type trie struct {
	nodes []trieNode
}

type trieNode struct {
	// bytes are those that go on, next where they lead; wide is used instead where there
	// are more than narrow.
	bytes [narrow]byte
	next  [narrow]int32
	wide  *[256]int32
	// value is the entry that ends here, plus one; 0 for none.
	value int32
}

const narrow = 3

// to is where byte c leads; 0 is nowhere.
func (n *trieNode) to(c byte) int32 {
	if n.wide != nil {
		return n.wide[c]
	}
	for i, b := range n.bytes {
		if b == c {
			return n.next[i]
		}
	}
	return 0
}

func (n *trieNode) lead(c byte, to int32) {
	if n.wide == nil {
		for i := range n.next {
			if n.next[i] == 0 {
				n.bytes[i], n.next[i] = c, to
				return
			}
		}
		n.wide = new([256]int32)
		for i, b := range n.bytes {
			n.wide[b] = n.next[i]
		}
	}
	n.wide[c] = to
}

// newTrie makes a trie of words; the value of a word is its index.
func newTrie(words []string) *trie {
	t := &trie{nodes: []trieNode{{}}}
	for i, w := range words {
		t.add(w, i)
	}
	return t
}

// add enters a word in its normal form; of two equal words the first stays.
func (t *trie) add(word string, value int) {
	word = foldWord(word)
	at := int32(0)
	for i := range len(word) {
		n := t.nodes[at].to(word[i])
		if n == 0 {
			n = int32(len(t.nodes))
			t.nodes[at].lead(word[i], n)
			t.nodes = append(t.nodes, trieNode{})
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
	for j := i; j < len(s); j++ {
		c := s[j]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		n := t.nodes[at].to(c)
		if n == 0 {
			break
		}
		at = n
		if v := t.nodes[at].value; v > 0 {
			value, end, ok = int(v-1), j+1, true
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
		i++
	}
}

// foldWord is the normal form of a lexicon entry: NFKC, ASCII in lower case.
func foldWord(w string) string {
	b := []byte(norm.NFKC.String(w))
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
	return string(b)
}
