package extract

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A nameRun is a stretch of nouns that may hold a name.
type nameRun struct {
	d        *document
	toks     []token
	a, b     int
	sentence sentence
}

func (r *nameRun) start() int { return r.toks[r.a].start }

func (r *nameRun) end() int { return r.toks[r.b-1].end }

// reach takes more tokens into the run until it ends at byte i or behind it.
func (r *nameRun) reach(i int) {
	for r.b < len(r.toks) && r.end() < i {
		r.b++
	}
}

func (r *nameRun) text() string { return r.d.s[r.start():r.end()] }

// read gives the names in the run: at most one company or institution, or the public
// bodies named one behind the other.
func (r *nameRun) read() []orgMention {
	if m, ok := r.legalName(); ok {
		return []orgMention{m}
	}
	if ms := r.publicBody(); len(ms) > 0 {
		return ms
	}
	if m, ok := r.agency(); ok {
		return []orgMention{m}
	}
	if m, ok := r.publicForm(); ok {
		return []orgMention{m}
	}
	if m, ok := r.institution(); ok {
		return []orgMention{m}
	}
	if m, ok := r.slot(); ok {
		return []orgMention{m}
	}
	return nil
}

func (r *nameRun) mention(name string, i, j int, kind orgKind, rule string) (orgMention, bool) {
	base := r.start()
	m := orgMention{start: base + i, end: base + j, kind: kind, sure: true, rule: rule}
	if i = j - len(name); i >= 0 && r.d.s[base+i:base+j] == name {
		m.start = base + i
	}
	return m, m.end > m.start && nameLike(name)
}

// hasName says that some token in [i, j) is a name, not a word of the language.
func (r *nameRun) hasName(i, j int) bool {
	single := 0
	for _, t := range r.toks[r.a:r.b] {
		if t.start < i || t.end > j && t.start >= j {
			continue
		}
		text := r.d.s[t.start:t.end]
		if t.class.named() && !words.notNames[foldWord(text)] {
			return true
		}
		if utf8.RuneCountInString(text) == 1 && t.class != particle {
			single++
		}
	}
	return single >= 2
}

// startsName says that a name may begin with t.
func startsName(s string, t token, next *token) bool {
	if isParenLegal(s, t) {
		return true
	}
	c, _ := utf8.DecodeRuneInString(s[t.start:])
	if unicode.IsDigit(c) && isCounterToken(s[t.end:]) {
		return false
	}
	if (t.class == verb || t.class == prefixToken) && next != nil && next.start == t.end && boundary(s, t.start) && isHiragana(s[t.start:t.end]) && !hiraganaWords[s[t.start:t.end]] {
		return next.class.noun() && unicode.Is(unicode.Han, firstRune(s, next.start)) // さかえ|台
	}
	if kind := t.class; !kind.noun() && kind != particle && kind != symbolToken && c >= 0x4e00 && c <= 0x9fff && t.end-t.start == utf8.RuneLen(c) {
		// one kanji that the dictionary takes for a verb or an adjective: 遠浜
		return next != nil && next.start == t.end && next.class.noun() && boundary(s, t.start)
	}
	return t.class.noun() && t.class != suffixToken && (unicode.IsLetter(c) || unicode.IsDigit(c))
}

func isParenLegal(s string, t token) bool {
	return t.end-t.start == 1 && s[t.start] == '(' && anyPrefix(s[t.start:], parenLegal...)
}

// parenLegal are the legal forms written in parentheses.
var parenLegal = []string{"(株)", "(有)", "(同)", "(一社)", "(公社)", "(一財)", "(公財)", "(福)", "(医)", "(学)", "(特非)"}

// continuesName says that token b goes on with the name before it: nouns, the joints
// inside names (・ & -), a space between Latin words, and what the dictionary cannot
// read behind a legal form.
func continuesName(s string, toks []token, b int) bool {
	t, prev := toks[b], toks[b-1]
	text := s[t.start:t.end]
	switch {
	case strings.ContainsFunc(text, endsRun) || text == "(" && !isParenLegal(s, t):
		return false
	case t.class == numberToken && startsWithDigit(text) && b+1 < len(toks) && isCounterToken(s[toks[b+1].start:toks[b+1].end]):
		return false
	case isKatakana(text) && text != "・", isParenLegal(s, t):
		return true
	case text == ")":
		return anySuffix(s[:t.end], parenLegal...)
	case latinStop.MatchString(text): // Co., Ltd.
		return anyPrefix(s[prev.start:], words.latin...)
	case isJoint(text):
		if b+1 == len(toks) || !toks[b+1].class.noun() {
			return false
		}
		return text[0] >= 0x80 || text == "&" || isLatin(s[prev.start:prev.end]) && isLatin(s[toks[b+1].start:toks[b+1].end])
	case t.class.noun():
		c, _ := utf8.DecodeRuneInString(text)
		return unicode.IsLetter(c) || unicode.IsDigit(c)
	case t.class == timeNoun && isHiragana(text): // みらい, ひかり in a name
		return b+1 < len(toks) && toks[b+1].class.noun()
	case strings.TrimSpace(text) == "":
		if isKatakana(s[prev.start:prev.end]) && prev.end-prev.start >= 9 && b+2 < len(toks) && isKatakana(s[toks[b+1].start:toks[b+1].end]) && toks[b+1].end-toks[b+1].start >= 9 &&
			anyPrefix(s[toks[b+1].end:], "は", "が", "の", "、", "株式会社") {
			return true
		}
		return isLatin(s[prev.start:prev.end]) && b+1 < len(toks) && isLatin(s[toks[b+1].start:toks[b+1].end])
	case t.class == otherToken || t.class == verb:
		return behindLegal(s, prev.end) // hiragana names cut to pieces
	}
	return false
}

// endsRun says that no name goes on with r.
func endsRun(r rune) bool {
	switch r {
	case '、', '。', '「', '」', '『', '』', '【', '】', '|', '/', ':', ';', '!', '?', '※', '→', '\t', '\n', '"':
		return true
	}
	return false
}

// latinStop is the stop of a Latin legal form, a token of its own.
var latinStop = pattern.New(`^[.,]+$`)

// behindLegal says that a legal form ends at byte i of s.
func behindLegal(s string, i int) bool {
	return anySuffix(s[:i], "株式会社", "有限会社", "合同会社", "(株)", "(有)", "法人")
}

func isJoint(s string) bool {
	switch s {
	case "・", "&", "-", "=", ".", "'", "+", "×", "ー", "’":
		return true
	}
	return false
}

func isCounterToken(s string) bool {
	return anyPrefix(s, "年", "月", "日", "時", "分", "件", "人", "名", "社", "円", "万", "億", "千", "台", "校", "回", "世帯", "通", "枚", "冊", "個", "歳", "代", "割", "%", "か", "カ", "ヶ", "箇", "アカウント", "点", "本", "つ", "団体", "ファイル", "号", "条", "組", "位", "期", "週", "度", "報", "次", ",", ".", "・")
}
