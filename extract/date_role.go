package extract

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// A roleCue says by which words a clause gives its date a role. Cues are tried in the
// order of the table: the verb that closes a clause is told from the nouns in it.
type roleCue struct {
	role string
	find *regexp.Regexp
}

// labelCues read the label in front of a date: 発表日 2025年…, 判明:11月25日.
var labelCues = []roleCue{
	{"", regexp.MustCompile(`(購読|受付|開催|対象期間|申込|募集|締切|締め切り|施行|次回|営業|生年|有効|契約期間|委託期間|保存期間)[^\s]{0,6}\s*[::]?\s*$`)},
	{"announced", regexp.MustCompile(`(発表|公表|公開|報道発表|プレスリリース|公表日|発表日|公表年月日)(年月)?(日|日時)?\s*[::は]?\s*$`)},
	{"dateline", regexp.MustCompile(`(更新|掲載|配信|投稿|作成|公開|最終更新|記事)(年月)?(日|日時)?\s*[::]?\s*$`)},
	{"detected", regexp.MustCompile(`(発覚|判明|覚知|検知|認知|発見|把握|確認|気付いた)(した)?(年月)?(日|日時|時期|の日)?\s*[::は]?\s*$`)},
	{"occurred", regexp.MustCompile(`(発生|送信|送付|発送|紛失|誤送信|事故|事案|漏えい|流出|配布|交付|郵送|掲載|盗難|時期|日時|侵入|感染|閲覧|公開|公開期間|期間|いつ)(した|の|が)?(時期|年月)?(日|日時|期間|時期|の時期)?\s*[::は]?\s*$`)},
	{"response", regexp.MustCompile(`(報告|通知|回収|謝罪|対応|停止|再開|復旧|届出|削除|連絡|公開停止)(した)?(年月)?(日|日時)?\s*[::は]?\s*$`)},
}

// scopeCues read the clause behind a date.
var scopeCues = []roleCue{
	{"announced", regexp.MustCompile(`発表(し|され|が|を|と|した|日|で|。|する|いたし)|公表(し|され|が|を|と|。|する|いたし|$|文)|明らかに(し|な)|会見|プレスリリース|第[0-9一二三四五六七八九十]+報|(第一|初|続|速)報|お知らせ(を|し|いたし)[^。]{0,6}(掲載|公開|公表)|(ホームページ|サイト|HP)[^。]{0,10}(公表|掲載し|お知らせ)|発出|陳謝|明かし`)},
	{"detected", regexp.MustCompile(`発覚|判明|気付|気づ|検知|覚知|察知|把握|認識|指摘(が|を|で|をい|され|により)|申し?出|(連絡|通報|報告|問い合わせ|お問い合わせ|情報提供|通知|相談|指摘|照会|知らせ)(を受け|があ|が入|が寄せ|をいただ|を頂|をもら|が届|を受領|がなされ|により)|発見|見つか|見つけ|(わか|分か)(っ|り|る)|ないこと(に|が)|異常|届いていな|返信がな|不審な|確認(し|され|した|。|いたし|が取れ|でき)|アラート|懸念|疑い`)},
	{"response", regexp.MustCompile(`報告(し|を行|いたし|。|済|書|した|を提出|完了|$)|届(け出|出|け)|相談(し|を|。|いたし)|停止(し|。|した|いたし|措置|を|$)|遮断|閉鎖|切り離|削除(し|を|。|依頼|いたし|済|が|$)|回収|謝罪|お詫び|おわび|連絡(し|を(行|開始|差し上げ|始|取)|いたし|。|済|先|$)|通知(し|を|。|いたし|書を|$)|再開|復旧|(調査|フォレンジック)[^。、]{0,14}(開始|完了|終了|依頼|着手|終え|結果)|完了|設置|処分|逮捕|書類送検|変更(し|を|。|いたし)|初期化|リセット|改修|修正|改め|提出|申告|配信(し|を)|予定|訪問|説明(し|を|。)|送付(し|を行)|郵送(し|で|を)|発送(し|を)|お送り|見直|指示|開始(し|。|した|$)|終了|公開(を)?(停止|中止)|非公開|無効化|解除|補填|返金|返還|捜索|遺失届|被害届|告訴|告発|受理|始め|戻|導入|対策本部|案内|懲戒`)},
	{"occurred", regexp.MustCompile(`発生|送信|送付|発送|郵送|誤|侵入|感染|不正(に)?(アクセス|ログイン|侵入|利用|取得|閲覧)|攻撃|ログイン|紛失|置き忘れ|盗|持ち出|なくし|無くし|閲覧|公開|改ざん|暗号化|渡し|入力|アップロード|投稿|保存|コピー|送っ|漏え?い|漏洩|流出|漏れ|漏らし|掲載|開示|廃棄|処分|障害|被害|転送|添付|登録|配布|交付|設定|状態|移し|取り違え|印刷|持参|転売|売却|落と|外出|撮影|使え|つながら|開い|クリック|電話をかけ|続い|行われ|実行|持ち帰|参加|受け取`)},
}

// periodCues say that a span of time picks the records, not the event: those who bought
// or registered in it.
var periodCues = regexp.MustCompile(`^(」|\))?(まで|迄)?(の間|の期間|間)?(に|の|で|、|中に|分|分の|において|にかけて)?[^。]{0,44}(購入|注文|利用|登録|申(し)?込|入会|在籍|在学|受診|受検|加入|契約|採用|応募|来店|宿泊|予約|受講|通院|診療|手術|寄附|寄付|会員|入力され|決済され|決済した|ご入力|お支払い|取引|参加|卒業|入学|入院|検査|保存|記録|作成|名簿|発行|納付|届け出|転入|勤務|退職|お問い合わせ|問い合わせ|資料請求|買い物|カード(決済|を利用|で))[^。]{0,24}(した|された|ことのある|いただいた|頂いた|なさった|いた|る)?[^。、]{0,14}(人|方|者|顧客|お客|会員|患者|生徒|児童|学生|利用|データ|情報|分|対象|名簿|件|記録|もの|カード|注文)`)

// openStates say that a span is how long the data lay open or the attack went on.
var openStates = regexp.MustCompile(`状態|閲覧(可能|でき)|公開(され|して)|不正(に)?(アクセス|ログイン|侵入)|続い|攻撃|改ざん|漏え?い|流出|持ち出|漏ら|外部から|参照|発生|侵入|見られ|見える|表示`)

// A storyDate is a date of the incident's story with a role.
type storyDate struct {
	resolvedDate
	role   string
	rule   string
	weight int
}

// readDateRoles gives roles to the dates of a block. A date may have more than one.
func (d *document) readDateRoles(dates []resolvedDate, in func(sentence) bool, notice bool, published string, skimming bool) []storyDate {
	var out []storyDate
	for i, e := range dates {
		if !e.ok || e.asOf {
			continue
		}
		k := d.sentenceAt(e.start)
		if k < 0 || !in(d.sentences[k]) {
			continue
		}
		s := d.sentences[k]
		li := d.lineAt(e.start)
		l := d.lines[li]
		if l.zone != story && l.zone != title && l.zone != prevention {
			continue
		}
		if d.backgroundDate(s, e) {
			continue
		}
		stop := s.end
		if i+1 < len(dates) && dates[i+1].start < stop {
			stop = dates[i+1].start
		}
		for _, r := range d.rolesOf(e, s, l, stop, notice, published, skimming) {
			out = append(out, r)
		}
	}
	return out
}

// otherTimes are sentences about older cases.
var otherTimes = regexp.MustCompile(`をめぐって|を巡って|過去(に|にも|の)|以前にも|年にも|これまでにも|同様の(事案|事例|被害|ミス|問題)(が|は|も)|続発|相次い`)

func (d *document) backgroundDate(s sentence, e resolvedDate) bool {
	before := d.s[s.start:e.start]
	return otherTimes.MatchString(before) || strings.HasPrefix(d.s[e.end:], "にも")
}

func (d *document) rolesOf(e resolvedDate, s sentence, l line, stop int, notice bool, published string, skimming bool) []storyDate {
	one := func(role, rule string, w int) []storyDate {
		return []storyDate{{resolvedDate: e, role: role, rule: rule, weight: w}}
	}
	label := lastRunes(d.s[max(l.start, s.start):e.start], 16)
	if e.start >= l.start && l.start > s.start {
		label = lastRunes(d.s[l.start:e.start], 16)
	}
	after := strings.TrimLeft(d.s[min(e.tail, stop):stop], " 、:|→…・\t()")
	lineRest := strings.TrimLeft(d.s[min(e.tail, max(l.end, e.tail)):max(l.end, e.tail)], " 、:|→…・\t")
	dateline := strings.TrimSpace(d.s[l.start:e.start]) == "" && utf8.RuneCountInString(lineRest) <= 6 || strings.Contains(label, "(Security")
	for _, c := range labelCues {
		if strings.TrimSpace(label) == "" || !c.find.MatchString(label) {
			continue
		}
		if c.role == "dateline" {
			dateline = true
			break
		}
		if c.role == "" {
			return nil
		}
		if c.role == "occurred" && e.interval && periodCues.MatchString(after) {
			continue
		}
		return one(c.role, "date-role/label-"+c.role, 3)
	}
	if dateline && l.kind != row && l.kind != item {
		if notice && !e.interval && (published == "" || e.Start >= published || strings.HasPrefix(published, e.Start)) {
			return one("announced", "date-role/dateline", 1)
		}
		return nil
	}
	if l.zone == title {
		return nil
	}
	// spans of time
	if e.interval || e.since || e.until || e.from.fiscal {
		full := d.s[min(e.end, s.end):s.end]
		if periodCues.MatchString(full) && !strings.Contains(firstRunes(full, 30), "状態") {
			return one("data_period", "date-role/period", 3)
		}
		if e.interval {
			if openStates.MatchString(after) {
				return one("occurred", "date-role/open-span", 3)
			}
			if skimming {
				return one("data_period", "date-role/skimming-span", 2)
			}
		}
		if e.from.fiscal {
			return one("data_period", "date-role/fiscal-year", 1)
		}
	}
	// the subject's date in front of a sentence that ends in 発表した
	if announcedAtEnd(d.s[e.tail:s.end]) && topical(d.s[s.start:e.start], d.s[e.tail:s.end]) && e.tail <= s.end && !e.interval {
		out := one("announced", "date-role/announced", 3)
		return out
	}
	// a row of a timeline may tell several steps
	timeline := strings.TrimSpace(d.s[l.body:e.start]) == "" && l.kind != heading && (l.kind == row || l.kind == item || utf8.RuneCountInString(d.s[l.start:l.end]) < 80)
	var out []storyDate
	have := map[string]bool{}
	for n, clause := range clauses(after) {
		role := clauseRole(clause)
		if role == "" {
			continue
		}
		if n > 0 && len(out) > 0 && !(role == "response" || timeline) {
			continue
		}
		if len(out) > 0 && !timeline && n > 2 {
			break
		}
		if !have[role] {
			have[role] = true
			out = append(out, storyDate{resolvedDate: e, role: role, rule: "date-role/" + role, weight: 2})
		}
		if len(out) == 2 || len(out) == 1 && !timeline && role != "detected" && role != "occurred" {
			break
		}
	}
	if len(out) == 0 {
		// a bare row or a clause whose verb stands behind the next date
		for _, c := range scopeCues {
			if c.find.MatchString(d.s[min(e.tail, s.end):s.end]) {
				return one(c.role, "date-role/sentence-"+c.role, 1)
			}
		}
		return nil
	}
	return out
}

// announcedAtEnd says that the last verb of a sentence is one of announcing.
func announcedAtEnd(s string) bool {
	return regexp.MustCompile(`(発表|公表|明らかに|公開)[^。、]{0,12}。?$|(発表|公表)した。?$`).MatchString(lastRunes(s, 24))
}

// topical says that a date belongs to the main verb: it follows は, or opens the
// sentence and is set off by 、.
func topical(before, after string) bool {
	b := strings.TrimSpace(before)
	return (anySuffix(b, "は", "が", "では", "も", "は、", "が、", "」は") || b == "") && !anyPrefix(after, "に発生", "の", "から", "まで", "に送", "に誤", "に紛") ||
		anyPrefix(after, "、") && utf8.RuneCountInString(b) < 24
}

// clauses cuts a sentence at 、 and 。.
func clauses(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == '、' || r == '。' || r == ',' || r == '/' || r == '\n' })
}

// clauseRole reads the role from the last verb of a clause, else from its nouns.
func clauseRole(c string) string {
	best, at := "", -1
	for _, cue := range scopeCues {
		locs := cue.find.FindAllStringIndex(c, -1)
		if locs == nil {
			continue
		}
		if last := locs[len(locs)-1]; last[0] > at {
			if best != "" && cue.role == "occurred" {
				continue // nouns of the event do not outdo the verb
			}
			best, at = cue.role, last[0]
		}
	}
	return best
}
