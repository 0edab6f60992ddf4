package extract

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// An actRule gives a role to the words by which something happens. Its words stand in the
// text as they are, up to the part that inflects; find is for what has a gap.
type actRule struct {
	role  string
	words []string
	// tail belongs to the act and follows its word: (連絡)を受け.
	tail *pattern.Pattern
	// ending follows the word or pattern and is only looked at: (発表)した.
	ending *pattern.Pattern
	find   *pattern.Pattern
	// with and without are asked of the phrase up to the act; nil asks nothing.
	with, without *pattern.Pattern
	weak          bool
	hit, miss     string // examples: hit has this role by the rule, miss has not
	index         int
}

// nounEnd is what follows a noun that is used as a verb: する, をした, が完了, or nothing.
var nounEnd = pattern.New(`^(?:か(?:。|$)|し|さ|す|せ|いたし|致し|でき|なさ|済|、|。|\)|/| ?\|| [0-9約]|$|中(?:。|$)|予定|を(?:行|おこな|実施|開始|完了|始|受|し|いたし|致し|終|経|決|要|求|予定|進|開|出)|が(?:行|完了|始|終|済|あ|発生|判|生|続|でき|な)|の(?:うえ|上|後)|に(?:着手|応|努|至|よ|使|利用)|と(?:な|と|の|し|さ))`)

// toldEnd is nounEnd without what the other side does: 説明を受けた.
var toldEnd = pattern.New(`^(?:し|さ|す|せ|いたし|済|、|。|$|を(?:行|おこな|実施|開始|完了|始|し|いたし|終|求)|会)`)

// verbEnd is what follows the stem of a verb.
var verbEnd = pattern.New(`^(?:た|て|、|る|す|し|い|ま|っ|え|り)`)

// certainEnd is what follows 確認 where it is a finding: not 確認するため.
var certainEnd = pattern.New(`^(?:し|さ|す|た|、|。|$|でき|いたし)`)

// apology marks what is sent, said or put on the site because of the incident.
var apology = pattern.New(`お?詫び|おわび|謝罪|削除|破棄|対象(者|の|と|世帯|団体)|該当|順次|書状|経緯|説明|注意喚起|被害|回収|訂正|正しい|関係(者|先|機関)|取引先|全員(に|へ)|個別|(?:協力|確認|返却)[^、。]{0,6}(?:依頼|お願い)|報告|お(知|し)らせし|通知し|確報|速報|差し替え|再(送|発)|指示|送り直|文書|書面|手紙`)

// inquiry marks a phrase in which an investigation, not the discovery, brings something.
var inquiry = pattern.New(`調査|解析|分析|精査|フォレンジック|さかのぼ|改めて|再確認|追加で|新たに|さらに|これまでに|最終|結果|拾`)

// settled marks what is confirmed as done or as being in order.
var settled = pattern.New(`削除|消去|平常|復旧|(?:して|されて)いないこと|(?:被害|流出|漏えい|利用|影響|異常|問題|事例|事案|痕跡|形跡|記録|残っ|残存|含まれ|閲覧|拡散|ほか|他に)[^、。§]{0,14}ないこと|完了|正常|安全|停止|消え|回収|全量`)

// actRules are all rules of acts. Of two that fit the same words the first counts.
var actRules = slices.Concat(toldRules, noticedRules, doneRules, wrongRules)

func list(words string) []string { return strings.Fields(words) }

// verbs are the forms, up to the part that no form lacks, of verbs as dictionaries have
// them: of 打ち込む they are 打ち込ん, 打ち込み, 打ち込まれ and 打ち込む itself.
func verbs(words string) (forms []string) {
	for _, w := range strings.Fields(words) {
		last, n := utf8.DecodeLastRuneInString(w)
		stem := w[:len(w)-n]
		before, _ := utf8.DecodeLastRuneInString(stem)
		if last == 'る' && strings.ContainsRune(ichidan, before) {
			for _, end := range []string{"た", "て", "、", "る", "られ", "まし", "ます", "。"} {
				forms = append(forms, stem+end)
			}
			continue
		}
		for _, end := range godan[last] {
			forms = append(forms, stem+end)
		}
	}
	return forms
}

// ichidan are the signs before る of verbs that do not change; 入る, 知る and 走る end in none.
const ichidan = "いきぎしじちにびみりえけげせぜてでねべめれ替換混見得出寝着"

// godan are the endings of the other verbs by the last sign of each.
var godan = map[rune][]string{
	'う': {"っ", "い", "う", "われ", "わせ"}, 'つ': {"っ", "ち", "つ", "たれ"}, 'る': {"っ", "り", "る", "られ", "らせ"},
	'む': {"ん", "み", "む", "まれ", "ませ"}, 'ぶ': {"ん", "び", "ぶ", "ばれ"}, 'ぬ': {"ん", "に", "ぬ"},
	'く': {"い", "き", "く", "かれ", "かせ"}, 'ぐ': {"い", "ぎ", "ぐ", "がれ"}, 'す': {"し", "す", "され"},
}

// actWords are the words of all rules by their first letter.
var actWords = func() map[rune][]actWord {
	index := map[rune][]actWord{}
	for i := range actRules {
		r := &actRules[i]
		r.index = i
		for _, w := range r.words {
			first, _ := utf8.DecodeRuneInString(w)
			index[first] = append(index[first], actWord{w, r})
		}
	}
	return index
}()

// actSet are the patterns of actRules, which not all have.
var actSet = pattern.SetOf(actRules, func(r *actRule) *pattern.Pattern { return r.find })

type actWord struct {
	text string
	rule *actRule
}
