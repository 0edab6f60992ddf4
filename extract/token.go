package extract

import (
	"github.com/kawaraban/kawaraban/extract/ipadic"
)

// A token is a word as the IPA dictionary cuts it, reduced to what the rules ask about.
type token struct {
	start, end int // bytes of the document
	class      tokenClass
}

// A tokenClass is a part of speech of the IPA dictionary, folded to the distinctions
// that organisation names turn on.
type tokenClass int8

const (
	otherToken  tokenClass = iota // adverbs, conjunctions, fillers
	commonNoun                    // 名詞,一般 and サ変接続
	properNoun                    // 名詞,固有名詞, places and persons aside
	placeName                     // 名詞,固有名詞,地域
	personName                    // 名詞,固有名詞,人名
	unknownNoun                   // not in the dictionary
	numberToken                   // 名詞,数
	suffixToken                   // 名詞,接尾
	prefixToken                   // 接頭詞
	pronoun                       // 名詞,代名詞 and 非自立
	timeNoun                      // 名詞,副詞可能
	particle                      // 助詞
	verb                          // 動詞, 助動詞, 形容詞
	symbolToken                   // 記号
)

// A lexer cuts Japanese text into tokens. It is safe for concurrent use.
type lexer struct {
	d *ipadic.Dictionary
	// known and unknown are the classes of d.POS, for words that are in the dictionary
	// and for others.
	known, unknown []tokenClass
}

// newLexer loads the IPA dictionary; only its parts of speech are needed.
func newLexer() (*lexer, error) {
	d, err := ipadic.Load()
	if err != nil {
		return nil, err
	}
	x := &lexer{d: d}
	for _, pos := range d.POS {
		x.known = append(x.known, classOf(pos, false))
		x.unknown = append(x.unknown, classOf(pos, true))
	}
	return x, nil
}

// tokens cuts s[start:end].
func (x *lexer) tokens(s string, start, end int) []token {
	var room [256]ipadic.Word
	words := x.d.Cut(room[:0], s[start:end])
	out := make([]token, len(words))
	for i, w := range words {
		class := x.unknown[w.POS]
		if w.Known {
			class = x.known[w.POS]
		}
		out[i] = token{start: start + w.Start, end: start + w.End, class: class}
	}
	return out
}

// classOf folds a part of speech, of a word that is in the dictionary or of one that is
// not.
func classOf(pos [3]string, unknown bool) tokenClass {
	switch pos[0] {
	case "助詞":
		return particle
	case "動詞", "助動詞", "形容詞":
		return verb
	case "記号":
		return symbolToken
	case "接頭詞":
		return prefixToken
	case "名詞":
	default:
		return otherToken
	}
	if unknown {
		return unknownNoun
	}
	switch pos[1] {
	case "固有名詞":
		switch pos[2] {
		case "地域":
			return placeName
		case "人名":
			return personName
		}
		return properNoun
	case "数":
		return numberToken
	case "接尾":
		return suffixToken
	case "代名詞", "非自立":
		return pronoun
	case "副詞可能":
		return timeNoun
	}
	return commonNoun
}

// noun says that a token can be part of a name.
func (c tokenClass) noun() bool {
	switch c {
	case commonNoun, properNoun, placeName, personName, unknownNoun, numberToken, suffixToken, prefixToken:
		return true
	}
	return false
}

// named says that a token is a name rather than a word of the language.
func (c tokenClass) named() bool {
	return c == properNoun || c == placeName || c == personName || c == unknownNoun
}
