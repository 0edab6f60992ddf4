package extract

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A sense is what a word in the sentence says about a count in it.
type sense uint8

const (
	senseData  sense = 1 << iota // 件 of records
	senseEvent                   // 件 of cases
	senseTotal
	sensePart
	senseGross
	sensePrior
	senseAtMost
	senseAtLeast
)

// senseWords are the words of the sentence that colour a count at a distance. near is how
// many runes before the number they reach.
var senseWords = []struct {
	sense sense
	near  int
	words string
}{
	{senseData, 20, "個人情報 顧客情報 会員情報 情報 データ レコード メールアドレス アドレス 書類 記録 名簿 口座 カード 番号 氏名 アカウント 文書 申込書 書 証 リスト"},
	{senseEvent, 20, "事案 事故 事件 被害 不正利用 不正使用 不正送金 不正注文 問い合わせ 問合せ 苦情 ケース 購入 解約 相談 申告 報告 通報 検知 攻撃 違反 インシデント 迷惑メール スパム 送信 試行 引き出し 改ざん"},
	{sensePart, 30, "うち このうち そのうち 内訳"},
	{sensePart, 6, "一部"}, // of the records; その一部が読まれ、対象は300件 says nothing of these
	{senseTotal, 16, "合計 合わせて あわせて 併せて 総数 総計 全体で 全部で トータル 全員"},
	{senseGross, 8, "延べ のべ 名寄せ前 重複を含む 重複含む"},
	{sensePrior, 20, "当初 第一報 第1報 第一報で 前回 速報値 先に公表 既に公表 公表済み"},
	{senseAtMost, 8, "最大で 最大"},
	{senseAtLeast, 12, "少なくとも"},
}

// plainWords mean nothing here. They are listed since they contain words that do.
const plainWords = "うちに うちのお客 うちの店 うちの会社 うちの社 うちの学校 おうち 男性 女性 長男 次男 最大限 最大手 最大級 最大の 全国の 全国展開 " +
	"過去に購入 過去に登録 過去に利用 過去に受診 過去に在籍 過去に注文 過去に取引 過去に応募 過去に申 過去にご 過去にお 過去に予約 過去に参加 過去に送 過去に勤 " +
	"問い合わせフォーム 問い合わせ内容 問い合わせ情報 問い合わせ者 問い合わせ履歴 問い合わせデータ 問い合わせをいただ 問い合わせいただ 問い合わせを頂 問い合わせ頂 問い合わせされ 問い合わせした 問い合わせをした 問い合わせを寄せ 問い合わせ先 問い合わせ窓口 " +
	"第一報の公開後 第1報の公開後 第一報後 第1報後 第一報の後 第1報の後 第一報以降 第1報以降 " +
	"前年度に 前年度まで 前年度以前 前年度の卒 前年度の受 前年度の参 前年度の在 前年に 前年まで 前年の卒 前年の受 前年の参 " +
	"年間パス 年間契約 年間購読 年間会員 導入先 問い合わせ客 問い合わせた " +
	"定員会 限定公開 限定的 平均的 統計情報 統計調査 統計データ 統計システム 受講者 受講生 相談員 相談者 相談窓口 相談内容 相談記録 相談情報 その場合 報告書 報告先 購入者 購入履歴 購入した 購入された 購入され 送信先 送信した 送信され 場合がある"

// A cue is what one word does: sense bits, and for which guards it counts before a number,
// behind one, or against the guard.
type cue struct {
	sense                 sense
	near                  int
	before, after, unless uint64
}

// A cueHit is a cue word of a text, s[start:end].
type cueHit struct {
	start, end int
	cue        *cue
}

var cueWords, cueList = buildCues()

// cueTrie finds the words of senseWords, plainWords and the guards.
var cueTrie = newTrie(cueWords)

func buildCues() (words []string, list []cue) {
	at := map[string]int{}
	add := func(word string) *cue {
		i, found := at[word]
		if !found {
			i = len(list)
			at[word] = i
			words = append(words, word)
			list = append(list, cue{})
		}
		return &list[i]
	}
	for w := range strings.FieldsSeq(plainWords) {
		add(w)
		if rest, ok := strings.CutPrefix(w, "問い合わせ"); ok { // however it is written
			add("お" + w)
			add("問合せ" + rest)
			add("お問合せ" + rest)
		}
	}
	for _, s := range senseWords {
		for w := range strings.FieldsSeq(s.words) {
			c := add(w)
			c.sense |= s.sense
			c.near = max(c.near, s.near)
		}
	}
	for i, g := range guards {
		bit := uint64(1) << i
		for w := range strings.FieldsSeq(g.before) {
			add(w).before |= bit
		}
		for w := range strings.FieldsSeq(g.after) {
			add(w).after |= bit
		}
		for w := range strings.FieldsSeq(g.unless) {
			add(w).unless |= bit
		}
	}
	return words, list
}

// findCues finds the cue words of a text, leftmost and longest.
func findCues(s string) []cueHit {
	var hits []cueHit
	cueTrie.find(s, 0, len(s), func(v, start, end int) {
		// In 5年間 the 年間 is no rate, nor does 前年 of 前年4月 compare anything.
		if start > 0 && isDigit(s[start-1]) && strings.HasPrefix(s[start:], "年") || s[start:end] == "前年" && end < len(s) && isDigit(s[end]) {
			return
		}
		hits = append(hits, cueHit{start, end, &cueList[v]})
	})
	return hits
}

// cuesIn are the hits that lie in s[i:j].
func (r *countReader) cuesIn(i, j int) []cueHit {
	a := sort.Search(len(r.cues), func(k int) bool { return r.cues[k].start >= i })
	b := a
	for b < len(r.cues) && r.cues[b].end <= j {
		b++
	}
	return r.cues[a:b]
}

// reach is how many runes around a count are looked at.
const reach = 40

// judge fills in what the sentence says about the i-th count.
func (r *countReader) judge(i int) {
	e := &r.found[i]
	lo, hi := sentenceStart(r.s, e.number), sentenceEnd(r.s, e.end)
	if n := strings.IndexAny(r.s[e.end:hi], "\t|"); n >= 0 { // the cells behind speak of something else
		hi = e.end + n
	}
	before, after := r.cuesIn(lo, e.number), r.cuesIn(e.end, hi)
	previous := 0
	if i > 0 {
		previous = min(r.found[i-1].end, e.number)
	}
	if e.subject == "" {
		r.readSubject(e, max(lo, previous))
	}
	for _, h := range before {
		if h.cue.sense == 0 || r.runes(h.end, e.start) > h.cue.near {
			continue
		}
		if h.cue.sense&sensePart != 0 && (h.end > previous || r.goesOn(i, h.end)) {
			e.tie |= tiePart
		}
		if h.end <= previous { // what follows belongs to the count before
			continue
		}
		if h.cue.sense&senseTotal != 0 {
			e.tie |= tieTotal
		}
		if h.cue.sense&senseGross != 0 {
			e.tie |= tieGross
		}
		if h.cue.sense&sensePrior != 0 {
			e.tie |= tiePrior
		}
		if h.cue.sense&senseAtMost != 0 && e.max == 0 && !strings.Contains(r.s[h.end:max(h.end, e.start)], "、") {
			e.qualifier = stronger(e.qualifier, "at_most")
		}
		if h.cue.sense&senseAtLeast != 0 && e.max == 0 {
			e.qualifier = stronger(e.qualifier, "at_least")
		}
	}
	if beginsWith(r.s[e.end:], "としていた とされていた と公表していた と発表していた と説明していた から増 から減 だったが") {
		e.tie |= tiePrior
	}
	if beginsWith(r.s[e.end:], "(延べ) (のべ) (重複を含む) (重複含む) (名寄せ前)") {
		e.tie |= tieGross
	}
	if beginsWith(r.s[e.end:], "(重複を除く) (重複除く) (重複を除いた) (実人数) (実数) (名寄せ後)") {
		e.tie |= tieUnique
	}
	e.noun = r.nounOf(e, before, after)
	e.lookalike = r.guard(e, before, after)
}

// goesOn says that a うち which ends at p reaches the i-th count over those before it: they
// are of its unit and listed with it, as in うち会員3人と職員4人. In 20校のうち9校で、計310人が the
// persons are no part of the schools.
func (r *countReader) goesOn(i, p int) bool {
	e := &r.found[i]
	for k := i - 1; k >= 0 && r.found[k].start >= p; k-- {
		if r.found[k].unit != e.unit || e.tie&tieTotal != 0 {
			return false
		}
	}
	return true
}

// nounOf says whether data or events were counted: by the subject, else by the words
// behind the number, else by those before it.
func (r *countReader) nounOf(e *countExpr, before, after []cueHit) string {
	pick := func(h cueHit) string {
		switch {
		case h.cue.sense&senseEvent != 0:
			return "event"
		case h.cue.sense&senseData != 0:
			return "data"
		}
		return ""
	}
	last := ""
	for _, h := range r.cuesIn(e.subjectStart, e.subjectEnd) {
		if n := pick(h); n != "" {
			last = n
		}
	}
	if last != "" {
		return last
	}
	if strings.HasPrefix(r.s[e.end:], "の") || endsWith(r.s[e.start:e.end], "る す た") {
		for _, h := range after {
			if n := pick(h); n != "" && r.runes(e.end, h.start) <= 10 {
				return n
			}
		}
	}
	for _, h := range slices.Backward(before) {
		if n := pick(h); n != "" && r.runes(h.end, e.start) <= h.cue.near {
			return n
		}
	}
	return ""
}

// readSubject reads the noun phrase counted: the one before the number and its leading
// words, over a particle (顧客情報は382件), else the one behind の (1,200人分の氏名). It does
// not look before s[lo].
func (r *countReader) readSubject(e *countExpr, lo int) {
	p := e.subjectEnd
	if p < lo {
		p = lo
	}
	p = lo + len(strings.TrimRight(r.s[lo:p], " \t:|/・…「『(=,"))
	for _, particle := range [...]string{"として", "については", "について", "のうち", "は", "が", "も", "を", "で", "に", "の", "と", "、"} {
		if strings.HasSuffix(r.s[lo:p], particle) {
			p -= len(particle)
			break
		}
	}
	p = lo + len(strings.TrimRight(r.s[lo:p], " 」』)"))
	q := p
	for n := 0; q > lo && n < 24; n++ {
		ch, size := utf8.DecodeLastRuneInString(r.s[lo:q])
		switch {
		case endsWith(r.s[lo:q], "さま さん のみ など"):
			size = len("のみ")
		case nounRune(ch) || ch == 'お' || ch == 'ご' || ch == 'の' && q < p:
		default:
			size = 0
		}
		if size == 0 {
			break
		}
		q -= size
	}
	q += len(r.s[q:p]) - len(strings.TrimLeft(r.s[q:p], "の・"))
	if q < p && strings.Trim(r.s[q:p], "0123456789") != "" {
		e.subject, e.subjectStart, e.subjectEnd = r.s[q:p], q, p
		return
	}
	e.subjectStart, e.subjectEnd = e.end, e.end
	if rest, ok := strings.CutPrefix(r.s[e.end:], "の"); ok {
		k := 0
		for k < len(rest) && k < 20*len("の") {
			ch, size := utf8.DecodeRuneInString(rest[k:])
			if !nounRune(ch) && ch != 'お' && ch != 'ご' {
				break
			}
			k += size
		}
		e.subjectStart = e.end + len("の")
		if strings.HasPrefix(rest[k:], "え") || strings.HasPrefix(rest[k:], "れ") { // 個人データ漏えい
			k -= len(rest[:k]) - len(strings.TrimSuffix(rest[:k], "漏"))
		}
		e.subjectEnd = e.subjectStart + k
		e.subject = rest[:k]
	}
}

func nounRune(ch rune) bool {
	return unicode.Is(unicode.Han, ch) || unicode.Is(unicode.Katakana, ch) || ch == 'ー' || ch == '・' || ch == '々' ||
		ch < utf8.RuneSelf && (isAlnum(byte(ch)) || ch == '-')
}

// runes is the length of s[i:j], 0 where j is not past i.
func (r *countReader) runes(i, j int) int {
	if j <= i {
		return 0
	}
	return utf8.RuneCountInString(r.s[i:j])
}

// sentenceStart is the byte where the sentence or line of s[i] begins, at most reach runes back.
func sentenceStart(s string, i int) int {
	for n := 0; n < reach && i > 0; n++ {
		ch, size := utf8.DecodeLastRuneInString(s[:i])
		if ch == '\n' || ch == '。' || ch == '!' || ch == '?' {
			break
		}
		i -= size
	}
	return i
}

// sentenceEnd is the byte where the sentence or line of s[i] ends, at most reach runes on.
func sentenceEnd(s string, i int) int {
	for n := 0; n < reach && i < len(s); n++ {
		ch, size := utf8.DecodeRuneInString(s[i:])
		if ch == '\n' || ch == '。' || ch == '!' || ch == '?' {
			break
		}
		i += size
	}
	return i
}
