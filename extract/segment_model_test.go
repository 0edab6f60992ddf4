package extract

import (
	"math"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// spansOf are the sentences, first and last, that hold what gold says of each case of a text,
// in the order of the text; nil where its cases are not told one behind the other.
func (d *document) spansOf(cases []goldCase) [][2]int {
	n := len(d.sentences)
	points := make([][]float64, len(cases)) // [case][sentence]
	for i, c := range cases {
		points[i] = make([]float64, n)
		find := func(term string, weight float64) {
			term = strings.TrimSpace(normalize(term).s)
			var in []int
			for at := 0; term != "" && at < len(d.s); {
				j := strings.Index(d.s[at:], term)
				if j < 0 {
					break
				}
				if p := at + j; p > 0 && startsWithDigit(term) && d.s[p-1] >= '0' && d.s[p-1] <= '9' {
					// the end of another number
				} else if k := d.sentenceAt(p); k >= 0 && d.lines[d.sentences[k].line].zone != title && (len(in) == 0 || in[len(in)-1] != k) {
					in = append(in, k)
				}
				at += j + len(term)
			}
			for _, k := range in {
				points[i][k] += weight / math.Pow(float64(len(in)), 1.5)
			}
		}
		for _, o := range c.Organizations {
			find(o.Name, 3)
			for _, a := range o.Also {
				find(a, 2)
			}
		}
		for _, e := range c.Dates {
			find(e.Text, 2)
		}
		for _, e := range c.Counts {
			find(e.Text, 3)
		}
		for _, e := range c.Categories {
			find(e.Text, 1)
		}
	}
	order := make([]int, len(cases))
	middle := make([]float64, len(cases))
	for i := range cases {
		order[i] = i
		sum, w := 0.0, 0.0
		for k, p := range points[i] {
			sum, w = sum+p*float64(k), w+p
		}
		middle[i] = sum / max(w, 1e-9)
	}
	slices.SortStableFunc(order, func(a, b int) int {
		switch {
		case middle[a] < middle[b]:
			return -1
		case middle[a] > middle[b]:
			return 1
		}
		return 0
	})
	// best[i][k]: the most points with sentences up to k given to cases up to i
	best := make([][]float64, len(cases))
	from := make([][]bool, len(cases)) // the case begins here
	total := 0.0
	for i, c := range order {
		best[i], from[i] = make([]float64, n), make([]bool, n)
		for k := range n {
			total += points[c][k]
			prev, stay := 0.0, math.Inf(-1)
			if i > 0 {
				prev = math.Inf(-1)
				if k > 0 {
					prev = best[i-1][k-1]
				}
			}
			if k > 0 {
				stay = best[i][k-1]
			}
			from[i][k] = prev > stay
			best[i][k] = max(prev, stay) + points[c][k]
		}
	}
	if n == 0 {
		return nil
	}
	spans := make([][2]int, len(cases))
	k := n - 1
	sum := 0.0
	for i := len(order) - 1; i >= 0; i-- {
		first, last := -1, -1
		for ; k >= 0; k-- {
			if points[order[i]][k] > 0 {
				first = k
				if last < 0 {
					last = k
				}
				sum += points[order[i]][k]
			}
			if from[i][k] && i > 0 {
				k--
				break
			}
		}
		if first < 0 {
			return nil
		}
		spans[i] = [2]int{first, last}
	}
	if sum < 0.6*total {
		return nil
	}
	return spans
}

// openingOf is the sentence with which a case begins whose first evidence is in sentence first, behind
// sentence last of the case before.
func (d *document) openingOf(first, last int) int {
	k := first
	lineHead := func(k int) bool { return k == 0 || d.sentences[k-1].line != d.sentences[k].line }
	for k-1 > last && !lineHead(k) && d.sentences[k-1].line == d.sentences[k].line {
		k--
	}
	if !lineHead(k) {
		return first
	}
	short := func(k int) bool {
		s := d.sentences[k]
		text := d.s[s.start:s.end]
		return k > last && s.line > d.titleLine && lineHead(k) && d.sentences[k+1].line != s.line && !strings.HasSuffix(text, "。") && utf8.RuneCountInString(text) <= maxHeading
	}
	for n, blanks := 0, 0; n < 3 && k > 0 && short(k-1); n++ {
		if d.sentences[k].line-d.sentences[k-1].line > 1 {
			if blanks++; blanks > 1 {
				break
			}
		}
		k--
	}
	return k
}

type sentenceLabel struct {
	holds, unsure [2]bool
}

func (d *document) sentenceLabels(cases []goldCase) []sentenceLabel {
	out := make([]sentenceLabel, len(d.sentences))
	if len(cases) == 0 {
		for k := range out {
			out[k].unsure[1] = true
		}
		return out
	}
	spans := d.spansOf(cases)
	if spans == nil {
		return nil
	}
	if len(cases) == 1 {
		for k := range out {
			out[k].unsure[1] = true
		}
		for k := 0; k <= spans[0][0]; k++ {
			out[k].unsure[0] = true
		}
		return out
	}
	last := -1
	for _, sp := range spans {
		o := d.openingOf(sp[0], last)
		out[o].holds[0] = true
		for k := o + 1; k <= sp[0]; k++ {
			out[k].unsure[0] = true
		}
		// between
		for k := last + 1; k < o; k++ {
			if last >= 0 && d.sentences[k].line == d.sentences[last].line {
				out[k].unsure[1] = true
			} else {
				out[k].holds[1] = true
			}
		}
		last = sp[1]
	}
	for k := last + 1; k < len(out); k++ {
		if d.sentences[k].line == d.sentences[last].line {
			out[k].unsure[1] = true
		} else {
			out[k].holds[1] = true
		}
	}
	return out
}

// openingExamples are the sentences of the gold texts that tell several cases.
func openingExamples(x *Extractor, texts []labelled) (examples []specimen) {
	for _, text := range texts {
		if len(text.cases) < 2 {
			continue
		}
		d := newDocument(text.given)
		labels := d.sentenceLabels(text.cases)
		if labels == nil {
			continue
		}
		o := d.readOutline(x.findMentions(d, text.published), d.breachSentences())
		for k, l := range labels {
			s := o.openingSigns(k, nil)
			examples = append(examples, specimen{signs: s.names, told: s.told, holds: l.holds[:], unsure: l.unsure[:]})
		}
	}
	return examples
}

// roundUpExamples are the gold texts that tell a case.
func roundUpExamples(x *Extractor, texts []labelled) (examples []specimen) {
	for _, text := range texts {
		if len(text.cases) == 0 {
			continue
		}
		d := newDocument(text.given)
		s := d.readOutline(x.findMentions(d, text.published), d.breachSentences()).roundUpSigns(nil)
		examples = append(examples, specimen{signs: s.names, holds: []bool{len(text.cases) > 1}})
	}
	return examples
}

func trainOpenings(examples []specimen) string { return trainPairs(0.5, openingOutcomes, examples) }

func trainRoundUps(examples []specimen) string {
	return trainSigns(0.3, []string{"several"}, examples)
}

func TestOpeningModelIsTrained(t *testing.T) {
	trainWithUpdate(t, "openings.tsv", openingExamples, trainOpenings)
}

func TestRoundUpModelIsTrained(t *testing.T) {
	trainWithUpdate(t, "roundups.tsv", roundUpExamples, trainRoundUps)
}

func TestOpeningModelTellsUnseenOpenings(t *testing.T) {
	judgeUnseen(t, openingExamples, trainOpenings, 0.7)
}

func TestRoundUpModelTellsUnseenRoundUps(t *testing.T) {
	judgeUnseen(t, roundUpExamples, trainRoundUps, 0.8)
}

// TestUnruledRoundUps reads round-ups that show where their cases begin in no form that the
// rules know.
func TestUnruledRoundUps(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       int
	}{
		{"lettered sections", "令和6年度 個人情報の運用状況\n\n1 開示の請求\n請求 40件\n2 漏えい等の事案\n\n ア 通知の送付に関するもの\n 霧丘市が、6月3日に発送した介護保険の通知で、宛名の入れ違いにより12人に別の方の氏名と保険料の額が届きました。6月5日に電話で分かり、6月7日に公表しました。\n\n イ 書類の紛失に関するもの\n 霧丘市が、9月12日、訪問先で申請書4枚を紛失しました。氏名、住所、電話番号が書かれています。9月14日に公表しました。\n\n ウ メールの送信に関するもの\n 霧丘市が、11月20日に講座の案内を送る際、宛先を見える欄に入れ、56人のメールアドレスが漏えいしました。翌日に公表しました。\n\n3 職員の研修\n受講率 98%\n", 3},
		{"one story in sections", "通知の誤送付について\n\n霧丘市\n\n一 経過\n霧丘市は6月3日、介護保険の通知12通を誤って別の方に送付しました。6月5日に電話で分かりました。\n\n二 内容\n氏名、住所、保険料の額が12人分です。\n\n三 対応\n6月7日までに全員の方におわびし、通知を回収しました。\n", 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := incidents(t, c.text); len(got) != c.want {
				t.Errorf("read as %q", got)
			}
		})
	}
}

func TestShapeOf(t *testing.T) {
	for _, same := range [][2]string{{"〔1〕", "〔12〕"}, {"ア 概要", "イ 経緯"}, {"5日付", "12日付"}, {"【ひとつめ】", "【ふたつめ】"}, {"▼霧丘市", "▼葦原町"}} {
		if a, b := shapeOf(same[0]), shapeOf(same[1]); a != b || a == "" {
			t.Errorf("%q is of shape %q, %q of %q", same[0], a, same[1], b)
		}
	}
	if got := shapeOf("霧丘市は"); got != "" {
		t.Errorf("a sentence is of shape %q", got)
	}
}
