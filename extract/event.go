package extract

import (
	"slices"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// breach are the words by which Japanese texts tell that data leaked, was lost or that
// a system was broken into.
var breach = pattern.New(`漏え?い|漏洩|流出|漏れ(た|て|る|出)|情報漏れ|漏らし|閲覧(され|した|でき|することができ|可能|して)|見(える|られる|え|ることができる)(状態|形|ように)|見ることができ(た|まし|て)|見られ(た|て)|窃取|盗み|盗ま|盗難|抜き取|持ち出|持ち去|紛失|亡失|遺失|所在[がは]?不明|所在が(確認|分から)|行方不明|なくし|無くし|なくな(っ|る)|無くな(っ|る)|見当たら|置き忘れ|置き引き|車上(荒らし|ねらい|狙い)|誤送信|誤配信|誤送付|誤発送|誤郵送|誤配|誤交付|誤渡|誤廃棄|誤掲載|誤公開|誤表示|誤封入|誤登録|誤開示|誤添付|誤って[^。]{0,40}(送|渡|公開|掲載|添付|廃棄|処分|焼|溶か|配|交付|表示|保存|登録|投稿|入力|設定|開示|持ち帰|封入|印字)|取り違え|入れ違|不正アクセス|不正な?(ログイン|侵入|閲覧|取得|利用|接続|中継)|不正に(アクセス|侵入|閲覧|取得|利用|持ち|ログイン)|サイバー攻撃|ランサム|ウイルス(に|へ)?感染|マルウェアに?感染|感染(し|が|を)|暗号化され|改ざん|改竄|侵入(し|され|を|が|の)|乗っ取|踏み台|スパムメール|迷惑メール|フィッシング|サポート詐欺|遠隔操作|参照(可能|できる|され)|公開(状態|され)|外部に(送信|転送)|目的外|無断で|無断(コピー|複製)|外部から(見|アクセス|閲覧)|第三者(が|に|から)|宛先(を|の|欄)?[^。]{0,16}(誤|間違|違|入れ|入力)|Bcc|BCC|黒塗り|消去|(DDoS|DoS|サービス妨害)攻撃|(つながり|接続し)(にく|づら)|大量のデータを?送|映り込|撮影し|SNSに|裁断|焼却|廃棄|(ごみ|ゴミ)|捨て|送信してしま|送ってしま|渡してしま|横流し|手に渡(っ|り|る)|(情報|名簿|データ|住所|転居先|連絡先|番号)[^。、]{0,12}(を|が)[^。、]{0,16}(流し(た|て)|流れ(た|て|出)|売(っ|り)(た|て|渡|払|込))|スパムが|(偽|にせ|ニセ)の[^。、]{0,8}(ログイン|サイト|画面|フォーム|認証)[^。、]{0,8}(に|へ)[^。]{0,24}(入力|打ち込|入れ)|ばらま(か|い|き)|筒抜け|丸見え|(盗み|のぞき|覗き)見|別の(方|人|世帯|会社|業者|お客|患者|保護者|児童|生徒|納)|別人|他人`)

// hypothetical sentences tell what may happen to anybody.
var hypothetical = pattern.New(`たとえば|例えば|としましょう|とします。?$|(する|した|い|な|の)場合(は|に|には|、|も)|こと(も|が)(珍しく|少なく|多|あり(ます|得|う|、|。)|考え)|こと(も|が)でき(ます|る([^状形よ]|$)|れば|ず|な)|ケースも|ケースが(多|増|あ)|防(ぐ|げ|止([^法]|$))|予防([^課接局医]|$)|一般的?に|多くの(場合|企業|組織|攻撃)|狙われ(る|や|て)|リスク(が|を|は|に|も)|注意(し|が必要|して|を呼)|ましょう|てください|べき(で|だ|。)|ないよう|しかねない|可能性もあります|重要で|必要があ|不可欠|推奨|増えて(い|お)|増加(し|傾向)|巧妙化|された場合|と思われます|求められ|言えるでしょう|させる恐れ|につながる(可能性|恐れ|おそれ)|[うくすつぬむるぐぶ]と、[^。]{0,60}しま(う|います)(から)?。?$`)

// imagined sentences tell of drills and inventions.
var imagined = pattern.New(`(^|[、。「])もし|仮に|訓練|想定(し|の|され)|模擬|架空|演習|仮想`)

// reported says that the sentence reports a finding or an announcement, whatever else
// it weighs: 「…した場合、…状態だったと発表した」.
var reported = pattern.New(`(事案|事故|事態|事象|ミス|誤り)が(発生|生じ|起こ|起き|あり)[^。、]{0,10}(た|ました)[。」]?$|てしまいました[。」]?$|(発表|公表|明らかに)(し|され)(た|ました)[。」]?$|(判明|発覚)(し|いたしま)(た|した|ました)[。」]?$|ことが(分か|わか)(った|りました)[。」]?$`)

// denial says that the event did not happen: a notice about something else.
var denial = pattern.New(`(漏え?い|漏洩|流出|漏れた|外部に出).{0,16}(ではな|では(?:あり|ござい)ませ|ものでは(な|あ)|事実は(な|あり)|おそれは(な|あり)|恐れは(な|あり)|心配は)|(渡|漏|出|混ざ|混じ|混入し|見ら|知ら|届|つなが|流れ|移|伝わ|表示さ|印字さ|掲載さ|記載さ|侵入さ)[^。、]{0,6}((た|だり)[^。、]{0,4}(例|こと|もの|事実|わけ)|る[^。、]{0,4}(恐れ|おそれ|心配))(は|も|では)、?(一切|まったく|全く|一度も)?(な(い|く|かった)|ありませ|ございませ)`)

// statistic sentences count cases of many.
var statistic = pattern.New(`集計|前年(同期|比|度比|同月)|統計(による|では|に(よ|も)|上|でも)|年間[^。]{0,10}[0-9]|割合|構成比|平均|過去最多|[0-9]位|認知件数|報告件数|(編集部|当サイト|当社|民間団体|本誌)(が|の)?(調べ|確認した|数えた)|[0-9]件中|のうち[0-9]+件で`)

// thing is what goes astray in a mishap: papers, media, messages with personal data.
var thing = pattern.New(`個人情報|情報|データ|氏名|お?名前|住所|アドレス|名簿|書類|文書|通知|お知らせ|封筒|はがき|ハガキ|手紙|メール|ファクス|FAX|ファイル|記録|カルテ|答案|調査票|申請書|納付書|請求書|明細|伝票|控え|端末|パソコン|タブレット|スマートフォン|USB|媒体|ハードディスク|かばん|鞄|バッグ|写真|動画|画面|投稿|台帳|カード|一覧|シート|メモ|箱`)

// impersonation is fraud in somebody's name, by which nothing of his need have leaked.
var impersonation = pattern.New(`(を|の名を|に)(装|騙|かた|名乗|なりすま)[^。]{0,30}(メール|電話|サイト|SMS|ショートメッセージ|DM|訪問|広告|アカウント|業者|文書|はがき|封書|者)|(偽|不審な|なりすまし)[^。]{0,6}(メール|電話|サイト|SMS|アカウント)`)

// leaked are the plain words of a breach of one's own.
var leaked = pattern.New(`漏え?い|漏洩|流出|不正(な)?(アクセス|ログイン|侵入)|乗っ取|感染|窃取|閲覧され|踏み台|送信(され|して)`)

// sayings are what whole sentences are asked for.
var sayings = pattern.SetOf([]*pattern.Pattern{
	breach, mishap, thing, hypothetical, imagined, reported, denial, statistic, impersonation, leaked, announcedPlan, sorryWords, invented, courts, quoted,
	selfReference, anaphora, thisCase, otherCase, causeFrame, causeLabel, past, asked, feared, dated, onSale, requested, question, announcing, arrests, nothingHappened, harmless, rumour,
	addressed, announcedAtEnd, signedLine, lastWord, letterSender, greeting, accordingTo, anonymousForms, somebodyThere, doesTrade, hasTrade,
	digestWords, ordinal, nextTurn, kindThen, several, another, sameStory, remarks, both, clientele, secondCase, casesCounted, rankTakenUp, topicAhead,
}, func(p **pattern.Pattern) *pattern.Pattern { return *p })

// asks is the text of sentence k, to be asked for sayings.
func (d *document) asks(k int) *pattern.Text {
	s := &d.sentences[k]
	if s.text == nil {
		s.text = sayings.Text(d.s[s.start:s.end])
	}
	return s.text
}

// asksJoined is asks for a sentence with the white space taken out of its text.
func (d *document) asksJoined(k int, joined string) *pattern.Text {
	if t := d.asks(k); len(joined) == len(t.String()) {
		return t
	}
	return sayings.Text(joined)
}

// without is a text without the matches of a pattern in it.
func without(t *pattern.Text, p *pattern.Pattern) *pattern.Text {
	if !t.Match(p) {
		return t
	}
	return sayings.Text(p.ReplaceAllString(t.String(), ""))
}

// tellsBreach says that a sentence tells of a breach that happened, or that its
// organisation fears has.
func tellsBreach(t *pattern.Text) bool {
	return speaksOfBreach(t) && !t.Match(announcedPlan) && (!t.Match(impersonation) || t.Match(leaked)) && (!t.Match(hypothetical) || t.Match(reported)) && !t.Match(imagined) && !t.Match(denial) && !t.Match(statistic)
}

// harmless are phrases with a word of breach that mean something else: what was left out,
// a telephone that is busy.
var harmless = pattern.New(`(差し?替え|記載|確認|点検|登録|入力|転記|反映|更新|申請|連絡|手続き?|作業|処理|計上|印字|表示|説明)[がのも]?漏れ(た|て|る)|電話[^。、]{0,12}(つなが|繋が)り(にく|づら)`)

// speaksOfBreach says that a sentence has the words of a breach or of a mishap with data.
func speaksOfBreach(t *pattern.Text) bool {
	t = without(t, harmless)
	return t.Match(breach) || t.Match(mishap) && t.Match(thing)
}

// tells is tellsBreach of sentence k.
func (d *document) tells(k int) bool { return tellsBreach(d.asks(k)) }

// breachSentences are the sentences of d that tell a breach in the story or title.
func (d *document) breachSentences() []bool {
	out := make([]bool, len(d.sentences))
	for i, s := range d.sentences {
		if z := d.lines[s.line].zone; z == story || z == title {
			out[i] = d.tells(i)
		}
	}
	return out
}

// selfReference are the words by which the publisher of a notice names itself.
var selfReference = pattern.New(`当社|弊社|小社|当行|当金庫|当組合|当健保|当会|弊会|当協会|当財団|当機構|当法人|当(病)?院|本院|本学|本校|当校|当園|本園|当センター|当館|本市|当市|本県|当県|本町|当町|本村|本区|(?:^|[^捜査法融督税])当局|本局|当(法|事)務所|当サイト|当店|当ホテル|当連盟|当研究所|本会|本機構|本研究所|本協会|本組合|私ども|わたくしども|当クラブ|当ショップ|わたしども|弊店|弊所|弊協会`)

// quoted speech is somebody else's 当社.
var quoted = pattern.New(`「[^「」]{12,}」`)

// apologises is the apology of who writes, not the report of one.
var apologises = pattern.New(`(お詫び|おわび)(を)?(申し上げ|いたし|します|する)|(お詫び|おわび)の(言葉も|しようも)|申し(訳|わけ)(ございません|ありませんでした|ない)。?([^」]|$)|頭を下げます`)

// isNotice says that the text was written by the organisation itself.
func (d *document) isNotice() bool {
	if h := d.headline(); sorryWords.MatchString(h) && polite.MatchString(d.s) {
		return true
	}
	return slices.ContainsFunc(d.lines, func(l line) bool {
		if l.zone != story && l.zone != title && l.zone != prevention {
			return false
		}
		s := quoted.ReplaceAllString(d.text(l), "")
		return selfReference.MatchString(s) || apologises.MatchString(s)
	})
}

// briefly says that a text tells a breach in note form: no verb in the past, but the
// words of one and no word of a hypothesis.
func briefly(t *pattern.Text) bool {
	return speaksOfBreach(t) && !t.Match(announcedPlan) && !t.Match(hypothetical) && !t.Match(imagined) && !t.Match(denial) && !t.Match(statistic)
}

// announcedPlan sentences tell what somebody is going to do.
var announcedPlan = pattern.New(`([^て](い?た)?します|予定(です|だ)?|つもりです)。?$`)

var dated = pattern.New(`[RHS][0-9]{1,2}\.[0-9]|[0-9]{4}\.[0-9]|[0-9一二三四五六七八九十〇]{1,4} ?[年月日/]|発表|公表|明らかに|昨年|今年|先月|今月`)
