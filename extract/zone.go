package extract

import (
	"strings"
	"unicode/utf8"

	"github.com/kawaraban/kawaraban/extract/pattern"
)

// A zone says what part of an article a line belongs to. Facts are taken from the
// story; the title may vouch for them.
type zone int8

const (
	story      zone = iota
	title           // the headline
	prevention      // what the organisation will do better; its dates are steps of the story
	advice          // what readers should do, general explanation
	example         // illustrative cases, hypothetical attacks, sample forms
	background      // older or other cases, statistics
	aside           // navigation, related articles, rankings, profiles, contacts, adverts
)

// headingZones say which headings open which zone. The first that matches decides;
// a heading that none matches belongs to the story.
var headingZones = []struct {
	zone zone
	find *pattern.Pattern
}{
	{aside, pattern.New(`(^|[^\p{Han}])関連(する|性の高い)?(記事|話題|リンク|ニュース|情報|ページ|ファイル|資料|サイト|コンテンツ|トピック|商品|の?お知らせ)|^[【\[<〈]?関連([】\]>〉 :]|$)|一次情報|参考(リンク|文献|資料|URL|情報|サイト|$)|(あわせて|合わせて|併せて|こちらも|次に|もっと)(読|ご覧|おすすめ|どうぞ)|こちらの記事も|よく読まれ|いま読まれ|ランキング|人気(記事|の記事)|おすすめ(記事|の記事|商品)|(最新|新着|注目|他の|ほかの|前後の|最近の|過去の|これまでの|今までの|以前の|その他の)(の)?(重要な)?(記事|ニュース|お知らせ|エントリ|投稿|トピック|リリース|ご案内|掲載)|(改訂|変更|修正|訂正|加筆|掲載|更新|改版)(の)?(履歴|記録)|バックナンバー|コメント($|\(|を|一覧)|^コメント|この記事(を|の|に|が)|^(執筆|著者|筆者($|[^調])|ライター|監修)|(執筆者?|著者|筆者|監修者?|ライター)(紹介|プロフィール|について|情報|:|$)|プロフィール|カテゴリ|タグ(一覧)?$|^[月年過去記事別の]*アーカイブ|(セミナー|ウェビナー|イベント)(情報|案内|のご案内|開催)|資料(ダウンロード|請求)|ダウンロード($|[^のがさし])|メルマガ|メールマガジン|購読($|[^をが])|広告($|[^\p{Han}]|掲載|募集|枠|欄)|スポンサー|^\[?PR\]?|シェア|お?(問い?合わ?せ|問合わ?せ)(先|窓口|は|$|\))|(本件|報道|相談)に(関する|ついての)(お)?(問|連絡)|(連絡|相談|受付)(先|窓口)|^窓口|サイトマップ|メニュー|目次|編集部(が|より|から)|採用情報|会社概要|更新履歴|出典|引用元|ソース一覧|(お役立ち|無料)(資料|ツール)|アンケートにご協力|SNS(で|を)|次回|^予告|(次号|近日)[^。]{0,6}予告|(^|[^へ別]の|[^の])ご案内$`)},
	{example, pattern.New(`(ケース|事例|例|シナリオ|パターン)\s*[0-9A-ZⅠ-Ⅹ一二三四五①-⑩]*\s*[::・)\-]?\s*[^\s]{0,12}(の|な)?[A-Z](社|市|町|病院|大学|店|事務所|氏|校)|[A-Z]社(\(|の(場合|ケース|例)|・従業員)|[ぁ-んァ-ヶ一-龥ー][A-Z](の(場合|ケース|例)|社|\(|$)|架空|作り話|(たとえ|例え)ば|(たとえ|例え)話|仮の話|想定(され|する|事例|シナリオ|問題)|モデルケース|もし.*(なら|たら|起き)|ヒヤリハット事例|起こりうる|(よくある|ありがちな)(事例|ケース|設定ミス|失敗|ミス|筋書き|場面|話)|類似事例|実際の(被害)?事例:|中小企業[A-ZＡ]|様式|記入例|記載例|サンプル|ひな形|テンプレート|文例`)},
	{prevention, pattern.New(`再発(防止|を防)|(今後|これから|この先|以後)の(対応|対策|取組|取り組み|方針|予定|防止|備え|歩み|行い)|改善(策|措置)|(実施|予定)(済み|する)?(の)?対策|防止(策|に向け)`)},
	{advice, pattern.New(`対策|教訓|学ぶ|学べ|(^|[^の])まとめ|(記事|今回|全体|以上|本日)のまとめ|ポイント($|[は:：)】〉。、 0-9]|の(お|ま|解)|を(解説|紹介|整理|まとめ|押さえ|おさえ))|(やる|とる|取る|講じる|する)べき|すべき|(^|[\s、.)])(刑罰|罰則|量刑)($|[\s、はと])|(法的|刑事|民事上?の|損害賠償)責任|できること|防ぐ|防止(方法|するには)|備え|チェックリスト|確認すべき|とは[??]?$|とは何|の仕組み($|[:：とをがは])|仕組み(と|を)|メリット|重要性|必要性|大丈夫|対処(法|方法)|対応(方法|フロー|手順|ステップ)|基礎知識|解説します|(発生)?原因と|リスク|種類($|[とはを別])|考え方|トレンド|傾向($|[^はがの])|展望|最新動向|ガイドライン|Q\s*&\s*A|よく(ある|いただく|寄せられる)(ご)?(質問|お?(問い合わせ|尋ね))|(お?問い合わせ|お?尋ね|ご?質問)の多い|FAQ|お客様へのお願い|(お客様|皆様|皆さま|皆さん)へ(の)?(お願い|ご注意)|ご注意|注意喚起|注意点|お願い$|【お願い】|私たちが(でき|す|取|と|学|知|守|お)|あなたの|ROI|投資|業界別|平時|緊急時|終わりに|おわりに|さいごに|最後に|実践|入門|どう守る|守る(には|方法)|(よくある|典型的な)`)},
	{background, pattern.New(`(過去|これまで|以前)の(事例|事案|事故|主な|類似)|類似(の)?(事案|事例)|統計($|[^\p{Han}]|情報|資料|調査)|年別|原因別|規模別|業種別|(^|[^\p{Han}]|国内|世界)市場|(他社|他の|同業)(の)?(事例|事案|動向)`)},
}

// storyHeadings belong to the story whatever the zone around them.
var storyHeadings = pattern.New(`[^\s](\s|ごとの|別の)(数|量|件数|人数|通数|枚数|部数)(など)?$|^原因と(被害|影響|経緯|経過|状況)|[^去](失敗|ミス|事故|事件|事案)(に|から)学(ぶ|び)|^(\([^()]{1,3}\)|[0-9]+[.)]|[①-⑳])?\s*種類$|(通知|書類|帳票|名簿|項目)の種類|経緯|経過|概要|発覚|被害(の)?(状況|内容|範囲)|影響(の)?(範囲|を受け)|(漏えい|漏洩|流出|閲覧|対象)(した|する|の|と|が|され|に)|(対象|該当)(者|の方|となる|人数|情報)|(情報|データ)の(項目|内容|範囲|件数|種類|内訳)|原因(について|$)|(当社|弊社|本学|市|同社)の対応|(これまで|現在)の(対応|経過|状況)|タイムライン|時系列|(何|なに)が(起|あ)|判明|件数|二次被害|調査結果|お知らせ(とお詫び)?$|^(事実関係|事案|事故|項目|内訳|状況|対応|内容|時期)`)

// asideAlone says that a line is never part of a text, and that no sentence of the
// story stands in it before.
func asideAlone(s string) bool {
	loc := asideLines.FindStringIndex(s)
	return loc != nil && !strings.Contains(s[:loc[0]], "。")
}

// asideLines are lines that are never part of a text: breadcrumbs, share buttons,
// bylines, page furniture.
var asideLines = pattern.New(`^[▼▶◀→←・<>\s]*(前回?|次回?|過去)の記事|^(ホーム|HOME|Home|トップ|TOP|Top|トップページ|ニュース)\s*[>›»/|]|\s[>›»]\s.*\s?[>›»]|^(ツイート|シェア|ポスト|いいね|はてブ|LINEで送る|Tweet|印刷|保存|PR|Share|Facebook|Pocket|コピー)([\s!!、・|/。]|$)|^(Copyright|\(C\)|©|All Rights)|(はこちら|をクリック|をダウンロード|ダウンロードページへ)[。!!]?$|^\[?(PR|AD|広告)\]?[\s:::]|^(※)?(本|当)?記事(は|の内容は).*(掲載時点|公表資料|もとに)|タイトルとURLをコピー|^ページの?先頭|^(文字サイズ|大きな文字)|無料(会員)?登録|会員限定|^(カテゴリ|カテゴリー|タグ|投稿者|著者|執筆|文|筆者|監修|最終更新日?|公開日?|作成日)\s*[::]|^#[^\s#]+|(問い?合わ?せ|問合わ?せ)(先|窓口)?(\s*[:：]|\s|は[^。]{0,24}(こちら|まで|へ|ください))|(電話|TEL|Tel|℡|(電))\s*[::(]?\s*[0-9]{2,5}[-()・0-9]|フリーダイヤル|[0-9]{2,4}[-(・][0-9]{2,4}[-)・][0-9]{3,4}|^《.*》$|^\(Security|^«|^▲|^↑|配信停止|受付時間|^【(関連|PR|広告|あわせて|おすすめ|参考)|^(関連|PR|広告|あわせて読みたい|おすすめ|参考)(記事|リンク|ニュース|情報|ページ|ファイル|資料|サイト|URL)?\s*([:：>〉(▶]|$)|おすすめ\(|^(関連|おすすめ|参考)(記事|リンク|ニュース|情報|ページ|ファイル|資料|サイト)|^[・▶▼▽★☆◆◇〔\[【(*]*\s?((あわせて|合わせて|併せて|こちらも|次に|もっと)(読|お読|ご覧)|こちらの記事も|関連性の高い記事|関連記事|よく読まれ|いま読まれ)|^[≪«<《]*\s?(前|次)(の記事|号)?\s?[::]`)

// sampleMarks stand in forms and sample notices where a value would be.
var sampleMarks = pattern.New(`[○〇△□●]{2,}(株式会社|会社|市|町|課|様|社|大学|病院|通知|名|件|人|円)|(令和|平成|20)[○〇△□X×]{1,2}年|[○〇×]月[○〇×]日|(株式会社|学校法人)[○〇△]{2,}`)

// furniture are the lines between a headline and the text under it that pass for the heading of
// what stands beside it: 2024-05-06 カテゴリ:雑記, [シェアする] [印刷].
var furniture = pattern.New(`カテゴリ|タグ|シェア|コメント|メニュー|執筆|著者|筆者|ライター`)

func (d *document) readZones() {
	tail := false            // behind the text: what follows related links stays aside
	opened, from := false, 0 // whether a sentence ends before
	var above [4]zone
	for i := range d.sections {
		s := &d.sections[i]
		if s.heading < 0 {
			continue
		}
		h := d.text(d.lines[s.heading])
		if i == 1 && s.heading == d.titleLine {
			s.zone = story
			continue
		}
		z, known := headingZone(h)
		opened = opened || strings.Contains(d.s[from:d.lines[s.heading].start], "。")
		from = d.lines[s.heading].start
		switch {
		case z == aside && !opened && furniture.MatchString(h):
			// of the page, over its text
		case known:
			s.zone = z
		case tail:
			s.zone = aside
		case s.level > 1 && above[s.level-1] != story && above[s.level-1] != aside:
			s.zone = above[s.level-1]
		}
		tail = s.zone == aside && (tail || i > len(d.sections)/3)
		for l := s.level; l < len(above); l++ {
			above[l] = s.zone
		}
	}
	for i := range d.lines {
		l := &d.lines[i]
		if l.kind == blank {
			continue
		}
		l.zone = d.sections[l.section].zone
		s := d.text(*l)
		switch {
		case i == d.titleLine:
			l.zone = title
		case utf8.RuneCountInString(s) < 90 && asideAlone(s):
			l.zone = aside
		case sampleMarks.MatchString(s):
			l.zone = example
		}
	}
}

// countedHeading is the head of one kind of leaked data: 株主関連情報(25件).
var countedHeading = pattern.New(`\((約|最大|計|延べ)*[0-9,.万千]+(件|人|名)(分|以上|超)?\)$`)

var (
	// throughMargin are the heads of cases that came by what elsewhere heads the margins of a
	// page, and that go on from there: メルマガの設定を誤り会員名が流出, 取引先の相談窓口を乗っ取り.
	throughMargin = pattern.New(`(連絡|相談|受付)(先|窓口)[をが]|(メルマガ|メールマガジン|購読|広告|ダウンロード|コメント|アンケート|メニュー|(セミナー|ウェビナー|イベント)(案内|のご案内|情報)|資料請求|採用情報)[^。]{0,24}(漏え?い|漏洩|流出|漏れ|誤送信|誤配信|誤送付|誤掲載|誤公開|誤表示|紛失|不正アクセス|改ざん|丸見え|宛先|(見|読)(える|られる)|閲覧(可能|でき|され))`)
	// forReaders are the same words where they sell or teach something to readers.
	forReaders = pattern.New(`対策|防|備え|無料|解説|とは|関連|PR`)
)

// headingZone is the zone that a heading opens; known is false where it does not tell.
func headingZone(h string) (z zone, known bool) {
	if i := strings.Index(h, "※"); i > 0 {
		h = strings.TrimSpace(h[:i]) // a note on what stands below
	}
	if strings.Contains(h, "タイムライン") || strings.Contains(h, "時系列") || countedHeading.MatchString(h) {
		return story, true
	}
	if asideHeading := headingZones[0]; asideHeading.find.MatchString(h) && !(throughMargin.MatchString(h) && !forReaders.MatchString(h)) {
		return aside, true
	}
	if storyHeadings.MatchString(h) && !strings.Contains(h, "再発防止") {
		return story, true
	}
	for _, rule := range headingZones[1:] {
		if rule.find.MatchString(h) {
			return rule.zone, true
		}
	}
	return story, false
}
