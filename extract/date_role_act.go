package extract

import (
	"cmp"
	"slices"
	"strings"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// An act is a verb of the story, or a noun that stands for one: 紛失した, 連絡を受け,
// 調査完了。
type act struct {
	role       string
	rule       int // index of its rule
	start, end int // the stem; the verb's ending follows
	link       link
	// weak acts take another role when the story is already known: what is sent or
	// confirmed after the discovery is a response.
	weak bool
	// announced acts are what a verb of announcing tells; their date may be its own.
	announced bool
	// state acts last and have no day of their own: 閲覧できる状態, 送信されていた.
	state bool
}

// A link says how an act is tied to what follows it.
type link int8

const (
	linkEnd       link = iota // the sentence ends with it
	linkAnd                   // し、 受け、 て
	linkWhen                  // した際、したところ、したため
	linkQuote                 // したと(公表)、したことが(判明)、した旨を
	linkAdnominal             // した + noun
	linkDescribes             // する + noun, した + 人: no event, but who or what
)

// lastSign is the last sign of a word that says how its verb is tied to what follows.
var lastSign = pattern.New(`^[ただてでるむくぐすつぶぬう、]$`)

// stateEnds are endings that make a verb a lasting state.
var stateEnds = pattern.New(`^(?:状態|[ぁ-ん]{0,6}(?:可能|できる|状態|なってい))`)

// lasting is a verb that says in what state a thing was: 入れていた媒体.
var lasting = pattern.New(`^(?:て|.[しさ](?:れ)?て)い(?:た|る)[一-龠ァ-ヶA-Za-z「]`)

// maybeEnd makes what is told of a noun a mere chance: 閲覧された可能性のある.
var maybeEnd = pattern.New(`^[ぁ-ん]{1,4}(?:可能性|おそれ|恐れ|疑い)の`)

// undoneEnd are endings by which an act did not happen, or only if: ない, ず, れば, した場合.
var undoneEnd = pattern.New(`^(?:に至ら|には至ら|を受)?[ぁ-ん]{0,5}?(?:な(?:い|か|く)|よう(?:と|に)|ませ|ず|ぬ|ければ|れば|たら|なら)|^(?:を受)?[ぁ-ん]{0,5}(?:場合|おそれ|恐れ)[^が]`)

// toCome are endings of what will be done, which is a step, not what went wrong: お送りします.
var toCome = pattern.New(`^(?:し|りし|いたし|致し|させていただき|り)?(?:ます(?:。|$|が、|ので)|する?予定)`)

// modalEnd endings follow the verb of a sentence and quote nothing: という, とみられる.
var modalEnd = pattern.New(`^[ぁ-ん]*?(?:と(?:み|見)られ(?:る|ている|てい|ます)?(?:。|、|が|と|$)|とい(?:う|い)|とのこと|としてい|とされ|とした|と説明|そうで|らし|ようだ|ようで|と思われ|と話し|ことにな|ことにし|ことが(?:あ|でき)|と(?:考え|推定|推測))`)

var quoteEnd = pattern.New(`(?:と|こと(?:を|が|に|は|も|から|で)?|との|とする|として|とみて|のを|のが|のに|のは|旨)$`)

var whenWord = pattern.New(`^(?:際|時|後|結果|直後|上で|直前|途中|最中|翌|当時)`)

var whenEnd = pattern.New(`(?:ところ|ため|うえ|まま|とき|ほか|のち|あと|よう|だけ|ために|ことで|ことから|ことにより|と)$`)

// linkOf reads the ending of a verb whose stem ends where s begins.
func linkOf(s string) link {
	if modalEnd.MatchString(s) {
		return linkEnd
	}
	n := 0
	for _, r := range s {
		if n > 24 || !(r >= 'ぁ' && r <= 'ん' || strings.ContainsRune("致頂行済実施", r)) {
			break
		}
		n++
	}
	ending := firstRunes(s, n)
	rest := s[len(ending):]
	if rest != "" && anySuffix(ending, "お", "ご") { // された + お客様
		ending = ending[:len(ending)-len("お")]
	}
	switch {
	case rest == "" || anyPrefix(rest, "。", ")", "」", "/", "|", " |"):
		return linkEnd
	case anyPrefix(rest, "旨", "事実を", "事実が", "事実に"):
		return linkQuote
	case whenWord.MatchString(rest):
		return linkWhen
	case anySuffix(ending, "すると", "ると") || strings.HasSuffix(ending, "と") && strings.HasPrefix(rest, "、") && len(ending) > len("と"):
		return linkWhen
	case quoteEnd.MatchString(ending):
		return linkQuote
	case whenEnd.MatchString(ending):
		return linkWhen
	case anyPrefix(rest, "、"):
		return linkAnd
	case anySuffix(ending, "た", "だ") && anyPrefix(rest, "人", "方", "者") || anySuffix(ending, "たかた"):
		return linkDescribes
	case anySuffix(ending, "た", "だ"):
		return linkAdnominal
	case anySuffix(ending, "る", "す", "む", "ぐ", "つ", "ぶ", "ぬ", "く"):
		return linkDescribes
	}
	return linkAnd
}

// findActs finds the acts of a text in its order. Of two that begin at the same place the
// longer counts, of two that overlap the first: 調査を開始, not 開始.
func findActs(s string) []act {
	var all []act
	for i, first := range s {
		for _, w := range actWords[first] {
			if strings.HasPrefix(s[i:], w.text) {
				if a, ok := w.rule.read(s, i, i+len(w.text)); ok {
					all = append(all, a)
				}
			}
		}
	}
	for i, places := range actSet.In(s, 12) {
		r := &actRules[i]
		for _, m := range places {
			if a, ok := r.read(s, m[0], m[1]); ok {
				all = append(all, a)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b act) int {
		return cmp.Or(a.start-b.start, b.end-a.end, a.rule-b.rule)
	})
	out := all[:0]
	for _, a := range all {
		if n := len(out); n > 0 && a.start < out[n-1].end {
			continue
		}
		out = append(out, a)
	}
	return out
}

// read makes an act of s[i:j], where a word of the rule or its pattern stands.
func (r *actRule) read(s string, i, j int) (act, bool) {
	if r.tail != nil && r.find == nil {
		m := r.tail.FindStringIndex(s[j:])
		if m == nil {
			return act{}, false
		}
		j += m[1]
	}
	stem := j
	if end := firstRunes(s[j-len("た"):], 1); stem-i > 2*len(end) && lastSign.MatchString(end) {
		stem -= len(end) // 届いた書類 is a thing, however much of its verb the rule names
	}
	before, behind := s[phraseStart(s, i):i], s[j:]
	switch {
	case r.ending != nil && !r.ending.MatchString(behind),
		r.with != nil && !r.with.MatchString(before),
		r.without != nil && r.without.MatchString(before),
		undoneEnd.MatchString(strings.TrimPrefix(behind, "をおこな")), // をおこないました is no ない
		strings.HasPrefix(s[i:], "確認したところ"):
		return act{}, false
	}
	a := act{role: r.role, rule: r.index, start: i, end: j, link: linkOf(s[stem:]), weak: r.weak,
		state: stateEnds.MatchString(s[i:]) || stateEnds.MatchString(behind) || maybeEnd.MatchString(behind) || lasting.MatchString(s[j-len("て"):])}
	if a.role == "occurred" && toCome.MatchString(behind) {
		a.role = "response"
	}
	if a.role == "detected" && inquiry.MatchString(before) {
		a.weak = true
	}
	return a, a.link != linkDescribes
}

// phraseStart is where the phrase begins that leads up to byte i: behind the last 。 or date.
func phraseStart(s string, i int) int {
	j := max(strings.LastIndex(s[:i], "。"), strings.LastIndex(s[:i], "§"))
	return max(j, strings.LastIndex(s[:i], "、"), 0)
}
